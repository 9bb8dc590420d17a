"""Funnels of a whole city: one Kennzahl each, who lies outside the limits of chance named by its key."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pipeline.charts import stadttext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, kopfzeilen
from pipeline.charts.trichter import grenzlinien, skalen

_LINKS, _BREITE, _HOEHE = 11.0, 153.0, 72.0
_OBEN, _FUSS = 3.0, 11.0
_WINZIG = 7.0
_MATT = "#6b7780"
_SCHILD_MM = (5.4, 2.6)
"""Width and height of a key as printed."""
_WEITEN = (3.6, 5.6, 8.0, 11.0)
_RICHTUNGEN = 12


class _Schild(NamedTuple):
    """Place of a key and of its point, in millimetres of the plot."""

    text: str
    x: float
    y: float
    weit: bool


def stadttrichter(
    punkte: pd.DataFrame, grenzen: pd.DataFrame, stadt: str, **kopf: Unpack[Kopf]
) -> list[Anzeige]:
    """Draw one funnel per Kennzahl.

    Takes:   both results of `comparison.trichter`; name of the city.
    Returns: one figure each; none where there is no funnel.
    """
    return [
        _bild(eigene.reset_index(drop=True), grenzen[grenzen["kennzahl"].eq(kennzahl)], stadt, kopf)
        for kennzahl, eigene in punkte.groupby("kennzahl", sort=False)
    ]


def _bild(punkte: pd.DataFrame, grenzen: pd.DataFrame, stadt: str, kopf: Kopf) -> Anzeige:
    satz = punkte.iloc[0]
    lesart = f"Linie: {stadt}, gestrichelt: 95 %, durchgezogen: 99,8 %; beschriftet: außerhalb von 99,8 %"
    eigener: Kopf = {
        **kopf,
        "id": f"{kopf['id']}-{str(satz['kennzahl']).replace('_', '-')}",
        "titel": f"{satz['name']}: Abweichung und Größe",
        "untertitel": f"In {satz['einheit']}, {kopf.get('untertitel', '')}",
    }
    inhalt = kopfzeilen(eigener, lesart)
    inhalt["alt"] = stadttext.trichter(punkte, inhalt["untertitel"])

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _FUSS, _BREITE, _HOEHE)
        _feld(ax, punkte, grenzen)

    return stil.zeichne(malen, inhalt, _OBEN + _HOEHE + _FUSS)


def _feld(ax: Axes, punkte: pd.DataFrame, grenzen: pd.DataFrame) -> None:
    """Limits, points, keys of those outside."""
    grenzlinien(ax, punkte, grenzen)
    aussen = punkte["ausserhalb"].eq(99)
    art: Any = {"linestyle": "", "marker": "o", "markersize": 3.4}
    ax.plot(
        punkte.loc[~aussen, "nenner"],
        punkte.loc[~aussen, "wert"],
        color=_MATT,
        markerfacecolor="white",
        **art,
    )
    ax.plot(punkte.loc[aussen, "nenner"], punkte.loc[aussen, "wert"], color=stil.HAUPTFARBE, **art)
    skalen(ax, punkte, grenzen, (7, 5), "Personen oder Haushalte im Nenner")
    orte = _in_millimetern(ax, punkte)
    for schild, ort in zip(
        _schilder(list(punkte.loc[aussen, "raumeinheit"]), orte, aussen), orte[aussen], strict=True
    ):
        _setzen(ax, schild, ort)


def _in_millimetern(ax: Axes, punkte: pd.DataFrame) -> NDArray[np.float64]:
    """Where the points lie on the paper, from the lower left corner of the plot."""
    (links, rechts), (unten, oben) = ax.get_xlim(), ax.get_ylim()
    x = (punkte["nenner"].to_numpy(dtype=float) - links) / (rechts - links) * _BREITE
    y = (punkte["wert"].to_numpy(dtype=float) - unten) / (oben - unten) * _HOEHE
    return np.column_stack([x, y])


def _schilder(texte: Sequence[str], orte: NDArray[np.float64], aussen: "pd.Series[bool]") -> list[_Schild]:
    """Find a place for every key near its point where it covers neither points nor other keys."""
    gesetzt: list[_Schild] = []
    for text, ort in zip(texte, orte[aussen.to_numpy(dtype=bool)], strict=True):
        moeglich = list(_plaetze(text, ort))
        gesetzt.append(min(moeglich, key=lambda schild: _stoert(schild, orte, gesetzt)))
    return gesetzt


def _plaetze(text: str, ort: NDArray[np.float64]) -> list[_Schild]:
    """Places around a point, the nearest first."""
    winkel = np.linspace(0, 2 * np.pi, _RICHTUNGEN, endpoint=False)
    return [
        _Schild(
            text,
            float(ort[0] + weite * np.cos(w)),
            float(ort[1] + 0.75 * weite * np.sin(w)),
            weite > _WEITEN[0],
        )
        for weite in _WEITEN
        for w in winkel
    ]


def _stoert(schild: _Schild, orte: NDArray[np.float64], gesetzt: Sequence[_Schild]) -> int:
    """How many points and keys a key would cover; beyond the edge of the plot it covers many."""
    breit, hoch = _SCHILD_MM
    punkte = (abs(orte[:, 0] - schild.x) < breit / 2 + 0.5) & (abs(orte[:, 1] - schild.y) < hoch / 2 + 0.5)
    andere = sum(abs(a.x - schild.x) < breit and abs(a.y - schild.y) < hoch for a in gesetzt)
    draussen = not (breit / 2 < schild.x < _BREITE - breit / 2 and hoch / 2 < schild.y < _HOEHE + 2)
    return int(punkte.sum()) + 2 * andere + 20 * draussen


def _setzen(ax: Axes, schild: _Schild, ort: NDArray[np.float64]) -> None:
    stelle = (schild.x / _BREITE, schild.y / _HOEHE)
    art: Mapping[str, Any] = {"transform": ax.transAxes, "clip_on": False}
    if schild.weit:
        x, y = (ort[0] / _BREITE, stelle[0]), (ort[1] / _HOEHE, stelle[1])
        ax.plot(x, y, color=_MATT, linewidth=0.4, zorder=0, **art)
    grund = {"facecolor": "white", "edgecolor": "none", "pad": 0.1, "alpha": 0.8}
    ax.text(*stelle, schild.text, ha="center", va="center", fontsize=_WINZIG, bbox=grund, **art)
