"""Folders for work in progress: private, gone in the end, swept where their owner was killed."""

import subprocess
import sys

import pytest

from pipeline.notebooks.workshop import sweep, workshop


def test_it_lies_in_the_folder_and_is_gone_in_the_end(tmp_path):
    with workshop(tmp_path / "aus") as raum:
        (raum / "datei").touch()
        assert raum.parent == tmp_path / "aus"
    assert list((tmp_path / "aus").iterdir()) == []


def test_it_is_gone_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), workshop(tmp_path):
        1 / 0  # noqa: B018  # the error is the point
    assert list(tmp_path.iterdir()) == []


def test_one_in_use_is_left_alone_and_one_of_a_killed_process_is_swept(tmp_path):
    rufen = (
        "import os, signal; from pathlib import Path; from pipeline.notebooks.workshop import workshop\n"
        f"with workshop(Path({str(tmp_path)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    with workshop(tmp_path) as raum:
        subprocess.run([sys.executable, "-c", rufen], check=False)
        assert len(list(tmp_path.iterdir())) == 2
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [raum]


def test_sweeping_a_folder_that_is_not_there_makes_none(tmp_path):
    sweep(tmp_path / "nie")
    assert not (tmp_path / "nie").exists()
