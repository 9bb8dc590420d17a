"""Where a missing row is a true zero, as the delivery declares it."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import GRUPPE
from pipeline.validation.worte import meinten_sie

Erklaerung = tuple[Sequence[str], Sequence[str], Sequence[int]]
"""Tables, areas (`*` is all) and years of one declaration."""
ALLE = "*"
MANIFEST = "lieferung.toml"


def ausbreiten(
    erklaerungen: Sequence[Erklaerung], tabellen: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, list[Befund]]:
    """Spell a declaration out by table, area and period.

    Takes:   the declarations; the typed tables, whose Stichtage say which day of a year is meant
             (31 December if the table has none in that year).
    Returns: tabelle, raumeinheit, periode, sorted, without repeats; findings about unknown areas and
             tables that were declared complete but not delivered.
    """
    bekannt = list(tabellen["raumeinheiten"]["raumeinheit"].dropna()) if "raumeinheiten" in tabellen else []
    befunde = list(_befunde(erklaerungen, tabellen, bekannt))
    zeilen = [
        (tabelle, raumeinheit, periode)
        for namen, raumeinheiten, jahre in erklaerungen
        for tabelle in namen
        if tabelle in tabellen and names.zeitspalte(tabelle)
        for periode in _perioden(tabelle, tabellen[tabelle], jahre)
        for raumeinheit in (bekannt if ALLE in raumeinheiten else raumeinheiten)
    ]
    tabelle = pd.DataFrame(zeilen, columns=GRUPPE, dtype="str")
    return tabelle.drop_duplicates().sort_values(GRUPPE, ignore_index=True), befunde


def _perioden(tabelle: str, zeilen: pd.DataFrame, jahre: Sequence[int]) -> list[str]:
    if names.zeitspalte(tabelle) == "jahr":
        return [str(jahr) for jahr in jahre]
    tage = sorted(zeilen[names.zeitspalte(tabelle)].dropna().unique())
    je_jahr = {jahr: [tag for tag in tage if tag.startswith(f"{jahr}-")] for jahr in jahre}
    return [tag for jahr in jahre for tag in je_jahr[jahr] or [f"{jahr}-12-31"]]


def _befunde(
    erklaerungen: Sequence[Erklaerung], tabellen: Mapping[str, pd.DataFrame], bekannt: Sequence[str]
) -> Iterator[Befund]:
    for namen, raumeinheiten, _ in erklaerungen:
        for fremd in sorted(set(raumeinheiten) - {ALLE, *bekannt}) if bekannt else ():
            abhilfe = f"Gültige Schlüssel stehen in raumeinheiten.csv{meinten_sie(fremd, bekannt)}"
            grund = f'"{fremd}" ist kein bekannter Schlüssel.'
            yield Befund(FEHLER, MANIFEST, None, "", fremd, "raumeinheit_unbekannt", grund, abhilfe)
        for ohne in (name for name in namen if name not in tabellen):
            grund = f'Die Tabelle "{ohne}" ist als vollständig erklärt, aber nicht geliefert.'
            abhilfe = f"Bitte {ohne}.csv ergänzen oder den Namen aus [[vollstaendig]] streichen."
            yield Befund(FEHLER, MANIFEST, None, "", ohne, "vollstaendig", grund, abhilfe)
