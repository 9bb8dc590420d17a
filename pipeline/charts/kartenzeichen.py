"""Signs of facilities on a map: one shape per group of kinds, so that no colour is needed to tell them."""

from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from pipeline.charts import stil


class Zeichen(NamedTuple):
    """Shape and size of a mark, how far its number sits below the middle (points), and its kinds."""

    form: str
    groesse: float
    tiefer: float
    arten: tuple[str, ...]


ZEICHEN = {
    "Bildung": Zeichen("s", 10.5, 0, ("kindergarten", "grundschule", "weiterfuehrende_schule")),
    "Treffpunkte": Zeichen("o", 11.5, 0, ("jugendtreff", "quartierszentrum", "religionsgemeinschaft")),
    "Spiel und Sport": Zeichen("^", 16.5, 2.0, ("spielplatz", "bolzplatz", "sporthalle")),
    "Versorgung": Zeichen("D", 10.5, 0, ("laden", "einkaufsschwerpunkt", "gewerbe", "arztpraxis")),
    "Pflege und Betreuung": Zeichen("P", 13.5, 0, ("pflege", "betreuung", "betreutes_wohnen")),
}
"""Groups in the order of the key."""
SONSTIGES, _SONSTIGES = "Sonstiges", Zeichen("h", 12.5, 0, ())
GEFRAGT = "Pflege und Betreuung"
"""Group whose absence the paper names: the key says it, too."""
_UMKREIS = {"s": 0.71, "o": 0.5, "^": 0.71, "D": 0.71, "P": 0.53, "h": 0.5}
"""Radius of the circle around a shape, as share of its size."""
_KANTE, _PUNKT_MM = 0.8, 25.4 / 72
_ZEICHEN_MM, _RAND_MM = 1.32, 10.0
"""Width of an average character of the key, and of a mark with the space around its text."""


def gruppen(einrichtungen: pd.DataFrame) -> "pd.Series[str]":
    """Find the group of each facility.

    Takes:   column art; a kind of no group is of `SONSTIGES`.
    """
    je_art = {art: gruppe for gruppe, zeichen in ZEICHEN.items() for art in zeichen.arten}
    return einrichtungen["art"].map(je_art).fillna(SONSTIGES).astype("str")


def anzahlen(einrichtungen: pd.DataFrame) -> dict[str, int]:
    """Count the facilities of each group there is, in the order of the key; what is asked for also at zero.

    Nothing without facilities: their absence would then be one of the list.
    """
    if einrichtungen.empty:
        return {}
    je_gruppe = gruppen(einrichtungen).value_counts()
    return {
        gruppe: int(je_gruppe.get(gruppe, 0))
        for gruppe in (*ZEICHEN, SONSTIGES)
        if gruppe in je_gruppe.index or gruppe == GEFRAGT
    }


def radius_mm(gruppe: str) -> float:
    """Radius of the circle around the mark of a group, its white edge included."""
    zeichen = ZEICHEN.get(gruppe, _SONSTIGES)
    return (_UMKREIS[zeichen.form] * zeichen.groesse + _KANTE / 2) * _PUNKT_MM


def setzen(ax: Axes, x: float, y: float, gruppe: str, nummer: str = "") -> None:
    """Draw one mark with its number."""
    zeichen = ZEICHEN.get(gruppe, _SONSTIGES)
    form: Any = {"markersize": zeichen.groesse, "markeredgecolor": "white", "markeredgewidth": _KANTE}
    ax.plot(x, y, zeichen.form, color=stil.HAUPTFARBE, clip_on=False, **form)
    if nummer:
        art: Any = {"ha": "center", "va": "center", "fontsize": 7.5, "fontweight": "bold", "color": "white"}
        ax.annotate(nummer, (x, y), xytext=(0, -zeichen.tiefer), textcoords="offset points", **art)


def schluessel(ax: Axes, einrichtungen: pd.DataFrame) -> None:
    """Set the key of the marks side by side, each with how many there are."""
    ax.set(xlim=(0, stil.BREITE_MM), ylim=(-1, 1))
    ax.set_axis_off()
    links = 0.0
    for gruppe, zahl in anzahlen(einrichtungen).items():
        setzen(ax, links + 2.6, 0, gruppe)
        text = f"{gruppe}: keine" if zahl == 0 else f"{gruppe} ({zahl})"
        ax.text(links + 5.8, 0, text, fontsize=7.5, va="center")
        links += _RAND_MM + _ZEICHEN_MM * len(text)
