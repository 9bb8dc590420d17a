"""Conditioning: proportional fitting, and rounding that keeps sums."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Zahlen = npt.NDArray[np.float64]
Anzahlen = npt.NDArray[np.int64]


def ganzzahlig(expected: Zahlen, rng: np.random.Generator) -> Anzahlen:
    """Round along the last axis: each cell up or down with its own probability, the sum kept.

    Takes:   expected counts; where their sum is whole, it comes out exactly.
    Returns: whole numbers, each the floor or the ceiling of its expectation (systematic sampling).
    """
    start = rng.random((*expected.shape[:-1], 1))
    grenzen = np.floor(np.cumsum(expected, axis=-1) + start)
    return np.diff(grenzen, axis=-1, prepend=0.0).astype(np.int64)


def ganzzahlig_gesamt(expected: Zahlen, rng: np.random.Generator) -> Anzahlen:
    """Round a whole table of any shape so that its grand total is kept."""
    return ganzzahlig(expected.reshape(-1), rng).reshape(expected.shape)


def auf_summe(gewichte: Zahlen, summe: Zahlen | float) -> Zahlen:
    """Scale along the last axis to a sum."""
    skaliert: Zahlen = gewichte / gewichte.sum(axis=-1, keepdims=True) * np.asarray(summe)[..., None]
    return skaliert


def anpassen(keim: Zahlen, zeilen: Zahlen, spalten: Zahlen, runden: int = 30) -> Zahlen:
    """Fit a table to its margins, ending with the columns (iterative proportional fitting).

    Takes:   a seed (row, column), wanted row and column sums; the rows are scaled to the columns' total.
    Returns: the fitted table; column sums are exact, row sums to the last few persons.
    """
    rows = zeilen * (spalten.sum() / zeilen.sum())
    tabelle = keim.copy()
    for _ in range(runden):
        tabelle *= _quotient(rows, tabelle.sum(axis=1))[:, None]
        tabelle *= _quotient(spalten, tabelle.sum(axis=0))
    return tabelle


def anpassen_achsen(keim: Zahlen, raender: tuple[Zahlen, ...], runden: int = 60) -> Zahlen:
    """Fit a table of any number of dimensions to the one-dimensional margin of each axis."""
    tabelle = keim.copy()
    for _ in range(runden):
        for achse, rand in enumerate(raender):
            rest = tuple(i for i in range(keim.ndim) if i != achse)
            form = [1] * keim.ndim
            form[achse] = -1
            tabelle *= _quotient(rand, tabelle.sum(axis=rest)).reshape(form)
    return tabelle


def gruppensummen(werte: npt.NDArray[np.generic], gruppen: tuple[tuple[int, int], ...], achse: int) -> Zahlen:
    """Sum single ages (an axis of 101) into groups, both ends included; the groups come on that axis."""
    teile = [np.take(werte, range(von, bis + 1), axis=achse).sum(axis=achse) for von, bis in gruppen]
    return np.stack(teile, axis=achse).astype(np.float64)


def nullstelle(fallhoehe: Callable[[float], float], unten: float, oben: float) -> float:
    """Where a falling function crosses zero, by halving a fixed number of times."""
    for _ in range(50):
        mitte = (unten + oben) / 2
        unten, oben = (mitte, oben) if fallhoehe(mitte) > 0 else (unten, mitte)
    return (unten + oben) / 2


def _quotient(ziel: Zahlen, ist: Zahlen) -> Zahlen:
    """Factor that turns a sum into its target; an empty sum is left alone."""
    return np.divide(ziel, ist, out=np.ones_like(ist), where=ist > 0)
