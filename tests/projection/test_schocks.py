"""Shared shocks come back from counts that were drawn with them."""

import numpy as np
import pytest

from pipeline.projection import schocks
from tests.projection.bestand import bestand


def _counts(shock: float, years: int, level: float = 5000.0, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    walk = np.cumsum(shock * rng.standard_normal(years))
    return rng.poisson(level * np.exp(walk - walk.mean())).astype(float)


@pytest.mark.parametrize("shock", [0.03, 0.1])
def test_a_shock_beyond_chance_comes_back(shock: float) -> None:
    found = schocks.estimated(_counts(shock, 300), np.full(300, 5000.0), 0.05)
    assert found == pytest.approx(shock, rel=0.12)


def test_what_chance_alone_brings_is_no_shock() -> None:
    calm = np.random.default_rng(2).poisson(5000.0, 300).astype(float)
    assert schocks.estimated(calm, np.full(300, 5000.0), 0.05) < 0.01  # chance moves a year by 0.02


def test_a_few_years_move_what_was_assumed_before_but_little() -> None:
    one = np.array([5000.0])
    assert schocks.estimated(one, one, 0.1) == pytest.approx(0.1, rel=1e-3)
    # one change x, no chance: 4 (s - log 0.1)^2 + 2 s + x^2 exp(-2 s) is least at s = log 0.1 if x = 0.1
    told = np.array([1e9, 1e9 * np.exp(0.1)])
    assert schocks.estimated(told, np.full(2, 1e9), 0.1) == pytest.approx(0.1, rel=1e-3)
    still = np.full(3, 5000.0)
    assert 0.05 < schocks.estimated(still, still, 0.1) < 0.1


def test_moves_in_shake_the_growth_of_the_city_as_much_as_they_are_many() -> None:
    moves = 26 * 2 * 4 / 2 * 2  # 13 ages, two sexes, two groups, four times each
    got = schocks.of_growth(bestand(), "HN", 2020, 2000.0)
    again = schocks.of_growth(bestand(), "HN", 2020, 4000.0)
    assert got == pytest.approx(2 * again)
    assert 0 < got < schocks.ZUZUG * moves / 2000.0
    assert schocks.of_growth(bestand(), "HN", 2030, 2000.0) == 0.0
