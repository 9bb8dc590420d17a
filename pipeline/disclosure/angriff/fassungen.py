"""Two editions laid side by side: the committee's and the public one, this year's and an earlier one."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from pipeline.disclosure.audit import Veroeffentlichung


def nebeneinander(eine: Veroeffentlichung, andere: Veroeffentlichung) -> Veroeffentlichung:
    """Join what the reader of both editions knows.

    Takes:   two publications over the same atoms.
    Returns: rows and conditions of the first, then those of the second; the secrets of both.
    """
    davor = eine.zeilen.shape[0]
    nummer = eine.bedingung.shape[0]
    return replace(
        eine,
        zeilen=sparse.csr_array(sparse.vstack([eine.zeilen, andere.zeilen])),
        wert=np.concatenate([eine.wert, andere.wert]),
        untergrenze=np.concatenate([eine.untergrenze, andere.untergrenze]),
        ziele=np.concatenate([eine.ziele, andere.ziele + davor]),
        soll_unten=np.concatenate([eine.soll_unten, andere.soll_unten]),
        soll_oben=np.concatenate([eine.soll_oben, andere.soll_oben]),
        bedingung=sparse.csr_array(sparse.vstack([eine.bedingung, andere.bedingung])),
        unten=np.concatenate([eine.unten, andere.unten]),
        oben=np.concatenate([eine.oben, andere.oben]),
        texte={**eine.texte, **{nummer + i: text for i, text in andere.texte.items()}},
    )
