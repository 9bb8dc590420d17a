"""Rules between tables that count the same people from different sides."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.measures.crossings import crossings, partition
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling, jahr_von
from pipeline.validation.tafel import Auswahl
from pipeline.validation.zeitvergleich import STADT_HOECHSTENS

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
    auslaender = einwohner.mit("staatsangehoerigkeit", ["nichtdeutsch"])
    for was, links, rechts in (
        ("Nichtdeutsche", zeilen.mit(merkmal, ["nichtdeutsch"]), auslaender),
        ("Personen insgesamt", zeilen, einwohner),
    ):
        beide = _nebeneinander(links.summen(), rechts)
        spiel = sum(pruefling.abweichung(seite.tafel.tabelle, seite.anzahl) for seite in (links, rechts))
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
    alle = pruefling.tafeln["haushalte"].alle
    bekannt = alle.tafel.zeilen["personen"].notna().to_numpy(dtype=bool)
    personen = alle.nur(alle.von(bekannt)).feinste([], ["haushaltstyp", "kinder"]).summen("personen")
    beide = _nebeneinander(personen, _disjunkt(pruefling, "einwohner", DIMENSIONEN, [], "alter"))
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


def eckwerte_und_einwohner(pruefling: Pruefling) -> Iterator[Befund]:
    """A forecast goes on from the count it stands on: within the years between, a city moves so far at most.

    Why: a forecast of other people (with second homes, of the Land) or without its separator would move every
    district. Source: limit as for the counts of two years (`zeitvergleich`); the first day told is looked at.
    """
    if not {"einwohner", "eckwerte"} <= {*pruefling.tabellen}:
        return
    einwohner = _disjunkt(pruefling, "einwohner", DIMENSIONEN, [], "alter")
    eckwerte = pruefling.tafeln["eckwerte"].alle
    je_tag = [
        _nebeneinander(_jeder_einmal(eckwerte.mit("stichtag", [tag])).summen(), einwohner).assign(tag=tag)
        for tag in sorted(eckwerte.geliefert()["stichtag"].unique())
    ]
    if not je_tag:
        return
    beide = pd.concat(je_tag).drop_duplicates(ORT)
    grenze = STADT_HOECHSTENS ** (jahr_von(beide["tag"]) - jahr_von(beide["periode"]))
    weit = (beide["anzahl"] > grenze * beide["einwohner"]) | (grenze * beide["anzahl"] < beide["einwohner"])
    grund = "Die Eckwerte für {raumeinheit} nennen für {tag} {anzahl}, gezählt sind am {periode} {einwohner}."
    abhilfe = (
        "Bitte prüfen, ob beide dieselbe Bevölkerung meinen (Register, Hauptwohnung) und die Zahl stimmt."
    )
    widerspruch = Widerspruch(WARNUNG, "eckwerte", "anzahl", "eckwerte_und_einwohner", grund, abhilfe)
    yield from _melden(widerspruch, beide[weit])


def _jeder_einmal(zeilen: Auswahl) -> Auswahl:
    """Rows of a forecast for one day in which everybody stands once; nothing need be declared complete."""
    feinste = zeilen.feinste([], DIMENSIONEN[:2])
    return feinste.mit("alter", partition(frozenset(feinste.geliefert()["alter"]), names.INSGESAMT) or ())


def _hoechstens(pruefling: Pruefling, tabelle: str, merkmal: str, was: str) -> Iterator[Befund]:
    if not {"einwohner", tabelle} <= {*pruefling.tabellen}:
        return
    zeilen = pruefling.tafeln[tabelle].alle.feinste([], [merkmal, "altersgruppe"])
    geliefert = zeilen.geliefert()
    for gruppe in sorted(geliefert["altersgruppe"].unique()):
        einwohner = _disjunkt(pruefling, "einwohner", DIMENSIONEN, [], "alter", gruppe)
        beide = _nebeneinander(zeilen.mit("altersgruppe", [gruppe]).summen(), einwohner)
        grund = (
            f"Für {{raumeinheit}} am {{periode}}, Alter {gruppe}, sind {{anzahl}} {was} mehr als "
            "{einwohner} Einwohner dieses Alters."
        )
        abhilfe = "Bitte Altersgruppe, Raumeinheit und Zahl prüfen."
        regel = f"{tabelle}_und_einwohner"
        widerspruch = Widerspruch(FEHLER, tabelle, "anzahl", regel, grund, abhilfe)
        spiel = pruefling.abweichung(tabelle, len(geliefert[merkmal].unique()))
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
) -> Auswahl:
    """Rows in which everybody of this age stands once, in groups that are known without gaps.

    Returns: no rows where the delivered ages cannot be put together to the one asked for.
    """
    fragt_alter = [alterspalte] if alter != names.INSGESAMT else []
    zeilen = pruefling.tafeln[tabelle].alle.feinste([*noetig, *fragt_alter], dimensionen)
    arten = zeilen.geliefert()
    gewaehlt = pd.Series(False, index=zeilen.tafel.arten.index)
    for _, gleich_gekreuzt in arten.groupby(crossings(arten, dimensionen)):
        teile = _zerlegung(frozenset(gleich_gekreuzt[alterspalte]), alter)
        gewaehlt[gleich_gekreuzt.index] = gleich_gekreuzt[alterspalte].isin(teile or ())
    return _lueckenlos(pruefling, zeilen.der_arten(gewaehlt))


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


def _lueckenlos(pruefling: Pruefling, zeilen: Auswahl) -> Auswahl:
    """Rows of areas and periods that are declared complete, and have a value in every chosen row."""
    tafel = zeilen.tafel
    gut = pruefling.erklaerte[tafel.tabelle].reshape(-1) & (zeilen.je_ort(~tafel.bekannt) == 0)
    return zeilen.nur(gut[zeilen.von(tafel.ort)])


def _nebeneinander(summen: pd.DataFrame, einwohner: Auswahl) -> pd.DataFrame:
    """Both sums by area and period, where both are known: anzahl, einwohner, and the first line."""
    rechts = einwohner.summen()[[*ORT, "anzahl"]].rename(columns={"anzahl": "einwohner"})
    return summen.merge(rechts, on=ORT, validate="one_to_one")
