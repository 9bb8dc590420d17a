"""Where no line may break: found by rule, changed in nothing but the kind of space."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report import spaces

WORTE = [
    "rund",
    "§",
    "§§",
    "27",
    "ff.",
    "von",
    "bis",
    "80",
    "%",
    "Prozent",
    "SGB",
    "II",
    "z.",
    "B.",
    "Wort",
    "±",
]


@pytest.mark.parametrize(
    ("text", "gebunden"),
    [
        ("nach § 27 ff. und", "nach §~27~ff. und"),
        ("(§§ 27 bis 32, § 35a)", "(§§~27 bis~32, §~35a)"),
        ("rund 2.450 Personen", "rund~2.450 Personen"),
        ("Band von 80 Prozent", "Band von~80~Prozent"),
        ("am 31. Dezember 2020", "am 31.~Dezember 2020"),
        ("z. B. nach SGB II oder SGB VIII", "z.~B. nach SGB~II oder SGB~VIII"),
        ("rund −110 je 1.000", "rund~−110 je~1.000"),
        ("(± 0,8 Prozentpunkte)", "(±~0,8~Prozentpunkte)"),
        ("SGB XII Kap. 3", "SGB~XII Kap.~3"),
    ],
)
def test_what_belongs_together_stays_together(text, gebunden):
    assert spaces.kept_text(text).replace("\N{NO-BREAK SPACE}", "~") == gebunden


@pytest.mark.parametrize(
    "text", ["Grund 5", "Jugend 12", "im Jahr 2020 lebten", "7 Jahrgänge", "5 mal", "gut"]
)
def test_other_spaces_stay_as_they_are(text):
    assert spaces.kept_text(text) == text


@given(st.lists(st.sampled_from(WORTE), max_size=12))
def test_only_spaces_change_and_a_second_time_nothing(worte):
    text = " ".join(worte)
    einmal = spaces.kept_text(text)
    assert einmal.replace("\N{NO-BREAK SPACE}", " ") == text
    assert spaces.kept_text(einmal) == einmal


def test_fields_no_reader_sees_are_left_alone():
    block = {
        "art": "verweis",
        "ziel": "rund 3",
        "text": "rund 3",
        "inhalt": [{"id": "von 1", "text": "von 1"}],
    }
    fertig = spaces.kept(block)
    assert fertig["ziel"] == "rund 3"
    assert fertig["inhalt"][0]["id"] == "von 1"
    assert re.fullmatch(r"rund\xa03", fertig["text"])
