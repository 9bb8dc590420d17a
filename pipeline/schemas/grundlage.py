# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What several models share: the strict configuration, the leading columns, the closing columns."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline import names


def codes(erlaubt: tuple[str, ...], beschreibung: str) -> Any:
    """Field of a dimension: one of the codes, or `insgesamt` where the row does not distinguish it."""
    return pa.Field(isin=[*erlaubt, names.INSGESAMT], description=beschreibung)


def zahl(beschreibung: str) -> Any:
    """Field of a count: never negative, empty where `status` says why."""
    return pa.Field(ge=0, nullable=True, description=beschreibung)


def freitext(beschreibung: str) -> Any:
    """Field of a text that may be empty."""
    return pa.Field(nullable=True, description=beschreibung)


def ist_datum(text: str) -> bool:
    """Whether the text is a calendar date written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def alter_geordnet(text: str) -> str:
    """Write an age in the one form in which tables join: "7", "100", "18-24", "85+", "insgesamt".

    Raises: ValueError where the text is no age at all.
    """
    von, bis = names.band(text)
    if von == bis:
        return str(von)
    if bis == names.ALTER_MAX:
        return f"{von}+" if von else names.INSGESAMT
    return f"{von}-{bis}"


def ist_alter(text: str) -> bool:
    """Whether the text is an age in the one form: neither 07 nor 100+ nor 0-100."""
    return names.ist_alter(text) and alter_geordnet(text) == text


def erfuellt(spalte: "pd.Series[str]", regel: Callable[[str], bool]) -> "pd.Series[bool]":
    """Apply a rule on texts once per distinct value: long columns repeat few values."""
    return spalte.isin([wert for wert in spalte.dropna().unique() if regel(wert)])


class Grundlage(pa.DataFrameModel):
    """Strict: an unknown column is an error, and no type is changed silently."""

    class Config:
        strict = True
        coerce = False


class Stand(Grundlage):
    """Leading columns of a stock: area and reference date."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    stichtag: str = pa.Field(description="Stichtag, JJJJ-MM-TT")

    @pa.check("stichtag")
    @classmethod
    def _pruefe_datum(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_datum)


class Strom(Grundlage):
    """Leading columns of a flow: area and calendar year."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    jahr: int = pa.Field(ge=1900, le=2100, description="Kalenderjahr der Ereignisse")


class MitStatus(Grundlage):
    """Closing column of every table of counts."""

    status: str = pa.Field(isin=list(names.STATUS), description="warum eine Zahl fehlt, sonst wert")


class Gezaehlt(MitStatus):
    """Closing columns of most tables of counts: one number and the reason where it is missing."""

    anzahl: pd.Int64Dtype = zahl("Personen")

    @pa.dataframe_check
    @classmethod
    def _pruefe_status(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["anzahl"], tabelle["status"])


class MitAlter(Grundlage):
    """Column `alter`: single age, band, or insgesamt."""

    alter: str = pa.Field(description="vollendete Jahre; 100 = 100 und älter")

    @pa.check("alter")
    @classmethod
    def _pruefe_alter(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_alter)


class MitAltersgruppe(Grundlage):
    """Column `altersgruppe`: the same grammar as `alter`."""

    altersgruppe: str = pa.Field(description="Altersgruppe in vollendeten Jahren, z. B. 18-24")

    @pa.check("altersgruppe")
    @classmethod
    def _pruefe_altersgruppe(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_alter)


def status_passt(anzahl: "pd.Series[Any]", status: "pd.Series[str]") -> "pd.Series[bool]":
    """`wert` has a number, `geheim` and `fehlt` have none, `unsicher` may have one."""
    vorhanden = anzahl.notna()
    verlangt = status.eq("wert") & ~vorhanden
    verboten = status.isin(["geheim", "fehlt"]) & vorhanden
    return ~(verlangt | verboten)
