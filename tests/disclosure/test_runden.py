"""Interviews and surveys released twice: one more of those asked can never be told by difference."""

import pandas as pd
import pytest

from pipeline.disclosure import register
from pipeline.disclosure.befragungen import befragungen
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben
from tests.disclosure.bausteine import HERKUNFT
from tests.disclosure.test_bedarfsanalyse import HIER, dabei, zeile
from tests.disclosure.test_interviews import STICHTAG, aussage, befragt

ACHT = befragt(8, *["Treffpunkt"] * 4)


def bestand(interviews=(), umfrage=(), einwohner=HIER):
    tabellen = {"einwohner": einwohner}
    if interviews:
        tabellen["interviews"] = pd.DataFrame(list(interviews))
    if umfrage:
        zahlen = {"anzahl": "Int64", "gewicht": "float64"}
        tabellen["bedarfsanalyse"] = pd.DataFrame(list(umfrage)).astype(zahlen)
    return tabellen


def umfrage(teilgenommen=100, bus=60, **anders):
    return [dabei(teilgenommen), zeile("Was?", "Bus", bus), zeile("Was?", "Laden", 70, **anders)]


def veroeffentlicht(*alle):
    """The register after these releases, one after the other."""
    bisher = None
    for eine in alle:
        bisher = register(befragungen(eine, bisher), plan(HERKUNFT), bisher)
    return bisher


def test_everything_released_of_a_round_stands_in_the_register():
    frei = aussage("E1", "Bus", aussage="Es fehlt ein Bus.", zitat_frei="ja")
    alle = veroeffentlicht(bestand([*ACHT, frei], umfrage()))
    assert set(alle["tabelle"]) == {
        "interviews",
        "interviewte",
        "interviewzitate",
        "bedarfsanalyse",
        "befragungen",
    }
    je = alle.set_index(["tabelle", "codes", "spalte"])["wert"]
    assert je["interviewte", "", "anzahl"] == 8
    assert je["interviews", "handlungsfeld=Vernetzung;thema=Treffpunkt;aussageart=bedarf", "mindestens"] == 4
    assert je["befragungen", "altersgruppe=16-64;bezug=2022-12-31", "teilgenommen"] == 100
    assert je["bedarfsanalyse", "frage=Was?;antwort=Bus", "anteil_pct"] == 60
    assert alle["codes"].str.contains("aussage=Es fehlt ein Bus.", regex=False).any()


def test_the_same_round_released_again_adds_nothing():
    einmal = veroeffentlicht(bestand(ACHT, umfrage()))
    pd.testing.assert_frame_equal(veroeffentlicht(bestand(ACHT, umfrage()), bestand(ACHT, umfrage())), einmal)


@pytest.mark.parametrize(
    "danach",
    [
        befragt(9, *["Treffpunkt"] * 4),  # one more, who did not name it
        befragt(9, *["Treffpunkt"] * 5),  # one more, who did
        befragt(8, *["Treffpunkt"] * 5),  # nobody more: one of them named it after all
        [*ACHT, *(aussage(f"E{n}", "Bus") for n in range(3))],  # a theme is named by enough now
        [*ACHT, aussage("E1", "Bus", handlungsfeld="Senioren")],  # a field of which nobody spoke
    ],
)
def test_interviews_with_one_institution_more_are_refused(danach):
    bisher = veroeffentlicht(bestand(ACHT))
    with pytest.raises(NichtFreigegeben, match=r"Die Interviews in P10 mit Stand 31\.12\.2022: schon mit"):
        befragungen(bestand(danach), bisher)


@pytest.mark.parametrize(
    "danach", [umfrage(101, 61), umfrage(101), umfrage(100, 61), [*umfrage(), zeile("Was?", "Bank", 5)]]
)
def test_a_survey_with_one_person_more_is_refused(danach):
    bisher = veroeffentlicht(bestand(umfrage=umfrage()))
    with pytest.raises(NichtFreigegeben, match=r"Die Befragung in P10 mit Stand 30\.06\.2023: schon mit"):
        befragungen(bestand(umfrage=danach), bisher)


def test_the_refusal_tells_no_number():
    with pytest.raises(NichtFreigegeben) as fehler:
        befragungen(bestand(umfrage=umfrage(101, 61)), veroeffentlicht(bestand(umfrage=umfrage())))
    text = str(fehler.value)
    assert "101" not in text
    assert "100" not in text
    assert "eine neue Runde mit eigenem Stichtag" in text


def test_a_round_of_another_date_or_area_is_a_new_one():
    bisher = veroeffentlicht(bestand(ACHT))
    neun = pd.DataFrame(befragt(9, *["Treffpunkt"] * 5))
    for anders in ({"stichtag": "2024-12-31"}, {"raumeinheit": "P11"}):
        eine = {"interviews": pd.concat([pd.DataFrame(ACHT), neun.assign(**anders)], ignore_index=True)}
        assert set(befragungen(eine, bisher)["interviewte"]["anzahl"]) >= {8, 9}


def test_a_sentence_may_be_set_free_later_and_withdrawn():
    nein = [*ACHT, aussage("E1", "Bus")]
    ja = [*ACHT, aussage("E1", "Bus", zitat_frei="ja")]
    for erst, dann in ((nein, ja), (ja, nein)):
        zitate = befragungen(bestand(dann), veroeffentlicht(bestand(erst)))["interviewzitate"]
        assert len(zitate) == (dann is ja)


def test_newer_residents_do_not_move_the_shares_of_a_released_survey():
    frueh = HIER[HIER["stichtag"].ne("2022-12-31")]
    alt = HIER[HIER["stichtag"].eq("2022-12-31")].assign(stichtag="2020-12-31")
    damals = bestand(umfrage=umfrage(), einwohner=alt)
    bisher = veroeffentlicht(damals)
    neuer = alt.assign(stichtag="2022-12-31", anzahl=alt["anzahl"] * 2)
    heute = bestand(umfrage=umfrage(), einwohner=pd.concat([alt, neuer, frueh], ignore_index=True))
    rahmen = befragungen(heute, bisher)["befragungen"].iloc[0]
    assert rahmen["bezug"] == "2020-12-31"
    assert befragungen(heute)["befragungen"].iloc[0]["bezug"] == "2022-12-31"


def test_a_round_that_is_no_longer_delivered_stops_nothing():
    bisher = veroeffentlicht(bestand(ACHT, umfrage()))
    assert befragungen(bestand(), bisher) == {}
    assert STICHTAG in set(bisher["periode"])
