"""Each simple method against numbers worked out by hand."""

import numpy as np
import pytest

from pipeline.projection import simple

PAST = np.array([[70.0, 80, 90, 100], [230.0, 220, 210, 200]])
CITY = np.array([330.0, 360.0])


def test_no_change_and_constant_share() -> None:
    np.testing.assert_allclose(simple.no_change(PAST, CITY), [[100, 100], [200, 200]])
    np.testing.assert_allclose(simple.constant_share(PAST, CITY), [[110, 120], [220, 240]])


def test_a_line_is_drawn_through_three_years_and_controlled() -> None:
    # lines give 110 and 190 in the first year, 120 and 180 in the second
    np.testing.assert_allclose(simple.linear(PAST, CITY), [[121, 144], [209, 216]])


def test_plus_minus_shares_out_what_is_missing_by_the_size_of_the_changes() -> None:
    # change +10 and -10, 30 are missing, the sum of both sizes is 20: 10 (1 + 1.5), -10 (1 - 1.5)
    got = simple.variable_share_of_growth(PAST, CITY)
    np.testing.assert_allclose(got[:, 0], [125, 205])
    np.testing.assert_allclose(got.sum(axis=0), CITY)


def test_the_average_is_halfway() -> None:
    np.testing.assert_allclose(simple.average(PAST, CITY)[:, 0], [(110 + 125) / 2, (220 + 205) / 2])


def test_where_nothing_changed_nothing_can_be_shared_out() -> None:
    still = np.full((2, 3), 50.0)
    np.testing.assert_allclose(simple.variable_share_of_growth(still, np.array([100.0])), [[50], [50]])


@pytest.mark.parametrize("method", simple.METHODS.values())
def test_no_method_gives_negative_residents(method: simple.Method) -> None:
    falling = np.array([[40.0, 20, 1], [100.0, 100, 100]])
    assert (method(falling, np.full(9, 90.0)) >= 0).all()
