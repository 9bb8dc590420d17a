"""What was observed up to the base, as arrays: stocks and flows per area and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats
from pipeline.projection import engine
from pipeline.projection.arrays import ALTER, GRUPPEN, by_sex, dense, resolved, usable

STUETZJAHRE = 5
"""Years of flows that are pooled: enough to be calm, short enough to be of today."""

_NOETIG = ("wanderungen", "geburten", "sterbefaelle", "einbuergerungen")


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


def observe(tables: Mapping[str, pd.DataFrame], areas: Sequence[str], base_year: int) -> Observed:
    """Read stocks and flows of the last years up to the base, and nothing later.

    Takes:   tables of `bestand` (einwohner, the flows, vollstaendigkeit; a missing one is no data);
             keys of the areas; year of the base date (31 December).
    Returns: Observed over at most five years; a year counts for an area only where its flows and the
             stocks of both its ends were declared complete, in single ages, with no missing number.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  own.
    """
    years = list(range(base_year - STUETZJAHRE + 1, base_year + 1))
    stock = _stock(tables, areas, [years[0] - 1, *years])
    flows = _flows(tables, areas, years)
    good = _known(stock[:, :-1]) & _known(stock[:, 1:])
    for flow in flows.values():
        good &= _known(flow)
    january = engine.age(stock[:, :-1])
    women = (january[..., engine.WEIBLICH, :] + stock[:, 1:, :, engine.WEIBLICH, :]) / 2
    sums = {name: _pool(part, good) for name, part in {**flows, "january": january, "women": women}.items()}
    return Observed(tuple(areas), good.sum(axis=1).astype(np.float64), stock[:, -1], **sums)


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
    complete = usable(tables, "einwohner", areas, dates)
    if not complete.any():
        return np.full((len(areas), len(years), len(GRUPPEN), 2, len(ALTER)), np.nan)
    rows = resolved(tables["einwohner"], ["alter", "geschlecht", "staatsangehoerigkeit"])
    cells = by_sex(rows, {"raumeinheit": areas, "stichtag": dates, "staatsangehoerigkeit": GRUPPEN})
    return _mask(cells, complete & ~_only_coarse(tables["einwohner"], rows, "stichtag", areas, dates))


def _flows(
    tables: Mapping[str, pd.DataFrame], areas: Sequence[str], years: Sequence[int]
) -> dict[str, Floats]:
    """All flows by area and year; NaN where one was not declared complete or is too coarse."""
    complete = np.ones((len(areas), len(years)), dtype=bool)
    for name in _NOETIG:
        complete &= usable(tables, name, areas, [str(year) for year in years])
    axes: dict[str, Sequence[object]] = {"raumeinheit": areas, "jahr": list(years)}
    read = {name: _rows(tables, name) for name in _NOETIG}
    for name, rows in read.items():
        if name in tables:
            complete &= ~_only_coarse(tables[name], rows, "jahr", areas, years)
    moves = by_sex(
        read["wanderungen"], {**axes, "richtung": names.RICHTUNGEN, "staatsangehoerigkeit": GRUPPEN}
    )
    mothers = {"staatsangehoerigkeit_mutter": GRUPPEN, "staatsangehoerigkeit": GRUPPEN, "alter": ALTER}
    flows = {
        "in_migration": moves[:, :, 0],
        "out_migration": moves[:, :, 1],
        "deaths": by_sex(read["sterbefaelle"], {**axes, "staatsangehoerigkeit": GRUPPEN}),
        "births": dense(read["geburten"], {**axes, **mothers}),
        "naturalised": _to_group_1(by_sex(read["einbuergerungen"], axes)),
    }
    return {name: _mask(flow, complete) for name, flow in flows.items()}


_SPALTEN = {
    "wanderungen": (["alter", "geschlecht", "staatsangehoerigkeit"], ["art"]),
    "geburten": (["alter", "staatsangehoerigkeit", "staatsangehoerigkeit_mutter"], ["geschlecht"]),
    "sterbefaelle": (["alter", "geschlecht", "staatsangehoerigkeit"], []),
    "einbuergerungen": (["alter", "geschlecht"], []),
}
"""Dimensions of each flow that the model needs, and those that it adds up."""


def _rows(tables: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    table = tables.get(name)
    if table is None:
        table = pd.DataFrame(columns=pd.Index(names.TABELLEN[name].spalten), dtype="str")
        table = table.astype({"anzahl": "Int64"})
    return resolved(table, *_SPALTEN[name])


def _only_coarse(
    table: pd.DataFrame, fine: pd.DataFrame, zeit: str, areas: Sequence[str], periods: Sequence[object]
) -> NDArray[np.bool_]:
    """Area-periods that have rows, but none that distinguishes what the model needs."""
    axes = {"raumeinheit": areas, zeit: periods}
    rows, fine_rows = (dense(part.assign(anzahl=1), axes) for part in (table, fine))
    return np.asarray((rows > 0) & (fine_rows == 0))


def _to_group_1(naturalised: Floats) -> Floats:
    """[area, year, sex, age] -> [area, year, group, sex, age]: only the second group naturalises."""
    return np.stack([np.zeros_like(naturalised), naturalised], axis=2)


def _mask(cells: Floats, good: NDArray[np.bool_]) -> Floats:
    """NaN where an area-year is not usable."""
    masked: Floats = np.where(good.reshape(good.shape + (1,) * (cells.ndim - 2)), cells, np.nan)
    return masked
