"""Tables that differ among a few places only: which secrets some insiders surely cannot tell.

One whole table in which every insider finds what he knows is enough to begin with. Beside it a table that
differs in a secret, and in nothing that an insider knows, proves that this insider cannot tell that secret.
Such tables are looked for among a few places at a time, all others staying as they are, so that the work
grows with the number of places: over a whole city at once, its sums leave only so much room to be moved in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.angriffsflaeche import Teil
from pipeline.disclosure.angriffsloeser import UNBEGRENZT, breiter, ganze_tabelle

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Maske = npt.NDArray[np.bool_]
ORTE = 8
"""Places among which counts are moved at a time."""
RUNDEN, VERGEBLICH = 12, 2
"""Rounds over all places, at most and in a row that settle fewer secrets than they take programmes; what is
left then is moved secret by secret."""
VERSUCHE, WEITE = 6, (1, 4)
"""Attempts to move one secret alone, among other places each, and among how many times as many places."""
WEIT = 5
"""How far a count is pushed up in the table to begin with, so that there is room downwards too."""


@dataclass(frozen=True)
class _Block:
    """Rows over all atoms of a part, cut by columns, and their sums in the table to begin with."""

    spalten: sparse.csc_array
    summen: Floats

    def bei(self, atome: Ints, tabelle: Floats) -> tuple[Ints, sparse.csr_array, Floats]:
        """Rows that some atoms are in, over these alone, and what the other atoms add to them."""
        hier = self.spalten[:, atome]
        reihen, neu = np.unique(hier.indices, return_inverse=True)
        eigene = sparse.csr_array(
            sparse.csc_array((hier.data, neu.ravel(), hier.indptr), shape=(len(reihen), len(atome)))
        )
        return reihen.astype(np.int64), eigene, self.summen[reihen] - eigene @ tabelle[atome]


@dataclass
class _Suche:
    """What is known so far of one part.

    wert: of every target in the table to begin with. mitwisser, gefragt: which targets an insider knows,
    which are secrets. fraglich: by target the insiders who might still tell it, None for all of them.
    """

    teil: Teil
    tabelle: Floats
    wert: Floats
    gleich: _Block
    ungleich: _Block
    ziele: _Block
    mitwisser: Maske
    gefragt: Maske
    fraglich: list[Ints | None]

    def offen(self, ziele: Ints) -> Ints:
        """Of some targets the secrets that some insider might still tell."""
        return np.array([z for z in ziele if self.gefragt[z] and self.wer(z).size], dtype=np.int64)

    def wer(self, ziel: int) -> Ints:
        """Insiders who might still tell a target."""
        einige = self.fraglich[ziel]
        return _ohne(np.flatnonzero(self.mitwisser), ziel) if einige is None else einige

    def merke(self, ziele: Ints, werte: Floats) -> None:
        """Take in the values of some targets in one more table, in which all others keep theirs."""
        bewegt = ziele[werte != self.wert[ziele]]
        kennt_anderes = bewegt[self.mitwisser[bewegt]]
        for ziel in bewegt[self.gefragt[bewegt]]:
            davor = self.fraglich[ziel]
            ohne = _ohne(kennt_anderes, ziel)
            self.fraglich[ziel] = ohne if davor is None else np.intersect1d(davor, ohne, assume_unique=True)


def _ohne(reihen: Ints, eine: int) -> Ints:
    andere: Ints = reihen[reihen != eine]
    return andere


def fragliche(
    teil: Teil, zahl: Floats, gefragt: Maske, seines: Callable[[int, Ints], Maske]
) -> list[tuple[int, Ints]] | None:
    """Look for the pairs of an insider and a secret of which no two tables show that he cannot tell it.

    Takes:   one part of what is shown; by target of it the number that an insider knows, NaN where nobody
             does; which of them are secrets; of a secret and some rows, by their `namen`, for which of
             these the secret is a part of what is known, and no question.
    Returns: for targets that are left the insiders to be asked, both as places in `teil.namen`; None where
             no table to begin with was found, so that all are.
    """
    zufall = np.random.default_rng(len(zahl))
    tabelle = _anfang(teil, zahl, zufall) if teil.ziele.shape[1] else None
    if tabelle is None:
        return None
    suche = _suche(teil, tabelle, ~np.isnan(zahl), gefragt)
    rest, vergeblich, runde = suche.offen(np.flatnonzero(gefragt)), 0, 0
    while len(rest) and vergeblich < VERGEBLICH and runde < RUNDEN:
        davor, programme = len(rest), _runde(suche, zufall)
        rest, runde = suche.offen(rest), runde + 1
        vergeblich = vergeblich + 1 if davor - len(rest) < programme else 0
    for ziel in rest:
        wer = suche.wer(ziel)
        suche.fraglich[ziel] = wer[~seines(int(teil.namen[ziel]), teil.namen[wer])]
        _allein(suche, int(ziel), zufall)
    return [(int(ziel), suche.wer(ziel)) for ziel in suche.offen(rest)]


def _suche(teil: Teil, tabelle: Floats, mitwisser: Maske, gefragt: Maske) -> _Suche:
    gleich, ungleich, ziele = (
        _Block(sparse.csc_array(m), m @ tabelle) for m in (teil.gleich, teil.ungleich, teil.ziele)
    )
    wert = ziele.summen + teil.konstante
    return _Suche(teil, tabelle, wert, gleich, ungleich, ziele, mitwisser, gefragt, [None] * len(mitwisser))


def _anfang(teil: Teil, zahl: Floats, zufall: np.random.Generator) -> Floats | None:
    """Find a whole table that keeps what every insider knows; other counts go up a little."""
    kennt = ~np.isnan(zahl)
    for _ in range(VERSUCHE):
        weit = zufall.integers(1, WEIT + 1, len(zahl)).astype(np.float64)
        tabelle = _tabelle(teil, weit, np.ones(len(zahl)), kennt, zahl, zufall)
        if tabelle is not None and (teil.ziele @ tabelle + teil.konstante == zahl)[kennt].all():
            return tabelle
    return None


def _tabelle(
    teil: Teil, wohin: Floats, richtung: Floats, bleibt: Maske, zahl: Floats, zufall: np.random.Generator
) -> Floats | None:
    """Push targets up or down as far as is wanted, weighed at random, but those that stay; one programme.

    Takes: by target where to; 1 for upwards, -1 for downwards, 0 where it does not matter; whether it keeps
           the number in `zahl`.
    """
    breite, gewaehlt = teil.ziele.shape[1], np.flatnonzero(richtung)
    anzahl, r = len(gewaehlt), richtung[gewaehlt]
    folgt = sparse.hstack([sparse.diags_array(-r) @ teil.ziele[gewaehlt], sparse.diags_array(r)])
    schranken: dict[str, Any] = {
        "A_ub": sparse.csr_array(sparse.vstack([breiter(teil.ungleich, anzahl), folgt])),
        "b_ub": np.concatenate([teil.hoechstens, r * teil.konstante[gewaehlt]]),
        "A_eq": sparse.csr_array(
            sparse.vstack([breiter(teil.gleich, anzahl), breiter(teil.ziele[bleibt], anzahl)])
        ),
        "b_eq": np.concatenate([teil.genau, (zahl - teil.konstante)[bleibt]]),
        "bounds": [(0.0, UNBEGRENZT)] * breite
        + [
            (0.0, weit) if auf > 0 else (weit, UNBEGRENZT)
            for weit, auf in zip(wohin[gewaehlt], r, strict=True)
        ],
    }
    gewicht = np.concatenate([np.zeros(breite), -r * zufall.uniform(0.5, 1.5, anzahl)])
    ende = optimize.linprog(gewicht, method="highs-ds", **schranken)
    return ganze_tabelle(teil, None if ende.x is None else ende.x[:breite])


def _runde(suche: _Suche, zufall: np.random.Generator) -> int:
    """Go through all places in small groups drawn anew; returns how many programmes that took."""
    ort = suche.teil.ort
    orte = zufall.permutation(np.unique(ort))
    gruppe = np.empty(int(ort.max()) + 1, dtype=np.int64)
    gruppe[orte] = np.arange(len(orte)) // ORTE
    folge = np.argsort(gruppe[ort], kind="stable")
    grenzen = np.searchsorted(gruppe[ort][folge], np.arange(1, int(gruppe[orte].max()) + 1))
    return sum(_bewege(suche, np.sort(atome), None, zufall) for atome in np.split(folge, grenzen))


def _bewege(suche: _Suche, atome: Ints, nur: int | None, zufall: np.random.Generator) -> bool:
    """Move secrets, or one alone, among some atoms, while some of what insiders know stays.

    Returns: whether there was any to be moved.
    """
    ziele, ausschnitt = _ausschnitt(suche, atome)
    gewaehlt = suche.offen(ziele) if nur is None else np.array([nur])
    if not len(gewaehlt):
        return False
    richtung = np.zeros(len(ziele))
    stelle = np.searchsorted(ziele, gewaehlt)
    auf = (suche.wert[gewaehlt] <= 1) | (zufall.random(len(gewaehlt)) < 0.5)
    richtung[stelle] = np.where(auf, 1.0, -1.0)
    wert = suche.wert[ziele]
    if nur is None:
        bleibt = suche.mitwisser[ziele] & (zufall.random(len(ziele)) < 0.5)
    else:
        bleibt = np.isin(ziele, suche.wer(nur)) & (ziele != nur)
        bleibt &= zufall.random(len(ziele)) < zufall.choice([0.5, 1.0])
    tabelle = _tabelle(ausschnitt, wert + richtung, richtung, bleibt, wert, zufall)
    if tabelle is not None:
        suche.merke(ziele, ausschnitt.ziele @ tabelle + ausschnitt.konstante)
    return True


def _ausschnitt(suche: _Suche, atome: Ints) -> tuple[Ints, Teil]:
    """The part over some atoms, while all others stay as they are; and which targets these are in."""
    teil = suche.teil
    gleich, zeilen_gleich, sonst_gleich = suche.gleich.bei(atome, suche.tabelle)
    ungleich, zeilen_ungleich, sonst_ungleich = suche.ungleich.bei(atome, suche.tabelle)
    ziele, zeilen, sonst = suche.ziele.bei(atome, suche.tabelle)
    return ziele, Teil(
        zeilen_gleich,
        teil.genau[gleich] - sonst_gleich,
        teil.reihen_gleich[gleich],
        zeilen_ungleich,
        teil.hoechstens[ungleich] - sonst_ungleich,
        teil.reihen_ungleich[ungleich],
        zeilen,
        teil.konstante[ziele] + sonst,
        teil.namen[ziele],
        teil.abgezogen,
        teil.ort[atome],
    )


def _allein(suche: _Suche, ziel: int, zufall: np.random.Generator) -> None:
    """Move one secret by itself: among its own places, those of insiders in question, and a few others."""
    teil = suche.teil
    alle = np.unique(teil.ort)
    for weite in np.repeat(WEITE, VERSUCHE):
        wer = suche.wer(ziel)
        if not wer.size:
            return
        eigene, ihre = (_orte(teil, reihen, zufall) for reihen in (np.array([ziel]), wer))
        orte = np.unique(np.concatenate([eigene, ihre, zufall.permutation(alle)[: weite * ORTE]]))
        _bewege(suche, np.flatnonzero(np.isin(teil.ort, orte)), ziel, zufall)


def _orte(teil: Teil, reihen: Ints, zufall: np.random.Generator) -> Ints:
    """Some places of some targets."""
    return zufall.permutation(np.unique(teil.ort[teil.ziele[reihen].indices]))[: ORTE // 2]
