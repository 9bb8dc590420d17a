import inspect

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import comparison, indicators, measures, projection

PAKETE = (measures, indicators, comparison, projection)


def test_a_sum_with_a_hidden_part_is_hidden() -> None:
    assert measures.summe(pd.Series([1, pd.NA], dtype="Int64")) is pd.NA
    assert np.isnan(measures.summe(pd.Series([1.0, np.nan])))
    assert measures.summe(pd.Series([1, 2], dtype="Int64")) == 3
    assert measures.summe(pd.Series([], dtype="Int64")) == 0


def test_dissimilarity_by_hand() -> None:
    assert measures.dissimilarity([1, 0], [0, 5]) == 1
    assert measures.dissimilarity([2, 4], [1, 2]) == 0
    assert measures.dissimilarity([3, 1], [1, 3]) == pytest.approx(0.5)


@pytest.mark.parametrize(("x", "y"), [([1, np.nan], [1, 1]), ([0, 0], [1, 1]), ([1, -1], [1, 1])])
def test_dissimilarity_of_nothing_is_missing(x: list[float], y: list[float]) -> None:
    assert np.isnan(measures.dissimilarity(x, y))


def test_quotient_is_missing_not_infinite() -> None:
    got = measures.quotient(pd.array([1, 2, None], dtype="Int64"), [0, 4, 1])
    np.testing.assert_allclose(got, [np.nan, 0.5, np.nan])


def _public_functions() -> list[tuple[str, str]]:
    found = []
    for paket in PAKETE:
        for name in paket.__all__:
            if inspect.isfunction(getattr(paket, name)):
                found.append((f"{paket.__name__}.{name}", inspect.getdoc(getattr(paket, name)) or ""))
    return found


FUNKTIONEN = _public_functions()


@pytest.mark.parametrize(("name", "docstring"), FUNKTIONEN, ids=[name for name, _ in FUNKTIONEN])
def test_every_public_function_says_what_it_takes_returns_raises_and_where_from(
    name: str, docstring: str
) -> None:
    missing = [word for word in ("Takes:", "Returns:", "Raises:", "Source:") if word not in docstring]
    assert not missing, f"{name} lacks {missing}"


def test_segregation_by_hand() -> None:
    # 30 of 100 and 10 of 300: shares 0.75 and 0.25 of the group, 70/360 and 290/360 of the others
    assert measures.segregation([30, 10], [100, 300]) == pytest.approx(0.75 - 70 / 360)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=12))
def test_segregation_is_the_formula_of_duncan_and_duncan(areas: list[tuple[int, int]]) -> None:
    x = np.array([group for group, _ in areas], float)
    t = x + np.array([others for _, others in areas], float)
    got = measures.segregation(x, t)
    if x.sum() == 0:
        assert np.isnan(got)
        return
    written = np.abs(x / x.sum() - t / t.sum()).sum() / 2 / (1 - x.sum() / t.sum())
    assert got == pytest.approx(written, abs=1e-9)
    assert 0 <= got <= 1


@pytest.mark.parametrize(("x", "t"), [([5, 5], [5, 5]), ([6, 0], [5, 9]), ([np.nan, 1], [5, 5])])
def test_segregation_of_everybody_or_of_more_is_missing(x: list[float], t: list[float]) -> None:
    assert np.isnan(measures.segregation(x, t))
