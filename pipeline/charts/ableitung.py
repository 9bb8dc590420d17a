"""The table of the evidence for the Handlungsfelder."""

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.tabelle import Spalte, tabelle

_ZEICHEN = (
    "Bewertung: ▲ ▼ signifikant höher, niedriger als die Stadt; ○ nicht signifikant. Letzte Spalte: ▲ "
    "spricht dafür, ▼ spricht dagegen, ○ offen, ? unbekannt; Hintergrund hat keine Richtung."
)


def ableitung(zeilen: pd.DataFrame, namen: Sequence[str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the evidence field by field.

    Takes:   the result of `narrative.ableitung.zeilen`; short names of both areas.
    Returns: nothing where no piece of evidence is there.
    """
    if zeilen["richtung"].eq("unbekannt").all():
        return Leer()
    hier, dort = namen
    spalten = [
        Spalte("beleg", "Beleg", kopf=True, breite=3.4),
        Spalte("hier", hier, breite=2.5),
        Spalte("dort", dort, breite=1.3),
        Spalte("bewertung", "Bewertung", breite=2.6),
        Spalte("lesart", "für das Handlungsfeld", breite=2),
    ]
    return tabelle(zeilen, spalten, gruppe="feld", fussnoten=[_ZEICHEN], teilbar=True, **kopf)
