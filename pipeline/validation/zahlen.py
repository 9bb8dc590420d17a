"""From delivered text to numbers; a text that is none gets a sentence that says which slip it was."""

import re
from collections.abc import Callable
from typing import NamedTuple

MONATE = {
    "jan": 1,
    "feb": 2,
    "mrz": 3,
    "mär": 3,
    "apr": 4,
    "mai": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dez": 12,
    "mar": 3,
    "may": 5,
    "oct": 10,
    "dec": 12,
}
"""Months as German and English spreadsheets shorten them."""
_MONAT = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mrz|märz?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dez(?:ember)?|mar|may|oct|dec)\.?"
)
DATUM = re.compile(
    rf"^(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\d{{2}}|\d{{4}})?|{_MONAT})|{_MONAT}[ -]?\d{{1,4}}"
    rf"|\d{{1,2}}-{_MONAT}|\d{{4}}-\d{{2}}-\d{{2}}(?: 00:00:00)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})$",
    re.IGNORECASE,
)
"""What a spreadsheet makes of 3-5, 3.5 or 21.3: `03.05.`, `03. Mai`, `Mrz 21`, `2021-05-03 00:00:00`."""
FEHLERWERT = re.compile(
    r"^#(BEZUG!|REF!|NV|N/A|WERT!|VALUE!|DIV/0!|NAME\?|ZAHL!|NUM!|NULL!|#+)$", re.IGNORECASE
)
"""What a spreadsheet writes where a formula failed or a column was too narrow."""
GANZ = re.compile(r"^-?[0-9]{1,12}$")
KOMMAZAHL = re.compile(r"^-?[0-9]{1,12}(\.[0-9]+)?$")


class Ausrutscher(NamedTuple):
    """A way in which numbers are written wrongly: pattern, what is wrong, what to do.

    `richtig` turns the text into what was meant, empty where that cannot be known.
    """

    muster: re.Pattern[str]
    grund: str
    abhilfe: str
    richtig: Callable[[str], str] = lambda _: ""


def _ohne(zeichen: str) -> Callable[[str], str]:
    return lambda text: re.sub(zeichen, "", text)


SYMBOL = "Bitte das Feld leer lassen und in der Spalte status geheim oder fehlt angeben"
AUSRUTSCHER = (
    Ausrutscher(re.compile(r"^([.\-–—*/x…•]|\.\.\.|n/?a|k\.? ?a\.?)$", re.I), "ist ein Zeichen", SYMBOL),
    Ausrutscher(re.compile(r"^-?[0-9]{1,3}(\.[0-9]{3})+$"), "enthält einen Tausenderpunkt", "", _ohne(r"\.")),
    Ausrutscher(
        re.compile(r"^-?[0-9]{1,3}([ \u00a0\u202f'’][0-9]{3})+$"),
        "enthält ein Tausendertrennzeichen",
        "",
        _ohne(r"[^0-9-]"),
    ),
    Ausrutscher(
        re.compile(r"^-?[0-9]+[.,]0+$"), "ist als Kommazahl geschrieben", "", lambda t: re.split("[.,]", t)[0]
    ),
    Ausrutscher(re.compile(r"^-?[0-9]+,[0-9]+$"), "enthält ein Dezimalkomma", "Verlangt ist eine ganze Zahl"),
    Ausrutscher(
        re.compile(r"^-?[0-9]+\.[0-9]+$"), "enthält Nachkommastellen", "Verlangt ist eine ganze Zahl"
    ),
    Ausrutscher(
        FEHLERWERT, "ist ein Fehlerwert der Tabellenkalkulation", "Bitte die Formel durch die Zahl ersetzen"
    ),
    Ausrutscher(
        DATUM,
        "ist ein Datum, das die Tabellenkalkulation aus einer Zahl gemacht hat",
        "Bitte die Spalte vor dem Einfügen als Text formatieren und die Zahl neu eintragen",
    ),
    Ausrutscher(
        re.compile(r"^[0-9]+([.,][0-9]+)?e[+-]?[0-9]+$", re.I),
        "ist von einer Tabellenkalkulation gekürzt worden",
        "Bitte die Spalte als Zahl ohne Nachkommastellen formatieren und neu speichern",
    ),
    Ausrutscher(
        re.compile(r"^\s+-?[0-9]+$|^-?[0-9]+\s+$"), "enthält Leerzeichen", "", lambda text: text.strip()
    ),
    Ausrutscher(re.compile(r"^-?[0-9]{13,}$"), "ist zu groß", "Bitte die Zahl prüfen"),
)
UNBEKANNT = Ausrutscher(re.compile(""), "ist keine Zahl", "Verlangt ist eine ganze Zahl ohne Punkt und Komma")


def ist_ganz(text: str) -> bool:
    """Whether the text is a whole number as the standard delivery writes it."""
    return bool(GANZ.match(text))


def ist_kommazahl(text: str) -> bool:
    """Whether the text is a number with decimal point as the standard delivery writes it."""
    return bool(KOMMAZAHL.match(text))


def warum_nicht_ganz(text: str) -> tuple[str, str]:
    """Say why a text is no whole number, and what to write instead; both German sentences."""
    fall = next((fall for fall in AUSRUTSCHER if fall.muster.match(text)), UNBEKANNT)
    richtig = fall.richtig(text)
    abhilfe = f"Bitte ohne Zusatz schreiben: {richtig}" if richtig else fall.abhilfe
    return f'"{text}" {fall.grund}.', f"{abhilfe}."


def aus_datum(text: str) -> str:
    """The age group that a spreadsheet turned into a date: `03. Mai` was 3-5; empty where it was none."""
    teile = re.findall(r"\d+|[a-zä]+", text.casefold())[:2]
    zahlen = [int(teil) if teil.isdigit() else MONATE.get(teil[:3], 0) for teil in teile]
    if not DATUM.match(text) or len(zahlen) < 2 or 0 in zahlen:
        return ""
    return f"{min(zahlen)}-{max(zahlen)}"


def warum_keine_kommazahl(text: str) -> tuple[str, str]:
    """Say why a text is no number with decimal point, and what to write instead."""
    mit_punkt = text.replace(",", ".")
    if ist_kommazahl(mit_punkt):
        return f'"{text}" enthält ein Dezimalkomma.', f"Bitte mit Dezimalpunkt schreiben: {mit_punkt}."
    return f'"{text}" ist keine Zahl.', "Verlangt ist eine Zahl mit Dezimalpunkt, ohne Tausenderzeichen."
