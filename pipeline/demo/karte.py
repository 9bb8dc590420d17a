"""A schematic map: one polygon per Planungsbezirk, about the area of Heilbronn, no true boundary."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import Voronoi
from shapely.geometry import Polygon

from pipeline.demo import ziele
from pipeline.demo.bezirke import STADT, Bezirke
from pipeline.demo.runden import Zahlen

MITTE = (515000.0, 5443000.0)
"""East and north in EPSG:25832, roughly where the city lies."""
HINWEIS = "Schematische Darstellung mit synthetischen Grenzen; keine amtliche Geometrie."


@dataclass(frozen=True)
class Karte:
    """Polygons in the order of the districts; whole metres, EPSG:25832."""

    flaechen: list[Polygon]


def karte(bezirke: Bezirke, rng: np.random.Generator) -> Karte:
    """Draw the districts as cells around scattered points; P10, P11 and P12 touch in the south."""
    stadt = _stadtflaeche(bezirke.zahl / ziele.BEZIRKE, rng)
    zellen = _zellen(_punkte(stadt, bezirke.zahl, rng), stadt)
    return Karte([zellen[i] for i in _reihenfolge(zellen, bezirke)])


def gebiete(karte: Karte, bezirke: Bezirke) -> gpd.GeoDataFrame:
    """Geometry table: the city as the union of its districts, then each district."""
    return gpd.GeoDataFrame(
        {
            "raumeinheit": [STADT, *bezirke.schluessel],
            "hinweis": HINWEIS,
            "geometry": [shapely.union_all(karte.flaechen).normalize(), *karte.flaechen],
        },
        crs="EPSG:25832",
    )


def punkt_in(flaeche: Polygon, rng: np.random.Generator) -> tuple[float, float]:
    """Draw a point well inside a district, in whole metres."""
    kern = flaeche.buffer(-0.04 * flaeche.area**0.5)
    west, sued, ost, nord = kern.bounds
    for _ in range(200):
        punkt = shapely.Point(np.round(rng.uniform((west, sued), (ost, nord))))
        if kern.contains(punkt):
            return punkt.x, punkt.y
    mitte = shapely.Point(np.round(flaeche.representative_point().coords[0]))
    return mitte.x, mitte.y


def _stadtflaeche(massstab: float, rng: np.random.Generator) -> Polygon:
    """Draw a rounded blob of the city's area."""
    winkel = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    radius = np.ones_like(winkel)
    for welle in (2, 3, 5):
        radius += rng.uniform(0.03, 0.10) * np.cos(welle * winkel + rng.uniform(0, 2 * np.pi))
    blob = Polygon(np.column_stack([1.15 * radius * np.cos(winkel), radius * np.sin(winkel)]))
    faktor = (ziele.FLAECHE_KM2 * 1e6 * massstab / blob.area) ** 0.5
    return shapely.transform(blob, lambda xy: np.round(xy * faktor + np.array(MITTE)))


def _punkte(stadt: Polygon, zahl: int, rng: np.random.Generator) -> Zahlen:
    """Scattered points, denser in the middle, moved apart until the cells are of usable shape."""
    west, sued, ost, nord = stadt.bounds
    wolke = rng.uniform((west, sued), (ost, nord), (max(400, 40 * zahl), 2))
    wolke = wolke[shapely.contains_xy(stadt, wolke[:, 0], wolke[:, 1])]
    abstand = np.hypot(*((wolke - np.array(MITTE)) / (stadt.area**0.5)).T)
    gewicht = np.exp(-3.0 * abstand)
    punkte: Zahlen = wolke[rng.choice(len(wolke), zahl, replace=False, p=gewicht / gewicht.sum())]
    for _ in range(6):
        zellen = _zellen(punkte, stadt)
        punkte = np.array([zelle.centroid.coords[0] for zelle in zellen])
    return punkte


def _zellen(punkte: Zahlen, stadt: Polygon) -> list[Polygon]:
    """Voronoi cells inside the city, corners in whole metres so that neighbours share their edges."""
    if len(punkte) == 1:
        return [stadt]
    west, sued, ost, nord = stadt.bounds
    weite = 10 * max(ost - west, nord - sued)
    fern = np.array(MITTE) + weite * np.array([(1, 0), (-1, 0), (0, 1), (0, -1)])
    diagramm = Voronoi(np.vstack([punkte, fern]))
    zellen = []
    for i in range(len(punkte)):
        ecken = diagramm.vertices[diagramm.regions[diagramm.point_region[i]]]
        zellen.append(shapely.transform(Polygon(ecken).intersection(stadt), np.round).normalize())
    return zellen


def _reihenfolge(zellen: list[Polygon], bezirke: Bezirke) -> list[int]:
    """Which cell is which district: north to south, the three known ones together in the south."""
    mitten = np.array([zelle.centroid.coords[0] for zelle in zellen])
    nach_norden = list(np.lexsort((mitten[:, 0], -np.round(mitten[:, 1], -3))))
    if not bezirke.hoover:
        return nach_norden
    sueden = _drei_nachbarn(zellen, mitten)
    uebrige = [i for i in nach_norden if i not in sueden]
    stelle = bezirke.hoover[0]
    return [*uebrige[:stelle], *sueden, *uebrige[stelle:]]


def _drei_nachbarn(zellen: list[Polygon], mitten: Zahlen) -> list[int]:
    """Find a cell of the south and two neighbours that also touch each other."""
    erste = int(np.argmin(np.hypot(mitten[:, 0] - MITTE[0], mitten[:, 1] - _suedlich(mitten))))
    nachbarn = [i for i, zelle in enumerate(zellen) if i != erste and _kante(zelle, zellen[erste])]
    nachbarn.sort(key=lambda i: mitten[i, 1])
    paare = [(a, b) for a in nachbarn for b in nachbarn if a < b and _kante(zellen[a], zellen[b])]
    zweite, dritte = min(paare, key=lambda paar: mitten[paar[0], 1] + mitten[paar[1], 1])
    return [erste, zweite, dritte]


def _suedlich(mitten: Zahlen) -> float:
    return float(np.quantile(mitten[:, 1], 0.2))


def _kante(a: Polygon, b: Polygon) -> bool:
    """Whether two cells share an edge and not only a corner."""
    return bool(a.intersection(b).length > 1.0)
