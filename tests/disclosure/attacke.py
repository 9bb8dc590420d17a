"""A brute-force reader for the tests: shares nothing with the audit, bounds one secret at a time."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def spanne(zeilen, wert, untergrenze, ziel, bedingung=None, unten=None, oben=None):
    """Least and greatest whole value of one row, given all shown values (NaN: hidden, at least its limit)."""
    gezeigt = ~np.isnan(wert)
    grenzen = [
        LinearConstraint(zeilen, np.where(gezeigt, wert, untergrenze), np.where(gezeigt, wert, np.inf)),
    ]
    if bedingung is not None and bedingung.shape[0]:
        grenzen.append(LinearConstraint(bedingung, unten, oben))
    enden = []
    for richtung in (1.0, -1.0):
        objective = richtung * zeilen[[ziel]].toarray().ravel()
        ergebnis = milp(
            objective,
            integrality=np.ones(zeilen.shape[1]),
            bounds=Bounds(0, 500),
            constraints=grenzen,
        )
        assert ergebnis.status == 0, ergebnis.message
        enden.append(round(zeilen[[ziel]].toarray().ravel() @ ergebnis.x))
    return enden[0], enden[1]


def erratbar(offen):
    """Targets of a publication that have one possible value only, or not as wide a span as is asked."""
    verraten = []
    for ziel in offen.ziele:
        tief, hoch = spanne(
            offen.zeilen, offen.wert, offen.untergrenze, ziel, offen.bedingung, offen.unten, offen.oben
        )
        if tief == hoch or tief > offen.soll_unten[ziel] or hoch < offen.soll_oben[ziel]:
            verraten.append(int(ziel))
    return verraten
