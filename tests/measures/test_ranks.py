import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import measures

staedte = st.lists(st.tuples(st.integers(50, 3000), st.floats(0, 1)), min_size=2, max_size=9)


def _apart(x: list[float], n: list[float]) -> np.ndarray:
    a, b = np.array(x, dtype=float), np.array(n, dtype=float)
    eine, andere = measures.pairs(len(a))
    paare = measures.two_proportions_z(a[eine], b[eine], a[andere], b[andere])
    return measures.pairs_apart(paare, *measures.wilson(a, b))


def test_holm_by_hand() -> None:
    # in order 0.01 * 3, 0.03 * 2, 0.04 * 1, and none smaller than the one before
    assert measures.holm([0.01, 0.04, np.nan, 0.03]) == pytest.approx([0.03, 0.06, np.nan, 0.06], nan_ok=True)
    assert np.isnan(measures.holm([np.nan])).all()


def test_places_of_three_areas_by_hand() -> None:
    hoeher = _apart([100, 110, 300], [1000, 1000, 1000])
    assert hoeher.tolist() == [[False] * 3, [False] * 3, [True, True, False]]
    spannen = measures.rank_ranges(hoeher)
    assert spannen.von.tolist() == [2, 2, 1]
    assert spannen.bis.tolist() == [3, 3, 1]
    assert spannen.ununterscheidbar.tolist() == [1, 1, 0]


def test_a_significant_pair_whose_intervals_overlap_is_not_told_apart() -> None:
    # z = 2.01, p = 0.044; Wilson 46.9 to 53.1 and 51.4 to 57.6
    z, p = measures.two_proportions_z(545, 1000, 500, 1000)
    assert z == pytest.approx(2.0145, abs=0.0001)
    assert p < 0.05
    assert not _apart([545, 500], [1000, 1000]).any()


def test_what_has_no_number_is_told_from_nobody() -> None:
    spannen = measures.rank_ranges(_apart([np.nan, 10, 900], [1000, 1000, 1000]))
    assert spannen.von.tolist() == [1, 2, 1]
    assert spannen.bis.tolist() == [3, 3, 2]


@pytest.mark.long
@settings(max_examples=12, deadline=None)
@given(staedte, st.randoms())
def test_no_pair_with_overlapping_intervals_is_told_apart_and_places_hold_the_order(staedte, zufall) -> None:
    n = [float(personen) for personen, _ in staedte]
    x = [float(round(anteil * personen)) for personen, anteil in staedte]
    hoeher = _apart(x, n)
    assert not (hoeher & hoeher.T).any()
    unten, oben = measures.wilson(x, n)
    assert not (hoeher & (unten[:, None] <= oben[None, :])).any()
    spannen = measures.rank_ranges(hoeher)
    werte = np.array(x) / np.array(n)
    platz = 1 + (werte[None, :] > werte[:, None]).sum(axis=1)
    assert (spannen.von <= platz).all()
    assert (platz <= spannen.bis).all()
    folge = list(range(len(n)))
    zufall.shuffle(folge)
    gemischt = _apart([x[i] for i in folge], [n[i] for i in folge])
    assert (gemischt == hoeher[np.ix_(folge, folge)]).all()
