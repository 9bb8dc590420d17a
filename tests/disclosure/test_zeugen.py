"""Pieces of a system and whole tables found in them: against the plainest cut, and what they must give."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from pipeline.disclosure import zeugen
from pipeline.disclosure.audit import SICHER, greife_an, stimmt
from pipeline.disclosure.pruefung import gesehene_zeilen, veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.disclosure.zeugen import stuecke, zeuge
from tests.disclosure.bausteine import baue_system


@st.composite
def systeme(draw):
    """Sums of one place, of several, and of all, with a balance; some follow from those of single places."""
    zufall = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    orte, je_ort = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    ort = np.repeat(np.arange(orte), je_ort)
    zeilen, teilbar = [[i] for i in range(len(ort))], [False] * len(ort)
    for _ in range(draw(st.integers(1, 12))):
        hier = zufall.permutation(orte)[: zufall.choice([1, 1, 2, orte])]
        zeile = np.flatnonzero(np.isin(ort, hier) & (zufall.random(len(ort)) < 0.7)).tolist()
        zeilen += [zeile] if zeile else []
        teilbar += [len(hier) > 1 and bool(zufall.random() < 0.5)] if zeile else []
    atome = zufall.integers(0, 6, len(ort))
    system = baue_system(zeilen, atome, gezeigt=(zufall.random(len(zeilen)) < 0.8).tolist())
    bedingung = sparse.csr_array(zufall.integers(-1, 2, (1, len(ort))) * (ort < 2).astype(float))
    zahl = bedingung @ atome
    system = replace(system, ort=ort, teilbar=np.array(teilbar), bedingung=bedingung, unten=zahl, oben=zahl)
    return system, atome.astype(float)


def zusammen(system):
    """Places that a sum, or the condition, holds together, as sets; sums of single places alone do not."""
    gruppen = [{o} for o in np.unique(system.ort)]
    for zeile in [*system.zeilen.toarray()[~system.teilbar], *system.bedingung.toarray()]:
        orte = set(system.ort[zeile != 0])
        beruehrt = [g for g in gruppen if g & orte]
        if beruehrt:
            gruppen = [g for g in gruppen if not g & orte] + [set().union(*beruehrt)]
    return gruppen


@given(systeme(), st.sampled_from([1, 5]))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_pieces_are_whole_places_with_all_their_sums(gezogen, buendel):
    system, _ = gezogen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zeugen, "BUENDEL", buendel)
        teile = stuecke(system)
    assert sorted(a for teil in teile for a in teil.atome.tolist()) == list(range(len(system.ort)))
    for gruppe in zusammen(system):
        assert sum(bool(gruppe & set(system.ort[teil.atome])) for teil in teile) == 1
    for teil in teile:
        darin = np.isin(np.arange(len(system.ort)), teil.atome)
        for reihen, matrix, alle, weg in (
            (teil.reihen, teil.zeilen, system.zeilen.toarray(), system.teilbar),
            (teil.bedingungen, teil.bedingung, system.bedingung.toarray(), np.zeros(1, dtype=bool)),
        ):
            assert reihen.tolist() == np.flatnonzero((alle[:, darin] != 0).any(axis=1) & ~weg).tolist()
            assert (matrix.toarray() == alle[reihen][:, darin]).all()


@given(systeme(), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_table_found_among_few_places_gives_every_sum_like_one_of_all(gezogen, saat):
    system, atome = gezogen
    zufall = np.random.default_rng(saat)
    wert = np.where(zufall.random(len(system.wert)) < 0.6, system.wert, np.nan)
    system = replace(system, wert=wert)
    vorlage = np.round(atome * zufall.choice([1, 1, 2], len(atome)))
    frei = zufall.random(len(atome)) < 0.5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zeugen, "GROSS", 0)
        for tabelle in (
            zeuge(system, stuecke(system), wert),
            zeuge(system, stuecke(system), wert, vorlage, frei),
        ):
            assert tabelle is not None
            assert (tabelle >= 0).all()
            assert (tabelle == np.round(tabelle)).all()
            assert ((system.zeilen @ tabelle == wert) | np.isnan(wert)).all()


@given(systeme())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_every_proof_of_the_protection_agrees_with_what_is_shown(gezogen):
    system, _ = gezogen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zeugen, "GROSS", 0)
        schutz = schuetze(replace(system, teilbar=np.zeros(len(system.wert), dtype=bool)))
    offen = veroeffentlichung(system, schutz.geheim)
    assert all(stimmt(offen, tabelle) for tabelle in schutz.zeugen)
    verraten = {befund.ziel for befund in greife_an(offen, schutz.zeugen) if befund.urteil != SICHER}
    assert verraten <= {int(i) for i in np.flatnonzero(schutz.offen[gesehene_zeilen(system)])}


def test_fractions_are_made_whole_beside_the_places_that_have_them(monkeypatch):
    # three places in a ring, two at a time 3: a half each, unless a fourth place takes part
    zeilen = [[0, 1], [1, 2], [0, 2], [0, 1, 2, 3]]
    system = replace(baue_system(zeilen, [1, 2, 1, 0]), ort=np.arange(4))
    (teil,) = stuecke(system)
    halbe = np.array([1.5, 1.5, 1.5, 0.0])
    assert zeugen._geglaettet(system, teil, np.array([3.0, 3.0, 3.0, 5.0]), halbe) is None  # no whole table
    ganz = zeugen._geglaettet(system, teil, np.array([3.0, 3.0, 2.0, 4.0]), halbe)
    assert ganz is not None
    assert (system.zeilen @ ganz).tolist() == [3.0, 3.0, 2.0, 4.0]
    monkeypatch.setattr(zeugen, "DAZU", (0,))
    assert zeugen._geglaettet(system, teil, np.array([3.0, 3.0, 2.0, 5.0]), halbe) is None
