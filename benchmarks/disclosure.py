"""How much the protection hides beside the proven least, and how long the attack takes.

Run: python -m benchmarks.disclosure [--referenz ../shared/reference/disclosure]
Bar: on the reference systems no secret leaks and as few cells are hidden as is proven possible; twelve
thousand secret cells of one linked system are certified in 30 s, without any table offered as proof.
"""

import argparse
import csv
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks.tafel import Zeile, abschliessen
from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import SICHER, Veroeffentlichung, greife_an
from pipeline.disclosure.optimum import optimum
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.disclosure.system import System

SYSTEME = ("sdctable_issue135_singletons", "ssb_z2", "ssb_z2/fylke_only")
MINDESTFALLZAHL = 3
ORTE, GRUPPEN = 60, 260
"""Areas and groups of the large system: over 12,000 of its cells are secret."""
SEKUNDEN_HOECHSTENS = 30.0


def main() -> None:
    """Print one line per reference system, then the large one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--referenz", type=Path, default=Path("../shared/reference/disclosure"))
    wahl = parser.parse_args()
    abschliessen([*(_referenz(wahl.referenz, name) for name in SYSTEME), _bescheinigung()])


def _referenz(ordner: Path, name: str) -> Zeile:
    """Protect one reference system by number of cells, and attack it without the proofs."""
    system, atome = lies(ordner / name)
    beginn = time.perf_counter()
    schutz = schuetze(system)
    dauer = time.perf_counter() - beginn
    bestes = optimum(system, anspruch(system), atome)
    befunde = greife_an(veroeffentlichung(system, schutz.geheim))
    lecks = sum(befund.urteil != SICHER for befund in befunde)
    geheim = int(schutz.geheim.sum())
    least = "not proven" if bestes is None else f"{bestes.kosten:.0f}"
    print(
        f"{name:<32} cells {len(system.wert):>4}  secret {int(system.sensibel.sum()):>3}  "
        f"hidden {geheim:>3}  proven least {least:>3}  leaks {lecks}  {dauer:5.1f} s"
    )
    return Zeile(
        f"disclosure: {name}",
        "cells hidden beside the proven least",
        "as few as proven possible, no leak",
        f"{geheim}, proven least {least}, leaks {lecks}",
        lecks == 0 and bestes is not None and geheim == bestes.kosten,
        "python -m benchmarks.disclosure",
    )


def lies(ordner: Path) -> tuple[System, np.ndarray]:
    """Read a reference system in which every cell weighs the same."""
    with (ordner / "atoms.csv").open(encoding="utf-8") as datei:
        atome = np.array([float(zeile[list(zeile)[-1]]) for zeile in csv.DictReader(datei)])
    with (ordner / "cells.csv").open(encoding="utf-8") as datei:
        zellen = [list(map(int, zelle["atoms"].split())) for zelle in csv.DictReader(datei)]
    laengen = np.cumsum([0, *map(len, zellen)])
    spalten = np.concatenate(zellen)
    zeilen = sparse.csr_array((np.ones(len(spalten)), spalten, laengen), shape=(len(zellen), len(atome)))
    return system_von(zeilen, atome), atome


def system_von(zeilen: sparse.csr_array, atome: np.ndarray) -> System:
    """A system in which every cell is shown unless hidden, and weighs the same."""
    wert, anzahl = zeilen @ atome, zeilen.shape[0]
    keine = np.zeros(anzahl, dtype=bool)
    return System(
        zeilen=zeilen,
        ort=np.zeros(len(atome), dtype=np.int64),
        teilbar=keine,
        wert=wert,
        gezeigt=~keine,
        verdeckt=keine,
        zuvor=keine,
        bekannt=keine,
        sensibel=(wert >= 1) & (wert < MINDESTFALLZAHL),
        mindest=np.full(anzahl, float(MINDESTFALLZAHL)),
        untergrenze=(wert >= 1).astype(float),
        nullen=keine,
        hoechstens=np.full(anzahl, np.inf),
        pflicht=keine,
        mitwisser=keine,
        gewicht=np.ones(anzahl),
        name=[str(i) for i in range(anzahl)],
        bedingung=sparse.csr_array((0, len(atome))),
        unten=np.zeros(0),
        oben=np.zeros(0),
        platz={},
    )


def _bescheinigung() -> Zeile:
    """Attack a large table of small counts with both its margins shown."""
    offen = grosse_tabelle()
    beginn = time.perf_counter()
    befunde = greife_an(offen)
    dauer = time.perf_counter() - beginn
    sicher = sum(befund.urteil == SICHER for befund in befunde)
    print(f"{'certification in bulk':<32} secret {len(befunde):,}  safe {sicher:,}  {dauer:5.1f} s")
    return Zeile(
        "disclosure: certification in bulk",
        "every secret of one large linked system attacked without the proofs",
        f"under {SEKUNDEN_HOECHSTENS:.0f} s, all safe",
        f"{dauer:.1f} s, {sicher:,} of {len(befunde):,} safe",
        sicher == len(befunde) and dauer < SEKUNDEN_HOECHSTENS,
        "python -m benchmarks.disclosure",
    )


def grosse_tabelle() -> Veroeffentlichung:
    """Areas x groups, counts of two and a half on average; small ones hidden, and half of the others."""
    zufall = np.random.default_rng(1)
    atome = zufall.poisson(2.5, ORTE * GRUPPEN).astype(float)
    anzahl = len(atome)
    zeilen = sparse.csr_array(
        sparse.vstack(
            [
                sparse.eye_array(anzahl),
                sparse.kron(sparse.eye_array(ORTE), np.ones((1, GRUPPEN))),
                sparse.kron(np.ones((1, ORTE)), sparse.eye_array(GRUPPEN)),
            ]
        )
    )
    system = replace(system_von(zeilen, atome), mindest=np.full(zeilen.shape[0], 5.0))
    klein = (system.wert >= 1) & (system.wert < 5)
    weitere = (
        (np.arange(zeilen.shape[0]) < anzahl) & (system.wert >= 5) & (zufall.random(zeilen.shape[0]) < 0.5)
    )
    system = replace(system, sensibel=klein, ort=np.repeat(np.arange(ORTE), GRUPPEN))
    return veroeffentlichung(system, klein | weitere)


if __name__ == "__main__":
    main()
