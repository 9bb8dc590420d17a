"""Sentences on the residents' survey: who answered, what most of them said, and what that cannot say."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.interviews import zeitpunkt
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT, GEHEIM, gezeigt
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt
from pipeline.schemas.runden import Befragung

GRENZEN = (
    "Wer nicht geantwortet hat, kann anders denken als Gleichaltrige desselben Geschlechts; das gleicht "
    "keine Gewichtung aus. Wo sich zwei Intervalle überschneiden, ist ein Unterschied nicht belegt."
)
_KENNZAHLEN = {
    "Kinder und Jugendliche": ("bev_u18", "unter 18-Jährige"),
    "Familie und Berufstätige": ("hh_paar_mit_kindern", "Paare mit Kindern"),
    "Senioren": ("bev_65p", "65-Jährige und Ältere"),
    "Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen": ("mig", "mit Zuwanderungsgeschichte"),
}
"""The Kennzahl that says how many people a Handlungsfeld is about; the others have none."""


def saetze(orte: Orte, umfrage: Befragung, stichtag: str) -> list[str]:
    """Write the paragraphs of the section; one sentence where there is no survey."""
    if not umfrage.stichtag:
        return [f"Eine Befragung der Bewohner:innen {orte.hier.im} wurde {FEHLT}."]
    wann = zeitpunkt("Die Befragung endete am", umfrage.stichtag, stichtag)
    spaeter = "Eine Befragung bis zum Stichtag liegt nicht vor." if umfrage.stichtag > stichtag else ""
    teile = (wann, spaeter, _ruecklauf(umfrage.rahmen), _gewichtung(umfrage.rahmen))
    fragen = umfrage.anteile.query("zielgruppe == @names.INSGESAMT").groupby("frage", sort=False)
    return [" ".join(filter(None, teile)), *(_antwort(str(frage), eine) for frage, eine in fragen)]


def grenzen(umfrage: Befragung) -> str:
    """Say what a survey cannot say; nothing where there is none."""
    return GRENZEN if umfrage.stichtag else ""


def bedarfe(orte: Orte, umfrage: Befragung, verglichen: pd.DataFrame) -> pd.DataFrame:
    """Needs with what the experts say and how many people the Handlungsfeld is about, as texts.

    Takes:   the comparison of all Kennzahlen of the report.
    Returns: rows of `bedarfe` with genannt and kennzahl.
    """
    je = {satz["kennzahl"]: satz for satz in verglichen.to_dict("records")}
    zeilen = umfrage.bedarfe.to_dict("records")
    return umfrage.bedarfe.assign(
        genannt=[_genannt(satz) for satz in zeilen],
        kennzahl=[_kennzahl(str(satz["handlungsfeld"]), je, orte) for satz in zeilen],
    )


def koepfe(orte: Orte, umfrage: Befragung, quelle: str) -> dict[str, dict[str, str]]:
    """Write the heads: one per question, of the chart `bild`, `bedarfe`; none where there is no survey."""
    if not umfrage.stichtag:
        return {}
    wo = f"{orte.hier.name}, Befragung bis {datum(umfrage.stichtag)}"
    was = "Gewichtete Anteile in Prozent, darunter das 95-%-Intervall, in Klammern die Zahl der Teilnehmenden"
    fragen = dict.fromkeys(umfrage.anteile["frage"])
    je_frage = {
        frage: {"id": f"befragung-{nummer}", "titel": frage, "untertitel": f"{was}. {wo}", "quelle": quelle}
        for nummer, frage in enumerate(fragen, start=1)
    }
    titel = "Bedarfe in Befragung, Interviews und Zahlen"
    gemeinsam = f"Themen, die beide mit denselben Worten nennen. {wo}"
    kopf = {"id": "befragung-bedarfe", "titel": titel, "untertitel": gemeinsam, "quelle": quelle}
    haupt = umfrage.hauptfrage
    frage = str(haupt["frage"].iloc[0]) if len(haupt) else ""
    unter = f"„{frage}“, gewichtete Anteile aller Teilnehmenden in Prozent. {wo}"
    bild = {"id": "befragung-bild", "titel": _befund(haupt), "untertitel": unter, "quelle": quelle}
    return {**je_frage, "bedarfe": kopf, "bild": bild}


def _befund(antworten: pd.DataFrame) -> str:
    """The most frequent answer, and how many cannot be told from it."""
    if antworten.empty:
        return "Antworten der Bewohner:innen"
    erste = antworten.iloc[0]
    nahe = len(antworten[antworten["obere_pct"].ge(erste["untere_pct"])]) - 1
    if not nahe:
        return f"Am häufigsten: „{erste['antwort']}“"
    weitere = gezaehlt(nahe, "weitere Antwort ist", "weitere Antworten sind", "w")
    return f"Vorn: „{erste['antwort']}“; {weitere} davon nicht sicher zu trennen"


def _ruecklauf(rahmen: Mapping[str, Any]) -> str:
    if rahmen["status"] != "wert":
        return f"Teilgenommen haben so wenige, dass ihre Antworten {GEHEIM} werden."
    ab = "" if rahmen["altersgruppe"] == names.INSGESAMT else f" im Alter {_alter(rahmen['altersgruppe'])}"
    dabei = names.ganzzahl(rahmen["teilgenommen"])
    if pd.isna(rahmen["ruecklauf_pct"]):
        return f"Teilgenommen haben {dabei} Personen{ab}; wie viele gefragt wurden, wurde {FEHLT}."
    gefragt, quote = names.ganzzahl(rahmen["angeschrieben"]), names.prozent(rahmen["ruecklauf_pct"])
    return f"Von {gefragt} angeschriebenen Personen{ab} nahmen {dabei} teil (Rücklauf {quote})."


def _alter(altersgruppe: str) -> str:
    von, bis = names.band(altersgruppe)
    return f"ab {von} Jahren" if bis == names.ALTER_MAX else f"von {von} bis {bis} Jahren"


def _gewichtung(rahmen: Mapping[str, Any]) -> str:
    if rahmen["status"] != "wert":
        return ""
    if pd.isna(rahmen["effektiv"]):
        return f"Die Einwohner:innen, auf die zu gewichten wäre, wurden {FEHLT}; Anteile fehlen deshalb."
    return (
        "Die Antworten sind nach Alter und Geschlecht auf die Einwohner:innen vom "
        f"{datum(rahmen['bezug'])} gewichtet, rund {names.ganzzahl(rahmen['grundgesamtheit'])} Personen; "
        f"sie sagen so viel aus wie {names.ganzzahl(rahmen['effektiv'])} gleich gewichtete."
    )


def _antwort(frage: str, anteile: pd.DataFrame) -> str:
    """The most frequent answer, and the next one where it cannot be told from it."""
    sichtbar = anteile[anteile["status"].eq("wert")].to_dict("records")
    if not sichtbar:
        return f"Die Antworten auf die Frage „{frage}“ werden nicht ausgewiesen."
    erste, *weitere = sichtbar
    nahe = [f"„{satz['antwort']}“" for satz in weitere if satz["obere_pct"] >= erste["untere_pct"]]
    wort = "ist die Antwort" if len(nahe) == 1 else "sind die Antworten"
    schluss = f"; von ihr {wort} {aufzaehlung(nahe)} statistisch nicht sicher zu trennen" if nahe else ""
    spanne = f"Intervall {erste['untere_pct']} bis {erste['obere_pct']}"
    anteil = f"{names.prozent(float(erste['anteil_pct']), 0)}, {spanne}"
    return f"Auf die Frage „{frage}“ ist die häufigste Antwort „{erste['antwort']}“ ({anteil}){schluss}."


def _genannt(satz: Mapping[Any, Any]) -> str:
    """What the interviews say of a theme, and as what."""
    if pd.notna(satz["mindestens"]):
        zahl = names.zwischen(int(satz["mindestens"]), int(satz["hoechstens"]))
        return f"{zahl} Institutionen"
    return {"bedarf": "als Bedarf genannt", "kein_bedarf": "kein Bedarf"}.get(satz["aussageart"], "genannt")


def _kennzahl(feld: str, je: Mapping[Any, Mapping[Any, Any]], orte: Orte) -> str:
    kennung, was = _KENNZAHLEN.get(feld, ("", ""))
    satz = je.get(kennung)
    if satz is None or not gezeigt(satz):
        return "keine"
    stadt = (
        f"; {orte.dort.name} {names.prozent(satz['wert_stadt'])}"
        if gezeigt(satz, "wert_stadt", "status_stadt")
        else ""
    )
    return f"{was}: {names.prozent(satz['wert'])}{stadt}"
