"""The population the simulation begins with, fitted so that the published structures lie on its way."""

from dataclasses import dataclass

import numpy as np

from pipeline.demo import hoover, ziele
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.fortgang import Rahmen, erwartetes_jahr, rueckwaerts_angepasst
from pipeline.demo.raten import ALTER, Raten
from pipeline.demo.runden import (
    Anzahlen,
    Zahlen,
    anpassen,
    anpassen_achsen,
    ganzzahlig,
    ganzzahlig_gesamt,
    nullstelle,
)

_ALTER_STUETZEN = (
    0,
    3,
    6,
    10,
    14,
    18,
    22,
    26,
    30,
    35,
    40,
    45,
    50,
    54,
    58,
    62,
    66,
    70,
    74,
    78,
    82,
    86,
    90,
    95,
    100,
)
_BESETZUNG = (
    *(106, 98, 93, 91, 91, 98, 122, 150, 160, 148, 130, 122, 136),
    *(150, 145, 125, 110, 98, 84, 86, 66, 40, 18, 5, 0.9),
)
"""Shape of the age pyramid before fitting: a sketch with baby boomers and a city's young adults."""
_NICHTDEUTSCH_STUETZEN = (0, 8, 18, 28, 36, 48, 60, 72, 84, 100)
_NICHTDEUTSCH_CHANCE = (0.24, 0.24, 0.33, 0.66, 0.70, 0.45, 0.28, 0.20, 0.08, 0.05)
"""Residents without German citizenship per German resident by age, before fitting."""


@dataclass(frozen=True)
class Anfang:
    """Where the simulation starts, and the path P10 is led along."""

    bestand: Anzahlen
    """[district, age, sex, citizenship]"""
    pfad_hoover: list[Zahlen]
    """One expected population of P10 per Stichtag, from the first year on."""


def anfang(bezirke: Bezirke, letztes_jahr: int, raten: Raten, rng: np.random.Generator) -> Anfang:
    """Start of every district on 31 December of the first year: they sum to the city."""
    stadt = _stadt_im_ersten_jahr(bezirke.zahl / ziele.BEZIRKE, raten)
    pfad = _pfad_hoover(max(letztes_jahr, hoover.JAHR), raten)
    bestand = np.zeros((bezirke.zahl, 101, 2, 2), dtype=np.int64)
    for stelle in bezirke.hoover:
        bestand[stelle] = _gerundet_je_staatsangehoerigkeit(pfad[0], rng)
    rest = _rest(stadt, bestand.sum(axis=0))
    bestand[bezirke.uebrige] = _verteilt(_gerundet_je_staatsangehoerigkeit(rest, rng), bezirke, rng)
    return Anfang(bestand, pfad)


def einwohner_stadt(jahr: int, massstab: float) -> Zahlen:
    """Residents of the city by citizenship on 31 December."""
    gesamt = ziele.anzahl(ziele.EINWOHNER, jahr, massstab)
    nichtdeutsch = ziele.anzahl(ziele.NICHTDEUTSCH, jahr, massstab)
    return np.array([gesamt - nichtdeutsch, nichtdeutsch], dtype=np.float64)


def einwohner_hoover(jahr: int) -> Zahlen:
    """Residents of P10 by citizenship on 31 December."""
    gesamt, nichtdeutsch = (ziele.anzahl(r, jahr, 1) for r in (hoover.EINWOHNER, hoover.NICHTDEUTSCH))
    return np.array([gesamt - nichtdeutsch, nichtdeutsch], dtype=np.float64)


def _stadt_im_ersten_jahr(massstab: float, raten: Raten) -> Zahlen:
    jahre = range(ziele.ERSTES_JAHR + 1, ziele.ALTERSSTRUKTUR_JAHR + 1)
    rahmen = [Rahmen(einwohner_stadt(j, massstab), ziele.wert(ziele.GEBURTENZIFFER, j)) for j in jahre]
    ziel = _stadt_veroeffentlicht(massstab)
    beginn = einwohner_stadt(ziele.ERSTES_JAHR, massstab)
    return rueckwaerts_angepasst(ziel, raten, raten.wegzug[0], rahmen, beginn)[0]


def _stadt_veroeffentlicht(massstab: float) -> Zahlen:
    """Fit the city [age, sex, citizenship] to all margins of 31.12.2018 and its mean age."""
    je_alter = _skizze()

    def fehlbetrag(neigung: float) -> float:
        stadt = _mit_raendern(je_alter * np.exp(-neigung * ALTER)[:, None, None], massstab)
        return float((stadt.sum(axis=(1, 2)) @ (ALTER + 0.5)) / stadt.sum() - ziele.DURCHSCHNITTSALTER)

    neigung = nullstelle(fehlbetrag, -0.1, 0.1)
    return _mit_raendern(je_alter * np.exp(-neigung * ALTER)[:, None, None], massstab)


def _mit_raendern(keim: Zahlen, massstab: float) -> Zahlen:
    """Fit a seed to age groups, sex and citizenship of the published year."""
    jahr = ziele.ALTERSSTRUKTUR_JAHR
    nach_staat = einwohner_stadt(jahr, massstab)
    maenner = ziele.wert(ziele.MAENNLICH_JE_EINWOHNER, jahr)
    gruppen = np.array(ziele.ALTERSANTEILE) * nach_staat.sum()
    geschlecht = np.array([maenner, 1 - maenner]) * nach_staat.sum()
    stadt = keim.copy()
    for _ in range(12):
        for (von, bis), soll in zip(ziele.ALTERSGRUPPEN, gruppen, strict=True):
            stadt[von : bis + 1] *= soll / stadt[von : bis + 1].sum()
        stadt *= (geschlecht / stadt.sum(axis=(0, 2)))[:, None]
        stadt *= nach_staat / stadt.sum(axis=(0, 1))
    return stadt


def _skizze() -> Zahlen:
    besetzung = np.interp(ALTER, _ALTER_STUETZEN, _BESETZUNG)
    chance = np.interp(ALTER, _NICHTDEUTSCH_STUETZEN, _NICHTDEUTSCH_CHANCE)
    maenner = np.interp(ALTER, (0, 30, 55, 70, 85, 100), (0.513, 0.52, 0.50, 0.47, 0.38, 0.20))
    geschlecht = np.stack([maenner, 1 - maenner], axis=1)
    staat = np.stack([1 / (1 + chance), chance / (1 + chance)], axis=1)
    return besetzung[:, None, None] * geschlecht[:, :, None] * staat[:, None, :]


def _pfad_hoover(letztes_jahr: int, raten: Raten) -> list[Zahlen]:
    """Lead P10 from the first year on through its structure of 2020: one population per Stichtag."""
    jahre = range(ziele.ERSTES_JAHR + 1, letztes_jahr + 1)
    rahmen = [Rahmen(einwohner_hoover(j), _geburtenziffer_hoover(j)) for j in jahre]
    bis = hoover.JAHR - ziele.ERSTES_JAHR
    wegzug = raten.wegzug.sum(axis=0) * np.array(hoover.WEGZUGSNEIGUNG)
    beginn = einwohner_hoover(ziele.ERSTES_JAHR)
    pfad = rueckwaerts_angepasst(_hoover_2020(), raten, wegzug, rahmen[:bis], beginn)
    for jahr in rahmen[bis:]:
        pfad.append(erwartetes_jahr(pfad[-1], raten, wegzug, jahr))
    return pfad


def _geburtenziffer_hoover(jahr: int) -> float:
    return ziele.wert(ziele.GEBURTENZIFFER, jahr) * hoover.GEBURTEN_GEGEN_STADT


def _hoover_2020() -> Zahlen:
    keim = _skizze()
    for (von, bis), soll in hoover.ALTERSSTRUKTUR:
        keim[von : bis + 1] *= soll / keim[von : bis + 1].sum()
    einwohner = einwohner_hoover(hoover.JAHR)
    maenner = ziele.wert(ziele.MAENNLICH_JE_EINWOHNER, hoover.JAHR)
    raender = (np.array([maenner, 1 - maenner]) * einwohner.sum(), einwohner)
    return anpassen_achsen(keim, (keim.sum(axis=(1, 2)), *raender))


def _gerundet_je_staatsangehoerigkeit(bestand: Zahlen, rng: np.random.Generator) -> Anzahlen:
    """Whole persons [age, sex, citizenship]; the sum of each citizenship is kept."""
    je_staat = [ganzzahlig_gesamt(bestand[..., n], rng) for n in range(2)]
    return np.stack(je_staat, axis=-1)


def _rest(stadt: Zahlen, vergeben: Anzahlen) -> Zahlen:
    """Residents of the city who are not given to a district yet; nowhere negative, sums kept."""
    rest = np.maximum(stadt - vergeben, 0.0)
    rest *= (stadt - vergeben).sum(axis=(0, 1)) / rest.sum(axis=(0, 1))
    return rest


def _verteilt(stadt: Anzahlen, bezirke: Bezirke, rng: np.random.Generator) -> Anzahlen:
    """Spread residents over all districts but P10; each cell of the city is kept."""
    keim = np.exp(_eigenart(bezirke)).reshape(bezirke.zahl, -1)[bezirke.uebrige]
    spalten = stadt.reshape(-1).astype(np.float64)
    tabelle = anpassen(keim * spalten, bezirke.groesse[bezirke.uebrige], spalten)
    return ganzzahlig(tabelle.T, rng).T.reshape(-1, 101, 2, 2)


def _eigenart(bezirke: Bezirke) -> Zahlen:
    """Logarithm of how over-represented [age, sex, citizenship] is in each district."""
    jung = np.exp(-(((ALTER - 28) / 9) ** 2))
    alt = 1 / (1 + np.exp(-(ALTER - 68) / 5))
    familie = np.exp(-((ALTER / 16) ** 4)) + np.exp(-(((ALTER - 40) / 8) ** 2))
    nach_alter = (
        bezirke.jung[:, None] * jung + bezirke.alt[:, None] * alt + bezirke.familie[:, None] * familie
    )
    staat = bezirke.nichtdeutsch[:, None] * np.array([0.0, 1.0])
    eigenart: Zahlen = nach_alter[:, :, None, None] + staat[:, None, None, :] + np.zeros((1, 101, 2, 1))
    return eigenart
