"""What is known of the rows of a system, out of everything that definitions say of them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.gebiete import Gliederung
from pipeline.disclosure.klassen import Definition
from pipeline.disclosure.teil import Floats, Maske, Teil, Widerspruch
from pipeline.disclosure.zaehlen import RANG
from pipeline.schemas.nullen import NULLEN_WIE_KLEINE
from pipeline.schemas.plantabelle import FreigabeTabelle

_GEHEIM = RANG.index("geheim")


def merkmale(
    inhalt: Teil, gebiete: Gliederung, zu: npt.NDArray[np.int64], breite: int, additiv: Maske
) -> dict[str, Any]:
    """Everything known about the rows: definitions that are the same sum become one.

    Takes:   what the tables say; the areas; the row of each definition in an area, and how many rows an area
             has; whether a definition adds up over areas.
    Returns: the fields of `System` of these names, one entry per area and row.
    Raises:  Widerspruch where two tables give different values for the same sum.
    """
    form = (len(gebiete.raumeinheiten), breite)
    wert, gewicht, mindest = np.full(form, np.nan), np.zeros(form), np.zeros(form)
    marken = {name: np.zeros(form, dtype=bool) for name in _MARKEN}
    ohne_teile = ~np.isin(np.arange(form[0]), list(gebiete.teile))
    werte, faelle = (gebiete.mit_resten(zahlen, additiv) for zahlen in (inhalt.wert, inhalt.fallzahl))
    for k, (zaehlung, definition) in enumerate(inhalt.definitionen):
        u, plan = zu[k], zaehlung.plan
        if (wert[:, u] != werte[:, k])[~np.isnan(wert[:, u]) & ~np.isnan(werte[:, k])].any():
            raise Widerspruch(definition.text)
        wert[:, u] = np.where(np.isnan(wert[:, u]), werte[:, k], wert[:, u])
        gewicht[:, u] = np.maximum(gewicht[:, u], _gewicht(plan, definition, gebiete))
        mindest[:, u] = np.maximum(mindest[:, u], plan.mindestfallzahl * (definition.spalte == "anzahl"))
        for name, hier in zip(_MARKEN, _marken(inhalt, k, faelle[:, k], ohne_teile), strict=True):
            marken[name][:, u] |= hier
    gezeigt, beziffert, sensibel, bekannt, zuvor, pflicht, nullen, mitwisser, gezaehlt = marken.values()
    return {
        "wert": wert.ravel(),
        "gezeigt": gezeigt.ravel(),
        "verdeckt": (gezeigt & ~beziffert & (wert > 0)).ravel(),
        "zuvor": (gezeigt & zuvor & ~bekannt & ((wert > 0) | nullen)).ravel(),
        "bekannt": bekannt.ravel(),
        "sensibel": (sensibel & ~bekannt).ravel(),
        "mindest": mindest.ravel(),
        "untergrenze": ((gezeigt | zuvor) & gezaehlt & (wert >= 1)).astype(float).ravel(),
        "nullen": (nullen & ~pflicht).ravel(),
        "hoechstens": np.full(wert.size, np.inf),
        "pflicht": pflicht.ravel(),
        "mitwisser": mitwisser.ravel(),
        "gewicht": (gewicht * (1 + np.log1p(np.nan_to_num(wert)))).ravel(),
        "name": _namen(inhalt, gebiete, zu, breite),
        "platz": _platz(inhalt, zu, breite),
    }


_MARKEN = (
    "gezeigt",
    "beziffert",
    "sensibel",
    "bekannt",
    "zuvor",
    "pflicht",
    "nullen",
    "mitwisser",
    "gezaehlt",
)
"""What some definition may say of a row: it holds if one does."""


def _marken(inhalt: Teil, k: int, faelle: Floats, ohne_teile: Maske) -> list[Maske | bool]:
    """What one definition says of its rows, in the order of `_MARKEN`, by area and by rest of an area."""
    zaehlung, definition = inhalt.definitionen[k]
    plan, zaehlt = zaehlung.plan, definition.spalte == "anzahl"
    reste = np.zeros(len(faelle) - len(inhalt.wert), dtype=bool)  # no table shows them, nor did any
    gezeigt, geheim, bekannt, zuvor = (
        np.concatenate([marke, reste])
        for marke in (
            definition.gezeigt & ~inhalt.stumm[:, k] & ~np.isnan(inhalt.wert[:, k]),
            definition.gezeigt & (inhalt.rang[:, k] == _GEHEIM),
            inhalt.bekannt[:, k],
            inhalt.zuvor[:, k],
        )
    )
    return [
        gezeigt,
        gezeigt & ~(definition.nur_ob & ohne_teile),
        ((faelle >= 1) & (faelle < plan.mindestfallzahl)) | geheim,
        bekannt,
        zuvor,
        dict(definition.klassen) in plan.pflicht,
        plan.nullen == NULLEN_WIE_KLEINE,
        plan.mitwisser and zaehlt,
        zaehlt,
    ]


def _gewicht(plan: FreigabeTabelle, definition: Definition, gebiete: Gliederung) -> Floats:
    """Weigh a cell as the plan says: totals and areas with parts are asked for most."""
    offen = len(plan.dimensionen) - len(definition.klassen)
    oben = np.isin(np.arange(len(gebiete.raumeinheiten)), list(gebiete.teile))
    gewicht = np.where(oben, plan.gewichte.oben, 1.0) * plan.gewichte.insgesamt**offen
    if plan.ist_wichtig(definition.klassen):
        gewicht = gewicht * plan.gewichte.wichtig
    return gewicht * (plan.gewichte.beigabe if definition.nur_ob or definition.nur_oben else 1.0)


def _namen(inhalt: Teil, gebiete: Gliederung, zu: npt.NDArray[np.int64], breite: int) -> list[str]:
    texte = [""] * breite
    for k, (_, definition) in reversed(list(enumerate(inhalt.definitionen))):
        texte[zu[k]] = definition.text
    return [f"{text}, {raumeinheit}" for raumeinheit in gebiete.raumeinheiten for text in texte]


def _platz(inhalt: Teil, zu: npt.NDArray[np.int64], breite: int) -> dict[str, npt.NDArray[np.int64]]:
    platz, beginn = {}, 0
    for zaehlung in inhalt.zaehlungen:
        ende = beginn + len(zaehlung.definitionen)
        orte = np.arange(len(inhalt.wert))[:, None] * breite
        platz[zaehlung.plan.name] = orte + zu[beginn:ende][None, :]
        beginn = ende
    return platz
