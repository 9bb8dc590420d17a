"""Names of countries in a sentence: some take their article."""

_ARTIKEL = {
    "Arabische Republik Syrien": "die",
    "Demokratische Republik Kongo": "die",
    "Dominikanische Republik": "die",
    "Elfenbeinküste": "die",
    "Irak": "der",
    "Iran": "der",
    "Islamische Republik Iran": "die",
    "Jemen": "der",
    "Libanon": "der",
    "Mongolei": "die",
    "Niederlande": "die",
    "Philippinen": "die",
    "Republik Moldau": "die",
    "Russische Föderation": "die",
    "Schweiz": "die",
    "Slowakei": "die",
    "Sudan": "der",
    "Tschechische Republik": "die",
    "Türkei": "die",
    "Ukraine": "die",
    "Vereinigte Arabische Emirate": "die",
    "Vereinigte Staaten": "die",
    "Vereinigtes Königreich": "das",
}
"""Country as offices write it -> article of the nominative."""


def mit_artikel(land: str) -> str:
    """Write a country as the subject of a sentence: "die Türkei", "Polen"."""
    return " ".join(filter(None, (_ARTIKEL.get(land, ""), land)))
