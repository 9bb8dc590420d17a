"""Values of dimensions: recoded as declared, else read by the words every office uses."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline import names
from pipeline.deliveries.fremd.deutung import band

ALTER = ("alter", "altersgruppe")
GELAEUFIG: dict[str, dict[str, str]] = {
    "geschlecht": {
        "männlich": "m", "maennlich": "m", "männer": "m", "weiblich": "w", "frauen": "w", "divers": "d",
        "ohne angabe": "o", "m": "m", "w": "w", "d": "d", "o": "o",
    },
    "staatsangehoerigkeit": {
        "deutsch": "deutsch", "deutsche": "deutsch", "nichtdeutsch": "nichtdeutsch",
        "nicht deutsch": "nichtdeutsch", "nichtdeutsche": "nichtdeutsch", "ausländer": "nichtdeutsch",
        "ausländisch": "nichtdeutsch", "ausländer/innen": "nichtdeutsch",
    },
    "zuwanderungsgeschichte": {
        "deutsch ohne zuwanderungsgeschichte": "ohne", "deutsche ohne migrationshintergrund": "ohne",
        "ohne migrationshintergrund": "ohne", "deutsch mit zuwanderungsgeschichte": "deutsch_mit",
        "deutsche mit migrationshintergrund": "deutsch_mit", "nichtdeutsch": "nichtdeutsch",
        "ausländer": "nichtdeutsch",
    },
    "richtung": {
        "zuzüge": "zuzug", "zuzug": "zuzug", "wegzüge": "wegzug", "fortzüge": "wegzug", "wegzug": "wegzug",
    },
}  # fmt: skip
"""Words that mean one thing in every office, by dimension; their use is mentioned in the protocol."""
GESAMT = ("summe", "gesamt", "insgesamt", "zusammen", "sumsum", "total")
FEST: dict[str, tuple[str, ...]] = {
    "geschlecht": names.GESCHLECHTER,
    "staatsangehoerigkeit": names.STAATSANGEHOERIGKEITEN,
    "staatsangehoerigkeit_mutter": names.STAATSANGEHOERIGKEITEN,
    "zuwanderungsgeschichte": names.ZUWANDERUNGSGESCHICHTEN,
    "richtung": names.RICHTUNGEN,
    "art": names.ART_WANDERUNG,
    "haushaltstyp": names.HAUSHALTSTYPEN,
    "paragraph": names.PARAGRAPHEN,
    "zaehlweise": names.ZAEHLWEISEN,
    "leistung": names.LEISTUNGEN,
    "rechtskreis": names.RECHTSKREISE,
    "briefwahl": names.BRIEFWAHL,
}
"""Dimensions whose codes are closed."""


class Deutung(NamedTuple):
    """What each delivered value means; values without meaning; values understood without being declared."""

    codes: dict[str, str]
    fremd: list[str]
    erkannt: dict[str, str]


def deuten(dimension: str, werte: Iterable[str], codes: Mapping[str, str], obergrenze: str = "") -> Deutung:
    """Read the distinct values of a dimension.

    Raises: band.Zweideutig where upper ends of ages may be meant either way.
    """
    verschieden = list(dict.fromkeys(werte))
    erklaert = {wert: codes[wert] for wert in verschieden if wert in codes}
    offen = [wert for wert in verschieden if wert not in codes]
    if dimension in ALTER:
        alter = band.lesen([*offen, *erklaert.values()], obergrenze)
        gelesen = {wert: alter[wert] for wert in offen}
        erklaert = {wert: alter[code] or code for wert, code in erklaert.items()}
    else:
        gelesen = {wert: _gelaeufig(dimension, wert) for wert in offen}
    gut = {wert: code for wert, code in gelesen.items() if code}
    fremd = [wert for wert, code in gelesen.items() if not code]
    vermutet = {wert: code for wert, code in gut.items() if dimension not in ALTER and wert != code}
    return Deutung(erklaert | gut, fremd, vermutet)


def _gelaeufig(dimension: str, wert: str) -> str | None:
    fest = FEST.get(dimension)
    if fest is None:
        return wert or None
    if wert in (*fest, names.INSGESAMT):
        return wert
    return GELAEUFIG.get(dimension, {}).get(wert.lower())
