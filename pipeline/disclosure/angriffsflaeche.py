"""For the audit: what is shown, cut into parts that have nothing to do with each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bedingungen = tuple[sparse.csr_array, Floats, Floats]
Abgezogen = dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Teil:
    """Targets that hang together, with all that bears on them, over their own atoms.

    gleich @ x = genau; ungleich @ x <= hoechstens; target i has the value ziele[i] @ x + konstante[i] and is
    row namen[i] of what is shown. reihen_*: row each constraint comes from; -1 - k for condition k.
    abgezogen: by row the shown rows that were taken out of it.
    """

    gleich: sparse.csr_array
    genau: Floats
    reihen_gleich: Ints
    ungleich: sparse.csr_array
    hoechstens: Floats
    reihen_ungleich: Ints
    ziele: sparse.csr_array
    konstante: Floats
    namen: Ints
    abgezogen: Abgezogen


@dataclass(frozen=True)
class _Schranken:
    """Constraints over the atoms that are left: zeilen @ x = or <= rechts; `reihen` as in `Teil`."""

    zeilen: sparse.csr_array
    rechts: Floats
    reihen: Ints


def teile(
    zeilen: sparse.csr_array,
    wert: Floats,
    untergrenze: Floats,
    ziele: Ints,
    bedingungen: Bedingungen,
    ort: Ints,
) -> Iterator[Teil]:
    """Reduce what is shown to the parts that hold one of the targets.

    Atoms of a shown zero are zero and drop out. A sum that reaches over several groups of `ort` loses the
    parts of it that are shown themselves, so that groups without secrets fall away from the others.
    """
    if not len(ziele):
        return
    zeilen = zeilen.copy()
    zeilen.eliminate_zeros()  # a stored zero would count as an atom below
    lebt = _lebende_atome(zeilen, wert)
    zeilen, bedingung = (sparse.csr_array(sparse.csc_array(m)[:, lebt]) for m in (zeilen, bedingungen[0]))
    zeilen, entnommen = _ohne_gezeigte_teile(zeilen, wert, ort[lebt])
    abgezogen = np.array([sum(wert[list(entnommen.get(r, ()))]) for r in range(len(wert))])
    gleich = _gleichungen(zeilen, wert - abgezogen, (bedingung, *bedingungen[1:]))
    verdeckt = np.isnan(wert)
    ungleich = _ungleichungen(
        zeilen, np.where(verdeckt, untergrenze - abgezogen, 0.0), (bedingung, *bedingungen[1:])
    )
    alle = sparse.vstack([gleich.zeilen, ungleich.zeilen, zeilen[ziele]])
    verbindet = sparse.csr_array((np.ones(alle.nnz), alle.indices, alle.indptr), shape=alle.shape)
    gruppen = np.asarray(connected_components(verbindet.T @ verbindet, directed=False)[1], dtype=np.int64)
    zugehoerig = _gruppe_der_ziele(zeilen, ziele, gruppen)
    for gruppe in np.unique(zugehoerig):
        hier = ziele[zugehoerig == gruppe]
        atome = np.flatnonzero(gruppen == gruppe)
        gleich_hier, ungleich_hier = _geschnitten(gleich, atome), _geschnitten(ungleich, atome)
        yield Teil(
            gleich_hier.zeilen,
            gleich_hier.rechts,
            gleich_hier.reihen,
            ungleich_hier.zeilen,
            ungleich_hier.rechts,
            ungleich_hier.reihen,
            sparse.csr_array(sparse.csc_array(zeilen[hier])[:, atome]),
            abgezogen[hier],
            hier,
            entnommen,
        )


def _lebende_atome(zeilen: sparse.csr_array, wert: Floats) -> Ints:
    tot = np.unique(zeilen[wert == 0].indices)
    return np.setdiff1d(np.arange(zeilen.shape[1]), tot)


def _ohne_gezeigte_teile(
    zeilen: sparse.csr_array, wert: Floats, ort: Ints
) -> tuple[sparse.csr_array, Abgezogen]:
    """Take out of every sum over several groups the parts that are shown; returns which."""
    zeilen.sort_indices()
    atome = [zeilen.indices[a:b] for a, b in pairwise(zeilen.indptr)]
    breit = np.array([len(a) > 0 and (ort[a] != ort[a[0]]).any() for a in atome])
    gezeigt = {atome[r].tobytes(): int(r) for r in np.flatnonzero(~breit & ~np.isnan(wert))}
    abgezogen = {}
    for r in np.flatnonzero(breit):
        stuecke = [atome[r][ort[atome[r]] == o] for o in np.unique(ort[atome[r]])]
        abgezogen[int(r)] = tuple(gezeigt[s] for s in (teil.tobytes() for teil in stuecke) if s in gezeigt)
        uebrig = [teil for teil in stuecke if teil.tobytes() not in gezeigt]
        atome[r] = np.concatenate([np.array([], dtype=atome[r].dtype), *uebrig])
    laengen = np.concatenate([[0], np.cumsum([len(a) for a in atome])])
    spalten = np.concatenate([np.array([], dtype=np.int64), *atome])
    return sparse.csr_array((np.ones(len(spalten)), spalten, laengen), shape=zeilen.shape), abgezogen


def _gleichungen(zeilen: sparse.csr_array, rest: Floats, bedingungen: Bedingungen) -> _Schranken:
    """Sums that are shown, and conditions that fix a value."""
    bedingung, unten, oben = bedingungen
    reihen, fest = np.flatnonzero(~np.isnan(rest) & (np.diff(zeilen.indptr) > 0)), unten == oben
    return _Schranken(
        sparse.csr_array(sparse.vstack([zeilen[reihen], bedingung[fest]])),
        np.concatenate([rest[reihen], unten[fest]]),
        np.concatenate([reihen, -1 - np.flatnonzero(fest)]),
    )


def _ungleichungen(zeilen: sparse.csr_array, mindestens: Floats, bedingungen: Bedingungen) -> _Schranken:
    """Sums that are hidden but known not to be zero, and conditions that are bounds."""
    bedingung, unten, oben = bedingungen
    reihen = np.flatnonzero(mindestens > 0)
    nach_oben = (unten != oben) & np.isfinite(oben)
    nach_unten = (unten != oben) & np.isfinite(unten)
    return _Schranken(
        sparse.csr_array(sparse.vstack([-zeilen[reihen], bedingung[nach_oben], -bedingung[nach_unten]])),
        np.concatenate([-mindestens[reihen], oben[nach_oben], -unten[nach_unten]]),
        np.concatenate([reihen, -1 - np.flatnonzero(nach_oben), -1 - np.flatnonzero(nach_unten)]),
    )


def _gruppe_der_ziele(zeilen: sparse.csr_array, ziele: Ints, gruppen: Ints) -> Ints:
    """Group of every target; -1 where no living atom is left in it, so that its value is plain."""
    erste = [
        zeilen.indices[zeilen.indptr[z]] if zeilen.indptr[z] < zeilen.indptr[z + 1] else -1 for z in ziele
    ]
    return np.array([gruppen[atom] if atom >= 0 else -1 for atom in erste], dtype=np.int64)


def _geschnitten(schranken: _Schranken, atome: Ints) -> _Schranken:
    teil = sparse.csr_array(sparse.csc_array(schranken.zeilen)[:, atome])
    hier = np.diff(teil.indptr) > 0
    return _Schranken(sparse.csr_array(teil[hier]), schranken.rechts[hier], schranken.reihen[hier])
