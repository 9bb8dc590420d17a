"""The page as a browser shows it: on a narrow and a wide screen, with the keyboard alone, on paper."""

import re

import pypdf
import pytest

from tests.report import browser, muster
from tests.report.test_report_html import DEMO, mit_allem, schreiben

pytestmark = pytest.mark.long

GERADE_SICHTBAR = "e => { const r = e.getBoundingClientRect(); return r.width > 2 && r.height > 2 }"

ROLLT = """
[...document.querySelectorAll('*')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 2)
  .filter(e => getComputedStyle(e).overflowX === 'auto')
  .map(e => [e.tabIndex, e.getAttribute('role'), e.getAttribute('aria-label')
    || document.getElementById(e.getAttribute('aria-labelledby')).innerText])
"""


@pytest.fixture(scope="module")
def chromium():
    with browser.starten() as gestartet:
        yield gestartet


@pytest.fixture(scope="module")
def datei(tmp_path_factory):
    return schreiben(mit_allem(), tmp_path_factory.mktemp("browser"))


@pytest.fixture(params=[browser.SCHMAL, browser.BREIT])
def seite(request, chromium, datei):
    with browser.offen(chromium, datei, request.param) as geoeffnet:
        yield geoeffnet


@pytest.fixture
def schmal(chromium, datei):
    with browser.offen(chromium, datei, browser.SCHMAL) as geoeffnet:
        yield geoeffnet


def test_axe_finds_no_violation(seite):
    assert browser.verstoesse(seite) == []


def test_axe_does_find_violations_where_there_are_some(seite):
    seite.evaluate("document.querySelector('svg').removeAttribute('aria-label')")
    seite.evaluate("document.querySelector('td').style.color = '#999'")
    seite.evaluate("document.querySelector('h3').outerHTML = '<h5>tief</h5>'")
    gefunden = {satz.partition(":")[0] for satz in browser.verstoesse(seite)}
    assert gefunden == {"svg-img-alt", "color-contrast", "heading-order"}


def test_the_page_itself_never_scrolls_sideways(seite):
    assert seite.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_scrolls_sideways_can_be_reached_with_the_keyboard_and_has_a_name(schmal):
    rollt = schmal.evaluate(ROLLT)
    assert len(rollt) > 3
    assert {(tab, rolle) for tab, rolle, _ in rollt} == {(0, "region")}
    assert all(re.match(r"(Abbildung|Tabelle) \d", name) for *_, name in rollt)


def test_nothing_is_asked_for_and_nothing_is_complained_about(seite, datei):
    assert [url for url in seite.verlangt if not url.startswith("data:")] == [datei.as_uri()]
    assert seite.beklagt == []


def test_the_first_key_leads_past_the_contents(seite):
    seite.keyboard.press("Tab")
    sprung = seite.locator(":focus")
    assert sprung.inner_text() == "Zum Inhalt springen"
    assert sprung.evaluate(GERADE_SICHTBAR)
    seite.keyboard.press("Enter")
    assert seite.evaluate("document.activeElement.id") == "inhalt"


def test_every_line_of_the_contents_leads_to_a_heading_that_nothing_covers(seite):
    for verweis in seite.locator("nav a").all():
        verweis.click()
        ziel = seite.locator(f"[id='{verweis.get_attribute('href')[1:]}']")
        assert ziel.inner_text() == verweis.inner_text()
        unten = seite.locator("aside").evaluate("e => e.getBoundingClientRect().bottom")
        assert ziel.evaluate("e => e.getBoundingClientRect().top") >= unten


def test_the_typeface_inside_the_page_is_used(seite):
    geladen = seite.evaluate(
        "document.fonts.ready.then(alle => [...alle].filter(f => f.status === 'loaded').map(f => f.weight))"
    )
    assert {"400", "600", "700"} <= set(geladen)


def test_the_label_of_demonstration_data_stays_on_screen(seite):
    seite.evaluate("window.scrollTo(0, document.documentElement.scrollHeight / 2)")
    oben = seite.locator("aside").evaluate("e => e.getBoundingClientRect().top")
    assert oben == 0
    assert seite.locator("aside").inner_text() == DEMO


def test_on_paper_every_page_counts_itself_and_says_that_the_data_are_synthetic(seite, tmp_path):
    seite.pdf(path=tmp_path / "druck.pdf", prefer_css_page_size=True)
    seiten = [
        " ".join(blatt.extract_text().split()) for blatt in pypdf.PdfReader(tmp_path / "druck.pdf").pages
    ]
    assert len(seiten) > 3
    for nummer, text in enumerate(seiten, start=1):
        assert f"Seite {nummer} von {len(seiten)}" in text
        assert DEMO in text
    alles = " ".join(seiten)
    assert "Zum Inhalt springen" not in alles
    assert all(f"Bezirk {n} – Süd" in alles for n in range(1, muster.LANG + 1))


def test_on_paper_a_wide_table_is_turned_and_whole(chromium, datei, tmp_path):
    with browser.offen(chromium, datei, browser.BREIT) as seite:
        seite.pdf(path=tmp_path / "druck.pdf", prefer_css_page_size=True)
    blaetter = pypdf.PdfReader(tmp_path / "druck.pdf").pages
    quer = [blatt.extract_text() for blatt in blaetter if blatt.mediabox.width > blatt.mediabox.height]
    assert len(quer) == 1
    assert all(str(jahr) in quer[0] for jahr in range(2009, 2024))
