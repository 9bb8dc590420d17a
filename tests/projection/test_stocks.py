import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.projection import bands, shrinkage, stocks

EVERY = tuple(range(101))


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


def _areas(factor: float) -> np.ndarray:
    """Ten areas over four years that age alike; the first grows by a factor a year on top."""
    people = np.full((10, 101), 60.0)
    path = [people]
    for _ in range(3):
        later = stocks.step(path[-1], stocks.Ratios(np.full(101, 0.99), np.array(0.03)))
        later[0] *= factor
        path.append(later)
    return np.stack(path, axis=1)


def test_areas_that_age_alike_have_no_multipliers() -> None:
    stock = _areas(1.0)
    np.testing.assert_allclose(stocks.multipliers(stock, stock, EVERY), 1.0, atol=1e-3)


def test_an_area_that_grows_keeps_part_of_its_growth() -> None:
    stock = _areas(1.2)
    got = stocks.multipliers(stock, stock, EVERY)[:, 40]
    assert 1.1 < got[0] < 1.2
    assert (got[1:] < 1).all()


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


def test_bands_and_single_ages_give_the_same_total_ahead() -> None:
    stock = _areas(1.05)
    starts = (0, 6, 18, 45, 65)
    banded = bands.summed(stock, starts)
    single = bands.split(banded, starts, bands.single(banded.sum(axis=0), starts))
    np.testing.assert_allclose(single.sum(axis=-1), stock.sum(axis=-1))


def test_an_area_of_students_stays_one_where_students_come_and_go() -> None:
    # the city ages evenly; the area has four times as many aged 18 to 24, year after year
    starts = (0, 18, 25, 65)
    city = np.full((3, 101), 100_000.0)
    area = np.full((3, 101), 1_000.0)
    area[:, 18:25] = 4_000.0
    stock = np.stack([bands.summed(city - area, starts), bands.summed(area, starts)])
    single = bands.split(stock, starts, city)
    of_city = stocks.ratios(city[:-1], city[1:])
    own = stocks.multipliers(stock, single, starts)
    ahead = stocks.ahead_in_bands(single[:, -1], city[-1], starts, of_city, 15, own)
    shares = bands.summed(ahead[1], starts) / ahead[1].sum(axis=-1, keepdims=True)
    today = stock[1, -1] / stock[1, -1].sum()
    assert np.abs(shares[-1] - today).max() < 0.03
    drifting = bands.summed(stocks.ahead(single[:, -1], of_city, 15, own)[1, -1], starts)
    assert np.abs(drifting / drifting.sum() - today).max() > 0.1
