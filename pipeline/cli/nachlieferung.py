"""Check a delivery together with what stands: its sums and series go on in other deliveries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline import deliveries, names, store, validation
from pipeline.measures.codes import stack

Tabellen = Mapping[str, pd.DataFrame]
Erklaerung = tuple[Sequence[str], Sequence[str], Sequence[int]]
"""Tables, areas and years of one declaration of completeness."""
RAUMEINHEITEN = "raumeinheiten"
ALT = 0
"""Line of a row that was not delivered now."""
IMMER = "9999-12-31"


def pruefen(
    lieferung: deliveries.Lieferung, stehend: Tabellen
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Check a delivery on top of what stands.

    Takes:   the delivery as read; the typed tables of the other deliveries that count. Without areas of
             its own the delivery means those.
    Returns: the typed tables of this delivery; its findings, without those that stood before it came.
    """
    fehlt = RAUMEINHEITEN not in lieferung.tabellen and RAUMEINHEITEN in stehend
    dazu = {RAUMEINHEITEN: als_text(RAUMEINHEITEN, stehend[RAUMEINHEITEN])} if fehlt else {}
    tabellen, befunde = _pruefen(lieferung, {**lieferung.tabellen, **dazu}, (), lieferung.gebiete)
    if fehlt:
        del tabellen[RAUMEINHEITEN]
    if not stehend or not _ganz(lieferung.tabellen):
        return tabellen, befunde
    rest = store.unberuehrt(stehend, tabellen)
    if not rest:
        return tabellen, befunde
    texte = {name: _darauf(name, lieferung.tabellen, rest) for name in {**lieferung.tabellen, **_texte(rest)}}
    gebiete = _zusammen([lieferung.gebiete, rest.get("gebiete")])
    _, alle = _pruefen(lieferung, texte, _erklaert(rest), gebiete)
    return tabellen, _neue(alle, stehend)


def als_text(name: str, tabelle: pd.DataFrame) -> pd.DataFrame:
    """Write a typed table as it would have been delivered, all on line 0."""
    texte = {spalte: _text(tabelle[spalte]) for spalte in names.TABELLEN[name].spalten if spalte in tabelle}
    return pd.DataFrame(texte, index=tabelle.index).assign(zeile=ALT).reset_index(drop=True)


def _text(spalte: "pd.Series[Any]") -> "pd.Series[str]":
    return spalte.astype("str").where(spalte.notna(), "")


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
    erklaert: tuple[Erklaerung, ...],
    gebiete: gpd.GeoDataFrame | None,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    return validation.pruefen(
        texte,
        vollstaendig=(*lieferung.angaben.vollstaendig, *erklaert),
        datum=lieferung.angaben.datum,
        gebiete=gebiete,
        befunde=lieferung.befunde,
    )


def _neue(befunde: pd.DataFrame, stehend: Tabellen) -> pd.DataFrame:
    """Findings that came with this delivery; a standing row it contradicts is named as such."""
    if befunde.empty:
        return befunde
    _, alte = validation.pruefen(
        _texte(stehend), vollstaendig=_erklaert(stehend), datum=IMMER, gebiete=stehend.get("gebiete")
    )
    neue = befunde[~pd.MultiIndex.from_frame(befunde).isin(pd.MultiIndex.from_frame(alte))]
    alt = neue["zeile"].eq(ALT).fillna(False).astype(bool)
    return neue.assign(
        datei=neue["datei"].where(~alt, neue["datei"] + " (im Bestand)"), zeile=neue["zeile"].mask(alt)
    ).reset_index(drop=True)
