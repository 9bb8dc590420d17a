"""Zuwanderungsgeschichte by age group, and the countries of origin behind it."""

import numpy as np
from scipy.special import expit

from pipeline.demo import hoover, ziele
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.runden import (
    Anzahlen,
    Zahlen,
    auf_summe,
    ganzzahlig,
    ganzzahlig_gesamt,
    gruppensummen,
    nullstelle,
)

ALTERSGRUPPEN = ("0-2", "3-5", "6-9", "10-17", "18-24", "25-44", "45-64", "65-69", "70-84", "85+")
_GRENZEN = ((0, 2), (3, 5), (6, 9), (10, 17), (18, 24), (25, 44), (45, 64), (65, 69), (70, 84), (85, 100))
_MINDERJAEHRIG = 4
"""The first groups are under 18."""
_NEIGUNG = np.array([0.7, 0.7, 0.6, 0.5, -0.1, -0.5, -0.9, -1.0, -1.1, -1.3])
"""Logit of a German's chance to have a Zuwanderungsgeschichte, by age group, before fitting: assumed."""

LAENDER = {
    "Türkei": 178,
    "Rumänien": 112,
    "Russische Föderation": 88,
    "Kasachstan": 84,
    "Polen": 72,
    "Italien": 66,
    "Kroatien": 58,
    "Syrien": 42,
    "Bulgarien": 34,
    "Bosnien und Herzegowina": 30,
    "Ungarn": 28,
    "Kosovo": 27,
    "Griechenland": 24,
    "Serbien": 24,
    "Irak": 20,
    "Ukraine": 18,
    "Afghanistan": 14,
    "Vereinigte Staaten": 12,
    "Portugal": 11,
    "Nordmazedonien": 10,
    "Österreich": 9,
    "Tschechien": 9,
    "Usbekistan": 8,
    "Sonstige": 22,
}
"""Countries of origin in the city, per thousand before the districts differ: assumed."""
_TREND = {"Syrien": {2015: 0.5, 2018: 1.0, 2023: 1.3}, "Ukraine": {2015: 0.9, 2021: 1.0, 2022: 2.9}}
"""Countries whose weight changed: assumed."""


def zuwanderungsgeschichte(
    bestand: Anzahlen, jahre: range, bezirke: Bezirke, rng: np.random.Generator
) -> Anzahlen:
    """Residents [district, year, age group, (ohne, deutsch_mit, nichtdeutsch)].

    Takes: residents [district, year, age, sex, citizenship]; they are matched in every age group.
    """
    gruppen = gruppensummen(bestand.sum(axis=3), _GRENZEN, 2).astype(np.int64)
    neigung = _NEIGUNG + (0.8 * bezirke.nichtdeutsch + rng.normal(0, 0.2, bezirke.zahl))[:, None]
    mit = [_deutsch_mit(gruppen[:, i], jahr, neigung, bezirke, rng) for i, jahr in enumerate(jahre)]
    deutsch_mit = np.stack(mit, axis=1)
    return np.stack([gruppen[..., 0] - deutsch_mit, deutsch_mit, gruppen[..., 1]], axis=-1)


def herkunft(mit_geschichte: Anzahlen, jahre: range, bezirke: Bezirke, rng: np.random.Generator) -> Anzahlen:
    """Persons with Zuwanderungsgeschichte [district, year, country]; they add up to those given.

    Takes: persons with Zuwanderungsgeschichte [district, year].
    """
    gewichte = np.array(list(LAENDER.values())) * np.exp(rng.normal(0, 0.3, (bezirke.zahl, len(LAENDER))))
    gewichte[bezirke.hoover] = _gewichte_hoover(rng)
    trend = np.array([[ziele.wert(_TREND.get(land, {2015: 1.0}), j) for land in LAENDER] for j in jahre])
    return ganzzahlig(auf_summe(gewichte[:, None] * trend, mit_geschichte.astype(np.float64)), rng)


def _gewichte_hoover(rng: np.random.Generator) -> Zahlen:
    """Weigh the four most frequent countries as the paper orders them, the others as in the city."""
    fest = np.array([hoover.HERKUNFT.get(land, 0.0) for land in LAENDER])
    rest = np.array(list(LAENDER.values())) * (fest == 0) * np.exp(rng.normal(0, 0.15, len(LAENDER)))
    return fest + auf_summe(np.minimum(rest, 55.0), 1 - fest.sum())


def _deutsch_mit(
    gruppen: Anzahlen, jahr: int, neigung: Zahlen, bezirke: Bezirke, rng: np.random.Generator
) -> Anzahlen:
    """Germans with Zuwanderungsgeschichte [district, age group] in one year."""
    deutsch = gruppen[..., 0]
    ergebnis = np.zeros_like(deutsch)
    for stelle in bezirke.hoover:
        ziel = round(ziele.wert(hoover.MIT_GESCHICHTE_JE_EINWOHNER, jahr) * gruppen[stelle].sum())
        ziel -= gruppen[stelle, :, 1].sum()
        ergebnis[stelle] = _gezogen(deutsch[stelle], neigung[stelle], ziel, rng)
    jung, gesamt = _ziele_stadt(gruppen, jahr, bezirke)
    rest = bezirke.uebrige
    jugend, alle = slice(None, _MINDERJAEHRIG), slice(_MINDERJAEHRIG, None)
    for teil, ziel in ((jugend, jung), (alle, gesamt - jung)):
        fehlt = ziel - ergebnis[:, teil].sum()
        ergebnis[rest, teil] = _gezogen(deutsch[rest, teil], neigung[rest, teil], fehlt, rng)
    return ergebnis


def _ziele_stadt(gruppen: Anzahlen, jahr: int, bezirke: Bezirke) -> tuple[int, int]:
    """Germans with Zuwanderungsgeschichte in the city: under 18, and all."""
    unter_18 = gruppen[:, :_MINDERJAEHRIG].sum(axis=(0, 1))
    jung = round(ziele.wert(ziele.UNTER_18_MIT_GESCHICHTE, jahr) * unter_18.sum()) - int(unter_18[1])
    return jung, ziele.anzahl(ziele.DEUTSCH_MIT, jahr, bezirke.zahl / ziele.BEZIRKE)


def _gezogen(deutsch: Anzahlen, neigung: Zahlen, ziel: int, rng: np.random.Generator) -> Anzahlen:
    """So many of the Germans in each cell that all together are `ziel`: logits shifted, then rounded."""
    verschiebung = nullstelle(lambda x: ziel - float((deutsch * expit(neigung + x)).sum()), -12.0, 12.0)
    erwartet = deutsch * expit(neigung + verschiebung)
    return np.minimum(ganzzahlig_gesamt(erwartet * (ziel / erwartet.sum()), rng), deutsch)
