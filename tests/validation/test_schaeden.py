"""Damaged texts are found and read back where that is certain; sound German text is left alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.validation.schaeden import entwirrt, tabellenkalkulation, zeichenschaden
from pipeline.validation.schema import _gemeintes_alter
from pipeline.validation.zahlen import warum_nicht_ganz
from tests.validation.prueflinge import pruefling, raeume

DEUTSCH = st.text(alphabet="abcdeABCDE äöüÄÖÜß§–é-.'", min_size=1, max_size=30)


def _mit_namen(name):
    zeilen = raeume("P01", "P02")
    zeilen[1]["name"] = name
    return pruefling(raumeinheiten=zeilen)


def _beide(name):
    fall = _mit_namen(name)
    return [*zeichenschaden(fall), *tabellenkalkulation(fall)]


@settings(deadline=None, max_examples=30)
@given(DEUTSCH)
def test_utf8_read_as_cp1252_is_read_back(text):
    falsch = text.encode("utf-8").decode("cp1252", errors="ignore")
    if falsch.encode("cp1252") == text.encode("utf-8") and falsch != text:
        assert entwirrt(falsch) == text


@settings(deadline=None, max_examples=30)
@given(DEUTSCH)
@example("Ä–")  # its bytes happen to be UTF-8
def test_german_text_is_no_damage(text):
    assert entwirrt(text) == ""
    assert list(zeichenschaden(_mit_namen(text))) == []


@pytest.mark.parametrize(
    ("name", "grad", "wort"),
    [
        ("BÃ¶ckingen", "Fehler", '"Böckingen"'),
        ("GroÃŸgartach", "Fehler", '"Großgartach"'),
        ("B\ufffdckingen", "Fehler", "verloren gegangen"),
        ("B?ckingen", "Warnung", "fehlt wohl ein Umlaut"),
        ("Mrz 21", "Warnung", "ein Datum"),
        ("03.05.", "Warnung", "ein Datum"),
        ("03. Mai", "Warnung", "ein Datum"),
        ("1,02E+06", "Warnung", "gekürzte Zahl"),
        ("#NV", "Warnung", "Fehlerwert"),
    ],
)
def test_damage_is_named(name, grad, wort):
    (befund,) = _beide(name)
    assert (befund.grad, befund.zeile, befund.spalte) == (grad, 3, "name")
    assert wort in befund.grund


@pytest.mark.parametrize(
    "name", ["Märzgasse 21", "Mai", "Was tun?", "Straße des 17. Juni", "1. FC", "Nord 3"]
)
def test_ordinary_names_are_left_alone(name):
    assert _beide(name) == []


@pytest.mark.parametrize(
    ("text", "wort"),
    [
        ("Mrz 21", "ein Datum"),
        ("03.05.", "ein Datum"),
        ("2021-05-03 00:00:00", "ein Datum"),
        ("1,02E+06", "gekürzt"),
        ("#DIV/0!", "Fehlerwert"),
        ("1.049", "Tausenderpunkt"),
    ],
)
def test_a_number_that_a_spreadsheet_changed_is_refused_with_its_cause(text, wort):
    assert wort in warum_nicht_ganz(text)[0]


@pytest.mark.parametrize(("text", "gemeint"), [("03. Mai", "3-5"), ("05.03.2021", "3-5"), ("6. Sep", "6-9")])
def test_an_age_group_that_became_a_date_is_recognised(text, gemeint):
    assert _gemeintes_alter(text) == gemeint
