"""All residents of an age group draw benefits: told by two tables, each of them harmless."""

import pytest

from pipeline import disclosure
from pipeline.disclosure.angriff import volle_gruppen
from pipeline.errors import NichtFreigegeben
from tests.disclosure.bausteine import mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import ORTE, bestand, einwohner, gleichmaessig

KINDER = 120
"""Residents of 0 to 14 in every district of the even delivery: three ages of forty."""


def geliefert(empfaenger, leistung="SGB II"):
    zeilen = [(ort, leistung, "0-14", 30) for ort in ORTE[2:]] + [("P1", leistung, "0-14", empfaenger)]
    zeilen += [(ort, leistung, "15-64", 50) for ort in ORTE[1:]]
    tabelle = zaehltabelle(["leistung", "altersgruppe"], mit_stadt(None, zeilen))
    bevoelkerung = [z for z in gleichmaessig() if z[1] != "16"] + [
        (ort, "12", g, s, 10) for ort in ORTE[1:] for g in "mw" for s in ("deutsch", "nichtdeutsch")
    ]
    return bestand(einwohner=einwohner(bevoelkerung), grundsicherung=tabelle)


@pytest.mark.parametrize("leistung", ["SGB II", "AsylbLG"])
def test_a_release_that_tells_of_every_child_is_refused(leistung):
    satz = r"grundsicherung \(Altersgruppe 0-14\), P1, 2020-12-31.*gröber gliedern"
    with pytest.raises(NichtFreigegeben, match=satz):
        disclosure.freigeben(geliefert(KINDER, leistung), disclosure.plan())


def test_where_one_child_does_not_it_is_released():
    tabellen, _ = disclosure.freigeben(geliefert(KINDER - 1), disclosure.plan())
    assert KINDER - 1 in tabellen["grundsicherung"]["anzahl"].dropna().tolist()
    assert KINDER in tabellen["einwohner"]["anzahl"].dropna().tolist()


def test_tables_without_age_groups_tell_nothing_of_them():
    frei = disclosure.freigeben(geliefert(KINDER - 1), disclosure.plan())[0]
    ohne = {name: frei[name].drop(columns="altersgruppe") for name in ("einwohner", "grundsicherung")}
    assert list(volle_gruppen(ohne)) == list(volle_gruppen({**frei, "einwohner": ohne["einwohner"]})) == []
    assert list(volle_gruppen({"grundsicherung": frei["grundsicherung"]})) == []
