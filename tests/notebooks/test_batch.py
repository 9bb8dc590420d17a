"""Many jobs: all are done once, whatever becomes of one of them or of the process it runs in."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest

from pipeline import notebooks
from pipeline.notebooks import batch, provisioner


def schreibe(ordner: Path, nummer: int) -> str:
    """A job that appends a line; some go wrong, each in its way."""
    with (ordner / str(nummer)).open("a", encoding="utf-8") as datei:
        datei.write("x")
    if nummer == 1:
        return "so nicht."
    if nummer == 2:
        raise ZeroDivisionError("durch null")
    return ""


def stirb_einmal(ordner: Path, nummer: int) -> str:
    """A job whose process is killed the first time."""
    if nummer == 3 and not (ordner / "tot").exists():
        (ordner / "tot").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    (ordner / str(nummer)).touch()
    return ""


def ende_der_vorlage(ordner: Path, nummer: int) -> str:
    """A job that kills what began its process, the first time."""
    if nummer == 1 and not (ordner / "tot").exists():
        (ordner / "tot").touch()
        os.kill(os.getppid(), signal.SIGKILL)
    (ordner / str(nummer)).touch()
    return ""


class Abgewiesen(ThreadPoolExecutor):
    """One whose second process cannot be begun: what was to begin it died."""

    def submit(self, fn, /, *args, **kwargs):
        if args == (1,):
            raise EOFError
        return super().submit(fn, *args, **kwargs)


def stirb(_: int) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def wer_gabelt(_: int) -> str:
    """Whether what forks the kernels of this process was begun by it as a copy of it; its hash seed."""
    server = psutil.Process(provisioner.server().pid)
    ist_kopie = server.cmdline() == psutil.Process().cmdline()
    return f"{server.ppid() == os.getpid()} {ist_kopie} {os.environ['PYTHONHASHSEED']}"


def test_every_job_is_done_once_and_failures_are_told_with_their_cause(tmp_path):
    ergebnis = dict(notebooks.run_all(partial(schreibe, tmp_path), range(5), partial(ThreadPoolExecutor, 2)))
    assert ergebnis == {
        0: "",
        1: "so nicht.",
        2: "unerwarteter Fehler, ZeroDivisionError: durch null",
        3: "",
        4: "",
    }
    assert [datei.read_text(encoding="utf-8") for datei in sorted(tmp_path.iterdir())] == ["x"] * 5


def test_a_process_that_cannot_be_begun_costs_no_job(tmp_path):
    anfaenge = iter([Abgewiesen(1), ThreadPoolExecutor(1)])
    ergebnis = dict(notebooks.run_all(partial(stirb_einmal, tmp_path), range(3), lambda: next(anfaenge)))
    assert ergebnis == dict.fromkeys(range(3), "")


def test_no_jobs_are_no_work():
    assert list(notebooks.run_all(stirb, [], partial(ThreadPoolExecutor, 1))) == []


@pytest.mark.long
def test_a_process_that_is_killed_costs_no_job(tmp_path):
    beginn = partial(notebooks.processes, 2)
    ergebnis = dict(notebooks.run_all(partial(stirb_einmal, tmp_path), range(6), beginn))
    assert ergebnis == dict.fromkeys(range(6), "")
    assert {datei.name for datei in tmp_path.iterdir()} == {"tot", *map(str, range(6))}


@pytest.mark.long
def test_the_end_of_what_begins_the_processes_costs_no_job(tmp_path):
    beginn = partial(notebooks.processes, 2)
    ergebnis = dict(notebooks.run_all(partial(ende_der_vorlage, tmp_path), range(4), beginn))
    assert ergebnis == dict.fromkeys(range(4), "")


@pytest.mark.long
@pytest.mark.skipif(not provisioner.available(), reason="kernels are forked only on an installed package")
def test_what_forks_the_kernels_is_a_copy_of_the_process_that_asks():
    # through `run_all`: what began processes may still be dying by the hand of another test
    assert dict(notebooks.run_all(wer_gabelt, [1], partial(notebooks.processes, 1))) == {1: "True True 0"}


@pytest.mark.long
def test_jobs_that_kill_every_process_are_given_up(monkeypatch):
    monkeypatch.setattr(batch, "NEUANFAENGE", 1)
    ergebnis = list(notebooks.run_all(stirb, [7], partial(notebooks.processes, 1)))
    assert ergebnis == [(7, batch.ABGESTUERZT)]


@pytest.mark.long
def test_processes_end_with_the_one_that_began_them():
    rufen = (
        "import os, time; from pipeline import notebooks\n"
        "if __name__ == '__main__':\n"
        "    pool = notebooks.processes(1)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", rufen], stdout=subprocess.PIPE, text=True) as prozess:
        assert prozess.stdout is not None
        pid = int(prozess.stdout.readline())
        prozess.kill()
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")
