"""What the synthetic delivery is conditioned on: published figures, and our own assumptions beside them.

Everything else is drawn. A series gives values for some years; between them it is interpolated, beyond
them held. Targets of a city with another number of districts are scaled.
"""

from collections.abc import Mapping

import numpy as np

BEZIRKE = 59
"""Quartiere of Heilbronn. Source: Bevölkerungsbericht Heilbronn (press), 2022."""

FLAECHE_KM2 = 99.88
"""Area of the city. Source: several."""

ERSTES_JAHR = 2015
"""The simulation starts with the Stichtag of this year, whatever years are asked for."""

EINWOHNER = {2013: 120663, 2016: 126557, 2018: 128612, 2021: 128130, 2022: 130870, 2023: 132533}
"""Residents by the register, 31 December. Source: Stadt Heilbronn (Open Data, Bevölkerungsbericht,
heilbronn.de) and its Stabsstelle Stadtentwicklung. The Fortschreibung is another series."""

NICHTDEUTSCH = {2015: 30100, 2018: 33767, 2020: 34900, 2021: 35900, 2022: 38923, 2023: 40600}
"""Residents without German citizenship. Source for 2018 and 2022: Stadt Heilbronn, Open Data and
Bevölkerungsbericht; the other years are assumed."""

DEUTSCH_MIT = {2015: 33980, 2018: 34751, 2022: 35775, 2023: 36030}
"""Germans with Zuwanderungsgeschichte. Source and assumption as for NICHTDEUTSCH."""

MAENNLICH_JE_EINWOHNER = {2015: 0.4995, 2018: 64605 / 128612, 2023: 0.5045}
"""Share of men. Source for 2018: Stadt Heilbronn Open Data; the other years are assumed."""

UNTER_18_MIT_GESCHICHTE = {2015: 0.706, 2018: 0.724, 2022: 0.745}
"""Share of those under 18 with Zuwanderungsgeschichte. Source for 2018: Stadt Heilbronn Open Data."""

ALTERSSTRUKTUR_JAHR = 2018
ALTERSGRUPPEN = ((0, 2), (3, 5), (6, 9), (10, 17), (18, 24), (25, 39), (40, 64), (65, 79), (80, 100))
ALTERSANTEILE = (0.031, 0.029, 0.037, 0.074, 0.086, 0.223, 0.326, 0.132, 0.062)
"""Age shares of 31.12.2018, to the printed decimal. Source: Stadt Heilbronn Open Data."""

DURCHSCHNITTSALTER = 42.5
"""Mean age of 31.12.2018 in years, counting half a year beside the completed ones: so the city's own
export of that day gives 42.5 (41.99 completed years)."""

GEBURTENZIFFER = {2016: 1.55, 2018: 1.55, 2021: 1.57, 2022: 1.48, 2023: 1.50}
"""Children per woman. Source for 2023: IHK Heilbronn-Franken; the other years are assumed."""

WAHL = "Gemeinderatswahl 2019"
WAHLTAG = "2019-05-26"
WAHLBETEILIGUNG = 0.487
"""Turnout with postal votes. Source: heilbronn.de."""
WAHLBETEILIGUNG_URNE = 0.361
"""Turnout without postal votes: assumed."""

ARBEITSLOSE_JE_15_64 = {2015: 0.044, 2018: 0.037, 2019: 0.036, 2020: 0.041, 2022: 0.037, 2023: 0.040}
"""Unemployed per resident aged 15 to under 65. Source for 2020: Eckpunktepapier, 1.3; else assumed."""

HAUSHALTE_JE_EINWOHNER = 1 / 1.95
"""Assumed."""
HAUSHALTSANTEILE = (0.462, 0.180, 0.054, 0.228, 0.076)
"""Shares of the household types, in the order of names.HAUSHALTSTYPEN: assumed for the city."""


def wert(reihe: Mapping[int, float], jahr: int) -> float:
    """Read a series in one year, interpolated between its years and held beyond them."""
    return float(np.interp(jahr, list(reihe), list(reihe.values())))


def anzahl(reihe: Mapping[int, float], jahr: int, massstab: float) -> int:
    """Read a series of counts in one year, for a city of another scale."""
    return round(wert(reihe, jahr) * massstab)
