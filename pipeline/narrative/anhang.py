"""Heads of the tables in the appendix: what each holds; the finding stands with its chart."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names

_PROGNOSE = {
    "jahre": "Bevölkerung nach Altersgruppen {von} bis {bis}",
    "komponentenwerte": "Woraus die Veränderung bis {bis} entsteht",
    "szenarienjahre": "Szenarien {nach} bis {bis}",
    "pyramidenwerte": "Altersaufbau {basis} und {bis}",
}
_WAS = {
    "jahre": "Bewohner:innen am 31. Dezember, erwartete Werte auf fünf gerundet; darunter das Band von 80 %",
    "komponentenwerte": "Erwartete Fälle {nach} bis {bis} zusammen, auf fünf Personen gerundet",
    "szenarienjahre": "Erwartete Bewohner:innen am 31. Dezember, auf fünf gerundet",
    "pyramidenwerte": "Personen, erwartete Werte auf fünf gerundet",
}


def koepfe(verlauf: pd.DataFrame, stichtag: str, horizont: int, quelle: str) -> dict[str, dict[str, str]]:
    """Write the heads of the tables behind the charts of a projection.

    Takes: the course that is drawn, for its first year.
    """
    basis = names.stichtag_jahr(stichtag)
    jahre = {"von": min([basis, *verlauf["jahr"]]), "basis": basis, "nach": basis + 1, "bis": horizont}
    return {
        name: {
            "id": name,
            "titel": titel.format(**jahre),
            "untertitel": _WAS[name].format(**jahre),
            "quelle": quelle,
        }
        for name, titel in _PROGNOSE.items()
    }


def pyramide_kopf(kopf: Mapping[str, str]) -> dict[str, str]:
    """Turn the head of the pyramid into that of its table."""
    untertitel = f"{kopf['untertitel']}, in Prozent"
    return {**kopf, "id": f"{kopf['id']}-werte", "titel": "Werte des Altersaufbaus", "untertitel": untertitel}
