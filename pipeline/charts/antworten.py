"""Dot plot of the answers to a question of a survey, each with its interval and its number beside it."""

import textwrap
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.charts import stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_LINKS, _BREITE, _RAND = 56.0, 80.0, 164.0
_OBEN, _UNTEN, _ZEILE = 2.0, 6.5, 6.8


def antworten(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw shares with their 95 % interval.

    Takes:   antwort, anteil_pct, untere_pct, obere_pct, in their order; all may be shown.
    Returns: nothing for a frame without rows.
    """
    if zeilen.empty:
        return Leer()
    inhalt = kopfzeilen(kopf, "Punkt: Anteil, Linie: 95-%-Intervall")
    saetze = zeilen.to_dict("records")
    inhalt["alt"] = _alt(saetze, inhalt["untertitel"])
    hoehe = _ZEILE * len(saetze)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, _BREITE, hoehe)
        for y, satz in enumerate(saetze):
            ax.hlines(
                y, satz["untere_pct"], satz["obere_pct"], color=stil.HAUPTFARBE, linewidth=1.6, alpha=0.55
            )
            ax.plot(satz["anteil_pct"], y, "o", color=stil.HAUPTFARBE, markersize=5.5)
            x = (_RAND - _LINKS) / _BREITE
            ax.text(x, y, _zahl(satz), transform=ax.get_yaxis_transform(), ha="right", va="center")
        _achse(ax, saetze)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + hoehe)


def _achse(ax: Axes, saetze: list[dict[Any, Any]]) -> None:
    """Shares from zero; the answers at the left."""
    ax.set_ylim(len(saetze) - 0.5, -0.5)
    ax.set_yticks(range(len(saetze)), [textwrap.fill(str(satz["antwort"]), 36) for satz in saetze])
    ax.set_xlim(0, 1.04 * max(float(satz["obere_pct"]) for satz in saetze) or 1)
    stil.zahlenachse(ax.xaxis)
    stil.nur_grundlinie(ax)
    ax.spines["left"].set_visible(True)
    stil.notiz(ax, "in %", (1, 0), (6, -4), va="top", fontsize=stil.KLEIN)


def _zahl(satz: dict[Any, Any]) -> str:
    return f"{satz['anteil_pct']} ({satz['untere_pct']} bis {satz['obere_pct']})"


def _alt(saetze: list[dict[Any, Any]], was: str) -> str:
    """Every answer with its share and interval, the most frequent first."""
    teile = [
        f"{satz['antwort']}: {satz['anteil_pct']} Prozent, "
        f"Intervall {satz['untere_pct']} bis {satz['obere_pct']}"
        for satz in saetze
    ]
    return f"Punktdiagramm. {was}. {'; '.join(teile)}."
