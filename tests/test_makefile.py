"""The Makefile's lists of tables are what the stages and notebooks really read."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from pipeline import disclosure, projection, store

PROJEKT = Path(__file__).resolve().parents[1]
MAKEFILE = (PROJEKT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
NOTEBOOKS = ("sozialraumanalyse", "prognose", "kennzahlen", "kurzfassung")


def listed(variable: str) -> set[str]:
    treffer = re.search(rf"^TABLES_{variable} := (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert treffer, variable
    return set(treffer[1].split())


def read_by(notebook: str) -> set[str]:
    zellen = json.loads((PROJEKT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(zelle["source"]) for zelle in zellen if zelle["cell_type"] == "code")
    zeilen = [zeile for zeile in code.splitlines() if zeile.startswith("gelesen")]
    return {wort for zeile in zeilen for text in re.findall(r'"([^"]*)"', zeile) for wort in text.split()}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_report_depends_on_the_tables_its_notebook_reads(notebook: str) -> None:
    assert read_by(notebook)
    assert listed(notebook) == read_by(notebook)


def test_the_report_on_kennzahlen_depends_on_the_decisions() -> None:
    regel = subprocess.run(  # what make would look at, without making anything
        ["make", "--dry-run", "--print-data-base", "--question", "help"],  # noqa: S607
        cwd=PROJEKT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    (kennzahlen,) = [z for z in regel.splitlines() if z.startswith("reports/P10/2020/kennzahlen.pdf:")]
    assert str(store.beschluss_datei(Path("data"))) in kennzahlen.split()
    assert "store.beschluss_datei()" in (PROJEKT / "notebooks" / "kennzahlen.ipynb").read_text(
        encoding="utf-8"
    )


def test_the_short_edition_is_made_by_its_own_target_and_is_no_part_of_report() -> None:
    assert not re.search(r"^(report:|PDFS :=).*kurzfassung", MAKEFILE, flags=re.MULTILINE)
    assert re.search(r"^kurz:.*/kurzfassung\.pdf ", MAKEFILE, flags=re.MULTILINE)
    befehle = subprocess.run(
        ["make", "--dry-run", "--always-make", "reports/P10/2020/kurzfassung.pdf"],  # noqa: S607 -- as above
        cwd=PROJEKT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "--ausgabe kurz --nur kurzfassung" in befehle


def test_the_projection_depends_on_the_tables_it_uses() -> None:
    assert listed("PROJECTION") == {*projection.QUELLEN, "vollstaendigkeit"}


def test_the_release_depends_on_every_source_of_the_plan() -> None:
    quellen = {quelle for namen in disclosure.quellen(disclosure.plan()).values() for quelle in namen}
    assert quellen <= listed("RELEASE")


def test_make_names_every_target_in_its_help() -> None:
    hilfe = subprocess.run(["make", "help"], cwd=PROJEKT, capture_output=True, text=True, check=True).stdout  # noqa: S607 -- make is what is tested
    assert {"report", "kurz", "test", "check"} <= {zeile.split()[0] for zeile in hilfe.splitlines()}
