"""A leak that the attack finds is repaired; where it cannot be, the message names the way out."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline import disclosure
from pipeline.disclosure import freigabe, pruefung
from pipeline.disclosure.angriff import mitwisser
from pipeline.disclosure.audit import SICHER, greife_an
from pipeline.disclosure.freigabeplan import plan
from pipeline.disclosure.schutz import schuetze
from pipeline.errors import NichtFreigegeben
from tests.disclosure.bausteine import STICHTAG, baue_system, mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import bestand
from tests.disclosure.test_register import HERKUNFT, LAENDER, geheim, herkunft


def nur_die_kleinen(eines):
    """A protection that hides what is too small and what it is told to, and nothing for the sake of it."""
    schutz = schuetze(eines)
    schutz.geheim = (eines.sensibel & eines.gezeigt) | eines.zuvor
    schutz.zeugen.clear()
    return schutz


def test_what_the_attack_finds_is_hidden_too(monkeypatch):
    monkeypatch.setattr(pruefung, "schuetze", nur_die_kleinen)
    tabelle = disclosure.freigeben(herkunft(), plan(HERKUNFT))[0]["herkunft"]
    assert "Irak" in geheim(tabelle)
    assert len(geheim(tabelle)) > 1
    monkeypatch.setattr(pruefung, "REPARATUREN", 0)
    with pytest.raises(NichtFreigegeben):
        disclosure.freigeben(herkunft(), plan(HERKUNFT))


def test_a_refusal_names_the_cell_the_sums_and_the_line_of_the_plan():
    pflicht = 'pflicht = [{}, { herkunftsland = "Italien" }, { herkunftsland = "Türkei" }]'
    with pytest.raises(NichtFreigegeben) as fehler:
        disclosure.freigeben(herkunft(), plan(HERKUNFT + pflicht))
    satz = str(fehler.value)
    assert "herkunft (Irak), P1" in satz
    assert "herkunft (insgesamt), P1" in satz
    zeile = HERKUNFT.splitlines().index('name = "herkunft"') + 1
    assert f"(Tabelle herkunft, Zeile {zeile})" in satz


def zwei_jahre(danach):
    jahre = {"2019-12-31": LAENDER, STICHTAG: danach}
    teile = []
    for tag, p1 in jahre.items():
        je_ort = {"P1": p1, "P2": {"Irak": 20, "Italien": 40, "Türkei": 30}, "P3": {"Irak": 20}}
        zeilen = [(ort, land, n) for ort, je in je_ort.items() for land, n in je.items()]
        teile.append(zaehltabelle(["herkunftsland"], mit_stadt(None, zeilen)).assign(stichtag=tag))
    return bestand(herkunft=pd.concat(teile, ignore_index=True))


def test_the_pattern_of_the_year_before_is_kept_where_it_is_still_safe(monkeypatch):
    # Italien was the smallest beside Irak; now Türkei is
    danach = {"Irak": 2, "Italien": 12, "Türkei": 10}

    def im_letzten_jahr():
        tabelle = disclosure.freigeben(zwei_jahre(danach), plan(HERKUNFT))[0]["herkunft"]
        return geheim(tabelle[tabelle["stichtag"] == STICHTAG])

    assert im_letzten_jahr() == {"Irak", "Italien"}
    monkeypatch.setattr(freigabe, "WIE_ZULETZT", 1.0)
    assert im_letzten_jahr() == {"Irak", "Türkei"}


def test_two_runs_give_the_same_repair(monkeypatch):
    monkeypatch.setattr(pruefung, "schuetze", nur_die_kleinen)
    erste, zweite = (disclosure.freigeben(herkunft(), plan(HERKUNFT))[0]["herkunft"] for _ in range(2))
    pd.testing.assert_frame_equal(erste, zweite)
    assert np.count_nonzero(erste["status"] == "geheim") > 1


def faelle(seed):
    """Three places, four kinds of few cases, two of them in the sum of their place only."""
    zufall = np.random.default_rng(seed)
    platz = np.arange(12).reshape(3, 4)
    summen = [*platz.tolist(), *platz.T[2:].tolist(), platz.ravel().tolist()]
    gezeigt = [*np.tile([False, False, True, True], 3), *[True] * len(summen)]
    atome = np.where(
        np.arange(12) % 4 < 2, zufall.choice([1, 2, 4], 12), zufall.choice([2, 9, 20], 12, p=[0.2, 0.4, 0.4])
    )
    eines = baue_system([*([a] for a in range(12)), *summen], atome, mindest=5, gezeigt=gezeigt)
    return replace(eines, mitwisser=np.full(len(eines.wert), True))


def test_a_repair_hides_more_and_nobody_finds_out_anything(monkeypatch):
    """Compared with an attack by all insiders anew: only those who found something are asked again."""
    ergaenzt = []

    def gezaehlt(davor, weitere):
        ergaenzt.append(bool(davor.paare))
        return mit_weiteren(davor, weitere)

    mit_weiteren = pruefung._mit_weiteren
    monkeypatch.setattr(pruefung, "_mit_weiteren", gezaehlt)
    for seed in range(20):
        eines = faelle(seed)
        geprueft = pruefung.pruefe(eines)
        offen = pruefung.veroeffentlichung(eines, geprueft.schutz.geheim)
        da = pruefung.gesehene_zeilen(eines)
        einzige = np.flatnonzero((eines.wert == 1)[da] & np.isnan(offen.wert))
        assert all(befund.urteil == SICHER for befund in greife_an(offen))
        assert mitwisser(offen, dict.fromkeys(einzige.tolist(), 1)) == []
        assert (schuetze(eines).geheim <= geprueft.schutz.geheim).all()
    assert ergaenzt.count(True) > 3, "the leaks to insiders that this is about"
