"""Showing again what need not be hidden: what is hidden later often does for what was hidden before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.disclosure.anspruch import Anspruch, Bedarf, alle_bedarfe
from pipeline.disclosure.bewegung import Vorhaben, bewegung
from pipeline.disclosure.loeser import Floats, ist_ganz
from pipeline.disclosure.system import Maske, System
from pipeline.disclosure.zeugen import Stueck, zeuge

ATOME, PROGRAMME = 1_000, 4_000
"""Finest counts up to which it is worth the time, and linear programmes after which it is left as it is."""
LOHN = 1e7
"""Worth of a secret that moves: more than anything that is hidden for it."""


@dataclass(frozen=True)
class Verzicht:
    """A pattern, and the tables that prove it safe: one for every demand."""

    geheim: Maske
    zeugen: list[Floats]


@dataclass
class _Stand:
    """What the search goes by: `fest` is hidden in any case, `programme` counts the work."""

    system: System
    teile: Sequence[Stueck]
    grund: Floats
    wert: Floats
    fest: Maske
    bedarf: list[Bedarf]
    programme: int = 0

    def beweis(self, eines: Bedarf, geheim: Maske) -> Floats | None:
        """Find a whole table that meets a demand and moves as little as possible, and only what is hidden."""
        nur_geheimes = replace(self.system, pflicht=self.system.gezeigt & ~geheim)
        for schritt in eines.schritte:
            self.programme += 1
            nur_dieser = np.where(np.arange(len(self.wert)) == eines.reihe, schritt, 0.0)
            frei = np.ones(len(self.grund), dtype=bool)
            weg = Vorhaben(self.wert, self.grund, frei, nur_dieser, LOHN, self.fest)
            tabelle = self._tabelle(bewegung(nur_geheimes, weg))
            if tabelle is None:
                continue
            bewegt = self.system.zeilen @ tabelle - self.wert
            weit = bewegt[eines.reihe] / schritt >= 1
            if weit and not (bewegt != 0)[self.system.gezeigt & ~geheim].any():
                return tabelle
        return None

    def _tabelle(self, aenderung: Floats | None) -> Floats | None:
        if aenderung is None or ist_ganz(aenderung):
            return None if aenderung is None else self.grund + aenderung
        bewegt = np.round(self.system.zeilen @ aenderung)
        return zeuge(self.system, self.teile, self.wert + bewegt, self.grund)

    def bewegt(self, tabelle: Floats) -> Maske:
        """What is hidden for this table."""
        bewegt: Maske = (self.system.zeilen @ tabelle != self.wert) & self.system.gezeigt
        return bewegt


def verzichte(
    system: System, teile: Sequence[Stueck], verlangt: Anspruch, grund: Floats, geheim: Maske
) -> Verzicht | None:
    """Look for sums hidden for others without which every demand is met all the same, the dearest first.

    Takes:   a system and its pieces; demands; finest counts that give all its values; a pattern.
    Returns: a pattern within that one, or None where the system is too large or a demand is not met anyway.
    """
    if system.zeilen.shape[1] > ATOME:
        return None
    wert = system.zeilen @ grund
    fest = system.fest
    stand = _Stand(system, teile, grund, wert, fest, alle_bedarfe(system, verlangt, wert))
    beweise: list[Floats] = []
    for eines in stand.bedarf:
        beweis = stand.beweis(eines, geheim)
        if beweis is None:
            return None
        beweise.append(beweis)
    geheim = _noetig(stand, beweise)
    for reihe in sorted(np.flatnonzero(geheim & ~fest), key=lambda r: (-system.gewicht[r], r)):
        if geheim[reihe] and stand.programme < PROGRAMME:
            ohne = geheim & (np.arange(len(geheim)) != reihe)
            andere = _andere(stand, beweise, int(reihe), ohne)
            if andere is not None:
                beweise, geheim = andere, _noetig(stand, andere)
    return Verzicht(geheim, [grund, *beweise])


def _andere(stand: _Stand, beweise: Sequence[Floats], reihe: int, geheim: Maske) -> list[Floats] | None:
    """Proofs that all do without a row; None where one cannot."""
    neue = list(beweise)
    for i, beweis in enumerate(beweise):
        if stand.bewegt(beweis)[reihe]:
            neu = stand.beweis(stand.bedarf[i], geheim)
            if neu is None:
                return None
            neue[i] = neu
    return neue


def _noetig(stand: _Stand, beweise: Sequence[Floats]) -> Maske:
    """What is hidden from the start, and what moves in one of the proofs."""
    geheim = stand.fest.copy()
    for beweis in beweise:
        geheim |= stand.bewegt(beweis)
    return geheim
