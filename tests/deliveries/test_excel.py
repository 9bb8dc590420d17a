"""Workbooks come in like CSV."""

import datetime
import io

import pytest

from tests.deliveries.fremd import fehler, hinweise, lesen, manifest, zellen

openpyxl = pytest.importorskip("openpyxl")


def _mappe(**blaetter):
    mappe = openpyxl.Workbook()
    mappe.remove(mappe.active)
    for name, zeilen in blaetter.items():
        blatt = mappe.create_sheet(name)
        for zeile in zeilen:
            blatt.append(zeile)
    puffer = io.BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()


ZEILEN = [
    ["Einwohner", None, None],
    ["Gebiet", "Stichtag", "Anzahl"],
    [1, datetime.datetime(2020, 12, 31), 1049],  # noqa: DTZ001 -- a workbook has no time zone
    [2, "31.12.2020", "."],
    [3, "2020", 1023101.0],
]
FORM = {"ort": 'spalte = "Gebiet"\nstellen = 3', "zeit": 'spalte = "Stichtag"'}


def test_a_sheet_is_read(tmp_path):
    lieferung = lesen(tmp_path, {"d.xlsx": _mappe(Daten=ZEILEN)}, manifest("d.xlsx", **FORM))
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {("001",): "1049", ("002",): "geheim", ("003",): "1023101"}
    assert set(lieferung.tabellen["einwohner"]["stichtag"]) == {"2020-12-31"}
    assert list(lieferung.tabellen["einwohner"]["zeile"]) == [3, 4, 5]
    assert any('Blatt "Daten"' in satz for satz in hinweise(lieferung))


def test_of_several_sheets_one_must_be_named(tmp_path):
    dateien = {"d.xlsx": _mappe(Daten=ZEILEN, Hinweise=[["x"]])}
    assert (
        "mehrere Blätter: Daten, Hinweise" in fehler(lesen(tmp_path, dateien, manifest("d.xlsx", **FORM)))[0]
    )
    saetze = fehler(lesen(tmp_path, dateien, manifest("d.xlsx", datei_zeilen='blatt = "Date"', **FORM)))
    assert 'meinten Sie "Daten"?' in saetze[0]
    gut = lesen(tmp_path, dateien, manifest("d.xlsx", datei_zeilen='blatt = "Daten"', **FORM))
    assert fehler(gut) == []


@pytest.mark.parametrize("inhalt", [b"", b"PK\x03\x04", b"Gebiet;Anzahl\n"])
def test_what_is_no_workbook_says_so(tmp_path, inhalt):
    assert (
        "keine lesbare Arbeitsmappe"
        in fehler(lesen(tmp_path, {"d.xlsx": inhalt}, manifest("d.xlsx", **FORM)))[0]
    )


def test_a_workbook_with_broken_compression_says_so(tmp_path):
    inhalt = bytearray(_mappe(Daten=ZEILEN))
    for stelle in range(60, len(inhalt) - 400, 61):
        inhalt[stelle] ^= 0xFF
    lieferung = lesen(tmp_path, {"d.xlsx": bytes(inhalt)}, manifest("d.xlsx", **FORM))
    assert "keine lesbare Arbeitsmappe" in fehler(lieferung)[0]
