"""What a notebook reads is read off its own text."""

import hashlib
from pathlib import Path

import nbformat

from pipeline import notebooks


def geschrieben(ordner: Path, *quelltexte: str) -> Path:
    cells = [nbformat.v4.new_markdown_cell('gelesen = "prosa".split()')]
    cells += map(nbformat.v4.new_code_cell, quelltexte)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), ordner / "probe.ipynb")
    return ordner


def test_its_lists_of_tables_are_found_in_every_cell(tmp_path):
    ordner = geschrieben(
        tmp_path,
        'gelesen = "einwohner haushalte".split()\ngelesen += "wahlen".split()',
        'display(gelesen)\ngelesen += "prognose".split()\nandere = "geburten".split()',
    )
    quellen = notebooks.quellen("probe", ordner)
    assert quellen.tabellen == ("einwohner", "haushalte", "wahlen", "prognose")
    assert not quellen.beschluesse
    assert quellen.pruefsumme == hashlib.sha256((ordner / "probe.ipynb").read_bytes()).hexdigest()


def test_that_it_reads_the_decisions_is_seen(tmp_path):
    assert notebooks.quellen("probe", geschrieben(tmp_path, "datei = store.beschluss_datei()")).beschluesse


def test_one_that_lists_nothing_has_no_tables(tmp_path):
    assert notebooks.quellen("probe", geschrieben(tmp_path, "1 + 1")).tabellen == ()
