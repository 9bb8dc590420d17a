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
    spalten, bedingung = sparse.csc_array(system.zeilen), sparse.csc_array(system.bedingung)
    ergebnis = []
    for nummer in np.unique(gruppe):
        atome = np.flatnonzero(gruppe == nummer)
        reihen = np.unique(spalten[:, atome].indices).astype(np.int64)
        reihen = reihen[~entbehrlich[reihen]]
        bed = np.unique(bedingung[:, atome].indices).astype(np.int64)
        teil = sparse.csr_array(spalten[:, atome])[reihen]
        ergebnis.append(Stueck(atome, reihen, teil, bed, sparse.csr_array(bedingung[:, atome])[bed]))
    return ergebnis


def _gruppen(system: System, entbehrlich: npt.NDArray[np.bool_]) -> Ints:
    """Number the groups of atoms that a sum or a condition ties together, whole places at a time."""
    atome = np.arange(len(system.ort))
    zu_ort = sparse.csr_array((np.ones(len(atome)), (atome, system.ort)))
    beruehrt = sparse.vstack([system.zeilen[~entbehrlich], abs(system.bedingung)]) @ zu_ort
    gruppe_je_ort = connected_components(beruehrt.T @ beruehrt, directed=False)[1]
    gruppe = np.asarray(gruppe_je_ort, dtype=np.int64)[system.ort]
    davor = np.concatenate([[0], np.cumsum(np.bincount(gruppe))])
    return np.asarray(davor[gruppe] // BUENDEL, dtype=np.int64)


def zeuge(
    system: System, teile: Sequence[Stueck], wert: Floats, vorlage: Floats | None = None
) -> Floats | None:
    """Find whole finest counts that give every row its value.

    Takes:   the pieces of the system; values of all rows (NaN: any value); a table to keep where it fits.
    Returns: one count per atom, or None where none is found.
    """
    tabelle = np.zeros(system.zeilen.shape[1]) if vorlage is None else vorlage.copy()
    for teil in teile:
        ziel = wert[teil.reihen]
        if vorlage is None or not _passt(teil.zeilen @ tabelle[teil.atome], ziel):
            neu = _ganze_zahlen(system, teil, ziel)
            if neu is None:
                return None
            tabelle[teil.atome] = neu
    return tabelle if _passt(system.zeilen @ tabelle, wert) else None


def _passt(ist: Floats, soll: Floats) -> bool:
    return bool(((ist == soll) | np.isnan(soll)).all())


def _ganze_zahlen(system: System, teil: Stueck, ziel: Floats) -> Floats | None:
    """Solve one piece, first without asking for whole numbers: mostly they come out whole anyway."""
    bekannt = ~np.isnan(ziel)
    breite = len(teil.atome)
    programm = Programm(
        np.zeros(breite),
        sparse.csr_array(sparse.vstack([teil.zeilen[bekannt], teil.bedingung])),
        np.concatenate([ziel[bekannt], system.unten[teil.bedingungen]]),
        np.concatenate([ziel[bekannt], system.oben[teil.bedingungen]]),
        np.zeros(breite),
        np.full(breite, np.inf),
    )
    loesung = loese(programm)
    if loesung is not None and not ist_ganz(loesung):
        loesung = loese(programm, np.ones(breite, dtype=bool))
    return None if loesung is None or np.abs(loesung - np.round(loesung)).max() > GENAU else np.round(loesung)
