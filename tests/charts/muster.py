"""Frames as the indicators make them, small."""

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

NAMEN = ("Herbert-Hoover-Siedlung", "Heilbronn")
KOPF = {"id": "probe", "titel": "Befund", "untertitel": "Was gezeigt wird", "quelle": "Amt"}


def vergleich(status="wert"):
    wert = 4.6 if status == "wert" else float("nan")
    return pd.DataFrame(
        {
            "name": ["Einpersonenhaushalte", "Alleinerziehende"],
            "wert": [41.0, wert],
            "untere": [38.2, wert],
            "obere": [43.8, wert],
            "status": ["wert", status],
            "wert_stadt": [46.2, 5.4],
            "status_stadt": "wert",
        }
    )


def pyramide(status="wert"):
    gruppen = [(alter, code) for alter in ("0-4", "5-9", "85+") for code in "mw"]
    tabelle = pd.DataFrame(gruppen, columns=["altersgruppe", "geschlecht"])
    tabelle = tabelle.assign(
        wert=[2.1, 1.9, 2.5, 2.4, 1.1, 1.7], status="wert", wert_stadt=2.0, status_stadt="wert"
    )
    tabelle.loc[4, ["wert", "status"]] = [1.1 if status == "wert" else float("nan"), status]
    return tabelle


def reihen(status="wert"):
    zeilen = [
        ("Anteil", "%", 1, jahr, reihe, wert + jahr / 1000, wert - 1, wert + 1, "wert")
        for reihe, wert in (("hier", 20.0), ("dort", 22.0))
        for jahr in (2018, 2019, 2020)
    ]
    spalten = ["feld", "einheit", "stellen", "jahr", "reihe", "wert", "untere", "obere", "status"]
    tabelle = pd.DataFrame(zeilen, columns=spalten)
    tabelle.loc[1, "status"] = status
    return tabelle.assign(ab_null=False)


def gebiete():
    flaechen = {"HN": box(0, 0, 2000, 1000), "P10": box(0, 0, 1000, 1000), "P11": box(1000, 0, 2000, 1000)}
    return gpd.GeoDataFrame({"raumeinheit": list(flaechen)}, geometry=list(flaechen.values()), crs=25832)


def raumeinheiten():
    return pd.DataFrame(
        {
            "raumeinheit": ["HN", "P10", "P11"],
            "name": ["Heilbronn", "Herbert-Hoover-Siedlung", "John-F.-Kennedy-Siedlung"],
            "ebene": ["stadt", "planungsbezirk", "planungsbezirk"],
        }
    )


def einrichtungen():
    arten = ["kindergarten", "laden"]
    return pd.DataFrame({"nummer": [1, 2], "art": arten, "ost": [200.0, 600.0], "nord": [300.0, None]})
