"""Grundsicherung, unemployment, help under SGB VIII and the election, all drawn from the residents."""

import numpy as np

from pipeline import names
from pipeline.demo import hoover, ziele
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.runden import Anzahlen, Zahlen, auf_summe, ganzzahlig, ganzzahlig_gesamt, gruppensummen

GRUPPEN_GRUNDSICHERUNG = ("0-14", "15-24", "25-54", "55-64", "65+")
_GRENZEN = ((0, 14), (15, 24), (25, 54), (55, 64), (65, 100))
GRUPPEN_ARBEITSLOSE = GRUPPEN_GRUNDSICHERUNG[1:4]

_GRUNDSICHERUNG = np.array(
    [
        [0.142, 0.083, 0.070, 0.056, 0.001],
        [0.001, 0.001, 0.003, 0.006, 0.000],
        [0.000, 0.003, 0.008, 0.010, 0.046],
        [0.014, 0.014, 0.008, 0.002, 0.001],
    ]
)
"""Recipients per resident [benefit in the order of names.LEISTUNGEN, age group]: assumed."""
_ARBEITSLOSE = np.array([[0.018, 0.025, 0.022], [0.013, 0.016, 0.030]])
"""Weights of [rechtskreis in the order of names.RECHTSKREISE, age group]: assumed."""
_HILFEN_JE_1000 = {
    "27": 2.6,
    "28": 5.4,
    "29": 1.5,
    "30": 4.6,
    "31": 9.6,
    "32": 1.9,
    "33": 4.4,
    "34": 5.2,
    "35": 0.4,
    "35a": 6.4,
    "41": 3.0,
}
"""Cases per 1,000 residents under 21, over both counting rules: assumed."""
_ZAEHLWEISEN = np.array([0.61, 0.39])
_WAHLBERECHTIGT = np.array([0.985, 0.50])
"""Eligible of those of 16 and over: German, other (citizens of the Union): assumed."""


def grundsicherung(bestand: Anzahlen, bezirke: Bezirke, rng: np.random.Generator) -> Anzahlen:
    """Recipients [district, year, benefit, age group]."""
    einwohner = gruppensummen(bestand.sum(axis=(3, 4)), _GRENZEN, 2).astype(np.int64)
    neigung = bezirke.lage + rng.normal(0, 0.1, bezirke.zahl)
    lage = _gegen_stadt(neigung, einwohner[:, 0].sum(axis=1))
    quoten = np.minimum(_GRUNDSICHERUNG * lage[:, None, None], 0.4)
    empfangende = rng.binomial(einwohner[:, :, None, :], quoten[:, None])
    for stelle in bezirke.hoover:
        erwartet = einwohner[stelle][:, None, :] * _GRUNDSICHERUNG * hoover.GRUNDSICHERUNG_GEGEN_STADT
        empfangende[stelle] = np.swapaxes(ganzzahlig(np.swapaxes(erwartet, 1, 2), rng), 1, 2)
    return empfangende


def arbeitslose(bestand: Anzahlen, jahre: range, bezirke: Bezirke, rng: np.random.Generator) -> Anzahlen:
    """Unemployed [district, year, rechtskreis, age group]; the city's share of 15 to 64 is given."""
    einwohner = gruppensummen(bestand.sum(axis=(3, 4)), _GRENZEN[1:4], 2)
    gewichte = einwohner[:, :, None, :] * _ARBEITSLOSE
    gewichte = gewichte * np.exp(0.8 * bezirke.lage + rng.normal(0, 0.1, bezirke.zahl))[:, None, None, None]
    ergebnis = np.zeros(gewichte.shape, dtype=np.int64)
    for i, jahr in enumerate(jahre):
        quote = ziele.wert(ziele.ARBEITSLOSE_JE_15_64, jahr)
        for stelle in bezirke.hoover:
            ziel = round(quote * hoover.ARBEITSLOSE_GEGEN_STADT * einwohner[stelle, i].sum())
            ergebnis[stelle, i] = _gezogen(gewichte[stelle, i], ziel, rng)
        fehlt = round(quote * einwohner[:, i].sum()) - ergebnis[:, i].sum()
        ergebnis[bezirke.uebrige, i] = _gezogen(gewichte[bezirke.uebrige, i], fehlt, rng)
    return ergebnis


def hilfen(bestand: Anzahlen, jahre: range, bezirke: Bezirke, rng: np.random.Generator) -> Anzahlen:
    """Cases [district, year, paragraph, counting rule] during the years of `jahre` after the first.

    Takes: residents [district, year, age, sex, citizenship] on the Stichtage of `jahre`.
    """
    unter_21 = bestand[:, 1:, :21].sum(axis=(2, 3, 4))
    je_kopf = np.array([_HILFEN_JE_1000.get(p, 0.0) for p in names.PARAGRAPHEN]) / 1000
    je_kopf = je_kopf * _gegen_stadt(0.8 * bezirke.lage, bestand[:, 0, :21].sum(axis=(1, 2, 3)))[:, None]
    erwartet = unter_21[:, :, None, None] * (je_kopf[:, None, :, None] * _ZAEHLWEISEN)
    faelle: Anzahlen = rng.poisson(erwartet)
    for stelle in bezirke.hoover:
        for i, jahr in enumerate(jahre[1:]):
            faelle[stelle, i] = _hilfen_hoover(jahr, rng)
    return faelle


def wahl(
    bestand_vorjahr: Anzahlen, bezirke: Bezirke, rng: np.random.Generator
) -> tuple[Anzahlen, Anzahlen, int]:
    """Draw the election: eligible and voting at the ballot box by district; all who vote in the city.

    Takes: residents [district, age, sex, citizenship] of the Stichtag before.
    """
    berechtigte = rng.binomial(bestand_vorjahr[:, 16:].sum(axis=(1, 2)), _WAHLBERECHTIGT).sum(axis=1)
    neigung = berechtigte * np.exp(-0.25 * bezirke.lage + rng.normal(0, 0.06, bezirke.zahl))
    urne = np.zeros(bezirke.zahl, dtype=np.int64)
    for stelle in bezirke.hoover:
        urne[stelle] = round(hoover.WAHLBETEILIGUNG_URNE * berechtigte[stelle])
    ziel = round(ziele.WAHLBETEILIGUNG_URNE * berechtigte.sum()) - urne.sum()
    urne[bezirke.uebrige] = ganzzahlig(auf_summe(neigung[bezirke.uebrige], ziel), rng)
    return berechtigte, urne, round(ziele.WAHLBETEILIGUNG * berechtigte.sum())


def _gegen_stadt(neigung: Zahlen, einwohner: Anzahlen) -> Zahlen:
    """How often something is in each district against the city: 1 on average over the residents."""
    haeufig = np.exp(neigung)
    verhaeltnis: Zahlen = haeufig * (einwohner.sum() / (haeufig * einwohner).sum())
    return verhaeltnis


def _gezogen(gewichte: Zahlen, summe: int, rng: np.random.Generator) -> Anzahlen:
    return ganzzahlig_gesamt(auf_summe(gewichte.ravel(), summe).reshape(gewichte.shape), rng)


def _hilfen_hoover(jahr: int, rng: np.random.Generator) -> Anzahlen:
    """Cases in P10 [paragraph, counting rule]: only the help the paper names."""
    gewichte = np.array([hoover.HILFEN.get(p, 0.0) for p in names.PARAGRAPHEN])[:, None] * _ZAEHLWEISEN
    if jahr == hoover.JAHR:
        return _gezogen(gewichte, hoover.HILFEN_FAELLE, rng)
    faelle: Anzahlen = rng.poisson(gewichte * hoover.HILFEN_FAELLE)
    return faelle
