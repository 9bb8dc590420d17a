"""Whom a survey stands for: the residents of its age bands by sex, and weights that add up to them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.measures import Floats, Rand, rake


class Grundgesamtheit(NamedTuple):
    """Residents who could be asked: of which Stichtag, of which ages, by age band and by sex."""

    stichtag: str
    altersgruppe: str
    je_band: dict[str, float]
    je_geschlecht: dict[str, float]

    @property
    def personen(self) -> float:
        """All of them."""
        return sum(self.je_band.values())


def grundgesamtheit(
    einwohner: pd.DataFrame | None, raumeinheit: str, stichtag: str, altersgruppen: "pd.Series[str]"
) -> Grundgesamtheit | None:
    """Count the residents of the age bands of a survey on the last Stichtag before it.

    Takes:   exact residents; area; date of the survey; age bands as its rows name them.
    Returns: residents, those without a known sex put to women and men in proportion; None where the register
             has no single ages of that time.
    """
    if einwohner is None:
        return None
    bisher = einwohner[
        einwohner["raumeinheit"].eq(raumeinheit) & einwohner["stichtag"].astype("str").le(stichtag)
    ]
    einzeln = bisher[bisher["alter"].astype("str").str.isdigit() & bisher["geschlecht"].ne(names.INSGESAMT)]
    if einzeln.empty:
        return None
    tag = str(einzeln["stichtag"].astype("str").max())
    hier = _ohne_rand(einzeln[einzeln["stichtag"].eq(tag)])
    baender = sorted({str(b) for b in altersgruppen} - {names.INSGESAMT}, key=names.band) or [names.INSGESAMT]
    grenzen = {
        band: names.band(band) if band != names.INSGESAMT else (0, names.ALTER_MAX) for band in baender
    }
    alter = hier["alter"].astype("int64")
    je_band = {b: _personen(hier[alter.between(von, bis)]) for b, (von, bis) in grenzen.items()}
    drin = hier[np.logical_or.reduce([alter.between(von, bis) for von, bis in grenzen.values()])]
    zwei = {g: _personen(drin[drin["geschlecht"].eq(g)]) for g in names.GESCHLECHTER[:2]}
    mal = sum(je_band.values()) / sum(zwei.values()) if sum(zwei.values()) else np.nan
    ganz = names.INSGESAMT if baender == [names.INSGESAMT] else _spanne(grenzen.values())
    return Grundgesamtheit(tag, ganz, je_band, {g: zahl * mal for g, zahl in zwei.items()})


def _spanne(grenzen: Iterable[tuple[int, int]]) -> str:
    """The ages from the lowest to the highest band as one: 16+."""
    von, bis = zip(*grenzen, strict=True)
    return f"{min(von)}+" if max(bis) == names.ALTER_MAX else f"{min(von)}-{max(bis)}"


def _ohne_rand(einwohner: pd.DataFrame) -> pd.DataFrame:
    """Rows of one breakdown: all nationalities together where they are delivered, else each of them."""
    zusammen = einwohner["staatsangehoerigkeit"].eq(names.INSGESAMT)
    return einwohner[zusammen] if zusammen.any() else einwohner


def _personen(zeilen: pd.DataFrame) -> float:
    """Their number; NaN where one of them is not known."""
    return float(zeilen["anzahl"].astype("Float64").fillna(np.nan).astype(float).sum(skipna=False))


def gewichte(zellen: pd.MultiIndex, anzahl: Floats, start: Floats, alle: Grundgesamtheit | None) -> Floats:
    """Weight each cell of respondents so that they stand for the residents by age and by sex.

    Returns: weights; all NaN without residents, with nobody who answered, or where margins contradict.
    """
    if alle is None or np.isnan([*alle.je_band.values(), *alle.je_geschlecht.values()]).any():
        return np.full(len(anzahl), np.nan)
    raender = [
        _rand(zellen.get_level_values("altersgruppe"), alle.je_band),
        _rand(zellen.get_level_values("geschlecht"), alle.je_geschlecht),
    ]
    return rake(anzahl, raender, start)


def _rand(klassen: pd.Index, soll: dict[str, float]) -> Rand:
    stelle = {klasse: nummer for nummer, klasse in enumerate(soll)}
    return Rand(np.array([stelle.get(k, -1) for k in klassen], dtype=np.int64), np.array(list(soll.values())))
