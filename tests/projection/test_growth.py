import numpy as np
import pytest

from pipeline.projection import growth


def _areas(rho: float, seed: int = 1) -> np.ndarray:
    """Totals of 400 areas over nine years whose growth lasts with `rho`, and is noisy."""
    rng = np.random.default_rng(seed)
    size = rng.uniform(2000, 20000, 400)
    state = rng.normal(0, 0.01 / np.sqrt(1 - rho**2), 400)
    totals = [size]
    for _ in range(8):
        totals.append(totals[-1] * np.exp(state + rng.normal(0, np.sqrt(2e-5 + 0.3 / totals[-1]))))
        state = rho * state + rng.normal(0, 0.01, 400)
    return np.stack(totals, axis=1)


def test_the_persistence_that_areas_lived_by_comes_back() -> None:
    found = growth.trend(_areas(0.8)).persistence
    assert found.rho == pytest.approx(0.8, abs=0.06)
    assert np.sqrt(found.shock) == pytest.approx(0.01, rel=0.2)
    assert found.noise_per_resident == pytest.approx(0.3, rel=0.5)


def test_a_small_area_is_believed_less() -> None:
    growing = np.exp(0.02 * np.arange(5))
    steady = np.full((30, 5), 5000.0) * np.exp(np.random.default_rng(2).normal(0, 0.01, (30, 5)))
    totals = np.concatenate([[300 * growing, 30000 * growing], steady])
    got = growth.trend(totals)
    assert 0 < got.mean[0] < got.mean[1] < 0.02
    assert got.variance[0] > got.variance[1]


def test_growth_fades() -> None:
    np.testing.assert_allclose(growth.lasting(0.5, 3), [0.5, 0.75, 0.875])


def test_part_of_the_trend_is_that_of_the_area_above() -> None:
    known = growth.Trend(
        growth.Persistence(0.5, 1e-4, 1e-5, 0.1),
        np.array([0.02, 0.0]),
        np.zeros(2),
        np.array([1000.0, 3000.0]),
    )
    got = growth.expected(known, np.ones((2, 1)), 1)[:, 0]
    # the area above grows by 0.005; 0.7 of the own, 0.3 of that, half of it lasts
    np.testing.assert_allclose(got, [0.5 * (0.014 + 0.0015), 0.5 * 0.0015])
