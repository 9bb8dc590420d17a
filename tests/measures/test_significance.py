import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline import measures

numbers = st.integers(min_value=1, max_value=5_000)


def test_part_of_whole_by_hand() -> None:
    # p = 0.5, P = 0.4: z = 0.1 / sqrt(0.24 (1/100 - 1/1000)) = 0.1 / sqrt(0.00216)
    got = measures.part_of_whole_z(50, 100, 400, 1000)
    assert got.z == pytest.approx(0.1 / np.sqrt(0.00216))
    assert got.p == pytest.approx(2 * stats.norm.sf(0.1 / np.sqrt(0.00216)))


@settings(max_examples=60, deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_part_of_whole_is_the_pooled_test_against_the_rest(a: int, b: int, c: int, d: int) -> None:
    part = measures.part_of_whole_z(a, a + b, a + c, a + b + c + d)
    rest = measures.two_proportions_z(a, a + b, c, c + d)
    assert part.z == pytest.approx(rest.z, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 0, 5, 10),
        (5, 10, 5, 10),
        (0, 10, 0, 100),
        (np.nan, 10, 5, 100),
        (8, 10, 5, 100),
        (11, 10, 50, 100),
    ],
)
def test_what_cannot_be_tested_is_missing(numbers: tuple[float, ...]) -> None:
    got = measures.part_of_whole_z(*numbers)
    assert np.isnan(got.z)
    assert np.isnan(got.p)


def test_rate_of_a_part_by_hand() -> None:
    # expected 40 * 100/1000 = 4, variance 4 * 0.9
    got = measures.part_of_whole_rate_z(7, 100, 40, 1000)
    assert got.z == pytest.approx(3 / np.sqrt(3.6))


def test_two_rates_are_a_part_of_both() -> None:
    one = measures.two_rates_z(7, 100, 33, 900)
    assert one.z == pytest.approx(measures.part_of_whole_rate_z(7, 100, 40, 1000).z)
    assert np.isnan(measures.two_rates_z(0, 100, 0, 900).z)


def test_few_expected_cases_are_tested_exactly() -> None:
    # expected 20 * 10/100 = 2 of 20 drawn from 100 with 10 marked; hypergeometric by hand
    anteil = measures.part_of_whole_z([6, 6], [20, 200], [10, 60], [100, 2000])
    moeglich = stats.hypergeom(100, 10, 20)
    gleich_selten = [k for k in range(11) if moeglich.pmf(k) <= moeglich.pmf(6) * (1 + 1e-9)]
    assert anteil.p[0] == pytest.approx(sum(moeglich.pmf(k) for k in gleich_selten))
    assert anteil.p[1] == pytest.approx(2 * stats.norm.sf(abs(anteil.z[1])))
    rate = measures.part_of_whole_rate_z(7, 100, 40, 1000)
    erwartet = stats.binom(40, 0.1)
    gleich_selten = [k for k in range(41) if erwartet.pmf(k) <= erwartet.pmf(7) * (1 + 1e-9)]
    assert rate.p == pytest.approx(sum(erwartet.pmf(k) for k in gleich_selten))


def test_tests_take_whole_columns() -> None:
    got = measures.two_proportions_z([1, 2], [10, 10], [5, np.nan], [10, 10])
    assert got.z.shape == (2,)
    assert np.isnan(got.z[1])


def test_benjamini_hochberg_by_hand_and_without_the_missing() -> None:
    got = measures.benjamini_hochberg([0.01, np.nan, 0.04, 0.03])
    np.testing.assert_allclose(got, [0.03, np.nan, 0.04, 0.04])
    assert np.isnan(measures.benjamini_hochberg([np.nan])).all()
    assert measures.benjamini_hochberg([]).size == 0


def test_a_p_value_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        measures.benjamini_hochberg([1.5])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_correction_never_lowers_and_keeps_the_order(p: list[float]) -> None:
    got = measures.benjamini_hochberg(p)
    assert (got >= np.array(p) - 1e-12).all()
    assert (np.diff(got[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_structure_by_hand() -> None:
    # area 30/20, rest 20/30: chi2 = 100 (30*30 - 20*20)^2 / 50^4 = 4
    got = measures.structure_chi2([30, 20], [50, 50])
    assert got.chi2 == pytest.approx(4)
    assert got.freiheitsgrade == 1
    assert got.cramers_v == pytest.approx(0.2)
    assert got.dissimilaritaet == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("area", "city"),
    [([1, np.nan], [5, 5]), ([1, 2], [5, 1]), ([3, 0], [5, 0]), ([0, 0], [5, 5]), ([5, 5], [5, 5])],
)
def test_a_structure_that_cannot_be_tested_is_missing(area: list[float], city: list[float]) -> None:
    assert np.isnan(measures.structure_chi2(area, city).p)


def test_groups_empty_everywhere_do_not_count() -> None:
    with_empty = measures.structure_chi2([30, 20, 0], [50, 50, 0])
    assert with_empty.freiheitsgrade == 1


def test_a_small_structure_of_two_groups_is_tested_exactly() -> None:
    # Fisher's tea: 3 of 4 and 1 of 4; p = 34/70 by the hypergeometric distribution
    got = measures.structure_chi2([3, 1], [4, 4])
    assert got.p == pytest.approx(34 / 70)
    assert got.chi2 == pytest.approx(2)


def test_a_small_structure_of_more_groups_has_no_p_but_its_sizes() -> None:
    got = measures.structure_chi2([3, 1, 1], [50, 40, 60])
    assert np.isnan(got.p)
    assert got.cramers_v > 0
    assert got.dissimilaritaet == pytest.approx(3 / 5 - 47 / 145)
    assert measures.structure_chi2([30, 10, 10], [500, 400, 600]).p < 0.01
