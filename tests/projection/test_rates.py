import numpy as np
import pandas as pd
import pytest

from pipeline import projection
from pipeline.projection import areas, arrays, engine, observed, rates
from tests.projection.bestand import bestand

ALL = ["HN", "A", "B"]


def _observed() -> observed.Observed:
    return observed.observe(bestand(), ALL, 2020)


AGES = np.arange(101)
FERTILITY = np.where((AGES >= 16) & (AGES <= 50), 0.12 * np.exp(-(((AGES - 31) / 8) ** 2)), 0.0)


def _big(seed: int = 3) -> tuple[engine.Rates, observed.Observed]:
    """One large area that lived five years by known rates."""
    rng = np.random.default_rng(seed)
    mortality = np.broadcast_to(np.minimum(1e-4 * np.exp(0.09 * AGES), 0.6), (1, 1, 2, 2, 101))
    out = np.broadcast_to(0.02 + 0.1 * np.exp(-(((AGES - 25) / 8) ** 2)), mortality.shape)
    fertility = np.broadcast_to(FERTILITY, (1, 1, 2, 101))
    naturalisation = np.zeros(mortality.shape)
    naturalisation[:, :, 1] = 0.01
    true = engine.Rates(
        mortality, out, np.full(mortality.shape, 40.0), naturalisation, fertility, np.full((1, 1), 0.4)
    )
    base = rng.uniform(5e5, 6e5, (1, 2, 2, 101))
    lived = projection.project(base, true, range(5))
    return true, _as_observed(base, lived)


def _as_observed(base: np.ndarray, lived: engine.Projection) -> observed.Observed:
    before = np.concatenate([base[None], lived.population[:-1]])
    january = engine.age(before)
    women = (january[..., 1, :] + lived.population[..., 1, :]) / 2
    births = np.zeros((1, 2, 2, 101))
    of_mother = (women * FERTILITY).sum(axis=0)
    births[:, 0, 0] = of_mother[:, 0]
    births[:, 1, 0], births[:, 1, 1] = 0.4 * of_mother[:, 1], 0.6 * of_mother[:, 1]
    flows = (lived.deaths, lived.out_migration, lived.in_migration, lived.naturalised)
    return observed.Observed(
        ("X",),
        np.array([5.0]),
        lived.population[-1],
        january.sum(0),
        women.sum(0),
        births,
        *(f.sum(0) for f in flows),
    )


def test_the_rates_a_large_area_lived_by_come_back() -> None:
    true, seen = _big()
    got = rates.estimate(seen, np.ones((1, 1), dtype=bool))
    np.testing.assert_allclose(got.mortality, true.mortality, rtol=0.01)
    # schedules are smoothed: of many people and a smooth truth that changes less than one percent
    np.testing.assert_allclose(got.out_migration[..., :95], true.out_migration[..., :95], rtol=0.01)
    np.testing.assert_allclose(got.fertility, true.fertility, rtol=0.01, atol=1e-4)
    np.testing.assert_allclose(got.naturalisation[..., :95], true.naturalisation[..., :95], rtol=1e-4)
    np.testing.assert_allclose(got.in_migration, true.in_migration)


def test_smoothing_keeps_the_number_of_events() -> None:
    _, seen = _big()
    got = rates.estimate(seen, np.ones((1, 1), dtype=bool))
    assert (got.fertility[0] * seen.women).sum() == pytest.approx(seen.births.sum(), rel=1e-3)
    assert got.in_migration.sum() == pytest.approx(seen.in_migration.sum() / 5)


def test_the_share_of_german_children_comes_back() -> None:
    _, seen = _big()
    got = rates.estimate(seen, np.ones((1, 1), dtype=bool))
    np.testing.assert_allclose(got.deutsch_share, 0.4)


def test_a_level_is_drawn_to_one_where_little_was_seen() -> None:
    little = rates._level(np.array(2.0), np.array(1.0), 0.15)
    much = rates._level(np.array(2000.0), np.array(1000.0), 0.15)
    assert 1 < little < 1.05
    assert 1.9 < much < 2


def test_ten_areas_say_themselves_how_far_levels_differ() -> None:
    rng = np.random.default_rng(5)
    expected = np.full(200, 400.0)
    alike = rng.poisson(expected).astype(float)
    apart = rng.poisson(expected * rng.gamma(4, 1 / 4, 200)).astype(float)
    drawn = rates._level(alike, expected, 0.15, many=True)
    kept = rates._level(apart, expected, 0.15, many=True)
    assert drawn.std() < 0.3 * (alike / expected).std()
    assert kept.std() > 0.95 * (apart / expected).std()
    np.testing.assert_array_equal(
        rates._level(apart[:9], expected[:9], 0.15, many=True), rates._level(apart[:9], expected[:9], 0.15)
    )


def test_ages_nobody_lived_at_take_the_risk_of_the_younger() -> None:
    risk = np.zeros((1, 101))
    risk[0, 98:] = [0.4, np.nan, np.nan]
    np.testing.assert_array_equal(rates._carry_forward(risk)[0, 98:], [0.4, 0.4, 0.4])


def test_births_outside_the_fertile_ages_move_to_the_nearest() -> None:
    births = np.zeros((1, 1, 101))
    births[0, 0, [14, 16, 50, 53]] = 1
    folded = rates._fold(births)
    assert folded.sum() == 4
    assert folded[0, 0, 0] == folded[0, 0, -1] == 2


def test_persons_divers_or_without_entry_are_shared_in_proportion() -> None:
    table = pd.DataFrame(
        {
            "raumeinheit": "A",
            "alter": ["3", "3", "3", "3", "4"],
            "geschlecht": ["m", "w", "d", "o", "d"],
            "anzahl": pd.array([30, 10, 3, 1, 2], dtype="Int64"),
        }
    )
    got = arrays.by_sex(table, {"raumeinheit": ["A"]})
    np.testing.assert_allclose(got[0, :, 3], [33, 11])
    np.testing.assert_allclose(got[0, :, 4], [1, 1])


def test_margins_beside_finer_rows_do_not_count_twice() -> None:
    tables = bestand()
    moves = tables["wanderungen"]
    margin = moves.assign(art="insgesamt")
    only_margin = margin[margin["raumeinheit"] == "B"]
    both = pd.concat([moves[moves["raumeinheit"] != "B"], margin[margin["raumeinheit"] != "B"], only_margin])
    got = observed.observe({**tables, "wanderungen": both.reset_index(drop=True)}, ALL, 2020)
    np.testing.assert_array_equal(got.in_migration, _observed().in_migration)


def test_an_age_band_among_single_ages_takes_the_area_out() -> None:
    tables = bestand()
    stock = tables["einwohner"].copy()
    stock.loc[(stock["raumeinheit"] == "A") & (stock["alter"] == "90"), "alter"] = "90-94"
    got = observed.observe({**tables, "einwohner": stock}, ALL, 2020)
    assert list(got.years) == [5, 0, 5]


def test_five_years_are_pooled_and_no_later_one() -> None:
    seen = observed.observe(bestand(range(2012, 2024)), ALL, 2020)
    assert list(seen.years) == [5, 5, 5]


def test_small_districts_take_the_city_into_their_pool() -> None:
    places = bestand()["raumeinheiten"]
    years = np.ones(3)
    small = areas.pool(places, np.array([9000.0, 2000, 3000]), years)
    large = areas.pool(places, np.array([90000.0, 20000, 30000]), years)
    np.testing.assert_array_equal(small[1], [True, True, True])
    np.testing.assert_array_equal(large[1], [False, True, True])
    np.testing.assert_array_equal(large[0], [True, False, False])


def test_an_area_without_flows_lends_nothing() -> None:
    got = areas.pool(bestand()["raumeinheiten"], np.array([9e5, 2e5, 3e5]), np.array([5.0, 0, 5]))
    np.testing.assert_array_equal(got[2], [False, False, True])


def test_the_highest_area_is_found_over_several_levels() -> None:
    places = pd.DataFrame({"raumeinheit": ["HN", "S", "P"], "uebergeordnet": [None, "HN", "S"]})
    assert list(areas.top(places)) == ["HN", "HN", "HN"]


@pytest.mark.parametrize("name", ["out_migration", "mortality", "naturalisation"])
def test_risks_stay_risks(name: str) -> None:
    got = rates.estimate(_observed(), np.ones((3, 3), dtype=bool))
    assert (getattr(got, name) >= 0).all()
    assert (got.mortality + got.out_migration + got.naturalisation <= 1 + 1e-9).all()
