"""What all released tables of one projection are made from: where it stands, what each city's past says."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline.projection import cohorts, schocks
from pipeline.projection.backtest import Today, outlook_today
from pipeline.projection.lauf import Lauf, lauf
from pipeline.projection.panel import Panel, panels

SAAT = 2035
"""Seed of the draws: the same Bestand always gives the same bands."""


class Aussicht(NamedTuple):
    """What the past of one city says of the years ahead, and the generator of its draws."""

    heute: Today
    niveaus: schocks.Niveaus
    rng: np.random.Generator


class Ausblick(NamedTuple):
    """Tables of `bestand`; base, rates and years; every city that has a past up to the base."""

    bestand: Mapping[str, pd.DataFrame]
    lauf: Lauf
    aussichten: Sequence[Aussicht]


def ausblick(
    bestand: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], basis: str, horizont: int
) -> Ausblick:
    """Look ahead from a base, once for all scenarios.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, wanderungen, geburten, sterbefaelle,
             einbuergerungen, vollstaendigkeit; eckwerte, if delivered); keys of the areas; base date (a
             31 December); last year.
    Returns: Ausblick; nothing dated after the base is used.
    Raises:  ParameterUngueltig as `lauf`; KeyError where a delivered table lacks a column.
    Source:  `lauf`, `outlook`, `schocks`.
    """
    eins = lauf(bestand, raumeinheiten, basis, horizont)
    return Ausblick(bestand, eins, aussichten(bestand, eins))


def aussichten(bestand: Mapping[str, pd.DataFrame], eins: Lauf) -> list[Aussicht]:
    """Look ahead in every city that has a past.

    Takes:   tables of `bestand`; Lauf.
    Returns: Aussichten; nothing dated after the base is used.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  `outlook`, `schocks`.
    """
    base = eins.jahre[0] - 1
    return [
        Aussicht(
            outlook_today(panel, len(eins.jahre), rng, partial(cohorts.forecast, bestand, panel)),
            schocks.of_levels(bestand, panel.city, base),
            rng,
        )
        for panel, rng in pasts(bestand, base)
    ]


def pasts(bestand: Mapping[str, pd.DataFrame], base: int) -> list[tuple[Panel, np.random.Generator]]:
    """Past of each city up to a base year, where it reaches it and says more than one year.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, vollstaendigkeit); year.
    Returns: its Panel, and a generator of its own.
    Raises:  KeyError where a column is missing.
    Source:  own.
    """
    people = bestand["einwohner"]
    until = people[people["stichtag"].astype("str") <= f"{base}-12-31"]
    found = panels({**bestand, "einwohner": until})
    rngs = np.random.default_rng(SAAT).spawn(len(found))
    return [
        (panel, rng)
        for panel, rng in zip(found, rngs, strict=True)
        if panel.years[-1] == base and len(panel.years) > 1 and panel.areas
    ]
