import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from pipeline.disclosure.audit import EXAKT, SICHER, Veroeffentlichung, greife_an, stimmt
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system

REFERENZ = Path(__file__).parents[3] / "shared" / "reference" / "disclosure"


def geschuetzt(system):
    """Protect, and attack twice: with the audit, which gets no proof, and by brute force."""
    schutz = schuetze(system)
    offen = veroeffentlichung(system, schutz.geheim)
    assert erratbar(offen) == []
    assert {befund.urteil for befund in greife_an(offen)} <= {SICHER}
    assert {befund.urteil for befund in greife_an(offen, schutz.zeugen)} <= {SICHER}
    return schutz.geheim.tolist()


def test_a_single_secret_in_a_sum_gets_company():
    # 2 + 7 + 9 = 18
    system = baue_system([[0], [1], [2], [0, 1, 2]], [2, 7, 9])
    geheim = geschuetzt(system)
    assert geheim[0]
    assert sum(geheim) == 2


def test_two_ones_that_make_two_take_their_sum_with_them():
    # zeros are shown, so two hidden cells of a shown sum of 2 would both be 1
    system = baue_system([[0], [1], [0, 1], [2], [0, 1, 2]], [1, 1, 9])
    geheim = geschuetzt(system)
    assert geheim[2]


def test_known_zeros_leave_nowhere_to_hide():
    # 2 + 0 + 0 = 2: the sum is the same count and must go too
    system = baue_system([[0], [1], [2], [0, 1, 2], [3], [0, 1, 2, 3]], [2, 0, 0, 8])
    geheim = geschuetzt(system)
    assert geheim[3]
    assert not geheim[1]
    assert not geheim[2]


def test_two_tables_that_share_a_margin_are_protected_together():
    # rows and columns of a 2 x 2 table: four cells form the smallest safe pattern
    system = baue_system([[0], [1], [2], [3], [0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]], [1, 9, 8, 7])
    geheim = geschuetzt(system)
    assert geheim == [True] * 4 + [False] * 5


def test_overlapping_bands_do_not_give_their_difference_away():
    # 0-17 = 20, 0-19 = 22, so two people are 18 or 19 although no table says so
    atome = [20, 2, 30]
    zeilen = [[0], [0, 1], [0, 1, 2], [1]]
    system = baue_system(zeilen, atome, gezeigt=[True, True, True, False])
    leck = greife_an(veroeffentlichung(system, np.zeros(4, dtype=bool)))
    assert [befund.urteil for befund in leck] == [EXAKT]
    assert set(leck[0].summen) == {0, 1}
    geheim = geschuetzt(system)
    assert geheim[0] or geheim[1]


def test_a_cell_that_must_be_shown_is_never_hidden_for_others():
    system = baue_system([[0], [1], [2], [0, 1, 2]], [2, 4, 50], pflicht=[1])
    geheim = geschuetzt(system)
    assert not geheim[1]
    assert geheim[2]


def test_where_all_else_must_be_shown_the_audit_says_no():
    system = baue_system([[0], [1], [0, 1]], [2, 7], pflicht=[1, 2])
    schutz = schuetze(system)
    assert schutz.offen.any()
    befund = greife_an(veroeffentlichung(system, schutz.geheim), schutz.zeugen)[0]
    assert (befund.urteil, befund.untere, befund.summen) == (EXAKT, 2, (1, 2))


def test_the_same_data_give_the_same_pattern():
    atome = [1, 9, 8, 7, 2, 6, 1, 30, 5]
    zeilen = [[i] for i in range(9)] + [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]]
    muster = [schuetze(baue_system(zeilen, atome)).geheim.tolist() for _ in range(2)]
    assert muster[0] == muster[1]


def test_a_false_witness_is_not_believed():
    system = baue_system([[0], [1], [0, 1]], [2, 7])
    offen = veroeffentlichung(system, np.array([True, False, False]))
    gefaelscht = [np.array([2.0, 7.0]), np.array([1.0, 8.0])]
    assert stimmt(offen, gefaelscht[0])
    assert not stimmt(offen, gefaelscht[1])
    for keiner in ([2.5, 6.5], [-1.0, 10.0], [2.0]):
        assert not stimmt(offen, np.array(keiner))
    assert greife_an(offen, gefaelscht)[0].urteil == EXAKT


def test_a_sum_of_years_can_give_a_hidden_count_away():
    # two residents under 18 and 65+, hidden each; together they have lived 10 years: nobody is 65
    offen = Veroeffentlichung(
        zeilen=sparse.csr_array(np.array([[1.0, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]])),
        wert=np.array([np.nan, np.nan, 2.0, 10.0]),
        untergrenze=np.zeros(4),
        ziele=np.array([0]),
        soll_unten=np.full(4, np.inf),
        soll_oben=np.full(4, -np.inf),
        bedingung=sparse.csr_array(np.array([[0.0, -65.0, 1.0]])),
        unten=np.zeros(1),
        oben=np.full(1, np.inf),
        ort=np.zeros(3, dtype=np.int64),
    )
    befund = greife_an(offen)[0]
    assert (befund.urteil, befund.untere) == (EXAKT, 2)


@st.composite
def verbundene_tabellen(draw):
    """A random two-way table with margins, overlapping groups of columns, and some sums nobody shows."""
    breite, hoehe = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    atome = draw(st.lists(st.integers(0, 12), min_size=breite * hoehe, max_size=breite * hoehe))
    alle = set(range(breite * hoehe))
    spalten = [{z * breite + s for z in range(hoehe)} for s in range(breite)]
    zeilen = [{z * breite + s for s in range(breite)} for z in range(hoehe)]
    summen = [{i} for i in alle] + spalten + zeilen + [alle]
    summen += [
        spalten[a] | spalten[b]
        for a, b in draw(
            st.lists(st.tuples(st.integers(0, breite - 1), st.integers(0, breite - 1)), max_size=2)
        )
    ]
    einmalig = sorted({tuple(sorted(summe)) for summe in summen})
    gezeigt = draw(st.lists(st.integers(0, 9), min_size=len(einmalig), max_size=len(einmalig)))
    return baue_system(
        einmalig, atome, gezeigt=[g > 0 for g in gezeigt], mindest=draw(st.sampled_from([3, 5]))
    )


@pytest.mark.long
@given(verbundene_tabellen())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_secret_of_a_random_system_can_be_worked_out(system):
    schutz = schuetze(system)
    offen = veroeffentlichung(system, schutz.geheim)
    verraten = [befund.ziel for befund in greife_an(offen, schutz.zeugen) if befund.urteil != SICHER]
    assert verraten == erratbar(offen)
    if not system.pflicht.any():
        assert verraten == []


@given(verbundene_tabellen(), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_audit_finds_exactly_the_leaks_that_brute_force_finds(system, welche):
    # hide the primary cells and a few more at random: mostly a leaky pattern
    zufall = np.random.default_rng(welche).random(len(system.wert)) < 0.2
    offen = veroeffentlichung(system, system.gezeigt & (system.sensibel | (zufall & (system.wert > 0))))
    verraten = [befund.ziel for befund in greife_an(offen) if befund.urteil != SICHER]
    assert verraten == erratbar(offen)


def lies(ordner):
    """A reference system: atoms, and cells as lists of atoms."""
    if not ordner.exists():
        pytest.skip(f"Referenz nicht vorhanden: {ordner.name}")
    with (ordner / "atoms.csv").open(encoding="utf-8") as datei:
        atome = [int(zeile[list(zeile)[-1]]) for zeile in csv.DictReader(datei)]
    with (ordner / "cells.csv").open(encoding="utf-8") as datei:
        zellen = list(csv.DictReader(datei))
    return (
        atome,
        [list(map(int, zelle["atoms"].split())) for zelle in zellen],
        [int(z["value"]) for z in zellen],
    )


@pytest.mark.parametrize("name", ["sdctable_issue135_singletons", "ssb_z2", "ssb_z2/fylke_only"])
def test_reference_systems_give_no_secret_away(name):
    atome, zellen, werte = lies(REFERENZ / name)
    system = baue_system(zellen, atome)
    assert system.wert.tolist() == werte
    assert system.sensibel.any()
    geschuetzt(system)


def test_the_classic_pattern_for_the_singletons_leaks():
    # row 1 hidden as 1, 1, 1 beside a shown 7 and a shown total of 10: all three are 1
    atome, zellen, _ = lies(REFERENZ / "sdctable_issue135_singletons")
    system = baue_system(zellen, atome)
    geheim = np.array([len(zelle) == 1 and 0 < atome[zelle[0]] < 3 for zelle in zellen])
    befunde = greife_an(veroeffentlichung(system, geheim & system.gezeigt))
    assert EXAKT in {befund.urteil for befund in befunde}
