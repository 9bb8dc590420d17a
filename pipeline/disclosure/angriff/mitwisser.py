"""Who is one of the cases, or has some of them in care, knows more than other readers."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.angriff.verschiebungen import fragliche
from pipeline.disclosure.angriffsflaeche import teile
from pipeline.disclosure.audit import EXAKT, SICHER, Befund, Veroeffentlichung, greife_an

Ints = npt.NDArray[np.int64]
Maske = npt.NDArray[np.bool_]
GROSS = 2_000
"""Finest counts above which a leak is first looked for in its own places: the proof then is shorter too."""


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
    gefunden, fraglich = [], _fragliche(offen, kennt)
    for zeile, zahl in kennt.items():
        andere = offen.ziele[np.isin(offen.ziele, fraglich.get(zeile, []))]
        if not len(andere):
            continue
        wert = offen.wert.copy()
        wert[zeile] = zahl
        befunde = _befunde(replace(nur_genau, wert=wert, ziele=andere), zeile)
        gefunden += [(zeile, befund) for befund in befunde if befund.urteil != SICHER]
    return gefunden


def _befunde(weiss: Veroeffentlichung, zeile: int) -> list[Befund]:
    """Attack as one insider; in a large city first with what is shown of the places in question alone."""
    am_ort: dict[int, Befund] = {}
    if len(weiss.ort) > GROSS:
        am_ort = {b.ziel: b for b in _am_ort(weiss, zeile) if b.urteil == EXAKT}
    rest = weiss.ziele[~np.isin(weiss.ziele, list(am_ort))]
    alle = am_ort | {b.ziel: b for b in greife_an(replace(weiss, ziele=rest))}
    return [alle[int(ziel)] for ziel in weiss.ziele]


def _am_ort(weiss: Veroeffentlichung, zeile: int) -> list[Befund]:
    """What follows from the sums that do not reach beyond the places of a row and of the targets.

    Who sees less finds out less: a number that follows already from these follows from all that is shown.
    """
    dort = np.isin(weiss.ort, weiss.ort[weiss.zeilen[[zeile, *weiss.ziele]].indices])
    if dort.all():
        return []
    reihen, bed = (
        np.flatnonzero(abs(m) @ (~dort).astype(float) == 0) for m in (weiss.zeilen, weiss.bedingung)
    )
    zeilen, bedingung = (
        sparse.csr_array(sparse.csc_array(m)[:, dort]) for m in (weiss.zeilen[reihen], weiss.bedingung[bed])
    )
    hier = Veroeffentlichung(
        zeilen=zeilen,
        wert=weiss.wert[reihen],
        untergrenze=weiss.untergrenze[reihen],
        ziele=np.searchsorted(reihen, weiss.ziele),
        soll_unten=weiss.soll_unten[reihen],
        soll_oben=weiss.soll_oben[reihen],
        bedingung=bedingung,
        unten=weiss.unten[bed],
        oben=weiss.oben[bed],
        ort=weiss.ort[dort],
    )
    return [
        replace(
            befund,
            ziel=int(reihen[befund.ziel]),
            summen=tuple(int(reihen[r]) for r in befund.summen),
            bedingungen=tuple(int(bed[r]) for r in befund.bedingungen),
        )
        for befund in greife_an(hier)
    ]


def _fragliche(offen: Veroeffentlichung, kennt: Mapping[int, int]) -> dict[int, list[int]]:
    """By insider the secrets that hang together with what he knows and that he might tell from it.

    Not what is a part of it, nor a sum of it and of shown zeros.
    """
    wichtig = np.union1d(offen.ziele, list(kennt)).astype(np.int64)
    bedingungen = offen.bedingung, offen.unten, offen.oben
    lebend, paare = _lebende_atome(offen), dict[int, list[int]]()

    def seines(ziel: int, zeilen: Ints) -> Maske:
        return _umfasst(lebend, zeilen, ziel)

    for teil in teile(offen.zeilen, offen.wert, offen.untergrenze, wichtig, bedingungen, offen.ort):
        zahl = np.array([kennt.get(int(zeile), np.nan) for zeile in teil.namen])
        if np.isnan(zahl).all():
            continue
        gefragt = np.isin(teil.namen, offen.ziele)
        reste = fragliche(teil, zahl, gefragt, seines)
        if reste is None:
            reste = [(int(ziel), np.flatnonzero(~np.isnan(zahl))) for ziel in np.flatnonzero(gefragt)]
        for ziel, wer in reste:
            name = int(teil.namen[ziel])
            for zeile in teil.namen[wer][~seines(name, teil.namen[wer])]:
                paare.setdefault(int(zeile), []).append(name)
    return paare


def _lebende_atome(offen: Veroeffentlichung) -> sparse.csr_array:
    """The sums without the atoms of which every reader knows that they are zero."""
    tot = np.unique(offen.zeilen[offen.wert == 0].indices)
    lebt = (~np.isin(np.arange(offen.zeilen.shape[1]), tot)).astype(float)
    lebend = sparse.csr_array(offen.zeilen @ sparse.diags_array(lebt))
    lebend.eliminate_zeros()
    return lebend


def _umfasst(lebend: sparse.csr_array, zeilen: Ints, ziel: int) -> Maske:
    """Which rows have no case of a target outside of them."""
    darin = np.zeros(lebend.shape[1])
    atome = lebend[[ziel]].indices
    darin[atome] = 1.0
    return np.asarray(lebend[zeilen] @ darin == len(atome), dtype=np.bool_)


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
