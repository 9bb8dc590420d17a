"""Sentences on the projection: the total, the older age groups, and what it does not say."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.kopf import bericht
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import GEHEIM, Satz, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gross

GERUNDET_AUF = 5
"""Released expectations are rounded to whole five persons; a change no larger than that is none."""


def kopf(
    orte: Orte, stichtag: str, horizont: int, demonstration: bool, hinweise: Sequence[str]
) -> dict[str, Any]:
    """Write the head of the report; it compares the district with itself, not with the city."""
    allgemein = bericht("Bevölkerungsprognose", orte, stichtag, demonstration, hinweise)
    von = names.stichtag_jahr(stichtag)
    return {**allgemein, "untertitel": f"Erwartete Entwicklung von {von} bis {horizont}", "vergleich": ""}


def gesamt(orte: Orte, veraenderung: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say the expected total and its direction, or in one line that there is no projection.

    Takes:   one row per altersgruppe: basis, erwartet (persons), differenz, differenz_pct, status, and
             unten and oben (ends of the band) where there is one.
    """
    satz = erwartung(veraenderung)
    if satz is None and verdeckt(veraenderung):
        return f"Die Prognose bis {horizont} auf der Basis des {datum(stichtag)} wird {GEHEIM}."
    if satz is None:
        return f"Eine Prognose bis {horizont} auf der Basis des {datum(stichtag)} liegt nicht vor."
    heute, kuenftig = names.ganzzahl(satz["basis"]), names.ganzzahl(satz["erwartet"])
    wohin = richtung(satz)
    zahlen = f"von {heute} auf rund {kuenftig} ({_vorzeichen(satz['differenz_pct'], 0, '%')})"
    if wohin == "bleibt":
        return (
            f"Die Bevölkerung {orte.hier.des} bleibt bis {horizont} mit rund {kuenftig} nahezu unverändert."
        )
    if wohin == "offen":
        return (
            f"Wohin sich die Bevölkerung {orte.hier.des} bis {horizont} entwickelt, ist offen: "
            f"Rund {kuenftig} Bewohner:innen werden erwartet, gezählt waren {heute}; "
            f"das Band reicht {von_bis(satz)}."
        )
    band = f"; das Band reicht {von_bis(satz)}" if mit_band(satz) else ""
    return f"Die Bevölkerung {orte.hier.des} {wohin} bis {horizont} voraussichtlich {zahlen}{band}."


def verdeckt(veraenderung: pd.DataFrame) -> bool:
    """Whether there is a projection of which the total is hidden."""
    gesamt_ = veraenderung[veraenderung["altersgruppe"].eq(names.INSGESAMT)]
    return bool(len(gesamt_) and gesamt_["status"].eq("geheim").all())


AELTERE = ("65-69", "70-84", "85+")
JUENGERE = ("0-17", "18-64")


def altersgruppen(veraenderung: pd.DataFrame, gruppen: tuple[str, ...] = (*JUENGERE, *AELTERE)) -> str:
    """Say which of these groups grow, shrink or stay, each with its change in persons.

    Returns: nothing without a projection; the sentence on the total has said so.
    """
    saetze = [(gruppe, erwartung(veraenderung, gruppe)) for gruppe in gruppen]
    vorhanden = [(gruppe, satz) for gruppe, satz in saetze if satz is not None]
    teile = []
    for verb, anfang in _ANFAENGE:
        for wie in ("", "leichten "):
            passend = [
                _mit_zahl(g, s, verb) for g, s in vorhanden if richtung(s) == verb and _leicht(s) == wie
            ]
            if passend:
                teile.append(_teilsatz(f"{wie}{anfang}", passend))
    return " ".join(teile)


_ANFAENGE = (
    ("wächst", "Zuwachs"),
    ("sinkt", "Rückgang"),
    ("bleibt", "nahezu unverändert"),
    ("offen", "Richtung offen"),
)
LEICHT_UNTER_PCT = 10
"""Percent of change below which a direction that the band supports is called slight."""


def _leicht(satz: Satz) -> str:
    """Say "leicht" of a small change only where a band supports its direction."""
    klein = abs(float(satz["differenz_pct"])) < LEICHT_UNTER_PCT
    return "leichten " if mit_band(satz) and klein and richtung(satz) in ("wächst", "sinkt") else ""


def mit_band(satz: Satz) -> bool:
    """Whether the expected value has a band."""
    return pd.notna(satz.get("unten")) and pd.notna(satz.get("oben"))


def von_bis(satz: Satz) -> str:
    """Write the band: "von 2.165 bis 2.560"."""
    return f"von {names.ganzzahl(satz['unten'])} bis {names.ganzzahl(satz['oben'])}"


def _teilsatz(anfang: str, gruppen: list[str]) -> str:
    if anfang == "Richtung offen":
        return f"Bei den {aufzaehlung(gruppen)} ist die Richtung offen."
    if anfang == "nahezu unverändert":
        return f"{gross(anfang)} bleibt die Zahl der {aufzaehlung(gruppen)}."
    return f"Einen {anfang} zeigt die Prognose bei den {aufzaehlung(gruppen)}."


def _mit_zahl(gruppe: str, satz: Satz, verb: str) -> str:
    name = jaehrige(gruppe)
    gerundet = GERUNDET_AUF * round(float(satz["differenz"]) / GERUNDET_AUF)
    return name if verb in ("bleibt", "offen") else f"{name} (rund {_vorzeichen(gerundet, 0, 'Personen')})"


def jaehrige(gruppe: str) -> str:
    """Dative of an age group: "65- bis 69-Jährigen", "ab 85-Jährigen", "unter 18-Jährigen"."""
    von, bis = names.band(gruppe)
    if bis == names.ALTER_MAX:
        return f"ab {von}-Jährigen"
    return f"unter {bis + 1}-Jährigen" if von == 0 else f"{von}- bis {bis}-Jährigen"


def koepfe(
    orte: Orte, veraenderung: pd.DataFrame, stichtag: str, horizont: int, quelle: str
) -> dict[str, dict[str, str]]:
    """Write the heads of charts and tables: gesamt, altersgruppen, werte, pyramide."""
    jahr = names.stichtag_jahr(stichtag)
    verlauf = f"Bewohner:innen am 31. Dezember, bis {jahr} gezählt, danach erwartet"
    gerundet = "Personen, erwartete Werte auf fünf gerundet"
    band = veraenderung[["unten", "oben"]].notna().all(axis="columns").any()
    werte = f"{gerundet}; Band von 80 Prozent um die Erwartung" if band else gerundet
    texte = {
        "gesamt": (_titel(orte, veraenderung, horizont), verlauf),
        "altersgruppen": (_titel_gruppen(veraenderung, horizont), verlauf),
        "werte": (f"Bevölkerung nach Altersgruppen {jahr} und {horizont}", werte),
        "pyramide": (f"Altersaufbau {jahr} und {horizont} nach Geschlecht", gerundet),
    }
    return {
        name: {"id": name, "titel": titel, "untertitel": untertitel, "quelle": quelle}
        for name, (titel, untertitel) in texte.items()
    }


def _titel(orte: Orte, veraenderung: pd.DataFrame, horizont: int) -> str:
    satz = erwartung(veraenderung)
    if satz is None:
        return f"Bevölkerung {orte.hier.des} bis {horizont}"
    bis = f"bis {horizont}"
    if richtung(satz) == "offen":
        return f"Wie sich die Bevölkerung {orte.hier.des} {bis} entwickelt, ist offen"
    worte = {
        "wächst": f"wächst {bis}",
        "sinkt": f"geht {bis} zurück",
        "bleibt": f"bleibt {bis} nahezu gleich",
    }
    return f"Die Bevölkerung {orte.hier.des} {worte[richtung(satz)]}"


def _titel_gruppen(veraenderung: pd.DataFrame, horizont: int) -> str:
    """Name the direction of the older age groups where they share one."""
    saetze = [erwartung(veraenderung, gruppe) for gruppe in AELTERE]
    verben = {richtung(satz) for satz in saetze if satz is not None}
    worte = {"wächst": ("nimmt", "zu"), "sinkt": ("nimmt", "ab"), "bleibt": ("bleibt", "nahezu gleich")}
    if not verben:
        return f"Altersgruppen bis {horizont}"
    if verben == {"offen"}:
        return f"Wie sich die Zahl der ab 65-Jährigen bis {horizont} entwickelt, ist offen"
    if len(verben) != 1:
        return f"Die Altersgruppen entwickeln sich bis {horizont} unterschiedlich"
    verb, zusatz = worte[verben.pop()]
    return f"Bis {horizont} {verb} die Zahl der ab 65-Jährigen in allen drei Altersgruppen {zusatz}"


def altersaufbau(pyramide: pd.DataFrame, veraenderung: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say how to read the pyramid; in one line where this horizon has none.

    Takes:   erwartet, status, basis, status_basis by age band and sex; the rows of `gesamt`.
    Returns: nothing without a projection.
    """
    if erwartung(veraenderung) is None:
        return ""
    if not pyramide["status"].eq("wert").any():
        return f"Ein Altersaufbau für {horizont} liegt nicht vor."
    return (
        f"Die Balken zeigen die für {horizont} erwarteten Bewohner:innen, die Linie den Bestand am "
        f"{datum(stichtag)}. Wo der Balken über die Linie hinausreicht, wächst die Altersgruppe."
    )


def ohne_band(veraenderung: pd.DataFrame, horizont: int) -> str:
    """Write the caveat of a projection without a band; nothing where there is one, or no projection."""
    satz = erwartung(veraenderung)
    return "" if satz is None or mit_band(satz) else vorbehalt(horizont)


def vorbehalt(horizont: int) -> str:
    """Write the caveat of a projection that states no uncertainty."""
    return (
        "Die Prognose schreibt die Verhältnisse der bis zum Stichtag gelieferten Jahre fort und ist ohne "
        "Unsicherheitsband gerechnet: Sie nennt einen erwarteten Wert, nicht seine Bandbreite. In "
        "kleinen Gebieten können einzelne Bauvorhaben oder Zuzüge die Entwicklung bis "
        f"{horizont} deutlich verändern."
    )


def erwartung(veraenderung: pd.DataFrame, gruppe: str = names.INSGESAMT) -> Satz | None:
    """Find the row of an age group, of all residents if none is named; None where nothing is expected."""
    treffer = veraenderung[veraenderung["altersgruppe"].eq(gruppe) & veraenderung["status"].eq("wert")]
    return None if treffer.empty else {str(k): v for k, v in treffer.iloc[0].items()}


def richtung(satz: Satz) -> str:
    """Say the direction; a change as small as the rounding, or below one percent, is none.

    With a band a direction is said only where the whole band lies on one side of the count.
    """
    differenz = float(satz["differenz"])
    if satz.get("grundlage") == names.AUS_BESTAENDEN and not mit_band(satz):
        return "offen"  # of an age group the past of stocks alone supports no direction
    if mit_band(satz):
        heute = float(satz["basis"])
        if float(satz["unten"]) > heute:
            return "wächst"
        return "sinkt" if float(satz["oben"]) < heute else "offen"
    if abs(differenz) <= GERUNDET_AUF or abs(float(satz["differenz_pct"])) < 1:
        return "bleibt"
    return "wächst" if differenz > 0 else "sinkt"


def _vorzeichen(wert: object, stellen: int, einheit: str) -> str:
    zahl = float(str(wert))
    return ("+" if round(zahl, stellen) > 0 else "") + mit_einheit(zahl, einheit, stellen)
