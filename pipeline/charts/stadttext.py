"""What the charts of a city volume show, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names

_SEITEN = {"ueber": "signifikant höher", "unter": "signifikant niedriger"}
_OHNE = {"geheim": "geheim gehalten", "fehlt": "nicht geliefert", "unsicher": "zu unsicher"}


def stadtkarte(flaechen: Any, namen: Mapping[str, str], was: str) -> str:
    """How many districts, and which lie at the edges of the city."""
    mitten = flaechen.representative_point()
    am_rand = {
        "Norden": mitten.y.idxmax(),
        "Osten": mitten.x.idxmax(),
        "Süden": mitten.y.idxmin(),
        "Westen": mitten.x.idxmin(),
    }
    ecken = ", ".join(f"im {wo} {namen[key]}" for wo, key in am_rand.items())
    return f"Karte mit {len(flaechen)} beschrifteten Planungsbezirken. {was}. Am Rand liegen {ecken}."


def typenkarte(typen: pd.DataFrame, was: str) -> str:
    """Every class with its districts."""
    teile = [
        f"Status {status}, Dynamik {dynamik}: {', '.join(gruppe['raumeinheit'])}"
        for status in reversed(names.STATUSKLASSEN)
        for dynamik in reversed(names.DYNAMIKKLASSEN)
        if len(gruppe := typen[typen["status"].eq(status) & typen["dynamik"].eq(dynamik)])
    ]
    ohne = typen[typen["status"].isna() | typen["dynamik"].isna()]
    if len(ohne):
        teile.append(f"nicht oder nur nach Status eingeordnet: {', '.join(ohne['raumeinheit'])}")
    return f"Karte der Planungsbezirke nach Klassen. {was}. {'; '.join(teile)}."


def rangliste(zeilen: pd.DataFrame, was: str, stadt: str) -> str:
    """Every district with its value, its side and its places."""
    return f"Punktdiagramm mit 95-%-Intervallen. {was}. {'; '.join(map(_rang, zeilen.to_dict('records')))}."


def _rang(satz: Mapping[Any, Any]) -> str:
    if satz["status"] != "wert" or pd.isna(satz["wert"]):
        return f"{satz['raumeinheit']}: {_OHNE.get(str(satz['status']), 'nicht sinnvoll')}"
    sicher = pd.notna(satz["signifikant"]) and bool(satz["signifikant"])
    seite = _SEITEN.get(str(satz["richtung"])) if sicher else None
    wert = names.dezimal(float(satz["wert"]), int(satz["stellen"]))
    platz = "" if pd.isna(satz["rang_von"]) else f", Rang {satz['rang_von']} bis {satz['rang_bis']}"
    return f"{satz['raumeinheit']} {wert}{f', {seite}' if seite else ''}{platz}"


def trichter(punkte: pd.DataFrame, was: str) -> str:
    """Which districts lie outside the limits, and on which side."""
    kopf, aussen = punkte.iloc[0], punkte[punkte["ausserhalb"].eq(99)]
    darueber, darunter = (
        ", ".join(aussen.loc[seite, "raumeinheit"])
        for seite in (aussen["wert"].gt(aussen["stadt"]), aussen["wert"].lt(aussen["stadt"]))
    )
    return (
        f"Trichterdiagramm: {kopf['name']}. {was}. Von {len(punkte)} Gebieten liegen über den Grenzen von "
        f"99,8 %: {darueber or 'keines'}; darunter: {darunter or 'keines'}."
    )
