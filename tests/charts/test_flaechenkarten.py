"""Choropleths: classes, hatching, words, and the table behind them."""

import re
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from pipeline import charts, names
from pipeline.charts import kartenzeichen
from tests.charts import muster

ABBILDUNG = "application/vnd.sozialraum.abbildung+json"
TABELLE = "application/vnd.sozialraum.tabelle+json"
ORTE = [f"P{n:02}" for n in range(1, 13)]


def gebiete(orte=ORTE):
    flaechen = [box(1000 * n, 0, 1000 * (n + 1), 1000) for n in range(len(orte))]
    return gpd.GeoDataFrame({"raumeinheit": orte}, geometry=flaechen, crs=25832)


def werte(zahlen=range(1, 13), kennzahl="mig", status="wert"):
    tabelle = pd.DataFrame({"raumeinheit": ORTE, "wert": [float(zahl) for zahl in zahlen]})
    rahmen = {"kennzahl": kennzahl, "name": f"Anteil {kennzahl}", "einheit": "%", "stellen": 1}
    return tabelle.assign(status=status, **rahmen)


def mit_luecken():
    tabelle = werte()
    tabelle.loc[[0, 1], ["wert", "status"]] = [[np.nan, "geheim"], [np.nan, "fehlt"]]
    return tabelle


def karte(tabelle, raumeinheit="P10"):
    anzeige = charts.flaechenkarten(gebiete(), tabelle, raumeinheit, **muster.KOPF)
    return anzeige.buendel.get(ABBILDUNG)


def texte(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_limits_of_the_classes_stand_beside_the_map_with_unit_and_comma():
    inhalt = karte(werte())
    legende = [text for text in texte(inhalt["svg"]) if " bis " in text]
    assert len(legende) == 5
    assert all(re.fullmatch(r"\d+,\d bis \d+,\d\N{NO-BREAK SPACE}%", text) for text in legende)
    enden = [float(zahl.replace(",", ".")) for text in legende for zahl in re.findall(r"\d+,\d", text)]
    assert sorted(enden)[0] == 1.0
    assert max(enden) == 12.0


def test_the_class_of_the_district_is_bold_and_only_that():
    fett = re.findall(
        r'<text style="[^"]*(?:bold|700)[^"]*"[^>]*>([^<]* bis [^<]*)</text>', karte(werte())["svg"]
    )
    assert len(fett) == 1
    von, bis = (float(zahl.replace(",", ".")) for zahl in re.findall(r"\d+,\d", fett[0]))
    assert von <= 10 <= bis


def test_same_rows_give_the_same_bytes_in_the_typeface_of_the_report():
    eins, zwei = karte(mit_luecken())["svg"], karte(mit_luecken())["svg"]
    assert eins == zwei
    assert set(re.findall(r"font-family: '([^']+)'", eins)) == {names.SCHRIFTFAMILIE}
    assert min(float(groesse) for groesse in re.findall(r"font-size: ([\d.]+)px", eins)) >= 7.5
    assert not [text for text in texte(eins) if re.search(r"\d\.\d", text)]


def test_what_has_no_value_is_hatched_counted_and_told():
    inhalt = karte(mit_luecken())
    assert {"geheim (1)", "nicht geliefert (1)"} <= set(texte(inhalt["svg"]))
    assert "<pattern" in inhalt["svg"]
    assert "2 ohne Wert und schraffiert" in inhalt["alt"]
    assert "<pattern" not in karte(werte())["svg"]
    assert "schraffiert." not in karte(werte())["alt"]


def test_the_alt_text_tells_range_place_and_number_of_areas():
    alt = karte(werte())["alt"]
    assert "12 Gebiete von 1,0\N{NO-BREAK SPACE}% (P01) bis 12,0\N{NO-BREAK SPACE}% (P12) in 5 Klassen" in alt
    assert re.search(r"P10 mit 10,0\N{NO-BREAK SPACE}% in der \d\. Klasse von unten", alt)
    assert "P01 ohne Wert" in karte(mit_luecken(), "P01")["alt"]


def test_a_hidden_value_cannot_be_read_anywhere():
    tabelle = werte(range(100, 112))
    tabelle.loc[3, ["wert", "status"]] = [777.0, "geheim"]
    inhalt = karte(tabelle)
    assert "777" not in inhalt["alt"]
    assert not [text for text in texte(inhalt["svg"]) if "777" in text]
    zeilen = charts.kartenwerte(tabelle, muster.raumeinheiten(), **muster.KOPF).buendel[TABELLE]["zeilen"]
    assert zeilen[3][2] == {"text": names.GEHEIM, "wert": None}


@pytest.mark.parametrize("zahlen", [[5] * 12, [1, 2] * 6, range(12)])
def test_no_more_classes_than_different_values(zahlen):
    inhalt = karte(werte(zahlen))
    klassen = re.findall(r"in (\d) Klassen", inhalt["alt"])
    assert klassen == [str(min(5, len(set(zahlen))))]


def test_values_that_print_the_same_are_of_one_class():
    zahlen = [10.01 + n // 2 + 0.02 * (n % 2) for n in range(12)]
    grenzen = texte(karte(werte(zahlen))["svg"])
    enden = [
        zahl for text in grenzen if "\N{NO-BREAK SPACE}%" in text for zahl in set(re.findall(r"\d+,\d", text))
    ]
    assert len(enden) == len(set(enden))


def test_too_few_values_or_no_boundaries_make_no_map():
    wenige = werte().assign(status=["wert"] * 9 + ["geheim"] * 3)
    assert karte(wenige) is None
    assert charts.kartenwerte(wenige, muster.raumeinheiten(), **muster.KOPF).buendel == {}
    assert charts.flaechenkarten(None, werte(), "P10", **muster.KOPF).buendel == {}
    assert charts.flaechenkarten(gebiete(), werte(), "fremd", **muster.KOPF).buendel == {}


def test_the_table_has_every_area_and_kennzahl():
    beide = pd.concat([werte(), werte(range(21, 33), "bev_65p")], ignore_index=True)
    tabelle = charts.kartenwerte(beide, muster.raumeinheiten(), **muster.KOPF).buendel[TABELLE]
    assert len(tabelle["zeilen"]) == 12
    assert [zelle["text"] for zelle in tabelle["zeilen"][9]] == [
        "P10",
        "Herbert-Hoover-Siedlung",
        "10,0",
        "30,0",
    ]


def test_shades_fall_in_greyscale_from_class_to_class():
    def helligkeit(farbe):
        rot, gruen, blau = (int(farbe[n : n + 2], 16) for n in (1, 3, 5))
        return 0.299 * rot + 0.587 * gruen + 0.114 * blau

    stufen = [helligkeit(farbe) for farbe in charts.flaechenkarten.__globals__["FARBEN"]]
    assert all(heller - dunkler > 25 for heller, dunkler in pairwise(stufen))


def test_every_kind_of_facility_has_its_sign_once():
    arten = [art for zeichen in kartenzeichen.ZEICHEN.values() for art in zeichen.arten]
    assert len(arten) == len(set(arten))
    assert len({zeichen.form for zeichen in kartenzeichen.ZEICHEN.values()}) == len(kartenzeichen.ZEICHEN)
    fremd = pd.DataFrame({"art": ["mondbasis", "pflege"]})
    assert list(kartenzeichen.gruppen(fremd)) == ["Sonstiges", "Pflege und Betreuung"]


def test_that_there_is_no_care_is_said_only_where_a_list_is():
    ohne, mit = pd.DataFrame({"art": ["laden"]}), pd.DataFrame({"art": ["laden", "pflege"]})
    assert kartenzeichen.anzahlen(ohne) == {"Versorgung": 1, "Pflege und Betreuung": 0}
    assert kartenzeichen.anzahlen(mit) == {"Versorgung": 1, "Pflege und Betreuung": 1}
    assert kartenzeichen.anzahlen(ohne.iloc[:0]) == {}
