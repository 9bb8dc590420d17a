"""Lines are cut out of their table: no year is left out, nothing hidden is drawn, no break is bridged."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.zuege import Zug, allein, lueckenhaft, stuecke, zuege

NAN = float("nan")


def _tabelle(zeilen: list[tuple[int, float, str, int]]) -> pd.DataFrame:
    daten = pd.DataFrame(zeilen, columns=["jahr", "wert", "status", "gebietsstand"])
    return daten.assign(feld="Anteil", reihe="hier", untere=daten["wert"] - 1, obere=daten["wert"] + 1)


def _hier(zeilen: list[tuple[int, float, str, int]]) -> Zug:
    return zuege(_tabelle(zeilen), ["Anteil"])["Anteil"]["hier"]


def test_a_year_without_a_row_is_a_gap_of_the_territory_before() -> None:
    zug = _hier([(2020, 4.0, "wert", 1), (2016, 1.0, "wert", 0), (2018, 3.0, "geheim", 1)])
    assert list(zug.jahre) == [2016, 2017, 2018, 2019, 2020]
    np.testing.assert_array_equal(zug.wert, [1.0, NAN, NAN, NAN, 4.0])
    np.testing.assert_array_equal(zug.untere, [0.0, NAN, NAN, NAN, 3.0])
    np.testing.assert_array_equal(zug.obere, [2.0, NAN, NAN, NAN, 5.0])
    assert [list(teil.jahre) for teil in stuecke(zug)] == [[2016, 2017], [2018, 2019, 2020]]


def test_a_line_without_rows_is_empty_and_one_without_limits_has_none() -> None:
    nur_wert = _tabelle([(2020, 4.0, "wert", 0)]).drop(columns=["untere", "obere", "gebietsstand"])
    panel = zuege(nur_wert, ["Anteil"])["Anteil"]
    assert stuecke(panel["dort"]) == []
    assert len(panel["dort"].jahre) == 0
    assert np.isnan(panel["hier"].untere).all()
    assert panel["hier"].im_jahr(2020) == 4.0
    assert np.isnan(panel["hier"].im_jahr(2021))


def test_two_years_cut_a_part_that_holds_both() -> None:
    zug = _hier([(jahr, float(jahr), "wert", 0) for jahr in range(2015, 2021)])
    assert list(zug.von_bis(2017, None).jahre) == [2017, 2018, 2019, 2020]
    assert list(zug.von_bis(None, 2016).jahre) == [2015, 2016]
    assert list(zug.von_bis(2016, 2017).wert) == [2016.0, 2017.0]


@given(st.lists(st.booleans(), max_size=8))
def test_gaps_and_single_points_are_those_one_sees(da: list[bool]) -> None:
    wert = np.where(da, 1.0, NAN) if da else np.array([])
    zeichen = "".join("x" if ja else "." for ja in da)
    assert lueckenhaft(wert) == ("." in zeichen.strip("."))
    umgeben = f".{zeichen}."
    assert list(allein(wert)) == [umgeben[stelle : stelle + 3] == ".x." for stelle in range(len(da))]
