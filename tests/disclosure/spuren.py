"""Reads whatever is shipped down to the bottom and looks for numbers that should not be there.

Archives are opened, compressed streams unpacked, attachments and images read, tables read back with their
heads, and texts searched for a number in every way it could be written.
"""

import base64
import io
import json
import re
import zipfile
import zlib

import pikepdf
import pyarrow.parquet as pq
import pypdf

_TRENNER = "., '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
# checksums, and the names that matplotlib gives to clipped areas
_PRUEFSUMME = re.compile(r"(?<![0-9a-f])[0-9a-f]{12,}(?![0-9a-f])|\bp[0-9a-f]{10}\b")
_BILD = re.compile(r"[A-Za-z0-9+/]{200,}={0,2}")


def schreibweisen(zahl):
    """Pattern of a whole number: plain, with thousands separated, with a decimal nought."""
    gruppen = f"{zahl:,}".split(",")
    trenner = rf"[{re.escape(_TRENNER)}]?"
    return rf"(?<![\d.,]){trenner.join(gruppen)}(?:[.,]0+)?(?![\d])(?![.,]\d)"


def spuren(datei, zahlen):
    """Numbers that a file holds anywhere: {number: places}."""
    gesucht = re.compile("|".join(f"(?P<z{zahl}>{schreibweisen(zahl)})" for zahl in sorted(zahlen)))
    gefunden = {}
    for ort, text in lesbares(datei.name, datei.read_bytes()):
        for treffer in gesucht.finditer(_PRUEFSUMME.sub("#", text)):
            gefunden.setdefault(int(treffer.lastgroup[1:]), set()).add(f"{datei.name}: {ort}")
    return gefunden


def lesbares(name, inhalt):
    """Every text in a file: (where, text)."""
    endung = name.rsplit(".", 1)[-1].lower()
    if inhalt.startswith(b"%PDF"):
        yield from _pdf(inhalt)
    elif inhalt.startswith(b"PAR1"):
        yield from _parquet(inhalt)
    elif inhalt.startswith(b"PK"):
        for teil in (archiv := zipfile.ZipFile(io.BytesIO(inhalt))).namelist():
            for ort, text in lesbares(teil, archiv.read(teil)):
                yield f"{teil} {ort}", text
    elif inhalt.startswith(b"\x89PNG"):
        yield from _png(inhalt)
    elif endung in ("ipynb", "json"):
        yield from _json(inhalt)
    else:
        text = inhalt.decode("utf-8", errors="replace")
        yield "Text", text
        yield from _eingebettet(text)


def _json(inhalt):
    """All strings and numbers, unescaped, and what is embedded in the strings."""

    def blaetter(knoten):
        if isinstance(knoten, dict):
            for schluessel, wert in knoten.items():
                yield from (str(schluessel), *blaetter(wert))
        elif isinstance(knoten, list):
            for wert in knoten:
                yield from blaetter(wert)
        else:
            yield str(knoten)

    for text in blaetter(json.loads(inhalt)):
        if not _BILD.fullmatch(text.strip()):
            yield "JSON", text
        yield from _eingebettet(text)


def _eingebettet(text):
    """Files written into a text in base64: images of a notebook or a page."""
    for stueck in _BILD.findall(text):
        try:
            inhalt = base64.b64decode(stueck, validate=True)
        except ValueError:
            continue
        if inhalt.startswith((b"\x89PNG", b"%PDF", b"PK", b"PAR1", b"<svg", b"<?xml")):
            yield from lesbares("eingebettet", inhalt)


def _png(inhalt):
    """Texts beside the pixels."""
    platz = 8
    while platz < len(inhalt):
        laenge, art = int.from_bytes(inhalt[platz : platz + 4]), inhalt[platz + 4 : platz + 8]
        block = inhalt[platz + 8 : platz + 8 + laenge]
        if art in (b"tEXt", b"iTXt"):
            yield "PNG-Text", block.decode("latin-1")
        elif art == b"zTXt":
            yield "PNG-Text", zlib.decompress(block.split(b"\0", 1)[1][1:]).decode("latin-1")
        platz += 12 + laenge


def _parquet(inhalt):
    """Values, schema, key-value metadata and column statistics."""
    datei = pq.ParquetFile(io.BytesIO(inhalt))
    for spalte in (tabelle := datei.read()).column_names:
        yield f"Spalte {spalte}", "\n".join(map(str, tabelle.column(spalte).to_pylist()))
    for schluessel, wert in (datei.metadata.metadata or {}).items():
        yield "Metadaten", f"{schluessel.decode()} {wert.decode('utf-8', errors='replace')}"
    for feld in datei.schema_arrow:
        yield "Schema", f"{feld.name} {feld.metadata}"
    for gruppe in range(datei.metadata.num_row_groups):
        for i in range(datei.metadata.num_columns):
            statistik = datei.metadata.row_group(gruppe).column(i).statistics
            if statistik is not None and statistik.has_min_max:
                yield "Spaltenstatistik", f"{statistik.min} {statistik.max}"


def _pdf(inhalt):
    """Text layer, document properties, attachments, and every stream, unpacked."""
    leser = pypdf.PdfReader(io.BytesIO(inhalt))
    yield "Textebene", "\n".join(seite.extract_text() for seite in leser.pages)
    for name, dateien in leser.attachments.items():
        for anhang in dateien:
            for ort, text in lesbares(name, anhang):
                yield f"Anhang {name} {ort}", text
    with pikepdf.open(io.BytesIO(inhalt)) as dokument:
        for objekt in dokument.objects:
            if isinstance(objekt, pikepdf.Stream):
                yield from _strom(objekt)
            elif isinstance(objekt, pikepdf.Dictionary | pikepdf.Array):
                yield "Objekt", objekt.unparse(resolved=True).decode("latin-1")


def _strom(strom):
    """A stream of a PDF: of a page only whole numbers count, since it is full of places in the picture."""
    # places of other objects and glyphs are no text; the objects are read one by one
    if strom.get("/Type") in ("/ObjStm", "/XRef") or strom.get("/Subtype") == "/Image" or "/Length1" in strom:
        return
    roh = strom.read_bytes()
    if roh.startswith((b"PK", b"PAR1", b"%PDF", b"\x89PNG", b"{", b"<")):
        yield from lesbares("strom.json" if roh.startswith(b"{") else "strom", roh)
    else:
        yield "Strom", re.sub(r"-?\d*\.\d+", "", roh.decode("latin-1"))
