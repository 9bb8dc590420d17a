"""What a report may say of the decisions: read, checked, and as of its Stichtag."""

from collections.abc import Iterable

import pandas as pd

from pipeline.decisions.beschluss import Beschluss
from pipeline.decisions.lesen import lesen
from pipeline.decisions.tabelle import geltende
from pipeline.errors import BeschlussUngueltig
from pipeline.schemas.befunde import Befund, satz

_SCHLUESSEL = ["raumeinheit", "kennzahl"]


def gelesen(inhalt: bytes, datei: str) -> tuple[Beschluss, ...]:
    """Read the decisions of a file.

    Takes:   its bytes; its name, for the message.
    Returns: all decisions in their order.
    Raises:  BeschlussUngueltig with a sentence per finding.
    Source:  own.
    """
    fertig = lesen(inhalt, datei)
    if fertig.befunde:
        raise BeschlussUngueltig("\n".join(saetze(fertig.befunde)))
    return fertig.beschluesse


def saetze(befunde: Iterable[Befund]) -> list[str]:
    """Write findings on decisions; what is a column elsewhere is a field there."""
    return [satz(befund, "Feld") for befund in befunde]


def nicht_gemischt(inhalt: bytes, datei: str, demonstration: bool) -> tuple[Beschluss, ...]:
    """Read the decisions that belong to the released tables.

    Takes:   bytes and name of the file; whether anything released is demonstration.
    Returns: all decisions in their order.
    Raises:  BeschlussUngueltig where the file is not in order, or is of another world than the tables.
    Source:  own.
    """
    beschluesse = gelesen(inhalt, datei)
    fremd = [beschluss.nummer for beschluss in beschluesse if beschluss.demonstration != demonstration]
    if fremd:
        hier, dort = ("ein wirklicher", "Demonstrationsdaten"), ("nur zur Demonstration", "wirkliche Daten")
        ist, frei = hier if demonstration else dort
        raise BeschlussUngueltig(
            f"{datei}: Beschluss {fremd[0]} ist {ist}, freigegeben sind aber {frei}. "
            "Bitte mit --beschluesse die Datei nennen, die dazu gehört."
        )
    return beschluesse


def zum_stichtag(verlauf: pd.DataFrame, stichtag: str) -> pd.DataFrame:
    """Select the decisions a report of this Stichtag speaks of.

    Takes:   Beschluesse; ISO date.
    Returns: the rows that stood on the Stichtag, then those that stand today and were decided after it
             (their datum is later): a report of an old Stichtag keeps the target it was measured by, and
             names what was decided since. A Kennzahl may be in both parts.
    Raises:  nothing.
    Source:  own.
    """
    damals = geltende(verlauf[verlauf["datum"] <= stichtag])
    heute = geltende(verlauf)
    return pd.concat([damals, heute[heute["datum"] > stichtag]], ignore_index=True)


def je_kennzahl(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per area and Kennzahl: what stood on the Stichtag before what was decided after it.

    Takes:   rows as `zum_stichtag` orders them, with whatever columns.
    Returns: the rows kept.
    Raises:  KeyError where raumeinheit or kennzahl is missing.
    Source:  own.
    """
    return zeilen.drop_duplicates(_SCHLUESSEL)
