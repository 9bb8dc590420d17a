import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from pipeline import errors, projection
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand

BASIS = "2020-12-31"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return bestand()


@pytest.fixture(scope="module")
def ergebnis(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return projection.prognose(tables, ["A", "B", "HN"], BASIS, 2035)


def _total(table: pd.DataFrame, area: str, year: int, band: str = "insgesamt") -> float:
    rows = table.query("raumeinheit == @area and jahr == @year and altersgruppe == @band")
    rows = rows.query("geschlecht == 'insgesamt' and staatsangehoerigkeit == 'insgesamt'")
    return float(rows["erwartet"].iloc[0])


def test_the_released_table_has_the_form_of_its_schema(ergebnis: pd.DataFrame) -> None:
    freigabe.MODELLE["prognose"].validate(ergebnis)


def test_every_number_is_rounded_to_five(ergebnis: pd.DataFrame) -> None:
    assert (ergebnis[["erwartet", "unten", "oben"]] % 5 == 0).all(axis=None)


def test_the_band_holds_the_expected_value_and_widens(ergebnis: pd.DataFrame) -> None:
    assert (ergebnis["unten"] <= ergebnis["erwartet"]).all()
    assert (ergebnis["erwartet"] <= ergebnis["oben"]).all()
    total = ergebnis[
        ergebnis["altersgruppe"].eq("insgesamt") & ergebnis["staatsangehoerigkeit"].eq("insgesamt")
    ]
    for _, area in total[total["geschlecht"] == "insgesamt"].groupby("raumeinheit"):
        width = (area["oben"] - area["unten"]) / area["erwartet"]
        assert width.iloc[-1] > 1.5 * width.iloc[0]
    small, large = (total[total["raumeinheit"] == key].set_index("jahr") for key in ("A", "B"))
    relative = [(t["oben"] - t["unten"])[2021] / t["erwartet"][2021] for t in (small, large)]
    assert relative[0] > relative[1]


def test_without_draws_there_is_no_band_and_the_same_expectation(
    tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame
) -> None:
    bare = projection.prognose(tables, ["A", "B", "HN"], BASIS, 2035, ziehungen=0)
    assert bare[["unten", "oben"]].isna().all(axis=None)
    pdt.assert_frame_equal(bare.drop(columns=["unten", "oben"]), ergebnis.drop(columns=["unten", "oben"]))


def test_a_lower_end_below_ten_does_not_tell_five_from_none(ergebnis: pd.DataFrame) -> None:
    assert not ergebnis[["unten", "oben"]].isin([5.0]).any(axis=None)


def test_a_district_without_a_past_has_no_band_and_neither_has_its_city(
    tables: dict[str, pd.DataFrame],
) -> None:
    people = tables["einwohner"]
    short = people[people["stichtag"].ge("2019-12-31") | people["raumeinheit"].ne("A")]
    declared = tables["vollstaendigkeit"]
    early = declared["tabelle"].eq("einwohner") & declared["periode"].lt("2019-12-31")
    known = declared[~(early & declared["raumeinheit"].eq("A"))]
    got = projection.prognose(
        {**tables, "einwohner": short, "vollstaendigkeit": known}, ["A", "B", "HN"], BASIS, 2022, ziehungen=20
    )
    without = got[got["unten"].isna() & got["status"].eq("wert")]
    assert set(without["raumeinheit"]) == {"A", "HN"}


def test_a_district_without_flows_takes_the_band_from_its_city_only(tables: dict[str, pd.DataFrame]) -> None:
    deaths = tables["sterbefaelle"].copy()
    deaths.loc[deaths["raumeinheit"] == "A", ["anzahl", "status"]] = [pd.NA, "geheim"]
    got = projection.prognose(
        {**tables, "sterbefaelle": deaths}, ["B", "HN"], BASIS, 2022, ziehungen=20
    ).query("altersgruppe == 'insgesamt'")
    assert got[got["raumeinheit"] == "B"]["unten"].notna().all()
    assert got[got["raumeinheit"] == "HN"]["unten"].isna().all()


def test_each_area_has_every_year_and_the_pyramid_only_at_the_horizon(ergebnis: pd.DataFrame) -> None:
    area = ergebnis[ergebnis["raumeinheit"] == "A"]
    assert sorted(area["jahr"].unique()) == list(range(2021, 2036))
    assert set(area[area["geschlecht"] == "m"]["jahr"]) == {2035}
    assert len(area) == 15 * 16 + 18 * 2


def test_groups_add_up_but_for_their_rounding(ergebnis: pd.DataFrame) -> None:
    parts = sum(_total(ergebnis, "HN", 2030, band) for band in ("0-17", "18-64", "65+"))
    assert abs(parts - _total(ergebnis, "HN", 2030)) <= 2.5 * 4


def test_areas_of_the_same_behaviour_keep_their_proportion(ergebnis: pd.DataFrame) -> None:
    assert _total(ergebnis, "HN", 2035) == pytest.approx(4 * _total(ergebnis, "A", 2035), rel=0.03)


def test_the_base_year_is_not_printed(ergebnis: pd.DataFrame) -> None:
    assert ergebnis["jahr"].min() == 2021


def test_nothing_after_the_base_is_used(tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame) -> None:
    later = bestand(range(2015, 2024))
    late = later["wanderungen"]["jahr"] > 2020
    later["wanderungen"].loc[late, "anzahl"] *= 50
    pdt.assert_frame_equal(projection.prognose(later, ["A", "B", "HN"], BASIS, 2035), ergebnis)


def test_one_area_alone_is_projected_as_among_all(
    tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame
) -> None:
    alone = projection.prognose(tables, ["B"], BASIS, 2035)
    among = ergebnis[ergebnis["raumeinheit"] == "B"].reset_index(drop=True)
    pdt.assert_frame_equal(alone, among)


@pytest.mark.parametrize(
    "missing", ["wanderungen", "geburten", "sterbefaelle", "einbuergerungen", "vollstaendigkeit"]
)
def test_without_flows_there_are_rows_but_no_numbers(tables: dict[str, pd.DataFrame], missing: str) -> None:
    got = projection.prognose({k: v for k, v in tables.items() if k != missing}, ["A"], BASIS, 2025)
    assert (got["status"] == "fehlt").all()
    assert got["erwartet"].isna().all()
    assert len(got) == 5 * 16 + 36


def test_stocks_in_age_bands_only_give_no_numbers(tables: dict[str, pd.DataFrame]) -> None:
    coarse = tables["einwohner"].assign(alter="insgesamt").drop_duplicates(["raumeinheit", "stichtag"])
    got = projection.prognose({**tables, "einwohner": coarse}, ["A"], BASIS, 2025)
    assert (got["status"] == "fehlt").all()


def test_a_secret_flow_takes_its_year_out(tables: dict[str, pd.DataFrame]) -> None:
    deaths = tables["sterbefaelle"].copy()
    deaths.loc[deaths["raumeinheit"] == "A", ["anzahl", "status"]] = [pd.NA, "geheim"]
    got = projection.prognose({**tables, "sterbefaelle": deaths}, ["A", "B"], BASIS, 2025)
    assert (got[got["raumeinheit"] == "A"]["status"] == "fehlt").all()
    assert (got[got["raumeinheit"] == "B"]["status"] == "wert").all()


def test_an_area_of_few_residents_gets_no_numbers(tables: dict[str, pd.DataFrame]) -> None:
    few = tables["einwohner"]
    few = few[(few["raumeinheit"] != "A") | (few["alter"] == "30")]
    got = projection.prognose({**tables, "einwohner": few}, ["A"], BASIS, 2025)
    assert (got["status"] == "geheim").all()
    assert got["erwartet"].isna().all()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["X"], "X"),
        (["A", "2020-06-30"], "31. Dezember"),
        (["A", BASIS, 2020], "Horizont"),
        (["A", BASIS, 2071], "mehr als 50 Jahre"),
        (["A", BASIS, 2030, "hoch"], "hoch"),
    ],
)
def test_what_cannot_be_projected_is_refused(
    tables: dict[str, pd.DataFrame], arguments: list[object], word: str
) -> None:
    area, basis, horizont, szenario = [*arguments, *["A", BASIS, 2030, "basis"][len(arguments) :]]
    with pytest.raises(errors.ParameterUngueltig, match=word):
        projection.prognose(tables, [str(area)], str(basis), int(str(horizont)), str(szenario))


def test_the_same_twice(tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame) -> None:
    shuffled = {
        name: t.sample(frac=1, random_state=1) if name != "raumeinheiten" else t for name, t in tables.items()
    }
    again = projection.prognose(shuffled, ["A", "B", "HN"], BASIS, 2035)
    np.testing.assert_array_equal(again["erwartet"], ergebnis["erwartet"])


@pytest.mark.parametrize("greise", [0, 1, 2, 6])
def test_the_first_year_does_not_tell_how_few_the_oldest_are(
    tables: dict[str, pd.DataFrame], greise: int
) -> None:
    people = tables["einwohner"]
    alt = people["raumeinheit"].eq("A") & people["alter"].isin([str(a) for a in range(83, 101)])
    jung = people[~alt]
    neu = jung[(jung["raumeinheit"] == "A") & (jung["alter"] == "40")].assign(alter="86")
    neu = neu[(neu["geschlecht"] == "w") & (neu["staatsangehoerigkeit"] == "deutsch")].assign(anzahl=greise)
    table = pd.concat([jung, neu.astype({"anzahl": "Int64"})], ignore_index=True)
    got = projection.prognose({**tables, "einwohner": table}, ["A"], BASIS, 2021)
    oldest = got[(got["altersgruppe"] == "85+") & (got["geschlecht"] == "insgesamt")]
    assert oldest["status"].tolist() == ["geheim"]
    assert oldest["erwartet"].isna().all()
    assert got["erwartet"].min() >= projection.freigabe.GEZEIGT_AB
    freigabe.MODELLE["prognose"].validate(got)


@pytest.mark.parametrize("ziehungen", [1, 19])
def test_a_band_of_a_few_draws_is_refused(tables: dict[str, pd.DataFrame], ziehungen: int) -> None:
    with pytest.raises(errors.ParameterUngueltig, match="kein Unsicherheitsband"):
        projection.prognose(tables, ["A"], BASIS, 2022, ziehungen=ziehungen)
