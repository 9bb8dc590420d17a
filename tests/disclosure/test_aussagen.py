"""Printed numbers as bounds: against every table there is, each printed as the reports print."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import names
from pipeline.disclosure.angriff import Ausdruck, Aussage, mit_aussagen
from pipeline.disclosure.audit import EXAKT, SICHER, greife_an, stimmt
from tests.disclosure.test_geplante_lecks import offen

SUMMEN = [[0], [1], [2], [0, 1, 2]]


def gedruckt(a, b, faktor, stellen):
    return names.dezimal(faktor * a / b, stellen) if b else None


def tabellen(summe):
    return [t for t in product(range(summe + 1), repeat=3) if sum(t) == summe]


@pytest.mark.long
@given(
    st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(1, 9)),
    st.sampled_from([(100, 0), (100, 1), (1000, 0), (1, 0), (1, 1)]),
    st.integers(0, 2),
    st.integers(0, 3),
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_printed_quotient_leaves_exactly_the_tables_that_print_the_same(atome, form, zaehler, nenner):
    faktor, stellen = form
    text = gedruckt(*(np.array([*atome, sum(atome)])[[zaehler, nenner]]), faktor, stellen)
    wert = Fraction(text.replace(".", "").replace(",", "."))
    aussage = Aussage("", wert, Fraction(1, 10**stellen), Ausdruck({zaehler: faktor}), Ausdruck({nenner: 1}))
    eines = mit_aussagen(replace(offen(SUMMEN, atome, [0, 1, 2], mindest=7), ziele=np.array([0])), [aussage])
    moeglich = [
        t
        for t in tabellen(sum(atome))
        if min(t) >= 1 and gedruckt((*t, sum(t))[zaehler], (*t, sum(t))[nenner], faktor, stellen) == text
    ]
    assert {t for t in tabellen(sum(atome)) if stimmt(eines, np.array(t, dtype=float))} == set(moeglich)
    werte = {t[0] for t in moeglich}
    befund = greife_an(eines)[0]
    assert (befund.urteil == SICHER) == (min(werte) == 1 and max(werte) >= 7)
    assert (befund.urteil == EXAKT) == (len(werte) == 1)
    if befund.urteil != SICHER:
        assert (befund.untere, befund.obere) == (min(werte), max(werte))


def test_half_a_unit_is_rounded_up_in_magnitude():
    # 1 of 8 in per mille are 125, in per cent 12.5: printed 13; a change from 8 to 7 is -12.5: printed -13
    eines = offen([[0], [1], [0, 1]], [1, 7], [0, 1])
    acht = Ausdruck(konstante=8)
    for wert, passt in ((13, True), (12, False)):
        hoch = mit_aussagen(eines, [Aussage("", wert, 1, Ausdruck({0: 100}), acht)])
        assert stimmt(hoch, np.array([1.0, 7.0])) == passt
        tief = mit_aussagen(eines, [Aussage("", -wert, 1, Ausdruck({1: 100}, -800), acht)])
        assert stimmt(tief, np.array([1.0, 7.0])) == passt


def test_what_was_known_before_stays_known_and_keeps_its_name():
    eines = offen([[0], [1], [0, 1]], [2, 7], [0, 1])
    zweimal = mit_aussagen(
        mit_aussagen(eines, [Aussage("erste", 2, 3, Ausdruck({0: 1}))]),
        [Aussage("zweite", 7, 3, Ausdruck({1: 1}))],
    )
    assert zweimal.bedingung.shape[0] == 4
    assert [zweimal.texte[i] for i in range(4)] == ["erste", "erste", "zweite", "zweite"]
