"""A table of residents of whom something is said, beside all residents: what a reader sees of both."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from pipeline.disclosure.angriff.fassungen import nebeneinander
from pipeline.disclosure.audit import Veroeffentlichung


def mit_bevoelkerung(
    merkmale: Veroeffentlichung,
    einwohner: Veroeffentlichung,
    gezaehlt: sparse.csr_array,
    alle: sparse.csr_array,
) -> Veroeffentlichung:
    """Join what is shown of some residents with what is shown of all of them.

    Takes:   two publications, each over atoms of its own; sums of the atoms of the first, and for each of
             them the residents it counts some of, as a sum of the atoms of the second.
    Returns: rows of the first, rows of the second, then the sums, those counted before the residents; nobody
             is shown these two, but every reader knows that no more are counted than there are.
    """
    eigene, fremde = merkmale.zeilen.shape[1], einwohner.zeilen.shape[1]
    beide = nebeneinander(_verbreitert(merkmale, 0, fremde), _verbreitert(einwohner, eigene, 0))
    gezaehlt, alle = _mit_leeren(gezaehlt, 0, fremde), _mit_leeren(alle, eigene, 0)
    paare, weitere = gezaehlt.shape[0], 2 * gezaehlt.shape[0]
    return replace(
        beide,
        zeilen=sparse.csr_array(sparse.vstack([beide.zeilen, gezaehlt, alle])),
        wert=np.concatenate([beide.wert, np.full(weitere, np.nan)]),
        untergrenze=np.concatenate([beide.untergrenze, np.zeros(weitere)]),
        soll_unten=np.concatenate([beide.soll_unten, np.full(weitere, np.inf)]),
        soll_oben=np.concatenate([beide.soll_oben, np.full(weitere, -np.inf)]),
        bedingung=sparse.csr_array(sparse.vstack([beide.bedingung, alle - gezaehlt])),
        unten=np.concatenate([beide.unten, np.zeros(paare)]),
        oben=np.concatenate([beide.oben, np.full(paare, np.inf)]),
        ort=np.concatenate([merkmale.ort, einwohner.ort]),
    )


def _verbreitert(offen: Veroeffentlichung, davor: int, danach: int) -> Veroeffentlichung:
    """The same over more atoms, which are in none of its rows."""
    return replace(
        offen,
        zeilen=_mit_leeren(offen.zeilen, davor, danach),
        bedingung=_mit_leeren(offen.bedingung, davor, danach),
    )


def _mit_leeren(matrix: sparse.csr_array, davor: int, danach: int) -> sparse.csr_array:
    hoehe = matrix.shape[0]
    leer = [sparse.csr_array((hoehe, breite)) for breite in (davor, danach)]
    return sparse.csr_array(sparse.hstack([leer[0], matrix, leer[1]]))
