"""The parts of an area add up to it: districts to the city, cell by cell, where both are complete.

A cell is a number: its period, its dimensions, and the whole it is a part of.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, Whole, codes, key
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.gesamt import erklaerte
from pipeline.validation.pruefling import Pruefling
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


class Zellen(NamedTuple):
    """Rows of parts, then of wholes, and what is known of the cells they go into.

    By row: position in the table, cell, whether it is the whole's own, whether it is declared complete. By
    cell: a row, the number of its whole, how many parts are declared complete, whether the whole is.
    """

    zeilen: pd.DataFrame
    woher: Whole
    zelle: Whole
    eigen: npt.NDArray[np.bool_]
    erklaert: npt.NDArray[np.bool_]
    erste: Whole
    ganzes: Whole
    alle: Whole
    null: npt.NDArray[np.bool_]


def summe_der_raumeinheiten(pruefling: Pruefling) -> Iterator[Befund]:
    """Per table, period and cell: the areas that make up another one add up to its own row.

    Equal where every part has a value or is declared complete; where some are secret or not delivered, the
    others are at most the whole. Where the source rounds, each number may be off by half of that. Moves
    within the city do not cross its boundary, so of wanderungen only art = aussen is compared.
    Why: whoever adds up the areas of a map must find the city of the text.
    """
    ganze = _ganze(pruefling)
    for tabelle in sorted(pruefling.gezaehlt) if ganze.ober else ():
        zellen = _zellen(pruefling, tabelle, ganze)
        spalten = [spalte for spalte in WERTE if spalte in zellen.zeilen.columns]
        spiel = pruefling.abweichung(tabelle)
        falsch = pd.concat([_falsche(zellen, ganze, tabelle, spalte, spiel) for spalte in spalten])
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
    zeilen = pruefling.gezaehlt[tabelle]
    if tabelle == "wanderungen":
        zeilen = zeilen[zeilen["art"].eq("aussen")]
    raum = codes(zeilen["raumeinheit"])
    woher, wohin, teile = _zuordnung(raum, ganze)
    merkmale = [codes(zeilen[spalte]) for spalte in ("periode", *names.TABELLEN[tabelle].schluessel[2:])]
    periode = merkmale[0]
    nummern = [*(Codes(m.code[woher], m.texte) for m in merkmale), Codes(wohin, ganze.ober)]
    zelle, verschieden = pd.factorize(key(nummern, len(woher)), sort=True)
    erste = np.zeros(len(verschieden), dtype="int64")
    erste[zelle[::-1]] = np.arange(len(zelle))[::-1]
    erklaert = pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)]
    wann, ganzes = periode.code[woher[erste]], wohin[erste]
    return Zellen(
        zeilen,
        woher,
        zelle,
        np.arange(len(woher)) >= teile,
        erklaerte(erklaert, raum, periode)[raum.code[woher], periode.code[woher]],
        woher[erste],
        ganzes,
        _erklaerte_teile(erklaert, periode, ganze)[wann, ganzes],
        erklaerte(erklaert, Codes(ganzes, ganze.raum), periode)[ganzes, wann],
    )


def _zuordnung(raum: Codes, ganze: Ganze) -> tuple[Whole, Whole, int]:
    """Rows of parts, then of wholes; the number of the whole each goes to; how many are of parts."""
    je_raum = np.array([*(ganze.von_teil.get(text, -1) for text in raum.texte), -1], dtype="int64")
    teile = np.flatnonzero(je_raum[raum.code] >= 0)
    woher, wohin = [teile], [je_raum[raum.code[teile]]]
    for nummer, eigener in enumerate(ganze.raum):
        woher.append(np.flatnonzero(raum.where([text == eigener for text in raum.texte])))
        wohin.append(np.full(len(woher[-1]), nummer))
    return np.concatenate(woher), np.concatenate(wohin), len(teile)


def _erklaerte_teile(erklaert: pd.DataFrame, periode: Codes, ganze: Ganze) -> Whole:
    """How many parts are declared complete, by period and whole."""
    nummer = np.array([ganze.von_teil.get(raum, -1) for raum in erklaert["raumeinheit"]], dtype="int64")
    wann = pd.Index(periode.texte).get_indexer(pd.Index(erklaert["periode"]))
    da = (nummer >= 0) & (wann >= 0)
    form = (len(periode.texte), len(ganze.ober))
    stelle = wann[da] * form[1] + nummer[da]
    return np.bincount(stelle, minlength=form[0] * form[1]).reshape(form)


def _falsche(zellen: Zellen, ganze: Ganze, tabelle: str, spalte: str, spiel: int) -> pd.DataFrame:
    """Cells of a measure in which a whole cannot be the sum of its parts, whatever the unknown ones are."""
    wert = zellen.zeilen[spalte].to_numpy("int64", na_value=0)[zellen.woher]
    da = zellen.zeilen[spalte].notna().to_numpy()[zellen.woher]
    teil, anzahl = ~zellen.eigen, len(zellen.erste)
    summe, mit_wert, mit_zeile = (
        np.bincount(zellen.zelle[teil], gewicht[teil], anzahl).astype("int64")
        for gewicht in (wert, da, zellen.erklaert)
    )
    eigen = np.full(anzahl, -1)
    eigen[zellen.zelle[zellen.eigen]] = np.flatnonzero(zellen.eigen)
    ohne = eigen < 0
    geliefert = np.where(ohne, 0, wert[eigen])
    bekannt = np.where(ohne, zellen.null, da[eigen])
    soll = ganze.soll[zellen.ganzes]
    offen = soll - mit_wert - (zellen.alle - mit_zeile)
    mehr = summe - geliefert
    falsch = bekannt & ((mehr > spiel * (soll + 1)) | ((offen == 0) & (mehr < -spiel * (soll + 1))))
    zahlen = pd.DataFrame({"summe": summe, "wert": geliefert, "offen": offen, "ohne": ohne})[falsch]
    orte = _benannt(zellen.zeilen.iloc[zellen.erste[falsch]], names.TABELLEN[tabelle].schluessel)
    zeile = zellen.zeilen["zeile"].to_numpy()[zellen.woher[eigen[falsch]]]
    ober = np.array(ganze.ober, dtype=object)[zellen.ganzes[falsch]]
    zahlen = zahlen.assign(spalte=spalte, zeile=zeile, ober=ober)
    ergebnis: pd.DataFrame = pd.concat([zahlen.reset_index(drop=True), orte], axis=1)
    return ergebnis


def _benannt(zeilen: pd.DataFrame, schluessel: Sequence[str]) -> pd.DataFrame:
    """Period and dimensions of rows as texts, the period also under the name it has in the table."""
    texte = {
        schluessel[1]: zeilen["periode"],
        **{name: zeilen[name] for name in ("periode", *schluessel[2:])},
    }
    benannt = pd.DataFrame({name: spalte.astype("str") for name, spalte in texte.items()})
    return benannt.reset_index(drop=True)


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
