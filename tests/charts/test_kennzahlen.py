"""What is drawn and written of the Kennzahlen in a report."""

import importlib
import re

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pipeline import charts, indicators
from pipeline.charts import handlungsfeld, schrift, stil
from pipeline.charts.anzeige import gleich_verteilt
from pipeline.narrative.orte import Ort, Orte
from tests.charts.muster import KOPF

spannen = importlib.import_module("pipeline.charts.spannen")  # the package has a function of that name


ORTE = Orte(Ort("P10", "Süd", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))


def _jahre(kennung: str, werte: list[float]) -> pd.DataFrame:
    """The last years of one Kennzahl in district and city."""
    jahre = range(2021 - len(werte), 2021)
    zeile = {"name": f"Anteil {kennung}", "einheit": "%", "stellen": 1, "status": "wert", "nenner": 100.0}
    zeilen = [
        zeile | {"raumeinheit": ort, "jahr": jahr, "wert": wert}
        for ort in ("P10", "HN")
        for jahr, wert in zip(jahre, werte, strict=True)
    ]
    return pd.DataFrame(zeilen).assign(kennzahl=kennung)


def _tafeln(werte: pd.DataFrame, kennungen: list[str]) -> list[str]:
    """Alternative texts of the small multiples of a field with these Kennzahlen in its table."""
    kopf = {"feld": "Senioren", "kennung": "2-3-5", "quelle": "Q"}
    zeilen = pd.DataFrame({"kennzahl": kennungen})
    anzeigen = handlungsfeld._reihen(werte, zeilen, ORTE, kopf)
    return [a.buendel["application/vnd.sozialraum.abbildung+json"]["alt"] for a in anzeigen]


def test_every_kennzahl_with_three_years_is_drawn_in_the_order_of_the_table() -> None:
    werte = pd.concat(
        [_jahre("b", [1.0, 2.0, 3.0]), _jahre("zwei", [1.0, 2.0]), _jahre("a", [4.0, 5.0, 6.0])],
        ignore_index=True,
    )
    (alt,) = _tafeln(werte, ["a", "zwei", "b"])
    assert 0 < alt.index("Anteil a (%)") < alt.index("Anteil b (%)")
    assert "Anteil zwei" not in alt


def test_what_was_zero_in_every_year_needs_no_picture() -> None:
    assert _tafeln(_jahre("null", [0.0] * 4), ["null"]) == []


def test_many_are_parted_into_figures_of_which_none_has_a_single_panel() -> None:
    kennungen = [f"k{n:02}" for n in range(7)]
    alle = _tafeln(pd.concat([_jahre(k, [1.0, 2.0, 3.0]) for k in kennungen], ignore_index=True), kennungen)
    assert [alt.count("Anteil k") for alt in alle] == [4, 3]
    assert "Anteil k03" in alle[0]
    assert "Anteil k06" in alle[1]


@pytest.mark.parametrize(
    ("anzahl", "teile"), [(0, []), (1, [1]), (9, [9]), (10, [5, 5]), (19, [6, 7, 6]), (28, [7, 7, 7, 7])]
)
def test_parts_are_as_few_and_as_even_as_can_be(anzahl: int, teile: list[int]) -> None:
    schnitte = gleich_verteilt(anzahl, 9)
    assert [len(range(anzahl)[schnitt]) for schnitt in schnitte] == teile
    assert [n for schnitt in schnitte for n in range(anzahl)[schnitt]] == list(range(anzahl))


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


def test_a_mark_at_the_end_of_the_range_is_whole() -> None:
    (eine,) = charts.spannen(_spannen(1).assign(platz_wert=1.0), ("P10", "HN"), "Gebiete", **KOPF)
    svg = eine.buendel["application/vnd.sozialraum.abbildung+json"]["svg"]
    marken = re.findall(r"<g([^>]*)>\s*<use[^>]*fill: #123f6b", svg)
    assert marken == [""]  # a cut one names its clip path here


def test_an_interval_stands_below_its_value_and_an_open_end_is_none() -> None:
    daten = pd.DataFrame({"n": ["a", "b"], "w": [1.5, 2.0], "u": [1.0, 1.0], "o": [2.2, float("inf")]})
    spalten = [charts.Spalte("n", "Name", kopf=True), charts.Spalte("w", "Wert", 1, grenzen=("u", "o"))]
    inhalt = charts.tabelle(daten, spalten, **KOPF).buendel["application/vnd.sozialraum.tabelle+json"]
    assert [zeile[1]["text"] for zeile in inhalt["zeilen"]] == ["1,5\n1,0 bis 2,2", "2,0"]


def test_no_name_of_the_catalogue_runs_into_the_numbers() -> None:
    katalog = indicators.katalog()
    zeilen = pd.concat([_spannen(1).assign(name=k.name, einheit=k.einheit, wert=1234.5) for k in katalog])
    with mpl.rc_context({**stil._RC, **schrift.rc()}):
        abbildung = Figure(figsize=(stil.zoll(stil.BREITE_MM), stil.zoll(spannen._ZEILE * len(zeilen))))
        renderer = FigureCanvasAgg(abbildung).get_renderer()
        achsen = stil.achsen(abbildung, spannen._LINKS, 0, spannen._BREITE, spannen._ZEILE * len(zeilen))
        spannen._texte(achsen, zeilen, ("P10", "HN"))
        je_zeile = 1 + len(spannen._SPALTEN)
        kaesten = [text.get_window_extent(renderer) for text in achsen.texts[: je_zeile * len(zeilen)]]
    for k, name, wert in zip(katalog, kaesten[::je_zeile], kaesten[1::je_zeile], strict=True):
        assert name.x1 < wert.x0, k.name
