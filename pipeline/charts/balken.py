"""Horizontal comparison of the district with the city: bars from zero, or points with intervals."""

import textwrap
from collections.abc import Callable
from typing import Any, NamedTuple, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_LINKS, _BREITE = 56.0, 66.0
_SPALTEN_MM = (143.0, 164.0)
_OBEN, _UNTEN, _ZEILE = 9.5, 6.5, 6.8


class Form(NamedTuple):
    """How values are written and what the two areas are called: district, city."""

    namen: tuple[str, str]
    einheit: str = "%"
    stellen: int = 1


def balken(daten: pd.DataFrame, form: Form, **kopf: Unpack[Kopf]) -> Anzeige:
    """Bars of the district, a mark for the city, both values in figures beside them.

    Takes:   columns name, wert, status, wert_stadt, status_stadt; one row per bar, in their order.
    Returns: nothing where no row has a value of the district; a sign instead of a bar where one may not be
             shown.
    """
    lesart = f"Balken: {form.namen[0]}, Strich: {form.namen[1]}"
    return _bild(daten, _balken, form, kopfzeilen(kopf, lesart))


def punkte(daten: pd.DataFrame, form: Form, **kopf: Unpack[Kopf]) -> Anzeige:
    """Points of the district with their 95 % interval (columns untere, obere); otherwise as `balken`."""
    lesart = f"Punkt: {form.namen[0]} mit 95-%-Intervall, Strich: {form.namen[1]}"
    return _bild(daten, _punkte, form, kopfzeilen(kopf, lesart))


def _bild(
    daten: pd.DataFrame, marken: Callable[[Axes, pd.DataFrame], None], form: Form, inhalt: dict[str, Any]
) -> Anzeige:
    if daten.empty or not gezeigt(daten).any():
        return Leer()
    zeilen = daten.reset_index(drop=True)
    inhalt["alt"] = alternativtext.balken(zeilen, inhalt["untertitel"], form)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, _BREITE, _ZEILE * len(zeilen))
        marken(ax, zeilen)
        _vergleichsmarken(ax, zeilen)
        _achse(ax, zeilen, form)
        _zahlen(ax, zeilen, form)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + _ZEILE * len(zeilen))


def _balken(ax: Axes, zeilen: pd.DataFrame) -> None:
    sichtbar = zeilen[gezeigt(zeilen)]
    ax.barh(sichtbar.index, sichtbar["wert"].astype(float), height=0.56, color=stil.HAUPTFARBE)


def _punkte(ax: Axes, zeilen: pd.DataFrame) -> None:
    sichtbar = zeilen[gezeigt(zeilen)]
    ax.hlines(
        sichtbar.index,
        sichtbar["untere"],
        sichtbar["obere"],
        color=stil.HAUPTFARBE,
        linewidth=1.6,
        alpha=0.55,
    )
    ax.plot(sichtbar["wert"], sichtbar.index, "o", color=stil.HAUPTFARBE, markersize=5.5)


def gezeigt(zeilen: pd.DataFrame, wert: str = "wert", status: str = "status") -> pd.Series:
    """Which rows have a value that may be drawn."""
    return zeilen[status].eq("wert") & zeilen[wert].notna()


def _vergleichsmarken(ax: Axes, zeilen: pd.DataFrame) -> None:
    """Draw the city as a tick with a white rim, so that it is seen on the bar and beside it."""
    stadt = zeilen[gezeigt(zeilen, "wert_stadt", "status_stadt")]
    for breite, farbe in ((4.0, "white"), (2.0, stil.VERGLEICHSFARBE)):
        ax.vlines(
            stadt["wert_stadt"].astype(float),
            stadt.index - 0.4,
            stadt.index + 0.4,
            color=farbe,
            linewidth=breite,
        )


def _achse(ax: Axes, zeilen: pd.DataFrame, form: Form) -> None:
    ax.set_ylim(len(zeilen) - 0.5, -0.5)
    ax.set_yticks(range(len(zeilen)), [textwrap.fill(str(name), 36) for name in zeilen["name"]])
    groesster = stil.groesster(zeilen, "obere")
    ax.set_xlim(0, groesster * 1.04 if groesster > 0 else 1)
    stil.zahlenachse(ax.xaxis)
    stil.nur_grundlinie(ax)
    ax.spines["left"].set_visible(True)
    einheit = f"in {form.einheit}" if form.einheit == "%" else form.einheit
    stil.notiz(ax, einheit, (1, 0), (6, -4), va="top", fontsize=stil.KLEIN)


def _zahlen(ax: Axes, zeilen: pd.DataFrame, form: Form) -> None:
    """Both values as figures at the right, under the names of the areas: a legend that is also data."""
    farben = (stil.HAUPTFARBE, stil.VERGLEICHSFARBE)
    felder = (("wert", "status"), ("wert_stadt", "status_stadt"))
    for name, farbe, (wert, status), rand in zip(form.namen, farben, felder, _SPALTEN_MM, strict=True):
        x = (rand - _LINKS) / _BREITE
        titel = textwrap.fill(name, 15)
        stil.notiz(ax, titel, (x, 1), (0, 4), ha="right", color=farbe, fontsize=stil.KLEIN, fontweight="bold")
        for y, satz in enumerate(zeilen.to_dict("records")):
            text = (
                names.dezimal(satz[wert], form.stellen)
                if satz[status] == "wert"
                else names.symbol(satz[status])
            )
            ax.text(x, y, text, transform=ax.get_yaxis_transform(), ha="right", va="center", color=farbe)
