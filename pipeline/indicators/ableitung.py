"""The evidence for the Handlungsfelder of the Eckpunktepapier: data in `ableitung.toml`, and its values."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from pipeline import errors
from pipeline.indicators.eckpunkte import Aussage, papier
from pipeline.indicators.kennzahl import Kennzahl, handlungsfelder, nach_kennung
from pipeline.indicators.messungen import gemessen

DAFUER = {
    "kennzahlen": ("", "ueber", "unter"),
    "prognose": ("", "zunahme"),
    "anteilsprognose": ("", "zunahme"),
    "einrichtungen": ("", "keine", "vorhanden"),
}
"""What may speak for a Handlungsfeld, by the kind of the evidence; empty for background."""


@dataclass(frozen=True)
class Beleg:
    """One piece of evidence: what is measured, and what speaks for its Handlungsfeld."""

    feld: str
    messen: Aussage
    dafuer: str

    @property
    def art(self) -> str:
        """Kind of the evidence, a key of `DAFUER`."""
        return next(art for art in DAFUER if getattr(self.messen, art))


@dataclass(frozen=True)
class Grundlagen:
    """What the paper assumes by Handlungsfeld, and the evidence in its order."""

    annahmen: Mapping[str, str]
    belege: Sequence[Beleg]


def belegliste() -> pd.DataFrame:
    """List the evidence that is looked for.

    Takes:   nothing.
    Returns: one row per piece: nummer and name of the Handlungsfeld (nummer, feld), messung (key of what
             `belege` computes), art (a key of `DAFUER`), dafuer, gruppe (age group of a projection).
    Raises:  PlanUngueltig where the file contradicts itself.
    Source:  indicators/ableitung.toml.
    """
    zeilen = [
        (b.feld, handlungsfelder()[b.feld], *b.messen.messungen, b.art, b.dafuer, b.messen.prognose)
        for b in _gepackt().belege
    ]
    return pd.DataFrame(zeilen, columns=["nummer", "feld", "messung", "art", "dafuer", "gruppe"])


def belege(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheit: str,
    vergleich: str,
    stichtag: str,
    horizont: int,
    gemeinsam: Sequence[Kennzahl],
) -> pd.DataFrame:
    """Compute the evidence for every Handlungsfeld.

    Takes:   released tables; area and what it is compared with; date; last year of the projection; the
             Kennzahlen the report compares.
    Returns: as `gemessen` in `messungen`.
    Raises:  nothing; a missing cell or table is `fehlt`.
    Source:  own.
    """
    hier = {"raumeinheit": raumeinheit, "vergleich": vergleich, "stichtag": stichtag, "horizont": horizont}
    gesucht = [beleg.messen for beleg in _gepackt().belege]
    return gemessen(tabellen, gesucht, replace(papier(), **hier), gemeinsam)  # type: ignore[arg-type]


def annahmen(raumeinheit: str, vergleich: str) -> dict[str, str]:
    """Say what the paper assumes of its Quartier.

    Takes:   area and what it is compared with.
    Returns: sentence by number of the Handlungsfeld; nothing for another area than that of the paper.
    Raises:  PlanUngueltig as `belegliste`.
    Source:  Eckpunktepapier, sections 1.3, 2.2 and 2.3.
    """
    seines = (papier().raumeinheit, papier().vergleich) == (raumeinheit, vergleich)
    return dict(_gepackt().annahmen) if seines else {}


@cache
def _gepackt() -> Grundlagen:
    return lesen(resources.files("pipeline.indicators").joinpath("ableitung.toml").read_text("utf-8"))


def lesen(text: str) -> Grundlagen:
    """Read and check the evidence.

    Takes:   TOML with one [[feld]] per Handlungsfeld.
    Returns: Grundlagen, the fields in the order of the catalogue.
    Raises:  PlanUngueltig with the field and what is wrong with it.
    Source:  own.
    """
    felder = {str(eintrag["nummer"]): eintrag for eintrag in tomllib.loads(text)["feld"]}
    if fehlend := sorted(set(handlungsfelder()) ^ set(felder)):
        raise _fehler(fehlend[0], "das Feld steht nicht in beiden: hier und im Katalog der Kennzahlen")
    belege_ = [
        _beleg(nummer, eintrag) for nummer in handlungsfelder() for eintrag in felder[nummer]["belege"]
    ]
    return Grundlagen({nummer: felder[nummer]["annahme"] for nummer in handlungsfelder()}, belege_)


def _beleg(nummer: str, eintrag: dict[str, Any]) -> Beleg:
    listen = {name: tuple(wert) for name, wert in eintrag.items() if isinstance(wert, list)}
    felder: dict[str, Any] = {k: w for k, w in (eintrag | listen).items() if k not in ("dafuer", "kennzahl")}
    dafuer, kennzahl = str(eintrag.get("dafuer", "")), str(eintrag.get("kennzahl", ""))
    if kennzahl and kennzahl not in nach_kennung():
        raise _fehler(nummer, f'die Kennzahl "{kennzahl}" steht nicht im Katalog')
    if kennzahl and nach_kennung()[kennzahl].handlungsfeld != nummer:
        raise _fehler(nummer, f'die Kennzahl "{kennzahl}" gehört im Katalog zu einem anderen Handlungsfeld')
    eigene: dict[str, Any] = {"kennzahlen": (kennzahl,)} if kennzahl else felder
    kennung = kennzahl or _kennung(felder)
    beleg = Beleg(nummer, Aussage(id=kennung, text=kennung, **eigene), dafuer)
    if dafuer not in DAFUER[beleg.art]:
        raise _fehler(nummer, f'"{dafuer}" kann für {beleg.art} nicht dafür sprechen')
    return beleg


def _kennung(felder: Mapping[str, Any]) -> str:
    """Key of what is no Kennzahl: the same thing has the same key in every field."""
    if "prognose" in felder:
        return f"prognose {felder['prognose']}"
    return "anteilsprognose" if "anteilsprognose" in felder else " ".join(felder["einrichtungen"])


def _fehler(nummer: str, was: str) -> errors.PlanUngueltig:
    return errors.PlanUngueltig(f'ableitung.toml, Feld "{nummer}": {was}.')
