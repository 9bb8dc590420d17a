"""Scenarios as lines with their names at the end: the base with its band, the others thin."""

import textwrap
from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen
from pipeline.charts.linien import grenzen

_LINKS, _RECHTS, _OBEN, _UNTEN, _HOEHE = 11.0, 50.0, 3.0, 6.0, 50.0
_LABEL_MM = 3.8
"""Distance of two names, so that both can be read."""
_LAENGE = 30
"""Characters of a name at the end of a line."""
_MUSTER = ((0, (5, 2)), (0, (4, 1.5, 1, 1.5)), (0, (2, 1)), (0, (7, 2)), "-")
"""Patterns of the scenarios in their order, so that crossing lines are told apart without colour."""


def szenarien(verlauf: pd.DataFrame, gesamt: pd.DataFrame, basis: int, **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw the total of every scenario behind what was counted.

    Takes:   szenario, bezeichnung, jahr, personen, status; `gesamt`: the course of the base as
             `indicators.reihe_nach_alter` lists it, all residents only; the year of the base.
    Returns: nothing where there is no scenario but the base.
    """
    zeilen = verlauf[verlauf["status"].eq("wert")]
    if zeilen["szenario"].nunique() < 2:
        return Leer()
    letztes = zeilen[zeilen["jahr"].eq(zeilen["jahr"].max())]
    enden = letztes.sort_values(["personen", "szenario"], ascending=[False, True])
    band = _bandtext(gesamt, int(enden["jahr"].iloc[0]))
    lesart = "Durchgezogen: gezählt" + (", Fläche: Band von 80 % der Basis" if band else "")
    inhalt = kopfzeilen(kopf, f"{lesart}. Skala nicht ab null")
    inhalt["alt"] = alternativtext.szenarien(enden, inhalt["untertitel"], band)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, stil.BREITE_MM - _LINKS - _RECHTS, _HOEHE)
        start = _gezaehlt(ax, gesamt, basis)
        for stelle, name in enumerate(sorted(set(zeilen["szenario"]))):
            _linie(ax, zeilen[zeilen["szenario"].eq(name)], start, _MUSTER[stelle % len(_MUSTER)])
        _achse(ax, gesamt, zeilen, basis)
        _namen(ax, enden)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + _HOEHE)


def _gezaehlt(ax: Axes, gesamt: pd.DataFrame, basis: int) -> "pd.Series[float]":
    """Draw counts and the band of the base; returns the count that every scenario starts from."""
    da = gesamt[gesamt["status"].eq("wert")].set_index("jahr")
    ax.fill_between(da.index, da["unten"], da["oben"], color=stil.HAUPTFARBE, alpha=0.16, linewidth=0)
    gezaehlt = da.loc[da["art"].eq("gezaehlt"), "personen"].astype(float)
    ax.plot(gezaehlt.index, gezaehlt, color=stil.HAUPTFARBE, linewidth=1.8)
    start: pd.Series[float] = gezaehlt[gezaehlt.index == basis]
    return start


def _linie(ax: Axes, zeilen: pd.DataFrame, start: "pd.Series[float]", muster: object) -> None:
    """One scenario from the count of the base on."""
    werte = pd.concat([start, zeilen.set_index("jahr")["personen"].sort_index()])
    if zeilen["szenario"].iloc[0] == "basis":
        ax.plot(werte.index, werte, color=stil.HAUPTFARBE, linestyle=(0, (1.2, 1.2)), linewidth=1.8)
    else:
        ax.plot(werte.index, werte, color=stil.VERGLEICHSFARBE, linestyle=muster, linewidth=1.0)


def _achse(ax: Axes, gesamt: pd.DataFrame, zeilen: pd.DataFrame, basis: int) -> None:
    jahre = pd.concat([gesamt["jahr"], zeilen["jahr"]])
    ax.axvline(basis, color=stil.BLASS, linewidth=0.8, zorder=0)
    ax.set_xlim(jahre.min() - 0.3, jahre.max() + 0.3)
    ax.set_xticks(sorted({int(jahre.min()), basis, int(jahre.max())}))
    ax.set_ylim(*grenzen(*ax.get_ylim(), ab_null=False))
    stil.zahlenachse(ax.yaxis, anzahl=4)
    ax.spines["left"].set_visible(False)
    ax.grid(visible=True, axis="y")
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=stil.KLEIN)
    ax.tick_params(axis="x", length=2)


def _namen(ax: Axes, enden: pd.DataFrame) -> None:
    """Write name and number beside each end, pushed apart where they would overprint each other."""
    for satz, y in zip(enden.to_dict("records"), _hoehen(ax, list(enden["personen"])), strict=True):
        haupt = satz["szenario"] == "basis"
        name = textwrap.shorten(str(satz["bezeichnung"]), _LAENGE, placeholder=" …")
        ax.annotate(
            f"{names.ganzzahl(satz['personen'])} {name}",
            (satz["jahr"], y),
            xytext=(5, 0),
            textcoords="offset points",
            annotation_clip=False,
            va="center",
            color=stil.HAUPTFARBE if haupt else stil.VERGLEICHSFARBE,
            fontweight="bold" if haupt else "normal",
            fontsize=stil.KLEIN,
        )


def _hoehen(ax: Axes, werte: list[float]) -> list[float]:
    """Heights of labels from the top down, none nearer to the next than can be read, all kept inside."""
    unten, oben = ax.get_ylim()
    abstand = _LABEL_MM * (oben - unten) / _HOEHE
    hoehen: list[float] = []
    for wert in werte:
        hoehen.append(min(wert, hoehen[-1] - abstand) if hoehen else wert)
    fehlt = max(unten - hoehen[-1], 0.0)
    for stelle in range(len(hoehen) - 1, -1, -1):
        tiefer = hoehen[stelle + 1] if stelle + 1 < len(hoehen) else unten - abstand
        hoehen[stelle] = max(hoehen[stelle], tiefer + abstand) if fehlt else hoehen[stelle]
    return hoehen


def _bandtext(gesamt: pd.DataFrame, jahr: int) -> str:
    """Say the band of the base in the last year; nothing without one."""
    ende = gesamt[gesamt["jahr"].eq(jahr)].dropna(subset=["unten", "oben"])
    if ende.empty:
        return ""
    unten, oben = (names.ganzzahl(float(ende[name].iloc[0])) for name in ("unten", "oben"))
    return f" Das Band der Basis reicht von {unten} bis {oben}."
