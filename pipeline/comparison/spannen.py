"""An area among all areas of its level: where it stands between the lowest and the highest."""

from collections.abc import Mapping

import pandas as pd

from pipeline import errors

BEZIRK = "planungsbezirk"
"""Level of the areas that a city volume compares."""

MINDESTENS_GEBIETE = 10
"""Areas with a value below which a range says nothing (own rule)."""

_STELLEN = {"kleinster": 0.0, "viertel": 0.25, "dreiviertel": 0.75, "groesster": 1.0}
_ANGABEN = ("kennzahl", "name", "einheit", "stellen", "handlungsfeld", "wert", "wert_stadt")


def gleiche_ebene(raumeinheiten: pd.DataFrame, raumeinheit: str) -> list[str]:
    """Find the areas that may stand beside an area.

    Takes:   raumeinheiten; the key of the area.
    Returns: keys of all areas of its level in its city, itself included, in order.
    Raises:  IndexError where the area is unknown.
    Source:  own.
    """
    eigene = raumeinheiten[raumeinheiten["raumeinheit"].eq(raumeinheit)]
    ebene = eigene["ebene"].iloc[0]
    return sorted(raumeinheiten.loc[raumeinheiten["ebene"].eq(ebene), "raumeinheit"].unique())


def bezirke(raumeinheiten: pd.DataFrame, stadt: str) -> list[str]:
    """Find the Planungsbezirke of a city.

    Takes:   raumeinheiten; the key of the city.
    Returns: keys of all Planungsbezirke that lie in it, in order.
    Raises:  ParameterUngueltig where the key is no city, or no Planungsbezirk lies in it.
    Source:  own.
    """
    eltern = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["uebergeordnet"], strict=True))
    ebene = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["ebene"], strict=True))
    if ebene.get(stadt) != "stadt":
        raise errors.ParameterUngueltig(
            f'"{stadt}" ist keine Stadt; der Stadtband vergleicht die Planungsbezirke einer ganzen Stadt.'
        )
    gefunden = sorted(key for key in eltern if ebene[key] == BEZIRK and stadt in _darueber(eltern, key))
    if not gefunden:
        raise errors.ParameterUngueltig(
            f'In "{stadt}" liegt keine Raumeinheit der Ebene {BEZIRK}; was darin liegt, sagt die Spalte '
            "uebergeordnet in raumeinheiten.csv."
        )
    return gefunden


def _darueber(eltern: Mapping[str, object], key: str) -> set[str]:
    """All areas above an area."""
    oben: set[str] = set()
    naechste = eltern.get(key)
    while isinstance(naechste, str) and naechste not in oben:
        oben.add(naechste)
        naechste = eltern.get(naechste)
    return oben


def spannen(verglichen: pd.DataFrame, alle: pd.DataFrame, jahr: int) -> pd.DataFrame:
    """Say for every Kennzahl how far all areas of a level lie from the city.

    Takes:   a comparison of the area (with richtung and signifikant); Kennzahlen of all areas of its level
             with raumeinheit, jahr, kennzahl, wert, status; the year.
    Returns: one row per Kennzahl that is compared and has a value in at least `MINDESTENS_GEBIETE` areas, in
             the order of the comparison: its name, unit, both values, signifikant, richtung, kleinster,
             viertel, dreiviertel, groesster (quartiles of the areas), and the same five as platz_...:
             distance to the city in parts of the largest one, so that the city is 0 and nobody is beyond 1.
    Raises:  nothing.
    Source:  quartiles by linear interpolation (numpy); display: OHID Fingertips, spine chart.
    """
    da = alle[alle["jahr"].eq(jahr) & alle["status"].eq("wert")]
    werte = da.groupby("kennzahl")["wert"]
    je = pd.DataFrame({name: werte.quantile(stelle) for name, stelle in _STELLEN.items()})
    genug = da.groupby("kennzahl").size()
    moeglich = verglichen["vergleichbar"] & verglichen["wert"].notna() & verglichen["wert_stadt"].notna()
    gefragt = verglichen["kennzahl"].isin(genug.index[genug >= MINDESTENS_GEBIETE])
    zeilen = verglichen.loc[moeglich & gefragt, [*_ANGABEN, "signifikant", "richtung", "richtung_gut"]]
    zeilen = zeilen.merge(je, left_on="kennzahl", right_index=True, validate="one_to_one")
    stadt = zeilen["wert_stadt"]
    weite = pd.concat([(zeilen[name] - stadt).abs() for name in ("wert", *_STELLEN)], axis="columns")
    groesste = weite.max(axis="columns")
    plaetze = {
        f"platz_{name}": (zeilen[name] - stadt) / groesste.where(groesste > 0) for name in ("wert", *_STELLEN)
    }
    return zeilen.assign(**plaetze).reset_index(drop=True)
