"""Who is one of the cases, or has some of them in care, knows more than other readers."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy import sparse

from pipeline.disclosure.audit import SICHER, Befund, Veroeffentlichung, greife_an


def mitwisser(offen: Veroeffentlichung, kennt: Mapping[int, int]) -> list[tuple[int, Befund]]:
    """Attack as somebody who knows one hidden count exactly: its only case, or who has all of them in care.

    Takes:   a publication; hidden rows with their number. Each is known to somebody else, who attacks alone.
    Returns: pairs of the row that is known and what follows from it; findings that are not safe only.
    """
    gefunden = []
    for zeile, zahl in kennt.items():
        wert = offen.wert.copy()
        wert[zeile] = zahl
        andere = offen.ziele[offen.ziele != zeile]
        befunde = greife_an(replace(offen, wert=wert, ziele=andere))
        gefunden += [(zeile, befund) for befund in befunde if befund.urteil != SICHER]
    return gefunden


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
