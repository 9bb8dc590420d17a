import numpy as np
import pandas as pd
import pytest

from pipeline.projection import scenarios
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand, prognose, szenarienvergleich

BASIS = "2020-12-31"
NEUBAU = scenarios.Bauvorhaben(
    raumeinheit="A", jahr=2022, wohnungen=100, personen_je_wohnung=2.0, wahrscheinlichkeit=0.5
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return bestand()


def _ends(table: pd.DataFrame, area: str, year: int = 2025) -> dict[str, float]:
    rows = table[table["raumeinheit"].eq(area) & table["jahr"].eq(year)]
    return dict(zip(rows["szenario"], rows["erwartet"], strict=True))


def test_scenarios_have_the_form_of_their_schema_and_tell_five_persons(tables) -> None:
    got = szenarienvergleich(tables, ["A", "HN"], BASIS, 2025)
    freigabe.MODELLE["prognoseszenarien"].validate(got)
    assert (got["erwartet"] % 5 == 0).all()
    assert set(got["szenario"]) == {"basis", "hoehere_zuwanderung", "geringere_zuwanderung", "ohne_wanderung"}
    assert len(got) == 2 * 5 * 4


def test_the_base_is_the_projection_and_more_arrivals_are_more_people(tables) -> None:
    got = szenarienvergleich(tables, ["A", "B", "HN"], BASIS, 2025)
    once = prognose(tables, ["A", "B", "HN"], BASIS, 2025, ziehungen=0)
    once = once.query("altersgruppe == 'insgesamt' and geschlecht == 'insgesamt'")
    once = once[once["staatsangehoerigkeit"].eq("insgesamt")]
    base = got[got["szenario"].eq("basis")]
    pd.testing.assert_series_equal(
        base.set_index(["raumeinheit", "jahr"])["erwartet"],
        once.set_index(["raumeinheit", "jahr"])["erwartet"],
    )
    ends = _ends(got, "HN")
    assert ends["geringere_zuwanderung"] < ends["basis"] < ends["hoehere_zuwanderung"]
    # 4 x 2 x 2 x 13 arrivals a year, a tenth of them over five years: 104, of whom some leave again
    assert 20 < ends["hoehere_zuwanderung"] - ends["basis"] <= 105


def test_building_projects_count_where_they_are_and_above_and_nowhere_else(tables) -> None:
    alle = scenarios.Szenarien(szenario=scenarios.read().szenario, bauvorhaben=(NEUBAU,))
    got = szenarienvergleich(tables, ["A", "B", "HN"], BASIS, 2022, alle)
    for area in ("A", "HN"):
        ends = _ends(got, area, 2022)
        assert abs(ends["bauvorhaben"] - ends["basis"] - 100) <= 10
    assert "bauvorhaben" not in _ends(got, "B", 2022)


def test_an_area_without_flows_has_scenarios_without_numbers(tables) -> None:
    got = szenarienvergleich({k: v for k, v in tables.items() if k != "geburten"}, ["A"], BASIS, 2022)
    assert (got["status"] == "fehlt").all()
    assert got["erwartet"].isna().all()


@pytest.mark.parametrize(
    ("faktor", "worte"),
    [
        ({"rate": "zuzug", "faktor": 1.1}, "Zuzüge 10\N{NO-BREAK SPACE}% höher als in der Basis"),
        ({"rate": "wegzug", "faktor": 0.875}, "Wegzüge 12,5\N{NO-BREAK SPACE}% niedriger als in der Basis"),
        ({"rate": "geburten", "faktor": 0}, "keine Geburten"),
        ({"rate": "zuzug", "faktor": 2, "ab": 2025, "bis": 2030}, "höher als in der Basis ab 2025 bis 2030"),
        ({"rate": "sterbefaelle", "faktor": 1}, "Sterblichkeit wie in der Basis"),
    ],
)
def test_an_assumption_is_said_in_words(faktor: dict[str, object], worte: str) -> None:
    szenario = scenarios.Szenario(name="X", faktoren=(scenarios.Faktor(**faktor),))
    assert worte in scenarios.annahme(szenario)


def test_the_delivered_scenarios_say_what_they_assume() -> None:
    texte = {name: scenarios.annahme(eins) for name, eins in scenarios.read().szenario.items()}
    assert texte["ohne_wanderung"] == "keine Zuzüge; keine Wegzüge"
    assert "wie in den Jahren bis zum Stichtag" in texte["basis"]
    assert "Bauvorhaben" in texte["bauvorhaben"]
    assert len(set(texte.values())) == len(texte)
    assert np.all([len(text) < 160 for text in texte.values()])
