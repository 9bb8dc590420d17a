"""From the plan's classes to definitions of cells: what is shown, and what differencing could isolate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from pipeline import names
from pipeline.disclosure.zaehlen import ORDINAL
from pipeline.schemas.plantabelle import ALLE, FreigabeTabelle, Kreuzung

Codes = frozenset[str]
Beobachtet = Mapping[str, tuple[str, ...]]
"""Dimension -> codes that the source delivers."""


@dataclass(frozen=True)
class Definition:
    """One sum, the same in every area and period: classes by dimension; what is absent is insgesamt.

    `gezeigt` is false for a sum that is in no table but may follow from differences of shown ones. `nur_ob`:
    areas without parts only say whether it is zero. `nur_oben`: they say nothing of it.
    """

    tabelle: str
    klassen: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, Codes], ...]
    gezeigt: bool = True
    spalte: str = "anzahl"
    nur_ob: bool = False
    nur_oben: bool = False

    @property
    def dimensionen(self) -> tuple[str, ...]:
        """The dimensions it distinguishes."""
        return tuple(dimension for dimension, _ in self.klassen)

    @property
    def text(self) -> str:
        """How a message names it."""
        return f"{self.tabelle} ({', '.join(klasse for _, klasse in self.klassen) or names.INSGESAMT})"


def definitionen(
    tabelle: FreigabeTabelle, beobachtet: Beobachtet, alte: Iterable[Definition] = ()
) -> list[Definition]:
    """Every sum of a released table, margins included, then every finer one that its classes cut out.

    Takes: `alte`: sums of earlier releases, which cut as well.
    """
    gezeigt: dict[tuple[tuple[str, str], ...], Definition] = {}
    arten = {"": tabelle.kreuzungen, "nur_ob": tabelle.nur_ob, "nur_oben": tabelle.nur_oben}
    for art, kreuzung in ((art, kreuzung) for art, liste in arten.items() for kreuzung in liste):
        for muster in _muster(tabelle, kreuzung):
            for klassen in product(*(_liste(kreuzung[d], beobachtet[d]) for d in muster)):
                neu = _definition(tabelle, tuple(zip(muster, klassen, strict=True)), art)
                gezeigt.setdefault(neu.klassen, neu)
    vorhanden = {definition.codes for definition in gezeigt.values()}
    alle = [*gezeigt.values(), *(alt for alt in alte if alt.codes not in vorhanden)]
    return [*alle, *_zerschnitten(tabelle, alle, beobachtet)]


def _muster(tabelle: FreigabeTabelle, kreuzung: Kreuzung) -> list[tuple[str, ...]]:
    """The crossing itself and all its margins, as dimensions in the order of the table."""
    dimensionen = [d for d in tabelle.dimensionen if d in kreuzung]
    fest = {d for d in dimensionen if d in tabelle.ohne_rand}
    alle = (teil for n in range(len(dimensionen) + 1) for teil in combinations(dimensionen, n))
    return [
        teil
        for teil in alle
        if fest <= set(teil) and all(set(tabelle.nur_in.get(d, {})) <= set(teil) for d in teil)
    ]


def _liste(klassen: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes if klassen == (ALLE,) else klassen


def _definition(tabelle: FreigabeTabelle, klassen: tuple[tuple[str, str], ...], art: str) -> Definition:
    codes = tuple((d, codes_von(tabelle, d, klasse)) for d, klasse in klassen)
    return Definition(tabelle.name, klassen, codes, nur_ob=art == "nur_ob", nur_oben=art == "nur_oben")


def codes_von(tabelle: FreigabeTabelle, dimension: str, klasse: str) -> Codes:
    """The codes of a class: single years of a band, members of a group, or the code itself."""
    if dimension in ORDINAL:
        band = names.band(klasse)
        return frozenset(str(jahr) for jahr in range(band.von, band.bis + 1))
    return frozenset(tabelle.gruppen.get(dimension, {}).get(klasse, (klasse,)))


def blaetter(klassen: Iterable[Codes], alle: Iterable[str]) -> list[Codes]:
    """Cut `alle` into the largest sets that no class divides; sorted, those in no class included."""
    listen = list(dict.fromkeys(klassen))
    nach_zugehoerigkeit: dict[tuple[bool, ...], list[str]] = {}
    for code in alle:
        nach_zugehoerigkeit.setdefault(tuple(code in klasse for klasse in listen), []).append(code)
    return [frozenset(codes) for codes in nach_zugehoerigkeit.values()]


def alle_codes(dimension: str, beobachtet: Beobachtet) -> list[str]:
    """Every code a dimension can have: the years of the age grammar, or what is delivered."""
    if dimension in ORDINAL:
        return [str(jahr) for jahr in range(names.ALTER_MAX + 1)]
    return list(beobachtet[dimension])


def _zerschnitten(
    tabelle: FreigabeTabelle, gezeigt: list[Definition], beobachtet: Beobachtet
) -> list[Definition]:
    """What lies between the classes: 18-19 from 0-19 and 0-17, or the sexes that no class names."""
    neu: dict[tuple[tuple[str, Codes], ...], Definition] = {}
    vorhanden = {definition.codes for definition in gezeigt}
    for muster in dict.fromkeys(definition.dimensionen for definition in gezeigt):
        hier = [dict(d.codes) for d in gezeigt if d.dimensionen == muster]
        teile = [_teile(tabelle, d, [codes[d] for codes in hier], beobachtet) for d in muster]
        for codes in product(*teile):
            schluessel = tuple(zip(muster, codes, strict=True))
            if schluessel not in vorhanden:
                klassen = tuple((d, benannt(d, c)) for d, c in schluessel)
                neu[schluessel] = Definition(tabelle.name, klassen, schluessel, gezeigt=False)
    return list(neu.values())


def _teile(
    tabelle: FreigabeTabelle, dimension: str, klassen: list[Codes], beobachtet: Beobachtet
) -> list[Codes]:
    """The pieces of one dimension; where it is only distinguished in a part, the pieces of that part."""
    if dimension in tabelle.nur_in:
        return _laeufe(blaetter(klassen, sorted(frozenset().union(*klassen), key=int)))
    if any(dimension in orte for orte in tabelle.nur_in.values()) and len(set(klassen)) == 1:
        return klassen[:1]
    teile = blaetter(klassen, alle_codes(dimension, beobachtet))
    return _laeufe(teile) if dimension in ORDINAL else teile


def _laeufe(mengen: list[Codes]) -> list[Codes]:
    """Cut sets of years where they have gaps, so that each is a band."""
    laeufe: list[list[int]] = []
    for jahre in (sorted(map(int, menge)) for menge in mengen):
        for jahr, davor in zip(jahre, [None, *jahre], strict=False):
            if davor is None or jahr > davor + 1:
                laeufe.append([])
            laeufe[-1].append(jahr)
    return [frozenset(map(str, lauf)) for lauf in sorted(laeufe)]


def benannt(dimension: str, codes: Codes) -> str:
    """Name a set of codes that no class of the plan names."""
    if dimension not in ORDINAL:
        return " und ".join(sorted(codes))
    jahre = sorted(map(int, codes))
    return f"{jahre[0]}+" if jahre[-1] == names.ALTER_MAX else f"{jahre[0]}-{jahre[-1]}"
