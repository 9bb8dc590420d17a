"""Households by type and number of children; persons in them never exceed the residents."""

import numpy as np

from pipeline.demo import hoover, ziele
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.runden import Anzahlen, Zahlen, anpassen, auf_summe, ganzzahlig

EINPERSONEN, PAAR, ALLEIN, OHNE, WEITERE = range(5)
KINDER = np.arange(6)
"""Numbers of children in a household that the synthetic city has."""
_KINDERVERTEILUNG = np.array([0.56, 0.335, 0.084, 0.016, 0.005])
"""Households with 1 to 5 children before they are tilted to the children of a district: assumed."""
_IN_HAUSHALTEN = 0.985
"""Residents who live in a household and not in a home: assumed."""
_KINDER_IN_HAUSHALTEN, _KINDER_PUFFER = 0.97, 4
"""Share of those under 18 who count as a child of a household, and a few fewer: rounding must not make
more children than there are."""
_KINDER_MINDESTENS = 1.06
"""Children in a household with children, at least, on average in a district."""
_WEITERE_PERSONEN = 3.25
"""Persons in a household of the last type, on average: assumed."""


def haushalte(
    bestand: Anzahlen, jahre: range, bezirke: Bezirke, rng: np.random.Generator
) -> tuple[Anzahlen, Anzahlen]:
    """Households and the persons in them, both [district, year, type, children].

    Takes: residents [district, year, age, sex, citizenship].
    """
    je_alter = bestand.sum(axis=(3, 4))
    einwohner, unter_18 = je_alter.sum(axis=2), je_alter[:, :, :18].sum(axis=2)
    keim = _keim(bezirke, rng)
    jahresweise = [_ein_jahr(einwohner[:, i], unter_18[:, i], keim, bezirke, rng) for i in range(len(jahre))]
    anzahl, personen = (np.stack(teil, axis=1) for teil in zip(*jahresweise, strict=True))
    return anzahl, personen


def _keim(bezirke: Bezirke, rng: np.random.Generator) -> Zahlen:
    """How much a district tends to each type, before it is fitted [district, type]."""
    eigen = rng.normal(0, 0.06, (bezirke.zahl, 5))
    eigen[:, EINPERSONEN] += 0.5 * bezirke.jung
    eigen[:, ALLEIN] += 0.15 * bezirke.lage
    keim: Zahlen = np.exp(eigen) * np.array(ziele.HAUSHALTSANTEILE)
    return keim


def _ein_jahr(
    einwohner: Anzahlen, unter_18: Anzahlen, keim: Zahlen, bezirke: Bezirke, rng: np.random.Generator
) -> tuple[Anzahlen, Anzahlen]:
    typen = _nach_typ(einwohner, unter_18, keim, bezirke, rng)
    anzahl = np.zeros((bezirke.zahl, 5, len(KINDER)), dtype=np.int64)
    anzahl[:, (EINPERSONEN, OHNE, WEITERE), 0] = typen[:, (EINPERSONEN, OHNE, WEITERE)]
    anzahl[:, PAAR : ALLEIN + 1, 1:] = _nach_kindern(typen[:, PAAR : ALLEIN + 1], unter_18, rng)
    return anzahl, _personen(anzahl, einwohner)


def _nach_typ(
    einwohner: Anzahlen, unter_18: Anzahlen, keim: Zahlen, bezirke: Bezirke, rng: np.random.Generator
) -> Anzahlen:
    """Households [district, type]: the city's shares, P10's households as the paper gives them."""
    ergebnis = np.zeros((bezirke.zahl, 5), dtype=np.int64)
    for stelle in bezirke.hoover:
        ergebnis[stelle] = _typen_hoover(int(einwohner[stelle]), rng)
    rest = bezirke.uebrige
    spalten = _stadt(int(einwohner.sum()), ergebnis.sum(axis=0))
    kinderlast = (unter_18 / einwohner) / (unter_18.sum() / einwohner.sum())
    gewichtet = keim * einwohner[:, None]
    gewichtet[:, PAAR : ALLEIN + 1] *= kinderlast[:, None]
    tabelle = anpassen(gewichtet[rest], _haushalte_erwartet(gewichtet, einwohner, unter_18)[rest], spalten)
    ergebnis[rest] = ganzzahlig(tabelle.T, rng).T
    return _nicht_mehr_familien_als_kinder(ergebnis, unter_18)


def _nicht_mehr_familien_als_kinder(typen: Anzahlen, unter_18: Anzahlen) -> Anzahlen:
    """Turn couples with children into couples without where a district has too few children."""
    hoechstens = np.floor(_kinder(unter_18) / _KINDER_MINDESTENS).astype(np.int64)
    zuviel = np.clip(typen[:, PAAR] + typen[:, ALLEIN] - hoechstens, 0, typen[:, PAAR])
    typen[:, PAAR] -= zuviel
    typen[:, OHNE] += zuviel
    return typen


def _kinder(unter_18: Anzahlen) -> Zahlen:
    """Children who live in a household, in expectation."""
    kinder: Zahlen = np.maximum(_KINDER_IN_HAUSHALTEN * unter_18 - _KINDER_PUFFER, 0.0)
    return kinder


def _typen_hoover(einwohner: int, rng: np.random.Generator) -> Anzahlen:
    alle = round(hoover.HAUSHALTE * einwohner / hoover.EINWOHNER[hoover.JAHR])
    return ganzzahlig(auf_summe(np.array(hoover.HAUSHALTSANTEILE), alle), rng)


def _stadt(einwohner: int, in_hoover: Anzahlen) -> Zahlen:
    """Households of the city by type outside P10; the last type is in the wanted ratio to P10's share."""
    alle = round(einwohner * ziele.HAUSHALTE_JE_EINWOHNER)
    stadt = np.round(np.array(ziele.HAUSHALTSANTEILE) * alle)
    if in_hoover.sum():
        anteil = in_hoover[WEITERE] / in_hoover.sum() / hoover.WEITERE_GEGEN_STADT
        stadt[WEITERE] = np.round(anteil * alle)
    stadt[OHNE] += alle - stadt.sum()
    rest: Zahlen = stadt - in_hoover
    return rest


def _haushalte_erwartet(gewichtet: Zahlen, einwohner: Anzahlen, unter_18: Anzahlen) -> Zahlen:
    """Households of a district, from its residents and the mean size its mixture of types has."""
    groesse = np.array([1.0, 2.0, 1.0, 2.0, _WEITERE_PERSONEN])
    anteile = auf_summe(gewichtet, 1.0)
    erwachsene = _IN_HAUSHALTEN * einwohner - _kinder(unter_18)
    haushalte: Zahlen = erwachsene / (anteile @ groesse)
    return haushalte


def _nach_kindern(familien: Anzahlen, unter_18: Anzahlen, rng: np.random.Generator) -> Anzahlen:
    """Households [district, (paar, allein), 1..5 children] that hold about the district's children."""
    im_mittel = _kinder(unter_18) / np.maximum(familien.sum(axis=1), 1)
    neigung = np.zeros(len(familien))
    for _ in range(60):  # Newton steps on the mean of an exponentially tilted distribution
        anteile = auf_summe(_KINDERVERTEILUNG * np.exp(neigung[:, None] * KINDER[1:]), 1.0)
        mittel = anteile @ KINDER[1:]
        streuung = anteile @ (KINDER[1:] ** 2) - mittel**2
        neigung += np.clip((np.clip(im_mittel, 1.02, 4.0) - mittel) / streuung, -0.5, 0.5)
    return ganzzahlig(familien[:, :, None] * anteile[:, None, :], rng)


def _personen(anzahl: Anzahlen, einwohner: Anzahlen) -> Anzahlen:
    """Persons [district, type, children]; the last type takes what remains, three to four a household."""
    je_haushalt = np.array([1, 2, 1, 2, 3])[:, None] + KINDER
    personen = anzahl * je_haushalt
    weitere = anzahl[:, WEITERE, 0]
    frei = np.floor(_IN_HAUSHALTEN * einwohner).astype(np.int64) - personen.sum(axis=(1, 2))
    personen[:, WEITERE, 0] += np.clip(frei, 0, weitere)
    return personen
