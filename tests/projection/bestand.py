"""A small synthetic Bestand, built in the test: two districts and their city, six Stichtage."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline import names, projection

ALTER = [str(a) for a in range(101)]
GRUPPEN = list(names.STAATSANGEHOERIGKEITEN)
JAHRE = range(2015, 2021)
GROESSE = {"A": 1, "B": 3, "HN": 4}


def prognosetabellen(
    tables: dict[str, pd.DataFrame],
    areas: Sequence[str],
    basis: str,
    horizont: int,
    *wahl: Any,
    **weitere: Any,
) -> dict[str, pd.DataFrame]:
    """All tables that a projection releases."""
    return projection.prognosetabellen(projection.ausblick(tables, areas, basis, horizont), *wahl, **weitere)


def prognose(*wahl: Any, **weitere: Any) -> pd.DataFrame:
    """Only the table of residents of all that a projection releases."""
    return prognosetabellen(*wahl, **weitere)["prognose"]


def szenarienvergleich(
    tables: dict[str, pd.DataFrame], areas: Sequence[str], basis: str, horizont: int, *wahl: Any
) -> pd.DataFrame:
    """Totals of every scenario."""
    return projection.szenarienvergleich(projection.ausblick(tables, areas, basis, horizont), *wahl)


def bestand(jahre: range = JAHRE) -> dict[str, pd.DataFrame]:
    """Residents and flows that are four times as many in the city as in A, three times as many in B."""
    strom = [jahr for jahr in jahre if jahr > jahre[0]]
    tables = {
        "raumeinheiten": _raumeinheiten(),
        "einwohner": _einwohner(jahre),
        "wanderungen": _wanderungen(strom),
        "geburten": _geburten(strom),
        "sterbefaelle": _sterbefaelle(strom),
        "einbuergerungen": _einbuergerungen(strom),
    }
    return {**tables, "vollstaendigkeit": _vollstaendigkeit(jahre, strom)}


def _raumeinheiten() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "raumeinheit": ["HN", "A", "B"],
            "name": ["Stadt", "Dorf", "Markt"],
            "ebene": ["stadt", "planungsbezirk", "planungsbezirk"],
            "uebergeordnet": [None, "HN", "HN"],
            "gueltig_ab": "2000-01-01",
            "gueltig_bis": None,
        }
    )


def _gitter(**achsen: list[object] | list[str] | list[int] | range) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(list(achsen.values()), names=list(achsen))
    return index.to_frame(index=False)


def _gezaehlt(tabelle: pd.DataFrame, zahl: pd.Series) -> pd.DataFrame:
    mal = tabelle["raumeinheit"].map(GROESSE)
    voll = tabelle.assign(anzahl=(zahl * mal).astype("Int64"), status="wert")
    return voll[voll["anzahl"] > 0].reset_index(drop=True)


def _einwohner(jahre: range) -> pd.DataFrame:
    tabelle = _gitter(
        raumeinheit=list(GROESSE),
        stichtag=[f"{jahr}-12-31" for jahr in jahre],
        alter=ALTER,
        geschlecht=["m", "w"],
        staatsangehoerigkeit=GRUPPEN,
    )
    alter = tabelle["alter"].astype(int)
    deutsch = tabelle["staatsangehoerigkeit"] == "deutsch"
    zahl = pd.Series(np.where(deutsch, 20, 5), dtype=int)
    zahl[alter > 60] -= (zahl[alter > 60] * (alter[alter > 60] - 60) // 40).clip(upper=20)
    return _gezaehlt(tabelle, zahl)


def _wanderungen(strom: list[int]) -> pd.DataFrame:
    tabelle = _gitter(
        raumeinheit=list(GROESSE),
        jahr=strom,
        richtung=["zuzug", "wegzug"],
        art=["aussen"],
        alter=ALTER[:60],
        geschlecht=["m", "w"],
        staatsangehoerigkeit=GRUPPEN,
    )
    jung = tabelle["alter"].astype(int).between(18, 30)
    return _gezaehlt(tabelle, jung.astype(int))


def _geburten(strom: list[int]) -> pd.DataFrame:
    tabelle = _gitter(
        raumeinheit=list(GROESSE),
        jahr=strom,
        alter=ALTER[25:35],
        geschlecht=["m", "w"],
        staatsangehoerigkeit=["deutsch"],
        staatsangehoerigkeit_mutter=GRUPPEN,
    )
    return _gezaehlt(tabelle, pd.Series(1, index=tabelle.index))


def _sterbefaelle(strom: list[int]) -> pd.DataFrame:
    tabelle = _gitter(
        raumeinheit=list(GROESSE),
        jahr=strom,
        alter=ALTER[70:],
        geschlecht=["m", "w"],
        staatsangehoerigkeit=["deutsch"],
    )
    return _gezaehlt(tabelle, pd.Series(1, index=tabelle.index))


def _einbuergerungen(strom: list[int]) -> pd.DataFrame:
    tabelle = _gitter(raumeinheit=list(GROESSE), jahr=strom, alter=["20", "40"], geschlecht=["m", "w"])
    return _gezaehlt(tabelle, pd.Series(1, index=tabelle.index))


def _vollstaendigkeit(jahre: range, strom: list[int]) -> pd.DataFrame:
    stand = _gitter(
        tabelle=["einwohner"], raumeinheit=list(GROESSE), periode=[f"{jahr}-12-31" for jahr in jahre]
    )
    fluesse = ["wanderungen", "geburten", "sterbefaelle", "einbuergerungen"]
    fluss = _gitter(tabelle=fluesse, raumeinheit=list(GROESSE), periode=[str(jahr) for jahr in strom])
    return pd.concat([stand, fluss], ignore_index=True)
