"""The little language of the catalogue: sums of released cells, read without evaluating anything.

    einwohner(altersgruppe=0-19) + einwohner(altersgruppe=65+)
    0.5*einwohner() + alterssummen.summe_alter()
    mittel(einwohner(staatsangehoerigkeit=deutsch))
    wahlen.waehlende[zuletzt](wahl=Gemeinderatswahl*, briefwahl=nicht enthalten)

A cell is a table, a value column (`anzahl` if none), a year, and the codes of its dimensions; a
dimension that is not named is `insgesamt`, a code that ends with * stands for all that begin with it
(where several rows of a year match, the latest counts). The year is that of the Stichtag, `[vorjahr]` the one
before, `[vor5jahren]` five before, `[zuletzt]` the last one up to it that was delivered. `mittel` is
the mean of the year before and the year, the usual mean population.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import errors

JAHRE = {"": 0, "vorjahr": -1, "vor5jahren": -5, "zuletzt": 0}
"""How many years a modifier goes back; `zuletzt` goes back as far as it must."""

_GLIED = re.compile(
    r"\s*(?P<vorzeichen>[+-])?\s*(?:(?P<faktor>\d+(?:\.\d+)?)\s*\*\s*)?"
    r"(?P<mittel>mittel\(\s*)?"
    r"(?P<tabelle>[a-z][a-z0-9_]*)(?:\.(?P<spalte>[a-z_]+))?(?:\[(?P<jahr>[a-z0-9]+)\])?"
    r"\((?P<filter>[^()]*)\)\s*(?P<ende>\))?\s*"
)
_BEDINGUNG = re.compile(r"^\s*([a-z_]+)\s*=\s*([^=]+?)\s*$")


class Zelle(NamedTuple):
    """One released cell per area and year."""

    tabelle: str
    spalte: str
    jahr: str
    """A key of `JAHRE`."""
    filter: tuple[tuple[str, str], ...]
    """Dimension and code, sorted by dimension."""

    def __str__(self) -> str:
        spalte = "" if self.spalte == "anzahl" else f".{self.spalte}"
        jahr = f"[{self.jahr}]" if self.jahr else ""
        bedingungen = ", ".join(f"{dimension}={code}" for dimension, code in self.filter)
        return f"{self.tabelle}{spalte}{jahr}({bedingungen})"


class Glied(NamedTuple):
    """A cell with its signed weight in a sum."""

    faktor: float
    zelle: Zelle


@dataclass(frozen=True)
class Ausdruck:
    """A sum of cells, with the text it was read from."""

    text: str
    glieder: tuple[Glied, ...]

    @property
    def zellen(self) -> tuple[Zelle, ...]:
        """The cells in the order of the text."""
        return tuple(glied.zelle for glied in self.glieder)


def lesen(text: str) -> Ausdruck:
    """Read an expression.

    Takes:   text in the language described above.
    Returns: Ausdruck; `mittel(...)` stands in it as two cells of half weight.
    Raises:  PlanUngueltig with the text and the place where it stops making sense.
    Source:  own.
    """
    glieder: list[Glied] = []
    stelle = 0
    while stelle < len(text) or not glieder:
        treffer = _GLIED.match(text, stelle)
        if treffer is None or not _passt(treffer, erstes=not glieder):
            raise errors.PlanUngueltig(
                f'Der Ausdruck "{text}" ist ab Zeichen {stelle + 1} nicht lesbar; '
                "erwartet wird etwa einwohner(altersgruppe=65+) + einwohner(altersgruppe=0-19)."
            )
        glieder += _glieder(treffer, text)
        stelle = treffer.end()
    return Ausdruck(text, tuple(glieder))


def _passt(treffer: "re.Match[str]", erstes: bool) -> bool:
    """Whether sign, parentheses and year of a term belong together."""
    klammern = (treffer["mittel"] is None) == (treffer["ende"] is None)
    zeichen = erstes or treffer["vorzeichen"] is not None
    jahr = treffer["jahr"] or ""
    return klammern and zeichen and jahr in JAHRE and not (jahr and treffer["mittel"])


def _glieder(treffer: "re.Match[str]", text: str) -> list[Glied]:
    """One term as one weighted cell, or as two where it is a mean."""
    faktor = float(treffer["faktor"] or 1) * (-1 if treffer["vorzeichen"] == "-" else 1)
    filter_ = tuple(sorted(_bedingungen(treffer["filter"], text)))
    zelle = Zelle(treffer["tabelle"], treffer["spalte"] or "anzahl", treffer["jahr"] or "", filter_)
    if treffer["mittel"] is None:
        return [Glied(faktor, zelle)]
    return [Glied(faktor / 2, zelle._replace(jahr="vorjahr")), Glied(faktor / 2, zelle)]


def _bedingungen(roh: str, text: str) -> list[tuple[str, str]]:
    """Conditions inside the parentheses of a cell."""
    if not roh.strip():
        return []
    treffer = [_BEDINGUNG.match(teil) for teil in roh.split(",")]
    paare = [(t[1], t[2]) for t in treffer if t is not None]
    if len(paare) != len(treffer) or len({dimension for dimension, _ in paare}) != len(paare):
        raise errors.PlanUngueltig(
            f'Die Bedingung "{roh}" im Ausdruck "{text}" ist nicht lesbar; '
            "erwartet wird dimension=wert, mehrere durch Komma getrennt, jede Dimension einmal."
        )
    return paare
