"""The same tables protected by τ-ARGUS and by us, and both patterns attacked as a reader would.

Run: pip install pytauargus, which holds the engine itself; then python -m benchmarks.tauargus
τ-ARGUS takes every number between nought and more for possible, whole or not, for a hidden cell. A reader of
our tables knows that counts are whole and that a hidden one is not nought, since every nought is printed.
Bar: no leak of ours; at a demand no weaker than that of τ-ARGUS (every secret could be one less and one more)
at most 1 % more cells hidden beside the secrets than it hides.
"""

import contextlib
import importlib
import itertools
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.disclosure import MINDESTFALLZAHL, system_von
from benchmarks.tafel import Zeile, abschliessen
from pipeline.disclosure.anspruch import Anspruch
from pipeline.disclosure.audit import ENG, EXAKT, SICHER, greife_an
from pipeline.disclosure.optimum import optimum
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.disclosure.system import Maske, System

SCHUTZ_PCT = 10
"""Per cent of a secret by which τ-ARGUS keeps it uncertain: its usual rule for counts."""
BEWIESEN_BIS = 300
"""Cells up to which the least pattern at the other's demand is looked for, with its proof."""
ALLE = -1


@dataclass(frozen=True)
class Wuerfel:
    """A table of counts with all its margins; a cell has one class per dimension, or `ALLE`."""

    name: str
    zahlen: np.ndarray

    @property
    def zellen(self) -> list[tuple[int, ...]]:
        """Every cell, margins included."""
        return list(itertools.product(*(range(ALLE, breite) for breite in self.zahlen.shape)))

    def system(self) -> System:
        """The same as sums of its inner cells."""
        nummer = np.arange(self.zahlen.size).reshape(self.zahlen.shape)
        zeilen = sparse.lil_array((len(self.zellen), self.zahlen.size))
        for i, zelle in enumerate(self.zellen):
            schnitt = tuple(slice(None) if klasse == ALLE else klasse for klasse in zelle)
            zeilen[i, nummer[schnitt].ravel()] = 1.0
        return system_von(zeilen.tocsr(), self.zahlen.ravel().astype(float))


def wuerfel() -> list[Wuerfel]:
    """A known hard case, a table like that of the help in a district, two cubes of growing size."""
    zufall = np.random.default_rng(1)
    return [
        Wuerfel("three ones in a row, 2 x 5", np.array([[1, 1, 7, 1, 0], [1, 0, 0, 2, 8]])),
        Wuerfel("help in a district, 5 x 4 x 2", zufall.poisson(0.6, (5, 4, 2))),
        Wuerfel("regions by kind, 11 x 4", zufall.poisson(4.0, (11, 4))),
        Wuerfel("cube of 756 cells, 6 x 8 x 11", zufall.poisson(6.0, (6, 8, 11))),
    ]


def main() -> None:
    """Print three lines per table: τ-ARGUS, ours at its demand, ours."""
    try:
        tauargus = importlib.import_module("pytauargus")
    except ImportError:
        sys.exit("pytauargus is not installed: pip install pytauargus")
    abschliessen([_vergleich(tauargus, eines) for eines in wuerfel()])


def _vergleich(tauargus: Any, eines: Wuerfel) -> Zeile:
    system = eines.system()
    print(f"{eines.name}: {len(eines.zellen)} cells, {int(system.sensibel.sum())} secret")
    fremd, sekunden = _gemessen(lambda: _von_tauargus(tauargus, eines))
    _zeile("τ-ARGUS OPT", system, fremd, sekunden)
    muster, sekunden = _gemessen(lambda: _bei_fremdem_anspruch(system, eines.zahlen.ravel().astype(float)))
    gut = True
    if muster is None:
        print("  ours at its demand    nothing protects every secret")
    else:
        _zeile("ours at its demand", system, muster, sekunden)
        gut = _sekundaer(system, muster) <= 1.01 * _sekundaer(system, fremd)
    eigen, sekunden = _gemessen(lambda: schuetze(system).geheim)
    lecks = _zeile("ours", system, eigen, sekunden)
    fremde, eigene = _sekundaer(system, fremd), _sekundaer(system, eigen)
    bei_fremdem = "no pattern" if muster is None else str(_sekundaer(system, muster))
    return Zeile(
        f"tauargus: {eines.name}",
        "cells hidden beside the secrets, by τ-ARGUS and by us",
        "no leak; at its demand at most 1 % more than τ-ARGUS",
        f"τ-ARGUS {fremde}, ours at its demand {bei_fremdem}, ours {eigene}, leaks of ours {lecks}",
        lecks == 0 and gut,
        "python -m benchmarks.tauargus",
    )


def _gemessen(tun: Any) -> tuple[Any, float]:
    beginn = time.perf_counter()
    ergebnis = tun()
    return ergebnis, time.perf_counter() - beginn


def _von_tauargus(tauargus: Any, eines: Wuerfel) -> Maske:
    """Protect single cases; every cell costs the same, as it does for us."""
    dimensionen = [f"d{i}" for i in range(eines.zahlen.ndim)]
    faelle = np.repeat(np.argwhere(eines.zahlen >= 0), eines.zahlen.ravel(), axis=0)
    spalten: dict[str, list[Any]] = {
        name: [f"k{klasse:02d}" for klasse in faelle[:, i]] for i, name in enumerate(dimensionen)
    }
    # its solver leaves working files wherever it runs
    with tempfile.TemporaryDirectory() as ordner, contextlib.chdir(ordner):
        ergebnis = tauargus.protect(
            spalten | {"eins": [1] * len(faelle)},
            dimensionen,
            response="eins",
            cost_var="-2",
            safety_rules=f"FREQ({MINDESTFALLZAHL},{SCHUTZ_PCT})",
            suppress="OPT(1)",
            workdir=ordner,
        )
        tabelle = ergebnis.tables[0].dataframe()
    klassen = {"Total": ALLE} | {f"k{i:02d}": i for i in range(max(eines.zahlen.shape))}
    status = {
        tuple(klassen[wort] for wort in zelle): art
        for *zelle, art in tabelle[[*dimensionen, "status"]].itertuples(index=False)
    }
    return np.array([status.get(zelle, "E") not in ("S", "E") for zelle in eines.zellen])


def _bei_fremdem_anspruch(system: System, atome: np.ndarray) -> Maske | None:
    """A pattern in which every secret could be one less and one more, nought included, if there is one."""
    fremd = replace(system, untergrenze=np.zeros(len(system.wert)))
    verlangt = Anspruch(
        np.where(system.sensibel, system.wert - 1, np.inf),
        np.where(system.sensibel, system.wert + 1, -np.inf),
        np.zeros(len(system.wert), dtype=bool),
    )
    klein = len(system.wert) <= BEWIESEN_BIS
    bestes = optimum(fremd, verlangt, atome) if klein else None
    if bestes is not None:
        return bestes.geheim
    muster = schuetze(fremd, verlangt)
    return None if muster.offene else muster.geheim


def _sekundaer(system: System, geheim: Maske) -> int:
    return int((geheim & ~system.sensibel).sum())


def _zeile(wer: str, system: System, geheim: Maske, sekunden: float) -> int:
    """Print what is hidden and what a reader finds; returns the number of secrets that are not safe."""
    urteile = [befund.urteil for befund in greife_an(veroeffentlichung(system, geheim))]
    print(
        f"  {wer:<20}  hidden beside the secrets {_sekundaer(system, geheim):>4}  "
        f"recovered exactly {urteile.count(EXAKT):>3}  too narrow {urteile.count(ENG):>3}  {sekunden:7.2f} s"
    )
    return sum(urteil != SICHER for urteil in urteile)


if __name__ == "__main__":
    main()
