"""The delivery closes: every cohort of every area, every sum, every table against its neighbours."""

import pandas as pd
import pytest

from pipeline import names

ZELLE = ["raumeinheit", "jahr", "alter", "geschlecht", "staatsangehoerigkeit"]


def je_zelle(tabelle: pd.DataFrame) -> pd.Series:
    return tabelle.assign(alter=tabelle["alter"].astype(int)).groupby(ZELLE)["anzahl"].sum()


def test_every_cohort_of_every_area_is_balanced(tabellen, einwohner):
    vorher = einwohner.assign(jahr=einwohner["jahr"] + 1, alter=(einwohner["alter"] + 1).clip(upper=100))
    vorher = vorher[vorher["jahr"] <= einwohner["jahr"].max()]
    wege = {r: je_zelle(g) for r, g in tabellen["wanderungen"].groupby("richtung")}
    neu = tabellen["einbuergerungen"]
    nachher = einwohner[einwohner["jahr"] > einwohner["jahr"].min()]
    teile = [
        (1, je_zelle(vorher)),
        (1, je_zelle(tabellen["geburten"].assign(alter="0"))),
        (1, wege["zuzug"]),
        (-1, wege["wegzug"]),
        (-1, je_zelle(tabellen["sterbefaelle"])),
        (1, je_zelle(neu.assign(staatsangehoerigkeit="deutsch"))),
        (-1, je_zelle(neu.assign(staatsangehoerigkeit="nichtdeutsch"))),
        (-1, je_zelle(nachher)),
    ]
    rest = pd.concat([faktor * teil for faktor, teil in teile]).groupby(level=ZELLE).sum()
    assert len(rest) > 150_000
    assert (rest == 0).all()


@pytest.mark.parametrize(
    "name",
    [n for n, t in names.TABELLEN.items() if t.zaehlt and n not in ("bedarfsanalyse", *names.VORAUSSCHAU)],
)
def test_the_city_is_the_sum_of_its_districts_cell_by_cell(tabellen, name):
    tabelle = tabellen[name]
    if name == "wanderungen":
        assert set(tabelle.query("raumeinheit == 'HN'")["art"]) == {"aussen"}
        tabelle = tabelle.query("art == 'aussen'")
    if name == "wahlen":
        tabelle = tabelle.query("briefwahl == 'nicht enthalten'")
    werte = [
        w for w in names.TABELLEN[name].werte if w in ("anzahl", "personen", "wahlberechtigte", "waehlende")
    ]
    zelle = [s for s in names.TABELLEN[name].schluessel if s != "raumeinheit"]
    stadt = tabelle.query("raumeinheit == 'HN'").set_index(zelle)[werte].sort_index()
    summe = tabelle.query("raumeinheit != 'HN'").groupby(zelle)[werte].sum().sort_index()
    pd.testing.assert_frame_equal(stadt, summe)


def test_moves_between_districts_cancel_out(tabellen):
    binnen = tabellen["wanderungen"].query("art == 'binnen'")
    spalten = ["jahr", "alter", "geschlecht", "staatsangehoerigkeit"]
    je_richtung = binnen.pivot_table(index=spalten, columns="richtung", values="anzahl", aggfunc="sum")
    assert (je_richtung["zuzug"] == je_richtung["wegzug"]).all()


def test_nobody_moves_from_a_district_into_itself(tabellen):
    binnen = tabellen["wanderungen"].query("art == 'binnen'")
    spalten = ["jahr", "alter", "geschlecht", "staatsangehoerigkeit"]
    alle = binnen.query("richtung == 'wegzug'").groupby(spalten)["anzahl"].sum()
    je_ort = binnen.pivot_table(
        index=[*spalten, "raumeinheit"], columns="richtung", values="anzahl", aggfunc="sum", fill_value=0
    )
    andere = je_ort.join(alle)
    assert (andere["zuzug"] <= andere["anzahl"] - andere["wegzug"]).all()


def test_zuwanderungsgeschichte_agrees_with_the_residents(tabellen, einwohner):
    geschichte = tabellen["zuwanderungsgeschichte"]
    for gruppe, teil in geschichte.groupby("altersgruppe"):
        von, bis = names.band(gruppe)
        stand = einwohner[einwohner["alter"].between(von, bis)]
        for staat, hat in teil.groupby(teil["zuwanderungsgeschichte"].eq("nichtdeutsch")):
            code = names.STAATSANGEHOERIGKEITEN[int(staat)]
            soll = (
                stand[stand["staatsangehoerigkeit"] == code]
                .groupby(["raumeinheit", "stichtag"])["anzahl"]
                .sum()
            )
            ist = hat.groupby(["raumeinheit", "stichtag"])["anzahl"].sum()
            assert ist.sub(soll, fill_value=0).eq(0).all()


def test_countries_add_up_to_those_with_zuwanderungsgeschichte(tabellen):
    schluessel = ["raumeinheit", "stichtag"]
    mit = tabellen["zuwanderungsgeschichte"].query("zuwanderungsgeschichte != 'ohne'")
    ist = tabellen["herkunft"].groupby(schluessel)["anzahl"].sum()
    assert ist.equals(mit.groupby(schluessel)["anzahl"].sum())


def test_households_hold_no_more_than_the_residents(tabellen, einwohner):
    schluessel = ["raumeinheit", "stichtag"]
    haushalte = tabellen["haushalte"]
    personen = haushalte.groupby(schluessel)["personen"].sum()
    alle = einwohner.groupby(schluessel)["anzahl"].sum()
    assert (personen <= alle).all()
    assert (personen > 0.9 * alle).all()
    kinder = (
        (haushalte["kinder"].astype(int) * haushalte["anzahl"])
        .groupby([haushalte[s] for s in schluessel])
        .sum()
    )
    assert (kinder <= einwohner[einwohner["alter"] < 18].groupby(schluessel)["anzahl"].sum()).all()
    assert (
        haushalte["kinder"]
        .eq("0")
        .eq(~haushalte["haushaltstyp"].isin(["paar_mit_kindern", "alleinerziehend"]))
        .all()
    )
    groesser = haushalte.query("haushaltstyp == 'mehrpersonen_ohne_kinder_weitere'")
    assert (groesser["personen"] >= 3 * groesser["anzahl"]).all()


@pytest.mark.parametrize("name", ["grundsicherung", "arbeitslose"])
def test_recipients_live_there(tabellen, einwohner, name):
    for gruppe, teil in tabellen[name].groupby("altersgruppe"):
        von, bis = names.band(gruppe)
        alle = (
            einwohner[einwohner["alter"].between(von, bis)]
            .groupby(["raumeinheit", "stichtag"])["anzahl"]
            .sum()
        )
        empfangende = teil.groupby(["raumeinheit", "stichtag"])["anzahl"].sum()
        assert empfangende.sub(0.6 * alle, fill_value=0).le(0).all()


def test_unemployed_under_sgb2_receive_it(tabellen):
    spalten = ["raumeinheit", "stichtag", "altersgruppe"]
    arbeitslos = tabellen["arbeitslose"].query("rechtskreis == 'SGB II'").set_index(spalten)["anzahl"]
    bezug = tabellen["grundsicherung"].query("leistung == 'SGB II'").set_index(spalten)["anzahl"]
    assert bezug.reindex(arbeitslos.index, fill_value=0).ge(arbeitslos).mean() > 0.97
