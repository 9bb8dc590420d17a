"""When: the Stichtag or year from a column, a title line, the file name, or the manifest."""

import re
from datetime import date

import pandas as pd

from pipeline.deliveries.fremd.angaben import Zeit
from pipeline.deliveries.fremd.befund import erkannt, fehler, kurz, unlesbar
from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.measures.codes import translated
from pipeline.schemas.befunde import Befund

MONATE = {
    name: nummer
    for nummer, namen in enumerate(
        (
            ("januar", "jan"), ("februar", "feb"), ("märz", "mrz"), ("april", "apr"), ("mai",),
            ("juni", "jun"),
            ("juli", "jul"), ("august", "aug"), ("september", "sep"), ("oktober", "okt"), ("november", "nov"),
            ("dezember", "dez"),
        ),
        start=1,
    )
    for name in namen
}  # fmt: skip
FORMEN = (
    re.compile(r"(?P<jahr>[12]\d{3})-(?P<monat>\d\d)-(?P<tag>\d\d)(?:[T ]00:00:00)?"),
    re.compile(r"(?P<tag>\d{1,2})\.\s?(?P<monat>\d{1,2})\.\s?(?P<jahr>[12]\d{3})"),
    re.compile(r"(?P<tag>\d{1,2})\.\s?(?P<monat>[A-Za-zä]+)\.? (?P<jahr>[12]\d{3})"),
    re.compile(r"(?P<jahr>[12]\d{3})(?:\.0)?"),
)
SILVESTER = "12-31"


def datieren(blatt: Blatt, zeit: Zeit, spalte: str) -> "tuple[pd.Series[str], list[Befund]]":
    """Stichtag (ISO date) or year (`spalte` says which) by row.

    Returns: empty text where a cell is no time; the findings.
    """
    if zeit.spalte is None:
        text, befunde = _einmal(blatt, zeit, spalte)
        return pd.Series(text, index=blatt.zellen.index, dtype="str"), befunde
    roh = blatt.spalte(zeit.spalte)
    gelesen = {text: lesen(text, zeit.tag, spalte) for text in roh.unique()}
    befunde = []
    for text in (text for text, ergebnis in gelesen.items() if not ergebnis):
        zeile = int(blatt.zeilen[int((roh == text).to_numpy().argmax())])
        grund = f'"{kurz(text)}" ist keine Zeitangabe.' if text else "Die Zeitangabe fehlt."
        abhilfe = "Verlangt ist ein Datum wie 31.12.2020 oder ein Jahr wie 2020."
        befunde.append(fehler(blatt.name, "zeit", grund, abhilfe, zeile, spalte, text))
    if spalte == "stichtag" and not zeit.tag and any(re.fullmatch(r"\d{4}(\.0)?", text) for text in gelesen):
        befunde.append(erkannt(blatt.name, "Stichtag ist der 31.12. des Jahres", f'tag = "{SILVESTER}"'))
    return translated(roh, lambda text: gelesen[text]), befunde


def _einmal(blatt: Blatt, zeit: Zeit, spalte: str) -> tuple[str, list[Befund]]:
    """One time for the whole file."""
    if zeit.fest:
        return _pflicht(blatt, zeit.fest, zeit, spalte), []
    quellen = [blatt.name] if zeit.dateiname else blatt.titel
    muster = zeit.dateiname or zeit.titel
    if not muster:
        abhilfe = "Verlangt ist spalte, titel, dateiname oder fest unter [datei.zeit]."
        raise unlesbar(blatt.name, "manifest", "Nichts sagt, für wann die Zahlen gelten.", abhilfe)
    treffer = [gefunden for quelle in quellen if (gefunden := re.search(muster, quelle))]
    if not treffer:
        wo = "Dateinamen" if zeit.dateiname else "Titel"
        grund = f"Im {wo} steht nichts, worauf das Muster der Zeit passt."
        raise unlesbar(blatt.name, "zeit", grund, "Bitte das Muster in [datei.zeit] prüfen.", wert=muster)
    return _pflicht(blatt, _aus_gruppen(treffer[0]), zeit, spalte), []


def _aus_gruppen(treffer: re.Match[str]) -> str:
    """The text that a pattern found: named groups jahr, monat, tag; else the first group; else all of it."""
    gruppen = {name: wert for name, wert in treffer.groupdict().items() if wert}
    if "jahr" in gruppen:
        jahr = gruppen["jahr"] if len(gruppen["jahr"]) == 4 else f"20{gruppen['jahr']}"
        if "monat" in gruppen and "tag" in gruppen:
            return f"{jahr}-{gruppen['monat']:0>2}-{gruppen['tag']:0>2}"
        return f"{jahr}-{gruppen['monat']:0>2}" if "monat" in gruppen else jahr
    return treffer[1] if treffer.groups() and treffer[1] else treffer[0]


def _pflicht(blatt: Blatt, text: str, zeit: Zeit, spalte: str) -> str:
    gelesen = lesen(text, zeit.tag, spalte)
    if not gelesen:
        grund = f'"{kurz(text)}" ist keine Zeitangabe.'
        abhilfe = "Bitte [datei.zeit] prüfen; verlangt ist ein Datum wie 2020-12-31 oder ein Jahr."
        raise unlesbar(blatt.name, "zeit", grund, abhilfe, wert=text)
    return gelesen


def lesen(text: str, tag: str, spalte: str) -> str:
    """ISO date (for `stichtag`) or year (for `jahr`) that a text names; empty where it names none.

    A year becomes the Stichtag `tag` (MM-TT), 31 December if nothing is said; a month its last day.
    """
    if monat := re.fullmatch(r"([12]\d{3})-(\d\d)", text):
        return _letzter(int(monat[1]), int(monat[2])) if spalte == "stichtag" else ""
    if (wort := re.fullmatch(r"([A-Za-zä]+)\.? ([12]\d{3})", text)) and wort[1].lower() in MONATE:
        return _letzter(int(wort[2]), MONATE[wort[1].lower()]) if spalte == "stichtag" else ""
    for form in FORMEN:
        if treffer := form.fullmatch(text):
            teile = treffer.groupdict()
            if spalte == "jahr":
                return teile["jahr"]
            if "monat" not in teile:
                return _iso(teile["jahr"], *(tag or SILVESTER).split("-"))
            return _iso(teile["jahr"], teile["monat"], teile["tag"])
    return ""


def _iso(jahr: str, monat: str, tag: str) -> str:
    nummer = int(monat) if monat.isdecimal() else MONATE.get(monat.lower(), 0)
    try:
        return date(int(jahr), nummer, int(tag)).isoformat()
    except ValueError:
        return ""


def _letzter(jahr: int, monat: int) -> str:
    for tag in (31, 30, 29, 28):
        if iso := _iso(str(jahr), str(monat), str(tag)):
            return iso
    return ""
