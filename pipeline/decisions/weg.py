"""The path to a target, and whether the latest value is on it.

The path is the straight line from the baseline in its year to the target in its year; afterwards it stays
at the target. Everything is compared as printed, rounded to the decimals of the Kennzahl, so that a reader
can follow the verdict on paper. "At least as good" looks upwards where high is good, downwards where low is
good, and from the baseline to the target where the Kennzahl is neutral.

nicht beurteilbar   no released value after the year of the baseline and up to the Stichtag; the latest one
                    secret, uncertain or meaningless; the area changed its boundary or key in between; no
                    survey in between (turnout between two elections); the Kennzahl is no longer in the
                    catalogue; the target contradicts itself.
erreicht            the value is at least as good as the target. Counts are a full census: what was agreed
                    on is the counted value. Before the year of the target this is said only of a target
                    that is better than its baseline, for holding a level must last.
auf Kurs            before the year of the target: the value is at least as good as the path, or short of it
                    with an interval that reaches the path: small numbers vary from year to year.
nicht auf Kurs      everything else; from the year of the target on whatever is short of the target.

`gesichert` says whether the verdict holds for the whole interval, missing where there is no interval.
"""

import math
from typing import NamedTuple

from pipeline import names
from pipeline.schemas.beschluesse import AUF_KURS, ERREICHT, NICHT_AUF_KURS

_GENAU = 1e-9


class Ziel(NamedTuple):
    """A target with its baseline; `richtung` and `stellen` as in the catalogue."""

    zielwert: float
    zieljahr: int
    ausgangswert: float
    ausgangsjahr: int
    richtung: str
    stellen: int

    @property
    def vorzeichen(self) -> int:
        """1 where more is better, -1 where less is; 0 where nothing says so."""
        fest = {"hoch_ist_gut": 1, "niedrig_ist_gut": -1}
        unterschied = self.zielwert - self.ausgangswert
        return fest.get(self.richtung, (unterschied > 0) - (unterschied < 0))


class Messung(NamedTuple):
    """The value of a year with the limits of its interval, NaN where it has none."""

    jahr: int
    wert: float
    untere: float = math.nan
    obere: float = math.nan


class Lage(NamedTuple):
    """The verdict, whether the whole interval bears it, and why, as a German sentence."""

    urteil: str
    gesichert: bool | None
    grund: str


def soll(ziel: Ziel, jahr: int) -> float:
    """Value of the path in a year.

    Takes:   the target, its baseline before it; a year.
    Returns: unrounded; the baseline before its year, the target after its year.
    Raises:  ZeroDivisionError where both years are the same.
    Source:  own rule: a straight line.
    """
    anteil = (jahr - ziel.ausgangsjahr) / (ziel.zieljahr - ziel.ausgangsjahr)
    anteil = min(max(anteil, 0.0), 1.0)
    return (1 - anteil) * ziel.ausgangswert + anteil * ziel.zielwert


def lage(ziel: Ziel, messung: Messung) -> Lage:
    """Judge a value by the rules above.

    Takes:   a target with a direction; a value of a year after the baseline.
    Returns: Lage, never `nicht beurteilbar`.
    Raises:  ValueError where the value is not a number.
    Source:  own rules.
    """
    am_ende = messung.jahr >= ziel.zieljahr
    besser_als_heute = ziel.vorzeichen * (ziel.zielwert - ziel.ausgangswert) > 0
    wert, schlecht, gut = _grenzen(ziel, messung)
    if (am_ende or besser_als_heute) and _reicht(ziel, wert, ziel.zielwert):
        return _lage(ERREICHT, messung, _reicht(ziel, schlecht, ziel.zielwert), "am Ziel oder besser")
    weg = soll(ziel, messung.jahr)
    if am_ende:
        return _lage(NICHT_AUF_KURS, messung, not _reicht(ziel, gut, weg), "im Zieljahr hinter dem Ziel")
    if _reicht(ziel, wert, weg):
        return _lage(AUF_KURS, messung, _reicht(ziel, schlecht, weg), "auf dem Weg oder besser")
    if _reicht(ziel, gut, weg):
        return _lage(AUF_KURS, messung, gesichert=False, wo="hinter dem Weg")
    return _lage(NICHT_AUF_KURS, messung, gesichert=True, wo="hinter dem Weg")


def _grenzen(ziel: Ziel, messung: Messung) -> tuple[float, float, float]:
    """The value, the worse and the better end of its interval; the value itself where it has none."""
    if math.isnan(messung.wert):
        raise ValueError(messung)
    enden = [messung.wert if math.isnan(ende) else ende for ende in (messung.untere, messung.obere)]
    schlecht, gut = enden if ziel.vorzeichen > 0 else enden[::-1]
    return messung.wert, schlecht, gut


def _reicht(ziel: Ziel, wert: float, soll: float) -> bool:
    """Whether a value is, as printed, at least as good."""
    a, b = (names.gerundet(zahl, ziel.stellen) for zahl in (wert, soll))
    return ziel.vorzeichen * (a - b) >= -_GENAU * max(abs(a), abs(b), 1.0)


def _lage(urteil: str, messung: Messung, gesichert: bool, wo: str) -> Lage:
    if math.isnan(messung.untere) or math.isnan(messung.obere):
        return Lage(urteil, None, f"Der Wert liegt {wo}.")
    if gesichert:
        return Lage(urteil, gesichert, f"Der Wert liegt mit seinem ganzen Intervall {wo}.")
    return Lage(urteil, gesichert, f"Der Wert liegt {wo}, aber im Rahmen zufälliger Schwankung.")
