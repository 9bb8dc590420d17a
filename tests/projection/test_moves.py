"""What an area gains by moves is as counted, or nearer to what its pool gains, at whatever ages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.projection import moves
from pipeline.projection.moves import Moves

AGES = np.arange(101)
LEAVING = 0.04 + 0.15 * np.exp(-(((AGES - 25) / 8) ** 2))
YEARS = 5


def _moves(areas: int, seed: int, residents: float = 12_000, apart: float = 0.4) -> Moves:
    """Areas whose moves differ by age and number, while those in balance those out but for chance."""
    rng = np.random.default_rng(seed)
    start = np.full((areas, 2, 2, 101), residents / 404)
    level = np.exp(apart * rng.standard_normal((areas, 2, 1, len(moves.BREIT))))
    expected = start * LEAVING * level[..., np.searchsorted(moves.BREIT, AGES, side="right") - 1]
    return Moves(rng.poisson(expected).astype(float), rng.poisson(expected).astype(float), start)


def _all(one: Moves) -> Moves:
    """The pool of every area: all of them together."""
    return Moves(*(np.broadcast_to(part.sum(axis=0), part.shape) for part in one))


def _modelled(seen: Moves) -> tuple[np.ndarray, np.ndarray]:
    """Moves out and in that the rates give the residents they come from, [area]."""
    out, coming = moves.estimate(seen, _all(seen), np.full(len(seen.out), float(YEARS)))
    return (seen.start * out).sum(axis=(1, 2, 3)), YEARS * coming.sum(axis=(1, 2, 3))


@pytest.mark.parametrize("areas", [3, 59])
@given(seed=st.integers(0, 10_000), residents=st.sampled_from([300.0, 2_500.0, 50_000.0]))
def test_an_area_keeps_the_number_of_its_moves(areas: int, seed: int, residents: float) -> None:
    seen = _moves(areas, seed, residents)
    out, coming = _modelled(seen)
    np.testing.assert_allclose(out + coming, (seen.out + seen.coming).sum(axis=(1, 2, 3)))


@pytest.mark.parametrize("areas", [3, 59])
@given(seed=st.integers(0, 10_000))
def test_the_balance_of_a_group_lies_between_the_counted_one_and_that_of_all(areas: int, seed: int) -> None:
    seen = _moves(areas, seed)
    counted_out, counted_in = seen.out.sum(axis=(2, 3)), seen.coming.sum(axis=(2, 3))
    _, coming = moves.estimate(seen, _all(seen), np.full(areas, float(YEARS)))
    share = YEARS * coming.sum(axis=(2, 3)) / (counted_out + counted_in)
    own = counted_in / (counted_out + counted_in)
    of_all = counted_in.sum(axis=0) / (counted_out + counted_in).sum(axis=0)
    assert (share >= np.minimum(own, of_all) - 1e-9).all()
    assert (share <= np.maximum(own, of_all) + 1e-9).all()


@pytest.mark.parametrize("seed", range(5))
def test_areas_in_balance_gain_and_lose_no_more_than_they_did(seed: int) -> None:
    """Levels that were drawn to the pool's one by one made half a percent of the residents out of nothing."""
    seen = _moves(59, seed)
    out, coming = _modelled(seen)
    counted = (seen.coming - seen.out).sum(axis=(1, 2, 3))
    assert (coming - out).std() < 0.7 * counted.std()


def test_an_area_that_grew_keeps_as_much_of_it_as_is_no_chance() -> None:
    gain = np.linspace(0.8, 1.2, 400)
    rng = np.random.default_rng(8)
    seen = _moves(400, 8, apart=0.0)
    grown = Moves(
        seen.out, rng.poisson(seen.start * LEAVING * gain[:, None, None, None]).astype(float), seen.start
    )
    _, coming = moves.estimate(grown, _all(grown), np.full(400, float(YEARS)))
    both = (grown.out + grown.coming).sum(axis=(2, 3))
    share, counted = YEARS * coming.sum(axis=(2, 3)) / both, grown.coming.sum(axis=(2, 3)) / both
    true = gain / (1 + gain)
    kept = true.var() / (true.var() + (true * (1 - true)).mean() / both.mean())
    assert np.polyfit(counted.ravel(), share.ravel(), 1)[0] == pytest.approx(kept, rel=0.1)


def test_ages_are_drawn_to_the_pool_where_little_was_counted() -> None:
    young = np.zeros((2, 2, 2, 101))
    young[0, ..., 20] = 1.0  # two movers of each group, all twenty, beside a large area of all ages
    young[1] = 30.0
    seen = Moves(young, young, np.full_like(young, 500.0))
    out, coming = moves.estimate(seen, _all(seen), np.full(2, 1.0))
    drawn = (2 + 50 * 7 / 101) / (2 + 50)  # of each group 2 movers, beside 50 of the pool, of 7 in 101 ages
    assert coming[0, ..., 18:25].sum() / coming[0].sum() == pytest.approx(drawn, rel=0.01)
    assert (out[0] > 0).all()
    np.testing.assert_allclose((seen.start * out)[0].sum(), coming[0].sum())


def test_an_area_without_moves_has_none() -> None:
    nobody = np.zeros((1, 2, 2, 101))
    seen = Moves(nobody, nobody, nobody + 10.0)
    out, coming = moves.estimate(seen, _all(seen), np.zeros(1))
    assert out.sum() == 0
    assert coming.sum() == 0


def test_unequal_numbers_of_usable_years_change_no_balance() -> None:
    seen = _moves(20, 2)
    years = np.linspace(1.0, 5.0, 20)
    out, coming = moves.estimate(seen, _all(seen), years)
    balance = (coming * years[:, None, None, None] - seen.start * out).sum(axis=(1, 2, 3))
    out, coming = moves.estimate(seen, _all(seen), np.full(20, 5.0))
    np.testing.assert_allclose(balance, (5 * coming - seen.start * out).sum(axis=(1, 2, 3)), atol=1e-6)


@pytest.mark.parametrize("areas", [8, 59])
def test_two_moves_of_one_old_resident_are_no_rate_for_all_who_grow_old(areas: int) -> None:
    seen = _moves(areas, 4)
    for part in seen:
        part[0, :, :, 65:] = 0.0
    seen.start[0, 1, 0, 70], seen.out[0, 1, 0, 70] = 1.0, 2.0
    out, _ = moves.estimate(seen, _all(seen), np.full(areas, float(YEARS)))
    assert out[0, 1, 0, 70] < 3 * out[1:, 1, 0, 70].mean()


@pytest.mark.parametrize("areas", [8, 59])
def test_a_group_that_came_and_went_within_a_year_leaves_nobody(areas: int) -> None:
    seen = _moves(areas, 4)
    seen.start[0, 1], seen.out[0, 1], seen.coming[0, 1] = 0.0, 0.0, 0.0
    seen.out[0, 1, 0, 25], seen.coming[0, 1, 0, 25] = 12.0, 15.0
    _, coming = moves.estimate(seen, _all(seen), np.full(areas, float(YEARS)))
    assert 0 <= YEARS * coming[0, 1].sum() <= 3


def test_what_nobody_at_risk_did_is_done_by_those_who_are() -> None:
    seen = _moves(59, 4)
    seen.start[0, :, :, :6] = 0.0  # children who moved in and out before the year began
    out, coming = _modelled(seen)
    np.testing.assert_allclose((out + coming)[0], (seen.out + seen.coming)[0].sum())
