"""All foreign files of a folder: which entry reads which file, and what they say together."""

import fnmatch
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.ableitung import abgeleitet, quoten
from pipeline.deliveries.fremd.angaben import Datei, Fremdangaben
from pipeline.deliveries.fremd.befund import MANIFEST, fehler, meinten_sie
from pipeline.deliveries.fremd.datei import Ergebnis, bezeichnung
from pipeline.deliveries.fremd.gebiete import umbenennen, verzeichnis
from pipeline.deliveries.fremd.korrektur import korrigieren
from pipeline.deliveries.stelle import aufgeloest, nummeriert
from pipeline.measures.codes import decoded, stack
from pipeline.schemas.befunde import Befund

Vollstaendig = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""Declaration that a missing row is a true zero: tables, areas, years."""


@dataclass(frozen=True)
class Gelesen:
    """Tables in the standard layout, which file feeds which, declared zeros, and the findings.

    Lines in the tables are those of `stelle`; `stellen` are the files of a table as it counts them.
    """

    tabellen: dict[str, pd.DataFrame] = field(default_factory=dict)
    quellen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stellen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    vollstaendig: tuple[Vollstaendig, ...] = ()
    befunde: tuple[Befund, ...] = ()
    abgeleitet: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=abgeleitet.SPALTEN))


@dataclass
class _Sammlung:
    """What has been read so far, file by file."""

    teile: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    gebiete: list[pd.DataFrame] = field(default_factory=list)
    quellen: dict[str, list[str]] = field(default_factory=dict)
    stellen: dict[str, list[str]] = field(default_factory=dict)
    nullen: list[Vollstaendig] = field(default_factory=list)
    abgeleitet: list[pd.DataFrame] = field(default_factory=list)
    befunde: list[Befund] = field(default_factory=list)


def auftraege(inhalte: Mapping[str, bytes], angaben: Fremdangaben) -> list[tuple[str, Datei]]:
    """Every file an entry names, with the entry: each can be read (`datei.lesen`) without the others.

    Takes: bytes by file name.
    """
    return [(name, datei) for datei in angaben.dateien for name in passende(datei, inhalte)]


def zusammenstellen(
    inhalte: Mapping[str, bytes], angaben: Fremdangaben, gelesen: Iterable[Ergebnis]
) -> Gelesen:
    """Put together what the files say.

    Takes: bytes by file name; what each of the `auftraege` gave, in their order.
    """
    bisher, der_reihe_nach = _Sammlung(), iter(gelesen)
    for datei in angaben.dateien:
        passend = passende(datei, inhalte)
        if not passend:
            bisher.befunde.append(_fehlt(datei, inhalte))
        ergebnisse = list(itertools.islice(der_reihe_nach, len(passend)))
        for name, ergebnis in zip(passend, ergebnisse, strict=True):
            _aufnehmen(bisher, name, datei, ergebnis)
        _nachrechnen(bisher, datei, ergebnisse)
    tabellen, neue = _zusammen(bisher, angaben)
    if bisher.gebiete:
        alle = verzeichnis(bisher.gebiete, angaben.umbenennungen)
        tabellen = {"raumeinheiten": alle.drop(columns="ohne_zeile")} | tabellen
        bisher.nullen = _ohne(bisher.nullen, alle)
    return Gelesen(
        tabellen,
        {name: tuple(dict.fromkeys(genannt)) for name, genannt in bisher.quellen.items()},
        {tabelle: tuple(dateien) for tabelle, dateien in bisher.stellen.items()},
        tuple(bisher.nullen),
        tuple(dict.fromkeys([*bisher.befunde, *neue])),
        pd.concat(bisher.abgeleitet, ignore_index=True) if bisher.abgeleitet else Gelesen().abgeleitet,
    )


def _nachrechnen(bisher: _Sammlung, datei: Datei, ergebnisse: Sequence[Ergebnis]) -> None:
    """Derived values of all files of an entry beside the counts they follow from."""
    for nummer, eine in enumerate(datei.abgeleitet):
        teile = [ergebnis.erklaert[nummer] for ergebnis in ergebnisse if ergebnis.erklaert]
        bisher.abgeleitet += [abgeleitet.nachrechnen(teile, eine)] if teile else []
    offen: dict[str, list[abgeleitet.Blatt]] = {}
    for blatt in (blatt for ergebnis in ergebnisse for blatt in ergebnis.offen):
        offen.setdefault(str(blatt.zeilen["spalte"].iloc[0]), []).append(blatt)
    for teile in offen.values():
        zeilen, befunde = quoten.deuten(teile)
        bisher.abgeleitet.append(zeilen)
        bisher.befunde += befunde


def _aufnehmen(bisher: _Sammlung, name: str, datei: Datei, ergebnis: Ergebnis) -> None:
    """Add one file."""
    bisher.befunde += ergebnis.befunde
    bisher.quellen.setdefault(name, []).append(datei.tabelle)
    wo = bezeichnung(name, datei)
    if ergebnis.gebiete is not None:
        bisher.gebiete.append(_gestellt(bisher, "raumeinheiten", ergebnis.gebiete, wo))
    if ergebnis.tabelle is not None and datei.tabelle != "raumeinheiten":
        zeilen = _gestellt(bisher, datei.tabelle, ergebnis.tabelle, wo)
        bisher.teile.setdefault(datei.tabelle, []).append(zeilen)
        bisher.nullen += _nullen(datei, ergebnis.tabelle)


def _gestellt(bisher: _Sammlung, tabelle: str, zeilen: pd.DataFrame, wo: str) -> pd.DataFrame:
    """Rows whose lines say which file of the table they stand in."""
    dateien = bisher.stellen.setdefault(tabelle, [])
    if wo not in dateien:
        dateien.append(wo)
    return nummeriert(zeilen, dateien.index(wo))


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


def _ohne(nullen: Sequence[Vollstaendig], alle: pd.DataFrame) -> list[Vollstaendig]:
    """Declared zeros are of all areas, but not of a city that no file has a row of."""
    if not alle["ohne_zeile"].any():
        return list(nullen)
    raeume = tuple(alle["raumeinheit"][~alle["ohne_zeile"]])
    return [(tabellen, raeume, jahre) for tabellen, _, jahre in nullen]


def _zusammen(bisher: _Sammlung, angaben: Fremdangaben) -> tuple[dict[str, pd.DataFrame], list[Befund]]:
    """One table each, with keys as they were valid, then with the declared corrections."""
    tabellen = {}
    befunde: list[Befund] = []
    for name, stuecke in bisher.teile.items():
        zeilen = stack(stuecke)
        if angaben.umbenennungen or angaben.korrekturen:  # they write texts that no category knows
            zeilen = decoded(zeilen)
        zeilen, gewechselt = umbenennen(name, zeilen, angaben.umbenennungen)
        tabellen[name], berichtigt = korrigieren(name, zeilen, angaben.korrekturen)
        befunde += [*gewechselt, *(aufgeloest(befund, bisher.stellen[name]) for befund in berichtigt)]
    ohne = [k for k in angaben.korrekturen if k.tabelle not in bisher.teile]
    for korrektur in ohne:
        grund = f'Die Korrektur nennt die Tabelle "{korrektur.tabelle}", die keine Datei füllt.'
        befunde.append(fehler(MANIFEST, "korrektur", grund, "Bitte [[korrektur]] prüfen oder streichen."))
    return tabellen, befunde
