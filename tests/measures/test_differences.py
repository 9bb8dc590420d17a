import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from pipeline import measures

numbers = st.integers(min_value=1, max_value=5_000)

# R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10 (score, no correction)
NEWCOMBE = [
    ((56, 70, 48, 80), 0.0524, 0.3339),
    ((9, 10, 3, 10), 0.1705, 0.8090),
    ((6, 7, 2, 7), 0.0582, 0.8062),
    ((5, 56, 0, 29), -0.0381, 0.1926),
    ((0, 10, 0, 20), -0.1611, 0.2775),
    ((0, 10, 0, 10), -0.2775, 0.2775),
    ((10, 10, 0, 20), 0.6791, 1.0),
    ((10, 10, 0, 10), 0.6075, 1.0),
]


@pytest.mark.parametrize(("counts", "lower", "upper"), NEWCOMBE)
def test_differences_equal_the_published_ones(
    counts: tuple[int, int, int, int], lower: float, upper: float
) -> None:
    got = measures.difference(*counts)
    assert got.untere == pytest.approx(lower, abs=0.00005)
    assert got.obere == pytest.approx(upper, abs=0.00005)


@settings(max_examples=40, deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_differences_equal_those_of_statsmodels(a: int, b: int, c: int, d: int) -> None:
    wanted = confint_proportions_2indep(a, a + b, c, c + d, method="newcomb", compare="diff")
    got = measures.difference(a, a + b, c, c + d)
    assert got[1:] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_a_rate_ratio_from_the_literature() -> None:
    # J. D. Boice, R. R. Monson 1977, in K. J. Rothman, Modern Epidemiology: breast cancer after fluoroscopy,
    # 41 in 28,010 and 15 in 19,017 person-years, ratio 1.86; its exact interval is 1.01 to 3.61
    got = measures.ratio(41, 28010, 15, 19017, limits=measures.rate)
    assert got.wert == pytest.approx(1.86, abs=0.005)
    assert got.untere == pytest.approx(1.01, abs=0.01)
    assert got.obere == pytest.approx(3.61, abs=0.06)


def test_differences_of_rates_by_hand() -> None:
    one, two = measures.rate(12, 100), measures.rate(4, 200)
    got = measures.difference(12, 100, 4, 200, limits=measures.rate)
    assert got.wert == pytest.approx(0.10)
    assert got.untere == pytest.approx(0.10 - np.sqrt((0.12 - one.untere) ** 2 + (two.obere - 0.02) ** 2))
    assert got.obere == pytest.approx(0.10 + np.sqrt((one.obere - 0.12) ** 2 + (0.02 - two.untere) ** 2))


LIMITS = pytest.mark.parametrize("limits", [measures.wilson, measures.rate], ids=["share", "rate"])


@LIMITS
def test_no_case_is_defined(limits: measures.Grenzen) -> None:
    nobody_here = measures.ratio(0, 50, 5, 60, limits=limits)
    assert nobody_here[:2] == (0, 0)
    assert 0 < nobody_here.obere < np.inf
    nobody_there = measures.ratio(5, 60, 0, 50, limits=limits)
    assert nobody_there.wert == nobody_there.obere == np.inf
    assert 0 < nobody_there.untere < np.inf
    assert np.isnan(measures.ratio(0, 50, 0, 60, limits=limits)).all()
    apart = measures.difference(0, 50, 0, 60, limits=limits)
    assert apart.untere < apart.wert == 0 < apart.obere


@LIMITS
@pytest.mark.parametrize(
    "numbers", [(1, 0, 1, 9), (1, 9, 1, 0), (np.nan, 9, 1, 9), (1, 9, 1, np.nan), (-1, 9, 1, 9)]
)
def test_what_has_no_rate_has_no_comparison(numbers: tuple[float, ...], limits: measures.Grenzen) -> None:
    assert np.isnan(measures.difference(*numbers, limits=limits)).all()
    assert np.isnan(measures.ratio(*numbers, limits=limits)).all()
    assert np.isnan(measures.difference(*numbers[2:], *numbers[:2], limits=limits)).all()


def test_more_than_everybody_is_no_share_but_a_rate() -> None:
    assert np.isnan(measures.difference(11, 10, 1, 10)).all()
    assert measures.difference(11, 10, 1, 10, limits=measures.rate).wert == pytest.approx(1)


@LIMITS
@settings(max_examples=60, deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_turning_round_turns_the_ratio_over(limits: measures.Grenzen, a: int, b: int, c: int, d: int) -> None:
    there, back = (
        measures.ratio(a, a + b, c, c + d, limits=limits),
        measures.ratio(c, c + d, a, a + b, limits=limits),
    )
    assert 0 <= there.untere <= there.wert * (1 + 1e-9) <= there.obere * (1 + 1e-9)
    assert there.untere == pytest.approx(1 / back.obere, rel=1e-6)
    assert there.wert == pytest.approx(1 / back.wert)


@pytest.mark.parametrize(("p", "q"), [(0.05, 0.1), (0.3, 0.3), (0.02, 0.5)])
def test_the_intervals_hold_what_they_promise(p: float, q: float) -> None:
    # every pair of counts with its probability: exact coverage, no simulation
    n, m = 60, 90
    a, c = np.meshgrid(np.arange(n + 1), np.arange(m + 1), indexing="ij")
    weight = stats.binom.pmf(a, n, p) * stats.binom.pmf(c, m, q)
    apart, times = measures.difference(a, n, c, m), measures.ratio(a, n, c, m)
    for got, truth in ((apart, p - q), (times, p / q)):
        inside = weight[(got.untere <= truth) & (truth <= got.obere)].sum()
        assert 0.925 < inside + weight[np.isnan(got.wert)].sum() < 0.985


def test_an_area_in_its_city_by_hand() -> None:
    # 50 of 100 in the area, 350 of 900 in the rest; the area is a tenth of the city
    rest = measures.difference(50, 100, 350, 900)
    got = measures.difference_to_whole(50, 100, 400, 1000)
    assert got.wert == pytest.approx(0.5 - 0.4)
    assert got.untere == pytest.approx(0.9 * rest.untere)
    times = measures.ratio(50, 100, 350, 900)
    index = measures.index_100(50, 100, 400, 1000)
    assert index.wert == pytest.approx(125)
    assert index.obere == pytest.approx(100 * times.obere / (0.1 * times.obere + 0.9))
    assert measures.location_quotient(50, 100, 400, 1000).wert == pytest.approx(1.25)


@pytest.mark.parametrize("numbers", [(5, 10, 5, 10), (5, 10, 4, 100), (5, 10, 20, 9), (0, 10, 0, 100)])
def test_an_area_that_is_no_part_has_no_quotient(numbers: tuple[int, ...]) -> None:
    assert np.isnan(measures.location_quotient(*numbers)).all()


def test_all_cases_in_the_area_give_the_largest_quotient_there_is() -> None:
    got = measures.location_quotient(7, 100, 7, 1000)
    assert got.wert == got.obere == 10
    assert 1 < got.untere < 10


@LIMITS
@settings(max_examples=60, deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_quotient_and_difference_to_the_city_agree(
    limits: measures.Grenzen, a: int, b: int, c: int, d: int
) -> None:
    counts = a, a + b, a + c, a + b + c + d
    apart, times = (
        messen(*counts, limits=limits)
        for messen in (measures.difference_to_whole, measures.location_quotient)
    )
    city = (a + c) / (a + b + c + d)
    assert apart.wert == pytest.approx(city * (times.wert - 1), abs=1e-12)
    assert times.untere <= times.wert * (1 + 1e-9)
    assert times.obere <= counts[3] / counts[1] * (1 + 1e-9)


def test_comparisons_take_whole_columns() -> None:
    got = measures.index_100([1, 2, np.nan], 10, [10, 10, 10], [50, 50, 50])
    assert got.wert.shape == (3,)
    assert np.isnan(got.wert).tolist() == [False, False, True]
