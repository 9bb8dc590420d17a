import pandas as pd
import pytest
from hypothesis import given

from pipeline import names, narrative
from tests.narrative.muster import ORTE, saetze, satz


@given(saetze())
def test_significance_is_claimed_only_where_the_test_says_so(zeile):
    text = narrative.im_vergleich(zeile, ORTE.dort)
    if zeile["signifikant"] is not True:
        assert "signifikant" not in text.replace("nicht signifikant", "")
    if zeile["signifikant"] is pd.NA:
        assert "signifikant" not in text


@given(saetze())
def test_direction_never_contradicts_the_numbers(zeile):
    text = narrative.im_vergleich(zeile, ORTE.dort)
    if "unter dem Wert" in text:
        assert zeile["wert"] < zeile["wert_stadt"]
    if "über dem Wert" in text:
        assert zeile["wert"] > zeile["wert_stadt"]


@given(saetze())
def test_no_number_is_spoken_where_none_may_be_shown(zeile):
    text = narrative.im_vergleich(zeile, ORTE.dort)
    if zeile["status"] != "wert" or zeile["status_stadt"] != "wert":
        assert text == ""


def test_the_words_of_the_paper():
    assert narrative.im_vergleich(satz("mig", 46, 55), ORTE.dort).startswith(
        "leicht unter dem Wert von Heilbronn"
    )
    assert narrative.im_vergleich(satz("al", 1.5, 4.1), ORTE.dort).startswith("deutlich unter dem Wert")
    gleich = satz("hh", 20.3, 20.1, signifikant=False)
    assert (narrative.unterschied(gleich), narrative.geprueft(gleich)) == ("vergleichbar", "nein")


@pytest.mark.parametrize("ebene", names.EBENEN)
def test_every_level_has_its_name_in_every_case(ebene):
    ort = narrative.Ort("03", "Mitte", ebene)
    assert all(text.endswith("Mitte") and "  " not in text for text in (ort.im, ort.des, ort.der))
