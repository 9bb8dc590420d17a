"""The areas of a delivery beside those that stand: files that only mention areas do not say what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline import deliveries, names

Tabellen = Mapping[str, pd.DataFrame]
RAUMEINHEITEN = "raumeinheiten"
DATEI = "raumeinheiten.csv"
ALT = 0
"""Line of a row that was not delivered now."""
ALLE = "*"
SO_WIE_SIE_STEHT = ("ebene", "uebergeordnet")
WO_NICHTS_STEHT = ("gueltig_ab", "gueltig_bis")


def als_text(name: str, tabelle: pd.DataFrame) -> pd.DataFrame:
    """Write a typed table as it would have been delivered, all on line 0."""
    texte = {spalte: _text(tabelle[spalte]) for spalte in names.TABELLEN[name].spalten if spalte in tabelle}
    return pd.DataFrame(texte, index=tabelle.index).assign(zeile=ALT).reset_index(drop=True)


def _text(spalte: "pd.Series[Any]") -> "pd.Series[str]":
    return spalte.astype("str").where(spalte.notna(), "")


def eigene(lieferung: deliveries.Lieferung, stehend: Tabellen) -> deliveries.Lieferung:
    """The delivery with its areas as they are meant: completeness for all of them is for these alone.

    Areas that stand already and are only mentioned now keep their level, what encloses them, and whatever
    else the files do not say.
    """
    if RAUMEINHEITEN not in lieferung.tabellen or "raumeinheit" not in lieferung.tabellen[RAUMEINHEITEN]:
        return lieferung
    tabelle = lieferung.tabellen[RAUMEINHEITEN]
    alle = tuple(tabelle["raumeinheit"])
    if RAUMEINHEITEN in stehend and _nur_genannt(lieferung):
        alt = als_text(RAUMEINHEITEN, stehend[RAUMEINHEITEN])
        tabelle = _mit_wechseln(_wie_sie_stehen(tabelle, alt), alt, lieferung.angaben.wechsel)
    erklaert = tuple(
        eine._replace(raumeinheiten=alle) if ALLE in eine.raumeinheiten else eine
        for eine in lieferung.angaben.vollstaendig
    )
    angaben = replace(lieferung.angaben, vollstaendig=erklaert)
    return replace(lieferung, angaben=angaben, tabellen={**lieferung.tabellen, RAUMEINHEITEN: tabelle})


def _mit_wechseln(
    neu: pd.DataFrame, alt: pd.DataFrame, wechsel: Iterable[deliveries.Wechsel]
) -> pd.DataFrame:
    """Areas with the validity that declared changes give them, also those that are no longer delivered."""
    for einer in (w for w in wechsel if w.art != "umbenannt"):
        endet = {*einer.alt} - {einer.neu}
        fehlt = alt[alt["raumeinheit"].isin(endet - {*neu["raumeinheit"]})].assign(zeile=ALT)
        neu = pd.concat([neu, fehlt], ignore_index=True)
        vortag = (date.fromisoformat(einer.ab) - timedelta(days=1)).isoformat()
        neu["gueltig_bis"] = neu["gueltig_bis"].mask(neu["raumeinheit"].isin(endet), vortag)
        neu["gueltig_ab"] = neu["gueltig_ab"].mask(neu["raumeinheit"].eq(einer.neu), einer.ab)
    return neu


def dazu(lieferung: deliveries.Lieferung, stehend: Tabellen) -> dict[str, pd.DataFrame]:
    """The list of areas to check with, where the delivery brings none or only mentions some."""
    if RAUMEINHEITEN not in stehend or (RAUMEINHEITEN in lieferung.tabellen and not _nur_genannt(lieferung)):
        return {}
    alt = als_text(RAUMEINHEITEN, stehend[RAUMEINHEITEN])
    if RAUMEINHEITEN not in lieferung.tabellen:
        return {RAUMEINHEITEN: alt}
    neu = lieferung.tabellen[RAUMEINHEITEN]
    andere = alt[~alt["raumeinheit"].isin(neu["raumeinheit"])]
    return {RAUMEINHEITEN: pd.concat([neu, andere], ignore_index=True)}


def ohne(tabellen: Tabellen, lieferung: deliveries.Lieferung) -> dict[str, pd.DataFrame]:
    """The typed tables without the areas that were only there to check with."""
    if RAUMEINHEITEN not in lieferung.tabellen:
        return {name: tabelle for name, tabelle in tabellen.items() if name != RAUMEINHEITEN}
    raeume = tabellen[RAUMEINHEITEN]
    neu = raeume["raumeinheit"].isin(lieferung.tabellen[RAUMEINHEITEN]["raumeinheit"])
    return {**tabellen, RAUMEINHEITEN: raeume[neu].reset_index(drop=True)}


def _nur_genannt(lieferung: deliveries.Lieferung) -> bool:
    """Whether the list of areas was put together from the keys of other tables."""
    dateien = lieferung.stellen.get(RAUMEINHEITEN, ())
    erklaert = {name for name, tabellen in lieferung.quellen.items() if RAUMEINHEITEN in tabellen}
    return DATEI not in dateien and not any(
        datei.startswith(tuple(erklaert)) for datei in dateien if erklaert
    )


def _wie_sie_stehen(neu: pd.DataFrame, alt: pd.DataFrame) -> pd.DataFrame:
    stehend = alt.drop_duplicates("raumeinheit").set_index("raumeinheit")
    bekannt = neu["raumeinheit"].isin(stehend.index)
    ergebnis = neu.copy()
    for spalte in (*SO_WIE_SIE_STEHT, "name", *WO_NICHTS_STEHT):
        steht = neu["raumeinheit"].map(stehend[spalte])
        ersetzen = bekannt
        if spalte == "name":
            ersetzen = bekannt & neu["name"].eq(neu["raumeinheit"])
        elif spalte in WO_NICHTS_STEHT:
            ersetzen = bekannt & neu[spalte].eq("")
        ergebnis[spalte] = neu[spalte].mask(ersetzen, steht).astype("str")
    return ergebnis
