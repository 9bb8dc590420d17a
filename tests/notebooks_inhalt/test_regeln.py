"""Notebooks stay thin: the rules of the style, held for every cell."""

import ast
import re
from itertools import pairwise

import pytest

from tests.notebooks_inhalt.zellen import NAMEN, STADTBAND, text, zellen

ERLAUBT = {"charts", "comparison", "decisions", "indicators", "names", "narrative", "store"}
HOECHSTENS_JE_ZELLE, HOECHSTENS = 5, 60


def codezeilen(zelle):
    return [zeile for zeile in text(zelle).splitlines() if zeile.strip()]


def knoten(name):
    for zelle in zellen(name, "code"):
        yield from ast.walk(ast.parse(text(zelle)))


@pytest.mark.parametrize("name", NAMEN)
def test_cells_are_short_and_the_notebook_too(name):
    laengen = [len(codezeilen(zelle)) for zelle in zellen(name, "code")]
    assert max(laengen) <= HOECHSTENS_JE_ZELLE
    assert sum(laengen) <= HOECHSTENS


@pytest.mark.parametrize("name", NAMEN)
def test_no_definition_no_loop_no_arithmetic(name):
    verboten = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.comprehension, ast.BinOp)
    assert not [type(k).__name__ for k in knoten(name) if isinstance(k, verboten)]


@pytest.mark.parametrize("name", NAMEN)
def test_only_the_rooms_above_the_release_are_imported(name):
    importe = [k for k in knoten(name) if isinstance(k, ast.Import | ast.ImportFrom)]
    assert {k.module for k in importe if isinstance(k, ast.ImportFrom)} == {"pipeline"}
    assert {alias.name for k in importe for alias in k.names} <= ERLAUBT


@pytest.mark.parametrize("name", NAMEN)
def test_only_released_tables_are_read(name):
    gelesen = {k.attr for k in knoten(name) if isinstance(k, ast.Attribute) and _ist_store(k)}
    assert gelesen <= {
        "code_fassung",
        "read",
        "read_gebiete",
        "vorhanden",
        "herkunft",
        "hinweise",
        "ist_demonstration",
        "stufe",
        "beschluss_datei",
        "beschluesse_lesen",
    }


def _ist_store(k):
    return isinstance(k.value, ast.Name) and k.value.id == "store"


@pytest.mark.parametrize("name", NAMEN)
def test_parameters_are_typed_and_the_same_everywhere(name):
    (zelle,) = [z for z in zellen(name, "code") if "parameters" in z["metadata"].get("tags", [])]
    assert text(zelle).splitlines() == [
        f'raumeinheit: str = "{"HN" if name == STADTBAND else "P10"}"',
        'vergleich: str = "HN"',
        'stichtag: str = "2020-12-31"',
        "horizont: int = 2035",
    ]


@pytest.mark.parametrize("name", NAMEN)
def test_nothing_was_run_before_it_was_kept(name):
    assert all(z["outputs"] == [] and z["execution_count"] is None for z in zellen(name, "code"))


@pytest.mark.parametrize("name", NAMEN)
def test_prose_has_no_figures_and_no_mathematics(name):
    absaetze = [z for z in zellen(name, "markdown") if not text(z).startswith("#")]
    for zelle in absaetze:
        ohne_jahre = re.sub(r"\b(19|20)\d\d\b|§§? ?\d+[a-z]?", "", text(zelle))
        assert not re.search(r"\d", ohne_jahre), text(zelle)
    assert not [z for z in zellen(name, "markdown") if "$" in text(z)]


@pytest.mark.parametrize("name", NAMEN)
def test_headings_start_at_the_title_and_skip_no_level(name):
    ebenen = [len(re.match("#+", text(z))[0]) for z in zellen(name, "markdown") if text(z).startswith("#")]
    assert ebenen[0] == 1
    assert ebenen.count(1) == 1
    assert all(danach <= davor + 1 for davor, danach in pairwise(ebenen))
