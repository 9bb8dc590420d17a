"""Numbers as a German sentence carries them: small ones as words, shares as fractions within a range."""

from typing import NamedTuple

from pipeline import names

AUSGESCHRIEBEN_BIS = 12
"""Numbers up to here are written as words in running text (Duden); measured values never are."""

_WOERTER = (
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
)
_EIN = {"m": "ein", "w": "eine", "s": "ein", "m4": "einen"}
"""By gender; "m4" is the accusative, the only one that differs."""


class Bruch(NamedTuple):
    """A fraction in words for shares from `ab` to below `unter` percent, and whether its verb is plural."""

    ab: float
    unter: float
    text: str
    mehrzahl: bool


def _um(kern: float, text: str, *, mehrzahl: bool, weite: float = 2.0) -> tuple[Bruch, Bruch, Bruch]:
    """Say "knapp" below, the fraction itself within half a point, "gut" above."""
    return (
        Bruch(kern - weite, kern - 0.5, f"knapp {text}", mehrzahl),
        Bruch(kern - 0.5, kern + 0.5, text, mehrzahl),
        Bruch(kern + 0.5, kern + weite, f"gut {text}", mehrzahl),
    )


BRUECHE: tuple[Bruch, ...] = (
    *_um(10, "ein Zehntel", mehrzahl=False),
    *_um(20, "ein Fünftel", mehrzahl=False),
    *_um(25, "ein Viertel", mehrzahl=False),
    *_um(100 / 3, "ein Drittel", mehrzahl=False),
    *_um(40, "zwei Fünftel", mehrzahl=True),
    *_um(50, "die Hälfte", mehrzahl=False, weite=3.0),
    *_um(60, "drei Fünftel", mehrzahl=True),
    *_um(200 / 3, "zwei Drittel", mehrzahl=True),
    *_um(75, "drei Viertel", mehrzahl=True),
    *_um(80, "vier Fünftel", mehrzahl=True),
    *_um(90, "neun Zehntel", mehrzahl=True),
)
"""The one table of fractions: within two points (half: three) of the fraction, else the share itself."""


def bruch(anteil: float) -> Bruch:
    """Find the fraction whose range holds this share in percent; outside all ranges the rounded share."""
    for eintrag in BRUECHE:
        if eintrag.ab <= anteil < eintrag.unter:
            return eintrag
    return Bruch(anteil, anteil, f"rund {names.prozent(anteil, 0)}", mehrzahl=True)


def zahlwort(zahl: int, genus: str = "m") -> str:
    """Write a count before a noun: "ein", "eine", "zwei" ... "zwölf", then digits; zero is "kein"/"keine"."""
    if zahl == 0:
        return f"k{_EIN[genus]}"
    if zahl == 1:
        return _EIN[genus]
    return _WOERTER[zahl] if 1 < zahl <= AUSGESCHRIEBEN_BIS else names.ganzzahl(zahl)


def gezaehlt(zahl: int, einzahl: str, mehrzahl: str, genus: str = "m") -> str:
    """Write a count with its noun: "zwei Kindergärten", "eine Schule", "keine Schulen"."""
    if zahl == 0:
        return f"keine {mehrzahl}"
    return f"{zahlwort(zahl, genus)} {einzahl if zahl == 1 else mehrzahl}"


def aufzaehlung(teile: list[str]) -> str:
    """Join parts: "a", "a und b", "a, b und c"."""
    return teile[0] if len(teile) == 1 else f"{', '.join(teile[:-1])} und {teile[-1]}" if teile else ""


def gross(satz: str) -> str:
    """Begin the sentence with a capital at its start, the rest untouched."""
    return satz[:1].upper() + satz[1:]
