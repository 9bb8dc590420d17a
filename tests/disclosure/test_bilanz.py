"""The population balance: a reader knows stocks and flows, so hidden flows must be safe against their sum."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure import plan, plan_text
from pipeline.disclosure.audit import EXAKT, SICHER, greife_an
from pipeline.disclosure.ausgabe import Geschuetzt
from pipeline.disclosure.bilanz import salden
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.disclosure.system import system
from pipeline.disclosure.teil import teil
from pipeline.disclosure.zellen import zaehlung
from pipeline.errors import PlanUngueltig
from tests.disclosure.bausteine import mit_stadt, raumeinheiten, zaehltabelle
from tests.disclosure.bilanzangriff import erratbar

BEISPIEL = Path(__file__).parents[2] / "data" / "raw" / "beispiel"
FLUESSE = ("geburten", "sterbefaelle", "wanderungen", "einbuergerungen")
JAHRE = range(2016, 2024)


def nur_fluesse(mit_bilanz=True):
    """The plan with its flows, and of the stocks what the balance needs: the rest of them changes nothing."""
    alle = plan()
    einwohner = next(t for t in alle.tabellen if t.name == "einwohner")
    einwohner = replace(
        einwohner,
        dimensionen=("staatsangehoerigkeit",),
        kreuzungen=({"staatsangehoerigkeit": ("deutsch", "nichtdeutsch")},),
    )
    return replace(
        alle,
        tabellen=(einwohner, *(t for t in alle.tabellen if t.name in FLUESSE)),
        oeffentlich=(),
        gleichsetzungen=(),
        gleichungen=tuple(g for g in alle.gleichungen if g.links.tabelle in FLUESSE),
        bilanzen=alle.bilanzen if mit_bilanz else (),
    )


def vollstaendig(tabellen, orte):
    paare = [(name, str(p)) for name, t in tabellen.items() for p in t.iloc[:, 1].unique()]
    zeilen = [(name, ort, periode) for name, periode in paare for ort in orte]
    return pd.DataFrame(zeilen, columns=["tabelle", "raumeinheit", "periode"], dtype="str")


def zwei_bezirke(zuwachs_p1=2, tote_p1=0):
    """P1: one naturalisation and no dead foreigner; P2: all numbers are large.

    Foreigners of P1 grow by 4 births + 9 in - 10 out - 1 naturalised = 2: the births are shown, at least
    one is naturalised (zeros are shown), so nobody has died and it is exactly one. Or the other way round.
    """
    davor = [("P1", "deutsch", 500), ("P1", "nichtdeutsch", 100)]
    davor += [("P2", "deutsch", 900), ("P2", "nichtdeutsch", 300)]
    danach = [("P1", "deutsch", 502 - tote_p1), ("P1", "nichtdeutsch", 100 + zuwachs_p1)]
    danach += [("P2", "deutsch", 917), ("P2", "nichtdeutsch", 293)]
    spalten = ["alter", "geschlecht", "staatsangehoerigkeit"]
    stand = [
        zaehltabelle(spalten, mit_stadt(None, [(ort, "30", "m", s, n) for ort, s, n in zeilen]))
        for zeilen in (davor, danach)
    ]
    stand[0]["stichtag"] = "2019-12-31"
    geburten = [
        ("P1", "deutsch", 6),
        ("P1", "nichtdeutsch", 4),
        ("P2", "deutsch", 12),
        ("P2", "nichtdeutsch", 8),
    ]
    tote = [("P1", "deutsch", 5), ("P2", "deutsch", 7), ("P2", "nichtdeutsch", 6)]
    tote += [("P1", "nichtdeutsch", tote_p1)] if tote_p1 else []
    zuege = [
        (ort, richtung, "aussen", "30", s, n)
        for ort, richtung, s, n in (
            ("P1", "zuzug", "deutsch", 8), ("P1", "wegzug", "deutsch", 8),
            ("P1", "zuzug", "nichtdeutsch", 9), ("P1", "wegzug", "nichtdeutsch", 10),
            ("P2", "zuzug", "deutsch", 20), ("P2", "wegzug", "deutsch", 17),
            ("P2", "zuzug", "nichtdeutsch", 30), ("P2", "wegzug", "nichtdeutsch", 30),
        )
    ]  # fmt: skip
    tabellen = {
        "einwohner": pd.concat(stand, ignore_index=True),
        "geburten": zaehltabelle(["staatsangehoerigkeit"], mit_stadt(None, geburten), "jahr"),
        "sterbefaelle": zaehltabelle(["staatsangehoerigkeit"], mit_stadt(None, tote), "jahr"),
        "wanderungen": zaehltabelle(
            ["richtung", "art", "alter", "staatsangehoerigkeit"], mit_stadt(None, zuege), "jahr"
        ),
        "einbuergerungen": zaehltabelle([], mit_stadt(None, [("P1", 1 - tote_p1), ("P2", 9)]), "jahr"),
    }
    for name in ("geburten", "sterbefaelle", "wanderungen", "einbuergerungen"):
        for spalte in ("alter", "geschlecht", "staatsangehoerigkeit_mutter"):
            if spalte not in tabellen[name]:
                tabellen[name].insert(2, spalte, "insgesamt")
    return {
        "raumeinheiten": raumeinheiten("P1", "P2"),
        "vollstaendigkeit": vollstaendig(tabellen, ("HN", "P1", "P2")),
        **tabellen,
    }


def test_a_naturalisation_that_only_the_balance_gives_away_is_protected():
    ohne, _ = disclosure.freigeben(zwei_bezirke(), nur_fluesse(mit_bilanz=False))
    assert erratbar(ohne, 2020)["einbuergerungen", "P1"] == 1
    mit, _ = disclosure.freigeben(zwei_bezirke(), nur_fluesse())
    assert erratbar(mit, 2020) == {}
    p1 = mit["einbuergerungen"].query("raumeinheit == 'P1'")
    assert p1["status"].tolist() == ["geheim"]


def test_a_death_that_no_table_shows_is_a_secret_all_the_same():
    ohne, _ = disclosure.freigeben(zwei_bezirke(tote_p1=1), nur_fluesse(mit_bilanz=False))
    assert ohne["sterbefaelle"].query("raumeinheit == 'P1'")["anzahl"].tolist() == [6]
    assert erratbar(ohne, 2020) == {("sterbefaelle", "P1", "nichtdeutsch"): 1}
    mit, _ = disclosure.freigeben(zwei_bezirke(tote_p1=1), nur_fluesse())
    assert erratbar(mit, 2020) == {}
    assert "staatsangehoerigkeit" not in mit["sterbefaelle"]


def eines_2020(bestand):
    """The system of the flows of 2020, with the stocks shown."""
    nur = nur_fluesse()
    zaehlungen = [zaehlung(t, bestand) for t in nur.tabellen]
    stand, *fluesse = zaehlungen
    eines = {p: system(nur, teil([stand], p), bestand["raumeinheiten"]) for p in stand.perioden}
    ergebnisse = {("einwohner", p): _gezeigt(s.platz["einwohner"]) for p, s in eines.items()}
    bekannt = salden(nur, zaehlungen, ergebnisse, bestand).get(2020, [])
    return system(nur, teil(fluesse, 2020), bestand["raumeinheiten"], salden=bekannt), bekannt


def _gezeigt(platz):
    keine = np.zeros(platz.shape, dtype=bool)
    return Geschuetzt(keine, keine, keine, keine, True)


def test_the_audit_sees_the_leak_and_accepts_the_protection_without_proofs():
    eines, _ = eines_2020(zwei_bezirke())
    p1 = eines.name.index("einbuergerungen (insgesamt), P1")
    p2 = eines.name.index("einbuergerungen (insgesamt), P2")
    nur_die_beiden = np.isin(np.arange(len(eines.wert)), [p1, p2])
    assert EXAKT in {b.urteil for b in greife_an(veroeffentlichung(eines, nur_die_beiden))}
    assert {b.urteil for b in greife_an(veroeffentlichung(eines, schuetze(eines).geheim))} == {SICHER}


def test_a_balance_that_the_delivery_does_not_keep_is_left_out_there_and_kept_elsewhere():
    bestand = zwei_bezirke(zuwachs_p1=3)
    _, bekannt = eines_2020(bestand)
    gilt = [~np.isnan(saldo.wert) for saldo in bekannt]
    assert [g.tolist() for g in gilt] == [[False, False, True], [False, False, True]]
    freigegeben, _ = disclosure.freigeben(bestand, nur_fluesse())
    assert freigegeben["geburten"]["status"].eq("wert").all()


def test_a_balance_without_one_of_its_flows_is_left_out():
    bestand = zwei_bezirke()
    del bestand["einbuergerungen"]
    nur = replace(
        nur_fluesse(), tabellen=tuple(t for t in plan().tabellen if t.name in ("einwohner", *FLUESSE))
    )
    freigegeben, _ = disclosure.freigeben(bestand, nur)
    assert "einbuergerungen" not in freigegeben


@pytest.fixture(scope="module")
def beispiel():
    tabellen = {
        name: pd.read_csv(BEISPIEL / f"{name}.csv", dtype="str", keep_default_na=False)
        for name in ("einwohner", *FLUESSE)
    }
    for name, tabelle in tabellen.items():
        tabelle["anzahl"] = pd.to_numeric(tabelle["anzahl"].replace("", None)).astype("Int64")
        if name in FLUESSE:
            tabelle["jahr"] = tabelle["jahr"].astype("int64")
    einheiten = pd.read_csv(BEISPIEL / "raumeinheiten.csv", dtype="str", keep_default_na=False)
    voll = vollstaendig(tabellen, einheiten["raumeinheit"].tolist())
    return {"raumeinheiten": einheiten, "vollstaendigkeit": voll, **tabellen}


@pytest.mark.long
def test_no_hidden_flow_of_the_demonstration_follows_from_the_balance_in_any_year(beispiel):
    freigegeben, _ = disclosure.freigeben(beispiel, nur_fluesse())
    geheim = [freigegeben[name]["status"].eq("geheim").sum() for name in FLUESSE]
    assert min(geheim) > 0
    assert {jahr: erratbar(freigegeben, jahr) for jahr in JAHRE} == {jahr: {} for jahr in JAHRE}


@pytest.mark.long
def test_without_the_balance_in_the_plan_the_same_attack_succeeds(beispiel):
    freigegeben, _ = disclosure.freigeben(beispiel, nur_fluesse(mit_bilanz=False))
    assert erratbar(freigegeben, 2017)["einbuergerungen", "P10"] == 1
    assert erratbar(freigegeben, 2021)["einbuergerungen", "P55"] == 1


def test_moves_inside_a_city_of_which_one_district_is_delivered_leave_no_negative_rest():
    # the city as a whole has no moves inside itself, so its rest beside P1 cannot be told
    zeilen = [
        (ort, richtung, art, "30", "deutsch", anzahl)
        for ort, richtung, art, anzahl in (
            ("P1", "zuzug", "binnen", 5), ("P1", "wegzug", "binnen", 4),
            ("P1", "zuzug", "aussen", 1), ("P1", "wegzug", "aussen", 8),
            ("HN", "zuzug", "aussen", 60), ("HN", "wegzug", "aussen", 50),
        )
    ]  # fmt: skip
    tabelle = zaehltabelle(["richtung", "art", "alter", "staatsangehoerigkeit"], zeilen, "jahr")
    tabelle.insert(2, "geschlecht", "insgesamt")
    bestand = {"raumeinheiten": raumeinheiten("P1"), "wanderungen": tabelle}
    bestand["vollstaendigkeit"] = vollstaendig({"wanderungen": tabelle}, ("HN", "P1"))
    freigegeben, _ = disclosure.freigeben(bestand, nur_fluesse())
    hier = freigegeben["wanderungen"].query("raumeinheit == 'P1' and altersgruppe == 'insgesamt'")
    hier = hier.set_index(["richtung", "art", "staatsangehoerigkeit"])
    assert hier.loc[("zuzug", "aussen", "deutsch"), "status"] == "geheim"
    assert hier.loc[("wegzug", "binnen", "insgesamt"), "anzahl"] == 4


BILANZ = """
[[tabelle]]
name = "einwohner"
grundgesamtheit = "personen"
kreuzungen = [{}]
[[tabelle]]
name = "geburten"
grundgesamtheit = "geburten"
kreuzungen = [{}]
[[bilanz]]
bestand = { tabelle = "einwohner" }
plus = [{ tabelle = "geburten" }]
minus = [{ tabelle = "geburten" }]
"""


@pytest.mark.parametrize(
    ("alt", "neu", "grund"),
    [
        ('minus = [{ tabelle = "geburten" }]', "", "braucht Zugänge"),
        ('plus = [{ tabelle = "geburten"', 'plus = [{ tabelle = "taufen"', "„taufen“, das es nicht gibt"),
        ('plus = [{ tabelle = "geburten"', 'plus = [{ tabelle = "einwohner"', "keine Spalte jahr"),
        ('plus = [{ tabelle = "geburten"', 'plus = [{ tabelle = "geburten", ziel = ["x"]', "ziel"),
        ("[[bilanz]]", "[[bilanz]]\nfarbe = 1", "„farbe“"),
    ],
)
def test_a_wrong_balance_is_refused(alt, neu, grund):
    plan(BILANZ)
    with pytest.raises(PlanUngueltig, match=grund):
        plan(BILANZ.replace(alt, neu))


def test_the_plan_names_its_balances():
    text = plan_text(plan())
    assert "einwohner (staatsangehoerigkeit nichtdeutsch) ändert sich im Jahr um geburten" in text
    assert "sterbefaelle (staatsangehoerigkeit nichtdeutsch)" in text
