"""Draws of the cohort-component model against bare draws of the same number and parameters.

Run: OPENBLAS_NUM_THREADS=1 python -m benchmarks.projection [--ziehungen 1000]
Bars: 59 districts, fitted in every draw to the city drawn beside them, 1,000 draws, 15 years, 404 cells take
at most 2 times what the same number of bare `numpy.random.Generator.binomial` and `.poisson` draws for the
districts takes in the same run; the peak of memory is at most 2 GB; the deterministic projection of 31 years
and 404 cells takes under 5 ms. Times are those of the processor, both ways with one thread, so that whatever
else runs does not count.
"""

import argparse
import resource
import time
from dataclasses import astuple

import numpy as np

from benchmarks.tafel import Zeile, abschliessen
from pipeline.projection import beside, draws, engine

BEZIRKE, JAHRE, ALTER = 59, 15, np.arange(101)
ZIEHUNGEN = 1_000
EINWOHNER = 2_200
"""Residents of a district."""
SCHEIBE = 40
"""Draws after which the other way has its turn, so that whatever else runs slows both alike."""
ZEIT_HOECHSTENS, SPEICHER_HOECHSTENS, EINZELN_HOECHSTENS = 2.0, 2_048, 0.005


def main() -> None:
    """Measure all three and print them beside their bars."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ziehungen", type=int, default=ZIEHUNGEN)
    number = parser.parse_args().ziehungen
    base, rates = stadt()
    both, of_both = mit_stadt(base, rates)
    shocks = schocks(number)
    ours = bare = 0.0
    kept = []
    for start in range(0, number, SCHEIBE):
        part = draws.Shocks(*(field[start : start + SCHEIBE] for field in astuple(shocks)))
        begin = time.process_time()
        joint = beside.with_city(part, base.sum(axis=(1, 2, 3)))
        kept.append(draws.simulate(both, of_both, JAHRE, joint, _gruppen, np.random.default_rng(start)))
        ours += time.process_time() - begin
        bare += blosse(base, rates, len(part.growth))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"kept                  {np.concatenate(kept).shape}")
    print(f"bare draws            {bare:8.1f} s")
    print(f"projection            {ours:8.1f} s   ratio {ours / bare:.2f}, bar {ZEIT_HOECHSTENS}")
    print(f"peak of memory        {peak:8.0f} MB  bar {SPEICHER_HOECHSTENS}")
    alone = einzeln()
    print(f"31 years, 404 cells   {1000 * alone:8.2f} ms  bar {1000 * EINZELN_HOECHSTENS:.0f}")
    abschliessen([_zeile(ours / bare, peak, alone)], klein=number < ZIEHUNGEN)


def _zeile(ratio: float, peak: float, alone: float) -> Zeile:
    return Zeile(
        "projection",
        "59 districts beside their city, 1,000 draws, 15 years, against as many bare draws; one district of "
        "31 years without draws",
        f"at most {ZEIT_HOECHSTENS:.0f} times, {SPEICHER_HOECHSTENS} MB, {1000 * EINZELN_HOECHSTENS:.0f} ms",
        f"{ratio:.2f} times, {peak:.0f} MB, {1000 * alone:.1f} ms",
        ratio <= ZEIT_HOECHSTENS and peak <= SPEICHER_HOECHSTENS and alone < EINZELN_HOECHSTENS,
        "OPENBLAS_NUM_THREADS=1 python -m benchmarks.projection",
    )


def stadt() -> tuple[np.ndarray, engine.Rates]:
    """A city of districts of everyday size and rates."""
    rng = np.random.default_rng(5)
    shape = (BEZIRKE, 2, 2, ALTER.size)
    profile = np.where(ALTER < 60, 1.0, np.exp(-(((ALTER - 60) / 22) ** 2)))
    base = EINWOHNER * rng.uniform(0.6, 1.4, (BEZIRKE, 1, 1, 1)) * np.array([0.36, 0.14])[:, None, None]
    base = np.round(np.broadcast_to(base * profile / profile.sum(), shape))
    young = np.exp(-(((ALTER - 27) / 9) ** 2))
    mortality = np.broadcast_to(np.minimum(1e-4 * np.exp(0.09 * ALTER), 0.6), shape)
    out = np.broadcast_to(0.04 + 0.12 * young, shape)
    naturalised = np.zeros(shape)
    naturalised[:, 1] = 0.015
    fertility = np.zeros((BEZIRKE, 2, ALTER.size))
    fertility[..., 18:45] = 0.055
    rates = engine.Rates(
        *(part[None] for part in (mortality, out, base * out, naturalised, fertility)),
        deutsch_share=np.full((1, BEZIRKE), 0.5),
    )
    return base, rates


def mit_stadt(base: np.ndarray, rates: engine.Rates) -> tuple[np.ndarray, engine.Rates]:
    """Districts and their city behind them: residents and in-moves are their sums, rates their means."""
    fields = {name: getattr(rates, name) for name in engine.Rates.__dataclass_fields__}
    of_city = {name: field.mean(axis=1, keepdims=True) for name, field in fields.items()}
    of_city["in_migration"] = rates.in_migration.sum(axis=1, keepdims=True)
    both = {name: np.concatenate([field, of_city[name]], axis=1) for name, field in fields.items()}
    return np.concatenate([base, base.sum(axis=0, keepdims=True)]), engine.Rates(**both)


def schocks(number: int) -> draws.Shocks:
    """Shocks of everyday size."""
    rng = np.random.default_rng(6)
    shape = (number, JAHRE, BEZIRKE)
    growth = 0.01 * rng.standard_t(5, shape)
    return draws.Shocks(growth, rng.lognormal(0, 0.03, shape), rng.lognormal(0, 0.05, shape))


def blosse(base: np.ndarray, rates: engine.Rates, number: int) -> float:
    """Seconds of bare draws: deaths, moves out and in by cell, naturalisations by cell of one group."""
    rng = np.random.default_rng(1)
    people = np.broadcast_to(base.astype(np.int64), (draws.BLOCK, *base.shape))
    begin = time.process_time()
    for _ in range(-(-number // draws.BLOCK) * JAHRE):
        rng.binomial(people, rates.mortality[0])
        rng.binomial(people, rates.out_migration[0])
        rng.binomial(people[:, :, 1], rates.naturalisation[0, :, 1])
        rng.poisson(rates.in_migration[0], people.shape)
    return time.process_time() - begin


def einzeln() -> float:
    """Seconds of a deterministic run of one area, best of five."""
    base, rates = stadt()
    alone = engine.Rates(*(getattr(rates, name)[:, 0] for name in engine.Rates.__dataclass_fields__))
    times = []
    for _ in range(5):
        begin = time.process_time()
        engine.project(base[0], alone, range(31))
        times.append(time.process_time() - begin)
    return min(times)


_MASKE = np.zeros((ALTER.size * 4, 56), dtype=np.float32)
_MASKE[np.arange(404), np.arange(404) % 56] = 1


def _gruppen(population: np.ndarray) -> np.ndarray:
    """Sums over 56 groups of cells, as many as are released, of districts that add up to their city."""
    districts = beside.fitted(population, 1.0)
    return districts.reshape(*districts.shape[:2], -1) @ _MASKE


if __name__ == "__main__":
    main()
