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
NICHTS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Teil:
    """Targets that hang together, with all that bears on them, over their own atoms.

    gleich @ x = genau; ungleich @ x <= hoechstens; target i has the value ziele[i] @ x + konstante[i] and is
    row namen[i] of what is shown. reihen_*: row each constraint comes from; -1 - k for condition k.
    abgezogen: by row the shown rows that were taken out of it. ort: group of every atom.
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
    ort: Ints


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
    ort = ort[lebt]
    zeilen, entnommen = _ohne_gezeigte_teile(zeilen, wert, ort)
    abgezogen = np.array([sum(wert[list(entnommen.get(r, ()))]) for r in range(len(wert))])
    gleich = _gleichungen(zeilen, wert - abgezogen, (bedingung, *bedingungen[1:]))
    verdeckt = np.isnan(wert)
    ungleich = _ungleichungen(
        zeilen, np.where(verdeckt, untergrenze - abgezogen, 0.0), (bedingung, *bedingungen[1:])
    )
    gruppen = _gruppen(sparse.vstack([gleich.zeilen, ungleich.zeilen, zeilen[ziele]]))
    schnitt = _Schnitt(gruppen)
    zugehoerig = _gruppe_der_zeilen(zeilen[ziele], gruppen)
    gleiche, ungleiche = (_je_gruppe(_gruppe_der_zeilen(s.zeilen, gruppen)) for s in (gleich, ungleich))
    for gruppe, welche in _je_gruppe(zugehoerig).items():
        gleich_hier = schnitt.schranken(gleich, gleiche, gruppe)
        ungleich_hier = schnitt.schranken(ungleich, ungleiche, gruppe)
        hier = ziele[welche]
        yield Teil(
            gleich_hier.zeilen,
            gleich_hier.rechts,
            gleich_hier.reihen,
            ungleich_hier.zeilen,
            ungleich_hier.rechts,
            ungleich_hier.reihen,
            schnitt.spalten(zeilen[hier], gruppe),
            abgezogen[hier],
            hier,
            entnommen,
            ort[schnitt.atome.get(gruppe, NICHTS)],
        )


def _gruppen(alle: sparse.csr_array) -> Ints:
    """Number the atoms that sums tie together: connected parts of the graph of atoms and sums."""
    summen, atome = alle.shape
    kanten = sparse.coo_array(alle)
    graph = sparse.coo_array(
        (np.ones(alle.nnz), (kanten.coords[1], atome + kanten.coords[0])), shape=(atome + summen,) * 2
    )
    nummer = connected_components(graph.tocsr(), directed=False)[1]
    return np.asarray(nummer[:atome], dtype=np.int64)


def _gruppe_der_zeilen(zeilen: sparse.csr_array, gruppen: Ints) -> Ints:
    """Group of every sum; -1 where no living atom is left in it, so that its value is plain."""
    gruppe = np.full(zeilen.shape[0], -1, dtype=np.int64)
    voll = np.diff(zeilen.indptr) > 0
    gruppe[voll] = gruppen[zeilen.indices[zeilen.indptr[:-1][voll]]]
    return gruppe


def _je_gruppe(gruppe: Ints) -> dict[int, Ints]:
    """Numbers of what is in each group, in their order."""
    folge = np.argsort(gruppe, kind="stable")
    namen, anfang = np.unique(gruppe[folge], return_index=True)
    return dict(zip(map(int, namen), np.split(folge, anfang[1:]), strict=True)) if len(namen) else {}


class _Schnitt:
    """How atoms are numbered within their group."""

    def __init__(self, gruppen: Ints) -> None:
        """Number them in their order."""
        self.atome = _je_gruppe(gruppen)
        self.platz = np.empty(len(gruppen), dtype=np.int64)
        for atome in self.atome.values():
            self.platz[atome] = np.arange(len(atome))

    def spalten(self, zeilen: sparse.csr_array, gruppe: int) -> sparse.csr_array:
        """Rows of one group over its own atoms; group -1 has none."""
        form = zeilen.shape[0], len(self.atome.get(gruppe, NICHTS))
        eigene = sparse.csr_array((zeilen.data, self.platz[zeilen.indices], zeilen.indptr), shape=form)
        eigene.sort_indices()
        return eigene

    def schranken(self, alle: _Schranken, je_gruppe: dict[int, Ints], gruppe: int) -> _Schranken:
        """Constraints on atoms of one group."""
        hier = je_gruppe.get(gruppe, NICHTS) if gruppe >= 0 else NICHTS
        return _Schranken(self.spalten(alle.zeilen[hier], gruppe), alle.rechts[hier], alle.reihen[hier])


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
        stuecke = [atome[r][stelle] for stelle in _je_gruppe(ort[atome[r]]).values()]
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
