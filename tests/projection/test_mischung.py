"""Totals of all views on the ages of the cohort model: what is published is what the Rückschau judges."""

import numpy as np
import pytest

from pipeline.projection import aussicht, mischung, scenarios
from pipeline.projection.aussicht import Aussicht
from pipeline.projection.lauf import Lauf, lauf, raten, vorausberechnet
from tests.projection.bestand import bestand

HN, A, B = range(3)


@pytest.fixture(scope="module")
def eins() -> Lauf:
    return lauf(bestand(), ["HN", "A", "B"], "2020-12-31", 2023)


@pytest.fixture(scope="module")
def alle(eins: Lauf) -> list[Aussicht]:
    return aussicht.aussichten(bestand(), eins)


def test_the_published_totals_are_those_of_all_views(eins: Lauf, alle: list[Aussicht]) -> None:
    faktor = mischung.faktoren(eins, alle)
    _, population = mischung.erwartet(eins, eins.heute, faktor)
    _, alone = vorausberechnet(eins, eins.heute)
    total = population.sum(axis=(2, 3, 4))
    np.testing.assert_allclose(total[:, [A, B]], alle[0].heute.forecast.total.T)
    assert np.abs(total / alone.sum(axis=(2, 3, 4)) - 1).max() > 0.001  # not what the cohort model says alone
    np.testing.assert_allclose(population[:, HN], population[:, A] + population[:, B])
    ages = population[:, A] / total[:, A, None, None, None]
    np.testing.assert_allclose(ages, alone[:, A] / alone[:, A].sum(axis=(1, 2, 3), keepdims=True))


def test_the_city_grows_by_the_mean_of_three(eins: Lauf, alle: list[Aussicht]) -> None:
    moved = vorausberechnet(eins, eins.heute)[1][:, [A, B]].sum(axis=(1, 2, 3, 4))
    today = eins.base[HN].sum()
    # every stock of the past is the same, so that the last growth says nothing changes too
    expected = today * np.cbrt(moved / today)
    np.testing.assert_allclose(alle[0].heute.origin.city, expected)


def test_a_scenario_departs_from_the_basis_as_the_cohort_model_says(eins: Lauf, alle: list[Aussicht]) -> None:
    faktor = mischung.faktoren(eins, alle)
    r = raten(eins, scenarios.read(), "hoehere_zuwanderung")
    cohort, mixed = (
        [path(rates)[:, [A, B]] for rates in (r, eins.heute)]
        for path in (
            lambda rates: vorausberechnet(eins, rates)[1],
            lambda rates: mischung.erwartet(eins, rates, faktor)[1],
        )
    )
    assert cohort[0].sum() > 1.001 * cohort[1].sum()
    np.testing.assert_allclose(mixed[0] * cohort[1], mixed[1] * cohort[0])


def test_without_flows_or_past_nothing_is_mixed() -> None:
    without = {name: table for name, table in bestand().items() if name != "geburten"}
    only_base = bestand()
    people = only_base["einwohner"]
    only_base["einwohner"] = people[people["stichtag"] >= "2020"].reset_index(drop=True)
    for tables in (without, only_base):
        eins = lauf(tables, ["HN", "A", "B"], "2020-12-31", 2022)
        assert (mischung.faktoren(eins, aussicht.aussichten(tables, eins)) == 1).all()
