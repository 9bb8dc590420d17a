"""Classes of status and dynamics: worked by hand, planted, and unchanged by what must not matter."""

import numpy as np
import pandas as pd
import pytest

from pipeline import comparison

NENNER = 1_000_000
"""So many persons that chance does not matter where a test is not about it."""
ORTE = [f"P{n:02}" for n in range(1, 26)]
MITTE = [20.0] * 11 + [22.0] * 11
"""Twenty-two areas on both sides of the middle; three more stand apart."""
BELASTET, FERN, GUENSTIG = 27.0, 30.0, 10.0
WERTE = [*MITTE, BELASTET, FERN, GUENSTIG]


def merkmale(
    stand: list[list[float]], wandel: list[list[float]] | None = None, nenner: float = NENNER
) -> pd.DataFrame:
    """Indicators, each a share in percent by area; the change is in points, from 50 percent."""
    reihen = [("status", stand), ("dynamik", wandel or stand)]
    teile = [
        _zeilen(index, f"k{n}", reihe, nenner) for index, tafel in reihen for n, reihe in enumerate(tafel)
    ]
    return pd.concat(teile, ignore_index=True)


def _zeilen(index: str, kennzahl: str, werte: list[float], nenner: float) -> pd.DataFrame:
    zahlen, dynamik = np.array(werte, dtype=float), index == "dynamik"
    heute = 50 + zahlen if dynamik else zahlen
    return pd.DataFrame(
        {
            "raumeinheit": ORTE[: len(werte)],
            "index": index,
            "kennzahl": kennzahl,
            "name": f"Merkmal {kennzahl}",
            "faktor": 100.0,
            "gewicht": -1.0,
            "zaehler": heute / 100 * nenner,
            "nenner": np.where(np.isnan(zahlen), np.nan, nenner),
            "zaehler_davor": 0.5 * nenner if dynamik else np.nan,
            "nenner_davor": nenner if dynamik else np.nan,
            "wert": zahlen,
            "status": np.where(np.isnan(zahlen), "geheim", "wert"),
            "grund": np.where(np.isnan(zahlen), "Merkmal: geheim", ""),
        }
    )


def test_the_index_and_its_classes_by_hand() -> None:
    # three indicators alike: the index is the z-score of the one, turned round
    typen = comparison.typologie(merkmale([WERTE] * 3)).set_index("raumeinheit")
    z = -(np.array(WERTE) - np.mean(WERTE)) / np.std(WERTE)
    assert typen["status_index"].to_numpy() == pytest.approx(z)
    assert z[22:] == pytest.approx([-1.81, -2.74, 3.46], abs=0.01)
    assert typen.loc[["P23", "P24", "P25"], "status"].tolist() == ["sehr niedrig", "sehr niedrig", "hoch"]
    assert set(typen.loc[ORTE[:22], "status"]) == {"mittel"}
    assert typen.loc[["P23", "P25"], "dynamik"].tolist() == ["negativ", "positiv"]
    assert typen["eindeutig"].all()


def test_a_low_status_lies_between_one_and_one_and_a_half_deviations() -> None:
    werte = [*[20.0] * 12, *[22.0] * 11, 24.0, 17.0]
    typen = comparison.typologie(merkmale([werte] * 3)).set_index("raumeinheit")
    assert -2.5 < typen.loc["P24", "status_index"] < -1.5
    werte[23] = 22.6
    typen = comparison.typologie(merkmale([werte] * 3)).set_index("raumeinheit")
    assert -1.5 < typen.loc["P24", "status_index"] < -1
    assert typen.loc["P24", "status"] == "niedrig"


def test_names_and_order_of_the_areas_do_not_matter() -> None:
    zufall = np.random.default_rng(1)
    werte = [list(zufall.normal(20, 5, 25)) for _ in range(3)]
    eine = comparison.typologie(merkmale(werte)).set_index("raumeinheit")
    folge = zufall.permutation(25)
    zeilen = merkmale([[reihe[i] for i in folge] for reihe in werte])
    andere = comparison.typologie(zeilen.sample(frac=1, random_state=2)).set_index("raumeinheit")
    for spalte in ("status", "dynamik", "status_bleibt", "dynamik_bleibt"):
        assert andere.loc[ORTE, spalte].tolist() == eine.loc[[ORTE[i] for i in folge], spalte].tolist()


def test_a_secret_value_has_no_class_and_says_why_and_moves_nobody_else() -> None:
    werte = [*WERTE]
    werte[0] = np.nan
    typen = comparison.typologie(merkmale([werte, WERTE, WERTE])).set_index("raumeinheit")
    ohne = typen.loc["P01"]
    assert ohne[["status", "status_index", "status_bleibt", "status_zufall", "eindeutig"]].isna().all()
    assert ohne["status_grund"] == "Merkmal: geheim"
    ganz_ohne = [reihe[1:] for reihe in (WERTE, WERTE, WERTE)]
    rest = comparison.typologie(merkmale(ganz_ohne))
    assert typen["status_index"].iloc[1:].tolist() == pytest.approx(rest["status_index"].tolist())


def test_too_few_areas_have_no_classes() -> None:
    typen = comparison.typologie(merkmale([WERTE[-12:]] * 3))
    assert typen["status"].isna().all()
    assert typen["status_grund"].eq("weniger als 20 Gebiete haben alle Werte").all()
    assert typen["eindeutig"].isna().all()


def test_the_variants_are_named_and_a_class_that_hangs_on_one_indicator_is_not_certain() -> None:
    schief = [*MITTE, 21.0, 21.0, 45.0]  # P25 stands apart by the first indicator alone
    flach = [*MITTE, 21.0, 21.0, 21.0]
    zeilen = merkmale([schief, flach, flach])
    assert comparison.varianten(zeilen) == [
        *(f"ohne Merkmal k{n}" for n in range(3)),
        *(f"Merkmal k{n} doppelt gewichtet" for n in range(3)),
        "Ränge statt z-Werte",
    ]
    ort = comparison.typologie(zeilen).set_index("raumeinheit").loc["P25"]
    assert ort["status"] == "sehr niedrig"
    # it stays where one of the others is left out or the first counts twice; without the first, with one
    # of the others counted twice, or by ranks, it is nearer to the middle
    assert ort["status_bleibt"] == pytest.approx(3 / 7)
    assert not ort["status_eindeutig"]
    assert ort["status_zufall"] == 1


def test_what_few_persons_make_hangs_on_chance_and_what_many_make_does_not() -> None:
    wenige, viele = (comparison.typologie(merkmale([WERTE] * 3, nenner=n)) for n in (60, NENNER))
    assert viele["status_zufall"].eq(1).all()
    assert wenige["status_zufall"].mean() < 0.9
    assert not wenige["eindeutig"].all()


def test_the_same_input_gives_the_same_draws() -> None:
    eine, zweite = (comparison.typologie(merkmale([WERTE] * 3, nenner=200)) for _ in range(2))
    pd.testing.assert_frame_equal(eine, zweite)
