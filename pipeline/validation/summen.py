"""The parts of an area add up to it: districts to the city, cell by cell, where both are complete.

A cell is a number: its period, its dimensions, and the whole it is a part of.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Whole, codes, compact, joined, totals
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import Pruefling
from pipeline.validation.tafel import Auswahl, Tafel
from pipeline.validation.worte import zelle

WERTE = ("anzahl", "personen", "waehlende", "wahlberechtigte")
"""Measures that add up over areas."""
TRENNER = "\x1f"
ZUSAMMEN_AB = 20
"""So many differing cells of one table and period have one cause and are said once, by the first cell."""


class Ganze(NamedTuple):
    """Wholes, once for each level of their parts (`ober`): their area, how many parts, which part where."""

    ober: list[str]
    raum: list[str]
    soll: Whole
    von_teil: dict[str, int]


class Seite(NamedTuple):
    """Rows by their position in the table, and the cell of each."""

    stellen: Whole
    zelle: Whole

    def summe(self, gewicht: npt.NDArray[Any], zellen: int) -> Whole:
        """Sum of a weight of each row by cell."""
        return totals(self.zelle, gewicht[self.stellen], zellen).astype("int64")


class Zellen(NamedTuple):
    """Cells of a table, each the period, the kind of row and the number of the whole it is a part of.

    `teile`, `eigene`: rows of parts, and of wholes. By cell: how many rows of parts are declared complete
    (`mit_zeile`), how many parts are, whether the whole is.
    """

    tafel: Tafel
    teile: Seite
    eigene: Seite
    periode: Whole
    art: Whole
    ganzes: Whole
    mit_zeile: npt.NDArray[np.float64]
    alle: Whole
    null: npt.NDArray[np.bool_]


def summe_der_raumeinheiten(pruefling: Pruefling) -> Iterator[Befund]:
    """Per table, period and cell: the areas that make up another one add up to its own row.

    Equal where every part has a value or is declared complete; where some are secret or not delivered, the
    others are at most the whole. Where the source rounds, each number may be off by half of that. Moves
    within the city do not cross its boundary, so of wanderungen only art = aussen is compared. A forecast is
    of the city alone.
    Why: whoever adds up the areas of a map must find the city of the text.
    """
    ganze = _ganze(pruefling)
    for tabelle in sorted({*pruefling.gezaehlt} - {*names.VORAUSSCHAU}) if ganze.ober else ():
        zellen = _zellen(pruefling, tabelle, ganze)
        spalten = [spalte for spalte in WERTE if spalte in zellen.tafel.zeilen.columns]
        spiel = pruefling.abweichung(tabelle)
        falsch = pd.concat([_falsche(zellen, ganze, spalte, spiel) for spalte in spalten])
        for _, stellen in falsch.groupby(["periode", "ober"], sort=False):
            einzeln = len(stellen) < ZUSAMMEN_AB
            for stelle in stellen.head(ZUSAMMEN_AB if einzeln else 1).to_dict("records"):
                yield _befund(tabelle, stelle, 1 if einzeln else len(stellen))


def _ganze(pruefling: Pruefling) -> Ganze:
    form = ["raumeinheit", "uebergeordnet", "ebene"]
    if not {*form} <= {*pruefling.raumeinheiten.columns}:
        return Ganze([], [], np.zeros(0, dtype="int64"), {})
    teile = pruefling.raumeinheiten[form].dropna()
    ober = codes(teile["uebergeordnet"] + TRENNER + teile["ebene"])
    return Ganze(
        ober.texte,
        [text.partition(TRENNER)[0] for text in ober.texte],
        np.bincount(ober.code, minlength=len(ober.texte)),
        dict(zip(teile["raumeinheit"], ober.code.tolist(), strict=True)),
    )


def _zellen(pruefling: Pruefling, tabelle: str, ganze: Ganze) -> Zellen:
    """Which cell of which whole every row belongs to."""
    tafel = pruefling.tafeln[tabelle]
    zeilen = tafel.alle.mit("art", ["aussen"]) if tabelle == "wanderungen" else tafel.alle
    teile, wohin = _teile(zeilen, ganze)
    eigene, selbst = _eigene(zeilen, ganze)
    woher = np.concatenate([teile, eigene])
    achsen = [tafel.periode.code[woher], tafel.art[woher], np.concatenate([wohin, selbst])]
    breiten = [len(tafel.periode.texte), len(tafel.arten), len(ganze.ober)]
    zelle, verschieden = compact(joined(achsen, breiten))
    feld, ganzes = np.divmod(verschieden, len(ganze.ober))
    periode, art = np.divmod(feld, max(len(tafel.arten), 1))
    je_ort = pruefling.erklaerte[tafel.tabelle].reshape(-1)
    erklaert = pruefling.erklaert[tabelle]
    return Zellen(
        tafel,
        Seite(teile, zelle[: len(teile)]),
        Seite(eigene, zelle[len(teile) :]),
        periode,
        art,
        ganzes,
        totals(zelle[: len(teile)], je_ort[tafel.ort[teile]], len(verschieden)),
        _erklaerte_teile(erklaert, tafel.periode.texte, ganze)[periode, ganzes],
        _erklaerte_ganze(erklaert, tafel.periode.texte, ganze)[periode, ganzes],
    )


def _teile(zeilen: Auswahl, ganze: Ganze) -> tuple[Whole, Whole]:
    """Positions of the rows of parts, and the number of the whole of each."""
    raum = zeilen.tafel.raum
    je_raum = np.array([ganze.von_teil.get(text, -1) for text in raum.texte], dtype="int64")
    teile = zeilen.nur(je_raum[zeilen.von(raum.code)] >= 0).positionen
    return teile, je_raum[raum.code[teile]]


def _eigene(zeilen: Auswahl, ganze: Ganze) -> tuple[Whole, Whole]:
    """Positions of the rows of wholes, and the number of each; an area is a whole once for each level."""
    raum = zeilen.tafel.raum
    eigene = [
        zeilen.nur(zeilen.von(raum.where([text == eigener for text in raum.texte]))).positionen
        for eigener in ganze.raum
    ]
    return np.concatenate(eigene), np.repeat(np.arange(len(eigene)), [len(zeile) for zeile in eigene])


def _erklaerte_teile(erklaert: Collection[tuple[str, str]], perioden: list[str], ganze: Ganze) -> Whole:
    """How many parts are declared complete, by period and whole."""
    anzahl = np.zeros((len(perioden), len(ganze.ober)), dtype="int64")
    nummer = {periode: stelle for stelle, periode in enumerate(perioden)}
    for raum, periode in erklaert:
        if raum in ganze.von_teil and periode in nummer:
            anzahl[nummer[periode], ganze.von_teil[raum]] += 1
    return anzahl


def _erklaerte_ganze(
    erklaert: Collection[tuple[str, str]], perioden: list[str], ganze: Ganze
) -> npt.NDArray[np.bool_]:
    """Whether a whole is declared complete, by period and whole."""
    ja = [(raum, periode) in erklaert for periode in perioden for raum in ganze.raum]
    return np.array(ja, dtype=bool).reshape(len(perioden), len(ganze.raum))


def _falsche(zellen: Zellen, ganze: Ganze, spalte: str, spiel: int) -> pd.DataFrame:
    """Cells of a measure in which a whole cannot be the sum of its parts, whatever the unknown ones are."""
    tafel, anzahl = zellen.tafel, len(zellen.ganzes)
    wert, da = tafel.zahl(spalte), tafel.zeilen[spalte].notna().to_numpy(dtype=bool)
    eigene = np.full(anzahl, -1)
    eigene[zellen.eigene.zelle] = zellen.eigene.stellen
    ohne = eigene < 0
    summe, mit_wert = (zellen.teile.summe(gewicht, anzahl) for gewicht in (wert, da))
    geliefert = np.where(ohne, 0, wert[eigene]).astype("int64")
    bekannt = np.where(ohne, zellen.null, da[eigene])
    soll = ganze.soll[zellen.ganzes]
    offen = soll - mit_wert - (zellen.alle - zellen.mit_zeile.astype("int64"))
    mehr = summe - geliefert
    falsch = bekannt & ((mehr > spiel * (soll + 1)) | ((offen == 0) & (mehr < -spiel * (soll + 1))))
    zahlen = pd.DataFrame({"summe": summe, "wert": geliefert, "offen": offen, "ohne": ohne})[falsch]
    ober = np.array(ganze.ober, dtype=object)[zellen.ganzes[falsch]]
    zahlen = zahlen.assign(spalte=spalte, zeile=tafel.zeile[eigene[falsch]], ober=ober)
    ergebnis: pd.DataFrame = pd.concat([zahlen.reset_index(drop=True), _benannt(zellen, falsch)], axis=1)
    return ergebnis


def _benannt(zellen: Zellen, hier: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Period and dimensions of cells as texts, the period also under the name it has in the table."""
    tafel = zellen.tafel
    periode = pd.Series([tafel.periode.texte[i] for i in zellen.periode[hier]], dtype="str")
    zeit = names.TABELLEN[tafel.tabelle].schluessel[1]
    return (
        tafel.arten.iloc[zellen.art[hier]].reset_index(drop=True).assign(periode=periode, **{zeit: periode})
    )


def _befund(tabelle: str, stelle: Mapping[Any, Any], felder: int) -> Befund:
    wo = zelle(tabelle, stelle)
    ganzes, ebene = stelle["ober"].split(TRENNER)
    mehr = f"; betroffen sind {felder} Felder" if felder > 1 else ""
    was = (
        f"Für {ganzes} fehlt die Zeile" if stelle["ohne"] else f"Für {ganzes} ist {stelle['wert']} geliefert"
    )
    offen = f" ohne {stelle['offen']} unbekannte" if stelle["offen"] > 0 else ""
    grund = (
        f"{was}, die Raumeinheiten der Ebene {ebene} ergeben{offen} zusammen {stelle['summe']} ({wo}{mehr})."
    )
    abhilfe = f"Bitte {ganzes} oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    zeile = None if stelle["ohne"] else int(stelle["zeile"])
    wert = "" if stelle["ohne"] else str(stelle["wert"])
    return Befund(FEHLER, f"{tabelle}.csv", zeile, str(stelle["spalte"]), wert, "summe", grund, abhilfe)
