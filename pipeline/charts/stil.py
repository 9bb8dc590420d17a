"""One look for every chart: typeface, sizes, colours, and how a figure becomes SVG and PNG."""

import io
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pipeline import names
from pipeline.charts import schrift
from pipeline.charts.anzeige import Anzeige, typisiert

BREITE_MM = 165.0
"""Text width of the report; figures are drawn at their printed size, so 8.5 pt stay 8.5 pt."""

HAUPTFARBE = "#123f6b"
"""The district; the blue of the page. 10:1 on white."""
VERGLEICHSFARBE = "#a34a00"
"""What the district is compared with: always a line or a mark, never a filled area. 6.0:1 on white."""
BLASS = "#d5dde2"
TEXTFARBE = "#1a1a1a"
SCHRIFTGRAD = 8.5
KLEIN = 8.0

_RC: Any = {
    "font.size": SCHRIFTGRAD,
    "axes.labelsize": KLEIN,
    "xtick.labelsize": KLEIN,
    "ytick.labelsize": SCHRIFTGRAD,
    "text.color": TEXTFARBE,
    "axes.labelcolor": TEXTFARBE,
    "xtick.color": TEXTFARBE,
    "ytick.color": TEXTFARBE,
    "axes.edgecolor": "#8a8a8a",
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "axes.grid": False,
    "grid.color": "#d9d9d9",
    "grid.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",  # text stays text: searchable, in the typeface of the report
    "path.simplify": False,
}


def zoll(millimeter: float) -> float:
    """Length for matplotlib, which counts in inches."""
    return millimeter / 25.4


def zeichne(malen: Callable[[Figure], None], inhalt: dict[str, Any], hoehe_mm: float) -> Anzeige:
    """Draw one figure of full width and wrap it as typed bundle, for Jupyter as it is for the report.

    Takes:   `malen` puts everything on an empty figure; `inhalt`: id, titel, untertitel, alt, quelle.
    Returns: the same bytes for the same input: fixed ids, no date, no software name.
    """
    einstellungen: Any = {**_RC, **schrift.rc(), "svg.hashsalt": str(inhalt["id"])}
    with mpl.rc_context(einstellungen):
        abbildung = Figure(figsize=(zoll(BREITE_MM), zoll(hoehe_mm)))
        _Leinwand(abbildung)
        malen(abbildung)
        svg = _svg(abbildung)
    return typisiert("abbildung", {**inhalt, "breite_mm": BREITE_MM, "svg": svg}, svg=svg)


class _Leinwand(FigureCanvasAgg):
    """Measures texts as they are printed; a figure is drawn once, when it is whole."""

    def draw_idle(self, *_: Any, **__: Any) -> None:
        """Draw nothing: geopandas asks for it after each layer of a map."""


def _svg(abbildung: Figure) -> str:
    puffer = io.StringIO()
    ohne = {"Date": None, "Creator": None, "Format": None, "Type": None}
    abbildung.savefig(puffer, format="svg", transparent=True, metadata=ohne)
    return puffer.getvalue()


def achsen(abbildung: Figure, links: float, unten: float, breite: float, hoehe: float) -> Axes:
    """Axes placed in millimetres from the lower left corner, so that text never moves the plot."""
    gesamt_breite, gesamt_hoehe = (mass * 25.4 for mass in abbildung.get_size_inches())
    return abbildung.add_axes(
        (links / gesamt_breite, unten / gesamt_hoehe, breite / gesamt_breite, hoehe / gesamt_hoehe)
    )


def zahlenachse(achse: Any, stellen: int = 0, anzahl: int = 5) -> None:
    """German numbers and a few round ticks on an x or y axis."""
    achse.set_major_locator(MaxNLocator(nbins=anzahl, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2))
    achse.set_major_formatter(FuncFormatter(lambda wert, _: _tick(wert, stellen)))


def _tick(wert: float, stellen: int) -> str:
    """As many decimals as the tick needs, so that 2.5 is never printed as 3."""
    noetig = next((n for n in range(3) if abs(round(wert, n) - wert) < 1e-9), 2)
    return names.dezimal(wert, max(stellen, noetig))


def groesster(zeilen: pd.DataFrame, *weitere: str) -> float:
    """Find the largest value to be drawn, so that the axis holds both areas; 0 where there is none."""
    felder = [feld for feld in ("wert", "wert_stadt", *weitere) if feld in zeilen]
    werte = zeilen[felder].astype(float).to_numpy()
    return float(np.nanmax(werte, initial=0.0))


def nur_grundlinie(ax: Axes) -> None:
    """Leave the line the bars stand on and a faint grid; everything else is ink without meaning."""
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=True, axis="x")
    ax.set_axisbelow(True)
    ax.tick_params(length=0)


def notiz(ax: Axes, text: str, stelle: tuple[float, float], abstand: tuple[float, float], **art: Any) -> None:
    """Text outside the data: at a corner of the axes, moved by points, so that it never scales away."""
    ax.annotate(
        text,
        stelle,
        xytext=abstand,
        xycoords="axes fraction",
        textcoords="offset points",
        **{"va": "bottom", "linespacing": 1.0, **art},
    )
