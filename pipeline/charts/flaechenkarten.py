"""Choropleths: a few Kennzahlen over all areas of a level as small multiples, and their table."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Unpack

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from pipeline import measures, names
from pipeline.charts import kartentext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen
from pipeline.charts.handlungsfeld import mit_einheit
from pipeline.charts.werte import gebietswerte

SPALTEN = 2
"""Maps side by side."""
_TITEL, _KARTE, _ABSTAND, _FUSS = 9.0, 38.0, 3.0, 1.0
"""Millimetres: above a map, its height, below it; below all of them."""
_LEGENDE = 28.0
_ZEILE = 5.2
_WINZIG = 7.5
_FEIN_MM = 0.1
"""Detail of a boundary that cannot be seen in print."""
FARBEN = ("#e9f0f5", "#bdd2e2", "#84a9c8", "#44769f", "#123f6b")
"""One hue from light to dark, so that neither a colour-blind reader nor a greyscale print loses the order."""
_OHNE = {"facecolor": "white", "edgecolor": "#5a6468", "hatch": "//////"}
_STATUS = {"geheim": "geheim", "fehlt": "nicht geliefert", "unsicher": "unsicher"}


class Blatt(NamedTuple):
    """One map: the rows of its Kennzahl by area, the class of each (-1 without value), number of classes."""

    zeilen: pd.DataFrame
    klasse: NDArray[np.int64]
    klassen: int

    @property
    def kopf(self) -> Mapping[Any, Any]:
        """Name, unit and decimals of the Kennzahl."""
        return {str(feld): wert for feld, wert in self.zeilen.iloc[0].items()}


def flaechenkarten(
    gebiete: gpd.GeoDataFrame | None, werte: pd.DataFrame, raumeinheit: str, **kopf: Unpack[Kopf]
) -> Anzeige:
    """Draw one map per Kennzahl, the district outlined and labelled.

    Takes:   `gebiete`: polygons with raumeinheit in EPSG:25832, None where none were delivered; `werte`:
             Kennzahlen of all areas of the level with name, einheit, stellen, wert, status.
    Returns: classes are natural breaks of the values as printed, their limits stand beside each map; what
             has no value is hatched; nothing without polygons, nor for a Kennzahl of too few areas.
    """
    blaetter = [] if gebiete is None else _blaetter(werte[werte["raumeinheit"].isin(gebiete["raumeinheit"])])
    if gebiete is None or not blaetter or raumeinheit not in set(gebiete["raumeinheit"]):
        return Leer()
    flaechen = gebiete.set_index("raumeinheit").geometry
    inhalt = kopfzeilen(
        kopf, f"Dick umrandet: {raumeinheit}, seine Klasse steht fett. Schraffiert: ohne Wert"
    )
    inhalt["alt"] = kartentext.flaechenkarten(blaetter, inhalt["untertitel"], raumeinheit)
    hoehe = -(-len(blaetter) // SPALTEN) * (_TITEL + _KARTE + _ABSTAND) + _FUSS

    def malen(abbildung: Figure) -> None:
        breite = stil.BREITE_MM / SPALTEN
        for nummer, blatt in enumerate(blaetter):
            links = nummer % SPALTEN * breite
            unten = hoehe - (nummer // SPALTEN + 1) * (_TITEL + _KARTE + _ABSTAND) + _ABSTAND
            ax = stil.achsen(abbildung, links, unten, breite - _LEGENDE - 4, _KARTE)
            _karte(ax, flaechen, blatt, raumeinheit)
            daneben = stil.achsen(abbildung, links + breite - _LEGENDE - 3, unten, _LEGENDE, _KARTE)
            _legende(daneben, blatt, raumeinheit)
            _titel(abbildung, blatt, links, unten + _KARTE + 2, hoehe)

    return stil.zeichne(malen, inhalt, hoehe)


def _blaetter(werte: pd.DataFrame) -> list[Blatt]:
    """Every Kennzahl that enough areas have, in the order of its first row."""
    blaetter = []
    for _, gruppe in werte.groupby("kennzahl", sort=False):
        zeilen = gruppe.reset_index(drop=True)
        gezeigt = [
            names.gerundet(float(wert), int(stellen)) if status == "wert" and pd.notna(wert) else np.nan
            for wert, status, stellen in zip(zeilen["wert"], zeilen["status"], zeilen["stellen"], strict=True)
        ]
        grenzen = measures.natural_breaks(gezeigt)
        if np.isfinite(gezeigt).sum() >= measures.MINDESTENS_WERTE:
            zeilen = zeilen.assign(gezeigt=gezeigt)
            blaetter.append(Blatt(zeilen, measures.class_of(gezeigt, grenzen), len(grenzen)))
    return blaetter


def _farben(klassen: int) -> list[str]:
    """As many shades as there are classes, over the whole range."""
    stellen = np.linspace(0, len(FARBEN) - 1, klassen) if klassen > 1 else np.array([2])
    return [FARBEN[round(stelle)] for stelle in stellen]


def _karte(ax: Axes, flaechen: gpd.GeoSeries, blatt: Blatt, raumeinheit: str) -> None:
    links, unten, rechts, oben = flaechen.total_bounds
    fein = flaechen.simplify(_FEIN_MM * max(rechts - links, oben - unten) / _KARTE)
    je_gebiet = fein.loc[list(blatt.zeilen["raumeinheit"])]
    ohne = blatt.klasse < 0
    if ohne.any():
        je_gebiet[ohne].plot(ax=ax, linewidth=0.4, **_OHNE)
    for klasse, farbe in enumerate(_farben(blatt.klassen)):
        eigene = je_gebiet[blatt.klasse == klasse]
        eigene.plot(ax=ax, color=farbe, edgecolor="#7d878d", linewidth=0.4)
    eigen = fein.loc[[raumeinheit]]
    eigen.boundary.plot(ax=ax, color="white", linewidth=3.4)
    eigen.boundary.plot(ax=ax, color=stil.TEXTFARBE, linewidth=1.6)
    ax.set_axis_off()
    ax.set_aspect("equal")
    _schild(ax, eigen.iloc[0].representative_point(), ((links + rechts) / 2, (unten + oben) / 2), raumeinheit)


def _schild(ax: Axes, punkt: Any, mitte: tuple[float, float], text: str) -> None:
    """Key of the district beside it, on the side away from the middle of the city."""
    weg = (16 if punkt.x >= mitte[0] else -16, 16 if punkt.y >= mitte[1] else -16)
    ax.annotate(
        text,
        (punkt.x, punkt.y),
        xytext=weg,
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=stil.KLEIN,
        fontweight="bold",
        arrowprops={"arrowstyle": "-", "color": stil.TEXTFARBE, "linewidth": 0.8},
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.9},
    )


def _titel(abbildung: Figure, blatt: Blatt, links: float, unten: float, hoehe: float) -> None:
    text = mit_einheit(str(blatt.kopf["name"]), str(blatt.kopf["einheit"]))
    stelle = (links / stil.BREITE_MM, unten / hoehe)
    abbildung.text(*stelle, text, fontsize=stil.KLEIN, fontweight="bold", va="bottom", ha="left")


def _legende(ax: Axes, blatt: Blatt, raumeinheit: str) -> None:
    """Limits of the classes from the highest down, that of the district in bold, then what is hatched."""
    ax.set(xlim=(0, _LEGENDE), ylim=(_KARTE, 0))
    ax.set_axis_off()
    hier = blatt.klasse[blatt.zeilen["raumeinheit"].eq(raumeinheit).to_numpy()]
    oben = (_KARTE - (blatt.klassen + 2) * _ZEILE) / 2
    for zeile, klasse in enumerate(reversed(range(blatt.klassen))):
        farbe = {"facecolor": _farben(blatt.klassen)[klasse], "edgecolor": "#7d878d"}
        eigen = klasse in hier
        _eintrag(ax, oben + zeile * _ZEILE, grenzen(blatt, klasse), farbe, raumeinheit if eigen else "")
    for zeile, (text, wo) in enumerate(ohne_wert(blatt).items(), start=blatt.klassen):
        _eintrag(ax, oben + zeile * _ZEILE, text, _OHNE, raumeinheit if raumeinheit in wo else "")


def _eintrag(ax: Axes, y: float, text: str, farbe: Mapping[str, str], eigen: str) -> None:
    art: Any = dict(farbe)
    ax.add_patch(Rectangle((0, y), 4.4, _ZEILE - 1.2, linewidth=0.4, **art))
    staerke: Any = {"fontweight": "bold"} if eigen else {}
    ax.text(5.8, y + (_ZEILE - 1.2) / 2, text, fontsize=_WINZIG, va="center", **staerke)


def grenzen(blatt: Blatt, klasse: int) -> str:
    """Lowest and highest value of a class as printed, with the unit: "35,6 bis 42,0 %"."""
    werte = blatt.zeilen.loc[blatt.klasse == klasse, "gezeigt"]
    stellen = int(blatt.kopf["stellen"])
    von, bis = (names.dezimal(float(ende), stellen) for ende in (werte.min(), werte.max()))
    spanne = von if von == bis else f"{von} bis {bis}"
    return f"{spanne}\N{NO-BREAK SPACE}{blatt.kopf['einheit']}".strip()


def ohne_wert(blatt: Blatt) -> dict[str, list[str]]:
    """Why areas have no value, with how many, and which: "geheim (2)"."""
    ohne = blatt.zeilen[blatt.klasse < 0]
    gruende = ohne["status"].map(_STATUS).fillna("nicht sinnvoll")
    return {
        f"{grund} ({len(gruppe)})": list(gruppe["raumeinheit"])
        for grund, gruppe in ohne.groupby(gruende, sort=True)
    }


def kartenwerte(werte: pd.DataFrame, raumeinheiten: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Set the values behind the maps as a table, one row per area.

    Takes:   as `flaechenkarten`; raumeinheiten with their names. Nothing where there is no map.
    """
    gezeigt = [werte.iloc[:0], *(blatt.zeilen for blatt in _blaetter(werte))]
    return gebietswerte(pd.concat(gezeigt), raumeinheiten, **kopf)
