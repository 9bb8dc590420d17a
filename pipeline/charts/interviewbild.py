"""Dot matrix of the interviews: one dot for each that named something, field of action by target group."""

import textwrap
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.charts import stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_LINKS, _OBEN, _UNTEN, _ZEILE = 56.0, 13.0, 1.0, 9.0
_JE_REIHE = 6
"""Dots side by side in a cell; more of them go below."""
_HOECHSTENS = 2 * _JE_REIHE
"""Dots in a cell; a larger number is told by its label."""
_SPALTEN = 6
"""Target groups that fit side by side with their names."""
_ABSTAND = 2.9
"""Millimetres between two dots."""


def matrixbild(zellen: pd.DataFrame, was: str, **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw the matrix; dots of a need are filled, the others are rings.

    Takes:   feld, gruppe, alle (at least so many), bedarf (of them with a need), text (as the table says it);
             only cells of which something is told; what is counted.
    Returns: nothing where there is no cell, nor for more groups than fit.
    """
    gruppen, felder = (list(dict.fromkeys(zellen[spalte])) for spalte in ("gruppe", "feld"))
    if zellen.empty or len(gruppen) > _SPALTEN:
        return Leer()
    inhalt = kopfzeilen(kopf, f"Ein Punkt je {was}: gefüllt, wo ein Bedarf genannt ist, sonst leer")
    inhalt["alt"] = _alt(zellen, inhalt["untertitel"])
    hoehe = _ZEILE * len(felder)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, stil.BREITE_MM - _LINKS, hoehe)
        _raster(ax, felder, gruppen)
        breite = (stil.BREITE_MM - _LINKS) / len(gruppen)
        for satz in zellen.to_dict("records"):
            _zelle(ax, satz, (gruppen.index(satz["gruppe"]), felder.index(satz["feld"])), breite)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + hoehe)


def _raster(ax: Axes, felder: list[str], gruppen: list[str]) -> None:
    """Names at the left and above, a faint line between two rows."""
    ax.set(xlim=(0, len(gruppen)), ylim=(len(felder) - 0.5, -0.5), xticks=[])
    ax.set_yticks(range(len(felder)), [textwrap.fill(feld, 34) for feld in felder])
    ax.tick_params(length=0)
    for seite in ("left", "bottom"):
        ax.spines[seite].set_visible(False)
    ax.hlines([n - 0.5 for n in range(len(felder) + 1)], 0, len(gruppen), color="#d9d9d9", linewidth=0.5)
    breite = int((stil.BREITE_MM - _LINKS) / len(gruppen) / 1.55)
    for n, gruppe in enumerate(gruppen):
        stil.notiz(
            ax, textwrap.fill(gruppe, breite), (n / len(gruppen), 1), (0, 3), fontsize=stil.KLEIN, ha="left"
        )


def _zelle(ax: Axes, satz: dict[Any, Any], ort: tuple[int, int], breite: float) -> None:
    """Dots from the left, then the number as the table writes it."""
    anzahl, bedarf = min(int(satz["alle"]), _HOECHSTENS), int(satz["bedarf"])
    x0, y0 = ort
    zwei = anzahl > _JE_REIHE
    for n in range(anzahl):
        reihe, platz = divmod(n, _JE_REIHE)
        x = x0 + (1.5 + platz * _ABSTAND) / breite
        y = y0 + (reihe - 0.5) * _ABSTAND / _ZEILE if zwei else y0
        farbe = stil.HAUPTFARBE if n < bedarf else "white"
        ax.plot([x], [y], "o", markersize=5.5, color=stil.HAUPTFARBE, markerfacecolor=farbe)
    x = x0 + (1.5 + min(anzahl, _JE_REIHE) * _ABSTAND) / breite
    ax.text(x, y0, satz["text"], va="center", ha="left", fontsize=stil.KLEIN)


def _alt(zellen: pd.DataFrame, was: str) -> str:
    """Every cell with its number, the largest first."""
    folge = zellen.sort_values(["alle", "bedarf"], ascending=False, kind="stable")
    teile = [
        f"{satz['feld']}, Zielgruppe {satz['gruppe']}: {_worte(satz)}" for satz in folge.to_dict("records")
    ]
    return f"Punktmatrix. {was}. {'; '.join(teile)}. Andere Felder der Matrix sind leer."


def _worte(satz: dict[Any, Any]) -> str:
    return f"{satz['text_alle']}, mit einem Bedarf {satz['text_bedarf']}"
