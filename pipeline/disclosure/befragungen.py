"""What people said when they were asked: released by rules of its own, not by the plan for full counts."""

from collections.abc import Mapping

import pandas as pd

from pipeline.disclosure import bedarfsanalyse, interviews, runden

QUELLEN = {
    **{name: [interviews.QUELLE] for name in interviews.TABELLEN},
    **{name: [bedarfsanalyse.QUELLE, "einwohner"] for name in bedarfsanalyse.TABELLEN},
}
"""From which delivered tables each is made."""
RUNDENTEXT = (
    "Eine einmal veröffentlichte Runde wird nie mit anderen Zahlen freigegeben: Aus dem Unterschied ließe "
    "sich ablesen,\n  was Einzelne gesagt haben. Freie Aussagen dürfen dazukommen und zurückgezogen werden."
)
FREIGABETEXTE = (interviews.FREIGABETEXT, bedarfsanalyse.FREIGABETEXT, RUNDENTEXT)
"""What the release plan says of them."""


def befragungen(
    bestand: Mapping[str, pd.DataFrame], frueher: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """Build the released tables of everything that was asked; none where nothing was delivered.

    Takes:  the exact tables by name; the register of everything released before.
    Raises: NichtFreigegeben where a survey contradicts itself, or a round was released with other numbers.
    """
    umfragen = bedarfsanalyse.bedarfsanalyse(bestand, runden.bezug(frueher))
    tabellen = interviews.interviews(bestand) | umfragen
    runden.verlange_wie_veroeffentlicht(tabellen, frueher)
    return tabellen
