"""Delivered totals: compared with the sum of their parts, then dropped."""

from collections.abc import Iterator, Sequence

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.abbildung import SPALTE, SUMME, Lage
from pipeline.deliveries.fremd.angaben import Datei, Pruefspalte, Spalte
from pipeline.deliveries.fremd.befund import fehler
from pipeline.deliveries.fremd.zahl import Schreibweise, deuten
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import Befund

HOECHSTENS = 20
"""So many contradictions of one kind are listed singly; the rest are counted."""
REGEL = "summe_in_datei"


def pruefen_und_weglassen(
    name: str, lang: pd.DataFrame, dimensionen: Sequence[str], zeit: str
) -> tuple[pd.DataFrame, list[Befund]]:
    """Compare the rows that are totals over a dimension with the rows below them, then drop them.

    Takes: long rows of one block with `zahl` (Int64, missing where there is no number) and `status`.
    """
    befunde: list[Befund] = []
    for dimension in dimensionen:
        ist_summe = lang[dimension].eq(SUMME)
        if not ist_summe.any():
            continue
        ort = [SPALTE, "raumeinheit", zeit, *(d for d in dimensionen if d != dimension)]
        befunde += _vergleichen(name, lang[ist_summe], lang[~ist_summe], ort, dimension)
    ganz = pd.Series(False, index=lang.index)
    for dimension in dimensionen:
        ganz |= lang[dimension].eq(SUMME)
    return lang[~ganz] if ganz.any() else lang, befunde


def _vergleichen(
    name: str, summen: pd.DataFrame, teile: pd.DataFrame, ort: list[str], dimension: str
) -> list[Befund]:
    je_ort = teile.groupby(ort, as_index=False, sort=False).agg(
        ist=("zahl", "sum"), offen=("zahl", lambda zahlen: zahlen.isna().sum())
    )
    beide = summen.merge(je_ort, on=ort, how="left", validate="many_to_one")
    beide["ist"] = beide["ist"].fillna(0)
    offen = beide["offen"].fillna(0).gt(0)
    falsch = beide["zahl"].notna() & (
        (beide["zahl"] != beide["ist"]) & ~offen | beide["zahl"].lt(beide["ist"])
    )
    return list(_melden(name, beide[falsch.fillna(False)], f"die Zeilen über {dimension}"))


def _melden(name: str, stellen: pd.DataFrame, was: str) -> Iterator[Befund]:
    for stelle in stellen.head(HOECHSTENS).to_dict("records"):
        ort, soll = stelle["raumeinheit"], stelle["zahl"]
        grund = f"Für {ort} ist als Summe {soll} geliefert, {was} ergeben {stelle['ist']}."
        abhilfe = "Bitte Summe oder Teile in der Quelle berichtigen."
        yield fehler(
            name, REGEL, grund, abhilfe, int(stelle["zeile"]), str(stelle[SPALTE]), str(stelle["zahl"])
        )
    mehr = len(stellen) - HOECHSTENS
    if mehr > 0:
        yield fehler(name, REGEL, f"{mehr} weitere Summen stimmen nicht.", "Bitte die Quelle prüfen.")


def pruefspalten(lage: Lage, schreibweise: Schreibweise) -> list[Befund]:
    """Compare each declared total column with the columns it adds up."""
    datei = lage.datei
    return [
        befund
        for pruefspalte in datei.pruefspalte
        for befund in _pruefspalte(lage, pruefspalte, schreibweise)
    ]


def _pruefspalte(lage: Lage, pruefspalte: Pruefspalte, schreibweise: Schreibweise) -> Iterator[Befund]:
    soll = zahlen(lage, pruefspalte.spalte, schreibweise)
    spalten = von(lage.datei, pruefspalte)
    teile = pd.DataFrame({i: zahlen(lage, spalte, schreibweise) for i, spalte in enumerate(spalten)})
    ist = teile.sum(axis=1, min_count=0).astype("Int64")
    offen = teile.isna().any(axis=1)
    falsch = lage.gilt & soll.notna() & ((soll != ist) & ~offen | soll.lt(ist)).fillna(False)
    stellen = pd.DataFrame(
        {"raumeinheit": lage.orte.schluessel, "zahl": soll, "ist": ist, "zeile": lage.zeilen}
    )
    stellen[SPALTE] = str(pruefspalte.spalte)
    yield from _melden(lage.blatt.name, stellen[falsch], f"die Spalten {', '.join(map(str, spalten))}")


def von(datei: Datei, pruefspalte: Pruefspalte) -> list[Spalte]:
    """Columns that a total adds up: named one by one, or all of a block by its merkmal."""
    alle: list[Spalte] = []
    for angabe in pruefspalte.von:
        bloecke = [werte.spalten for werte in datei.werte if werte.merkmal == angabe]
        alle += bloecke[0] if bloecke else [angabe]
    return alle


def zahlen(lage: Lage, spalte: Spalte, schreibweise: Schreibweise) -> "pd.Series[int]":
    """Numbers of a column; missing where a cell is none."""
    texte = lage.blatt.spalte(spalte)
    gelesen = {text: deuten(text, lage.datei.symbole, schreibweise) for text in texte.unique()}
    gut = {text: int(zahl.text) for text, zahl in gelesen.items() if zahl.status == "wert" and zahl.text}
    werte: pd.Series[int] = decode(texte).map(gut).astype("Int64")
    return werte


def dimensionen(tabelle: str) -> list[str]:
    """Dimensions of a table: its key without area and time."""
    return list(names.TABELLEN[tabelle].schluessel[2:])
