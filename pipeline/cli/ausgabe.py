"""What the commands print: short, German, countable; nothing from `bestand` is ever printed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.schemas.befunde import GRADE, Befund, satz
from pipeline.validation import regelwort

KONSOLE = Console(highlight=False, soft_wrap=True, markup=False)
FEHLER = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_MEHRZAHL = {"Warnung": "Warnungen", "Hinweis": "Hinweise"}
_UNBEGRENZT = 10_000
EINZELN = 5
"""Findings of one rule that are printed; the Prüfprotokoll keeps all."""


@contextmanager
def fortschritt(text: str) -> Iterator[None]:
    """Show that something long is going on; silent where the output is not a terminal."""
    with KONSOLE.status(text):
        yield


@contextmanager
def balken(text: str, anzahl: int) -> Iterator[Callable[[], None]]:
    """Show how much of so many is done, how fast, and what remains; silent where the output is no terminal.

    Returns: what is called after each.
    """
    spalten = ("{task.description}", BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*spalten, console=KONSOLE, disable=not KONSOLE.is_terminal) as lauf:
        aufgabe = lauf.add_task(text, total=anzahl)
        yield lambda: lauf.advance(aufgabe)


class _Rate(ProgressColumn):
    """Reports per minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{60 * (task.speed or 0):.0f} je Minute")


def fehlerzeile(text: str) -> None:
    """Print one line where errors go."""
    FEHLER.print(text)


def zeile(text: str) -> None:
    """Print one line."""
    KONSOLE.print(text)


def tabelle(daten: pd.DataFrame, titel: str = "") -> None:
    """Print a table as it is, every value as text; a missing value is left blank.

    Nothing is cut off: a terminal folds, and what is no terminal gets the width the table needs.
    """
    bild = Table(title=titel or None, title_justify="left")
    for spalte in daten.columns:
        bild.add_column(str(spalte), overflow="fold")
    for werte in daten.itertuples(index=False):
        bild.add_row(*("" if pd.isna(wert) else str(wert) for wert in werte))
    konsole = KONSOLE if KONSOLE.is_terminal else Console(width=_breite(bild), highlight=False, markup=False)
    konsole.print(bild)


def _breite(bild: Table) -> int:
    weit = Console(width=_UNBEGRENZT)
    return max(KONSOLE.width, weit.measure(bild).maximum)


def befunde(liste: pd.DataFrame) -> None:
    """Print findings by grade, worst first, then by rule; a rule with many is said once, with the first."""
    for grad in GRADE:
        dieser_grad = liste[liste["grad"] == grad]
        for regel in dieser_grad["regel"].unique():
            _regel(grad, regel, dieser_grad[dieser_grad["regel"] == regel])


def _regel(grad: str, regel: str, liste: pd.DataFrame) -> None:
    if len(liste) <= EINZELN:
        for befund in _befunde(liste):
            zeile(f"{grad}: {satz(befund)}")
        return
    zeile(f"{grad}: {regelwort(regel).titel}, {len(liste)} Befunde:")
    for befund in _befunde(liste.head(EINZELN)):
        zeile(f"  {satz(befund)}")
    zeile(f"  … und {len(liste) - EINZELN} weitere (alle mit --protokoll).")


def zusammenfassung(liste: pd.DataFrame) -> str:
    """How many findings of each grade, in words."""
    zahlen = [(grad, int((liste["grad"] == grad).sum())) for grad in GRADE]
    genannt = [f"{zahl} {_MEHRZAHL.get(grad, grad) if zahl > 1 else grad}" for grad, zahl in zahlen if zahl]
    return ", ".join(genannt) or "keine Befunde"


def _befunde(liste: pd.DataFrame) -> Iterable[Befund]:
    """Findings of a table one by one; a finding on a whole file has no line."""
    felder = liste[list(Befund._fields)].astype(object)
    yield from map(Befund._make, felder.where(felder.notna(), None).itertuples(index=False, name=None))
