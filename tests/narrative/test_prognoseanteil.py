"""The share of nichtdeutsch residents: no direction against the band, no number where there is none."""

import numpy as np
import pandas as pd
import pytest

from pipeline import narrative
from tests.narrative.muster import ORTE

STICHTAG = "2020-12-31"


def verlauf(heute: float, dann: float, unten: float, oben: float, status: str = "wert") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "jahr": [2020, 2035],
            "wert": [heute, dann],
            "unten": [heute, unten],
            "oben": [heute, oben],
            "status": ["wert", status],
            "art": ["gezaehlt", "erwartet"],
        }
    )


@pytest.mark.parametrize("saat", range(30))
def test_a_direction_never_stands_against_the_band(saat: int) -> None:
    heute, dann, a, b = np.random.default_rng(saat).uniform(10, 30, 4).round(1)
    unten, oben = sorted([dann, a, b])[0], sorted([dann, a, b])[-1]
    daten = verlauf(heute, dann, unten, oben)
    text = narrative.prognoseanteil.anteil(ORTE, daten, STICHTAG, 2035)
    titel = narrative.prognoseanteil.kopf(daten, STICHTAG, 2035, "Amt")["titel"]
    assert (" zu; das Band" in text) == titel.endswith(" zu") == (unten > heute)
    assert (" ab; das Band" in text) == titel.endswith(" ab") == (oben < heute)
    assert ("abnimmt, ist offen: " in text) == titel.endswith("ist offen") == (unten <= heute <= oben)
    assert "das Band reicht von" in text


def test_without_a_band_no_direction_is_said() -> None:
    text = narrative.prognoseanteil.anteil(ORTE, verlauf(16.0, 30.0, np.nan, np.nan), STICHTAG, 2035)
    assert "abnimmt, ist offen: " in text
    assert "Band" not in text


def test_a_secret_or_missing_share_has_no_number() -> None:
    geheim = verlauf(16.0, np.nan, np.nan, np.nan, "geheim")
    assert "Geheimhaltung" in narrative.prognoseanteil.anteil(ORTE, geheim, STICHTAG, 2035)
    assert narrative.prognoseanteil.anteil(ORTE, geheim.iloc[:0], STICHTAG, 2035) == ""
    fehlt = verlauf(16.0, np.nan, np.nan, np.nan, "fehlt")
    assert narrative.prognoseanteil.anteil(ORTE, fehlt, STICHTAG, 2035) == ""
    assert narrative.prognoseanteil.anteil(ORTE, geheim, STICHTAG, 2040) == ""
    ohne_basis = verlauf(16.0, 20.0, 18.0, 22.0).iloc[1:]
    text = narrative.prognoseanteil.anteil(ORTE, ohne_basis, STICHTAG, 2035)
    assert "zu" not in text.split()
    assert "rund 20,0" in text
