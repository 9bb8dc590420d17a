import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import measures

ages = st.integers(2, 6).flatmap(
    lambda k: st.tuples(*(st.lists(st.integers(low, 5_000), min_size=k, max_size=k) for low in (3, 50, 1)))
)


def test_direct_standardisation_by_hand() -> None:
    # rates 10 and 40 per 1,000, weights 3 : 1 -> 17.5; variance (3/1000)^2 10 + (1/500)^2 20 over 4^2
    got = measures.direct([10, 20], [1000, 500], [3, 1], 1000)
    byar = measures.byar(30)
    width = np.sqrt((9e-6 * 10 + 4e-6 * 20) / 16 / 30)
    assert got.wert == pytest.approx(17.5)
    assert got.untere == pytest.approx(17.5 + 1000 * width * (byar.untere - 30))
    assert got.obere == pytest.approx(17.5 + 1000 * width * (byar.obere - 30))


@settings(max_examples=60, deadline=None)
@given(ages)
def test_at_its_own_age_structure_an_area_keeps_its_crude_rate(area: tuple[list[int], ...]) -> None:
    x, n, _ = area
    got = measures.direct(x, n, n, 1000)
    byar = measures.byar(sum(x))
    if sum(x) < measures.MINDESTENS_DIREKT:
        assert np.isnan(got).all()
        return
    assert got.wert == pytest.approx(1000 * sum(x) / sum(n))
    assert got.untere == pytest.approx(1000 * byar.untere / sum(n))
    assert got.obere == pytest.approx(1000 * byar.obere / sum(n))


@settings(max_examples=60, deadline=None)
@given(ages, st.floats(0.01, 100))
def test_the_scale_of_the_standard_does_not_matter(area: tuple[list[int], ...], mal: float) -> None:
    x, n, w = area
    one, other = measures.direct(x, n, w), measures.direct(x, n, mal * np.array(w))
    np.testing.assert_allclose(one, other, rtol=1e-9)


def test_a_directly_standardised_rate_needs_ten_events() -> None:
    got = measures.direct([[4, 5], [5, 5]], [1000, 500], [1, 1])
    assert np.isnan(got.wert).tolist() == [True, False]
    assert np.isnan(got.obere).tolist() == [True, False]


@pytest.mark.parametrize(
    ("x", "n", "w"),
    [
        ([10, 20], [1000, 0], [3, 1]),
        ([10, np.nan], [1000, 500], [3, 1]),
        ([10, 20], [np.nan, 500], [3, 1]),
        ([10, 20], [1000, 500], [3, np.nan]),
        ([-10, 40], [1000, 500], [3, 1]),
        ([10, 20], [1000, 500], [3, -1]),
        ([10, 20], [1000, 500], [0, 0]),
    ],
)
def test_what_cannot_be_standardised_is_missing(x: list[float], n: list[float], w: list[float]) -> None:
    assert np.isnan(measures.direct(x, n, w)).all()


def test_a_group_without_weight_does_not_count() -> None:
    with_it = measures.direct([10, 20, 7], [1000, 500, 0], [3, 1, 0])
    without = measures.direct([10, 20], [1000, 500], [3, 1])
    assert with_it == pytest.approx(without)


def test_indirect_standardisation_by_hand() -> None:
    # city rates 0.005 and 0.03: 1000 and 500 persons let expect 5 + 15 events
    got = measures.indirect([12, 8], [1000, 500], [100, 300], [20_000, 10_000])
    np.testing.assert_allclose(got.erwartet, [20, 20])
    np.testing.assert_allclose(got.verhaeltnis, [0.6, 0.4])
    assert got.untere[0] == pytest.approx(measures.byar(12).untere / 20)
    assert got.obere[1] == pytest.approx(measures.exact_poisson(8).obere / 20)


def test_garwoods_limits_for_five_observed() -> None:
    # F. Garwood, Biometrika 28 (1936), table I, as reprinted in Pearson and Hartley: 5 events, 1.62 to 11.67
    got = measures.indirect(5, [10], [10], [10])
    assert (got.untere * 10, got.obere * 10) == pytest.approx((1.62, 11.67), abs=0.005)


def test_an_old_area_is_not_sick_because_it_is_old() -> None:
    city_x, city_n = np.array([20, 300]), np.array([20_000, 10_000])
    old = np.array([100, 900])
    events = (old * city_x / city_n).sum()
    assert events / old.sum() > 2 * city_x.sum() / city_n.sum()
    assert measures.indirect(events, old, city_x, city_n).verhaeltnis == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(ages)
def test_the_whole_expects_what_it_has(city: tuple[list[int], ...]) -> None:
    x, n, _ = city
    got = measures.indirect(sum(x), n, x, n)
    assert got.verhaeltnis == pytest.approx(1)
    assert got.untere <= 1 <= got.obere


def test_ages_nobody_has_expect_nothing_and_unknown_ones_everything_unknown() -> None:
    assert measures.indirect(3, [100, 0], [10, 0], [1000, 0]).erwartet == pytest.approx(1)
    for n, x_city, n_city in (
        ([100, 5], [10, 0], [1000, 0]),
        ([100, np.nan], [10, 1], [1000, 10]),
        ([100, 5], [10, np.nan], [1000, 10]),
        ([100, -5], [10, 1], [1000, 10]),
        ([0, 0], [10, 1], [1000, 10]),
        ([100, 5], [0, 0], [1000, 10]),
    ):
        got = measures.indirect(3, n, x_city, n_city)
        assert np.isnan(got.verhaeltnis)
        assert np.isnan(got.obere)
    assert np.isnan(measures.indirect(np.nan, [100], [10], [1000]).verhaeltnis)


def test_none_observed_is_a_ratio_of_zero() -> None:
    got = measures.indirect(0, [1000], [100], [20_000])
    assert got.verhaeltnis == got.untere == 0
    assert got.obere == pytest.approx(-np.log(0.025) / 5)
