from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import measures

REFERENZ = Path(__file__).resolve().parents[3] / "shared" / "reference" / "phindicator"
values = st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=30)


def _read(name: str) -> pd.DataFrame:
    if not REFERENZ.is_dir():
        pytest.skip("the published test vectors are not beside this checkout")
    return pd.read_csv(REFERENZ / f"{name}.csv")


@pytest.mark.parametrize(("niveau", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_means_equal_the_published_ones(niveau: float, suffix: str) -> None:
    einzeln = _read("mean_input")
    for _, published in _read("mean_results").iterrows():
        alle = published["area"] == "No grouping"
        got = measures.mean(einzeln.loc[alle | einzeln["area"].eq(published["area"]), "values"], niveau)
        assert got.anzahl == published["value_count"]
        wanted = published[["value", "stdev", f"lower{suffix}", f"upper{suffix}"]].to_numpy(float)
        assert np.abs(np.array(got[1:]) / wanted - 1).max() < 1e-9


def test_the_sleep_data_of_student() -> None:
    # Student 1908, table of p. 20: additional hours of sleep, hyoscine (levo) against (dextro), ten patients;
    # mean 1.58, t = 4.06; the 95 % interval 0.70 to 2.46 is in every textbook that repeats them
    more = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    got = measures.mean(more)
    assert got.mittel == pytest.approx(1.58)
    assert got.mittel / (got.streuung / np.sqrt(10)) == pytest.approx(4.06, abs=0.005)
    assert (got.untere, got.obere) == pytest.approx((0.70, 2.46), abs=0.005)


def test_a_mean_that_is_none_is_missing() -> None:
    assert np.isnan(measures.mean([]).mittel)
    assert measures.mean([3.0]).mittel == 3
    assert np.isnan(measures.mean([3.0]).untere)
    assert np.isnan(measures.mean(pd.array([1.0, None, 2.0], dtype="Float64")).mittel)
    assert np.isnan(measures.student(1, -1, 5).untere)
    assert np.isnan(measures.student([1, np.nan], 1, [1, 5]).obere).all()
    with pytest.raises(ValueError, match="2"):
        measures.mean([[1.0, 2.0], [3.0, 4.0]])


def test_what_does_not_scatter_has_no_width() -> None:
    assert measures.mean([2.0, 2.0, 2.0])[3:] == (2, 2)


@settings(max_examples=60, deadline=None)
@given(values, st.floats(-100, 100), st.floats(0.1, 10))
def test_a_mean_moves_with_its_unit(zahlen: list[float], plus: float, mal: float) -> None:
    one, other = measures.mean(zahlen), measures.mean(mal * np.array(zahlen) + plus)
    assert one.untere <= one.mittel <= one.obere
    assert other.obere == pytest.approx(mal * one.obere + plus, rel=1e-6, abs=1e-6)


def test_the_median_of_bands_by_hand() -> None:
    # 40 persons, the 20th is the last of 5-9; with 30 in the open band nobody knows where it is
    bands = ["0-4", "5-9", "10+"]
    got = measures.median_in_bands([[10, 10, 20], [4, 16, 0], [5, 5, 30], [0, 0, 0]], bands)
    np.testing.assert_allclose(got, [10, 5 + 5 * 6 / 16, np.nan, np.nan])
    assert np.isnan(measures.median_in_bands([1, np.nan, 5], bands))
    with pytest.raises(ValueError, match="0-4"):
        measures.median_in_bands([1, 2], ["0-4", "6-9"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=200))
def test_the_median_of_bands_is_within_a_band_of_the_median(ages: list[int]) -> None:
    bands = [f"{age}-{age + 4}" for age in range(0, 95, 5)] + ["95-99", "100"]
    counts = [sum(age // 5 == k for age in ages) for k in range(20)] + [0]
    ordered = np.sort(np.array(ages) + 0.5)
    low, high = ordered[(len(ages) - 1) // 2], ordered[len(ages) // 2]
    got = float(measures.median_in_bands(counts, bands))
    assert low - 5 <= got <= high + 5


def test_the_median_of_single_years_is_the_usual_one() -> None:
    got = measures.median_in_bands([1, 1, 1, 1], ["0", "1", "2", "3-100"])
    assert got == 2  # half of four are below the age of exactly 2
