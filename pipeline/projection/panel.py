"""The past of all areas of a city as one array: residents by area, year and age band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats
from pipeline.measures.crossings import finest_crossing
from pipeline.projection import areas as gebiete
from pipeline.projection.arrays import dense, usable
from pipeline.projection.bands import ENDE

_TAG = "-12-31"
_MERKMALE = ["alter", "geschlecht", "staatsangehoerigkeit"]


@dataclass(frozen=True)
class Panel:
    """Residents of the smallest areas of one city in consecutive years.

    parents: the area above each, itself the city where there is none between.
    starts:  first age of each band; the bands are those that every area and year can tell.
    stock:   persons on 31 December, [area, year, band].
    """

    city: str
    areas: tuple[str, ...]
    parents: tuple[str, ...]
    years: tuple[int, ...]
    starts: tuple[int, ...]
    stock: Floats

    def until(self, year: int) -> "Panel":
        """Forget everything after a year."""
        seen = sum(y <= year for y in self.years)
        return Panel(
            self.city, self.areas, self.parents, self.years[:seen], self.starts, self.stock[:, :seen]
        )


def panels(tables: Mapping[str, pd.DataFrame]) -> tuple[Panel, ...]:
    """Read the past of every city.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, vollstaendigkeit; the last may be missing).
    Returns: one panel per city that has areas below it, over the last run of consecutive years in which
             at least half of its areas are known; areas not known in all of them, or empty in one, stay
             out. An area and year is known where every age has a number, or where the delivery declared
             itself complete.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  own.
    """
    places = tables["raumeinheiten"].reset_index(drop=True)
    city = gebiete.top(places).to_numpy()
    keys = places["raumeinheit"].to_numpy()
    leaf = ~np.isin(keys, places["uebergeordnet"].dropna()) & (keys != city)
    read = (_panel(tables, places[leaf & (city == one)], one) for one in sorted(set(city[leaf])))
    return tuple(panel for panel in read if panel is not None)


def _panel(tables: Mapping[str, pd.DataFrame], places: pd.DataFrame, city: str) -> Panel | None:
    """Read one city; nothing where no year is known."""
    keys = list(places["raumeinheit"])
    rows = _rows(tables["einwohner"], keys)
    dates = sorted(rows["stichtag"].unique())
    if not dates:
        return None
    ages = list(rows["alter"].unique())
    axes: dict[str, Sequence[object]] = {"raumeinheit": keys, "stichtag": dates}
    cells = dense(rows, {**axes, "alter": ages})
    known = _known(rows, axes, cells, ages) | (
        usable(tables, "einwohner", keys, dates) & ~np.isnan(cells).any(axis=-1)
    )
    years, start = _last_run([names.stichtag_jahr(date) for date in dates], known)
    if not years:
        return None
    run = slice(start, start + len(years))
    whole = known[:, run].all(axis=1) & (cells[:, run].sum(axis=-1) > 0).all(axis=1)
    starts = _starts(ages)
    stock = _banded(cells[whole, run], ages, starts)
    chosen = places[whole]
    parents = chosen["uebergeordnet"].fillna(city)
    return Panel(city, tuple(chosen["raumeinheit"]), tuple(parents), years, starts, stock)


def _rows(einwohner: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Rows of the ends of years that tell ages, each person once."""
    ends = einwohner[
        einwohner["raumeinheit"].isin(keys) & einwohner["stichtag"].astype("str").str.endswith(_TAG)
    ]
    rows = finest_crossing(ends, ["alter"], _MERKMALE)
    return rows.astype({"stichtag": "str", "alter": "str", "raumeinheit": "str"})


def _known(
    rows: pd.DataFrame, axes: Mapping[str, Sequence[object]], cells: Floats, ages: Sequence[str]
) -> NDArray[np.bool_]:
    """Which areas and years have a number at every age."""
    told = dense(rows.assign(anzahl=1), {**axes, "alter": ages}) > 0
    length = np.array([1 + names.band(age).bis - names.band(age).von for age in ages])
    return np.asarray(((told @ length) == ENDE) & ~np.isnan(cells).any(axis=-1))


def _last_run(years: Sequence[int], known: NDArray[np.bool_]) -> tuple[tuple[int, ...], int]:
    """The last run of consecutive years in which half of the areas are known, and where it begins."""
    good = known.sum(axis=0) * 2 >= max(int(known.sum(axis=0).max()), 1)
    end = int(np.flatnonzero(good).max(initial=-1))
    start = end
    while start > 0 and good[start - 1] and years[start - 1] == years[start] - 1:
        start -= 1
    return tuple(years[start : end + 1]) if end >= 0 else (), start


def _starts(ages: Sequence[str]) -> tuple[int, ...]:
    """First ages of the bands that no delivered band straddles."""
    bands = [names.band(age) for age in ages]
    ends = [start for start in range(ENDE) if not any(b.von < start <= b.bis for b in bands)]
    return tuple(ends)


def _banded(cells: Floats, ages: Sequence[str], starts: Sequence[int]) -> Floats:
    """Delivered ages added up to the bands that all can tell."""
    band = np.searchsorted(np.asarray(starts), [names.band(age).von for age in ages], side="right") - 1
    member = (band[:, None] == np.arange(len(starts))).astype(np.float64)
    total: Floats = cells @ member
    return total
