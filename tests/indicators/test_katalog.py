import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline import errors, indicators, names
from pipeline.indicators import kennzahl as katalog
from pipeline.indicators.kennzahl import Kennzahl

ALLE = indicators.katalog()

EINTRAG = """
[handlungsfelder]
"2.3.1" = "Anlaufstelle"
[ausstehend]
wohndauer = "Wohndauer"
[vorgabe]
gueltig_ab = "1990-12-31"
mindestfallzahl = 20
[[kennzahl]]
id = "a"
name = "A"
definition = "A je B."
zaehler = "einwohner(altersgruppe=65+)"
nenner = "einwohner()"
faktor = 100
einheit = "%"
art = "anteil"
richtung = "neutral"
handlungsfeld = "2.3.1"
stellen = 1
quelle = "Q"
"""


@pytest.mark.parametrize("kennzahl", ALLE, ids=lambda k: k.id)
def test_every_kennzahl_says_what_it_is(kennzahl: Kennzahl) -> None:
    assert kennzahl.quelle
    assert kennzahl.einheit
    assert kennzahl.definition.endswith(".")
    assert kennzahl.richtung in katalog.RICHTUNGEN
    assert kennzahl.handlungsfeld in indicators.handlungsfelder()
    assert re.fullmatch(r"[a-z0-9_]+", kennzahl.id)
    assert kennzahl.zellen
    assert "1990-12-31" <= kennzahl.gueltig_ab <= "2020-12-31"
    assert kennzahl.mindestfallzahl >= 1


def test_there_are_enough_of_them_and_every_handlungsfeld_has_one() -> None:
    ausstehend = katalog._packaged().ausstehend
    berechenbar = [k for k in ALLE if not any(z.tabelle in ausstehend for z in k.zellen)]
    assert len(berechenbar) >= 50
    assert {k.handlungsfeld for k in ALLE} == set(indicators.handlungsfelder())


def test_every_outstanding_table_is_needed_by_a_kennzahl() -> None:
    gebraucht = {z.tabelle for k in ALLE for z in k.zellen}
    assert set(katalog._packaged().ausstehend) <= gebraucht


def _texte(kennung: str) -> tuple[str, str]:
    k = indicators.nach_id(kennung)
    return k.zaehler.text, k.nenner.text if k.nenner else ""


def test_alleinerziehende_are_counted_among_households_with_children() -> None:
    assert _texte("hh_allein")[1] == "haushalte(haushaltstyp=mit_kindern)"
    assert _texte("hh_alleinerziehend")[1] == "haushalte()"


def test_unemployment_is_a_share_of_residents_from_15_to_under_65() -> None:
    assert indicators.nach_id("al_anteil").name == "Arbeitslosenanteil"
    assert _texte("al_anteil")[1] == "einwohner(altersgruppe=15-64)"
    assert not any("quote" in k.name.lower() for k in ALLE if k.id.startswith("al_"))


def test_three_and_more_children_is_not_more_than_three() -> None:
    assert "kinder=3+" in _texte("hh_3kind")[0]
    assert "kinder=4+" in _texte("hh_4kind")[0]


HILFEN = [k for k in ALLE if k.id.startswith("hze_") and k.art != "anteil"]


def test_every_paragraph_has_its_kennzahl_and_one_share_of_help_stands_beside_them() -> None:
    assert {f"hze_{paragraph}" for paragraph in names.PARAGRAPHEN} <= {k.id for k in HILFEN}
    assert {k.id for k in ALLE if k.id.startswith("hze_")} - {k.id for k in HILFEN} == {"hze_q_amb"}


@pytest.mark.parametrize("kennzahl", HILFEN, ids=lambda k: k.id)
def test_help_is_counted_per_1000_under_21_and_names_its_counting_rule(kennzahl: Kennzahl) -> None:
    assert kennzahl.faktor == 1000
    assert kennzahl.nenner is not None
    assert kennzahl.nenner.text == "einwohner(altersgruppe=0-20)"
    assert "Zählweise" in kennzahl.hinweis


def test_turnout_has_one_basis_above_and_below_the_line() -> None:
    k = indicators.nach_id("wahlbet")
    assert {dict(z.filter)["briefwahl"] for z in k.zellen} == {"nicht enthalten"}


def test_the_mean_age_adds_half_a_year_and_says_so() -> None:
    k = indicators.nach_id("durchschnittsalter")
    assert "0.5*einwohner()" in k.zaehler.text
    assert "halbes Jahr" in k.definition


def test_a_good_entry_is_read() -> None:
    assert katalog.lesen(EINTRAG).kennzahlen[0].id == "a"


@pytest.mark.parametrize(
    ("alt", "neu", "wort"),
    [
        ('quelle = "Q"', "", '"quelle" fehlt'),
        ('quelle = "Q"', 'quelle = ""', '"quelle" ist leer'),
        ('quelle = "Q"', 'quelle = "Q"\nfarbe = "rot"', '"farbe" gibt es nicht'),
        ('"neutral"', '"gut"', "Richtung"),
        ('"anteil"', '"summe"', "Art"),
        ('handlungsfeld = "2.3.1"', 'handlungsfeld = "9"', "Handlungsfeld"),
        ('nenner = "einwohner()"', "", "Nenner"),
        ("einwohner()", "bewohner()", "weder freigegeben noch ausstehend"),
        ("einwohner()", "einwohner.personen()", "Wertspalte"),
        ("einwohner()", "einwohner(farbe=rot)", "Dimension"),
        ("einwohner()", "einwohner(", "nicht lesbar"),
        ("stellen = 1", "stellen = 1\nleicht = 1.2\ndeutlich = 1.3", "Begründung"),
        ('gueltig_ab = "1990-12-31"', "", '"gueltig_ab" fehlt und steht auch nicht unter'),
        ('"1990-12-31"', '"31.12.1990"', "kein Datum"),
        ("mindestfallzahl = 20", "mindestfallzahl = -1", "negativ"),
        ("stellen = 1", 'stellen = 1\nvorgaenger = "1980-12-31"', "Vorgänger"),
        ('"anteil"', '"median"', "ohne Lücke"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(alt: str, neu: str, wort: str) -> None:
    with pytest.raises(errors.PlanUngueltig, match=wort):
        katalog.lesen(EINTRAG.replace(alt, neu))


def test_an_id_may_not_come_twice() -> None:
    _, eintrag = EINTRAG.split("[[kennzahl]]")
    with pytest.raises(errors.PlanUngueltig, match="zweimal"):
        katalog.lesen(EINTRAG + "[[kennzahl]]" + eintrag)


def test_an_outstanding_table_is_allowed() -> None:
    assert katalog.lesen(EINTRAG.replace('"einwohner()"', '"wohndauer(wohndauer=5+)"')).kennzahlen


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(errors.PlanUngueltig, match="nirgends"):
        indicators.nach_id("nirgends")


def test_a_median_needs_age_bands() -> None:
    ohne = EINTRAG.replace('"anteil"', '"median"').replace("(altersgruppe=65+)", "(geschlecht=w)")
    with pytest.raises(errors.PlanUngueltig, match="Altersgruppen, jede einmal"):
        katalog.lesen(ohne)


KANDIDATEN = Path(__file__).resolve().parents[3] / "shared" / "facts" / "kennzahlen.csv"
ANDERS_GENANNT = {"hh_1p": "hh_einpersonen"}
KEINE_EIGENEN = {"hze_100", "lq", "index100", "seg_is", "seg_id", "z_status"}
"""Another unit of hze_21; quotient, index and z-value of any Kennzahl: see `measures`."""
NICHT_FREIGEGEBEN = {"gsi_65"}
"""SGB XII Kap. 4 from 65 years: the release plan has no such cell; gs_65p and gs_kap4 stand beside it."""


def test_every_candidate_is_in_the_catalogue_or_left_out_for_a_reason() -> None:
    if not KANDIDATEN.is_file():
        pytest.skip("the list of candidates is not beside this checkout")
    gesucht = set(pd.read_csv(KANDIDATEN)["id"].replace(ANDERS_GENANNT))
    assert gesucht - {k.id for k in ALLE} == KEINE_EIGENEN | NICHT_FREIGEGEBEN
