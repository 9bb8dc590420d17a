"""The palette: two accents, the same on page, screen and in charts, all text readable on its ground."""

import colorsys
import re
from importlib import resources

import pytest

from pipeline.charts import stil

LESBAR = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3)."""


def helligkeit(farbe: str) -> float:
    anteile = [int(farbe[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [a / 12.92 if a <= 0.04045 else ((a + 0.055) / 1.055) ** 2.4 for a in anteile]
    return sum(gewicht * a for gewicht, a in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def kontrast(eine: str, andere: str) -> float:
    hell, dunkel = sorted((helligkeit(eine), helligkeit(andere)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


def _datei(name: str) -> str:
    return (resources.files("pipeline.report") / name).read_text(encoding="utf-8")


SATZ = dict(re.findall(r'#let (\w+) = rgb\("(#\w{6})"\)', _datei("template.typ")))
SEITE = dict(re.findall(r"--(\w+): (#\w{6})", _datei("template.css")))


def test_contrast_is_computed_as_the_guideline_says():
    assert kontrast("#000000", "#ffffff") == pytest.approx(21)
    assert kontrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_page_and_screen_have_one_palette():
    assert SATZ == SEITE
    assert set(SATZ) == {"blau", "braun", "grau", "linie", "flaeche", "warnflaeche"}
    assert SATZ["blau"] == stil.HAUPTFARBE


@pytest.mark.parametrize("grund", ["#ffffff", SATZ["flaeche"], SATZ["warnflaeche"]])
@pytest.mark.parametrize("schrift", [SATZ["blau"], SATZ["braun"], SATZ["grau"], stil.TEXTFARBE])
def test_text_is_readable_on_every_ground(schrift, grund):
    assert kontrast(schrift, grund) >= LESBAR


@pytest.mark.parametrize("farbe", [stil.HAUPTFARBE, stil.VERGLEICHSFARBE, stil.TEXTFARBE])
def test_labels_of_charts_are_readable_on_white(farbe):
    assert kontrast(farbe, "#ffffff") >= LESBAR


def test_there_are_two_accents_and_in_grey_they_differ():
    bunt = {SATZ["blau"], SATZ["braun"], stil.HAUPTFARBE, stil.VERGLEICHSFARBE}
    toene = {round(12 * colorsys.rgb_to_hsv(*(int(f[n : n + 2], 16) for n in (1, 3, 5)))[0]) for f in bunt}
    assert len(toene) == 2
    assert kontrast(stil.HAUPTFARBE, stil.VERGLEICHSFARBE) > 1.5


def test_sizes_of_charts_are_those_of_notes_and_tables():
    groessen = {float(g) for g in re.findall(r"([\d.]+)pt, fill: grau", _datei("template.typ"))}
    assert stil.SCHRIFTGRAD in groessen
    assert stil.KLEIN >= 7
