"""Residents: ages, pyramid, sexes, Zuwanderungsgeschichte, countries of origin."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.indicators.reihen import nebeneinander, reihe, strukturtest
from pipeline.indicators.zellen import auswahl
from pipeline.measures import Strukturtest, quotient

PAPIER = ("0-2", "3-5", "6-9", "10-17", "18-24", "25-44", "45-64", "65-69", "70-84", "85+")
"""Age groups of the Eckpunktepapier."""
FUENFER = (*(f"{von}-{von + 4}" for von in range(0, 85, 5)), "85+")
"""Age groups of the pyramid."""
KEINE_LAENDER = ("Übrige", "übrige", "Sonstige", "sonstige", "unbekannt", "ohne Angabe")
"""Collective entries that are no country and therefore never in a ranking."""


def altersstruktur(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    jahr: int,
    baender: Sequence[str] = PAPIER,
) -> pd.DataFrame:
    """Compute the share of each age group.

    Takes:   released tables (einwohner); areas; year of the Stichtag; age bands as released.
    Returns: as `kennzahlen`, one row per area and band, percent of all residents.
    Raises:  nothing; a missing band is `fehlt`.
    Source:  own.
    """
    merkmale = {
        band: (names.band_text(band), f"einwohner(altersgruppe={band})", "einwohner()") for band in baender
    }
    return reihe(tabellen, raumeinheiten, jahr, merkmale)


def pyramide(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int
) -> pd.DataFrame:
    """Compute the population pyramid of an area beside another.

    Takes:   released tables (einwohner); both areas; year of the Stichtag.
    Returns: altersgruppe, geschlecht (m, w), anzahl, wert (percent of all residents of the area),
             status and the same with `_stadt`; youngest first.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  own.
    """
    merkmale = {
        f"{band} {code}": (band, f"einwohner(altersgruppe={band}, geschlecht={code})", "einwohner()")
        for band in FUENFER
        for code in ("m", "w")
    }
    breit = nebeneinander(reihe(tabellen, [raumeinheit, vergleich], jahr, merkmale), raumeinheit, vergleich)
    teile = breit["kennzahl"].str.split(" ", expand=True)
    breit.insert(0, "altersgruppe", teile[0])
    breit.insert(1, "geschlecht", teile[1])
    return breit.drop(columns=["kennzahl", "name"])


def geschlechtertest(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int
) -> Strukturtest:
    """Test the sexes of an area against the rest of the city.

    Takes:   released tables (einwohner); the area; the city it is part of; year of the Stichtag.
    Returns: Strukturtest over m and w; divers and ohne Angabe are too few to be tested.
    Raises:  nothing; NaN where a cell is secret or missing.
    Source:  see `measures.structure_chi2`.
    """
    zellen = ["einwohner(geschlecht=m)", "einwohner(geschlecht=w)"]
    return strukturtest(tabellen, raumeinheit, vergleich, jahr, zellen)


def alterstest(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int
) -> Strukturtest:
    """Test the age groups of the paper against the rest of the city.

    Takes:   as `geschlechtertest`.
    Returns: Strukturtest over the ten age groups.
    Raises:  nothing; NaN where a cell is secret or missing.
    Source:  see `measures.structure_chi2`.
    """
    return strukturtest(
        tabellen, raumeinheit, vergleich, jahr, [f"einwohner(altersgruppe={band})" for band in PAPIER]
    )


def zuwanderungsgeschichte(
    tabellen: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], jahr: int
) -> pd.DataFrame:
    """Compute the share of residents without, with German and with foreign nationality.

    Takes:   released tables (zuwanderungsgeschichte); areas; year of the Stichtag.
    Returns: as `kennzahlen`, rows ohne, deutsch_mit, nichtdeutsch, percent of all residents.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  own.
    """
    tabelle = "zuwanderungsgeschichte"
    merkmale = {
        code: (names.text(code), f"{tabelle}({tabelle}={code})", f"{tabelle}()")
        for code in names.ZUWANDERUNGSGESCHICHTEN
    }
    return reihe(tabellen, raumeinheiten, jahr, merkmale)


def herkunftslaender(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int, hoechstens: int = 10
) -> pd.DataFrame:
    """Rank the countries of origin.

    Takes:   released tables (herkunft); area; year of the Stichtag; how many.
    Returns: rang, herkunftsland, anzahl, anteil_pct (of all with an entry), status; most frequent
             first, equal counts by name; a secret or zero count and collective entries have no rank and
             are left out; empty where nothing was delivered.
    Raises:  nothing.
    Source:  own.
    """
    spalten = ["rang", "herkunftsland", "anzahl", "anteil_pct", "status"]
    zeilen = _herkunft(tabellen, raumeinheit, jahr)
    if zeilen.empty:
        return pd.DataFrame(columns=pd.Index(spalten))
    gesamt = zeilen.loc[zeilen["herkunftsland"] == names.INSGESAMT, "anzahl"].sum(min_count=1)
    laender = zeilen[_ist_land(zeilen)]
    gezeigt = laender[(laender["status"] == "wert") & (laender["anzahl"] > 0)]
    folge = gezeigt.sort_values(["anzahl", "herkunftsland"], ascending=[False, True], ignore_index=True)
    folge = folge.head(hoechstens).assign(rang=np.arange(1, min(len(folge), hoechstens) + 1))
    nenner = np.nan if pd.isna(gesamt) else float(gesamt)
    return folge.assign(anteil_pct=100 * quotient(folge["anzahl"], nenner))[spalten]


def herkunftsstand(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int) -> str:
    """Say why there may be no countries of origin.

    Takes:   released tables (herkunft); area; year of the Stichtag.
    Returns: `fehlt` where nothing was delivered, `geheim` where no country may be shown, else `wert`.
    Raises:  nothing.
    Source:  own.
    """
    zeilen = _herkunft(tabellen, raumeinheit, jahr)
    laender = zeilen[_ist_land(zeilen)]
    if laender.empty:
        return "fehlt"
    return "wert" if laender["status"].eq("wert").any() else "geheim"


def _herkunft(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Rows of an area; none where nothing was delivered."""
    if "herkunft" not in tabellen:
        return pd.DataFrame(columns=pd.Index(["herkunftsland", "anzahl", "status"]))
    tabelle = tabellen["herkunft"]
    return tabelle[(tabelle["raumeinheit"] == raumeinheit) & (tabelle["stichtag"].str[:4] == str(jahr))]


def _ist_land(zeilen: pd.DataFrame) -> "pd.Series[bool]":
    return ~zeilen["herkunftsland"].isin([names.INSGESAMT, *KEINE_LAENDER])


def entwicklung(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, bis: int) -> pd.DataFrame:
    """List the residents year by year.

    Takes:   released tables (einwohner); area; last year.
    Returns: jahr, anzahl, status, in order of years.
    Raises:  nothing; empty where nothing was delivered.
    Source:  own.
    """
    if "einwohner" not in tabellen:
        return pd.DataFrame(columns=pd.Index(["jahr", "anzahl", "status"]))
    tabelle = tabellen["einwohner"]
    zeilen = tabelle[auswahl(tabelle, raumeinheit=raumeinheit)]
    zeilen = zeilen.assign(jahr=zeilen["stichtag"].str[:4].astype("int64"))
    bis_dahin = zeilen[zeilen["jahr"] <= bis].sort_values("stichtag", kind="stable")
    return bis_dahin.drop_duplicates("jahr", keep="last")[["jahr", "anzahl", "status"]].reset_index(drop=True)
