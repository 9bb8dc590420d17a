"""Charts of a projection: counted years solid, expected ones dotted; pyramids of base and horizon."""

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.linien import Raster, linien
from pipeline.charts.pyramide import pyramide
from pipeline.charts.tabellen import jahre
from pipeline.charts.werte import pyramidenwerte

PAPIERGRUPPEN = ("0-2", "3-5", "6-9", "10-17", "18-24", "25-44", "45-64", "65-69", "70-84", "85+")
"""Age groups of the paper, one panel each."""

_ALLEIN_MM = 32.0
"""Height of a panel that stands alone; its scale does not begin at zero, so that its band is seen."""


def prognose(verlauf: pd.DataFrame, gruppen: Sequence[str], basis: int, **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw the course of age groups, one panel each.

    Takes:   jahr, altersgruppe, personen, status, art (gezaehlt, erwartet), unten and oben (ends of the
             band); the groups in their order; the year of the base.
    Returns: nothing where there is no expected value.
    """
    zeilen = verlauf[verlauf["altersgruppe"].isin(list(gruppen))]
    if not (zeilen["art"].eq("erwartet") & zeilen["status"].eq("wert")).any():
        zeilen = zeilen.iloc[:0]
    ordnung = zeilen["altersgruppe"].map({gruppe: n for n, gruppe in enumerate(gruppen)})
    lang = zeilen.assign(
        feld=zeilen["altersgruppe"].map(jahre),
        einheit="Personen",
        stellen=0,
        reihe="hier",
        ab_null=len(gruppen) > 1,
        wert=zeilen["personen"],
        **_baender(zeilen),
        ordnung=ordnung,
    ).sort_values(["ordnung", "jahr"])
    raster = Raster(3, basis, hoehe=12.5) if len(gruppen) > 1 else Raster(1, basis, _ALLEIN_MM)
    return linien(lang, ("Bewohner:innen", ""), raster, **kopf)


def anteil(verlauf: pd.DataFrame, basis: int, **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw the share of nichtdeutsch residents, counted and expected, with its band.

    Takes:   jahr, wert (percent), unten, oben, status, art; the year of the base.
    Returns: nothing where there is no expected value.
    """
    erwartet = verlauf["art"].eq("erwartet") & verlauf["status"].eq("wert")
    zeilen = verlauf if erwartet.any() else verlauf.iloc[:0]
    lang = zeilen.assign(
        feld="Anteil Nichtdeutscher",
        einheit="%",
        stellen=1,
        reihe="hier",
        ab_null=False,
        **_baender(zeilen),
    )
    return linien(lang, ("Anteil", ""), Raster(1, basis, _ALLEIN_MM), **kopf)


def _baender(zeilen: pd.DataFrame) -> "dict[str, pd.Series[float]]":
    """Ends of the band where any expected value has one."""
    da = zeilen["art"].eq("erwartet") & zeilen["unten"].notna()
    return {"untere": zeilen["unten"], "obere": zeilen["oben"]} if da.any() else {}


def prognosepyramide(daten: pd.DataFrame, namen: tuple[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Draw the expected pyramid as bars, that of the base as a line.

    Takes:   altersgruppe, geschlecht, erwartet, status, basis, status_basis.
    """
    return pyramide(daten.rename(columns=_WIE_EIN_VERGLEICH), namen, "Personen", 0, **kopf)


def prognosepyramidenwerte(daten: pd.DataFrame, namen: tuple[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the numbers of the same two pyramids as a table."""
    return pyramidenwerte(daten.rename(columns=_WIE_EIN_VERGLEICH), namen, 0, **kopf)


_WIE_EIN_VERGLEICH = {"erwartet": "wert", "basis": "wert_stadt", "status_basis": "status_stadt"}
"""Columns of a projection -> those of a comparison."""
