"""The delivery specification says of every table and column what the schemas say."""

from pathlib import Path

import pytest

from pipeline import names
from pipeline.deliveries.art import Art
from pipeline.deliveries.fremd.ableitung.abgeleitet import FAKTOR, RAUMEINHEIT, STADT, VORHER
from pipeline.deliveries.fremd.form import FREMD, Abschnitt, Benannt, Liste
from pipeline.deliveries.fremd.gebiete import ARTEN
from pipeline.deliveries.manifest import LIEFERUNG, RUNDUNG, VOLLSTAENDIG, lesen
from pipeline.deliveries.ordner import GEOMETRIEN, MANIFEST
from pipeline.schemas import MODELLE

TEXT = (Path(__file__).resolve().parents[2] / "data" / "raw" / "README.md").read_text(encoding="utf-8")


def _abschnitt(tabelle):
    return TEXT.split(f"### `{tabelle}.csv`\n")[1].split("\n### ")[0]


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_column_is_described_in_the_words_of_the_schema(tabelle):
    spalten = MODELLE[tabelle].to_schema().columns
    zeilen = [zeile for zeile in _abschnitt(tabelle).splitlines() if zeile.startswith("| `")]
    assert [zeile.split("`")[1] for zeile in zeilen] == list(names.TABELLEN[tabelle].spalten)
    for zeile, spalte in zip(zeilen, names.TABELLEN[tabelle].spalten, strict=True):
        assert f"| {spalten[spalte].description} |" in zeile


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_code_is_named(tabelle):
    for spalte in MODELLE[tabelle].to_schema().columns.values():
        for pruefung in (p for p in spalte.checks if p.name == "isin"):
            assert all(f"`{code}`" in _abschnitt(tabelle) for code in pruefung.statistics["allowed_values"])


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_table_has_an_example_with_its_header(tabelle):
    beispiel = _abschnitt(tabelle).split("```csv\n")[1].splitlines()
    assert beispiel[0] == ",".join(names.TABELLEN[tabelle].spalten)
    assert len(beispiel) > 2


def test_manifest_and_geometry_are_described():
    worte = (*LIEFERUNG, *VOLLSTAENDIG, *RUNDUNG, *GEOMETRIEN, MANIFEST, "EPSG:25832", "sozialraum pruefen")
    for wort in worte:
        assert wort in TEXT


def _namen(form):
    if isinstance(form, Art):
        return set()
    if isinstance(form, Liste | Benannt):
        return _namen(form.abschnitt)
    assert isinstance(form, Abschnitt)
    return {*form.felder} | {name for teil in form.felder.values() for name in _namen(teil)}


def test_every_section_and_key_on_foreign_files_is_described():
    fremd = TEXT.split("## Andere Dateien")[1].split("## Geometrie")[0]
    for abschnitt, form in FREMD.items():
        assert f"[[{abschnitt}]]" in fremd
        for name in _namen(form):
            assert name in fremd, name
    for wort in (*FAKTOR, *ARTEN, RAUMEINHEIT, STADT, VORHER):
        assert wort in fremd


def test_every_example_of_a_manifest_is_a_manifest():
    """Of the standard layout and of foreign files; what an example leaves out is no error of form."""
    beispiele = [teil.split("```")[0] for teil in TEXT.split("```toml\n")[1:]]
    assert len(beispiele) > 4
    for beispiel in beispiele:
        kopf = "" if beispiel.startswith("[[datei]]") or "[[datei.w" not in beispiel[:20] else DATEI
        befunde = lesen((kopf + beispiel).encode(), "x").befunde
        assert [b for b in befunde if b.grad == "Fehler"] == []


DATEI = '[[datei]]\ndatei = "x.csv"\ntabelle = "wahlen"\nraumeinheit = { spalte = "a" }\n'
