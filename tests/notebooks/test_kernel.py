"""Forked kernels: alone, clean, and gone when whoever asked for them is gone."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from pipeline import errors, notebooks
from pipeline.notebooks import provisioner

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not provisioner.available(), reason="kernels can be forked only on an installed package, where fork is"
    ),
]


def notebook(ordner: Path, *quelltexte: str) -> Path:
    kopf = nbformat.v4.new_code_cell('n = "a"', metadata={"tags": ["parameters"]})
    cells = [kopf, *map(nbformat.v4.new_code_cell, quelltexte)]
    kernel = {"kernelspec": {"name": "x", "display_name": "x", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), ordner / "probe.ipynb")
    return ordner


def ausgabe(ordner: Path, n: str) -> str:
    ziel = notebooks.run("probe", {"n": n}, ordner / f"{n}.ipynb", ordner, ordner)
    return "".join(nbformat.read(ziel, as_version=4).cells[-1].outputs[0]["text"]).strip()


def gestorben(pid: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(200):
        try:
            zustand = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        if zustand == "Z":
            return True
        time.sleep(0.05)
    return False


def test_each_notebook_has_a_process_of_its_own_that_knows_nothing_of_another(tmp_path):
    quelltext = (
        "import builtins, os, sys\n"
        "neu = not hasattr(builtins, 'merke')\nbuiltins.merke = 1\n"
        "print(os.getpid(), os.getppid(), neu, 'pipeline.charts' in sys.modules)"
    )
    ordner = notebook(tmp_path, quelltext)
    erste, zweite = ausgabe(ordner, "x").split(), ausgabe(ordner, "y").split()
    assert erste[0] != zweite[0]
    assert erste[1] == zweite[1] == str(provisioner.server().pid)
    assert erste[2:] == zweite[2:] == ["True", "True"]


def test_no_kernel_is_left_when_its_notebook_is_done(tmp_path):
    pid = int(ausgabe(notebook(tmp_path, "import os; print(os.getpid())"), "x"))
    assert gestorben(pid)


def test_no_connection_file_is_left(tmp_path):
    ausgabe(notebook(tmp_path, "print(1)"), "x")
    assert sorted(datei.name for datei in tmp_path.iterdir()) == ["probe.ipynb", "x.ipynb"]


def test_a_server_that_was_killed_is_begun_again(tmp_path):
    ordner = notebook(tmp_path, "print(n)")
    assert ausgabe(ordner, "x") == "x"
    os.kill(provisioner.server().pid, signal.SIGKILL)
    assert ausgabe(ordner, "y") == "y"


def test_a_kernel_ends_with_a_server_that_was_killed(tmp_path):
    zettel = tmp_path / "pid"
    ordner = notebook(
        tmp_path,
        "import os, pathlib, signal, time\n"
        f"pathlib.Path({str(zettel)!r}).write_text(str(os.getpid()))\n"
        "os.kill(os.getppid(), signal.SIGKILL)\n"
        "time.sleep(600)",
    )
    with pytest.raises(errors.NotebookFehlgeschlagen, match="der Python-Prozess endete unerwartet"):
        ausgabe(ordner, "x")
    assert gestorben(int(zettel.read_text()))


def test_a_killed_kernel_is_a_failed_notebook_and_the_next_one_runs(tmp_path):
    ordner = notebook(
        tmp_path, "import os, signal\nif n == 'x': os.kill(os.getpid(), signal.SIGKILL)\nprint(n)"
    )
    with pytest.raises(errors.NotebookFehlgeschlagen, match="der Python-Prozess endete unerwartet"):
        ausgabe(ordner, "x")
    assert ausgabe(ordner, "y") == "y"


def test_a_kernel_killed_before_it_answers_is_a_failed_notebook_too(tmp_path, monkeypatch, capfd):
    def totgeboren(*angaben):
        kernel = gabeln(*angaben)
        kernel.kill()
        return kernel

    ordner = notebook(tmp_path, "print(n)")
    gabeln = provisioner._forked
    monkeypatch.setattr(provisioner, "_forked", totgeboren)
    with pytest.raises(errors.NotebookFehlgeschlagen, match="der Python-Prozess endete unerwartet"):
        ausgabe(ordner, "x")
    assert "Traceback" not in capfd.readouterr().err
    assert not [thread for thread in threading.enumerate() if "Heartbeat" in thread.name]
    monkeypatch.undo()
    assert ausgabe(ordner, "y") == "y"


def test_a_kernel_and_its_server_end_with_the_process_that_began_them(tmp_path):
    quelltext = (
        "import os, pathlib, time\n"
        "pathlib.Path('pids.neu').write_text(f'{os.getpid()} {os.getppid()}')\n"
        f"os.rename('pids.neu', {str(tmp_path / 'pids')!r})\ntime.sleep(60)"
    )
    ordner = notebook(tmp_path, quelltext)
    rufen = (
        "from pathlib import Path; from pipeline import notebooks; "
        f"o = Path({str(ordner)!r}); notebooks.run('probe', {{'n': 'x'}}, o / 'x.ipynb', o, o)"
    )
    with subprocess.Popen([sys.executable, "-c", rufen]) as prozess:
        while not (tmp_path / "pids").exists():
            assert prozess.poll() is None
            time.sleep(0.05)
        prozess.kill()
    for pid in map(int, (tmp_path / "pids").read_text(encoding="utf-8").split()):
        assert gestorben(pid)
    notebooks.sweep(tmp_path)
    assert sorted(datei.name for datei in tmp_path.iterdir()) == ["pids", "probe.ipynb"]
