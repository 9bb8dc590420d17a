"""The demonstration delivery, one year: what is released, and what an attack without any help finds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline import deliveries, disclosure, names, validation
from pipeline.disclosure.audit import SICHER, greife_an
from pipeline.disclosure.freigabe import gruppen
from pipeline.disclosure.pruefung import veroeffentlichung
from pipeline.disclosure.schutz import schuetze
from pipeline.disclosure.system import system
from pipeline.disclosure.teil import teil
from pipeline.disclosure.zellen import zaehlung
from pipeline.measures.codes import decoded
from pipeline.schemas import freigabe
from tests import heilbronn_2018
from tests.disclosure.bausteine import STICHTAG, vollstaendig

pytestmark = pytest.mark.long  # all of it on the whole demonstration delivery
BEISPIEL = Path(__file__).parents[2] / "data" / "raw" / "beispiel"
PLAN = disclosure.plan()


def lies(name):
    tabelle = pd.read_csv(BEISPIEL / f"{name}.csv", dtype="str", keep_default_na=False)
    for spalte in ("anzahl", "personen", "bezugsgroesse", "wahlberechtigte", "waehlende"):
        if spalte in tabelle:
            tabelle[spalte] = pd.to_numeric(tabelle[spalte].replace("", None)).astype("Int64")
    if "jahr" in tabelle:
        tabelle["jahr"] = tabelle["jahr"].astype("int64")
        return tabelle[tabelle["jahr"] == int(STICHTAG[:4])]
    return tabelle[tabelle["stichtag"] == STICHTAG] if "stichtag" in tabelle else tabelle


@pytest.fixture(scope="module")
def bestand():
    tabellen = {name: lies(name) for name in sorted({t.quelle for t in PLAN.tabellen} | {"raumeinheiten"})}
    orte = tabellen["raumeinheiten"]["raumeinheit"].tolist()
    tabellen["vollstaendigkeit"] = pd.concat(
        [vollstaendig([name], orte, names.zeitspalte(name)) for name in tabellen if names.zeitspalte(name)]
    )
    return tabellen


@pytest.fixture(scope="module")
def freigegeben(bestand):
    return disclosure.freigeben(bestand, PLAN)


def test_every_table_fits_its_schema_so_that_no_small_count_is_in_it(freigegeben):
    for tabelle in PLAN.tabellen:
        freigabe.MODELLE[tabelle.name].validate(freigegeben[0][tabelle.name])


def test_what_the_paper_states_of_p10_is_released(freigegeben):
    tabellen, _ = freigegeben
    einwohner = tabellen["einwohner"].query("raumeinheit == 'P10' and altersgruppe == 'insgesamt'")
    assert einwohner.query("geschlecht == staatsangehoerigkeit")["anzahl"].tolist() == [2553]
    hilfen = tabellen["hilfen_sgb8"].query("raumeinheit == 'P10' and zaehlweise == 'insgesamt'")
    hilfen = hilfen.set_index("paragraph")
    assert hilfen.loc[["31", "34"], "anzahl"].tolist() == [0, 0]
    assert hilfen.loc[["27", "30", "33"], "anzahl"].ne(0).fillna(True).all()


def test_little_is_hidden_beside_what_is_small(freigegeben):
    summen = freigegeben[1].groupby("tabelle")[["ungleich_null", "primaer", "sekundaer"]].sum()
    assert (summen["primaer"] + summen["sekundaer"]).loc["einwohner"] < 0.03 * summen["ungleich_null"].loc[
        "einwohner"
    ]


def test_the_help_table_takes_the_finest_step_that_is_not_half_dots(bestand, freigegeben):
    tabellen, protokoll = freigegeben
    gewaehlt = protokoll.set_index("tabelle").loc["hilfen_sgb8"]
    assert gewaehlt["stufe"] == "nach Hilfegruppe"
    assert gewaehlt["anteil_geheim_pct"] <= 50
    # even if no insider is looked at, who would have more of it hidden
    fein = replace(next(t for t in PLAN.tabellen if t.name == "hilfen_sgb8"), leiter=(), mitwisser=False)
    ohne_gruppen = replace(
        fein, kreuzungen=({"paragraph": names.PARAGRAPHEN}, {"zaehlweise": names.ZAEHLWEISEN})
    )
    for tabelle in (fein, ohne_gruppen):
        nur = replace(PLAN, tabellen=(tabelle,), bilanzen=(), gleichungen=())
        _, allein = disclosure.freigeben(bestand, nur)
        assert allein["anteil_geheim_pct"].item() > 50
    assert allein["sekundaer"].item() < 0.2 * allein["primaer"].item()
    # of P10 seven numbers in ten are shown at least, beside what is only said not to be zero
    p10 = tabellen["hilfen_sgb8"].query("raumeinheit == 'P10'")
    gezaehlt = p10[~p10["paragraph"].isin(names.PARAGRAPHEN) & p10["anzahl"].ne(0).fillna(True)]
    assert len(gezaehlt) == 5
    assert gezaehlt["status"].eq("wert").mean() >= 0.7


def test_the_same_delivery_gives_the_same_release(bestand, freigegeben):
    nochmal, _ = disclosure.freigeben(bestand, PLAN)
    for name, tabelle in freigegeben[0].items():
        pd.testing.assert_frame_equal(tabelle, nochmal[name])


@pytest.mark.parametrize(
    "name",
    ["einwohner", "haushalte", "wanderungen", "grundsicherung", "hilfen_sgb8"],
)
def test_the_attack_finds_nothing_even_without_the_proofs(bestand, name):
    zaehlungen = [zaehlung(tabelle, bestand) for tabelle in PLAN.tabellen]
    gruppe = next(g for g in gruppen(zaehlungen, PLAN) if name in [z.plan.name for z in g])
    eines = system(PLAN, teil(gruppe, gruppe[0].perioden[0]), bestand["raumeinheiten"])
    offen = veroeffentlichung(eines, schuetze(eines).geheim)
    assert {befund.urteil for befund in greife_an(offen)} <= {SICHER}


def test_without_the_second_step_the_attack_would_succeed(bestand):
    zaehlungen = [zaehlung(t, bestand) for t in PLAN.tabellen if t.name == "haushalte"]
    eines = system(PLAN, teil(zaehlungen, STICHTAG), bestand["raumeinheiten"])
    befunde = greife_an(veroeffentlichung(eines, eines.sensibel & eines.gezeigt))
    assert np.mean([befund.urteil != SICHER for befund in befunde]) > 0.5


def test_the_authentic_export_is_released_although_its_margins_are_not_crossed(tmp_path):
    if not heilbronn_2018.QUELLE.exists():
        pytest.skip("Registerexport nicht vorhanden")
    lieferung = deliveries.read(heilbronn_2018.standardlieferung(heilbronn_2018.QUELLE, tmp_path / "hn"))
    tabellen, _ = validation.pruefen(
        lieferung.tabellen, vollstaendig=lieferung.angaben.vollstaendig, datum=lieferung.angaben.datum
    )
    bestand = {name: decoded(tabelle) for name, tabelle in tabellen.items()}  # texts, as they are stored
    freigegeben, protokoll = disclosure.freigeben(bestand, PLAN)
    stadt = freigegeben["einwohner"].query("raumeinheit == 'HN' and altersgruppe == 'insgesamt'")
    stadt = stadt.set_index(["geschlecht", "staatsangehoerigkeit"])
    assert stadt.loc[("insgesamt", "insgesamt"), "anzahl"] == 128_612
    assert stadt.loc[("m", "insgesamt"), "anzahl"] == 64_605
    assert stadt.loc[("insgesamt", "nichtdeutsch"), "anzahl"] == 33_767
    assert stadt.loc[("m", "deutsch"), "status"] == "fehlt"
    assert set(protokoll["verknuepft"]) == {"ja"}
