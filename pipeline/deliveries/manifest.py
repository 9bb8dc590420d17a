"""Read `lieferung.toml`: who delivered what, when, and where a missing row is a true zero."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline.deliveries.art import DATUM, JA_NEIN, JAHRE, TABELLEN, TEXT, TEXTE, Art, aehnlich
from pipeline.deliveries.fremd.angaben import Fremdangaben
from pipeline.deliveries.fremd.form import FREMD, SYMBOLE, bauen, maengel
from pipeline.deliveries.lieferung import Angaben, Vollstaendig
from pipeline.deliveries.offen import offene_stellen
from pipeline.deliveries.ordner import MANIFEST
from pipeline.schemas.befunde import FEHLER, Befund

LIEFERUNG = {
    "id": TEXT,
    "lieferant": TEXT,
    "datum": DATUM,
    "lizenz": TEXT,
    "demonstration": JA_NEIN,
    "hinweis": TEXT,
    "quelle": TEXT,
    "kontakt": TEXT,
    "symbole": SYMBOLE,
}
VOLLSTAENDIG = {"tabellen": TABELLEN, "raumeinheiten": TEXTE, "jahre": JAHRE}
ABSCHNITTE = {"lieferung": LIEFERUNG, "vollstaendig": VOLLSTAENDIG}


class Manifest(NamedTuple):
    """What the delivery says of itself, what it says of foreign files, and what is wrong in it."""

    angaben: Angaben
    fremd: Fremdangaben
    befunde: list[Befund]


def lesen(inhalt: bytes, ordnername: str) -> Manifest:
    """Read the manifest; what is wrong in it is reported and left out.

    Takes:   the bytes of the file; the name of the folder, which names the delivery if nothing else does.
    Returns: nothing about foreign files as long as one of their entries is wrong.
    """
    try:
        text = inhalt.decode("utf-8-sig")
        toml = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fehler:
        return Manifest(Angaben(ordnername), Fremdangaben(), [_kein_toml(fehler)])
    fremd, schlecht = _fremd(toml, text)
    return Manifest(_angaben(toml, ordnername), fremd, [*_befunde(toml, text), *schlecht])


def _fremd(toml: Mapping[str, Any], text: str) -> tuple[Fremdangaben, list[Befund]]:
    """Entries on foreign files, all or none."""
    abschnitte = {name: toml[name] for name in FREMD if name in toml}
    schlecht = [mangel for name, wert in abschnitte.items() for mangel in maengel(name, wert, FREMD[name])]
    if schlecht:
        return Fremdangaben(), [_befund(text, m.name, m.grund, m.abhilfe, m.wert) for m in schlecht]
    gebaut = {name: bauen(abschnitte.get(name, []), form) for name, form in FREMD.items()}
    lieferung = next(iter(_eintraege(toml, "lieferung")), {})
    symbole = lieferung.get("symbole", {})
    if not SYMBOLE.passt(symbole):
        symbole = {}
    dateien = tuple(replace(datei, symbole=dict(symbole) | dict(datei.symbole)) for datei in gebaut["datei"])
    return Fremdangaben(dateien, gebaut["umbenennung"], gebaut["korrektur"]), []


def _kein_toml(fehler: ValueError) -> Befund:
    treffer = re.search(r"line (\d+)", str(fehler))
    zeile = int(treffer[1]) if treffer else None
    grund = "Ab hier ist die Datei kein gültiges TOML."
    abhilfe = "Texte gehören in Anführungszeichen, Listen in eckige Klammern, der Zeichensatz ist UTF-8."
    return Befund(FEHLER, MANIFEST, zeile, "", "", "manifest", grund, abhilfe)


def _befunde(toml: Mapping[str, Any], text: str) -> Iterator[Befund]:
    yield from offene_stellen(toml, text)
    yield from _unbekannte({name: None for name in toml if name not in FREMD}, ABSCHNITTE | FREMD, text)
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
        abhilfe = f"Möglich sind {', '.join(bekannt)}{aehnlich(name, bekannt)}"
        yield _befund(text, name, f'"{name}" ist unbekannt.', abhilfe)


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
    felder = {name: str(wert) if name == "datum" else wert for name, wert in gut.items() if name != "symbole"}
    return Angaben(**({"id": ordnername} | felder), vollstaendig=_vollstaendig(toml))


def _vollstaendig(toml: Mapping[str, Any]) -> tuple[Vollstaendig, ...]:
    """Collect the declarations that are whole; the others have been reported."""
    return tuple(
        Vollstaendig(*(tuple(eintrag[name]) for name in VOLLSTAENDIG))
        for eintrag in _eintraege(toml, "vollstaendig")
        if all(name in eintrag and art.passt(eintrag[name]) for name, art in VOLLSTAENDIG.items())
    )
