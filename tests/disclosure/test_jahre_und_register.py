"""A sum of years and single years of it, whichever release showed which, must not give a year away."""

import numpy as np
import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure.audit import ENG, EXAKT, SICHER
from pipeline.disclosure.freigabeplan import plan
from pipeline.disclosure.jahressummen import zaehlung_ueber_jahre, zeitraeume
from pipeline.disclosure.system import system
from pipeline.disclosure.teil import teil
from pipeline.errors import NichtFreigegeben
from tests.disclosure.jahresbausteine import (
    BEZIRKE,
    JE_JAHR,
    PARAGRAPHEN,
    SUMMEN,
    ZAHLEN,
    frei,
    hilfen,
    nur,
    vermerkt,
    verraten,
    zelle,
)
from tests.disclosure.test_geplante_lecks import offen, urteile

# ----- planted leaks, by hand ------------------------------------------------------------------------------


def test_a_sum_beside_all_of_its_years_but_one_gives_that_one_away():
    summen = [[0], [1], [2], [0, 1, 2]]  # 2018, 2019, 2020, the block
    assert urteile(offen(summen, [5, 6, 2], [2], mindest=5)) == {2: EXAKT}
    assert urteile(offen(summen, [5, 6, 2], [2, 3], mindest=5)) == {2: SICHER}


def test_a_small_sum_of_years_that_each_have_a_case_bounds_them_all():
    # each was shown as hidden, so each is at least 1: of six in three years none is five
    summen = [[0], [1], [2], [0, 1, 2]]
    eng = dict.fromkeys(range(3), ENG)
    assert urteile(offen(summen, [2, 2, 2], [0, 1, 2], mindest=5)) == eng
    assert urteile(offen(summen, [2, 2, 2], [0, 1, 2, 3], mindest=5)) == dict.fromkeys(range(3), SICHER)


# ----- earlier releases -----------------------------------------------------------------------------------


def test_years_released_before_are_attacked_together_with_the_sum():
    erste = frei(hilfen(nur(ZAHLEN, 2018, 2019)), JE_JAHR)
    alle = hilfen(ZAHLEN)
    ohne = frei(alle, SUMMEN)
    assert verraten(alle, erste) == []
    assert verraten(alle, ohne) == []
    assert verraten(alle, erste, ohne) == [("P1", 2020, "27")]  # 13 - 5 - 6
    mit = frei(alle, SUMMEN, vermerkt(erste, JE_JAHR))
    assert zelle(mit, "P1", 2020, "27") == "geheim"
    assert verraten(alle, erste, mit) == []


def test_a_sum_released_before_is_attacked_together_with_the_years():
    alle = hilfen(ZAHLEN)
    erste = frei(alle, SUMMEN)
    assert zelle(erste, "P1", 2020, "27") == 13
    ohne = frei(alle, JE_JAHR)
    assert verraten(alle, ohne) == []
    assert verraten(alle, erste, ohne) != []
    mit = frei(alle, JE_JAHR, vermerkt(erste, SUMMEN))
    assert list(mit.columns) == list(ohne.columns)
    assert mit[["raumeinheit", "jahr", "paragraph"]].equals(ohne[["raumeinheit", "jahr", "paragraph"]])
    assert verraten(alle, erste, mit) == []


def test_years_that_were_hidden_before_are_known_to_have_a_case():
    zahlen = {jahr: {"27": 2, "33": 9} for jahr in ZAHLEN}
    alle = hilfen(zahlen)
    erste = frei(alle, JE_JAHR)
    ohne = frei(alle, SUMMEN)
    assert zelle(ohne, "P1", 2020, "27") == 6
    assert verraten(alle, erste) == []
    assert set(verraten(alle, erste, ohne)) == {("P1", jahr, "27") for jahr in zahlen}
    mit = frei(alle, SUMMEN, vermerkt(erste, JE_JAHR))
    assert zelle(mit, "P1", 2020, "27") == "geheim"
    assert verraten(alle, erste, mit) == []


def test_longer_blocks_do_not_give_away_what_they_have_more_than_those_before():
    zahlen = {2016: {"27": 1, "33": 9}, 2017: {"27": 1, "33": 9}, **ZAHLEN}
    alle = hilfen(zahlen)
    erste = frei(alle, SUMMEN)
    fuenf = SUMMEN.replace("jahre = 3", "jahre = 5")
    ohne = frei(alle, fuenf)
    assert {("P1", 2016, "27"), ("P1", 2017, "27")} <= set(verraten(alle, erste, ohne))  # 15 - 13
    mit = frei(alle, fuenf, vermerkt(erste, SUMMEN))
    assert verraten(alle, erste, mit) == []


def test_the_same_release_again_is_the_same_and_adds_nothing():
    alle = hilfen(ZAHLEN)
    erste = frei(alle, SUMMEN)
    bisher = vermerkt(erste, SUMMEN)
    assert set(bisher["periode"]) == {"2018-2020"}
    nochmal = frei(alle, SUMMEN, bisher)
    pd.testing.assert_frame_equal(erste, nochmal)
    pd.testing.assert_frame_equal(vermerkt(nochmal, SUMMEN, bisher), bisher)


def test_three_releases_one_after_the_other_stay_safe_together():
    erste = frei(hilfen(nur(ZAHLEN, 2018)), JE_JAHR)
    bisher = vermerkt(erste, JE_JAHR)
    alle = hilfen(ZAHLEN)
    zweite = frei(alle, SUMMEN, bisher)
    bisher = vermerkt(zweite, SUMMEN, bisher)
    dritte = frei(alle, JE_JAHR, bisher)
    assert verraten(alle, erste, zweite, dritte) == []


def test_the_rest_of_the_city_in_one_year_hides_nothing_in_another():
    # 2019 the city has cases in no district; 2018 it has none, so there the districts are the whole
    zahlen = {2018: {"27": 2, "33": 9}, 2019: {"27": 8, "33": 9}, 2020: {"27": 8, "33": 9}}
    alle = hilfen(zahlen, rest={2019: {"27": 40, "33": 40}})
    erste = frei(alle, SUMMEN)
    mit = frei(alle, JE_JAHR, vermerkt(erste, SUMMEN))
    assert zelle(mit, "P1", 2018, "27") == "geheim"
    assert verraten(alle, erste, mit, mit_rest=[2019]) == []


def test_a_sum_that_can_no_longer_be_counted_is_no_reason_to_look_away():
    bisher = vermerkt(frei(hilfen(ZAHLEN), SUMMEN), SUMMEN)
    with pytest.raises(NichtFreigegeben, match="Summe mit dem Jahr 2018"):
        frei(hilfen(nur(ZAHLEN, 2019, 2020)), JE_JAHR, bisher)
    lieferung = hilfen(ZAHLEN)
    fehlt = lieferung["hilfen_sgb8"].eval("raumeinheit == 'P2' and jahr == 2019")
    lieferung["hilfen_sgb8"] = lieferung["hilfen_sgb8"][~fehlt]
    lieferung["vollstaendigkeit"] = lieferung["vollstaendigkeit"].query(
        "not (raumeinheit == 'P2' and periode == '2019')"
    )
    with pytest.raises(NichtFreigegeben, match="P2, wurde früher veröffentlicht"):
        frei(lieferung, JE_JAHR, bisher)


def test_areas_that_add_up_in_some_years_only_are_refused_where_years_are_known():
    zahlen = {2018: ZAHLEN[2018], 2019: ZAHLEN[2019], 2020: {"27": 8, "33": 9}}
    bisher = vermerkt(frei(hilfen(nur(zahlen, 2018)), JE_JAHR), JE_JAHR)
    krumm = hilfen(zahlen, rest={2019: {"27": -30, "33": 1}})
    with pytest.raises(NichtFreigegeben, match="nur in manchen dieser Jahre"):
        frei(krumm, SUMMEN, bisher)


def test_insiders_are_asked_too():
    zahlen = {jahr: {"27": int(jahr == 2019), "33": 9} for jahr in ZAHLEN}
    tabellen, protokoll = disclosure.freigeben(hilfen(zahlen), plan(SUMMEN + "mitwisser = true"))
    assert protokoll["mitwisserpaare"].tolist() == [0]
    assert zelle(tabellen["hilfen_sgb8"], "P1", 2020, "27") == "geheim"


def test_the_rest_of_an_area_is_no_way_out_in_years_without_one():
    zahlen = {2018: ZAHLEN[2018], 2019: {"27": 8, "33": 9}, 2020: {"27": 8, "33": 9}}
    alle = hilfen(zahlen, rest={2019: {"27": 40, "33": 40}})
    bisher = vermerkt(frei(alle, SUMMEN), SUMMEN)
    eins = plan(JE_JAHR)
    (spanne_,) = zeitraeume(eins.tabellen[0], alle, bisher)
    gezaehlt = zaehlung_ueber_jahre(eins.tabellen[0], spanne_, alle, bisher)
    eines = system(eins, teil([gezaehlt], "2018-2020"), alle["raumeinheiten"])
    atome = np.bincount(eines.ort)
    # both paragraphs in each of three years in every district, but in the rest in 2019 only
    assert atome.tolist() == [0, 6, 6, 6, 2]


@pytest.mark.parametrize("saat", range(10))
def test_no_order_of_releases_gives_a_year_away(saat):
    zufall = np.random.default_rng(saat)
    zahlen = {
        jahr: {ort: {p: int(zufall.integers(0, 9)) for p in PARAGRAPHEN} for ort in BEZIRKE}
        for jahr in ZAHLEN
    }
    alle, tabellen, bisher = hilfen(zahlen), [], None
    schritte = [(hilfen(nur(zahlen, 2018)), JE_JAHR), (alle, SUMMEN), (alle, JE_JAHR)]
    for nummer in zufall.permutation(len(schritte)):
        lieferung, text = schritte[nummer]
        if nummer == 0 and any("jahre" in tabelle for tabelle in tabellen):
            continue  # years that a sum holds must all be delivered
        try:
            tabelle = frei(lieferung, text, bisher)
        except NichtFreigegeben:
            continue
        tabellen.append(tabelle)
        bisher = vermerkt(tabelle, text, bisher)
    assert tabellen
    assert verraten(alle, *tabellen) == []


def test_a_zero_shown_before_is_part_of_what_is_known_anyway():
    # 27 and 33 have a case each in 2020, and none is beendet: that two go on was known before any sum
    mit_weise = JE_JAHR.replace(
        'kreuzungen = [{ paragraph = ["27", "33"] }]',
        'kreuzungen = [{ paragraph = ["27", "33"] }, { zaehlweise = ["andauernd", "beendet"] }]',
    )
    zahlen = {2018: {"27": 9, "33": 9}, 2019: {"27": 9, "33": 9}, 2020: {"27": 1, "33": 1}}
    alle, davor = hilfen(zahlen), hilfen(nur(zahlen, 2020))
    for lieferung in (alle, davor):  # in P2 those of 33 are over, in 2018 everywhere
        tabelle = lieferung["hilfen_sgb8"]
        drei = tabelle["paragraph"].eq("33")
        vorbei = tabelle[drei & tabelle["raumeinheit"].eq("P2")].assign(zaehlweise="beendet")
        stadt = drei & tabelle["raumeinheit"].eq("HN")
        tabelle.loc[stadt, "anzahl"] -= 30
        tabelle = pd.concat(
            [tabelle.drop(vorbei.index), vorbei, vorbei.assign(raumeinheit="HN")], ignore_index=True
        )
        alle_2018 = tabelle["paragraph"].eq("33") & tabelle["jahr"].eq(2018)
        tabelle.loc[alle_2018 & tabelle["raumeinheit"].isin(["P1", "P3"]), "zaehlweise"] = "beendet"
        tabelle.loc[alle_2018 & tabelle["raumeinheit"].eq("HN"), "zaehlweise"] = "beendet"
        schluessel = [spalte for spalte in tabelle if spalte != "anzahl"]
        lieferung["hilfen_sgb8"] = tabelle.groupby(schluessel, as_index=False, sort=False)["anzahl"].sum()
    erste = frei(davor, mit_weise)
    summen = mit_weise + "jahre = 3\nbis = 2020\n"
    mit = frei(alle, summen, vermerkt(erste, mit_weise))
    assert zelle(mit[mit["zaehlweise"].eq("insgesamt")], "P1", 2020, "insgesamt") == 38
    assert verraten(alle, *(t[t["zaehlweise"].eq("insgesamt")] for t in (erste, mit))) == []
