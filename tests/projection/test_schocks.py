"""Shared shocks come back from counts that were drawn with them."""

import numpy as np
import pandas as pd
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


def _births_times(tables: dict[str, pd.DataFrame], year: int, factor: int) -> dict[str, pd.DataFrame]:
    births = tables["geburten"].copy()
    births["anzahl"] *= np.where(births["jahr"] == year, factor, 1)
    return {**tables, "geburten": births}


def test_a_year_of_many_births_shakes_the_level_of_fertility_alone() -> None:
    still = schocks.of_levels(bestand(), "HN", 2020)
    shaken = schocks.of_levels(_births_times(bestand(), 2018, 2), "HN", 2020)
    assert shaken.fertility > 2 * schocks.FRUCHTBARKEIT > 2 * still.fertility
    assert shaken.mortality == still.mortality < schocks.STERBLICHKEIT


def test_an_older_city_is_no_shock_to_its_mortality() -> None:
    years = range(2000, 2021)
    at_risk = 1e7 * np.linspace(1, 3, len(years))  # of one age, deaths by the same rate throughout
    told = [(np.array([0.01 * persons]), np.array([persons])) for persons in at_risk]
    assert schocks._of_level(told, 0.02) < 0.01
    jump = [
        (deaths * (1.2 if year == 2010 else 1), risk)
        for year, (deaths, risk) in zip(years, told, strict=True)
    ]
    assert schocks._of_level(jump, 0.02) > 0.03


def test_levels_are_as_assumed_where_the_base_year_was_not_delivered() -> None:
    before = (schocks.STERBLICHKEIT, schocks.FRUCHTBARKEIT)
    assert schocks.of_levels(bestand(), "HN", 2030) == before
    assert schocks.of_levels(_births_times(bestand(), 2019, 0), "HN", 2020).fertility == before[1]


def test_nothing_after_the_base_moves_the_levels() -> None:
    later = bestand(range(2015, 2024))
    shaken = schocks.of_levels(_births_times(later, 2022, 3), "HN", 2020)
    assert shaken == schocks.of_levels(later, "HN", 2020)


def test_births_without_women_of_that_age_say_nothing() -> None:
    nobody = [(np.array([0.0, 50.0]), np.array([1000.0, 0.0]))] * 3
    assert schocks._of_level(nobody, 0.03) == 0.03
