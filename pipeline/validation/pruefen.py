"""Check a delivery: structure, types, schema, single rows, then everything against everything."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline import names
from pipeline.measures.codes import encode, translated
from pipeline.measures.steps import Runner, Step, in_turn
from pipeline.schemas.befunde import FEHLER, GRADE, HINWEIS, WARNUNG, Befund
from pipeline.validation.abgeleitet import abgeleitete_werte
from pipeline.validation.abgleich import (
    arbeitslose_und_einwohner,
    eckwerte_und_einwohner,
    grundsicherung_und_einwohner,
    haushalte_und_einwohner,
    zuwanderung_und_einwohner,
)
from pipeline.validation.bilanz import bevoelkerungsbilanz
from pipeline.validation.eckwerte import ECKWERTREGELN
from pipeline.validation.formeln import formel_in_text
from pipeline.validation.merkmalsummen import altersgruppen_summe, summe_der_merkmale
from pipeline.validation.personen import (
    arbeitslose_und_bezugsgroesse,
    binnenwanderung,
    briefwahl_enthalten,
    geburten_und_saeuglinge,
    haushalte_und_personen,
    herkunft_und_zuwanderung,
)
from pipeline.validation.pruefling import ABGELEITET, Pruefling
from pipeline.validation.raum import RAUMREGELN
from pipeline.validation.reihen import luecke_in_raumeinheit, luecke_in_tabelle
from pipeline.validation.rundung import gerundet_wie_erklaert
from pipeline.validation.schaeden import tabellenkalkulation, zeichenschaden
from pipeline.validation.schema import schema_pruefen
from pipeline.validation.schluessel import SCHLUESSELREGELN, schluessel_vertauscht
from pipeline.validation.summen import summe_der_raumeinheiten
from pipeline.validation.tausend import faktor_tausend
from pipeline.validation.typen import spalten_pruefen, typisieren
from pipeline.validation.umfrage import antworten_und_teilnahme
from pipeline.validation.vollstaendig import Erklaerung, ausbreiten
from pipeline.validation.wiederholung import block_kopiert, vorjahr_kopiert
from pipeline.validation.zeilenregeln import ZEILENREGELN
from pipeline.validation.zeitvergleich import veraenderung, wachstum_unmoeglich

Rundung = tuple[Sequence[str], int]
"""Tables, and the multiple to which their source rounds every number."""
Regel = Callable[[Pruefling], Iterator[Befund]]
EINZELREGELN: tuple[Regel, ...] = (
    *ZEILENREGELN,
    zeichenschaden,
    tabellenkalkulation,
    formel_in_text,
    *RAUMREGELN,
    *SCHLUESSELREGELN,
    *ECKWERTREGELN,
    abgeleitete_werte,
    gerundet_wie_erklaert,
)
"""Rules that see every row, also beside broken ones."""
REIHENREGELN: tuple[Regel, ...] = (luecke_in_tabelle, luecke_in_raumeinheit)
"""Rules on series; they see only tables in which every row is dated."""
QUERREGELN: tuple[Regel, ...] = (
    summe_der_merkmale,
    altersgruppen_summe,
    summe_der_raumeinheiten,
    bevoelkerungsbilanz,
    geburten_und_saeuglinge,
    binnenwanderung,
    zuwanderung_und_einwohner,
    haushalte_und_einwohner,
    arbeitslose_und_einwohner,
    grundsicherung_und_einwohner,
    eckwerte_und_einwohner,
    herkunft_und_zuwanderung,
    haushalte_und_personen,
    arbeitslose_und_bezugsgroesse,
    antworten_und_teilnahme,
    briefwahl_enthalten,
    schluessel_vertauscht,
    wachstum_unmoeglich,
    veraenderung,
    faktor_tausend,
    block_kopiert,
    vorjahr_kopiert,
)
"""Rules that add and compare; they see only periods without a broken row, or one slip would echo."""
REGELN: tuple[Regel, ...] = (*EINZELREGELN, *REIHENREGELN, *QUERREGELN)
STRUKTURREGELN = ("spalte_fehlt", "spalte_unbekannt", "feldzahl")
PFLICHT = "raumeinheiten"
ZEITSPALTEN = ("stichtag", "jahr", "basis")


def pruefen(
    texte: Mapping[str, pd.DataFrame],
    *,
    vollstaendig: Sequence[Erklaerung] = (),
    datum: str = "",
    gebiete: gpd.GeoDataFrame | None = None,
    befunde: Iterable[Befund] = (),
    rundung: Sequence[Rundung] = (),
    abgeleitet: pd.DataFrame | None = None,
    frueher: Mapping[str, pd.DataFrame] | None = None,
    zugleich: Runner = in_turn,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Give a delivery its types and find everything that is wrong with it, all at once.

    Takes:   tables of texts with the int column `zeile`; declarations (tables, areas, years) where a
             missing row is a true zero; ISO date of delivery; the geometry; findings of the reading; which
             tables the source rounds, and to what; derived values beside their counts (`ABGELEITET`);
             raumeinheiten and gebiete as they stood before; how to carry out the rules.
    Returns: the typed tables (texts of counted ones as categories) with `vollstaendigkeit` and, if delivered,
             `gebiete`: to be used only if no finding is a Fehler; and the findings
             (`schemas.befunde.Befunde`), worst first.
    """
    gelesen = list(befunde)
    tabellen, strukturell, modelle = _typisiert(texte)
    erklaert, unklar = ausbreiten(vollstaendig, tabellen)
    alle = Pruefling(
        tabellen,
        erklaert,
        datum,
        gebiete,
        {tabelle: auf for namen, auf in rundung for tabelle in namen},
        pd.DataFrame(columns=list(ABGELEITET)) if abgeleitet is None else abgeleitet,
        frueher or {},
    )
    ungelesen = {befund.datei for befund in gelesen if befund.grad == FEHLER}
    einzeln = [*gelesen, *strukturell, *unklar, *_pflicht(tabellen, ungelesen), *_ohne_datum(datum)]
    einzeln += _angewandt(zugleich, [*modelle, *_je_regel(EINZELREGELN, alle)])
    datiert = replace(alle, tabellen=_datiert(tabellen, einzeln))
    heil = replace(alle, tabellen=_heil(tabellen, einzeln))
    einzeln += _angewandt(zugleich, [*_je_regel(REIHENREGELN, datiert), *_je_regel(QUERREGELN, heil)])
    return _ergebnis(alle), als_tabelle(einzeln)


def als_tabelle(befunde: Iterable[Befund]) -> pd.DataFrame:
    """Findings as a table, worst first, then by file (whole files first), line and column; each once."""
    tabelle = pd.DataFrame(list(befunde), columns=list(Befund._fields))
    texte = [spalte for spalte in Befund._fields if spalte != "zeile"]
    tabelle = tabelle.astype({**dict.fromkeys(texte, "str"), "zeile": "Int64"}).drop_duplicates()
    rang = tabelle["grad"].map({grad: rang for rang, grad in enumerate(GRADE)})
    ordnung = ["rang", "datei", "zeile", "spalte"]
    sortiert = tabelle.assign(rang=rang).sort_values(ordnung, kind="stable", na_position="first")
    return sortiert.drop(columns="rang").reset_index(drop=True)


def braucht_bestaetigung(befunde: pd.DataFrame) -> bool:
    """Whether a person must confirm a warning before the delivery is taken in."""
    return bool(befunde["grad"].eq(WARNUNG).any())


def hat_fehler(befunde: pd.DataFrame) -> bool:
    """Whether any finding stops the delivery."""
    return bool(befunde["grad"].eq(FEHLER).any())


def _je_regel(regeln: Sequence[Regel], pruefling: Pruefling) -> list[Step]:
    return [partial(_anwenden, regel, pruefling) for regel in regeln]


def _anwenden(regel: Regel, pruefling: Pruefling) -> list[Befund]:
    return list(regel(pruefling))


def _angewandt(zugleich: Runner, schritte: Sequence[Step]) -> Iterator[Befund]:
    return itertools.chain.from_iterable(zugleich(schritte))


def _typisiert(
    texte: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, pd.DataFrame], list[Befund], list[Step]]:
    """Tables with their types, what was found on the way, and the steps that hold each against its model."""
    tabellen = {}
    befunde: list[Befund] = []
    modelle: list[Step] = []
    for tabelle, roh in texte.items():
        spalten = spalten_pruefen(tabelle, list(roh.columns))
        typisiert, zahlen = typisieren(tabelle, roh)
        befunde += [*spalten, *zahlen]
        modelle.append(partial(_schema, tabelle, typisiert, roh, [*spalten, *zahlen]))
        tabellen[tabelle] = _mit_periode(tabelle, typisiert)
    return tabellen, befunde, modelle


def _schema(
    tabelle: str, typisiert: pd.DataFrame, roh: pd.DataFrame, bekannt: Sequence[Befund]
) -> list[Befund]:
    """What the model of a table refuses, but for cells in which something was found before."""
    fehlend = [befund.wert for befund in bekannt if befund.regel == "spalte_fehlt"]
    belegt = {(befund.zeile, befund.spalte) for befund in bekannt}
    alle = schema_pruefen(tabelle, typisiert, roh, fehlend)
    return [befund for befund in alle if (befund.zeile, befund.spalte) not in belegt]


def _mit_periode(tabelle: str, typisiert: pd.DataFrame) -> pd.DataFrame:
    zeit = names.zeitspalte(tabelle)
    return typisiert.assign(periode=_periode(typisiert[zeit]) if zeit else "")


def _periode(zeit: "pd.Series[Any]") -> "pd.Series[Any]":
    """Stichtag or year as a category of texts."""
    return encode(zeit) if zeit.dtype != "int64" else translated(zeit, str)


def _pflicht(tabellen: Mapping[str, pd.DataFrame], ungelesen: set[str]) -> Iterator[Befund]:
    """Without the list of areas no other table can be read."""
    datei = f"{PFLICHT}.csv"
    if PFLICHT not in tabellen and datei not in ungelesen:
        grund = "Die Tabelle fehlt; sie gehört zu jeder Lieferung."
        abhilfe = f"Bitte {datei} ergänzen: {','.join(names.TABELLEN[PFLICHT].spalten)}."
        yield Befund(FEHLER, datei, None, "", "", "tabelle_fehlt", grund, abhilfe)


def _ohne_datum(datum: str) -> Iterator[Befund]:
    if not datum:
        grund = "Das Datum der Lieferung fehlt; Stichtage in der Zukunft fallen so nicht auf."
        abhilfe = "Bitte in lieferung.toml unter [lieferung] datum = JJJJ-MM-TT ergänzen."
        yield Befund(HINWEIS, "lieferung.toml", None, "", "", "datum_fehlt", grund, abhilfe)


def _datiert(tabellen: Mapping[str, pd.DataFrame], befunde: Sequence[Befund]) -> dict[str, pd.DataFrame]:
    """Tables that were read whole and whose time column has no finding."""
    krank = {
        befund.datei for befund in befunde if befund.regel in STRUKTURREGELN or befund.spalte in ZEITSPALTEN
    }
    return {name: tabelle for name, tabelle in tabellen.items() if f"{name}.csv" not in krank}


def _heil(tabellen: Mapping[str, pd.DataFrame], befunde: Sequence[Befund]) -> dict[str, pd.DataFrame]:
    """Tables without the periods that have a broken row, and without those broken as a whole."""
    zeilen: dict[str, set[int]] = {}
    ganz = set()
    for befund in befunde:
        tabelle = befund.datei.removesuffix(".csv")
        if befund.grad == FEHLER and tabelle in tabellen:
            if befund.regel in STRUKTURREGELN or befund.spalte in ZEITSPALTEN:
                ganz.add(tabelle)
            elif befund.zeile is not None:
                zeilen.setdefault(tabelle, set()).add(befund.zeile)
    if PFLICHT in ganz or PFLICHT in zeilen:  # who belongs to whom decides every sum
        return {}
    heil = {name: tabelle for name, tabelle in tabellen.items() if name not in ganz}
    return {name: _ohne_perioden(name, tab, zeilen.get(name, set())) for name, tab in heil.items()}


def _ohne_perioden(tabelle: str, zeilen: pd.DataFrame, krank: set[int]) -> pd.DataFrame:
    if not krank or not names.zeitspalte(tabelle):
        return zeilen
    perioden = zeilen["periode"][zeilen["zeile"].isin(krank)]
    return zeilen[~zeilen["periode"].isin(perioden)]


def _ergebnis(alle: Pruefling) -> dict[str, pd.DataFrame]:
    tabellen = {name: tab.drop(columns=["zeile", "periode"]) for name, tab in alle.tabellen.items()}
    tabellen["vollstaendigkeit"] = alle.vollstaendig
    return tabellen if alle.gebiete is None else {**tabellen, "gebiete": alle.gebiete}
