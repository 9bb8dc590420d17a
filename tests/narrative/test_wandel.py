"""What changed, and what the figures cannot say, at a glance."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import narrative
from tests.narrative.muster import ORTE, irgendein_vergleich, satz, verglichen

ZAHLEN = st.just(0.0) | st.floats(0.01, 99)
VERGLICHEN = verglichen(satz("mig"))
ENTWICKLUNG = pd.DataFrame({"jahr": [2015, 2020], "anzahl": [2602, 2553], "status": ["wert", "wert"]})


def seit(*zeilen):
    kopf = {"name": "Anteil", "handlungsfeld": "2.3.1", "einheit": "%", "stellen": 1}
    spalten = ["kennzahl", "wert_damals", "wert", "gesichert"]
    return pd.DataFrame(
        [kopf | dict(zip(spalten, zeile, strict=True)) for zeile in zeilen], columns=[*kopf, *spalten]
    )


def test_the_largest_certain_changes_are_named_one_of_each_subject():
    daten = seit(
        ("ausl", 14.3, 16.5, True),
        ("mig", 40.0, 46.0, True),  # the same section as `ausl`, the smaller change
        ("al_anteil", 3.0, 1.5, True),
        ("mindest", 2.0, 9.0, False),
        ("wahlbet", 20.0, 60.0, pd.NA),
    )
    assert narrative.wandel.liste(daten) == [
        "Anteil: gesunken von 3,0\xa0% auf 1,5\xa0%",
        "Anteil: gestiegen von 14,3\xa0% auf 16,5\xa0%",
    ]
    text = narrative.wandel.einleitung(ORTE, VERGLICHEN, daten, ENTWICKLUNG, 2020)
    assert "sank von Ende 2015 bis Ende 2020 um 49 auf 2.553 (−1,9\xa0%)" in text
    assert text.endswith("verändert hat sich seit 2015 (je Thema die größte Veränderung):")


@pytest.mark.parametrize(
    ("zeilen", "satzende"),
    [
        (
            [("ausl", 14.3, 16.5, False)],
            "Die einzige geprüfte Kennzahl hat sich seit 2015 nicht gesichert verändert.",
        ),
        ([("ausl", 14.3, 16.5, pd.NA)], "gibt es aus dem Jahr 2015 keine vergleichbaren Werte."),
        ([], "gibt es aus dem Jahr 2015 keine vergleichbaren Werte."),
    ],
)
def test_where_no_change_is_certain_the_text_says_so(zeilen, satzende):
    daten = seit(*zeilen)
    assert narrative.wandel.liste(daten) == []
    assert narrative.wandel.einleitung(ORTE, VERGLICHEN, daten, ENTWICKLUNG.iloc[1:], 2020).endswith(satzende)


@given(st.lists(st.tuples(st.just("x"), ZAHLEN, ZAHLEN, st.sampled_from([True, False, pd.NA]))))
def test_no_change_is_named_whose_test_failed_and_no_direction_contradicts_the_numbers(zeilen):
    daten = seit(*zeilen)
    sichere = {
        (davor, heute) for _, davor, heute, sicher in zeilen if sicher is True and davor > 0 and heute > 0
    }
    gesagt = narrative.wandel.liste(daten)
    assert bool(gesagt) == bool(sichere)
    for text in gesagt:
        assert any(("gestiegen" in text) == (heute > davor) for davor, heute in sichere)


def test_what_the_figures_cannot_say_is_counted():
    daten = verglichen(
        satz("wahlbet"),
        satz("mig", float("nan"), status="geheim"),
        satz("mindest", float("nan"), status="fehlt"),
        satz("ausl", float("nan"), status="fehlt"),
    )
    text = narrative.wandel.grenzen(ORTE, daten)
    assert "Briefwahlstimmen" in text
    assert "Arbeitslosenquote" not in text
    assert (
        "Von 4 Kennzahlen dieses Vergleichs wird eine geheim gehalten und wurden zwei nicht geliefert."
        in text
    )
    assert "Von 4" not in narrative.wandel.grenzen(ORTE, verglichen(*[satz(k) for k in ("mig", "ausl")]))


def test_where_all_is_secret_it_has_been_said_before():
    daten = verglichen(satz("mig", float("nan"), status="geheim"), satz("ausl", float("nan"), status="fehlt"))
    assert narrative.wandel.grenzen(ORTE, daten) == ""
    assert narrative.wandel.einleitung(ORTE, daten, seit(), ENTWICKLUNG, 2020) == ""


@given(irgendein_vergleich())
def test_it_never_speaks_of_votes_or_the_unemployed_that_are_not_shown(daten):
    text = narrative.wandel.grenzen(ORTE, daten)
    gezeigt = set(daten.loc[daten["status"].eq("wert"), "kennzahl"])
    assert ("Briefwahlstimmen" in text) == ("wahlbet" in gezeigt)
    assert ("Arbeitslosenquote" in text) == ("al_anteil" in gezeigt)
    geheim = daten["status"].eq("geheim").any() and not gezeigt
    assert bool(text) != geheim
