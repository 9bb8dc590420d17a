"""Maps of a whole city: all its districts with their keys, plain or by class."""

from collections.abc import Collection, Mapping
from typing import Any, Unpack

import geopandas as gpd
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline import names
from pipeline.charts import stadttext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen
from pipeline.charts.flaechenkarten import FARBEN
from pipeline.charts.karte import massstab, nordpfeil

_HOEHE, _OBEN, _UNTEN = 138.0, 4.0, 6.0
_TYPENHOEHE, _LEGENDE = 104.0, 11.0
_ZEILE = 5.5
_WINZIG = 7.5
_FEIN_MM = 0.1
"""Detail of a boundary that cannot be seen in print."""
_STATUSFARBEN = dict(zip(names.STATUSKLASSEN, (FARBEN[4], FARBEN[3], FARBEN[1], FARBEN[0]), strict=True))
_DUNKEL = ("sehr niedrig", "niedrig")
_ZEICHEN = {"positiv": "▲", "stabil": "", "negativ": "▼"}
_OHNE: Any = {"facecolor": "white", "edgecolor": "#5a6468", "hatch": "//////", "linewidth": 0.4}
_RAND = "#7d878d"


def stadtkarte(gebiete: gpd.GeoDataFrame | None, namen: Mapping[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw all districts of a city with their keys.

    Takes:   `gebiete`: polygons with raumeinheit in EPSG:25832, None where none were delivered; labels of
             the districts by key.
    Returns: nothing where no district has a polygon.
    """
    flaechen = _flaechen(gebiete, namen)
    if flaechen is None:
        return Leer()
    inhalt = kopfzeilen(kopf, "Beschriftet mit den Schlüsseln der Liste")
    inhalt["alt"] = stadttext.stadtkarte(flaechen, namen, inhalt["untertitel"])

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, 0, _UNTEN, stil.BREITE_MM, _HOEHE)
        flaechen.plot(ax=ax, color="#eef3f8", edgecolor=_RAND, linewidth=0.6)
        _beschriften(ax, flaechen, {key: (key, stil.TEXTFARBE) for key in flaechen.index})

    return stil.zeichne(malen, inhalt, _HOEHE + _OBEN + _UNTEN)


def typenkarte(
    gebiete: gpd.GeoDataFrame | None, namen: Mapping[str, str], typen: pd.DataFrame, **kopf: Unpack[Kopf]
) -> Anzeige:
    """Draw the classes of status as areas and those of dynamics as signs.

    Takes:   as `stadtkarte`; the result of `comparison.typologie`.
    Returns: what has no class is hatched; a key with a question mark is not certain. Nothing without
             polygons or classes.
    """
    flaechen = _flaechen(gebiete, namen)
    if flaechen is None or typen["status"].isna().all():
        return Leer()
    inhalt = kopfzeilen(
        kopf, "▲ Dynamik positiv, ▼ negativ, ohne Zeichen stabil. Fragezeichen: nicht eindeutig"
    )
    inhalt["alt"] = stadttext.typenkarte(typen, inhalt["untertitel"])
    saetze = typen[typen["raumeinheit"].isin(flaechen.index)].to_dict("records")
    texte = {str(satz["raumeinheit"]): _typtext(satz) for satz in saetze}
    ohne = set(typen.loc[typen["status"].isna(), "raumeinheit"])

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, 0, _UNTEN + _LEGENDE, stil.BREITE_MM, _TYPENHOEHE)
        for satz in saetze:
            _flaeche(ax, flaechen.loc[[satz["raumeinheit"]]], satz["status"])
        _beschriften(ax, flaechen, texte, ohne)
        _legende(stil.achsen(abbildung, 0, 0, stil.BREITE_MM, _LEGENDE - 2), typen)

    return stil.zeichne(malen, inhalt, _TYPENHOEHE + _OBEN + _UNTEN + _LEGENDE)


def _flaechen(gebiete: gpd.GeoDataFrame | None, namen: Mapping[str, str]) -> gpd.GeoSeries | None:
    """Polygons of the districts by key, without detail that cannot be seen; None where there is none."""
    if gebiete is None or not gebiete["raumeinheit"].isin(list(namen)).any():
        return None
    eigene = gebiete[gebiete["raumeinheit"].isin(list(namen))].set_index("raumeinheit").geometry.sort_index()
    links, unten, rechts, oben = eigene.total_bounds
    return eigene.simplify(_FEIN_MM * max(rechts - links, oben - unten) / _HOEHE)


def _flaeche(ax: Axes, flaeche: gpd.GeoSeries, status: Any) -> None:
    """One district in the colour of its class, hatched where it has none."""
    art = (
        _OHNE
        if pd.isna(status)
        else {"color": _STATUSFARBEN[str(status)], "edgecolor": _RAND, "linewidth": 0.5}
    )
    flaeche.plot(ax=ax, **art)


def _typtext(satz: Mapping[Any, Any]) -> tuple[str, str]:
    """Key, sign of dynamics and of doubt, and a colour that can be read on the class."""
    dynamik = "" if pd.isna(satz["dynamik"]) else _ZEICHEN[str(satz["dynamik"])]
    zweifel = "" if pd.isna(satz["eindeutig"]) or satz["eindeutig"] else "?"
    farbe = "white" if satz["status"] in _DUNKEL else stil.TEXTFARBE
    return f"{satz['raumeinheit']}\n{dynamik}{zweifel}".strip(), farbe


def _beschriften(
    ax: Axes,
    flaechen: gpd.GeoSeries,
    texte: Mapping[str, tuple[str, str]],
    schraffiert: Collection[str] = (),
) -> None:
    """Keys within the areas, on white ground where they are hatched; scale and north arrow."""
    for key, (text, farbe) in texte.items():
        punkt = flaechen.loc[key].representative_point()
        art: Any = {"fontsize": _WINZIG, "color": farbe, "linespacing": 0.95}
        if key in schraffiert:
            art["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.9}
        ax.text(punkt.x, punkt.y, text, ha="center", va="center", **art)
    ax.set_axis_off()
    ax.set_aspect("equal")
    massstab(ax)
    nordpfeil(ax)


def _legende(ax: Axes, typen: pd.DataFrame) -> None:
    """Classes from high to low with how many there are, then what is hatched."""
    ax.set(xlim=(0, stil.BREITE_MM), ylim=(_LEGENDE - 2, 0))
    ax.set_axis_off()
    anzahl = typen["status"].value_counts()
    eintraege: list[tuple[str, Any]] = [
        (f"Status {klasse} ({int(anzahl.get(klasse, 0))})", {"facecolor": farbe, "edgecolor": _RAND})
        for klasse, farbe in reversed(_STATUSFARBEN.items())
    ]
    if ohne := int(typen["status"].isna().sum()):
        eintraege.append((f"nicht eingeordnet ({ohne})", _OHNE))
    for stelle, (text, art) in enumerate(eintraege):
        links = stelle * stil.BREITE_MM / len(eintraege)
        ax.add_patch(Rectangle((links, 2), 5, _ZEILE - 1.5, **art))
        ax.text(links + 6.2, 2 + (_ZEILE - 1.5) / 2, text, fontsize=_WINZIG, va="center")
