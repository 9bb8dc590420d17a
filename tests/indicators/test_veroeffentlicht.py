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


def test_every_golden_table_names_its_source() -> None:
    assert (GOLDEN / "friedenau.csv").read_text(encoding="utf-8").startswith("# Quelle: ")
