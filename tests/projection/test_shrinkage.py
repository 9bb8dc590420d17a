"""How alike mixes are comes back from counts that were drawn with it."""

import numpy as np
import pytest

from pipeline.projection import shrinkage

MIX = np.array([0.1, 0.2, 0.4, 0.3])


def _counts(k: float | None, areas: int, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    mixes = np.tile(MIX, (areas, 1)) if k is None else rng.dirichlet(k * MIX, areas)
    return np.stack([rng.multinomial(400, mix) for mix in mixes]).astype(float)


@pytest.mark.parametrize("k", [20.0, 200.0])
def test_the_concentration_of_mixes_comes_back(k: float) -> None:
    found = shrinkage.mix_concentration(_counts(k, 400), np.tile(MIX, (400, 1)))
    assert found == pytest.approx(k, rel=0.15)


def test_mixes_that_differ_by_chance_alone_are_those_of_all() -> None:
    assert shrinkage.mix_concentration(_counts(None, 400), np.tile(MIX, (400, 1))) > 5_000


def test_a_part_without_share_and_areas_without_counts_say_nothing() -> None:
    counts, mixes = _counts(50.0, 60), np.tile(MIX, (60, 1))
    alone = shrinkage.mix_concentration(counts, mixes)
    wider = (
        np.pad(counts, ((0, 5), (0, 1))),
        np.pad(np.pad(mixes, ((0, 5), (0, 0)), "edge"), ((0, 0), (0, 1))),
    )
    assert shrinkage.mix_concentration(*wider) == pytest.approx(alone, rel=1e-3)
    assert shrinkage.mix_concentration(np.zeros((3, 4)), np.tile(MIX, (3, 1))) == pytest.approx(1e6, rel=1e-2)


@pytest.mark.parametrize("k", [50.0, 500.0])
def test_the_concentration_of_shares_comes_back(k: float) -> None:
    rng = np.random.default_rng(4)
    total = rng.integers(200, 2000, 600)
    count = rng.binomial(total, rng.beta(k * 0.52, k * 0.48, 600)).astype(float)
    found = shrinkage.share_concentration(count, total.astype(float), np.full(600, 0.52))
    assert found == pytest.approx(k, rel=0.2)


def test_shares_that_differ_by_chance_alone_are_that_of_all() -> None:
    rng = np.random.default_rng(4)
    total = np.full(600, 800.0)
    count = rng.binomial(800, 0.5, 600).astype(float)
    assert shrinkage.share_concentration(count, total, np.full(600, 0.5)) > 5_000


def test_areas_without_moves_or_with_a_share_of_nobody_or_all_say_nothing() -> None:
    rng = np.random.default_rng(4)
    count, total, share = rng.binomial(400, rng.beta(30, 30, 90)), np.full(90, 400.0), np.full(90, 0.5)
    alone = shrinkage.share_concentration(count.astype(float), total, share)
    wider = [
        np.append(part, end) for part, end in ((count, [0, 0, 9]), (total, [0, 9, 9]), (share, [0.5, 0, 1]))
    ]
    assert shrinkage.share_concentration(*wider) == pytest.approx(alone)
    nothing = np.zeros(3)
    assert shrinkage.share_concentration(nothing, nothing, nothing) == pytest.approx(1e6, rel=1e-2)
