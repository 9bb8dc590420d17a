"""The back-test: what it may know, and that it comes out on a city that is real."""

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from pipeline import names, projection
from pipeline.projection import backtest, cohorts, outlook, panel, rueckblick, spread
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand
from tests.projection.koeln import bestand as koeln_bestand

MIT = {backtest.MIT_BEWEGUNGEN, backtest.KOHORTENMODELL}


def _city(areas: int = 24, years: int = 9, seed: int = 5) -> panel.Panel:
    """A city drawn at random: areas with trends that last, in two parts."""
    rng = np.random.default_rng(seed)
    trend = rng.standard_t(4, areas) * 0.01
    stock = [rng.uniform(500, 3000, (areas, 1)) * rng.dirichlet(np.full(6, 20), areas)]
    for _ in range(years - 1):
        stock.append(stock[-1] * np.exp(trend[:, None] + rng.normal(0, 0.01, (areas, 6))))
    keys = tuple(f"P{i:02d}" for i in range(areas))
    parents = tuple("ST" if i % 2 else "NO" for i in range(areas))
    return panel.Panel(
        "HN", keys, parents, tuple(range(2010, 2010 + years)), (0, 6, 18, 30, 45, 65), np.stack(stock, axis=1)
    )


@pytest.fixture(scope="module")
def drawn() -> pd.DataFrame:
    return backtest.backtest(_city(), np.random.default_rng(1))


def test_the_methods_are_those_that_a_table_orders_by() -> None:
    assert backtest.VERFAHREN == names.PROGNOSEVERFAHREN


def test_only_dates_are_judged_that_earlier_errors_have_prepared(drawn: pd.DataFrame) -> None:
    pairs = set(zip(drawn["basis"], drawn["horizont"], strict=True))
    assert min(basis for basis, _ in pairs) == 2013
    assert {horizon for basis, horizon in pairs if basis == 2013} == {1, 2}
    assert max(basis + horizon for basis, horizon in pairs) == 2018
    assert set(drawn["verfahren"]) == {*backtest.VERFAHREN} - MIT  # no flows here


def test_where_flows_were_delivered_the_cohort_model_is_judged_by_what_it_knew_then() -> None:
    asked = []

    def foretold(year: int, ahead: int) -> backtest.Forecast | None:
        asked.append((year, ahead))
        counted = _city().stock[:, year - 2009 : year - 2009 + ahead]
        return None if year < 2012 else backtest.Forecast(counted.sum(axis=-1), counted)

    judged = backtest.backtest(_city(), np.random.default_rng(1), foretold)
    assert asked == [(year, 2018 - year) for year in range(2011, 2018)]
    parts = {name: part for name, part in judged.groupby("verfahren") if name in {*MIT, backtest.UNSER}}
    assert len({len(part) for part in parts.values()}) == 1
    assert parts[backtest.KOHORTENMODELL]["fehler"].abs().max() < 1e-9  # it foretold what came
    for name in MIT:
        assert parts[name]["aufbau_pct"].max() < (1e-9 if name == backtest.KOHORTENMODELL else 1.0)
    errors = {name: part["fehler"].abs().median() for name, part in parts.items()}
    # the mixture learns whom to believe, but nothing tells it before the errors do
    assert errors[backtest.MIT_BEWEGUNGEN] < 0.75 * errors[backtest.UNSER]


def test_the_cohort_model_of_an_earlier_date_knows_nothing_later() -> None:
    tables = bestand(range(2013, 2021))
    past = {name: table.copy() for name, table in tables.items()}
    for name, table in past.items():
        zeit = next((spalte for spalte in ("stichtag", "jahr", "periode") if spalte in table), None)
        if zeit:
            past[name] = table[table[zeit].astype("str").str[:4].astype(int) <= 2016].reset_index(drop=True)
    city = panel.panels(tables)[0]
    whole, then = (cohorts.forecast(source, city, 2016, 3) for source in (tables, past))
    assert whole is not None
    np.testing.assert_allclose(whole.total, then.total)
    without = {name: table for name, table in tables.items() if name != "geburten"}
    assert cohorts.forecast(without, city, 2016, 3) is None


def test_areas_above_are_judged_too_but_not_the_city(drawn: pd.DataFrame) -> None:
    assert {"NO", "ST", "P00"} <= set(drawn["raumeinheit"])
    assert "HN" not in set(drawn["raumeinheit"])


def test_what_came_later_changes_no_earlier_judgement(drawn: pd.DataFrame) -> None:
    city = _city()
    changed = panel.Panel(city.city, city.areas, city.parents, city.years, city.starts, city.stock.copy())
    changed.stock[:, -1] *= np.random.default_rng(2).uniform(0.5, 2, changed.stock[:, -1].shape)
    again = backtest.backtest(changed, np.random.default_rng(1))
    early = drawn["basis"] + drawn["horizont"] < city.years[-1]
    pdt.assert_frame_equal(again[early], drawn[early])
    assert not again[~early].equals(drawn[~early])


def test_the_methods_share_the_total_of_the_city() -> None:
    city = _city()
    look = outlook.origin(city.until(2015), 3)
    moved = look.panel.stock[:, -1:] * np.linspace(1.0, 1.3, 24)[:, None, None] * np.ones((1, 3, 1))
    earlier = [outlook.origin(city.until(2013), 2)]
    mixed, ours = backtest._ours(city.until(2015), 3, earlier, backtest.Forecast(moved.sum(-1), moved))
    for name, forecast in {**ours, **backtest._simple(mixed)}.items():
        if name not in ("Keine Änderung", backtest.KOHORTENMODELL):
            np.testing.assert_allclose(forecast.total.sum(axis=0), mixed.city)
    today = look.panel.stock[:, -1].sum()
    np.testing.assert_allclose(mixed.city**3, today * look.city * moved.sum(axis=(0, 2)))


def test_a_view_is_weighed_by_what_it_foretold_and_by_no_date_that_lacked_it() -> None:
    city = _city()
    now = outlook.origin(city.until(2015), 3)
    came = city.stock[:, 6:].sum(axis=-1)  # what nobody can know: a cohort model that is always right
    right = outlook.with_flows(now, came)
    past = outlook.origin(city.until(2013), 2)
    told = outlook.with_flows(past, city.stock[:, 4:6].sum(axis=-1))
    views = outlook.SICHTEN_MIT_BEWEGUNGEN
    assert outlook.weights([told], right, views)[3] > 0.7
    assert outlook.weights([past], right, views)[3] == pytest.approx(0.2, abs=0.01)
    assert outlook.weights([], right, views).tolist() == [0.2] * 4
    assert len(outlook.weights([told], now, outlook.SICHTEN_AUS_BESTAENDEN)) == 3


def test_ages_add_up_to_the_total() -> None:
    look = outlook.origin(_city(), 4)
    total = outlook.totals(look, outlook.SICHTEN_AUS_BESTAENDEN, np.full(3, 0.25))
    np.testing.assert_allclose(outlook.by_band(look, total).sum(axis=-1), total)


def test_draws_add_up_to_their_city_and_lie_around_the_central_path() -> None:
    look = outlook.origin(_city(), 5)
    total = outlook.totals(look, outlook.SICHTEN_AUS_BESTAENDEN, np.full(3, 0.25))
    errors = spread.errors(look, 4000, np.random.default_rng(3))
    draws = spread.draw(total, look, errors, np.ones(5))
    np.testing.assert_allclose(draws.sum(axis=1), total.sum(axis=0) * np.exp(errors.city))
    np.testing.assert_allclose(np.median(draws, axis=0), total, rtol=0.02)
    assert (np.diff(np.log(draws).std(axis=0), axis=-1) > 0).all()


def test_errors_have_the_variance_of_their_model() -> None:
    look = outlook.origin(_city(), 3)
    t, p = look.trend, look.trend.persistence
    errors = spread.errors(look, 100_000, np.random.default_rng(4)).share
    s = t.state
    known = p.rho**2 * s.var_fading + s.var_drift + 2 * p.rho * s.cov
    one = known + p.shock + p.noise + p.noise_per_resident / t.residents
    np.testing.assert_allclose(errors[..., 0].var(axis=0), one, rtol=0.06)


def test_a_widened_band_covers_what_it_promises() -> None:
    reached = {(date, ahead): np.linspace(0, 2, 101) for date in range(40) for ahead in (1, 2)}
    # eight in ten lie within 1.6 half widths
    np.testing.assert_allclose(spread.widening(reached, 4), 1.6, atol=0.05)
    np.testing.assert_array_equal(spread.widening({}, 2), [1, 1])
    calm = {(date, 1): np.linspace(0, 1, 101) for date in range(40)}
    np.testing.assert_array_equal(spread.widening(calm, 2), [1, 1])
    few = {(1, 1): np.linspace(0, 2, 101)}
    assert 1 < spread.widening(few, 1)[0] < 1.6


def test_reach_is_one_at_the_edge_of_the_band() -> None:
    draws = np.exp(np.linspace(-1, 1, 201))[:, None, None]
    edges = np.exp(np.array([[0.8], [-0.8], [0.4]]))
    got = spread.reach(np.repeat(draws, 3, axis=1), edges)
    np.testing.assert_allclose(got[:, 0], [1, 1, 0.5])


def _row(key: str, size: float, error: float, name: str = backtest.UNSER) -> dict[str, object]:
    scored = {"aufbau_pct": 1.0, "abdeckung_80": 1.0, "abdeckung_95": 1.0, "crps_pct": 1.0}
    known = {"verfahren": name, "raumeinheit": key, "basis": 2015, "horizont": 1}
    return {**known, "groesse": size, "gezaehlt": size, "fehler": error * size, **scored}


def test_measures_by_hand() -> None:
    errors = pd.DataFrame([_row(f"P{i}", 1000, error) for i, error in enumerate([0.2, -0.1, *[0.02] * 8])])
    row = rueckblick._row("HN", backtest.UNSER, 1, "insgesamt", errors)
    assert (row["mape"], row["medape"], row["malpe"]) == (4.6, 2.0, 2.6)
    assert (row["wmape"], row["ueber_10_pct"], row["gebiete"]) == (4.6, 10.0, 10)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([1000] * 10 + [5000] * 10 + [20000] * 10, {"unter 3.000", "3.000 bis unter 10.000", "ab 10.000"}),
        ([1000] * 3 + [5000] * 10 + [20000] * 10, {"unter 10.000", "ab 10.000"}),
        ([1000] * 10 + [5000] * 10 + [20000] * 3, {"unter 3.000", "ab 3.000"}),
        ([1000] * 10 + [20000] * 3, {"insgesamt"}),
    ],
)
def test_a_size_class_has_ten_areas_or_joins_another(sizes: list[int], expected: set[str]) -> None:
    errors = pd.DataFrame([_row(f"P{i}", size, 0.01) for i, size in enumerate(sizes)])
    assert set(rueckblick._classes(errors)) == expected


def test_nothing_is_released_of_fewer_than_ten_areas() -> None:
    errors = pd.DataFrame([_row(f"P{i}", 1000, 0.01) for i in range(9)])
    assert rueckblick._city("HN", errors) == []


def test_a_bestand_with_two_districts_gives_no_rows() -> None:
    assert projection.rueckschau(bestand()).empty


@pytest.fixture(scope="module")
def koeln(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return projection.rueckschau(koeln_bestand(tmp_path_factory.mktemp("koeln")))


@pytest.mark.long
def test_on_koeln_no_simple_method_has_a_lower_median_error_or_score(koeln: pd.DataFrame) -> None:
    freigabe.MODELLE["rueckschau"].validate(koeln)
    whole = koeln[koeln["horizont"].eq(0) & koeln["groesse"].eq("insgesamt")].set_index("verfahren")
    ours, others = whole.loc[backtest.UNSER], whole.drop(backtest.UNSER)
    assert ours["gebiete"] == 95
    assert ours["medape"] <= others["medape"].min()
    for measure in ("mape", "wmape", "aufbau_pct", "crps"):
        assert ours[measure] < others[measure].min()
    assert 75 <= ours["abdeckung_80"] <= 85


@pytest.mark.long
def test_on_koeln_the_score_is_the_lowest_at_every_horizon(koeln: pd.DataFrame) -> None:
    for _, rows in koeln[koeln["horizont"] > 0].groupby("horizont"):
        by_method = rows.set_index("verfahren")["crps"]
        assert by_method[backtest.UNSER] <= by_method.min()
