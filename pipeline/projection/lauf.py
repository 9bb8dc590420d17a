"""What every released table of one projection is made from: the base, the rates of today, the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import errors, names
from pipeline.measures import Floats
from pipeline.projection import areas, eckwerte, engine, raking, rates, scenarios
from pipeline.projection.observed import Observed, observe

HOECHSTENS_JAHRE = 50
"""Years ahead: beyond them nearly everybody counted at the base is gone, and no band means anything."""

MINDESTBESTAND = 100
"""Residents below which an area gets no numbers: groups of a few persons would show through."""


@dataclass(frozen=True)
class Lauf:
    """One base and horizon; arrays hold all areas of `gebiete`, in its order.

    basis:         the base date; jahre: the years after it.
    raumeinheiten: keys of the areas asked for; wahl: their places among all.
    base:          residents of the base, 0 where not delivered.
    heute:         rates of today, constant.
    status:        of each area asked for.
    eckwerte:      what each city is fitted to, by its place; empty without a delivered forecast.
    """

    basis: str
    gebiete: pd.DataFrame
    raumeinheiten: tuple[str, ...]
    wahl: NDArray[np.intp]
    jahre: tuple[int, ...]
    observed: Observed
    base: Floats
    heute: engine.Rates
    status: NDArray[np.str_]
    eckwerte: Mapping[int, eckwerte.Eckwerte]


def lauf(
    bestand: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], basis: str, horizont: int
) -> Lauf:
    """Read the base and the rates up to it.

    Takes:   tables of `bestand`; keys of the areas; base date (a 31 December); last year.
    Returns: Lauf; nothing dated after the base is used.
    Raises:  ParameterUngueltig for a base that is no 31 December, a horizon not after it or too far, an
             unknown area.
    Source:  own.
    """
    gebiete = bestand["raumeinheiten"].reset_index(drop=True)
    _check(gebiete, raumeinheiten, basis, horizont)
    jahr = names.stichtag_jahr(basis)
    observed = observe(bestand, list(gebiete["raumeinheit"]), jahr)
    wahl = pd.Index(observed.areas).get_indexer(pd.Index(list(raumeinheiten)))
    base = np.nan_to_num(observed.base)
    heute = rates.estimate(observed, areas.pool(gebiete, base.sum(axis=(1, 2, 3)), observed.years))
    jahre = tuple(range(jahr + 1, horizont + 1))
    status = _status(observed)[wahl]
    vorgabe = _eckwerte(bestand, observed, heute, jahre)
    return Lauf(basis, gebiete, tuple(raumeinheiten), wahl, jahre, observed, base, heute, status, vorgabe)


def raten(eins: Lauf, szenarien: scenarios.Szenarien, szenario: str) -> engine.Rates:
    """Rates of a scenario; a building project counts in its area and in every area above it.

    Takes:   Lauf; all scenarios; the key of one.
    Returns: rates of all areas.
    Raises:  ParameterUngueltig for a scenario that is not there, and a building project in no area.
    Source:  own.
    """
    _check_szenario(eins.gebiete, szenarien, szenario)
    gewaehlt = szenarien.szenario[szenario]
    if not gewaehlt.faktoren and not gewaehlt.bauvorhaben:
        return eins.heute
    skaliert = scenarios.scaled(eins.heute, gewaehlt, eins.jahre)
    if not gewaehlt.bauvorhaben:
        return skaliert
    vorhaben = [
        eines.model_copy(update={"raumeinheit": ort})
        for eines in szenarien.bauvorhaben
        for ort in areas.above(eins.gebiete, eines.raumeinheit)
    ]
    return scenarios.built(skaliert, eins.base, vorhaben, list(eins.gebiete["raumeinheit"]), eins.jahre)


def vorausberechnet(eins: Lauf, r: engine.Rates) -> tuple[engine.Projection, Floats]:
    """Project all areas, fit each city to its own forecast, and the smallest areas to their city.

    Takes:   Lauf; rates of all areas.
    Returns: what the model projects of each area by itself; population as `raking.controlled`. Under every
             scenario a city is as far from its own forecast as the model is from its own base.
    Raises:  nothing.
    Source:  `engine`, `eckwerte`, `raking`.
    """
    alone = engine.project(eins.base, r, eins.jahre)
    population = alone.population.copy()
    for city, vorgabe in eins.eckwerte.items():
        population[:, city] *= vorgabe.faktor[:, None]
    return alone, raking.controlled(population, eins.base, eins.gebiete, eins.observed.known)


def vorgaben(eins: Lauf) -> dict[int, eckwerte.Eckwerte]:
    """Which areas follow a forecast of their city.

    Takes:   Lauf.
    Returns: by place of the area: the cities that have one, and the areas that are fitted to these.
    Raises:  nothing.
    Source:  own.
    """
    found = dict(eins.eckwerte)
    for city, leaves, between, _ in raking.controls(eins.base, eins.gebiete, eins.observed.known):
        if city in eins.eckwerte:
            found |= dict.fromkeys([*leaves, *(area for area, _ in between)], eins.eckwerte[city])
    return found


def _eckwerte(
    bestand: Mapping[str, pd.DataFrame], observed: Observed, heute: engine.Rates, jahre: Sequence[int]
) -> dict[int, eckwerte.Eckwerte]:
    """Delivered forecasts that stood on the base, of areas with numbers, beside what the model expects."""
    rows = eckwerte.known(bestand.get(eckwerte.TABELLE), f"{jahre[0] - 1}-12-31")
    found = {}
    for city in (
        i for i, key in enumerate(observed.areas) if observed.known[i] and key in {*rows["raumeinheit"]}
    ):
        own = engine.Rates(*(getattr(heute, feld.name)[:, city] for feld in fields(engine.Rates)))
        expected = engine.project(observed.base[city], own, jahre).population.sum(axis=1)
        here = rows[rows["raumeinheit"] == observed.areas[city]]
        if (vorgabe := eckwerte.of_city(here, expected, jahre)) is not None:
            found[city] = vorgabe
    return found


def _check(gebiete: pd.DataFrame, raumeinheiten: Sequence[str], basis: str, horizont: int) -> None:
    """Refuse what cannot be projected, in one sentence."""
    unbekannt = sorted(set(raumeinheiten) - set(gebiete["raumeinheit"]))
    if unbekannt:
        raise errors.ParameterUngueltig(
            f'Die Raumeinheit "{unbekannt[0]}" ist unbekannt; gültige Schlüssel stehen in raumeinheiten.csv.'
        )
    if not basis.endswith("-12-31"):
        raise errors.ParameterUngueltig(
            f'Die Basis "{basis}" ist kein 31. Dezember; eine Prognose beginnt an einem Jahresende.'
        )
    if horizont <= names.stichtag_jahr(basis):
        raise errors.ParameterUngueltig(
            f"Der Horizont {horizont} liegt nicht nach der Basis {basis}; bitte ein späteres Jahr angeben."
        )
    if horizont > names.stichtag_jahr(basis) + HOECHSTENS_JAHRE:
        raise errors.ParameterUngueltig(
            f"Der Horizont {horizont} liegt mehr als {HOECHSTENS_JAHRE} Jahre nach der Basis {basis}; bitte "
            "ein früheres Jahr angeben."
        )


def _check_szenario(gebiete: pd.DataFrame, szenarien: scenarios.Szenarien, szenario: str) -> None:
    """Refuse a scenario that is not there, and a building project in no area."""
    if szenario not in szenarien.szenario:
        raise errors.ParameterUngueltig(
            f'Das Szenario "{szenario}" ist nicht bekannt; möglich: {", ".join(szenarien.szenario)}.'
        )
    orte = {vorhaben.raumeinheit for vorhaben in szenarien.bauvorhaben}
    if fremd := sorted(orte - set(gebiete["raumeinheit"])):
        raise errors.ParameterUngueltig(
            f'Bauvorhaben: Die Raumeinheit "{fremd[0]}" ist unbekannt; gültige Schlüssel stehen in '
            "raumeinheiten.csv."
        )


def _status(observed: Observed) -> NDArray[np.str_]:
    """Status of each area."""
    fehlt = ~observed.known
    klein = np.nan_to_num(observed.base).sum(axis=(1, 2, 3)) < MINDESTBESTAND
    return np.select([fehlt, klein], ["fehlt", "geheim"], "wert")
