"""The Kennzahlen of an area as the notebook computes them, with the decisions beside them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline import comparison, decisions, indicators, names, narrative, store
from pipeline.errors import BeschlussUngueltig
from pipeline.schemas.befunde import Befund, satz

IMMER = ("raumeinheiten", "brueche", "einwohner")
"""Tables that are read whatever the catalogue asks for."""


class Auswertung(NamedTuple):
    """What `kennzahlen` shows and writes; every number is a function of released cells."""

    orte: narrative.Orte
    stichtag: str
    werte: pd.DataFrame
    """All Kennzahlen of both areas in all years up to the Stichtag."""
    verglichen: pd.DataFrame
    """Those of the Stichtag side by side, with the difference in words."""
    ziele: pd.DataFrame
    verlauf: pd.DataFrame
    """All decisions on the area."""
    gilt: pd.DataFrame
    """Those that stand."""
    siegel: str
    """Seal of the last decision of the file, empty where there is none."""
    herkunft: pd.DataFrame
    demonstration: bool
    hinweise: tuple[str, ...]


def auswerten(raumeinheit: str, vergleich: str, stichtag: str, datei: Path, daten: Path | None) -> Auswertung:
    """Compute everything from the released zone and the file of decisions.

    Raises: BeschlussUngueltig where the file of decisions is not in order, or is of another world than
            the released tables (demonstration or real).
    """
    beschluesse = gelesen(store.beschluesse_lesen(datei), datei)
    nicht_mischen(beschluesse, datei, daten)
    tabellen = freigegeben(daten)
    jahr = names.stichtag_jahr(stichtag)
    werte = indicators.kennzahlen(tabellen, list(dict.fromkeys([raumeinheit, vergleich])))
    werte = werte[werte["jahr"] <= jahr]
    verlauf = decisions.tabelle(beschluesse, raumeinheit)
    gilt = decisions.geltende(verlauf)
    return Auswertung(
        orte=narrative.orte(tabellen["raumeinheiten"], raumeinheit, vergleich),
        stichtag=stichtag,
        werte=werte,
        verglichen=narrative.mit_unterschied(comparison.vergleich(werte, raumeinheit, vergleich, jahr)),
        ziele=decisions.zielstand(gilt, werte, jahr, seltene()),
        verlauf=verlauf,
        gilt=gilt,
        siegel=decisions.siegel_am_ende(beschluesse) if beschluesse else "",
        herkunft=store.herkunft(list(tabellen), daten),
        demonstration=store.ist_demonstration(daten),
        hinweise=tuple(store.hinweise(daten)),
    )


def freigegeben(daten: Path | None) -> dict[str, pd.DataFrame]:
    """Every released table the catalogue reads."""
    gebraucht = [zelle.tabelle for kennzahl in indicators.katalog() for zelle in kennzahl.zellen]
    da = store.tabellen(store.FREIGABE, daten)
    return {name: store.read(name, daten) for name in dict.fromkeys([*IMMER, *gebraucht]) if name in da}


def seltene() -> frozenset[str]:
    """Kennzahlen whose last survey counts until the next one, as between two elections."""
    return frozenset(k.id for k in indicators.katalog() if any(z.jahr == "zuletzt" for z in k.zellen))


def gelesen(inhalt: bytes, datei: Path) -> tuple[decisions.Beschluss, ...]:
    """Read the decisions of a file.

    Raises: BeschlussUngueltig with a sentence per finding.
    """
    fertig = decisions.lesen(inhalt, str(datei))
    if fertig.befunde:
        raise BeschlussUngueltig("\n".join(saetze(fertig.befunde)))
    return fertig.beschluesse


def saetze(befunde: Iterable[Befund]) -> list[str]:
    """Write findings on decisions; what is a column elsewhere is a field there."""
    return [satz(befund, "Feld") for befund in befunde]


def nicht_mischen(beschluesse: tuple[decisions.Beschluss, ...], datei: Path, daten: Path | None) -> None:
    """Refuse decisions of the demonstration beside real data, and the reverse."""
    welt = store.ist_demonstration(daten)
    fremd = [beschluss.nummer for beschluss in beschluesse if beschluss.demonstration != welt]
    if fremd:
        worte = (
            ("ein wirklicher", "Demonstrationsdaten")
            if welt
            else ("nur zur Demonstration", "wirkliche Daten")
        )
        raise BeschlussUngueltig(
            f"{datei}: Beschluss {fremd[0]} ist {worte[0]}, freigegeben sind aber {worte[1]}. "
            "Bitte mit --beschluesse die Datei nennen, die dazu gehört."
        )
