import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.projection import shrinkage, stocks


def test_ratios_by_hand() -> None:
    before, after = np.zeros((1, 101)), np.zeros((1, 101))
    before[0, 20], after[0, 21] = 50, 60
    after[0, 0] = 5
    got = stocks.ratios(before, after)
    assert got.cohort[21] == pytest.approx(1.2)
    assert got.child == pytest.approx(0.1)
    assert got.cohort[40] == 1


def test_a_step_repeats_the_year_it_was_measured_in() -> None:
    rng = np.random.default_rng(1)
    before, after = rng.uniform(1, 9, (3, 1, 101)), rng.uniform(1, 9, (3, 1, 101))
    np.testing.assert_allclose(stocks.step(before[:, 0], stocks.ratios(before, after)), after[:, 0])


def test_who_is_a_hundred_and_over_stays_there() -> None:
    people = np.zeros(101)
    people[99:] = [4, 6]
    assert stocks.step(people, stocks.Ratios(np.ones(101), np.array(0.0)))[100] == 10


@given(st.floats(0, 500), st.floats(0.1, 500), st.floats(1, 1e6))
def test_a_level_lies_between_what_was_seen_and_one(seen: float, expected: float, k: float) -> None:
    got = float(shrinkage.level(np.array(seen), np.array(expected), k))
    assert min(1, seen / expected) - 1e-9 <= got <= max(1, seen / expected) + 1e-9


@pytest.mark.parametrize("true", [5.0, 40.0])
def test_the_concentration_that_levels_were_drawn_with_comes_back(true: float) -> None:
    rng = np.random.default_rng(3)
    expected = rng.uniform(50, 300, 4000)
    observed = rng.poisson(expected * rng.gamma(true, 1 / true, 4000)).astype(float)
    assert shrinkage.concentration(observed, expected) == pytest.approx(true, rel=0.1)


def test_counts_that_differ_by_chance_only_are_drawn_together() -> None:
    expected = np.full(500, 80.0)
    k = shrinkage.concentration(np.random.default_rng(4).poisson(expected).astype(float), expected)
    assert k > 2000
    assert shrinkage.concentration(np.zeros(3), np.zeros(3)) > 1e5
