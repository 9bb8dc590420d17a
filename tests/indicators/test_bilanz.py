"""Planted worlds for the conjecture of the Eckpunktepapier: right, wrong, and within chance."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline import indicators, narrative
from pipeline.narrative.orte import Ort, Orte

ORTE = Orte(Ort("P10", "Herbert-Hoover-Siedlung", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))
PAPIER = {"weg d": 104, "weg n": 60}
"""What the paper counted, and all it counted."""
ALLE = "insgesamt"


def _welt(fluesse: Mapping[str, int], jahre: int = 1, geheim: int = 0) -> dict[str, pd.DataFrame]:
    """Years of the same flows from 2,133 Germans and 420 others; births of Germans replace all deaths."""
    f = {"zu d": 104, "zu n": 60, "geb d": 20, "geb n": 0, "einb": 0, "tod": 20} | PAPIER | dict(fluesse)
    plus = {g: f[f"zu {g}"] - f[f"weg {g}"] + f[f"geb {g}"] for g in "dn"}
    plus = {"d": plus["d"] - f["tod"] + f["einb"], "n": plus["n"] - f["einb"]}
    bestand, bewegung, geburten, rest = [], [], [], []
    for n in range(jahre + 1):
        jahr = 2020 - jahre + n
        bestand += [(f"{jahr}-12-31", g, 2133 * (g == "d") + 420 * (g == "n") + n * plus[g]) for g in "dn"]
        bewegung += [(jahr, f"{r}zug", g, f[f"{r} {g}"]) for r in ("zu", "weg") for g in "dn" if n]
        geburten += [(jahr, g, f[f"geb {g}"]) for g in "dn" if n]
        rest += [(jahr, f["tod"], f["einb"])] if n else []
    g = {"d": "deutsch", "n": "nichtdeutsch"}
    einwohner = pd.DataFrame(bestand, columns=["stichtag", "staatsangehoerigkeit", "anzahl"])
    wanderungen = pd.DataFrame(bewegung, columns=["jahr", "richtung", "staatsangehoerigkeit", "anzahl"])
    kinder = pd.DataFrame(geburten, columns=["jahr", "staatsangehoerigkeit", "anzahl"])
    tode, einb = (pd.DataFrame(rest, columns=["jahr", "tod", "einb"])[["jahr", s]] for s in ("tod", "einb"))
    welt = {
        "einwohner": einwohner.assign(altersgruppe=ALLE, geschlecht=ALLE),
        "wanderungen": wanderungen.assign(art=ALLE, altersgruppe=ALLE),
        "geburten": kinder,
        "sterbefaelle": tode.rename(columns={"tod": "anzahl"}),
        "einbuergerungen": einb.rename(columns={"einb": "anzahl"}),
    }
    for name, tabelle in welt.items():
        welt[name] = tabelle.assign(raumeinheit="P10", status="wert").astype({"anzahl": "Int64"})
        if "staatsangehoerigkeit" in tabelle:
            welt[name]["staatsangehoerigkeit"] = welt[name]["staatsangehoerigkeit"].map(g)
    welt["geburten"].loc[welt["geburten"]["jahr"].eq(geheim), ["anzahl", "status"]] = [pd.NA, "geheim"]
    return welt


def _urteil(welt: dict[str, pd.DataFrame]) -> tuple[dict[str, float], str]:
    bilanz = indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)
    aenderung = indicators.anteilsaenderung(bilanz)
    return aenderung, narrative.vermutung(ORTE, bilanz, aenderung)


def test_out_moves_alone_would_lower_the_share() -> None:
    """60 of 420 left, and 104 of 2,133: the smaller number is the larger loss."""
    aenderung, text = _urteil(_welt({}))
    # first-order: (104 * 420 - 60 * 2133) / 2553^2
    assert aenderung["nur_wegzuege"] == pytest.approx(100 * (104 * 420 - 60 * 2133) / 2553**2)
    assert "Wegzüge allein hätten ihn um 1,3 Prozentpunkte gesenkt" in text


def test_a_balance_that_stands_still_carries_nothing() -> None:
    aenderung, text = _urteil(_welt({}, jahre=5))
    assert aenderung["differenz"] == pytest.approx(0)
    assert aenderung["wanderungen"] == pytest.approx(0)
    assert "weder tragen noch widerlegen" in text


def test_arrivals_carry_the_conjecture() -> None:
    aenderung, text = _urteil(_welt({"zu n": 90}, jahre=5))
    assert aenderung["z"] > 1.96
    assert aenderung["differenz"] == pytest.approx(100 * (570 / 2703 - 420 / 2553))
    assert "Die Bilanz trägt die Vermutung, nicht aber die Zahl der Wegzüge" in text


def test_naturalisations_contradict_it() -> None:
    aenderung, text = _urteil(_welt({"einb": 40}, jahre=5))
    assert aenderung["z"] < -1.96
    assert "200 Einbürgerungen" in text
    assert "widerspricht der Vermutung" in text


def test_the_same_flows_of_one_year_are_within_chance() -> None:
    assert abs(_urteil(_welt({"zu n": 72}))[0]["z"]) < 1.96


def test_a_secret_year_shortens_the_balance_and_a_secret_last_year_leaves_none() -> None:
    bilanz = indicators.staatsangehoerigkeitsbilanz(_welt({}, jahre=5, geheim=2018), "P10", 2020)
    assert set(bilanz["von"]) == {2019}
    assert list(bilanz["wegzuege"]) == [208, 120]
    leer = indicators.staatsangehoerigkeitsbilanz(_welt({}, jahre=5, geheim=2020), "P10", 2020)
    assert leer.empty
    assert "lässt sich nicht prüfen" in narrative.vermutung(ORTE, leer, indicators.anteilsaenderung(leer))
