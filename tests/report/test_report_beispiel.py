"""The three pages of P10, made from the demonstration delivery: as sound as the hand-built one."""

import nbformat
import pytest

from pipeline.report import content
from tests.report import browser, seite

NAMEN = ("sozialraumanalyse", "prognose", "kennzahlen")


@pytest.fixture(scope="module")
def chromium():
    with browser.starten() as gestartet:
        yield gestartet


@pytest.mark.parametrize("name", NAMEN)
def test_structure_is_sound_and_all_content_is_shown(berichte, name):
    gezeigt = (berichte / f"{name}.html").read_bytes()
    inhalt = content.read(nbformat.read(berichte / f"{name}.ipynb", as_version=4))
    assert seite.verstoesse(gezeigt) == []
    assert seite.unterschiede(gezeigt, inhalt) == []


@pytest.mark.parametrize("breite", [browser.SCHMAL, browser.BREIT])
@pytest.mark.parametrize("name", NAMEN)
def test_axe_finds_no_violation_and_the_page_never_scrolls_sideways(chromium, berichte, name, breite):
    with browser.offen(chromium, berichte / f"{name}.html", breite) as geoeffnet:
        assert browser.verstoesse(geoeffnet) == []
        assert geoeffnet.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        assert geoeffnet.beklagt == []
