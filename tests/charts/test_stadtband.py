"""Charts of the city volume: who is drawn how, and what is drawn of nobody."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from pipeline import charts

ORTE = ["P1", "P2", "P3", "P4"]
NAMEN = {ort: ort for ort in ORTE}
KOPF = {"id": "rang", "titel": "x", "untertitel": "31.12.2020", "quelle": "Amt"}


def raenge() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kennzahl": "k_1",
            "name": "Anteil",
            "einheit": "%",
            "stellen": 1,
            "raumeinheit": ORTE,
            "status": ["wert", "wert", "wert", "geheim"],
            "wert": [30.0, 12.0, 8.0, np.nan],
            "untere": [27.0, 9.0, 5.0, np.nan],
            "obere": [33.0, 15.0, 11.0, np.nan],
            "wert_stadt": 12.0,
            "signifikant": pd.array([True, False, False, pd.NA], dtype="boolean"),
            "richtung": ["ueber", "gleich", "unter", None],
            "rang_von": pd.array([1, 2, 2, pd.NA], dtype="Int64"),
            "rang_bis": pd.array([1, 3, 3, pd.NA], dtype="Int64"),
            "ununterscheidbar": pd.array([0, 1, 1, pd.NA], dtype="Int64"),
        }
    )


def inhalt(anzeige, art="abbildung"):
    return anzeige.buendel[f"application/vnd.sozialraum.{art}+json"]


def test_a_ranking_is_heading_figure_sentence_and_draws_no_secret_dot() -> None:
    kopf, bild, satz = charts.ranglisten(raenge(), {"k_1": "Ein Satz."}, NAMEN, "Heilbronn", **KOPF)
    assert kopf.buendel["text/markdown"] == "### Anteil"
    assert inhalt(satz, "absatz")["text"] == "Ein Satz."
    gezeigt = inhalt(bild)
    assert gezeigt["id"] == "rang-k-1"
    assert (
        "P1 30,0, signifikant höher, Rang 1 bis 1; P2 12,0, Rang 2 bis 3; P3 8,0, Rang 2 bis 3; "
        "P4: geheim gehalten" in gezeigt["alt"]
    )
    assert "geheim gehalten" in gezeigt["svg"]
    assert gezeigt["svg"].count(">2 bis 3<") == 2
    assert "nicht unterscheidbar" in gezeigt["untertitel"]


def test_a_kennzahl_that_nobody_has_is_not_drawn() -> None:
    ohne = raenge().assign(status="fehlt", wert=np.nan)
    assert len(charts.ranglisten(ohne, {"k_1": "Kein Wert."}, NAMEN, "Heilbronn", **KOPF)) == 2


def test_many_districts_are_parted_over_figures_of_one_scale() -> None:
    viele = pd.concat([raenge().head(3)] * 30, ignore_index=True)
    bilder = [
        inhalt(teil)
        for teil in charts.ranglisten(viele, {"k_1": "Satz."}, NAMEN, "Heilbronn", **KOPF)
        if "image/svg+xml" in teil.buendel
    ]
    assert [bild["id"] for bild in bilder] == ["rang-k-1-1", "rang-k-1-2"]
    achsen = [re.findall(r">(\d+)</text>", bild["svg"])[:6] for bild in bilder]
    assert achsen[0] == achsen[1]


def test_a_funnel_names_who_lies_outside_and_nobody_else() -> None:
    punkte = pd.DataFrame(
        {
            "kennzahl": "k",
            "name": "Anteil",
            "einheit": "%",
            "raumeinheit": ORTE,
            "nenner": [500.0, 900.0, 1200.0, 2000.0],
            "wert": [30.0, 12.0, 11.0, 5.0],
            "stadt": 12.0,
            "ausserhalb": [99, 0, 95, 99],
        }
    )
    nenner = np.array([400.0, 1000.0, 2100.0])
    weite = {"unten_95": 9.0, "oben_95": 15.0, "unten_99": 7.0, "oben_99": 17.0}
    grenzen = pd.DataFrame({"kennzahl": "k", "nenner": nenner} | weite)
    (bild,) = charts.stadttrichter(punkte, grenzen, "Heilbronn", **(KOPF | {"id": "trichter"}))
    gezeigt = inhalt(bild)
    assert {ort for ort in ORTE if f">{ort}<" in gezeigt["svg"]} == {"P1", "P4"}
    assert "über den Grenzen von 99,8 %: P1; darunter: P4." in gezeigt["alt"]


@pytest.fixture
def gebiete() -> gpd.GeoDataFrame:
    quadrate = [box(1000 * n, 0, 1000 * n + 1000, 1000) for n in range(len(ORTE))]
    return gpd.GeoDataFrame({"raumeinheit": ORTE, "hinweis": None}, geometry=quadrate, crs=25832)


def test_the_map_labels_every_district_with_scale_and_north(gebiete) -> None:
    gezeigt = inhalt(charts.stadtkarte(gebiete, NAMEN, **(KOPF | {"id": "karte"})))
    for text in (*ORTE, "N", "1 km"):
        assert f">{text}<" in gezeigt["svg"]
    assert "im Osten P4" in gezeigt["alt"]
    assert isinstance(charts.stadtkarte(None, NAMEN, **KOPF), charts.Leer)


def test_the_map_of_classes_shows_doubt_and_hatches_what_has_no_class(gebiete) -> None:
    typen = pd.DataFrame(
        {
            "raumeinheit": ORTE,
            "status": ["hoch", "mittel", "sehr niedrig", None],
            "dynamik": ["positiv", "stabil", "negativ", None],
            "eindeutig": pd.array([True, False, True, pd.NA], dtype="boolean"),
        }
    )
    gezeigt = inhalt(charts.typenkarte(gebiete, NAMEN, typen, **(KOPF | {"id": "typen"})))
    assert gezeigt["svg"].count(">?<") == 1
    assert gezeigt["svg"].count(">▲<") == gezeigt["svg"].count(">▼<") == 1
    assert ">nicht eingeordnet (1)<" in gezeigt["svg"]
    assert "Status hoch, Dynamik positiv: P1" in gezeigt["alt"]
    assert isinstance(charts.typenkarte(gebiete, NAMEN, typen.assign(status=None), **KOPF), charts.Leer)


def test_signs_follow_a_number_and_are_not_parted_from_it() -> None:
    spalte = charts.Spalte("wert", "Wert", 1, status="status", zusatz="zeichen")
    zeilen = pd.DataFrame({"wert": [12.34, np.nan], "status": ["wert", "geheim"], "zeichen": ["▲→", ""]})
    tafel = inhalt(charts.tabelle(zeilen, [spalte], **KOPF), "tabelle")
    texte = [zeile[0]["text"] for zeile in tafel["zeilen"]]
    assert texte == ["12,3\N{NO-BREAK SPACE}▲→", "•"]
