"""Which round belongs to a report, and in which order it is shown."""

import pandas as pd
import pytest

from pipeline import indicators
from pipeline.indicators.runde import runde

P10 = "P10"


def gefragt(*tage, raumeinheit=P10):
    return pd.DataFrame({"raumeinheit": raumeinheit, "stichtag": list(tage)})


@pytest.mark.parametrize(
    ("stichtag", "tag"),
    [
        ("2020-12-31", "2022-12-31"),  # after the Stichtag, for there is none before
        ("2022-12-31", "2022-12-31"),
        ("2023-12-31", "2022-12-31"),  # the later one is further away
        ("2025-12-31", "2026-06-30"),
        ("2019-12-31", "2022-12-31"),  # three years are near enough
        ("2019-12-28", ""),
    ],
)
def test_the_nearest_round_counts_if_it_is_near(stichtag, tag):
    assert runde(gefragt("2022-12-31", "2026-06-30"), P10, stichtag) == tag


def test_of_two_rounds_equally_near_the_earlier_counts():
    assert runde(gefragt("2020-12-21", "2020-12-11"), P10, "2020-12-16") == "2020-12-11"


def test_rounds_of_other_areas_do_not_count():
    assert runde(gefragt("2020-12-31", raumeinheit="P11"), P10, "2020-12-31") == ""
    assert runde(None, P10, "2020-12-31") == ""


def zahlen(*felder):
    codes = {"zielgruppe": "alle", "thema": "insgesamt", "aussageart": "insgesamt", "status": "wert"}
    return pd.DataFrame(
        [{"raumeinheit": P10, "stichtag": "2022-12-31", "handlungsfeld": f, **codes} for f in felder]
    )


def test_fields_of_action_stand_in_the_order_of_the_paper_and_unknown_ones_last():
    tabelle = zahlen("Wohnen", "Senioren", "Anlaufstelle Quartierszentrum", "Arbeit", "Vernetzung")
    folge = indicators.interviews({"interviews": tabelle}, P10, "2020-12-31").zahlen["handlungsfeld"]
    assert folge.tolist() == ["Anlaufstelle Quartierszentrum", "Vernetzung", "Senioren", "Arbeit", "Wohnen"]


def test_without_interviews_there_is_no_round():
    leer = indicators.interviews({}, P10, "2020-12-31")
    assert leer.stichtag == ""
    assert not leer.nach_institutionen
    assert leer.zahlen.empty
    assert leer.zitate.empty
