import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import measures

# tenths, so that no computation makes two of them equal
reihen = st.lists(st.integers(-1000, 1000).map(lambda n: n / 10), min_size=3, max_size=30)


def test_standard_scores_by_hand() -> None:
    # mean 2, standard deviation of all three areas sqrt(2/3)
    got = measures.standard_scores([1, 2, np.nan, 3])
    assert got == pytest.approx([-np.sqrt(1.5), 0, np.nan, np.sqrt(1.5)], nan_ok=True)


@pytest.mark.parametrize("scores", [measures.standard_scores, measures.normal_scores])
def test_where_nobody_differs_there_are_no_scores(scores) -> None:
    assert np.isnan(scores([4, 4, 4])).all()
    assert np.isnan(scores([4, np.nan])).all()


@given(reihen)
def test_ranks_do_not_change_with_the_scale_and_scores_do_not_with_its_unit(werte) -> None:
    zahlen = np.array(werte)
    same = {"nan_ok": True, "abs": 1e-9}
    assert measures.normal_scores(np.exp(zahlen / 50)) == pytest.approx(
        measures.normal_scores(zahlen), **same
    )
    assert measures.standard_scores(3 * zahlen + 7) == pytest.approx(measures.standard_scores(zahlen), **same)


def test_an_index_of_two_indicators_by_hand() -> None:
    # the second is the first turned round: 2 z - 1 (-z) = 3 z, and standardised z again
    werte = [[1, 3], [2, 2], [3, 1]]
    assert measures.composite_index(werte, [2, -1]) == pytest.approx([-np.sqrt(1.5), 0, np.sqrt(1.5)])
    assert measures.composite_index(werte, [-1, 0]) == pytest.approx([np.sqrt(1.5), 0, -np.sqrt(1.5)])
    assert np.isnan(measures.composite_index(werte, [1, 1])).all()  # they cancel out


def test_an_area_with_a_missing_value_counts_nowhere() -> None:
    drei = measures.composite_index([[1, 1], [2, 3], [4, 4]], [1, 1])
    vier = measures.composite_index([[1, 1], [2, 3], [99, np.nan], [4, 4]], [1, 1])
    assert np.isnan(vier[2])
    assert np.delete(vier, 2) == pytest.approx(drei)


def test_classes_at_their_limits() -> None:
    index = [-1.6, -1.5, -1.2, -1, 0, 1, 1.01, np.nan]
    assert measures.in_classes(index, (-1.5, -1.0), (1.0,)).tolist() == [0, 1, 1, 2, 2, 2, 3, -1]


def test_the_scatter_of_areas_by_hand() -> None:
    assert measures.overdispersion([2, -2, 2, -2]) == 4
    assert measures.overdispersion([1.0] * 9 + [100.0, np.nan]) == 1  # the one far outside counts as 1
    assert np.isnan(measures.overdispersion([np.nan]))
