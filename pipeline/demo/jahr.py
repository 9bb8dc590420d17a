"""One drawn year: deaths, births, naturalisations, moves out; those who move in close the balance."""

from dataclasses import dataclass

import numpy as np

from pipeline.demo import hoover
from pipeline.demo import raten as schedules
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.fortgang import gealtert, geburten_erwartet
from pipeline.demo.raten import Raten
from pipeline.demo.runden import Anzahlen, Zahlen, auf_summe, ganzzahlig_gesamt

WEIBLICH = 1


@dataclass(frozen=True)
class Abgang:
    """What is drawn before anybody moves in; arrays begin with [district, age, sex, citizenship]."""

    bleibt: Anzahlen
    geburten: Anzahlen
    """[district, age of the mother, sex, citizenship of the child, citizenship of the mother]"""
    sterbefaelle: Anzahlen
    wegzuege: Anzahlen
    """[aussen/binnen, district, age, sex, citizenship]"""
    einbuergerungen: Anzahlen
    """[district, age, sex]"""


def abgang(
    bestand: Anzahlen, jahr: int, ziffer: float, bezirke: Bezirke, raten: Raten, rng: np.random.Generator
) -> Abgang:
    """Draw everything that ends or begins a life, leaves, or changes citizenship in one year.

    Takes: the residents of the Stichtag before; children per woman.
    """
    jahrgaenge = gealtert(bestand)
    geburten = _geburten(jahrgaenge, ziffer, bezirke, raten, rng)
    jahrgaenge[:, 0] = geburten.sum(axis=(1, 4))
    gestorben = rng.binomial(jahrgaenge, raten.sterben)
    lebend = jahrgaenge - gestorben
    wegzuege = _wegzuege(lebend, jahr, bezirke, raten, rng)
    bleibt = lebend - wegzuege.sum(axis=0)
    eingebuergert = rng.binomial(bleibt[..., 1], raten.einbuergerung)
    bleibt += np.stack([eingebuergert, -eingebuergert], axis=-1)
    return Abgang(bleibt, geburten, gestorben, wegzuege, eingebuergert)


def _geburten(
    jahrgaenge: Anzahlen, ziffer: float, bezirke: Bezirke, raten: Raten, rng: np.random.Generator
) -> Anzahlen:
    """Births by mother and child; their number in the city is the one the rate asks for."""
    frauen = jahrgaenge[:, schedules.MUETTER, WEIBLICH, :].astype(np.float64)
    erwartet = geburten_erwartet(frauen, raten.fruchtbarkeit, ziffer)
    erwartet[bezirke.hoover] *= hoover.GEBURTEN_GEGEN_STADT
    je_mutter = rng.multinomial(round(erwartet.sum()), erwartet.ravel() / erwartet.sum())
    je_mutter = je_mutter.reshape(erwartet.shape)
    deutsch = je_mutter.copy()
    deutsch[..., 1] = rng.binomial(je_mutter[..., 1], schedules.NICHTDEUTSCH_MUTTER_DEUTSCHES_KIND)
    nach_kind = np.stack([deutsch, je_mutter - deutsch], axis=2)
    jungen = rng.binomial(nach_kind, schedules.JUNGEN_JE_GEBURT)
    geburten = np.zeros((len(jahrgaenge), 101, 2, 2, 2), dtype=np.int64)
    geburten[:, schedules.MUETTER] = np.stack([jungen, nach_kind - jungen], axis=2)
    return geburten


def _wegzuege(
    lebend: Anzahlen, jahr: int, bezirke: Bezirke, raten: Raten, rng: np.random.Generator
) -> Anzahlen:
    """Draw moves out, over the city's border and into other districts."""
    quoten = raten.wegzug[:, None] * bezirke.wegzugsneigung[:, None, None, :]
    if bezirke.zahl == 1:
        quoten[1] = 0.0  # there is no other district to move to
    alle = rng.binomial(lebend, quoten.sum(axis=0))
    if jahr == hoover.JAHR:
        for stelle in bezirke.hoover:
            alle[stelle] = _wegzuege_hoover(lebend[stelle], quoten[:, stelle].sum(axis=0), rng)
    aussen = rng.binomial(alle, quoten[0] / quoten.sum(axis=0))
    return np.stack([aussen, alle - aussen])


def _wegzuege_hoover(lebend: Anzahlen, quoten: Zahlen, rng: np.random.Generator) -> Anzahlen:
    """Draw moves out of P10 [age, sex, citizenship]; the paper gives their sums by citizenship."""
    erwartet = lebend * quoten
    je_staat = [
        ganzzahlig_gesamt(auf_summe(erwartet[..., n].ravel(), summe).reshape(101, 2), rng)
        for n, summe in enumerate(hoover.WEGZUEGE)
    ]
    return np.stack(je_staat, axis=-1)
