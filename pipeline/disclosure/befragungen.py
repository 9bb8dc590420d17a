"""What people said when they were asked: released by rules of its own, not by the plan for full counts."""

from collections.abc import Mapping

import pandas as pd

from pipeline.disclosure import bedarfsanalyse, interviews

QUELLEN = {
    **{name: [interviews.QUELLE] for name in interviews.TABELLEN},
    **{name: [bedarfsanalyse.QUELLE, "einwohner"] for name in bedarfsanalyse.TABELLEN},
}
"""From which delivered tables each is made."""
FREIGABETEXTE = (interviews.FREIGABETEXT, bedarfsanalyse.FREIGABETEXT)
"""What the release plan says of them."""


def befragungen(bestand: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Build the released tables of everything that was asked; none where nothing was delivered.

    Raises: NichtFreigegeben where a survey contradicts itself.
    """
    return interviews.interviews(bestand) | bedarfsanalyse.bedarfsanalyse(bestand)
