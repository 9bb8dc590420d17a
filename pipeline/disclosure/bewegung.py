"""The cheapest way to move secrets: a linear programme over changes of the finest counts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.loeser import Floats, Programm, ist_ganz, loese
from pipeline.disclosure.system import Maske, System

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Vorhaben:
    """What is to move, from where, and at what price.

    wert, grund: values of all rows and finest counts that give them. frei: atoms that may change. schritt:
    by how much a secret is to move, upwards or (negative) downwards, 0 for all other rows. lohn: worth of one
    secret moved by one; 0: only what is hidden anyway may move. kostenlos: rows that are hidden anyway.
    """

    wert: Floats
    grund: Floats
    frei: Maske
    schritt: Floats
    lohn: float
    kostenlos: Maske


def bewegung(system: System, vorhaben: Vorhaben, ganz: bool = False) -> Floats | None:
    """By how much the finest counts change where moving earns most and hiding costs least.

    Takes:   `ganz` asks for whole changes of every atom, not only of every sum.
    Returns: one number per atom; sums of them are whole. None where no way is found. A row that may be hidden
             keeps what every reader knows of it (`untergrenze`); a shown zero and what must be shown stay.
    """
    atome = np.flatnonzero(vorhaben.frei)
    zeilen = sparse.csr_array(system.spalten[:, atome])
    beruehrt = np.diff(zeilen.indptr) > 0
    gesehen = system.gezeigt | system.bekannt | (system.untergrenze > 0)
    reihen = np.flatnonzero(beruehrt & (gesehen | (vorhaben.schritt != 0)))
    programm = _programm(system, vorhaben, sparse.csr_array(zeilen[reihen]), reihen)
    loesung = None if ganz else loese(programm)
    if ganz or (loesung is not None and not ist_ganz(zeilen @ loesung[: len(atome)])):
        loesung = loese(programm, np.arange(len(programm.kosten)) < len(atome))
    if loesung is None:
        return None
    aenderung = np.zeros(len(system.ort))
    aenderung[atome] = loesung[: len(atome)]
    return np.round(aenderung) if ist_ganz(aenderung) else aenderung


def _programm(system: System, vorhaben: Vorhaben, zeilen: sparse.csr_array, reihen: Ints) -> Programm:
    """Variables: change of every free atom; of every row upwards, downwards; reward share of every target."""
    atome, anzahl = np.flatnonzero(vorhaben.frei), len(reihen)
    ziele = np.flatnonzero(vorhaben.schritt[reihen])
    schritt = vorhaben.schritt[reihen][ziele]
    lohn = max(vorhaben.lohn, 1.0) * np.abs(schritt)
    verdient = sparse.csr_array((1 / schritt, (np.arange(len(ziele)), ziele)), shape=(len(ziele), anzahl))
    bedingung = sparse.csr_array(sparse.csc_array(system.bedingung)[:, atome])
    gleich = sparse.eye_array(anzahl)
    bloecke: Any = [
        [zeilen, -gleich, gleich, None],
        [None, verdient, -verdient, -sparse.eye_array(len(ziele))],
        [bedingung, None, None, None],
    ]
    ist = system.bedingung @ vorhaben.grund
    null, unbegrenzt = np.zeros(anzahl), np.full(len(ziele), np.inf)
    kosten, auf, ab = _preise(system, vorhaben, reihen)
    return Programm(
        np.concatenate([np.zeros(len(atome)), kosten, kosten, -lohn]),
        sparse.csr_array(sparse.block_array(bloecke)),
        np.concatenate([null, np.zeros(len(ziele)), system.unten - ist]),
        np.concatenate([null, unbegrenzt, system.oben - ist]),
        np.concatenate([-vorhaben.grund[atome], null, null, np.zeros(len(ziele))]),
        np.concatenate([np.full(len(atome), np.inf), auf, ab, np.ones(len(ziele))]),
    )


def _preise(system: System, vorhaben: Vorhaben, reihen: Ints) -> tuple[Floats, Floats, Floats]:
    """Per row: price of a change by one, and how far it may go up and down."""
    wert, gezeigt, bekannt = vorhaben.wert[reihen], system.gezeigt[reihen], system.bekannt[reihen]
    kostenlos = (vorhaben.kostenlos[reihen] | ~gezeigt) & ~bekannt
    null = (wert == 0) & ~system.nullen[reihen]
    fest = bekannt | gezeigt & (null | ((system.pflicht[reihen] | (vorhaben.lohn == 0)) & ~kostenlos))
    auf = np.where(fest, 0.0, np.inf)
    ab = np.where(fest, 0.0, np.maximum(wert - system.untergrenze[reihen], 0.0))
    return np.where(kostenlos, 0.0, system.gewicht[reihen]), auf, ab
