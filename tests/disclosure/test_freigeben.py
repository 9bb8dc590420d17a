import numpy as np
import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben
from pipeline.schemas import freigabe
from tests.disclosure.bausteine import STICHTAG, mit_stadt, raumeinheiten, vollstaendig, zaehltabelle

ORTE = ("HN", "P1", "P2", "P3")


def bestand(**tabellen):
    grund = {
        "raumeinheiten": raumeinheiten("P1", "P2", "P3"),
        "vollstaendigkeit": pd.concat(
            [
                vollstaendig([name], ORTE, "jahr" if "jahr" in tabelle else "stichtag")
                for name, tabelle in tabellen.items()
            ]
        ),
    }
    return grund | tabellen


def zelle(tabelle, **gesucht):
    treffer = tabelle[np.logical_and.reduce([tabelle[s] == w for s, w in gesucht.items()])]
    assert len(treffer) == 1
    spalte = "anzahl" if "anzahl" in tabelle else "summe_alter"
    return treffer["status"].item() if treffer["status"].item() != "wert" else int(treffer[spalte].item())


def einwohner(zahlen):
    """Residents: (area, age, sex, citizenship, count); the city is their sum."""
    return zaehltabelle(["alter", "geschlecht", "staatsangehoerigkeit"], mit_stadt(None, zahlen))


def gleichmaessig(ausnahme=()):
    """Ten of every sex and citizenship in each of these ages, but where `ausnahme` says otherwise."""
    zahlen = {
        (ort, alter, g, s): 10
        for ort in ORTE[1:]
        for alter in ("2", "7", "16", "18", "19", "20", "30", "50", "63", "67", "72", "90")
        for g in "mw"
        for s in ("deutsch", "nichtdeutsch")
    }
    zahlen |= dict(ausnahme)
    return [(*schluessel, zahl) for schluessel, zahl in zahlen.items() if zahl]


def test_plain_numbers_come_through_with_all_margins():
    tabellen, protokoll = disclosure.freigeben(bestand(einwohner=einwohner(gleichmaessig())), plan())
    gezeigt = tabellen["einwohner"]
    freigabe.MODELLE["einwohner"].validate(gezeigt)
    alle = {"stichtag": STICHTAG, "geschlecht": "insgesamt", "staatsangehoerigkeit": "insgesamt"}
    assert zelle(gezeigt, raumeinheit="P1", altersgruppe="insgesamt", **alle) == 480
    assert zelle(gezeigt, raumeinheit="HN", altersgruppe="0-17", **alle) == 360
    assert zelle(gezeigt, raumeinheit="P2", altersgruppe="0-2", **alle) == 40
    jahre = 40 * (2 + 7 + 16 + 18 + 19 + 20 + 30 + 50 + 63 + 67 + 72 + 90)
    assert zelle(tabellen["alterssummen"], raumeinheit="P3", geschlecht="insgesamt") == jahre
    assert protokoll["primaer"].sum() == 0
    assert set(tabellen) == {"einwohner", "alterssummen", "raumeinheiten"}


def test_a_small_count_is_hidden_and_the_city_does_not_give_it_away():
    zahlen = gleichmaessig(
        {("P2", "90", "w", "nichtdeutsch"): 1, ("P2", "90", "m", "nichtdeutsch"): 1}.items()
    )
    tabellen, protokoll = disclosure.freigeben(bestand(einwohner=einwohner(zahlen)), plan())
    gezeigt = tabellen["einwohner"]
    freigabe.MODELLE["einwohner"].validate(gezeigt)
    gesucht = {"altersgruppe": "85+", "geschlecht": "insgesamt", "staatsangehoerigkeit": "nichtdeutsch"}
    assert zelle(gezeigt, raumeinheit="P2", **gesucht) == "geheim"
    status = [zelle(gezeigt, raumeinheit=ort, **gesucht) for ort in ORTE]
    assert status.count("geheim") >= 2  # otherwise city minus districts would tell
    assert zelle(gezeigt, raumeinheit="HN", altersgruppe="insgesamt", geschlecht="insgesamt",
                 staatsangehoerigkeit="insgesamt") == 480 * 3 - 18  # fmt: skip
    assert protokoll["primaer"].sum() == 1


def test_linked_tables_do_not_give_each_other_away():
    # nichtdeutsch under 18 stands in both tables: hidden in one, it must not be shown in the other
    zahlen = gleichmaessig(
        {("P1", alter, g, "nichtdeutsch"): 0 for alter in ("2", "7", "16") for g in "mw"}.items()
    )
    zahlen += [("P1", "16", "w", "nichtdeutsch", 2)]
    herkunft = [
        (ort, band, "deutsch_mit" if s == "deutsch" else s, anzahl)
        for ort, alter, g, s, anzahl in zahlen
        for band in ["0-17" if int(alter) < 18 else "18-64" if int(alter) < 65 else "65+"]
    ]
    summiert = pd.DataFrame(herkunft).groupby([0, 1, 2])[3].sum().reset_index()
    zu = zaehltabelle(
        ["altersgruppe", "zuwanderungsgeschichte"], mit_stadt(None, summiert.to_numpy().tolist())
    )
    tabellen, _ = disclosure.freigeben(
        bestand(einwohner=einwohner(zahlen), zuwanderungsgeschichte=zu), plan()
    )
    gesucht = {"raumeinheit": "P1", "altersgruppe": "10-17", "geschlecht": "insgesamt"}
    assert zelle(tabellen["einwohner"], **gesucht, staatsangehoerigkeit="nichtdeutsch") == "geheim"
    unter_18 = {"raumeinheit": "P1", "altersgruppe": "0-17"}
    assert (
        zelle(tabellen["zuwanderungsgeschichte"], **unter_18, zuwanderungsgeschichte="nichtdeutsch")
        == "geheim"
    )


def hilfen(zahlen):
    tabelle = zaehltabelle(["paragraph", "zaehlweise"], mit_stadt(None, zahlen), zeit="jahr")
    return bestand(hilfen_sgb8=tabelle)


def test_true_zeros_of_sgb8_are_shown_and_small_counts_are_not():
    zahlen = [
        (ort, p, z, 9)
        for ort in ORTE[2:]
        for p in ("27", "30", "31", "33", "34")
        for z in ("andauernd", "beendet")
    ]
    eigene = {"27": (2, 1), "30": (3, 1), "33": (9, 5)}
    zahlen += [("P1", p, "andauernd", andauernd) for p, (andauernd, _) in eigene.items()]
    zahlen += [("P1", p, "beendet", beendet) for p, (_, beendet) in eigene.items()]
    tabellen, _ = disclosure.freigeben(hilfen(zahlen), plan())
    gezeigt = tabellen["hilfen_sgb8"]
    freigabe.MODELLE["hilfen_sgb8"].validate(gezeigt)
    for paragraph in ("31", "34"):
        assert zelle(gezeigt, raumeinheit="P1", paragraph=paragraph, zaehlweise="insgesamt") == 0
    for paragraph in ("27", "30"):
        assert zelle(gezeigt, raumeinheit="P1", paragraph=paragraph, zaehlweise="insgesamt") == "geheim"
    assert zelle(gezeigt, raumeinheit="P1", paragraph="33", zaehlweise="insgesamt") == 14
    assert zelle(gezeigt, raumeinheit="P1", paragraph="insgesamt", zaehlweise="insgesamt") == 21


def test_an_undelivered_area_is_missing_and_nothing_is_invented():
    zeilen = zaehltabelle(["herkunftsland"], [("HN", "Türkei", 50), ("P1", "Türkei", 20)])
    eines = bestand(herkunft=zeilen)
    eines["vollstaendigkeit"] = vollstaendig(["herkunft"], ["HN", "P1"])
    gezeigt = disclosure.freigeben(eines, plan())[0]["herkunft"]
    assert zelle(gezeigt, raumeinheit="P1", herkunftsland="Türkei") == 20
    assert zelle(gezeigt, raumeinheit="P2", herkunftsland="Türkei") == "fehlt"


def test_the_only_area_left_out_is_not_given_away_as_the_rest():
    # the city has one more district than raumeinheiten knows; two people live there
    tabelle = zaehltabelle(
        ["herkunftsland"],
        [("HN", "Türkei", 32), ("P1", "Türkei", 10), ("P2", "Türkei", 10), ("P3", "Türkei", 10)],
    )
    gezeigt = disclosure.freigeben(bestand(herkunft=tabelle), plan())[0]["herkunft"]
    status = [zelle(gezeigt, raumeinheit=ort, herkunftsland="Türkei") for ort in ORTE]
    assert "geheim" in status


def test_what_the_supplier_hides_is_not_recovered_from_sums():
    zeilen = mit_stadt(
        None, [("P1", "Türkei", 10), ("P1", "Irak", 7), ("P2", "Türkei", 10), ("P2", "Irak", 8)]
    )
    tabelle = zaehltabelle(["herkunftsland"], [*zeilen, ("P3", "Türkei", 5), ("P3", "Irak", None, "geheim")])
    tabelle.loc[(tabelle["raumeinheit"] == "HN") & (tabelle["herkunftsland"] == "Irak"), "anzahl"] = 19
    tabelle.loc[(tabelle["raumeinheit"] == "HN") & (tabelle["herkunftsland"] == "Türkei"), "anzahl"] = 25
    gezeigt = disclosure.freigeben(bestand(herkunft=tabelle), plan())[0]["herkunft"]
    irak = [zelle(gezeigt, raumeinheit=ort, herkunftsland="Irak") for ort in ORTE]
    assert irak.count("geheim") >= 2


def test_sums_that_contradict_each_other_are_refused_with_the_way_out():
    tabelle = zaehltabelle(
        ["alter", "geschlecht", "staatsangehoerigkeit"],
        [
            ("P1", "3", "m", "insgesamt", 2), ("P1", "3", "w", "insgesamt", 20),
            ("P1", "3", "insgesamt", "deutsch", 20), ("P1", "3", "insgesamt", "nichtdeutsch", 9),
        ],
    )  # fmt: skip
    with pytest.raises(NichtFreigegeben, match="sozialraum pruefen"):
        disclosure.freigeben(bestand(einwohner=tabelle), plan())


def test_sources_that_disagree_are_protected_one_by_one_and_the_log_says_so():
    einwohner_ = einwohner(gleichmaessig())
    zu = mit_stadt(None, [(ort, "0-17", "nichtdeutsch", 70) for ort in ORTE[1:]])  # the register says 60
    zu = zaehltabelle(["altersgruppe", "zuwanderungsgeschichte"], zu)
    _, protokoll = disclosure.freigeben(bestand(einwohner=einwohner_, zuwanderungsgeschichte=zu), plan())
    assert set(protokoll["verknuepft"]) == {"nein"}


PFLICHT = """
mindestfallzahl = 3
[[tabelle]]
name = "herkunft"
grundgesamtheit = "herkunft"
dimensionen = ["herkunftsland"]
pflicht = [{}, { herkunftsland = "Irak" }]
kreuzungen = [{ herkunftsland = ["*"] }]
"""


def test_an_unprotectable_plan_is_refused_and_names_cell_and_sums():
    zeilen = mit_stadt(None, [(ort, land, n) for ort in ORTE[1:] for land, n in (("Irak", 9), ("Kuba", 2))])
    tabelle = zaehltabelle(["herkunftsland"], zeilen)
    with pytest.raises(NichtFreigegeben, match=r"herkunft \(Kuba\), P1.*herkunft \(insgesamt\), P1"):
        disclosure.freigeben(bestand(herkunft=tabelle), plan(PFLICHT))


def test_order_of_rows_tells_nothing():
    tabelle = einwohner(gleichmaessig())
    gemischt = tabelle.sample(frac=1, random_state=1).reset_index(drop=True)
    a, b = (disclosure.freigeben(bestand(einwohner=t), plan())[0]["einwohner"] for t in (tabelle, gemischt))
    pd.testing.assert_frame_equal(a, b)


@pytest.mark.parametrize(("oben", "jahre"), [("100", 10_400), ("99+", 10_360), ("90+", "fehlt")])
def test_an_open_band_counts_years_only_where_its_lower_end_says_nearly_all(oben, jahre):
    zahlen = [
        (ort, alter, g, s, 10)
        for ort in ORTE[1:]
        for alter in ("30", "60", "70", oben)
        for g in "mw"
        for s in ("deutsch", "nichtdeutsch")
    ]
    tabellen, _ = disclosure.freigeben(bestand(einwohner=einwohner(zahlen)), plan())
    assert zelle(tabellen["alterssummen"], raumeinheit="P1", geschlecht="insgesamt") == jahre
