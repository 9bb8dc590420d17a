"""Which round of interviews, or of a survey, belongs to a report."""

from datetime import date

import pandas as pd

ABSTAND_TAGE = 3 * 366
"""A round further than three years from the Stichtag says nothing of its time: our own rule."""


def runde(tabelle: pd.DataFrame | None, raumeinheit: str, stichtag: str) -> str:
    """Find the round nearest to the Stichtag, before or after it.

    Takes:   a released table with raumeinheit and stichtag, None where there is none; area; date.
    Returns: date of the round, of two equally near ones the earlier; empty where none is near enough.
    Raises:  nothing.
    Source:  own; nobody is asked on the Stichtag, so every sentence must name the date of the round.
    """
    if tabelle is None:
        return ""
    tage = sorted(tabelle.loc[tabelle["raumeinheit"].eq(raumeinheit), "stichtag"].astype("str").unique())
    abstand = {tag: abs((date.fromisoformat(tag) - date.fromisoformat(stichtag)).days) for tag in tage}
    nah = [tag for tag in tage if abstand[tag] <= ABSTAND_TAGE]
    return min(nah, key=abstand.__getitem__, default="")
