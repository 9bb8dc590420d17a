"""What may be known of a secret short of its value: planted leaks, and twins that are safe."""

from dataclasses import replace

import numpy as np

from pipeline.disclosure import audit
from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import ENG, EXAKT, SICHER, greife_an
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system


def urteile(system, geheim):
    offen = veroeffentlichung(system, np.isin(np.arange(len(system.wert)), geheim))
    befunde = greife_an(offen)
    assert [b.ziel for b in befunde if b.urteil != SICHER] == erratbar(offen)
    return {befund.ziel: befund.urteil for befund in befunde}


def test_two_secrets_that_come_to_three_are_known_to_be_below_three():
    # 1 + 2 + 30 = 33, the 30 shown: each of the two is 1 or 2
    system = baue_system([[0], [1], [2], [0, 1, 2]], [1, 2, 30])
    assert urteile(system, [0, 1]) == {0: ENG, 1: ENG}
    befund = greife_an(veroeffentlichung(system, np.array([True, True, False, False])))[0]
    assert (befund.untere, befund.obere) == (1, 2)
    assert {2, 3} <= set(befund.summen)
    assert urteile(system, [0, 1, 2]) == {0: SICHER, 1: SICHER}
    assert schuetze(system).geheim.tolist() in ([True, True, True, False], [True, True, False, True])


def test_a_secret_known_to_be_more_than_one_is_not_safe():
    # 2 + 8 = 10 and 8 + 1 = 9, all three parts hidden: the last is at least 1, so the first at least 2
    system = baue_system([[0], [1], [2], [0, 1], [1, 2]], [2, 8, 1])
    assert urteile(system, [0, 1, 2]) == {0: ENG, 2: SICHER}
    assert urteile(system, [0, 1, 2, 4]) == {0: SICHER, 2: SICHER}
    schutz = schuetze(system)
    assert schutz.geheim.sum() == 4
    assert not schutz.offen.any()


def test_a_boy_and_a_girl_are_two_and_that_is_listed():
    # the total of 2 is hidden, and so are its parts; that both are there is shown, so it is more than 1
    system = baue_system([[0], [1], [0, 1], [2], [0, 1, 2]], [1, 1, 9])
    verlangt = anspruch(system)
    assert verlangt.strukturell.tolist() == [False, False, True, False, False]
    assert verlangt.unten.tolist()[:3] == [1, 1, 2]
    schutz = schuetze(system)
    assert not schutz.offen.any()
    assert erratbar(veroeffentlichung(system, schutz.geheim)) == []


def test_parts_that_share_people_need_not_make_two():
    # 0-17 and 10-19 may both be the same one person of 10-17
    system = baue_system([[0, 1], [1, 2], [0, 1, 2], [3], [0, 1, 2, 3]], [1, 0, 1, 9])
    assert not anspruch(system).strukturell.any()


def test_parts_that_share_people_can_make_two_without_one_in_all_of_them():
    # three bands, each two of which share somebody: one person is not in all three
    system = baue_system([[0, 1], [1, 2], [0, 2], [0, 1, 2]], [1, 1, 0], mindest=5)
    assert anspruch(system).unten.tolist()[3] == 2


def test_a_secret_of_the_source_and_a_sum_of_years_must_only_not_be_known_exactly():
    system = baue_system([[0], [1], [0, 1]], [40, 60])
    system = replace(system, sensibel=np.array([True, False, False]), mindest=np.zeros(3))
    assert urteile(system, [0]) == {0: EXAKT}
    assert urteile(system, [0, 1]) == {0: SICHER}


def test_many_secrets_are_certified_with_few_programmes(monkeypatch):
    zahl = [0]
    linprog = audit.optimize.linprog

    def gezaehlt(*args, **kwargs):
        zahl[0] += 1
        return linprog(*args, **kwargs)

    monkeypatch.setattr(audit.optimize, "linprog", gezaehlt)
    breite = 40
    felder = [[z * breite + s] for z in range(4) for s in range(breite)]
    spalten = [[z * breite + s for z in range(4)] for s in range(breite)]
    atome = [1 + (7 * i) % 5 for i in range(4 * breite)]
    system = baue_system([*felder, *spalten, [i for f in felder for i in f]], atome, mindest=5)
    offen = veroeffentlichung(system, np.arange(len(system.wert)) < len(felder) + breite)
    befunde = greife_an(offen)
    assert len(befunde) > 120
    assert {befund.urteil for befund in befunde} == {SICHER}
    assert zahl[0] < 30
