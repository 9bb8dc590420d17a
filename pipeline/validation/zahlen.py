"""From delivered text to numbers; a text that is none gets a sentence that says which slip it was."""

import re
from collections.abc import Callable
from typing import NamedTuple

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


def warum_keine_kommazahl(text: str) -> tuple[str, str]:
    """Say why a text is no number with decimal point, and what to write instead."""
    mit_punkt = text.replace(",", ".")
    if ist_kommazahl(mit_punkt):
        return f'"{text}" enthält ein Dezimalkomma.', f"Bitte mit Dezimalpunkt schreiben: {mit_punkt}."
    return f'"{text}" ist keine Zahl.', "Verlangt ist eine Zahl mit Dezimalpunkt, ohne Tausenderzeichen."
