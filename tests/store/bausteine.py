"""Small tables and delivery records the tests of the store share."""

import geopandas as gpd
import pandas as pd
import shapely


def einwohner(*zeilen):
    """Rows of (raumeinheit, stichtag, anzahl)."""
    tabelle = pd.DataFrame(list(zeilen), columns=["raumeinheit", "stichtag", "anzahl"])
    return tabelle.assign(
        alter="7",
        geschlecht="m",
        staatsangehoerigkeit="deutsch",
        anzahl=tabelle["anzahl"].astype("Int64"),
        status="wert",
    )


def vollstaendig(*zeilen):
    return pd.DataFrame(list(zeilen), columns=["tabelle", "raumeinheit", "periode"])


def gebiete():
    ecken = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    return gpd.GeoDataFrame(
        {"raumeinheit": ["P02", "P01"], "hinweis": ["schematisch", "schematisch"]}, geometry=ecken, crs=25832
    )


def beleg(lieferung="probe", demonstration=True, datum="2021-03-01", sha256="ab" * 32):
    return {
        "lieferung": lieferung,
        "lieferant": "Statistikstelle",
        "datum": datum,
        "lizenz": "CC BY 4.0",
        "demonstration": demonstration,
        "hinweis": "Synthetische Daten" if demonstration else "",
        "dateien": [{"datei": "einwohner.csv", "tabelle": "einwohner", "sha256": sha256}],
    }
