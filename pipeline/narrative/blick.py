"""The page at a glance: key figures as printed texts, and findings chosen by rule."""

import math

import pandas as pd

from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz, gezeigt, mit_einheit, pruefung, vergleichbar

KACHELN = ("mig", "bev_u18", "bev_65p", "hh_einpersonen", "mindest", "al_anteil")
"""Which Kennzahlen stand at the head of the report, where they were delivered."""


def kacheln(orte: Orte, verglichen: pd.DataFrame) -> pd.DataFrame:
    """Key figures that can be shown, in the order of `KACHELN`.

    Returns: columns wert, label, vergleich: texts as printed.
    """
    zeilen = verglichen.set_index("kennzahl", drop=False).reindex(list(KACHELN)).dropna(subset=["kennzahl"])
    saetze = [satz for satz in zeilen.to_dict("records") if gezeigt(satz)]
    return pd.DataFrame([_kachel(orte, satz) for satz in saetze], columns=["wert", "label", "vergleich"])


def _kachel(orte: Orte, satz: Satz) -> dict[str, str]:
    vergleich = f"{orte.dort.name} {_mit_einheit(satz, 'wert_stadt')}" if vergleichbar(satz) else ""
    return {"wert": _mit_einheit(satz, "wert"), "label": str(satz["name"]), "vergleich": vergleich}


def _mit_einheit(satz: Satz, feld: str) -> str:
    return mit_einheit(float(str(satz[feld])), str(satz["einheit"]), int(str(satz["stellen"])))


def befunde(orte: Orte, verglichen: pd.DataFrame, hoechstens: int = 4) -> list[str]:
    """Sentences on the largest differences that the test confirms, the largest ratio first.

    Returns: no sentence on a difference that was not tested, failed its test, or is called vergleichbar.
    """
    saetze = [satz for satz in verglichen.to_dict("records") if _sicher(satz)]
    saetze.sort(
        key=lambda satz: (-abs(math.log(float(satz["wert"]) / float(satz["wert_stadt"]))), satz["kennzahl"])
    )
    return [_befund(orte, satz) for satz in saetze[:hoechstens]]


def _sicher(satz: Satz) -> bool:
    signifikant: bool = bool(pd.notna(satz["signifikant"]) and satz["signifikant"])
    messbar = vergleichbar(satz) and float(str(satz["wert"])) > 0 and float(str(satz["wert_stadt"])) > 0
    return signifikant and messbar and satz["groesse"] in ("leicht", "deutlich")


def _befund(orte: Orte, satz: Satz) -> str:
    wort = {"unter": "niedriger", "ueber": "höher"}[str(satz["richtung"])]
    return (
        f"{satz['name']}: {satz['groesse']} {wort} als {orte.dort.im} "
        f"({_mit_einheit(satz, 'wert')} gegenüber {_mit_einheit(satz, 'wert_stadt')})."
    )


__all__ = ["KACHELN", "befunde", "kacheln", "pruefung"]
