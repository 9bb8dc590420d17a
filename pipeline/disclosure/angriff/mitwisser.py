"""Who is one of the cases, or has some of them in care, knows more than other readers."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.angriff.verschiebungen import fragliche
from pipeline.disclosure.angriffsflaeche import teile
from pipeline.disclosure.audit import SICHER, Befund, Veroeffentlichung, greife_an

Ints = npt.NDArray[np.int64]
Maske = npt.NDArray[np.bool_]


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
    lebend, gefunden = _lebende_atome(offen), []
    fraglich = _fragliche(offen, kennt)
    for zeile, zahl in kennt.items():
        if zeile not in fraglich:
            continue
        ziele = offen.ziele[np.isin(offen.ziele, fraglich[zeile])]
        andere = ziele[~_teile(lebend, ziele, zeile)]
        if not len(andere):
            continue
        wert = offen.wert.copy()
        wert[zeile] = zahl
        befunde = greife_an(replace(nur_genau, wert=wert, ziele=andere))
        gefunden += [(zeile, befund) for befund in befunde if befund.urteil != SICHER]
    return gefunden


def _fragliche(offen: Veroeffentlichung, kennt: Mapping[int, int]) -> dict[int, Ints]:
    """By insider the secrets that hang together with what he knows and that he might tell from it."""
    wichtig = np.union1d(offen.ziele, list(kennt)).astype(np.int64)
    bedingungen = offen.bedingung, offen.unten, offen.oben
    paare: dict[int, list[int]] = {}
    for teil in teile(offen.zeilen, offen.wert, offen.untergrenze, wichtig, bedingungen, offen.ort):
        zahl = np.array([kennt.get(int(zeile), np.nan) for zeile in teil.namen])
        if np.isnan(zahl).all():
            continue
        gefragt = np.isin(teil.namen, offen.ziele)
        reste = fragliche(teil, zahl, gefragt)
        if reste is None:
            reste = [(int(ziel), np.flatnonzero(~np.isnan(zahl))) for ziel in np.flatnonzero(gefragt)]
        for ziel, wer in reste:
            for zeile in teil.namen[wer]:
                paare.setdefault(int(zeile), []).append(int(teil.namen[ziel]))
    return {zeile: np.array(ziele, dtype=np.int64) for zeile, ziele in paare.items()}


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
