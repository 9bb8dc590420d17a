import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from pipeline import errors, projection
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand, prognose

BASIS = "2020-12-31"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return bestand()


@pytest.fixture(scope="module")
def ergebnis(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return prognose(tables, ["A", "B", "HN"], BASIS, 2035)


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
    bare = prognose(tables, ["A", "B", "HN"], BASIS, 2035, ziehungen=0)
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
    got = prognose(
        {**tables, "einwohner": short, "vollstaendigkeit": known}, ["A", "B", "HN"], BASIS, 2022, ziehungen=20
    )
    without = got[got["unten"].isna() & got["status"].eq("wert")]
    assert set(without["raumeinheit"]) == {"A", "HN"}


def test_a_district_without_flows_takes_the_band_from_its_city_only(tables: dict[str, pd.DataFrame]) -> None:
    deaths = tables["sterbefaelle"].copy()
    deaths.loc[deaths["raumeinheit"] == "A", ["anzahl", "status"]] = [pd.NA, "geheim"]
    got = prognose({**tables, "sterbefaelle": deaths}, ["B", "HN"], BASIS, 2022, ziehungen=20).query(
        "altersgruppe == 'insgesamt'"
    )
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


@pytest.mark.long
def test_nothing_after_the_base_is_used(tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame) -> None:
    later = bestand(range(2015, 2024))
    late = later["wanderungen"]["jahr"] > 2020
    later["wanderungen"].loc[late, "anzahl"] *= 50
    pdt.assert_frame_equal(prognose(later, ["A", "B", "HN"], BASIS, 2035), ergebnis)


@pytest.mark.long
def test_one_area_alone_is_projected_as_among_all(
    tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame
) -> None:
    alone = prognose(tables, ["B"], BASIS, 2035)
    among = ergebnis[ergebnis["raumeinheit"] == "B"].reset_index(drop=True)
    pdt.assert_frame_equal(alone, among)


@pytest.mark.parametrize("missing", ["wanderungen", "geburten", "sterbefaelle", "einbuergerungen"])
def test_without_one_of_the_flows_the_numbers_come_from_stocks(
    tables: dict[str, pd.DataFrame], missing: str
) -> None:
    got = prognose({k: v for k, v in tables.items() if k != missing}, ["A"], BASIS, 2025)
    assert set(got["grundlage"]) == {"bestaende"}
    assert not np.isnan(_total(got, "A", 2025))
    assert len(got) == 5 * 16 + 36


def test_stocks_that_are_not_declared_complete_give_no_numbers(tables: dict[str, pd.DataFrame]) -> None:
    rest = {k: v for k, v in tables.items() if k != "vollstaendigkeit"}
    got = prognose(rest, ["A"], BASIS, 2025)
    assert (got["status"] == "fehlt").all()
    assert got["erwartet"].isna().all()


def test_stocks_by_age_alone_need_no_declaration(tables: dict[str, pd.DataFrame]) -> None:
    allein = tables["einwohner"].groupby(["raumeinheit", "stichtag", "alter"], as_index=False)["anzahl"].sum()
    allein = allein.assign(geschlecht="insgesamt", staatsangehoerigkeit="insgesamt", status="wert")
    allein["alter"] = allein["alter"].replace("99", "99+")  # so that every age has a row
    got = prognose({"raumeinheiten": tables["raumeinheiten"], "einwohner": allein}, ["A"], BASIS, 2025)
    assert not np.isnan(_total(got, "A", 2025))


def test_stocks_in_age_bands_only_give_no_numbers(tables: dict[str, pd.DataFrame]) -> None:
    coarse = tables["einwohner"].assign(alter="insgesamt").drop_duplicates(["raumeinheit", "stichtag"])
    got = prognose({**tables, "einwohner": coarse}, ["A"], BASIS, 2025)
    assert (got["status"] == "fehlt").all()


def test_a_secret_flow_takes_its_year_out(tables: dict[str, pd.DataFrame]) -> None:
    deaths = tables["sterbefaelle"].copy()
    deaths.loc[deaths["raumeinheit"] == "A", ["anzahl", "status"]] = [pd.NA, "geheim"]
    got = prognose({**tables, "sterbefaelle": deaths}, ["A", "B"], BASIS, 2025)
    grundlage = got.groupby("raumeinheit")["grundlage"].unique()
    assert grundlage["A"].tolist() == ["bestaende"]
    assert grundlage["B"].tolist() == ["bewegungen"]
    assert (got[got["raumeinheit"] == "B"]["status"] == "wert").all()


def test_an_area_of_few_residents_gets_no_numbers(tables: dict[str, pd.DataFrame]) -> None:
    few = tables["einwohner"]
    few = few[(few["raumeinheit"] != "A") | (few["alter"] == "30")]
    got = prognose({**tables, "einwohner": few}, ["A"], BASIS, 2025)
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
        prognose(tables, [str(area)], str(basis), int(str(horizont)), str(szenario))


@pytest.mark.long
def test_the_same_twice(tables: dict[str, pd.DataFrame], ergebnis: pd.DataFrame) -> None:
    shuffled = {
        name: t.sample(frac=1, random_state=1) if name != "raumeinheiten" else t for name, t in tables.items()
    }
    again = prognose(shuffled, ["A", "B", "HN"], BASIS, 2035)
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
    got = prognose({**tables, "einwohner": table}, ["A"], BASIS, 2021)
    oldest = got[(got["altersgruppe"] == "85+") & (got["geschlecht"] == "insgesamt")]
    assert oldest["status"].tolist() == ["geheim"]
    assert oldest["erwartet"].isna().all()
    assert got["erwartet"].min() >= projection.freigabe.GEZEIGT_AB
    freigabe.MODELLE["prognose"].validate(got)


@pytest.mark.parametrize("ziehungen", [1, 19])
def test_a_band_of_a_few_draws_is_refused(tables: dict[str, pd.DataFrame], ziehungen: int) -> None:
    with pytest.raises(errors.ParameterUngueltig, match="kein Unsicherheitsband"):
        prognose(tables, ["A"], BASIS, 2022, ziehungen=ziehungen)


OHNE_BEWEGUNGEN = ("wanderungen", "geburten", "sterbefaelle", "einbuergerungen")


@pytest.fixture(scope="module")
def nur_bestaende(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rest = {name: table for name, table in tables.items() if name not in OHNE_BEWEGUNGEN}
    return prognose(rest, ["A", "B", "HN"], BASIS, 2035, ziehungen=100)


def test_stocks_alone_tell_ages_and_their_bands(nur_bestaende: pd.DataFrame) -> None:
    freigabe.MODELLE["prognose"].validate(nur_bestaende)
    assert set(nur_bestaende["grundlage"]) == {"bestaende"}
    alle = nur_bestaende["geschlecht"].eq("insgesamt") & nur_bestaende["staatsangehoerigkeit"].eq("insgesamt")
    assert set(nur_bestaende[~alle]["status"]) == {"fehlt"}
    assert set(nur_bestaende[alle]["status"]) == {"wert"}
    gezeigt = nur_bestaende[alle]
    assert (gezeigt["unten"] <= gezeigt["erwartet"]).all()
    assert (gezeigt["erwartet"] <= gezeigt["oben"]).all()
    stadt = gezeigt[gezeigt["raumeinheit"].eq("HN") & gezeigt["jahr"].eq(2035)].set_index("altersgruppe")
    weite = (stadt["oben"] - stadt["unten"]) / stadt["erwartet"]
    assert weite["insgesamt"] < weite["18-64"] < weite["0-2"]
    assert nur_bestaende[~alle]["unten"].isna().all()


def test_stocks_that_never_change_stay_and_add_up(nur_bestaende: pd.DataFrame) -> None:
    heute = bestand()["einwohner"].query("stichtag == @BASIS").groupby("raumeinheit")["anzahl"].sum()
    for area, einwohner in heute.items():
        assert abs(_total(nur_bestaende, str(area), 2035) / einwohner - 1) < 0.01
    for jahr in (2021, 2035):
        teile = _total(nur_bestaende, "A", jahr) + _total(nur_bestaende, "B", jahr)
        assert abs(teile - _total(nur_bestaende, "HN", jahr)) <= 5


def test_nothing_after_the_base_is_used_where_only_stocks_are(nur_bestaende: pd.DataFrame) -> None:
    spaeter = bestand(range(2015, 2023))
    spaeter["einwohner"].loc[spaeter["einwohner"]["stichtag"] > BASIS, "anzahl"] *= 2
    rest = {name: table for name, table in spaeter.items() if name not in OHNE_BEWEGUNGEN}
    pdt.assert_frame_equal(nur_bestaende, prognose(rest, ["A", "B", "HN"], BASIS, 2035, ziehungen=100))


def test_a_scenario_needs_flows(tables: dict[str, pd.DataFrame]) -> None:
    rest = {name: table for name, table in tables.items() if name not in OHNE_BEWEGUNGEN}
    table = prognose(rest, ["A"], BASIS, 2035, "ohne_wanderung", 0)
    assert set(table["status"]) == {"fehlt"}


def test_districts_add_up_to_their_city(ergebnis: pd.DataFrame) -> None:
    for jahr in (2021, 2035):
        teile = _total(ergebnis, "A", jahr) + _total(ergebnis, "B", jahr)
        assert abs(teile - _total(ergebnis, "HN", jahr)) <= 5
