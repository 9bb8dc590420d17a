"""What a screen reader is given: the structure of the PDF from the first line to the last."""

import pikepdf
import pytest

from tests.report import muster, struktur
from tests.report.test_report_beispiel import NAMEN
from tests.report.test_report_pdf import DEMO, make, of_kind, walk

LANGSAM = [name if name == "prognose" else pytest.param(name, marks=pytest.mark.slow) for name in NAMEN]
"""Poppler takes a minute for the many tables of the others."""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    return make(muster.alles(), tmp_path_factory.mktemp("struktur"))


def test_the_structure_makes_sense_from_first_to_last(pdf):
    assert struktur.verstoesse(pdf) == []


@pytest.mark.parametrize("name", LANGSAM)
def test_so_it_does_in_the_reports(berichte, name):
    assert struktur.verstoesse(berichte / f"{name}.pdf") == []


@pytest.mark.parametrize("name", LANGSAM)
def test_alternative_texts_say_at_least_as_much_as_the_title(berichte, name):
    with pikepdf.open(berichte / f"{name}.pdf") as dokument:
        alle = list(walk(dokument.Root.StructTreeRoot.K))
        texte = [str(figur.Alt) for figur in of_kind(alle, "/Figure")]
    titel = [e.text for e in struktur.lesen(berichte / f"{name}.pdf") if e.art == "Caption"]
    abbildungen = [text for text in titel if text.startswith("Abbildung")]
    assert len(texte) == len(abbildungen) > 0
    for alt, titel_der_abbildung in zip(texte, abbildungen, strict=True):
        assert len(alt) >= len(titel_der_abbildung.partition(". ")[0])


def test_running_heads_are_not_read_and_the_label_is_read_once(pdf):
    gelesen = struktur.lesen(pdf)[0].text
    assert gelesen.count(DEMO) == 1
    assert "Seite " not in gelesen


def test_lists_and_tables_are_told_by_kind(pdf):
    arten = [element.art for element in struktur.lesen(pdf)]
    assert arten.count("L") == 3  # two and the one inside the first
    assert arten.count("Caption") == 4
    assert arten.count("BlockQuote") == 1


def test_what_is_wrong_is_found(pdf, tmp_path):
    with pikepdf.open(pdf) as dokument:
        alle = list(walk(dokument.Root.StructTreeRoot.K))
        of_kind(alle, "/H2")[0].S = pikepdf.Name.H3
        of_kind(alle, "/THead")[0].S = pikepdf.Name.TBody
        of_kind(alle, "/Lbl")[-1].S = pikepdf.Name.P
        dokument.save(tmp_path / "falsch.pdf")
    saetze = " ".join(struktur.verstoesse(tmp_path / "falsch.pdf"))
    assert "auf Ebene 1 folgt 3" in saetze
    assert "Tabelle ohne Kopf" in saetze
    assert "Listenpunkt aus" in saetze
