"""Rules about time series: no year may be missing between the first and the last."""

from collections.abc import Iterator

import numpy as np

from pipeline import names
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling, jahr_von
from pipeline.validation.tafel import Tafel
from pipeline.validation.worte import aufzaehlung

OHNE_REIHE = ("wahlen", "bedarfsanalyse", "einrichtungen", "interviews", "raumeinheiten", *names.VORAUSSCHAU)
"""Tables whose dates are events, single surveys, or days on which a forecast was made."""


def luecke_in_tabelle(pruefling: Pruefling) -> Iterator[Befund]:
    """No year is without a single row, between the first and the last or declared complete.

    Why: such a year was forgotten, and a series over it would show a jump that never was.
    """
    for tabelle, zeilen in pruefling.tabellen.items():
        if tabelle in OHNE_REIHE or zeilen.empty:
            continue
        jahre = {int(str(periode)[:4]) for periode in zeilen["periode"].unique()}
        erklaert = pruefling.vollstaendig["periode"][pruefling.vollstaendig["tabelle"].eq(tabelle)]
        spanne = {*jahre, *(jahr_von(erklaert) if len(erklaert) else ())}
        fehlend = sorted(set(range(min(spanne), max(spanne) + 1)) - jahre)
        for jahr in fehlend:
            grund = f"Das Jahr {jahr} fehlt in der Reihe von {min(spanne)} bis {max(spanne)}."
            abhilfe = "Bitte das Jahr nachliefern; war wirklich nichts zu zählen, eine Zeile mit 0."
            yield Befund(FEHLER, f"{tabelle}.csv", None, "", str(jahr), "luecke", grund, abhilfe)


def luecke_in_raumeinheit(pruefling: Pruefling) -> Iterator[Befund]:
    """An area that is in a table has no gap in it; for residents a gap is an error, a declared zero is not.

    A year that is missing for every area has been reported for the table. Why: as for whole tables.
    """
    for tabelle, tafel in pruefling.tafeln.items():
        if tabelle in OHNE_REIHE or tafel.zeilen.empty:
            continue
        for raumeinheit, jahre in _luecken(tafel).items():
            if tabelle != "einwohner":
                jahre = [j for j in jahre if not _erklaert(pruefling, tabelle, raumeinheit, j)]
            if jahre:
                yield _luecke(tabelle, raumeinheit, jahre)


def _luecken(tafel: Tafel) -> dict[str, list[int]]:
    """Years between an area's first and last in which others have rows and it has none."""
    jahre = np.array([int(periode[:4]) for periode in tafel.periode.texte])
    besetzt = tafel.besetzt.reshape(len(tafel.raum.texte), len(jahre))
    luecken = {}
    for raum in np.flatnonzero(~besetzt.all(axis=1)):
        eigene = set(jahre[besetzt[raum]].tolist())
        luecken[tafel.raum.texte[raum]] = sorted(
            jahr for jahr in set(jahre.tolist()) - eigene if min(eigene) < jahr < max(eigene)
        )
    return luecken


def _erklaert(pruefling: Pruefling, tabelle: str, raumeinheit: str, jahr: int) -> bool:
    moeglich = {str(jahr), f"{jahr}-12-31"}
    return any((raumeinheit, periode) in pruefling.erklaert[tabelle] for periode in moeglich)


def _luecke(tabelle: str, raumeinheit: str, jahre: list[int]) -> Befund:
    grad = FEHLER if tabelle == "einwohner" else WARNUNG
    grund = (
        f"Für die Raumeinheit {raumeinheit} fehlt {aufzaehlung(str(jahr) for jahr in jahre)} in der Reihe."
    )
    sonst = "" if tabelle == "einwohner" else ", oder in lieferung.toml vollständig erklären"
    abhilfe = f"Bitte nachliefern, oder Zeilen mit dem Status fehlt{sonst}."
    return Befund(grad, f"{tabelle}.csv", None, "raumeinheit", raumeinheit, "luecke", grund, abhilfe)
