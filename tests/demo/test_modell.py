"""The parts of the model by themselves."""

import numpy as np
import pytest

from pipeline.demo import raten, runden
from pipeline.demo.fortgang import gealtert, geburten_erwartet


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_rounding_keeps_the_sum_and_stays_next_to_each_expectation(rng):
    erwartet = runden.auf_summe(rng.random((200, 31)), 40.0)
    ganz = runden.ganzzahlig(erwartet, rng)
    assert (ganz.sum(axis=1) == 40).all()
    assert (np.abs(ganz - erwartet) < 1).all()


def test_rounding_is_unbiased(rng):
    erwartet = np.tile([0.2, 0.5, 1.3, 2.0], (20_000, 1))
    assert runden.ganzzahlig(erwartet, rng).mean(axis=0) == pytest.approx(erwartet[0], abs=0.02)


def test_fitting_meets_both_margins(rng):
    zeilen, spalten = np.array([10.0, 20.0, 30.0]), np.array([15.0, 45.0])
    tabelle = runden.anpassen(rng.random((3, 2)) + 0.1, zeilen, spalten)
    assert tabelle.sum(axis=1) == pytest.approx(zeilen)
    assert tabelle.sum(axis=0) == pytest.approx(spalten)


def test_ageing_pools_the_oldest_and_leaves_no_newborn():
    bestand = np.zeros((101, 2, 2), dtype=np.int64)
    bestand[[0, 99, 100], 0, 0] = [5, 2, 3]
    nachher = gealtert(bestand)
    assert nachher[1, 0, 0] == 5
    assert nachher[100, 0, 0] == 5
    assert nachher.sum() == 10


def test_births_follow_the_wanted_rate():
    frauen = np.tile([120.0, 40.0], (3, 35, 1))
    geburten = geburten_erwartet(frauen, raten.raten().fruchtbarkeit, 1.5)
    ziffer = geburten.sum(axis=(0, 2)) / frauen.sum(axis=(0, 2))
    assert ziffer.sum() == pytest.approx(1.5)


def test_schedules_are_probabilities_of_the_usual_shape():
    schedules = raten.raten()
    for quoten in (schedules.sterben, schedules.wegzug.sum(axis=0), schedules.einbuergerung):
        assert (quoten >= 0).all()
        assert (quoten < 1).all()
    assert (schedules.sterben[40:95, 0] > schedules.sterben[40:95, 1]).all()
    lebenserwartung = 0.5 + np.cumprod(1 - schedules.sterben[..., 0], axis=0).sum(axis=0)
    assert 77 < lebenserwartung[0] < 81 < lebenserwartung[1] < 85
    assert 18 <= schedules.wegzug[0].sum(axis=(1, 2)).argmax() <= 32
    assert schedules.zuzug.sum(axis=(0, 1)) == pytest.approx([1, 1])
