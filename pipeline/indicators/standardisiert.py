"""Rates of an area at the ages of the city: an old area must not look needy only because it is old."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline import measures
from pipeline.indicators.reihen import reihe


class Ereignis(NamedTuple):
    """What is counted, of whom, by age: numerator and denominator of each group as expressions."""

    name: str
    faktor: float
    einheit: str
    gruppen: tuple[tuple[str, str], ...]
    fehlt: str
    """What to say where the groups are not released."""


def _je_alter(
    tabelle: str, baender: Sequence[str], bestand: str = "einwohner"
) -> tuple[tuple[str, str], ...]:
    return tuple((f"{tabelle}(altersgruppe={b})", f"{bestand}(altersgruppe={b})") for b in baender)


def _mitte(tabelle: str) -> str:
    """The unemployed are released from 15 to 64, of which the young and the old are parts."""
    return f"{tabelle}(altersgruppe=15-64) - {tabelle}(altersgruppe=15-24) - {tabelle}(altersgruppe=55-64)"


_STERBEALTER = {
    "0-64": "mittel(einwohner(altersgruppe=0-17)) + mittel(einwohner(altersgruppe=18-64))",
    "65-79": "mittel(einwohner(altersgruppe=65+)) - mittel(einwohner(altersgruppe=80+))",
    "80+": "mittel(einwohner(altersgruppe=80+))",
}
"""Age bands of deaths, and the mean population of each from the bands that are released."""

EREIGNISSE = (
    Ereignis(
        "Mindestsicherung",
        100.0,
        "%",
        _je_alter("grundsicherung", ("0-14", "15-64", "65+")),
        "Leistungen nach Alter sind nicht vollständig freigegeben.",
    ),
    Ereignis(
        "Arbeitslosigkeit (15 bis 64 Jahre)",
        100.0,
        "%",
        (
            *_je_alter("arbeitslose", ("15-24",)),
            (_mitte("arbeitslose"), _mitte("einwohner")),
            *_je_alter("arbeitslose", ("55-64",)),
        ),
        "Arbeitslose nach Alter sind nicht vollständig freigegeben.",
    ),
    Ereignis(
        "Sterbefälle",
        1000.0,
        "je 1.000",
        tuple((f"sterbefaelle(altersgruppe={band})", personen) for band, personen in _STERBEALTER.items()),
        "Nach Alter nicht freigegeben; nötig sind 0 bis 64, 65 bis 79, 80 und mehr Jahre.",
    ),
)
"""Of each the finest age groups that are released of numbers and residents."""


def standardisiert(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int
) -> pd.DataFrame:
    """Compare an area with the city at the same ages.

    Takes:   released tables; the area; the city it is part of; the year.
    Returns: one row per entry of `EREIGNISSE`: name, einheit, beobachtet, erwartet (at the rates of the
             city), index (observed per 100 expected) with untere and obere, roh (index of the crude rates),
             direkt and direkt_stadt (rates at the ages of the city; direkt NaN for too few events), status,
             grund.
             All numbers NaN where an age group is secret or missing.
    Raises:  nothing.
    Source:  see `measures.indirect` and `measures.direct`.
    """
    return pd.DataFrame([_zeile(tabellen, raumeinheit, vergleich, jahr, was) for was in EREIGNISSE])


def _zeile(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int, was: Ereignis
) -> dict[str, Any]:
    merkmale = {ausdruck: (ausdruck, ausdruck, "") for paar in was.gruppen for ausdruck in paar}
    zeilen = reihe(tabellen, [raumeinheit, vergleich], jahr, merkmale, art="wert")
    zahlen = zeilen.set_index(["raumeinheit", "kennzahl"])["wert"]
    (x, n), (x_stadt, n_stadt) = (
        ([zahlen[ort, oben] for oben, _ in was.gruppen], [zahlen[ort, unten] for _, unten in was.gruppen])
        for ort in (raumeinheit, vergleich)
    )
    ist = measures.indirect(sum(x), n, x_stadt, n_stadt)
    direkt = measures.direct(x, n, n_stadt, was.faktor)
    da = bool(pd.notna(ist.verhaeltnis))
    roh = measures.quotient(sum(x) / sum(n), sum(x_stadt) / sum(n_stadt)) if da else float("nan")
    schlechteste = "geheim" if zeilen["status"].eq("geheim").any() else "fehlt"
    return {
        "name": was.name,
        "einheit": was.einheit,
        "beobachtet": float(ist.beobachtet),
        "erwartet": float(ist.erwartet),
        "index": 100 * float(ist.verhaeltnis),
        "untere": 100 * float(ist.untere),
        "obere": 100 * float(ist.obere),
        "roh": 100 * float(roh),
        "direkt": float(direkt.wert),
        "direkt_stadt": was.faktor * sum(x_stadt) / sum(n_stadt) if da else float("nan"),
        "status": "wert" if da else schlechteste,
        "grund": "" if da else _grund(zeilen, was),
    }


def _grund(zeilen: pd.DataFrame, was: Ereignis) -> str:
    """Why there is no number: the table that was not delivered, else the groups that are not released."""
    fehlend = [grund for grund in zeilen["grund"] if grund.startswith("Tabelle ")]
    return fehlend[0] if fehlend else was.fehlt
