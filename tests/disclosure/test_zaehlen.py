import numpy as np
import pandas as pd
import pytest

from pipeline.disclosure.zaehlen import RANG, Quelle, zaehle

DIMS = ("alter", "geschlecht", "staatsangehoerigkeit")
MW = {"m": ("m",), "w": ("w",)}


def quelle(zeilen, voll=(False,)):
    tabelle = pd.DataFrame(zeilen, columns=["ort", *DIMS, "wert", "rang"])
    tabelle["wert"] = tabelle["wert"].astype("Int64")
    tabelle["rang"] = tabelle["rang"].map(RANG.index)
    return Quelle(tabelle, DIMS, np.array(voll))


def werte(ergebnis):
    return [RANG[r] if r else w for w, r in zip(ergebnis["wert"], ergebnis["rang"], strict=True)]


def test_an_uncrossed_source_answers_each_margin_once():
    q = quelle(
        [
            (0, "0", "m", "insgesamt", 3, "wert"),
            (0, "0", "w", "insgesamt", 4, "wert"),
            (0, "0", "insgesamt", "deutsch", 5, "wert"),
            (0, "0", "insgesamt", "nichtdeutsch", 2, "wert"),
        ]
    )
    assert werte(zaehle(q, {"geschlecht": MW})) == [3, 4]
    assert werte(zaehle(q, {})) == [7]
    beide = zaehle(q, {"geschlecht": MW, "staatsangehoerigkeit": {"deutsch": ("deutsch",)}})
    assert werte(beide) == ["fehlt", "fehlt"]


@pytest.mark.parametrize(("voll", "erwartet"), [(True, [3, 3, 0]), (False, [3, "fehlt", "fehlt"])])
def test_a_missing_row_is_a_zero_only_where_the_delivery_is_complete(voll, erwartet):
    q = quelle([(0, "0-4", "insgesamt", "insgesamt", 3, "wert")], [voll])
    assert werte(zaehle(q, {"alter": {"0-4": (), "0-9": (), "5-9": ()}})) == erwartet


def test_a_missing_combination_is_missing_not_zero():
    q = quelle(
        [
            (0, "0", "m", "deutsch", 3, "wert"),
            (0, "0", "w", "deutsch", 4, "wert"),
            (0, "1", "m", "deutsch", 1, "wert"),
        ]
    )
    assert werte(zaehle(q, {"alter": {"0-0": (), "1-1": ()}})) == [7, "fehlt"]


def test_a_band_that_straddles_delivered_bands_is_missing_even_where_complete():
    q = quelle([(0, "0-4", "m", "deutsch", 3, "wert"), (0, "5-9", "m", "deutsch", 4, "wert")], [True])
    assert werte(zaehle(q, {"alter": {"0-5": (), "0-9": ()}})) == ["fehlt", 7]


@pytest.mark.parametrize("grund", ["geheim", "fehlt", "unsicher"])
def test_what_the_source_withholds_never_counts_as_zero(grund):
    q = quelle([(0, "0", "m", "deutsch", None, grund), (0, "0", "w", "deutsch", 4, "wert")], [True])
    assert werte(zaehle(q, {"geschlecht": MW})) == [grund, 4]
    assert werte(zaehle(q, {})) == [grund]


def test_a_margin_delivered_beside_a_secret_is_used():
    q = quelle(
        [(0, "0", "m", "deutsch", None, "geheim"), (0, "insgesamt", "insgesamt", "insgesamt", 9, "wert")]
    )
    assert werte(zaehle(q, {})) == [9]


def test_ages_delivered_single_and_in_bands_are_not_counted_twice():
    q = quelle([(0, alter, "m", "deutsch", 1, "wert") for alter in ("0", "1", "2", "0-2", "3-5")], [True])
    assert werte(zaehle(q, {"alter": {"0-2": (), "0-5": ()}})) == [3, 4]
    assert werte(zaehle(q, {})) == [4]


def test_an_area_in_another_crossing_does_not_become_zero():
    # the second area delivers totals only; that its ages are missing rows does not make them zeros
    q = quelle(
        [(0, "0", "m", "deutsch", 3, "wert"), (1, "insgesamt", "insgesamt", "insgesamt", 8, "wert")],
        [True, True],
    )
    assert werte(zaehle(q, {"geschlecht": {"m": ("m",)}})) == [3, "fehlt"]
    assert werte(zaehle(q, {})) == [3, 8]
