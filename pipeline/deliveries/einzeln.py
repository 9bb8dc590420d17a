"""Read the files of a folder one by one, which needs nothing but the file and its entry in the manifest."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from pipeline.deliveries import csvdatei, fremd
from pipeline.deliveries.fremd.angaben import Fremdangaben
from pipeline.deliveries.fremd.datei import Ergebnis
from pipeline.deliveries.ordner import TABELLEN
from pipeline.measures.steps import Runner, Step, in_turn
from pipeline.schemas.befunde import Befund

Standard = tuple[pd.DataFrame | None, list[Befund]]
"""A file of the standard layout: its table, None where it cannot be read, and the findings."""


class Blaetter(NamedTuple):
    """What the files say, foreign ones in the order of `fremd.auftraege`; `dazu`, the rest."""

    fremd: list[Ergebnis]
    standard: dict[str, Standard]
    dazu: list[Any]


class Auftrag(NamedTuple):
    """A step, and how many bytes it goes through."""

    step: Step
    groesse: int


def lesen(
    inhalte: Mapping[str, bytes],
    angaben: Fremdangaben,
    dazu: Sequence[Auftrag] = (),
    zugleich: Runner = in_turn,
) -> Blaetter:
    """Read every file that an entry names or that has the name of a standard one.

    Takes: bytes by file name; what the manifest says of foreign files; further steps; how to carry all out.
    """
    fremde = fremd.auftraege(inhalte, angaben)
    genannt = {name for name, _ in fremde}
    eigene = [name for name in TABELLEN if name in inhalte and name not in genannt]
    gelesen = iter(
        _groesste_aussen(
            [
                *(_auftrag(fremd.lesen, name, inhalte[name], datei) for name, datei in fremde),
                *(_auftrag(csvdatei.lesen, name, inhalte[name]) for name in eigene),
                *dazu,
            ],
            zugleich,
        )
    )
    return Blaetter([next(gelesen) for _ in fremde], {name: next(gelesen) for name in eigene}, [*gelesen])


def _auftrag(lesen: Callable[..., Any], name: str, inhalt: bytes, *weiteres: Any) -> Auftrag:
    return Auftrag(partial(lesen, name, inhalt, *weiteres), len(inhalt))


def _groesste_aussen(auftraege: Sequence[Auftrag], zugleich: Runner) -> list[Any]:
    """Carry out with the largest at both ends, so that two who begin there have alike to do."""
    absteigend = sorted(range(len(auftraege)), key=lambda i: -auftraege[i].groesse)
    ordnung = absteigend[::2] + absteigend[1::2][::-1]
    ergebnisse = dict(zip(ordnung, zugleich([auftraege[i].step for i in ordnung]), strict=True))
    return [ergebnisse[i] for i in range(len(auftraege))]
