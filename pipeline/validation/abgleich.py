"""Rules between tables that count the same people from different sides."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, codes, occurring
from pipeline.measures.crossings import crossings, finest_crossing, partition
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.gesamt import erklaerte
from pipeline.validation.orte import summen
from pipeline.validation.pruefling import Pruefling

ORT = ["raumeinheit", "periode"]
DIMENSIONEN = ["alter", "geschlecht", "staatsangehoerigkeit"]


class Widerspruch(NamedTuple):
    """How a contradiction is reported; `grund` is filled from raumeinheit, periode, anzahl, einwohner."""

    grad: str
    tabelle: str
    spalte: str
    regel: str
    grund: str
    abhilfe: str


def zuwanderung_und_einwohner(pruefling: Pruefling) -> Iterator[Befund]:
    """The same register counts residents and foreigners in both tables, so both totals agree.

    Compared where both tables are declared complete. Source: MigraPro derives the history of immigration
    from the residents' register itself.
    """
    merkmal = "zuwanderungsgeschichte"
    if not {"einwohner", merkmal} <= {*pruefling.tabellen}:
        return
    zeilen = _disjunkt(pruefling, merkmal, [merkmal, "altersgruppe"], [merkmal], "altersgruppe")
    einwohner = _disjunkt(pruefling, "einwohner", DIMENSIONEN, ["staatsangehoerigkeit"], "alter")
    auslaender = einwohner[einwohner["staatsangehoerigkeit"].eq("nichtdeutsch")]
    for was, links, rechts in (
        ("Nichtdeutsche", zeilen[zeilen[merkmal].eq("nichtdeutsch")], auslaender),
        ("Personen insgesamt", zeilen, einwohner),
    ):
        beide = _nebeneinander(links, rechts)
        spiel = sum(pruefling.abweichung(t, len(z)) for t, z in ((merkmal, links), ("einwohner", rechts)))
        falsch = beide[(beide["anzahl"] - beide["einwohner"]).abs() > spiel]
        grund = (
            f"Für {{raumeinheit}} am {{periode}} ergeben sich {{anzahl}} {was}, "
            "aus einwohner.csv {einwohner}."
        )
        abhilfe = "Bitte beide Tabellen aus demselben Registerstand liefern."
        regel = "zuwanderung_und_einwohner"
        yield from _melden(Widerspruch(FEHLER, merkmal, "anzahl", regel, grund, abhilfe), falsch)


def haushalte_und_einwohner(pruefling: Pruefling) -> Iterator[Befund]:
    """Private households hold no more persons than live in the area; homes and hostels explain fewer.

    Source: HHGen makes households out of the residents of the register.
    """
    if not {"einwohner", "haushalte"} <= {*pruefling.tabellen}:
        return
    haushalte = pruefling.tabellen["haushalte"]
    haushalte = haushalte[haushalte["personen"].notna()].assign(anzahl=haushalte["personen"])
    zeilen = finest_crossing(haushalte, [], ["haushaltstyp", "kinder"])
    beide = _nebeneinander(zeilen, _disjunkt(pruefling, "einwohner", DIMENSIONEN, [], "alter"))
    grund = (
        "In {raumeinheit} leben am {periode} {anzahl} Personen in Haushalten, aber nur {einwohner} Einwohner."
    )
    abhilfe = "Bitte prüfen, ob Nebenwohnungen mitgezählt sind oder die Stichtage verschieden."
    widerspruch = Widerspruch(WARNUNG, "haushalte", "personen", "haushalte_und_einwohner", grund, abhilfe)
    yield from _melden(widerspruch, beide[beide["anzahl"] > beide["einwohner"]])


def arbeitslose_und_einwohner(pruefling: Pruefling) -> Iterator[Befund]:
    """No more people of an age are unemployed than live there.

    Why: a share above 100 % would be printed. Both sides may lie a few days apart, never that far.
    """
    yield from _hoechstens(pruefling, "arbeitslose", "rechtskreis", "Arbeitslose")


def grundsicherung_und_einwohner(pruefling: Pruefling) -> Iterator[Befund]:
    """No more people of an age receive benefits than live there; each receives one of them.

    Why: a share above 100 % would be printed. Source: the benefits exclude each other (SGB II, XII, AsylbLG).
    """
    yield from _hoechstens(pruefling, "grundsicherung", "leistung", "Leistungsbeziehende")


def _hoechstens(pruefling: Pruefling, tabelle: str, merkmal: str, was: str) -> Iterator[Befund]:
    if not {"einwohner", tabelle} <= {*pruefling.tabellen}:
        return
    zeilen = finest_crossing(pruefling.tabellen[tabelle], [], [merkmal, "altersgruppe"])
    for gruppe in sorted(zeilen["altersgruppe"].unique()):
        einwohner = _disjunkt(pruefling, "einwohner", DIMENSIONEN, [], "alter", gruppe)
        beide = _nebeneinander(zeilen[zeilen["altersgruppe"].eq(gruppe)], einwohner)
        grund = (
            f"Für {{raumeinheit}} am {{periode}}, Alter {gruppe}, sind {{anzahl}} {was} mehr als "
            "{einwohner} Einwohner dieses Alters."
        )
        abhilfe = "Bitte Altersgruppe, Raumeinheit und Zahl prüfen."
        regel = f"{tabelle}_und_einwohner"
        widerspruch = Widerspruch(FEHLER, tabelle, "anzahl", regel, grund, abhilfe)
        spiel = pruefling.abweichung(tabelle, len(zeilen[merkmal].unique()))
        yield from _melden(widerspruch, beide[beide["anzahl"] > beide["einwohner"] + spiel])


def _melden(widerspruch: Widerspruch, stellen: pd.DataFrame) -> Iterator[Befund]:
    for stelle in stellen.to_dict("records"):
        yield Befund(
            grad=widerspruch.grad,
            datei=f"{widerspruch.tabelle}.csv",
            zeile=int(stelle["zeile"]),
            spalte=widerspruch.spalte,
            wert=str(stelle["anzahl"]),
            regel=widerspruch.regel,
            grund=widerspruch.grund.format_map(stelle),
            abhilfe=widerspruch.abhilfe,
        )


def _disjunkt(
    pruefling: Pruefling,
    tabelle: str,
    dimensionen: Sequence[str],
    noetig: Sequence[str],
    alterspalte: str,
    alter: str = names.INSGESAMT,
) -> pd.DataFrame:
    """Rows in which everybody of this age stands once, in groups that are known without gaps.

    Returns: no rows where the delivered ages cannot be put together to the one asked for.
    """
    fragt_alter = [alterspalte] if alter != names.INSGESAMT else []
    zeilen = finest_crossing(pruefling.tabellen[tabelle], [*noetig, *fragt_alter], dimensionen)
    arten, gruppen = np.unique(crossings(zeilen, dimensionen), return_inverse=True)
    alle = codes(zeilen[alterspalte])
    gewaehlt = np.zeros(len(zeilen), dtype=bool)
    for gruppe in range(len(arten)):
        hier = gruppen == gruppe
        teile = _zerlegung(frozenset(occurring(Codes(alle.code[hier], alle.texte)).texte), alter)
        gewaehlt |= hier & alle.where([text in (teile or ()) for text in alle.texte])
    return _lueckenlos(pruefling, tabelle, zeilen, gewaehlt)[[*ORT, *noetig, "anzahl", "zeile"]]


def _zerlegung(geliefert: frozenset[str], alter: str) -> tuple[str, ...] | None:
    """Ages that make up the one asked for; one that is nowhere delivered has nobody, as declared.

    Returns: None where ages overlap its ends.
    """
    baender = sorted((names.band(text), text) for text in geliefert)
    if any(vorher.bis >= naechstes.von for (vorher, _), (naechstes, _) in pairwise(baender)):
        return partition(geliefert, alter)
    ziel = names.band(alter)
    beruehrt = [(band, text) for band, text in baender if band.von <= ziel.bis and band.bis >= ziel.von]
    if any(band.von < ziel.von or band.bis > ziel.bis for band, _ in beruehrt):
        return None
    return tuple(text for _, text in beruehrt)


def _lueckenlos(
    pruefling: Pruefling, tabelle: str, zeilen: pd.DataFrame, gewaehlt: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    """Chosen rows of areas and periods that are declared complete, and have a value in every chosen row."""
    zeilen = zeilen[gewaehlt]
    raum, periode = codes(zeilen["raumeinheit"]), codes(zeilen["periode"])
    erklaert = erklaerte(pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)], raum, periode)
    ort = raum.code * len(periode.texte) + periode.code
    ohne_wert = np.bincount(ort, zeilen["status"].ne("wert").to_numpy(dtype=bool), erklaert.size)
    gut: pd.DataFrame = zeilen[(erklaert.reshape(-1) & (ohne_wert == 0))[ort]]
    return gut


def _nebeneinander(zeilen: pd.DataFrame, einwohner: pd.DataFrame) -> pd.DataFrame:
    """Both sums by area and period, where both are known: anzahl, einwohner, and the first line."""
    rechts = summen(einwohner).drop(columns="zeile").rename(columns={"anzahl": "einwohner"})
    return summen(zeilen).merge(rechts, on=ORT, validate="one_to_one")
