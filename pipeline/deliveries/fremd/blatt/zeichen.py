"""From bytes to text: encoding and delimiter, as declared or as detected."""

import csv
import io
from collections import Counter
from typing import NamedTuple

from pipeline.deliveries.fremd.angaben import Datei
from pipeline.deliveries.fremd.befund import erkannt, kurz, unlesbar
from pipeline.schemas.befunde import Befund

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
TRENNER = (";", ",", "\t", "|")
PROBE = 60
"""Lines that are looked at to find the delimiter."""


class Text(NamedTuple):
    """A decoded file and the dialect in which it separates its fields."""

    text: str
    trenner: str
    anfuehrung: str


def entziffern(name: str, inhalt: bytes, datei: Datei) -> tuple[Text, list[Befund]]:
    """Decode strictly; whatever the manifest does not say is detected and mentioned."""
    if inhalt.startswith(UTF16):
        abhilfe = "Bitte als UTF-8 oder Windows-1252 speichern."
        raise unlesbar(name, "zeichensatz", "Die Datei ist in UTF-16 gespeichert.", abhilfe, 1)
    befunde = []
    zeichensatz = datei.zeichensatz
    if zeichensatz is None:
        zeichensatz = erkenne_zeichensatz(inhalt)
        befunde.append(erkannt(name, f"Zeichensatz {zeichensatz}", f'zeichensatz = "{zeichensatz}"'))
    text = _dekodiert(name, inhalt, zeichensatz)
    trenner = datei.trennzeichen
    if trenner is None:
        trenner = erkenne_trenner(text, datei.anfuehrung)
        lesbar = "Tabulator" if trenner == "\t" else trenner
        befunde.append(erkannt(name, f'Trennzeichen "{lesbar}"', f"trennzeichen = {trenner!r}"))
    return Text(text, trenner, datei.anfuehrung), befunde


def erkenne_zeichensatz(inhalt: bytes) -> str:
    """The first that fits of utf-8-sig, utf-8 and cp1252: text that is valid UTF-8 by chance is rare."""
    if inhalt.startswith(BOM):
        return "utf-8-sig"
    try:
        inhalt.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _dekodiert(name: str, inhalt: bytes, zeichensatz: str) -> str:
    if inhalt.isascii():  # the same in every character set that can be declared, and far quicker
        zeichensatz = "ascii"
    try:
        text = inhalt.decode("utf-8-sig" if zeichensatz == "utf-8" else zeichensatz)
    except UnicodeDecodeError as fehler:
        zeile = inhalt.count(b"\n", 0, fehler.start) + 1
        grund = f"Das Byte 0x{inhalt[fehler.start]:02X} ist in {zeichensatz} an dieser Stelle nicht möglich."
        abhilfe = "Bitte zeichensatz in lieferung.toml berichtigen oder die Datei neu speichern."
        raise unlesbar(name, "zeichensatz", grund, abhilfe, zeile) from fehler
    stelle = min((i for i in (text.find("\0"), text.find("\ufffd")) if i >= 0), default=-1)
    if stelle >= 0:
        grund = "Hier steht ein Zeichen, das beim Speichern verloren ging oder nie Text war."
        zeile = text.count("\n", 0, stelle) + 1
        raise unlesbar(name, "zeichensatz", grund, "Bitte die Datei neu exportieren.", zeile)
    return text


def erkenne_trenner(text: str, anfuehrung: str) -> str:
    """The delimiter that gives the most lines the same number of fields, and more than one."""
    zeilen = text[:200_000].splitlines()[:PROBE]
    return max(TRENNER, key=lambda trenner: _einigkeit(zeilen, trenner, anfuehrung))


def _einigkeit(zeilen: list[str], trenner: str, anfuehrung: str) -> tuple[int, int]:
    leser = csv.reader(io.StringIO("\n".join(zeilen)), delimiter=trenner, quotechar=anfuehrung or None)
    try:
        breiten = Counter(len(felder) for felder in leser if len(felder) > 1)
    except csv.Error:
        return 0, 0
    breite, wie_oft = max(breiten.items(), key=lambda paar: (paar[1], paar[0]), default=(0, 0))
    return wie_oft, breite


def kein_feld(name: str, zeile: int, wert: str) -> Exception:
    """The sentence for a file that cannot be split into fields from here on."""
    grund = "Ab hier lässt sich die Datei nicht in Felder zerlegen."
    abhilfe = "Meist fehlt ein schließendes Anführungszeichen, oder eines im Text ist nicht verdoppelt."
    return unlesbar(name, "csv", grund, abhilfe, zeile, kurz(wert))
