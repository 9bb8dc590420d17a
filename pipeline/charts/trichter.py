"""Funnels: every area of a level by its size, the city as a line, the limits of chance around it."""

import textwrap
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, gleich_verteilt, kopfzeilen, teilkopf

_BREITE, _HOEHE, _LINKS, _RAND = 66.0, 36.0, 11.0, 82.5
_TITEL, _FUSS = 11.0, 12.0
_WINZIG = 7.5
JE_ZEILE = 2


def trichter(
    punkte: pd.DataFrame, grenzen: pd.DataFrame, raumeinheit: str, name: str, **kopf: Unpack[Kopf]
) -> list[Anzeige]:
    """Draw the funnels, two in a row, each row a figure of its own.

    Takes:   both results of `comparison.trichter`; key and name of the area that is marked.
    Returns: no figure where there is no funnel.
    """
    felder = list(dict.fromkeys(punkte["kennzahl"]))
    teile = gleich_verteilt(len(felder), JE_ZEILE)
    return [
        _zeile(
            punkte[punkte["kennzahl"].isin(felder[teil])],
            grenzen,
            (raumeinheit, name),
            teilkopf(kopf, nummer, len(teile)),
        )
        for nummer, teil in enumerate(teile, start=1)
    ]


def _zeile(punkte: pd.DataFrame, grenzen: pd.DataFrame, hier: tuple[str, str], kopf: Kopf) -> Anzeige:
    """One row of funnels; `hier` is key and name of the area that is marked."""
    raumeinheit, name = hier
    lesart = f"Raute: {name}, Kreise: andere Gebiete, Linie: Stadt, gestrichelt: 95 %, durchgezogen: 99,8 %"
    inhalt = kopfzeilen(kopf, lesart)
    inhalt["alt"] = alternativtext.trichter(punkte, raumeinheit, inhalt["untertitel"], name)

    def malen(abbildung: Figure) -> None:
        for stelle, (feld, eigene) in enumerate(punkte.groupby("kennzahl", sort=False)):
            ax = stil.achsen(abbildung, _LINKS + _RAND * stelle, _FUSS, _BREITE, _HOEHE)
            _feld(ax, eigene, grenzen[grenzen["kennzahl"].eq(feld)], raumeinheit)

    return stil.zeichne(malen, inhalt, _TITEL + _HOEHE + _FUSS)


def grenzlinien(ax: Axes, punkte: pd.DataFrame, grenzen: pd.DataFrame) -> None:
    """Draw the limits of chance and the line of the city."""
    for stufe, strich in ((95, (0, (3, 2))), (99, "-")):
        for seite in ("unten", "oben"):
            ax.plot(
                grenzen["nenner"],
                grenzen[f"{seite}_{stufe}"],
                color="#6b7780",
                linewidth=0.8,
                linestyle=strich,
            )
    ax.axhline(float(punkte["stadt"].iloc[0]), color=stil.VERGLEICHSFARBE, linewidth=1.3)


def _feld(ax: Axes, punkte: pd.DataFrame, grenzen: pd.DataFrame, raumeinheit: str) -> None:
    """One funnel."""
    grenzlinien(ax, punkte, grenzen)
    hier = punkte["raumeinheit"].eq(raumeinheit)
    kreis: Any = {
        "linestyle": "",
        "marker": "o",
        "markersize": 3,
        "color": "#6b7780",
        "markerfacecolor": "white",
    }
    ax.plot(punkte.loc[~hier, "nenner"], punkte.loc[~hier, "wert"], **kreis)
    ax.plot(punkte.loc[hier, "nenner"], punkte.loc[hier, "wert"], "D", color=stil.HAUPTFARBE, markersize=6)
    skalen(ax, punkte, grenzen, (5, 4), "Personen im Nenner")
    satz = punkte.iloc[0]
    titel = textwrap.fill(f"{satz['name']} ({satz['einheit']})", 44)
    stil.notiz(ax, titel, (0, 1), (-18, 5), fontsize=stil.KLEIN, fontweight="bold")


def skalen(
    ax: Axes, punkte: pd.DataFrame, grenzen: pd.DataFrame, zahlen: tuple[int, int], nenner: str
) -> None:
    """Scales of a funnel, with about so many numbers to the right and upwards."""
    ax.set_ylim(*_hoehen(punkte, grenzen))
    ax.set_xlim(0, float(grenzen["nenner"].max()))
    stil.zahlenachse(ax.xaxis, anzahl=zahlen[0])
    stil.zahlenachse(ax.yaxis, anzahl=zahlen[1])
    ax.tick_params(labelsize=_WINZIG, length=2)
    ax.set_xlabel(nenner, fontsize=_WINZIG, labelpad=2)


def _hoehen(punkte: pd.DataFrame, grenzen: pd.DataFrame) -> tuple[float, float]:
    """Limits of the scale: all areas, and of the funnel what lies near them."""
    oben = max(float(punkte["wert"].max()), float(grenzen["oben_99"].quantile(0.75)))
    unten = min(float(punkte["wert"].min()), float(grenzen["unten_99"].quantile(0.25)))
    luft = 0.06 * (oben - unten) or 1.0
    return max(unten - luft, 0.0) if unten >= 0 else unten - luft, oben + luft
