"""The short edition says nothing that the long one does not say, and fits its four pages."""

import re

import pypdf
import pytest

from pipeline import store
from tests.conftest import sozialraum
from tests.notebooks_inhalt.test_wenig_geliefert import ECHT
from tests.notebooks_inhalt.zellen import ausfuehren, inhalte, prosa

P10 = {"raumeinheit": "P10", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}
ANTEIL = re.compile(r"(\d[\d.]*)\svon\s(100|1\.000)\b")
ZAHL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


@pytest.fixture(scope="module")
def kurz(beispieldaten):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(beispieldaten))
        return ausfuehren("kurzfassung", **P10)


@pytest.fixture(scope="module")
def lang(beispieldaten):
    """All that each report of the long edition prints: text, tables and charts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(beispieldaten))
        berichte = ("sozialraumanalyse", "prognose", "kennzahlen")
        return {name: "\n".join(_gedruckt(ausfuehren(name, **P10))) for name in berichte}


def _gedruckt(gezeigt):
    yield prosa(gezeigt)
    for kachel in (k for blick in inhalte(gezeigt, "blick") for k in blick["kacheln"]):
        yield from kachel.values()
    for bild in inhalte(gezeigt, "abbildung"):
        yield from (bild["titel"], bild["untertitel"], bild["alt"])
    for tabelle in inhalte(gezeigt, "tabelle"):
        yield from (zelle["text"] for zeile in tabelle["zeilen"] for zelle in zeile)


def _ist_gerundet(teil, von, anteile):
    """Whether so many of the whole is a printed share rounded; that is itself rounded to one decimal."""
    je = int(von.replace(".", "")) / 100
    return any(abs(anteil * je - int(teil.replace(".", ""))) <= 0.5 + 0.05 * je + 1e-9 for anteil in anteile)


def test_every_number_is_one_of_the_long_edition_or_its_rounding(kurz, lang):
    text = "\n".join(_gedruckt(kurz)).replace("von 100 Menschen gehören", "")
    alle = " ".join(lang.values())
    anteile = [float(zahl.replace(".", "").replace(",", ".")) for zahl in ZAHL.findall(alle) if "," in zahl]
    gesagt = ANTEIL.findall(text)
    assert len(gesagt) > 30
    assert not [f"{teil} von {von}" for teil, von in gesagt if not _ist_gerundet(teil, von, anteile)]
    (bild,) = [b for b in inhalte(kurz, "abbildung") if b["id"] == "menschen"]
    gezeichnet = re.findall(r"(\d+)\svon 100 Menschen", bild["alt"])
    assert len(gezeichnet) == 10
    ohne_tafeln = f"{lang['sozialraumanalyse']} {lang['prognose']}"
    bekannt = set(ZAHL.findall(ohne_tafeln)) | set(ZAHL.findall(ohne_tafeln.replace(".", " ")))
    uebrig = ZAHL.findall(ANTEIL.sub("", text))
    assert not sorted(set(uebrig) - bekannt)


def test_the_sections_are_there_with_what_they_say_of_p10(kurz):
    text = prosa(kurz).replace("\N{NO-BREAK SPACE}", " ")
    for satz in (
        "Am 31. Dezember 2020 lebten 2.553 Menschen in der Herbert-Hoover-Siedlung.",
        "Etwa 46 von 100 Menschen haben eine Zuwanderungsgeschichte. In Heilbronn sind es etwa 55 von 100. "
        "Hier sind es also etwas weniger.",
        "Es gab hier 1.201 Haushalte.",
        "Etwa 15 von 1.000 Menschen von 15 bis 64 Jahren sind arbeitslos gemeldet.",
        "Es geht um die Gemeinderatswahl 2019.",
        "Diese Hilfen gab es 2020 nicht: Familienhilfe zu Hause und Wohnen im Heim.",
        "Es gingen also",
        "Es können aber auch zwischen",
        "Menschen ab 65 Jahren werden wahrscheinlich mehr",
        "zwei Kindergärten, einen Jugendtreff",
        "Sehr kleine Zahlen zeigen wir nicht.",
        "Zuwanderungsgeschichte: Man hat keinen deutschen Pass.",
    ):
        assert satz in text, satz
    assert {bild["id"] for bild in inhalte(kurz, "abbildung")} == {"menschen", "zukunft"}


@pytest.mark.parametrize("bezirk", ["P10", "P14", "P46"])  # the model case, a small one, the largest
def test_it_is_one_pdf_of_four_pages_without_a_cover(bezirk, beispieldaten, tmp_path):
    worte = ("bericht", bezirk, "--ausgabe", "kurz", "--daten", beispieldaten, "--berichte", tmp_path)
    assert sozialraum(*worte) == 0
    (datei,) = tmp_path.rglob("*.pdf")
    assert datei == tmp_path / bezirk / "2020" / "kurzfassung.pdf"
    seiten = pypdf.PdfReader(datei).pages
    assert len(seiten) <= 4
    assert "Das Wichtigste" in seiten[0].extract_text()
    assert "Inhalt" not in seiten[0].extract_text()


def _ganz_geheim(tabelle):
    """The table with every count of P10 hidden."""
    if "status" not in tabelle or "anzahl" not in tabelle:
        return tabelle
    hier = tabelle["raumeinheit"].eq("P10")
    return tabelle.assign(anzahl=tabelle["anzahl"].mask(hier), status=tabelle["status"].mask(hier, "geheim"))


def _nur_ein_jahr(tabelle):
    """The table of 2020 alone."""
    if "stichtag" in tabelle:
        return tabelle[tabelle["stichtag"].str.startswith("2020")]
    return tabelle[tabelle["jahr"].eq(2020)] if "jahr" in tabelle else tabelle


def _aus(tabellen, ordner):
    """What the short edition of P10 says, made from these tables."""
    store.write_zone("freigabe", tabellen, schritt="freigeben", lieferungen=[ECHT], daten=ordner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(ordner))
        return ausfuehren("kurzfassung", **P10)


def test_an_area_of_which_everything_is_secret_reads_well_and_shows_nothing(freigegeben, tmp_path):
    ohne = {"prognose", "wahlen"}
    tabellen = {name: _ganz_geheim(t) for name, t in freigegeben.items() if name not in ohne}
    gezeigt = _aus(tabellen, tmp_path)
    text = prosa(gezeigt).replace("\N{NO-BREAK SPACE}", " ")
    assert not ANTEIL.search(text)
    assert not inhalte(gezeigt, "blick")
    assert "lebten, zeigen wir zum Schutz nicht." in text
    assert "Wie viele Menschen Grundsicherung bekommen, zeigen wir zum Schutz nicht." in text
    assert "Wie viele solche Hilfen es im Jahr 2020 gab, zeigen wir zum Schutz nicht." in text
    assert "Ein Vergleich mit Heilbronn ist nicht möglich: Die Zahlen zeigen wir zum Schutz nicht." in text
    assert "Zu Wahlen haben wir keine Zahlen bekommen." in text
    assert "haben wir geprüft" not in text
    assert not re.search(r"<NA>|\bnan\b|None", text)


def test_one_year_without_any_help_or_projection_reads_well(freigegeben, tmp_path):
    ohne = {"hilfen_sgb8", "prognose"}
    tabellen = {name: _nur_ein_jahr(t) for name, t in freigegeben.items() if name not in ohne}
    gezeigt = _aus(tabellen, tmp_path)
    text = prosa(gezeigt).replace("\N{NO-BREAK SPACE}", " ")
    assert "lebten 2.553 Menschen in der Herbert-Hoover-Siedlung." in text
    assert "als Ende" not in text
    assert (
        "Das Jugendamt hilft Familien, wenn die Erziehung schwierig ist. Wir haben dazu keine Zahlen" in text
    )
    assert "Für das Jahr 2035 haben wir keine Schätzung." in text
    assert "Für die Zukunft nennen wir eine Schätzung" not in text
    assert {bild["id"] for bild in inhalte(gezeigt, "abbildung")} == {"menschen"}
