import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.narrative import zahlen


@pytest.mark.parametrize(
    ("anteil", "text"),
    [
        (19.4, "knapp ein Fünftel"),
        (20.0, "ein Fünftel"),
        (20.4, "ein Fünftel"),
        (20.6, "gut ein Fünftel"),
        (60.2, "drei Fünftel"),
        (46.0, "rund 46\N{NO-BREAK SPACE}%"),
        (48.0, "knapp die Hälfte"),
        (33.3, "ein Drittel"),
    ],
)
def test_share_becomes_fraction_within_its_range(anteil, text):
    assert zahlen.bruch(anteil).text == text


@given(st.floats(0, 100))
def test_fraction_is_never_further_than_its_range(anteil):
    treffer = [b for b in zahlen.BRUECHE if b.ab <= anteil < b.unter]
    assert len(treffer) <= 1
    assert zahlen.bruch(anteil).text == (treffer[0].text if treffer else zahlen.bruch(anteil).text)
    assert treffer or zahlen.bruch(anteil).text.startswith("rund ")


def test_knapp_lies_below_and_gut_above_the_fraction():
    for unten, kern, oben in zip(*[iter(zahlen.BRUECHE)] * 3, strict=True):
        assert (unten.text, oben.text) == (f"knapp {kern.text}", f"gut {kern.text}")
        assert unten.unter == kern.ab
        assert kern.unter == oben.ab


@pytest.mark.parametrize(
    ("zahl", "genus", "text"),
    [
        (0, "m", "keine Schulen"),
        (1, "w", "eine Schule"),
        (2, "w", "zwei Schulen"),
        (12, "w", "zwölf Schulen"),
        (13, "w", "13 Schulen"),
        (1201, "w", "1.201 Schulen"),
    ],
)
def test_small_counts_are_words(zahl, genus, text):
    assert zahlen.gezaehlt(zahl, "Schule", "Schulen", genus) == text


def test_enumeration():
    assert zahlen.aufzaehlung([]) == ""
    assert zahlen.aufzaehlung(["a"]) == "a"
    assert zahlen.aufzaehlung(["a", "b", "c"]) == "a, b und c"
