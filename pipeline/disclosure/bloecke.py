"""The finest counts of one Grundgesamtheit: classes of all its tables cut into pieces and crossed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.klassen import Codes, Definition, alle_codes, blaetter
from pipeline.disclosure.zaehlen import ORDINAL
from pipeline.disclosure.zellen import Zaehlung
from pipeline.schemas.plan import Auswahl, Gleichsetzung
from pipeline.schemas.plantabelle import FreigabeTabelle

Maske = npt.NDArray[np.bool_]
Verdeckt = Mapping[str, Sequence[Codes]]
"""Dimension that no table shows -> sets of codes that are told apart all the same."""
_UEBRIGE = "übrige"


@dataclass(frozen=True)
class Block:
    """Atoms of a Grundgesamtheit: every combination of one piece per axis that can occur.

    `kombinationen` has one row per atom: the number of its piece on each axis.
    """

    grundgesamtheit: str
    achsen: dict[str, list[Codes]]
    kombinationen: npt.NDArray[np.int64]
    gleichsetzungen: tuple[Gleichsetzung, ...]

    @property
    def breite(self) -> int:
        """Number of atoms per area."""
        return len(self.kombinationen)

    def maske(self, codes: Sequence[tuple[str, Codes]]) -> Maske:
        """Which atoms a choice of codes by dimension adds up."""
        treffer = np.ones(self.breite, dtype=bool)
        for dimension, gewaehlt in codes:
            achse, uebersetzt = auf_achse(self.gleichsetzungen, dimension, gewaehlt)
            stuecke = np.array([stueck <= uebersetzt for stueck in self.achsen[achse]])
            treffer &= stuecke[self.kombinationen[:, list(self.achsen).index(achse)]]
        return treffer

    def je_atom(self, achse: str, wert: dict[Codes, int]) -> npt.NDArray[np.float64]:
        """Give every atom the value of its piece on one axis."""
        stuecke = np.array([wert.get(stueck, 0) for stueck in self.achsen[achse]], dtype=float)
        return stuecke[self.kombinationen[:, list(self.achsen).index(achse)]]


def auf_achse(gleichsetzungen: Sequence[Gleichsetzung], dimension: str, codes: Codes) -> tuple[str, Codes]:
    """Translate codes of a dimension into those of the axis it is equated with, if it is with one."""
    for gleich in gleichsetzungen:
        if gleich.dimension == dimension:
            uebersetzt = (gleich.codes.get(code, (code,)) for code in codes)
            return gleich.achse, frozenset().union(*uebersetzt)
    return dimension, codes


def block(
    name: str, zaehlungen: Sequence[Zaehlung], gleichsetzungen: Sequence[Gleichsetzung], verdeckt: Verdeckt
) -> Block:
    """Cut the axes of all tables that count the same people, and cross the pieces."""
    eigene = tuple(g for g in gleichsetzungen if g.grundgesamtheit == name)
    klassen: dict[str, list[Codes]] = {}
    codes: dict[str, set[str]] = {}
    for dimension, mengen in verdeckt.items():
        codes[dimension] = set().union(*mengen)
        klassen[dimension] = list(mengen)
    for zaehlung in zaehlungen:
        for dimension in zaehlung.plan.dimensionen:
            gewaehlt = [dict(d.codes)[dimension] for d in zaehlung.definitionen if dimension in dict(d.codes)]
            alle = frozenset(alle_codes(dimension, zaehlung.beobachtet)).union(*gewaehlt)
            achse, uebersetzt = auf_achse(eigene, dimension, alle)
            codes.setdefault(achse, set()).update(uebersetzt)
            klassen.setdefault(achse, []).extend(auf_achse(eigene, dimension, c)[1] for c in gewaehlt)
    achsen = {achse: blaetter(klassen[achse], _sortiert(achse, codes[achse])) for achse in codes}
    nummern = list(product(*(range(len(stuecke)) for stuecke in achsen.values())))
    gekreuzt = Block(name, achsen, np.array(nummern, dtype=np.int64).reshape(len(nummern), -1), eigene)
    moeglich = np.ones(gekreuzt.breite, dtype=bool)
    for zaehlung in zaehlungen:
        moeglich &= _moeglich(gekreuzt, zaehlung.plan, zaehlung.definitionen)
    return Block(name, achsen, gekreuzt.kombinationen[moeglich], eigene)


def _sortiert(achse: str, codes: set[str]) -> list[str]:
    return sorted(codes, key=int) if achse in ORDINAL else sorted(codes)


def _moeglich(gekreuzt: Block, plan: FreigabeTabelle, definitionen: Sequence[Definition]) -> Maske:
    """Leave out what cannot be: children are distinguished in households with children and nowhere else."""
    moeglich = np.ones(gekreuzt.breite, dtype=bool)
    for dimension, orte in plan.nur_in.items():
        codes = [dict(d.codes)[dimension] for d in definitionen if dimension in dict(d.codes)]
        hier = gekreuzt.maske([(dimension, frozenset().union(*codes))])
        dort = gekreuzt.maske(
            [(d, frozenset(plan.gruppen.get(d, {}).get(klasse, (klasse,)))) for d, klasse in orte.items()]
        )
        moeglich &= hier == dort
    return moeglich


@dataclass(frozen=True)
class Bloecke:
    """All atoms of an area: those of every Grundgesamtheit in turn, then one per column of sums."""

    bloecke: dict[str, Block]
    beginn: dict[str, int]
    summen: dict[str, int]
    """Released table -> place of its sum."""
    breite: int

    def maske(self, zaehlung: Zaehlung, definition: Definition) -> Maske:
        """Which atoms of an area a definition adds up."""
        if definition.spalte != "anzahl":
            gewaehlt = np.zeros(self.breite, dtype=bool)
            gewaehlt[self.summen[definition.tabelle]] = True
            return gewaehlt
        return self.auswahl(zaehlung.plan.grundgesamtheit, definition.codes)

    def auswahl(self, grundgesamtheit: str, codes: Sequence[tuple[str, Codes]]) -> Maske:
        """Which atoms of an area are in these codes of a Grundgesamtheit."""
        gewaehlt = np.zeros(self.breite, dtype=bool)
        gewaehlt[self.bereich(grundgesamtheit)] = self.bloecke[grundgesamtheit].maske(codes)
        return gewaehlt

    def bereich(self, grundgesamtheit: str) -> slice:
        """Where the atoms of a Grundgesamtheit are."""
        beginn = self.beginn[grundgesamtheit]
        return slice(beginn, beginn + self.bloecke[grundgesamtheit].breite)


def _verdeckt(zaehlungen: Sequence[Zaehlung], fluesse: Sequence[Auswahl]) -> dict[str, list[Codes]]:
    """What balances tell apart in these tables although no table shows it; the sets make up all cases."""
    gezeigt = {dimension for z in zaehlungen for dimension in z.plan.dimensionen}
    gefunden: dict[str, list[Codes]] = {}
    for dimension, codes in (paar for z in zaehlungen for d in z.definitionen for paar in d.codes):
        if dimension not in gezeigt:
            gefunden.setdefault(dimension, []).append(codes)
    gezaehlt = set(gefunden)  # sums that follow from others are counted together with what is beside them
    for fluss in fluesse:
        for dimension, liste in fluss.codes.items():
            if fluss.tabelle in [z.plan.name for z in zaehlungen] and dimension not in gezeigt | gezaehlt:
                gefunden.setdefault(dimension, [frozenset({_UEBRIGE})]).append(frozenset(liste))
    return gefunden


def bloecke(
    zaehlungen: Sequence[Zaehlung],
    gleichsetzungen: Sequence[Gleichsetzung],
    fluesse: Sequence[Auswahl] = (),
) -> Bloecke:
    """Lay the atoms of all tables of a group side by side; `fluesse` are told apart even if not shown."""
    namen = dict.fromkeys(zaehlung.plan.grundgesamtheit for zaehlung in zaehlungen)
    einzeln = {}
    for name in namen:
        eigene = [z for z in zaehlungen if z.plan.grundgesamtheit == name]
        einzeln[name] = block(name, eigene, gleichsetzungen, _verdeckt(eigene, fluesse))
    beginn, breite = {}, 0
    for name, eigener in einzeln.items():
        beginn[name] = breite
        breite += eigener.breite
    mit_summe = [zaehlung.plan.name for zaehlung in zaehlungen if zaehlung.plan.summe]
    summen = {name: breite + i for i, name in enumerate(mit_summe)}
    return Bloecke(einzeln, beginn, summen, breite + len(summen))
