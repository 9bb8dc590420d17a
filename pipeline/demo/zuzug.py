"""Who moves in: as many as each citizenship and sex of the city needs, then spread over the districts."""

import numpy as np

from pipeline.demo import ziele
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.raten import Raten
from pipeline.demo.runden import Anzahlen, Zahlen, anpassen, auf_summe, ganzzahlig, gruppensummen

GRUPPEN = ziele.ALTERSGRUPPEN


def zuzuege_stadt(
    bleibt: Anzahlen, einwohner: Zahlen, jahr: int, raten: Raten, rng: np.random.Generator
) -> Anzahlen:
    """Draw moves into the city [age, sex, citizenship]: from those who stay to the wanted residents.

    Takes: those who stay in the city [age, sex, citizenship]; residents by citizenship on 31 December.
    """
    gebraucht = _nach_geschlecht(bleibt, einwohner, jahr)
    profil = raten.zuzug * rng.gamma(60.0, 1 / 60.0, raten.zuzug.shape)
    erwartet = auf_summe(np.moveaxis(profil, 0, -1), gebraucht)
    if jahr == ziele.ALTERSSTRUKTUR_JAHR:
        erwartet = _auf_altersstruktur(erwartet, bleibt, einwohner.sum())
        erwartet = auf_summe(erwartet, gebraucht)
    return np.moveaxis(ganzzahlig(erwartet, rng), -1, 0)


def _nach_geschlecht(bleibt: Anzahlen, einwohner: Zahlen, jahr: int) -> Zahlen:
    """Whole numbers [sex, citizenship] that meet the residents by sex and by citizenship."""
    gesamt = einwohner.sum()
    maenner = round(gesamt * ziele.wert(ziele.MAENNLICH_JE_EINWOHNER, jahr))
    zeilen = np.array([maenner, gesamt - maenner]) - bleibt.sum(axis=(0, 2))
    spalten = einwohner - bleibt.sum(axis=(0, 1))
    ecke = np.round(zeilen[0] * spalten[0] / spalten.sum())
    return np.array(
        [[ecke, zeilen[0] - ecke], [spalten[0] - ecke, zeilen[1] - (spalten[0] - ecke)]], dtype=np.float64
    )


def _auf_altersstruktur(erwartet: Zahlen, bleibt: Anzahlen, gesamt: float) -> Zahlen:
    """Scale the ages of those who move in towards the published age shares, at most by half or double."""
    angepasst = erwartet.copy()
    bestand = bleibt.sum(axis=(1, 2))
    for _ in range(8):
        for (von, bis), anteil in zip(GRUPPEN, ziele.ALTERSANTEILE, strict=True):
            fehlen = anteil * gesamt - bestand[von : bis + 1].sum()
            vorher = erwartet[..., von : bis + 1].sum()
            soll = np.clip(fehlen, 0.5 * vorher, 2 * vorher)
            angepasst[..., von : bis + 1] *= soll / angepasst[..., von : bis + 1].sum()
        angepasst = auf_summe(angepasst, erwartet.sum(axis=-1))
    return angepasst


def plaetze(
    bleibt: Anzahlen,
    wegzuege: Anzahlen,
    stadt: Anzahlen,
    soll: Zahlen,
    pfad_hoover: Zahlen,
    bezirke: Bezirke,
    rng: np.random.Generator,
) -> Anzahlen:
    """How many move into each district, by age group, sex and citizenship; each sum of the city is kept.

    Takes:   those who stay and the moves out [district, age, sex, citizenship]; all who move anywhere in the
             city [age, sex, citizenship]; wanted residents [district, citizenship]; P10's expected path.
    Returns: [district, group, sex, citizenship]
    """
    staende, gegangen = (gruppensummen(x, GRUPPEN, 1) for x in (bleibt, wegzuege))
    spalten = gruppensummen(stadt, GRUPPEN, 0)
    ergebnis = np.zeros(staende.shape, dtype=np.int64)
    for stelle in bezirke.hoover:
        ziel = gruppensummen(pfad_hoover, GRUPPEN, 0)
        ergebnis[stelle] = _plaetze_hoover(staende[stelle], ziel, soll[stelle], spalten, rng)
    rest = bezirke.uebrige
    spalten = spalten - ergebnis.sum(axis=0)
    keim = gegangen[rest] + 0.012 * staende[rest] + 0.05
    fehlen = np.maximum(soll[rest] - staende[rest].sum(axis=(1, 2)), 1.0)
    for n in range(2):
        ergebnis[rest, ..., n] = _verteilt(keim[..., n], fehlen[:, n], spalten[..., n], rng)
    return ergebnis


def _plaetze_hoover(
    bleibt: Zahlen, pfad: Zahlen, soll: Zahlen, stadt: Zahlen, rng: np.random.Generator
) -> Anzahlen:
    """Draw moves into P10 [group, sex, citizenship]: towards its path, exactly to its residents."""
    ueblich = stadt * ((soll - bleibt.sum(axis=(0, 1))) / stadt.sum(axis=(0, 1)))
    fehlen = np.clip(pfad - bleibt, 0.2 * ueblich, 4 * ueblich + 1)
    je_staat = []
    for n in range(2):
        summe = max(soll[n] - bleibt[..., n].sum(), 0.0)
        je_staat.append(ganzzahlig(auf_summe(fehlen[..., n].ravel(), summe), rng).reshape(-1, 2))
    return np.minimum(np.stack(je_staat, axis=-1), stadt.astype(np.int64))


def _verteilt(keim: Zahlen, zeilen: Zahlen, spalten: Zahlen, rng: np.random.Generator) -> Anzahlen:
    flach = spalten.reshape(-1)
    tabelle = anpassen(keim.reshape(len(keim), -1), zeilen, flach)
    return ganzzahlig(tabelle.T, rng).T.reshape(keim.shape)
