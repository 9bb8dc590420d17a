"""Which fields an entry has, what each may hold, and how to say so."""

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from pipeline import names
from pipeline.schemas.beschluesse import ARTEN
from pipeline.schemas.grundlage import ist_datum

ZIEL = ("zielwert", "zieljahr", "ausgangswert", "ausgangsjahr")
"""Fields that make a target; all of them or none."""


class Feld(NamedTuple):
    """One field of an entry: the test, the German words for what is asked for, whether it must be there."""

    passt: Callable[[Any], bool]
    so: str
    pflicht: bool = False


class Mangel(NamedTuple):
    """What is wrong with a field; the sentences are German."""

    feld: str
    wert: str
    grund: str
    abhilfe: str


def _ist_text(wert: Any) -> bool:
    """Whether this is a text that can be printed and stored; control signs and torn characters cannot."""
    return isinstance(wert, str) and not any(unicodedata.category(z) in ("Cc", "Cs") for z in wert)


def _texte(wert: Any) -> bool:
    """Whether this is a list of texts, none empty, none twice."""
    ist_liste = isinstance(wert, (list, tuple)) and bool(wert)
    return ist_liste and all(_ist_text(w) and w.strip() for w in wert) and len(set(wert)) == len(wert)


def _namen(wert: Any) -> bool:
    """Whether this is a list of names; a semicolon parts them where they are printed in one line."""
    return _texte(wert) and not any(";" in name for name in wert)


def _datum(wert: Any) -> bool:
    if isinstance(wert, str):
        return ist_datum(wert)
    return isinstance(wert, date) and not isinstance(wert, datetime)


def _zahl(wert: Any) -> bool:
    return isinstance(wert, (int, float)) and not isinstance(wert, bool) and math.isfinite(wert)


def _ganz(wert: Any) -> bool:
    return isinstance(wert, int) and not isinstance(wert, bool)


def _jahr(wert: Any) -> bool:
    return _ganz(wert) and 1900 <= wert <= 2100


_EIN_JAHR = "eine Jahreszahl, z. B. 2025"
_EINE_ZAHL = "eine Zahl mit Dezimalpunkt, z. B. 1.2"
_EIN_TEXT = "ein Text in Anführungszeichen, ohne Steuerzeichen"
_EIN_TAG = "ein Datum, z. B. 2024-03-15"

NEU = {
    "datum": Feld(_datum, _EIN_TAG, pflicht=True),
    "raumeinheit": Feld(
        lambda w: _ist_text(w) and bool(re.match(names.RAUMEINHEIT, w)),
        'der Schlüssel einer Raumeinheit, z. B. "P10"',
        pflicht=True,
    ),
    "art": Feld(lambda w: w in ARTEN, f"eines von {', '.join(ARTEN)}", pflicht=True),
    "kennzahlen": Feld(_texte, 'eine Liste von Kennungen, z. B. ["al_anteil"]', pflicht=True),
    "zielwert": Feld(_zahl, _EINE_ZAHL),
    "zieljahr": Feld(_jahr, _EIN_JAHR),
    "ausgangswert": Feld(_zahl, _EINE_ZAHL),
    "ausgangsjahr": Feld(_jahr, _EIN_JAHR),
    "einvernehmen": Feld(_namen, 'eine Liste, wer zugestimmt hat, z. B. ["Träger"], ohne Semikolon', True),
    "verantwortlich": Feld(_ist_text, _EIN_TEXT),
    "faellig": Feld(_datum, _EIN_TAG),
    "bemerkung": Feld(_ist_text, _EIN_TEXT),
}
"""What a person says; the rest is filled in when the decision is added."""

EINGETRAGEN = {
    "nummer": Feld(lambda w: _ganz(w) and w >= 1, "eine Nummer ab 1", pflicht=True),
    **NEU,
    "demonstration": Feld(lambda w: isinstance(w, bool), "true oder false", pflicht=True),
    "vorgaenger": Feld(
        lambda w: isinstance(w, str) and bool(re.fullmatch("[0-9a-f]{64}", w)),
        "das Siegel des Beschlusses davor (64 Zeichen)",
        pflicht=True,
    ),
}
"""What an entry of the file has, in the order in which it is written."""

STAND = {
    "anzahl": Feld(lambda w: _ganz(w) and w >= 1, "die Zahl der Beschlüsse", pflicht=True),
    "siegel": Feld(EINGETRAGEN["vorgaenger"].passt, "das Siegel des letzten Beschlusses", pflicht=True),
}
"""The section that closes the file."""


def maengel(eintrag: Mapping[str, Any], felder: Mapping[str, Feld]) -> Iterator[Mangel]:
    """Say what is wrong with the fields of an entry, each for itself.

    Takes:   an entry as TOML gives it; the fields it may have.
    Returns: one Mangel per unknown, missing or misshapen field.
    Raises:  nothing.
    Source:  own.
    """
    for name in (name for name in eintrag if name not in felder):
        yield Mangel(name, name, f'Das Feld "{name}" gibt es nicht.', _moeglich(name, felder))
    for name in (name for name, feld in felder.items() if feld.pflicht and name not in eintrag):
        yield Mangel(name, "", f'Es fehlt "{name}".', f"Verlangt ist {felder[name].so}.")
    for name, feld in felder.items():
        if name in eintrag and not feld.passt(eintrag[name]):
            wert = str(eintrag[name])
            grund = f'"{wert}" passt nicht zu "{name}".'
            yield Mangel(name, wert, grund, f"Verlangt ist {feld.so}.")


def zielmaengel(eintrag: Mapping[str, Any]) -> Iterator[Mangel]:
    """Say what a target lacks.

    Takes:   an entry whose fields are in order, each for itself.
    Returns: at most one Mangel.
    Raises:  nothing.
    Source:  own.
    """
    da = [name for name in ZIEL if name in eintrag]
    fehlend = [name for name in ZIEL if name not in eintrag]
    if da and fehlend:
        grund = f'Zu "{da[0]}" fehlt "{fehlend[0]}".'
        yield Mangel(fehlend[0], "", grund, f"Ein Ziel besteht aus {', '.join(ZIEL)}.")
    elif da and len(eintrag["kennzahlen"]) > 1:
        grund = "Ein Zielwert gilt für genau eine Kennzahl."
        yield Mangel("kennzahlen", ", ".join(eintrag["kennzahlen"]), grund, "Bitte je Ziel ein Beschluss.")
    elif da and eintrag["ausgangsjahr"] >= eintrag["zieljahr"]:
        grund = f"Das Zieljahr {eintrag['zieljahr']} liegt nicht nach dem Ausgangsjahr."
        yield Mangel("zieljahr", str(eintrag["zieljahr"]), grund, "Bitte ein späteres Zieljahr nennen.")


def _moeglich(name: str, bekannt: Iterable[str]) -> str:
    nah = difflib.get_close_matches(name, list(bekannt), n=1)
    frage = f' Meinten Sie "{nah[0]}"?' if nah else ""
    return f"Möglich sind {', '.join(bekannt)}.{frage}"
