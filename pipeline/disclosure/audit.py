"""The attack: what a clever reader can work out from everything that is shown.

Shares no code with the protection. It is given sums of finest counts, some with their value and some hidden,
and what every reader knows beside them; it bounds every secret by whole tables of finest counts that agree
with all of it. Tables that the protection offers as proof are checked like anybody's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.angriffsflaeche import Teil, teile

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SICHER, EXAKT, UNBEWIESEN = "sicher", "exakt", "unbewiesen"
PROBEN = 3
"""Random objectives tried on a part before its secrets are attacked one by one."""
KNOTEN = 2_000
"""Nodes after which the search for one whole table stops; what is not proved safe then is not released."""
UNBEGRENZT = 1e7
"""A bound far above any count of a city keeps objectives finite where nothing shown bounds an atom."""
_EPS = 1e-6


@dataclass(frozen=True)
class Veroeffentlichung:
    """What is shown, as sums of atoms (finest counts, whole and never negative).

    zeilen:      sums x atoms; those shown, those shown as hidden, and targets that no table shows.
    wert:        value of a sum, NaN where it is not shown.
    untergrenze: what every reader knows of a sum that is not shown.
    ziele:       sums that nobody may be able to work out.
    bedingung:   conditions x atoms, with unten <= bedingung @ atoms <= oben.
    ort:         any grouping of the atoms; a good one makes the attack faster, a bad one not wrong.
    """

    zeilen: sparse.csr_array
    wert: Floats
    untergrenze: Floats
    ziele: Ints
    bedingung: sparse.csr_array
    unten: Floats
    oben: Floats
    ort: Ints


@dataclass(frozen=True)
class Befund:
    """What the attack found out about one secret: the interval left to it, and the sums that give it away."""

    ziel: int
    untere: float
    obere: float
    urteil: str
    summen: tuple[int, ...] = ()


def greife_an(offen: Veroeffentlichung, zeugen: Iterable[Floats] = ()) -> list[Befund]:
    """Attack every secret.

    Takes:   what is shown; tables of finest counts offered as proof that secrets cannot be told.
    Returns: one finding per target, in their order. `sicher`: two whole tables that agree with everything
             shown differ in it. `exakt`: only one value is possible. `unbewiesen`: neither could be shown.
    """
    untere, obere = _spanne(offen, zeugen)
    befunde = {
        int(ziel): Befund(int(ziel), untere[i], obere[i], SICHER)
        for i, ziel in enumerate(offen.ziele)
        if untere[i] < obere[i]
    }
    rest = np.setdiff1d(offen.ziele, np.array(list(befunde), dtype=np.int64))
    for teil in teile(offen.zeilen, offen.wert, offen.untergrenze, rest, _bedingungen(offen), offen.ort):
        befunde |= {befund.ziel: befund for befund in _angegriffen(teil)}
    return [befunde[int(ziel)] for ziel in offen.ziele]


def _bedingungen(offen: Veroeffentlichung) -> tuple[sparse.csr_array, Floats, Floats]:
    return offen.bedingung, offen.unten, offen.oben


def stimmt(offen: Veroeffentlichung, zeuge: Floats) -> bool:
    """Whether a table agrees with everything shown: whole, never negative, every sum and condition kept."""
    if len(zeuge) != offen.zeilen.shape[1] or (zeuge < 0).any() or (zeuge != np.round(zeuge)).any():
        return False
    summen, bedingt = offen.zeilen @ zeuge, offen.bedingung @ zeuge
    gezeigt = ~np.isnan(offen.wert)
    return bool(
        (summen[gezeigt] == offen.wert[gezeigt]).all()
        and (summen >= offen.untergrenze)[~gezeigt].all()
        and (bedingt >= offen.unten).all()
        and (bedingt <= offen.oben).all()
    )


def _spanne(offen: Veroeffentlichung, zeugen: Iterable[Floats]) -> tuple[Floats, Floats]:
    """Least and greatest value of every target in the tables offered that hold."""
    werte = [offen.zeilen[offen.ziele] @ zeuge for zeuge in zeugen if stimmt(offen, zeuge)]
    if not werte:
        return np.full(len(offen.ziele), np.inf), np.full(len(offen.ziele), -np.inf)
    return np.min(werte, axis=0), np.max(werte, axis=0)


def _angegriffen(teil: Teil) -> list[Befund]:
    """Attack the secrets of one part: many at once with random objectives, then those left one by one."""
    if not teil.ziele.shape[1]:
        plain = zip(teil.namen, teil.konstante, strict=True)
        return [Befund(int(name), float(wert), float(wert), EXAKT) for name, wert in plain]
    untere, obere = np.full(len(teil.namen), np.inf), np.full(len(teil.namen), -np.inf)
    zufall = np.random.default_rng(len(teil.namen))
    for _ in range(PROBEN):
        gewicht = zufall.normal(size=len(teil.namen)) @ teil.ziele
        for richtung in (1.0, -1.0):
            _merke(teil, _linear(teil, richtung * gewicht).x, untere, obere)
    return [_einzeln(teil, i, untere, obere) for i in range(len(teil.namen))]


def _merke(teil: Teil, tabelle: Floats | None, untere: Floats, obere: Floats) -> None:
    """Widen the known span of every target by a table, if that is whole."""
    if tabelle is not None and np.abs(tabelle - np.round(tabelle)).max(initial=0.0) < _EPS:
        werte = teil.ziele @ np.round(tabelle) + teil.konstante
        np.minimum(untere, werte, out=untere)
        np.maximum(obere, werte, out=obere)


def _einzeln(teil: Teil, i: int, untere: Floats, obere: Floats) -> Befund:
    """Bound one target exactly: linear first, for its proof, then in whole numbers."""
    ziel, name = teil.ziele[[i]].toarray().ravel(), int(teil.namen[i])
    if untere[i] < obere[i]:
        return Befund(name, untere[i], obere[i], SICHER)
    enden = [_linear(teil, ziel), _linear(teil, -ziel)]
    if any(ende.x is None for ende in enden):
        return Befund(name, np.nan, np.nan, UNBEWIESEN)
    tief = float(np.ceil(ziel @ enden[0].x + teil.konstante[i] - _EPS))
    hoch = float(np.floor(ziel @ enden[1].x + teil.konstante[i] + _EPS))
    if tief == hoch:
        return Befund(name, tief, hoch, EXAKT, _summen(teil, enden))
    fertig = True
    for richtung in (1.0, -1.0):
        ende = _ganzzahlig(teil, richtung * ziel)
        fertig &= ende.status == 0
        _merke(teil, ende.x, untere, obere)
    if untere[i] < obere[i]:
        return Befund(name, untere[i], obere[i], SICHER)
    return Befund(name, tief, hoch, EXAKT if fertig else UNBEWIESEN, _summen(teil, enden))


def _linear(teil: Teil, ziel: Floats) -> Any:
    """Least value of an objective over all tables that agree, whole or not."""
    schranken: dict[str, Any] = {
        "A_ub": teil.ungleich,
        "b_ub": teil.hoechstens,
        "A_eq": teil.gleich,
        "b_eq": teil.genau,
    }
    return optimize.linprog(ziel, bounds=(0, UNBEGRENZT), method="highs-ds", **schranken)


def _ganzzahlig(teil: Teil, ziel: Floats) -> Any:
    """The same over whole tables only."""
    return optimize.milp(
        ziel,
        integrality=np.ones(len(ziel), dtype=np.int64),
        bounds=optimize.Bounds(0, UNBEGRENZT),
        constraints=[
            optimize.LinearConstraint(teil.gleich, teil.genau, teil.genau),
            optimize.LinearConstraint(teil.ungleich, -np.inf, teil.hoechstens),
        ],
        options={"node_limit": KNOTEN},
    )


def _summen(teil: Teil, enden: Iterable[Any]) -> tuple[int, ...]:
    """The shown sums that prove the bound: those with a price in the dual solution."""
    gefunden: set[int] = set()
    for ende in enden:
        gefunden |= {int(r) for r in teil.reihen_gleich[np.abs(ende.eqlin.marginals) > _EPS] if r >= 0}
        gefunden |= {int(r) for r in teil.reihen_ungleich[np.abs(ende.ineqlin.marginals) > _EPS] if r >= 0}
    return tuple(sorted(gefunden))
