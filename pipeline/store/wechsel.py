"""Areas that only got another key: what earlier deliveries said under the old one is said of the new one."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.errors import LieferungUngueltig

UMBENANNT = "umbenannt"
SCHLUESSELSPALTEN = ("raumeinheit", "uebergeordnet")
ZEITSPALTEN = ("stichtag", "jahr")


def umbenennungen(beleg: Mapping[str, Any]) -> dict[str, str]:
    """Old key -> new key, as the record of a delivery declares it."""
    return {
        alt: einer["neu"]
        for einer in beleg.get("wechsel", ())
        if einer["art"] == UMBENANNT
        for alt in einer["alt"]
        if alt != einer["neu"]
    }


def spaetere(belege: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """For each of these deliveries, oldest first: the renamings that those after it declare."""
    karten: list[dict[str, str]] = [{} for _ in belege]
    for nummer, beleg in enumerate(belege):
        for karte in karten[:nummer]:
            neu = umbenennungen(beleg)
            karte.update({alt: neu[zwischen] for alt, zwischen in karte.items() if zwischen in neu})
            karte.update({alt: ziel for alt, ziel in neu.items() if alt not in karte})
    return karten


def umbenannt(tabelle: pd.DataFrame, karte: Mapping[str, str]) -> pd.DataFrame:
    """Rows under the keys that are valid now; of two rows for one area the one under the new key stays.

    Raises: LieferungUngueltig where both keys have figures for one time: then they are two areas.
    """
    if not karte or tabelle.empty or "raumeinheit" not in tabelle:
        return tabelle
    schluessel = set(tabelle["raumeinheit"])
    for alt, neu in karte.items():
        if alt in schluessel and neu in schluessel:
            tabelle = _verschieden(tabelle, alt, neu)
    spalten = [spalte for spalte in SCHLUESSELSPALTEN if spalte in tabelle]
    return tabelle.assign(**{spalte: tabelle[spalte].replace(dict(karte)) for spalte in spalten})


def _verschieden(tabelle: pd.DataFrame, alt: str, neu: str) -> pd.DataFrame:
    """Rows of both keys, if they are of one area; a table without time keeps only what the new key says."""
    zeit = next((spalte for spalte in ZEITSPALTEN if spalte in tabelle), "")
    alte, neue = (tabelle["raumeinheit"].eq(wert) for wert in (alt, neu))
    if not zeit:
        return tabelle if "periode" in tabelle else tabelle[~alte]
    if tabelle.loc[alte, zeit].isin(tabelle.loc[neue, zeit]).any():
        raise LieferungUngueltig(
            f"{alt} soll jetzt {neu} heißen, aber {neu} steht schon im Bestand für eine andere "
            "Raumeinheit. Bitte [[umbenennung]] in lieferung.toml prüfen; am Bestand ändert sich nichts."
        )
    return tabelle
