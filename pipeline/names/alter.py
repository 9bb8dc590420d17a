"""One grammar for every age column: a single age, a band, or `insgesamt`."""

import re
from typing import NamedTuple

ALTER_MAX = 100
"""Completed years; the last single age holds everybody of 100 and over."""

_EINZELN = re.compile(r"^\d{1,3}$")
_BAND = re.compile(r"^(\d{1,3})-(\d{1,3})$")
_OFFEN = re.compile(r"^(\d{1,3})\+$")


class Band(NamedTuple):
    """Ages `von` to `bis`, both included, in completed years; `bis` = 100 means open upwards."""

    von: int
    bis: int


def band(alter: str) -> Band:
    """Read an age as the tables write it: "7", "100", "18-24", "85+" or "insgesamt".

    Returns: both ends included; "insgesamt" is 0 to 100, "100" and "85+" are open upwards.
    Raises:  ValueError where the text is none of these, or its ends are out of order.
    """
    if alter == "insgesamt":
        return Band(0, ALTER_MAX)
    if _EINZELN.match(alter):
        ends = Band(int(alter), int(alter))
    elif treffer := _OFFEN.match(alter):
        ends = Band(int(treffer[1]), ALTER_MAX)
    elif treffer := _BAND.match(alter):
        ends = Band(int(treffer[1]), int(treffer[2]))
    else:
        raise ValueError(alter)
    if not 0 <= ends.von <= ends.bis <= ALTER_MAX:
        raise ValueError(alter)
    return ends


def ist_alter(alter: str) -> bool:
    """Whether `band` can read this text."""
    try:
        band(alter)
    except ValueError:
        return False
    return True


def band_text(alter: str) -> str:
    """Write an age as a reader expects it: "18 bis 24", "85 und älter", "insgesamt"."""
    if alter == "insgesamt":
        return alter
    von, bis = band(alter)
    if bis == ALTER_MAX:
        return f"{von} und älter"
    if von == bis:
        return str(von)
    return f"unter {bis + 1}" if von == 0 else f"{von} bis {bis}"


def stichtag_jahr(stichtag: str) -> int:
    """Year of an ISO date."""
    return int(stichtag[:4])
