"""Sentences on the projection: the total, the older age groups, and what it does not say."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT, Satz, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gross

GERUNDET_AUF = 5
"""Released expectations are rounded to whole five persons; a smaller change is none."""


def nicht_gerechnet(orte: Orte, stichtag: str) -> str:
    """Write the one line of a report without a projection."""
    tag = ".".join(reversed(stichtag.split("-")))
    return f"Eine Bevölkerungsprognose auf der Basis des {tag} wurde für {orte.hier.name} {FEHLT}."


def gesamt(orte: Orte, veraenderung: pd.DataFrame, horizont: int) -> str:
    """Say the expected total and its direction.

    Takes:   one row per altersgruppe: basis, erwartet (persons), differenz, differenz_pct, status.
    """
    satz = _zeile(veraenderung, names.INSGESAMT)
    if satz is None:
        return ""
    heute, kuenftig = names.ganzzahl(satz["basis"]), names.ganzzahl(satz["erwartet"])
    wohin = _verb(float(satz["differenz"]))
    zahlen = f"von {heute} auf rund {kuenftig} ({_vorzeichen(satz['differenz_pct'], 1, '%')})"
    if wohin == "bleibt":
        return (
            f"Die Bevölkerung {orte.hier.des} bleibt bis {horizont} mit rund {kuenftig} nahezu unverändert."
        )
    return f"Die Bevölkerung {orte.hier.des} {wohin} bis {horizont} voraussichtlich {zahlen}."


def altersgruppen(veraenderung: pd.DataFrame, gruppen: tuple[str, ...]) -> str:
    """Which of these groups grow, shrink or stay, each with its change in persons."""
    saetze = [(gruppe, _zeile(veraenderung, gruppe)) for gruppe in gruppen]
    vorhanden = [(gruppe, satz) for gruppe, satz in saetze if satz is not None]
    teile = []
    for verb, anfang in (("wächst", "Zuwachs"), ("sinkt", "Rückgang"), ("bleibt", "nahezu unverändert")):
        passend = [_mit_zahl(g, s, verb) for g, s in vorhanden if _verb(float(s["differenz"])) == verb]
        if passend:
            teile.append(_teilsatz(anfang, passend))
    return " ".join(teile)


def _teilsatz(anfang: str, gruppen: list[str]) -> str:
    if anfang == "nahezu unverändert":
        return f"{gross(anfang)} bleibt die Zahl der {aufzaehlung(gruppen)}."
    return f"Einen {anfang} zeigt die Prognose bei den {aufzaehlung(gruppen)}."


def _mit_zahl(gruppe: str, satz: Satz, verb: str) -> str:
    name = jaehrige(gruppe)
    return name if verb == "bleibt" else f"{name} ({_vorzeichen(satz['differenz'], 0, 'Personen')})"


def jaehrige(gruppe: str) -> str:
    """Dative of an age group: "65- bis 69-Jährigen", "ab 85-Jährigen", "unter 18-Jährigen"."""
    von, bis = names.band(gruppe)
    if bis == names.ALTER_MAX:
        return f"ab {von}-Jährigen"
    return f"unter {bis + 1}-Jährigen" if von == 0 else f"{von}- bis {bis}-Jährigen"


def titel(orte: Orte, veraenderung: pd.DataFrame, horizont: int) -> str:
    """Write the finding above the chart."""
    satz = _zeile(veraenderung, names.INSGESAMT)
    if satz is None:
        return f"Bevölkerung {orte.hier.des} bis {horizont}"
    worte = {"wächst": "wächst", "sinkt": "geht zurück", "bleibt": "bleibt nahezu gleich"}
    return f"Die Bevölkerung {orte.hier.des} {worte[_verb(float(satz['differenz']))]} bis {horizont}"


def vorbehalt(horizont: int) -> str:
    """Write the caveat of a projection that states no uncertainty."""
    return (
        "Die Prognose schreibt die Verhältnisse der gelieferten Jahre fort und ist ohne "
        "Unsicherheitsband gerechnet: Sie nennt einen erwarteten Wert, nicht seine Bandbreite. In "
        "einem so kleinen Gebiet können einzelne Bauvorhaben oder Zuzüge die Entwicklung bis "
        f"{horizont} deutlich verändern. Alle Werte sind auf ganze fünf Personen gerundet; Summen "
        "können deshalb von den Einzelwerten abweichen."
    )


def _zeile(veraenderung: pd.DataFrame, gruppe: str) -> Satz | None:
    treffer = veraenderung[veraenderung["altersgruppe"].eq(gruppe) & veraenderung["status"].eq("wert")]
    return None if treffer.empty else {str(k): v for k, v in treffer.iloc[0].items()}


def _verb(differenz: float) -> str:
    if abs(differenz) < GERUNDET_AUF:
        return "bleibt"
    return "wächst" if differenz > 0 else "sinkt"


def _vorzeichen(wert: object, stellen: int, einheit: str) -> str:
    zahl = float(str(wert))
    return ("+" if round(zahl, stellen) > 0 else "") + mit_einheit(zahl, einheit, stellen)
