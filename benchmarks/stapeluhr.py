"""A clock around the cells of the notebooks and around Typst, in the workers of a batch.

Run: python -m benchmarks.stapeluhr PROJEKT BEZIRK ..., by `benchmarks.stapel`; prints sums of seconds as
JSON. The clock is laid around papermill's execution of one cell and around `typst.compile` from outside; the
product knows nothing of it.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil

from benchmarks import werkstatt
from pipeline import warmup
from pipeline.cli.anwendung import BERICHTE, VORRAT

_gezaehlt = {"zellen": 0.0, "typst": 0.0}


def main() -> None:
    """Make the reports on as many workers as `sozialraum berichte` would, and print the sums over them.

    `beginn` runs from the start of this command until a worker takes up its first report, `arbeit` over all
    steps of all reports.
    """
    warmup.begin([VORRAT])
    # as in the command: while the process begun just now imports the same
    from pipeline import notebooks
    from pipeline.cli import auftraege

    projekt, *bezirke = sys.argv[1:]
    alle = [
        auftraege.parameter_fuer(bezirk, "HN", werkstatt.STICHTAG, werkstatt.HORIZONT) for bezirk in bezirke
    ]
    jobs = auftraege.auftraege_fuer(BERICHTE, alle, Path(projekt) / "uhr", None)
    beginn = psutil.Process().create_time()
    with notebooks.processes(os.cpu_count() or 1, [VORRAT]) as arbeiter:
        laeufe = list(arbeiter.map(machen, jobs))
    erste = {lauf["arbeiter"]: lauf["beginn"] for lauf in reversed(laeufe)}
    summen = {name: sum(lauf[name] for lauf in laeufe) for name in ("arbeit", "zellen", "typst")}
    anlauf = sum(erst - beginn for erst in erste.values())
    print(json.dumps({"berichte": len(laeufe), "beginn": anlauf, **summen}))


def machen(auftrag: Any) -> dict[str, float]:
    """Make one report under the clock."""
    ohne_uhr = import_module(VORRAT).machen
    _uhr_legen()
    vorher, beginn = dict(_gezaehlt), time.time()
    ohne_uhr(auftrag)
    ende = time.time()
    teile = {name: _gezaehlt[name] - vorher[name] for name in _gezaehlt}
    return {"arbeiter": os.getpid(), "beginn": beginn, "arbeit": ende - beginn, **teile}


@cache
def _uhr_legen() -> None:
    """Lay the clock around both, once in each worker."""
    typst = import_module("typst")
    typst.compile = _mit_uhr(typst.compile, "typst")
    client = import_module("papermill.clientwrap").PapermillNotebookClient
    client.execute_cell = _mit_uhr(client.execute_cell, "zellen")


def _mit_uhr(tun: Callable[..., Any], name: str) -> Callable[..., Any]:
    def gestoppt(*angaben: Any, **weitere: Any) -> Any:
        beginn = time.perf_counter()
        try:
            return tun(*angaben, **weitere)
        finally:
            _gezaehlt[name] += time.perf_counter() - beginn

    return gestoppt


if __name__ == "__main__":
    main()
