import numpy as np
import pytest

from pipeline.projection import draws, engine
from tests.projection.test_engine import _random, _rates

YEARS = 4


def _calm(number: int, areas: int, **given: np.ndarray) -> draws.Shocks:
    shape = (number, YEARS, areas)
    still = {"growth": np.zeros(shape), "mortality": np.ones(shape), "fertility": np.ones(shape)}
    return draws.Shocks(**(still | given))


def _whole(population: np.ndarray) -> np.ndarray:
    return population.reshape(*population.shape[:2], -1).astype(float)


def test_without_shocks_the_mean_of_the_draws_is_the_expected_population() -> None:
    base, rates = _random(11, areas=2)
    expected = engine.project(base, rates, range(YEARS)).population
    got = draws.simulate(base, rates, YEARS, _calm(600, 2), _whole, np.random.default_rng(1))
    got = got.reshape(600, YEARS, *base.shape)
    error = got.std(axis=0) / np.sqrt(600)
    off = (got.mean(axis=0) - expected) / np.maximum(error, 0.02)
    assert np.abs(off).max() < 5.5
    assert np.abs(off).mean() < 1.0
    totals = got.sum(axis=(3, 4, 5)).mean(axis=0)
    np.testing.assert_allclose(totals, expected.sum(axis=(2, 3, 4)), rtol=2e-3)


def test_deaths_alone_are_binomial() -> None:
    base = np.zeros((1, 2, 2, 101))
    base[0, 0, 0, 40] = 400
    rates = _rates((1, 2, 2, 101), mortality=np.full((1, 1, 2, 2, 101), 0.1))
    got = draws.simulate(base, rates, 1, _calm(4000, 1), _whole, np.random.default_rng(2))[:, 0, 0].sum(
        axis=-1
    )
    assert got.mean() == pytest.approx(360, abs=0.5)
    assert got.var() == pytest.approx(400 * 0.1 * 0.9, rel=0.1)


def test_extra_growth_comes_through_moves() -> None:
    base, rates = _random(3, areas=2)
    growth = np.zeros((300, YEARS, 2))
    growth[:, 0, 1] = 0.02
    calm = draws.simulate(base, rates, YEARS, _calm(300, 2), _whole, np.random.default_rng(3)).sum(-1)
    more = draws.simulate(
        base, rates, YEARS, _calm(300, 2, growth=growth), _whole, np.random.default_rng(4)
    ).sum(-1)
    gained = (more - calm).mean(axis=0)[0]
    assert gained[0] == pytest.approx(0, abs=25)
    assert gained[1] == pytest.approx(0.02 * base[1].sum(), rel=0.15)


def test_mortality_and_fertility_follow_their_factors() -> None:
    base, rates = _random(5, areas=1)
    twice = np.full((200, YEARS, 1), 1.5)
    calm = draws.simulate(base, rates, YEARS, _calm(200, 1), _whole, np.random.default_rng(5))[:, 0, 0]
    sick = draws.simulate(
        base, rates, YEARS, _calm(200, 1, mortality=twice), _whole, np.random.default_rng(6)
    )
    born = draws.simulate(
        base, rates, YEARS, _calm(200, 1, fertility=twice), _whole, np.random.default_rng(7)
    )
    newborn = np.arange(404) % 101 == 0
    assert sick[:, 0, 0].sum(-1).mean() < calm.sum(-1).mean()
    arrivals = rates.in_migration[0, 0, :, :, 0].sum()
    ratio = (born[:, 0, 0][:, newborn].sum(-1).mean() - arrivals) / (
        calm[:, newborn].sum(-1).mean() - arrivals
    )
    assert ratio == pytest.approx(1.5, rel=0.05)


def test_nobody_is_lost_where_nothing_happens() -> None:
    base = np.floor(np.random.default_rng(8).uniform(0, 9, (3, 2, 2, 101)))
    got = draws.simulate(base, _rates((3, 2, 2, 101)), YEARS, _calm(9, 3), _whole, np.random.default_rng(9))
    np.testing.assert_array_equal(got.sum(-1), np.broadcast_to(base.sum(axis=(1, 2, 3)), (9, YEARS, 3)))


def test_the_same_generator_gives_the_same_draws() -> None:
    base, rates = _random(3, areas=2)
    once, again = (
        draws.simulate(base, rates, YEARS, _calm(20, 2), _whole, np.random.default_rng(4)) for _ in range(2)
    )
    np.testing.assert_array_equal(once, again)
    assert len(np.unique(once[:, -1].sum(-1), axis=0)) > 10
