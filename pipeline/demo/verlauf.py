"""The drawn history of the city: stocks of every Stichtag and the flows between them."""

from dataclasses import dataclass

import numpy as np

from pipeline.demo import ziele
from pipeline.demo.anfang import anfang, einwohner_hoover, einwohner_stadt
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.jahr import Abgang, abgang
from pipeline.demo.raten import Raten, raten
from pipeline.demo.runden import Anzahlen, Zahlen, auf_summe
from pipeline.demo.zuteilung import zugeteilt
from pipeline.demo.zuzug import plaetze, zuzuege_stadt


@dataclass(frozen=True)
class Verlauf:
    """Arrays [district, year, ...]; stocks have one year more than flows, the first one."""

    jahre: range
    """Years of the stocks."""
    bestand: Anzahlen
    """[district, year, age, sex, citizenship]"""
    wanderungen: Anzahlen
    """[district, year, zuzug/wegzug, aussen/binnen, age, sex, citizenship]"""
    geburten: Anzahlen
    """[district, year, age of mother, sex, citizenship of child, citizenship of mother]"""
    sterbefaelle: Anzahlen
    """[district, year, age, sex, citizenship]"""
    einbuergerungen: Anzahlen
    """[district, year, age, sex]"""


def verlauf(bezirke: Bezirke, jahre: range, rng: np.random.Generator) -> Verlauf:
    """Draw the history up to the last of `jahre` and return what lies in them."""
    schedules = raten()
    beginn = anfang(bezirke, jahre[-1], schedules, rng)
    bestaende, abgaenge, zuzuege = [beginn.bestand], [], []
    for jahr in range(ziele.ERSTES_JAHR + 1, jahre[-1] + 1):
        pfad = beginn.pfad_hoover[jahr - ziele.ERSTES_JAHR]
        fort = abgang(bestaende[-1], jahr, ziele.wert(ziele.GEBURTENZIFFER, jahr), bezirke, schedules, rng)
        hinzu = _zuzuege(bestaende[-1], fort, jahr, pfad, bezirke, schedules, rng)
        bestaende.append(fort.bleibt + hinzu.sum(axis=0))
        abgaenge.append(fort)
        zuzuege.append(hinzu)
    return _zusammen(jahre, bestaende, abgaenge, zuzuege)


def _zuzuege(
    vorher: Anzahlen,
    fort: Abgang,
    jahr: int,
    pfad: Zahlen,
    bezirke: Bezirke,
    schedules: Raten,
    rng: np.random.Generator,
) -> Anzahlen:
    """Draw moves in [aussen/binnen, district, age, sex, citizenship] that close the balance."""
    einwohner = einwohner_stadt(jahr, bezirke.zahl / ziele.BEZIRKE)
    binnen = fort.wegzuege[1].sum(axis=0)
    von_aussen = zuzuege_stadt(fort.bleibt.sum(axis=0) + binnen, einwohner, jahr, schedules, rng)
    soll = _soll(vorher, einwohner, jahr, bezirke, rng)
    frei = plaetze(fort.bleibt, fort.wegzuege.sum(axis=0), von_aussen + binnen, soll, pfad, bezirke, rng)
    return zugeteilt(von_aussen, fort.wegzuege[1], frei, rng)


def _soll(
    vorher: Anzahlen, einwohner: Zahlen, jahr: int, bezirke: Bezirke, rng: np.random.Generator
) -> Zahlen:
    """Wanted residents [district, citizenship]: about the share of the year before; P10 on its path."""
    anteil = vorher.sum(axis=(1, 2)) * np.exp(rng.normal(0, 0.006, (bezirke.zahl, 2)))
    soll = auf_summe(anteil.T, einwohner).T
    soll[bezirke.hoover] = einwohner_hoover(jahr)
    return soll


def _zusammen(
    jahre: range, bestaende: list[Anzahlen], abgaenge: list[Abgang], zuzuege: list[Anzahlen]
) -> Verlauf:
    ab = jahre[0] - ziele.ERSTES_JAHR
    fort, hinzu = abgaenge[ab:], zuzuege[ab:]
    bezirke = bestaende[0].shape[0]
    wege = [np.stack([z, a.wegzuege]) for z, a in zip(hinzu, fort, strict=True)]
    return Verlauf(
        jahre=jahre,
        bestand=np.stack(bestaende[ab:], axis=1),
        wanderungen=_gestapelt([np.moveaxis(w, 2, 0) for w in wege], (bezirke, 2, 2, 101, 2, 2)),
        geburten=_gestapelt([a.geburten for a in fort], (bezirke, 101, 2, 2, 2)),
        sterbefaelle=_gestapelt([a.sterbefaelle for a in fort], (bezirke, 101, 2, 2)),
        einbuergerungen=_gestapelt([a.einbuergerungen for a in fort], (bezirke, 101, 2)),
    )


def _gestapelt(jahre: list[Anzahlen], form: tuple[int, ...]) -> Anzahlen:
    """Years as the second dimension; without flows an empty one."""
    if not jahre:
        return np.zeros((form[0], 0, *form[1:]), dtype=np.int64)
    return np.stack(jahre, axis=1)
