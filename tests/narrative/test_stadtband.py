"""Sentences of the city volume: none differs whose test failed, none is certain that is not."""

import pandas as pd
import pytest

from pipeline import narrative
from pipeline.narrative import stadtband, stadttypen
from pipeline.narrative.orte import Ort
from pipeline.narrative.stadtkopf import Stadt

HIER = Stadt(Ort("HN", "Heilbronn", "stadt"), {f"P{n}": f"P{n}" for n in range(1, 9)})


def raenge(*saetze: dict[str, object]) -> pd.DataFrame:
    """Rows of `comparison.raenge` with what sentences need."""
    kopf = {"kennzahl": "k", "name": "Anteil", "einheit": "%", "stellen": 1}
    kopf |= {"status": "wert", "wert_stadt": 10.0}
    zeilen = [
        kopf
        | {"raumeinheit": f"P{n}", "signifikant": False, "rang_von": 1, "rang_bis": len(saetze)}
        | {"andere": len(saetze) - 1, "ununterscheidbar": len(saetze) - 1, "wie_naechster": True}
        | satz
        for n, satz in enumerate(saetze, start=1)
    ]
    ganz = ("rang_von", "rang_bis", "andere", "ununterscheidbar")
    wahr = ("signifikant", "wie_naechster")
    tafel = pd.DataFrame(zeilen).astype(dict.fromkeys(ganz, "Int64") | dict.fromkeys(wahr, "boolean"))
    letzter = tafel.index[tafel["status"].eq("wert")][-1]
    return tafel.assign(wie_naechster=tafel["wie_naechster"].mask(tafel.index >= letzter))


def satz(tafel: pd.DataFrame) -> str:
    return stadtband.rangsaetze(HIER, tafel)["k"].replace("\N{NO-BREAK SPACE}", " ")


def test_where_nobody_differs_it_says_so() -> None:
    assert satz(raenge(*[{}] * 4)) == (
        "Keiner von 4 Bezirken weicht signifikant von Heilbronn (10,0 %) ab. Von 6 Paaren ist keines "
        "unterscheidbar; von den 3 Paaren, die in dieser Reihenfolge nebeneinander stehen, sind 3 nicht "
        "unterscheidbar. Kein Bezirk liegt sicher im höchsten oder niedrigsten Viertel."
    )


def test_one_that_stands_apart_is_named_and_a_secret_one_too() -> None:
    oben = {"signifikant": True, "rang_bis": 1, "ununterscheidbar": 0, "wie_naechster": False}
    rest = [{"rang_von": 2, "rang_bis": 4, "ununterscheidbar": 2, "andere": 3}] * 3
    leer = dict.fromkeys(("signifikant", "rang_von", "rang_bis", "andere", "ununterscheidbar"), pd.NA)
    text = satz(raenge(oben | {"andere": 3}, *rest, leer | {"status": "geheim", "wert_stadt": 10.0}))
    assert text.startswith("1 von 4 Bezirken weicht signifikant von Heilbronn (10,0 %) ab.")
    assert "Von 6 Paaren sind 3 unterscheidbar" in text
    assert "Sicher im höchsten Viertel: P1." in text
    assert "niedrigsten" not in text
    assert text.endswith("Ohne Wert: P5 (aus Gründen der Geheimhaltung nicht ausgewiesen).")


def test_the_scatter_is_called_real_only_where_it_is_more_than_chance() -> None:
    punkte = pd.DataFrame({"kennzahl": ["a", "b"], "name": ["A", "B"], "ausserhalb": [0, 99]})
    streuung = pd.DataFrame({"kennzahl": ["a", "b"], "faktor": [1.1, 8.0]})
    eine, andere = stadtband.trichterliste(punkte, streuung)
    assert eine == (
        "A: außerhalb von 99,8 % liegen 0 von 1 Bezirken; Streuungsfaktor 1,1: die Bezirke streuen kaum "
        "mehr, als der Zufall erwarten lässt."
    )
    assert "Streuungsfaktor 8,0: die Bezirke unterscheiden sich wirklich" in andere


@pytest.mark.parametrize(
    ("signifikant", "richtung", "trend", "zeichen"),
    [
        (True, "ueber", "steigt", "▲↗"),
        (True, "unter", "kein_trend", "▼→"),
        (False, "ueber", "faellt", "○↘"),
        (False, "ueber", None, "○"),
        (pd.NA, "ueber", "steigt", "↗"),
        (pd.NA, None, None, ""),
    ],
)
def test_the_signs_of_a_profile(signifikant, richtung, trend, zeichen) -> None:
    assert stadttypen.zeichen({"signifikant": signifikant, "richtung": richtung, "trend": trend}) == zeichen


def typen(**spalten: list[object]) -> pd.DataFrame:
    leer = {
        "raumeinheit": [f"P{n}" for n in range(1, 5)],
        "status": ["hoch", "sehr niedrig", "mittel", None],
        "dynamik": ["stabil", "negativ", None, None],
        "status_eindeutig": [True, False, True, pd.NA],
        "dynamik_eindeutig": [True, False, pd.NA, pd.NA],
        "status_grund": ["", "", "", "Quote (2020): geheim"],
        "dynamik_grund": ["", "", "Quote (2018): geheim", "Quote (2018): geheim"],
        "eindeutig": [True, False, pd.NA, pd.NA],
    }
    tafel = pd.DataFrame(leer | spalten)
    return tafel.astype({f"{index}_eindeutig": "boolean" for index in ("status", "dynamik")})


def test_a_class_is_said_with_its_doubt() -> None:
    assert [stadttypen.typ(satz) for satz in typen().to_dict("records")] == [
        "hoch, stabil",
        "sehr niedrig?, negativ?",
        "mittel, –",
        "nicht eingeordnet",
    ]


def test_the_table_says_what_is_not_certain_and_why_there_is_no_class() -> None:
    leer = {f"{index}_{was}": [0.5] * 4 for index in ("status", "dynamik") for was in ("bleibt", "zufall")}
    zeilen = stadttypen.klassenzeilen(HIER, typen(**leer))
    assert zeilen["urteil"].tolist() == [
        "eindeutig",
        "Status und Dynamik nicht eindeutig",
        "Status eindeutig; Dynamik nicht eingeordnet, Quote (2018): geheim",
        "nicht eingeordnet; Quote (2020): geheim",
    ]
    assert zeilen["status_stand"].tolist() == ["wert"] * 3 + ["nicht_verglichen"]


def test_what_came_out_and_how_certain_it_is() -> None:
    hier = HIER._replace(namen={f"P{n}": f"P{n}" for n in range(1, 5)})
    assert stadttypen.ergebnis(hier, typen()) == (
        "3 von 4 Bezirken sind nach ihrem Status eingeordnet: 1 hoch, 1 mittel, 0 niedrig, 1 sehr niedrig. "
        "Nach ihrer Dynamik sind es 2: 0 positiv, 1 stabil, 1 negativ. Nur nach ihrem Status eingeordnet: "
        "P3. Nicht eingeordnet: P4."
    )
    status, dynamik = stadttypen.sicherheit(typen())
    assert status == (
        "Status: Die Klasse ist bei 2 von 3 Bezirken eindeutig. Außerhalb der mittleren Klasse liegen 2 "
        "Bezirke, davon eindeutig: 1 (P1)."
    )
    assert dynamik.endswith("liegt 1 Bezirk, davon eindeutig: keiner.")


def test_dynamics_that_nobody_has_are_said_to_be_missing_once() -> None:
    hier = HIER._replace(namen={f"P{n}": f"P{n}" for n in range(1, 5)})
    ohne = typen(
        dynamik=[None] * 4, dynamik_eindeutig=[pd.NA] * 4, dynamik_grund=["Quote (2013): nicht geliefert"] * 4
    )
    text = stadttypen.ergebnis(hier, ohne)
    assert text.count("P1") == 0
    assert "Eine Dynamik lässt sich nicht angeben (Quote (2013): nicht geliefert)." in text
    assert len(stadttypen.sicherheit(ohne)) == 1
    leer = {f"{index}_{was}": [0.5] * 4 for index in ("status", "dynamik") for was in ("bleibt", "zufall")}
    zeilen = stadttypen.klassenzeilen(hier, ohne.assign(**leer))
    assert zeilen["urteil"].tolist()[:2] == ["Status eindeutig", "Status nicht eindeutig"]


def test_methods_name_the_tests_and_their_sources() -> None:
    text = " ".join(narrative.stadtkopf.methoden(["einwohner"], ["einwohner"]))
    for wort in ("Holm", "Benjamini", "Mogstad", "Goldstein und Spiegelhalter", "Vollerhebung"):
        assert wort in text
