"""Check a delivery together with what stands: its sums and series go on in other deliveries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline import deliveries, names, store, validation
from pipeline.cli import raeume
from pipeline.cli.raeume import ALT, RAUMEINHEITEN, Tabellen, als_text
from pipeline.measures.codes import stack
from pipeline.measures.steps import Runner, in_turn

Erklaerung = tuple[Sequence[str], Sequence[str], Sequence[int]]
"""Tables, areas and years of one declaration of completeness."""
Rundung = tuple[Sequence[str], int]
"""Tables and the multiple to which their source rounds."""
IMMER = "9999-12-31"


def pruefen(
    lieferung: deliveries.Lieferung,
    stehend: Tabellen,
    gerundet: Sequence[Rundung] = (),
    zugleich: Runner = in_turn,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Check a delivery on top of what stands.

    Takes:   the delivery as read; the typed tables of the other deliveries that count, and which of them
             their sources round; how to carry out the rules. A delivery without areas means those that stand.
    Returns: the typed tables of this delivery; its findings, without those that stood before it came.
    """
    karte = store.umbenennungen(deliveries.beleg(lieferung))
    stehend = {name: store.umbenannt(tabelle, karte) for name, tabelle in stehend.items()}
    lieferung = raeume.eigene(lieferung, stehend)
    dazu = raeume.dazu(lieferung, stehend)
    frueher = _frueher(stehend, karte.values())
    tabellen, befunde = _pruefen(
        lieferung, {**lieferung.tabellen, **dazu}, lieferung.gebiete, frueher=frueher, zugleich=zugleich
    )
    if dazu:
        tabellen = raeume.ohne(tabellen, lieferung)
    if not stehend or not _ganz(lieferung.tabellen):
        return tabellen, befunde
    rest = store.unberuehrt(stehend, tabellen)
    if not rest:
        return tabellen, befunde
    texte = {name: _darauf(name, lieferung.tabellen, rest) for name in {**lieferung.tabellen, **_texte(rest)}}
    gebiete = _zusammen([lieferung.gebiete, rest.get("gebiete")])
    erklaert = _erklaert(rest)
    _, alle = _pruefen(lieferung, texte, gebiete, erklaert, gerundet, frueher, zugleich)
    return tabellen, _neue(alle, stehend, gerundet)


def belegte_rundung(belege: Iterable[Mapping[str, Any]]) -> tuple[Rundung, ...]:
    """What deliveries on record said about the rounding of their sources."""
    return tuple((eine["tabellen"], eine["auf"]) for beleg in belege for eine in beleg.get("rundung", ()))


def _frueher(stehend: Tabellen, umbenannt: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Areas and outlines as they stand, to see whether a key still means the same place.

    Areas that are declared to have another key now may have another name as well.
    """
    teile = {name: stehend[name] for name in (RAUMEINHEITEN, "gebiete") if name in stehend}
    return {name: teil[~teil["raumeinheit"].isin(list(umbenannt))] for name, teil in teile.items()}


def _texte(tabellen: Tabellen) -> dict[str, pd.DataFrame]:
    return {name: als_text(name, tabelle) for name, tabelle in tabellen.items() if name in names.TABELLEN}


def _darauf(name: str, geliefert: Tabellen, rest: Tabellen) -> pd.DataFrame:
    teile = [geliefert[name]] if name in geliefert else []
    return stack(teile + ([als_text(name, rest[name])] if name in rest else []))


def _ganz(texte: Tabellen) -> bool:
    """Whether every table has all its columns; else nothing can be put beside it."""
    return all(set(names.TABELLEN[name].spalten) <= set(tabelle.columns) for name, tabelle in texte.items())


def _zusammen(teile: Iterable[gpd.GeoDataFrame | None]) -> gpd.GeoDataFrame | None:
    da = [teil for teil in teile if teil is not None]
    return pd.concat(da, ignore_index=True) if da else None


def _erklaert(stehend: Tabellen) -> tuple[Erklaerung, ...]:
    """Completeness that stands, as declarations: by table and area the years."""
    if store.VOLLSTAENDIGKEIT not in stehend:
        return ()
    jahre = stehend[store.VOLLSTAENDIGKEIT].assign(jahr=lambda zeilen: zeilen["periode"].str[:4].astype(int))
    return tuple(
        ((str(tabelle),), (str(raumeinheit),), sorted(set(zeilen["jahr"])))
        for (tabelle, raumeinheit), zeilen in jahre.groupby(["tabelle", "raumeinheit"])
    )


def _pruefen(
    lieferung: deliveries.Lieferung,
    texte: Tabellen,
    gebiete: gpd.GeoDataFrame | None,
    erklaert: Sequence[Erklaerung] = (),
    gerundet: Sequence[Rundung] = (),
    frueher: Tabellen | None = None,
    zugleich: Runner = in_turn,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    return validation.pruefen(
        texte,
        vollstaendig=(*lieferung.angaben.vollstaendig, *erklaert),
        datum=lieferung.angaben.datum,
        gebiete=gebiete,
        befunde=lieferung.befunde,
        rundung=(*gerundet, *lieferung.angaben.rundung),
        abgeleitet=lieferung.abgeleitet,
        frueher=frueher,
        zugleich=zugleich,
    )


def _neue(befunde: pd.DataFrame, stehend: Tabellen, gerundet: Sequence[Rundung]) -> pd.DataFrame:
    """Findings that came with this delivery; a standing row it contradicts is named as such."""
    if befunde.empty:
        return befunde
    _, alte = validation.pruefen(
        _texte(stehend),
        vollstaendig=_erklaert(stehend),
        datum=IMMER,
        gebiete=stehend.get("gebiete"),
        rundung=gerundet,
    )
    neue = befunde[~pd.MultiIndex.from_frame(befunde).isin(pd.MultiIndex.from_frame(alte))]
    alt = neue["zeile"].eq(ALT).fillna(False).astype(bool)
    return neue.assign(
        datei=neue["datei"].where(~alt, neue["datei"] + " (im Bestand)"), zeile=neue["zeile"].mask(alt)
    ).reset_index(drop=True)
