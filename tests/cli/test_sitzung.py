"""The two documents of a sitting: what was decided is in them, on few pages, for every reader."""

from pathlib import Path

import pypdf
import pytest

from tests.cli.test_kennzahlen import BEOBACHTEN, ZIEL, zone
from tests.conftest import sozialraum
from tests.report import verapdf

SEITEN = {"zielvereinbarung": 2, "jahresplanung": 1}
"""Pages at most."""


@pytest.fixture(scope="module")
def daten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = zone(tmp_path_factory.mktemp("sitzung") / "data")
    for befehl in (ZIEL, BEOBACHTEN):
        assert sozialraum(*befehl, "--daten", ordner) == 0
    return ordner


@pytest.fixture(scope="module", params=sorted(SEITEN))
def pdf(request: pytest.FixtureRequest, daten: Path) -> Path:
    befehl = ["kennzahlen", request.param, "--daten", daten, "--berichte", daten.parent]
    assert sozialraum(*befehl) == 0
    return daten.parent / "P10" / "2020" / f"{request.param}.pdf"


def text(pdf: Path) -> str:
    return " ".join(" ".join(seite.extract_text() for seite in pypdf.PdfReader(pdf).pages).split())


def test_both_are_as_short_as_asked_and_carry_target_date_and_who_sees_to_it(pdf: Path) -> None:
    assert len(pypdf.PdfReader(pdf).pages) <= SEITEN[pdf.stem]
    inhalt = text(pdf)
    for teil in (
        "Arbeitslosenanteil",
        "1,2 (2025)",
        "31.12.2025",
        "Quartiersmanagement",
        "nicht beurteilbar",
    ):
        assert teil in inhalt
    assert "Demonstrationsdaten" in inhalt


@pytest.mark.parametrize("standard", sorted(verapdf.PROFILE))
def test_both_comply(pdf: Path, standard: str) -> None:
    assert verapdf.violations(pdf, standard) == []


def test_who_agreed_signs_and_what_is_only_watched_is_named(daten: Path) -> None:
    assert sozialraum("kennzahlen", "zielvereinbarung", "--daten", daten, "--berichte", daten.parent) == 0
    inhalt = text(daten.parent / "P10" / "2020" / "zielvereinbarung.pdf")
    assert "Unterschrift" in inhalt
    assert "Träger" in inhalt
    assert "Ohne Ziel, aber jedes Jahr vorgelegt: Anteil 65-Jährige und Ältere." in inhalt
    assert "Für den Planungsbezirk Herbert-Hoover-Siedlung gilt ein Ziel." in inhalt


def test_without_a_target_there_is_nothing_to_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ordner = zone(tmp_path / "data")
    for name in SEITEN:
        assert sozialraum("kennzahlen", name, "--daten", ordner, "--berichte", tmp_path) == 1
        assert "ist noch kein Ziel beschlossen" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.pdf"))
