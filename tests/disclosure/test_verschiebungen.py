"""Tables that differ among a few places: they settle no pair of insider and secret that is a leak."""

import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from pipeline.disclosure.angriff import mitwisser, verschiebungen
from pipeline.disclosure.angriffsflaeche import teile
from pipeline.disclosure.audit import SICHER, Veroeffentlichung, greife_an
from tests.disclosure.attacke import spanne


def stadt(wahr, versteckt, mit_grenze, bilanz=0):
    """Districts x kinds: every count, the sums per district and per kind, the city, a half of the city.

    Takes: counts; which cells are hidden; whether a hidden cell is known not to be zero; how many balances
           between the first districts every reader knows.
    """
    orte, arten = wahr.shape
    platz = np.arange(wahr.size).reshape(wahr.shape)
    summen = [*platz.ravel()[:, None], *platz, *platz.T, platz.ravel(), *platz[: (orte + 1) // 2].T]
    zeilen = np.zeros((len(summen), wahr.size))
    for i, summe in enumerate(summen):
        zeilen[i, summe] = 1.0
    wert = zeilen @ wahr.ravel()
    geheim = np.concatenate([versteckt.ravel(), np.zeros(len(summen) - wahr.size, dtype=bool)]) & (wert > 0)
    geheim[wahr.size : wahr.size + orte] = geheim[: wahr.size].reshape(orte, arten).sum(axis=1) == 1
    bedingung = np.zeros((bilanz, wahr.size))
    for b in range(bilanz):
        bedingung[b, platz[b, 0]], bedingung[b, platz[b + 1, 0]] = 1.0, -1.0
    alles = np.full(len(wert), np.inf)
    return Veroeffentlichung(
        zeilen=sparse.csr_array(zeilen),
        wert=np.where(geheim, np.nan, wert),
        untergrenze=(geheim & mit_grenze).astype(float),
        ziele=np.flatnonzero(geheim & (wert < 5)),
        soll_unten=alles,
        soll_oben=-alles,
        bedingung=sparse.csr_array(bedingung),
        unten=bedingung @ wahr.ravel(),
        oben=bedingung @ wahr.ravel(),
        ort=np.repeat(np.arange(orte), arten),
    ), {int(i): 1 for i in np.flatnonzero(geheim & (wert == 1))}


@st.composite
def staedte(draw):
    """A small city of which every secret has several values for a reader who is no insider."""
    zufall = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    form = draw(st.integers(2, 5)), draw(st.integers(2, 3))
    wahr = zufall.choice([0, 1, 1, 2, 3, 7], form)
    versteckt = (zufall.random(form) < draw(st.sampled_from([0.5, 0.8]))) & (wahr < 5)
    offen, kennt = stadt(wahr, versteckt, draw(st.booleans()), draw(st.integers(0, 1)))
    return replace(
        offen, ziele=np.array([z for z in offen.ziele if len(moeglich(offen, z)) > 1], dtype=np.int64)
    ), kennt


def moeglich(offen, ziel, **bekannt):
    """Least and greatest value of a target, found by programmes of the tests' own."""
    wert = bekannt.get("wert", offen.wert)
    bedingt = offen.bedingung, offen.unten, offen.oben
    return set(spanne(offen.zeilen, wert, offen.untergrenze, ziel, *bedingt))


def lecks(offen, kennt):
    """Every pair of an insider and a secret not within what he knows that has one value left for him."""
    tot = offen.zeilen[offen.wert == 0].sum(axis=0) > 0
    lebend = (offen.zeilen.toarray() > 0) & ~tot
    gefunden = []
    for zeile, zahl in kennt.items():
        wert = offen.wert.copy()
        wert[zeile] = zahl
        for ziel in offen.ziele:
            if (lebend[ziel] & ~lebend[zeile]).any():
                werte = moeglich(offen, ziel, wert=wert)
                gefunden += [(zeile, int(ziel), werte.pop())] if len(werte) == 1 else []
    return gefunden


def gefundene(offen, kennt):
    return [(zeile, befund.ziel, befund.untere) for zeile, befund in mitwisser(offen, kennt)]


def beweist(offen, kennt, zeile, befund):
    """Whether what a finding names, the shown zeros and what the insider knows leave one value."""
    behalten = np.isin(np.arange(len(offen.wert)), befund.summen) | (offen.wert == 0)
    wert = np.where(behalten, offen.wert, np.nan)
    wert[zeile] = kennt[zeile]
    bed = list(befund.bedingungen)
    bedingt = offen.bedingung[bed], offen.unten[bed], offen.oben[bed]
    enden = spanne(offen.zeilen, wert, np.where(behalten, offen.untergrenze, 0.0), befund.ziel, *bedingt)
    return enden == (befund.untere, befund.obere)


@pytest.mark.parametrize(("orte", "gross"), [(2, 0), (2, 1_000), (8, 1_000)])
@given(gezogen=staedte())
@settings(max_examples=15, deadline=None, derandomize=True)
def test_insiders_find_out_exactly_what_has_one_value_left_for_them(gezogen, orte, gross):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verschiebungen, "ORTE", orte)
        patch.setattr(sys.modules[mitwisser.__module__], "GROSS", gross)
        gefunden = mitwisser(*gezogen)
    assert [(zeile, b.ziel, b.untere) for zeile, b in gefunden] == lecks(*gezogen)
    for zeile, befund in gefunden:
        assert beweist(*gezogen, zeile, befund)


def keines(ziel, zeilen):
    return np.zeros(len(zeilen), dtype=bool)


def arbeit(orte):
    """How many pairs of a made city are left to be attacked alone, and how many atoms all programmes had."""
    zufall = np.random.default_rng(7)
    wahr = zufall.choice([0, 1, 2, 3, 9], (orte, 4))
    offen, kennt = stadt(wahr, (wahr < 5) & (zufall.random(wahr.shape) < 0.8), mit_grenze=True)
    sicher = [befund.ziel for befund in greife_an(offen) if befund.urteil == SICHER]
    offen = replace(offen, ziele=np.array(sicher))
    wichtig = np.union1d(offen.ziele, list(kennt))
    bedingungen = offen.bedingung, offen.unten, offen.oben
    breiten, reste, paare = [], 0, 0
    with pytest.MonkeyPatch.context() as patch:
        tabelle = verschiebungen._tabelle
        patch.setattr(
            verschiebungen,
            "_tabelle",
            lambda teil, *rest: breiten.append(len(teil.ort)) or tabelle(teil, *rest),
        )
        for teil in teile(offen.zeilen, offen.wert, offen.untergrenze, wichtig, bedingungen, offen.ort):
            zahl = np.array([kennt.get(int(name), np.nan) for name in teil.namen])
            gefragt = np.isin(teil.namen, offen.ziele)
            reste += sum(len(wer) for _, wer in verschiebungen.fragliche(teil, zahl, gefragt, keines) or [])
            paare += (~np.isnan(zahl)).sum() * gefragt.sum()
    return reste, paare, sum(breiten)


def test_work_grows_with_the_places_and_not_with_the_pairs():
    (_, _, wenig), (reste, paare, viel) = (arbeit(orte) for orte in (40, 80))
    assert reste < 80 < paare / 50  # less than one for a place, of thousands
    assert viel < 2.8 * wenig  # every pair once would be four times as much


def test_where_no_table_to_begin_with_is_found_every_pair_is_attacked():
    zufall = np.random.default_rng(3)
    wahr = zufall.choice([1, 2, 3], (4, 3))
    offen, kennt = stadt(wahr, zufall.random(wahr.shape) < 0.7, mit_grenze=True)
    erwartet = gefundene(offen, kennt)
    assert erwartet
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verschiebungen, "_anfang", lambda *_: None)
        assert gefundene(offen, kennt) == erwartet
        patch.setattr(verschiebungen, "_anfang", lambda teil, *_: np.zeros(teil.ziele.shape[1]))
        patch.setattr(verschiebungen, "RUNDEN", 0)
        patch.setattr(verschiebungen, "VERSUCHE", 0)
        assert gefundene(offen, kennt) == erwartet
