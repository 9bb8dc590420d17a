"""The maps of Kennzahlen over all areas of a level: which, their title, and the rank of the district."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import measures, names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Ort, Orte
from pipeline.narrative.vergleich import Satz, gezeigt, mit_einheit, warum_nicht

KARTEN = ("mig", "bev_65p", "gs_u15", "al_anteil")
"""Kennzahlen that are mapped: origin, age, children on benefits, unemployment."""

_MEHRZAHL = {
    "stadt": ("Städte", "Städten"),
    "stadtteil": ("Stadtteile", "Stadtteilen"),
    "stadtbezirk": ("Stadtbezirke", "Stadtbezirken"),
    "planungsbezirk": ("Planungsbezirke", "Planungsbezirken"),
}
"""Nominative and dative of the levels."""


class Rang(NamedTuple):
    """One Kennzahl of the district among all areas that have a value; place 1 is the highest value."""

    satz: Satz
    platz: int
    alle: int
    klein: float
    gross: float


def flaechenkarten_kopf(
    orte: Orte, werte: pd.DataFrame, gebiete: pd.DataFrame | None, stichtag: str, quelle: str
) -> dict[str, str]:
    """Write the head of the maps: its title says where the district stands out, if it does.

    Takes:   Kennzahlen of all areas of the level; the geometry with its notes in hinweis, None without one.
    """
    hinweise = [] if gebiete is None else list(dict.fromkeys(gebiete["hinweis"].dropna()))
    was = f"Nach {_MEHRZAHL[orte.hier.ebene][1]}, {datum(stichtag)}"
    klassen = "Klassen nach natürlichen Brüchen (Fisher und Jenks)"
    return {
        "id": "flaechenkarten",
        "titel": _titel(orte.hier, _raenge(orte.hier, werte)),
        "untertitel": ". ".join(teil.rstrip(".") for teil in (was, klassen, *hinweise)),
        "quelle": quelle,
    }


def gebietswerte_kopf(orte: Orte, stichtag: str, bilder: str, quelle: str) -> dict[str, str]:
    """Write the head of the table behind pictures of all areas: `bilder` is what a reader calls them."""
    titel = f"Werte der {bilder} nach {_MEHRZAHL[orte.hier.ebene][1]}, {datum(stichtag)}"
    return {"id": f"{bilder.lower()}werte", "titel": titel, "quelle": quelle}


def _titel(hier: Ort, raenge: list[Rang]) -> str:
    """Name the Kennzahl of the most extreme place, where it is the first or the last one."""
    rand = [rang for rang in raenge if rang.platz in (1, rang.alle) and rang.klein < rang.gross]
    wer, alle = f"{hier.name} ({hier.schluessel})", _MEHRZAHL[hier.ebene][0]
    if not rand:
        return f"{wer} unter allen {_MEHRZAHL[hier.ebene][1]}"
    wort = "höchster" if rand[0].platz == 1 else "niedrigster"
    return f"{rand[0].satz['name']}: {wer} mit dem {wort[:-1]}n Wert der {rand[0].alle} {alle}"


def raenge(orte: Orte, werte: pd.DataFrame) -> str:
    """Say the place of the district for every mapped Kennzahl, or why it has none.

    Takes:   Kennzahlen of all areas of the level, with name, einheit, stellen, wert, status.
    Returns: one paragraph; nothing where too few areas have a value.
    """
    gezaehlt = _raenge(orte.hier, werte)
    if not gezaehlt:
        return ""
    eigene = werte[werte["raumeinheit"].eq(orte.hier.schluessel)].to_dict("records")
    ohne = [f"{satz['name']}: {warum_nicht(satz)}" for satz in eigene if not gezeigt(satz)]
    teile = "; ".join([*map(_platz, gezaehlt), *ohne])
    return (
        f"Vom höchsten Wert an gezählt liegt {orte.hier.der} unter allen {_MEHRZAHL[orte.hier.ebene][1]} mit "
        f"ausgewiesenem Wert auf folgenden Rängen: {teile}. Nahe beieinander liegende Werte tauschen ihre "
        "Ränge von Jahr zu Jahr schon durch Zufall."
    )


def _platz(rang: Rang) -> str:
    einheit, stellen = str(rang.satz["einheit"]), int(rang.satz["stellen"])
    spanne = f"{names.dezimal(rang.klein, stellen)} bis {mit_einheit(rang.gross, einheit, stellen)}"
    eigen = mit_einheit(rang.satz["wert"], einheit, stellen)
    return f"{rang.satz['name']} {rang.platz} von {rang.alle} ({eigen}; Spanne {spanne})"


def _raenge(hier: Ort, werte: pd.DataFrame) -> list[Rang]:
    """Places of the district; equal values as printed share the better one."""
    liste = []
    for _, gruppe in werte[werte["status"].eq("wert")].groupby("kennzahl", sort=False):
        eigen = gruppe[gruppe["raumeinheit"].eq(hier.schluessel)]
        if len(eigen) and len(gruppe) >= measures.MINDESTENS_WERTE:
            satz = {str(feld): wert for feld, wert in eigen.iloc[0].items()}
            alle = np.array([names.gerundet(wert, int(satz["stellen"])) for wert in gruppe["wert"]])
            eigener = names.gerundet(float(satz["wert"]), int(satz["stellen"]))
            liste.append(
                Rang(satz, 1 + int((alle > eigener).sum()), len(alle), float(alle.min()), float(alle.max()))
            )
    return liste
