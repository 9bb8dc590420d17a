# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What is released of interviews and surveys: no institution and no answer of few can be told from it."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas.grundlage import MitStatus, Stand, codes, freitext, status_passt, zahl

MINDESTENS_INSTITUTIONEN = 3
"""Institutions that must have named something, and of a kind that is named."""
MINDESTENS_TEILGENOMMEN = 30
"""People of a group who took part in a survey, below which none of its answers is shown."""
MINDESTENS_ANTWORTEN = 3
"""People who must have given a shown answer, and who must not have given it."""
OHNE_ANGABE = "ohne Angabe"
"""What stands where a statement of an interview is not coded."""


def _eindeutig(*dimensionen: str) -> list[str]:
    return ["raumeinheit", "stichtag", *dimensionen]


class Interviews(MitStatus, Stand):
    """How many institutions named what, as bounds, and how many of its sentences are free."""

    handlungsfeld: str = pa.Field(description="Handlungsfeld, oder insgesamt")
    zielgruppe: str = pa.Field(description="Zielgruppe, oder insgesamt")
    thema: str = pa.Field(description="Thema, oder insgesamt")
    aussageart: str = codes((*names.AUSSAGEARTEN, OHNE_ANGABE), "ob ein Bedarf genannt wird")
    mindestens: pd.Int64Dtype = pa.Field(
        ge=0,
        notin=list(range(1, MINDESTENS_INSTITUTIONEN)),
        nullable=True,
        description="so viele Institutionen nannten es mindestens",
    )
    hoechstens: pd.Int64Dtype = pa.Field(ge=2, nullable=True, description="und so viele höchstens")
    zitate: pd.Int64Dtype = pa.Field(ge=0, description="zur Wiedergabe freie Aussagen")

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["mindestens"], tabelle["status"])

    class Config:
        unique = _eindeutig("handlungsfeld", "zielgruppe", "thema", "aussageart")


class Interviewte(MitStatus, Stand):
    """Interviewed institutions by kind, small kinds put together."""

    institutionsart: str = pa.Field(description="Art der Institution, oder insgesamt")
    anzahl: pd.Int64Dtype = pa.Field(
        ge=MINDESTENS_INSTITUTIONEN, nullable=True, description="befragte Institutionen"
    )

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["anzahl"], tabelle["status"])

    class Config:
        unique = _eindeutig("institutionsart")


class Interviewzitate(Stand):
    """Sentences that may be published, without who said them."""

    handlungsfeld: str = pa.Field(description="Handlungsfeld")
    zielgruppe: str = pa.Field(description="Zielgruppe der Aussage")
    thema: str = pa.Field(description="Thema")
    aussageart: str = pa.Field(description="ob ein Bedarf genannt wird")
    aussage: str = pa.Field(description="Aussage in einem Satz")


def _prozent(was: str) -> Any:
    return pa.Field(ge=0, le=100, nullable=True, description=f"{was} in ganzen Prozent")


class Bedarfsanalyse(MitStatus, Stand):
    """Weighted shares of a survey, of all who took part and by target group."""

    frage: str = pa.Field(description="Wortlaut der Frage")
    zielgruppe: str = pa.Field(description="befragte Gruppe, oder insgesamt")
    antwort: str = pa.Field(description="Antwort")
    befragte: pd.Int64Dtype = pa.Field(
        ge=MINDESTENS_TEILGENOMMEN, nullable=True, description="Teilnehmende dieser Gruppe"
    )
    anteil_pct: pd.Int64Dtype = _prozent("gewichteter Anteil an ihnen")
    untere_pct: pd.Int64Dtype = _prozent("untere 95-%-Grenze")
    obere_pct: pd.Int64Dtype = _prozent("obere 95-%-Grenze")

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["anteil_pct"], tabelle["status"])

    class Config:
        unique = _eindeutig("frage", "zielgruppe", "antwort")


class Befragungen(MitStatus, Stand):
    """Each survey: who could be asked, who was, how many took part."""

    angeschrieben: pd.Int64Dtype = zahl("angeschriebene Personen")
    teilgenommen: pd.Int64Dtype = pa.Field(
        ge=MINDESTENS_TEILGENOMMEN, nullable=True, description="Teilnehmende"
    )
    grundgesamtheit: pd.Int64Dtype = zahl("Personen dieses Alters, auf Hunderter gerundet")
    effektiv: pd.Int64Dtype = zahl("so viele gleich gewichtete Antworten sagten ebenso viel")
    altersgruppe: str = pa.Field(description="Alter der Befragten")
    bezug: str = freitext("Stichtag der Einwohner:innen, auf die gewichtet ist; leer: ungewichtet")

    class Config:
        unique = _eindeutig()
