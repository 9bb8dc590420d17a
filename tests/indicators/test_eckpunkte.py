"""The statements of the paper as data, and what they are measured by."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import errors, indicators, narrative
from pipeline.indicators import eckpunkte

GOLDEN = Path(__file__).parents[1] / "golden" / "eckpunkte.csv"
PAPIER = pd.read_csv(GOLDEN, comment="#", dtype="str", keep_default_na=False).set_index("id")
KOPF = """
[papier]
titel = "Papier"
raumeinheit = "P10"
vergleich = "HN"
stichtag = "2020-12-31"
horizont = 2035
"""


def test_the_statements_are_those_of_the_paper_in_their_order():
    gesagt = indicators.aussagen("P10", "HN")
    assert list(dict.fromkeys(gesagt["aussage"])) == list(PAPIER.index)
    assert gesagt["nummer"].nunique() == 36


@pytest.mark.parametrize("kennung", [i for i, art in PAPIER["kind"].items() if art in ("exact", "rounded")])
def test_a_number_of_the_paper_is_the_number_we_check(kennung):
    zeile = indicators.aussagen("P10", "HN").set_index("aussage").loc[kennung]
    if pd.notna(zeile["inanspruchnahme"]):
        assert zeile["inanspruchnahme"] == ("nein" if PAPIER.loc[kennung, "value"] == "0" else "ja")
    else:
        assert zeile["behauptet"] == float(PAPIER.loc[kennung, "value"])


def test_the_paper_says_nothing_about_another_area():
    for orte in (("P11", "HN"), ("P10", "P11"), ("HN", "HN")):
        assert indicators.aussagen(*orte).empty
        assert indicators.messungen({}, *orte, []).empty
        assert narrative.abgleich(indicators.aussagen(*orte), "2020-12-31", demonstration=False) == []


def test_without_tables_every_measurement_is_missing():
    gemessen = indicators.messungen({}, "P10", "HN", [])
    assert set(gemessen["status"]) == {"fehlt"}
    assert set(indicators.aussagen("P10", "HN")["messung"]) <= set(gemessen["kennzahl"])


@pytest.mark.parametrize(
    ("eintrag", "was"),
    [
        ('id = "a"\ntext = "A"\nwert = 1', "an genau einem"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["bev"]\nparagraph = "31"\nwert = 1', "hier an 2"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["bev"]', "was behauptet wird"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["gibtsnicht"]\nwert = 1', "steht nicht im Katalog"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["bev"]\nrichtung = "oben"', "kein Wert von richtung"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["bev"]\nwert = 1\ngenau = 2\ntoleranz = 1', "als die Rundung"),
        ('id = "a"\ntext = "A"\nparagraph = "99"\ninanspruchnahme = "ja"', "den Paragraphen"),
        ('id = "a"\ntext = "A"\nkennzahlen = ["bev"]\nwertt = 1', 'das Feld "wertt" gibt es nicht'),
        ('id = "a"\nkennzahlen = ["bev"]\nwert = 1', 'das Feld "text" fehlt'),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_checked_is_refused(eintrag, was):
    with pytest.raises(errors.PlanUngueltig, match=was):
        eckpunkte.lesen(f"{KOPF}\n[[aussage]]\n{eintrag}\n")


def test_a_statement_is_there_once():
    einer = '[[aussage]]\nid = "a"\ntext = "A"\nkennzahlen = ["bev"]\nwert = 1\n'
    with pytest.raises(errors.PlanUngueltig, match="zweimal"):
        eckpunkte.lesen(KOPF + einer + einer)


def herkunft(*zeilen, gesamt=500):
    tabelle = pd.DataFrame(
        [*zeilen, ("insgesamt", gesamt, "wert")], columns=["herkunftsland", "anzahl", "status"]
    )
    rahmen = tabelle.assign(raumeinheit="P10", stichtag="2020-12-31")
    return {"herkunft": rahmen.astype({"anzahl": "Int64"})}


VIER = [("Türkei", 200, "wert"), ("Kasachstan", 100, "wert"), ("Rumänien", 80, "wert"), ("Polen", 60, "wert")]


@pytest.mark.parametrize(("gesamt", "sicher"), [(440, True), (499, True), (500, False), (600, False)])
def test_a_ranking_is_certain_while_no_hidden_country_can_be_among_it(gesamt, sicher):
    tabellen = herkunft(*VIER, ("Italien", pd.NA, "geheim"), gesamt=gesamt)
    zeile = indicators.messungen(tabellen, "P10", "HN", []).set_index("kennzahl").loc["herkunft"]
    assert zeile["folge"] == "Türkei, Kasachstan, Rumänien, Polen"
    assert bool(zeile["folge_sicher"]) is sicher


def test_a_ranking_of_too_few_countries_is_none():
    zeile = indicators.messungen(herkunft(*VIER[:3]), "P10", "HN", []).set_index("kennzahl").loc["herkunft"]
    assert zeile["status"] == "geheim"
