"""What holds of all people of a group, or of none: told of each of them, however many they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.audit import SICHER, Befund, Veroeffentlichung, greife_an

Floats = npt.NDArray[np.float64]
ALLE, NIEMAND = "alle", "niemand"


@dataclass(frozen=True)
class Gruppe:
    """A group and those of it whom something is said of (who draw benefits), both as rows of a publication.

    Below `mindestfallzahl` it must not be known either that it holds of nobody.
    """

    gruppe: int
    merkmal: int
    mindestfallzahl: int


@dataclass(frozen=True)
class Verrat:
    """Of a group it follows that something holds of `alle` or of `niemand`.

    befund: of those who are not counted, or of those who are. klein: of a group of which it holds of nobody,
    that it is small.
    """

    gruppe: Gruppe
    wer: str
    befund: Befund
    klein: Befund | None = None


def verratene_merkmale(
    offen: Veroeffentlichung, gruppen: Sequence[Gruppe], zeugen: Iterable[Floats] = ()
) -> list[Verrat]:
    """Attack what is common to groups.

    Takes:   a publication; groups, none of them shown to be empty. Whoever has the property is in the group,
             and every reader knows it. Tables of finest counts offered as proof, checked like any.
    Returns: groups of which it follows that everybody has the property, or, where the group is known to be
             small, that nobody has.
    """
    n = len(gruppen)
    ergaenzt = _mit_uebrigen(offen, gruppen)
    uebrige, ganze, habende = ergaenzt.ziele[:n], ergaenzt.ziele[n : 2 * n], ergaenzt.ziele[2 * n :]
    mit_uebrigen = [_mit_zahl_der_uebrigen(offen, gruppen, zeuge) for zeuge in zeugen]
    befunde = {b.ziel: b for b in _befunde(ergaenzt, [*uebrige, *habende], mit_uebrigen)}
    niemand = [i for i in range(n) if _weniger(befunde[int(habende[i])], 1)]
    klein = _befunde(ergaenzt, [ganze[i] for i in niemand], mit_uebrigen)
    return [
        Verrat(g, ALLE, befunde[int(ziel)])
        for g, ziel in zip(gruppen, uebrige, strict=True)
        if _weniger(befunde[int(ziel)], 1)
    ] + [
        Verrat(gruppen[i], NIEMAND, befunde[int(habende[i])], ganz)
        for i, ganz in zip(niemand, klein, strict=True)
        if _weniger(ganz, gruppen[i].mindestfallzahl)
    ]


def _befunde(offen: Veroeffentlichung, ziele: Sequence[int], zeugen: Sequence[Floats]) -> list[Befund]:
    return greife_an(replace(offen, ziele=np.array(ziele, dtype=np.int64)), zeugen)


def _mit_zahl_der_uebrigen(offen: Veroeffentlichung, gruppen: Sequence[Gruppe], zeuge: Floats) -> Floats:
    """A table with the atoms of `_mit_uebrigen`, for those who do not have the property."""
    wert = offen.zeilen @ zeuge
    return np.concatenate([zeuge, [wert[g.gruppe] - wert[g.merkmal] for g in gruppen]])


def _weniger(befund: Befund, zahl: int) -> bool:
    """Whether it follows that a sum is below a number, or at least cannot be excluded."""
    return befund.urteil != SICHER and not befund.obere >= zahl  # a bound that was not found is no number


def _mit_uebrigen(offen: Veroeffentlichung, gruppen: Sequence[Gruppe]) -> Veroeffentlichung:
    """Add an atom per group for those who do not have the property; what is asked of it, of both and of it.

    Targets: the others must be able to be one at least; the group must be able to be large enough; those who
    have the property must be able to be one at least.
    """
    n, zeilen, atome = len(gruppen), *offen.zeilen.shape
    eigene = sparse.csr_array(sparse.hstack([sparse.csr_array((n, atome)), sparse.eye_array(n)]))
    breiter = sparse.csr_array(sparse.hstack([offen.zeilen, sparse.csr_array((zeilen, n))]))
    wer, was = [g.gruppe for g in gruppen], [g.merkmal for g in gruppen]
    gleich = breiter[wer] - breiter[was] - eigene
    unbekannt, nie = np.full(3 * n, np.nan), np.full(3 * n, np.inf)
    mindestens = [1.0] * n + [float(g.mindestfallzahl) for g in gruppen] + [1.0] * n
    return replace(
        offen,
        zeilen=sparse.csr_array(sparse.vstack([breiter, eigene, breiter[wer], breiter[was]])),
        wert=np.concatenate([offen.wert, unbekannt]),
        untergrenze=np.concatenate([offen.untergrenze, np.zeros(3 * n)]),
        ziele=zeilen + np.arange(3 * n),
        soll_unten=np.concatenate([offen.soll_unten, nie]),
        soll_oben=np.concatenate([offen.soll_oben, mindestens]),
        bedingung=sparse.csr_array(sparse.vstack([_breiter(offen.bedingung, n), gleich])),
        unten=np.concatenate([offen.unten, np.zeros(n)]),
        oben=np.concatenate([offen.oben, np.zeros(n)]),
        ort=np.concatenate([offen.ort, offen.ort.max(initial=0) + 1 + np.arange(n)]),
    )


def _breiter(matrix: sparse.csr_array, um: int) -> sparse.csr_array:
    return sparse.csr_array(sparse.hstack([matrix, sparse.csr_array((matrix.shape[0], um))]))
