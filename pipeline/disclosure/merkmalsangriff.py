"""Attacking what holds of everybody in a group, or of nobody, and refusing a release that tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from pipeline.disclosure.angriff import (
    ALLE,
    Gruppe,
    Verrat,
    befundtabelle,
    leckpfad,
    mit_bevoelkerung,
    verratene_merkmale,
)
from pipeline.disclosure.ausgabe import Ergebnisse
from pipeline.disclosure.merkmalsgruppen import EINWOHNER, Gruppen, zeilen_von
from pipeline.disclosure.pruefung import Geprueft, gesehene_zeilen, planzeile, veroeffentlichung
from pipeline.disclosure.system import Maske, System, system
from pipeline.disclosure.teil import teil
from pipeline.disclosure.zellen import Zaehlung
from pipeline.disclosure.zeugen import stuecke, zeuge
from pipeline.errors import NichtFreigegeben
from pipeline.schemas.plan import Freigabeplan

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sicht:
    """The system of the residents in one period, and what is hidden of it."""

    einwohner: Zaehlung
    eines: System
    geheim: Maske


@dataclass(frozen=True)
class Gemeinsames:
    """What follows of everybody in a group or of nobody: the cell that counts them, and from what."""

    zelle: str
    verrat: Verrat
    namen: list[str]
    mindestfallzahl: int

    @property
    def was(self) -> str:
        """What would be known of the cell."""
        if self.verrat.wer == ALLE:
            return "zählt alle, die dort leben"
        return f"zählt niemanden aus einer Gruppe von weniger als {self.mindestfallzahl} Menschen"

    @property
    def pfad(self) -> str:
        """The shown sums that tell it, or an empty text where the cell itself does."""
        befunde = [self.verrat.befund, *([self.verrat.klein] if self.verrat.klein else [])]
        return "; ".join(filter(None, (leckpfad({}, befund, self.namen) for befund in befunde)))

    @property
    def alle_namen(self) -> list[str]:
        """Names of all rows up to what the finding bounds: those who are counted, or those who are not."""
        wer = f"nicht gezählt in {self.zelle}" if self.verrat.wer == ALLE else self.zelle
        return [*self.namen, *[wer] * (self.verrat.befund.ziel + 1 - len(self.namen))]


def sicht(
    plan: Freigabeplan,
    gruppe: Sequence[Zaehlung],
    periode: str | int,
    ergebnisse: Ergebnisse,
    raumeinheiten: pd.DataFrame,
) -> Sicht:
    """Set up anew what a reader sees of the residents; it was not kept, since it is seldom needed.

    Takes: the tables that are tied to the residents, themselves among them; what was decided for them.
    """
    einwohner = next(z for z in gruppe if z.plan.name == EINWOHNER)
    verknuepft = ergebnisse[EINWOHNER, periode].verknuepft
    hier = [
        z for z in gruppe if periode in z.perioden and (verknuepft or z.plan.quelle == einwohner.plan.quelle)
    ]
    eines = system(plan, teil(hier, periode), raumeinheiten, verknuepft)
    geheim = np.zeros(len(eines.wert), dtype=bool)
    for z in hier:
        geheim[eines.platz[z.plan.name][ergebnisse[z.plan.name, periode].geheim]] = True
    return Sicht(einwohner, eines, geheim)


def gemeinsames(geprueft: Geprueft, gruppen: Gruppen, daneben: Sicht) -> list[Gemeinsames]:
    """Attack a table beside all residents, where there is something true to be found."""
    eines = geprueft.eines
    orte, welche = np.nonzero(gruppen.gezaehlt <= gruppen.alle)
    gezaehlt = eines.zeilen[zeilen_von(eines, gruppen)[orte, welche]]
    offen = mit_bevoelkerung(
        veroeffentlichung(eines, geprueft.schutz.geheim),
        veroeffentlichung(daneben.eines, daneben.geheim),
        gezaehlt,
        _einwohner(daneben, gruppen, orte, welche),
    )
    beginn, paare = int(offen.zeilen.shape[0]) - 2 * len(orte), len(orte)
    mindest = gruppen.merkmal.plan.mindestfallzahl
    verdacht = np.flatnonzero((gruppen.ganz | gruppen.keiner)[orte, welche]).tolist()
    angegriffen = {Gruppe(beginn + paare + i, beginn + i, mindest): i for i in verdacht}
    zellen = [
        f"{gruppen.merkmal.definitionen[gruppen.summen[k]].text}, {gruppen.merkmal.raumeinheiten[ort]}"
        for ort, k in zip(orte, welche, strict=True)
    ]
    namen = [*_namen(eines), *_namen(daneben.eines), *zellen, *zellen]
    funde = verratene_merkmale(offen, list(angegriffen), _zeugen(geprueft, daneben.eines))
    return [Gemeinsames(zellen[angegriffen[f.gruppe]], f, namen, mindest) for f in funde]


def _namen(eines: System) -> list[str]:
    return [eines.name[reihe] for reihe in gesehene_zeilen(eines)]


def _einwohner(
    daneben: Sicht, gruppen: Gruppen, orte: npt.NDArray[np.int64], welche: npt.NDArray[np.int64]
) -> sparse.csr_array:
    """Add up the residents of every sum over their own finest counts."""
    platz = daneben.eines.platz[EINWOHNER]
    zeilen = [platz[ort, gruppen.teile[k]] for ort, k in zip(orte, welche, strict=True)]
    spalten = np.concatenate([np.zeros(0, dtype=np.int64), *zeilen])
    grenzen = np.concatenate([[0], np.cumsum([len(z) for z in zeilen])]).astype(np.int64)
    form = (len(zeilen), daneben.eines.zeilen.shape[0])
    summen = sparse.csr_array((np.ones(len(spalten)), spalten, grenzen), shape=form)
    return sparse.csr_array(summen @ daneben.eines.zeilen)


def _zeugen(geprueft: Geprueft, einwohner: System) -> list[Floats]:
    """The tables that prove the table itself safe, each beside the true residents."""
    wahr = zeuge(einwohner, stuecke(einwohner), einwohner.wert) if geprueft.schutz.zeugen else None
    return [] if wahr is None else [np.concatenate([tabelle, wahr]) for tabelle in geprueft.schutz.zeugen]


def bericht(funde: Sequence[Gemeinsames], periode: str | int) -> pd.DataFrame:
    """Write out what was found as `Geprueft.bericht` does. Confidential."""
    tabellen = [befundtabelle({}, [f.verrat.befund], f.alle_namen) for f in funde]
    tabelle = pd.concat([befundtabelle({}, [], []), *tabellen], ignore_index=True)
    tabelle.insert(0, "periode", str(periode))
    return tabelle.assign(kennt=pd.Series("", index=tabelle.index, dtype="str"))


def verlange_nichts_gemeinsames(plan: Freigabeplan, funde: Sequence[Gemeinsames], periode: str | int) -> None:
    """Refuse a release that tells something of everybody in a group.

    Raises: NichtFreigegeben, naming the cell, the sums that tell it, and what to change.
    """
    for fund in funde:
        raise NichtFreigegeben(
            f"Nicht freigegeben: {fund.zelle}, {periode}, {fund.was}; damit wäre es von jedem gesagt. "
            f"Es folgt aus: {fund.pfad or 'den gezeigten Summen'}. "
            f"Im Freigabeplan{planzeile(fund.zelle, plan)} die Altersgruppen dieser Tabelle gröber gliedern."
        )
