import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.projection import bands

STARTS = (0, 3, 6, 10, 15, 18, 25, 35, 45, 55, 60, 65, 75)


@given(st.lists(st.integers(0, 5000), min_size=13, max_size=13))
def test_single_ages_keep_the_sum_of_each_band_and_are_never_negative(counts: list[int]) -> None:
    banded = np.array(counts, dtype=float)
    got = bands.single(banded, STARTS)
    np.testing.assert_allclose(bands.summed(got, STARTS), banded, atol=1e-6)
    assert (got >= 0).all()


def test_an_even_population_is_spread_evenly() -> None:
    width = np.diff([*STARTS, 101]).astype(float)
    np.testing.assert_allclose(bands.single(3 * width, STARTS), 3.0)


def test_the_profile_of_the_city_is_followed_within_a_band_only() -> None:
    profile = np.ones(101)
    profile[0], profile[1], profile[2] = 5, 3, 2
    got = bands.split(np.array([20.0, *[0.0] * 12]), STARTS, profile)
    np.testing.assert_allclose(got[:4], [10, 6, 4, 0])


def test_where_the_profile_is_empty_a_band_is_spread_evenly() -> None:
    got = bands.split(np.array([0.0, 9.0, *[0.0] * 11]), STARTS, np.zeros(101))
    np.testing.assert_allclose(got[3:6], [3, 3, 3])
    assert got.sum() == 9


def test_single_ages_stay_as_they_are() -> None:
    ages = np.random.default_rng(1).uniform(0, 9, (4, 101))
    every = tuple(range(101))
    np.testing.assert_allclose(bands.single(ages, every), ages, atol=1e-9)
    np.testing.assert_allclose(bands.split(ages, every, np.ones(101)), ages)


def test_an_open_last_band_of_a_city_thins_out_as_the_standard_population_does() -> None:
    banded = 3 * np.diff([*STARTS, 101]).astype(float)
    got = bands.of_city(banded, STARTS)
    np.testing.assert_allclose(bands.summed(got, STARTS), banded)
    # of 9,000 aged 75 and over 2,500 are 85 and over
    assert got[85:].sum() / got[75:].sum() == pytest.approx(2500 / 9000)
    assert got[95:].sum() / got[75:].sum() == pytest.approx(200 / 9000)
    every = tuple(range(101))
    np.testing.assert_allclose(bands.of_city(got, every), got, atol=1e-9)
