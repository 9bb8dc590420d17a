import numpy as np
import pytest
from scipy import stats

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
    lasting = got.state.fading + got.state.drift
    assert 0 < lasting[0] < lasting[1] < 0.02
    unsure = got.state.var_fading + got.state.var_drift + 2 * got.state.cov
    assert unsure[0] > unsure[1]


def test_growth_fades() -> None:
    np.testing.assert_allclose(growth.lasting(0.5, 3), [0.5, 0.75, 0.875])


def test_part_of_the_trend_is_that_of_the_area_above() -> None:
    known = growth.Trend(
        growth.Persistence(0.5, 1e-4, 1e-5, 0.1, 1e-5),
        growth.State(np.array([0.02, 0.0]), np.array([0.0, 0.004]), *np.zeros((3, 2))),
        np.array([1000.0, 3000.0]),
    )
    got = growth.expected(known, np.ones((2, 1)), 2)
    # the area above grows by 0.005 that fades and 0.003 that stays; 0.7 of the own, 0.3 of that
    fading, drift = np.array([0.014 + 0.0015, 0.0015]), np.array([0.0009, 0.0028 + 0.0009])
    np.testing.assert_allclose(got[:, 0], 0.5 * fading + drift)
    np.testing.assert_allclose(got[:, 1], 0.75 * fading + 2 * drift)


def test_drifts_that_areas_lived_by_come_back_and_are_not_found_where_there_are_none() -> None:
    drift = np.random.default_rng(3).normal(0, 0.01, 400)
    totals = _areas(0.5) * np.exp(drift[:, None] * np.arange(9))
    found = growth.trend(totals)
    assert np.sqrt(found.persistence.drift) == pytest.approx(0.01, rel=0.2)
    assert np.corrcoef(found.state.drift, drift)[0, 1] > 0.7
    assert np.sqrt(growth.trend(_areas(0.5)).persistence.drift) < 0.004


def test_the_density_of_the_shocks_is_that_of_student() -> None:
    x = np.linspace(-30, 30, 61)
    np.testing.assert_allclose(growth._log_student(x), stats.t.logpdf(x, growth.FREIHEITSGRADE), rtol=1e-12)
