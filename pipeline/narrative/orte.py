"""The names of the two areas of a report, in the forms a German sentence needs."""

from typing import NamedTuple

import pandas as pd

from pipeline.errors import ParameterUngueltig

_KURZ = 12
"""Characters of a name that still fit the head of a column of numbers."""

_EBENEN = {"stadtteil": "Stadtteil", "planungsbezirk": "Planungsbezirk", "stadtbezirk": "Stadtbezirk"}
_IM = {"stadt": "in"} | {ebene: f"im {name}" for ebene, name in _EBENEN.items()}
_DER = {"stadt": ""} | {ebene: f"des {name}s" for ebene, name in _EBENEN.items()}
_NOMINATIV = {"stadt": ""} | {ebene: f"der {name}" for ebene, name in _EBENEN.items()}


class Ort(NamedTuple):
    """One Raumeinheit as the text names it."""

    schluessel: str
    name: str
    ebene: str

    @property
    def _ohne_ebene(self) -> str:
        """The name without its level, which the sentence says: not "im Planungsbezirk Planungsbezirk 37"."""
        return self.name.removeprefix(f"{_EBENEN.get(self.ebene, '')} ")

    @property
    def im(self) -> str:
        """For example "im Planungsbezirk Herbert-Hoover-Siedlung", "in Heilbronn"."""
        return f"{_IM[self.ebene]} {self._ohne_ebene}"

    @property
    def des(self) -> str:
        """For example "des Planungsbezirks Herbert-Hoover-Siedlung", "von Heilbronn"."""
        return f"{_DER[self.ebene]} {self._ohne_ebene}" if self.ebene != "stadt" else f"von {self.name}"

    @property
    def fuer(self) -> str:
        """For example "Für den Planungsbezirk Herbert-Hoover-Siedlung", "Für Heilbronn"."""
        return f"Für {self.der.replace('der ', 'den ', 1)}" if self.ebene != "stadt" else f"Für {self.name}"

    @property
    def der(self) -> str:
        """For example "der Planungsbezirk Herbert-Hoover-Siedlung", "Heilbronn"."""
        return f"{_NOMINATIV[self.ebene]} {self._ohne_ebene}".strip()


class Orte(NamedTuple):
    """The district and what it is compared with."""

    hier: Ort
    dort: Ort

    @property
    def schluessel(self) -> str:
        """Key of the district."""
        return self.hier.schluessel

    @property
    def kurz(self) -> tuple[str, str]:
        """Both as the head of a narrow column: the name where it is short, else the key."""
        hier, dort = (ort.name if len(ort.name) <= _KURZ else ort.schluessel for ort in self)
        return hier, dort

    @property
    def namen(self) -> tuple[str, str]:
        """Both names as charts and tables label them."""
        return self.hier.name, self.dort.name


def orte(raumeinheiten: pd.DataFrame, raumeinheit: str, vergleich: str) -> Orte:
    """Look up both areas.

    Raises: ParameterUngueltig where a key is unknown.
    """
    return Orte(ort(raumeinheiten, raumeinheit), ort(raumeinheiten, vergleich))


def ort(raumeinheiten: pd.DataFrame, schluessel: str) -> Ort:
    """Look up one area.

    Raises: ParameterUngueltig where the key is unknown.
    """
    treffer = raumeinheiten[raumeinheiten["raumeinheit"].eq(schluessel)]
    if treffer.empty:
        bekannt = ", ".join(raumeinheiten["raumeinheit"].head(5))
        raise ParameterUngueltig(
            f'Die Raumeinheit "{schluessel}" gibt es in den freigegebenen Tabellen nicht. '
            f"Bekannt sind zum Beispiel: {bekannt}."
        )
    satz = treffer.iloc[0]
    return Ort(schluessel, str(satz["name"]).removeprefix("Stadt "), str(satz["ebene"]))
