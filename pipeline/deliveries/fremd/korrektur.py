"""Declared corrections of known errors of the source: applied, listed, never silent."""

from collections.abc import Sequence

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.angaben import Korrektur
from pipeline.deliveries.fremd.befund import MANIFEST, fehler
from pipeline.deliveries.fremd.zeilen.werte import hauptwert
from pipeline.schemas.befunde import HINWEIS, Befund


def korrigieren(
    tabelle: str, zeilen: pd.DataFrame, korrekturen: Sequence[Korrektur]
) -> tuple[pd.DataFrame, list[Befund]]:
    """Apply each correction to the one cell it names, if that still says what it is said to say."""
    befunde = []
    for korrektur in (k for k in korrekturen if k.tabelle == tabelle):
        wert = korrektur.wert or hauptwert(tabelle)
        stelle = _stelle(tabelle, zeilen, korrektur) if wert in zeilen else zeilen.iloc[:0].index
        ist = [str(text) for text in zeilen.loc[stelle, wert]] if wert in zeilen else []
        if ist != [korrektur.alt]:
            befunde.append(_passt_nicht(korrektur, ist))
            continue
        zeilen = zeilen.copy()
        zeilen.loc[stelle, wert] = korrektur.neu
        zeilen.loc[stelle, "status"] = "wert"
        befunde.append(_angewandt(korrektur, int(zeilen.loc[stelle, "zeile"].iloc[0])))
    return zeilen, befunde


def _stelle(tabelle: str, zeilen: pd.DataFrame, korrektur: Korrektur) -> pd.Index:
    """Rows a correction names: area, time if given, and the merkmale, all others being insgesamt."""
    form = names.TABELLEN[tabelle]
    gilt = zeilen["raumeinheit"].eq(korrektur.raumeinheit)
    if korrektur.zeit:
        gilt &= zeilen[form.zeit].str.startswith(korrektur.zeit)
    for dimension in form.schluessel[2:]:
        gilt &= zeilen[dimension].eq(korrektur.merkmale.get(dimension, names.INSGESAMT))
    return zeilen.index[gilt]


def _wo(korrektur: Korrektur) -> str:
    teile = [korrektur.tabelle, korrektur.raumeinheit, korrektur.zeit, *korrektur.merkmale.values()]
    return ", ".join(teil for teil in teile if teil)


def _angewandt(korrektur: Korrektur, zeile: int) -> Befund:
    wann = f" am {korrektur.wann}" if korrektur.wann else ""
    grund = (
        f"Berichtigt ({_wo(korrektur)}): {korrektur.alt} ist {korrektur.neu}; {korrektur.grund} "
        f"(Angabe: {korrektur.wer}{wann})."
    )
    datei = korrektur.datei or f"{korrektur.tabelle}.csv"
    return Befund(HINWEIS, datei, zeile, korrektur.wert, korrektur.alt, "korrektur", grund, "Nichts zu tun.")


def _passt_nicht(korrektur: Korrektur, ist: Sequence[str]) -> Befund:
    gefunden = "keine solche Zeile" if not ist else " und ".join(f'"{text}"' for text in ist)
    grund = f'Die Korrektur ({_wo(korrektur)}) erwartet "{korrektur.alt}", gefunden: {gefunden}.'
    return fehler(
        MANIFEST, "korrektur", grund, "Bitte [[korrektur]] prüfen oder streichen.", wert=korrektur.alt
    )
