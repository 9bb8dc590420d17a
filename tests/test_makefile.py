"""The Makefile's lists of tables are what the stages and notebooks really read."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from pipeline import disclosure, projection, store

PROJEKT = Path(__file__).resolve().parents[1]
MAKEFILE = (PROJEKT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
NOTEBOOKS = ("sozialraumanalyse", "prognose", "kennzahlen", "kurzfassung", "stadtband")


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


def prerequisites(ordner: str) -> list[str]:
    """What make would look at for the report on Kennzahlen in this folder, without making anything."""
    regeln = subprocess.run(
        ["make", "--dry-run", "--print-data-base", "--question", "help", f"BERICHTE={ordner}"],  # noqa: S607
        cwd=PROJEKT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    (zeile,) = [z for z in regeln.splitlines() if z.startswith(f"{ordner}/kennzahlen.pdf:")]
    return zeile.split()


def test_the_report_on_kennzahlen_depends_on_the_decisions() -> None:
    assert str(store.beschluss_datei(Path("data"))) in prerequisites("reports/P10/2020")
    assert "store.beschluss_datei()" in (PROJEKT / "notebooks" / "kennzahlen.ipynb").read_text(
        encoding="utf-8"
    )


def test_a_report_depends_on_everything_its_look_is_made_of() -> None:
    vorlagen = {p.relative_to(PROJEKT) for p in (PROJEKT / "pipeline" / "report").iterdir() if p.is_file()}
    assert len(vorlagen) > 10
    assert {str(p) for p in vorlagen} <= set(prerequisites("reports/P10/2020"))


def test_a_report_is_made_again_where_its_page_is_missing(tmp_path: Path) -> None:
    assert "FORCE" in prerequisites(str(tmp_path))
    (tmp_path / "kennzahlen.html").touch()
    assert "FORCE" not in prerequisites(str(tmp_path))


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


def test_the_city_volume_is_made_by_its_own_target_in_the_folder_of_the_city() -> None:
    assert not re.search(r"^(report:|PDFS :=).*(stadtband|STADTBAND)", MAKEFILE, flags=re.MULTILINE)
    befehle = subprocess.run(
        ["make", "--dry-run", "--always-make", "reports/HN/2020/stadtband.pdf"],  # noqa: S607 -- as above
        cwd=PROJEKT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "berichte --stadt --neu --vergleich HN --stichtag 2020-12-31" in befehle


def test_the_projection_depends_on_the_tables_it_uses() -> None:
    assert listed("PROJECTION") == {*projection.QUELLEN, "vollstaendigkeit"}
    assert listed("PROJECTION_EXTRA") == {*projection.ZUSATZQUELLEN}


def test_the_release_depends_on_every_source_of_the_plan() -> None:
    quellen = {quelle for namen in disclosure.quellen(disclosure.plan()).values() for quelle in namen}
    assert quellen <= listed("RELEASE")


def test_make_names_every_target_in_its_help() -> None:
    hilfe = subprocess.run(["make", "help"], cwd=PROJEKT, capture_output=True, text=True, check=True).stdout  # noqa: S607 -- make is what is tested
    assert {"report", "kurz", "stadt", "test", "check"} <= {zeile.split()[0] for zeile in hilfe.splitlines()}
