"""What a finding about a delivery looks like, whoever makes it."""

from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from pipeline.schemas.grundlage import Grundlage, freitext

FEHLER = "Fehler"
WARNUNG = "Warnung"
HINWEIS = "Hinweis"
GRADE = (FEHLER, WARNUNG, HINWEIS)
"""Fehler stops the delivery, Warnung must be looked at, Hinweis is for information."""


class Befund(NamedTuple):
    """One finding. `grund` is a full sentence, `abhilfe` says what to do; both German.

    `zeile` is the line in the file, None where the finding is about the whole file.
    """

    grad: str
    datei: str
    zeile: int | None
    spalte: str
    wert: str
    regel: str
    grund: str
    abhilfe: str


class Befunde(Grundlage):
    """Findings of one delivery, worst first, then by file and line."""

    grad: str = pa.Field(isin=list(GRADE), description="Fehler, Warnung oder Hinweis")
    datei: str = pa.Field(description="Datei der Lieferung; leer, wenn es um die ganze Lieferung geht")
    zeile: pd.Int64Dtype = pa.Field(ge=1, nullable=True, description="Zeile der Datei, ab 1")
    spalte: str = freitext("Spalte; leer, wenn es um die ganze Zeile geht")
    wert: str = freitext("Wert, wie geliefert")
    regel: str = pa.Field(description="Name der Regel")
    grund: str = pa.Field(description="was nicht stimmt, ein Satz")
    abhilfe: str = pa.Field(description="was zu tun ist")


def satz(befund: Befund, spalte: str = "Spalte") -> str:
    """Write a finding as one line: place, what is wrong, what to do.

    Takes: `spalte`: what the file calls a column.
    """
    zeile = f"Zeile {befund.zeile}" if pd.notna(befund.zeile) else ""
    feld = f"{spalte} {befund.spalte}" if befund.spalte else ""
    ort = ", ".join(teil for teil in (befund.datei, zeile, feld) if teil)
    return f"{ort}: {befund.grund} {befund.abhilfe}".strip()
