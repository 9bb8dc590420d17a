"""Cells of a table as numbers, so that millions of them can be compared at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, codes, joined, numbered
from pipeline.validation.tafel import Tafel

Ganze = npt.NDArray[np.int64]
ALTERSSPALTEN = ("alter", "altersgruppe")


class Felder(NamedTuple):
    """Cells with a value, sorted by year, area and what is counted.

    Area, what is counted (every dimension; the same without the age), year, lowest age (-1 without), whether
    it is a single age, the number, its line. `raeume` are the keys by code.
    """

    raum: Ganze
    zelle: Ganze
    ohne_alter: Ganze
    jahr: Ganze
    alter: Ganze
    einzeln: npt.NDArray[np.bool_]
    wert: Ganze
    zeile: Ganze
    raeume: list[str]

    def ohne_nullen(self) -> "Felder":
        """The cells that are not zero."""
        da = np.flatnonzero(self.wert > 0)
        return self._replace(**{name: getattr(self, name)[da] for name in self._fields if name != "raeume"})


def felder(tafel: Tafel) -> Felder:
    """Read the cells of a table of counts; dates become years, texts become codes."""
    jahr = _jahre(tafel.periode)
    gut = tafel.bekannt & tafel.zeilen["anzahl"].notna().to_numpy(dtype=bool)
    ordnung = np.argsort(gemeinsam([jahr, tafel.raum.code, tafel.art]), kind="stable")
    ordnung = ordnung if gut.all() else ordnung[gut[ordnung]]
    art = tafel.art[ordnung]
    alter, einzeln = _alter(tafel.arten)
    return Felder(
        tafel.raum.code[ordnung],
        art,
        _ohne_alter(tafel.arten)[art],
        jahr[ordnung],
        alter[art],
        einzeln[art],
        tafel.zahl()[ordnung].astype("int64"),
        tafel.zeile[ordnung],
        tafel.raum.texte,
    )


def gemeinsam(teile: Sequence[Ganze]) -> Ganze:
    """One number per combination of whole numbers from 0 up, in the order of the combinations."""
    return joined(teile, [int(teil.max(initial=0)) + 1 for teil in teile])


def _jahre(periode: Codes) -> Ganze:
    """Years; several dates in one year are told apart by their rank beyond the thousands."""
    je_text = np.array([int(text[:4]) for text in periode.texte], dtype="int64")
    vergeben: dict[int, int] = {}
    for stelle, jahr in enumerate(je_text.tolist()):
        vergeben[jahr] = vergeben.get(jahr, -1) + 1
        je_text[stelle] += 10_000 * vergeben[jahr]
    return je_text[periode.code] if len(je_text) else periode.code


def _ohne_alter(arten: pd.DataFrame) -> Ganze:
    """Number of each kind's dimensions but the age."""
    sonst = [codes(arten[name]) for name in arten.columns if name not in ALTERSSPALTEN]
    return numbered(sonst, len(arten))[0]


def _alter(arten: pd.DataFrame) -> tuple[Ganze, npt.NDArray[np.bool_]]:
    """Lowest age of each kind (-1 without), and whether it is a single age."""
    spalten = [arten[name] for name in arten.columns if name in ALTERSSPALTEN]
    if not spalten:
        return np.full(len(arten), -1, dtype="int64"), np.zeros(len(arten), dtype=bool)
    von = np.array([names.band(text).von for text in spalten[0]], dtype="int64")
    return von, np.array([text.isdigit() for text in spalten[0]], dtype=bool)
