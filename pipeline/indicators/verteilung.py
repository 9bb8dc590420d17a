"""How unevenly groups live over the areas of a city: segregation and dissimilarity, year by year."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import measures, names
from pipeline.indicators.reihen import jahresreihen
from pipeline.measures import Floats

HOECHSTENS_JAHRE = 6
MINDESTENS_GEBIETE = 10
MINDESTENS_ANTEIL = 0.9
"""Share of all persons who must live in the areas that are counted, else there is no index (own rule)."""


class Paar(NamedTuple):
    """Two groups that share nobody, each as an expression over released cells."""

    name: str
    gruppe: str
    andere: str
    art: str
    """Segregationsindex where the other group is everybody else, else Dissimilaritätsindex."""


_ZG = "zuwanderungsgeschichte(zuwanderungsgeschichte={})"
_OHNE, _MIT, _NICHT = (_ZG.format(code) for code in ("ohne", "deutsch_mit", "nichtdeutsch"))
_BIS_64 = "einwohner(altersgruppe=0-14) + einwohner(altersgruppe=15-64)"
_SGB2 = "grundsicherung(leistung=SGB II)"

PAARE = (
    Paar(
        "Nichtdeutsche gegenüber Deutschen",
        "einwohner(staatsangehoerigkeit=nichtdeutsch)",
        "einwohner(staatsangehoerigkeit=deutsch)",
        "Segregation",
    ),
    Paar("Menschen mit gegenüber ohne Zuwanderungsgeschichte", f"{_MIT} + {_NICHT}", _OHNE, "Segregation"),
    Paar(
        "Unter 65-Jährige mit gegenüber ohne Leistungen nach SGB II",
        _SGB2,
        f"{_BIS_64} - {_SGB2}",
        "Segregation",
    ),
    Paar("Nichtdeutsche gegenüber Deutschen ohne Zuwanderungsgeschichte", _NICHT, _OHNE, "Dissimilarität"),
    Paar("Deutsche mit gegenüber Deutschen ohne Zuwanderungsgeschichte", _MIT, _OHNE, "Dissimilarität"),
)


def verteilung(tabellen: Mapping[str, pd.DataFrame], gebiete: Sequence[str], jahr: int) -> pd.DataFrame:
    """Compute how many of a group would have to move to be spread as the other is, over the last years.

    Takes:   released tables; keys of the areas of one level; the last year.
    Returns: one row per entry of `PAARE` and year, at most `HOECHSTENS_JAHRE`: name, art (Segregation or
             Dissimilarität), jahr, wert (0 to 100), status, gebiete (areas counted, the same in every year
             of a row) and alle (areas in all). Counted are the areas whose numbers are released in every
             year in which any are; `geheim` where less than `MINDESTENS_ANTEIL` of the persons or fewer
             than `MINDESTENS_GEBIETE` areas are left, `fehlt` where none was delivered.
    Raises:  nothing.
    Source:  see `measures.segregation` and `measures.dissimilarity`.
    """
    jahre = [n for n in _jahre(tabellen) if n <= jahr][-HOECHSTENS_JAHRE:]
    zeilen = [satz for paar in PAARE for satz in _paar(tabellen, gebiete, jahre, paar)]
    return pd.DataFrame(zeilen, columns=["name", "art", "jahr", "wert", "status", "gebiete", "alle"])


def _jahre(tabellen: Mapping[str, pd.DataFrame]) -> list[int]:
    if "einwohner" not in tabellen:
        return []
    return sorted({names.stichtag_jahr(tag) for tag in tabellen["einwohner"]["stichtag"].unique()})


def _paar(
    tabellen: Mapping[str, pd.DataFrame], gebiete: Sequence[str], jahre: Sequence[int], paar: Paar
) -> list[dict[str, str | int | float]]:
    """One row of the index over the years."""
    felder, geliefert = _felder(tabellen, gebiete, jahre, paar)
    gezaehlt = np.full(len(gebiete), fill_value=any(geliefert))
    for werte, ja in zip(felder, geliefert, strict=True):
        gezaehlt &= ~np.isnan(werte).any(axis=0) if ja else True
    return [
        {
            "name": paar.name,
            "art": paar.art,
            "jahr": n,
            **_index(werte[:, gezaehlt], _reicht(werte, gezaehlt), ja=ja),
            "gebiete": int(gezaehlt.sum()),
            "alle": len(gebiete),
        }
        for n, werte, ja in zip(jahre, felder, geliefert, strict=True)
    ]


def _felder(
    tabellen: Mapping[str, pd.DataFrame], gebiete: Sequence[str], jahre: Sequence[int], paar: Paar
) -> tuple[Floats, list[bool]]:
    """Persons [year, who, area] of group, others, all residents; whether the group was delivered."""
    merkmale = {
        "gruppe": ("", paar.gruppe, ""),
        "andere": ("", paar.andere, ""),
        "alle": ("", "einwohner()", ""),
    }
    zeilen = jahresreihen(tabellen, gebiete, jahre, merkmale, "wert")
    je = zeilen.set_index(["jahr", "kennzahl", "raumeinheit"])
    alle = pd.MultiIndex.from_product([jahre, merkmale, gebiete])
    werte = measures.floats(je["wert"].reindex(alle)).reshape(len(jahre), len(merkmale), len(gebiete))
    gruppe = zeilen[zeilen["kennzahl"].eq("gruppe") & zeilen["status"].ne("fehlt")]
    return werte, [jahr in set(gruppe["jahr"]) for jahr in jahre]


def _reicht(werte: Floats, gezaehlt: np.ndarray) -> bool:
    """Whether the counted areas hold nearly everybody."""
    alle = werte[2]
    genug = alle[gezaehlt].sum() >= MINDESTENS_ANTEIL * np.nansum(alle)
    return bool(genug and gezaehlt.sum() >= MINDESTENS_GEBIETE)


def _index(werte: Floats, reicht: bool, *, ja: bool) -> dict[str, str | float]:
    """The index of a year, or why there is none."""
    if not ja or not reicht:
        return {"wert": float("nan"), "status": "geheim" if ja else "fehlt"}
    wert = 100 * measures.dissimilarity(werte[0], werte[1])
    return {"wert": wert, "status": "fehlt" if np.isnan(wert) else "wert"}
