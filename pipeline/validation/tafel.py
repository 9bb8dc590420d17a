"""A table of counts as numbers: what holds for a code is worked out by code, and added up by place.

Every row stands at a place (area and period) and is of a kind (its combination of codes in the other key
columns). There are few places and kinds and many rows, so rules ask the kinds and count the rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, Whole, codes, decode, first_of, joined, numbered, totals
from pipeline.measures.crossings import answering, crossings, finest_rows

Marken = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Tafel:
    """A typed table of counts with `zeile`, `periode` and `status`; its columns are numbered when asked for.

    `zahlen` and `kodiert` hold what was asked before.
    """

    tabelle: str
    zeilen: pd.DataFrame
    kodiert: dict[str, Codes] = field(default_factory=dict)
    zahlen: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)

    def codes(self, spalte: str) -> Codes:
        """Number of each row in a column of texts or years (`measures.codes.codes`)."""
        if spalte not in self.kodiert:
            self.kodiert[spalte] = codes(self.zeilen[spalte])
        return self.kodiert[spalte]

    def zahl(self, spalte: str = "anzahl") -> npt.NDArray[np.float64]:
        """A measure, 0 where it is unknown."""
        if spalte not in self.zahlen:
            self.zahlen[spalte] = self.zeilen[spalte].to_numpy("float64", na_value=0)
        return self.zahlen[spalte]

    @property
    def merkmale(self) -> tuple[str, ...]:
        """Key columns beside area and time."""
        return names.TABELLEN[self.tabelle].schluessel[2:]

    @cached_property
    def raum(self) -> Codes:
        """The area of each row."""
        return self.codes("raumeinheit")

    @cached_property
    def periode(self) -> Codes:
        """The period of each row."""
        return self.codes("periode")

    @cached_property
    def ort(self) -> Whole:
        """The place of each row: number of its area times the periods, plus its period; -1 unknown."""
        ort = joined([self.raum.code, self.periode.code], [len(self.raum.texte), len(self.periode.texte)])
        ort[(self.raum.code < 0) | (self.periode.code < 0)] = -1
        return ort

    @property
    def orte(self) -> int:
        """How many places there can be."""
        return len(self.raum.texte) * len(self.periode.texte)

    @cached_property
    def besetzt(self) -> Marken:
        """Places with rows."""
        return np.bincount(self.alle.von(self.ort), minlength=self.orte) > 0

    @cached_property
    def art(self) -> Whole:
        """The kind of each row, in ascending order of the combinations."""
        return self._arten[0]

    @cached_property
    def arten(self) -> pd.DataFrame:
        """The key columns of each kind as texts; the index is its number."""
        erste = self._arten[1]
        texte = {m: decode(self.zeilen[m].iloc[erste]).to_numpy(object) for m in self.merkmale}
        return pd.DataFrame(texte, index=range(len(erste)), dtype="str")

    @cached_property
    def _arten(self) -> tuple[Whole, Whole]:
        nummer, arten = numbered([self.codes(m) for m in self.merkmale], len(self.zeilen))
        return nummer, first_of(nummer, len(arten))

    @cached_property
    def bekannt(self) -> Marken:
        """Rows whose status says that there is a value."""
        return self.zeilen["status"].eq("wert").to_numpy(dtype=bool)

    @cached_property
    def zeile(self) -> Whole:
        """The line of each row."""
        return self.zeilen["zeile"].to_numpy("int64")

    @cached_property
    def alle(self) -> "Auswahl":
        """All rows whose place is known."""
        verortet = self.ort >= 0
        return Auswahl(self, None if verortet.all() else np.flatnonzero(verortet))


class Auswahl(NamedTuple):
    """Some rows of a table by their position; None: all of them."""

    tafel: Tafel
    stellen: Whole | None

    @property
    def anzahl(self) -> int:
        """How many rows."""
        return len(self.tafel.zeilen) if self.stellen is None else len(self.stellen)

    @property
    def positionen(self) -> Whole:
        """The position of each row in its table."""
        return np.arange(self.anzahl) if self.stellen is None else self.stellen

    def von(self, spalte: Any) -> Any:
        """An array over all rows, of these rows."""
        return spalte if self.stellen is None else spalte[self.stellen]

    def nur(self, hier: Marken) -> "Auswahl":
        """Those of these rows that are marked."""
        if hier.all():
            return self
        gewaehlt = np.flatnonzero(hier)
        return Auswahl(self.tafel, gewaehlt if self.stellen is None else self.stellen[gewaehlt])

    def der_arten(self, arten: Any) -> "Auswahl":
        """Rows of the marked kinds."""
        marken = np.asarray(arten, dtype=bool)
        return self if marken.all() else self.nur(marken[self.von(self.tafel.art)])

    def mit(self, merkmal: str, texte: Iterable[str]) -> "Auswahl":
        """Rows that say one of these codes."""
        return self.der_arten(self.tafel.arten[merkmal].isin([*texte]))

    def der_perioden(self, perioden: Sequence[bool]) -> "Auswahl":
        """Rows of the marked periods."""
        return self if all(perioden) else self.nur(np.array(perioden)[self.von(self.tafel.periode.code)])

    def geliefert(self) -> pd.DataFrame:
        """The kinds that occur; the index is their number."""
        if self.stellen is None:
            return self.tafel.arten
        wie_oft = np.bincount(self.von(self.tafel.art), minlength=len(self.tafel.arten))
        return self.tafel.arten[wie_oft > 0]

    def je_ort(self, gewicht: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Sum of a weight of each row by place."""
        return totals(self.von(self.tafel.ort), self.von(gewicht), self.tafel.orte)

    def feinste(self, noetig: Sequence[str], merkmale: Sequence[str]) -> "Auswahl":
        """Rows of the finest crossing that distinguishes `noetig` (`measures.crossings.finest_crossing`)."""
        arten = self.geliefert()
        je_art = np.full(len(self.tafel.arten), -1)
        je_art[arten.index] = crossings(arten, merkmale)
        kreuzungen = sorted(set(je_art[arten.index].tolist()))
        passend = answering(kreuzungen, noetig, merkmale)
        if len(kreuzungen) == 1 and passend == kreuzungen:
            return self
        rang = {kreuzung: stelle for stelle, kreuzung in enumerate(passend)}
        je_art = np.array([rang.get(kreuzung, -1) for kreuzung in je_art.tolist()], dtype="int64")
        zeilen = finest_rows(
            self.von(self.tafel.ort),
            je_art[self.von(self.tafel.art)],
            ~self.von(self.tafel.bekannt),
        )
        return Auswahl(self.tafel, zeilen if self.stellen is None else self.stellen[zeilen])

    def orte(self) -> pd.DataFrame:
        """Places with rows: raumeinheit, periode, sorted; whether every row there has a value (`gut`)."""
        tafel = self.tafel
        alle = self.stellen is None
        da = np.flatnonzero(tafel.besetzt if alle else np.bincount(self.von(tafel.ort), minlength=tafel.orte))
        return _benannt(tafel, da).assign(gut=self.je_ort(~tafel.bekannt)[da] == 0)

    def summen(self, spalte: str = "anzahl") -> pd.DataFrame:
        """Sums by place: `orte` with the sum of the known numbers (`anzahl`) and the first line (`zeile`)."""
        zeile = np.full(self.tafel.orte, np.iinfo("int64").max)
        np.minimum.at(zeile, self.von(self.tafel.ort), self.von(self.tafel.zeile))
        summe = self.je_ort(self.tafel.zahl(spalte)).astype("int64")
        orte = self.orte()
        # a nullable number stays whole where a merge leaves gaps
        return orte.assign(anzahl=pd.array(summe[orte.index], dtype="Int64"), zeile=zeile[orte.index])


def _benannt(tafel: Tafel, orte: Whole) -> pd.DataFrame:
    """Area and period of places as texts; the index is their number."""
    i, j = np.divmod(orte, max(len(tafel.periode.texte), 1))
    texte = {
        "raumeinheit": np.array(tafel.raum.texte, dtype=object)[i],
        "periode": np.array(tafel.periode.texte, dtype=object)[j],
    }
    return pd.DataFrame(texte, index=orte, dtype="str")
