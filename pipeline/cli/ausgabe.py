"""What the commands print: short, German, countable; nothing from `bestand` is ever printed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pandas as pd
from rich.console import Console
from rich.table import Table

from pipeline.schemas.befunde import GRADE, Befund, satz

KONSOLE = Console(highlight=False, soft_wrap=True, markup=False)
_MEHRZAHL = {"Warnung": "Warnungen", "Hinweis": "Hinweise"}
HOECHSTENS = 20
"""Findings of one grade that are printed; the table of findings keeps all."""


@contextmanager
def fortschritt(text: str) -> Iterator[None]:
    """Show that something long is going on; silent where the output is not a terminal."""
    with KONSOLE.status(text):
        yield


def zeile(text: str) -> None:
    """Print one line."""
    KONSOLE.print(text)


def tabelle(daten: pd.DataFrame, titel: str = "") -> None:
    """Print a table as it is, every value as text; a missing value is left blank."""
    bild = Table(title=titel or None, title_justify="left")
    for spalte in daten.columns:
        bild.add_column(str(spalte))
    for werte in daten.itertuples(index=False):
        bild.add_row(*("" if pd.isna(wert) else str(wert) for wert in werte))
    KONSOLE.print(bild)


def befunde(liste: pd.DataFrame) -> None:
    """Print findings by grade, worst first, one line each, and how many there are."""
    for grad in GRADE:
        dieser_grad = liste[liste["grad"] == grad]
        for befund in _befunde(dieser_grad.head(HOECHSTENS)):
            zeile(f"{grad}: {satz(befund)}")
        if len(dieser_grad) > HOECHSTENS:
            zeile(f"{grad}: … und {len(dieser_grad) - HOECHSTENS} weitere.")


def zusammenfassung(liste: pd.DataFrame) -> str:
    """How many findings of each grade, in words."""
    zahlen = [(grad, int((liste["grad"] == grad).sum())) for grad in GRADE]
    genannt = [f"{zahl} {_MEHRZAHL.get(grad, grad) if zahl > 1 else grad}" for grad, zahl in zahlen if zahl]
    return ", ".join(genannt) or "keine Befunde"


def _befunde(liste: pd.DataFrame) -> Iterable[Befund]:
    """Findings of a table one by one; a finding on a whole file has no line."""
    felder = liste[list(Befund._fields)].astype(object)
    yield from map(Befund._make, felder.where(felder.notna(), None).itertuples(index=False, name=None))
