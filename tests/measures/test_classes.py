"""Natural breaks for maps, against a published implementation and against trying all partitions."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import measures

# Quelle: mapclassify 2.10.0 (PySAL), FisherJenks(werte, k=5).bins; gerechnet 2026-11-27
VEROEFFENTLICHT = (
    (
        [20.0, 21.5, 18.6, 15.5, 17.7, 15.0, 20.3, 26.7, 17.5, 16.9, 22.4, 21.8],
        [15.5, 18.6, 20.3, 22.4, 26.7],
    ),
    (
        [
            2.5,
            2.3,
            1.1,
            2.7,
            1.9,
            6.9,
            4.6,
            2.7,
            4.6,
            2.1,
            6.3,
            2.7,
            4.3,
            1.0,
            3.6,
            0.7,
            0.5,
            2.1,
            1.3,
            3.1,
            16.4,
            1.4,
            1.7,
            3.2,
            4.0,
            2.4,
            2.3,
            4.8,
            4.1,
            1.2,
            2.6,
            2.8,
            1.2,
            3.3,
            1.4,
            5.9,
            3.2,
            2.9,
            1.7,
            2.5,
            0.5,
            1.1,
            3.6,
            0.5,
            5.4,
            0.7,
            5.0,
            1.4,
            5.1,
            3.0,
            0.8,
            7.4,
            8.6,
            2.6,
            2.2,
            2.4,
            1.2,
            6.5,
            1.8,
        ],
        [1.9, 3.6, 5.4, 8.6, 16.4],
    ),
    (
        [
            19.7,
            16.0,
            16.9,
            13.6,
            26.3,
            19.2,
            24.8,
            20.1,
            16.5,
            18.4,
            17.2,
            20.0,
            18.1,
            18.5,
            13.1,
            16.0,
            28.3,
            16.6,
            14.7,
            21.7,
            27.0,
            12.7,
            19.0,
            16.8,
            11.2,
            23.7,
            19.9,
            20.4,
            16.2,
            22.3,
            17.3,
            19.3,
            14.5,
            13.9,
            26.7,
            17.5,
            21.5,
            19.8,
            17.8,
            17.5,
            23.2,
            18.5,
            19.2,
            20.1,
            25.9,
            23.4,
            21.9,
            17.2,
            13.1,
            24.7,
            24.8,
            19.3,
            22.7,
            23.9,
            24.2,
            24.6,
            17.7,
            27.6,
            13.8,
        ],
        [14.7, 18.1, 20.4, 24.8, 28.3],
    ),
)


@pytest.mark.parametrize(("werte", "grenzen"), VEROEFFENTLICHT)
def test_breaks_are_those_of_mapclassify(werte, grenzen):
    assert measures.natural_breaks(werte, 5).tolist() == grenzen


def spread(werte, grenzen):
    klasse = measures.class_of(werte, np.array(grenzen, dtype=float))
    teile = [np.array(werte)[klasse == nummer] for nummer in set(klasse)]
    return sum(float(((teil - teil.mean()) ** 2).sum()) for teil in teile)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=14), st.integers(1, 5))
def test_no_other_partition_is_more_alike(werte, klassen):
    grenzen = measures.natural_breaks(werte, klassen)
    stufen = sorted(set(werte))
    assert len(grenzen) == min(klassen, len(stufen))
    assert grenzen[-1] == stufen[-1]
    beste = min(
        spread(werte, [*auswahl, stufen[-1]]) for auswahl in combinations(stufen[:-1], len(grenzen) - 1)
    )
    assert spread(werte, grenzen) == pytest.approx(beste, abs=1e-9)


# maps show values as they are printed: hundredths at the finest
@given(
    st.lists(st.integers(-(10**8), 10**8).map(lambda n: n / 100), min_size=1, max_size=60),
    st.floats(-1e3, 1e3),
)
def test_breaks_move_with_the_values_and_every_value_has_its_class(werte, weg):
    grenzen = measures.natural_breaks(werte)
    assert list(grenzen) == sorted(set(grenzen))
    klasse = measures.class_of(werte, grenzen)
    assert set(klasse) == set(range(len(grenzen)))
    assert len(measures.natural_breaks([wert + weg for wert in werte])) <= len(set(werte))


def test_what_is_missing_has_no_class():
    grenzen = measures.natural_breaks([1.0, np.nan, 5.0], 2)
    assert grenzen.tolist() == [1.0, 5.0]
    assert measures.class_of([np.nan, 0.5, 1.0, 1.1, 9.0], grenzen).tolist() == [-1, 0, 0, 1, 1]
    assert measures.natural_breaks([np.nan]).tolist() == []
