"""Run a command and see how long it took, and how much memory it and all its children held at most."""

import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import psutil

MB = 2**20
BLICK = 1.0
"""Seconds between two looks at the memory: looking costs time too, and no stage is shorter than that."""


class Lauf(NamedTuple):
    """Seconds by the clock and of the processors, MB at the peak (shared ones once), what was printed."""

    sekunden: float
    prozessor: float
    spitze_mb: float
    ausgabe: str = ""


def laufe(
    befehl: Sequence[str | Path],
    ordner: Path,
    umgebung: Mapping[str, str],
    speicher: bool = False,
    hoechstens: float | None = None,
) -> Lauf:
    """Run to its end in a folder; what it prints is shown only if it fails, and then all ends.

    Takes: `speicher` where the memory is to be looked at, which costs a little time; else the peak is 0.
           `hoechstens`: seconds after which the command is ended with its children; it took for ever then.
    """
    spitze = [0.0]
    beginn, vorher = time.monotonic(), _prozessor()
    with tempfile.TemporaryFile("w+") as fehler:
        prozess = subprocess.Popen(
            list(map(str, befehl)),
            cwd=ordner,
            env=dict(umgebung),
            stdout=subprocess.PIPE,
            stderr=fehler,
            text=True,
            start_new_session=True,
        )
        with _beobachtet(prozess.pid, spitze) if speicher else nullcontext():
            ausgabe = _ausgabe(prozess, hoechstens)
        if ausgabe is None:
            return Lauf(math.inf, _prozessor() - vorher, spitze[0])
        ende = time.monotonic()
        if prozess.returncode:
            fehler.seek(0)
            sys.exit(f"{' '.join(map(str, befehl))}\n{ausgabe}{fehler.read()}")
    return Lauf(ende - beginn, _prozessor() - vorher, spitze[0], ausgabe)


def _ausgabe(prozess: subprocess.Popen[str], hoechstens: float | None) -> str | None:
    """Wait for the end; None where there was none in time. Nothing outlives us, interrupted or not."""
    try:
        return prozess.communicate(timeout=hoechstens)[0]
    except subprocess.TimeoutExpired:
        return None
    finally:
        if prozess.poll() is None:
            os.killpg(prozess.pid, signal.SIGKILL)
            prozess.wait()


def _prozessor() -> float:
    """Seconds of the processors that all children have used which have ended."""
    zeiten = psutil.Process().cpu_times()
    return float(zeiten.children_user + zeiten.children_system)


@contextmanager
def _beobachtet(pid: int, spitze: list[float]) -> Iterator[None]:
    """Keep the peak up to date while the command runs."""
    schluss = threading.Event()

    def schauen() -> None:
        while not schluss.wait(BLICK):
            spitze[0] = max(spitze[0], speicher_mb(pid))

    faden = threading.Thread(target=schauen)
    faden.start()
    try:
        yield
    finally:
        schluss.set()
        faden.join()


def speicher_mb(pid: int) -> float:
    """Memory of a process and all below it, each page divided by those who share it."""
    try:
        haupt = psutil.Process(pid)
        alle = [haupt, *haupt.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(map(_anteil, alle)) / MB


def _anteil(prozess: psutil.Process) -> float:
    try:
        return float(prozess.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
