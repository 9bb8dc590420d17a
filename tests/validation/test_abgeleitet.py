"""Delivered shares, rates, growth and averages against the counts they are made of."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.validation import satz
from pipeline.validation.abgeleitet import abgeleitete_werte
from tests.validation.prueflinge import pruefling


def _pruefe(art, wert, zaehler, nenner, faktor=100, stellen=1):
    zeile = ("export.csv", 7, "Wert", art, wert, zaehler, nenner, faktor, stellen)
    return list(abgeleitete_werte(pruefling(abgeleitet=[zeile])))


def test_growth_of_five_per_cent_printed_as_179_does_not_pass():
    (befund,) = _pruefe("wachstum", "179", 105, 100, stellen=0)
    assert befund.grad == "Fehler"
    assert satz(befund) == (
        "export.csv, Zeile 7, Spalte Wert: Geliefert ist 179, nachgerechnet ergibt die Veränderung 5 "
        "(von 100 auf 105). Bitte den Wert oder die Zahlen berichtigen, aus denen er gebildet ist."
    )


@pytest.mark.parametrize(
    ("art", "wert", "zaehler", "nenner", "faktor", "stellen"),
    [
        ("anteil", "26,3", 33_767, 128_612, 100, 1),
        ("anteil", "26.25", 33_767, 128_612, 100, 2),
        ("rate", "8,2", 1_049, 128_612, 1000, 1),
        ("mittel", "2,03", 2_553, 1_260, 1, 2),
        ("wachstum", "-5,0", 95, 100, 100, 1),
        ("wachstum", -5, 95, 100, 100, 0),
        ("anteil", 0.5, 1, 200, 100, 1),
    ],
)
def test_what_follows_from_the_counts_passes(art, wert, zaehler, nenner, faktor, stellen):
    assert _pruefe(art, wert, zaehler, nenner, faktor, stellen) == []


@pytest.mark.parametrize(
    ("wert", "vermutung"),
    [
        ("0,3", "Bruchteil statt Prozent"),
        ("126,3", "Stand in Prozent"),
        ("2,6", "Komma ist wohl verrutscht"),
        ("-26,3", "Vorzeichen"),
    ],
)
def test_the_likely_slip_is_named(wert, vermutung):
    art = "wachstum" if wert == "126,3" else "anteil"
    zaehler = 162_379 if art == "wachstum" else 33_767
    stellen = 1
    (befund,) = _pruefe(art, wert, zaehler, 128_612, 100, stellen)
    assert vermutung in befund.grund


def test_a_value_that_was_cut_instead_of_rounded_is_a_warning():
    (befund,) = _pruefe("anteil", "66,6", 2, 3)
    assert (befund.grad, "66,7" in befund.grund) == ("Warnung", True)


def test_a_share_of_nobody_is_refused():
    (befund,) = _pruefe("anteil", "12,0", 3, 0)
    assert (befund.grad, befund.wert) == ("Fehler", "12,0")


def test_nothing_is_recomputed_from_a_secret_count():
    assert _pruefe("anteil", "12,0", None, 10) == []


ZAHL = st.integers(min_value=1, max_value=200_000)


@settings(deadline=None, max_examples=30)
@given(zaehler=ZAHL, nenner=ZAHL, stellen=st.integers(0, 3), art=st.sampled_from(["anteil", "wachstum"]))
def test_a_rounded_value_always_passes_and_two_digits_off_never_do(zaehler, nenner, stellen, art):
    genau = (Decimal(zaehler) / nenner - (art == "wachstum")) * 100
    stufe = Decimal(1).scaleb(-stellen)
    gedruckt = genau.quantize(stufe, ROUND_HALF_UP)
    assert _pruefe(art, str(gedruckt).replace(".", ","), zaehler, nenner, 100, stellen) == []
    assert _pruefe(art, str(gedruckt + 2 * stufe), zaehler, nenner, 100, stellen)[0].grad == "Fehler"
