"""Where the time series of an area breaks because its boundary or key changed."""

import pandas as pd

BRUECHE = "brueche"
SPALTEN = ["raumeinheit", "ab", "art"]
BEGINN, ENDE = "neuer Gebietsstand", "aufgelöst"
OHNE_REIHE = ("raumeinheiten", "gebiete")


def brueche(raumeinheiten: pd.DataFrame, stand: pd.DataFrame) -> pd.DataFrame:
    """Find the areas that have figures from outside their validity.

    Takes:   raumeinheiten with gueltig_ab and gueltig_bis (ISO dates or missing); `lieferstand`.
    Returns: raumeinheit, ab (first day of the territory that follows), art; sorted. Figures before `ab`
             are of another territory than those from it on, so a series over it must show a break.
    """
    datiert = stand[~stand["tabelle"].isin(OHNE_REIHE) & stand["periode"].ne("")]
    # a flow is of the year in which it ends; so is what is known only by its year
    tage = datiert["periode"].where(datiert["periode"].str.len() > 4, datiert["periode"] + "-12-31")
    spanne = tage.groupby(datiert["raumeinheit"]).agg(["min", "max"])
    areas = raumeinheiten.merge(
        spanne, how="left", left_on="raumeinheit", right_index=True, validate="one_to_one"
    )
    nach_ende = pd.to_datetime(areas["gueltig_bis"]) + pd.Timedelta(days=1)
    neu = areas.assign(ab=areas["gueltig_ab"], art=BEGINN)[areas["min"] < areas["gueltig_ab"]]
    alt = areas.assign(ab=nach_ende.dt.strftime("%Y-%m-%d").astype("str"), art=ENDE)[
        areas["max"] > areas["gueltig_bis"]
    ]
    return pd.concat([neu, alt])[SPALTEN].astype("str").sort_values(SPALTEN, ignore_index=True)
