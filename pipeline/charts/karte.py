"""Maps: where the district lies in the city, and what lies in the district."""

import textwrap
from typing import Any, Unpack

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from shapely.geometry import box

from pipeline import names
from pipeline.charts import alternativtext, kartenzeichen, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_KARTENHOEHE, _OBEN, _UNTEN, _SCHLUESSEL = 68.0, 6.0, 5.0, 7.0
_BREITE_STADT, _BREITE_GEBIET = 68.0, 92.0
_MINDESTANTEIL = 0.01
"""A neighbour of which less than this share of the panel is seen stays without its key."""
_LAENGEN = (50, 100, 200, 500, 1000, 2000, 5000, 10000)
_WINZIG = 7.5
_NAMENSBREITE = 12
"""Characters of a line in the name of a neighbour."""
_GENAU = 0.005
"""Share of a radius by which two marks may still cover each other: less than can be seen."""
_SCHRITTE = 2000
"""Most steps in which marks move apart; a few are enough unless very many lie close together."""


def karte(
    gebiete: gpd.GeoDataFrame | None,
    raumeinheit: str,
    einrichtungen: pd.DataFrame,
    raumeinheiten: pd.DataFrame,
    **kopf: Unpack[Kopf],
) -> Anzeige:
    """Draw the city with the district highlighted, beside it the district with its facilities.

    Takes:   `gebiete`: polygons with raumeinheit in EPSG:25832, None where none were delivered;
             `einrichtungen`: columns nummer, art, ost, nord (metres, EPSG:25832), may be empty;
             `raumeinheiten`: names and levels; areas of the district's own level are drawn.
    Returns: nothing where the district has no polygon.
    """
    if gebiete is None or raumeinheit not in set(gebiete["raumeinheit"]):
        return Leer()
    raumnamen = _gleiche_ebene(raumeinheiten, raumeinheit)
    inhalt = kopfzeilen(kopf)
    inhalt["alt"] = alternativtext.karte(gebiete, raumeinheit, einrichtungen, raumnamen)
    eigen = gebiete[gebiete["raumeinheit"].eq(raumeinheit)]
    bezirke = gebiete[gebiete["raumeinheit"].isin(list(raumnamen))]
    verortet = einrichtungen.dropna(subset=["ost", "nord"])
    unten = _UNTEN + (_SCHLUESSEL if len(verortet) else 0)

    def malen(abbildung: Figure) -> None:
        rechts = stil.BREITE_MM - _BREITE_GEBIET
        stadt = stil.achsen(abbildung, 0, unten, _BREITE_STADT, _KARTENHOEHE)
        nah = stil.achsen(abbildung, rechts, unten, _BREITE_GEBIET, _KARTENHOEHE)
        _stadtkarte(stadt, bezirke, eigen, raumeinheit)
        _gebietskarte(nah, bezirke, eigen, raumnamen)
        _einrichtungen(nah, verortet)
        if len(verortet):
            kartenzeichen.schluessel(stil.achsen(abbildung, 0, 0, stil.BREITE_MM, _SCHLUESSEL), verortet)

    return stil.zeichne(malen, inhalt, _KARTENHOEHE + _OBEN + unten)


def _gleiche_ebene(raumeinheiten: pd.DataFrame, raumeinheit: str) -> dict[str, str]:
    """Names by key of all areas of the level of one of them."""
    ebene = raumeinheiten.loc[raumeinheiten["raumeinheit"].eq(raumeinheit), "ebene"]
    gleiche = raumeinheiten[raumeinheiten["ebene"].isin(ebene)]
    return dict(zip(gleiche["raumeinheit"], gleiche["name"], strict=True))


def _flaechen(ax: Axes, bezirke: gpd.GeoDataFrame, eigen: gpd.GeoDataFrame) -> None:
    bezirke.plot(ax=ax, color="#f1f3f4", edgecolor="#9aa3a8", linewidth=0.5)
    eigen.plot(ax=ax, color=stil.BLASS, edgecolor=stil.HAUPTFARBE, linewidth=1.8)
    ax.set_axis_off()
    ax.set_aspect("equal")


def _stadtkarte(ax: Axes, bezirke: gpd.GeoDataFrame, eigen: gpd.GeoDataFrame, raumeinheit: str) -> None:
    bezirke.plot(ax=ax, color="#f1f3f4", edgecolor="#9aa3a8", linewidth=0.4)
    eigen.plot(ax=ax, color=stil.HAUPTFARBE, edgecolor=stil.HAUPTFARBE, linewidth=1.0)
    ax.set_axis_off()
    ax.set_aspect("equal")
    punkt = eigen.geometry.iloc[0].representative_point()
    ax.annotate(
        raumeinheit,
        (punkt.x, punkt.y),
        xytext=(14, 14),
        textcoords="offset points",
        color=stil.HAUPTFARBE,
        fontweight="bold",
        arrowprops={"arrowstyle": "-", "color": stil.HAUPTFARBE, "linewidth": 0.8},
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85},
    )
    massstab(ax)
    nordpfeil(ax)


def _gebietskarte(
    ax: Axes, bezirke: gpd.GeoDataFrame, eigen: gpd.GeoDataFrame, raumnamen: dict[str, str]
) -> None:
    """Let the district fill the panel; neighbours are cut off at its edge and named."""
    rahmen = _ausschnitt(eigen)
    _flaechen(ax, bezirke, eigen)
    ax.set(xlim=rahmen.bounds[::2], ylim=rahmen.bounds[1::2])
    massstab(ax)
    ueberschrift = " ".join(f"{key} {raumnamen.get(key, '')}".strip() for key in eigen["raumeinheit"])
    stil.notiz(ax, ueberschrift, (0, 1), (0, 3), color=stil.HAUPTFARBE, fontweight="bold")
    nachbarn = bezirke[~bezirke["raumeinheit"].isin(eigen["raumeinheit"])]
    for schluessel, flaeche in zip(nachbarn["raumeinheit"], nachbarn.geometry, strict=True):
        teil = flaeche.intersection(rahmen)
        if teil.area > _MINDESTANTEIL * rahmen.area:
            _nachbar(ax, teil, _beschriftung(schluessel, raumnamen[schluessel]))


def _nachbar(ax: Axes, teil: Any, text: str) -> None:
    punkt = teil.representative_point()
    art: Any = {"ha": "center", "va": "center", "fontsize": _WINZIG, "linespacing": 1.0, "clip_on": True}
    ax.text(punkt.x, punkt.y, text, color="#4f5a5f", **art)


def _beschriftung(schluessel: str, name: str) -> str:
    """Key and name of a neighbour, the name wrapped."""
    return "\n".join([schluessel, *textwrap.wrap(names.gebietsname(schluessel, name), _NAMENSBREITE)])


def _ausschnitt(eigen: gpd.GeoDataFrame) -> Any:
    """Frame the district with a margin, in the proportions of the panel."""
    links, unten, rechts, oben = eigen.total_bounds
    breite = 1.4 * max(rechts - links, (oben - unten) * _BREITE_GEBIET / _KARTENHOEHE)
    hoehe = breite * _KARTENHOEHE / _BREITE_GEBIET
    x, y = (links + rechts) / 2, (unten + oben) / 2
    return box(x - breite / 2, y - hoehe / 2, x + breite / 2, y + hoehe / 2)


def _einrichtungen(ax: Axes, verortet: pd.DataFrame) -> None:
    """Numbered marks, their shape by kind; the numbers are those of the list beside the map."""
    if verortet.empty:
        return
    links, rechts = ax.get_xlim()
    orte = verortet[["ost", "nord"]].to_numpy(dtype=float)
    gruppen = kartenzeichen.gruppen(verortet)
    radien = np.array([kartenzeichen.radius_mm(gruppe) for gruppe in gruppen])
    marken = auseinander(orte, radien * (rechts - links) / _BREITE_GEBIET)
    zeilen = zip(verortet["nummer"], gruppen, marken, orte, strict=True)
    for nummer, gruppe, (x, y), (ort_x, ort_y) in zeilen:
        ax.plot([x, ort_x], [y, ort_y], color=stil.HAUPTFARBE, linewidth=0.8)
        ax.plot(ort_x, ort_y, "o", color=stil.HAUPTFARBE, markersize=2.5)
        kartenzeichen.setzen(ax, x, y, gruppe, str(nummer))


def auseinander(orte: NDArray[np.float64], radien: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push marks apart that would cover each other; each stays tied to its place by a short line.

    Takes:   places and radii of the marks in the same unit.
    Returns: places of the marks, moved no more than it takes; those that cover nothing stay.
    """
    abstand = radien[:, None] + radien[None, :]
    marken = orte + 1e-6 * radien[:, None] * np.arange(len(orte))[:, None]
    for _ in range(_SCHRITTE):
        weg = marken[:, None] - marken[None, :]
        laenge = np.hypot(weg[..., 0], weg[..., 1])
        np.fill_diagonal(laenge, np.inf)
        schub = np.clip(abstand - laenge, 0, None) / 2
        if not schub.max() > _GENAU * radien.max():
            break
        marken = marken + (weg / laenge[..., None] * schub[..., None]).sum(axis=1)
    return marken


def massstab(ax: Axes) -> None:
    """Scale bar of a round length below the map, at most a third of the panel."""
    links, rechts = ax.get_xlim()
    unten, oben = ax.get_ylim()
    laenge = max([m for m in _LAENGEN if m <= (rechts - links) / 3], default=_LAENGEN[0])
    y = unten - 0.02 * (oben - unten)
    ax.plot([links, links + laenge], [y, y], color=stil.TEXTFARBE, linewidth=1.6, clip_on=False)
    text = f"{names.ganzzahl(laenge)} m" if laenge < 1000 else f"{names.ganzzahl(laenge / 1000)} km"
    ax.text(links + laenge + 0.02 * (rechts - links), y, text, ha="left", va="center", fontsize=_WINZIG)
    ax.set(xlim=(links, rechts), ylim=(unten, oben))


def nordpfeil(ax: Axes) -> None:
    """North arrow at the upper right."""
    pfeil = {"arrowstyle": "-|>", "color": stil.TEXTFARBE, "linewidth": 1.0}
    ort: Any = {"xycoords": "axes fraction", "textcoords": "axes fraction", "ha": "center", "va": "top"}
    ax.annotate("N", (0.96, 1.06), xytext=(0.96, 0.98), fontweight="bold", arrowprops=pfeil, **ort)
