"""Cells of a table as numbers, so that millions of them can be compared at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, Whole, codes, joined, numbered
from pipeline.validation.tafel import Tafel

ALTERSSPALTEN = ("alter", "altersgruppe")


class Felder(NamedTuple):
    """Cells with a value, sorted by year, area and what is counted.

    By cell: area, what is counted (`zelle`), year, the number, its line. By what is counted: the number of
    its dimensions but the age, its lowest age (-1 without), whether that is a single age. `raeume` are the
    keys by code.
    """

    raum: Whole
    zelle: Whole
    jahr: Whole
    wert: Whole
    zeile: Whole
    ohne_alter: Whole
    alter: Whole
    einzeln: npt.NDArray[np.bool_]
    raeume: list[str]

    def nur(self, stellen: Whole) -> "Felder":
        """The cells at these positions."""
        je_zelle = ("raum", "zelle", "jahr", "wert", "zeile")
        return self._replace(**{name: getattr(self, name)[stellen] for name in je_zelle})

    def ohne_nullen(self) -> "Felder":
        """The cells that are not zero."""
        return self.nur(np.flatnonzero(self.wert > 0))


def felder(tafel: Tafel) -> Felder:
    """Read the cells of a table of counts; dates become years, texts become codes."""
    jahr = _jahre(tafel.periode)
    gut = tafel.bekannt & tafel.zeilen["anzahl"].notna().to_numpy(dtype=bool)
    ordnung = np.argsort(gemeinsam([jahr, tafel.raum.code, tafel.art]), kind="stable")
    alter, einzeln = _alter(tafel.arten)
    alle = Felder(
        tafel.raum.code,
        tafel.art.astype("int32"),
        jahr,
        tafel.zahl().astype("int64"),
        tafel.zeile.astype("int32"),
        _ohne_alter(tafel.arten),
        alter,
        einzeln,
        tafel.raum.texte,
    )
    return alle.nur(ordnung if gut.all() else ordnung[gut[ordnung]])


def _jahre(periode: Codes) -> Whole:
    """Years; several dates in one year are told apart by their rank beyond the thousands."""
    je_text = np.array([int(text[:4]) for text in periode.texte], dtype="int32")
    vergeben: dict[int, int] = {}
    for stelle, jahr in enumerate(je_text.tolist()):
        vergeben[jahr] = vergeben.get(jahr, -1) + 1
        je_text[stelle] += 10_000 * vergeben[jahr]
    return je_text[periode.code] if len(je_text) else periode.code


def gemeinsam(teile: Sequence[Whole]) -> Whole:
    """One number per combination of whole numbers from 0 up, in the order of the combinations."""
    return joined(teile, [int(teil.max(initial=0)) + 1 for teil in teile])


def _ohne_alter(arten: pd.DataFrame) -> Whole:
    """Number of each kind's dimensions but the age."""
    sonst = [codes(arten[name]) for name in arten.columns if name not in ALTERSSPALTEN]
    return numbered(sonst, len(arten))[0]


def _alter(arten: pd.DataFrame) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """Lowest age of each kind (-1 without), and whether it is a single age."""
    spalten = [arten[name] for name in arten.columns if name in ALTERSSPALTEN]
    if not spalten:
        return np.full(len(arten), -1, dtype="int64"), np.zeros(len(arten), dtype=bool)
    von = np.array([names.band(text).von for text in spalten[0]], dtype="int64")
    return von, np.array([text.isdigit() for text in spalten[0]], dtype=bool)
