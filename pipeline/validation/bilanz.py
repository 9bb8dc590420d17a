"""Population balance: last stock, a year older, plus and minus what happened, is this stock."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import cast

import pandas as pd

from pipeline import names
from pipeline.measures.crossings import SINGLE_AGES
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.konten import JAHRESENDE, falsche_konten
from pipeline.validation.pruefling import Pruefling, jahr_von
from pipeline.validation.tafel import Auswahl, Tafel

DIMENSIONEN = ("alter", "geschlecht", "staatsangehoerigkeit")
STROEME = ("wanderungen", "geburten", "sterbefaelle")
GRUPPE = ["raumeinheit", "jahr"]


def bevoelkerungsbilanz(pruefling: Pruefling) -> Iterator[Befund]:
    """Per area and year, by the finest crossing that stocks and flows share, the books must close.

    An error where all tables are declared complete, else a warning: something may not have been delivered.
    Years without both Stichtage of 31 December, or without one of the flows, are not checked, nor are tables
    that the source rounds. Source: demographic balancing equation.
    """
    gerundet = any(pruefling.abweichung(tabelle) for tabelle in ("einwohner", *STROEME))
    if gerundet or not {"einwohner", *STROEME} <= {*pruefling.tabellen}:
        return
    felder = _felder(pruefling)
    zeilen = {t: _gekreuzt(pruefling.tafeln[t], felder) for t in _noetig(felder)}
    falsch = falsche_konten(zeilen, felder, _pruefbar(pruefling, felder))
    for schluessel, stellen in falsch.groupby(GRUPPE):
        raumeinheit, jahr = cast(tuple[str, int], schluessel)
        yield _befund(pruefling, raumeinheit, jahr, felder, stellen)


def _felder(pruefling: Pruefling) -> tuple[str, ...]:
    """The finest set of dimensions in which every table of the balance can be written."""
    for anzahl in (3, 2, 1):
        for felder in combinations(DIMENSIONEN, anzahl):
            if all(_kennt(pruefling, tabelle, felder) for tabelle in _noetig(felder)):
                return felder
    return ()


def _noetig(felder: Sequence[str]) -> tuple[str, ...]:
    """Tables of the balance; naturalisations move only between nationalities."""
    mit_einbuergerung = ("einbuergerungen",) if "staatsangehoerigkeit" in felder else ()
    return ("einwohner", *STROEME, *mit_einbuergerung)


def _kennt(pruefling: Pruefling, tabelle: str, felder: Sequence[str]) -> bool:
    tafel = pruefling.tafeln.get(tabelle)
    if tafel is None:
        return False
    gewaehlt = _gekreuzt(tafel, felder)
    einzeln = (
        "alter" not in felder
        or tabelle == "geburten"
        or SINGLE_AGES.issuperset(gewaehlt.geliefert()["alter"])
    )
    return einzeln and len(gewaehlt.orte()) == len(pruefling.orte[tabelle])


def _gekreuzt(tafel: Tafel, felder: Sequence[str]) -> Auswahl:
    """Rows of the finest crossing that distinguishes what this table can contribute to these fields."""
    dimensionen = [s for s in tafel.merkmale if s in names.DIMENSIONEN_MIT_INSGESAMT]
    fremd = {"geburten": {"alter"}, "einbuergerungen": {"staatsangehoerigkeit"}}.get(tafel.tabelle, set())
    noetig = [feld for feld in felder if feld not in fremd]
    richtung = ["richtung"] if tafel.tabelle == "wanderungen" else []
    return tafel.alle.feinste([*richtung, *noetig], dimensionen)


def _pruefbar(pruefling: Pruefling, felder: Sequence[str]) -> pd.DataFrame:
    """raumeinheit, jahr where both stocks and all flows are delivered without gaps."""
    ende = pruefling.orte["einwohner"]
    ende = _je_jahr(ende[ende["periode"].str.endswith(JAHRESENDE)])
    jetzt = ende[ende["gut"]][GRUPPE]
    vorher = jetzt.assign(jahr=jetzt["jahr"] + 1)
    pruefbar = jetzt.merge(vorher, on=GRUPPE, validate="one_to_one")
    for tabelle in _noetig(felder)[1:]:
        orte = _je_jahr(pruefling.orte[tabelle])
        erklaert = _erklaert(pruefling, tabelle)
        erklaert = erklaert[erklaert["jahr"].isin(orte["jahr"])]  # a year without a row was forgotten
        mit_zeilen = pd.concat([orte[orte["gut"]][GRUPPE], erklaert]).drop_duplicates()
        offen = orte[~orte["gut"]][GRUPPE].assign(offen=True)
        pruefbar = pruefbar.merge(mit_zeilen, on=GRUPPE, validate="one_to_one")
        pruefbar = pruefbar.merge(offen, on=GRUPPE, how="left", validate="one_to_one")
        pruefbar = pruefbar[pruefbar["offen"].isna()][GRUPPE]
    return pruefbar


def _je_jahr(orte: pd.DataFrame) -> pd.DataFrame:
    return orte.assign(jahr=jahr_von(orte["periode"]))


def _erklaert(pruefling: Pruefling, tabelle: str) -> pd.DataFrame:
    eigene = pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)]
    return pd.DataFrame({"raumeinheit": eigene["raumeinheit"], "jahr": jahr_von(eigene["periode"])})


def _befund(
    pruefling: Pruefling, raumeinheit: str, jahr: int, felder: Sequence[str], stellen: pd.DataFrame
) -> Befund:
    erste = stellen.iloc[0]
    wo = ", ".join(f"{feld} {erste[feld]}" for feld in felder) or "alle zusammen"
    mehr = f"; betroffen sind {len(stellen)} Felder" if len(stellen) > 1 else ""
    grund = (
        f"Die Bevölkerungsbilanz {jahr} von {raumeinheit} geht nicht auf: Aus dem Bestand {jahr - 1}, "
        f"Geburten, Sterbefällen, Wanderungen und Einbürgerungen folgt {erste['soll']}, "
        f"geliefert ist {erste['ist']} ({wo}{mehr})."
    )
    zeile = _zeile(pruefling, raumeinheit, jahr, felder, erste)
    sicher = all((raumeinheit, str(jahr)) in pruefling.erklaert[t] for t in _noetig(felder)[1:])
    abhilfe = (
        "Bitte Bestand und Bewegungen dieses Jahres abgleichen; alter ist das am 31.12. erreichte Alter."
    )
    grad = FEHLER if sicher else WARNUNG
    return Befund(grad, "einwohner.csv", zeile, "anzahl", str(erste["ist"]), "bilanz", grund, abhilfe)


def _zeile(
    pruefling: Pruefling, raumeinheit: str, jahr: int, felder: Sequence[str], stelle: "pd.Series[int]"
) -> int | None:
    """Line of the delivered cell, if it has one."""
    zeilen = pruefling.tabellen["einwohner"]
    hier = zeilen["raumeinheit"].eq(raumeinheit) & zeilen["stichtag"].eq(f"{jahr}{JAHRESENDE}")
    for feld in felder:
        hier &= zeilen[feld].eq(stelle[feld])
    treffer = zeilen["zeile"][hier]
    return int(treffer.iloc[0]) if len(treffer) else None
