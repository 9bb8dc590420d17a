"""Read `lieferung.toml`: who delivered what, when, and where a missing row is a true zero."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline import names
from pipeline.deliveries.art import DATUM, JA_NEIN, JAHRE, TABELLEN, TEXT, TEXTE, Art, aehnlich, anzahl
from pipeline.deliveries.fremd.angaben import Fremdangaben
from pipeline.deliveries.fremd.form import FREMD, SYMBOLE, bauen, maengel
from pipeline.deliveries.lieferung import Angaben, Rundung, Vollstaendig, Wechsel
from pipeline.deliveries.offen import offene_stellen
from pipeline.deliveries.ordner import MANIFEST
from pipeline.schemas.befunde import FEHLER, HINWEIS, Befund

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
RUNDUNG = {"tabellen": TABELLEN, "auf": anzahl(2, 1000), "grund": TEXT, "quelle": TEXT}
ABSCHNITTE = {"lieferung": LIEFERUNG, "vollstaendig": VOLLSTAENDIG, "rundung": RUNDUNG}
PFLICHT = {"vollstaendig": tuple(VOLLSTAENDIG), "rundung": ("tabellen", "auf")}
"""Keys that an entry of these sections must have."""


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
    angaben = _angaben(toml, ordnername)
    fremd, schlecht = _fremd(toml, text, angaben.rundung)
    wechsel = tuple(Wechsel(eine.alt, eine.neu, eine.ab, eine.art) for eine in fremd.umbenennungen)
    angaben = replace(angaben, wechsel=wechsel)
    return Manifest(angaben, fremd, [*_befunde(toml, text), *schlecht, *_gerundet(toml, text)])


def _fremd(
    toml: Mapping[str, Any], text: str, rundung: Iterable[Rundung]
) -> tuple[Fremdangaben, list[Befund]]:
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
    auf = {tabelle: eine.auf for eine in rundung for tabelle in eine.tabellen}
    dateien = tuple(
        replace(datei, symbole=dict(symbole) | dict(datei.symbole), rundung=auf.get(datei.tabelle, 1))
        for datei in gebaut["datei"]
    )
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
            klammern = f"[[{abschnitt}]]" if abschnitt in PFLICHT else f"[{abschnitt}]"
            abhilfe = f"Bitte als Abschnitt {klammern} schreiben."
            yield _befund(text, abschnitt, "Das ist kein Abschnitt der richtigen Form.", abhilfe)
        for eintrag in _eintraege(toml, abschnitt):
            yield from _unbekannte(eintrag, arten, text)
            yield from _falsche(eintrag, arten, text)
    yield from _formeln(toml, text)
    yield from _fehlende(toml, text)


def _formeln(toml: Mapping[str, Any], text: str) -> Iterator[Befund]:
    """Texts that reach exported tables and would be run there."""
    for eintrag in _eintraege(toml, "lieferung"):
        for name, wert in eintrag.items():
            if isinstance(wert, str) and names.ist_formel(wert):
                grund = f'Der Wert von "{name}" beginnt wie eine Formel einer Tabellenkalkulation.'
                yield _befund(text, name, grund, "Bitte das Zeichen am Anfang weglassen.", wert)


def _fehlende(toml: Mapping[str, Any], text: str) -> Iterator[Befund]:
    for abschnitt, noetig in PFLICHT.items():
        for eintrag in _eintraege(toml, abschnitt):
            for fehlend in (name for name in noetig if name not in eintrag):
                grund = f'In einem Abschnitt [[{abschnitt}]] fehlt "{fehlend}".'
                yield _befund(text, abschnitt, grund, f"Verlangt ist {ABSCHNITTE[abschnitt][fehlend].so}.")


def _gerundet(toml: Mapping[str, Any], text: str) -> Iterator[Befund]:
    """Say which sums are checked with a margin, and who says so."""
    for eintrag in (eintrag for eintrag in _eintraege(toml, "rundung") if _gut(eintrag, "rundung")):
        woher = "; ".join(str(eintrag[name]) for name in ("grund", "quelle") if eintrag.get(name))
        grund = (
            f"{', '.join(eintrag['tabellen'])}: Die Quelle rundet auf ein Vielfaches von {eintrag['auf']}"
            f"{f' ({woher})' if woher else ''}; Summen dürfen um die Hälfte davon je Zahl abweichen."
        )
        zeile = _zeile(text, "rundung")
        yield Befund(HINWEIS, MANIFEST, zeile, "", str(eintrag["auf"]), "rundung", grund, "Nichts zu tun.")


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
    rundung = tuple(
        Rundung(tuple(eintrag["tabellen"]), eintrag["auf"])
        for eintrag in _eintraege(toml, "rundung")
        if _gut(eintrag, "rundung")
    )
    return Angaben(**({"id": ordnername} | felder), vollstaendig=_vollstaendig(toml), rundung=rundung)


def _gut(eintrag: Mapping[str, Any], abschnitt: str) -> bool:
    """Whether an entry has what it needs; what is wrong has been reported."""
    arten = ABSCHNITTE[abschnitt]
    return all(name in eintrag and arten[name].passt(eintrag[name]) for name in PFLICHT[abschnitt])


def _vollstaendig(toml: Mapping[str, Any]) -> tuple[Vollstaendig, ...]:
    """Collect the declarations that are whole; the others have been reported."""
    return tuple(
        Vollstaendig(*(tuple(eintrag[name]) for name in VOLLSTAENDIG))
        for eintrag in _eintraege(toml, "vollstaendig")
        if _gut(eintrag, "vollstaendig")
    )
