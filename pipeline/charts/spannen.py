"""Spine chart: an area between the lowest and the highest of all areas, the city in the middle."""

import math
import textwrap
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, gleich_verteilt, kopfzeilen, teilkopf

ZEILEN = 17
"""Rows of one figure at most: two figures fill a page, and none leaves more than half of one empty."""
_OBEN, _UNTEN, _ZEILE = 9.0, 1.0, 4.3
_LINKS, _BREITE = 113.5, 37.5
"""Left edge and width of the plot in millimetres; the numbers stand on both sides of it."""
_NAME = 72
"""Characters of a name on one line."""
_SPALTEN = {"wert": 86.0, "wert_stadt": 98.5, "kleinster": 111.0, "groesster": 165.0}
"""Right edges of the columns of numbers."""
_WINZIG = 7.2
_MARKEN: dict[str, dict[str, Any]] = {
    "ueber": {"marker": "^", "color": stil.HAUPTFARBE, "markersize": 5.5},
    "unter": {"marker": "v", "color": stil.HAUPTFARBE, "markersize": 5.5},
    "nicht": {"marker": "o", "color": stil.HAUPTFARBE, "markersize": 4.5, "markerfacecolor": "white"},
    "ohne": {"marker": "s", "color": stil.HAUPTFARBE, "markersize": 3.2},
}
"""Significantly above and below, not significant, not tested."""


def spannen(daten: pd.DataFrame, namen: tuple[str, str], gebiete: str, **kopf: Unpack[Kopf]) -> list[Anzeige]:
    """Draw all Kennzahlen in as many figures as they need.

    Takes:   rows of `comparison.spannen`; short names of the area and the city; what the areas are called.
    Returns: figures of about the same number of rows; none for a frame without rows.
    """
    teile = gleich_verteilt(len(daten), ZEILEN)
    return [
        _seite(daten.iloc[teil], namen, gebiete, teilkopf(kopf, nummer, len(teile)))
        for nummer, teil in enumerate(teile, start=1)
    ]


def _seite(daten: pd.DataFrame, namen: tuple[str, str], gebiete: str, kopf: Kopf) -> Anzeige:
    lesart = (
        f"Mittellinie: {namen[1]}. Hell: vom niedrigsten zum höchsten der {gebiete}, dunkler: die "
        f"mittlere Hälfte. {namen[0]}: ▲ ▼ signifikant über, unter {namen[1]}, ○ nicht signifikant, "
        "■ nicht geprüft"
    )
    zeilen = daten.reset_index(drop=True)
    inhalt = kopfzeilen(kopf, lesart)
    inhalt["alt"] = alternativtext.spannen(zeilen, inhalt["untertitel"], namen)
    hoehe = _ZEILE * len(zeilen)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, _BREITE, hoehe)
        _balken(ax, zeilen)
        _marken(ax, zeilen)
        _texte(ax, zeilen, namen)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + hoehe)


def _balken(ax: Axes, zeilen: pd.DataFrame) -> None:
    """Range and middle half of all areas, and the line of the city."""
    for von, bis, farbe, hoehe in (
        ("platz_kleinster", "platz_groesster", "#e3e8ec", 0.62),
        ("platz_viertel", "platz_dreiviertel", "#aebcc7", 0.62),
    ):
        ax.barh(zeilen.index, zeilen[bis] - zeilen[von], left=zeilen[von], height=hoehe, color=farbe)
    ax.axvline(0, color=stil.VERGLEICHSFARBE, linewidth=1.4)
    ax.set(xlim=(-1.04, 1.04), ylim=(len(zeilen) - 0.5, -0.5))
    ax.set_axis_off()


def _marken(ax: Axes, zeilen: pd.DataFrame) -> None:
    """Put each mark at its value; one at the end of the range reaches beyond it and is not cut there."""
    for y, satz in enumerate(zeilen.to_dict("records")):
        ax.plot([satz["platz_wert"]], [y], linestyle="", clip_on=False, **_MARKEN[marke(satz)])


def marke(satz: dict[Any, Any]) -> str:
    """Which mark a row gets: a form of its own for each result of the test."""
    if pd.isna(satz["signifikant"]):
        return "ohne"
    return str(satz["richtung"]) if satz["signifikant"] and satz["richtung"] in _MARKEN else "nicht"


def _texte(ax: Axes, zeilen: pd.DataFrame, namen: tuple[str, str]) -> None:
    """Name, both values, lowest and highest, each in its column."""
    art: Any = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": _WINZIG}
    for y, satz in enumerate(zeilen.to_dict("records")):
        ax.text(_x(0), y, _name(satz), ha="left", **art)
        for feld, rand in _SPALTEN.items():
            fett = "bold" if feld == "wert" else "normal"
            ax.text(_x(rand), y, _zahl(satz, feld), ha="right", fontweight=fett, **art)
    titel = {"wert": namen[0], "wert_stadt": namen[1], "kleinster": "niedrigste", "groesster": "höchste"}
    for feld, text in titel.items():
        ax.text(_x(_SPALTEN[feld]), -1.2, textwrap.fill(text, 10), ha="right", fontweight="bold", **art)


def _name(satz: dict[Any, Any]) -> str:
    """Name with unit on one line; a long one is cut at a word."""
    einheit = f" ({satz['einheit']})"
    return textwrap.shorten(str(satz["name"]), _NAME - len(einheit), placeholder=" …") + einheit


def _zahl(satz: dict[Any, Any], feld: str) -> str:
    wert = float(satz[feld])
    return names.dezimal(wert, int(satz["stellen"])) if math.isfinite(wert) else names.NICHT_SINNVOLL


def _x(millimeter: float) -> float:
    """Place on the page as a fraction of the plot."""
    return (millimeter - _LINKS) / _BREITE
