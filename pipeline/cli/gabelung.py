"""Two processors for large deliveries: a copy of this process carries out part of the steps."""

import gc
import multiprocessing
import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.measures.steps import Runner, Step, in_turn

GROSS = 20 * 2**20
"""Bytes of all files together from which on a copy of the process is worth its start."""


class _Ergebnis(NamedTuple):
    """What a step gave, or the error that ended it."""

    wert: Any = None
    fehler: Exception | None = None


def zugleich(ordner: Iterable[Path]) -> Runner:
    """How to carry out the steps of reading and checking the deliveries in these folders."""
    lohnt = sum(_groesse(einer) for einer in ordner) >= GROSS
    return zu_zweit if lohnt and sys.platform.startswith("linux") and _prozessoren() > 1 else in_turn


def zu_zweit(steps: Sequence[Step]) -> list[Any]:
    """Carry the steps out from the first one on, while a copy of this process does so from the last one on.

    The copy shares all tables with this process and changes none; it sends its results and ends, and it never
    outlives its steps. Those of a copy that was ended from outside are done here.

    Raises: what a step raises, the earliest first.
    """
    offen = _Offen(len(steps))
    hier, dort = multiprocessing.Pipe(duplex=False)
    gc.freeze()  # else the copy would touch, and so double, every object to see whether it is still needed
    try:
        kopie = os.fork()
    except OSError:  # no room for another process: then it takes longer
        gc.unfreeze()
        return in_turn(steps)
    if kopie == 0:
        gc.disable()
        _als_kopie(steps, offen, hier, dort)
    dort.close()
    try:
        ergebnisse = {i: _getan(steps[i]) for i in offen.von_vorn()}
        ergebnisse |= _empfangen(hier)
    finally:
        hier.close()
        os.waitpid(kopie, 0)
        gc.unfreeze()
    alle = [ergebnisse[i] if i in ergebnisse else _getan(step) for i, step in enumerate(steps)]
    for fehler in (eines.fehler for eines in alle if eines.fehler):
        raise fehler
    return [eines.wert for eines in alle]


class _Offen:
    """Steps that nobody has begun: this process takes the first, its copy the last of them."""

    def __init__(self, anzahl: int) -> None:
        self._grenzen = multiprocessing.get_context("fork").Array("q", [0, anzahl])

    def von_vorn(self) -> Iterator[int]:
        """Take the first open step, until there is none."""
        while (i := self._nimm(0, 1)) is not None:
            yield i

    def von_hinten(self) -> Iterator[int]:
        """Take the last open step, until there is none."""
        while (i := self._nimm(1, -1)) is not None:
            yield i - 1

    def _nimm(self, ende: int, schritt: int) -> int | None:
        with self._grenzen.get_lock():
            if self._grenzen[0] == self._grenzen[1]:
                return None
            i = int(self._grenzen[ende])
            self._grenzen[ende] = i + schritt
            return i


def _als_kopie(steps: Sequence[Step], offen: _Offen, hier: Connection, dort: Connection) -> None:
    """Do the steps in the copy and end it at once: nothing of this process may be ended or printed twice."""
    try:
        hier.close()
        ergebnisse = {i: _getan(steps[i]) for i in offen.von_hinten()}
        dort.send_bytes(pickle.dumps(ergebnisse, protocol=5))
    finally:
        os._exit(0)


def _empfangen(hier: Connection) -> dict[int, _Ergebnis]:
    """Results of the copy; none if it was ended before it could send them."""
    try:
        ergebnisse: dict[int, _Ergebnis] = pickle.loads(hier.recv_bytes())  # noqa: S301 -- from our own copy
    except EOFError:
        return {}
    return ergebnisse


def _getan(step: Step) -> _Ergebnis:
    try:
        return _Ergebnis(step())
    except Exception as fehler:  # noqa: BLE001 -- raised again where the results are put in order
        return _Ergebnis(fehler=fehler)


def _prozessoren() -> int:
    return len(os.sched_getaffinity(0))


def _groesse(ordner: Path) -> int:
    """Bytes of the files in a folder; one that cannot be read is reported where it is."""
    try:
        return sum(datei.stat().st_size for datei in ordner.iterdir() if datei.is_file())
    except OSError:
        return 0
