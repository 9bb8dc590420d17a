"""Published profiles of another city: their counts in, their printed shares out."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import indicators

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ZAEHLUNGEN = {"einwohner": "insgesamt", "unter_18": "0-17", "ab_65": "65+"}
JAHR = 2020
"""Of the two years compared; which ones they are the profile says, and the formulas do not ask."""


def _profil() -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "friedenau.csv", comment="#", dtype={"raumeinheit": "str"})


def _einwohner(profil: pd.DataFrame) -> pd.DataFrame:
    lang = profil.melt("raumeinheit", [*ZAEHLUNGEN, "vorjahr"], var_name="was", value_name="anzahl").dropna()
    vorjahr = lang["was"].eq("vorjahr")
    stichtag = vorjahr.map({True: f"{JAHR - 1}-12-31", False: f"{JAHR}-12-31"})
    baender = lang["was"].map(ZAEHLUNGEN).fillna("insgesamt")
    kopf = lang.assign(stichtag=stichtag, altersgruppe=baender, status="wert").drop(columns="was")
    alle = kopf.assign(geschlecht="insgesamt", staatsangehoerigkeit="insgesamt")
    return alle.astype({"anzahl": "Int64"})


@pytest.mark.parametrize("kennung", ["bev_u18", "bev_65p", "bevvar"])
def test_every_printed_share_comes_out(kennung: str) -> None:
    profil = _profil()
    kennzahl = indicators.nach_id(kennung)
    got = indicators.kennzahlen(
        {"einwohner": _einwohner(profil)}, list(profil["raumeinheit"]), [JAHR], [kennzahl]
    ).set_index("raumeinheit")["wert"]
    gedruckt = profil.set_index("raumeinheit")[kennung].dropna()
    assert len(gedruckt) >= 3
    assert (got[gedruckt.index] - gedruckt).abs().max() <= 0.05


HAMBURG = {
    "einwohner": ("einwohner", {}),
    "unter_18": ("einwohner", {"altersgruppe": "0-17"}),
    "ab_65": ("einwohner", {"altersgruppe": "65+"}),
    "nichtdeutsch": ("einwohner", {"staatsangehoerigkeit": "nichtdeutsch"}),
    "haushalte": ("haushalte", {}),
    "einpersonen": ("haushalte", {"haushaltstyp": "einpersonen"}),
    "mit_kindern": ("haushalte", {"haushaltstyp": "mit_kindern"}),
    "alleinerziehend": ("haushalte", {"haushaltstyp": "alleinerziehend"}),
    "wohnungen": ("wohnungen", {}),
    "ein_zweifamilienhaus": ("wohnungen", {"merkmal": "ein_zweifamilienhaus"}),
    "gebunden": ("wohnungen", {"merkmal": "gebunden"}),
    "pkw_zahl": ("pkw", {}),
}
"""Counts of the Hamburg profiles: the released table and the cell each of them is."""
DIMENSIONEN = {
    "einwohner": ["altersgruppe", "geschlecht", "staatsangehoerigkeit"],
    "haushalte": ["haushaltstyp", "kinder"],
    "wohnungen": ["merkmal"],
    "pkw": [],
}


def _hamburg() -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "hamburg.csv", comment="#").set_index("raumeinheit")


def _tabellen(profil: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Counts as printed, every dimension that is not named at its total."""
    teile: dict[str, list[pd.DataFrame]] = {name: [] for name in DIMENSIONEN}
    for spalte, (tabelle, zelle) in HAMBURG.items():
        codes = dict.fromkeys(DIMENSIONEN[tabelle], "insgesamt") | zelle
        zeilen = profil[spalte].rename("anzahl").reset_index()
        teile[tabelle].append(zeilen.assign(stichtag=f"{JAHR}-12-31", status="wert", **codes))
    return {name: pd.concat(zeilen).astype({"anzahl": "Int64"}) for name, zeilen in teile.items()}


@pytest.mark.parametrize(
    ("kennung", "halbe_stelle"),
    [
        *((kennung, 0.05) for kennung in ("bev_u18", "bev_65p", "ausl", "hh_einpersonen", "hh_kind")),
        *((kennung, 0.05) for kennung in ("hh_allein", "efh", "sozwohn")),
        ("pkw", 0.5),
    ],
)
def test_every_printed_value_of_hamburg_comes_out(kennung: str, halbe_stelle: float) -> None:
    profil = _hamburg()
    werte = indicators.kennzahlen(
        _tabellen(profil), list(profil.index), [JAHR], [indicators.nach_id(kennung)]
    ).set_index("raumeinheit")["wert"]
    assert len(profil) == 14
    assert (werte - profil[kennung]).abs().max() <= halbe_stelle


@pytest.mark.parametrize("name", sorted(datei.name for datei in GOLDEN.glob("*.csv")))
def test_every_golden_table_names_its_source(name: str) -> None:
    assert (GOLDEN / name).read_text(encoding="utf-8").startswith("# Quelle: ")
