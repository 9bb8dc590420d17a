"""German numbers and the four symbols that stand where no number can."""

import math
import re

from babel.numbers import format_decimal

GEHEIM = "•"
NICHT_GELIEFERT = "…"
NICHT_SINNVOLL = "x"
NICHT_VERGLICHEN = "\N{EN DASH}"
UNSICHER = "/"

ABGELEITET = re.compile(
    r"%|\banteil|prozent|quote|\bje 1\.?\s?000|\bje 100\b|veränderung|wachstum|zuwachs|zunahme|durchschnitt"
    r"|mittelwert|^mittlere|\bø|pro kopf|quotient",
    re.IGNORECASE,
)
"""How offices label a column that follows from others: shares, rates, growth, averages."""

_SYMBOLE = {
    "geheim": GEHEIM,
    "fehlt": NICHT_GELIEFERT,
    "unsicher": UNSICHER,
    "nicht_verglichen": NICHT_VERGLICHEN,
}
_GESCHUETZT = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


def symbol(status: str) -> str:
    """What is printed in place of a value of this status; a division by zero prints `x`."""
    return _SYMBOLE.get(status, NICHT_SINNVOLL)


def ganzzahl(wert: float) -> str:
    """Whole number with thousands dots and a true minus: 1.201, −12; `x` where there is none."""
    return dezimal(wert, 0)


def zwischen(mindestens: int, hoechstens: int) -> str:
    """Count that is only known to lie between two bounds: "unter 3", "4", "mindestens 6"."""
    if mindestens == hoechstens:
        return ganzzahl(mindestens)
    return f"mindestens {ganzzahl(mindestens)}" if mindestens else f"unter {ganzzahl(hoechstens + 1)}"


def dezimal(wert: float, stellen: int = 1) -> str:
    """Number with decimal comma and exactly `stellen` decimals, half rounded up in magnitude."""
    if wert is None or not math.isfinite(wert):
        return NICHT_SINNVOLL
    muster = "#,##0" + ("." + "0" * stellen if stellen else "")
    text = format_decimal(gerundet(wert, stellen) + 0.0, format=muster, locale="de_DE")
    return text.replace("-", _MINUS)


def gerundet(wert: float, stellen: int) -> float:
    """Round as `dezimal` prints it: half up in magnitude; the number must be finite."""
    return math.copysign(math.floor(abs(wert) * 10**stellen + 0.5 + 1e-9) / 10**stellen, wert)


def prozent(wert: float, stellen: int = 1) -> str:
    """Share given in percent, with a no-break space before the sign: 46,0 %."""
    return dezimal(wert, stellen) + _GESCHUETZT + "%"
