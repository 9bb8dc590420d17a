"""All foreign files of a folder: which entry reads which file, and what they say together."""

import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd import datei as einzeln
from pipeline.deliveries.fremd.angaben import Datei, Fremdangaben
from pipeline.deliveries.fremd.befund import MANIFEST, fehler, meinten_sie
from pipeline.deliveries.fremd.gebiete import umbenennen, verzeichnis
from pipeline.deliveries.fremd.korrektur import korrigieren
from pipeline.measures.codes import decoded, stack
from pipeline.schemas.befunde import Befund

Vollstaendig = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""Declaration that a missing row is a true zero: tables, areas, years."""


@dataclass(frozen=True)
class Gelesen:
    """Tables in the standard layout, which file feeds which, declared zeros, and the findings."""

    tabellen: dict[str, pd.DataFrame] = field(default_factory=dict)
    quellen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    vollstaendig: tuple[Vollstaendig, ...] = ()
    befunde: tuple[Befund, ...] = ()


def lesen(inhalte: Mapping[str, bytes], angaben: Fremdangaben) -> Gelesen:
    """Read every file an entry names.

    Takes: bytes by file name.
    """
    befunde: list[Befund] = []
    teile: dict[str, list[pd.DataFrame]] = {}
    gebiete: list[pd.DataFrame] = []
    quellen: dict[str, list[str]] = {}
    nullen: list[Vollstaendig] = []
    for datei in angaben.dateien:
        passend = passende(datei, inhalte)
        if not passend:
            befunde.append(_fehlt(datei, inhalte))
        for name in passend:
            ergebnis = einzeln.lesen(name, inhalte[name], datei)
            befunde += ergebnis.befunde
            quellen.setdefault(name, []).append(datei.tabelle)
            if ergebnis.gebiete is not None:
                gebiete.append(ergebnis.gebiete)
            if ergebnis.tabelle is not None and datei.tabelle != "raumeinheiten":
                teile.setdefault(datei.tabelle, []).append(ergebnis.tabelle)
                nullen += _nullen(datei, ergebnis.tabelle)
    tabellen, neue = _zusammen(teile, angaben)
    if gebiete:
        tabellen = {"raumeinheiten": verzeichnis(gebiete, angaben.umbenennungen)} | tabellen
    je_datei = {name: tuple(dict.fromkeys(genannt)) for name, genannt in quellen.items()}
    return Gelesen(tabellen, je_datei, tuple(nullen), tuple(dict.fromkeys([*befunde, *neue])))


def passende(datei: Datei, inhalte: Mapping[str, bytes]) -> list[str]:
    """Files of the folder that an entry means."""
    return sorted(name for name in inhalte if name != MANIFEST and fnmatch.fnmatchcase(name, datei.datei))


def _fehlt(datei: Datei, inhalte: Mapping[str, bytes]) -> Befund:
    grund = f'Die Datei "{datei.datei}" liegt nicht im Ordner.'
    abhilfe = f"Gelesen wird nur, was direkt im Ordner liegt{meinten_sie(datei.datei, inhalte)}"
    return fehler(MANIFEST, "datei_fehlt", grund, abhilfe, wert=datei.datei)


def _nullen(datei: Datei, tabelle: pd.DataFrame) -> list[Vollstaendig]:
    if datei.nullen != "zeile_fehlt" or tabelle.empty:
        return []
    jahre = sorted({int(zeit[:4]) for zeit in tabelle[names.zeitspalte(datei.tabelle)].unique()})
    return [((datei.tabelle,), ("*",), tuple(jahre))]


def _zusammen(
    teile: Mapping[str, Sequence[pd.DataFrame]], angaben: Fremdangaben
) -> tuple[dict[str, pd.DataFrame], list[Befund]]:
    """One table each, with keys as they were valid, then with the declared corrections."""
    tabellen = {}
    befunde: list[Befund] = []
    for name, stuecke in teile.items():
        zeilen = stack(stuecke)
        if angaben.umbenennungen or angaben.korrekturen:  # they write texts that no category knows
            zeilen = decoded(zeilen)
        zeilen, gewechselt = umbenennen(name, zeilen, angaben.umbenennungen)
        tabellen[name], berichtigt = korrigieren(name, zeilen, angaben.korrekturen)
        befunde += [*gewechselt, *berichtigt]
    ohne = [k for k in angaben.korrekturen if k.tabelle not in teile]
    for korrektur in ohne:
        grund = f'Die Korrektur nennt die Tabelle "{korrektur.tabelle}", die keine Datei füllt.'
        befunde.append(fehler(MANIFEST, "korrektur", grund, "Bitte [[korrektur]] prüfen oder streichen."))
    return tabellen, befunde
