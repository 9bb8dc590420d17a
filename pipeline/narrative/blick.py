"""The page at a glance: key figures as printed texts, and findings chosen by rule."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.abschnitte import groesste_je_thema
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import (
    GEHEIM,
    Satz,
    alles_geheim,
    gezeigt,
    mit_einheit,
    unterschied,
    vergleichbar,
)
from pipeline.narrative.wandel import zeitraum

KACHELN = {
    "mig": "mit Zuwanderungsgeschichte",
    "hh_einpersonen": "Einpersonenhaushalte",
    "mindest": "mit Grundsicherung",
    "al_anteil": "Arbeitslosenanteil",
    "wahlbet": "Wahlbeteiligung im Wahllokal",
    "bev_u18": "unter 18 Jahre",
    "bev_65p": "65 Jahre und älter",
    "ausl": "ohne deutsche Staatsangehörigkeit",
}
"""Which Kennzahlen stand at the head of the report, the first that can be shown."""
HOECHSTENS = 6
"""Key figures at a glance: two full rows."""


def kacheln(orte: Orte, verglichen: pd.DataFrame, entwicklung: pd.DataFrame, stichtag: str) -> pd.DataFrame:
    """Key figures that can be shown: residents first, then those of `KACHELN` in their order.

    Takes:   a labelled comparison; jahr, anzahl, status of the residents of the district.
    Returns: columns wert, label, vergleich: texts as printed.
    """
    zeilen = verglichen[verglichen["kennzahl"].isin(list(KACHELN))]
    saetze = {str(satz["kennzahl"]): satz for satz in zeilen.to_dict("records") if gezeigt(satz)}
    liste = [_kachel(orte, saetze[k], label) for k, label in KACHELN.items() if k in saetze]
    alle = [*_einwohner(entwicklung, stichtag), *liste][:HOECHSTENS]
    return pd.DataFrame(alle, columns=["wert", "label", "vergleich"])


def _einwohner(entwicklung: pd.DataFrame, stichtag: str) -> list[dict[str, str]]:
    """Residents, and how many there were at the beginning of the years that are looked back over."""
    davor, jahr = zeitraum(stichtag)
    gezaehlt = entwicklung[entwicklung["status"].eq("wert")].set_index("jahr")["anzahl"].map(names.ganzzahl)
    if jahr not in gezaehlt.index:
        return []
    vergleich = f"Ende {davor}: {gezaehlt[davor]}" if davor in gezaehlt.index else ""
    return [{"wert": gezaehlt[jahr], "label": "Bewohner:innen", "vergleich": vergleich}]


def _kachel(orte: Orte, satz: Satz, label: str) -> dict[str, str]:
    """The value beside that of the city, and in which direction they differ, where that is certain."""
    vergleich = f"{orte.dort.name}: {_mit_einheit(satz, 'wert_stadt')}" if vergleichbar(satz) else ""
    if _sicher(satz):  # a line of the tile each
        zeilen = (
            teil.replace(" ", "\N{NO-BREAK SPACE}") for teil in (vergleich, f"hier {unterschied(satz)}")
        )
        vergleich = "; ".join(zeilen)
    return {"wert": _mit_einheit(satz, "wert"), "label": label, "vergleich": vergleich}


def _mit_einheit(satz: Satz, feld: str) -> str:
    return mit_einheit(float(satz[feld]), str(satz["einheit"]), int(satz["stellen"]))


def blick(orte: Orte, verglichen: pd.DataFrame, entwicklung: pd.DataFrame, stichtag: str) -> dict[str, Any]:
    """Prepare the key figures for their display: kacheln, id, titel."""
    return {
        "kacheln": kacheln(orte, verglichen, entwicklung, stichtag),
        "id": "blick",
        "titel": f"{orte.hier.name} am {datum(stichtag)}",
    }


def befunde_einleitung(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Introduce the list of findings, or say that there is none."""
    if any(_sicher(satz) for satz in verglichen.to_dict("records")):
        return (
            f"Am stärksten unterscheidet sich {orte.hier.der} von {orte.dort.name} hierin (je Thema der "
            "größte signifikante Unterschied):"
        )
    return keine_befunde(orte, verglichen)


def befunde(orte: Orte, verglichen: pd.DataFrame, hoechstens: int = 4) -> list[str]:
    """List the largest differences that the test confirms, one of each subject.

    Returns: sentences, the largest ratio first; nothing on a difference that was not tested, failed its
             test, or is called vergleichbar.
    """
    return [_befund(orte, satz) for satz in auswahl(verglichen, hoechstens)]


def auswahl(verglichen: pd.DataFrame, hoechstens: int) -> list[Satz]:
    """Choose the rows for `befunde`."""
    saetze: list[Satz] = [satz for satz in verglichen.to_dict("records") if _sicher(satz)]
    return groesste_je_thema(saetze, "wert_stadt", hoechstens)


def keine_befunde(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say in one sentence that no difference is certain, or that nothing could be compared."""
    if alles_geheim(verglichen):
        return f"Die Werte {orte.hier.des} werden {GEHEIM}; ein Vergleich ist deshalb nicht möglich."
    if verglichen["signifikant"].isna().all():
        return f"Ein Vergleich mit {orte.dort.name} ist mit den gelieferten Tabellen nicht möglich."
    return f"Kein Unterschied zu {orte.dort.name} ist zugleich signifikant und mindestens leicht."


def _sicher(satz: Satz) -> bool:
    signifikant: bool = bool(pd.notna(satz["signifikant"]) and satz["signifikant"])
    messbar = vergleichbar(satz) and float(satz["wert"]) > 0 and float(satz["wert_stadt"]) > 0
    return signifikant and messbar and satz["groesse"] in ("leicht", "deutlich")


def _befund(orte: Orte, satz: Satz) -> str:
    wort = {"unter": "niedriger", "ueber": "höher"}[str(satz["richtung"])]
    return (
        f"{satz['name']}: {satz['groesse']} {wort} "
        f"({_mit_einheit(satz, 'wert')}, {orte.dort.im} {_mit_einheit(satz, 'wert_stadt')})"
    )
