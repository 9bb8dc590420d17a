"""What is released of the interviews, and what a reader who was asked himself can find out from it."""

from itertools import combinations_with_replacement, product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure import interviews as stage
from pipeline.schemas import freigabe

STICHTAG = "2022-12-31"


def aussage(institution, thema="Treffpunkt", **anders):
    zeile = {
        "raumeinheit": "P10",
        "stichtag": STICHTAG,
        "institution": institution,
        "institutionsart": "Schule",
        "zielgruppe": "alle",
        "handlungsfeld": "Vernetzung",
        "thema": thema,
        "aussageart": "bedarf",
        "aussage": f"{thema} fehlt.",
        "zitat_frei": "nein",
    }
    return zeile | anders


def gebaut(zeilen):
    tabelle = pd.DataFrame(list(zeilen))
    tabelle.insert(2, "nummer", [str(n) for n in range(1, len(tabelle) + 1)])
    return stage.interviews({"interviews": tabelle})


def freigeben(*zeilen):
    freigegeben = gebaut(zeilen)
    for name, eine in freigegeben.items():
        freigabe.MODELLE[name].validate(eine)
    return freigegeben


def themen(freigegeben):
    zeilen = freigegeben["interviews"].query("thema != 'insgesamt'").set_index("thema")
    return {thema: (z["mindestens"], z["hoechstens"]) for thema, z in zeilen.iterrows()}


def befragt(zahl, *themen_je_institution):
    """As many institutions, each of which said something that nobody else said, and these themes."""
    je = [[f"Eigenes {n}", *themen_je_institution[n : n + 1]] for n in range(zahl)]
    return [aussage(f"E{n}", thema) for n, eigene in enumerate(je) for thema in eigene]


@pytest.mark.parametrize(
    ("nannten", "grenzen"),
    [(3, (3, 3)), (5, (5, 5)), (6, (6, 8)), (7, (6, 8)), (8, (6, 8))],
)
def test_eight_are_asked_and_the_number_that_named_it_is_open_where_few_are_left(nannten, grenzen):
    freigegeben = freigeben(*befragt(8, *["Treffpunkt"] * nannten))
    assert themen(freigegeben) == {"Treffpunkt": grenzen}


def test_a_theme_of_two_is_not_even_called_by_its_name():
    assert themen(freigeben(*befragt(8, "Treffpunkt", "Treffpunkt"))) == {}
    frei = [aussage(None, aussage="Es fehlt ein Ort.", zitat_frei="ja")]
    freigegeben = freigeben(*befragt(8, "Treffpunkt", "Treffpunkt"), *frei)
    assert themen(freigegeben) == {"Treffpunkt": (0, 2)}  # a public sentence names it anyhow
    assert freigegeben["interviewzitate"]["aussage"].tolist() == ["Es fehlt ein Ort."]


def test_one_institution_that_says_it_three_times_is_one():
    dreimal = [aussage("E0"), aussage("E0"), aussage("E0"), *befragt(8)]
    assert themen(freigeben(*dreimal)) == {}


def test_of_four_institutions_no_number_is_shown():
    zeilen = freigeben(*befragt(4, *["Treffpunkt"] * 3))["interviews"]
    assert zeilen["status"].eq("geheim").all()
    assert zeilen[["mindestens", "hoechstens"]].isna().all(axis=None)


def test_statements_of_nobody_are_not_counted_as_institutions():
    freigegeben = freigeben(aussage(None, zitat_frei="ja"), aussage(None))
    assert freigegeben["interviews"]["status"].eq("fehlt").all()
    assert freigegeben["interviewte"]["status"].tolist() == ["fehlt"]
    assert list(themen(freigegeben)) == ["Treffpunkt"]
    gesamt = freigegeben["interviews"].query("handlungsfeld == zielgruppe == thema == aussageart")
    assert gesamt["zitate"].tolist() == [1]


def test_only_free_sentences_are_released_and_none_says_whose_it_is():
    zeilen = [
        aussage("E1", aussage="verborgen"),
        aussage("E2", aussage="frei", zitat_frei="ja"),
        aussage("E3", aussage="leer", zitat_frei=None),
    ]
    freigegeben = freigeben(*zeilen)
    assert freigegeben["interviewzitate"]["aussage"].tolist() == ["frei"]
    for tabelle in freigegeben.values():
        assert "institution" not in tabelle
        assert not tabelle.astype("str").isin(["E1", "E2", "E3", "verborgen", "leer"]).any(axis=None)


@pytest.mark.parametrize(
    ("je_art", "gezeigt"),
    [
        ({"Schule": 4, "Kita": 3}, {"Schule": 4, "Kita": 3, "insgesamt": 7}),
        ({"Schule": 4, "Kita": 2, "Kirche": 1}, {"Schule": 4, stage.UEBRIGE: 3, "insgesamt": 7}),
        ({"Schule": 4, "Kita": 3, "Kirche": 1}, {"Schule": 4, stage.UEBRIGE: 4, "insgesamt": 8}),
        ({"Schule": 4, "Kirche": 1}, {"insgesamt": 5}),
        ({"Kita": 2, "Kirche": 1}, {"insgesamt": 3}),
        ({"Kita": 2}, {"insgesamt": None}),
    ],
)  # fmt: skip
def test_kinds_of_fewer_than_three_are_put_together(je_art, gezeigt):
    zeilen = [aussage(f"{art}{n}", institutionsart=art) for art, zahl in je_art.items() for n in range(zahl)]
    tabelle = freigeben(*zeilen)["interviewte"].set_index("institutionsart")["anzahl"]
    assert {art: None if pd.isna(zahl) else zahl for art, zahl in tabelle.items()} == gezeigt


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 6), min_size=1))
def test_no_kind_is_left_over_by_subtraction(je_art):
    zeilen = [aussage(f"{art}{n}", institutionsart=art) for art, zahl in je_art.items() for n in range(zahl)]
    tabelle = gebaut(zeilen)["interviewte"].set_index("institutionsart")["anzahl"]
    arten = tabelle.drop("insgesamt")
    assert arten.ge(3).all()
    rest = sum(je_art.values()) - arten.sum()
    assert rest == 0 or rest >= 3 or (arten.empty and tabelle.isna().all())


# ----- the attack: whoever was asked himself, and reads everything ------------------------------------------

SAGTE = list(product([False, True], repeat=2))
"""Whether an institution named the first theme and the second one."""


def gelesen(welt):
    """Everything a reader sees of institutions that are asked about two themes of one field."""
    zeilen = befragt(len(welt))
    for n, sagte in enumerate(welt):
        zeilen += [aussage(f"E{n}", thema) for thema, ja in zip("AB", sagte, strict=True) if ja]
    # the themes are known to be public: the reader is told of them even where few named them
    zeilen += [aussage(None, thema, zitat_frei="ja") for thema in "AB"]
    tabellen = gebaut(zeilen)
    return tuple(tabelle.to_csv() for tabelle in tabellen.values())


@pytest.mark.long
@pytest.mark.parametrize("zahl", [4, 5, 6])
def test_nobody_who_was_asked_learns_what_another_one_said(zahl):
    moeglich = {}
    for welt in combinations_with_replacement(SAGTE, zahl):
        moeglich.setdefault(gelesen(welt), []).append(welt)
    assert len(moeglich) > 1 or zahl < stage.MINDESTENS_BEFRAGT
    for welten in moeglich.values():
        for ich, thema in product(SAGTE, range(2)):
            # what the others may have said: how many of them named the theme, as far as I can tell
            andere = {sum(s[thema] for s in welt) - ich[thema] for welt in welten if ich in welt}
            assert not andere or andere - {0}, "nobody else named it"
            assert not andere or andere - {zahl - 1}, "everybody else named it"


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_it_makes_no_difference_who_of_them_said_it(data):
    welt = data.draw(st.lists(st.sampled_from(SAGTE), min_size=5, max_size=8))
    anders = data.draw(st.permutations(welt))
    assert gelesen(welt) == gelesen(anders)
