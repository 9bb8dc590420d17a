"""What people said when they were asked: released by rules of its own, not by the plan for full counts."""

from collections.abc import Mapping

import pandas as pd

from pipeline.disclosure.interviews import FREIGABETEXT, QUELLE, TABELLEN, interviews

QUELLEN = {name: [QUELLE] for name in TABELLEN}
"""From which delivered table each is made."""
FREIGABETEXTE = (FREIGABETEXT,)
"""What the release plan says of them."""


def befragungen(bestand: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Build the released tables of everything that was asked; none where nothing was delivered."""
    return interviews(bestand)
