"""Surveys of a small population: weights that repair who answered, shares with their uncertainty."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.measures.arrays import Floats, floats
from pipeline.measures.intervals import wilson

RUNDEN = 1000
"""Rounds of fitting after which margins that still do not agree are taken to contradict each other."""
GENAU = 1e-9
"""Relative difference to a margin that counts as none."""


class Rand(NamedTuple):
    """A margin: the class of each cell (-1 where it has none), and the population of each class."""

    klasse: npt.NDArray[np.int64]
    soll: Floats


class Umfrageanteil(NamedTuple):
    """A weighted share of 1, its limits, and how many equally weighted answers would tell as much."""

    wert: float
    untere: float
    obere: float
    effektiv: float


def rake(anzahl: Any, raender: Sequence[Rand], start: Any = 1.0) -> Floats:
    """Weight cells of respondents so that they add up to every margin of the population (raking).

    Takes:   respondents by cell; margins, the first of which gives the total and the others only how it
             divides; weights to begin with, where the design already has some.
    Returns: weight of one respondent by cell. A class without respondents is left out, and a cell in no class
             of a margin is left as the other margins have it. All NaN where margins contradict each other.
    Raises:  nothing.
    Source:  W. E. Deming, F. F. Stephan, On a Least Squares Adjustment of a Sampled Frequency Table When the
             Expected Marginal Totals Are Known, Annals of Mathematical Statistics 11 (1940), 427-444.
    """
    befragt = floats(anzahl)
    gewicht: Floats = np.broadcast_to(floats(start), befragt.shape).astype(np.float64)
    for _ in range(RUNDEN):
        weiteste = 0.0
        for nummer, rand in enumerate(raender):
            faktor = _faktor(gewicht * befragt, rand, ganz=nummer == 0)
            gewicht = gewicht * faktor
            weiteste = max(weiteste, float(np.abs(faktor - 1).max(initial=0.0)))
        if weiteste < GENAU:
            return gewicht
    return np.full(befragt.shape, np.nan)


def _faktor(gewichtet: Floats, rand: Rand, *, ganz: bool) -> Floats:
    """Population over weighted respondents of its class, for every cell; if not `ganz`, their total stays."""
    drin = rand.klasse >= 0
    ist = np.bincount(rand.klasse[drin], weights=gewichtet[drin], minlength=len(rand.soll))
    je_klasse = np.divide(rand.soll, ist, out=np.ones(len(rand.soll)), where=ist > 0)
    gesamt = rand.soll[ist > 0].sum()
    mal = 1.0 if ganz or not gesamt else ist.sum() / gesamt
    return np.where(drin, je_klasse[rand.klasse] * mal, 1.0)


def effective_size(anzahl: Any, gewicht: Any) -> float:
    """How many equally weighted respondents would tell as much as these.

    Takes:   respondents by cell and the weight of one of them; somebody answered.
    Returns: respondents over the design effect of the weights, 1 + their squared coefficient of variation.
    Raises:  nothing.
    Source:  L. Kish, Survey Sampling (1965), section 11.7.
    """
    n, w = floats(anzahl), floats(gewicht)
    return float((w * n).sum() ** 2 / (w**2 * n).sum())


def survey_share(ja: Any, anzahl: Any, gewicht: Any, grundgesamtheit: float) -> Umfrageanteil:
    """Estimate a share of a finite population from weighted respondents.

    Takes:   of each cell those who say so, all respondents, and the weight of one; population, at least as
             many as respondents.
    Returns: weighted share; 95 % Wilson limits for the effective size, enlarged by the finite population
             correction (of a full census both limits are the share); NaN where nobody answered or a weight is
             missing or all are 0. Who did not answer is taken to be like others of the same age and sex.
    Raises:  nothing.
    Source:  W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 3.2 (finite population); E. L. Korn,
             B. I. Graubard, Confidence Intervals for Proportions with Small Expected Number of Positive
             Counts, Survey Methodology 24 (1998), 193-201 (effective size in an interval for a proportion).
    """
    sagen, n, w = floats(ja), floats(anzahl), floats(gewicht)
    if not (w * n).sum() > 0:
        return Umfrageanteil(np.nan, np.nan, np.nan, np.nan)
    anteil = float((w * sagen).sum() / (w * n).sum())
    effektiv = effective_size(n, w)
    if n.sum() >= grundgesamtheit:
        return Umfrageanteil(anteil, anteil, anteil, effektiv)
    zaehlt_wie = effektiv * (grundgesamtheit - 1) / (grundgesamtheit - n.sum())
    grenzen = wilson(min(anteil, 1.0) * zaehlt_wie, zaehlt_wie)
    return Umfrageanteil(anteil, float(grenzen.untere), float(grenzen.obere), effektiv)
