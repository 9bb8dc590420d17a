"""The confidential findings of an attack as a file: who may read it, where it may lie, what is in it."""

import json

import pandas as pd
import pytest

from pipeline.cli import befunddatei
from pipeline.disclosure import freigeben
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben, SozialraumError
from tests.disclosure.bausteine import HERKUNFT
from tests.disclosure.test_register import herkunft

SPALTEN = ["periode", "zelle", "von", "bis", "urteil", "leckpfad", "kennt"]


def test_every_secret_is_listed_with_its_interval():
    befunde: list[pd.DataFrame] = []
    freigeben(herkunft(), plan(HERKUNFT), befunde=befunde)
    (tabelle,) = befunde
    assert list(tabelle.columns) == SPALTEN
    assert "herkunft (Irak), P1" in set(tabelle["zelle"])
    assert set(tabelle["urteil"]) == {"sicher"}


def test_a_refused_release_lists_its_leaks_too():
    pflicht = 'pflicht = [{}, { herkunftsland = "Italien" }, { herkunftsland = "Türkei" }]'
    befunde: list[pd.DataFrame] = []
    with pytest.raises(NichtFreigegeben):
        freigeben(herkunft(), plan(HERKUNFT + pflicht), befunde=befunde)
    leck = pd.concat(befunde).set_index("zelle").loc["herkunft (Irak), P1"]
    assert (leck["urteil"], leck["von"], leck["bis"]) == ("exakt", 2, 2)
    assert "herkunft (insgesamt), P1" in leck["leckpfad"]


@pytest.mark.parametrize("endung", ["csv", "json"])
def test_nobody_else_may_read_it_whoever_made_it_before(tmp_path, endung):
    ziel = tmp_path / f"befunde.{endung}"
    ziel.write_text("alt" * 1000, encoding="utf-8")
    ziel.chmod(0o644)
    befunddatei.schreiben(pd.DataFrame({"zelle": ["=1+1"], "von": [2]}), ziel)
    assert ziel.stat().st_mode & 0o777 == 0o600
    inhalt = ziel.read_text(encoding="utf-8")
    assert "alt" not in inhalt
    if endung == "json":
        assert json.loads(inhalt) == [{"zelle": "=1+1", "von": 2}]
    else:
        assert not inhalt.splitlines()[1].startswith("=")


@pytest.mark.parametrize("ort", ["reports/P10/befunde.csv", "data/processed/freigabe/befunde.json"])
def test_it_does_not_lie_among_what_is_shipped(tmp_path, ort):
    with pytest.raises(SozialraumError, match="vertraulich"):
        befunddatei.verlange_ziel(tmp_path / ort, tmp_path / "data")
    befunddatei.verlange_ziel(tmp_path / "befunde.csv", tmp_path / "data")


def test_a_place_that_cannot_be_is_refused_before_anything_is_computed(tmp_path):
    with pytest.raises(SozialraumError, match="nicht zu schreiben"):
        befunddatei.verlange_ziel(tmp_path / "fehlt" / "befunde.csv", tmp_path / "data")


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(SozialraumError, match=r"\.csv oder \.json"):
        befunddatei.verlange_ziel(tmp_path / "befunde.xlsx", tmp_path / "data")
