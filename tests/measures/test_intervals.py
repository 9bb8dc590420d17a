from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import measures

REFERENZ = Path(__file__).resolve().parents[3] / "shared" / "reference" / "phindicator"
TOLERANZ = 1e-9
NIVEAUS = {"95%": 0.95, "99.8%": 0.998}

counts = st.integers(min_value=0, max_value=200_000)


def _read(name: str) -> pd.DataFrame:
    if not REFERENZ.is_dir():
        pytest.skip("the published test vectors are not beside this checkout")
    return pd.read_csv(REFERENZ / f"{name}.csv")


def _assert_close(got: np.ndarray, published: pd.Series) -> None:
    wanted = published.to_numpy(float)
    printed = ~np.isnan(wanted)
    assert np.all(np.abs(got[printed] / wanted[printed] - 1) < TOLERANZ)


@pytest.mark.parametrize(("niveau", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_wilson_equals_the_published_limits(niveau: float, suffix: str) -> None:
    table = _read("proportion")
    got = measures.wilson(table["Numerator"], table["Denominator"], niveau)
    _assert_close(got.untere * table["multiplier"].to_numpy(), table[f"lower{suffix}"])
    _assert_close(got.obere * table["multiplier"].to_numpy(), table[f"upper{suffix}"])
    assert (np.isnan(got.untere) == table[f"lower{suffix}"].isna()).all()


@pytest.mark.parametrize(("niveau", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_rate_equals_the_published_limits(niveau: float, suffix: str) -> None:
    table = _read("rate")
    for faktor, part in table.groupby("multiplier"):
        got = measures.rate(part["Numerator"], part["Denominator"], float(faktor), niveau)
        _assert_close(got.untere, part[f"lower{suffix}"])
        _assert_close(got.obere, part[f"upper{suffix}"])
        assert (np.isnan(got.untere) == part[f"lower{suffix}"].isna()).all()


@pytest.mark.parametrize("method", ["Byars", "Wilson"])
@pytest.mark.parametrize("niveau", NIVEAUS)
def test_single_intervals_equal_the_published_limits(method: str, niveau: str) -> None:
    table = _read("byars_wilson").query("method == @method and confidence == @niveau")
    if method == "Byars":
        got = measures.byar(table["x"], NIVEAUS[niveau])
    else:
        got = measures.wilson(table["x"], table["n"], NIVEAUS[niveau])
    _assert_close(got.untere, table["lowercl"])
    _assert_close(got.obere, table["uppercl"])


def test_no_events_have_a_lower_limit_of_zero() -> None:
    assert measures.wilson(0, 20).untere == 0
    assert measures.exact_poisson(0).untere == 0
    assert measures.exact_poisson(0).obere == pytest.approx(-np.log(0.025))  # by hand: e^-m = 0.025
    assert measures.byar(0).untere == 0
    assert measures.rate(0, 100, 1000).untere == 0


def test_everybody_has_an_upper_limit_of_one() -> None:
    assert measures.wilson(20, 20).obere == pytest.approx(1)


@pytest.mark.parametrize(("x", "n"), [(1, 0), (None, 5), (5, None), (6, 5), (-1, 5), (0, 0)])
def test_a_proportion_that_is_none_has_no_interval(x: float, n: float) -> None:
    got = measures.wilson(pd.array([x], dtype="Int64"), pd.array([n], dtype="Int64"))
    assert np.isnan(got.untere).all()
    assert np.isnan(got.obere).all()


@pytest.mark.parametrize(("x", "n"), [(1, 0), (None, 5), (5, None), (-1, 5)])
def test_a_rate_that_is_none_has_no_interval(x: float, n: float) -> None:
    got = measures.rate(pd.array([x], dtype="Int64"), pd.array([n], dtype="Int64"))
    assert np.isnan(got.untere).all()
    assert np.isnan(got.obere).all()


def test_a_rate_may_exceed_its_denominator() -> None:
    got = measures.rate(250, 220)
    assert got.untere < 250 / 220 < got.obere


def test_the_rate_changes_its_method_at_ten_events() -> None:
    got = measures.rate([9, 10], [1, 1])
    assert got.untere[0] == measures.exact_poisson(9).untere
    assert got.untere[1] == measures.byar(10).untere


def test_the_quotient_interval_is_that_of_the_share_turned_round() -> None:
    share = measures.wilson(30, 90)
    got = measures.odds(30, 60, 100)
    assert got.untere == pytest.approx(100 * share.untere / (1 - share.untere))
    assert np.isnan(measures.odds(3, 0).untere)


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_wilson_holds_the_share_and_stays_in_bounds(x: int, more: int) -> None:
    got = measures.wilson(x, x + more + 1)
    assert 0 <= got.untere <= x / (x + more + 1) <= got.obere <= 1


def test_wilson_of_nobody_and_of_everybody_ends_exactly_at_the_bounds() -> None:
    n = np.arange(1, 3000)
    assert (measures.wilson(np.zeros_like(n), n).untere == 0).all()
    assert (measures.wilson(n, n).obere == 1).all()


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_wilson_of_the_others_is_the_mirror(x: int, more: int) -> None:
    n = x + more + 1
    one, other = measures.wilson(x, n), measures.wilson(n - x, n)
    assert one.untere == pytest.approx(1 - other.obere, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(1, 10**6), st.sampled_from([1.0, 100.0, 1000.0]))
def test_a_rate_scales_with_its_factor(x: int, n: int, faktor: float) -> None:
    one, many = measures.rate(x, n), measures.rate(x, n, faktor)
    assert many.obere == pytest.approx(faktor * one.obere)
    assert many.untere <= faktor * x / n <= many.obere
