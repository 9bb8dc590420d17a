"""An area among all of its level: ranges and funnels by hand."""

import numpy as np
import pandas as pd
import pytest

from pipeline import comparison, measures

RAEUME = [f"P{n:02d}" for n in range(1, 13)]


def _alle(werte: list[float], nenner: float = 1000.0, art: str = "anteil") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kennzahl": "k",
            "name": "Anteil",
            "einheit": "%",
            "stellen": 1,
            "handlungsfeld": "2.3.1",
            "raumeinheit": RAEUME[: len(werte)],
            "jahr": 2020,
            "wert": werte,
            "zaehler": [w * nenner / 100 for w in werte],
            "nenner": nenner,
            "faktor": 100.0,
            "art": art,
            "status": "wert",
        }
    )


def _vergleich(wert: float, stadt: float, **mehr: object) -> pd.DataFrame:
    zeile = _alle([wert]).assign(wert_stadt=stadt, differenz=wert - stadt, vergleichbar=True)
    angaben = {"signifikant": True, "richtung": "ueber", "richtung_gut": "neutral"} | mehr
    return zeile.assign(**angaben)


def test_the_city_is_the_middle_and_nobody_is_further_than_one() -> None:
    got = comparison.spannen(_vergleich(12.0, 8.0), _alle([float(n) for n in range(1, 13)]), 2020).iloc[0]
    assert (got["kleinster"], got["groesster"]) == (1, 12)
    assert (got["viertel"], got["dreiviertel"]) == (3.75, 9.25)
    assert got["platz_kleinster"] == -1
    assert got["platz_wert"] == got["platz_groesster"] == pytest.approx(4 / 7)
    assert got["platz_viertel"] == pytest.approx((3.75 - 8) / 7)


def test_few_areas_and_what_is_not_compared_have_no_range() -> None:
    wenige = _alle([float(n) for n in range(1, 10)])
    assert comparison.spannen(_vergleich(5.0, 5.0), wenige, 2020).empty
    viele = _alle([float(n) for n in range(1, 13)])
    assert comparison.spannen(_vergleich(5.0, 5.0, vergleichbar=False), viele, 2020).empty
    assert comparison.spannen(_vergleich(5.0, 5.0), viele, 2019).empty


def test_equal_areas_have_a_place_for_nobody() -> None:
    got = comparison.spannen(_vergleich(5.0, 5.0), _alle([5.0] * 12), 2020).iloc[0]
    assert np.isnan(got["platz_wert"])


def test_the_funnel_has_the_limits_of_the_measures_and_says_who_is_outside() -> None:
    alle = _alle([10.0] * 10 + [12.5, 30.0])
    punkte, grenzen = comparison.trichter(_vergleich(10.0, 10.0), alle, 2020, ["k"])
    enge, weite = (measures.funnel_share(0.1, 1000, stufe) for stufe in measures.TRICHTER)
    assert punkte["oben_95"].iloc[0] == pytest.approx(100 * float(enge.obere))
    assert punkte["unten_99"].iloc[0] == pytest.approx(100 * float(weite.untere))
    assert 100 * float(enge.obere) < 12.5
    assert list(punkte["ausserhalb"]) == [0] * 10 + [95, 99]
    assert grenzen["nenner"].is_monotonic_increasing
    assert (grenzen["unten_99"] <= grenzen["unten_95"]).all()


def test_a_rate_has_the_limits_of_events() -> None:
    punkte, _ = comparison.trichter(_vergleich(10.0, 10.0), _alle([10.0] * 12, art="rate"), 2020, ["k"])
    erwartet = measures.funnel_rate(0.1, 1000, 100, measures.TRICHTER[0])
    assert punkte["oben_95"].iloc[0] == pytest.approx(float(erwartet.obere))


def test_decided_kennzahlen_get_their_funnel_first() -> None:
    zeilen = [
        _vergleich(5.0, 5.0, richtung_gut="hoch_ist_gut").assign(kennzahl="gut"),
        _vergleich(5.0, 5.0).assign(kennzahl="neutral"),
        _vergleich(5.0, 5.0).assign(kennzahl="beschlossen"),
        _vergleich(5.0, 5.0, art="wert").assign(kennzahl="wert"),
    ]
    verglichen = pd.concat(zeilen, ignore_index=True)
    alle = pd.concat(
        [_alle([1.0] * 12).assign(kennzahl=k) for k in verglichen["kennzahl"]], ignore_index=True
    )
    gewaehlt = comparison.trichter_auswahl(verglichen, alle, 2020, ["wert", "beschlossen"])
    assert gewaehlt == ["beschlossen", "gut"]


def test_areas_of_one_level_stand_together() -> None:
    raeume = pd.DataFrame(
        {
            "raumeinheit": ["HN", "P11", "P10", "003"],
            "ebene": ["stadt", "bezirk", "bezirk", "s"],
        }
    )
    assert comparison.gleiche_ebene(raeume, "P10") == ["P10", "P11"]
    assert comparison.gleiche_ebene(raeume, "HN") == ["HN"]
