"""Sums of years: what is shown of them, and which a plan may ask for."""

import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure.freigabeplan import plan, plan_text
from pipeline.disclosure.jahressummen import Zeitraum, zeitraeume
from pipeline.errors import NichtFreigegeben, PlanUngueltig
from tests.disclosure.bausteine import HERKUNFT
from tests.disclosure.jahresbausteine import (
    GROSS,
    JE_JAHR,
    SUMMEN,
    ZAHLEN,
    frei,
    hilfen,
    vermerkt,
    verraten,
    zelle,
)

LEITER = (
    JE_JAHR
    + """
stufe = "je Jahr"
hoechstens_geheim_pct = 10
[[tabelle.leiter]]
stufe = "Summen von drei Jahren"
jahre = 3
bis = 2020
kreuzungen = [{ paragraph = ["27", "33"] }]
"""
)


# ----- what is shown ---------------------------------------------------------------------------------------


def test_a_block_is_one_row_with_its_last_year_and_how_many_years_it_has():
    zahlen = {2017: ZAHLEN[2018], **ZAHLEN, 2021: ZAHLEN[2019]}
    tabelle = frei(hilfen(zahlen), SUMMEN)
    assert set(zip(tabelle["jahr"], tabelle["jahre"], strict=True)) == {(2020, 3)}
    assert zelle(tabelle, "P1", 2020, "27") == 13
    assert zelle(tabelle, "P1", 2020, "insgesamt") == 40
    assert zelle(tabelle, "HN", 2020, "33") == 27 + 180
    # 2015-2017 and 2021-2023 are not delivered as a whole; where blocks end does not depend on that
    assert list(tabelle.columns[:3]) == ["raumeinheit", "jahr", "jahre"]


def test_two_blocks_stand_in_order_and_do_not_overlap():
    zahlen = {jahr: {"27": 7 + jahr - 2015, "33": 9} for jahr in range(2015, 2021)}
    tabelle = frei(hilfen(zahlen), SUMMEN)
    assert tabelle.query("raumeinheit == 'P1'")["jahr"].tolist() == [2017] * 3 + [2020] * 3
    assert [zelle(tabelle, "P1", jahr, "27") for jahr in (2017, 2020)] == [7 + 8 + 9, 10 + 11 + 12]
    fuenf = frei(hilfen(zahlen), SUMMEN.replace("jahre = 3", "jahre = 5"))
    assert zelle(fuenf, "P1", 2020, "27") == 8 + 9 + 10 + 11 + 12


def test_a_block_that_is_small_is_hidden_and_a_zero_is_zero_in_all_its_years():
    zahlen = {jahr: {"P1": {"27": 1}, **GROSS} for jahr in ZAHLEN}
    tabelle = frei(hilfen(zahlen), SUMMEN)
    assert zelle(tabelle, "P1", 2020, "33") == 0
    assert zelle(tabelle, "P1", 2020, "27") == "geheim"  # three cases in three years
    assert [zelle(tabelle, ort, 2020, "27") for ort in ("HN", "P2", "P3")].count("geheim") >= 1
    assert verraten(hilfen(zahlen), tabelle) == []


def test_a_year_that_an_area_lacks_leaves_it_without_a_sum():
    lieferung = hilfen({jahr: {"27": 8, "33": 9} for jahr in ZAHLEN})
    fehlt = lieferung["hilfen_sgb8"].eval("raumeinheit == 'P2' and jahr == 2019")
    lieferung["hilfen_sgb8"] = lieferung["hilfen_sgb8"][~fehlt]
    lieferung["vollstaendigkeit"] = lieferung["vollstaendigkeit"].query(
        "not (raumeinheit == 'P2' and periode == '2019')"
    )
    tabelle = frei(lieferung, SUMMEN)
    assert zelle(tabelle, "P2", 2020, "27") == "fehlt"
    assert zelle(tabelle, "P1", 2020, "27") == 24


def test_sums_of_years_can_be_a_step_of_the_ladder_and_the_protocol_names_it():
    klein = {jahr: {"27": 2, "33": 9} for jahr in ZAHLEN}
    tabellen, protokoll = disclosure.freigeben(hilfen(klein), plan(LEITER))
    assert protokoll["stufe"].tolist() == ["Summen von drei Jahren"]
    assert protokoll["periode"].tolist() == ["2018-2020"]
    assert protokoll["zellen"].tolist() == [12]
    assert zelle(tabellen["hilfen_sgb8"], "P1", 2020, "27") == 6
    gross = {jahr: {"27": 8, "33": 9} for jahr in ZAHLEN}
    tabellen, protokoll = disclosure.freigeben(hilfen(gross), plan(LEITER))
    assert protokoll["stufe"].tolist() == ["je Jahr"] * 3
    assert "jahre" not in tabellen["hilfen_sgb8"]


# ----- spans and plans ------------------------------------------------------------------------------------


def spannen(text, jahre, perioden=()):
    alt = pd.DataFrame({"tabelle": "hilfen_sgb8", "periode": pd.Series(perioden, dtype="str")})
    bestand = {"hilfen_sgb8": pd.DataFrame({"jahr": jahre})}
    return zeitraeume(plan(text).tabellen[0], bestand, alt)


def test_spans_reach_as_far_as_sums_reach_into_each_other():
    assert spannen(JE_JAHR, range(2015, 2021)) is None
    assert spannen(JE_JAHR, range(2015, 2021), ["2016", "2017"]) is None
    assert spannen(SUMMEN, range(2015, 2021)) == [
        Zeitraum((2015, 2016, 2017), ((2015, 2016, 2017),)),
        Zeitraum((2018, 2019, 2020), ((2018, 2019, 2020),)),
    ]
    beide = ((2015, 2016, 2017), (2018, 2019, 2020))
    assert spannen(SUMMEN, range(2015, 2021), ["2017-2019"]) == [Zeitraum(tuple(range(2015, 2021)), beide)]
    assert spannen(JE_JAHR, range(2018, 2022), ["2018-2020"]) == [
        Zeitraum((2018, 2019, 2020), ((2018,), (2019,), (2020,))),
        Zeitraum((2021,), ((2021,),)),
    ]
    with pytest.raises(NichtFreigegeben, match="kein Block von 3 Jahren bis 2020 ist ganz geliefert"):
        spannen(SUMMEN, [2018, 2019])


BILANZ = """
[[bilanz]]
bestand = { tabelle = "einwohner" }
plus = [{ tabelle = "hilfen_sgb8" }]
minus = [{ tabelle = "hilfen_sgb8" }]
[[tabelle]]
name = "einwohner"
grundgesamtheit = "personen"
dimensionen = []
kreuzungen = [{}]
"""
GLEICHUNG = """
[[gleichung]]
links = { tabelle = "hilfen_sgb8" }
rechts = { tabelle = "hilfen_sgb8" }
ueber = "alle"
"""
ZWEITE = JE_JAHR.replace('name = "hilfen_sgb8"', 'name = "weitere"\nquelle = "hilfen_sgb8"')


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        (JE_JAHR + "jahre = 2\nbis = 2020", "möglich sind 1, 3 und 5"),
        (JE_JAHR + "jahre = true", "möglich sind 1, 3 und 5"),
        (JE_JAHR + "jahre = 3", "gehört bis"),
        (JE_JAHR + 'jahre = 3\nbis = "2020"', "gehört bis"),
        (JE_JAHR + "bis = 2020", "bis gilt nur"),
        (HERKUNFT + "jahre = 3\nbis = 2020", "nicht über Jahre addieren"),
        (SUMMEN + 'summe = { spalte = "summe", gewicht = "alter" }', "summe oder nicht_additiv"),
        (SUMMEN + 'nicht_additiv = { paragraph = "27" }', "summe oder nicht_additiv"),
        (SUMMEN + BILANZ, "keiner Bilanz oder Gleichung"),
        (SUMMEN + GLEICHUNG, "keiner Bilanz oder Gleichung"),
        (LEITER + GLEICHUNG, "keiner Bilanz oder Gleichung"),
        (SUMMEN + ZWEITE, "mit keiner anderen teilt"),
        (LEITER.replace("bis = 2020", ""), "gehört bis"),
    ],
)
def test_a_plan_that_adds_up_what_cannot_be_is_refused(text, grund):
    with pytest.raises(PlanUngueltig, match=grund):
        plan(text)


def test_the_plan_prints_the_blocks():
    assert "Summen von drei Jahren, Blöcke bis 2020" in plan_text(plan(LEITER))
    assert "Jahren, Blöcke" not in plan_text(plan())


def test_tables_tied_to_others_are_refused_where_sums_of_years_were_released():
    bisher = vermerkt(frei(hilfen(ZAHLEN), SUMMEN), SUMMEN)
    with pytest.raises(NichtFreigegeben, match="nicht mit anderen verbunden"):
        frei(hilfen(ZAHLEN), JE_JAHR + GLEICHUNG, bisher)
