"""Kennzahlen that need cells of their own, each worked by hand."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline import indicators
from tests.indicators import tabellen
from tests.indicators.tabellen import Zahl

ALLE = "insgesamt"
EINWOHNER = ("altersgruppe", "geschlecht", "staatsangehoerigkeit")
PARAGRAPH = ("paragraph", "zaehlweise")
WANDERUNG = ("richtung", "art", "altersgruppe", "staatsangehoerigkeit")


def _tabelle(name: str, dimensionen: tuple[str, ...], zellen: Mapping[str, Zahl]) -> pd.DataFrame:
    """Cells of P10: "2020 code=...; code=...": number, all other dimensions at insgesamt."""
    gelesen: dict[tuple[str, ...], dict[str, Zahl]] = {}
    for text, zahl in zellen.items():
        zeit, _, rest = text.partition(" ")
        codes = dict(paar.split("=") for paar in filter(None, rest.split("; ")))
        gelesen[(zeit, *(codes.get(dimension, ALLE) for dimension in dimensionen))] = {"P10": zahl}
    return tabellen.tabelle(name, gelesen, *dimensionen)


def _einwohner(**zellen: Mapping[str, Zahl]) -> dict[str, pd.DataFrame]:
    je_jahr = {
        f"{jahr[1:]}-12-31 {code}".strip(): n for jahr, codes in zellen.items() for code, n in codes.items()
    }
    return {"einwohner": _tabelle("einwohner", EINWOHNER, je_jahr)}


def _frauen(n: int) -> dict[str, Zahl]:
    baender = ("15-19", "20-24", "25-29", "30-34", "35-39", "40-44")
    return {f"altersgruppe={band}; geschlecht=w": n + k for k, band in enumerate(baender)}


def _nichtdeutsche(*zahlen: Zahl) -> dict[str, Zahl]:
    baender = ("0-2", "3-5", "6-9", "10-17")
    paare = zip(baender, zahlen, strict=True)
    return {f"altersgruppe={band}; staatsangehoerigkeit=nichtdeutsch": zahl for band, zahl in paare}


QUARTIERSARBEIT = {
    f"2020 merkmal={merkmal}; handlungsfeld={feld}": zahl
    for merkmal, zahlen in {"Angebote": (3, 5, 2), "Teilnahmen": (60, 110, 55)}.items()
    for feld, zahl in zip(
        ("Kinder und Jugendliche", "Familie und Berufstätige", "Senioren"), zahlen, strict=True
    )
}
HILFEN = {"2020 ": 30, "2020 paragraph=35a": 6} | {
    f"2020 paragraph={paragraph}": zahl
    for paragraph, zahl in zip(("29", "30", "31", "35"), (0, 5, 7, 0), strict=True)
}

FAELLE: dict[str, tuple[dict[str, pd.DataFrame], float]] = {
    "bev_u18_var5": (
        _einwohner(j2015={"altersgruppe=0-17": 200}, j2020={"altersgruppe=0-17": 190}),
        100 * -10 / 200,
    ),
    "ausl_u18": (
        _einwohner(j2020={**_nichtdeutsche(3, 4, 0, 5), "altersgruppe=0-17": 80}),
        100 * 12 / 80,
    ),
    "fruchtbarkeit": (
        _einwohner(j2019=_frauen(20), j2020=_frauen(30))
        | {"geburten": _tabelle("geburten", ("staatsangehoerigkeit",), {"2020 ": 8})},
        # women: 20 + ... + 25 = 135 and 195, on average 165
        1000 * 8 / 165,
    ),
    "gs_kap4": (
        _einwohner(j2020={"altersgruppe=18-64": 300, "altersgruppe=65+": 100})
        | {
            "grundsicherung": _tabelle(
                "grundsicherung", ("leistung", "altersgruppe"), {"2020-12-31 leistung=SGB XII Kap. 4": 6}
            )
        },
        100 * 6 / 400,
    ),
    "hze_ambul": (
        _einwohner(j2020={"altersgruppe=0-20": 400})
        | {"hilfen_sgb8": _tabelle("hilfen_sgb8", PARAGRAPH, HILFEN)},
        1000 * 12 / 400,
    ),
    "hze_q_amb": ({"hilfen_sgb8": _tabelle("hilfen_sgb8", PARAGRAPH, HILFEN)}, 100 * 12 / 24),
    "wsaldo_aussen": (
        _einwohner(j2019={"": 990}, j2020={"": 1010})
        | {
            "wanderungen": _tabelle(
                "wanderungen",
                WANDERUNG,
                {"2020 richtung=zuzug; art=aussen": 40, "2020 richtung=wegzug; art=aussen": 55},
            )
        },
        1000 * -15 / 1000,
    ),
    "qz_teilnahmen": (
        {"quartiersarbeit": _tabelle("quartiersarbeit", ("merkmal", "handlungsfeld"), QUARTIERSARBEIT)},
        225,
    ),
    "qz_je_angebot": (
        {"quartiersarbeit": _tabelle("quartiersarbeit", ("merkmal", "handlungsfeld"), QUARTIERSARBEIT)},
        22.5,
    ),
}


@pytest.mark.parametrize("kennung", FAELLE)
def test_values_by_hand(kennung: str) -> None:
    frei, wert = FAELLE[kennung]
    zeile = indicators.kennzahlen(frei, ["P10"], [2020], [indicators.nach_id(kennung)]).iloc[0]
    assert zeile["status"] == "wert", zeile["grund"]
    assert zeile["wert"] == pytest.approx(wert)
