"""Two releases side by side: planted leaks that only their union has, and the same with the register."""

import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure import freigeben, register
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben
from tests.disclosure.bausteine import HERKUNFT, mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import ORTE, bestand, einwohner, gleichmaessig, zelle

OHNE_ITALIEN = HERKUNFT + 'pflicht = [{ herkunftsland = "Italien" }]'
LAENDER = {"Irak": 2, "Italien": 9, "Türkei": 30}


def herkunft(p1=None):
    je_ort = {"P1": p1 or LAENDER, "P2": {"Irak": 20, "Italien": 40, "Türkei": 30}, "P3": {"Irak": 20}}
    zeilen = [(ort, land, n) for ort, je in je_ort.items() for land, n in je.items()]
    return bestand(herkunft=zaehltabelle(["herkunftsland"], mit_stadt(None, zeilen)))


def geheim(tabelle, ort="P1"):
    hier = tabelle[(tabelle["raumeinheit"] == ort) & (tabelle["status"] == "geheim")]
    return set(hier["herkunftsland"])


def test_two_patterns_that_are_safe_alone_are_not_safe_together():
    erste = freigeben(herkunft(), plan(HERKUNFT))[0]["herkunft"]
    zweite = freigeben(herkunft(), plan(OHNE_ITALIEN))[0]["herkunft"]
    assert geheim(erste) == {"Irak", "Italien"}
    assert "Italien" not in geheim(zweite)
    # whoever has both knows Italien, Türkei or the total from one of them, and so Irak
    assert geheim(erste) & geheim(zweite) == {"Irak"}


def test_a_later_release_is_protected_together_with_the_earlier_one():
    bisher = register(freigeben(herkunft(), plan(HERKUNFT))[0], plan(HERKUNFT))
    zweite = freigeben(herkunft(), plan(OHNE_ITALIEN), bisher)[0]["herkunft"]
    assert geheim(zweite) == {"Irak", "Italien"}


def test_the_same_delivery_released_again_gives_the_same_and_adds_nothing():
    tabellen, protokoll = freigeben(herkunft(), plan(HERKUNFT))
    bisher = register(tabellen, plan(HERKUNFT))
    nochmal, danach = freigeben(herkunft(), plan(HERKUNFT), bisher)
    assert protokoll["primaer"].item() > 0
    ohne = {"columns": "luecke"}  # the pattern that holds is kept; that none is cheaper is not proven anew
    pd.testing.assert_frame_equal(protokoll.drop(**ohne), danach.drop(**ohne))
    assert [protokoll["luecke"].item(), danach["luecke"].item()] == ["0", "nicht bewiesen"]
    pd.testing.assert_frame_equal(tabellen["herkunft"], nochmal["herkunft"])
    pd.testing.assert_frame_equal(register(nochmal, plan(HERKUNFT), bisher), bisher)


def test_a_corrected_number_is_added_and_the_old_one_stays():
    bisher = register(freigeben(herkunft(), plan(HERKUNFT))[0], plan(HERKUNFT))
    neu = freigeben(herkunft({**LAENDER, "Türkei": 31}), plan(HERKUNFT), bisher)[0]
    danach = register(neu, plan(HERKUNFT), bisher)
    tuerkei = danach[(danach["raumeinheit"] == "P1") & (danach["codes"] == "herkunftsland=Türkei")]
    assert tuerkei["wert"].tolist() == [30, 31]
    assert len(bisher.merge(danach, on=list(bisher.columns), validate="one_to_one")) == len(bisher)


BAENDER = """
[[tabelle]]
name = "einwohner"
grundgesamtheit = "personen"
dimensionen = ["altersgruppe"]
kreuzungen = [{ altersgruppe = ["0-17"] }]
"""


def test_a_band_of_an_earlier_plan_does_not_give_a_difference_away():
    # 0-17 was released, 0-19 is asked for now; two people are 18 or 19
    zahlen = gleichmaessig(
        {("P1", alter, g, s): n for alter in ("18", "19") for g, s, n in
         (("m", "deutsch", alter == "18"), ("w", "deutsch", alter == "19"),
          ("m", "nichtdeutsch", 0), ("w", "nichtdeutsch", 0))}.items()
    )  # fmt: skip
    eines = bestand(einwohner=einwohner(zahlen))
    alt = plan(BAENDER)
    bisher = register(freigeben(eines, alt)[0], alt)
    assert bisher.loc[bisher["codes"].ne("") & bisher["raumeinheit"].eq("P1"), "wert"].tolist() == [120]
    neu = plan(BAENDER.replace("0-17", "0-19"))
    gesucht = {"raumeinheit": "P1", "altersgruppe": "0-19"}
    assert zelle(freigeben(eines, neu)[0]["einwohner"], **gesucht) == 122
    assert zelle(freigeben(eines, neu, bisher)[0]["einwohner"], **gesucht) == "geheim"


def test_the_register_names_every_shown_or_hidden_cell_once():
    tabellen, _ = disclosure.freigeben(bestand(einwohner=einwohner(gleichmaessig())), plan())
    bisher = register(tabellen, plan())
    assert set(bisher["tabelle"]) == {"einwohner", "alterssummen"}
    assert set(bisher["raumeinheit"]) == set(ORTE)
    assert not bisher.duplicated(["tabelle", "raumeinheit", "periode", "codes", "spalte"]).any()


# ----- refused for the sake of what is out already -------------------------------------------------------

ZWEI_LAENDER = HERKUNFT.replace('["*"]', '["Italien", "Türkei"]') + 'ohne_rand = ["herkunftsland"]'
NUR_INSGESAMT = HERKUNFT.replace('{ herkunftsland = ["*"] }', "{}") + "pflicht = [{}]"
"""Two plans that show nothing small, and tell of Irak in P1 together."""


def veroeffentlicht(*texte):
    """What lies with readers after releases that knew nothing of each other."""
    bisher = None
    for text in texte:
        bisher = register(freigeben(herkunft(), plan(text))[0], plan(text), bisher)
    return bisher


def zeile(text):
    return text.splitlines().index('name = "herkunft"') + 1


def test_a_sum_that_an_earlier_release_makes_telling_is_named_as_what_to_leave_out():
    freigeben(herkunft(), plan(NUR_INSGESAMT))  # alone it is harmless
    with pytest.raises(NichtFreigegeben) as fehler:
        freigeben(herkunft(), plan(NUR_INSGESAMT), veroeffentlicht(ZWEI_LAENDER))
    satz = str(fehler.value)
    assert satz.startswith("Nicht freigegeben: herkunft (Irak), P1, 2020-12-31, ließe sich errechnen aus: ")
    plan_zeile = f". Im Freigabeplan (Tabelle herkunft, Zeile {zeile(NUR_INSGESAMT)}) "
    schon, deshalb = satz[satz.index("Schon früher veröffentlicht und nicht zurück") :].split(plan_zeile)
    assert {"herkunft (Italien), P1", "herkunft (Türkei), P1"} == set(schon.split(": ")[1].split("; "))
    assert deshalb == "deshalb nicht mehr zeigen: herkunft (insgesamt), P1."


def test_what_follows_from_earlier_releases_alone_can_only_be_left_out():
    alle = veroeffentlicht(ZWEI_LAENDER, NUR_INSGESAMT)
    with pytest.raises(NichtFreigegeben) as fehler:
        freigeben(herkunft(), plan(HERKUNFT), alle)
    schon, danach = str(fehler.value).split(f". Im Freigabeplan (Tabelle herkunft, Zeile {zeile(HERKUNFT)}) ")
    genannt = schon[schon.index("zurückzunehmen: ") :].split(": ")[1].split("; ")
    assert set(genannt) == {f"herkunft ({was}), P1" for was in ("Italien", "Türkei", "insgesamt")}
    assert danach == "diese Tabelle streichen; gröber gegliedert folgte die Zahl daraus weiterhin."
