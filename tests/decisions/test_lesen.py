"""Every field says what is wrong with it, in German, with its line."""

import pandas as pd
import pytest

from pipeline import decisions
from pipeline.schemas.befunde import satz
from tests.decisions.bausteine import DREI, OHNE_ZIEL, beschluss, datei, eintrag


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ("datum = 2022-03-24", 'datum = "24.3.2022"', 'Zeile 6, Feld datum: "24.3.2022" passt nicht zu'),
        ("datum = 2022-03-24", "datum = 2022-03-24T10:00:00", "Verlangt ist ein Datum"),
        ("zielwert = 1.2", 'zielwert = "1,2"', "Verlangt ist eine Zahl mit Dezimalpunkt"),
        ("zielwert = 1.2", "zielwert = nan", "Verlangt ist eine Zahl"),
        ("zielwert = 1.2", "zielwert = true", "Verlangt ist eine Zahl"),
        ("zielwert = 1.2\n", "", 'Zu "zieljahr" fehlt "zielwert"'),
        ("zieljahr = 2025", "zieljahr = 2021", "Das Zieljahr 2021 liegt nicht nach dem Ausgangsjahr."),
        ("zieljahr = 2025", "zieljahr = 20255", "Verlangt ist eine Jahreszahl"),
        ('kennzahlen = ["al_anteil"]', "kennzahlen = []", "Verlangt ist eine Liste von Kennungen"),
        ('["al_anteil"]', '["al_anteil", "bev"]', "Ein Zielwert gilt für genau eine Kennzahl."),
        ('["al_anteil"]', '["al_anteil", "al_anteil"]', "Verlangt ist eine Liste von Kennungen"),
        ('art = "festlegen"', 'art = "festlegn"', "eines von festlegen, fortschreiben, aufheben"),
        ('raumeinheit = "P10"', 'raumeinheit = "../P10"', "der Schlüssel einer Raumeinheit"),
        ('"Quartiersmanagement"]', '"Quartiers\\u0000management"]', "Liste, wer zugestimmt hat"),
        ("zielwert = 1.2", "zielwer = 1.2", 'Das Feld "zielwer" gibt es nicht.'),
        ("nummer = 1\n", "", 'Es fehlt "nummer".'),
        ("[stand]", "[stnd]", 'Den Abschnitt "stnd" gibt es hier nicht.'),
        ("[[beschluss]]", "[beschluss]", "Beschlüsse sind Abschnitte [[beschluss]]"),
        ("nummer = 1", "nummer =", "Zeile 5: Ab hier ist die Datei kein gültiges TOML."),
    ],
)
def test_a_wrong_field_is_said_with_its_line_and_what_is_asked_for(alt: str, neu: str, erwartet: str) -> None:
    text = datei({})
    assert alt in text
    gelesen = decisions.lesen(text.replace(alt, neu, 1).encode(), "beschluesse.toml")
    assert gelesen.beschluesse == ()
    saetze = [satz(befund, "Feld") for befund in gelesen.befunde]
    assert any(erwartet in einer for einer in saetze), saetze
    assert all(einer.startswith("beschluesse.toml") for einer in saetze)


def test_a_wrong_field_of_a_later_decision_has_its_own_line() -> None:
    text = DREI.replace("zielwert = 1.1", "zielwert = '1,1'")
    (befund,) = decisions.lesen(text.encode(), "b.toml").befunde
    assert befund.zeile is not None
    assert text.splitlines()[befund.zeile - 1] == "zielwert = '1,1'"


def test_bytes_that_are_no_text_are_said() -> None:
    (befund,) = decisions.lesen(b"\xff\xfe\x00", "b.toml").befunde
    assert "kein gültiges TOML" in befund.grund


def test_the_history_is_one_row_per_kennzahl_and_the_last_decision_stands() -> None:
    verlauf = decisions.tabelle(decisions.lesen(DREI.encode(), "b.toml").beschluesse)
    assert list(verlauf["kennzahl"]) == ["al_anteil", "wahlbet", "bev", "al_anteil"]
    gilt = decisions.geltende(verlauf)
    assert list(gilt["kennzahl"]) == ["al_anteil", "wahlbet", "bev"]
    assert list(gilt["zielwert"].fillna(-1)) == [1.1, -1, -1]


def test_what_was_dropped_does_not_stand_and_can_be_fixed_again() -> None:
    weg = {"art": "aufheben", "bemerkung": "nicht mehr geliefert", **OHNE_ZIEL}
    text = datei({}, {"kennzahlen": ["bev"], **OHNE_ZIEL}, weg)
    alle = decisions.lesen(text.encode(), "b.toml").beschluesse
    assert list(decisions.geltende(decisions.tabelle(alle))["kennzahl"]) == ["bev"]
    wieder = decisions.lesen(datei({}, weg, {}).encode(), "b.toml").beschluesse
    assert list(decisions.geltende(decisions.tabelle(wieder))["nummer"]) == [3]


def test_no_decisions_are_an_empty_table_of_the_same_types() -> None:
    leer, voll = decisions.tabelle(()), decisions.tabelle((beschluss(),))
    assert leer.empty
    assert list(leer.dtypes) == list(voll.dtypes)
    assert decisions.geltende(leer).empty
    assert list(decisions.tabelle((beschluss(),), "P11")["nummer"]) == []


def test_a_new_entry_is_read_without_what_the_program_fills_in() -> None:
    toml, befunde = decisions.lesen_neu(b'art = "festlegen"\n', "neu.toml")
    assert (toml, befunde) == ({"art": "festlegen"}, ())
    assert "kein gültiges TOML" in decisions.lesen_neu(b"art festlegen", "neu.toml")[1][0].grund
    assert decisions.befunde_neu(eintrag(), "neu.toml") == []
    assert {b.spalte for b in decisions.befunde_neu({"nummer": 3}, "neu.toml")} >= {"nummer", "datum"}
    assert isinstance(decisions.tabelle((beschluss(),)), pd.DataFrame)
