"""The synthetic city against the published figures of Heilbronn."""

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def stadt(einwohner):
    return einwohner.query("raumeinheit == 'HN'")


@pytest.mark.parametrize(
    ("jahr", "soll"), [(2016, 126557), (2018, 128612), (2021, 128130), (2022, 130870), (2023, 132533)]
)
def test_residents_by_the_register(stadt, jahr, soll):
    assert stadt.loc[stadt["jahr"] == jahr, "anzahl"].sum() == soll


def test_sex_and_citizenship(stadt):
    je_geschlecht = stadt.query("jahr == 2018").groupby("geschlecht")["anzahl"].sum()
    assert je_geschlecht.to_dict() == {"m": 64605, "w": 64007}
    nichtdeutsch = stadt.query("staatsangehoerigkeit == 'nichtdeutsch'").groupby("jahr")["anzahl"].sum()
    assert nichtdeutsch[[2018, 2022]].to_list() == [33767, 38923]


def test_zuwanderungsgeschichte(tabellen):
    stadt = tabellen["zuwanderungsgeschichte"].query("raumeinheit == 'HN'")
    je_tag = stadt.pivot_table(
        index="stichtag", columns="zuwanderungsgeschichte", values="anzahl", aggfunc="sum"
    )
    assert je_tag.loc["2018-12-31", ["ohne", "deutsch_mit"]].to_list() == [60094, 34751]
    assert je_tag.loc["2022-12-31", "deutsch_mit"] == 35775
    jung = stadt[
        (stadt["stichtag"] == "2018-12-31") & stadt["altersgruppe"].isin(["0-2", "3-5", "6-9", "10-17"])
    ]
    mit = jung.query("zuwanderungsgeschichte != 'ohne'")["anzahl"].sum()
    assert round(100 * mit / jung["anzahl"].sum(), 1) == 72.4


@pytest.mark.parametrize(
    ("von", "bis", "soll"),
    [
        (0, 2, 3.1),
        (3, 5, 2.9),
        (6, 9, 3.7),
        (10, 17, 7.4),
        (18, 24, 8.6),
        (25, 39, 22.3),
        (40, 64, 32.6),
        (65, 100, 19.4),
        (80, 100, 6.2),
    ],
)
def test_age_shares_to_the_printed_decimal(stadt, von, bis, soll):
    stand = stadt.query("jahr == 2018")
    anteil = stand.loc[stand["alter"].between(von, bis), "anzahl"].sum() / stand["anzahl"].sum()
    assert round(100 * anteil, 1) == soll


def test_mean_age_counts_half_a_year_beside_the_completed_ones(stadt):
    stand = stadt.query("jahr == 2018")
    mittel = ((stand["alter"] + 0.5) * stand["anzahl"]).sum() / stand["anzahl"].sum()
    assert round(mittel, 1) == 42.5


def test_total_fertility_rate(tabellen, stadt):
    geburten = tabellen["geburten"].query("raumeinheit == 'HN' and jahr == 2023")
    je_alter = geburten.assign(alter=geburten["alter"].astype(int)).groupby("alter")["anzahl"].sum()
    frauen = stadt.query("geschlecht == 'w'").pivot_table(
        index="alter", columns="jahr", values="anzahl", aggfunc="sum"
    )
    mittel = (frauen[2022] + frauen[2023]) / 2
    assert (je_alter / mittel).sum() == pytest.approx(1.50, abs=0.04)


def test_turnout_with_postal_votes(tabellen):
    wahl = tabellen["wahlen"].query("briefwahl == 'enthalten'")
    assert wahl["raumeinheit"].to_list() == ["HN"]
    assert wahl["stichtag"].to_list() == ["2019-05-26"]
    assert round(100 * wahl["waehlende"].item() / wahl["wahlberechtigte"].item(), 1) == 48.7


def test_help_under_sgb8_is_plausible(tabellen, stadt):
    faelle = tabellen["hilfen_sgb8"].query("raumeinheit == 'HN' and jahr == 2020")["anzahl"].sum()
    unter_21 = stadt.query("jahr == 2020 and alter < 21")["anzahl"].sum()
    assert 40 < 1000 * faelle / unter_21 < 50


def test_sizes_of_the_districts_spread(einwohner: pd.DataFrame):
    groesse = einwohner.query("jahr == 2020 and raumeinheit != 'HN'").groupby("raumeinheit")["anzahl"].sum()
    assert len(groesse) == 59
    assert 450 < groesse.min() < 900
    assert 4500 < groesse.max() < 6500
