"""What P10, the Herbert-Hoover-Siedlung, is conditioned on.

Source: Eckpunktepapier Quartierszentrum Heilbronner Süden 2, section 1.3, for 31.12.2020 and the year
2020. Its age structure and its years before and after are assumed, so that the tendencies named there
(fewer residents, more older people) can follow.
"""

STELLE = 9
"""P10 is the tenth Planungsbezirk."""
MINDESTZAHL = 12
"""A city of fewer districts has no P10 to condition; P11 and P12 belong to it."""

JAHR = 2020
EINWOHNER = {2015: 2602, 2018: 2575, 2020: 2553, 2021: 2546, 2022: 2551, 2023: 2544}
NICHTDEUTSCH = {2015: 372, 2018: 401, 2020: 420, 2022: 448, 2023: 456}
MIT_GESCHICHTE_JE_EINWOHNER = {2015: 0.440, 2020: 0.460, 2023: 0.470}
"""Share with Zuwanderungsgeschichte."""
WEGZUEGE = (104, 60)
"""Moves out of the district in 2020: German, other."""
WEGZUGSNEIGUNG = (0.74, 0.86)
"""Out-moves against the average of the city: German, other."""
GEBURTEN_GEGEN_STADT = 1.12
"""Children per woman against the city: assumed, a quarter of families."""

ALTERSSTRUKTUR = (
    ((0, 2), 72),
    ((3, 5), 78),
    ((6, 9), 114),
    ((10, 17), 230),
    ((18, 24), 222),
    ((25, 39), 448),
    ((40, 49), 340),
    ((50, 54), 188),
    ((55, 59), 188),
    ((60, 64), 167),
    ((65, 69), 132),
    ((70, 84), 302),
    ((85, 100), 72),
)
"""Residents by age on 31.12.2020, adding up to 2,553; assumed within the fifths the paper names."""

HAUSHALTE = 1201
HAUSHALTSANTEILE = (0.410, 0.186, 0.046, 0.255, 0.103)
"""Shares of the types on 31.12.2020; the paper gives the first, and how the others compare."""
WEITERE_GEGEN_STADT = 1.35
"""Mehrpersonenhaushalte ohne Kinder mit weiteren Personen, share against that of the city."""

ARBEITSLOSE_GEGEN_STADT = 1.5 / 4.1
GRUNDSICHERUNG_GEGEN_STADT = 0.42
"""The paper says clearly lower in every age group."""
WAHLBETEILIGUNG_URNE = 0.218
"""The paper says clearly lower than in the city; 36.1 % there on the same basis."""

HILFEN = {"27": 0.38, "30": 0.29, "33": 0.33}
"""Which help there is, and its assumed weights; none by § 31 and § 34."""
HILFEN_FAELLE = 21
"""Cases in 2020 over both counting rules: assumed."""

HERKUNFT = {"Türkei": 0.205, "Kasachstan": 0.155, "Rumänien": 0.122, "Russische Föderation": 0.098}
"""The four most frequent countries of origin in their order; the shares are assumed."""
