"""Schedules: sums kept, chance taken out, a sharp peak of many left standing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.projection import smoothing

AGES = np.arange(100)
MORTALITY = 5e-5 * np.exp(0.09 * AGES)


def test_chance_is_taken_out_of_a_smooth_schedule() -> None:
    rng = np.random.default_rng(1)
    risk = np.full(100, 5_000.0)
    better = 0
    for _ in range(20):
        deaths = rng.poisson(risk * MORTALITY).astype(float)
        smooth = smoothing.smooth(deaths, risk)
        error, raw = (np.abs(np.sqrt(rate) - np.sqrt(MORTALITY)).mean() for rate in (smooth, deaths / risk))
        better += error < 0.6 * raw
    assert better == 20


def test_a_peak_of_many_stays_a_peak() -> None:
    # twenty times as many move at 19 as at any other age, tens of thousands of them
    rate = np.where(AGES == 19, 0.4, 0.02)
    smooth = smoothing.smooth(200_000 * rate, np.full(100, 200_000.0))
    assert smooth[19] == pytest.approx(0.4, rel=0.05)
    assert smooth[25:].max() < 0.025


def test_nothing_gives_nothing_and_a_constant_rate_itself() -> None:
    risk = np.linspace(0, 900, 101)
    assert (smoothing.smooth(np.zeros(101), risk) == 0).all()
    assert (smoothing.smooth(np.zeros(101), np.zeros(101)) == 0).all()
    assert smoothing.smooth(0.03 * risk, risk) == pytest.approx(np.full(101, 0.03))


def test_events_at_one_age_alone_stay_near_it() -> None:
    risk = np.full(100, 50_000.0)
    for age in (0, 50, 99):
        events = np.zeros(100)
        events[age] = 39_892.0
        rates = smoothing.smooth(events, risk)
        assert np.isfinite(rates).all()
        assert (rates * risk)[max(age - 3, 0) : age + 4].sum() == pytest.approx(39_892, rel=1e-3)


@given(
    st.lists(st.integers(0, 40), min_size=30, max_size=30),
    st.lists(st.integers(0, 500), min_size=30, max_size=30),
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_events_add_up_to_those_observed(counted: list[int], at_risk: list[int]) -> None:
    risk = np.array(at_risk, dtype=float)
    events = np.minimum(np.array(counted, dtype=float), risk)
    rates = smoothing.smooth(events, risk)
    assert np.isfinite(rates).all()
    assert (rates >= 0).all()
    assert (rates * risk).sum() == pytest.approx(events.sum())
