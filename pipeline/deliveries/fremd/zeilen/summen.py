"""Delivered totals: compared with the sum of their parts, then dropped."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.angaben import Datei, Pruefspalte, Spalte
from pipeline.deliveries.fremd.befund import fehler
from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise, deuten
from pipeline.deliveries.fremd.zeilen.abbildung import SPALTE, SUMME, Lage, wertspalten
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import Befund

HOECHSTENS = 20
"""So many contradictions of one kind are listed singly; the rest are counted."""
REGEL = "summe_in_datei"


def pruefen_und_weglassen(
    name: str, lang: pd.DataFrame, dimensionen: Sequence[str], zeit: str, auf: int = 1
) -> tuple[pd.DataFrame, list[Befund]]:
    """Compare the rows that are totals over a dimension with the rows below them, then drop them.

    Takes: long rows of one block with `zahl` (Int64, missing where there is no number) and `status`; to what
           multiple the source rounds each number.
    """
    befunde: list[Befund] = []
    for dimension in dimensionen:
        ist_summe = lang[dimension].eq(SUMME)
        if not ist_summe.any():
            continue
        ort = [SPALTE, "raumeinheit", zeit, *(d for d in dimensionen if d != dimension)]
        befunde += _vergleichen(name, lang[ist_summe], lang[~ist_summe], ort, dimension, auf)
    ganz = pd.Series(False, index=lang.index)
    for dimension in dimensionen:
        ganz |= lang[dimension].eq(SUMME)
    return lang[~ganz] if ganz.any() else lang, befunde


def _vergleichen(
    name: str, summen: pd.DataFrame, teile: pd.DataFrame, ort: list[str], dimension: str, auf: int
) -> list[Befund]:
    je_ort = teile.groupby(ort, as_index=False, sort=False).agg(
        ist=("zahl", "sum"), teile=("zahl", "size"), offen=("zahl", lambda zahlen: zahlen.isna().sum())
    )
    beide = summen.merge(je_ort, on=ort, how="left", validate="many_to_one")
    # a total without any row below it is the total of nothing: missing here is no part, not an unknown one
    beide = beide.fillna({"ist": 0, "offen": 0, "teile": 0})
    offen = beide["offen"].gt(0)
    spiel = auf // 2 * (beide["teile"] + 1)
    mehr = beide["zahl"] - beide["ist"]
    falsch = beide["zahl"].notna() & (mehr.gt(spiel) & ~offen | mehr.lt(-spiel))
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
    spalten = ausgeschrieben(lage.blatt, lage.datei, pruefspalte.von)
    teile = pd.DataFrame({i: zahlen(lage, spalte, schreibweise) for i, spalte in enumerate(spalten)})
    ist = teile.sum(axis=1, min_count=0).astype("Int64")
    offen = teile.isna().any(axis=1)
    spiel = lage.datei.rundung // 2 * (len(spalten) + 1)
    falsch = (
        lage.gilt & soll.notna() & ((soll - ist).gt(spiel) & ~offen | (soll - ist).lt(-spiel)).fillna(False)
    )
    stellen = pd.DataFrame(
        {"raumeinheit": lage.orte.schluessel, "zahl": soll, "ist": ist, "zeile": lage.zeilen}
    )
    stellen[SPALTE] = str(pruefspalte.spalte)
    yield from _melden(lage.blatt.name, stellen[falsch], f"die Spalten {_genannt(lage.blatt, spalten)}")


def _genannt(blatt: Blatt, spalten: Sequence[Spalte]) -> str:
    """Columns by the last part of their label."""
    labels = [blatt.labels[blatt.finden(spalte)].split(GRUPPE)[-1] for spalte in spalten]
    return ", ".join(label or str(spalte) for label, spalte in zip(labels, spalten, strict=True))


def ausgeschrieben(blatt: Blatt, datei: Datei, angaben: Iterable[Spalte]) -> list[Spalte]:
    """Columns one by one; the merkmal of a block stands for all its columns."""
    alle: list[Spalte] = []
    for angabe in angaben:
        bloecke = [
            werte for werte in datei.werte if werte.merkmal == angabe or f"(?P<{angabe}>" in werte.muster
        ]
        alle += [s.stelle + 1 for s in wertspalten(blatt, bloecke[0])] if bloecke else [angabe]
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
