import numpy as np
import pytest

from pipeline.projection import scores


def test_the_score_of_a_point_is_its_error() -> None:
    np.testing.assert_allclose(scores.crps(np.full((1, 2), 7.0), np.array([5.0, 7.0])), [2, 0])


def test_the_score_of_two_draws_by_hand() -> None:
    # mean distance to 1 of (0, 4) is 2; half the mean distance of pairs is 4 / 4 = 1
    assert scores.crps(np.array([4.0, 0.0]), np.array(1.0)) == pytest.approx(1.0)


def test_the_score_of_a_normal_distribution_is_the_published_one() -> None:
    draws = np.random.default_rng(1).standard_normal(200_000)
    # Gneiting and Raftery 2007: standard normal, observation 0: 2 phi(0) - 1 / sqrt(pi)
    assert scores.crps(draws, np.array(0.0)) == pytest.approx(0.23370, abs=1e-3)


def test_a_band_covers_its_middle_and_not_its_ends() -> None:
    draws = np.repeat(np.arange(101.0)[:, None], 3, axis=1)
    np.testing.assert_array_equal(scores.covered(draws, np.array([50.0, 10.0, 5.0]), 0.8), [1, 1, 0])


def test_the_structure_error_counts_who_is_in_the_wrong_band() -> None:
    assert scores.structure_error(np.array([50.0, 50]), np.array([60.0, 40])) == pytest.approx(10)
    assert scores.structure_error(np.array([5.0, 5]), np.array([70.0, 70])) == 0
