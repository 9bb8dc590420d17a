"""Sentences on the scenarios: what they lead to, and that none of them is a forecast."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz
from pipeline.narrative.zahlen import aufzaehlung

KEINE_PROGNOSE = (
    "Ein Szenario ist keine Prognose: Es zeigt, wohin eine Annahme führt, und sagt nicht, ob sie eintritt. "
    "Was angenommen ist, steht in der Tabelle; alles Übrige bleibt wie in der Basis. Ein Band hat nur "
    "die Prognose selbst."
)


def szenarien(orte: Orte, enden: pd.DataFrame, veraenderung: pd.DataFrame, horizont: int) -> str:
    """Say between which numbers the scenarios lie, and which of them leave the band of the base.

    Takes:   the result of `indicators.szenarienenden`; the rows of `indicators.veraenderung`.
    Returns: nothing where no other scenario than the base may be shown.
    """
    da = enden[enden["status"].eq("wert")]
    if len(da) < 2:
        return ""
    geordnet = da.sort_values("erwartet", kind="stable").to_dict("records")
    satz = (
        f"Je nach Annahme werden {horizont} {orte.hier.im} zwischen {_mit_name(geordnet[0])} und "
        f"{_mit_name(geordnet[-1])} "
        "Bewohner:innen erwartet."
    )
    return " ".join(filter(None, [satz, _im_band(da, veraenderung), KEINE_PROGNOSE]))


def koepfe(enden: pd.DataFrame, stichtag: str, horizont: int, quelle: str) -> dict[str, dict[str, str]]:
    """Write the heads of chart and table; that of the chart says between which numbers they lie."""
    da = enden[enden["status"].eq("wert")]
    titel = f"Szenarien der Bevölkerung bis {horizont}"
    if len(da) > 1:
        von, bis = (names.ganzzahl(wert) for wert in (da["erwartet"].min(), da["erwartet"].max()))
        titel = f"Je nach Annahme leben {horizont} zwischen {von} und {bis} Personen im Gebiet"
    jahr = names.stichtag_jahr(stichtag)
    untertitel = f"Bewohner:innen am 31. Dezember, bis {jahr} gezählt, danach erwartet, auf fünf gerundet"
    was = "Personen, auf fünf gerundet; ein Szenario ist keine Prognose"
    return {
        "szenarien": {"id": "szenarien", "titel": titel, "untertitel": untertitel, "quelle": quelle},
        "szenarienwerte": {
            "id": "szenarien-werte",
            "titel": f"Szenarien und ihre Annahmen, {horizont}",
            "untertitel": was,
            "quelle": quelle,
        },
    }


def _mit_name(satz: Satz) -> str:
    return f"{names.ganzzahl(satz['erwartet'])} („{satz['bezeichnung']}“)"


def _im_band(da: pd.DataFrame, veraenderung: pd.DataFrame) -> str:
    """Say which scenarios lie outside the band of the base; nothing without a band."""
    gesamt = veraenderung[veraenderung["altersgruppe"].eq(names.INSGESAMT)]
    if gesamt.empty or gesamt[["unten", "oben"]].isna().any(axis=None):
        return ""
    unten, oben = (float(gesamt[ende].iloc[0]) for ende in ("unten", "oben"))
    aussen = [f"„{name}“" for name in da.loc[~da["erwartet"].between(unten, oben), "bezeichnung"]]
    if not aussen:
        return "Alle liegen im Band der Basis."
    return (
        f"Außerhalb des Bandes der Basis {'liegt' if len(aussen) == 1 else 'liegen'} {aufzaehlung(aussen)}."
    )
