"""Names of Kennzahlen stand in sentences: they follow the rule for numbers below 13."""

import re

from pipeline import indicators

_ZIFFER = re.compile(r"\b(?:[1-9]|1[0-2])\s+(?:und mehr\s+|oder mehr\s+)?(?:Kind|Person|Haushalt)")


def test_the_rule_finds_a_digit():
    assert _ZIFFER.search("Haushalte mit mehr als 3 Kindern")
    assert not _ZIFFER.search("Haushalte mit 13 Kindern, unter 3 Jahre")


def test_people_below_13_are_counted_in_words():
    for kennzahl in indicators.katalog():
        for text in (kennzahl.name, kennzahl.definition, kennzahl.hinweis or ""):
            assert not _ZIFFER.search(text), text
