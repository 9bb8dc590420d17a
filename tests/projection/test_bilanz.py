import numpy as np
import pytest

from pipeline import names, projection
from pipeline.projection import bilanz, engine
from pipeline.projection.lauf import lauf
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand, prognosetabellen

BASIS = "2020-12-31"


def test_components_of_two_years_worked_by_hand() -> None:
    shape = (2, 1, 2, 2, 101)  # year, area, group, sex, age
    flow = {name: np.zeros(shape) for name in ("deaths", "out_migration", "in_migration", "naturalised")}
    births = np.zeros(shape[:-1])
    births[0, 0, 0, 0], births[1, 0, 1, 1] = 3.0, 2.0
    flow["deaths"][1, 0, 0, 1, 90] = 4.0
    flow["in_migration"][:, 0, 1, 0, 20] = 10.0
    flow["out_migration"][0, 0, 0, 0, 30] = 7.0
    flow["naturalised"][1, 0, 1, 0, 40] = 1.0
    got = bilanz.components(engine.Projection((2021, 2022), np.zeros(shape), births, **flow))
    told = {key: part[:, 0].tolist() for key, part in got.items()}
    assert told["insgesamt", "geburten"] == [3.0, 5.0]
    assert told["insgesamt", "sterbefaelle"] == [0.0, 4.0]
    assert told["insgesamt", "zuzuege"] == [10.0, 20.0]
    assert told["insgesamt", "wegzuege"] == [7.0, 7.0]
    assert told["nichtdeutsch", "geburten"] == [0.0, 2.0]
    assert told["nichtdeutsch", "zuzuege"] == [10.0, 20.0]
    assert told["nichtdeutsch", "einbuergerungen"] == [0.0, 1.0]


def test_the_base_and_the_components_are_the_end() -> None:
    eins = lauf(bestand(), ["A", "B", "HN"], BASIS, 2035)
    verlauf = projection.project(eins.base, eins.heute, eins.jahre)
    parts = bilanz.components(verlauf)

    def end(who: str, base: np.ndarray) -> np.ndarray:
        gone = parts.get((who, "einbuergerungen"), 0.0)
        born, dead, came, went = (parts[who, n] for n in ("geburten", "sterbefaelle", "zuzuege", "wegzuege"))
        return base + born - dead + came - went - gone

    everybody = verlauf.population.sum(axis=(-1, -2, -3))
    np.testing.assert_allclose(end("insgesamt", eins.base.sum(axis=(1, 2, 3))), everybody)
    others = verlauf.population[:, :, 1].sum(axis=(-1, -2))
    np.testing.assert_allclose(end("nichtdeutsch", eins.base[:, 1].sum(axis=(1, 2))), others)


def test_what_an_area_gains_by_being_fitted_to_its_city_counts_as_moves() -> None:
    eins = lauf(bestand(), ["A", "B", "HN"], BASIS, 2035)
    verlauf = projection.project(eins.base, eins.heute, eins.jahre)
    population = verlauf.population * np.array([1.0, 1.1, 0.9])[:, None, None, None]
    alone, parts = (
        bilanz.components(verlauf),
        bilanz._fitted(eins.base, bilanz.components(verlauf), population),
    )
    for who, of in (("insgesamt", slice(None)), ("nichtdeutsch", slice(1, 2))):
        end = eins.base[:, of].sum(axis=(1, 2, 3)) + sum(
            names.KOMPONENTEN[name] * part for (group, name), part in parts.items() if group == who
        )
        np.testing.assert_allclose(end, population[:, :, of].sum(axis=(-1, -2, -3)))
        more, less = (parts[who, name] - alone[who, name] for name in ("zuzuege", "wegzuege"))
        assert (more[:, 1] > 0).all()
        assert (less[:, 2] > 0).all()
        np.testing.assert_allclose(more[:, [0, 2]], 0, atol=1e-6)
        np.testing.assert_allclose(less[:, [0, 1]], 0, atol=1e-6)


def test_the_released_components_have_the_form_of_their_schema_and_tell_five_persons() -> None:
    tables = prognosetabellen(bestand(), ["B", "A"], BASIS, 2023, ziehungen=0)
    got = freigabe.MODELLE["prognosebilanz"].validate(tables["prognosebilanz"])
    assert len(got) == 2 * 3 * 9
    assert (got["erwartet"].dropna() % 5 == 0).all()
    assert got["erwartet"].min() >= 10
    assert (got["status"] == "geheim").any()
    born = got.query(
        "raumeinheit == 'A' and komponente == 'geburten' and staatsangehoerigkeit == 'insgesamt'"
    )
    assert born.set_index("jahr")["erwartet"].is_monotonic_increasing
    assert born["erwartet"].iloc[-1] == pytest.approx(3 * 40, abs=8)  # about 40 a year, as were counted


def test_an_area_without_flows_has_no_components() -> None:
    tables = {name: table for name, table in bestand().items() if name != "geburten"}
    got = prognosetabellen(tables, ["A"], BASIS, 2022)["prognosebilanz"]
    assert (got["status"] == "fehlt").all()
    assert got["erwartet"].isna().all()
