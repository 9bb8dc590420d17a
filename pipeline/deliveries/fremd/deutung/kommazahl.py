"""Numbers with decimals as an office prints them: shares, rates, growth, averages, coordinates, weights."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.deliveries.fremd.deutung.zahl import RAND, TAUSENDER, Schreibweise

HOECHSTENS = 10
"""Decimals that are looked at; a spreadsheet delivers more than anybody has computed."""
BEIWERK = re.compile(r"\s*(?:%|‰|v\. ?H\.|Prozent|Prozentpunkte)$")
VORZEICHEN = re.compile("^(?:[-\u2010-\u2015\u2212]|\\+/-|±|\\+) ?")
MIT_ZEICHEN = re.compile("-?([0-9., '’\u00a0\u202f]*[0-9])([.,])([0-9]+)")
ZAHL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Kommazahl(NamedTuple):
    """A number with decimal point, and how many decimals were printed."""

    text: str
    stellen: int


def dezimalzeichen(texte: Iterable[str], schreibweise: Schreibweise) -> str:
    """The decimal sign of a column: declared, else proved by a number that allows no other reading.

    Returns: empty where nothing proves it.
    """
    if schreibweise.dezimal:
        return schreibweise.dezimal
    gefunden = {zeichen for text in texte if (zeichen := _bewiesen(_rein(text)))}
    if len(gefunden) == 1:
        return str(next(iter(gefunden)))
    return {".": ",", ",": "."}.get(schreibweise.tausender or "", "")


def _bewiesen(rein: str) -> str:
    """The last sign of a number, if it cannot separate thousands."""
    treffer = MIT_ZEICHEN.fullmatch(rein)
    if not treffer or treffer[2] in treffer[1]:
        return ""
    vorn, zeichen, nach = treffer.groups()
    wie_tausender = len(nach) == 3 and vorn.isdecimal() and len(vorn) <= 3 and not vorn.startswith("0")
    return "" if wie_tausender else zeichen


def lesen(text: str, dezimal: str, tausender: str | None) -> Kommazahl | None:
    """The number a text means; None where it is none for sure."""
    rein = _rein(text)
    zeichen = TAUSENDER.get(tausender or "", "")
    if zeichen and zeichen != dezimal:
        gruppen = re.fullmatch(rf"(-?[0-9]{{1,3}}(?:[{re.escape(zeichen)}][0-9]{{3}})+)(\D[0-9]+)?", rein)
        if gruppen:
            rein = re.sub(f"[{re.escape(zeichen)}]", "", gruppen[1]) + (gruppen[2] or "")
    if dezimal and dezimal != ".":
        rein = rein.replace(".", "x").replace(dezimal, ".")
    elif not dezimal and not re.fullmatch(r"-?[0-9]+", rein):
        return None
    if not ZAHL.fullmatch(rein):
        return None
    nach = rein.partition(".")[2]
    if len(nach) <= HOECHSTENS:
        return Kommazahl(rein, len(nach))
    return Kommazahl(f"{float(rein):.{HOECHSTENS}f}", HOECHSTENS)


def _rein(text: str) -> str:
    """Without unit, and with one kind of sign."""
    rein = BEIWERK.sub("", text.strip(RAND)).strip(RAND)
    treffer = VORZEICHEN.match(rein)
    if not treffer:
        return rein
    return ("" if treffer[0].strip() in ("+", "±", "+/-") else "-") + rein[treffer.end() :]
