"""Read `lieferung.toml`: who delivered what, when, and where a missing row is a true zero."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pipeline import names
from pipeline.deliveries.lieferung import Angaben, Vollstaendig
from pipeline.deliveries.ordner import MANIFEST
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.schemas.grundlage import ist_datum


class Art(NamedTuple):
    """What a key of the manifest may hold, and how to say so."""

    passt: Callable[[Any], bool]
    so: str


def _liste(passt: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda wert: isinstance(wert, list) and all(passt(teil) for teil in wert)


def _text(wert: Any) -> bool:
    return isinstance(wert, str)


def _jahr(wert: Any) -> bool:
    return isinstance(wert, int) and not isinstance(wert, bool) and 1900 <= wert <= 2100


TEXT = Art(_text, 'einen Text in Anführungszeichen, z. B. "Statistikstelle"')
DATUM = Art(lambda w: isinstance(w, date) or (_text(w) and ist_datum(w)), "ein Datum, z. B. 2024-03-15")
JA_NEIN = Art(lambda wert: isinstance(wert, bool), "true oder false")
TEXTE = Art(_liste(_text), 'eine Liste von Texten, z. B. ["einwohner", "wanderungen"]')
TABELLEN = Art(_liste(lambda wert: wert in names.TABELLEN), "eine Liste von Tabellen der Lieferbeschreibung")
JAHRE = Art(_liste(_jahr), "eine Liste von Jahren, z. B. [2015, 2016]")

LIEFERUNG = {
    "id": TEXT,
    "lieferant": TEXT,
    "datum": DATUM,
    "lizenz": TEXT,
    "demonstration": JA_NEIN,
    "hinweis": TEXT,
}
VOLLSTAENDIG = {"tabellen": TABELLEN, "raumeinheiten": TEXTE, "jahre": JAHRE}
ABSCHNITTE = {"lieferung": LIEFERUNG, "vollstaendig": VOLLSTAENDIG}


def lesen(inhalt: bytes, ordnername: str) -> tuple[Angaben, list[Befund]]:
    """Read the manifest; what is wrong in it is reported and left out.

    Takes: the bytes of the file; the name of the folder, which names the delivery if nothing else does.
    """
    try:
        text = inhalt.decode("utf-8-sig")
        toml = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fehler:
        return Angaben(ordnername), [_kein_toml(fehler)]
    befunde = list(_befunde(toml, text))
    return _angaben(toml, ordnername), befunde


def _kein_toml(fehler: ValueError) -> Befund:
    treffer = re.search(r"line (\d+)", str(fehler))
    zeile = int(treffer[1]) if treffer else None
    grund = "Ab hier ist die Datei kein gültiges TOML."
    abhilfe = "Texte gehören in Anführungszeichen, Listen in eckige Klammern, der Zeichensatz ist UTF-8."
    return Befund(FEHLER, MANIFEST, zeile, "", "", "manifest", grund, abhilfe)


def _befunde(toml: Mapping[str, Any], text: str) -> Iterator[Befund]:
    yield from _unbekannte(toml, ABSCHNITTE, text)
    for abschnitt, arten in ABSCHNITTE.items():
        if abschnitt in toml and not _gut_geformt(abschnitt, toml[abschnitt]):
            klammern = "[[vollstaendig]]" if abschnitt == "vollstaendig" else "[lieferung]"
            abhilfe = f"Bitte als Abschnitt {klammern} schreiben."
            yield _befund(text, abschnitt, "Das ist kein Abschnitt der richtigen Form.", abhilfe)
        for eintrag in _eintraege(toml, abschnitt):
            yield from _unbekannte(eintrag, arten, text)
            yield from _falsche(eintrag, arten, text)
    for eintrag in _eintraege(toml, "vollstaendig"):
        for fehlend in (name for name in VOLLSTAENDIG if name not in eintrag):
            grund = f'In einem Abschnitt [[vollstaendig]] fehlt "{fehlend}".'
            yield _befund(text, "vollstaendig", grund, f"Verlangt ist {VOLLSTAENDIG[fehlend].so}.")


def _gut_geformt(abschnitt: str, wert: Any) -> bool:
    if abschnitt == "lieferung":
        return isinstance(wert, dict)
    return isinstance(wert, list) and all(isinstance(teil, dict) for teil in wert)


def _eintraege(toml: Mapping[str, Any], abschnitt: str) -> list[Mapping[str, Any]]:
    """Entries of a section: one for [lieferung], any number for [[vollstaendig]]; none if malformed."""
    wert = toml.get(abschnitt, [])
    if not wert or not _gut_geformt(abschnitt, wert):
        return []
    return [wert] if isinstance(wert, dict) else list(wert)


def _unbekannte(eintrag: Mapping[str, Any], bekannt: Mapping[str, Any], text: str) -> Iterator[Befund]:
    for name in (name for name in eintrag if name not in bekannt):
        aehnlich = difflib.get_close_matches(name, bekannt, n=1)
        vorschlag = f'; meinten Sie "{aehnlich[0]}"?' if aehnlich else "."
        yield _befund(text, name, f'"{name}" ist unbekannt.', f"Möglich sind {', '.join(bekannt)}{vorschlag}")


def _falsche(eintrag: Mapping[str, Any], arten: Mapping[str, Art], text: str) -> Iterator[Befund]:
    for name, wert in eintrag.items():
        if name in arten and not arten[name].passt(wert):
            grund = f'Der Wert von "{name}" hat nicht die richtige Form.'
            yield _befund(text, name, grund, f"Verlangt ist {arten[name].so}.", str(wert))


def _befund(text: str, name: str, grund: str, abhilfe: str, wert: str = "") -> Befund:
    return Befund(FEHLER, MANIFEST, _zeile(text, name), "", wert or name, "manifest", grund, abhilfe)


def _zeile(text: str, name: str) -> int | None:
    """Line on which a key or section begins, the first if it stands several times."""
    muster = re.compile(rf'^\s*\[*\s*"?{re.escape(name)}"?\s*[\]=.]')
    for nummer, zeile in enumerate(text.splitlines(), start=1):
        if muster.match(zeile):
            return nummer
    return None


def _angaben(toml: Mapping[str, Any], ordnername: str) -> Angaben:
    eintrag = next(iter(_eintraege(toml, "lieferung")), {})
    gut = {name: wert for name, wert in eintrag.items() if name in LIEFERUNG and LIEFERUNG[name].passt(wert)}
    felder = {name: str(wert) if name == "datum" else wert for name, wert in gut.items()}
    return Angaben(**({"id": ordnername} | felder), vollstaendig=_vollstaendig(toml))


def _vollstaendig(toml: Mapping[str, Any]) -> tuple[Vollstaendig, ...]:
    """Collect the declarations that are whole; the others have been reported."""
    return tuple(
        Vollstaendig(*(tuple(eintrag[name]) for name in VOLLSTAENDIG))
        for eintrag in _eintraege(toml, "vollstaendig")
        if all(name in eintrag and art.passt(eintrag[name]) for name, art in VOLLSTAENDIG.items())
    )
