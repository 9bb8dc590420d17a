"""Components of change as bars on both sides of zero: flows pale, their balances dark."""

from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_LINKS, _RECHTS = 40.0, 14.0
_OBEN, _UNTEN, _ZEILE = 1.5, 7.0, 5.6
_FLUSSFARBE = "#6b8aa8"
"""A flow beside its balance: paler, still 3:1 on white."""


def komponenten(zeilen: pd.DataFrame, texte: dict[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw what adds to the right, what takes away to the left, with the number at each end.

    Takes:   komponente, wert (signed persons), status, saldo (whether it is a balance); `texte`: what a
             reader calls the components.
    Returns: nothing where no component may be shown; a sign in place of a bar that may not.
    """
    if not zeilen["status"].eq("wert").any():
        return Leer()
    benannt = zeilen.assign(name=zeilen["komponente"].map(texte)).reset_index(drop=True)
    inhalt = kopfzeilen(kopf, "Rechts: mehr Personen, links: weniger. Dunkel: Salden")
    inhalt["alt"] = alternativtext.komponenten(benannt, inhalt["untertitel"])
    hoehe = _ZEILE * len(benannt)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, stil.BREITE_MM - _LINKS - _RECHTS, hoehe)
        _achse(ax, benannt)
        for stelle, satz in enumerate(benannt.to_dict("records")):
            _balken(ax, stelle, satz)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + hoehe)


def _achse(ax: Axes, zeilen: pd.DataFrame) -> None:
    groesster = float(zeilen["wert"].abs().max())
    ax.set_xlim(-1.2 * groesster or -1.0, 1.2 * groesster or 1.0)
    ax.set_ylim(len(zeilen) - 0.5, -0.5)
    ax.set_yticks(range(len(zeilen)), list(zeilen["name"]))
    for marke, saldo in zip(ax.get_yticklabels(), zeilen["saldo"], strict=True):
        marke.set_fontweight("bold" if saldo else "normal")
    stil.zahlenachse(ax.xaxis)
    stil.nur_grundlinie(ax)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=stil.TEXTFARBE, linewidth=0.8)
    stil.notiz(ax, "Personen", (1, 0), (6, -4), va="top", fontsize=stil.KLEIN)


def _balken(ax: Axes, stelle: int, satz: dict[Any, Any]) -> None:
    saldo = bool(satz["saldo"])
    farbe = stil.HAUPTFARBE if saldo else _FLUSSFARBE
    if satz["status"] != "wert":
        ax.text(0, stelle, f" {names.symbol(str(satz['status']))}", va="center", color=stil.TEXTFARBE)
        return
    wert = float(satz["wert"])
    ax.barh(stelle, wert, height=0.62, color=farbe)
    ax.annotate(
        ("+" if wert > 0 else "") + names.ganzzahl(wert),
        (wert, stelle),
        xytext=(-3 if wert < 0 else 3, 0),
        textcoords="offset points",
        ha="right" if wert < 0 else "left",
        va="center",
        fontsize=stil.KLEIN,
        fontweight="bold" if saldo else "normal",
    )
