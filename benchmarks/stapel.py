"""Many districts: against the usual route, how time and memory grow, and what is not the notebooks' own work.

Run: python -m benchmarks.stapel [--klein] [--fertig data/processed]
Bars: three reports of each of 59 districts at least 5 times faster than papermill and nbconvert one after the
other (`benchmarks/ueblich.py`), measured on six districts in the same run and extrapolated: ours by the time
of a further district and of the beginning, theirs in proportion. Twice the districts in at most 2.1 times the
time, with memory flat: `sozialraum berichte` for three and for six in turn, the medians count. Less than
15 % of the time of the workers passes outside the cells of the notebooks and outside Typst: the same jobs on
the same executor, with a clock around both; all else counts as outside, start and imports too.
"""

import json
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks import ueblich, werkstatt
from benchmarks.lauf import Lauf, laufe
from benchmarks.tafel import Zeile, abschliessen

ALLE = 59
BEZIRKE = ("P10", "P20", "P30", "P40", "P50", "P05")
LAEUFE = 3
SCHNELLER, LINEAR, SPEICHER, AUSSEN_PCT = 5.0, 2.1, 1.1, 15.0
"""Bars; memory is flat where its peak grows by less than a tenth."""


@dataclass(frozen=True)
class Uhr:
    """Seconds summed over the workers, as `benchmarks.stapeluhr` prints them."""

    berichte: int
    beginn: float
    arbeit: float
    zellen: float
    typst: float

    def aussen_pct(self, berichte: int) -> float:
        """Share outside in per cent where so many reports are made: the beginning is paid once."""
        mal = berichte / self.berichte
        alles = self.beginn + mal * self.arbeit
        return 100 * (alles - mal * (self.zellen + self.typst)) / alles

    def teile(self) -> dict[str, float]:
        """Where the time is."""
        rest = self.arbeit - self.zellen - self.typst
        return {"cells": self.zellen, "Typst": self.typst, "other steps": rest, "beginning": self.beginn}


class Masse(NamedTuple):
    """What was measured: half the districts, all of them, the other route, the clock."""

    halb: Lauf
    ganz: Lauf
    ueblich: float
    uhr: Uhr


def main() -> None:
    """Measure everything in one run."""
    wahl = werkstatt.wahl("one and two districts")
    bezirke = BEZIRKE[:2] if wahl.klein else BEZIRKE
    with werkstatt.projekt(wahl.fertig) as projekt:
        masse = _gemessen(projekt, bezirke, 1 if wahl.klein else LAEUFE)
    _drucke(masse, len(bezirke))
    abschliessen([_gegen_ueblich(masse, len(bezirke)), _wachstum(masse), _aussen(masse)], wahl.klein)


def _gemessen(projekt: Path, bezirke: Sequence[str], laeufe: int) -> Masse:
    halb, ganz = [], []
    for _ in range(laeufe):
        halb.append(_stapel(projekt, bezirke[: len(bezirke) // 2]))
        ganz.append(_stapel(projekt, bezirke))
    anders = ueblich.berichte(projekt, bezirke, projekt / "ueblich")
    return Masse(_mitte(halb), _mitte(ganz), anders, _uhr(projekt, bezirke))


def _mitte(laeufe: list[Lauf]) -> Lauf:
    sekunden, prozessor, spitze = (
        statistics.median(werte) for werte in zip(*(lauf[:3] for lauf in laeufe), strict=True)
    )
    return Lauf(sekunden, prozessor, spitze)


def _stapel(projekt: Path, bezirke: Sequence[str]) -> Lauf:
    """`sozialraum berichte` from nothing."""
    ort = projekt / "reports"
    shutil.rmtree(ort)
    ort.mkdir()
    befehl = [sys.executable, "-m", "pipeline", "berichte", *bezirke]
    lauf = laufe(befehl, projekt, werkstatt.umgebung(projekt), speicher=True)
    if len(list(ort.rglob("*.pdf"))) != len(bezirke) * len(ueblich.BERICHTE):
        sys.exit("sozialraum berichte made too few PDFs")
    return lauf


def _uhr(projekt: Path, bezirke: Sequence[str]) -> Uhr:
    """Make the same reports under the clock, with the code of the copy."""
    umgebung = werkstatt.umgebung(projekt)
    umgebung["PYTHONPATH"] += f"{os.pathsep}{werkstatt.PROJEKT}"
    befehl = [sys.executable, "-m", "benchmarks.stapeluhr", projekt, *bezirke]
    return Uhr(**json.loads(laufe(befehl, projekt, umgebung).ausgabe))


def _hochgerechnet(masse: Masse, gemessen: int) -> tuple[float, float]:
    """Seconds for all districts, ours and theirs."""
    je_bezirk = (masse.ganz.sekunden - masse.halb.sekunden) / (gemessen - gemessen // 2)
    return masse.ganz.sekunden + (ALLE - gemessen) * je_bezirk, masse.ueblich * ALLE / gemessen


def _gegen_ueblich(masse: Masse, gemessen: int) -> Zeile:
    unser, anders = _hochgerechnet(masse, gemessen)
    return Zeile(
        "stapel",
        f"{ALLE} districts x 3 reports against papermill and nbconvert, measured on {gemessen}, extrapolated",
        f"at least {SCHNELLER:.0f} times faster",
        f"{anders / unser:.1f} times ({unser:.0f} s, {anders:.0f} s)",
        anders / unser >= SCHNELLER,
        "python -m benchmarks.stapel",
    )


def _wachstum(masse: Masse) -> Zeile:
    zeit = masse.ganz.sekunden / masse.halb.sekunden
    speicher = masse.ganz.spitze_mb / masse.halb.spitze_mb
    return Zeile(
        "stapel-linear",
        "twice the districts: time and peak of memory of all processes",
        f"at most {LINEAR} times the time; memory flat (at most {SPEICHER} times)",
        f"{zeit:.2f} times; memory {speicher:.2f} times ({masse.ganz.spitze_mb:.0f} MB)",
        zeit <= LINEAR and speicher <= SPEICHER,
        "python -m benchmarks.stapel",
    )


def _aussen(masse: Masse) -> Zeile:
    viele = masse.uhr.aussen_pct(ALLE * len(ueblich.BERICHTE))
    return Zeile(
        "stapel-aussen",
        "share of the batch outside notebook code and Typst (start, imports, kernels, pages, files)",
        f"under {AUSSEN_PCT:.0f} %",
        f"{viele:.1f} % ({masse.uhr.aussen_pct(masse.uhr.berichte):.1f} % of the reports measured)",
        viele < AUSSEN_PCT,
        "python -m benchmarks.stapel",
    )


def _drucke(masse: Masse, gemessen: int) -> None:
    print(f"districts             {gemessen // 2:8d}   {gemessen:8d}")
    print(f"sozialraum berichte   {masse.halb.sekunden:8.1f} s {masse.ganz.sekunden:8.1f} s")
    print(f"processors            {masse.halb.prozessor:8.1f} s {masse.ganz.prozessor:8.1f} s")
    print(f"peak of memory        {masse.halb.spitze_mb:8.0f} MB{masse.ganz.spitze_mb:8.0f} MB")
    print(f"papermill, nbconvert  {'':8}   {masse.ueblich:8.1f} s")
    for was, sekunden in masse.uhr.teile().items():
        print(f"  {was:<20}{sekunden:8.1f} s of {sum(masse.uhr.teile().values()):.1f} s of the workers")


if __name__ == "__main__":
    main()
