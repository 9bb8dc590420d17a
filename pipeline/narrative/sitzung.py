"""The first page of the Kennzahlen for a sitting: what changed, what is on course."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.bewertung import TRENDWORTE, URTEILSZEICHEN
from pipeline.narrative.blick import HOECHSTENS
from pipeline.narrative.blick import blick as ohne_beschluesse
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import GEHEIM, OHNE_WERT, Satz, alles_geheim, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, gross
from pipeline.schemas.beschluesse import AUF_KURS, ERREICHT, NICHT_AUF_KURS, NICHT_BEURTEILBAR

HOECHSTENS_JE_LISTE = 5
"""Lines of a list on the first page, which is one page."""
ZIELE = 3
"""Targets on the first page; with more of them there is no room for the reasons of each verdict."""
KURZE_EINHEIT = 5
"""Characters of a unit that still stands behind the large number of a key figure."""


def auf_einen_blick(
    orte: Orte, bewertet: pd.DataFrame, gilt: pd.DataFrame, einwohner: pd.DataFrame, stichtag: str
) -> dict[str, Any]:
    """Prepare the key figures: the decided Kennzahlen, first those with a target.

    Takes:   Kennzahlen with their assessment; decisions that stood on the Stichtag; residents by year.
    Returns: kacheln, id, titel; the figures of the social-space analysis where nothing was decided.
    """
    beschlossen = gilt.sort_values("zielwert", key=lambda spalte: spalte.isna(), kind="stable")["kennzahl"]
    zeilen = bewertet.set_index("kennzahl", drop=False)
    saetze = [zeilen.loc[kennung].to_dict() for kennung in beschlossen.unique() if kennung in zeilen.index]
    kacheln = [_kachel(orte, satz) for satz in saetze if satz["status"] == "wert"][:HOECHSTENS]
    if not kacheln:
        return ohne_beschluesse(orte, bewertet, einwohner, stichtag)
    tafel = pd.DataFrame(kacheln, columns=["wert", "label", "vergleich"])
    return {"kacheln": tafel, "id": "blick", "titel": f"Beschlossene Kennzahlen am {datum(stichtag)}"}


def _kachel(orte: Orte, satz: Satz) -> dict[str, str]:
    """Value, name, target and city; a unit that is a long word stands with the name, or is in it already."""
    einheit, name, stellen = str(satz["einheit"]), str(satz["name"]), int(satz["stellen"])
    lang = len(einheit) > KURZE_EINHEIT
    wert, stadt = (
        mit_einheit(float(satz[feld]), "" if lang else einheit, stellen).strip() if gezeigt else ""
        for feld, gezeigt in (("wert", True), ("wert_stadt", _neben_der_stadt(satz)))
    )
    vergleich = f"{orte.dort.name} {stadt}" if stadt else ""
    return {
        "wert": wert,
        "label": f"{name} ({einheit})" if lang and einheit.lower() not in name.lower() else name,
        "vergleich": ". ".join(filter(None, (str(satz["ziel_text"]), vergleich))),
    }


def _neben_der_stadt(satz: Satz) -> bool:
    """Whether the city stands beside it: not beside a bare count, which is larger in any city."""
    return bool(satz["status_stadt"] == "wert" and satz["vergleichbar"])


def veraenderungen(
    orte: Orte, werte: pd.DataFrame, vorjahr: pd.DataFrame, trends: pd.DataFrame, gilt: pd.DataFrame
) -> list[str]:
    """List what changed: residents, decided Kennzahlen, certain changes to the year before, trends.

    Takes:   all Kennzahlen up to the Stichtag; the result of `comparison.zum_vorjahr`; that of
             `comparison.entwicklung`; decisions that stood on the Stichtag.
    Returns: German sentences; what no test carries is said to be within chance.
    """
    return [
        *_einwohner(orte, werte),
        *_beschlossene(vorjahr[vorjahr["kennzahl"].isin(gilt["kennzahl"])]),
        *_gesicherte(vorjahr, gilt),
        _trends(werte[werte["raumeinheit"].eq(orte.hier.schluessel)], trends),
    ]


def _beschlossene(vorjahr: pd.DataFrame) -> list[str]:
    """Decided Kennzahlen beside the year before: certain changes each, the others in one sentence."""
    zeilen = vorjahr.head(HOECHSTENS_JE_LISTE)
    sicher = zeilen["gesichert"].fillna(value=False).astype(bool)
    andere = [_zum_vorjahr(satz) for satz in zeilen[~sicher].to_dict("records")]
    kopf = "Beschlossene Kennzahlen ohne gesicherte Veränderung zum Vorjahr"
    zusammen = [f"{kopf}: {'; '.join(andere)}."] if andere else []
    return [*(f"{_zum_vorjahr(satz)}, gesichert." for satz in zeilen[sicher].to_dict("records")), *zusammen]


def _einwohner(orte: Orte, werte: pd.DataFrame) -> list[str]:
    """Residents today, one year and five years ago."""
    da = werte[werte["raumeinheit"].eq(orte.hier.schluessel) & werte["kennzahl"].eq("bev")]
    reihe = da[da["status"].eq("wert")].set_index("jahr")["wert"]
    if reihe.empty or reihe.index.max() != werte["jahr"].max():
        return []
    jahr = int(reihe.index.max())
    teile = [
        _gegenueber(float(reihe[jahr]), float(reihe[jahr - davor]), jahr - davor)
        for davor in (1, 5)
        if jahr - davor in reihe.index
    ]
    zahl = f"{names.ganzzahl(float(reihe[jahr]))} Bewohner:innen Ende {jahr}"
    return [f"{zahl}: {aufzaehlung(teile)}." if teile else f"{zahl}."]


def _gegenueber(heute: float, damals: float, jahr: int) -> str:
    unterschied = heute - damals
    if unterschied == 0:
        return f"so viele wie {jahr}"
    wort = "mehr" if unterschied > 0 else "weniger"
    anteil = f" ({names.prozent(100 * unterschied / damals)})" if damals else ""
    return f"{names.ganzzahl(abs(unterschied))} {wort} als {jahr}{anteil}"


def _zum_vorjahr(satz: Satz) -> str:
    """Write "Arbeitslosenanteil 1,5 % (Vorjahr 1,3 %)"."""
    heute, davor = (
        mit_einheit(float(satz[feld]), str(satz["einheit"]), int(satz["stellen"]))
        for feld in ("wert", "wert_davor")
    )
    return f"{satz['name']} {heute} (Vorjahr {davor})"


def _gesicherte(vorjahr: pd.DataFrame, gilt: pd.DataFrame) -> list[str]:
    """Certain changes of Kennzahlen nobody decided on, or that there is none."""
    geprueft = int(vorjahr["gesichert"].notna().sum())
    sicher = vorjahr[vorjahr["gesichert"].fillna(value=False)]
    andere = sicher[~sicher["kennzahl"].isin(gilt["kennzahl"])].head(HOECHSTENS_JE_LISTE)
    if len(sicher) or not geprueft:
        return [f"{_zum_vorjahr(satz)}, gesichert." for satz in andere.to_dict("records")]
    return [f"Gegenüber dem Vorjahr ist keine der {geprueft} geprüften Veränderungen statistisch gesichert."]


def _trends(werte: pd.DataFrame, trends: pd.DataFrame) -> str:
    """Name what rises or falls over five years, or say that nothing does."""
    geprueft = trends[trends["trend"].notna()]
    if geprueft.empty and alles_geheim(werte):
        return f"Die Werte werden {GEHEIM}; Trends lassen sich deshalb nicht zeigen."
    if geprueft.empty:
        return "Für Trends liegen noch keine fünf vergleichbaren Jahre vor."
    namen = werte.drop_duplicates("kennzahl").set_index("kennzahl")["name"]
    teile = [
        f"{TRENDWORTE[str(wort)].split(' ')[1]}: {aufzaehlung([str(namen[k]) for k in gruppe['kennzahl']])}"
        for wort, gruppe in geprueft[geprueft["trend"].ne("kein_trend")].groupby("trend")
    ]
    anzahl = gezaehlt(len(geprueft), "Kennzahl", "Kennzahlen", "w")
    if not teile:
        return f"Über fünf Jahre hat keine von {len(geprueft)} geprüften Kennzahlen einen gesicherten Trend."
    return gross(f"über fünf Jahre gesichert ({anzahl} geprüft): {'; '.join(teile)}.")


def zielsaetze(stand: pd.DataFrame) -> list[str]:
    """Say of the targets where they are, what is not on course first, on the first page.

    Takes:   rows of `decisions.zielstand`.
    Returns: a sentence for each of `ZIELE` targets; with more of them the reasons are left to the table of
             the next chapter, so that the first page stays one page.
    """
    dringend = stand.sort_values("urteil", key=lambda urteile: urteile.map(_DRINGEND), kind="stable")
    gezeigt = dringend.head(ZIELE).to_dict("records")
    saetze = [_zielsatz(satz, mit_grund=len(stand) <= ZIELE) for satz in gezeigt]
    mehr = len(stand) - len(saetze)
    weitere = gezaehlt(mehr, "weiteres Ziel steht", "weitere Ziele stehen", "n")
    return [*saetze, f"{gross(weitere)} im nächsten Kapitel."] if mehr else saetze


_FOLGE = (NICHT_AUF_KURS, AUF_KURS, ERREICHT, NICHT_BEURTEILBAR)
_DRINGEND = {urteil: rang for rang, urteil in enumerate(_FOLGE)}


def _zielsatz(satz: Satz, *, mit_grund: bool) -> str:
    zeichen = URTEILSZEICHEN[str(satz["urteil"])]
    grund = f" {satz['grund']}" if mit_grund else ""
    if pd.isna(satz["stellen"]):
        return f"{satz['kennzahl']}: {zeichen} {satz['urteil']}.{grund}"
    ziel = f"Ziel {_zahl(satz, 'zielwert')} bis {satz['zieljahr']}"
    if pd.isna(satz["wert"]):
        wert = OHNE_WERT.get(str(satz["status"]), "ohne Wert")
    else:
        wert = f"{_zahl(satz, 'wert')} ({satz['jahr']})"
    weg = "" if pd.isna(satz["soll"]) else f", Weg {_zahl(satz, 'soll')}"
    return f"{satz['name']}: {zeichen} {satz['urteil']}. {gross(wert)}{weg}, {ziel}.{grund}"


def _zahl(satz: Satz, feld: str) -> str:
    return mit_einheit(float(satz[feld]), str(satz["einheit"]), int(satz["stellen"]))
