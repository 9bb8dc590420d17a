"""The Planungsbezirke of the synthetic city: what makes each of them different."""

from dataclasses import dataclass

import numpy as np

from pipeline.demo import hoover
from pipeline.demo.runden import Zahlen, auf_summe

STADT = "HN"
ECHTE_NAMEN = {9: "Herbert-Hoover-Siedlung", 10: "John-F.-Kennedy-Siedlung", 11: "Südviertel"}
"""Source: Eckpunktepapier; all other names are synthetic."""
KLEINSTER, GROESSTER = 500.0, 6000.0


@dataclass(frozen=True)
class Bezirke:
    """One entry per district in each array; `lage` is an index of hardship with mean 0."""

    schluessel: list[str]
    namen: list[str]
    groesse: Zahlen
    jung: Zahlen
    alt: Zahlen
    familie: Zahlen
    nichtdeutsch: Zahlen
    lage: Zahlen
    wegzugsneigung: Zahlen
    """[district, citizenship]"""
    hoover: list[int]
    """Where P10 stands: one number, or none in a city too small to have it."""

    @property
    def zahl(self) -> int:
        """Number of districts."""
        return len(self.schluessel)

    @property
    def uebrige(self) -> list[int]:
        """Where all districts but P10 stand."""
        return [i for i in range(self.zahl) if i not in self.hoover]


def bezirke(zahl: int, einwohner: int, rng: np.random.Generator) -> Bezirke:
    """Draw the character of each district; it stays the same through all years."""
    lage = rng.normal(0, 1, zahl)
    im_sueden = [hoover.STELLE] if zahl >= hoover.MINDESTZAHL else []
    return Bezirke(
        schluessel=[f"P{i:02d}" for i in range(1, zahl + 1)],
        namen=[_name(i, zahl) for i in range(zahl)],
        groesse=_groessen(zahl, einwohner, im_sueden, rng),
        jung=rng.normal(0, 0.28, zahl),
        alt=rng.normal(0, 0.22, zahl),
        familie=rng.normal(0, 0.12, zahl),
        nichtdeutsch=0.42 * lage + rng.normal(0, 0.30, zahl),
        lage=0.45 * lage + rng.normal(0, 0.2, zahl),
        wegzugsneigung=_neigung(zahl, im_sueden, rng),
        hoover=im_sueden,
    )


def _name(stelle: int, zahl: int) -> str:
    if stelle in ECHTE_NAMEN and zahl >= hoover.MINDESTZAHL:
        return ECHTE_NAMEN[stelle]
    return f"Planungsbezirk {stelle + 1:02d} (Beispiel)"


def _groessen(zahl: int, einwohner: int, im_sueden: list[int], rng: np.random.Generator) -> Zahlen:
    """Residents at the beginning: spread between a small and a large district, adding up to the city."""
    groesse = np.exp(rng.normal(0, 0.55, zahl))
    for _ in range(20):
        groesse = np.clip(auf_summe(groesse, einwohner), KLEINSTER, GROESSTER)
        groesse[im_sueden] = hoover.EINWOHNER[2015]
    return groesse


def _neigung(zahl: int, im_sueden: list[int], rng: np.random.Generator) -> Zahlen:
    neigung = np.exp(rng.normal(0, 0.2, (zahl, 1)) + np.zeros((1, 2)))
    neigung[im_sueden] = hoover.WEGZUGSNEIGUNG
    return neigung
