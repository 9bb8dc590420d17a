"""All residents of an age group draw benefits: told by two tables, each of them harmless."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure import freigabe, merkmalsgruppen
from pipeline.disclosure.angriff import volle_gruppen
from pipeline.errors import NichtFreigegeben
from pipeline.schemas import freigabe as freigabe_schema
from tests.disclosure.bausteine import mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import ORTE, bestand, einwohner, gleichmaessig, zelle

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


def frei(geliefertes, plan=None, frueher=None):
    """The released tables, and what the attack found."""
    befunde = []
    tabellen, _ = disclosure.freigeben(geliefertes, plan or disclosure.plan(), frueher, befunde)
    return tabellen, pd.concat(befunde)


def kinder(tabellen, ort="P1"):
    gesucht = {"raumeinheit": ort, "leistung": "insgesamt", "altersgruppe": "0-14"}
    return zelle(tabellen["grundsicherung"], **gesucht)


@pytest.mark.parametrize("leistung", ["SGB II", "AsylbLG"])
def test_that_every_child_draws_benefits_is_hidden_and_follows_from_nothing(leistung):
    tabellen, befunde = frei(geliefert(KINDER, leistung))
    freigabe_schema.MODELLE["grundsicherung"].validate(tabellen["grundsicherung"])
    assert kinder(tabellen) == "geheim"
    assert kinder(tabellen, "P2") == 30 or kinder(tabellen, "P3") == 30
    gesucht = befunde[befunde["zelle"].eq("grundsicherung (0-14), P1")]
    assert gesucht["urteil"].tolist() == ["sicher"]
    assert gesucht["von"].item() < KINDER


def nur_verdeckt(eines, gruppen):
    """Hide a number that is everybody, and nothing for its sake."""
    voll = merkmalsgruppen.mit_vollen_gruppen(eines, gruppen)
    return replace(eines, zuvor=eines.zuvor | np.isfinite(voll.hoechstens))


@pytest.mark.parametrize("davor", [lambda eines, gruppen: eines, nur_verdeckt])
def test_a_release_that_tells_of_every_child_is_refused(monkeypatch, davor):
    # printed, or hidden beside the sums that it follows from
    monkeypatch.setattr(freigabe, "mit_vollen_gruppen", davor)
    befunde = []
    plan = disclosure.plan()
    satz = (
        r"grundsicherung \(0-14\), P1, 2020-12-31, zählt alle.*von jedem gesagt.*grundsicherung \(.*"
        r"einwohner \(.*\(Tabelle grundsicherung, Zeile \d+\)"
    )
    with pytest.raises(NichtFreigegeben, match=satz):
        disclosure.freigeben(geliefert(KINDER), plan, befunde=befunde)
    leck = pd.concat(befunde).set_index("zelle").loc["nicht gezählt in grundsicherung (0-14), P1"]
    assert (leck["von"], leck["bis"], leck["urteil"]) == (0, 0, "exakt")
    disclosure.freigeben(geliefert(KINDER - 1), plan)


def test_where_nothing_else_may_be_hidden_it_is_refused():
    plan = disclosure.plan()
    alle = ({}, {"altersgruppe": "15-64"}, {"altersgruppe": "65+"})
    fest = [replace(t, pflicht=alle) if t.name == "grundsicherung" else t for t in plan.tabellen]
    with pytest.raises(NichtFreigegeben, match=r"grundsicherung \(.*0-14\), P1, 2020-12-31, ließe sich"):
        disclosure.freigeben(geliefert(KINDER), replace(plan, tabellen=tuple(fest)))


def test_more_who_draw_benefits_than_live_there_are_hidden_too():
    assert kinder(frei(geliefert(KINDER + 1))[0]) == "geheim"


def test_printed_numbers_are_compared_in_the_end(monkeypatch):
    monkeypatch.setattr(freigabe, "_merkmalsgruppen", lambda *_: [])
    satz = r"grundsicherung \(Altersgruppe 0-14\), P1, 2020-12-31.*gröber gliedern"
    with pytest.raises(NichtFreigegeben, match=satz):
        disclosure.freigeben(geliefert(KINDER), disclosure.plan())


def arbeitslose(mittlere):
    """Unemployed people of whom 15-24, 55-64 and 15-64 are shown, so that 25-54 follow; 80 live in P1."""
    zeilen = [(ort, "SGB II", "25-54", mittlere if ort == "P1" else 30) for ort in ORTE[1:]]
    zeilen += [(ort, "SGB II", alter, 20) for ort in ORTE[1:] for alter in ("15-24", "55-64")]
    tabelle = zaehltabelle(["rechtskreis", "altersgruppe"], mit_stadt(None, zeilen))
    return bestand(einwohner=einwohner(gleichmaessig()), arbeitslose=tabelle)


def test_a_whole_group_that_no_table_shows_does_not_follow_from_differences(monkeypatch):
    tabellen, befunde = frei(arbeitslose(80))
    gesucht = befunde[befunde["zelle"].eq("arbeitslose (25-54), P1")]
    assert gesucht["urteil"].tolist() == ["sicher"]
    assert tabellen["arbeitslose"].query("raumeinheit == 'P1'")["status"].eq("geheim").any()
    monkeypatch.setattr(freigabe, "mit_vollen_gruppen", lambda eines, gruppen: eines)
    with pytest.raises(NichtFreigegeben, match=r"arbeitslose \(25-54\), P1, 2020-12-31, zählt alle"):
        frei(arbeitslose(80))
    assert not frei(arbeitslose(79))[0]["arbeitslose"]["status"].eq("geheim").any()


# ----- nobody of a small group ---------------------------------------------------------------------------


def wenige_alte(alte):
    """In P1 so many people are 65 or older, and nobody of them draws benefits; elsewhere some do."""
    zahlen = {(ort, a, g, s): n for ort, a, g, s, n in gleichmaessig()}
    zahlen |= {
        ("P1", a, g, s): 0 for a in ("67", "72", "90") for g in "mw" for s in ("deutsch", "nichtdeutsch")
    }
    zahlen["P1", "67", "m", "deutsch"] = alte
    zeilen = [(ort, "SGB II", "15-64", 50) for ort in ORTE[1:]]
    zeilen += [(ort, "SGB XII Kap. 4", "65+", 30) for ort in ORTE[2:]]
    return bestand(
        einwohner=einwohner([(*k, n) for k, n in zahlen.items() if n]),
        grundsicherung=zaehltabelle(["leistung", "altersgruppe"], mit_stadt(None, zeilen)),
    )


def alte(tabellen):
    gesucht = {"raumeinheit": "P1", "leistung": "insgesamt", "altersgruppe": "65+"}
    return zelle(tabellen["grundsicherung"], **gesucht)


def ab(zahl, name):
    """The plan with another least count for one table."""
    plan = disclosure.plan()
    return replace(
        plan, tabellen=tuple(replace(t, mindestfallzahl=zahl) if t.name == name else t for t in plan.tabellen)
    )


def test_a_zero_stands_where_nobody_knows_how_small_the_group_is():
    assert alte(frei(wenige_alte(2))[0]) == 0
    assert alte(frei(wenige_alte(4))[0]) == 0


def test_a_zero_of_a_group_that_is_shown_to_be_small_is_refused():
    # four residents are shown, which is below five
    satz = r"\(.*65\+\), P1.*niemanden aus einer Gruppe von weniger als 5.*einwohner \(65"
    with pytest.raises(NichtFreigegeben, match=satz):
        frei(wenige_alte(4), ab(5, "grundsicherung"))
    assert alte(frei(wenige_alte(5), ab(5, "grundsicherung"))[0]) == 0


@pytest.mark.long
def test_a_zero_of_a_group_known_to_be_small_from_an_earlier_release_is_refused():
    nur_einwohner = {k: t for k, t in wenige_alte(2).items() if k != "grundsicherung"}
    offenherzig = replace(ab(1, "einwohner"), bilanzen=(), gleichungen=())
    bisher = disclosure.register(frei(nur_einwohner, offenherzig)[0], offenherzig)
    with pytest.raises(NichtFreigegeben, match="niemanden aus einer Gruppe von weniger als 3 Menschen"):
        frei(wenige_alte(2), frueher=bisher)
    # once both are out, nothing is gained by refusing
    auch = disclosure.register(frei(wenige_alte(2))[0], disclosure.plan(), bisher)
    assert alte(frei(wenige_alte(2), frueher=auch)[0]) == 0


def test_where_one_child_does_not_it_is_released():
    tabellen, _ = disclosure.freigeben(geliefert(KINDER - 1), disclosure.plan())
    assert KINDER - 1 in tabellen["grundsicherung"]["anzahl"].dropna().tolist()
    assert KINDER in tabellen["einwohner"]["anzahl"].dropna().tolist()


def test_tables_without_age_groups_tell_nothing_of_them():
    tabellen = frei(geliefert(KINDER - 1))[0]
    ohne = {name: tabellen[name].drop(columns="altersgruppe") for name in ("einwohner", "grundsicherung")}
    assert (
        list(volle_gruppen(ohne)) == list(volle_gruppen({**tabellen, "einwohner": ohne["einwohner"]})) == []
    )
    assert list(volle_gruppen({"grundsicherung": tabellen["grundsicherung"]})) == []
