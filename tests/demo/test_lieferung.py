"""The written folder: its bytes, its shape, its manifest, its map, and what scales it."""

import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from pipeline import demo, errors, names
from pipeline.schemas import MODELLE
from tests.demo.conftest import lesen

BEISPIEL = Path(__file__).parents[2] / "data" / "raw" / "beispiel"
TABELLEN = sorted(set(names.TABELLEN) - {"eckwerte"})
DATEIEN = sorted([*(f"{name}.csv" for name in TABELLEN), "lieferung.toml", "raumeinheiten.geojson"])


@pytest.mark.parametrize("datei", DATEIEN)
def test_the_kept_delivery_is_written_byte_by_byte(lieferung, datei):
    assert (BEISPIEL / datei).read_bytes() == (lieferung / datei).read_bytes()


def test_nothing_else_lies_in_the_folder(lieferung):
    assert sorted(p.name for p in lieferung.iterdir()) == DATEIEN
    assert sorted(p.name for p in BEISPIEL.iterdir()) == DATEIEN


def test_it_stays_small(lieferung):
    assert sum(p.stat().st_size for p in lieferung.iterdir()) < 20_000_000


@pytest.mark.parametrize("name", TABELLEN)
def test_header_line_ends_and_encoding(lieferung, name):
    roh = (lieferung / f"{name}.csv").read_bytes()
    assert b"\r" not in roh
    assert roh.decode("utf-8").splitlines()[0].split(",") == list(names.TABELLEN[name].spalten)


@pytest.mark.parametrize("name", TABELLEN)
def test_rows_are_unique_sorted_and_never_zero(tabellen, name):
    tabelle = tabellen[name]
    schluessel = list(names.TABELLEN[name].schluessel)
    assert not tabelle.duplicated(schluessel).any()
    zeit = [names.TABELLEN[name].zeit] if names.TABELLEN[name].zeit else []
    leitend = tabelle[["raumeinheit", *zeit]]
    pd.testing.assert_frame_equal(leitend, leitend.sort_values(list(leitend.columns), kind="stable"))
    if "anzahl" in tabelle.columns:
        assert (tabelle["anzahl"] > 0).all()


@pytest.mark.parametrize("name", TABELLEN)
def test_every_table_fits_its_schema(tabellen, name):
    tabelle = tabellen[name].copy()
    for spalte in set(tabelle.columns) & {"anzahl", "personen", "wahlberechtigte", "waehlende"}:
        tabelle[spalte] = tabelle[spalte].astype("Int64")
    for spalte in tabelle.select_dtypes("str"):
        tabelle[spalte] = tabelle[spalte].mask(tabelle[spalte] == "")
    if name == "bedarfsanalyse":
        assert tabelle["gewicht"].isna().all()
        tabelle["gewicht"] = tabelle["gewicht"].astype("float64")
    if name == "arbeitslose":
        assert tabelle["bezugsgroesse"].isna().all()
        tabelle["bezugsgroesse"] = pd.array([pd.NA] * len(tabelle), dtype="Int64")
    MODELLE[name].validate(tabelle, lazy=True)


def test_stocks_and_flows_cover_their_years(tabellen):
    for name in (
        "einwohner",
        "haushalte",
        "herkunft",
        "zuwanderungsgeschichte",
        "grundsicherung",
        "arbeitslose",
    ):
        je_raum = tabellen[name].groupby("raumeinheit")["stichtag"].unique()
        assert je_raum.map(list).map(len).eq(9).all()
    for name in ("wanderungen", "geburten", "sterbefaelle", "hilfen_sgb8"):
        assert sorted(tabellen[name]["jahr"].unique()) == list(range(2016, 2024))


def test_the_manifest_says_what_it_is(lieferung):
    manifest = tomllib.loads((lieferung / "lieferung.toml").read_text(encoding="utf-8"))
    assert manifest["lieferung"]["demonstration"] is True
    assert "ynthetisch" in manifest["lieferung"]["hinweis"]
    erklaert = {name: block for block in manifest["vollstaendig"] for name in block["tabellen"]}
    assert erklaert["hilfen_sgb8"]["jahre"] == list(range(2016, 2024))
    assert erklaert["einwohner"]["jahre"] == list(range(2015, 2024))
    assert "HN" not in erklaert["einrichtungen"]["raumeinheiten"]
    assert not {"wahlen", "interviews", "quartiersarbeit", "bedarfsanalyse"} & set(erklaert)


def test_names_of_the_districts(tabellen):
    name = tabellen["raumeinheiten"].set_index("raumeinheit")["name"]
    assert len(name) == 60
    assert name[["P10", "P11", "P12"]].to_list() == [
        "Herbert-Hoover-Siedlung",
        "John-F.-Kennedy-Siedlung",
        "Südviertel",
    ]
    assert name.drop(["HN", "P10", "P11", "P12"]).str.fullmatch(r"Planungsbezirk \d\d \(Beispiel\)").all()


def test_the_interviews_are_those_of_the_paper_only(tabellen):
    interviews = tabellen["interviews"]
    assert interviews["nummer"].to_list() == [str(i) for i in range(1, 16)]
    assert interviews["raumeinheit"].eq("P10").all()
    assert interviews["institutionsart"].eq("nicht zugeordnet").all()
    assert interviews["institution"].eq("").all()  # the paper does not say how many said what
    assert interviews["zitat_frei"].eq("ja").all()
    bedarfe = interviews.loc[interviews["aussageart"].eq("bedarf"), "aussage"]
    assert bedarfe.str.contains("edarf|gewünscht|sollte").all()
    assert interviews["aussage"].str.contains("Cäcilienbrunnenstraße.*Herbert-Hoover-Straße").sum() == 1


def test_the_survey_is_of_the_quarter_the_paper_names_and_repairs_who_answered(tabellen):
    umfrage = tabellen["bedarfsanalyse"]
    assert set(umfrage["stichtag"]) == {"2023-06-30"}
    assert set(umfrage["raumeinheit"]) == {"P10"}
    ruecklauf = umfrage.query("frage == 'Rücklauf'")
    dabei = ruecklauf.query("antwort == 'teilgenommen'")
    gefragt = ruecklauf.query("antwort == 'angeschrieben'")["anzahl"].item()
    assert 0.3 < dabei["anzahl"].sum() / gefragt < 0.5
    hier = tabellen["einwohner"].query("raumeinheit == 'P10' and stichtag == '2022-12-31'")
    alt = hier.loc[hier["alter"].astype(int).ge(65), "anzahl"].sum()
    alle = hier.loc[hier["alter"].astype(int).ge(16), "anzahl"].sum()
    assert dabei.query("altersgruppe == '65+'")["anzahl"].sum() / dabei["anzahl"].sum() > 1.2 * alt / alle
    je_zelle = ["zielgruppe", "altersgruppe", "geschlecht"]
    antworten = umfrage.query("frage != 'Rücklauf'").groupby([*je_zelle, "antwort"])["anzahl"].sum()
    assert antworten.groupby(je_zelle).max().le(dabei.set_index(je_zelle)["anzahl"]).all()


def test_quartiersarbeit_belongs_to_the_three_quartiere(tabellen):
    assert set(tabellen["quartiersarbeit"]["raumeinheit"]) == {"HN", "P10", "P11", "P12"}
    assert set(tabellen["quartiersarbeit"]["jahr"]) == {2021, 2022, 2023}


@pytest.fixture(scope="module")
def gebiete(lieferung):
    return gpd.read_file(lieferung / "raumeinheiten.geojson").set_index("raumeinheit")


def test_the_map_is_schematic_and_covers_the_city(gebiete):
    assert gebiete.crs == "EPSG:25832"
    assert gebiete["hinweis"].str.contains("chematisch").all()
    assert len(gebiete) == 60
    assert gebiete.is_valid.all()
    flaeche = gebiete.area / 1e6
    assert flaeche["HN"] == pytest.approx(99.88, abs=0.05)
    bezirke = gebiete.drop(index="HN")
    assert bezirke.area.sum() == gebiete.area["HN"]
    assert bezirke.union_all().equals(gebiete.loc["HN", "geometry"])


def test_neighbours_share_their_edges(gebiete):
    bezirke = gebiete.drop(index="HN")
    aussen = gebiete.loc["HN", "geometry"].length
    assert bezirke.length.sum() == pytest.approx(aussen + 2 * _gemeinsam(bezirke), rel=1e-9)
    drei = [gebiete.loc[key, "geometry"] for key in ("P10", "P11", "P12")]
    assert all(a.intersection(b).length > 100 for a in drei for b in drei)
    assert all(a.centroid.y < gebiete.loc["HN", "geometry"].centroid.y for a in drei)


def _gemeinsam(bezirke: gpd.GeoDataFrame) -> float:
    formen = list(bezirke.geometry)
    paare = [(a, b) for i, a in enumerate(formen) for b in formen[i + 1 :]]
    return sum(a.intersection(b).length for a, b in paare if a.intersects(b))


def test_facilities_stand_in_their_district(tabellen, gebiete):
    orte = tabellen["einrichtungen"]
    punkte = gpd.GeoSeries(gpd.points_from_xy(orte["ost"], orte["nord"]), crs=gebiete.crs)
    flaechen = gpd.GeoSeries(gebiete.loc[orte["raumeinheit"], "geometry"].to_numpy(), crs=gebiete.crs)
    assert punkte.within(flaechen).all()
    assert set(orte["art"]) == set(demo.ARTEN)


def test_years_and_districts_can_be_chosen(tmp_path):
    demo.schreiben(tmp_path, bezirke=13, jahre=range(2018, 2021))
    tabellen = lesen(tmp_path)
    assert len(tabellen["raumeinheiten"]) == 14
    assert sorted(tabellen["einwohner"]["stichtag"].unique()) == ["2018-12-31", "2019-12-31", "2020-12-31"]
    assert set(tabellen["wanderungen"]["jahr"]) == {2019, 2020}
    p10 = tabellen["einwohner"].query("raumeinheit == 'P10' and stichtag == '2020-12-31'")
    assert p10["anzahl"].sum() == 2553


@pytest.mark.parametrize("bezirke", [1, 2, 5])
def test_a_city_too_small_for_p10_still_works(tmp_path, bezirke):
    demo.schreiben(tmp_path, bezirke=bezirke, jahre=range(2015, 2017))
    tabellen = lesen(tmp_path)
    assert "Herbert-Hoover-Siedlung" not in set(tabellen["raumeinheiten"]["name"])
    assert tabellen["interviews"].empty
    assert tabellen["bedarfsanalyse"].empty
    binnen = tabellen["wanderungen"].query("art == 'binnen'")
    assert binnen.empty == (bezirke == 1)


def test_another_seed_draws_another_city(tmp_path, lieferung):
    demo.schreiben(tmp_path, seed=demo.SAAT + 1)
    anders = tmp_path / "einwohner.csv"
    assert anders.read_bytes() != (lieferung / "einwohner.csv").read_bytes()


@pytest.mark.parametrize(
    "falsch", [{"bezirke": 0}, {"jahre": range(2014, 2020)}, {"jahre": range(2016, 2016)}]
)
def test_what_cannot_be_drawn_is_refused(tmp_path, falsch):
    with pytest.raises(errors.ParameterUngueltig):
        demo.schreiben(tmp_path / "neu", **falsch)
    assert not (tmp_path / "neu").exists()
