"""Protecting one system, attacking what is left of it, repairing what leaks, and refusing what still does."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.disclosure.angriff import befundtabelle, leckpfad, mitwisser
from pipeline.disclosure.anspruch import anspruch
from pipeline.disclosure.audit import ENG, SICHER, Befund, Veroeffentlichung, greife_an
from pipeline.disclosure.schutz import Schutz, schuetze, wie_zuvor
from pipeline.disclosure.system import Maske, System
from pipeline.errors import NichtFreigegeben
from pipeline.schemas.plan import Freigabeplan

REPARATUREN = 5
"""How often more is hidden where the attack finds a leak, before the release is refused."""
LANGER_BEWEIS = 20
"""Sums above which the proof of a leak reaches over many places."""


@dataclass(frozen=True)
class Geprueft:
    """One system as it was left: what is hidden, what the attack found, and what insiders find out.

    eines: the system. gesehen: what a reader sees of it. paare: rows of
    what is seen that only one case is in, each with a secret that this case finds out; empty where no table
    asks for it.
    """

    eines: System
    schutz: Schutz
    befunde: list[Befund]
    gesehen: Veroeffentlichung | None = None
    paare: list[tuple[int, Befund]] = field(default_factory=list)

    @property
    def offen(self) -> bool:
        """Whether anything can be found out."""
        return bool(self.paare) or any(befund.urteil != SICHER for befund in self.befunde)

    @property
    def namen(self) -> list[str]:
        """Names of what a reader sees, as the findings number it."""
        return [self.eines.name[reihe] for reihe in gesehene_zeilen(self.eines)]

    @property
    def bewiesen(self) -> bool:
        """Whether no safe pattern hides less; what a repair hid is more than that."""
        return self.schutz.bewiesen or not self.schutz.geheim.any()

    def bericht(self, periode: str | int) -> pd.DataFrame:
        """Every secret with its interval, verdict and leak path. Confidential.

        Returns: periode, then the columns of `befundtabelle`, then what an insider knows, if it takes one.
        """
        befunde = [*self.befunde, *(befund for _, befund in self.paare)]
        wer = [""] * len(self.befunde) + [self.namen[zeile] for zeile, _ in self.paare]
        tabelle = befundtabelle({} if self.gesehen is None else self.gesehen.texte, befunde, self.namen)
        tabelle.insert(0, "periode", str(periode))
        return tabelle.assign(kennt=pd.Series(wer, index=tabelle.index, dtype="str"))


def pruefe(eines: System) -> Geprueft:
    """Protect one system and attack it; what leaks is repaired."""
    if eines.zuvor.any() and not (eines.sensibel & eines.gezeigt & ~eines.zuvor).any():
        geprueft = _angegriffen(eines, wie_zuvor(eines))
        if not geprueft.offen:  # nothing new is secret: a pattern that still holds need not be looked for
            return geprueft
    geprueft = _angegriffen(eines, schuetze(eines))
    for _ in range(REPARATUREN):
        weitere = _auf_dem_weg(geprueft)
        if not weitere.any():
            break
        geprueft = _mit_weiteren(geprueft, weitere)
    return geprueft


def _angegriffen(eines: System, schutz: Schutz) -> Geprueft:
    """Attack as any reader, then, where nothing is found, as whoever is the only case of a count."""
    if not eines.sensibel.any():
        return Geprueft(eines, schutz, [])
    offen = veroeffentlichung(eines, schutz.geheim)
    geprueft = Geprueft(eines, schutz, greife_an(offen, schutz.zeugen), offen)
    if geprueft.offen:
        return geprueft
    einzige = np.flatnonzero(
        (eines.mitwisser & (eines.wert == 1))[gesehene_zeilen(eines)] & np.isnan(offen.wert)
    )
    return replace(geprueft, paare=mitwisser(offen, _je_eins(einzige)))


def _mit_weiteren(davor: Geprueft, weitere: Maske) -> Geprueft:
    """Attack again where more is hidden on top of what is hidden.

    A large city leaks somewhere nearly always: to look for the whole pattern anew would cost as much as all
    of it, again and again. Where only insiders found something out, only they are asked again, for what they
    found: whoever could tell nothing can tell nothing now, nor can the only case of what was hidden just now,
    who knows no more than every reader knew before. Intervals of the findings stay; they can only have become
    wider.
    """
    eines = davor.eines
    schutz = replace(davor.schutz, geheim=davor.schutz.geheim | weitere, bewiesen=False)
    if not davor.paare:
        return _angegriffen(eines, schutz)
    offen = veroeffentlichung(eines, schutz.geheim)
    wer, was = (np.unique(teil) for teil in zip(*((z, b.ziel) for z, b in davor.paare), strict=True))
    return replace(
        davor, schutz=schutz, gesehen=offen, paare=mitwisser(replace(offen, ziele=was), _je_eins(wer))
    )


def _je_eins(zeilen: npt.NDArray[np.int64]) -> dict[int, int]:
    """What the only cases of some rows know."""
    return dict.fromkeys(zeilen.tolist(), 1)


def _auf_dem_weg(geprueft: Geprueft) -> Maske:
    """Of the sums that give each secret away the one that is missed least, to be hidden too.

    Of a long proof one of the same place where there is one: it goes round by the city and need not.
    """
    eines = geprueft.eines
    da = gesehene_zeilen(eines)
    darf = eines.gezeigt & ~geprueft.schutz.geheim & ~eines.pflicht & ~eines.bekannt & (eines.wert > 0)
    weitere = np.zeros(len(eines.wert), dtype=bool)
    for befund in (*geprueft.befunde, *(befund for _, befund in geprueft.paare)):
        summen = [da[r] for r in befund.summen if darf[da[r]]] if befund.urteil != SICHER else []
        if len(summen) > LANGER_BEWEIS:
            hier = [r for r in summen if _ort(eines, r) == _ort(eines, da[befund.ziel])]
            summen = hier or summen
        if summen:
            weitere[min(summen, key=lambda r: (eines.gewicht[r], r))] = True
    return weitere


def _ort(eines: System, reihe: int) -> int:
    """Place of a row, the first one of a sum over places."""
    return int(eines.ort[eines.zeilen.indices[eines.zeilen.indptr[reihe]]])


def veroeffentlichung(eines: System, geheim: Maske) -> Veroeffentlichung:
    """What a reader of the release sees of one system, and what may not follow from it."""
    verlangt = anspruch(eines)
    da = gesehene_zeilen(eines)
    sichtbar = (eines.gezeigt & ~geheim) | eines.bekannt
    return Veroeffentlichung(
        zeilen=eines.zeilen[da],
        wert=np.where(sichtbar, eines.wert, np.nan)[da],
        untergrenze=eines.untergrenze[da],
        ziele=np.flatnonzero(eines.sensibel[da]),
        soll_unten=verlangt.unten[da],
        soll_oben=verlangt.oben[da],
        bedingung=eines.bedingung,
        unten=eines.unten,
        oben=eines.oben,
        ort=eines.ort,
    )


def gesehene_zeilen(eines: System) -> npt.NDArray[np.int64]:
    """Rows that matter to a reader: shown now or before, hidden before, or secret."""
    return np.flatnonzero(eines.gezeigt | eines.bekannt | eines.sensibel | (eines.untergrenze > 0))


def verlange_sicher(plan: Freigabeplan, geprueft: Geprueft, periode: str | int) -> None:
    """Refuse a release of which anything follows that must not.

    Raises: NichtFreigegeben, naming the cell, the sums that give it away, and what to change.
    """
    namen = geprueft.namen
    for befund in geprueft.befunde:
        if befund.urteil != SICHER:
            was = "eng eingrenzen" if befund.urteil == ENG else "errechnen"
            raise NichtFreigegeben(
                f"Nicht freigegeben: {namen[befund.ziel]}, {periode}, ließe sich {was} aus: "
                f"{_woraus(befund, namen)}. {_ausweg(plan, geprueft, befund)}"
            )
    for zeile, befund in geprueft.paare:
        raise NichtFreigegeben(
            f"Nicht freigegeben: wer der einzige Fall in {namen[zeile]}, {periode}, ist, könnte "
            f"{namen[befund.ziel]} errechnen aus: {_woraus(befund, namen)}. {_ausweg(plan, geprueft, befund)}"
        )


def _woraus(befund: Befund, namen: list[str]) -> str:
    return leckpfad({}, befund, namen) or "die gezeigten Summen"


def _ausweg(plan: Freigabeplan, geprueft: Geprueft, befund: Befund) -> str:
    """Which entry of the plan to change, and what to leave out where an earlier release showed the rest."""
    zelle, da = geprueft.namen[befund.ziel], gesehene_zeilen(geprueft.eines)
    frueher = [r for r in befund.summen if geprueft.eines.bekannt[da[r]]]
    neu = [r for r in befund.summen if geprueft.eines.gezeigt[da[r]] and r not in frueher]
    im_plan = f"Im Freigabeplan{planzeile(zelle, plan)}"
    if not frueher:
        return f"{im_plan} diese Tabelle gröber gliedern oder eine der Summen weglassen."
    schon = f"Schon früher veröffentlicht und nicht zurückzunehmen: {_liste(geprueft, frueher)}. "
    if neu:
        return f"{schon}{im_plan} deshalb nicht mehr zeigen: {_liste(geprueft, neu)}."
    return f"{schon}{im_plan} diese Tabelle streichen; gröber gegliedert folgte die Zahl daraus weiterhin."


def _liste(geprueft: Geprueft, reihen: list[int]) -> str:
    return "; ".join(geprueft.namen[reihe] for reihe in reihen)


def planzeile(zelle: str, plan: Freigabeplan) -> str:
    """Where the plan has the table of a cell, as a message says it."""
    tabelle = next((t for t in plan.tabellen if zelle.startswith(f"{t.name} (")), None)
    return f" (Tabelle {tabelle.name}, Zeile {tabelle.zeile})" if tabelle and tabelle.zeile else ""
