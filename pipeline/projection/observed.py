"""What was observed up to the base, as arrays: stocks and flows per area and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats
from pipeline.measures.crossings import finest_crossing
from pipeline.projection import engine
from pipeline.projection.arrays import ALTER, GRUPPEN, by_sex, dense, usable

STUETZJAHRE = 5
"""Years of flows that are pooled: enough to be calm, short enough to be of today."""


@dataclass(frozen=True)
class Observed:
    """Sums over the usable years of each area, arrays [area, group, sex, age] unless said otherwise.

    january:     residents of 1 January by the age reached in the year (person-years at risk).
    women:       mean female residents of the year, [area, group, age].
    births:      live births [area, group of the mother, group of the child, age of the mother].
    naturalised: persons of group 1; group 0 is zero.
    years:       number of usable years, [area]; zero where flows were not delivered.
    base:        residents on the base date; NaN where not delivered.
    """

    areas: tuple[str, ...]
    years: Floats
    base: Floats
    january: Floats
    women: Floats
    births: Floats
    deaths: Floats
    out_migration: Floats
    in_migration: Floats
    naturalised: Floats

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which areas have stocks and flows to be projected from."""
        return np.asarray((self.years > 0) & ~np.isnan(self.base).any(axis=(1, 2, 3)))


def observe(tables: Mapping[str, pd.DataFrame], areas: Sequence[str], base_year: int) -> Observed:
    """Read stocks and flows of the last years up to the base, and nothing later.

    Takes:   tables of `bestand` (einwohner, the flows, vollstaendigkeit; a missing one is no data);
             keys of the areas; year of the base date (31 December).
    Returns: Observed over at most five years; a year counts for an area only where its flows and the
             stocks of both its ends were declared complete, in single ages, with no missing number.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  own.
    """
    base, good, parts = _yearly(tables, areas, range(base_year - STUETZJAHRE + 1, base_year + 1))
    sums = {name: _pool(part, good) for name, part in parts.items()}
    return Observed(tuple(areas), good.sum(axis=1).astype(np.float64), base, **sums)


class Year(NamedTuple):
    """Flows of one area in one year and who was there; arrays as in `Observed`, without the area."""

    january: Floats
    women: Floats
    births: Floats
    deaths: Floats


def latest(tables: Mapping[str, pd.DataFrame], area: str, years: Sequence[int]) -> list[Year]:
    """Births and deaths of an area in the consecutive years up to the last of some that are usable.

    Takes:   tables of `bestand`; key of the area; consecutive years.
    Returns: the usable years that end with the last one, oldest first; none where that is not usable.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  own.
    """
    _, good, parts = _yearly(tables, [area], years)
    missing = np.flatnonzero(~good[0])
    first = missing[-1] + 1 if missing.size else 0
    return [Year(*(parts[name][0, year] for name in Year._fields)) for year in range(first, len(years))]


def arrivals(tables: Mapping[str, pd.DataFrame], area: str, years: Sequence[int]) -> Floats:
    """In-moves of an area by year, NaN where they were not declared complete.

    Takes:   tables of `bestand`; key of the area; years.
    Returns: [year] in persons.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  own.
    """
    rows, good = _read(tables, "wanderungen", [area], years)
    axes: dict[str, Sequence[object]] = {"jahr": list(years), "richtung": names.RICHTUNGEN}
    moves = dense(rows[rows["raumeinheit"] == area], axes)[:, 0]
    counted: Floats = np.where(good[0], moves, np.nan)
    return counted


def _yearly(
    tables: Mapping[str, pd.DataFrame], areas: Sequence[str], years: Sequence[int]
) -> tuple[Floats, NDArray[np.bool_], dict[str, Floats]]:
    """Residents at the end of the last year; which area-years are usable; parts of `Observed` by year."""
    stock = _stock(tables, areas, [years[0] - 1, *years])
    flows = _flows(tables, areas, years)
    good = _known(stock[:, :-1]) & _known(stock[:, 1:])
    for flow in flows.values():
        good &= _known(flow)
    january = engine.age(stock[:, :-1])
    women = (january[..., engine.WEIBLICH, :] + stock[:, 1:, :, engine.WEIBLICH, :]) / 2
    return stock[:, -1], good, {**flows, "january": january, "women": women}


def _known(part: Floats) -> NDArray[np.bool_]:
    """Which area-years have no missing number."""
    return np.asarray(~np.isnan(part).any(axis=tuple(range(2, part.ndim))))


def _pool(part: Floats, good: NDArray[np.bool_]) -> Floats:
    """Sum over the usable years of each area."""
    pooled: Floats = np.where(good.reshape(good.shape + (1,) * (part.ndim - 2)), part, 0.0).sum(axis=1)
    return pooled


def _stock(tables: Mapping[str, pd.DataFrame], areas: Sequence[str], years: Sequence[int]) -> Floats:
    """Residents [area, year, group, sex, age]; NaN where not declared complete."""
    dates = [f"{year}-12-31" for year in years]
    rows, good = _read(tables, "einwohner", areas, dates)
    axes: dict[str, Sequence[object]] = {"raumeinheit": areas, "stichtag": dates}
    return _mask(by_sex(rows, {**axes, "staatsangehoerigkeit": GRUPPEN}), good)


def _flows(
    tables: Mapping[str, pd.DataFrame], areas: Sequence[str], years: Sequence[int]
) -> dict[str, Floats]:
    """All flows by area and year; NaN where one was not declared complete or is too coarse."""
    read = {name: _read(tables, name, areas, years) for name in _SPALTEN if name != "einwohner"}
    rows = {name: part for name, (part, _) in read.items()}
    axes: dict[str, Sequence[object]] = {"raumeinheit": areas, "jahr": list(years)}
    groups: dict[str, Sequence[object]] = {**axes, "staatsangehoerigkeit": GRUPPEN}
    moves = by_sex(rows["wanderungen"], {**axes, "richtung": names.RICHTUNGEN, **groups})
    mothers = {**axes, "staatsangehoerigkeit_mutter": GRUPPEN, "staatsangehoerigkeit": GRUPPEN}
    flows = {
        "in_migration": moves[:, :, 0],
        "out_migration": moves[:, :, 1],
        "deaths": by_sex(rows["sterbefaelle"], groups),
        "births": dense(rows["geburten"], {**mothers, "alter": ALTER}),
        "naturalised": _to_group_1(by_sex(rows["einbuergerungen"], axes)),
    }
    good = np.logical_and.reduce([part for _, part in read.values()])
    return {name: _mask(flow, good) for name, flow in flows.items()}


_SPALTEN = {
    "einwohner": (["alter", "geschlecht", "staatsangehoerigkeit"], []),
    "wanderungen": (["alter", "geschlecht", "staatsangehoerigkeit"], ["art"]),
    "geburten": (["alter", "staatsangehoerigkeit", "staatsangehoerigkeit_mutter"], ["geschlecht"]),
    "sterbefaelle": (["alter", "geschlecht", "staatsangehoerigkeit"], []),
    "einbuergerungen": (["alter", "geschlecht"], []),
}
"""Dimensions of each table that the model needs, and those that it adds up."""


def _read(
    tables: Mapping[str, pd.DataFrame], name: str, areas: Sequence[str], periods: Sequence[object]
) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Rows that distinguish what the model needs, each person once, and which area-periods are usable."""
    zeit = names.zeitspalte(name)
    table = tables.get(name, _empty(name))
    table = table[table[zeit].isin(list(periods))]
    needed, added = _SPALTEN[name]
    fine = finest_crossing(table, needed, [*needed, *added])
    banded = ~fine["alter"].isin(ALTER)
    axes: dict[str, Sequence[object]] = {"raumeinheit": areas, zeit: periods}
    delivered, told, in_bands = (_rows(part, axes) for part in (table, fine, fine[banded]))
    good = usable(tables, name, areas, [str(p) for p in periods]) & ~in_bands & (told | ~delivered)
    return fine, good


def _rows(table: pd.DataFrame, axes: Mapping[str, Sequence[object]]) -> NDArray[np.bool_]:
    """Where a table has rows at all."""
    return dense(table.assign(anzahl=1), axes) > 0


def _empty(name: str) -> pd.DataFrame:
    """Make a table as delivered, without rows."""
    columns = pd.Index(names.TABELLEN[name].spalten)
    return pd.DataFrame(columns=columns, dtype="str").astype({"anzahl": "Int64"})


def _to_group_1(naturalised: Floats) -> Floats:
    """[area, year, sex, age] -> [area, year, group, sex, age]: only the second group naturalises."""
    return np.stack([np.zeros_like(naturalised), naturalised], axis=2)


def _mask(cells: Floats, good: NDArray[np.bool_]) -> Floats:
    """NaN where an area-year is not usable."""
    masked: Floats = np.where(good.reshape(good.shape + (1,) * (cells.ndim - 2)), cells, np.nan)
    return masked
