"""Random linked systems: areas in areas, bands in bands, two tables of the same people, a known balance."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import SICHER, greife_an
from pipeline.disclosure.optimum import optimum
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system

BEZIRKE, ALTER, GESCHLECHTER = 3, 3, 2
FORM = (BEZIRKE, ALTER, GESCHLECHTER)
GEBIETE = ((0,), (1,), (2,), (0, 1), (0, 1, 2))
"""Three districts, a part of the city of two of them, the city."""
BAENDER = ((0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2))
"""Three ages and two bands that overlap."""
JEDES = tuple((g,) for g in range(GESCHLECHTER))


@st.composite
def verbundene_systeme(draw):
    """Two tables over the same people, areas x bands and areas x sex; some cells nobody shows."""
    platz = np.arange(np.prod(FORM)).reshape(FORM)
    atome = draw(st.lists(st.integers(0, 9), min_size=platz.size, max_size=platz.size))
    alle = tuple(range(GESCHLECHTER))
    kreuz = [(o, b, alle) for o in GEBIETE for b in BAENDER]
    kreuz += [(o, tuple(range(ALTER)), g) for o in GEBIETE for g in JEDES]
    summen = sorted({tuple(platz[np.ix_(*map(list, wahl))].ravel().tolist()) for wahl in kreuz})
    gezeigt = draw(st.lists(st.integers(0, 9), min_size=len(summen), max_size=len(summen)))
    system = baue_system(
        summen, atome, mindest=draw(st.sampled_from([3, 5])), gezeigt=[zahl > 0 for zahl in gezeigt]
    )
    return _mit_bilanz(system, np.array(atome, dtype=float), draw(st.booleans())), np.array(
        atome, dtype=float
    )


def _mit_bilanz(system, atome, bekannt):
    """Every reader knows by how much more boys than girls live in the first district."""
    if not bekannt:
        return system
    zeile = np.zeros(FORM)
    zeile[0, :, 0], zeile[0, :, 1] = 1.0, -1.0
    bedingung = sparse.csr_array(zeile.reshape(1, -1))
    return replace(system, bedingung=bedingung, unten=bedingung @ atome, oben=bedingung @ atome)


def pruefe(gezogen):
    """Protect, attack with exact integers, and take every cell out of a pattern that is proven the least."""
    system, atome = gezogen
    schutz = schuetze(system)
    offen = veroeffentlichung(system, schutz.geheim)
    verraten = erratbar(offen)
    assert verraten == [b.ziel for b in greife_an(offen, schutz.zeugen) if b.urteil != SICHER]
    assert verraten == []
    bestes = optimum(system, anspruch(system), atome) if system.sensibel.any() else None
    for zelle in np.flatnonzero(bestes.geheim & ~system.sensibel) if bestes else ():
        weniger = bestes.geheim & (np.arange(len(system.wert)) != zelle)
        assert {b.urteil for b in greife_an(veroeffentlichung(system, weniger))} - {SICHER}


@pytest.mark.long
@given(verbundene_systeme())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_thirty_linked_systems_leak_nothing_and_hide_nothing_needlessly_where_proven(gezogen):
    pruefe(gezogen)


@pytest.mark.slow
@given(verbundene_systeme())
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_three_hundred_linked_systems_leak_nothing_and_hide_nothing_needlessly_where_proven(gezogen):
    pruefe(gezogen)
