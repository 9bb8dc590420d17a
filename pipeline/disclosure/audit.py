"""The attack: what a clever reader can work out from everything that is shown.

Shares no code with the protection. It is given sums of finest counts, some with their value and some hidden,
and what every reader knows beside them; it bounds every secret by whole tables of finest counts that agree
with all of it. Tables that the protection offers as proof are checked like anybody's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from pipeline.disclosure.angriffsflaeche import Teil, teile
from pipeline.disclosure.angriffsloeser import UNBEGRENZT, beweis, breiter, ganze_tabelle, ganzzahlig, linear

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SICHER, EXAKT, ENG, UNBEWIESEN = "sicher", "exakt", "eng", "unbewiesen"
LOHNT = 3
"""Secrets that a pair of random objectives must certify for another pair to be tried; then one by one."""
_EPS = 1e-6


@dataclass(frozen=True)
class Veroeffentlichung:
    """What is shown, as sums of atoms (finest counts, whole and never negative).

    zeilen:      sums x atoms; those shown, those shown as hidden, and targets that no table shows.
    wert:        value of a sum, NaN where it is not shown.
    untergrenze: what every reader knows of a sum that is not shown.
    ziele:       sums that nobody may be able to work out.
    soll_unten:  what a sum that is a target must be able to be at most; infinite where nothing is asked.
    soll_oben:   what it must be able to be at least.
    bedingung:   conditions x atoms, with unten <= bedingung @ atoms <= oben.
    ort:         any grouping of the atoms; a good one makes the attack faster, a bad one not wrong.
    texte:       how some of the conditions are named where they give a secret away.
    """

    zeilen: sparse.csr_array
    wert: Floats
    untergrenze: Floats
    ziele: Ints
    soll_unten: Floats
    soll_oben: Floats
    bedingung: sparse.csr_array
    unten: Floats
    oben: Floats
    ort: Ints
    texte: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Befund:
    """What the attack found out about one secret: the interval left to it, and what gives it away.

    `summen` are shown sums, `bedingungen` conditions: those that prove the bounds.
    """

    ziel: int
    untere: float
    obere: float
    urteil: str
    summen: tuple[int, ...] = ()
    bedingungen: tuple[int, ...] = ()


@dataclass
class _Spanne:
    """Least and greatest value of every target in whole tables found so far; grows, never shrinks."""

    untere: Floats
    obere: Floats
    soll_unten: Floats
    soll_oben: Floats

    @property
    def sicher(self) -> npt.NDArray[np.bool_]:
        """Which targets could be as small, and as large, as they must be able to."""
        weit = (self.untere <= self.soll_unten) & (self.obere >= self.soll_oben)
        return np.asarray((self.untere < self.obere) & weit, dtype=np.bool_)

    @property
    def zu_hoch(self) -> npt.NDArray[np.bool_]:
        """Of which targets no table is known that is small enough."""
        nur_eine = (self.untere >= self.obere) & np.isinf(self.soll_unten)
        return np.asarray((self.untere > self.soll_unten) | nur_eine, dtype=np.bool_)

    @property
    def zu_tief(self) -> npt.NDArray[np.bool_]:
        """Of which targets no table is known that is large enough."""
        nur_eine = (self.untere >= self.obere) & np.isinf(self.soll_oben)
        return np.asarray((self.obere < self.soll_oben) | nur_eine, dtype=np.bool_)

    def merke(self, werte: Floats) -> None:
        """Widen it by the values in one more table."""
        np.minimum(self.untere, werte, out=self.untere)
        np.maximum(self.obere, werte, out=self.obere)

    def von(self, gewaehlt: Ints) -> "_Spanne":
        """The same for some of the targets."""
        return _Spanne(*(f[gewaehlt] for f in (self.untere, self.obere, self.soll_unten, self.soll_oben)))


def greife_an(offen: Veroeffentlichung, zeugen: Iterable[Floats] = ()) -> list[Befund]:
    """Attack every secret.

    Takes:   what is shown; tables of finest counts offered as proof that secrets cannot be told.
    Returns: one finding per target, in their order. `sicher`: two whole tables that agree with everything
             shown differ in it, as far as is asked. `exakt`: only one value is possible. `eng`: several are,
             but not as small or as large as is asked. `unbewiesen`: nothing of this could be shown.
    """
    spanne = _spanne(offen, zeugen)
    rest = offen.ziele[~spanne.sicher]
    platz = {int(ziel): i for i, ziel in enumerate(offen.ziele)}
    befunde = {
        int(ziel): Befund(int(ziel), spanne.untere[i], spanne.obere[i], SICHER)
        for i, ziel in enumerate(offen.ziele)
        if spanne.sicher[i]
    }
    for teil in teile(offen.zeilen, offen.wert, offen.untergrenze, rest, _bedingungen(offen), offen.ort):
        hier = spanne.von(np.array([platz[int(name)] for name in teil.namen], dtype=np.int64))
        befunde |= {befund.ziel: befund for befund in _angegriffen(teil, hier)}
    return [befunde[int(ziel)] for ziel in offen.ziele]


def _bedingungen(offen: Veroeffentlichung) -> tuple[sparse.csr_array, Floats, Floats]:
    return offen.bedingung, offen.unten, offen.oben


def stimmt(offen: Veroeffentlichung, zeuge: Floats) -> bool:
    """Whether a table agrees with everything shown: whole, never negative, every sum and condition kept."""
    if len(zeuge) != offen.zeilen.shape[1] or (zeuge < 0).any() or (zeuge != np.round(zeuge)).any():
        return False
    summen, bedingt = offen.zeilen @ zeuge, offen.bedingung @ zeuge
    gezeigt = ~np.isnan(offen.wert)
    return bool(
        (summen[gezeigt] == offen.wert[gezeigt]).all()
        and (summen >= offen.untergrenze)[~gezeigt].all()
        and (bedingt >= offen.unten).all()
        and (bedingt <= offen.oben).all()
    )


def _spanne(offen: Veroeffentlichung, zeugen: Iterable[Floats]) -> _Spanne:
    """Least and greatest value of every target in the tables offered that hold."""
    leer = np.full(len(offen.ziele), np.inf)
    spanne = _Spanne(leer, -leer, offen.soll_unten[offen.ziele], offen.soll_oben[offen.ziele])
    for zeuge in zeugen:
        if stimmt(offen, zeuge):
            spanne.merke(offen.zeilen[offen.ziele] @ zeuge)
    return spanne


def _angegriffen(teil: Teil, spanne: _Spanne) -> list[Befund]:
    """Attack the secrets of one part: many at once with random objectives, then those left one by one."""
    if not teil.ziele.shape[1]:
        plain = zip(map(int, teil.namen), map(float, teil.konstante), strict=True)
        return [Befund(name, wert, wert, EXAKT, teil.abgezogen.get(name, ())) for name, wert in plain]
    zufall = np.random.default_rng(len(teil.namen))
    davor = -LOHNT
    while len(teil.namen) > 1 and spanne.sicher.sum() >= davor + LOHNT:
        davor = int(spanne.sicher.sum())
        for richtung in (1.0, -1.0):
            _buendel(teil, spanne, richtung, zufall)
    return [_einzeln(teil, i, spanne) for i in range(len(teil.namen))]


def _buendel(teil: Teil, spanne: _Spanne, richtung: float, zufall: np.random.Generator) -> None:
    """One programme for many secrets: push all of them as far as is asked, weighed at random.

    Every secret gets a variable that follows it up (or down) to what is asked and no further, so that none
    takes all the room there is.
    """
    gewaehlt = np.flatnonzero(spanne.zu_tief if richtung > 0 else spanne.zu_hoch)
    if not len(gewaehlt):
        return
    anzahl, breite = len(gewaehlt), teil.ziele.shape[1]
    soll = _wohin(spanne.von(gewaehlt), richtung)
    folgt = sparse.hstack([-richtung * teil.ziele[gewaehlt], richtung * sparse.eye_array(anzahl)])
    schranken: dict[str, Any] = {
        "A_ub": sparse.csr_array(sparse.vstack([breiter(teil.ungleich, anzahl), folgt])),
        "b_ub": np.concatenate([teil.hoechstens, richtung * teil.konstante[gewaehlt]]),
        "A_eq": breiter(teil.gleich, anzahl),
        "b_eq": teil.genau,
        "bounds": [(0.0, UNBEGRENZT)] * breite
        + [(0.0, s) if richtung > 0 else (s, UNBEGRENZT) for s in soll],
    }
    gewicht = np.concatenate([np.zeros(breite), -richtung * zufall.uniform(0.5, 1.5, anzahl)])
    ende = optimize.linprog(gewicht, method="highs-ds", **schranken)
    if ende.x is not None:
        _merke(teil, ende.x[:breite], spanne)


def _wohin(spanne: _Spanne, richtung: float) -> Floats:
    """Where each target is to go: to what is asked, else just beyond what it was seen to be."""
    soll, bisher = (spanne.soll_oben, spanne.obere) if richtung > 0 else (spanne.soll_unten, spanne.untere)
    weiter = np.where(np.isfinite(bisher), bisher + richtung, 0.0)
    return np.maximum(np.where(np.isfinite(soll), soll, weiter), 0.0)


def _merke(teil: Teil, tabelle: Floats | None, spanne: _Spanne) -> None:
    """Widen the known span of every target by a table, if that is whole and agrees to the last unit."""
    ganz = ganze_tabelle(teil, tabelle)
    if ganz is not None:
        spanne.merke(teil.ziele @ ganz + teil.konstante)


def _einzeln(teil: Teil, i: int, spanne: _Spanne) -> Befund:
    """Bound one target exactly: linear first, for its proof, then in whole numbers."""
    ziel, name = teil.ziele[[i]].toarray().ravel(), int(teil.namen[i])
    if spanne.sicher[i]:
        return Befund(name, spanne.untere[i], spanne.obere[i], SICHER)
    enden = [linear(teil, ziel), linear(teil, -ziel)]
    if any(ende.x is None for ende in enden):
        return Befund(name, np.nan, np.nan, UNBEWIESEN)
    tief = float(np.ceil(ziel @ enden[0].x + teil.konstante[i] - _EPS))
    hoch = float(np.floor(ziel @ enden[1].x + teil.konstante[i] + _EPS))
    for ende in enden:
        _merke(teil, ende.x, spanne)
    tief, hoch, fertig = _ganze_enden(teil, i, spanne, tief, hoch)
    if spanne.sicher[i]:
        return Befund(name, float(spanne.untere[i]), float(spanne.obere[i]), SICHER)
    urteil = EXAKT if tief == hoch else ENG if fertig else UNBEWIESEN
    return Befund(name, tief, hoch, urteil, *beweis(teil, name, enden))


def _ganze_enden(teil: Teil, i: int, spanne: _Spanne, tief: float, hoch: float) -> tuple[float, float, bool]:
    """Look for whole tables at the ends that matter; both do where the bounds are too narrow already.

    Returns: the bounds, exact where a search came to its end; whether every search did.
    """
    if tief == hoch:
        return tief, hoch, True
    eng = tief > spanne.soll_unten[i] or hoch < spanne.soll_oben[i]
    suche_tief, suche_hoch = (bool(fehlt[i] or eng) for fehlt in (spanne.zu_hoch, spanne.zu_tief))
    ziel = teil.ziele[[i]].toarray().ravel()
    bewiesen = []
    for richtung in [1.0] * suche_tief + [-1.0] * suche_hoch:
        ende = ganzzahlig(teil, richtung * ziel)
        _merke(teil, ende.x, spanne)
        bewiesen.append(ende.status == 0)
    if all(bewiesen):
        tief = float(spanne.untere[i]) if suche_tief else tief
        hoch = float(spanne.obere[i]) if suche_hoch else hoch
    return tief, hoch, all(bewiesen)
