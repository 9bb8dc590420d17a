"""A folder put in order: files of one form together, what one file knows of the areas used for the others."""

import fnmatch
import glob
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.befund import Unlesbar
from pipeline.deliveries.fremd.vorschlag import bild, eintrag, etikett, rollen, teile
from pipeline.deliveries.fremd.vorschlag.bild import Bild
from pipeline.deliveries.fremd.vorschlag.rollen import Rollen
from pipeline.deliveries.fremd.vorschlag.schrift import kommentar
from pipeline.deliveries.fremd.vorschlag.teile import Befund

ENDUNGEN = (".csv", ".txt", ".tsv", ".xlsx")


@dataclass(frozen=True)
class Gruppe:
    """Sheets of one form, the file name or pattern that means them, and what was understood of them."""

    bilder: tuple[Bild, ...]
    datei: str
    rollen: Rollen
    befund: Befund
    umfeld: tuple[str, ...]


def eintraege(inhalte: Mapping[str, bytes]) -> list[str]:
    """One text per entry; for a file that cannot be read, a comment that says why."""
    bilder: list[Bild] = []
    saetze: list[str] = []
    for name in sorted(name for name in inhalte if not _ist_standard(name, inhalte[name])):
        if not name.lower().endswith(ENDUNGEN):
            saetze.append(
                kommentar(f"{name}: keine Tabelle als CSV oder .xlsx; dafür wird nichts vorgeschlagen.")
            )
            continue
        try:
            for blatt in bild.blaetter(name, inhalte[name]):
                neue, warum = _blatt(name, inhalte[name], blatt)
                bilder += neue
                saetze += warum
        except Unlesbar as fehler:
            saetze.append(kommentar(f"{name}: {fehler.befund.grund} {fehler.befund.abhilfe}"))
    gruppen = [_verstehen(gruppe, tuple(inhalte)) for gruppe in _gleiche(bilder)]
    namen, stadt = _namen(gruppen), _stadt(gruppen)
    return [*saetze, *(text for gruppe in gruppen for text in _texte(gruppe, namen, stadt))]


def _ist_standard(name: str, inhalt: bytes) -> bool:
    """Whether a file has the name and the header of the standard layout, and needs no entry."""
    tabelle = names.TABELLEN.get(name.removesuffix(".csv"))
    kopf = inhalt.partition(b"\n")[0].decode("utf-8", "replace").strip("\ufeff\r ")
    return (
        tabelle is not None
        and "raumeinheit" in kopf.split(",")
        and set(kopf.split(",")) <= set(tabelle.spalten)
    )


def _blatt(name: str, inhalt: bytes, blatt: str) -> tuple[list[Bild], list[str]]:
    wo = f'{name}, Blatt "{blatt}"' if blatt else name
    try:
        return [bild.oeffnen(name, inhalt, blatt)], []
    except Unlesbar as fehler:
        return [], [kommentar(f"{wo}: {fehler.befund.grund} {fehler.befund.abhilfe}")]


def _gleiche(bilder: Sequence[Bild]) -> list[list[Bild]]:
    """Sheets with the same header that lie in files whose names differ only in digits."""
    gruppen: dict[tuple[object, ...], list[Bild]] = {}
    for eins in bilder:
        form = tuple(zeile for zeile in eins.form if not zeile.startswith("fusszeilen"))
        art = (re.sub(r"\d+", "#", eins.blatt.name), eins.mappenblatt, tuple(eins.blatt.labels), form)
        gruppen.setdefault(art, []).append(eins)
    return list(gruppen.values())


def _verstehen(bilder: Sequence[Bild], namen: Sequence[str]) -> Gruppe:
    """Read all sheets of one form as one; a time told by title or file name is told by each."""
    erstes = bilder[0]
    datei = _muster([eins.blatt.name for eins in bilder], namen)
    zellen = pd.concat([eins.blatt.zellen for eins in bilder], ignore_index=True)
    zeilen = pd.concat([pd.Series(eins.blatt.zeilen) for eins in bilder]).to_numpy()
    alles = replace(erstes, blatt=replace(erstes.blatt, zellen=zellen, zeilen=zeilen))
    gelesen = rollen.lesen(alles.blatt)
    umfeld = (*_konstanten(alles, gelesen), *alles.umfeld)
    zusammenhang = etikett.tabelle_aus(*umfeld)
    befund = teile.finden(alles.blatt, gelesen, zusammenhang, _eigennamen(gelesen))
    return Gruppe((alles, *bilder[1:]), datei, gelesen, befund, umfeld)


def _muster(dateien: Sequence[str], alle: Sequence[str]) -> str:
    """The name of one file; for several a pattern that means them and no other."""
    if len(dateien) == 1:
        return glob.escape(dateien[0])
    form = re.sub(r"\d+", "*", dateien[0])
    for moeglich in (_gemeinsam(dateien), form):
        if set(fnmatch.filter(alle, moeglich)) == set(dateien):
            return moeglich
    return form


def _gemeinsam(dateien: Sequence[str]) -> str:
    """What all names begin and end with, a star between."""
    vorn = 0
    while (
        all(name[: vorn + 1] == dateien[0][: vorn + 1] for name in dateien)
        and not dateien[0][vorn].isdecimal()
    ):
        vorn += 1
    hinten = 0
    while all(name[-hinten - 1] == dateien[0][-hinten - 1] for name in dateien):
        if dateien[0][-hinten - 1].isdecimal():
            break
        hinten += 1
    return f"{glob.escape(dateien[0][:vorn])}*{glob.escape(dateien[0][len(dateien[0]) - hinten :])}"


def _konstanten(eins: Bild, gelesen: Rollen) -> list[str]:
    """Texts that stand in every row, such as the name of what is counted."""
    werte = [eins.blatt.zellen[i].unique() for i in gelesen.texte]
    return [str(w[0]) for w in werte if len(w) == 1]


def _eigennamen(gelesen: Rollen) -> list[str]:
    """Names of the city: in a label they mean nothing."""
    ort = gelesen.gebiet
    roh = [*ort.gesamt, ort.name_stadt]
    return [re.sub(r"^(gesamt)?stadt ", "", name, flags=re.I) for name in roh if name]


def _namen(gruppen: Sequence[Gruppe]) -> dict[str, str]:
    """Key by name, where the files of the folder agree on it."""
    schluessel: dict[str, set[str]] = {}
    for gruppe in gruppen:
        for kern, name in gruppe.rollen.gebiet.namen.items():
            schluessel.setdefault(name, set()).add(kern)
    return {name: next(iter(kerne)) for name, kerne in schluessel.items() if len(kerne) == 1}


def _stadt(gruppen: Sequence[Gruppe]) -> str:
    staedte = {gruppe.rollen.gebiet.stadt for gruppe in gruppen} - {""}
    return next(iter(staedte)) if len(staedte) == 1 else ""


def _texte(gruppe: Gruppe, namen: Mapping[str, str], stadt: str) -> list[str]:
    tabellen = list(dict.fromkeys(teil.tabelle for teil in gruppe.befund.teile))
    if not tabellen:
        return [_hoffnungslos(gruppe)]
    return [
        eintrag.schreiben(
            gruppe.bilder, gruppe.datei, tabelle, gruppe.rollen, gruppe.befund, gruppe.umfeld, namen, stadt
        )
        for tabelle in tabellen
    ]


def _hoffnungslos(gruppe: Gruppe) -> str:
    """Why nothing is proposed for a sheet."""
    eins = gruppe.bilder[0]
    wo = f'{eins.blatt.name}, Blatt "{eins.mappenblatt}"' if eins.mappenblatt else eins.blatt.name
    labels = ", ".join(label for label in eins.blatt.labels[:15] if label)
    gruende = dict.fromkeys(gruppe.befund.ignoriert.values())
    if not gruppe.rollen.zahlen:
        grund = "Keine Spalte enthält durchgehend Zahlen (mehrere Tabellen untereinander bitte trennen)."
    elif gruende and etikett.tabelle_aus(*gruppe.umfeld):
        grund = f"Keine Spalte ist als Fallzahl zu lesen ({'; '.join(gruende)})."
    else:
        grund = "Kein Wort in Titel, Namen oder Kopfzeile sagt, was gezählt wird und wozu es gehört."
    return kommentar(f"{wo}: {grund} Dafür wird nichts vorgeschlagen. Spalten: {labels}")
