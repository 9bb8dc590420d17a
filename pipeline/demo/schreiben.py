"""Write the demonstration delivery: the one place of this stage that touches the disk."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from pipeline import errors
from pipeline.demo import ziele
from pipeline.demo.bezirke import bezirke as bezirke_ziehen
from pipeline.demo.karte import HINWEIS, gebiete, karte
from pipeline.demo.manifest import manifest
from pipeline.demo.tabellen import tabellen
from pipeline.demo.verlauf import verlauf

SAAT = 20201231
"""Seed of the delivery that is kept with the project."""


def schreiben(
    ordner: Path, *, bezirke: int = ziele.BEZIRKE, jahre: range = range(2015, 2024), seed: int = SAAT
) -> None:
    """Write a synthetic delivery: every table, geometry and manifest.

    Takes:  a folder, created if need be; number of districts; years of the Stichtage, from 2015 on. The
            same arguments give the same bytes.
    Raises: errors.ParameterUngueltig where there is no district or the years begin before 2015.
    """
    _pruefen(bezirke, jahre)
    einwohner = ziele.anzahl(ziele.EINWOHNER, ziele.ERSTES_JAHR, bezirke / ziele.BEZIRKE)
    # one generator each, so that a change in one part does not redraw the others
    fuer_bezirke, fuer_karte, fuer_verlauf, fuer_tabellen = np.random.default_rng(seed).spawn(4)
    raeume = bezirke_ziehen(bezirke, einwohner, fuer_bezirke)
    flaechen = karte(raeume, fuer_karte)
    geschrieben = tabellen(verlauf(raeume, jahre, fuer_verlauf), raeume, flaechen, fuer_tabellen)
    ordner.mkdir(parents=True, exist_ok=True)
    for name, tabelle in geschrieben.items():
        _csv(tabelle, ordner / f"{name}.csv")
    _text(_geojson(gebiete(flaechen, raeume)), ordner / "raumeinheiten.geojson")
    _text(manifest(raeume, jahre), ordner / "lieferung.toml")


def _pruefen(bezirke: int, jahre: range) -> None:
    if bezirke < 1:
        raise errors.ParameterUngueltig("Ein Beispiel braucht mindestens einen Planungsbezirk.")
    if not jahre or jahre.step != 1 or jahre[0] < ziele.ERSTES_JAHR:
        raise errors.ParameterUngueltig(
            f"Das Beispiel beginnt frühestens mit dem Jahr {ziele.ERSTES_JAHR}; "
            f"nennen Sie die Jahre zum Beispiel als {ziele.ERSTES_JAHR}-2023."
        )


def _csv(tabelle: pd.DataFrame, pfad: Path) -> None:
    tabelle.to_csv(pfad, index=False, encoding="utf-8", lineterminator="\n")


def _text(text: str, pfad: Path) -> None:
    pfad.write_text(text, encoding="utf-8", newline="\n")


def _geojson(gebiete: gpd.GeoDataFrame) -> str:
    """Write a feature collection in whole metres; the member `crs` names the reference system."""
    features = [
        {
            "type": "Feature",
            "properties": {"raumeinheit": zeile.raumeinheit, "hinweis": zeile.hinweis},
            "geometry": _ganze_meter(zeile.geometry),
        }
        for zeile in gebiete.itertuples()
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    sammlung = {"type": "FeatureCollection", "crs": crs, "hinweis": HINWEIS, "features": features}
    return json.dumps(sammlung, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


def _ganze_meter(flaeche: shapely.Polygon) -> dict[str, object]:
    ringe = [flaeche.exterior, *flaeche.interiors]
    ecken = [[[round(x), round(y)] for x, y in ring.coords] for ring in ringe]
    return {"type": "Polygon", "coordinates": ecken}
