# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What a delivered forecast of the city looks like: the one table that looks ahead, so it has two dates."""

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas.grundlage import Gezaehlt, MitAlter, codes, erfuellt, ist_datum, zahl


class Eckwerte(Gezaehlt, MitAlter):
    """The city's own forecast: residents on future dates, as they were expected on the date it stands on."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Stadt")
    basis: str = pa.Field(description="31.12., auf dessen Stand die Vorausberechnung beruht, JJJJ-MM-TT")
    stichtag: str = pa.Field(description="31.12., für den vorausberechnet ist, JJJJ-MM-TT")
    geschlecht: str = codes(("m", "w"), "Geschlecht: m, w")
    anzahl: pd.Int64Dtype = zahl("erwartete Personen")

    @pa.check("basis", "stichtag")
    @classmethod
    def _pruefe_datum(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_datum)

    class Config:
        unique = list(names.TABELLEN["eckwerte"].schluessel)  # noqa: RUF012 -- read once by pandera
