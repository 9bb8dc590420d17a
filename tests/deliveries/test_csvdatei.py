"""What a single file may and may not look like."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import names
from pipeline.deliveries import csvdatei
from pipeline.schemas.befunde import satz

KOPF = "raumeinheit,stichtag,herkunftsland,anzahl,status"
ZEILE = "P01,2020-12-31,Türkei,3,wert"


def _lesen(text, datei="herkunft.csv"):
    tabelle, befunde = csvdatei.lesen(datei, text if isinstance(text, bytes) else text.encode())
    return tabelle, [f"{befund.grad}: {satz(befund)}" for befund in befunde]


def test_cells_stay_text_and_keep_their_zeros():
    tabelle, saetze = _lesen(f"{KOPF}\n001,2020-12-31,Türkei,007,wert\n")
    assert saetze == []
    assert tabelle.iloc[0].tolist() == ["001", "2020-12-31", "Türkei", "007", "wert", 2]


def test_lines_are_counted_as_an_editor_counts_them():
    tabelle, _ = _lesen(f'{KOPF}\n{ZEILE}\n\nP02,2020-12-31,"Türkei\n(mit\nUmbruch)",3,wert\n{ZEILE}\n')
    assert tabelle["zeile"].tolist() == [2, 4, 7]


@pytest.mark.parametrize("ende", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(ende):
    tabelle, saetze = _lesen(ende.join([KOPF, ZEILE, ZEILE]))
    assert saetze == []
    assert tabelle["zeile"].tolist() == [2, 3]


def test_a_header_alone_is_an_empty_table():
    tabelle, saetze = _lesen(KOPF)
    assert saetze == []
    assert list(tabelle.columns) == [*KOPF.split(","), "zeile"]
    assert tabelle.empty


def test_a_delivered_column_called_zeile_does_not_get_lost():
    tabelle, _ = _lesen(f"{KOPF},zeile\n{ZEILE},9\n")
    assert tabelle["zeile (geliefert)"].tolist() == ["9"]
    assert tabelle["zeile"].tolist() == [2]


@pytest.mark.parametrize(
    ("inhalt", "erwartet"),
    [
        (
            f"{KOPF}\nP01,2020-12-31,Türkei,3,wert\n".encode("cp1252"),
            'Fehler: herkunft.csv, Zeile 2: Das Byte 0xFC ist in UTF-8 an dieser Stelle nicht möglich. Bitte als CSV mit Zeichensatz UTF-8 speichern (in Excel: "CSV UTF-8").',
        ),
        (
            f"{KOPF}\n".encode("utf-16"),
            'Fehler: herkunft.csv, Zeile 1: Die Datei ist in UTF-16 gespeichert. Bitte als CSV mit Zeichensatz UTF-8 speichern (in Excel: "CSV UTF-8").',
        ),
        (
            f"{KOPF}\nP01,\0,x,1,wert\n",
            'Fehler: herkunft.csv, Zeile 2: Die Datei enthält Nullbytes und ist keine reine Textdatei. Bitte als CSV mit Zeichensatz UTF-8 speichern (in Excel: "CSV UTF-8").',
        ),
        (
            "",
            "Fehler: herkunft.csv: Die Datei ist leer. Bitte eine Kopfzeile und Daten liefern oder die Datei weglassen.",
        ),
        (
            "\n\n",
            "Fehler: herkunft.csv: Die Datei ist leer. Bitte eine Kopfzeile und Daten liefern oder die Datei weglassen.",
        ),
        (
            f"{ZEILE}\n".replace("wert", "ok"),
            f"Fehler: herkunft.csv, Zeile 1: Die Kopfzeile fehlt: kein Feld der ersten Zeile ist ein Spaltenname. Die erste Zeile muss lauten: {KOPF}",
        ),
        (
            KOPF.replace(",", ";"),
            "Fehler: herkunft.csv, Zeile 1: Die Felder sind durch Semikolon getrennt. Bitte mit Komma trennen.",
        ),
        (
            KOPF.replace("status", "anzahl"),
            'Fehler: herkunft.csv, Zeile 1: Die Spalte "anzahl" steht zweimal in der Kopfzeile. Bitte eine der beiden entfernen.',
        ),
        (
            f'{KOPF}\nP01,"2020\n',
            "Fehler: herkunft.csv, Zeile 2: Ab hier lässt sich die Datei nicht in Felder zerlegen. Meist fehlt ein schließendes Anführungszeichen, oder eines im Text ist nicht verdoppelt.",
        ),
    ],
)
def test_a_file_that_cannot_become_a_table(inhalt, erwartet):
    tabelle, saetze = _lesen(inhalt)
    assert tabelle is None
    assert saetze == [erwartet]


def test_rows_of_another_length_are_named_and_left_out():
    tabelle, saetze = _lesen(f"{KOPF}\n{ZEILE},\n{ZEILE}\nP01,2020-12-31\n")
    assert tabelle["zeile"].tolist() == [3]
    assert saetze == [
        'Fehler: herkunft.csv, Zeile 2: Die Zeile hat 6 Felder, die Kopfzeile hat 5. Texte mit Komma gehören in Anführungszeichen ("...").',
        "Fehler: herkunft.csv, Zeile 4: Die Zeile hat 2 Felder, die Kopfzeile hat 5. Bitte die fehlenden Felder ergänzen, leere als leeres Feld.",
    ]


def test_a_byte_order_mark_is_skipped_and_mentioned():
    tabelle, saetze = _lesen(f"{KOPF}\n{ZEILE}\n".encode("utf-8-sig"))
    assert tabelle["raumeinheit"].tolist() == ["P01"]
    assert saetze == [
        "Hinweis: herkunft.csv, Zeile 1: Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM). Sie wurde überlesen; nichts zu tun."
    ]


@settings(deadline=None)  # machines differ in speed
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(inhalt):
    tabelle, befunde = csvdatei.lesen("einwohner.csv", KOPF.encode() + b"\n" + inhalt)
    assert tabelle is not None or befunde


TEXTE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@settings(deadline=None)  # machines differ in speed
@given(st.lists(st.lists(TEXTE, min_size=5, max_size=5), max_size=8))
def test_what_a_csv_writer_writes_is_read_back(zeilen):
    ziel = io.StringIO()
    csv.writer(ziel).writerows([KOPF.split(","), *zeilen])
    tabelle, befunde = csvdatei.lesen("herkunft.csv", ziel.getvalue().encode())
    assert befunde == []
    assert tabelle[KOPF.split(",")].to_numpy().tolist() == zeilen


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_the_header_of_every_table_is_known(tabelle):
    gelesen, befunde = csvdatei.lesen(f"{tabelle}.csv", ",".join(names.TABELLEN[tabelle].spalten).encode())
    assert befunde == []
    assert gelesen is not None
