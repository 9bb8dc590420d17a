"""The books of the population: every stock and flow as an entry, summed by area, year and fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, Whole, codes

JAHRESENDE = "-12-31"


class Buchung(NamedTuple):
    """Rows that are booked alike: area, year and fields, their numbers, and the sign on each side."""

    achsen: dict[str, Codes]
    anzahl: npt.NDArray[np.float64]
    soll: int
    ist: int = 0


def falsche_konten(zeilen: Mapping[str, pd.DataFrame], felder: Sequence[str]) -> pd.DataFrame:
    """Accounts that do not close.

    Takes:   of each table of the balance the rows of one crossing.
    Returns: raumeinheit, jahr, the fields, `soll` (what follows from the stock before and the flows) and
             `ist` (the delivered stock), in the order of the former.
    """
    buchungen = list(_buchungen(zeilen, felder))
    achsen = {name: _gemeinsam([b.achsen[name] for b in buchungen]) for name in buchungen[0].achsen}
    form = tuple(len(texte) for texte in achsen.values())
    stellen = np.concatenate([_stellen(b, achsen, form) for b in buchungen])
    konto, konten = pd.factorize(stellen)
    mehr = np.bincount(konto, np.concatenate([b.anzahl * (b.soll - b.ist) for b in buchungen]), len(konten))
    falsch = np.flatnonzero(mehr)
    bestand = np.concatenate([b.anzahl * b.ist for b in buchungen]) if len(falsch) else np.zeros(len(konto))
    ist = np.bincount(konto, bestand, len(konten))[falsch]
    soll = ist + mehr[falsch]
    orte = np.unravel_index(konten[falsch], form)
    texte = {name: np.array(achsen[name], dtype=object)[i] for name, i in zip(achsen, orte, strict=True)}
    ergebnis = pd.DataFrame(texte, dtype="str").astype({"jahr": "int64"})
    ergebnis = ergebnis.assign(soll=soll.astype("int64"), ist=ist.astype("int64"))
    return ergebnis.sort_values(list(achsen), ignore_index=True)


def _buchungen(zeilen: Mapping[str, pd.DataFrame], felder: Sequence[str]) -> Iterator[Buchung]:
    bestand = zeilen["einwohner"]
    periode = codes(bestand["periode"])
    ende = periode.where([text.endswith(JAHRESENDE) for text in periode.texte])
    bestand = bestand if ende.all() else bestand[ende]
    achsen, zahlen = _achsen(bestand, felder), _anzahl(bestand)
    yield Buchung(achsen, zahlen, soll=0, ist=1)
    yield Buchung(_ein_jahr_aelter(achsen), zahlen, soll=1)
    geburten = zeilen["geburten"]
    yield Buchung(_achsen(geburten, felder, alter="0"), _anzahl(geburten), soll=1)
    yield Buchung(_achsen(zeilen["sterbefaelle"], felder), _anzahl(zeilen["sterbefaelle"]), soll=-1)
    weg = zeilen["wanderungen"]["richtung"].eq("wegzug")
    for richtung, vorzeichen in ((weg, -1), (~weg, 1)):
        wanderungen = zeilen["wanderungen"][richtung]
        yield Buchung(_achsen(wanderungen, felder), _anzahl(wanderungen), soll=vorzeichen)
    if "einbuergerungen" in zeilen:
        neu = zeilen["einbuergerungen"]
        for staat, vorzeichen in (("deutsch", 1), ("nichtdeutsch", -1)):
            yield Buchung(_achsen(neu, felder, staatsangehoerigkeit=staat), _anzahl(neu), soll=vorzeichen)


def _anzahl(zeilen: pd.DataFrame) -> npt.NDArray[np.float64]:
    zahlen: npt.NDArray[np.float64] = zeilen["anzahl"].to_numpy("float64", na_value=0)
    return zahlen


def _achsen(zeilen: pd.DataFrame, felder: Sequence[str], **fest: str) -> dict[str, Codes]:
    """Area, year and fields of rows; `fest`: what a field is for all of them."""
    periode = codes(zeilen["periode"])
    achsen = {
        "raumeinheit": codes(zeilen["raumeinheit"]),
        "jahr": Codes(periode.code, [text[:4] for text in periode.texte]),
    }
    null = np.zeros(len(zeilen), dtype="int64")
    return achsen | {f: Codes(null, [fest[f]]) if f in fest else codes(zeilen[f]) for f in felder}


def _ein_jahr_aelter(achsen: Mapping[str, Codes]) -> dict[str, Codes]:
    """The same people a year later; the last age holds everybody of 100 and over."""
    jahr = achsen["jahr"]
    neu = {"jahr": Codes(jahr.code, [str(int(text) + 1) for text in jahr.texte])}
    if "alter" in achsen:
        alter = achsen["alter"]
        texte = [str(min(int(text) + 1, names.ALTER_MAX)) if text.isdigit() else text for text in alter.texte]
        neu["alter"] = Codes(alter.code, texte)
    return {**achsen, **neu}


def _gemeinsam(achsen: Sequence[Codes]) -> list[str]:
    return sorted({text for achse in achsen for text in achse.texte})


def _stellen(buchung: Buchung, achsen: Mapping[str, list[str]], form: tuple[int, ...]) -> Whole:
    """Number of each row's account."""
    nummern = tuple(
        pd.Index(texte).get_indexer(pd.Index(buchung.achsen[name].texte))[buchung.achsen[name].code]
        for name, texte in achsen.items()
    )
    return np.asarray(np.ravel_multi_index(nummern, form), dtype="int64")
