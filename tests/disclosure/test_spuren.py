"""The search for traces itself: a number planted in every place that a file has, and its absence."""

import base64
import io
import json

import openpyxl
import pandas as pd
import pikepdf
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, PngImagePlugin

from tests.disclosure.spuren import spuren

CANARY, HARMLOS = 39_892, 41_117
"""A secret number, and another that takes its place in the repaired twin."""


def mappe(aendern):
    datei = io.BytesIO()
    buch = openpyxl.Workbook()
    buch.active["A1"] = "Kennzahlen"
    aendern(buch)
    buch.save(datei)
    return datei.getvalue()


def verstecktes_blatt(zahl):
    def aendern(buch):
        blatt = buch.create_sheet("intern")
        blatt["B2"] = zahl
        blatt.sheet_state = "veryHidden"

    return mappe(aendern)


def versteckte_spalte(zahl):
    def aendern(buch):
        buch.active["C9"] = f"{zahl:,}".replace(",", ".")
        buch.active.column_dimensions["C"].hidden = True

    return mappe(aendern)


def kommentar(zahl):
    return mappe(lambda buch: setattr(buch.active["A1"], "comment", Comment(f"war {zahl}", "x")))


def benannter_wert(zahl):
    return mappe(lambda buch: buch.defined_names.add(DefinedName("summe", attr_text=str(zahl))))


def zwischenspeicher_der_formel(zahl):
    """A formula keeps the last value beside it: the number stands in the file, not in the sheet one sees."""
    import zipfile

    quelle, ziel = io.BytesIO(mappe(lambda buch: buch.active.cell(2, 1, "=1+1"))), io.BytesIO()
    with zipfile.ZipFile(quelle) as alt, zipfile.ZipFile(ziel, "w") as neu:
        for name in alt.namelist():
            neu.writestr(
                name,
                alt.read(name)
                .replace(b"<v />", b"<v>%d</v>" % zahl)
                .replace(b"<v></v>", b"<v>%d</v>" % zahl),
            )
    return ziel.getvalue()


def parquet(tabelle, **angaben):
    datei = io.BytesIO()
    pq.write_table(tabelle, datei, compression="zstd", **angaben)
    return datei.getvalue()


def spaltenstatistik(zahl):
    # the value itself was blanked after the statistics were made: here a file of statistics over it
    return parquet(pa.table({"anzahl": [7, zahl]}))


def schluesselwerte(zahl):
    return parquet(pa.table({"anzahl": [7]}).replace_schema_metadata({"summe": str(zahl)}))


def spaltenbeschreibung(zahl):
    feld = pa.field("anzahl", pa.int64(), metadata={"max": str(zahl)})
    return parquet(pa.table([pa.array([7])], schema=pa.schema([feld])))


def pandas_attrs(zahl):
    datei = io.BytesIO()
    tabelle = pd.DataFrame({"anzahl": [7]})
    tabelle.attrs["gesamt"] = zahl
    tabelle.to_parquet(datei)
    return datei.getvalue()


def pdf(aendern):
    datei = io.BytesIO()
    with pikepdf.new() as dokument:
        dokument.add_blank_page()
        aendern(dokument)
        dokument.save(datei)
    return datei.getvalue()


def anhang(zahl):
    return pdf(
        lambda d: d.attachments.__setitem__("werte.csv", pikepdf.AttachedFileSpec(d, b"anzahl\n%d\n" % zahl))
    )


def anhang_im_anhang(zahl):
    return pdf(
        lambda d: d.attachments.__setitem__(
            "werte.xlsx", pikepdf.AttachedFileSpec(d, verstecktes_blatt(zahl))
        )
    )


def eigenschaft(zahl):
    return pdf(lambda d: d.docinfo.__setitem__("/Subject", f"Summe {zahl}"))


def alternativtext(zahl):
    return pdf(lambda d: d.Root.__setitem__("/Alt", pikepdf.String(f"{zahl:,}".replace(",", "."))))


def bildtext(zahl):
    datei, text = io.BytesIO(), PngImagePlugin.PngInfo()
    text.add_text("Comment", f"Summe {zahl}", zip=True)
    Image.new("RGB", (2, 2)).save(datei, "png", pnginfo=text)
    return datei.getvalue()


def notebook(zahl):
    """The output of a cell holds an image, the image a text."""
    bild = base64.b64encode(bildtext(zahl) + bytes(200)).decode()
    return json.dumps({"cells": [{"outputs": [{"data": {"image/png": bild}}]}]}).encode()


def svg(zahl):
    return f'<svg><rect width="{zahl}" height="1"/></svg>'.encode()


def html(zahl):
    return f"<td data-wert='{zahl}.0'>•</td>".encode()


def protokoll(zahl):
    return f"INFO Summe {zahl:_} ".replace("_", "\N{NO-BREAK SPACE}").encode()


@pytest.mark.parametrize(
    ("endung", "mache"),
    [
        ("xlsx", verstecktes_blatt),
        ("xlsx", versteckte_spalte),
        ("xlsx", kommentar),
        ("xlsx", benannter_wert),
        ("xlsx", zwischenspeicher_der_formel),
        ("parquet", spaltenstatistik),
        ("parquet", schluesselwerte),
        ("parquet", spaltenbeschreibung),
        ("parquet", pandas_attrs),
        ("pdf", anhang),
        ("pdf", anhang_im_anhang),
        ("pdf", eigenschaft),
        ("pdf", alternativtext),
        ("png", bildtext),
        ("ipynb", notebook),
        ("svg", svg),
        ("html", html),
        ("log", protokoll),
    ],
    ids=lambda wert: getattr(wert, "__name__", wert),
)
def test_a_planted_number_is_found_wherever_it_hides(tmp_path, endung, mache):
    for zahl, erwartet in ((CANARY, {CANARY}), (HARMLOS, set())):
        datei = tmp_path / f"{zahl}.{endung}"
        datei.write_bytes(mache(zahl))
        assert set(spuren(datei.rename(tmp_path / f"datei.{endung}"), [CANARY])) == erwartet


def test_a_number_inside_another_is_not_a_trace(tmp_path):
    datei = tmp_path / "werte.txt"
    datei.write_text(
        "139892 398921 1.39892 39892,5 0.39892 39.892.100 sha 39892abcdef01234567", encoding="utf-8"
    )
    assert spuren(datei, [CANARY]) == {}


@pytest.mark.parametrize(
    "text", ["39892", "39.892", "39 892", "39'892", "39892.0", "39892,00", "(39892)", "a39892;"]
)
def test_every_way_to_write_it_is_one(tmp_path, text):
    datei = tmp_path / "werte.txt"
    datei.write_text(text, encoding="utf-8")
    assert set(spuren(datei, [CANARY])) == {CANARY}
