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
