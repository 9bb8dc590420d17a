import pandas as pd
import pytest

from pipeline import charts, names
from tests.charts.muster import KOPF

MIME = "application/vnd.sozialraum.tabelle+json"
SPALTEN = [
    charts.Spalte("name", "Merkmal", kopf=True),
    charts.Spalte("wert", "in %", 1, status="status"),
    charts.Spalte("saldo", "Saldo", 0, vorzeichen=True),
]


def zellen(**zeile):
    daten = pd.DataFrame([{"name": "a", "wert": 1.25, "status": "wert", "saldo": 0, **zeile}])
    (gesetzt,) = charts.tabelle(daten, SPALTEN, **KOPF).buendel[MIME]["zeilen"]
    return gesetzt


@pytest.mark.parametrize(("status", "zeichen"), [("geheim", names.GEHEIM), ("fehlt", names.NICHT_GELIEFERT)])
def test_what_may_not_be_shown_has_a_sign_and_no_value(status, zeichen):
    assert zellen(status=status)[1] == {"text": zeichen, "wert": None}


def test_missing_number_is_never_printed_as_one():
    assert zellen(wert=float("nan"))[1] == {"text": names.NICHT_SINNVOLL, "wert": None}


@pytest.mark.parametrize(
    ("saldo", "text"), [(17, "+17"), (-27, "\N{MINUS SIGN}27"), (0, "0"), (1201, "+1.201")]
)
def test_signs_and_thousands(saldo, text):
    assert zellen(saldo=saldo)[2]["text"] == text


def test_each_row_may_have_its_own_decimals():
    daten = pd.DataFrame({"name": ["a", "b"], "wert": [2.0872, 46.01], "stellen": [2, 1]})
    spalten = [charts.Spalte("name", "Kennzahl", kopf=True), charts.Spalte("wert", "Wert", "stellen")]
    zeilen = charts.tabelle(daten, spalten, **KOPF).buendel[MIME]["zeilen"]
    assert [zeile[1]["text"] for zeile in zeilen] == ["2,09", "46,0"]


def test_html_has_heads_and_escapes_data():
    daten = pd.DataFrame([{"name": "<b>x</b>", "wert": 1.0, "status": "wert", "saldo": 1}])
    html = charts.tabelle(daten, SPALTEN, **KOPF).buendel["text/html"]
    assert '<th scope="row"' in html
    assert '<th scope="col">' in html
    assert "<b>x" not in html


def test_list_escapes_what_markdown_would_interpret():
    markdown = charts.liste(["Bewohner*innen_x $5", "<b>"]).buendel["text/markdown"]
    assert markdown == "- Bewohner\\*innen\\_x \\$5\n- \\<b\\>"


def test_empty_text_shows_nothing():
    assert charts.absatz("").buendel == {}
    assert charts.hinweis(" ").buendel == {}
    assert charts.liste([]).buendel == {}


def test_secret_help_has_the_sign_of_a_secret():
    spalten = ["paragraph", "zaehlweise", "anzahl", "status", "inanspruchnahme"]
    zeilen = [["27", "insgesamt", None, "geheim", "ja"], ["insgesamt", "insgesamt", 25, "wert", "summe"]]
    tabelle = charts.tabellen.hilfen(pd.DataFrame(zeilen, columns=spalten), **KOPF).buendel[MIME]
    assert [zeile[1]["text"] for zeile in tabelle["zeilen"]] == [names.GEHEIM, "25"]


def test_a_group_begins_where_its_field_changes():
    daten = pd.DataFrame(
        {"name": list("abc"), "wert": 1.0, "status": "wert", "saldo": 1, "feld": ["A", "A", "B"]}
    )
    tabelle = charts.tabelle(daten, SPALTEN, gruppe="feld", **KOPF).buendel[MIME]
    assert tabelle["gruppen"] == [{"ab": 0, "titel": "A"}, {"ab": 2, "titel": "B"}]


def test_an_end_of_a_band_below_ten_is_a_sign_and_without_a_band_there_are_no_ends() -> None:
    satz = {"basis": 40.0, "erwartet": 30.0, "differenz": -10.0, "differenz_pct": -25.0, "status": "wert"}
    zeilen = pd.DataFrame([{**satz, "altersgruppe": g} for g in ("0-2", "insgesamt")])
    mit = zeilen.assign(unten=[0.0, 25.0], oben=45.0)
    inhalt = charts.tabellen.prognose(mit, 2020, 2035, **KOPF).buendel[MIME]
    assert [zelle["text"] for zelle in inhalt["zeilen"][0]][3:5] == ["•", "45"]
    assert [zelle["text"] for zelle in inhalt["zeilen"][1]][3:5] == ["25", "45"]
    assert "unter zehn Personen" in inhalt["fussnoten"][0]
    ohne = zeilen.assign(unten=float("nan"), oben=float("nan"))
    inhalt = charts.tabellen.prognose(ohne, 2020, 2035, **KOPF).buendel[MIME]
    assert len(inhalt["spalten"]) == 5
    assert inhalt["fussnoten"] == []
