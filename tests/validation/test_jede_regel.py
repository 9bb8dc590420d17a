"""The convention: a rule has a name, says why it is there, and is tried on a delivery of either kind."""

import ast
from pathlib import Path

import pytest

from pipeline import validation
from pipeline.schemas.befunde import GRADE
from pipeline.validation.regelworte import REGELWORTE
from tests.validation.faelle import FAELLE

REGELN = {regel.__name__: regel for regel in validation.REGELN}
QUELLEN = sorted(Path(validation.__file__).parent.glob("*.py"))


def test_every_rule_has_a_delivery_that_keeps_it_and_one_that_breaks_it():
    assert sorted(FAELLE) == sorted(REGELN)
    assert len(validation.REGELN) == len(REGELN)


@pytest.mark.parametrize("name", sorted(REGELN))
def test_every_rule_says_what_must_hold_and_from_where_or_why(name):
    satz = REGELN[name].__doc__ or ""
    assert len(satz.split()) > 8
    assert "Source:" in satz or "Why:" in satz


@pytest.mark.parametrize("name", sorted(FAELLE))
def test_a_delivery_that_keeps_the_rule_passes(name):
    assert list(REGELN[name](FAELLE[name][0])) == []


@pytest.mark.parametrize("name", sorted(FAELLE))
def test_a_delivery_that_breaks_the_rule_is_told_where_why_and_what_to_do(name):
    befunde = list(REGELN[name](FAELLE[name][1]))
    assert befunde
    for befund in befunde:
        assert befund.grad in GRADE
        assert befund.datei
        assert befund.regel in REGELWORTE
        assert befund.grund.endswith(".")
        assert befund.abhilfe.endswith((".", "?"))
        assert "nan" not in befund.grund.casefold().split()


def _regelnamen(datei):
    """Names of rules as findings carry them: the sixth argument of every `Befund(...)` that is a text."""
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        aufruf = isinstance(knoten, ast.Call) and getattr(knoten.func, "id", "") == "Befund"
        if aufruf and len(knoten.args) > 5 and isinstance(knoten.args[5], ast.Constant):
            yield knoten.args[5].value


def test_every_rule_has_a_heading_and_a_reason_in_the_protocol():
    namen = {name for datei in QUELLEN for name in _regelnamen(datei)}
    assert namen
    assert namen <= set(REGELWORTE)
    assert all(wort.titel and wort.warum.endswith(".") for wort in REGELWORTE.values())
