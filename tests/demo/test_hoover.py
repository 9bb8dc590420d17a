"""What the Eckpunktepapier says about P10 on 31.12.2020, read from the written CSVs."""

import math

import pandas as pd
import pytest

STICHTAG = "2020-12-31"
MIT_KINDERN = ["paar_mit_kindern", "alleinerziehend"]


def am(tabelle: pd.DataFrame, raumeinheit: str) -> pd.DataFrame:
    zeit = "stichtag" if "stichtag" in tabelle.columns else "jahr"
    wert = STICHTAG if zeit == "stichtag" else 2020
    return tabelle[(tabelle["raumeinheit"] == raumeinheit) & (tabelle[zeit] == wert)]


def im_alter(einwohner: pd.DataFrame, raumeinheit: str, von: int, bis: int) -> int:
    stand = am(einwohner, raumeinheit)
    return int(stand.loc[stand["alter"].between(von, bis), "anzahl"].sum())


def anteile(haushalte: pd.DataFrame, raumeinheit: str) -> pd.Series:
    je_typ = am(haushalte, raumeinheit).groupby("haushaltstyp")["anzahl"].sum()
    return je_typ / je_typ.sum()


def test_residents_and_their_thirds(einwohner):
    alle = im_alter(einwohner, "P10", 0, 100)
    assert alle == 2553
    assert 0.19 <= im_alter(einwohner, "P10", 0, 17) / alle < 0.20
    assert im_alter(einwohner, "P10", 18, 64) / alle == pytest.approx(0.60, abs=0.01)
    assert im_alter(einwohner, "P10", 65, 100) / alle == pytest.approx(0.20, abs=0.01)


def test_sex_does_not_differ_from_the_rest_of_the_city(einwohner):
    (m, n), (mm, nn) = (
        (am(einwohner, r).query("geschlecht == 'm'")["anzahl"].sum(), am(einwohner, r)["anzahl"].sum())
        for r in ("P10", "HN")
    )
    p = mm / nn
    z = (m / n - p) / math.sqrt(p * (1 - p) * (1 / n - 1 / nn))
    assert math.erfc(abs(z) / math.sqrt(2)) > 0.3


def test_zuwanderungsgeschichte_and_countries_of_origin(tabellen):
    geschichte = tabellen["zuwanderungsgeschichte"]
    mit, stadt = (
        am(geschichte, r).query("zuwanderungsgeschichte != 'ohne'")["anzahl"].sum() for r in ("P10", "HN")
    )
    assert round(100 * mit / 2553) == 46
    assert 54 <= 100 * stadt / am(geschichte, "HN")["anzahl"].sum() < 55.5
    laender = am(tabellen["herkunft"], "P10").set_index("herkunftsland")["anzahl"]
    assert laender.sum() == mit
    vorn = laender.sort_values(ascending=False)
    assert list(vorn.index[:4]) == ["Türkei", "Kasachstan", "Rumänien", "Russische Föderation"]
    assert vorn.iloc[:5].is_unique


def test_moves_out(tabellen):
    wege = am(tabellen["wanderungen"], "P10").query("richtung == 'wegzug'")
    je_staat = wege.groupby("staatsangehoerigkeit")["anzahl"].sum()
    assert je_staat.to_dict() == {"deutsch": 104, "nichtdeutsch": 60}
    assert set(wege["art"]) == {"aussen", "binnen"}


def test_households(tabellen):
    haushalte = tabellen["haushalte"]
    p10, hn = anteile(haushalte, "P10"), anteile(haushalte, "HN")
    assert am(haushalte, "P10")["anzahl"].sum() == 1201
    assert round(100 * p10["einpersonen"]) == 41
    assert hn["einpersonen"] > 0.44
    assert max(p10["paar_mit_kindern"], hn["paar_mit_kindern"]) < 1.1 * min(
        p10["paar_mit_kindern"], hn["paar_mit_kindern"]
    )
    assert 1.1 <= hn["alleinerziehend"] / p10["alleinerziehend"] < 1.5
    assert 1.1 <= p10["mehrpersonen_ohne_kinder"] / hn["mehrpersonen_ohne_kinder"] < 1.5
    weitere = p10["mehrpersonen_ohne_kinder_weitere"] / hn["mehrpersonen_ohne_kinder_weitere"]
    assert round(weitere, 2) == 1.35


def test_more_large_families(tabellen):
    def viele(raumeinheit: str) -> float:
        familien = am(tabellen["haushalte"], raumeinheit).query("haushaltstyp in @MIT_KINDERN")
        return familien.query("kinder in ['4', '5']")["anzahl"].sum() / familien["anzahl"].sum()

    assert viele("P10") > 1.3 * viele("HN")


@pytest.mark.parametrize(
    ("gruppen", "von", "bis"),
    [
        (["0-14"], 0, 14),
        (["15-24"], 15, 24),
        (["25-54"], 25, 54),
        (["55-64"], 55, 64),
        (["65+"], 65, 100),
        (["15-24", "25-54", "55-64"], 15, 64),
    ],
)
def test_grundsicherung_is_clearly_lower(tabellen, einwohner, gruppen, von, bis):
    def anteil(raumeinheit: str) -> float:
        stand = am(tabellen["grundsicherung"], raumeinheit)
        empfangende = stand.loc[stand["altersgruppe"].isin(gruppen), "anzahl"].sum()
        return empfangende / im_alter(einwohner, raumeinheit, von, bis)

    assert anteil("HN") / anteil("P10") > 1.6


def test_unemployment(tabellen, einwohner):
    def anteil(raumeinheit: str) -> float:
        zahl = am(tabellen["arbeitslose"], raumeinheit)["anzahl"].sum()
        return 100 * zahl / im_alter(einwohner, raumeinheit, 15, 64)

    assert round(anteil("P10"), 1) == 1.5
    assert round(anteil("HN"), 1) == 4.1


def test_turnout_on_the_same_basis(tabellen):
    ohne = tabellen["wahlen"].query("briefwahl == 'nicht enthalten'").set_index("raumeinheit")
    anteil = ohne["waehlende"] / ohne["wahlberechtigte"]
    assert anteil["HN"] / anteil["P10"] > 1.55
    assert ohne.drop(index="HN")["waehlende"].sum() == ohne.loc["HN", "waehlende"]


def test_help_under_sgb8(tabellen):
    hilfen = tabellen["hilfen_sgb8"]
    je_paragraph = am(hilfen, "P10").groupby("paragraph")["anzahl"].sum()
    assert set(je_paragraph.index) == {"27", "30", "33"}
    assert je_paragraph.sum() == 21
    assert je_paragraph.min() >= 5


def test_facilities(tabellen):
    orte = am(tabellen["einrichtungen"], "P10")
    je_art = orte["art"].value_counts()
    assert je_art["kindergarten"] == 2
    assert je_art[["grundschule", "weiterfuehrende_schule", "sporthalle"]].eq(1).all()
    assert not {"pflege", "betreuung", "betreutes_wohnen", "religionsgemeinschaft"} & set(je_art.index)
    assert "Jugend- und Nachbarschaftstreff Hoover 202" in set(orte["name"])
    andere = tabellen["einrichtungen"].query("raumeinheit != 'P10'")
    assert {"pflege", "betreuung", "betreutes_wohnen", "religionsgemeinschaft"} <= set(andere["art"])
