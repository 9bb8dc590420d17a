"""One decision of the Lenkungsgremium, and the seal that ties it to those before it."""

import hashlib
import json
from dataclasses import asdict, dataclass

ANFANG = "0" * 64
"""What the first decision carries in place of a seal before it."""


@dataclass(frozen=True)
class Beschluss:
    """One entry of the file. Dates are ISO texts; without a target the Kennzahlen are only watched."""

    nummer: int
    datum: str
    raumeinheit: str
    art: str
    kennzahlen: tuple[str, ...]
    einvernehmen: tuple[str, ...]
    demonstration: bool
    vorgaenger: str
    """Seal of the decision before it."""
    zielwert: float | None = None
    zieljahr: int | None = None
    ausgangswert: float | None = None
    ausgangsjahr: int | None = None
    verantwortlich: str = ""
    faellig: str = ""
    bemerkung: str = ""


def siegel(beschluss: Beschluss) -> str:
    """Checksum over what a decision says, the seal before it included.

    Takes:   a decision.
    Returns: sha256 in hexadecimal; how the entry is laid out in the file does not matter.
    Raises:  nothing.
    Source:  own.
    """
    inhalt = json.dumps(asdict(beschluss), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(inhalt.encode()).hexdigest()


def siegel_am_ende(beschluesse: tuple[Beschluss, ...]) -> str:
    """Seal the next decision must carry.

    Takes:   all decisions in their order.
    Returns: the seal of the last one, `ANFANG` where there is none.
    Raises:  nothing.
    Source:  own.
    """
    return siegel(beschluesse[-1]) if beschluesse else ANFANG
