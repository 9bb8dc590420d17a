"""A notebook reads what it lists, and nothing else: by its list it is known when its report is outdated."""

import ast

import pytest

from pipeline import notebooks, store
from pipeline.store import lesen
from tests.notebooks_inhalt.zellen import NAMEN, STADTBAND, ausfuehren, text, zellen

P01 = {"raumeinheit": "P01", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}


@pytest.mark.long
@pytest.mark.parametrize("name", NAMEN)
def test_it_opens_the_tables_it_lists_as_far_as_they_are_there(name, kleine, monkeypatch):
    geoeffnet, oeffnen = [], lesen._datei

    def notiert(zone, tabelle, daten):
        geoeffnet.append((zone, tabelle))
        return oeffnen(zone, tabelle, daten)

    monkeypatch.setattr(lesen, "_datei", notiert)
    monkeypatch.setenv("SOZIALRAUM_DATEN", str(kleine))
    ausfuehren(name, **P01 | ({"raumeinheit": "HN"} if name == STADTBAND else {}))
    monkeypatch.undo()
    da = {tabelle for tabelle in notebooks.quellen(name).tabellen if store.vorhanden(tabelle, kleine)}
    assert set(geoeffnet) == {("freigabe", tabelle) for tabelle in da}
    assert len(da) > 1


@pytest.mark.parametrize("name", NAMEN)
def test_what_is_asked_of_a_table_is_asked_of_one_it_lists(name):
    code = ast.walk(ast.parse("\n".join(text(zelle) for zelle in zellen(name, "code"))))
    aufrufe = [k for k in code if isinstance(k, ast.Call) and ast.unparse(k.func).startswith("store.")]
    worte = {teil.value for k in aufrufe for teil in k.args if isinstance(teil, ast.Constant)}
    assert worte <= set(notebooks.quellen(name).tabellen)
    assert aufrufe
