"""Verdicts on statements: never a confirmation without a value, never a better verdict further away."""

import inspect
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import comparison
from pipeline.comparison.abgleich import pruefungen, schlechtestes, zahl

RANG = {urteil: rang for rang, urteil in enumerate(comparison.URTEILE)}
BEHAUPTUNGEN = (
    *("behauptet", "unter", "behauptet_stadt", "behauptetes_verhaeltnis", "behauptete_richtung"),
    *("unauffaellig", "veraenderung", "behauptete_folge", "inanspruchnahme"),
)
MOEGLICH = {
    "behauptet": 20.0,
    "unter": 20.0,
    "behauptet_stadt": 22.0,
    "behauptetes_verhaeltnis": 1.35,
    "behauptete_richtung": "unter",
    "unauffaellig": True,
    "veraenderung": "zunahme",
    "behauptete_folge": "Türkei, Kasachstan",
    "inanspruchnahme": "ja",
}


def satz(**felder):
    """A row of what was measured, with no claim unless a test makes one."""
    zeile = {
        **dict.fromkeys(BEHAUPTUNGEN),
        "behauptete_groesse": None,
        "genau": 0.5,
        "toleranz": 1.0,
        "einschraenkung": "",
        "wert": 20.0,
        "status": "wert",
        "wert_stadt": 30.0,
        "status_stadt": "wert",
        "verhaeltnis": 20 / 30,
        "richtung": "unter",
        "groesse": "deutlich",
        "signifikant": True,
        "davor": 15.0,
        "unten": 18.0,
        "oben": 22.0,
        "folge": "Türkei, Kasachstan",
        "folge_sicher": True,
        "antwort": "ja",
    }
    return zeile | felder


def urteil(**felder):
    return schlechtestes([pruefung.urteil for pruefung in pruefungen(satz(**felder))])


@given(st.floats(-1e6, 1e6), st.floats(0, 50), st.floats(0, 50), st.data())
def test_a_verdict_never_gets_better_with_the_distance(behauptet, genau, dazu, data):
    nah, fern = sorted(data.draw(st.tuples(st.floats(0, 200), st.floats(0, 200))))
    seite = data.draw(st.sampled_from([-1, 1]))
    naeher, ferner = (
        zahl(behauptet + seite * abstand, behauptet, genau, genau + dazu).urteil for abstand in (nah, fern)
    )
    assert RANG[naeher] <= RANG[ferner]
    assert zahl(behauptet, behauptet, genau, genau + dazu).urteil == comparison.BESTAETIGT


@given(
    st.sampled_from(BEHAUPTUNGEN),
    st.sampled_from(["geheim", "fehlt", "unsicher", "nicht_sinnvoll"]),
    st.sampled_from(["ja", "nein", "geheim", "fehlt", ""]),
)
def test_nothing_is_confirmed_without_its_value(behauptung, status, antwort):
    ohne = {"wert": float("nan"), "status": status, "groesse": float("nan"), "antwort": antwort}
    stadt = {"wert_stadt": float("nan"), "status_stadt": status} if behauptung == "behauptet_stadt" else {}
    erhalten = urteil(**{behauptung: MOEGLICH[behauptung]}, **ohne, **stadt)
    assert erhalten != comparison.BESTAETIGT
    if behauptung != "inanspruchnahme":
        assert erhalten == comparison.NICHT_BEURTEILBAR


@pytest.mark.parametrize("behauptung", ["behauptete_richtung", "unauffaellig", "behauptetes_verhaeltnis"])
def test_a_comparison_needs_the_value_of_the_city(behauptung):
    ohne = {"wert_stadt": float("nan"), "status_stadt": "geheim", "groesse": float("nan")}
    assert urteil(**{behauptung: MOEGLICH[behauptung]}, **ohne) == comparison.NICHT_BEURTEILBAR


@given(st.sampled_from(BEHAUPTUNGEN), st.booleans(), st.booleans())
def test_a_caveat_keeps_a_statement_from_being_plainly_confirmed(behauptung, signifikant, sicher):
    felder = {behauptung: MOEGLICH[behauptung], "signifikant": signifikant, "folge_sicher": sicher}
    ohne, mit = urteil(**felder), urteil(**felder, einschraenkung="Andere Reihe.")
    assert mit != comparison.BESTAETIGT
    assert RANG[mit] >= RANG[ohne]


@pytest.mark.parametrize(
    ("felder", "erwartet"),
    [
        ({"behauptet": 20, "wert": 20.5}, "bestätigt"),
        ({"behauptet": 20, "wert": 20.8}, "bestätigt mit Einschränkung"),
        ({"behauptet": 20, "wert": 21.1}, "widersprochen"),
        ({"behauptet": 2553, "wert": 2552.0, "genau": 0.0, "toleranz": 0.0}, "widersprochen"),
        ({"unter": 20.0, "wert": 19.9}, "bestätigt"),
        ({"unter": 20.0, "wert": 20.0}, "bestätigt mit Einschränkung"),
        ({"behauptete_richtung": "unter"}, "bestätigt"),
        ({"behauptete_richtung": "unter", "behauptete_groesse": "leicht"}, "bestätigt mit Einschränkung"),
        ({"behauptete_richtung": "unter", "signifikant": False}, "bestätigt mit Einschränkung"),
        ({"behauptete_richtung": "unter", "signifikant": pd.NA}, "bestätigt mit Einschränkung"),
        ({"behauptete_richtung": "ueber"}, "widersprochen"),
        ({"behauptete_richtung": "ueber", "signifikant": False}, "widersprochen"),
        ({"behauptete_richtung": "gleich"}, "widersprochen"),
        ({"behauptete_richtung": "gleich", "signifikant": False}, "bestätigt mit Einschränkung"),
        ({"behauptete_richtung": "gleich", "groesse": "vergleichbar"}, "bestätigt"),
        ({"unauffaellig": True, "signifikant": False}, "bestätigt"),
        ({"unauffaellig": True}, "widersprochen"),
        ({"unauffaellig": True, "signifikant": pd.NA}, "nicht beurteilbar"),
        ({"veraenderung": "zunahme"}, "bestätigt"),
        ({"veraenderung": "zunahme", "unten": 14.0}, "bestätigt mit Einschränkung"),
        ({"veraenderung": "zunahme", "unten": float("nan")}, "bestätigt mit Einschränkung"),
        ({"veraenderung": "rueckgang"}, "widersprochen"),
        ({"veraenderung": "rueckgang", "unten": 14.0}, "nicht beurteilbar"),
        ({"veraenderung": "zunahme", "behauptete_groesse": "leicht"}, "bestätigt"),
        (
            {"veraenderung": "zunahme", "behauptete_groesse": "leicht", "davor": 10.0},
            "bestätigt mit Einschränkung",
        ),
        ({"behauptete_folge": "Türkei, Kasachstan"}, "bestätigt"),
        ({"behauptete_folge": "Kasachstan, Türkei"}, "bestätigt mit Einschränkung"),
        ({"behauptete_folge": "Türkei, Kasachstan", "folge_sicher": False}, "bestätigt mit Einschränkung"),
        ({"behauptete_folge": "Türkei, Polen"}, "widersprochen"),
        ({"inanspruchnahme": "ja"}, "bestätigt"),
        ({"inanspruchnahme": "nein"}, "widersprochen"),
        ({"inanspruchnahme": "ja", "wert": float("nan"), "status": "geheim"}, "bestätigt mit Einschränkung"),
        ({"inanspruchnahme": "nein", "antwort": "geheim"}, "nicht beurteilbar"),
    ],
)
def test_each_rule_by_hand(felder, erwartet):
    assert urteil(**felder) == erwartet


def test_of_several_checks_the_worst_counts():
    assert urteil(behauptet=20.0, behauptete_richtung="ueber") == comparison.WIDERSPROCHEN
    assert schlechtestes(["bestätigt", "nicht beurteilbar"]) == comparison.NICHT_BEURTEILBAR
    with pytest.raises(ValueError, match="empty"):
        schlechtestes([])


def test_no_statement_gives_no_row():
    leer = pd.DataFrame(columns=["nummer", "stichtag", "text"])
    assert comparison.abgleich(leer, pd.DataFrame()).empty


def codes():
    quelle = Path(inspect.getfile(zahl)).read_text(encoding="utf-8")
    return set(re.findall(r'Pruefung\([^"]*, "(\w+)"\)', quelle))


def test_every_reason_has_its_words():
    from pipeline.narrative.abgleich import _GRUENDE

    assert len(codes()) >= 15
    assert codes() - set(_GRUENDE) == {"ohne_wert", "vorbehalt"}  # these say more than one sentence could
    assert set(_GRUENDE) <= codes()
