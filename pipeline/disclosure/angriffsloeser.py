"""For the audit: bounds on a sum over all tables that agree, by scipy's HiGHS, and what proves them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.angriffsflaeche import Teil

Floats = npt.NDArray[np.float64]
KNOTEN = 2_000
"""Nodes after which the search for one whole table stops; what is not proved safe then is not released."""
UNBEGRENZT = 1e7
"""A bound far above any count of a city keeps objectives finite where nothing shown bounds an atom."""
_EPS = 1e-6


def linear(teil: Teil, ziel: Floats) -> Any:
    """Least value of an objective over all tables that agree, whole or not."""
    schranken: dict[str, Any] = {
        "A_ub": teil.ungleich,
        "b_ub": teil.hoechstens,
        "A_eq": teil.gleich,
        "b_eq": teil.genau,
    }
    return optimize.linprog(ziel, bounds=(0, UNBEGRENZT), method="highs-ds", **schranken)


def ganzzahlig(teil: Teil, ziel: Floats) -> Any:
    """The same over whole tables only."""
    return optimize.milp(
        ziel,
        integrality=np.ones(len(ziel), dtype=np.int64),
        bounds=optimize.Bounds(0, UNBEGRENZT),
        constraints=[
            optimize.LinearConstraint(teil.gleich, teil.genau, teil.genau),
            optimize.LinearConstraint(teil.ungleich, -np.inf, teil.hoechstens),
        ],
        options={"node_limit": KNOTEN, "mip_rel_gap": 0.0},  # else 1 in 10,000 would do
    )


def beweis(teil: Teil, ziel: int, enden: Iterable[Any]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What proves bounds on a target: what has a price in the dual solutions.

    Returns: shown sums, and conditions. Shown zeros are not among them: what they leave out was left out
             before.
    """
    gefunden: set[int] = set()
    for ende in enden:
        gefunden |= {int(r) for r in teil.reihen_gleich[np.abs(ende.eqlin.marginals) > _EPS]}
        gefunden |= {int(r) for r in teil.reihen_ungleich[np.abs(ende.ineqlin.marginals) > _EPS]}
    entnommen = [teil.abgezogen.get(r, ()) for r in (ziel, *gefunden)]
    alle = sorted(gefunden.union(*entnommen))
    return tuple(r for r in alle if r >= 0), tuple(-1 - r for r in alle if r < 0)


def ganze_tabelle(teil: Teil, tabelle: Floats | None) -> Floats | None:
    """A solution as a table, if it is whole and agrees to the last unit; else None."""
    if tabelle is None or np.abs(tabelle - np.round(tabelle)).max(initial=0.0) >= _EPS:
        return None
    ganz: Floats = np.round(tabelle)
    passt = (teil.gleich @ ganz == teil.genau).all() and (teil.ungleich @ ganz <= teil.hoechstens).all()
    return ganz if passt and (ganz >= 0).all() else None


def breiter(matrix: sparse.csr_array, um: int) -> sparse.csr_array:
    """Append columns of zeros."""
    return sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((matrix.shape[0], um))]))
