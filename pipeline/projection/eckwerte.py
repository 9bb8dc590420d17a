"""The city's own forecast ("Eckwerte"), as factors on what the model expects of it.

What counts is how far both are apart: a scenario keeps its distance from the base, and the band its width.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.measures import Floats
from pipeline.measures.crossings import partition
from pipeline.projection.arrays import GESCHLECHT

TABELLE = "eckwerte"

_ALLE = names.INSGESAMT
_GLIEDERUNGEN = ((True, True), (True, False), (False, True), (False, False))
"""Whether a forecast distinguishes ages and sexes, finest first."""


class Eckwerte(NamedTuple):
    """A forecast that a city is fitted to.

    stand: date on which it stands. bis: last projected year that it tells. faktor: on the residents that the
    model expects without it, [year, sex, age].
    """

    stand: str
    bis: int
    faktor: Floats


class _Zelle(NamedTuple):
    """Expected persons of some sexes and ages."""

    sexes: list[int]
    ages: slice
    persons: float


def known(table: pd.DataFrame | None, basis: str) -> pd.DataFrame:
    """Rows of a forecast that were there on a date.

    Takes:   the delivered table (None: no rows); base date.
    Returns: rows with a number, standing on that date or before it; dates and codes as texts.
    Raises:  KeyError where a column is missing.
    Source:  own.
    """
    if table is None:
        return pd.DataFrame(columns=list(names.TABELLEN[TABELLE].spalten))
    rows = table.astype({"basis": "str", "stichtag": "str", "alter": "str", "geschlecht": "str"})
    return rows[(rows["basis"] <= basis) & rows["status"].eq("wert")]


def of_city(rows: pd.DataFrame, expected: Floats, jahre: Sequence[int]) -> Eckwerte | None:
    """Set the newest forecast of a city beside what the model expects.

    Takes:   rows of this city (`known`); what the model expects of it, [year, sex, age]; projected years
             from the one after the base.
    Returns: Eckwerte; in each year told the factors bring every cell of the finest crossing that tells all
             ages and both sexes to its number. From the base to the first and between two years told they
             change evenly, after the last they stay. None where no forecast tells a projected year.
    Raises:  nothing.
    Source:  own.
    """
    for stand in sorted(rows["basis"].unique(), reverse=True):
        told = _told(rows[rows["basis"] == stand], expected, jahre)
        if told:
            return Eckwerte(
                stand, max(told), _between({jahre[0] - 1: np.ones_like(expected[0])} | told, jahre)
            )
    return None


def of_stocks(rows: pd.DataFrame, expected: Floats, jahre: Sequence[int]) -> Eckwerte | None:
    """The same where sexes are not projected.

    Takes:   as `of_city`; what is expected of the city, [year, age].
    Returns: as `of_city`; both sexes have the same factor, so that their sum meets what the forecast tells of
             the sexes together.
    Raises:  nothing.
    Source:  own.
    """
    halves = np.stack([expected, expected], axis=1) / 2
    found = of_city(rows, halves, jahre)
    if found is None:
        return None
    return found._replace(faktor=np.broadcast_to(found.faktor.mean(axis=1, keepdims=True), halves.shape))


def _told(rows: pd.DataFrame, expected: Floats, jahre: Sequence[int]) -> dict[int, Floats]:
    """Factors [sex, age] of the projected years that one forecast tells."""
    by_year = {names.stichtag_jahr(str(day)): cells for day, cells in rows.groupby("stichtag")}
    cells = {year: _cells(by_year[year]) for year in jahre if year in by_year}
    return {year: _factor(found, expected[year - jahre[0]]) for year, found in cells.items() if found}


def _cells(rows: pd.DataFrame) -> list[_Zelle]:
    """Cells of the finest crossing that tells every age and both sexes; none where no crossing does."""
    persons = {
        (str(age), str(sex)): float(number)
        for age, sex, number in zip(rows["alter"], rows["geschlecht"], rows["anzahl"], strict=True)
    }
    delivered = frozenset(age for age, _ in persons) - {_ALLE}
    for by_age, by_sex in _GLIEDERUNGEN:
        sexes = GESCHLECHT if by_sex else (_ALLE,)
        having = frozenset(age for age in delivered if all((age, sex) in persons for sex in sexes))
        ages = partition(having, _ALLE) if by_age else (_ALLE,)
        keys = [(age, sex) for age in ages or () for sex in sexes]
        if keys and all(key in persons for key in keys):
            return [_zelle(*key, persons[key]) for key in keys]
    return []


def _zelle(age: str, sex: str, persons: float) -> _Zelle:
    von, bis = names.band(age)
    return _Zelle(
        [i for i, code in enumerate(GESCHLECHT) if sex in (code, _ALLE)], slice(von, bis + 1), persons
    )


def _factor(cells: Sequence[_Zelle], expected: Floats) -> Floats:
    """Factor of each sex and age; 1 in a cell in which the model expects nobody."""
    factor = np.ones_like(expected)
    for sexes, ages, persons in cells:
        have = expected[sexes, ages].sum()
        if have > 0:
            factor[sexes, ages] = persons / have
    return factor


def _between(told: Mapping[int, Floats], jahre: Sequence[int]) -> Floats:
    """Factors of all years, [year, sex, age], from those of some, among them a year before the others."""
    at, factors = np.array(sorted(told)), np.stack([told[year] for year in sorted(told)])
    right = np.clip(np.searchsorted(at, jahre), 1, len(at) - 1)
    way = np.clip((np.array(jahre) - at[right - 1]) / (at[right] - at[right - 1]), 0.0, 1.0)[:, None, None]
    between: Floats = factors[right - 1] * (1 - way) + factors[right] * way
    return between
