"""The ladder: the finest step that does not hide too much, and what a step says and does not say."""

import pytest

from pipeline import disclosure
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben
from pipeline.schemas import freigabe
from tests.disclosure.bausteine import mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import bestand, zelle

LEITER = """
[[tabelle]]
name = "hilfen_sgb8"
grundgesamtheit = "hilfen_sgb8"
mindestfallzahl = 5
dimensionen = ["paragraph", "zaehlweise"]
gruppen.paragraph = {{ ambulant = ["27", "30"] }}
stufe = "fein"
hoechstens_geheim_pct = {hoechstens}
kreuzungen = [{{ paragraph = ["27", "30", "33", "34"] }}]
[[tabelle.leiter]]
stufe = "grob"
kreuzungen = [{{ paragraph = ["ambulant"] }}]
nur_ob = [{{ paragraph = ["27", "30"] }}]
nur_oben = [{{ paragraph = ["33", "34"] }}]
"""
ZAHLEN = {
    "P1": {"27": 3, "30": 30, "33": 9},
    "P2": {"27": 20, "30": 4, "33": 9, "34": 8},
    "P3": {"27": 2, "30": 3, "33": 40},  # five in two paragraphs: neither could be five
}


def hilfen(zahlen=ZAHLEN):
    zeilen = [(ort, p, "andauernd", n) for ort, je in zahlen.items() for p, n in je.items()]
    return bestand(
        hilfen_sgb8=zaehltabelle(["paragraph", "zaehlweise"], mit_stadt(None, zeilen), zeit="jahr")
    )


def freigegeben(hoechstens, zahlen=ZAHLEN):
    tabellen, protokoll = disclosure.freigeben(hilfen(zahlen), plan(LEITER.format(hoechstens=hoechstens)))
    freigabe.MODELLE["hilfen_sgb8"].validate(tabellen["hilfen_sgb8"])
    return tabellen["hilfen_sgb8"], protokoll


def zeile(tabelle, ort, paragraph):
    return zelle(tabelle, raumeinheit=ort, paragraph=paragraph, zaehlweise="insgesamt")


def paragraphen(tabelle, ort):
    return set(tabelle.loc[tabelle["raumeinheit"] == ort, "paragraph"])


def test_the_finest_step_stands_while_it_hides_little_enough():
    tabelle, protokoll = freigegeben(100)
    assert protokoll["stufe"].tolist() == ["fein"]
    assert zeile(tabelle, "P1", "27") == "geheim"
    assert paragraphen(tabelle, "P1") == {"27", "30", "33", "34", "insgesamt"}


def test_the_next_step_is_taken_where_too_much_would_be_hidden():
    tabelle, protokoll = freigegeben(20)
    assert protokoll["stufe"].tolist() == ["grob"]
    assert zeile(tabelle, "P1", "ambulant") == 33
    # what is only said not to be zero has no number, be it large or small
    assert [zeile(tabelle, "P1", p) for p in ("27", "30")] == ["geheim", "geheim"]
    # what only the city shows has no row elsewhere, be it zero or not
    assert paragraphen(tabelle, "P1") == {"27", "30", "ambulant", "insgesamt"}
    assert paragraphen(tabelle, "P2") == {"27", "30", "ambulant", "insgesamt"}
    assert zeile(tabelle, "HN", "33") == 58


def test_nothing_is_said_where_it_would_tell_how_small_the_parts_are():
    tabelle, _ = freigegeben(20)
    assert paragraphen(tabelle, "P3") == {"ambulant", "insgesamt"}
    eindeutig = {**ZAHLEN, "P3": {"27": 20, "30": 4, "33": 40}}
    assert {"27", "30"} <= paragraphen(freigegeben(20, eindeutig)[0], "P3")


def test_a_step_that_cannot_be_protected_gives_way_to_the_next():
    fest = LEITER.format(hoechstens=100).replace(
        'stufe = "fein"', 'stufe = "fein"\npflicht = [{}, { paragraph = "30" }, { paragraph = "33" }, '
        '{ paragraph = "34" }]'
    )  # fmt: skip
    klein = {ort: {"27": 2 if ort == "P1" else 20, "30": 30, "33": 9} for ort in ZAHLEN}
    _, protokoll = disclosure.freigeben(hilfen(klein), plan(fest))
    assert protokoll["stufe"].tolist() == ["grob"]
    ohne_ausweg = fest[: fest.index("[[tabelle.leiter]]")]
    with pytest.raises(NichtFreigegeben):
        disclosure.freigeben(hilfen(klein), plan(ohne_ausweg))
