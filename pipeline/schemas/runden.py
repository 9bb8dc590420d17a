"""One round of interviews or of a survey, as it is handed from the indicators to texts and charts."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names


class Interviews(NamedTuple):
    """One round of interviews.

    stichtag: its date, empty where there was none. befragte: institutionsart, anzahl, status. zahlen:
    handlungsfeld, zielgruppe, thema, aussageart (each may be insgesamt), mindestens, hoechstens (Int64:
    institutions; <NA> where status is not wert), zitate. zitate: free sentences with their codes.
    """

    stichtag: str
    befragte: pd.DataFrame
    zahlen: pd.DataFrame
    zitate: pd.DataFrame

    @property
    def nach_institutionen(self) -> bool:
        """Whether institutions are counted; else only free sentences can be."""
        return bool(self.zahlen["status"].eq("wert").any())


class Befragung(NamedTuple):
    """One survey.

    stichtag: its last day, empty where there was none. rahmen: angeschrieben, teilgenommen, grundgesamtheit,
    effektiv, ruecklauf_pct (<NA> where not told), altersgruppe, bezug, status. anteile: frage, zielgruppe,
    antwort, befragte, anteil_pct, untere_pct, obere_pct, status. bedarfe: answers that are themes of the
    interviews too: the same, and handlungsfeld, aussageart, mindestens, hoechstens, zitate.
    """

    stichtag: str
    rahmen: Mapping[str, Any]
    anteile: pd.DataFrame
    bedarfe: pd.DataFrame

    @property
    def hauptfrage(self) -> pd.DataFrame:
        """Shown answers of everybody to the question on needs: that of most themes, else the first."""
        ganz = self.anteile[
            self.anteile["zielgruppe"].eq(names.INSGESAMT) & self.anteile["status"].eq("wert")
        ]
        fragen = list(dict.fromkeys(ganz["frage"]))
        themen = list(self.bedarfe["frage"]) if len(self.bedarfe) else []
        haupt = max(fragen, key=themen.count, default="")
        return ganz[ganz["frage"].eq(haupt)]
