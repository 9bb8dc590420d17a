"""Plain sentences on the most important things and on who lives here."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative import kopf
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.blick import auswahl
from pipeline.narrative.einfach.anteil import OHNE_ZAHL, anteile, befund, praedikat, von_hundert
from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.einfach.merkmale import MERKMALE
from pipeline.narrative.einfach.wandel import ausblick
from pipeline.narrative.laender import mit_artikel
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz, alles_geheim, gezeigt, nichts_geliefert, vergleichbar, zeile
from pipeline.narrative.zahlen import aufzaehlung

_KACHELN = ("bev_u18", "bev_65p", "mig", "hh_einpersonen", "mindest", "wahlbet", "al_anteil", "hh_3kind")
"""Key figures beside the number of residents, the first five that can be shown."""
_BEFUNDE = (
    *("bev_u18", "bev_65p", "mig", "ausl", "hh_einpersonen", "hh_allein", "hh_3kind"),
    *("mindest", "al_anteil", "wahlbet"),
)
_HOECHSTENS = 5
_MONATE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_BILD = {
    "bev_u18": "unter 18 Jahre",
    "bev_18_64": "18 bis 64 Jahre",
    "bev_65p": "65 Jahre und älter",
    "mig": "mit Zuwanderungsgeschichte",
    "ausl": "ohne deutschen Pass",
}


def bericht(orte: Orte, stichtag: str, demonstration: bool, hinweise: list[str]) -> dict[str, Any]:
    """Write the head of the short edition, which has no cover."""
    lang = kopf.bericht(f"Leben {wo(orte.hier)}", orte, stichtag, demonstration, hinweise)
    return {**lang, "untertitel": "kurzer Bericht in einfacher Sprache", "kurz": True}


def einleitung(orte: Orte) -> str:
    """Say for whom the report is, and where there is more."""
    return (
        f"Dieser Bericht ist für alle, die {wo(orte.hier)} leben. Er sagt das Wichtigste in einfacher "
        "Sprache. Wer mehr wissen will, findet mehr Zahlen im langen Bericht. Schwierige Wörter erklären "
        "wir am Ende."
    )


def blick(orte: Orte, verglichen: pd.DataFrame, entwicklung: pd.DataFrame, stichtag: str) -> dict[str, Any]:
    """Prepare the key figures: kacheln (wert, label, vergleich), id, titel."""
    saetze = [(zeile(verglichen, kennzahl), kennzahl) for kennzahl in _KACHELN]
    heute = _heute(entwicklung, stichtag)
    alle = [{"wert": names.ganzzahl(heute["anzahl"]), "label": "Menschen leben hier", "vergleich": ""}]
    kacheln = [_kachel(orte, satz, kennzahl) for satz, kennzahl in saetze if gezeigt(satz)][:_HOECHSTENS]
    tafel = pd.DataFrame(
        (alle if heute["status"] == "wert" else []) + kacheln, columns=["wert", "label", "vergleich"]
    )
    return {"kacheln": tafel, "id": "blick", "titel": f"{orte.hier.name} am {datum(stichtag)}"}


def _kachel(orte: Orte, satz: Satz, kennzahl: str) -> dict[str, str]:
    hier, dort, von = von_hundert(satz)
    ganzes = names.ganzzahl(von)
    return {
        "wert": f"{hier} von {ganzes}",
        "label": f"{MERKMALE[kennzahl].von} {praedikat(hier, MERKMALE[kennzahl])}",
        "vergleich": f"{orte.dort.name}: {dort} von {ganzes}"
        if vergleichbar(satz) and orte.hier != orte.dort
        else "",
    }


def _heute(entwicklung: pd.DataFrame, stichtag: str) -> Satz:
    treffer = entwicklung[entwicklung["jahr"].eq(names.stichtag_jahr(stichtag))]
    return {"status": "fehlt", "anzahl": 0} if treffer.empty else treffer.iloc[0].to_dict()


def wichtigstes(orte: Orte, verglichen: pd.DataFrame, veraenderung: pd.DataFrame, horizont: int) -> list[str]:
    """List the largest tested differences, one of each subject, or that there is none, and the outlook.

    Takes:   a labelled comparison; the change to the horizon by age group.
    """
    zeilen = verglichen[verglichen["kennzahl"].isin(_BEFUNDE)]
    befunde = [
        befund(orte, satz, MERKMALE[str(satz["kennzahl"])])
        for satz in auswahl(zeilen, hoechstens=_HOECHSTENS)
    ]
    ohne = [] if orte.hier == orte.dort else [_ohne_befund(orte, zeilen)]
    return [*(befunde or ohne), *ausblick(veraenderung, horizont)]


def _ohne_befund(orte: Orte, zeilen: pd.DataFrame) -> str:
    if alles_geheim(zeilen):
        return f"Ein Vergleich mit {orte.dort.name} ist nicht möglich: Die Zahlen {OHNE_ZAHL['geheim']}."
    if zeilen["signifikant"].isna().all():
        return f"Ein Vergleich mit {orte.dort.name} ist mit unseren Zahlen nicht möglich."
    return f"Große und sichere Unterschiede zu {orte.dort.name} haben wir nicht gefunden."


def einwohner(orte: Orte, entwicklung: pd.DataFrame, stichtag: str) -> str:
    """Say how many people lived here, and how many more or fewer than in the first year.

    Takes:   columns jahr, anzahl, status of the district.
    """
    heute, jahr = _heute(entwicklung, stichtag), names.stichtag_jahr(stichtag)
    tag = f"{int(stichtag[8:])}. {_MONATE[int(stichtag[5:7]) - 1]} {jahr}"
    if heute["status"] != "wert":
        warum = OHNE_ZAHL.get(str(heute["status"]), OHNE_ZAHL["fehlt"])
        return f"Wie viele Menschen am {tag} {wo(orte.hier)} lebten, {warum}."
    satz = f"Am {tag} lebten {names.ganzzahl(heute['anzahl'])} Menschen {wo(orte.hier)}."
    frueher = entwicklung[entwicklung["jahr"].lt(jahr) & entwicklung["status"].eq("wert")].sort_values("jahr")
    if frueher.empty:
        return satz
    mehr, seit = int(heute["anzahl"]) - int(frueher["anzahl"].iloc[0]), int(frueher["jahr"].iloc[0])
    if mehr == 0:
        return f"{satz} Ende {seit} waren es genauso viele."
    return f"{satz} Das sind {names.ganzzahl(abs(mehr))} {'mehr' if mehr > 0 else 'weniger'} als Ende {seit}."


def alter(orte: Orte, verglichen: pd.DataFrame) -> list[str]:
    """Say the shares of the young, the middle and the old, or once that there is nothing on age."""
    saetze = anteile(orte, verglichen, MERKMALE, ("bev_u18", "bev_18_64", "bev_65p"))
    return saetze or ["Zum Alter der Menschen haben wir keine Zahlen bekommen."]


def zuwanderung(orte: Orte, verglichen: pd.DataFrame) -> list[str]:
    """Say the share with a Zuwanderungsgeschichte and of those without a German passport."""
    saetze = anteile(orte, verglichen, MERKMALE, ("mig", "ausl"))
    return saetze or ["Zur Zuwanderungsgeschichte haben wir keine Zahlen bekommen."]


def was_zuwanderung_heisst(verglichen: pd.DataFrame) -> str:
    """Explain the word where it is used first; nothing where it is not used."""
    if zeile(verglichen, "mig")["status"] == "fehlt":
        return ""
    return "Zuwanderungsgeschichte heißt: Man selbst oder die Eltern sind aus einem anderen Land gekommen."


def herkunftslaender(laender: pd.DataFrame, wie_viele: int = 4) -> str:
    """Name the most frequent countries of origin; nothing where none may be named.

    Takes:   columns herkunftsland, status, largest first.
    """
    gezeigte = laender[laender["status"].eq("wert")].head(wie_viele) if len(laender) else laender
    if gezeigte.empty:
        return ""
    benannt = list(map(mit_artikel, gezeigte["herkunftsland"]))
    if len(benannt) == 1:
        return f"Das häufigste Herkunftsland ist {benannt[0]}."
    return f"Die häufigsten Herkunftsländer sind {aufzaehlung(benannt)}."


def bild(verglichen: pd.DataFrame) -> pd.DataFrame:
    """Rows of the chart on who lives here, all of them shares of all residents; none without a delivery."""
    zeilen = verglichen.set_index("kennzahl", drop=False).reindex(list(_BILD)).dropna(subset=["kennzahl"])
    benannt = zeilen.assign(name=zeilen["kennzahl"].map(_BILD)).reset_index(drop=True)
    return benannt.iloc[:0] if nichts_geliefert(benannt) else benannt


def bildkopf(orte: Orte, verglichen: pd.DataFrame, stichtag: str, quelle: str) -> dict[str, str]:
    """Write the head of that chart: its largest tested difference, or what it shows."""
    befunde = [
        befund(orte, satz, MERKMALE[str(satz["kennzahl"])])
        for satz in auswahl(bild(verglichen), hoechstens=1)
    ]
    titel = befunde[0].rstrip(".") if befunde else f"Wer {wo(orte.hier)} lebt"
    untertitel = f"So viele von 100 Menschen gehören zu dieser Gruppe, {datum(stichtag)}"
    return {"id": "menschen", "titel": titel, "untertitel": untertitel, "quelle": quelle}
