"""Who is one of the cases, or has some of them in care, knows more than other readers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.angriffsflaeche import Teil, teile
from pipeline.disclosure.angriffsloeser import UNBEGRENZT, breiter, ganze_tabelle
from pipeline.disclosure.audit import SICHER, Befund, Veroeffentlichung, greife_an

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Maske = npt.NDArray[np.bool_]
TABELLEN, TABELLEN_JE_MITWISSER = 48, 4
"""Tables looked for, at most, that keep half of what insiders know, before each insider attacks alone."""
WEIT = 5
"""How far a count is pushed up in them."""


def mitwisser(offen: Veroeffentlichung, kennt: Mapping[int, int]) -> list[tuple[int, Befund]]:
    """Attack as somebody who knows one hidden count exactly: its only case, or who has all of them in care.

    Takes:   a publication that tells other readers nothing; hidden rows with their number. Each is known to
             somebody else, who attacks alone.
    Returns: pairs of the row that is known and a secret whose number follows from it. That a secret is larger
             or smaller than something is none: who is a case himself always knows a little of the others. Nor
             is a part of what he knows, nor a sum of it and of shown zeros: those are about himself.
    """
    if not kennt:
        return []
    alles = np.full(len(offen.wert), np.inf)
    nur_genau = replace(offen, soll_unten=alles, soll_oben=-alles)
    lebend, (werte, verbunden) = _lebende_atome(offen), _tabellen(offen, kennt)
    gefunden = []
    for zeile, zahl in kennt.items():
        wert = offen.wert.copy()
        wert[zeile] = zahl
        moeglich = werte[offen.ziele][:, werte[zeile] == zahl]
        kleinste = np.fmin.reduce(moeglich, axis=1, initial=np.inf)
        fraglich = np.fmax.reduce(moeglich, axis=1, initial=-1) <= kleinste
        fraglich &= verbunden[offen.ziele] == verbunden[zeile]
        andere = offen.ziele[fraglich & ~_teile(lebend, offen.ziele, zeile)]
        befunde = greife_an(replace(nur_genau, wert=wert, ziele=andere))
        gefunden += [(zeile, befund) for befund in befunde if befund.urteil != SICHER]
    return gefunden


def _tabellen(offen: Veroeffentlichung, kennt: Mapping[int, int]) -> tuple[Floats, Ints]:
    """Find whole tables that agree with what is shown.

    Each keeps what about half of the insiders know, so that together they hold for each of them.

    Returns: value of every row that matters by table, NaN where there is none; which rows hang together.
    """
    zufall = np.random.default_rng(len(kennt))
    werte, verbunden = np.full((len(offen.wert), TABELLEN), np.nan), np.full(len(offen.wert), -1)
    wichtig = np.union1d(offen.ziele, list(kennt))
    bedingungen = offen.bedingung, offen.unten, offen.oben
    alle = teile(offen.zeilen, offen.wert, offen.untergrenze, wichtig, bedingungen, offen.ort)
    for welcher, teil in enumerate(alle):
        verbunden[teil.namen] = welcher
        zahl = np.array([kennt.get(int(zeile), np.nan) for zeile in teil.namen])
        lohnt = TABELLEN_JE_MITWISSER * int((~np.isnan(zahl)).sum()) if teil.ziele.shape[1] else 0
        for nummer in range(min(TABELLEN, lohnt)):
            bleibt = ~np.isnan(zahl) & (zufall.random(len(zahl)) < 0.5)
            werte[teil.namen, nummer] = _werte(teil, bleibt, zahl, zufall)
    return werte, verbunden


def _werte(teil: Teil, bleibt: Maske, zahl: Floats, zufall: np.random.Generator) -> Floats:
    """Push every count up as far as a number drawn anew, but those that stay; one programme."""
    anzahl, breite = teil.ziele.shape
    folgt = sparse.hstack([-teil.ziele, sparse.eye_array(anzahl)])
    genau = sparse.hstack([teil.ziele[bleibt], sparse.csr_array((int(bleibt.sum()), anzahl))])
    schranken: dict[str, Any] = {
        "A_ub": sparse.csr_array(sparse.vstack([breiter(teil.ungleich, anzahl), folgt])),
        "b_ub": np.concatenate([teil.hoechstens, teil.konstante]),
        "A_eq": sparse.csr_array(sparse.vstack([breiter(teil.gleich, anzahl), genau])),
        "b_eq": np.concatenate([teil.genau, (zahl - teil.konstante)[bleibt]]),
        "bounds": [(0, UNBEGRENZT)] * breite + [(0, weit) for weit in zufall.integers(1, WEIT + 1, anzahl)],
    }
    gewicht = np.concatenate([np.zeros(breite), -zufall.uniform(0.5, 1.5, anzahl)])
    ende = optimize.linprog(gewicht, method="highs-ds", **schranken)
    ganz = ganze_tabelle(teil, None if ende.x is None else ende.x[:breite])
    return np.full(anzahl, np.nan) if ganz is None else teil.ziele @ ganz + teil.konstante


def _lebende_atome(offen: Veroeffentlichung) -> sparse.csr_array:
    """The sums without the atoms of which every reader knows that they are zero."""
    tot = np.unique(offen.zeilen[offen.wert == 0].indices)
    lebt = (~np.isin(np.arange(offen.zeilen.shape[1]), tot)).astype(float)
    lebend = sparse.csr_array(offen.zeilen @ sparse.diags_array(lebt))
    lebend.eliminate_zeros()
    return lebend


def _teile(lebend: sparse.csr_array, ziele: Ints, zeile: int) -> Maske:
    """Which targets have no case outside of a row."""
    darin = np.zeros(lebend.shape[1])
    darin[lebend[[zeile]].indices] = 1.0
    return np.asarray(lebend[ziele] @ darin == np.diff(lebend.indptr)[ziele], dtype=np.bool_)


def mit_eigenen_faellen(offen: Veroeffentlichung, eigene: Mapping[int, int]) -> Veroeffentlichung:
    """Let a provider know its own cases, which may be some or all of an atom.

    Takes:   by atom the number of its own cases.
    Returns: the publication as it looks to the provider. Of a secret it may know that its own cases are in
             it, but not that nobody else's are.
    """
    atome = sorted(eigene)
    mindestens = np.zeros(offen.zeilen.shape[1])
    mindestens[atome] = [eigene[atom] for atom in atome]
    bedingung = sparse.eye_array(len(mindestens), format="csr")[atome]
    davor = offen.bedingung.shape[0]
    in_summe = offen.zeilen @ mindestens
    return replace(
        offen,
        soll_unten=np.maximum(offen.soll_unten, in_summe),
        soll_oben=np.maximum(offen.soll_oben, in_summe + 1),
        bedingung=sparse.csr_array(sparse.vstack([offen.bedingung, bedingung])),
        unten=np.concatenate([offen.unten, mindestens[atome]]),
        oben=np.concatenate([offen.oben, np.full(len(atome), np.inf)]),
        texte={**offen.texte, **{davor + i: "eigene Fälle" for i in range(len(atome))}},
    )
