from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import projection

AARGAU = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "reference"
    / "fso_aargau"
    / "parameters_and_projection.csv.gz"
)
HALBE_PERSON = 0.55
"""The published numbers are whole persons, the rest is their parameters' last digit."""


def _rates(shape: tuple[int, ...], **given: np.ndarray) -> projection.Rates:
    empty = {
        "mortality": np.zeros((1, *shape)),
        "out_migration": np.zeros((1, *shape)),
        "in_migration": np.zeros((1, *shape)),
        "naturalisation": np.zeros((1, *shape)),
        "fertility": np.zeros((1, *shape[:-2], shape[-1])),
        "deutsch_share": np.zeros((1, *shape[:-3])),
    }
    return projection.Rates(**(empty | given))


def _random(seed: int, areas: int = 3) -> tuple[np.ndarray, projection.Rates]:
    rng = np.random.default_rng(seed)
    shape = (areas, 2, 2, 101)
    q = rng.uniform(0, 0.05, (1, *shape))
    q[:, :, 0] = 0
    fertility = np.zeros((1, areas, 2, 101))
    fertility[..., 16:51] = rng.uniform(0, 0.1, (1, areas, 2, 35))
    rates = projection.Rates(
        mortality=rng.uniform(0, 0.3, (1, *shape)),
        out_migration=rng.uniform(0, 0.2, (1, *shape)),
        in_migration=rng.uniform(0, 5, (1, *shape)),
        naturalisation=q,
        fertility=fertility,
        deutsch_share=rng.uniform(0, 1, (1, areas)),
    )
    return rng.uniform(0, 100, shape), rates


def _aargau() -> tuple[np.ndarray, projection.Rates, list[int], np.ndarray]:
    if not AARGAU.is_file():
        pytest.skip("the published projection is not beside this checkout")
    table = pd.read_csv(AARGAU)
    table["nat"] = pd.Categorical(table["nat"], ["ch", "int"])
    table["sex"] = pd.Categorical(table["sex"], ["m", "f"])
    table = table.sort_values(["year", "nat", "sex", "age"])
    years = sorted(table["year"].unique())

    def cells(column: str) -> np.ndarray:
        return table[column].to_numpy(float).reshape(len(years), 2, 2, 101)

    rates = projection.Rates(
        mortality=cells("mor"),
        out_migration=cells("emi_int") + cells("emi_nat"),
        in_migration=cells("imm_int_n") + cells("imm_nat_n"),
        naturalisation=cells("acq"),
        fertility=cells("birthrate")[:, :, 1],
        deutsch_share=cells("int_mothers")[:, 0, 0, 0],
    )
    return projection.december(cells("start_n")[0]), rates, years, cells("fso_projection_n")


def test_the_published_projection_of_aargau_comes_out_in_every_cell_and_year() -> None:
    base, rates, years, published = _aargau()
    got = projection.project(base, rates, years).population
    printed = ~np.isnan(published)
    assert printed.sum() == 10 * 404
    assert np.abs(got[printed] - published[printed]).max() < HALBE_PERSON


@pytest.mark.parametrize("groups", [1, 2])
def test_a_closed_population_without_births_and_deaths_only_ages(groups: int) -> None:
    base = np.random.default_rng(1).uniform(0, 50, (groups, 2, 101))
    got = projection.project(base, _rates(base.shape), range(2021, 2031)).population
    np.testing.assert_array_equal(got[0], projection.age(base))
    np.testing.assert_allclose(got.sum(axis=(1, 2, 3)), base.sum())
    np.testing.assert_array_equal(got[9, ..., 10:100], base[..., :90])


def test_without_migration_deaths_follow_the_life_table() -> None:
    base = np.ones((1, 2, 101))
    rates = _rates(base.shape, mortality=np.full((1, 1, 2, 101), 0.1))
    got = projection.project(base, rates, range(3)).population
    np.testing.assert_allclose(got[2, ..., 3:100], 0.9**3)


def test_births_by_hand() -> None:
    # 100 women of 20 become 21, rate 0.1 at 21: 10 births, 100 of 205 girls; half of them change group
    base = np.zeros((2, 2, 101))
    base[1, 1, 20] = 100
    fertility = np.zeros((1, 2, 101))
    fertility[0, 1, 21] = 0.1
    got = projection.project(
        base, _rates(base.shape, fertility=fertility, deutsch_share=np.array([0.5])), [2021]
    )
    np.testing.assert_allclose(got.births[0, :, 1], [5 * 100 / 205, 5 * 100 / 205])
    assert got.births.sum() == pytest.approx(10)


def test_migrants_share_the_risk_by_their_exposure() -> None:
    base = np.zeros((1, 2, 101))
    base[0, 0, 29] = 100
    rates = _rates(
        base.shape, mortality=np.full((1, 1, 2, 101), 0.1), out_migration=np.full((1, 1, 2, 101), 0.2)
    )
    half = projection.project(base, rates, [2021]).deaths.sum()
    end = projection.project(base, rates, [2021], migrant_exposure=0).deaths.sum()
    assert half == pytest.approx(100 * (0.1 - 0.2 * 0.1 / 2))
    assert end == pytest.approx(10)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.25, 0.5]))
def test_every_year_balances_in_every_cell(seed: int, exposure: float) -> None:
    base, rates = _random(seed)
    got = projection.project(base, rates, range(2021, 2026), migrant_exposure=exposure)
    before = np.concatenate([base[None], got.population[:-1]])
    received = np.concatenate([got.naturalised[:, :, 1:], np.zeros_like(got.naturalised[:, :, :1])], axis=2)
    expected = projection.age(before) - got.deaths - got.out_migration + got.in_migration
    expected += received - got.naturalised
    expected[..., 0] += got.births
    np.testing.assert_allclose(got.population, expected, atol=1e-9)
    assert (got.population >= 0).all()


def test_areas_do_not_touch_each_other() -> None:
    base, rates = _random(7)
    together = projection.project(base, rates, range(2021, 2026)).population
    cut = projection.Rates(*(getattr(rates, name)[:, 1:2] for name in projection.Rates.__dataclass_fields__))
    np.testing.assert_allclose(
        projection.project(base[1:2], cut, range(2021, 2026)).population, together[:, 1:2]
    )


def test_december_is_the_inverse_of_ageing() -> None:
    aged = np.random.default_rng(2).uniform(0, 9, (2, 2, 101))
    aged[..., 0] = 0
    np.testing.assert_array_equal(projection.age(projection.december(aged)), aged)


def test_wrong_lengths_and_exposures_are_refused() -> None:
    base = np.zeros((1, 2, 101))
    rates = _rates(base.shape, mortality=np.zeros((2, 1, 2, 101)))
    with pytest.raises(ValueError, match="2"):
        projection.project(base, rates, range(3))
    with pytest.raises(ValueError, match=r"0\.9"):
        projection.project(base, _rates(base.shape), [1], migrant_exposure=0.9)
    with pytest.raises(ValueError, match=r"\[\]"):
        projection.project(base, _rates(base.shape), [])
