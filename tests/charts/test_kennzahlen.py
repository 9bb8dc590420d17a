"""What is drawn and written of the Kennzahlen in a report."""

import importlib

import pandas as pd

from pipeline import charts
from pipeline.charts import handlungsfeld
from tests.charts.muster import KOPF

spannen = importlib.import_module("pipeline.charts.spannen")  # the package has a function of that name


def _zeilen(**anders: object) -> pd.DataFrame:
    kopf = {
        "zielwert": float("nan"),
        "trend": "kein_trend",
        "signifikant": pd.array([False] * 8, dtype="boolean"),
        "verhaeltnis": [1.0, 0.5, 3.0, 1.1, 1.2, 1.3, 1.4, float("nan")],
    }
    return pd.DataFrame({"kennzahl": list("abcdefgh")}).assign(**{**kopf, **anders})


def test_targets_trends_and_large_differences_are_drawn_first() -> None:
    signifikant = pd.array([False, True, True, False, False, False, False, False], dtype="boolean")
    trend = ["kein_trend"] * 7 + ["faellt"]
    ziel = [float("nan")] * 6 + [1.0, float("nan")]
    zeilen = _zeilen(signifikant=signifikant, trend=trend, zielwert=ziel)
    # the target g, the trend h, then c (three times) before b (twice), then a and d as they come
    assert handlungsfeld.auswahl(zeilen, list("abcdefgh")) == ["a", "b", "c", "d", "g", "h"]
    assert handlungsfeld.auswahl(zeilen, list("bg")) == ["b", "g"]


def test_each_result_of_the_test_has_a_mark_of_its_own() -> None:
    saetze = [
        {"signifikant": True, "richtung": "ueber"},
        {"signifikant": True, "richtung": "unter"},
        {"signifikant": False, "richtung": "unter"},
        {"signifikant": pd.NA, "richtung": "unter"},
    ]
    assert [spannen.marke(satz) for satz in saetze] == ["ueber", "unter", "nicht", "ohne"]
    assert len({str(spannen._MARKEN[m]["marker"]) for m in spannen._MARKEN}) == len(spannen._MARKEN)


def _spannen(anzahl: int) -> pd.DataFrame:
    zeile = {
        "kennzahl": "k",
        "name": "Anteil",
        "einheit": "%",
        "stellen": 1,
        "wert": 1.5,
        "wert_stadt": 4.1,
        "kleinster": 1.0,
        "groesster": 9.0,
        "signifikant": True,
        "richtung": "unter",
        **{f"platz_{n}": 0.1 for n in ("wert", "kleinster", "viertel", "dreiviertel", "groesster")},
    }
    return pd.DataFrame([zeile] * anzahl)


def test_a_spine_chart_takes_as_many_pages_as_it_needs_and_says_what_one_sees() -> None:
    assert charts.spannen(_spannen(0), ("P10", "HN"), "Gebiete", **KOPF) == []
    (eine,) = charts.spannen(_spannen(2), ("P10", "HN"), "Gebiete", **KOPF)
    inhalt = eine.buendel["application/vnd.sozialraum.abbildung+json"]
    assert "1,5 gegenüber 4,1 %, signifikant darunter, Gebiete von 1,0 bis 9,0" in inhalt["alt"]
    zwei = charts.spannen(_spannen(spannen.ZEILEN + 1), ("P10", "HN"), "Gebiete", **KOPF)
    titel = [a.buendel["application/vnd.sozialraum.abbildung+json"]["titel"] for a in zwei]
    assert [t.replace("\N{NO-BREAK SPACE}", " ")[-9:] for t in titel] == ["(1 von 2)", "(2 von 2)"]


def test_an_interval_stands_below_its_value_and_an_open_end_is_none() -> None:
    daten = pd.DataFrame({"n": ["a", "b"], "w": [1.5, 2.0], "u": [1.0, 1.0], "o": [2.2, float("inf")]})
    spalten = [charts.Spalte("n", "Name", kopf=True), charts.Spalte("w", "Wert", 1, grenzen=("u", "o"))]
    inhalt = charts.tabelle(daten, spalten, **KOPF).buendel["application/vnd.sozialraum.tabelle+json"]
    assert [zeile[1]["text"] for zeile in inhalt["zeilen"]] == ["1,5\n1,0 bis 2,2", "2,0"]
