"""Read `beschluesse.toml`: the decisions, or what is wrong with the file and on which line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.decisions import kette
from pipeline.decisions.beschluss import Beschluss
from pipeline.decisions.form import EINGETRAGEN, NEU, STAND, Mangel, maengel, zielmaengel
from pipeline.schemas.befunde import FEHLER, Befund

ABSCHNITTE = ("beschluss", "stand")
_KOPF = re.compile(r"^\s*\[+\s*(?P<name>beschluss|stand)\s*\]+\s*(#.*)?$")


class Gelesen(NamedTuple):
    """The decisions in their order, none where anything is wrong, and what is wrong."""

    beschluesse: tuple[Beschluss, ...]
    befunde: tuple[Befund, ...]


def lesen(inhalt: bytes, datei: str) -> Gelesen:
    """Read and check the whole file.

    Takes:   its bytes; its name, for the findings.
    Returns: no decision as long as there is one finding: half a history is none.
    Raises:  nothing.
    Source:  own.
    """
    try:
        text = inhalt.decode("utf-8-sig")
        toml = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fehler:
        return Gelesen((), (_kein_toml(fehler, datei),))
    ort = _Ort(datei, text)
    befunde = [*_aufbau(toml, ort)] or [*_felder(toml, ort)]
    if befunde:
        return Gelesen((), tuple(befunde))
    alle = tuple(als_beschluss(eintrag) for eintrag in toml.get("beschluss", []))
    gebrochen = kette.bruch(alle, toml.get("stand"))
    if gebrochen is None:
        return Gelesen(alle, ())
    return Gelesen((), (ort.befund("beschluss", *gebrochen, regel="kette"),))


def lesen_neu(inhalt: bytes, datei: str) -> tuple[dict[str, Any], tuple[Befund, ...]]:
    """Read the small file that holds one new decision.

    Takes:   its bytes; its name, for the findings.
    Returns: the entry as TOML gives it, not checked yet; a finding where the file is no TOML.
    Raises:  nothing.
    Source:  own.
    """
    try:
        return tomllib.loads(inhalt.decode("utf-8-sig")), ()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fehler:
        return {}, (_kein_toml(fehler, datei),)


def befunde_neu(eintrag: Mapping[str, Any], datei: str) -> list[Befund]:
    """Check the fields of a new decision, each for itself.

    Takes:   the entry; where it comes from, for the findings.
    Returns: findings, without lines: the entry is short, and may come from options.
    Raises:  nothing.
    Source:  own.
    """
    return [als_befund(mangel, datei) for mangel in maengel(eintrag, NEU)]


def als_beschluss(eintrag: Mapping[str, Any]) -> Beschluss:
    """Build a decision of an entry that is in order; numbers and dates get their one form.

    Takes:   an entry with all fields that must be there.
    Returns: Beschluss.
    Raises:  TypeError where a field is missing or unknown.
    Source:  own.
    """
    form: dict[str, Any] = dict.fromkeys(("zielwert", "ausgangswert"), float)
    form |= dict.fromkeys(("datum", "faellig"), str) | dict.fromkeys(("kennzahlen", "einvernehmen"), tuple)
    return Beschluss(**{name: form.get(name, lambda w: w)(wert) for name, wert in eintrag.items()})


def als_befund(mangel: Mangel, datei: str, zeile: int | None = None, regel: str = "beschluss") -> Befund:
    """Write what is wrong as a finding.

    Takes:   the Mangel; the file, its line, the rule.
    Returns: Befund of the grade that stops everything.
    Raises:  nothing.
    Source:  own.
    """
    return Befund(FEHLER, datei, zeile, mangel.feld, mangel.wert, regel, mangel.grund, mangel.abhilfe)


class _Ort(NamedTuple):
    """The file, to find lines in."""

    datei: str
    text: str

    def befund(self, abschnitt: str, stelle: int, mangel: Mangel, regel: str = "beschluss") -> Befund:
        return als_befund(mangel, self.datei, self._zeile(abschnitt, stelle, mangel.feld), regel)

    def _zeile(self, abschnitt: str, stelle: int, feld: str) -> int | None:
        """Line of a field in the given entry of a section, else the line on which the entry begins."""
        zeilen = self.text.splitlines()
        koepfe = [(n, t["name"]) for n, zeile in enumerate(zeilen) if (t := _KOPF.match(zeile))]
        eigene = [n for n, name in koepfe if name == abschnitt]
        if stelle >= len(eigene):
            return None
        anfang = eigene[stelle]
        ende = min((n for n, _ in koepfe if n > anfang), default=len(zeilen))
        muster = re.compile(rf'^\s*"?{re.escape(feld)}"?\s*=')
        treffer = (n for n in range(anfang, ende) if feld and muster.match(zeilen[n]))
        return next(treffer, anfang) + 1


def _kein_toml(fehler: ValueError, datei: str) -> Befund:
    treffer = re.search(r"line (\d+)", str(fehler))
    grund = "Ab hier ist die Datei kein gültiges TOML."
    abhilfe = "Texte gehören in Anführungszeichen, Listen in eckige Klammern, der Zeichensatz ist UTF-8."
    return als_befund(Mangel("", "", grund, abhilfe), datei, int(treffer[1]) if treffer else None)


def _aufbau(toml: Mapping[str, Any], ort: _Ort) -> Iterator[Befund]:
    """Sections that do not belong, or have the wrong shape."""
    for name in (name for name in toml if name not in ABSCHNITTE):
        grund = f'Den Abschnitt "{name}" gibt es hier nicht.'
        mangel = Mangel("", name, grund, "Möglich sind [[beschluss]] und [stand].")
        yield als_befund(mangel, ort.datei)
    eintraege, stand = toml.get("beschluss", []), toml.get("stand", {})
    ganz = isinstance(eintraege, list) and all(isinstance(e, dict) for e in eintraege)
    if not ganz or not isinstance(stand, dict):
        grund = "Beschlüsse sind Abschnitte [[beschluss]], am Ende steht ein Abschnitt [stand]."
        yield als_befund(Mangel("", "", grund, kette.ZURUECK), ort.datei)


def _felder(toml: Mapping[str, Any], ort: _Ort) -> Iterator[Befund]:
    for stelle, eintrag in enumerate(toml.get("beschluss", [])):
        alle = [*maengel(eintrag, EINGETRAGEN)] or [*zielmaengel(eintrag)]
        yield from (ort.befund("beschluss", stelle, mangel) for mangel in alle)
    if "stand" in toml:
        yield from (ort.befund("stand", 0, mangel) for mangel in maengel(toml["stand"], STAND))
