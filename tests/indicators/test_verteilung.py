"""Planted cities: a group that lives apart, hidden areas, years without delivery."""

import pandas as pd
import pytest

from pipeline import charts, indicators, narrative
from pipeline.narrative.orte import Ort, Orte

ORTE = Orte(Ort("P01", "Süd", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))
GEBIETE = [f"P{n:02}" for n in range(1, 13)]
NICHTDEUTSCH = "Nichtdeutsche gegenüber Deutschen"
ALLE = "insgesamt"
JE_GEBIET = 1000


def _welt(nichtdeutsch: dict[int, list[int]]) -> dict[str, pd.DataFrame]:
    """Areas of 1,000 residents each, with this many others in each year and area."""
    zeilen = []
    for jahr, zahlen in nichtdeutsch.items():
        for ort, n in zip(GEBIETE, zahlen, strict=True):
            zeilen += [(f"{jahr}-12-31", ort, g, zahl) for g, zahl in _gruppen(n).items()]
    tabelle = pd.DataFrame(zeilen, columns=["stichtag", "raumeinheit", "staatsangehoerigkeit", "anzahl"])
    tabelle = tabelle.assign(altersgruppe=ALLE, geschlecht=ALLE, status="wert").astype({"anzahl": "Int64"})
    return {"einwohner": tabelle}


def _gruppen(n: int) -> dict[str, int]:
    return {"deutsch": JE_GEBIET - n, "nichtdeutsch": n, ALLE: JE_GEBIET}


def _geheim(welt: dict[str, pd.DataFrame], orte: list[str], jahr: int) -> dict[str, pd.DataFrame]:
    t = welt["einwohner"].copy()
    wo = t["raumeinheit"].isin(orte) & t["stichtag"].str.startswith(str(jahr))
    wo &= t["staatsangehoerigkeit"].ne(ALLE)
    t.loc[wo, ["anzahl", "status"]] = [pd.NA, "geheim"]
    return {"einwohner": t}


def _zeilen(welt: dict[str, pd.DataFrame], jahr: int = 2020) -> pd.DataFrame:
    alle = indicators.verteilung(welt, GEBIETE, jahr)
    return alle[alle["name"].eq(NICHTDEUTSCH)].set_index("jahr")


GLEICH = [200] * 12
HALB = [400] * 6 + [0] * 6
"""2,400 of 12,000, all in one half of the areas: 60 % of the others live there too little."""


def test_an_even_spread_is_zero_and_a_group_in_half_of_the_areas_is_as_worked_by_hand() -> None:
    zeilen = _zeilen(_welt({2019: GLEICH, 2020: HALB}))
    assert zeilen.loc[2019, "wert"] == pytest.approx(0)
    # sum over areas |x/2400 - y/9600| / 2: six of 400/2400 - 600/9600, six of 1000/9600
    assert zeilen.loc[2020, "wert"] == pytest.approx(100 * (6 * (1 / 6 - 1 / 16) + 6 * 10 / 96) / 2)
    assert list(zeilen["gebiete"]) == [12, 12]


def test_later_years_are_not_looked_at() -> None:
    assert list(_zeilen(_welt({2019: GLEICH, 2020: HALB}), 2019).index) == [2019]


def test_an_area_hidden_in_one_year_counts_in_none() -> None:
    """Without P01 the others of 2020 are 2,000 in eleven areas."""
    zeilen = _zeilen(_geheim(_welt({2019: GLEICH, 2020: HALB}), ["P01"], 2019))
    assert list(zeilen["gebiete"]) == [11, 11]
    assert list(zeilen["alle"]) == [12, 12]
    erwartet = 100 * (5 * (400 / 2000 - 600 / 9000) + 6 * 1000 / 9000) / 2
    assert zeilen.loc[2020, "wert"] == pytest.approx(erwartet)


def test_too_many_hidden_areas_leave_no_index_but_the_reason() -> None:
    """Two of twelve are a sixth of all residents."""
    welt = _geheim(_welt({2020: HALB}), ["P01", "P02"], 2020)
    zeilen = indicators.verteilung(welt, GEBIETE, 2020)
    assert list(_zeilen(welt)["status"]) == ["geheim"]
    assert zeilen.loc[zeilen["name"].eq(NICHTDEUTSCH), "wert"].isna().all()
    assert "zu wenige Gebiete freigegeben" in narrative.verteilung(ORTE, zeilen)


def test_what_was_not_delivered_is_missing_and_a_city_without_tables_has_nothing() -> None:
    zeilen = indicators.verteilung(_welt({2020: HALB}), GEBIETE, 2020)
    assert set(zeilen.loc[zeilen["name"].ne(NICHTDEUTSCH), "status"]) == {"fehlt"}
    leer = indicators.verteilung({}, GEBIETE, 2020)
    assert leer.empty
    assert "Leer" in repr(charts.tabellen.verteilung(leer, id="v", titel="V", quelle="Q"))
    assert "nicht zu berechnen" in narrative.verteilung(ORTE, leer)


def test_a_city_of_few_areas_has_no_index() -> None:
    zeilen = indicators.verteilung(_welt({2020: HALB}), GEBIETE[:9], 2020)
    assert not zeilen["status"].eq("wert").any()


def test_sentence_and_table_show_the_same_numbers() -> None:
    zeilen = indicators.verteilung(_welt({2019: GLEICH, 2020: HALB}), GEBIETE, 2020)
    assert "Nichtdeutsche gegenüber Deutschen: 62,5 (2020), höher als 2019 (0,0)." in narrative.verteilung(
        ORTE, zeilen
    )
    anzeige = charts.tabellen.verteilung(zeilen, id="v", titel="V", quelle="Q")
    inhalt = next(iter(anzeige.buendel.values()))
    (zeile,) = [[zelle["text"] for zelle in z] for z in inhalt["zeilen"]]
    assert zeile == [NICHTDEUTSCH, "Segregation", "12 von 12", "0,0", "62,5"]
