"""Districts add up to their city; a lone district of a city is not blown up to it."""

import numpy as np
import pandas as pd
import pytest

from pipeline.projection import raking

GEBIETE = pd.DataFrame(
    {
        "raumeinheit": ["HN", "S1", "P1", "P2", "P3"],
        "uebergeordnet": pd.Series([None, "HN", "S1", "S1", "HN"], dtype="str"),
    }
)


def stand(*zahlen: tuple[float, float]) -> np.ndarray:
    """[area, group, sex, age] with two cells that count, the rest empty."""
    cells = np.zeros((len(zahlen), 2, 2, 101))
    cells[:, 0, 0, 30], cells[:, 1, 1, 80] = np.array(zahlen).T
    return cells


BASE = stand((100, 50), (60, 20), (40, 20), (20, 0), (40, 30))
LATER = stand((120, 40), (70, 25), (40, 25), (20, 0), (40, 25))[None]
ALLE = np.ones(5, dtype=bool)


def test_each_cell_adds_up_and_the_district_between_is_the_sum_of_its_own() -> None:
    result = raking.controlled(LATER, BASE, GEBIETE, ALLE)[0]
    assert result[:, 0, 0, 30].tolist() == pytest.approx([120, 72, 48, 24, 48])
    assert result[:, 1, 1, 80].tolist() == pytest.approx([40, 20, 20, 0, 20])


def test_those_of_no_known_district_stay_outside_of_all() -> None:
    base = BASE.copy()
    base[0, 0, 0, 30] = 103  # three of 153 have no known address
    result = raking.controlled(LATER, base, GEBIETE, ALLE)[0]
    assert result[[2, 3, 4], 0, 0, 30].sum() == pytest.approx(120 * 150 / 153)


@pytest.mark.parametrize("fehlt", [0, 4])
def test_without_the_city_or_one_district_nothing_changes(fehlt: int) -> None:
    known = np.arange(5) != fehlt
    assert (raking.controlled(LATER, BASE, GEBIETE, known) == LATER).all()


def test_one_district_alone_is_not_the_city() -> None:
    nur = GEBIETE[GEBIETE["raumeinheit"].isin(["HN", "P3"])].reset_index(drop=True)
    later = LATER[:, [0, 4]]
    assert (raking.controlled(later, BASE[[0, 4]], nur, np.ones(2, dtype=bool)) == later).all()
