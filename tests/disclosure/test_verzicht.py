"""Showing again what need not be hidden: never a leak, nothing beyond the pattern, nothing left in vain."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import SICHER, greife_an
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.verzicht import verzichte
from pipeline.disclosure.zeugen import stuecke
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system

DREI_MAL_DREI = [[i] for i in range(9)]
DREI_MAL_DREI += [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], list(range(9))]


def gelassen(system, atome, geheim):
    return verzichte(system, stuecke(system), anspruch(system), np.array(atome, dtype=float), geheim)


def test_one_secret_in_a_table_of_nine_needs_three_others():
    atome = [2, 20, 21, 22, 23, 24, 25, 26, 27]
    system = baue_system(DREI_MAL_DREI, atome)
    weniger = gelassen(system, atome, np.arange(16) < 9)
    assert weniger.geheim[0]
    assert weniger.geheim.sum() == 4
    spalte = np.flatnonzero(weniger.geheim[:3])[1]
    zeile = np.flatnonzero(weniger.geheim[[0, 3, 6]])[1]
    assert weniger.geheim[3 * zeile + spalte]  # a rectangle
    for tabelle in weniger.zeugen:
        assert (system.zeilen @ tabelle)[~weniger.geheim].tolist() == system.wert[~weniger.geheim].tolist()


def test_a_pattern_that_does_not_protect_is_left_alone():
    atome = [2, 20, 21, 22, 23, 24, 25, 26, 27]
    assert gelassen(baue_system(DREI_MAL_DREI, atome), atome, np.arange(16) < 2) is None


@st.composite
def muster(draw):
    """A table of small counts with margins, and a pattern: everything inside hidden, and some margins."""
    atome = draw(st.lists(st.integers(0, 9), min_size=9, max_size=9))
    system = baue_system(DREI_MAL_DREI, atome, mindest=draw(st.sampled_from([3, 5])))
    raender = draw(st.lists(st.booleans(), min_size=7, max_size=7))
    return system, atome, np.array([True] * 9 + raender) & (system.wert > 0) | system.sensibel


@pytest.mark.long
@given(muster())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_left_is_safe_within_the_pattern_and_none_of_it_is_in_vain(gezogen):
    system, atome, geheim = gezogen
    weniger = gelassen(system, atome, geheim)
    assume(weniger is not None)
    assert not (weniger.geheim & ~geheim).any()
    assert erratbar(veroeffentlichung(system, weniger.geheim)) == []
    for zelle in np.flatnonzero(weniger.geheim & ~system.sensibel):
        ohne = weniger.geheim & (np.arange(len(system.wert)) != zelle)
        assert {b.urteil for b in greife_an(veroeffentlichung(system, ohne))} - {SICHER}
