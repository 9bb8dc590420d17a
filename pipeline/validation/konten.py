"""The books of the population: every stock and flow as an entry, summed by area, year and fields."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import totals
from pipeline.validation.tafel import Auswahl

JAHRESENDE = "-12-31"

Zahlen = npt.NDArray[np.float64]
Feld = tuple[str, ...]
"""What the fields of an account say."""


class Buchung(NamedTuple):
    """Rows that are booked alike: the year of each period, the fields of each kind, the sign in the books.

    `ist`: they are the stock as delivered, which has no sign.
    """

    zeilen: Auswahl
    jahre: list[str]
    felder: list[Feld]
    soll: int = 0
    ist: bool = False


class Konten(NamedTuple):
    """The axes of all accounts, each ascending."""

    raeume: list[str]
    jahre: list[str]
    felder: list[Feld]

    @classmethod
    def fuer(cls, buchungen: Sequence[Buchung]) -> "Konten":
        """Every area, year and field that is booked."""
        return cls(
            sorted({raum for b in buchungen for raum in b.zeilen.tafel.raum.texte}),
            sorted({jahr for b in buchungen for jahr in b.jahre}),
            sorted({feld for b in buchungen for feld in b.felder}),
        )

    def wo(self, orte: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """The accounts of these areas and years."""
        raum = pd.Index(self.raeume).get_indexer(pd.Index(orte["raumeinheit"]))
        jahr = pd.Index(self.jahre).get_indexer(pd.Index(orte["jahr"].astype("str")))
        hier = np.zeros((len(self.raeume), len(self.jahre), 1), dtype=bool)
        hier[raum, jahr] = True
        return hier

    def summe(self, buchung: Buchung) -> Zahlen:
        """What is booked on each account."""
        tafel = buchung.zeilen.tafel
        raum = pd.Index(self.raeume).get_indexer(pd.Index(tafel.raum.texte))
        jahr = pd.Index(self.jahre).get_indexer(pd.Index(buchung.jahre))
        nummer = {feld: stelle for stelle, feld in enumerate(self.felder)}
        feld = np.array([nummer[feld] for feld in buchung.felder], dtype="int64")
        ort = (raum[:, np.newaxis] * len(self.jahre) + jahr).reshape(-1) * len(self.felder)
        konto = ort[buchung.zeilen.von(tafel.ort)] + feld[buchung.zeilen.von(tafel.art)]
        form = tuple(len(achse) for achse in self)
        return totals(konto, buchung.zeilen.von(tafel.zahl()), math.prod(form)).reshape(form)


def falsche_konten(
    zeilen: Mapping[str, Auswahl], felder: Sequence[str], pruefbar: pd.DataFrame
) -> pd.DataFrame:
    """Accounts that do not close.

    Takes:   of each table of the balance the rows of one crossing; raumeinheit and jahr to be looked at.
    Returns: raumeinheit, jahr, the fields, `soll` (what follows from the stock before and the flows) and
             `ist` (the delivered stock), in the order of the former.
    """
    buchungen = list(_buchungen(zeilen, felder))
    konten = Konten.fuer(buchungen)
    ist, soll = (np.zeros(tuple(len(achse) for achse in konten)) for _ in range(2))
    for buchung in buchungen:
        summe = konten.summe(buchung)
        if buchung.ist:
            ist += summe
        else:
            soll += buchung.soll * summe
    raum, jahr, feld = falsch = np.nonzero((ist != soll) & konten.wo(pruefbar))
    ergebnis = {
        "raumeinheit": pd.array([konten.raeume[i] for i in raum], dtype="str"),
        "jahr": np.array([int(konten.jahre[i]) for i in jahr], dtype="int64"),
        **{name: pd.array([konten.felder[i][k] for i in feld], dtype="str") for k, name in enumerate(felder)},
    }
    return pd.DataFrame(ergebnis).assign(soll=soll[falsch].astype("int64"), ist=ist[falsch].astype("int64"))


def _buchungen(zeilen: Mapping[str, Auswahl], felder: Sequence[str]) -> Iterator[Buchung]:
    perioden = zeilen["einwohner"].tafel.periode.texte
    bestand = zeilen["einwohner"].der_perioden([text.endswith(JAHRESENDE) for text in perioden])
    yield _buchung(bestand, felder)._replace(ist=True)
    yield _ein_jahr_aelter(_buchung(bestand, felder, soll=1), felder)
    yield _buchung(zeilen["geburten"], felder, soll=1, alter="0")
    yield _buchung(zeilen["sterbefaelle"], felder, soll=-1)
    wanderungen = zeilen["wanderungen"]
    weg = wanderungen.tafel.arten["richtung"].eq("wegzug")
    for richtung, vorzeichen in ((weg, -1), (~weg, 1)):
        yield _buchung(wanderungen.der_arten(richtung), felder, soll=vorzeichen)
    if "einbuergerungen" in zeilen:
        for staat, vorzeichen in (("deutsch", 1), ("nichtdeutsch", -1)):
            yield _buchung(zeilen["einbuergerungen"], felder, soll=vorzeichen, staatsangehoerigkeit=staat)


def _buchung(zeilen: Auswahl, felder: Sequence[str], *, soll: int = 0, **fest: str) -> Buchung:
    """Book rows; `fest`: what a field is for all of them."""
    arten = zeilen.tafel.arten.assign(**fest)
    je_art: list[Feld] = list(arten[list(felder)].itertuples(index=False, name=None))
    return Buchung(zeilen, [text[:4] for text in zeilen.tafel.periode.texte], je_art, soll)


def _ein_jahr_aelter(buchung: Buchung, felder: Sequence[str]) -> Buchung:
    """The same people a year later; the last age holds everybody of 100 and over."""
    jahre = [str(int(jahr) + 1) for jahr in buchung.jahre]
    return buchung._replace(jahre=jahre, felder=[_aelter(feld, felder) for feld in buchung.felder])


def _aelter(feld: Feld, felder: Sequence[str]) -> Feld:
    return tuple(
        str(min(int(text) + 1, names.ALTER_MAX)) if name == "alter" and text.isdigit() else text
        for name, text in zip(felder, feld, strict=True)
    )
