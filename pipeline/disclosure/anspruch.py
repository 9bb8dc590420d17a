"""How little must be known of a secret: what has to stay possible, from below and from above."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.system import System

Floats = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Anspruch:
    """Demands of every row of a system.

    A secret is safe when two tables agree with all that is shown and differ in it, one of them giving it at
    most `unten` and one at least `oben`. Where nothing beyond the difference is asked they are infinite.
    `strukturell`: secrets of which every reader knows more than that they are at least 1, whatever is hidden.
    """

    unten: Floats
    oben: Floats
    strukturell: Maske


class Bedarf(NamedTuple):
    """One demand: this row must be able to move by one of these, upwards or (negative) downwards."""

    reihe: int
    schritte: tuple[float, ...]

    @property
    def schritt(self) -> float:
        """The only one, or the first."""
        return self.schritte[0]


def alle_bedarfe(system: System, verlangt: Anspruch, wert: Floats) -> list[Bedarf]:
    """List the demands that the true values do not meet themselves."""
    gefunden = []
    for reihe in np.flatnonzero(system.sensibel):
        oben, unten = verlangt.oben[reihe] - wert[reihe], verlangt.unten[reihe] - wert[reihe]
        if np.isinf(oben) and np.isinf(unten):  # any other number will do
            gefunden.append(Bedarf(int(reihe), (1.0, -1.0)))
        gefunden += [Bedarf(int(reihe), (s,)) for s, auf in ((oben, 1), (unten, -1)) if 0 < s * auf < np.inf]
    return gefunden


def anspruch(system: System) -> Anspruch:
    """Ask of every count too small to be shown that it could be 1, and that it could be large enough.

    A sum of years or persons, and what only its source keeps secret, must not be known exactly; no more. Of
    what counts everybody of a group it must be possible that it counts fewer. A hidden zero must be able
    to be large enough too; from below nothing is asked of it.
    """
    klein = system.sensibel & ((system.wert >= 1) | system.nullen) & (system.wert < system.mindest)
    mindestens = np.where(system.wert == 0, 0.0, 1.0)
    for reihe, grenze in _strukturell(system, np.flatnonzero(klein & (system.wert > 1))):
        mindestens[reihe] = grenze
    return Anspruch(
        unten=np.minimum(np.where(klein, mindestens, np.inf), system.hoechstens),
        oben=np.where(klein, system.mindest, -np.inf),
        strukturell=klein & (mindestens > 1),
    )


def _strukturell(system: System, reihen: npt.NDArray[np.int64]) -> Iterable[tuple[int, float]]:
    """Least value of rows as their parts alone give it: each part that may be hidden is at least 1."""
    belegt = np.flatnonzero(system.untergrenze >= 1)
    tot = np.zeros(system.zeilen.shape[1], dtype=bool)
    null = (system.gezeigt | system.bekannt) & (system.wert == 0) & ~(system.nullen & system.sensibel)
    tot[np.unique(system.zeilen[null].indices)] = True
    lebend = sparse.csr_array(system.zeilen @ sparse.diags_array((~tot).astype(float)))
    lebend.eliminate_zeros()
    breite = np.diff(lebend.indptr)
    ueberdeckung = sparse.csr_array(lebend[reihen] @ lebend[belegt].T)
    for i, reihe in enumerate(reihen):
        beruehrt = slice(ueberdeckung.indptr[i], ueberdeckung.indptr[i + 1])
        nummern = belegt[ueberdeckung.indices[beruehrt]]
        innen = nummern[ueberdeckung.data[beruehrt] == breite[nummern]]
        teile = sparse.csr_array(lebend[innen[innen != reihe]])
        if teile.shape[0] > 1 and teile.sum(axis=0).max() < teile.shape[0]:  # no atom is in all parts
            yield int(reihe), _ueberdeckt(teile)


def _ueberdeckt(teile: sparse.csr_array) -> float:
    """Least number of cases that leaves none of the parts empty."""
    atome = np.unique(teile.indices)
    eng = sparse.csc_array(teile)[:, atome]
    loesung = optimize.milp(
        np.ones(len(atome)),
        integrality=np.ones(len(atome), dtype=np.int64),
        constraints=optimize.LinearConstraint(eng, 1.0, np.inf),
    )
    return float(round(float(loesung.fun or 0.0)))
