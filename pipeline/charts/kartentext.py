"""What the choropleths show, in words: range, where the district lies, what is hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pipeline import names


def flaechenkarten(blaetter: Sequence[Any], was: str, raumeinheit: str) -> str:
    """Describe every map.

    Takes:   maps with zeilen (raumeinheit, gezeigt, status), klasse, klassen and kopf (name, einheit,
             stellen); the subtitle; key of the district.
    """
    anzahl = f"{len(blaetter)} Flächenkarten" if len(blaetter) > 1 else "Flächenkarte"
    return " ".join([f"{anzahl}. {was}.", *(_karte(blatt, raumeinheit) for blatt in blaetter)])


def _karte(blatt: Any, raumeinheit: str) -> str:
    zeilen = blatt.zeilen
    da = zeilen[np.isfinite(zeilen["gezeigt"].to_numpy(dtype=np.float64))]
    klein, gross = da.loc[da["gezeigt"].idxmin()], da.loc[da["gezeigt"].idxmax()]
    spanne = (
        f"{len(da)} Gebiete von {_wert(klein['gezeigt'], blatt.kopf)} ({klein['raumeinheit']}) bis "
        f"{_wert(gross['gezeigt'], blatt.kopf)} ({gross['raumeinheit']}) in {blatt.klassen} Klassen"
    )
    ohne = len(zeilen) - len(da)
    schraffiert = f"; {ohne} ohne Wert und schraffiert" if ohne else ""
    return f"{blatt.kopf['name']}: {spanne}; {_hier(blatt, raumeinheit)}{schraffiert}."


def _hier(blatt: Any, raumeinheit: str) -> str:
    eigen = blatt.zeilen["raumeinheit"].eq(raumeinheit).to_numpy()
    if not eigen.any() or blatt.klasse[eigen][0] < 0:
        return f"{raumeinheit} ohne Wert"
    klasse, wert = int(blatt.klasse[eigen][0]), blatt.zeilen.loc[eigen, "gezeigt"].iloc[0]
    return f"{raumeinheit} mit {_wert(wert, blatt.kopf)} in der {klasse + 1}. Klasse von unten"


def _wert(wert: float, kopf: Mapping[Any, Any]) -> str:
    return f"{names.dezimal(float(wert), int(kopf['stellen']))}\N{NO-BREAK SPACE}{kopf['einheit']}".strip()
