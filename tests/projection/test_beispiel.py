"""The projection of the demonstration delivery: what the Eckpunktepapier says about 2035."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from pipeline import names
from tests.projection.bestand import prognose

pytestmark = pytest.mark.long

BEISPIEL = Path(__file__).resolve().parents[2] / "data" / "raw" / "beispiel"
TABELLEN = ("raumeinheiten", "einwohner", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
BASIS = "2020-12-31"


def _tabelle(name: str) -> pd.DataFrame:
    tabelle = pd.read_csv(BEISPIEL / f"{name}.csv", dtype="str", keep_default_na=False, na_values=[""])
    typen = {"anzahl": "Int64", "jahr": "int64"}
    return tabelle.astype({spalte: typ for spalte, typ in typen.items() if spalte in tabelle})


def _vollstaendigkeit(raumeinheiten: list[str]) -> pd.DataFrame:
    manifest = tomllib.loads((BEISPIEL / "lieferung.toml").read_text("utf-8"))
    zeilen = [
        (tabelle, raumeinheit, f"{jahr}-12-31" if tabelle == "einwohner" else str(jahr))
        for angabe in manifest["vollstaendig"]
        for tabelle in set(angabe["tabellen"]) & set(TABELLEN)
        for raumeinheit in raumeinheiten
        for jahr in angabe["jahre"]
    ]
    return pd.DataFrame(zeilen, columns=pd.Index(["tabelle", "raumeinheit", "periode"]))


@pytest.fixture(scope="module")
def bestand() -> dict[str, pd.DataFrame]:
    if not (BEISPIEL / "lieferung.toml").is_file():
        pytest.skip("the demonstration delivery is not there")
    tabellen = {name: _tabelle(name) for name in TABELLEN}
    return {**tabellen, "vollstaendigkeit": _vollstaendigkeit(list(tabellen["raumeinheiten"]["raumeinheit"]))}


@pytest.fixture(scope="module")
def ergebnis(bestand: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return prognose(bestand, list(bestand["raumeinheiten"]["raumeinheit"]), BASIS, 2035, ziehungen=40)


def _heute(bestand: dict[str, pd.DataFrame], gruppe: str) -> int:
    von, bis = names.band(gruppe)
    zeilen = bestand["einwohner"].query("raumeinheit == 'P10' and stichtag == @BASIS")
    return int(zeilen.loc[zeilen["alter"].astype(int).between(von, bis), "anzahl"].sum())


def _2035(ergebnis: pd.DataFrame, gruppe: str) -> float:
    zeilen = ergebnis.query("raumeinheit == 'P10' and jahr == 2035 and altersgruppe == @gruppe")
    return float(
        zeilen.query("geschlecht == 'insgesamt' and staatsangehoerigkeit == 'insgesamt'")["erwartet"].iloc[0]
    )


def test_the_district_shrinks(bestand: dict[str, pd.DataFrame], ergebnis: pd.DataFrame) -> None:
    assert _heute(bestand, "insgesamt") == 2553
    assert _2035(ergebnis, "insgesamt") < 2553 - 5


@pytest.mark.parametrize("gruppe", ["65-69", "70-84", "85+"])
def test_the_old_become_more(bestand: dict[str, pd.DataFrame], ergebnis: pd.DataFrame, gruppe: str) -> None:
    assert _2035(ergebnis, gruppe) > _heute(bestand, gruppe) + 5


def test_the_middle_group_of_the_old_grows_most(
    bestand: dict[str, pd.DataFrame], ergebnis: pd.DataFrame
) -> None:
    zuwachs = {g: _2035(ergebnis, g) - _heute(bestand, g) for g in ("65-69", "70-84", "85+")}
    assert max(zuwachs, key=lambda g: zuwachs[g]) == "70-84"


def test_districts_stay_near_the_city_though_each_is_projected_alone(ergebnis: pd.DataFrame) -> None:
    gesamt = ergebnis.query("jahr == 2035 and altersgruppe == 'insgesamt' and geschlecht == 'insgesamt'")
    gesamt = gesamt[gesamt["staatsangehoerigkeit"] == "insgesamt"].set_index("raumeinheit")["erwartet"]
    assert gesamt.drop("HN").sum() == pytest.approx(gesamt["HN"], rel=0.02)
