"""Protection: hide what is too small, and as little beside it as another possible truth needs.

A secret is safe when tables of whole finest counts that agree with everything shown give it a value as small
and one as large as is asked. Such tables are searched for directly: move the secrets so far, let the sums
that must move with them cost what hiding them costs, and hide exactly those.
"""

from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.anspruch import Anspruch, anspruch
from pipeline.disclosure.bewegung import Vorhaben, bewegung
from pipeline.disclosure.loeser import Floats, ist_ganz
from pipeline.disclosure.optimum import optimum
from pipeline.disclosure.system import Maske, System
from pipeline.disclosure.teil import Widerspruch
from pipeline.disclosure.verzicht import verzichte
from pipeline.disclosure.zeugen import Stueck, stuecke, zeuge

LOHN = (0.0, 60.0, 300.0, 2e3, 2e4)
"""What moving a secret by one more is worth, in units of `System.gewicht`: first only what costs nothing
moves, then what costs little. Each is tried with directions drawn anew as long as it earns something."""
LOHN_EINER = 60.0
"""Up to this worth one secret per place moves at a time: together they need room that each has alone."""
VERSUCHE = 3
"""Attempts in vain, with other secrets and directions, before more is paid."""
LOHN_ALLE = 500.0
"""From this worth on all places take part, before that only those with secrets and a few helpers."""
ATOME_ZUGLEICH = 1_500
"""Finest counts up to which places with secrets take part at once: two halves cost less than the whole."""
HELFER = 4
"""Places without secrets that take part from the start, so that sums over places can stay."""
GENAU_BIS, GENAU_ATOME = 150, 100
"""Cells and finest counts up to which the cheapest pattern is looked for, and proved to be it."""
LOHN_EINZELN = 1e7
"""Worth of a secret that is treated alone: anything that may be hidden is hidden for it."""


@dataclass
class Schutz:
    """What is hidden so far, and the tables that prove what is safe; grows, never shrinks.

    untere, obere: least and greatest value of every row in these tables. bewiesen: whether no safe pattern
    costs less.
    """

    geheim: Maske
    anspruch: Anspruch
    sensibel: Maske
    untere: Floats
    obere: Floats
    zeugen: list[Floats] = field(default_factory=list)
    bewiesen: bool = False

    @property
    def zu_hoch(self) -> Maske:
        """Secrets for which no table is known that is small enough."""
        return self.sensibel & (self.untere > self.anspruch.unten)

    @property
    def zu_tief(self) -> Maske:
        """Secrets for which no table is known that is large enough."""
        return self.sensibel & (self.obere < self.anspruch.oben)

    @property
    def offen(self) -> Maske:
        """Secrets that are not proved safe."""
        return self.zu_hoch | self.zu_tief | (self.sensibel & (self.untere >= self.obere))

    @property
    def offene(self) -> int:
        """How many tables are still wanted: up to two per secret."""
        return int(self.zu_hoch.sum() + self.zu_tief.sum() + self.offen.sum())

    def merke(self, tabelle: Floats, werte: Floats) -> None:
        """Take one more table as proof."""
        self.zeugen.append(tabelle)
        np.minimum(self.untere, werte, out=self.untere)
        np.maximum(self.obere, werte, out=self.obere)


def schuetze(system: System, verlangt: Anspruch | None = None) -> Schutz:
    """Choose what is hidden in one system.

    Takes:   `verlangt`: other demands than those of a release (`anspruch`), for comparisons.
    Returns: rows hidden; rows for whose secret no second table was found; the tables, the first of which
             agrees with every known value.
    Raises:  Widerspruch where no table of finest counts fits the values, so that they contradict.
    """
    schutz = _leer(system, verlangt or anspruch(system))
    if not system.sensibel.any():
        return schutz
    teile = stuecke(system)
    grund = zeuge(system, teile, system.wert)
    if grund is None:
        raise Widerspruch(system.name[int(np.flatnonzero(system.sensibel)[0])])
    wert = np.where(np.isnan(system.wert), system.zeilen @ grund, system.wert)
    schutz.merke(grund, wert)
    _gemeinsam(system, teile, schutz, wert)
    _einzeln(system, teile, schutz, wert)
    return _verbessert(system, teile, schutz)


def wie_zuvor(system: System) -> Schutz:
    """What an earlier release hid, and what is too small, without any table that proves it safe."""
    return _leer(system, anspruch(system))


def _leer(system: System, verlangt: Anspruch) -> Schutz:
    """What is hidden from the start, without any table that proves it."""
    nichts = np.full(len(system.wert), np.inf)
    return Schutz(system.fest, verlangt, system.sensibel.copy(), nichts, -nichts)


def _verbessert(system: System, teile: list[Stueck], schutz: Schutz) -> Schutz:
    """Put the cheapest pattern in place of the one found, or at least leave out what it hides in vain."""
    zellen = np.count_nonzero(system.gezeigt & (system.wert > 0))
    klein = zellen <= GENAU_BIS and system.zeilen.shape[1] <= GENAU_ATOME
    bestes = optimum(system, schutz.anspruch, schutz.zeugen[0]) if klein else None
    if bestes is not None:
        return _mit_zeugen(system, schutz, bestes.geheim, bestes.zeugen, bewiesen=True)
    if schutz.offene:
        return schutz
    weniger = verzichte(system, teile, schutz.anspruch, schutz.zeugen[0], schutz.geheim)
    return schutz if weniger is None else _mit_zeugen(system, schutz, weniger.geheim, weniger.zeugen)


def _mit_zeugen(
    system: System, schutz: Schutz, geheim: Maske, zeugen: list[Floats], bewiesen: bool = False
) -> Schutz:
    """Another pattern for the same demands, with its own proofs."""
    neu = replace(_leer(system, schutz.anspruch), geheim=geheim, bewiesen=bewiesen)
    for tabelle in zeugen:
        neu.merke(tabelle, system.zeilen @ tabelle)
    return neu


def _gemeinsam(system: System, teile: list[Stueck], schutz: Schutz, wert: Floats) -> None:
    """Move as many open secrets at once as pays, in a few attempts with directions drawn anew."""
    zufall = np.random.default_rng(len(wert))
    ort = system.ort[system.zeilen.indices[system.zeilen.indptr[:-1]]]
    for lohn in LOHN:
        runde = vergeblich = 0
        anteile = 1
        while schutz.offene and vergeblich < anteile * (VERSUCHE if lohn else 1):
            davor = schutz.offene
            orte, anteile = _orte(system, schutz.offen, runde, alle=lohn > LOHN_ALLE)
            frei = np.isin(system.ort, orte)
            schritt = _schritt(system, schutz, wert, zufall.random(len(wert)) < 0.5)
            if lohn <= LOHN_EINER:
                schritt = _einer_je_ort(ort, schritt, zufall)
            vorhaben = Vorhaben(wert, schutz.zeugen[0], frei, schritt, lohn, schutz.geheim)
            _versuch(system, teile, schutz, vorhaben, ganz=False)
            vergeblich = 0 if schutz.offene < davor else vergeblich + 1
            runde += 1


def _einer_je_ort(ort: npt.NDArray[np.int64], schritt: Floats, zufall: np.random.Generator) -> Floats:
    """Leave one secret per place to move, drawn anew, so that those do not hinder each other."""
    reihen = zufall.permutation(np.flatnonzero(schritt))
    erste = reihen[np.unique(ort[reihen], return_index=True)[1]]
    return np.where(np.isin(np.arange(len(schritt)), erste), schritt, 0.0)


def _schritt(system: System, schutz: Schutz, wert: Floats, lieber_auf: Maske) -> Floats:
    """By how much each open secret is to move; 0 for all other rows. What is at its lower limit goes up."""
    irgendwie = schutz.offen & ~schutz.zu_hoch & ~schutz.zu_tief
    auf = schutz.zu_tief | irgendwie
    ab = schutz.zu_hoch | (irgendwie & (wert > system.untergrenze))
    weit_auf = np.where(schutz.zu_tief, schutz.anspruch.oben - wert, 1.0)
    weit_ab = np.where(schutz.zu_hoch, schutz.anspruch.unten - wert, -1.0)
    return np.where(auf & (lieber_auf | ~ab), weit_auf, np.where(ab, weit_ab, 0.0))


def _einzeln(system: System, teile: list[Stueck], schutz: Schutz, wert: Floats) -> None:
    """Move every secret that is still open by itself, up and, where that fails, down."""
    frei = np.ones(len(system.ort), dtype=bool)
    for reihe in np.flatnonzero(schutz.offen):
        for auf, ganz in product((True, False), (False, True)):
            schritt = _schritt(system, schutz, wert, np.full(len(wert), auf))[reihe]
            if schutz.offen[reihe] and (schritt > 0) == auf:
                nur_diese = np.where(np.arange(len(wert)) == reihe, schritt, 0.0)
                vorhaben = Vorhaben(wert, schutz.zeugen[0], frei, nur_diese, LOHN_EINZELN, schutz.geheim)
                _versuch(system, teile, schutz, vorhaben, ganz)


def _orte(system: System, offen: Maske, runde: int, alle: bool) -> tuple[npt.NDArray[np.int64], int]:
    """Places that take part in a round: where secrets are, in turn, and a few more to balance them.

    Returns: the places, and after how many rounds all have had their turn.
    """
    vorhanden, atome = np.unique(system.ort, return_counts=True)
    if alle:
        return vorhanden, 1
    einzeln = system.beruehrte_orte
    mit = np.flatnonzero(np.asarray(einzeln[offen & (einzeln.sum(axis=1) == 1)].sum(axis=0)).ravel() > 0)
    anteile = max(1, -(-int(atome[np.isin(vorhanden, mit)].sum()) // ATOME_ZUGLEICH))
    mit = mit[runde % anteile :: anteile]
    ohne = np.setdiff1d(vorhanden, mit)
    return np.union1d(mit, ohne[:: max(1, len(ohne) // HELFER)]), anteile


def _versuch(system: System, teile: list[Stueck], schutz: Schutz, vorhaben: Vorhaben, ganz: bool) -> None:
    """Look for one more table in which open secrets have moved; hide what moves with them."""
    aenderung = bewegung(system, vorhaben, ganz)
    if aenderung is None:
        return
    bewegt = np.round(system.zeilen @ aenderung)
    if ist_ganz(aenderung):
        tabelle: Floats | None = vorhaben.grund + aenderung
    else:
        tabelle = zeuge(system, teile, vorhaben.wert + bewegt, vorhaben.grund, vorhaben.frei)
    if tabelle is not None and bewegt.any():
        schutz.merke(tabelle, vorhaben.wert + bewegt)
        schutz.geheim |= (bewegt != 0) & system.gezeigt
