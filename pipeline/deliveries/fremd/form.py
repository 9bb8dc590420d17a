"""The form of [[datei]], [[umbenennung]] and [[korrektur]]: every key, what it may hold, which are needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pipeline import names
from pipeline.deliveries.art import (
    DATUM,
    FILTER,
    JA_NEIN,
    MUSTER,
    NUMMER,
    SPALTE,
    SPALTEN,
    TEXT,
    TEXTE,
    ZEICHENFOLGEN,
    Art,
    aehnlich,
    anzahl,
    eines_von,
    ist_ganz,
    ist_text,
    zuordnung,
)
from pipeline.deliveries.fremd import angaben
from pipeline.deliveries.fremd.ableitung.abgeleitet import FAKTOR, RAUMEINHEIT, STADT, VORHER
from pipeline.deliveries.fremd.deutung.zahl import STATUS, TAUSENDER
from pipeline.deliveries.fremd.gebiete import ARTEN
from pipeline.deliveries.fremd.passung import textspalten


class Mangel(NamedTuple):
    """What is wrong in the manifest: the key, the sentence, the way out, the value."""

    name: str
    grund: str
    abhilfe: str
    wert: str = ""


@dataclass(frozen=True)
class Abschnitt:
    """A table of keys; `klasse` is built from it."""

    klasse: type
    felder: Mapping[str, Any]
    pflicht: tuple[str, ...] = ()


class Liste(NamedTuple):
    """An array of tables, [[...]]."""

    abschnitt: Abschnitt


class Benannt(NamedTuple):
    """Tables under names that are free within `namen`."""

    abschnitt: Abschnitt
    namen: tuple[str, ...]


ZEICHEN = Art(lambda wert: ist_text(wert) and len(wert) == 1, 'ein einzelnes Zeichen, z. B. ";"')
KEIN_ODER_EIN_ZEICHEN = Art(lambda wert: ist_text(wert) and len(wert) <= 1, 'ein Zeichen oder ""')
SYMBOLE = zuordnung(
    lambda wert: ist_text(wert) and (wert in STATUS or wert.isdecimal()),
    'eine Zuordnung von Zeichen zu "geheim", "fehlt", "unsicher" oder einer Zahl, z. B. { "-" = "0" }',
)
ZEITPUNKT = Art(
    lambda wert: ist_text(wert) or isinstance(wert, date) or ist_ganz(wert), "ein Datum oder ein Jahr"
)
GRENZE = eines_von(("unter", "einschliesslich"))
TABELLEN = tuple(name for name in names.TABELLEN if name not in names.VORAUSSCHAU)
"""What a file of another form may fill; a forecast has two dates and comes as the standard says."""
DIMENSIONEN = tuple(dict.fromkeys(d for name in TABELLEN for d in names.TABELLEN[name].schluessel[2:]))
ZAHLTABELLEN = tuple(name for name, tabelle in names.TABELLEN.items() if tabelle.zaehlt)
TEXTSPALTEN = tuple(
    dict.fromkeys(spalte for name in ("einrichtungen", "interviews") for spalte in textspalten(name))
)

EBENE = Abschnitt(
    angaben.Ebene, {"ebene": eines_von(names.EBENEN), "muster": MUSTER, "uebergeordnet": TEXT}, ("ebene",)
)
ORT = Abschnitt(
    angaben.Ort,
    {
        "spalte": SPALTE, "spalten": SPALTEN, "verbinden": TEXT, "fuellen": JA_NEIN, "stellen": anzahl(1, 20),
        "muster": MUSTER, "name_spalte": SPALTE, "gesamt": TEXTE, "stadt": TEXT, "name_stadt": TEXT,
        "schluessel": ZEICHENFOLGEN, "ebenen": Liste(EBENE), "weglassen": TEXTE, "fest": TEXT,
    },
)  # fmt: skip
ZEIT = Abschnitt(
    angaben.Zeit,
    {"spalte": SPALTE, "titel": MUSTER, "dateiname": MUSTER, "fest": ZEITPUNKT, "tag": TEXT},
)
DIMENSION = Abschnitt(
    angaben.Dimension,
    {
        "spalte": SPALTE, "codes": ZEICHENFOLGEN, "summe": TEXTE, "weglassen": TEXTE, "fuellen": JA_NEIN,
        "obergrenze": GRENZE,
    },
    ("spalte",),
)  # fmt: skip
WERTE = Abschnitt(
    angaben.Werte,
    {
        "spalten": SPALTEN, "muster": MUSTER, "merkmal": eines_von((*DIMENSIONEN, "stichtag", "jahr")),
        "codes": ZEICHENFOLGEN,
        "wert": eines_von(dict.fromkeys(w for t in names.TABELLEN.values() if t.zaehlt for w in t.werte)),
        "merkmale": ZEICHENFOLGEN, "zeilenfilter": FILTER, "dimension": Benannt(DIMENSION, DIMENSIONEN),
        "obergrenze": GRENZE,
    },
)  # fmt: skip
PRUEFSPALTE = Abschnitt(angaben.Pruefspalte, {"spalte": SPALTE, "von": SPALTEN}, ("spalte", "von"))
TEXTSPALTE = Abschnitt(
    angaben.Textspalte,
    {
        "spalte": SPALTE, "spalten": SPALTEN, "verbinden": TEXT, "codes": ZEICHENFOLGEN, "fuellen": JA_NEIN,
        "fest": ZEITPUNKT,
    },
)  # fmt: skip
KOORDINATEN = Abschnitt(
    angaben.Koordinaten, {"ost": SPALTE, "nord": SPALTE, "epsg": anzahl(1, 999_999)}, ("ost", "nord", "epsg")
)
EINE_ODER_MEHRERE = Art(
    lambda w: SPALTE.passt(w) or (SPALTEN.passt(w) and len(w) > 0),
    'eine Spalte oder eine Liste von Spalten, z. B. "Gesamt" oder ["männlich", "weiblich"]',
)
ABGELEITET = Abschnitt(
    angaben.Abgeleitet,
    {
        "spalte": SPALTE, "art": eines_von(FAKTOR), "zaehler": EINE_ODER_MEHRERE,
        "nenner": EINE_ODER_MEHRERE, "aus": eines_von((RAUMEINHEIT, STADT, VORHER)), "faktor": NUMMER,
    },
    ("spalte", "art", "zaehler"),
)  # fmt: skip
DATEI = Abschnitt(
    angaben.Datei,
    {
        "datei": TEXT, "tabelle": eines_von(TABELLEN), "blatt": TEXT,
        "zeichensatz": eines_von(("utf-8", "utf-8-sig", "cp1252")), "trennzeichen": ZEICHEN,
        "anfuehrung": KEIN_ODER_EIN_ZEICHEN, "tausender": eines_von(TAUSENDER),
        "dezimal": eines_von((",", ".")),
        "titelzeilen": anzahl(0, 100), "kopfzeilen": anzahl(1, 3), "fusszeilen": TEXTE,
        "nullen": eines_von(("zeile_fehlt", "geliefert")), "symbole": SYMBOLE, "zeilenfilter": FILTER,
        "zeit": ZEIT, "raumeinheit": ORT, "dimension": Benannt(DIMENSION, DIMENSIONEN), "werte": Liste(WERTE),
        "pruefspalte": Liste(PRUEFSPALTE), "abgeleitet": Liste(ABGELEITET),
        "text": Benannt(TEXTSPALTE, TEXTSPALTEN), "koordinaten": KOORDINATEN, "ignorieren": SPALTEN,
    },
    ("datei", "tabelle", "raumeinheit"),
)  # fmt: skip
UMBENENNUNG = Abschnitt(
    angaben.Umbenennung,
    {
        "alt": TEXTE, "neu": TEXT, "ab": DATUM, "art": eines_von(ARTEN),
        "name": TEXT,
    },
    ("alt", "neu", "ab"),
)  # fmt: skip
KORREKTUR = Abschnitt(
    angaben.Korrektur,
    {
        "datei": TEXT, "tabelle": eines_von(ZAHLTABELLEN), "raumeinheit": TEXT, "zeit": ZEITPUNKT,
        "merkmale": ZEICHENFOLGEN, "wert": TEXT, "alt": ZEITPUNKT, "neu": ZEITPUNKT, "grund": TEXT,
        "wer": TEXT,
        "wann": DATUM,
    },
    ("tabelle", "raumeinheit", "alt", "neu", "grund", "wer"),
)  # fmt: skip
FREMD = {"datei": Liste(DATEI), "umbenennung": Liste(UMBENENNUNG), "korrektur": Liste(KORREKTUR)}
"""Sections of the manifest about foreign files."""
ALS_TEXT = ("fest", "alt", "neu", "zeit", "ab", "wann")
"""Keys whose dates and numbers are used as text."""


def maengel(name: str, wert: Any, form: Any) -> Iterator[Mangel]:
    """Everything that is wrong below a key."""
    if isinstance(form, Art):
        if not form.passt(wert):
            grund = f'Der Wert von "{name}" hat nicht die richtige Form.'
            yield Mangel(name, grund, f"Verlangt ist {form.so}.", str(wert))
    elif not _gut_geformt(wert, form):
        klammern = f"[[{name}]]" if isinstance(form, Liste) else f"[{name}]"
        grund = f'"{name}" ist kein Abschnitt der richtigen Form.'
        yield Mangel(name, grund, f"Bitte als {klammern} schreiben.")
    elif isinstance(form, Liste):
        for teil in wert:
            yield from _im_abschnitt(name, teil, form.abschnitt)
    elif isinstance(form, Abschnitt):
        yield from _im_abschnitt(name, wert, form)
    else:
        yield from _im_abschnitt(name, wert, Abschnitt(dict, dict.fromkeys(form.namen, form.abschnitt)))


def _gut_geformt(wert: Any, form: Any) -> bool:
    if isinstance(form, Liste):
        return isinstance(wert, list) and all(isinstance(teil, dict) for teil in wert)
    return isinstance(wert, dict)


def _im_abschnitt(name: str, eintrag: Mapping[str, Any], abschnitt: Abschnitt) -> Iterator[Mangel]:
    for schluessel, wert in eintrag.items():
        if schluessel in abschnitt.felder:
            yield from maengel(schluessel, wert, abschnitt.felder[schluessel])
        else:
            yield _unbekannt(schluessel, tuple(abschnitt.felder))
    for fehlend in (pflicht for pflicht in abschnitt.pflicht if pflicht not in eintrag):
        yield Mangel(name, f'In einem Abschnitt "{name}" fehlt "{fehlend}".', f"Bitte {fehlend} ergänzen.")


def _unbekannt(name: str, bekannt: tuple[str, ...]) -> Mangel:
    return Mangel(
        name, f'"{name}" ist unbekannt.', f"Möglich sind {', '.join(bekannt)}{aehnlich(name, bekannt)}"
    )


def _einzeln(wert: Any, form: Any) -> bool:
    """Whether one column stands for a list of one."""
    return form is EINE_ODER_MEHRERE and not isinstance(wert, list)


def bauen(wert: Any, form: Any) -> Any:
    """Build the frozen dataclasses from what was checked."""
    if isinstance(form, Liste):
        return tuple(bauen(teil, form.abschnitt) for teil in wert)
    if isinstance(form, Benannt):
        return {name: bauen(teil, form.abschnitt) for name, teil in wert.items()}
    if isinstance(form, Abschnitt):
        felder = {
            name: str(teil)
            if name in ALS_TEXT and not isinstance(teil, list | dict)
            else bauen([teil] if _einzeln(teil, form.felder[name]) else teil, form.felder[name])
            for name, teil in wert.items()
            if name in form.felder
        }
        return form.klasse(**felder)
    if isinstance(wert, list):
        return tuple(wert)
    if isinstance(wert, Mapping):
        return {name: tuple(teil) if isinstance(teil, list) else teil for name, teil in wert.items()}
    return wert
