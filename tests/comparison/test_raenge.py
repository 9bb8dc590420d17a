"""All areas of a city beside it and beside each other."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import comparison, errors, measures

ORTE = [f"P{n:02}" for n in range(1, 13)]


def stadt(zaehler: list[float], nenner: list[float], art: str = "anteil") -> pd.DataFrame:
    """Kennzahlen of areas and their city in the form of `indicators.kennzahlen`; NaN is secret."""
    x, n = np.array([*zaehler, np.nansum(zaehler)]), np.array([*nenner, np.nansum(nenner)], dtype=float)
    orte = [*ORTE[: len(zaehler)], "HN"]
    grenzen = measures.wilson(x, n) if art == "anteil" else measures.rate(x, n)
    status = np.where(np.isnan(x), "geheim", "wert")
    werte = {"zaehler": x, "nenner": n, "wert": 100 * x / n}
    kopf = {"kennzahl": "k", "jahr": 2020, "grund": "", "faktor": 100.0, "vergleichbar": True, "art": art}
    ohne = {"leicht": np.nan, "deutlich": np.nan}
    oben = ["HN"] * len(zaehler) + [""]
    grenzwerte = {"untere": 100 * grenzen.untere, "obere": 100 * grenzen.obere}
    tafel = {"raumeinheit": orte, **werte, **grenzwerte, "status": status, "teil_von": oben}
    return pd.DataFrame(tafel).assign(**kopf, **ohne)


def verglichen(zaehler: list[float], nenner: list[float], art: str = "anteil") -> pd.DataFrame:
    return comparison.stadtvergleich(stadt(zaehler, nenner, art), ORTE[: len(zaehler)], "HN", 2020)


def test_every_area_is_compared_as_alone_and_all_are_one_family() -> None:
    tafel = stadt([100, 110, 300], [1000, 1000, 1000])
    alle = comparison.stadtvergleich(tafel, ORTE[:3], "HN", 2020)
    einzeln = [comparison.vergleich(tafel, ort, "HN", 2020).iloc[0] for ort in ORTE[:3]]
    assert alle["p"].tolist() == pytest.approx([zeile["p"] for zeile in einzeln])
    assert alle["p_korrigiert"].tolist() == pytest.approx(measures.benjamini_hochberg(alle["p"]))


def test_the_order_and_the_places_by_hand() -> None:
    zeilen = comparison.raenge(verglichen([100, 110, 300, np.nan], [1000] * 4))
    assert zeilen["raumeinheit"].tolist() == ["P03", "P02", "P01", "P04"]
    assert zeilen["rang_von"].tolist()[:3] == [1, 2, 2]
    assert zeilen["rang_bis"].tolist()[:3] == [1, 3, 3]
    assert zeilen["ununterscheidbar"].tolist()[:3] == [0, 1, 1]
    assert zeilen["wie_naechster"].tolist()[:2] == [False, True]
    ohne = zeilen.iloc[3]
    assert ohne[["rang_von", "rang_bis", "ununterscheidbar", "andere", "wie_naechster"]].isna().all()
    assert zeilen["andere"].tolist()[:3] == [2, 2, 2]


def test_rates_are_told_apart_by_their_own_test() -> None:
    zeilen = comparison.raenge(verglichen([50, 200], [1000, 1000], "rate"))
    assert zeilen["rang_bis"].tolist() == [1, 2]


def test_of_nothing_there_is_no_order() -> None:
    zeilen = comparison.raenge(verglichen([np.nan, np.nan], [1000, 1000]))
    assert zeilen["rang_von"].isna().all()


@pytest.mark.long
@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(30, 3000), st.integers(0, 30)), min_size=2, max_size=9))
def test_who_overlaps_shares_a_place_and_no_failed_test_is_called_significant(zahlen) -> None:
    vergleich = verglichen([float(x) for _, x in zahlen], [float(n) for n, _ in zahlen])
    ja = vergleich["signifikant"].fillna(value=False).to_numpy(dtype=bool)
    assert (measures.floats(vergleich["p_korrigiert"])[ja] < comparison.NIVEAU).all()
    zeilen = comparison.raenge(vergleich).to_dict("records")
    for oben in zeilen:
        for unten in zeilen:
            if oben["untere"] <= unten["obere"] and unten["untere"] <= oben["obere"]:
                assert oben["rang_von"] <= unten["rang_bis"]


def test_the_districts_of_a_city_are_found_below_it_and_nothing_else() -> None:
    zeilen = [("HN", "stadt", None), ("B1", "stadtbezirk", "HN"), ("P2", "planungsbezirk", "B1")]
    zeilen += [("P1", "planungsbezirk", "HN"), ("X", "stadt", None), ("Y1", "planungsbezirk", "X")]
    raeume = pd.DataFrame(zeilen, columns=["raumeinheit", "ebene", "uebergeordnet"])
    assert comparison.bezirke(raeume, "HN") == ["P1", "P2"]
    with pytest.raises(errors.ParameterUngueltig, match='"P1" ist keine Stadt'):
        comparison.bezirke(raeume, "P1")
    with pytest.raises(errors.ParameterUngueltig, match="liegt keine Raumeinheit der Ebene planungsbezirk"):
        comparison.bezirke(raeume[raeume["raumeinheit"].ne("Y1")], "X")


def test_the_scatter_is_that_of_the_tests() -> None:
    tafel = comparison.streuung(verglichen([100, 100, 100, 300], [1000] * 4))
    assert tafel["faktor"].iloc[0] > 10
    assert tafel["gebiete"].iloc[0] == 4
