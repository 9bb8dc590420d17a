"""What is released of the survey: shares worked by hand, and that no answer of few can be told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import measures
from pipeline.disclosure.bedarfsanalyse import ANDERE, UEBRIGE, bedarfsanalyse
from pipeline.errors import NichtFreigegeben
from pipeline.schemas import freigabe

WO = {"raumeinheit": "P10", "stichtag": "2023-06-30"}


def zeile(frage, antwort, anzahl, gruppe="A", alter="16-64", geschlecht="m"):
    wer = {"zielgruppe": gruppe, "altersgruppe": alter, "geschlecht": geschlecht}
    return {
        **WO,
        "frage": frage,
        **wer,
        "antwort": antwort,
        "anzahl": anzahl,
        "gewicht": None,
        "status": "wert",
    }


def dabei(anzahl, *wer):
    return zeile("Rücklauf", "teilgenommen", anzahl, *wer)


def einwohner(**je_zelle):
    """Residents by e.g. m30: men of thirty; those of other dates and areas, and margins, must not count."""
    zeilen = [("P10", "2022-12-31", k[1:], k[0], "deutsch", n - 1) for k, n in je_zelle.items()]
    zeilen += [("P10", "2022-12-31", k[1:], k[0], "nichtdeutsch", 1) for k in je_zelle]
    fremd = [
        ("P10", "2023-12-31", "30", "m", "deutsch", 999),
        ("P11", "2022-12-31", "30", "m", "deutsch", 999),
    ]
    fremd += [
        ("P10", "2021-12-31", "30", "m", "deutsch", 999),
        ("P10", "2022-12-31", "insgesamt", "insgesamt", "deutsch", 999),
    ]
    spalten = ["raumeinheit", "stichtag", "alter", "geschlecht", "staatsangehoerigkeit", "anzahl"]
    return pd.DataFrame([*zeilen, *fremd], columns=spalten).astype({"anzahl": "Int64"})


HIER = einwohner(m30=400, w30=500, m70=100, w70=200, m5=700)


def gebaut(*zeilen, register=HIER):
    tabelle = pd.DataFrame(zeilen).astype({"anzahl": "Int64", "gewicht": "float64"})
    return bedarfsanalyse({"bedarfsanalyse": tabelle, "einwohner": register})


def freigeben(*zeilen, **anders):
    tabellen = gebaut(*zeilen, **anders)
    for name, tabelle in tabellen.items():
        freigabe.MODELLE[name].validate(tabelle)
    return tabellen["bedarfsanalyse"].set_index(["zielgruppe", "antwort"]), tabellen["befragungen"].iloc[0]


def test_a_survey_by_hand():
    jung, alt = ("A", "16-64"), ("B", "65+")
    zellen = {(*jung, "m"): (30, 12), (*jung, "w"): (50, 10), (*alt, "m"): (40, 30), (*alt, "w"): (30, 9)}
    zeilen = [dabei(n, *wer) for wer, (n, _) in zellen.items()]
    zeilen += [zeile("Was fehlt?", "Bus", ja, *wer) for wer, (_, ja) in zellen.items()]
    zeilen += [
        zeile("Was fehlt?", "Laden", n, *wer) for wer, (n, _) in zellen.items()
    ]  # so that it has several answers
    zeilen += [zeile("Rücklauf", "angeschrieben", 500, "insgesamt", "insgesamt", "insgesamt")]
    anteile, rahmen = freigeben(*zeilen)
    # residents of 16 and over: 900 and 300 by age, 500 men and 700 women; children do not count
    alter, geschlecht = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    raender = [
        measures.Rand(alter, np.array([900.0, 300.0])),
        measures.Rand(geschlecht, np.array([500.0, 700.0])),
    ]
    n, ja = np.array([30, 50, 40, 30]), np.array([12, 10, 30, 9])
    w = measures.rake(n, raender)
    soll = measures.survey_share(ja, n, w, 1200)
    ist = anteile.loc[("insgesamt", "Bus")]
    gerundet = [round(100 * zahl) for zahl in soll[:3]]
    assert ist[["befragte", "anteil_pct", "untere_pct", "obere_pct"]].tolist() == [150, *gerundet]
    assert round(100 * ja.sum() / n.sum()) != gerundet[0]  # weighting makes a difference here
    teil = measures.survey_share(ja[2:], n[2:], w[2:], 300)
    assert anteile.loc[("B", "Bus"), "anteil_pct"] == round(100 * teil.wert)
    assert anteile.loc[("insgesamt", "Laden"), "status"] == "geheim"  # everybody said so
    assert rahmen[["angeschrieben", "teilgenommen", "grundgesamtheit", "altersgruppe", "bezug"]].tolist() == [
        500, 150, 1200, "16+", "2022-12-31",
    ]  # fmt: skip


def test_who_could_be_asked_is_told_in_hundreds():
    _, rahmen = freigeben(dabei(40), zeile("F", "ja", 20), register=einwohner(m30=449))
    assert rahmen["grundgesamtheit"] == 400


def test_of_fewer_than_thirty_nothing_is_shown():
    anteile, rahmen = freigeben(dabei(29), zeile("F", "ja", 15), zeile("F", "nein", 14))
    assert anteile["status"].eq("geheim").all()
    assert rahmen[["angeschrieben", "teilgenommen"]].isna().all()


def test_without_a_register_there_is_no_share():
    anteile, rahmen = freigeben(dabei(40), zeile("F", "ja", 20), register=None)
    assert anteile["status"].eq("fehlt").all()
    assert rahmen["bezug"] == ""


def test_rare_answers_are_put_together_where_everybody_gives_one():
    zahlen = {"gut": 25, "mittel": 12, "schlecht": 2, "anders": 1}
    anteile, _ = freigeben(dabei(40), *(zeile("F", a, n) for a, n in zahlen.items()))
    assert sorted(anteile.loc["insgesamt"].index) == [ANDERE, "gut", "mittel"]
    assert anteile.loc[("insgesamt", ANDERE), "status"] == "wert"


def test_more_answers_than_people_are_refused():
    with pytest.raises(NichtFreigegeben, match="Antwort „ja“: mehr Antworten als Teilnehmende"):
        freigeben(dabei(40), zeile("F", "ja", 41))
    with pytest.raises(NichtFreigegeben, match="mehr Antworten als Teilnehmende"):
        freigeben(dabei(40), zeile("F", "ja", 4, "B"))


def test_an_answer_that_is_not_known_is_not_taken_for_none():
    offen = zeile("F", "ja", None) | {"status": "geheim"}
    anteile, _ = freigeben(dabei(40), offen, zeile("F", "nein", 20))
    assert anteile.loc[("insgesamt", "ja"), "status"] == "fehlt"


def test_small_target_groups_are_one():
    gruppen = {"A": 60, "B": 40, "C": 12, "D": 9}
    zeilen = [dabei(n, g) for g, n in gruppen.items()] + [
        zeile("F", "ja", n // 2, g) for g, n in gruppen.items()
    ]
    anteile, _ = freigeben(*zeilen)
    assert set(anteile.index.get_level_values(0)) == {
        "insgesamt",
        "A",
        UEBRIGE,
    }  # 21 are too few: B joins them


# ----- the attack: whoever can add and subtract ------------------------------------------------------


@st.composite
def umfragen(draw):
    """By target group how many took part, and of them how many gave each answer."""
    eine = draw(st.booleans())
    gruppen = {}
    for name in "ABC"[: draw(st.integers(1, 3))]:
        n = draw(st.integers(1, 80))
        ja = [draw(st.integers(0, n)) for _ in range(2)]
        gruppen[name] = (
            n,
            [min(ja), max(ja) - min(ja), n - max(ja)] if eine else [*ja, draw(st.integers(0, n))],
        )
    return eine, gruppen


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(umfragen())
def test_every_number_stands_for_enough_people_and_so_does_every_difference(umfrage):
    eine, gruppen = umfrage
    zeilen = [dabei(n, g) for g, (n, _) in gruppen.items()]
    zeilen += [
        zeile("F", f"a{k}", ja, g) for g, (_, antworten) in gruppen.items() for k, ja in enumerate(antworten)
    ]
    anteile = gebaut(*zeilen)["bedarfsanalyse"]
    gezeigt = anteile[anteile["status"].eq("wert")]
    je_gruppe = gezeigt.groupby("zielgruppe")["antwort"].agg(frozenset).to_dict()
    teile = {g: antworten for g, antworten in je_gruppe.items() if g != "insgesamt"}
    # an answer is told in every group or in none, so that none follows from the others
    assert len(set(teile.values())) <= 1
    assert not teile or set(teile) == set(anteile["zielgruppe"]) - {"insgesamt"}
    assert gezeigt["befragte"].ge(30).all()
    rest = sum(n for n, _ in gruppen.values()) - sum(gruppen[g][0] for g in teile if g in gruppen)
    assert not teile or rest == 0 or rest >= 30
    for satz in gezeigt.to_dict("records"):
        drin = (
            {satz["zielgruppe"]}
            if satz["zielgruppe"] in gruppen
            else set(gruppen) - (set(teile) if satz["zielgruppe"] == UEBRIGE else set())
        )
        if satz["antwort"] == ANDERE:
            continue
        ja = sum(gruppen[g][1][int(satz["antwort"][1:])] for g in drin)
        n = sum(gruppen[g][0] for g in drin)
        assert n == satz["befragte"]
        assert 3 <= ja <= n - 3
    if eine:  # shares of one question add up to all: a single hidden one would follow
        for gruppe, antworten in anteile.groupby("zielgruppe"):
            assert antworten["status"].eq("wert").all() or not antworten["status"].eq("wert").any(), gruppe
