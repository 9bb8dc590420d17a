"""Age schedules of the synthetic city: mortality, fertility, migration, naturalisation.

Every array runs over [age 0..100, sex (m, w), citizenship (deutsch, nichtdeutsch)] or a part of it. In all
of them age is the age reached on 31 December.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.demo.runden import Zahlen

ALTER = np.arange(101, dtype=np.float64)
MUETTER = slice(15, 50)
"""Ages at which the model has births."""
NICHTDEUTSCH_MUTTER_DEUTSCHES_KIND = 0.42
"""Children of foreign mothers who are German by birth (StAG § 4 or a German father): assumed."""
JUNGEN_JE_GEBURT = 0.513


@dataclass(frozen=True)
class Raten:
    """Yearly probabilities, and the age profile of those who move in."""

    sterben: Zahlen
    """[age, sex, citizenship]"""
    wegzug: Zahlen
    """[aussen/binnen, age, sex, citizenship]"""
    einbuergerung: Zahlen
    """[age, sex], of residents without German citizenship"""
    fruchtbarkeit: Zahlen
    """[age of the mother, citizenship of the mother], births per woman before scaling to a target"""
    zuzug: Zahlen
    """[age, sex, citizenship], shares within a citizenship"""


def raten() -> Raten:
    """Set up the schedules of the synthetic city."""
    return Raten(
        sterben=_sterben(),
        wegzug=_wegzug(),
        einbuergerung=_einbuergerung(),
        fruchtbarkeit=_fruchtbarkeit(),
        zuzug=_zuzug(),
    )


def gompertz_makeham(hoehe: float, anstieg: float, sockel: float) -> Zahlen:
    """Probability of death in a year by age: a constant hazard and one that grows exponentially.

    Source: the law of Gompertz (1825) with the constant of Makeham (1860); its values here are assumed.
    """
    quote: Zahlen = 1 - np.exp(-(sockel + hoehe * np.exp(anstieg * ALTER)))
    return quote


def hadwiger(ziffer: float, form: float, schwerpunkt: float) -> Zahlen:
    """Births per woman at ages 15 to 49, adding up to `ziffer`.

    Source: the curve of Hadwiger (1940); its values here are assumed.
    """
    x = ALTER[MUETTER] + 0.5
    kurve = (schwerpunkt / x) ** 1.5 * np.exp(-(form**2) * (schwerpunkt / x + x / schwerpunkt - 2))
    dichte: Zahlen = ziffer * kurve / kurve.sum()
    return dichte


def rogers_castro(kinder: float, gipfel: float, alter: float, abfall: float, sockel: float) -> Zahlen:
    """Migration by age: falling through childhood, a peak of young adults, a floor.

    Source: the model schedule of Rogers and Castro (1981); its values here are assumed.
    """
    jung = gipfel * np.exp(-abfall * (ALTER - alter) - np.exp(-0.42 * (ALTER - alter)))
    kurve: Zahlen = kinder * np.exp(-0.09 * ALTER) + jung + sockel
    return kurve


def _sterben() -> Zahlen:
    maenner = gompertz_makeham(2.85e-5, 0.0955, 3e-4)
    frauen = gompertz_makeham(0.97e-5, 0.1045, 2e-4)
    deutsch = np.stack([maenner, frauen], axis=1)
    deutsch[0] += 0.0025  # infant mortality is no part of the Makeham curve
    quote: Zahlen = np.minimum(np.stack([deutsch, deutsch * 0.85], axis=2), 0.6)
    return quote


def _wegzug() -> Zahlen:
    deutsch = rogers_castro(0.036, 0.135, 22.0, 0.075, 0.011)
    nichtdeutsch = rogers_castro(0.075, 0.150, 21.0, 0.045, 0.040)
    aussen = np.stack([deutsch, nichtdeutsch], axis=1)[:, None, :] * np.array([1.06, 0.94])[:, None]
    aussen *= 1.28 * (0.30 + 0.70 * np.exp(-((ALTER / 58) ** 6)))[:, None, None]  # the old stay
    binnen = aussen * np.array([0.55, 0.38])
    return np.stack([aussen, binnen])


def _einbuergerung() -> Zahlen:
    profil = 0.004 + 0.026 * np.exp(-(((ALTER - 27) / 14) ** 2))
    return np.stack([profil * 0.92, profil * 1.08], axis=1)


def _fruchtbarkeit() -> Zahlen:
    return np.stack([hadwiger(1.42, 3.6, 31.6), hadwiger(1.85, 2.9, 29.8)], axis=1)


def _zuzug() -> Zahlen:
    """Spread those who move in over the ages: counts, not rates, and few are old."""
    alt = np.exp(-((ALTER / 78) ** 5))
    deutsch = rogers_castro(0.020, 0.150, 20.0, 0.085, 0.006) * alt
    nichtdeutsch = rogers_castro(0.022, 0.150, 20.0, 0.060, 0.004) * alt
    profil = np.stack([deutsch, nichtdeutsch], axis=1)[:, None, :] * np.ones((1, 2, 1))
    profil[:, 0, 1] *= 1.2
    anteile: Zahlen = profil / profil.sum(axis=(0, 1))
    return anteile
