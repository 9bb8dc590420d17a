"""`berichte` on the command line: all are made, done ones are kept, failures are told and stop nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import sozialraum

GEBIETE = ("P01", "P02")


def rufen(daten: Path, ziel: Path, *worte: str) -> list[str]:
    return [
        *("berichte", *GEBIETE, *worte),
        "--nur",
        "kennzahlen",
        "--daten",
        str(daten),
        "--berichte",
        str(ziel),
    ]


def ergebnis(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [eintrag["ergebnis"] for eintrag in json.loads(capsys.readouterr().out)]


def dateien(ziel: Path) -> list[str]:
    return sorted(str(datei.relative_to(ziel)) for datei in ziel.rglob("*") if datei.is_file())


@pytest.mark.long
def test_what_is_done_is_not_done_again_unless_asked_for_or_damaged(kleine, tmp_path, capsys) -> None:
    alle = rufen(kleine, tmp_path, "--prozesse", "2", "--json")
    assert sozialraum(*alle) == 0
    assert ergebnis(capsys) == ["neu", "neu"]
    vorher = {datei: (tmp_path / datei).read_bytes() for datei in dateien(tmp_path)}
    assert sozialraum(*alle) == 0
    assert ergebnis(capsys) == ["unverändert", "unverändert"]
    pdf = next(tmp_path.glob("P02/*/kennzahlen.pdf"))
    pdf.write_bytes(b"halb")
    assert sozialraum(*alle) == 0
    assert ergebnis(capsys) == ["unverändert", "neu"]
    assert {datei: (tmp_path / datei).read_bytes() for datei in dateien(tmp_path)} == vorher


@pytest.mark.long
def test_a_failure_is_one_line_with_area_and_cause_and_the_rest_goes_on(kleine, tmp_path, capsys) -> None:
    jahr = "2020"
    (tmp_path / "P01").mkdir()
    (tmp_path / "P01" / jahr).write_text("kein Ordner", encoding="utf-8")
    alle = rufen(kleine, tmp_path)
    assert sozialraum(*alle) == 1
    aus = capsys.readouterr()
    [zeile] = aus.err.strip().splitlines()
    assert zeile.startswith("P01, 2020-12-31, kennzahlen: Der Ordner ")
    assert aus.out.strip() == "2 Berichte: 1 neu, 1 fehlgeschlagen."
    assert (tmp_path / "P02" / jahr / "kennzahlen.pdf").exists()


@pytest.mark.long
@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        ((), "Bitte entweder Raumeinheiten nennen"),
        (("P01", "--alle"), "Bitte entweder Raumeinheiten nennen"),
        (("P01", "--stadt"), "oder --alle oder --stadt angeben."),
        (("--alle", "--stadt"), "oder --alle oder --stadt angeben."),
        (("--stadt", "--ausgabe", "kurz"), "Den Stadtband gibt es nur in einer Ausgabe"),
        (("--stadt", "--nur", "kennzahlen"), "Mit --stadt gibt es stadtband."),
        (("--stadt", "--vergleich", "HM"), 'raumeinheit: "HM" ist nicht bekannt.'),
        (("P1",), 'raumeinheit: "P1" ist nicht bekannt.'),
        (("P01", "--stichtag", "1999-12-31"), '--stichtag: "1999-12-31" ist nicht bekannt.'),
        (("P01", "--nur", "prognosen"), '--nur: "prognosen" ist nicht bekannt.'),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_runs(kleine, tmp_path, capsys, worte, satz) -> None:
    assert sozialraum("berichte", *worte, "--daten", kleine, "--berichte", tmp_path / "aus") == 1
    assert satz in capsys.readouterr().err
    assert not (tmp_path / "aus").exists()


@pytest.mark.long
def test_the_volume_of_what_is_no_city_is_one_sentence(kleine, tmp_path, capsys) -> None:
    worte = ("--stadt", "--vergleich", "P01", "--daten", kleine, "--berichte", tmp_path)
    assert sozialraum("berichte", *worte) == 1
    [zeile] = capsys.readouterr().err.strip().splitlines()
    assert zeile.startswith("P01, 2020-12-31, stadtband: Notebook stadtband, Zelle [")
    assert '"P01" ist keine Stadt; der Stadtband vergleicht' in zeile


@pytest.mark.long
def test_the_volume_of_three_districts_is_made_and_kept(kleine, tmp_path, capsys) -> None:
    worte = ("--stadt", "--json", "--daten", kleine, "--berichte", tmp_path)
    for was in ("neu", "unverändert"):
        assert sozialraum("berichte", *worte) == 0
        assert ergebnis(capsys) == [was]
    assert dateien(tmp_path) == [f"HN/2020/stadtband.{endung}" for endung in ("html", "ipynb", "pdf")]


@pytest.mark.long
def test_a_killed_run_is_finished_by_the_next_and_leaves_nothing(kleine, tmp_path, capsys) -> None:
    alle = rufen(kleine, tmp_path)
    with subprocess.Popen([sys.executable, "-m", "pipeline", *alle]) as lauf:
        while not list(tmp_path.rglob(".werkstatt-*")):
            assert lauf.poll() is None
            time.sleep(0.02)
        lauf.send_signal(signal.SIGKILL)
    assert sozialraum(*alle) == 0
    namen = {Path(datei).name for datei in dateien(tmp_path)}
    assert namen == {"kennzahlen.ipynb", "kennzahlen.pdf", "kennzahlen.html"}
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.long
def test_a_cluster_makes_the_same_reports_though_a_worker_is_killed(kleine, tmp_path, capsys) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    hier, dort = tmp_path / "hier", tmp_path / "dort"
    assert sozialraum(*rufen(kleine, hier)) == 0
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        pids = [worker.process.pid for worker in cluster.workers.values()]

        def toeten() -> None:
            while not list(dort.rglob(".werkstatt-*")):
                time.sleep(0.02)
            os.kill(pids[0], signal.SIGKILL)

        threading.Thread(target=toeten, daemon=True).start()
        alle = rufen(kleine, dort)
        assert sozialraum(*alle, "--dask", cluster.scheduler_address) == 0
    assert sozialraum(*alle) == 0  # sweeps what the killed worker left
    assert dateien(dort) == dateien(hier)
    for datei in dateien(hier):
        assert (hier / datei).read_bytes() == (dort / datei).read_bytes()
