"""From a cell to a number or the reason why there is none; whatever is ambiguous is refused."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

TAUSENDER = {".": ".", ",": ",", " ": " ", "nbsp": "\u00a0\u202f", "'": "'’", "": ""}
"""Thousands separators by their name in the manifest, and the characters that each stands for."""
STATUS = ("geheim", "fehlt", "unsicher")
GANZ = re.compile(r"-?[0-9]+")
ZWEIDEUTIG = re.compile(r"-?[0-9]{1,3}([.,])[0-9]{3}")
BEWIESEN = re.compile(r"-?[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
GRUPPEN = re.compile(r"-?[0-9]{1,3}(?:([ \u00a0\u202f'’])[0-9]{3})(?:\1[0-9]{3})*")
NULLKOMMA = re.compile(r"-?[0-9]+([.,])0{1,2}")
RAND = " \t\u00a0\u202f"


class Zahl(NamedTuple):
    """A whole number as text, or empty with the status that says why; `fehler` where it is neither."""

    text: str
    status: str
    fehler: str = ""
    abhilfe: str = ""


class Schreibweise(NamedTuple):
    """How a file writes numbers; None: not declared."""

    tausender: str | None = None
    dezimal: str | None = None


def deuten(wert: str, symbole: Mapping[str, str], schreibweise: Schreibweise) -> Zahl:
    """Read one cell of a column of whole numbers.

    Returns: number and status `wert`; no number where a symbol says so; or what is wrong with the cell.
    """
    text = wert.strip(RAND)
    if text in symbole:
        return _symbol(symbole[text])
    for form, status in symbole.items():
        if "#" in form and (kern := _kern(text, form)) is not None:
            innen = deuten(kern, {}, schreibweise)
            return innen if innen.fehler else Zahl(innen.text, status)
    ganz = ganze_zahl(text, schreibweise)
    return Zahl(ganz, "wert") if ganz is not None else Zahl("", "fehlt", *_warum(text))


def _symbol(bedeutung: str) -> Zahl:
    return Zahl("", bedeutung) if bedeutung in STATUS else Zahl(bedeutung, "wert")


def _kern(text: str, form: str) -> str | None:
    """What stands in the place of # in a form such as (#)."""
    vorn, _, hinten = form.partition("#")
    passt = len(text) > len(vorn) + len(hinten) and text.startswith(vorn) and text.endswith(hinten)
    return text[len(vorn) : len(text) - len(hinten)] if passt else None


def ganze_zahl(text: str, schreibweise: Schreibweise) -> str | None:
    """The whole number a text means under this way of writing, None where it is none for sure."""
    if GANZ.fullmatch(text):
        return _norm(text)
    zeichen = TAUSENDER.get(schreibweise.tausender or "", "")
    if zeichen and re.fullmatch(rf"-?[0-9]{{1,3}}(?:[{re.escape(zeichen)}][0-9]{{3}})+", text):
        return _norm(re.sub(f"[{re.escape(zeichen)}]", "", text))
    dezimal = schreibweise.dezimal
    if dezimal and zeichen and text.endswith((f"{dezimal}0", f"{dezimal}00")):
        return ganze_zahl(text[: text.rindex(dezimal)], Schreibweise(schreibweise.tausender))
    treffer = NULLKOMMA.fullmatch(text)
    if treffer and dezimal and treffer[1] == dezimal:
        return _norm(text.partition(dezimal)[0])
    return None


def _norm(text: str) -> str:
    """Without leading zeros; zero has no sign."""
    return str(int(text)) if len(text) < 400 else text


def _warum(text: str) -> tuple[str, str]:
    if text == "":
        return "Das Feld ist leer.", 'Bitte in symbole sagen, was leer hier heißt, z. B. "" = "fehlt".'
    if ZWEIDEUTIG.fullmatch(text):
        zeichen = "." if "." in text else ","
        grund = f'"{text}" ist zweideutig: Tausender oder Nachkommastellen?'
        return grund, f'Bitte tausender = "{zeichen}" oder dezimal = "{zeichen}" angeben.'
    if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+", text):
        return f'"{text}" ist von einer Tabellenkalkulation gekürzt worden.', "Bitte neu exportieren."
    if re.search(r"[0-9]", text):
        grund = f'"{text}" ist hier keine ganze Zahl.'
        return grund, "Bitte tausender und dezimal in lieferung.toml prüfen oder die Zahl berichtigen."
    return f'Das Zeichen "{text}" ist nicht erklärt.', f'Bitte in symbole sagen, was "{text}" hier heißt.'


def erkennen(texte: Iterable[str], erklaert: Schreibweise) -> Schreibweise:
    """Complete the way of writing by what only one reading allows: 1.234.567, 1 049, 1023101.0."""
    werte = [text.strip(RAND) for text in texte]
    tausender, dezimal = erklaert
    if tausender is None:
        tausender = _einziges({_tausender(wert) for wert in werte}, dezimal)
    if dezimal is None:
        dezimal = _einziges({t[1] for wert in werte if (t := NULLKOMMA.fullmatch(wert))}, tausender)
    return Schreibweise(tausender, dezimal)


def _tausender(wert: str) -> str:
    treffer = BEWIESEN.fullmatch(wert) or GRUPPEN.fullmatch(wert)
    if not treffer:
        return ""
    return next((name for name, zeichen in TAUSENDER.items() if treffer[1] in zeichen), "")


def _einziges(gefunden: set[str], vergeben: str | None) -> str | None:
    moeglich = gefunden - {"", vergeben or ""}
    return next(iter(moeglich)) if len(moeglich) == 1 else None
