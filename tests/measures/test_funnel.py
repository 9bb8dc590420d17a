import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline import measures

shares = st.floats(0.01, 0.99)


def test_limits_of_a_share_by_hand() -> None:
    # Binomial(10, 1/2): P(R <= 1) = 11/1024, P(R <= 2) = 56/1024; 2.5 % lies 0.0297/0.0439 before 2
    before = (56 / 1024 - 0.025) / (45 / 1024)
    got = measures.funnel_share(0.5, 10)
    assert got.untere == pytest.approx((2 - before) / 10)
    assert got.obere == pytest.approx((8 - (1013 / 1024 - 0.975) / (45 / 1024)) / 10)


def test_large_areas_come_near_the_published_normal_limits() -> None:
    # PHEindicatormethods (Public Health England), funnel of proportions around 80.642448 %, its test table:
    # 9,998 persons, two limits of 95 % and two of 99.8 %
    published = {0.95: (79.867989, 81.416907), 0.998: (79.421375, 81.863521)}
    for niveau, wanted in published.items():
        got = measures.funnel_share(0.80642448, 9998, niveau)
        assert (100 * got.untere, 100 * got.obere) == pytest.approx(wanted, abs=0.03)


@settings(max_examples=60, deadline=None)
@given(shares, st.integers(1, 5_000))
def test_the_outer_funnel_holds_the_inner(ziel: float, n: int) -> None:
    inner, outer = (measures.funnel_share(ziel, n, niveau) for niveau in measures.TRICHTER)
    assert 0 <= outer.untere <= inner.untere <= inner.obere <= outer.obere <= 1
    innen, aussen = (measures.funnel_rate(ziel, n, 1000, niveau) for niveau in measures.TRICHTER)
    assert 0 <= aussen.untere <= innen.untere <= innen.obere <= aussen.obere


@settings(max_examples=60, deadline=None)
@given(shares, st.integers(2, 2_000))
def test_no_more_lies_outside_than_promised(ziel: float, n: int) -> None:
    got = measures.funnel_share(ziel, n)
    counts = np.arange(n + 1)
    weight = stats.binom.pmf(counts, n, ziel)
    # a count beyond a limit by a whole person is beyond the exact quantile, too
    assert weight[counts < n * got.untere - 1e-9].sum() <= 0.025 + 1e-9
    assert weight[counts > n * got.obere + 1 - 1e-9].sum() <= 0.025 + 1e-9


def test_limits_of_a_rate_by_hand() -> None:
    # Poisson(5): P(R = 0) = e^-5 < 2.5 % < P(R <= 1) = 6 e^-5
    expected = 1 - (6 * np.exp(-5) - 0.025) / (5 * np.exp(-5))
    assert measures.funnel_rate(0.05, 100, 1000).untere == pytest.approx(10 * expected)


@pytest.mark.parametrize(("ziel", "n"), [(0, 10), (1, 10), (0.5, 0), (np.nan, 10), (0.5, np.nan), (-1, 5)])
def test_a_funnel_that_is_none_is_missing(ziel: float, n: float) -> None:
    assert np.isnan(measures.funnel_share(ziel, n)).all()


@pytest.mark.parametrize(("ziel", "n"), [(0, 10), (0.5, 0), (np.nan, 10), (0.5, np.nan), (-1, 5)])
def test_a_funnel_of_rates_that_is_none_is_missing(ziel: float, n: float) -> None:
    assert np.isnan(measures.funnel_rate(ziel, n)).all()
