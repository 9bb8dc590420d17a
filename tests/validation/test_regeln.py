"""One contradiction for every rule that adds and compares, with the sentence an office gets to read."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import pandas as pd
import pytest

from tests.validation.aenderungen import erste, setze


def _ohne_jahr(tabelle, periode, **wo):
    def aendere(tabellen):
        zeilen = tabellen[tabelle]
        weg = zeilen.iloc[:, 1].eq(periode)
        for spalte, wert in wo.items():
            weg &= zeilen[spalte].eq(wert)
        tabellen[tabelle] = zeilen[~weg]

    return aendere


def test_a_missing_year_is_an_error(pruefe):
    saetze = pruefe(_ohne_jahr("einwohner", "2020-12-31"))[1]
    assert saetze[0] == (
        "Fehler: einwohner.csv: Das Jahr 2020 fehlt in der Reihe von 2019 bis 2020. "
        "Bitte das Jahr nachliefern; war wirklich nichts zu zählen, eine Zeile mit 0."
    )


def _drei_jahre(tabellen):
    """A third year, 2018, like 2019, without flows."""
    einwohner = tabellen["einwohner"]
    frueher = einwohner[einwohner["stichtag"] == "2019-12-31"].assign(stichtag="2018-12-31")
    tabellen["einwohner"] = pd.concat([frueher, einwohner], ignore_index=True)


def test_a_gap_of_one_area_is_named(pruefe):
    def aendere(tabellen):
        _drei_jahre(tabellen)
        _ohne_jahr("einwohner", "2019-12-31", raumeinheit="P02")(tabellen)

    assert (
        "Fehler: einwohner.csv, Spalte raumeinheit: Für die Raumeinheit P02 fehlt 2019 in der Reihe. Bitte "
        "nachliefern, oder Zeilen mit dem Status fehlt."
    ) in pruefe(aendere)[1]


def test_a_city_that_is_not_the_sum_of_its_areas(pruefe):
    zeile = erste("einwohner", raumeinheit="HN", stichtag="2019-12-31")
    saetze = pruefe(setze("einwohner", zeile, "anzahl", "13"))[1]
    assert saetze[0] == (
        f"Fehler: einwohner.csv, Zeile {zeile}, Spalte anzahl: Für HN ist 13 geliefert, die Raumeinheiten der "
        "Ebene planungsbezirk ergeben zusammen 12 (stichtag 2019-12-31, alter 7, geschlecht m, "
        "staatsangehoerigkeit deutsch). Bitte HN oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    )


def test_a_missing_city_row_counts_as_zero_where_the_city_is_complete(pruefe):
    zeile = erste("haushalte", raumeinheit="HN", stichtag="2019-12-31")
    saetze = pruefe(lambda t: {**t, "haushalte": t["haushalte"].drop(index=zeile - 2)})[1]
    assert saetze[0] == (
        "Fehler: haushalte.csv, Spalte anzahl: Für HN fehlt die Zeile, die Raumeinheiten der Ebene "
        "planungsbezirk ergeben zusammen 15 (stichtag 2019-12-31, haushaltstyp einpersonen, kinder 0). "
        "Bitte HN oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    )


def test_sums_are_not_compared_where_a_part_is_secret(pruefe):
    def aendere(tabellen):
        haushalte = tabellen["haushalte"]
        zeile = erste("haushalte", raumeinheit="P01") - 2
        haushalte.loc[zeile, ["anzahl", "personen", "status"]] = ["", "", "geheim"]

    assert pruefe(aendere)[1] == []


def test_books_that_do_not_close(pruefe):
    def aendere(tabellen):
        einwohner = tabellen["einwohner"]
        hier = einwohner["stichtag"].eq("2020-12-31") & einwohner["alter"].eq("8")
        einwohner.loc[hier & einwohner["raumeinheit"].eq("P01"), "anzahl"] = "5"
        einwohner.loc[hier & einwohner["raumeinheit"].eq("HN"), "anzahl"] = "13"

    saetze = [satz for satz in pruefe(aendere)[1] if "Bevölkerungsbilanz" in satz]
    zeile = erste("einwohner", raumeinheit="P01", stichtag="2020-12-31", alter="8")
    assert len(saetze) == 2
    assert saetze[1] == (
        f"Fehler: einwohner.csv, Zeile {zeile}, Spalte anzahl: Die Bevölkerungsbilanz 2020 von P01 geht nicht "
        "auf: Aus dem Bestand 2019, Geburten, Sterbefällen, Wanderungen und Einbürgerungen folgt 4, geliefert "
        "ist 5 (alter 8, geschlecht m, staatsangehoerigkeit deutsch). Bitte Bestand und Bewegungen dieses "
        "Jahres abgleichen; alter ist das am 31.12. erreichte Alter."
    )


@pytest.mark.parametrize("tabelle", ["wanderungen", "geburten", "sterbefaelle", "einbuergerungen"])
def test_every_flow_is_in_the_books(pruefe, tabelle):
    saetze = pruefe(setze(tabelle, erste(tabelle, raumeinheit="P01"), "anzahl", "2"))[1]
    assert any("Bevölkerungsbilanz 2020 von P01" in satz for satz in saetze)


def test_books_close_without_nationality_where_a_source_does_not_cross_it(pruefe):
    def aendere(tabellen):
        del tabellen["einbuergerungen"], tabellen["zuwanderungsgeschichte"]
        for name in ("einwohner", "wanderungen", "sterbefaelle", "geburten"):
            form = [s for s in tabellen[name].columns if s not in ("anzahl", "staatsangehoerigkeit")]
            zahlen = tabellen[name].assign(anzahl=tabellen[name]["anzahl"].astype(int))
            summe = zahlen.groupby(form, as_index=False, sort=False)["anzahl"].sum()
            summe["staatsangehoerigkeit"] = "insgesamt"
            tabellen[name] = summe[list(tabellen[name].columns)].astype("str")
        setze("sterbefaelle", erste("sterbefaelle", raumeinheit="P01"), "anzahl", "2")(tabellen)

    saetze = [satz for satz in pruefe(aendere)[1] if "Bevölkerungsbilanz" in satz]
    assert len(saetze) == 1
    assert "von P01 geht nicht auf" in saetze[0]
    assert "folgt 1, geliefert ist 2 (alter 91, geschlecht w)." in saetze[0]


def test_zuwanderungsgeschichte_against_residents(pruefe):
    def aendere(tabellen):
        zeilen = tabellen["zuwanderungsgeschichte"]
        hier = zeilen["stichtag"].eq("2019-12-31") & zeilen["zuwanderungsgeschichte"].eq("nichtdeutsch")
        zeilen.loc[hier & zeilen["raumeinheit"].eq("P01"), "anzahl"] = "13"
        zeilen.loc[hier & zeilen["raumeinheit"].eq("HN"), "anzahl"] = "37"

    zeile = erste("zuwanderungsgeschichte", raumeinheit="P01", zuwanderungsgeschichte="nichtdeutsch")
    assert (
        f"Fehler: zuwanderungsgeschichte.csv, Zeile {zeile}, Spalte anzahl: Für P01 am 2019-12-31 ergeben sich "
        "13 Nichtdeutsche, aus einwohner.csv 12. Bitte beide Tabellen aus demselben Registerstand liefern."
    ) in pruefe(aendere)[1]


def test_more_persons_in_households_than_residents_is_a_warning(pruefe):
    def aendere(tabellen):
        zeilen = tabellen["haushalte"]
        zeilen["personen"] = zeilen["personen"].where(zeilen["haushaltstyp"].ne("paar_mit_kindern"), "22")
        stadt = zeilen["raumeinheit"].eq("HN") & zeilen["haushaltstyp"].eq("paar_mit_kindern")
        zeilen.loc[stadt, "personen"] = "66"

    saetze = pruefe(aendere)[1]
    zeile = erste("haushalte", raumeinheit="P01", stichtag="2019-12-31")
    assert (
        f"Warnung: haushalte.csv, Zeile {zeile}, Spalte personen: In P01 leben am 2019-12-31 27 Personen in "
        "Haushalten, aber nur 25 Einwohner. Bitte prüfen, ob Nebenwohnungen mitgezählt sind oder die Stichtage "
        "verschieden."
    ) in saetze
    assert not any(satz.startswith("Fehler") for satz in saetze)


@pytest.mark.parametrize(
    ("tabelle", "was"), [("arbeitslose", "Arbeitslose"), ("grundsicherung", "Leistungsbeziehende")]
)
def test_more_recipients_than_residents_of_that_age(pruefe, tabelle, was):
    zeile = erste(tabelle, raumeinheit="P01", stichtag="2019-12-31")
    satz = pruefe(setze(tabelle, zeile, "anzahl", "19"))[1]
    assert (
        f"Fehler: {tabelle}.csv, Zeile {zeile}, Spalte anzahl: Für P01 am 2019-12-31, Alter 15-64, sind 19 {was} "
        "mehr als 18 Einwohner dieses Alters. Bitte Altersgruppe, Raumeinheit und Zahl prüfen."
    ) in satz


def test_turnout_is_at_most_everybody(pruefe):
    zeile = erste("wahlen", raumeinheit="P01")
    assert pruefe(setze("wahlen", zeile, "waehlende", "21"))[1][0] == (
        f"Fehler: wahlen.csv, Zeile {zeile}, Spalte waehlende: 21 Wählende sind mehr als 20 Wahlberechtigte. "
        "Bitte prüfen, ob die Spalten vertauscht sind oder Briefwahl nur auf einer Seite zählt."
    )


def test_a_year_that_had_not_ended(pruefe):
    zeile = erste("geburten", raumeinheit="P01")
    assert pruefe(setze("geburten", zeile, "jahr", "2021"))[1][0] == (
        f"Fehler: geburten.csv, Zeile {zeile}, Spalte jahr: Das Ende des Jahres 2021 liegt nach dem Datum der "
        "Lieferung (2021-03-15). Bitte die Zeitangabe oder das Datum in lieferung.toml berichtigen."
    )


@pytest.mark.parametrize(
    ("jahr", "satz"),
    [
        ("20", '"20" ist kein gültiges Jahr. Verlangt ist ein Jahr wie 2020.'),
        ("", "Das Feld ist leer. Bitte ausfüllen."),
        ("2020.0", '"2020.0" ist als Kommazahl geschrieben. Bitte ohne Zusatz schreiben: 2020.'),
    ],
)
def test_a_year_that_is_none(pruefe, jahr, satz):
    zeile = erste("geburten", raumeinheit="P01")
    saetze = pruefe(setze("geburten", zeile, "jahr", jahr))[1]
    assert saetze == [f"Fehler: geburten.csv, Zeile {zeile}, Spalte jahr: {satz}"]


def test_many_cells_with_one_cause_are_said_once(pruefe):
    def aendere(tabellen):
        laender = [f"Land {i}" for i in range(25)]
        zeilen = [
            (r, "2020-12-31", land, z, "wert")
            for r, z in (("HN", "4"), ("P01", "1"), ("P02", "1"), ("P03", "1"))
            for land in laender
        ]
        spalten = ["raumeinheit", "stichtag", "herkunftsland", "anzahl", "status"]
        tabellen["herkunft"] = pd.DataFrame(zeilen, columns=spalten)

    assert [satz for satz in pruefe(aendere)[1] if "Raumeinheiten der Ebene" in satz] == [
        "Fehler: herkunft.csv, Zeile 2, Spalte anzahl: Für HN ist 4 geliefert, die Raumeinheiten der Ebene planungsbezirk ergeben zusammen 3 (stichtag 2020-12-31, herkunftsland Land 0; betroffen sind 25 Felder). Bitte HN oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    ]


def test_a_forgotten_year_of_a_flow_does_not_echo_in_the_books(pruefe):
    saetze = pruefe(_ohne_jahr("geburten", "2020"))[1]
    assert not any("Bevölkerungsbilanz" in satz for satz in saetze)


def test_households_without_persons_are_no_contradiction(pruefe):
    def aendere(tabellen):
        tabellen["haushalte"]["personen"] = ""

    assert not [satz for satz in pruefe(aendere)[1] if "Personen in" in satz]
