"""Zeros hidden like other small counts: what that leaves open, what must not follow, what is shown anyway."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import disclosure
from pipeline.disclosure import plan_text, pruefung
from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import EXAKT, SICHER, greife_an
from pipeline.disclosure.freigabeplan import plan
from pipeline.disclosure.nullen import mit_verdeckten_nullen
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.errors import NichtFreigegeben, PlanUngueltig
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import HERKUNFT, baue_system, mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import ORTE, bestand, zelle
from tests.disclosure.test_reparatur import nur_die_kleinen

WIE_KLEINE = HERKUNFT + 'nullen = "wie_kleine"\n'


def urteile(system, geheim):
    offen = veroeffentlichung(system, np.isin(np.arange(len(system.wert)), geheim))
    befunde = greife_an(offen)
    assert [b.ziel for b in befunde if b.urteil != SICHER] == erratbar(offen)
    return {befund.ziel: befund.urteil for befund in befunde}


# ----- by hand -------------------------------------------------------------------------------------------


def test_two_ones_of_a_shown_two_are_told_by_printed_zeros_alone():
    # two hidden cells of a sum of 2: neither is 0 where zeros are printed, so both are 1
    zeilen, atome = [[0], [1], [0, 1]], [1, 1]
    assert urteile(baue_system(zeilen, atome, mindest=2), [0, 1]) == {0: EXAKT, 1: EXAKT}
    assert urteile(baue_system(zeilen, atome, mindest=2, nullen=True), [0, 1]) == {0: SICHER, 1: SICHER}


def test_a_hidden_zero_must_not_follow_from_a_sum():
    # 0 + 9 + 30 = 39
    zeilen, atome = [[0], [1], [2], [0, 1, 2]], [0, 9, 30]
    system = baue_system(zeilen, atome, nullen=True)
    assert system.sensibel.tolist() == [True, False, False, False]
    assert urteile(system, [0]) == {0: EXAKT}
    assert urteile(system, [0, 1]) == {0: SICHER}
    assert not baue_system(zeilen, atome).sensibel.any()


def test_two_hidden_zeros_of_a_sum_that_is_shown_tell_each_other():
    # 0 + 0 + 30 = 30, and the 30 is shown
    zeilen, atome = [[0], [1], [2], [0, 1, 2]], [0, 0, 30]
    assert urteile(baue_system(zeilen, atome, nullen=True), [0, 1]) == {0: EXAKT, 1: EXAKT}
    assert schuetze(baue_system(zeilen, atome, nullen=True)).geheim[:2].all()


def test_nothing_is_asked_of_a_zero_from_below_and_much_from_above():
    verlangt = anspruch(baue_system([[0], [1], [0, 1]], [0, 2], mindest=5, nullen=True))
    assert verlangt.unten.tolist() == [0, 1, 1]
    assert verlangt.oben.tolist() == [5, 5, 5]
    assert not verlangt.strukturell.any()


def test_a_zero_that_is_a_duty_is_shown_and_so_are_its_parts():
    zeilen, atome = [[0], [1], [0, 1], [2], [0, 1, 2]], [0, 0, 2]
    system = baue_system(zeilen, atome, pflicht=[2], nullen=True)
    assert system.sensibel.tolist() == [False, False, False, True, True]
    # a duty that is hidden is not 0: that would be shown
    belegt = baue_system(zeilen, [1, 0, 2], pflicht=[2], nullen=True)
    assert belegt.untergrenze.tolist() == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(("zuvor", "bekannt", "mindestens"), [
    ([0, 1, 0, 1], [], 0),  # a zero was hidden then
    ([1], [0], 1),  # a zero was shown then, so what was hidden was none
    ([1], [], 1),  # nobody knows; the reader may
    ([], [], 0),
])  # fmt: skip
def test_what_was_hidden_when_zeros_were_shown_is_still_known_to_be_one_at_least(zuvor, bekannt, mindestens):
    zeilen, atome = [[0], [1], [2], [0, 1, 2]], [0, 2, 30]
    system = baue_system(zeilen, atome)
    nummern = np.arange(4)
    frueher = {"zuvor": np.isin(nummern, zuvor), "bekannt": np.isin(nummern, bekannt)}
    frueher["nullen"] = np.ones(4, dtype=bool)
    danach = mit_verdeckten_nullen(system.zeilen, {**vars(system), **frueher})
    assert danach["untergrenze"][1] == mindestens
    assert danach["sensibel"][0] == (not bekannt)


# ----- against a reader with brute force -----------------------------------------------------------------


@st.composite
def tabellen(draw):
    """A two-way table of small counts with margins, some of which nobody shows and some are a duty."""
    atome = draw(st.lists(st.integers(0, 5), min_size=6, max_size=6))
    zeilen = [[i] for i in range(6)] + [[0, 1, 2], [3, 4, 5], [0, 3], [1, 4], [2, 5], [0, 1, 2, 3, 4, 5]]
    gezeigt = draw(st.lists(st.integers(0, 9), min_size=12, max_size=12))
    mindest = draw(st.sampled_from([2, 3, 5]))
    pflicht = draw(st.sets(st.integers(6, 11), max_size=2))
    return zeilen, atome, {"mindest": mindest, "gezeigt": [g > 0 for g in gezeigt]}, pflicht


@pytest.mark.long
@given(tabellen(), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_audit_finds_what_brute_force_finds_where_zeros_are_hidden(tabelle, welche):
    zeilen, atome, merkmale, pflicht = tabelle
    system = baue_system(zeilen, atome, **merkmale, pflicht=pflicht, nullen=True)
    weitere = (np.random.default_rng(welche).random(12) < 0.3) & (system.wert > 0)
    offen = veroeffentlichung(system, system.gezeigt & (system.sensibel | weitere))
    assert [b.ziel for b in greife_an(offen) if b.urteil != SICHER] == erratbar(offen)


@pytest.mark.long
@given(tabellen())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_zero_and_no_small_count_of_a_random_table_can_be_worked_out(tabelle):
    zeilen, atome, merkmale, _ = tabelle
    system = baue_system(zeilen, atome, **merkmale, nullen=True)
    schutz = schuetze(system)
    assert schutz.geheim[(system.wert == 0) & system.gezeigt].all()
    offen = veroeffentlichung(system, schutz.geheim)
    assert set(np.flatnonzero(system.wert == 0)) <= set(offen_ziele(system, offen))
    assert erratbar(offen) == []


def offen_ziele(system, offen):
    """Rows of a system that are targets of what is shown of it."""
    return pruefung.gesehene_zeilen(system)[offen.ziele]


# ----- through the release -------------------------------------------------------------------------------


def geliefert(irak=0, kuba=0, **weitere):
    """Irak in P1 as given; Kuba in no area unless said otherwise; everything else large."""
    je_ort = {ort: {"Irak": 20, "Italien": 9 + n, "Türkei": 30, "Kuba": 0} for n, ort in enumerate(ORTE[1:])}
    je_ort["P1"] |= {"Irak": irak, "Kuba": kuba, **weitere}
    zeilen = [(ort, land, n) for ort, je in je_ort.items() for land, n in je.items()]
    return bestand(herkunft=zaehltabelle(["herkunftsland"], mit_stadt(None, zeilen)))


def frei(geliefertes, text=WIE_KLEINE, frueher=None):
    tabellen, protokoll = disclosure.freigeben(geliefertes, plan(text), frueher)
    return tabellen["herkunft"], protokoll


def test_a_zero_is_hidden_like_a_one_and_its_row_stays():
    null, protokoll = frei(geliefert(0))
    eins, andere = frei(geliefert(1))
    assert zelle(null, raumeinheit="P1", herkunftsland="Irak") == "geheim"
    assert protokoll["primaer"].item() == 1
    assert protokoll["sekundaer"].item() >= 1
    pd.testing.assert_frame_equal(null.drop(columns="anzahl"), eins.drop(columns="anzahl"))
    pd.testing.assert_frame_equal(protokoll, andere)
    # what no area has is shown, and told of none of them
    assert zelle(null, raumeinheit="P1", herkunftsland="Kuba") == 0
    assert zelle(frei(geliefert(0), HERKUNFT)[0], raumeinheit="P1", herkunftsland="Irak") == 0


def test_what_one_area_has_is_hidden_in_all_that_have_none():
    tabelle, protokoll = frei(geliefert(20, kuba=8))
    kuba = [zelle(tabelle, raumeinheit=ort, herkunftsland="Kuba") for ort in ORTE]
    assert kuba[2:] == ["geheim", "geheim"]
    assert protokoll["primaer"].item() == 2


def test_a_duty_of_zero_is_shown():
    pflicht = WIE_KLEINE + 'pflicht = [{ herkunftsland = "Irak" }]'
    tabelle, protokoll = frei(geliefert(0), pflicht)
    assert zelle(tabelle, raumeinheit="P1", herkunftsland="Irak") == 0
    assert protokoll["primaer"].item() == 0


def test_a_hidden_zero_that_follows_from_a_sum_is_refused_and_its_twin_released(monkeypatch):
    monkeypatch.setattr(pruefung, "schuetze", nur_die_kleinen)
    monkeypatch.setattr(pruefung, "REPARATUREN", 0)
    with pytest.raises(
        NichtFreigegeben, match=r"herkunft \(Irak\), P1, 2020-12-31, ließe sich errechnen aus"
    ):
        frei(geliefert(0))
    monkeypatch.undo()
    befunde = []
    disclosure.freigeben(geliefert(0), plan(WIE_KLEINE), befunde=befunde)
    gefunden = befunde[0].set_index("zelle").loc["herkunft (Irak), P1"]
    assert (gefunden["urteil"], gefunden["von"]) == ("sicher", 0)
    assert gefunden["bis"] >= 3


def test_released_again_it_is_the_same():
    erste, _ = frei(geliefert(0))
    bisher = disclosure.register({"herkunft": erste}, plan(WIE_KLEINE))
    pd.testing.assert_frame_equal(frei(geliefert(0), frueher=bisher)[0], erste)


def test_a_zero_that_was_shown_before_stays():
    bisher = disclosure.register({"herkunft": frei(geliefert(0), HERKUNFT)[0]}, plan(HERKUNFT))
    assert zelle(frei(geliefert(0), frueher=bisher)[0], raumeinheit="P1", herkunftsland="Irak") == 0


def test_a_sum_of_years_of_nobody_is_hidden_with_their_number():
    eines = disclosure.plan()
    tabellen = tuple(
        replace(t, nullen="wie_kleine") for t in eines.tabellen if t.name in ("einwohner", "alterssummen")
    )
    zeilen = [(ort, "30", g, s, 10) for ort in ORTE[1:3] for g in "mw" for s in ("deutsch", "nichtdeutsch")]
    einwohner = zaehltabelle(["alter", "geschlecht", "staatsangehoerigkeit"], mit_stadt(None, zeilen))
    nur = replace(eines, tabellen=tabellen, gleichsetzungen=(), gleichungen=(), bilanzen=())
    jahre = disclosure.freigeben(bestand(einwohner=einwohner), nur)[0]["alterssummen"]
    assert zelle(jahre, raumeinheit="P3", geschlecht="insgesamt") == "geheim"


# ----- the plan ------------------------------------------------------------------------------------------


def test_the_plan_says_it():
    assert "eine wahre Null wird gezeigt" in plan_text(plan(HERKUNFT))
    text = plan_text(plan(WIE_KLEINE))
    assert "gezeigt ab 3 Fällen; eine Null ist geheim wie jede kleinere Zahl" in text
    assert "wahre Null" not in text


@pytest.mark.parametrize(("text", "grund"), [
    (WIE_KLEINE.replace("wie_kleine", "geheim"), "nullen = „geheim“ gibt es nicht; möglich sind gezeigt und"),
    (WIE_KLEINE + "nur_ob = [{ herkunftsland = ['*'] }]", "nur_ob sagt, ob es Fälle gibt"),
    (WIE_KLEINE + "nicht_additiv = { herkunftsland = 'Irak' }", "kennt jeder Leser manche Null"),
    (
        WIE_KLEINE.replace("herkunftsland", "paragraph") + "quelle = 'hilfen_sgb8'",
        "als mindestens einen Fall",
    ),
    (
        WIE_KLEINE + HERKUNFT.replace('name = "herkunft"', 'name = "zweite"\nquelle = "herkunft"'),
        "herkunft und zweite zählen dieselben Fälle",
    ),
])  # fmt: skip
def test_a_plan_that_contradicts_it_is_refused(text, grund):
    with pytest.raises(PlanUngueltig, match=grund):
        plan(text)
