import tomllib
from importlib import resources
from typing import Any

import pytest

from pipeline import indicators
from pipeline.indicators import Zelle
from pipeline.indicators import kennzahl as katalog
from pipeline.indicators.zellen import LUECKENHAFT

PLAN = tomllib.loads(resources.files("pipeline.disclosure").joinpath("freigabeplan.toml").read_text("utf-8"))
TABELLEN: dict[str, Any] = {eintrag["name"]: eintrag for eintrag in PLAN["tabelle"]}
FREI = {*PLAN["oeffentlich"], *katalog._packaged().ausstehend}


def _codes(klassen: list[str]) -> set[str]:
    return {code for k in klassen for code in (PLAN["listen"][k[1:]] if k.startswith("@") else [k])}


def _freigegeben(zelle: Zelle) -> bool:
    """Whether one crossing of the plan holds the cell; its margins are always released with it."""
    return any(
        all(
            dimension in kreuzung and {code, "*"} & _codes(kreuzung[dimension])
            for dimension, code in zelle.filter
        )
        for kreuzung in TABELLEN[zelle.tabelle]["kreuzungen"]
    )


@pytest.mark.parametrize("kennzahl", indicators.katalog(), ids=lambda k: k.id)
def test_every_cell_a_kennzahl_needs_is_in_the_release_plan(kennzahl: indicators.Kennzahl) -> None:
    gebraucht = [zelle for zelle in kennzahl.zellen if zelle.tabelle not in FREI]
    assert [str(zelle) for zelle in gebraucht if not _freigegeben(zelle)] == []


def test_tables_whose_plan_leaves_rows_out_of_some_areas_are_read_as_such() -> None:
    stufen = {name: [t, *t.get("leiter", [])] for name, t in TABELLEN.items()}
    lueckenhaft = {name for name, leiter in stufen.items() if any("nur_oben" in stufe for stufe in leiter)}
    assert lueckenhaft == set(LUECKENHAFT)
