"""What the decisions of the Lenkungsgremium look like as tables."""

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas.grundlage import Grundlage, erfuellt, freitext, ist_datum

FESTLEGEN, FORTSCHREIBEN, AUFHEBEN = "festlegen", "fortschreiben", "aufheben"
ARTEN = (FESTLEGEN, FORTSCHREIBEN, AUFHEBEN)
"""A Kennzahl is fixed once, then changed as often as needed, at last dropped."""

TRENNER = "; "
"""What parts the names of those who agreed where they stand in one field."""

ERREICHT, AUF_KURS = "erreicht", "auf Kurs"
NICHT_AUF_KURS, NICHT_BEURTEILBAR = "nicht auf Kurs", "nicht beurteilbar"
URTEILE = (ERREICHT, AUF_KURS, NICHT_AUF_KURS, NICHT_BEURTEILBAR)


class Beschluesse(Grundlage):
    """One row per decision and Kennzahl, in the order of the decisions; without a target it is watched."""

    nummer: int = pa.Field(ge=1, description="laufende Nummer des Beschlusses")
    datum: str = pa.Field(description="Tag des Beschlusses, JJJJ-MM-TT")
    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    art: str = pa.Field(isin=list(ARTEN), description="festlegen, fortschreiben oder aufheben")
    kennzahl: str = pa.Field(description="Kennung der Kennzahl im Katalog")
    zielwert: float = pa.Field(nullable=True, description="Ziel in der Einheit der Kennzahl")
    zieljahr: pd.Int64Dtype = pa.Field(nullable=True, description="Jahr, in dem das Ziel gilt")
    ausgangswert: float = pa.Field(nullable=True, description="Wert, von dem aus das Ziel gilt")
    ausgangsjahr: pd.Int64Dtype = pa.Field(nullable=True, description="Jahr des Ausgangswerts")
    einvernehmen: str = pa.Field(description="wer zugestimmt hat")
    verantwortlich: str = freitext("wer dafür sorgt")
    faellig: str = freitext("bis wann, JJJJ-MM-TT")
    bemerkung: str = freitext("Begründung oder Anmerkung")
    demonstration: bool = pa.Field(description="ob der Beschluss nur der Vorführung dient")

    @pa.check("datum")
    @classmethod
    def _pruefe_datum(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_datum)

    @pa.dataframe_check
    @classmethod
    def _pruefe_ziel(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        """A target has its year and its baseline, and the baseline comes first."""
        teile = tabelle[["zielwert", "zieljahr", "ausgangswert", "ausgangsjahr"]].notna().sum(axis="columns")
        nacheinander = (tabelle["ausgangsjahr"] < tabelle["zieljahr"]).fillna(value=True).astype(bool)
        return teile.isin([0, 4]) & nacheinander
