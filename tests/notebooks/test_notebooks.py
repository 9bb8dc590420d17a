"""Runs small notebooks with a real kernel: what is refused, what is left behind, what repeats."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from pipeline import errors, notebooks

PARAMETER = {"raumeinheit": "P10", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}
KOPF = 'raumeinheit: str = "P01"\nvergleich = "HN"\nstichtag: str = "2019-12-31"\nhorizont: int = 2030'
UMGEBUNG = 'import os, sys\nprint(raumeinheit, horizont, os.environ["SOZIALRAUM_DATEN"], sys.executable)'


@pytest.fixture
def schreiben(tmp_path: Path):
    """Write a notebook named `probe` whose code cells are the given sources."""

    def _schreiben(*quelltexte: str) -> Path:
        kopf = nbformat.v4.new_code_cell(KOPF, metadata={"tags": ["parameters"]})
        cells = [kopf, *[nbformat.v4.new_code_cell(q) for q in quelltexte]]
        kernel = {"name": "gibt-es-nicht", "display_name": "x", "language": "python"}
        nbformat.write(
            nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), tmp_path / "probe.ipynb"
        )
        return tmp_path

    return _schreiben


def run(ordner: Path, ziel: str = "aus/probe.ipynb", **anders: Any) -> Path:
    return notebooks.run("probe", PARAMETER | anders, ordner / ziel, ordner / "daten", ordner)


def both(notebook: nbformat.NotebookNode, stamm: Path) -> list[Path]:
    ziele = [stamm.with_suffix(endung) for endung in (".html", ".pdf")]
    for ziel in ziele:
        nbformat.write(notebook, ziel)
    return ziele


def only_the_first(notebook: nbformat.NotebookNode, stamm: Path) -> list[Path]:
    nbformat.write(notebook, stamm.with_suffix(".html"))
    raise errors.BerichtUngueltig("Zelle [2]: so nicht.")


@pytest.mark.long
def test_the_kernel_is_this_interpreter_with_these_parameters_and_this_data_folder(
    schreiben, monkeypatch, tmp_path
):
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))  # another Jupyter's kernels must not matter
    gelaufen = json.loads(run(schreiben(UMGEBUNG)).read_text(encoding="utf-8"))
    ausgabe = "".join(gelaufen["cells"][-1]["outputs"][0]["text"])
    python = ausgabe.split()[-1]
    assert ausgabe.startswith(f"P10 2035 {tmp_path / 'daten'}")
    assert Path(python).samefile(os.sys.executable)


def test_a_second_run_gives_the_same_bytes_and_no_paths_or_times(schreiben, tmp_path):
    ordner = schreiben('print({"b", "a", "c", "d"})', "import time; time.sleep(0.01)")
    erster, zweiter = run(ordner).read_bytes(), run(ordner, "anders/probe.ipynb").read_bytes()
    assert erster == zweiter
    assert str(tmp_path).encode() not in erster
    assert b"duration" not in erster
    assert b"iopub" not in erster


def test_braces_in_the_name_of_a_folder_are_no_placeholders(schreiben):
    ziel = run(schreiben("print(horizont)"), "{horizont} und {mehr}/probe.ipynb")
    assert json.loads(ziel.read_text(encoding="utf-8"))["cells"][-1]["outputs"][0]["text"] == ["2035\n"]


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        (
            {"bezirk": "P10"},
            "Parameter bezirk gibt es nicht; es kennt horizont, raumeinheit, stichtag, vergleich.",
        ),
        ({"horizont": "2035"}, "Parameter horizont ist '2035', erwartet wird eine ganze Zahl."),
        ({"horizont": True}, "Parameter horizont ist True, erwartet wird eine ganze Zahl."),
        ({"raumeinheit": 10}, "Parameter raumeinheit ist 10, erwartet wird Text."),
        ({"vergleich": None}, "Parameter vergleich ist None, erwartet wird Text."),
        ({"stichtag": "31.12.2020"}, "erwartet wird ein Datum wie 2020-12-31."),
        ({"stichtag": "20201231"}, "erwartet wird ein Datum wie 2020-12-31."),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(schreiben, tmp_path, anders, satz):
    ordner = schreiben(f'open({str(tmp_path / "lief")!r}, "w").close()')
    with pytest.raises(errors.ParameterUngueltig, match=r"^Notebook probe: ") as fehler:
        run(ordner, **anders)
    assert satz in str(fehler.value)
    assert not (tmp_path / "lief").exists()
    assert not (tmp_path / "aus").exists()


def test_a_missing_parameter_is_refused(schreiben, tmp_path):
    ohne = {k: v for k, v in PARAMETER.items() if k != "stichtag"}
    with pytest.raises(errors.ParameterUngueltig, match="Parameter stichtag fehlt"):
        notebooks.run("probe", ohne, tmp_path / "x.ipynb", tmp_path, schreiben())


def test_an_unknown_notebook_is_refused(tmp_path):
    with pytest.raises(errors.ParameterUngueltig, match="Das Notebook fehlt gibt es nicht"):
        notebooks.run("fehlt", PARAMETER, tmp_path / "x.ipynb", tmp_path, tmp_path)


def test_a_failure_names_cell_and_cause_and_leaves_its_copy_beside_the_old_files(schreiben, tmp_path):
    ordner = schreiben("1 / 0", "print('nie')")
    (tmp_path / "probe.pdf").write_bytes(b"alt")
    (tmp_path / "aus").mkdir()
    (tmp_path / "aus/probe.pdf").write_bytes(b"alt")
    with pytest.raises(errors.NotebookFehlgeschlagen) as fehler:
        notebooks.bericht("probe", PARAMETER, tmp_path / "aus", tmp_path, both, quelle=ordner)
    kopie = tmp_path / "aus/probe.fehler.ipynb"
    assert str(fehler.value).startswith("Notebook probe, Zelle [3]: ZeroDivisionError: division by zero (")
    assert str(kopie) in str(fehler.value)
    assert "ZeroDivisionError" in kopie.read_text(encoding="utf-8")
    assert sorted(p.name for p in (tmp_path / "aus").iterdir()) == ["probe.fehler.ipynb", "probe.pdf"]
    assert (tmp_path / "aus/probe.pdf").read_bytes() == b"alt"


def test_an_error_of_ours_speaks_its_own_sentence(schreiben):
    satz = "Die Tabelle einwohner fehlt; sozialraum freigeben baut sie."
    ordner = schreiben(f"from pipeline import errors\nraise errors.TabelleFehlt({satz!r})")
    with pytest.raises(
        errors.NotebookFehlgeschlagen, match=r"Zelle \[3\]: Die Tabelle einwohner fehlt; .* baut sie \("
    ):
        run(ordner)


def test_a_dying_kernel_is_a_failed_notebook(schreiben):
    with pytest.raises(errors.NotebookFehlgeschlagen, match="der Python-Prozess endete unerwartet"):
        run(schreiben("import os; os._exit(3)"))


def test_a_report_comes_as_notebook_pdf_and_page_and_clears_the_old_failure(schreiben, tmp_path):
    ordner = schreiben("1 + 1")
    (tmp_path / "aus").mkdir()
    (tmp_path / "aus/kurz.fehler.ipynb").write_text("alt", encoding="utf-8")
    fertig = notebooks.bericht(
        "probe", PARAMETER, tmp_path / "aus", tmp_path, both, dateiname="kurz", quelle=ordner
    )
    assert fertig == [tmp_path / "aus/kurz.html", tmp_path / "aus/kurz.pdf"]
    assert sorted(p.name for p in (tmp_path / "aus").iterdir()) == ["kurz.html", "kurz.ipynb", "kurz.pdf"]


def test_what_was_made_from_the_same_all_the_while_is_done_and_nothing_else(schreiben, tmp_path):
    def gemacht(*worte: str) -> None:
        nacheinander = iter(worte)
        rufen = {"stand": lambda: next(nacheinander), "quelle": schreiben("1 + 1")}
        notebooks.bericht("probe", PARAMETER, tmp_path / "aus", tmp_path, both, **rufen)

    gemacht("so", "so")
    assert notebooks.fertig(tmp_path / "aus", "probe", "so")
    assert not notebooks.fertig(tmp_path / "aus", "probe", "anders")
    gemacht("so", "anders")  # nobody knows which of the two it is
    assert not notebooks.fertig(tmp_path / "aus", "probe", "so")
    assert not notebooks.fertig(tmp_path / "aus", "probe", "anders")


def test_what_cannot_be_exported_leaves_the_old_files_and_a_copy(schreiben, tmp_path):
    ordner = schreiben("1 + 1")
    (tmp_path / "aus").mkdir()
    (tmp_path / "aus/probe.pdf").write_bytes(b"alt")
    with pytest.raises(errors.BerichtUngueltig, match=r"^Notebook probe: Zelle \[2\]: so nicht\.$"):
        notebooks.bericht("probe", PARAMETER, tmp_path / "aus", tmp_path, only_the_first, quelle=ordner)
    assert sorted(p.name for p in (tmp_path / "aus").iterdir()) == ["probe.fehler.ipynb", "probe.pdf"]
    assert (tmp_path / "aus/probe.pdf").read_bytes() == b"alt"
