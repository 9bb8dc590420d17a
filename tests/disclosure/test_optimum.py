"""The cheapest pattern: that it is safe, that nothing cheaper is, and that nothing in it is too much."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings

from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import SICHER, greife_an
from pipeline.disclosure.optimum import optimum
from pipeline.disclosure.pruefung import _mit_weiteren, pruefe, veroeffentlichung
from pipeline.disclosure.schutz import GENAU_ATOME, schuetze
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system
from tests.disclosure.test_schutz import REFERENZ, lies, verbundene_tabellen


def gezaehlt(zellen, atome):
    """Every cell weighs one: the cheapest pattern is the one with the fewest cells."""
    system = baue_system(zellen, atome)
    return replace(system, gewicht=np.ones(len(zellen))), np.array(atome, dtype=float)


def muster(system, atome):
    return optimum(system, anspruch(system), atome)


def test_a_small_table_by_hand():
    # a one among 9, 8 and 7: it needs partners in its row, its column and, for the total, across
    zellen = [[0], [1], [2], [3], [0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]]
    system, atome = gezaehlt(zellen, [1, 9, 8, 7])
    bestes = muster(system, atome)
    assert bestes.kosten == bestes.geheim.sum() == 4
    assert erratbar(veroeffentlichung(system, bestes.geheim)) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "zellen_geheim"),
    [("sdctable_issue135_singletons", 11), ("ssb_z2", 18), ("ssb_z2/fylke_only", 14)],
)
def test_the_reference_systems_hide_no_more_than_the_proven_least(name, zellen_geheim):
    atome, zellen, _ = lies(REFERENZ / name)
    system, atome = gezaehlt(zellen, atome)
    schutz = schuetze(system)
    assert schutz.geheim.sum() == muster(system, atome).kosten == zellen_geheim
    offen = veroeffentlichung(system, schutz.geheim)
    assert erratbar(offen) == []
    assert {befund.urteil for befund in greife_an(offen)} == {SICHER}


@pytest.mark.long
def test_no_pattern_with_fewer_cells_is_safe_for_the_singletons():
    # hiding more is never less safe, so it is enough to try all patterns with one cell less
    atome, zellen, _ = lies(REFERENZ / "sdctable_issue135_singletons")
    system, wahr = gezaehlt(zellen, atome)
    bestes = muster(system, wahr)
    weitere = np.flatnonzero(~system.sensibel & (system.wert > 0))
    anzahl = int(bestes.geheim.sum() - system.sensibel.sum()) - 1
    for gewaehlt in combinations(weitere, anzahl):
        geheim = system.sensibel | np.isin(np.arange(len(zellen)), gewaehlt)
        assert erratbar(veroeffentlichung(system, geheim))


@pytest.mark.long
@given(verbundene_tabellen())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_in_a_pattern_proven_cheapest_every_cell_is_needed(system):
    assume(system.sensibel.any())
    bestes = optimum(system, anspruch(system), _atome(system))
    assert bestes is not None
    assert erratbar(veroeffentlichung(system, bestes.geheim)) == []
    for zelle in np.flatnonzero(bestes.geheim & ~system.sensibel):
        weniger = bestes.geheim & (np.arange(len(system.wert)) != zelle)
        assert erratbar(veroeffentlichung(system, weniger))


def _atome(system):
    """The true finest counts: rows of single atoms come first, in their order."""
    breite = system.zeilen.shape[1]
    einzeln = [r for r in range(len(system.wert)) if system.zeilen[[r]].sum() == 1]
    atome = np.zeros(breite)
    for reihe in einzeln:
        atome[system.zeilen[[reihe]].indices[0]] = system.wert[reihe]
    return atome


def test_what_cannot_be_protected_has_no_cheapest_pattern():
    system = baue_system([[0], [1], [0, 1]], [2, 7], pflicht=[1, 2])
    assert muster(system, np.array([2.0, 7.0])) is None


def test_the_protocol_says_where_a_pattern_is_proven_the_least():
    klein = pruefe(baue_system([[0], [1], [2], [0, 1, 2]], [2, 7, 9]))
    assert klein.bewiesen
    mehr = _mit_weiteren(klein, klein.eines.gezeigt & ~klein.schutz.geheim)
    assert not mehr.bewiesen  # what a repair hid is more than was asked for
    breite = 2 * GENAU_ATOME
    zeilen = [[i] for i in range(breite)] + [list(range(breite))]
    gross = pruefe(baue_system(zeilen, [2] + [7] * (breite - 1)))
    assert not gross.bewiesen
    nichts = pruefe(baue_system(zeilen, [7] * breite))
    assert nichts.bewiesen
