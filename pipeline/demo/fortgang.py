"""One year of the synthetic population in expectation; the start structures are fitted with it."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.demo import raten as schedules
from pipeline.demo.raten import Raten
from pipeline.demo.runden import Zahlen

Zahl = TypeVar("Zahl", bound=np.number)


@dataclass(frozen=True)
class Rahmen:
    """What a year is conditioned on: residents by citizenship at its end, children per woman."""

    einwohner: Zahlen
    """[citizenship]"""
    geburtenziffer: float


def gealtert(bestand: npt.NDArray[Zahl]) -> npt.NDArray[Zahl]:
    """Everybody one year older on the axis before sex and citizenship; 100 and over pooled, 0 empty."""
    aelter = np.zeros_like(bestand)
    aelter[..., 1:, :, :] = bestand[..., :-1, :, :]
    aelter[..., -1, :, :] += bestand[..., -1, :, :]
    return aelter


def geburten_erwartet(frauen: Zahlen, fruchtbarkeit: Zahlen, ziffer: float) -> Zahlen:
    """Births by age and citizenship of the mother, so that the total fertility rate is `ziffer`.

    Takes:   women [..., age 15..49, citizenship]; the rate is that of all areas together.
    """
    alle = frauen.reshape(-1, *frauen.shape[-2:]).sum(axis=0)
    roh = (alle * fruchtbarkeit).sum(axis=1) / np.maximum(alle.sum(axis=1), 1e-9)
    erwartet: Zahlen = frauen * fruchtbarkeit * (ziffer / roh.sum())
    return erwartet


def erwartetes_jahr(bestand: Zahlen, raten: Raten, wegzug: Zahlen, rahmen: Rahmen) -> Zahlen:
    """Lead a population [age, sex, citizenship] through a year; those who move in close to the frame.

    Takes: the residents of the Stichtag before; the probability [age, sex, citizenship] to leave the area.
    """
    jahrgaenge = gealtert(bestand)
    jahrgaenge[0] = _kinder(jahrgaenge, raten, rahmen.geburtenziffer)
    bleibt = jahrgaenge * (1 - raten.sterben) * (1 - wegzug)
    neue_deutsche = bleibt[:, :, 1] * raten.einbuergerung
    bleibt += np.stack([neue_deutsche, -neue_deutsche], axis=2)
    nachher: Zahlen = bleibt + raten.zuzug * (rahmen.einwohner - bleibt.sum(axis=(0, 1)))
    return nachher


def rueckwaerts_angepasst(
    ziel: Zahlen, raten: Raten, wegzug: Zahlen, rahmen: list[Rahmen], anfang: Zahlen
) -> list[Zahlen]:
    """Find a path of expectations that ends in `ziel` for all born before it began.

    Takes:   the wanted last population, one frame per year between first and last, the residents by
             citizenship at the beginning.
    Returns: the populations of all years, the first being the fitted start.
    """
    jahre = len(rahmen)
    start = _auf_anfang(np.roll(ziel, -jahre, axis=0), anfang)
    start[-jahre:] = ziel[-jahre:] * 0.7  # nobody of these is younger than 100 at the end
    for _ in range(40):
        ende = _pfad(start, raten, wegzug, rahmen)[-1]
        start[:-jahre] *= np.clip(ziel[jahre:] / np.maximum(ende[jahre:], 1e-6), 0.5, 2.0)
        start = _auf_anfang(start, anfang)
    return _pfad(start, raten, wegzug, rahmen)


def _pfad(start: Zahlen, raten: Raten, wegzug: Zahlen, rahmen: list[Rahmen]) -> list[Zahlen]:
    pfad = [start]
    for jahr in rahmen:
        pfad.append(erwartetes_jahr(pfad[-1], raten, wegzug, jahr))
    return pfad


def _auf_anfang(start: Zahlen, anfang: Zahlen) -> Zahlen:
    skaliert: Zahlen = start * (anfang / start.sum(axis=(0, 1)))
    return skaliert


def _kinder(jahrgaenge: Zahlen, raten: Raten, ziffer: float) -> Zahlen:
    """Newborn [sex, citizenship] of the women in `jahrgaenge`."""
    frauen = jahrgaenge[schedules.MUETTER, 1, :]
    je_mutter = geburten_erwartet(frauen, raten.fruchtbarkeit, ziffer).sum(axis=0)
    deutsch = je_mutter[0] + schedules.NICHTDEUTSCH_MUTTER_DEUTSCHES_KIND * je_mutter[1]
    kinder = np.array([deutsch, je_mutter.sum() - deutsch])
    geschlecht = np.array([schedules.JUNGEN_JE_GEBURT, 1 - schedules.JUNGEN_JE_GEBURT])
    return np.outer(geschlecht, kinder)
