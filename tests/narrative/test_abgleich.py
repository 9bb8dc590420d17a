"""Sentences on the statements of the paper, and their rows."""

import pandas as pd
import pytest

from pipeline import comparison, indicators, narrative
from pipeline.narrative.abgleich import _ZEICHEN
from tests.narrative.muster import ORTE

KENNZAHLEN = [indicators.nach_id(kennung) for kennung in narrative.KENNZAHLEN]


def urteile(tabellen):
    gemessen = indicators.messungen(tabellen, "P10", "HN", KENNZAHLEN)
    return comparison.abgleich(indicators.aussagen("P10", "HN"), gemessen)


@pytest.fixture(scope="module")
def ohne_alles():
    return urteile({})


def test_without_any_table_nothing_can_be_judged_and_the_reason_is_said(ohne_alles):
    assert set(ohne_alles["urteil"]) == {comparison.NICHT_BEURTEILBAR}
    zeilen = narrative.abgleichszeilen(ORTE, ohne_alles)
    assert len(zeilen) == 36
    assert set(zeilen["heute"].str.split("\n").explode().str[-1]) == {"…"}
    assert zeilen["grund"].str.contains("nicht geliefert|liegt nicht vor").all()
    text = narrative.abgleich(ohne_alles, "2020-12-31", demonstration=False)
    assert "36 prüfbare Aussagen" in text[0]
    assert "36 nicht beurteilbar" in text[0]
    assert "Widersprochen wird keiner" not in text[0]


def test_another_date_is_named_and_so_is_made_up_data(ohne_alles):
    text = " ".join(narrative.abgleich(ohne_alles, "2022-12-31", demonstration=True))
    assert "Werte zum 31.12.2020, dem Stichtag des Papiers, nicht die zum 31.12.2022" in text
    assert "nicht, dass die Aussagen zutreffen" in text
    selbe = " ".join(narrative.abgleich(ohne_alles, "2020-12-31", demonstration=False))
    assert "nicht die zum" not in selbe
    assert "Demonstrationsdaten" not in selbe


def hilfen(*zeilen):
    tabelle = pd.DataFrame(zeilen, columns=["paragraph", "anzahl", "status"])
    rahmen = tabelle.assign(raumeinheit="P10", jahr=2020, zaehlweise="insgesamt")
    return {"hilfen_sgb8": rahmen.astype({"anzahl": "Int64"})}


def test_a_hidden_help_is_known_to_be_there_but_not_how_often():
    tabellen = hilfen(("31", 0, "wert"), ("34", 4, "wert"), ("30", pd.NA, "geheim"))
    zeilen = narrative.abgleichszeilen(ORTE, urteile(tabellen)).set_index("nummer")
    assert zeilen.loc[26, ["heute", "urteil", "grund"]].tolist() == ["0", "✓ bestätigt", ""]
    assert zeilen.loc[27, "urteil"] == "✗ widersprochen"
    assert zeilen.loc[29, "heute"] == "• (größer als null)"
    assert zeilen.loc[29, "urteil"] == "○ bestätigt mit Einschränkung"


def prognose(erwartet, unten, oben, **rahmen):
    spalten = {"raumeinheit": "P10", "altersgruppe": "insgesamt", "geschlecht": "insgesamt"}
    gemeinsam = {**spalten, "staatsangehoerigkeit": "insgesamt", "status": "wert"}
    gezaehlt = pd.DataFrame([{**gemeinsam, "stichtag": "2020-12-31", "anzahl": 2553}])
    werte = {"erwartet": erwartet, "unten": unten, "oben": oben, "grundlage": "bewegungen"}
    kommend = {"basis": "2020-12-31", "szenario": "basis", "jahr": 2035, **werte}
    return {"einwohner": gezaehlt, "prognose": pd.DataFrame([{**gemeinsam, **kommend, **rahmen}])}


@pytest.mark.parametrize(
    ("werte", "urteil"),
    [
        ((2305, 2200, 2400), "✓ bestätigt"),
        ((2305, 2200, 2600), "○ bestätigt mit Einschränkung"),
        ((2600, 2500, 2700), "? nicht beurteilbar"),
        ((2700, 2600, 2800), "✗ widersprochen"),
    ],
)
def test_a_projection_decides_only_with_its_whole_band(werte, urteil):
    zeile = narrative.abgleichszeilen(ORTE, urteile(prognose(*werte))).set_index("nummer").loc[5]
    assert zeile["urteil"] == urteil
    assert zeile["heute"].startswith("von 2.553 auf rund 2.")


def test_the_summary_counts_every_statement_once():
    text = narrative.abgleich(urteile(prognose(2305, 2200, 2400)), "2020-12-31", demonstration=False)[0]
    assert "2 bestätigt" in text  # residents and the decline
    assert "34 nicht beurteilbar" in text
    assert "Widersprochen wird keiner." in text


def test_every_verdict_and_every_reading_has_its_sign():
    assert list(_ZEICHEN) == list(comparison.URTEILE)
    assert list(narrative.ableitung._ZEICHEN) == list(comparison.LESARTEN)
