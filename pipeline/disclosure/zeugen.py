"""Whole tables of finest counts that fit given sums: what a reader cannot tell from the truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipeline.disclosure.loeser import GENAU, Floats, Programm, ist_ganz, loese
from pipeline.disclosure.system import System

Ints = npt.NDArray[np.int64]
BUENDEL = 150
"""Atoms up to which small groups are solved together: one programme costs less than many tiny ones."""

GROSS, DAZU = 5_000, (4, 16, 64)
"""Finest counts of a piece above which whole numbers are looked for among some places before all, and how
many places take part that need not."""


@dataclass(frozen=True)
class Stueck:
    """A part of a system that can be solved alone, because its sums do not reach beyond it."""

    atome: Ints
    reihen: Ints
    zeilen: sparse.csr_array
    bedingungen: Ints
    bedingung: sparse.csr_array


def stuecke(system: System) -> list[Stueck]:
    """Cut a system by places; a sum over places ties them together unless its parts give it."""
    entbehrlich = (
        system.teilbar if not np.isnan(system.wert).any() else np.zeros(len(system.wert), dtype=bool)
    )
    gruppe = _gruppen(system, entbehrlich)
    atome_je, platz = _je_nummer(gruppe), np.empty(len(gruppe), dtype=np.int64)
    for atome in atome_je.values():
        platz[atome] = np.arange(len(atome))
    reihen_je, bed_je = (_je_nummer(_nummer_der_zeilen(m, gruppe)) for m in (system.zeilen, system.bedingung))
    ergebnis = []
    for nummer, atome in atome_je.items():
        reihen, bed = (je.get(nummer, _KEINE) for je in (reihen_je, bed_je))
        reihen = reihen[~entbehrlich[reihen]]
        eigene, bedingung = (
            _verkleinert(m, platz, len(atome)) for m in (system.zeilen[reihen], system.bedingung[bed])
        )
        ergebnis.append(Stueck(atome, reihen, eigene, bed, bedingung))
    return ergebnis


_KEINE = np.zeros(0, dtype=np.int64)


def _je_nummer(nummern: Ints) -> dict[int, Ints]:
    """Places of each number, in ascending order; -1 is none. The attack has its own: it shares no code."""
    folge = np.argsort(nummern, kind="stable")
    vorhanden, anfang = np.unique(nummern[folge], return_index=True)
    je = zip(vorhanden.tolist(), np.split(folge, anfang[1:]), strict=False)
    return {nummer: hier for nummer, hier in je if nummer >= 0}


def _nummer_der_zeilen(zeilen: sparse.csr_array, nummern: Ints) -> Ints:
    """Number of the first atom of every row; -1 where a row has none."""
    davon = np.full(zeilen.shape[0], -1, dtype=np.int64)
    voll = np.diff(zeilen.indptr) > 0
    davon[voll] = nummern[zeilen.indices[zeilen.indptr[:-1][voll]]]
    return davon


def _verkleinert(zeilen: sparse.csr_array, platz: Ints, breite: int) -> sparse.csr_array:
    """Rows over the atoms of one piece only, in their order."""
    form = zeilen.shape[0], breite
    eigene = sparse.csr_array((zeilen.data, platz[zeilen.indices], zeilen.indptr), shape=form)
    eigene.sort_indices()
    return eigene


def _gruppen(system: System, entbehrlich: npt.NDArray[np.bool_]) -> Ints:
    """Number the groups of atoms that a sum or a condition ties together, whole places at a time."""
    atome = np.arange(len(system.ort))
    zu_ort = sparse.csr_array((np.ones(len(atome)), (atome, system.ort)))
    beruehrt = sparse.coo_array(sparse.vstack([system.zeilen[~entbehrlich], abs(system.bedingung)]) @ zu_ort)
    summen, orte = beruehrt.shape
    # a graph of places and sums: one of places alone has an edge for every pair of places of a city's sum
    kanten = beruehrt.coords[1], orte + beruehrt.coords[0]
    graph = sparse.coo_array((np.ones(beruehrt.nnz), kanten), shape=(orte + summen,) * 2)
    gruppe_je_ort = connected_components(graph.tocsr(), directed=False)[1][:orte]
    gruppe = np.asarray(gruppe_je_ort, dtype=np.int64)[system.ort]
    davor = np.concatenate([[0], np.cumsum(np.bincount(gruppe))])
    return np.asarray(davor[gruppe] // BUENDEL, dtype=np.int64)


def zeuge(
    system: System,
    teile: Sequence[Stueck],
    wert: Floats,
    vorlage: Floats | None = None,
    frei: npt.NDArray[np.bool_] | None = None,
) -> Floats | None:
    """Find whole finest counts that give every row its value.

    Takes:   the pieces of the system; values of all rows (NaN: any value); a table to keep where it fits;
             atoms among which a change of that table is looked for first in large pieces.
    Returns: one count per atom, or None where none is found.
    """
    tabelle = np.zeros(system.zeilen.shape[1]) if vorlage is None else vorlage.copy()
    ist = system.zeilen @ tabelle
    falsch = ~((ist == wert) | np.isnan(wert))
    for teil in teile:
        if vorlage is None or falsch[teil.reihen].any():
            neu = None
            if vorlage is not None and frei is not None and len(teil.atome) > GROSS:
                neu = _ergaenzt(system, teil, wert[teil.reihen], tabelle[teil.atome], frei[teil.atome])
            if neu is None:
                neu = _ganze_zahlen(system, teil, wert[teil.reihen])
            if neu is None:
                return None
            tabelle[teil.atome] = neu
    return tabelle if ((system.zeilen @ tabelle == wert) | np.isnan(wert)).all() else None


def _ganze_zahlen(system: System, teil: Stueck, ziel: Floats) -> Floats | None:
    """Solve one piece, first without asking for whole numbers: mostly they come out whole anyway."""
    breite = len(teil.atome)
    null, alle = np.zeros(breite), np.ones(breite, dtype=bool)
    programm = _programm(system, teil, ziel, null, alle)
    loesung = loese(programm)
    if loesung is not None and not ist_ganz(loesung):
        ganz = _geglaettet(system, teil, ziel, loesung) if breite > GROSS else None
        loesung = loese(programm, alle) if ganz is None else ganz
    return None if loesung is None or np.abs(loesung - np.round(loesung)).max() > GENAU else np.round(loesung)


def _geglaettet(system: System, teil: Stueck, ziel: Floats, loesung: Floats) -> Floats | None:
    """Make a solution whole by solving again only places with fractions, and ever more beside them."""
    ort = system.ort[teil.atome]
    halb = np.unique(ort[np.abs(loesung - np.round(loesung)) >= GENAU])
    andere = np.random.default_rng(len(ort)).permutation(np.setdiff1d(ort, halb))
    for mehr in DAZU:
        frei = np.isin(ort, np.concatenate([halb, andere[:mehr]]))
        ganz = _ergaenzt(system, teil, ziel, np.round(loesung), frei)
        if ganz is not None:
            return ganz
    return None


def _ergaenzt(
    system: System, teil: Stueck, ziel: Floats, tabelle: Floats, frei: npt.NDArray[np.bool_]
) -> Floats | None:
    """Find whole numbers for some atoms of a piece, all others staying as they are in a table."""
    loesung = loese(_programm(system, teil, ziel, tabelle, frei), np.ones(int(frei.sum()), dtype=bool))
    if loesung is None or not ist_ganz(loesung):
        return None
    ganz = tabelle.copy()
    ganz[frei] = np.round(loesung)
    return ganz


def _programm(
    system: System, teil: Stueck, ziel: Floats, tabelle: Floats, frei: npt.NDArray[np.bool_]
) -> Programm:
    """Any numbers for some atoms that give every known row its value."""
    bekannt = ~np.isnan(ziel)
    matrix = sparse.csc_array(sparse.vstack([teil.zeilen[bekannt], teil.bedingung]))
    sonst = matrix @ np.where(frei, 0.0, tabelle)
    breite = int(frei.sum())
    return Programm(
        np.zeros(breite),
        sparse.csr_array(matrix[:, np.flatnonzero(frei)]),
        np.concatenate([ziel[bekannt], system.unten[teil.bedingungen]]) - sonst,
        np.concatenate([ziel[bekannt], system.oben[teil.bedingungen]]) - sonst,
        np.zeros(breite),
        np.full(breite, np.inf),
    )
