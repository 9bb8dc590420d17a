"""In every draw and year districts add up to the city drawn beside them, by sex and age."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measures import Floats
from pipeline.projection import aussicht, beside, draws, engine, fan, raking
from pipeline.projection.lauf import Lauf, lauf
from tests.projection.bestand import bestand
from tests.projection.test_engine import _random

BASIS = "2020-12-31"
YEARS = 3


def _cells(*zahlen: tuple[int, int]) -> np.ndarray:
    """One draw [1, area, group, sex, age]: two groups of men of 30, everything else empty."""
    cells = np.zeros((1, len(zahlen), 2, 2, 101), dtype=np.int64)
    cells[0, :, :, 0, 30] = zahlen
    return cells


def test_both_groups_of_a_cell_are_scaled_alike_to_what_the_city_has_of_both() -> None:
    got = beside.fitted(_cells((6, 2), (10, 2), (5, 25)), 1.0)
    np.testing.assert_allclose(got[0, :, :, 0, 30], [[9, 3], [15, 3]])
    assert got.sum() == 30


def test_those_of_no_known_district_stay_outside_of_all() -> None:
    assert beside.fitted(_cells((10, 0), (10, 0), (40, 0)), 0.98).sum() == pytest.approx(0.98 * 40)


def test_a_cell_without_anybody_in_a_district_stays_empty() -> None:
    assert beside.fitted(_cells((0, 0), (0, 0), (3, 1)), 1.0).sum() == 0


@given(st.integers(0, 2**32 - 1), st.floats(0.95, 1.05))
def test_in_every_draw_districts_add_up_by_sex_and_age(seed: int, share: float) -> None:
    drawn = np.random.default_rng(seed).poisson(1.5, (2, 4, 2, 2, 101))
    before = drawn.copy()
    got = beside.fitted(drawn, share).sum(axis=(1, 2))
    someone = drawn[:, :-1].sum(axis=(1, 2)) > 0
    city = share * drawn[:, -1].sum(axis=1)
    np.testing.assert_allclose(got[someone], city[someone], rtol=1e-5)
    np.testing.assert_array_equal(drawn, before)


def _shocks(number: int, areas: int, seed: int = 1) -> draws.Shocks:
    rng = np.random.default_rng(seed)
    shape = (number, YEARS, areas)
    return draws.Shocks(
        rng.normal(0, 0.02, shape), rng.lognormal(0, 0.1, shape), rng.lognormal(0, 0.1, shape)
    )


def test_what_all_districts_share_moves_the_city_as_much() -> None:
    alike = draws.Shocks(*(np.full((5, YEARS, 3), value) for value in (0.01, 1.1, 0.9)))
    got = beside.with_city(alike, np.array([100.0, 200.0, 700.0]))
    np.testing.assert_allclose(got.growth[..., -1], 0.01)
    np.testing.assert_allclose(got.mortality[..., -1], 1.1)
    np.testing.assert_allclose(got.fertility[..., -1], 0.9)


def test_the_city_grows_as_its_districts_together() -> None:
    shocks, residents = _shocks(4, 2), np.array([1000.0, 3000.0])
    got = beside.with_city(shocks, residents)
    districts = residents * np.exp(shocks.growth.cumsum(axis=1))
    np.testing.assert_allclose(4000 * np.exp(got.growth[..., -1].cumsum(axis=1)), districts.sum(axis=-1))
    np.testing.assert_allclose(
        got.mortality[..., -1], shocks.mortality[..., 0] / 4 + 3 * shocks.mortality[..., 1] / 4
    )
    np.testing.assert_array_equal(got.growth[..., :2], shocks.growth)


def test_the_chain_that_is_drawn_is_not_changed_by_what_is_read_from_it() -> None:
    base, rates = _random(5, areas=3)

    def paths(share: float | None) -> np.ndarray:
        seen: list[np.ndarray] = []

        def keep(population: draws.Counts) -> draws.Sums:
            seen.append(population.copy())
            kept = population if share is None else beside.fitted(population, share)
            return kept.sum(axis=(2, 3)).astype(np.float32)

        draws.simulate(base, rates, YEARS, _shocks(9, 3), keep, np.random.default_rng(2))
        return np.concatenate(seen)

    np.testing.assert_array_equal(paths(None), paths(1.0))


def _einzeln() -> Floats:
    """Masks of every sex and age, both groups together, [cell, group, sex, age]."""
    cells = np.eye(202).reshape(202, 1, 2, 101)
    return np.concatenate([cells, cells], axis=1)


def _gezogen(
    tables: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> tuple[Lauf, Floats, list[Floats]]:
    """Sums of every sex and age of the districts of all draws, and the cities drawn beside them."""
    eins = lauf(tables, ["A", "B", "HN"], BASIS, 2020 + YEARS)
    sums: list[Floats] = []
    cities: list[Floats] = []
    ends, fitted = fan.ends, beside.fitted

    def seen(cells: Floats) -> Floats:
        sums.append(cells)
        return ends(cells)

    def told(population: draws.Counts, share: float) -> draws.Sums:
        cities.append(population[:, -1].sum(axis=1).reshape(len(population), -1))
        return fitted(population, share)

    monkeypatch.setattr(fan, "ends", seen)
    monkeypatch.setattr(beside, "fitted", told)
    aussichten = aussicht.aussichten(tables, eins)
    fan.band(eins.gebiete, aussichten, eins.observed, eins.heute, _einzeln(), YEARS, 24)
    return eins, np.stack(sums), cities


def test_the_band_of_all_areas_is_read_from_draws_that_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    eins, sums, cities = _gezogen(bestand(), monkeypatch)
    blocks = np.array(cities).reshape(24 // draws.BLOCK, YEARS, draws.BLOCK, -1)
    city = blocks.transpose(0, 2, 1, 3).reshape(24, YEARS, -1)
    of = {key: sums[place] for place, key in enumerate(eins.gebiete["raumeinheit"])}
    someone = of["A"] + of["B"] > 0
    assert someone.mean() > 0.95
    np.testing.assert_allclose((of["A"] + of["B"])[someone], city[someone], rtol=1e-5)
    np.testing.assert_allclose(of["HN"], of["A"] + of["B"], rtol=1e-6)


def test_without_the_control_of_the_expected_districts_draws_have_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = bestand()
    people = tables["einwohner"]
    city = people["raumeinheit"] == "HN"
    tables["einwohner"] = people.assign(anzahl=people["anzahl"].where(~city, people["anzahl"] * 2))
    eins, _, cities = _gezogen(tables, monkeypatch)
    assert not raking.controls(eins.base, eins.gebiete, eins.observed.known)
    assert not cities


def test_drawn_districts_lie_around_what_is_expected_of_their_city() -> None:
    base, rates = _random(7, areas=3)
    base[2] = base[:2].sum(axis=0)
    rates.in_migration[:, 2] = rates.in_migration[:, :2].sum(axis=1)
    calm = draws.Shocks(np.zeros((400, 1, 2)), np.ones((400, 1, 2)), np.ones((400, 1, 2)))
    got = draws.simulate(
        base,
        rates,
        1,
        beside.with_city(calm, base[:2].sum(axis=(1, 2, 3))),
        lambda population: beside.fitted(population, 1.0).sum(axis=(2, 3)),
        np.random.default_rng(3),
    ).sum(axis=(2, 3))
    expected = engine.project(base, rates, range(1)).population[0]
    assert got.mean() == pytest.approx(expected[2].sum(), rel=3e-3)
    assert got.mean() != pytest.approx(expected[:2].sum(), rel=3e-3)
