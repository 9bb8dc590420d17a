"""What changes from one year to the next more than an area of its size does."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.gesamt import OHNE_ZEILE, Reihen
from pipeline.validation.pruefling import Pruefling

MINDESTENS = 8
"""Areas from which on their spread says something about what is usual."""
SCHWELLE = 7.0
"""Robust z from which on a change is reported; the demonstration delivery has tails up to about 6."""
SPRUNG = 0.15
"""Smaller relative changes are not reported, however steady the other areas are."""
NORMIERT = 1.4826
"""Median absolute deviation times this is the standard deviation of a normal distribution."""
MENSCHEN = ("einwohner", "zuwanderungsgeschichte", "haushalte")
STADT_HOECHSTENS = 1.1
"""No German city grew or shrank by a tenth in a year since 1950 without an incorporation."""
RAUM_HOECHSTENS = 2.0
"""An area doubles in a year where a quarter is newly built or a shelter opens."""
SONST_HOECHSTENS = 4.0
"""Flows and benefits move more: arrivals of 2015 and 2022 about doubled or tripled in single cities."""
ERST_AB = 100
"""Persons or cases by which a series must change before it is called impossible."""
EINE_GROESSENORDNUNG = 300
"""Beyond this factor a number has lost its separator; that has a rule of its own."""


Zahlen = npt.NDArray[np.float64]


class Paare(NamedTuple):
    """Sums beside those of the year before (axes as in `Reihen`), and where both are known and not both 0."""

    reihen: Reihen
    davor: Zahlen
    gilt: npt.NDArray[np.bool_]


def veraenderung(pruefling: Pruefling) -> Iterator[Befund]:
    """An area changes as areas of its size did in the same period; whoever stands out is looked at.

    Source: the difference of two Poisson counts over the root of their sum has standard deviation 1 at any
    size; centre and spread over all areas are median and median absolute deviation (Iglewicz and Hoaglin,
    How to Detect and Handle Outliers, 1993), so that the outliers do not hide themselves.
    """
    auffaellig = [_stellen(p, _auffaellig(p, _stadt(pruefling, p))) for p in _paare(pruefling)]
    grund = "Andere Raumeinheiten dieser Größe änderten sich im selben Jahr weit weniger."
    abhilfe = "Bitte prüfen (Neubau, Unterkunft, Umstellung?) und bestätigen oder berichtigen."
    for stelle in _allgemeinste(auffaellig):
        yield _befund(stelle, "veraenderung", grund, abhilfe)


def wachstum_unmoeglich(pruefling: Pruefling) -> Iterator[Befund]:
    """Nothing grows or shrinks from one year to the next beyond what can happen.

    Why: the rule on unusual changes compares areas with each other and is blind where all are wrong, or few
    were delivered. Source: limits as given with the constants.
    """
    unmoeglich = [_stellen(p, _unmoeglich(p, _stadt(pruefling, p))) for p in _paare(pruefling)]
    grund = "So viel kann sich in einem Jahr kaum ändern."
    abhilfe = "Bitte Zeitangabe, Schlüssel und Zahl prüfen; war es so, die Warnung bestätigen."
    for stelle in _allgemeinste(unmoeglich):
        yield _befund(stelle, "wachstum", grund, abhilfe)


def _paare(pruefling: Pruefling) -> Iterator[Paare]:
    """Every sum beside that of the year before; of several dates in that year the first one known."""
    for reihen in pruefling.gesamtzahlen:
        davor, bekannt = np.zeros_like(reihen.wert), np.zeros_like(reihen.gilt)
        for jetzt, jahr in enumerate(reihen.jahre):
            for vorher in reversed([q for q, j in enumerate(reihen.jahre) if j == jahr - 1]):
                gilt = reihen.gilt[..., vorher]
                davor[..., jetzt] = np.where(gilt, reihen.wert[..., vorher], davor[..., jetzt])
                bekannt[..., jetzt] |= gilt
        yield Paare(reihen, davor, reihen.gilt & bekannt & (reihen.wert + davor > 0))


def _stadt(pruefling: Pruefling, paare: Paare) -> npt.NDArray[np.bool_]:
    """Whether an area is the city, in the shape of the sums."""
    stadt = np.array([raum in pruefling.staedte for raum in paare.reihen.raeume], dtype=bool)
    return np.broadcast_to(stadt[:, np.newaxis], paare.gilt.shape)


def _auffaellig(paare: Paare, stadt: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    wert, davor = paare.reihen.wert, paare.davor
    gilt = paare.gilt & ~stadt & ~_unmoeglich(paare, stadt)
    d = np.where(gilt, (wert - davor) / np.sqrt(np.maximum(wert + davor, 1.0)), np.nan)
    weite = np.abs(d - mitte(d))
    z = weite / np.maximum(NORMIERT * mitte(weite), 1.0)
    genug = gilt.sum(axis=1, keepdims=True) >= MINDESTENS
    relativ = np.abs(wert - davor) >= SPRUNG * np.maximum(wert, davor)
    auffaellig: npt.NDArray[np.bool_] = gilt & genug & relativ & (np.nan_to_num(z) >= SCHWELLE)
    return auffaellig


def mitte(zahlen: Zahlen) -> Zahlen:
    """Median over the areas.

    Takes:   numbers with the areas along axis 1, NaN where there is none.
    Returns: the same with one value along axis 1: the median of the numbers that are there, 0 where none is.
    Raises:  nothing; numpy's own warns of a row without numbers.
    Source:  as `numpy.nanmedian`.
    """
    sortiert = np.sort(zahlen, axis=1)  # NaN last
    anzahl = (~np.isnan(zahlen)).sum(axis=1, keepdims=True)
    unten, oben = (np.maximum(anzahl - 1, 0) // 2, anzahl // 2)
    beide = [np.take_along_axis(sortiert, np.minimum(i, zahlen.shape[1] - 1), axis=1) for i in (unten, oben)]
    ergebnis: Zahlen = np.nan_to_num((beide[0] + beide[1]) / 2)
    return ergebnis


def _unmoeglich(paare: Paare, stadt: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    wert, davor = paare.reihen.wert, paare.davor
    alle = np.array([was == "" for was in paare.reihen.was], dtype=bool)[:, np.newaxis, np.newaxis]
    mensch = alle & (paare.reihen.tabelle in MENSCHEN)
    grenze = np.where(mensch, np.where(stadt, STADT_HOECHSTENS, RAUM_HOECHSTENS), SONST_HOECHSTENS)
    faktor = np.maximum(wert, davor) / np.maximum(np.minimum(wert, davor), 1.0)  # a zero counts as one
    deutlich = (np.abs(wert - davor) >= ERST_AB) & (faktor < EINE_GROESSENORDNUNG)
    unmoeglich: npt.NDArray[np.bool_] = paare.gilt & deutlich & (faktor > grenze)
    return unmoeglich


def _stellen(paare: Paare, hier: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """The marked sums, one per row."""
    reihen = paare.reihen
    was, raum, periode = np.nonzero(hier)
    return pd.DataFrame(
        {
            "tabelle": reihen.tabelle,
            "was": [reihen.was[i] for i in was],
            "raumeinheit": [reihen.raeume[i] for i in raum],
            "jahr": [reihen.jahre[i] for i in periode],
            "wert": reihen.wert[hier],
            "davor": paare.davor[hier],
            "zeile": reihen.zeile[hier],
        }
    )


def _allgemeinste(je_reihe: list[pd.DataFrame]) -> list[dict[Any, Any]]:
    """Per table, area and year the whole if it stands out, else the code that changed most."""
    gefunden = [stellen for stellen in je_reihe if len(stellen)]
    if not gefunden:
        return []
    stellen = pd.concat(gefunden, ignore_index=True)
    rang = stellen["was"].ne("")
    weite = -(stellen["wert"] - stellen["davor"]).abs()
    sortiert = stellen.assign(rang=rang, weite=weite).sort_values(["rang", "weite"], kind="stable")
    return sortiert.drop_duplicates(["tabelle", "raumeinheit", "jahr"]).to_dict("records")


def _befund(stelle: dict[Any, Any], regel: str, grund: str, abhilfe: str) -> Befund:
    wert, davor = int(stelle["wert"]), int(stelle["davor"])
    was = f" ({stelle['was']})" if stelle["was"] else ""
    zahl = f"{stelle['raumeinheit']} hat {stelle['jahr']} {wert}{was}, im Jahr davor {davor}."
    zeile = int(stelle["zeile"]) if stelle["zeile"] != OHNE_ZEILE else None
    datei = f"{stelle['tabelle']}.csv"
    return Befund(WARNUNG, datei, zeile, "anzahl", str(wert), regel, f"{zahl} {grund}", abhilfe)
