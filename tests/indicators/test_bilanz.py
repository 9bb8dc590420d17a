"""Planted worlds for the conjecture of the Eckpunktepapier: right, wrong, and within chance."""

from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from pipeline import charts, indicators, narrative
from pipeline.measures import byar
from pipeline.narrative.orte import Ort, Orte

ORTE = Orte(Ort("P10", "Herbert-Hoover-Siedlung", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))
PAPIER = {"weg d": 104, "weg n": 60}
"""What the paper counted, and all it counted."""
ALLE = "insgesamt"


def _welt(
    fluesse: Mapping[str, int], jahre: int = 1, geheim: Mapping[str, int] | None = None
) -> dict[str, pd.DataFrame]:
    """Years of the same flows from 2,133 Germans and 420 others; births of Germans replace all deaths.

    `geheim`: per table the year in which all its cells are secret; 0 for every year.
    """
    f = {"zu d": 104, "zu n": 60, "geb d": 20, "geb n": 0, "einb": 0, "tod": 20} | PAPIER | dict(fluesse)
    plus = {g: f[f"zu {g}"] - f[f"weg {g}"] + f[f"geb {g}"] for g in "dn"}
    plus = {"d": plus["d"] - f["tod"] + f["einb"], "n": plus["n"] - f["einb"]}
    bestand, bewegung, geburten, rest = [], [], [], []
    for n in range(jahre + 1):
        jahr = 2020 - jahre + n
        bestand += [(f"{jahr}-12-31", g, 2133 * (g == "d") + 420 * (g == "n") + n * plus[g]) for g in "dn"]
        bewegung += [(jahr, f"{r}zug", g, f[f"{r} {g}"]) for r in ("zu", "weg") for g in "dn" if n]
        geburten += [(jahr, g, f[f"geb {g}"]) for g in "dn" if n]
        rest += [(jahr, f["tod"], f["einb"])] if n else []
    g = {"d": "deutsch", "n": "nichtdeutsch"}
    einwohner = pd.DataFrame(bestand, columns=["stichtag", "staatsangehoerigkeit", "anzahl"])
    wanderungen = pd.DataFrame(bewegung, columns=["jahr", "richtung", "staatsangehoerigkeit", "anzahl"])
    kinder = pd.DataFrame(geburten, columns=["jahr", "staatsangehoerigkeit", "anzahl"])
    tode, einb = (pd.DataFrame(rest, columns=["jahr", "tod", "einb"])[["jahr", s]] for s in ("tod", "einb"))
    welt = {
        "einwohner": einwohner.assign(altersgruppe=ALLE, geschlecht=ALLE),
        "wanderungen": wanderungen.assign(art=ALLE, altersgruppe=ALLE),
        "geburten": kinder,
        "sterbefaelle": tode.rename(columns={"tod": "anzahl"}),
        "einbuergerungen": einb.rename(columns={"einb": "anzahl"}),
    }
    for name, tabelle in welt.items():
        welt[name] = tabelle.assign(raumeinheit="P10", status="wert").astype({"anzahl": "Int64"})
        if "staatsangehoerigkeit" in tabelle:
            welt[name]["staatsangehoerigkeit"] = welt[name]["staatsangehoerigkeit"].map(g)
    for name, jahr in (geheim or {}).items():
        zeit = welt[name]["stichtag" if name == "einwohner" else "jahr"].astype("str").str[:4].astype("int")
        welt[name].loc[zeit.eq(jahr) | (jahr == 0), ["anzahl", "status"]] = [pd.NA, "geheim"]
    welt["geburten"] = _mit_summe(welt["geburten"])
    return welt


def _mit_summe(geburten: pd.DataFrame) -> pd.DataFrame:
    """The total of births is released also where the groups are secret: 20 children in every world."""
    alle = geburten.drop_duplicates("jahr").assign(staatsangehoerigkeit=ALLE, status="wert", anzahl=20)
    return pd.concat([geburten, alle.astype({"anzahl": "Int64"})], ignore_index=True)


def _urteil(welt: dict[str, pd.DataFrame]) -> tuple[pd.Series, list[str]]:
    """What changed over the longest period, and the paragraphs."""
    bilanz = indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)
    aenderung = indicators.anteilsaenderung(bilanz)
    return aenderung.iloc[-1], narrative.vermutung(ORTE, bilanz, aenderung)


def test_out_moves_alone_would_lower_the_share() -> None:
    """60 of 420 left, and 104 of 2,133: the smaller number is the larger loss."""
    aenderung, (raten, anteil, urteil) = _urteil(_welt({}))
    # first-order: (104 * 420 - 60 * 2133) / 2553^2
    assert aenderung["nur_wegzuege"] == pytest.approx(100 * (104 * 420 - 60 * 2133) / 2553**2)
    assert "Im Jahr 2020 hätten die Wegzüge allein den Anteil um 1,3 Prozentpunkte gesenkt" in anteil
    assert "Aus den Wegzügen allein folgt sie nicht" in urteil
    # 60 per 420 person-years against 104 per 2,133
    assert "zogen Nichtdeutsche 2,9-mal so häufig fort wie Deutsche (142,9 gegenüber 48,8 Wegzüge" in raten
    assert aenderung["p"] == pytest.approx(binomtest(60, 164, 420 / 2553).pvalue, abs=1e-8)


def test_equal_rates_are_not_called_different() -> None:
    """21 of 420 and 107 of 2,133 are five in a hundred each."""
    aenderung, (raten, *_) = _urteil(_welt({"weg n": 21, "weg d": 107, "zu n": 21, "zu d": 107}))
    assert aenderung["p"] > 0.8
    assert "1,0-mal" in raten
    assert "nicht signifikant" in raten


def test_a_balance_that_stands_still_carries_nothing() -> None:
    aenderung, texte = _urteil(_welt({}, jahre=5))
    assert aenderung["differenz"] == pytest.approx(0)
    assert aenderung["wanderungen"] == pytest.approx(0)
    assert "blieb er bei 16,5\N{NO-BREAK SPACE}%" in texte[-2]
    assert "weder tragen noch widerlegen" in texte[-1]


def test_arrivals_carry_the_conjecture_over_five_years() -> None:
    aenderung, texte = _urteil(_welt({"zu n": 90}, jahre=5))
    assert aenderung["z"] > 1.96
    assert aenderung["differenz"] == pytest.approx(100 * (570 / 2703 - 420 / 2553))
    assert "Bilanz der Jahre 2016 bis 2020 trägt die Vermutung" in texte[-1]


def test_a_year_that_says_less_than_all_years_is_told_apart() -> None:
    """18 arrivals too many are within the chance of one year and beyond it in five."""
    _, texte = _urteil(_welt({"zu n": 78}, jahre=5))
    assert "Bilanz der Jahre 2016 bis 2020 trägt die Vermutung" in texte[-1]
    assert "Die des Jahres 2020 allein kann die Vermutung weder tragen noch widerlegen" in texte[-1]


def test_out_moves_that_do_raise_the_share_are_not_said_to_lower_it() -> None:
    aenderung, texte = _urteil(_welt({"weg n": 5, "zu n": 60}, jahre=5))
    assert aenderung["nur_wegzuege"] > 0
    assert "trägt die Vermutung" in texte[-1]
    assert "Aus den Wegzügen" not in texte[-1]


def test_naturalisations_contradict_it() -> None:
    aenderung, texte = _urteil(_welt({"einb": 40}, jahre=5))
    assert aenderung["z"] < -1.96
    assert "widerspricht der Vermutung" in texte[-1]


def test_what_is_not_released_is_one_remainder_of_each_group() -> None:
    """30 naturalised, 20 Germans died: hidden, they are +10 and -30; with all births hidden +30 and -30."""
    welt = _welt({"einb": 30}, geheim={"einbuergerungen": 0})
    bilanz = indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)
    assert bilanz["einbuergerungen"].isna().all()
    assert list(bilanz["rest"]) == [10, -30]
    welt = _welt({"einb": 30}, geheim={"einbuergerungen": 0, "geburten": 0})
    assert list(indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)["rest"]) == [30, -30]
    offen = indicators.staatsangehoerigkeitsbilanz(_welt({"einb": 30}), "P10", 2020)
    assert list(offen["einbuergerungen"]) == [30, -30]
    assert list(offen["rest"]) == [-20, 0]


def test_hidden_naturalisations_do_not_change_the_verdict_here_and_never_make_it_bolder() -> None:
    for fluesse in ({"zu n": 90}, {"einb": 40}):
        offen, _ = _urteil(_welt(fluesse, jahre=5))
        geheim, texte = _urteil(_welt(fluesse, jahre=5, geheim={"einbuergerungen": 0, "geburten": 2018}))
        assert geheim["differenz"] == offen["differenz"]
        assert geheim["streuung"] >= offen["streuung"]
        assert "lässt sich nicht prüfen" not in texte[0]


@pytest.mark.long
@settings(max_examples=10, deadline=None)
@given(einb=st.integers(0, 60), geburten=st.integers(0, 20), tod=st.integers(0, 40))
def test_a_remainder_is_never_taken_for_less_chance_than_its_parts(
    einb: int, geburten: int, tod: int
) -> None:
    fluesse = {"einb": einb, "geb n": geburten, "geb d": 20 - geburten, "tod": tod}
    offen, _ = _urteil(_welt(fluesse))
    for hidden in ({"einbuergerungen": 0}, {"geburten": 0}, {"einbuergerungen": 0, "geburten": 0}):
        assert _urteil(_welt(fluesse, geheim=hidden))[0]["streuung"] >= offen["streuung"] - 1e-12


def test_without_any_number_of_births_chance_is_left_open() -> None:
    welt = _welt({"zu n": 90}, jahre=5)
    welt["geburten"].loc[:, ["anzahl", "status"]] = [pd.NA, "geheim"]
    aenderung, texte = _urteil(welt)
    assert pd.isna(aenderung["z"])
    assert "lässt die Vermutung offen" in texte[-1]
    assert "Schwankung" not in "".join(texte)


def test_moves_secret_in_a_year_shorten_the_balance() -> None:
    bilanz = indicators.staatsangehoerigkeitsbilanz(
        _welt({}, jahre=5, geheim={"wanderungen": 2018}), "P10", 2020
    )
    assert list(bilanz["von"]) == [2020, 2020, 2019, 2019]
    assert list(bilanz["wegzuege"]) == [104, 60, 208, 120]
    assert list(bilanz["personenjahre"]) == [2133, 420, 4266, 840]


@pytest.mark.parametrize(
    ("welt", "grund"),
    [
        (
            _welt({}, geheim={"wanderungen": 2020}),
            "Zuzüge und Wegzüge nach Staatsangehörigkeit ist aus Gründen",
        ),
        (
            _welt({}, geheim={"einwohner": 2020}),
            "Bestand nach Staatsangehörigkeit am Jahresende ist aus Gründen",
        ),
        (_welt({}, jahre=0), "am Ende des Vorjahres wurde nicht geliefert"),
        (
            {"einwohner": _welt({})["einwohner"]},
            "Zuzüge und Wegzüge nach Staatsangehörigkeit wurde nicht geliefert",
        ),
        ({}, "am Jahresende wurde nicht geliefert"),
    ],
)
def test_without_stocks_or_moves_there_is_no_test_but_a_reason(
    welt: dict[str, pd.DataFrame], grund: str
) -> None:
    bilanz = indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)
    aenderung = indicators.anteilsaenderung(bilanz)
    (text,) = narrative.vermutung(ORTE, bilanz, aenderung)
    assert "lässt sich nicht prüfen" in text
    assert grund in text
    assert "Leer" in repr(
        charts.bilanz(bilanz, indicators.bilanzraten(bilanz), id="b", titel="B", quelle="Q")
    )


def _tafel(welt: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    bilanz = indicators.staatsangehoerigkeitsbilanz(welt, "P10", 2020)
    anzeige = charts.bilanz(bilanz, indicators.bilanzraten(bilanz), id="b", titel="B", quelle="Q")
    inhalt = next(iter(anzeige.buendel.values()))
    return {zeile[0]["text"]: [zelle["text"] for zelle in zeile[1:]] for zeile in inhalt["zeilen"]}


def test_the_table_shows_every_flow_and_its_rate() -> None:
    """The others are 420, then 390, so 405 person-years."""
    zeilen = _tafel(_welt({"einb": 30}))
    untere, obere = (f"{1000 * float(grenze) / 405:.1f}".replace(".", ",") for grenze in byar(60))
    assert zeilen["Wegzüge"][1] == "60"
    assert zeilen["Wegzüge"][3] == f"148,1\n{untere} bis {obere}"
    assert zeilen["Einbürgerungen"][:2] == ["30", "−30"]
    assert zeilen["Einbürgerungen"][3].startswith("−74,1\n−")
    assert zeilen["Sterbefälle und Berichtigungen zusammen"][:2] == ["−20", "0"]
    assert zeilen["Veränderung des Bestands"][:2] == ["30", "−30"]
    assert zeilen["Anteil Ende 2020 in\N{NO-BREAK SPACE}%"][:2] == ["84,7", "15,3"]


def test_the_table_names_what_is_in_the_remainder() -> None:
    zeilen = _tafel(_welt({"einb": 30}, geheim={"einbuergerungen": 0}))
    assert "Einbürgerungen" not in zeilen
    assert zeilen["Sterbefälle, Einbürgerungen und Berichtigungen zusammen"][:2] == ["10", "−30"]
    zeilen = _tafel(_welt({"einb": 30}, geheim={"einbuergerungen": 0, "geburten": 0}))
    assert "Geburten, Sterbefälle, Einbürgerungen und Berichtigungen zusammen" in zeilen
    assert "Geburten" not in zeilen
