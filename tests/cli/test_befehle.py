import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import stapel
from pipeline.cli.anwendung import Ausgabe
from pipeline.cli.auftraege import auswahl, dateiname
from pipeline.cli.befehle import MODULE, anwendung
from tests.conftest import PROJEKT, sozialraum

app = anwendung()
BESCHLUSS = ["kennzahlen", "beschluss", "--kennzahl", "bev", "--datum", "2021-03-18"]
BESCHLUSS += ["--einvernehmen", "Träger"]
EINZELNE = [befehl.callback.__name__ for befehl in app.registered_commands if befehl.callback]
UNTER = [f"kennzahlen {name}" for name in ("beschluss", "zielvereinbarung", "jahresplanung")]
BEFEHLE = [*EINZELNE, *(str(gruppe.name) for gruppe in app.registered_groups), *UNTER]


def test_every_command_of_the_design_is_there() -> None:
    erwartet = [
        *("pruefen", "einlesen", "lieferungen", "freigeben", "prognose", "rueckschau"),
        *("bericht", "beispiel", "berichte"),
        *("kennzahlen", "kennzahlen beschluss", "kennzahlen zielvereinbarung", "kennzahlen jahresplanung"),
    ]
    assert erwartet == BEFEHLE


def test_every_command_has_its_module_and_every_module_its_commands() -> None:
    einzelne = [
        str(befehl.name or befehl.callback.__name__) for befehl in app.registered_commands if befehl.callback
    ]
    assert {*einzelne, *(str(gruppe.name) for gruppe in app.registered_groups)} == set(MODULE)


@pytest.mark.parametrize("befehl", ["pruefen", "berichte"])
def test_a_command_imports_no_other(befehl: str) -> None:
    code = f"""
import sys
from pipeline.cli.befehle import MODULE, anwendung
anwendung(["{befehl}", "--help"])
print(*sorted({{modul for modul in MODULE.values() if f"pipeline.cli.{{modul}}" in sys.modules}}))
"""
    lauf = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert MODULE[befehl] in lauf.stdout.split()
    assert set(lauf.stdout.split()) < set(MODULE.values())


@pytest.mark.parametrize("befehl", BEFEHLE)
def test_every_command_is_in_the_readme_and_helps_in_german(befehl: str) -> None:
    hilfe = CliRunner().invoke(app, [*befehl.split(), "--help"]).output
    assert "Aufruf:" in hilfe
    assert "Diese Hilfe zeigen" in hilfe
    assert not any(englisch in hilfe for englisch in ("Usage", "Options", "Arguments", "Show this"))
    assert befehl in (PROJEKT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (["pruefn"], 'Den Befehl pruefn gibt es nicht. Meinten Sie "pruefen"?'),
        (["pruefen"], "Es fehlt die Angabe"),
        (["bericht", "P10", "--jahr", "2020"], "Die Option --jahr gibt es nicht."),
        (
            ["prognose", "--horizont", "bald"],
            "Der Wert für --horizont passt nicht: Verlangt ist eine ganze Zahl.",
        ),
        (["bericht", "P10", "--ausgabe", "mittel"], "--ausgabe passt nicht: Möglich sind 'lang', 'kurz'."),
        (["prognose", "--ziehungen", "-5"], "--ziehungen passt nicht: Verlangt ist mindestens 0."),
    ],
)
def test_wrong_usage_is_said_in_german_and_exits_2(
    worte: list[str], satz: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum(*worte) == 2
    assert satz in capsys.readouterr().err


@pytest.mark.parametrize(
    "befehl", [["freigeben"], ["prognose"], ["rueckschau"], ["bericht", "P10"], ["kennzahlen"], BESCHLUSS]
)
def test_a_stage_without_its_tables_says_which_command_comes_first(
    befehl: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "processed").mkdir()
    assert sozialraum(*befehl, "--daten", tmp_path) == 1
    assert 'Bitte zuerst "sozialraum' in capsys.readouterr().err


def test_the_plan_can_be_read_without_any_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert sozialraum("freigeben", "--plan") == 0
    ausgabe = capsys.readouterr().out
    assert "hilfen_sgb8" in ausgabe
    assert "5" in ausgabe


def test_each_edition_has_its_reports() -> None:
    assert list(auswahl(None, Ausgabe.LANG)) == ["sozialraumanalyse", "prognose", "kennzahlen"]
    assert list(auswahl(None, Ausgabe.KURZ)) == ["kurzfassung"]
    assert list(auswahl(["prognose"], Ausgabe.LANG)) == ["prognose"]


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (["--ausgabe", "kurz", "--nur", "prognose"], "Mit --ausgabe kurz gibt es kurzfassung."),
        (["--nur", "kurzfassung"], "Mit --ausgabe lang gibt es sozialraumanalyse, prognose, kennzahlen."),
    ],
)
@pytest.mark.parametrize("befehl", ["bericht", "berichte"])
def test_a_report_of_the_other_edition_is_refused(
    befehl: str, worte: list[str], satz: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum(befehl, "P10", *worte, "--daten", tmp_path, "--berichte", tmp_path) == 1
    assert satz in capsys.readouterr().err


def test_what_differs_from_the_defaults_is_in_the_file_name() -> None:
    vorgabe = {"raumeinheit": "P10", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}
    assert dateiname("prognose", vorgabe) == "prognose"
    assert dateiname("prognose", {**vorgabe, "horizont": 2040}) == "prognose_horizont-2040"
    assert dateiname("kennzahlen", {**vorgabe, "vergleich": "P11"}) == "kennzahlen_vergleich-P11"
    stadt = {**vorgabe, "raumeinheit": "K", "vergleich": "K"}
    assert dateiname("stadtband", stadt) == "stadtband"
    assert dateiname("kennzahlen", stadt) == "kennzahlen_vergleich-K"
    assert dateiname("kennzahlen", {**vorgabe, "stichtag": "2020-06-30"}) == "kennzahlen_stichtag-2020-06-30"


@pytest.mark.parametrize(
    ("worte", "satz"),
    [
        (["bericht", "P1O"], 'raumeinheit: "P1O" ist nicht bekannt.'),
        (["bericht", "P10", "--vergleich", "XX"], 'vergleich: "XX" ist nicht bekannt.'),
        (["bericht", "P10", "--nur", "prognosen"], 'Meinten Sie "prognose"?'),
        (["bericht", "P10", "--stichtag", "31.12.2020"], "stichtag"),
        (["bericht", "P10", "--stichtag", "2031-12-31"], "2031-12-31"),
        (["prognose", "--raumeinheit", "P99"], '"P99" ist unbekannt'),
        (["prognose", "--basis", "2020-06-30"], "kein 31. Dezember"),
    ],
)
def test_unknown_areas_dates_and_reports_are_refused_before_anything_runs(
    worte: list[str], satz: str, beispieldaten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ziel = ["--berichte", tmp_path] if worte[0] == "bericht" else []
    assert sozialraum(*worte, *ziel, "--daten", beispieldaten) == 1
    assert satz in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.pdf"))


def test_every_report_has_its_place_among_those_that_take_long() -> None:
    assert {datei.stem for datei in (PROJEKT / "notebooks").glob("*.ipynb")} == set(stapel.DAUER)
