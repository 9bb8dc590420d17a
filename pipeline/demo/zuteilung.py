"""Give everybody who moves a place: drawn at random among those of one age group, sex and citizenship."""

import numpy as np

from pipeline.demo.runden import Anzahlen
from pipeline.demo.zuzug import GRUPPEN

VON_AUSSEN = -1
"""Origin of somebody who was not in the city before."""


def zugeteilt(
    von_aussen: Anzahlen, aus_bezirken: Anzahlen, plaetze: Anzahlen, rng: np.random.Generator
) -> Anzahlen:
    """Match those who move with the places of the districts.

    Takes:   moves into the city [age, sex, citizenship]; moves out of districts into others [district, age,
             sex, citizenship]; places [district, age group, sex, citizenship] for both together.
    Returns: moves in [aussen/binnen, district, age, sex, citizenship]; nobody moves into the own district
             unless there is no other place.
    """
    ergebnis = np.zeros((2, *aus_bezirken.shape), dtype=np.int64)
    for stelle, (von, bis) in enumerate(GRUPPEN):
        ages = slice(von, bis + 1)
        for s, n in np.ndindex(2, 2):
            alter, herkunft = _ziehende(von_aussen[ages, s, n], aus_bezirken[:, ages, s, n])
            ziel = rng.permutation(np.repeat(np.arange(len(plaetze)), plaetze[:, stelle, s, n]))
            ziel = _ohne_heimkehr(herkunft, ziel, rng)
            np.add.at(ergebnis, ((herkunft != VON_AUSSEN).astype(int), ziel, alter + von, s, n), 1)
    return ergebnis


def _ziehende(von_aussen: Anzahlen, aus_bezirken: Anzahlen) -> tuple[Anzahlen, Anzahlen]:
    """One entry per person: age within the group, district of origin."""
    bezirk, alter = np.nonzero(aus_bezirken)
    wie_oft = aus_bezirken[bezirk, alter]
    ages = [np.repeat(np.arange(len(von_aussen)), von_aussen), np.repeat(alter, wie_oft)]
    origins = [np.full(von_aussen.sum(), VON_AUSSEN), np.repeat(bezirk, wie_oft)]
    return np.concatenate(ages), np.concatenate(origins)


def _ohne_heimkehr(herkunft: Anzahlen, ziel: Anzahlen, rng: np.random.Generator) -> Anzahlen:
    """Exchange places until nobody, if possible, moves to where they come from."""
    for _ in range(30):
        for person in np.flatnonzero(herkunft == ziel):
            andere = rng.integers(len(ziel))
            ziel[person], ziel[andere] = ziel[andere], ziel[person]
    return ziel
