import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline import measures
from pipeline.measures.trend import _steigung

fives = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 3_000)), min_size=5, max_size=5)


def _chi2(x: list[int], n: list[int]) -> float:
    """Chi-square of any number of groups, to meet examples that have not five."""
    faelle, personen = np.array(x, float), np.array(n, float)
    slope, squares = _steigung(faelle, personen)
    share = faelle.sum() / personen.sum()
    return float(slope**2 * squares / (share * (1 - share)))


def test_chi_square_for_trend_equals_the_published_ones() -> None:
    # P. Armitage 1955: carriers of Streptococcus pyogenes by size of tonsils; chi-square 7.19
    assert _chi2([19, 29, 24], [516, 589, 293]) == pytest.approx(7.19, abs=0.005)
    # J. L. Fleiss, Statistical Methods for Rates and Proportions: smokers in four groups; 8.22
    assert _chi2([83, 90, 129, 70], [86, 93, 136, 82]) == pytest.approx(8.2249, abs=0.00005)


def test_a_share_that_grows_evenly_by_hand() -> None:
    # 10, 12, 14, 16, 18 % of 1,000: slope 0.02, squares 1000 * 10, P = 0.14
    got = measures.trend([100, 120, 140, 160, 180], [1000] * 5)
    assert got.steigung == pytest.approx(0.02)
    assert got.chi2 == pytest.approx(0.02**2 * 10_000 / (0.14 * 0.86))
    assert got.p == pytest.approx(stats.chi2.sf(got.chi2, 1))
    assert got.richtung == 1
    rate = measures.trend([180, 160, 140, 120, 100], [1000] * 5, art="rate")
    assert rate.chi2 == pytest.approx(0.02**2 * 10_000 / 0.14)
    assert rate.richtung == -1


def test_the_threshold_is_that_of_99_8_percent() -> None:
    assert pytest.approx(stats.chi2.ppf(0.998, 1), abs=0.0001) == measures.SCHWELLE
    just_below = measures.trend([100, 108, 116, 124, 132], [1000] * 5)
    assert 5 < just_below.chi2 < measures.SCHWELLE
    assert just_below.richtung == 0


def test_one_single_year_makes_no_trend() -> None:
    # four falling years and a last one far above: the slope rises, without the last one it falls
    got = measures.trend([108, 106, 104, 102, 190], [1000] * 5)
    assert got.chi2 > measures.SCHWELLE
    assert got.steigung > 0
    assert got.richtung == 0


def test_only_the_last_five_count() -> None:
    longer = measures.trend([900, 5, 100, 120, 140, 160, 180], [1000] * 7)
    np.testing.assert_allclose(longer, measures.trend([100, 120, 140, 160, 180], [1000] * 5))


@pytest.mark.parametrize(
    ("x", "n"),
    [
        ([1, 2, 3, 4], [10] * 4),
        ([1, 2, np.nan, 4, 5], [10] * 5),
        ([1, 2, 3, 4, 5], [10, 10, 0, 10, 10]),
        ([0, 0, 0, 0, 0], [10] * 5),
        ([10] * 5, [10] * 5),
        ([1, 2, 3, 4, 11], [10] * 5),
        ([1, 2, -3, 4, 5], [10] * 5),
    ],
)
def test_a_trend_that_cannot_be_judged_is_missing(x: list[float], n: list[float]) -> None:
    assert np.isnan(measures.trend(x, n)).all()


def test_events_may_exceed_persons_in_a_rate() -> None:
    assert measures.trend([5, 9, 12, 15, 19], [10] * 5, art="rate").richtung == 1


@settings(max_examples=60, deadline=None)
@given(fives)
def test_backwards_the_trend_turns_round(years: list[tuple[int, int]]) -> None:
    x = np.array([a for a, _ in years])
    n = np.array([a + b for a, b in years])
    there, back = measures.trend(x, n), measures.trend(x[::-1], n[::-1])
    assert there.chi2 == pytest.approx(back.chi2, abs=1e-9, nan_ok=True)
    assert there.richtung == pytest.approx(-back.richtung, nan_ok=True)
    others = measures.trend(n - x, n)
    assert others.steigung == pytest.approx(-there.steigung, abs=1e-12, nan_ok=True)


def test_trends_take_many_areas_at_once() -> None:
    x = [[100, 120, 140, 160, 180], [180, 160, 140, 120, 100], [1, 1, 1, 1, np.nan]]
    assert measures.trend(x, 1000).richtung == pytest.approx([1, -1, np.nan], nan_ok=True)
