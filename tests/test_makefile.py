"""The Makefile's lists of tables are what the stages and notebooks really read."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from pipeline import disclosure, names, notebooks, projection, store
from pipeline.store.fassung import QUELLEN

PROJEKT = Path(__file__).resolve().parents[1]
MAKEFILE = (PROJEKT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
NOTEBOOKS = ("sozialraumanalyse", "prognose", "kennzahlen", "kurzfassung", "stadtband")


def listed(variable: str) -> set[str]:
    treffer = re.search(rf"^TABLES_{variable} := (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert treffer, variable
    return set(treffer[1].split())


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_report_depends_on_the_tables_its_notebook_lists(notebook: str) -> None:
    gelesen = notebooks.quellen(notebook).tabellen
    assert {"raumeinheiten", "einwohner"} < set(gelesen)
    tabellen = [Path(wort) for wort in prerequisites("aus", notebook) if wort.endswith(".parquet")]
    assert {tabelle.parent for tabelle in tabellen} == {Path("data/processed/freigabe")}
    assert sorted(tabelle.stem for tabelle in tabellen) == sorted(gelesen)


def prerequisites(ordner: str, notebook: str = "kennzahlen") -> list[str]:
    """What make would look at for a report in this folder, without making anything."""
    orte = f"BERICHTE={ordner}", f"STADTBAND={ordner}/stadtband"
    regeln = subprocess.run(
        ["make", "--dry-run", "--print-data-base", "--question", "help", *orte],  # noqa: S607
        cwd=PROJEKT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    (zeile,) = [z for z in regeln.splitlines() if z.startswith(f"{ordner}/{notebook}.pdf:")]
    return zeile.split()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_report_depends_on_the_decisions_where_its_notebook_reads_them(notebook: str) -> None:
    assert notebooks.quellen(notebook).beschluesse is (notebook == "kennzahlen")
    datei = str(store.beschluss_datei(Path("data")))
    assert (datei in prerequisites("aus", notebook)) is (notebook == "kennzahlen")


def test_a_report_depends_on_everything_its_look_is_made_of() -> None:
    orte = PROJEKT / "pipeline" / "report", names.SCHRIFTEN
    vorlagen = {p.relative_to(PROJEKT) for ort in orte for p in ort.iterdir() if p.suffix in QUELLEN}
    assert {p.suffix for p in vorlagen} == {".py", ".toml", ".typ", ".html", ".css", ".ttf"}
    assert {str(p) for p in vorlagen} <= set(prerequisites("reports/P10/2020"))


SOZIALRAUM = """#!/bin/sh
echo "$@" >> aufrufe
case "$*" in *2030*) anders=_horizont-2030 ;; esac
for name in sozialraumanalyse prognose kennzahlen; do
  if [ "$1" = berichte ]; then mkdir -p aus; touch aus/$name$anders.html aus/$name$anders.pdf; fi
done
"""
"""Stands for the command line: notes how it was called and makes the three reports."""


@pytest.fixture
def gebaut(tmp_path: Path) -> Path:
    """A project in which everything but the reports is there and older than what is made now."""
    for was in ("Makefile", "pipeline", "notebooks", "requirements.lock", "pyproject.toml"):
        (tmp_path / was).symlink_to(PROJEKT / was)
    rufen = tmp_path / ".venv" / "bin" / "sozialraum"
    tabellen = [tmp_path / wort for wort in prerequisites_of_all() if wort.endswith(".parquet")]
    zonen = [tmp_path / "data/processed" / zone / "manifest.json" for zone in ("bestand", "freigabe")]
    projiziert = tmp_path / "data/processed/freigabe/.prognose-2020-12-31-2035"
    for datei in [rufen, rufen.with_name("python"), *tabellen, *zonen, projiziert, tmp_path / ".venv/.ready"]:
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(SOZIALRAUM, encoding="utf-8")
    rufen.chmod(0o755)
    return tmp_path


def prerequisites_of_all() -> list[str]:
    """Every table any step reads."""
    bestand = {*listed("RELEASE"), *listed("PROJECTION")}
    return [
        *(f"data/processed/bestand/{tabelle}.parquet" for tabelle in bestand),
        *(wort for notebook in NOTEBOOKS for wort in prerequisites("aus", notebook)),
    ]


def made(ordner: Path, *worte: str) -> list[str]:
    """Commands that `make report` begins."""
    (ordner / "aufrufe").write_text("", encoding="utf-8")
    rufen = ["make", "report", "BERICHTE=aus", *worte]
    subprocess.run(rufen, cwd=ordner, check=True, capture_output=True)
    return (ordner / "aufrufe").read_text(encoding="utf-8").splitlines()


def spaetestens(ordner: Path) -> float:
    """Time of the newest report."""
    return max(datei.stat().st_mtime for datei in (ordner / "aus").iterdir())


ALLE_DREI = "berichte P10 --vergleich HN --stichtag 2020-12-31 --horizont 2035 --ausgabe lang"


def test_one_start_makes_all_reports_and_then_there_is_nothing_to_do(gebaut: Path) -> None:
    assert made(gebaut) == [ALLE_DREI]
    assert made(gebaut) == []
    trocken = ["make", "--dry-run", "report", "BERICHTE=aus"]
    sagt = subprocess.run(trocken, cwd=gebaut, check=True, capture_output=True, text=True).stdout
    assert sagt.count("\n") == 1
    assert "Nothing to be done" in sagt


@pytest.mark.parametrize(
    "was", ["data/processed/freigabe/alterssummen.parquet", "aus/prognose.html", "aus/kennzahlen.pdf"]
)
def test_one_start_makes_again_what_is_outdated_or_missing(gebaut: Path, was: str) -> None:
    made(gebaut)
    if was.startswith("aus"):
        (gebaut / was).unlink()
    while was.startswith("data") and (gebaut / was).stat().st_mtime <= spaetestens(gebaut):
        os.utime(gebaut / was)  # the clock of files stands still for milliseconds
    assert made(gebaut) == [ALLE_DREI]
    assert made(gebaut) == []


def test_a_table_no_report_reads_is_no_reason_for_any(gebaut: Path) -> None:
    made(gebaut)
    (gebaut / "data/processed/freigabe/veroeffentlicht.parquet").touch()
    assert made(gebaut) == []


def test_a_report_of_another_horizon_is_another_file(gebaut: Path) -> None:
    made(gebaut)
    (gebaut / "data/processed/freigabe/.prognose-2020-12-31-2030").touch()
    anders = made(gebaut, "HORIZONT=2030")
    assert anders == [ALLE_DREI.replace("2035", "2030")]
    assert made(gebaut, "HORIZONT=2030") == []


def befehle(ziel: str) -> str:
    """What make would do for a file of which nothing is there."""
    rufen = ["make", "--dry-run", "--always-make", ziel]
    return subprocess.run(rufen, cwd=PROJEKT, capture_output=True, text=True, check=True).stdout


def test_the_short_edition_is_made_by_its_own_target_and_is_no_part_of_report() -> None:
    assert not re.search(r"^(report:|REPORTS_lang :=).*(kurz)", MAKEFILE, flags=re.MULTILINE)
    assert re.search(r"^kurz:.* \$\(PDFS_kurz\) ", MAKEFILE, flags=re.MULTILINE)
    assert "--ausgabe kurz\n" in befehle("reports/P10/2020/kurzfassung.pdf")


def test_the_city_volume_is_made_by_its_own_target_in_the_folder_of_the_city() -> None:
    assert not re.search(r"^(report:|REPORTS_lang :=).*(stadtband|STADTBAND)", MAKEFILE, flags=re.MULTILINE)
    wie = "berichte --stadt --vergleich HN --stichtag 2020-12-31"
    assert wie in befehle("reports/HN/2020/stadtband.pdf")


def test_the_projection_depends_on_the_tables_it_uses() -> None:
    assert listed("PROJECTION") == {*projection.QUELLEN, "vollstaendigkeit"}
    assert listed("PROJECTION_EXTRA") == {*projection.ZUSATZQUELLEN}


def test_the_release_depends_on_every_source_of_the_plan() -> None:
    quellen = {quelle for namen in disclosure.quellen(disclosure.plan()).values() for quelle in namen}
    assert quellen <= listed("RELEASE")


def test_make_names_every_target_in_its_help() -> None:
    hilfe = subprocess.run(["make", "help"], cwd=PROJEKT, capture_output=True, text=True, check=True).stdout  # noqa: S607 -- make is what is tested
    assert {"report", "kurz", "stadt", "test", "check"} <= {zeile.split()[0] for zeile in hilfe.splitlines()}
