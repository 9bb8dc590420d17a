"""Which way evidence points: only where it is certain, and never without a value."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import comparison
from pipeline.comparison.ableitung import DAFUER, DAGEGEN, HINTERGRUND, OFFEN, UNBEKANNT, lesart

SEITEN = {"kennzahlen": ("ueber", "unter"), "einrichtungen": ("keine", "vorhanden"), "prognose": ("zunahme",)}


def satz(**felder):
    zeile = {
        "art": "kennzahlen",
        "dafuer": "ueber",
        "wert": 20.0,
        "status": "wert",
        "status_stadt": "wert",
        "richtung": "ueber",
        "groesse": "leicht",
        "signifikant": True,
        "davor": 100.0,
        "unten": 110.0,
        "oben": 130.0,
    }
    return zeile | felder


@pytest.mark.parametrize(
    ("felder", "erwartet"),
    [
        ({}, DAFUER),
        ({"richtung": "unter"}, DAGEGEN),
        ({"dafuer": "unter", "richtung": "unter"}, DAFUER),
        ({"signifikant": False}, OFFEN),
        ({"signifikant": pd.NA}, OFFEN),
        ({"groesse": "vergleichbar"}, OFFEN),
        ({"status_stadt": "geheim"}, OFFEN),
        ({"dafuer": ""}, HINTERGRUND),
        ({"status": "geheim"}, UNBEKANNT),
        ({"dafuer": "", "status": "fehlt"}, UNBEKANNT),
        ({"art": "prognose", "dafuer": "zunahme"}, DAFUER),
        ({"art": "prognose", "dafuer": "zunahme", "unten": 100.0}, OFFEN),
        ({"art": "prognose", "dafuer": "zunahme", "unten": 80.0, "oben": 99.0}, DAGEGEN),
        ({"art": "anteilsprognose", "dafuer": "zunahme", "unten": float("nan")}, OFFEN),
        ({"art": "einrichtungen", "dafuer": "keine", "wert": 0.0}, DAFUER),
        ({"art": "einrichtungen", "dafuer": "keine", "wert": 1.0}, DAGEGEN),
        ({"art": "einrichtungen", "dafuer": "vorhanden", "wert": 2.0}, DAFUER),
        ({"art": "einrichtungen", "dafuer": "vorhanden", "wert": 0.0}, DAGEGEN),
    ],
)
def test_each_reading_by_hand(felder, erwartet):
    assert lesart(satz(**felder)) == erwartet


@given(
    st.sampled_from([(art, dafuer) for art, seiten in SEITEN.items() for dafuer in (*seiten, "")]),
    st.sampled_from(["geheim", "fehlt", "unsicher", "nicht_sinnvoll"]),
)
def test_what_is_not_known_points_nowhere(art_dafuer, status):
    art, dafuer = art_dafuer
    assert lesart(satz(art=art, dafuer=dafuer, wert=float("nan"), status=status)) == UNBEKANNT


@given(
    st.sampled_from(["ueber", "unter"]),
    st.sampled_from(["ueber", "unter", "gleich"]),
    st.sampled_from(["vergleichbar", "leicht", "deutlich"]),
    st.sampled_from([True, False, pd.NA]),
)
def test_a_comparison_that_is_not_certain_points_nowhere(dafuer, richtung, groesse, signifikant):
    erhalten = lesart(satz(dafuer=dafuer, richtung=richtung, groesse=groesse, signifikant=signifikant))
    sicher = signifikant is True and groesse != "vergleichbar"
    assert (erhalten == OFFEN) is not sicher
    if sicher:
        assert erhalten == (DAFUER if richtung == dafuer else DAGEGEN)


@given(st.floats(1, 1e4), st.floats(0, 1e4), st.floats(0, 1e4))
def test_growth_and_decline_need_the_whole_band(davor, eins, zwei):
    unten, oben = sorted((eins, zwei))
    erhalten = lesart(satz(art="prognose", dafuer="zunahme", davor=davor, unten=unten, oben=oben))
    assert (erhalten == OFFEN) is (unten <= davor <= oben)


def test_the_readings_are_those_that_are_named():
    assert set(comparison.LESARTEN) == {DAFUER, DAGEGEN, OFFEN, UNBEKANNT, HINTERGRUND}
