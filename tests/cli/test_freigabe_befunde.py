"""`freigeben --befunde`: what the attack found is written, released or refused, and for nobody else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import disclosure
from tests import lieferung_klein
from tests.conftest import sozialraum

SPALTEN = ["periode", "zelle", "von", "bis", "urteil", "leckpfad", "kennt"]
PLAN = """
[[tabelle]]
name = "grundsicherung"
grundgesamtheit = "grundsicherung"
dimensionen = ["altersgruppe"]
kreuzungen = [{{}}]
mindestfallzahl = {mindestfallzahl}
pflicht = [{{}}]
"""
"""Two people in each of three districts; that they are six is promised, so none can be five."""


@pytest.fixture(scope="module")
def eingelesen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("befunde")
    (ordner / "daten" / "processed").mkdir(parents=True)
    lieferung_klein.schreiben(ordner / "klein")
    assert sozialraum("einlesen", ordner / "klein", "--daten", ordner / "daten") == 0
    return ordner


@pytest.fixture
def ab(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let `freigeben` go by a plan with this least count."""

    def nach_plan(mindestfallzahl: int) -> None:
        plan = disclosure.plan(PLAN.format(mindestfallzahl=mindestfallzahl))
        monkeypatch.setattr(disclosure, "plan", lambda: plan)

    return nach_plan


@pytest.mark.parametrize("endung", [".csv", ".json"])
def test_what_the_attack_found_is_written_for_nobody_else(
    eingelesen: Path, endung: str, ab: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    ab(3)
    ziel = eingelesen / f"befunde{endung}"
    assert sozialraum("freigeben", "--befunde", ziel, "--daten", eingelesen / "daten") == 0
    assert ziel.stat().st_mode & 0o777 == 0o600
    gelesen = pd.read_csv(ziel) if endung == ".csv" else pd.read_json(ziel)
    assert list(gelesen.columns) == SPALTEN
    assert gelesen["zelle"].tolist() == [f"grundsicherung (insgesamt), P0{n}" for n in (1, 2, 3)] * 2
    assert set(gelesen["urteil"]) == {"sicher"}
    assert "grundsicherung (" not in capsys.readouterr().out


def test_a_refused_release_writes_its_leaks_and_nothing_else(
    eingelesen: Path, tmp_path: Path, ab: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    ab(5)
    daten = tmp_path / "daten"
    shutil.copytree(eingelesen / "daten" / "processed" / "bestand", daten / "processed" / "bestand")
    assert sozialraum("freigeben", "--befunde", tmp_path / "lecks.csv", "--daten", daten) == 1
    satz = capsys.readouterr().err
    assert "grundsicherung (insgesamt), P01, 2019-12-31, ließe sich eng eingrenzen aus: " in satz
    lecks = pd.read_csv(tmp_path / "lecks.csv")
    assert set(lecks["urteil"]) == {"eng"}
    assert lecks["leckpfad"].str.contains("grundsicherung (insgesamt), HN", regex=False).all()
    assert not (daten / "processed" / "freigabe").exists()


def test_findings_are_not_written_among_what_is_released(
    eingelesen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frei = eingelesen / "daten" / "processed" / "freigabe" / "befunde.csv"
    assert sozialraum("freigeben", "--befunde", frei, "--daten", eingelesen / "daten") == 1
    assert "vertraulich" in capsys.readouterr().err
    assert not frei.exists()
