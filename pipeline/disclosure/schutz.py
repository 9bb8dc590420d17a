"""Protection: hide what is too small, and as little beside it as another possible truth needs.

A secret is safe when a second table of whole finest counts agrees with everything that is shown and differs
in the secret. Such tables are searched for directly: move the secrets by at least one, let the sums that must
move with them cost what hiding them costs, and hide exactly those.
"""

from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.bewegung import Vorhaben, bewegung
from pipeline.disclosure.loeser import Floats, ist_ganz
from pipeline.disclosure.system import Maske, System, Widerspruch
from pipeline.disclosure.zeugen import Stueck, stuecke, zeuge

LOHN = (0.0, 60.0, 300.0, 2e3, 2e4)
"""What moving one more secret is worth, in units of `System.gewicht`: first only what costs nothing moves,
then what costs little. Each is tried with directions drawn anew as long as it earns something."""
LOHN_ALLE = 500.0
"""From this worth on all places take part, before that only those with secrets and a few helpers."""
HELFER = 4
"""Places without secrets that take part from the start, so that sums over places can stay."""
LOHN_EINZELN = 1e7
"""Worth of a secret that is treated alone: anything that may be hidden is hidden for it."""


@dataclass
class Schutz:
    """What is hidden so far, and the tables that prove what is safe; grows, never shrinks."""

    geheim: Maske
    offen: Maske
    zeugen: list[Floats] = field(default_factory=list)


def schuetze(system: System) -> Schutz:
    """Choose what is hidden in one system.

    Returns: rows hidden; rows for whose secret no second table was found; the tables, the first of which
             agrees with every known value.
    Raises:  Widerspruch where no table of finest counts fits the values, so that they contradict.
    """
    schutz = Schutz(system.sensibel & system.gezeigt, system.sensibel.copy())
    if not schutz.offen.any():
        return schutz
    teile = stuecke(system)
    grund = zeuge(system, teile, system.wert)
    if grund is None:
        raise Widerspruch(system.name[int(np.flatnonzero(system.sensibel)[0])])
    schutz.zeugen.append(grund)
    wert = np.where(np.isnan(system.wert), system.zeilen @ grund, system.wert)
    _gemeinsam(system, teile, schutz, wert)
    _einzeln(system, teile, schutz, wert)
    return schutz


def _gemeinsam(system: System, teile: list[Stueck], schutz: Schutz, wert: Floats) -> None:
    """Move as many open secrets at once as pays, in a few attempts with directions drawn anew."""
    zufall = np.random.default_rng(len(wert))
    for lohn in LOHN:
        davor = np.inf
        while 0 < schutz.offen.sum() < davor:
            davor = schutz.offen.sum()
            frei = np.isin(system.ort, _orte(system, schutz.offen, alle=lohn > LOHN_ALLE))
            richtung = _richtung(system, schutz, wert, zufall)
            vorhaben = Vorhaben(wert, schutz.zeugen[0], frei, richtung, lohn, schutz.geheim)
            _versuch(system, teile, schutz, vorhaben, ganz=False)


def _richtung(system: System, schutz: Schutz, wert: Floats, zufall: np.random.Generator) -> Floats:
    """Which way each open secret is to move; 0 for all other rows. What is at its lower limit goes up."""
    richtung = zufall.choice([-1.0, 1.0], len(wert))
    richtung[wert <= system.untergrenze] = 1.0
    return np.where(schutz.offen, richtung, 0.0)


def _einzeln(system: System, teile: list[Stueck], schutz: Schutz, wert: Floats) -> None:
    """Move every secret that is still open by itself, up and, where that fails, down."""
    frei = np.ones(len(system.ort), dtype=bool)
    for reihe in np.flatnonzero(schutz.offen):
        for wohin, ganz in product((1.0, -1.0), (False, True)):
            if schutz.offen[reihe]:
                richtung = np.where(np.arange(len(wert)) == reihe, wohin, 0.0)
                vorhaben = Vorhaben(wert, schutz.zeugen[0], frei, richtung, LOHN_EINZELN, schutz.geheim)
                _versuch(system, teile, schutz, vorhaben, ganz)


def _orte(system: System, offen: Maske, alle: bool) -> npt.NDArray[np.int64]:
    """Places that take part: those where a secret is, and a few more to balance them."""
    vorhanden: npt.NDArray[np.int64] = np.unique(system.ort)
    if alle:
        return vorhanden
    einzeln = _beruehrte_orte(system)
    mit = np.flatnonzero(np.asarray(einzeln[offen & (einzeln.sum(axis=1) == 1)].sum(axis=0)).ravel() > 0)
    ohne = np.setdiff1d(vorhanden, mit)
    return np.union1d(mit, ohne[:: max(1, len(ohne) // HELFER)])


def _beruehrte_orte(system: System) -> sparse.csr_array:
    """Rows x places: whether a row has an atom there."""
    orte = int(system.ort.max()) + 1
    atome = np.arange(len(system.ort))
    zu_ort = sparse.csr_array((np.ones(len(atome)), (atome, system.ort)), shape=(len(atome), orte))
    return sparse.csr_array((system.zeilen @ zu_ort > 0).astype(float))


def _versuch(system: System, teile: list[Stueck], schutz: Schutz, vorhaben: Vorhaben, ganz: bool) -> None:
    """Look for one more table in which open secrets have moved; hide what moves with them."""
    aenderung = bewegung(system, vorhaben, ganz)
    if aenderung is None:
        return
    bewegt = np.round(system.zeilen @ aenderung)
    if ist_ganz(aenderung):
        tabelle: Floats | None = vorhaben.grund + aenderung
    else:
        tabelle = zeuge(system, teile, vorhaben.wert + bewegt, vorhaben.grund)
    if tabelle is not None and bewegt.any():
        schutz.zeugen.append(tabelle)
        schutz.geheim |= (bewegt != 0) & system.gezeigt
        schutz.offen &= bewegt == 0
