"""The cheapest safe pattern, with its proof, for systems of a few hundred cells.

In the manner of Fischetti and Salazar: a master programme chooses what is hidden; for every demand a linear
programme moves the secret as far as the choice allows, and where that is not far enough its prices say which
cells would have to be hidden for it. Each such cut holds for every pattern, so the last master is a bound.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.anspruch import Anspruch, Bedarf, alle_bedarfe
from pipeline.disclosure.loeser import Floats, Loesung, Programm, ist_ganz, loese_mit_preisen
from pipeline.disclosure.system import Maske, System

KNOTEN = 200
"""Nodes of the master programme; beyond them there is a bound, but no proof that it is reached."""
RUNDEN, ARBEIT = 30, 1_000
"""Rounds of cuts, and simplex steps on whole choices, after which the search is given up."""
_WEIT = 1_000.0
"""How far a cell half hidden may move; only steers which cuts are found, not whether they hold."""
_EPS = 1e-6


@dataclass(frozen=True)
class Muster:
    """What is hidden, tables that prove it safe, and its cost; no safe pattern costs less."""

    geheim: Maske
    zeugen: list[Floats]
    kosten: float


@dataclass
class _Haupt:
    """The master programme: its cuts so far, as coefficients over all rows and what they must reach."""

    kosten: Floats
    fest: Maske
    waehlbar: Maske
    zeilen: list[Floats] = field(default_factory=list)
    rechts: list[float] = field(default_factory=list)

    def loese(self, ganz: bool) -> Loesung | None:
        """Find the cheapest choice that keeps all cuts."""
        breite = len(self.kosten)
        programm = Programm(
            self.kosten,
            sparse.csr_array(np.array(self.zeilen).reshape(len(self.zeilen), breite)),
            np.array(self.rechts),
            np.full(len(self.rechts), np.inf),
            self.fest.astype(float),
            (self.fest | self.waehlbar).astype(float),
        )
        return loese_mit_preisen(programm, np.ones(breite, dtype=bool) if ganz else None, KNOTEN)


def optimum(system: System, verlangt: Anspruch, grund: Floats) -> Muster | None:
    """Find the cheapest pattern by `System.gewicht`.

    Takes:   a system; demands; finest counts that give all its values.
    Returns: None where a secret has a demand that is not a span, or no proof is found within the limits.
    """
    wert = system.zeilen @ grund
    if not np.isfinite(verlangt.oben[system.sensibel]).all():
        return None
    bedarf = alle_bedarfe(system, verlangt, wert)
    fest = system.fest
    waehlbar = system.gezeigt & (wert > 0) & ~system.pflicht & ~fest & ~system.bekannt
    haupt = _Haupt(np.where(fest | waehlbar, system.gewicht, 0.0), fest, waehlbar)
    ganz, arbeit = False, 0
    for _ in range(RUNDEN):
        wahl = haupt.loese(ganz)
        arbeit += wahl.arbeit if wahl is not None and ganz else 0
        if wahl is None or not wahl.fertig or arbeit > ARBEIT:
            return None
        verdeckt = np.round(wahl.werte) if ganz else np.where(wahl.werte < _EPS, 0.0, wahl.werte)
        if not _schneide(system, haupt, bedarf, (wert, grund), verdeckt):
            if ganz:
                tabellen, fertig = _tabellen(system, bedarf, (wert, grund), verdeckt > 0)
                if len(tabellen) == len(bedarf):
                    return Muster(verdeckt > 0, [grund, *tabellen], float(haupt.kosten @ verdeckt))
                if not fertig:
                    return None
                # whole tables need one more cell than fractions do
                haupt.zeilen.append((waehlbar & (verdeckt == 0)).astype(float))
                haupt.rechts.append(1.0)
            ganz = True
    return None


def _schneide(
    system: System, haupt: _Haupt, bedarf: list[Bedarf], stand: tuple[Floats, Floats], verdeckt: Floats
) -> bool:
    """Add a cut for every demand that this choice does not meet; returns whether there was one."""
    bisher = len(haupt.rechts)
    for eines in bedarf:
        schnitt = _schnitt(system, haupt, eines, stand, verdeckt)
        if schnitt is not None and schnitt[0] @ verdeckt < schnitt[1] - 1e-4 * max(1.0, schnitt[1]):
            haupt.zeilen.append(schnitt[0])
            haupt.rechts.append(schnitt[1])
    return len(haupt.rechts) > bisher


def _schnitt(
    system: System, haupt: _Haupt, eines: Bedarf, stand: tuple[Floats, Floats], verdeckt: Floats
) -> tuple[Floats, float] | None:
    """Which hidden cells it takes to move this row far enough; None where it moves as it is.

    The prices of the bounds bound the way of the row for any choice: its coefficient is the price times how
    far the cell could move, and never more than what is lacking.
    """
    programm, reihen = _wege(system, eines, stand, verdeckt, ganz=bool(np.isin(verdeckt, (0.0, 1.0)).all()))
    loesung = loese_mit_preisen(programm)
    if loesung is None:
        return None
    erreicht = -float(programm.kosten @ loesung.werte)
    if erreicht >= abs(eines.schritt) - _EPS:
        return None
    preis = np.where(
        np.abs(loesung.zeilenpreise[: len(reihen)]) > _EPS, loesung.zeilenpreise[: len(reihen)], 0.0
    )
    waehlbar = haupt.waehlbar[reihen]
    ab = np.maximum(stand[0][reihen] - system.untergrenze[reihen], 0.0)
    beitrag = np.where(preis > 0, preis * ab, 0.0)
    beitrag = np.where(preis < 0, np.inf, beitrag)
    fehlt = abs(eines.schritt) - (erreicht - float(_anteil(programm, preis, waehlbar)))
    zeile = np.zeros(len(verdeckt))
    zeile[reihen[waehlbar]] = np.minimum(beitrag[waehlbar], fehlt)
    return zeile, fehlt


def _anteil(programm: Programm, preis: Floats, waehlbar: Maske) -> float:
    """What the cells that may be chosen contribute to the way of the row at present."""
    grenze = np.where(preis > 0, programm.unten[: len(preis)], programm.oben[: len(preis)])
    return -float(np.sum(np.where(waehlbar & (preis != 0), preis * np.where(preis != 0, grenze, 0.0), 0.0)))


def _wege(
    system: System, eines: Bedarf, stand: tuple[Floats, Floats], verdeckt: Floats, ganz: bool
) -> tuple[Programm, npt.NDArray[np.int64]]:
    """Move one row as far as it is asked, every cell as far as it is hidden; rows first, then conditions."""
    wert, grund = stand
    gesehen = system.gezeigt | system.bekannt | (system.untergrenze > 0)
    reihen = np.flatnonzero(gesehen | (np.arange(len(wert)) == eines.reihe))
    ab = np.maximum(wert - system.untergrenze, 0.0)[reihen]
    offen = np.where(system.gezeigt, verdeckt, 1.0)[reihen]
    offen = np.where(system.bekannt[reihen], 0.0, offen)
    auf = np.where(offen >= 1, np.inf, _WEIT * offen) if ganz else _WEIT * offen
    auf = np.where(offen == 0, 0.0, auf)
    ab = np.where(offen == 0, 0.0, ab * offen)
    hier = reihen == eines.reihe
    if eines.schritt > 0:
        auf = np.where(hier, eines.schritt, auf)
    else:
        ab = np.where(hier, -eines.schritt, ab)
    ist = system.bedingung @ grund
    ziel = np.sign(eines.schritt) * system.zeilen[[eines.reihe]].toarray().ravel()
    return Programm(
        -ziel,
        sparse.csr_array(sparse.vstack([system.zeilen[reihen], system.bedingung])),
        np.concatenate([-ab, system.unten - ist]),
        np.concatenate([auf, system.oben - ist]),
        -grund,
        np.full(len(grund), np.inf),
    ), reihen


def _tabellen(
    system: System, bedarf: list[Bedarf], stand: tuple[Floats, Floats], geheim: Maske
) -> tuple[list[Floats], bool]:
    """Whole tables that meet the demands of a pattern up to the first not met, and whether none can."""
    tabellen: list[Floats] = []
    for eines in bedarf:
        programm, _ = _wege(system, eines, stand, geheim.astype(float), ganz=True)
        loesung = loese_mit_preisen(programm)
        if loesung is not None and not ist_ganz(loesung.werte):
            loesung = loese_mit_preisen(programm, np.ones(len(loesung.werte), dtype=bool), KNOTEN)
        if loesung is None or -programm.kosten @ loesung.werte < abs(eines.schritt) - _EPS:
            return tabellen, loesung is None or loesung.fertig
        tabellen.append(stand[1] + np.round(loesung.werte))
    return tabellen, True
