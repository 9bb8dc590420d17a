"""Tables that do not count: facilities and statements of interviews, column by column."""

from typing import Any

import numpy as np
import pandas as pd
import pyproj
from pyproj.exceptions import CRSError

from pipeline import names
from pipeline.deliveries.fremd.angaben import Koordinaten, Spalte, Textspalte
from pipeline.deliveries.fremd.befund import erkannt, fehler, kurz, unlesbar
from pipeline.deliveries.fremd.deutung import kommazahl
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise
from pipeline.deliveries.fremd.passung import KOORDINATEN, textspalten
from pipeline.deliveries.fremd.zeilen.abbildung import Lage
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import Befund

EPSG = 25832
LAUFEND = "nummer"
"""A column that numbers the rows, where the file does not."""


def lesen(lage: Lage) -> tuple[pd.DataFrame, list[Befund]]:
    """Rows of the standard layout, every cell a text."""
    form = names.TABELLEN[lage.datei.tabelle]
    befunde: list[Befund] = []
    spalten = {
        "raumeinheit": decode(lage.orte.schluessel),
        form.zeit: decode(lage.zeit),
        "zeile": lage.zeilen,
    }
    for name in textspalten(lage.datei.tabelle):
        spalten[name] = _texte(lage, lage.datei.text.get(name))
    tabelle = pd.DataFrame(spalten)[lage.gilt].reset_index(drop=True)
    if LAUFEND in form.schluessel and LAUFEND not in lage.datei.text:
        tabelle[LAUFEND] = (np.arange(len(tabelle)) + 1).astype(str)
        befunde.append(erkannt(lage.blatt.name, "die Zeilen sind durchnummeriert", "text.nummer"))
    if KOORDINATEN[0] in form.spalten:
        orte, neue = _koordinaten(lage)
        befunde += neue
        tabelle = tabelle.assign(**{name: orte[name].to_numpy() for name in KOORDINATEN})
    texte = {name: tabelle[name].astype("str") for name in form.spalten}
    return tabelle.assign(**texte)[[*form.spalten, "zeile"]], befunde


def _texte(lage: Lage, spalte: Textspalte | None) -> "pd.Series[str]":
    """Texts of one or several columns, filled down and recoded as declared."""
    leer = pd.Series("", index=lage.blatt.zellen.index, dtype="str")
    if spalte is None:
        return leer
    if spalte.fest:
        return leer + spalte.fest
    quellen = spalte.spalten or ((spalte.spalte,) if spalte.spalte is not None else ())
    if not quellen:
        grund = "Zu einer Spalte unter [datei.text] fehlt, woher sie kommt."
        raise unlesbar(lage.blatt.name, "manifest", grund, "Verlangt ist spalte, spalten oder fest.")
    ergebnis = leer
    for quelle in quellen:
        teil = decode(lage.blatt.spalte(quelle))
        teil = teil.where(teil.ne("")).ffill().fillna("") if spalte.fuellen else teil
        ergebnis = ergebnis + (spalte.verbinden if ergebnis.ne("").any() else "") + teil
    ergebnis = ergebnis.str.strip()
    return ergebnis.map({text: spalte.codes.get(text, text) for text in ergebnis.unique()}).astype("str")


def _koordinaten(lage: Lage) -> tuple[pd.DataFrame, list[Befund]]:
    """Two columns in EPSG:25832 as texts; empty where none are delivered."""
    angabe = lage.datei.koordinaten
    if angabe is None:
        leer = pd.Series("", index=lage.zeilen[lage.gilt].index, dtype="str")
        return pd.DataFrame(dict.fromkeys(KOORDINATEN, leer)), []
    ost, befunde = _grade(lage, angabe.ost)
    nord, mehr = _grade(lage, angabe.nord)
    return _umgerechnet(lage, angabe, ost, nord), [*befunde, *mehr]


def _grade(lage: Lage, spalte: Spalte) -> "tuple[pd.Series[Any], list[Befund]]":
    texte = decode(lage.blatt.spalte(spalte))[lage.gilt]
    verschieden = [str(text) for text in texte.unique() if text]
    schreibweise = Schreibweise(lage.datei.tausender, lage.datei.dezimal)
    zeichen = kommazahl.dezimalzeichen(verschieden, schreibweise)
    gelesen = {text: kommazahl.lesen(text, zeichen, lage.datei.tausender) for text in verschieden}
    gut = {text: float(zahl.text) for text, zahl in gelesen.items() if zahl is not None}
    befunde = []
    for text in (text for text in verschieden if text not in gut):
        zeile = int(lage.zeilen[texte[texte.eq(text)].index[0]])
        grund = f'"{kurz(text)}" ist keine Koordinate.'
        abhilfe = "Bitte dezimal in lieferung.toml prüfen oder das Feld leer lassen."
        befunde.append(fehler(lage.blatt.name, "zahl", grund, abhilfe, zeile, str(spalte), text))
    return texte.map(gut).astype("float64"), befunde


def _umgerechnet(
    lage: Lage, angabe: Koordinaten, ost: "pd.Series[Any]", nord: "pd.Series[Any]"
) -> pd.DataFrame:
    if angabe.epsg != EPSG:
        try:
            von = pyproj.Transformer.from_crs(angabe.epsg, EPSG, always_xy=True)
        except CRSError as kein:
            grund = f"EPSG:{angabe.epsg} ist kein bekanntes Koordinatensystem."
            abhilfe = "Bitte epsg unter [datei.koordinaten] prüfen, z. B. 25832 oder 4326."
            raise unlesbar(lage.blatt.name, "manifest", grund, abhilfe, wert=str(angabe.epsg)) from kein
        x, y = von.transform(ost.to_numpy(), nord.to_numpy())
        ost, nord = pd.Series(x, index=ost.index), pd.Series(y, index=nord.index)
    werte = {name: reihe.round(2) for name, reihe in zip(KOORDINATEN, (ost, nord), strict=True)}
    return pd.DataFrame({n: r.astype("str").where(np.isfinite(r), "") for n, r in werte.items()})
