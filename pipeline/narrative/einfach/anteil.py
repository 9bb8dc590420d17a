"""Shares in plain words: so many of a hundred, beside the city, a difference only after its test."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz, gezeigt, vergleichbar, zeile
from pipeline.narrative.zahlen import gross

_VON = (100, 1000)
"""One denominator as far as it goes: readers cannot compare shares of different wholes."""
_TREU = 0.15
"""A rounded share is off by so much of itself at most, which three of a hundred always keep; else it is said
of the next larger whole.
"""

OHNE_ZAHL = {
    "geheim": "zeigen wir zum Schutz nicht",
    "fehlt": "wissen wir nicht",
    "unsicher": "ist nicht sicher bekannt",
}
_EINER = ("1", "weniger als 1")
"""Numbers whose verb is singular."""
_UNSAGBAR = "lässt sich hier nicht sagen"
_MENGE = {"unter": "weniger", "ueber": "mehr"}
_HAEUFIG = {"unter": "seltener", "ueber": "häufiger"}
_GROESSE = {"leicht": "etwas", "deutlich": "deutlich"}


class Merkmal(NamedTuple):
    """How a Kennzahl is said: "Menschen" "bekommen"/"bekommt" "Grundsicherung"; with "von": dative."""

    wer: str
    von: str
    verb: tuple[str, str]
    """For many and for one."""
    rest: str
    befund: str
    """Subject and verb of "... hier deutlich seltener als in Heilbronn"."""


def anteil(orte: Orte, satz: Satz, merkmal: Merkmal) -> str:
    """Say how many of a hundred here, how many in the city, and what the test makes of the difference."""
    if not gezeigt(satz):
        return wie_viele(merkmal, str(satz["status"]))
    hier, dort, von = von_hundert(satz)
    zahl = f"{_etwa(hier, satz['wert'], von)} {merkmal.von} {praedikat(hier, merkmal)}."
    if orte.hier == orte.dort:
        return gross(zahl)
    if not vergleichbar(satz):
        return gross(f"{zahl} Ein Vergleich mit {orte.dort.name} ist dabei nicht möglich.")
    sind = "ist es" if dort in _EINER else "sind es"
    auch = " auch" if hier == dort else ""
    daneben = f"{wo(orte.dort)} {sind}{auch} {_etwa(dort, satz['wert_stadt'], von)}."
    return " ".join(filter(None, [gross(zahl), gross(daneben), _urteil(satz, gleich=hier == dort)]))


def anteile(
    orte: Orte, verglichen: pd.DataFrame, merkmale: Mapping[str, Merkmal], kennzahlen: Sequence[str]
) -> list[str]:
    """Say each of these; nothing on one that was not delivered."""
    saetze = [zeile(verglichen, kennzahl) for kennzahl in kennzahlen]
    return [
        anteil(orte, satz, merkmale[str(satz["kennzahl"])]) for satz in saetze if satz["status"] != "fehlt"
    ]


def wie_viele(merkmal: Merkmal, status: str) -> str:
    """Say that there is no number, and in a word why."""
    warum = OHNE_ZAHL.get(status, _UNSAGBAR)
    return f"Wie viele {merkmal.wer} {merkmal.rest} {merkmal.verb[0]}, {warum}."


def von_hundert(satz: Satz) -> tuple[str, str, int]:
    """Round both shares to parts of one whole: 46 and 55 of 100, 15 and 41 of 1000.

    Returns: both counts as printed, the second empty where there is no comparison, and the whole; it is
             the smallest in which both stay true and a tested difference can be seen.
    """
    werte = [float(satz["wert"]), *([float(satz["wert_stadt"])] if vergleichbar(satz) else [])]
    sicher = len(werte) > 1 and pd.notna(satz["signifikant"]) and bool(satz["signifikant"])
    for von in _VON:
        teile = [_teil(wert, von) for wert in werte]
        sichtbar = not sicher or teile[0] != teile[-1]
        if sichtbar and all(_treu(wert, teil, von) for wert, teil in zip(werte, teile, strict=True)):
            break
    gedruckt = [_gedruckt(wert, teil, von) for wert, teil in zip(werte, teile, strict=True)]
    return gedruckt[0], gedruckt[1] if len(gedruckt) > 1 else "", von


def _teil(wert: float, von: int) -> int:
    return int(names.gerundet(wert * von / 100, 0))


def _treu(wert: float, teil: int, von: int) -> bool:
    if wert in (0, 100):
        return True
    return 0 < teil < von and abs(teil - wert * von / 100) <= _TREU * wert * von / 100


def _gedruckt(wert: float, teil: int, von: int) -> str:
    if teil == 0 and wert > 0:
        return "weniger als 1"
    if teil == von and wert < 100:
        return f"mehr als {names.ganzzahl(von - 1)}"
    return names.ganzzahl(teil)


def _etwa(teil: str, wert: float, von: int) -> str:
    """Write "etwa 46 von 100", which no line breaks."""
    zahl = f"{teil} von {names.ganzzahl(von)}".replace(" ", "\N{NO-BREAK SPACE}")
    genau = float(wert) in (0, 100) or not teil[0].isdigit()
    return zahl if genau else f"etwa {zahl}"


def praedikat(teil: str, merkmal: Merkmal) -> str:
    """Write what so many do or have: "haben eine Zuwanderungsgeschichte", of one "hat ..."."""
    return f"{merkmal.verb[teil in _EINER]} {merkmal.rest}"


def _urteil(satz: Satz, *, gleich: bool) -> str:
    """Say the difference, or that it may be chance; nothing where the same is printed."""
    if gleich or satz["richtung"] not in _MENGE:
        return ""
    if pd.isna(satz["signifikant"]):
        return "Den Unterschied haben wir nicht geprüft."
    if not satz["signifikant"]:
        return "Der Unterschied kann Zufall sein."
    if satz["groesse"] not in _GROESSE:
        return "Der Unterschied ist klein."
    return f"Hier sind es also {_GROESSE[satz['groesse']]} {_MENGE[satz['richtung']]}."


def befund(orte: Orte, satz: Satz, merkmal: Merkmal) -> str:
    """Say a tested difference in one sentence.

    Takes:   a row whose difference is significant and leicht or deutlich.
    """
    wie = f"{_GROESSE[satz['groesse']]} {_HAEUFIG[satz['richtung']]}"
    return f"{merkmal.befund} hier {wie} als {wo(orte.dort)}."
