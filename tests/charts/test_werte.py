"""The tables of the appendix: every number of a chart, and none that the chart does not show."""

import pandas as pd

from pipeline import charts, names, narrative
from tests.charts import muster
from tests.charts.muster import KOPF

MIME = "application/vnd.sozialraum.tabelle+json"


def verlauf(**dann):
    """Two age groups counted in 2020 and expected for 2021; the first as `dann` says."""
    leer = {"status": "wert", "unten": float("nan"), "oben": float("nan")}
    zeilen = []
    for gruppe in ("insgesamt", "0-2"):
        zeilen.append({**leer, "jahr": 2020, "altersgruppe": gruppe, "personen": 2553.0, "art": "gezaehlt"})
        zeilen[-1] |= {"unten": 2553.0, "oben": 2553.0}
        erwartet = {"jahr": 2021, "altersgruppe": gruppe, "personen": 40.0, "art": "erwartet"}
        zeilen.append({**leer, **erwartet, "unten": 30.0, "oben": 55.0})
    zeilen[1] |= dann
    return pd.DataFrame(zeilen)


def anteil():
    return verlauf().query("altersgruppe == 'insgesamt'").rename(columns={"personen": "wert"})


def texte(anzeige):
    return [[zelle["text"] for zelle in zeile] for zeile in anzeige.buendel[MIME]["zeilen"]]


def test_expected_values_have_their_band_below_and_counted_ones_none():
    (tafel,) = charts.werte_nach_jahren(verlauf(), ["insgesamt"], anteil(), **KOPF)
    assert texte(tafel) == [
        ["2020", "2.553", "2.553,0"],
        ["2021", "40\n30 bis 55", "40,0\n30,0 bis 55,0"],
    ]
    assert [gruppe["titel"] for gruppe in tafel.buendel[MIME]["gruppen"]] == ["gezählt", "erwartet"]
    assert tafel.buendel[MIME]["fussnoten"] == []


def test_a_band_that_begins_below_ten_is_left_out_and_a_note_says_so():
    (tafel,) = charts.werte_nach_jahren(verlauf(unten=0.0), ["insgesamt"], anteil(), **KOPF)
    assert texte(tafel)[1][1] == "40"
    assert "unter zehn" in tafel.buendel[MIME]["fussnoten"][0]


def test_what_is_secret_has_its_sign_and_what_another_series_has_not_is_not_delivered():
    geheim = verlauf(status="geheim", personen=float("nan"))
    kurz = anteil().query("jahr == 2020")
    (tafel,) = charts.werte_nach_jahren(geheim, ["insgesamt", "0-2"], kurz, **KOPF)
    assert texte(tafel)[1] == ["2021", names.GEHEIM, "40\n30 bis 55", names.NICHT_GELIEFERT]


def test_without_an_expected_value_there_is_no_table():
    nur_gezaehlt = verlauf().query("art == 'gezaehlt'")
    assert charts.werte_nach_jahren(nur_gezaehlt, ["insgesamt"], anteil(), **KOPF) == []


def test_the_pyramid_is_listed_from_the_youngest_with_both_populations():
    tafel = charts.pyramidenwerte(muster.pyramide("geheim"), ("P10", "HN"), **KOPF)
    titel = [spalte["titel"] for spalte in tafel.buendel[MIME]["spalten"]]
    assert titel == ["Altersgruppe", "Männer,\nP10", "Männer,\nHN", "Frauen,\nP10", "Frauen,\nHN"]
    assert texte(tafel)[0] == ["unter 5 Jahre", "2,1", "2,0", "1,9", "2,0"]
    assert texte(tafel)[2] == ["85 Jahre und älter", names.GEHEIM, "2,0", "1,7", "2,0"]
    nichts = muster.pyramide().assign(status="geheim")
    assert not charts.pyramidenwerte(nichts, ("P10", "HN"), **KOPF).buendel


def test_scenarios_stand_beside_each_other_by_year():
    zeilen = pd.DataFrame(
        [(s, s.title(), jahr, 100.0 + jahr, "wert") for s in ("basis", "ohne") for jahr in (2021, 2022)],
        columns=["szenario", "bezeichnung", "jahr", "personen", "status"],
    )
    tafel = charts.szenarienjahre(zeilen, **KOPF)
    assert [spalte["titel"] for spalte in tafel.buendel[MIME]["spalten"]] == ["Jahr", "Basis", "Ohne"]
    assert texte(tafel) == [["2021", "2.121", "2.121"], ["2022", "2.122", "2.122"]]
    assert not charts.szenarienjahre(zeilen.query("szenario == 'basis'"), **KOPF).buendel
    assert not charts.szenarienjahre(zeilen.assign(status="geheim"), **KOPF).buendel


def test_components_carry_their_sign():
    zeilen = pd.DataFrame(
        {"komponente": ["geburten", "sterbefaelle"], "wert": [5.0, -10.0], "status": "wert"}
    )
    tafel = charts.komponentenwerte(zeilen, narrative.komponenten.TEXTE, **KOPF)
    assert texte(tafel) == [["Geburten", "+5"], ["Sterbefälle", "\N{MINUS SIGN}10"]]
    assert not charts.komponentenwerte(zeilen.assign(status="geheim"), {}, **KOPF).buendel


def test_the_heads_name_the_years():
    koepfe = narrative.anhang.koepfe(verlauf(), "2020-12-31", 2035, "Q")
    assert koepfe["jahre"]["titel"] == "Bevölkerung nach Altersgruppen 2020 bis 2035"
    assert koepfe["szenarienjahre"]["titel"] == "Szenarien 2021 bis 2035"
    assert len({kopf["id"] for kopf in koepfe.values()}) == len(koepfe)


def test_values_of_areas_stand_in_one_table_however_few_they_are():
    kopf = {"kennzahl": "k", "name": "Anteil", "einheit": "%", "stellen": 1}
    werte = pd.DataFrame([kopf | {"raumeinheit": ort, "wert": 4.25, "status": "wert"} for ort in ("A", "B")])
    werte.loc[1, ["wert", "status"]] = [float("nan"), "geheim"]
    raeume = pd.DataFrame({"raumeinheit": ["A", "B"], "name": ["Nord", "Süd"]})
    tafel = charts.gebietswerte(werte, raeume, **KOPF)
    assert [spalte["titel"] for spalte in tafel.buendel[MIME]["spalten"]] == ["Nr.", "Gebiet", "Anteil (%)"]
    assert texte(tafel) == [["A", "Nord", "4,3"], ["B", "Süd", "•"]]
    assert not charts.gebietswerte(werte.iloc[:0], raeume, **KOPF).buendel
