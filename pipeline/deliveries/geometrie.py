"""Read the outlines of the Raumeinheiten from GeoJSON or GeoPackage."""

import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund

SPALTEN = ["raumeinheit", "hinweis", "geometry"]
ABHILFE = "Verlangt ist je Raumeinheit eine Fläche in EPSG:25832 mit der Eigenschaft raumeinheit."


class _Unbrauchbar(Exception):
    """The file is readable, but not what the standard layout asks for."""


def lesen(pfad: Path, inhalt: bytes) -> tuple[gpd.GeoDataFrame | None, list[Befund]]:
    """Read one geometry file.

    Returns: raumeinheit, hinweis, geometry, with the coordinate system the file names (None if it names
             none); or None and the finding that says why not.
    """
    try:
        gebiete = _geopackage(inhalt) if pfad.suffix == ".gpkg" else _geojson(inhalt)
        return _zugeschnitten(gebiete), []
    except _Unbrauchbar as fehler:
        grund = str(fehler)
    except (DataSourceError, DataLayerError, ShapelyError, CRSError, ValueError, KeyError, TypeError):
        grund = "Die Datei lässt sich nicht als Geometrie lesen."
    except (AttributeError, IndexError, RecursionError):  # features that are no objects, in many ways
        grund = "Die Datei lässt sich nicht als Geometrie lesen."
    return None, [Befund(FEHLER, pfad.name, None, "", "", "geometrie", grund, ABHILFE)]


def _geopackage(inhalt: bytes) -> gpd.GeoDataFrame:
    """Read a copy: the bytes are those of the checksum, and SQLite leaves nothing in the delivery."""
    with tempfile.TemporaryDirectory() as ordner, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL's remarks on a file; what is wrong becomes a finding
        kopie = Path(ordner) / "raumeinheiten.gpkg"  # GDAL goes by the ending
        kopie.write_bytes(inhalt)
        ebenen = [str(name) for name, _ in pyogrio.list_layers(kopie)]
        if len(ebenen) > 1 and "raumeinheiten" not in ebenen:
            raise _Unbrauchbar('Die Datei hat mehrere Ebenen, und keine heißt "raumeinheiten".')
        return gpd.read_file(kopie, layer="raumeinheiten" if "raumeinheiten" in ebenen else ebenen[0])


def _geojson(inhalt: bytes) -> gpd.GeoDataFrame:
    sammlung = json.loads(inhalt.decode("utf-8-sig"))
    if not isinstance(sammlung, dict) or not sammlung.get("features"):
        raise _Unbrauchbar("Die Datei enthält keine FeatureCollection mit Flächen.")
    gebiete = gpd.GeoDataFrame.from_features(sammlung["features"], crs=_crs(sammlung))
    if "hinweis" not in gebiete and isinstance(sammlung.get("hinweis"), str):
        gebiete["hinweis"] = sammlung["hinweis"]
    return gebiete


def _crs(sammlung: dict[str, Any]) -> str | None:
    """Coordinate system named by the member `crs`, which GeoJSON writers still use."""
    crs = sammlung.get("crs")
    return str(crs["properties"]["name"]) if crs else None


def _zugeschnitten(gebiete: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the columns of the standard layout, both properties as text."""
    if names.TABELLEN["raumeinheiten"].schluessel[0] not in gebiete:
        raise _Unbrauchbar('Den Flächen fehlt die Eigenschaft "raumeinheit".')
    if "hinweis" not in gebiete:
        gebiete = gebiete.assign(hinweis=None)
    texte = {spalte: gebiete[spalte].astype("str") for spalte in ("raumeinheit", "hinweis")}
    return gebiete.assign(**texte)[SPALTEN]
