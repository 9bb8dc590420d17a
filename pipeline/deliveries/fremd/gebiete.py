"""Areas that were renamed or put together, with their validity; and the list of areas of a delivery."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.angaben import Umbenennung
from pipeline.deliveries.fremd.befund import MANIFEST, fehler
from pipeline.deliveries.fremd.zeilen.werte import verschmelzen
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import HINWEIS, Befund

UMBENANNT, ZUSAMMENGELEGT = "umbenannt", "zusammengelegt"
ARTEN = (UMBENANNT, ZUSAMMENGELEGT, "geteilt", "neuer_zuschnitt")
"""Kinds of a change: only the key; several become one; one becomes several; key stays, boundary moves."""


def umbenennen(
    tabelle: str, zeilen: pd.DataFrame, umbenennungen: Sequence[Umbenennung]
) -> tuple[pd.DataFrame, list[Befund]]:
    """Give rows the key that was valid on their date; areas put together are added up from then on.

    A renamed area keeps its territory: the new key holds for all dates, and the series goes on.
    """
    befunde = []
    zeit = names.zeitspalte(tabelle)
    for wechsel in (w for w in umbenennungen if w.art in (UMBENANNT, ZUSAMMENGELEGT)):
        betroffen = zeilen["raumeinheit"].isin(wechsel.alt)
        if wechsel.art == ZUSAMMENGELEGT:
            betroffen &= zeilen[zeit].ge(wechsel.ab if zeit == "stichtag" else wechsel.ab[:4])
        if not betroffen.any():
            continue
        befunde.append(_gemeldet(tabelle, wechsel, int(betroffen.sum())))
        zeilen = zeilen.assign(raumeinheit=zeilen["raumeinheit"].mask(betroffen, wechsel.neu))
        if wechsel.art == ZUSAMMENGELEGT:
            zeilen = _summiert(tabelle, zeilen, betroffen)
    return zeilen, befunde


def _summiert(tabelle: str, zeilen: pd.DataFrame, betroffen: "pd.Series[bool]") -> pd.DataFrame:
    """Add up the rows of the old areas, each measure by itself."""
    form = names.TABELLEN[tabelle]
    teile, rest = zeilen[betroffen], zeilen[~betroffen]
    ergebnis = None
    for wert in form.werte:
        zahlen = pd.to_numeric(teile[wert].where(teile[wert].ne(""))).astype("Int64")
        summe = verschmelzen(teile.assign(zahl=zahlen), form.schluessel)
        text = summe["zahl"].astype("str").fillna("")
        if ergebnis is None:
            ergebnis = summe[[*form.schluessel, "zeile", "status"]]
        ergebnis = ergebnis.assign(**{wert: text})
    return pd.concat([rest, ergebnis], ignore_index=True)[zeilen.columns]


def _gemeldet(tabelle: str, wechsel: Umbenennung, zeilen: int) -> Befund:
    alt = ", ".join(wechsel.alt)
    grund = f"{tabelle}: {alt} heißt ab {wechsel.ab} {wechsel.neu} ({wechsel.art}); {zeilen} Zeilen geändert."
    return Befund(HINWEIS, MANIFEST, None, "", wechsel.neu, "umbenennung", grund, "Nichts zu tun.")


def verzeichnis(teile: Sequence[pd.DataFrame], umbenennungen: Sequence[Umbenennung]) -> pd.DataFrame:
    """Raumeinheiten of all files, each once, the city first, with the validity that renamings give.

    Returns: also `ohne_zeile`, whether no file has a row of it.
    """
    alle = pd.concat(teile, ignore_index=True)
    benannt = alle["name"].ne(alle["raumeinheit"])
    alle = alle.assign(rang=~benannt).sort_values("rang", kind="stable")
    mit_zeile = alle["raumeinheit"].map(~alle.groupby("raumeinheit")["ohne_zeile"].all())
    alle = alle.assign(ohne_zeile=~mit_zeile.astype(bool)).drop_duplicates("raumeinheit")
    for wechsel in umbenennungen:
        alle = gewechselt(alle, wechsel)
    alle = alle.assign(rang=alle["ebene"].ne("stadt")).sort_values(["rang", "raumeinheit"], kind="stable")
    return alle[[*names.TABELLEN["raumeinheiten"].spalten, "zeile", "ohne_zeile"]].reset_index(drop=True)


def gewechselt(alle: pd.DataFrame, wechsel: Umbenennung) -> pd.DataFrame:
    """List of areas after a change: an area that ends, one that begins, one that only got another key."""
    ist_alt = alle["raumeinheit"].isin(wechsel.alt)
    if ist_alt.any() and not alle["raumeinheit"].eq(wechsel.neu).any():
        neu = alle[ist_alt].head(1).assign(raumeinheit=wechsel.neu, name=wechsel.name or wechsel.neu)
        alle = pd.concat([alle, neu], ignore_index=True)
    if wechsel.art == UMBENANNT:
        return alle[~alle["raumeinheit"].isin(wechsel.alt)]
    endet = alle["raumeinheit"].isin(wechsel.alt) & alle["raumeinheit"].ne(wechsel.neu)
    return alle.assign(
        gueltig_bis=alle["gueltig_bis"].mask(endet, vortag(wechsel)),
        gueltig_ab=alle["gueltig_ab"].mask(alle["raumeinheit"].eq(wechsel.neu), wechsel.ab),
    )


def im_standard(
    tabelle: str, zeilen: pd.DataFrame, umbenennungen: Sequence[Umbenennung]
) -> tuple[pd.DataFrame, list[Befund]]:
    """A table of the standard layout beside declared changes: the list of areas gets their validity.

    Other tables are taken as they are; an old key in them is an error, for nothing else would change it.
    """
    if not umbenennungen or not {*names.TABELLEN[tabelle].schluessel[:2]} <= {*zeilen.columns}:
        return zeilen, []
    if tabelle == "raumeinheiten":
        for wechsel in umbenennungen if {*names.TABELLEN[tabelle].spalten} <= {*zeilen.columns} else ():
            zeilen = gewechselt(zeilen, wechsel)
        return zeilen, []
    befunde = []
    for wechsel in (w for w in umbenennungen if w.art in (UMBENANNT, ZUSAMMENGELEGT)):
        alt = zeilen["raumeinheit"].isin(wechsel.alt)
        if wechsel.art == ZUSAMMENGELEGT:
            zeit = names.zeitspalte(tabelle)
            ab = wechsel.ab[: 4 if zeit == "jahr" else 10]
            alt &= decode(zeilen[zeit]).ge(ab) & zeilen["raumeinheit"].ne(wechsel.neu)
        if alt.any():
            befunde.append(_alter_schluessel(tabelle, zeilen[alt].iloc[0], wechsel))
    return zeilen, befunde


def _alter_schluessel(tabelle: str, zeile: "pd.Series[Any]", wechsel: Umbenennung) -> Befund:
    alt = str(zeile["raumeinheit"])
    grund = f"{alt} heißt nach [[umbenennung]] ab {wechsel.ab} {wechsel.neu}, steht hier aber noch."
    abhilfe = "Bitte den neuen Schlüssel schreiben, oder die Datei unter [[datei]] erklären."
    return fehler(f"{tabelle}.csv", "umbenennung", grund, abhilfe, int(zeile["zeile"]), "raumeinheit", alt)


def vortag(wechsel: Umbenennung) -> str:
    """Last day of the areas that end."""
    return (date.fromisoformat(wechsel.ab) - timedelta(days=1)).isoformat()
