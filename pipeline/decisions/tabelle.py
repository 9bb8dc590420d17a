"""The decisions as a table, and which of them stand."""

from collections.abc import Sequence

import pandas as pd

from pipeline.decisions.beschluss import Beschluss
from pipeline.schemas.beschluesse import AUFHEBEN, TRENNER, Beschluesse

_TYPEN = {
    "nummer": "int64",
    "zielwert": "float64",
    "zieljahr": "Int64",
    "ausgangswert": "float64",
    "ausgangsjahr": "Int64",
    "demonstration": "bool",
}


def tabelle(beschluesse: Sequence[Beschluss], raumeinheit: str | None = None) -> pd.DataFrame:
    """Write the history as a table.

    Takes:   decisions in their order; the area to keep, None for all.
    Returns: schemas.beschluesse.Beschluesse: one row per decision and Kennzahl.
    Raises:  pandera.errors.SchemaError where a decision was built past the checks.
    Source:  own.
    """
    spalten = list(Beschluesse.to_schema().columns)
    zeilen = [
        {
            **{name: getattr(beschluss, name) for name in spalten if name != "kennzahl"},
            "kennzahl": kennzahl,
            "einvernehmen": TRENNER.join(beschluss.einvernehmen),
        }
        for beschluss in beschluesse
        for kennzahl in beschluss.kennzahlen
        if raumeinheit in (None, beschluss.raumeinheit)
    ]
    typen = {name: _TYPEN.get(name, "str") for name in spalten}
    fertig = pd.DataFrame(zeilen, columns=spalten).astype(typen)
    return pd.DataFrame(Beschluesse.validate(fertig))


def geltende(verlauf: pd.DataFrame) -> pd.DataFrame:
    """Select what was decided last on each Kennzahl and not dropped.

    Takes:   Beschluesse.
    Returns: the rows that stand, in the order in which their Kennzahl was first decided.
    Raises:  nothing.
    Source:  own.
    """
    je_kennzahl = verlauf.groupby(["raumeinheit", "kennzahl"], sort=False)
    letzte = je_kennzahl.tail(1).set_index(["raumeinheit", "kennzahl"], drop=False)
    folge = verlauf.drop_duplicates(["raumeinheit", "kennzahl"])[["raumeinheit", "kennzahl"]]
    geordnet = letzte.loc[pd.MultiIndex.from_frame(folge)] if len(folge) else letzte
    return geordnet[geordnet["art"] != AUFHEBEN].reset_index(drop=True)
