"""The evidence for the Handlungsfelder as data, and its values."""

import pytest

from pipeline import comparison, errors, indicators, narrative
from pipeline.indicators import ableitung
from tests.indicators import tabellen as muster

FELDER = indicators.handlungsfelder()
FAMILIE = [indicators.nach_id(kennung) for kennung in narrative.KENNZAHLEN]


def gelesen(tabellen, raumeinheit="P10"):
    gemessen = indicators.belege(tabellen, raumeinheit, "HN", "2020-12-31", 2035, FAMILIE)
    return comparison.ableitung(indicators.belegliste(), gemessen, raumeinheit, "HN", 2020)


def test_every_field_has_evidence_in_the_order_of_the_paper():
    liste = indicators.belegliste()
    assert list(dict.fromkeys(liste["nummer"])) == list(FELDER)
    assert not liste.duplicated(["nummer", "messung"]).any()


def test_what_may_speak_for_a_field_is_compared_in_the_report():
    """Only with the Kennzahlen of the report: one family of tests, so that no sentence says otherwise."""
    liste = indicators.belegliste()
    gerichtet = liste[liste["art"].eq("kennzahlen") & liste["dafuer"].ne("")]
    assert set(gerichtet["messung"]) <= set(narrative.KENNZAHLEN)
    aussagen = indicators.aussagen("P10", "HN")
    verglichen = aussagen[aussagen["behauptete_richtung"].notna() | aussagen["unauffaellig"].notna()]
    assert set(verglichen["messung"]) <= set(narrative.KENNZAHLEN)


def test_the_assumptions_are_those_of_the_paper_on_its_quartier_only():
    assert list(indicators.annahmen("P10", "HN")) == list(FELDER)
    assert indicators.annahmen("P11", "HN") == {}


def test_the_tests_are_those_of_the_report():
    tabellen = {"raumeinheiten": muster.raumeinheiten(), "einwohner": muster.einwohner()}
    werte = indicators.kennzahlen(tabellen, ["P10", "HN"], [2020], FAMILIE)
    im_bericht = comparison.vergleich(werte, "P10", "HN", 2020).set_index("kennzahl")
    belege = gelesen(tabellen).set_index("messung")
    for kennung in ("bev_u18", "bev_65p", "ausl"):
        assert belege.loc[kennung, "p_korrigiert"] == im_bericht.loc[kennung, "p_korrigiert"]
        assert belege.loc[kennung, "signifikant"] == im_bericht.loc[kennung, "signifikant"]


def test_without_tables_nothing_is_known():
    assert set(gelesen({})["lesart"]) == {"unbekannt"}


def text(**anders):
    felder = {nummer: f'nummer = "{nummer}"\nannahme = "A."\nbelege = []\n' for nummer in FELDER} | anders
    return "\n".join(f"[[feld]]\n{feld}" for feld in felder.values())


@pytest.mark.parametrize(
    ("beleg", "was"),
    [
        ('{ kennzahl = "gibtsnicht" }', "steht nicht im Katalog"),
        ('{ kennzahl = "mig" }', "zu einem anderen Handlungsfeld"),
        ('{ kennzahl = "bevvar5", dafuer = "keine" }', "nicht dafür sprechen"),
        ('{ prognose = "65+", dafuer = "unter" }', "nicht dafür sprechen"),
    ],
)
def test_evidence_that_cannot_be_read_is_refused(beleg, was):
    feld = f'nummer = "2.3.1"\nannahme = "A."\nbelege = [{beleg}]\n'
    with pytest.raises(errors.PlanUngueltig, match=was):
        ableitung.lesen(text(**{"2.3.1": feld}))


def test_no_field_may_be_missing():
    with pytest.raises(errors.PlanUngueltig, match="steht nicht in beiden"):
        ableitung.lesen('[[feld]]\nnummer = "2.3.1"\nannahme = "A."\nbelege = []\n')
    assert ableitung.lesen(text()).belege == []
