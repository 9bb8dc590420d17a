"""What is printed beside the tables: a share, a rate, a mean, a change, a word like "twice as many".

All are one form: a quotient of sums of counts, rounded. Its rounding makes it two bounds on those sums, and
that it is printed at all says that what it divides by is not zero.

`freigeben` does not attack what the reports print: below the release all of it is computed from released
cells (the canaries in the tests prove that), so it tells nothing that they do not. This is for statements
made elsewhere from exact counts: a speech, a press release, a supplier's own paper.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor, gcd, inf, lcm

import numpy as np
from scipy import sparse

from pipeline.disclosure.audit import Veroeffentlichung

Zahl = int | Fraction
_Grenze = tuple[dict[int, Fraction], Fraction, bool]
"""Weights of rows whose sum is at most a number, or (true) below it."""


@dataclass(frozen=True)
class Ausdruck:
    """A sum of rows of a publication, each with its weight, and of a number that every reader knows.

    Weights are exact; one that is no fraction by nature is given as a near one.
    """

    zeilen: Mapping[int, Zahl] = field(default_factory=dict)
    konstante: Zahl = 0


@dataclass(frozen=True)
class Aussage:
    """A printed number: `zaehler` by `nenner`, rounded half up in magnitude to a multiple of `einheit`.

    A share of row 1 in row 0 with one decimal is 100 x row 1 by row 0 in units of a tenth; a change against
    last year in per cent is 100 x (now - then) by then; a mean of five years is their sum by 5; of a total
    and a mean cost the number of cases is the divisor. `text` is how a message names it.
    """

    text: str
    wert: Zahl
    einheit: Zahl
    zaehler: Ausdruck
    nenner: Ausdruck = Ausdruck(konstante=1)


def mit_aussagen(offen: Veroeffentlichung, aussagen: Sequence[Aussage]) -> Veroeffentlichung:
    """Let the reader of a publication know printed numbers too."""
    neue = [(aussage.text, *_ganz(*grenze)) for aussage in aussagen for grenze in _grenzen(aussage)]
    gewichte = sparse.lil_array((len(neue), offen.zeilen.shape[0]))
    for i, (_, zeilen, _) in enumerate(neue):
        for zeile, gewicht in zeilen.items():
            gewichte[i, zeile] = gewicht
    davor = offen.bedingung.shape[0]
    return replace(
        offen,
        bedingung=sparse.csr_array(sparse.vstack([offen.bedingung, gewichte.tocsr() @ offen.zeilen])),
        unten=np.concatenate([offen.unten, np.full(len(neue), -inf)]),
        oben=np.concatenate([offen.oben, [float(hoechstens) for _, _, hoechstens in neue]]),
        texte={**offen.texte, **{davor + i: text for i, (text, _, _) in enumerate(neue)}},
    )


def _grenzen(aussage: Aussage) -> Iterator[_Grenze]:
    """The bounds that a rounded quotient sets: half a unit to both sides, times what it divides by."""
    wert, halb = Fraction(aussage.wert), Fraction(aussage.einheit) / 2
    yield _hoechstens([(1, aussage.zaehler), (-wert - halb, aussage.nenner)], streng=wert >= 0)
    yield _hoechstens([(-1, aussage.zaehler), (wert - halb, aussage.nenner)], streng=wert <= 0)
    if aussage.nenner.zeilen:
        yield _hoechstens([(-1, aussage.nenner)], streng=True)


def _hoechstens(teile: Iterable[tuple[Zahl, Ausdruck]], streng: bool) -> _Grenze:
    """A sum of expressions is at most zero, or below it; the known numbers go to the other side."""
    gewichte: dict[int, Fraction] = {}
    rechts = Fraction(0)
    for faktor, ausdruck in teile:
        rechts -= Fraction(faktor) * ausdruck.konstante
        for zeile, gewicht in ausdruck.zeilen.items():
            gewichte[zeile] = gewichte.get(zeile, Fraction(0)) + Fraction(faktor) * gewicht
    return gewichte, rechts, streng


def _ganz(gewichte: dict[int, Fraction], rechts: Fraction, streng: bool) -> tuple[dict[int, int], int]:
    """The same bound in whole numbers, as tight as whole counts allow: below a number is one less."""
    nenner = lcm(rechts.denominator, *(gewicht.denominator for gewicht in gewichte.values()))
    ganz = {zeile: int(gewicht * nenner) for zeile, gewicht in gewichte.items()}
    teiler = gcd(*ganz.values()) or 1
    hoechstens = int(rechts * nenner) - int(streng)
    return {zeile: gewicht // teiler for zeile, gewicht in ganz.items()}, floor(Fraction(hoechstens, teiler))
