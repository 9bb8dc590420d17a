"""Heads, methods and colophon of the city volume."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.methoden import GEHEIMHALTUNG, VOLLERHEBUNG, herkunftszeilen, nicht_geliefert
from pipeline.narrative.orte import Ort, ort

RAENGE = (
    "Die Ränge sind Spannen: Zwei Bezirke gelten nur dann als unterscheidbar, wenn der Test ihres Paares "
    "(nach Holm für alle Paare der Kennzahl korrigiert) einen p-Wert unter fünf Prozent hat und sich ihre "
    "95-%-Intervalle nicht überlappen. Der beste mögliche Rang folgt auf alle Bezirke, die sicher höher "
    "liegen, der letzte kommt vor allen, die sicher niedriger liegen; mit 95 % Sicherheit enthalten alle "
    "Spannen einer Kennzahl zugleich die wahren Ränge (Mogstad, Romano, Shaikh und Wilhelm 2024; zur "
    "Vorsicht bei Ranglisten Goldstein und Spiegelhalter 1996)."
)
VERGLEICH = (
    "Jeder Bezirk ist Teil der Stadt und wird deshalb gegen die übrige Stadt geprüft (bei weniger als fünf "
    "erwarteten Fällen exakt). Alle Bezirke und alle Kennzahlen dieses Bandes sind eine Familie von "
    "Vergleichen, korrigiert nach Benjamini und Hochberg. Signifikant heißt: korrigierter p-Wert unter fünf "
    "Prozent."
)
TRICHTER = (
    "Die Grenzen der Trichter sind exakte Binomialgrenzen um den Wert der Stadt (Spiegelhalter 2005). Der "
    "Streuungsfaktor ist der Mittelwert der quadrierten standardisierten Abweichungen, gekappt an den "
    "äußeren Zehnteln: etwa 1, wenn nur der Zufall wirkt. Die Grenzen sind nicht um ihn erweitert."
)


class Stadt(NamedTuple):
    """The city, and labels of its districts by key."""

    ort: Ort
    namen: Mapping[str, str]


def stadt(raumeinheiten: pd.DataFrame, schluessel: str, bezirke: Sequence[str]) -> Stadt:
    """Look up the city and the labels of its districts.

    Raises: ParameterUngueltig where the city is unknown.
    """
    namen = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["name"].astype(str), strict=True))
    beschriftet = {key: names.mit_schluessel(key, namen[key]) for key in bezirke}
    return Stadt(ort(raumeinheiten, schluessel), beschriftet)


def bericht(hier: Stadt, stichtag: str, demonstration: bool, hinweise: Sequence[str]) -> dict[str, Any]:
    """Write the head of the volume."""
    return {
        "titel": "Stadtband",
        "untertitel": f"Alle {len(hier.namen)} Planungsbezirke nebeneinander",
        "raumeinheit": hier.ort.schluessel,
        "raumname": hier.ort.name,
        "vergleich": "",
        "stichtag": stichtag,
        "demonstration": demonstration,
        "hinweis": " ".join(hinweise),
    }


def koepfe(
    hier: Stadt, gebiete: pd.DataFrame | None, stichtag: str, quelle: str
) -> dict[str, dict[str, str]]:
    """Write the heads of charts and tables by their key.

    Takes:   the geometry with its notes ("Schematische Darstellung ...") in hinweis, None without one.
    """
    hinweise = [] if gebiete is None else list(dict.fromkeys(gebiete["hinweis"].dropna()))
    karte = ". ".join(teil.rstrip(".") for teil in (f"Stand {datum(stichtag)}", *hinweise))
    tag, bezirke = datum(stichtag), f"Planungsbezirke {hier.ort.des}"
    titel = {
        "karte": (f"Die {len(hier.namen)} {bezirke}", karte),
        "bezirke": ("Schlüssel, Namen und Größe der Planungsbezirke", tag),
        "auswahl": ("Kennzahlen dieses Bandes", ""),
        "rang": ("", tag),
        "trichter": ("", tag),
        "regeln": ("Kennzahlen und Gewichte beider Indizes", "Negatives Gewicht: Hoch ist ungünstig"),
        "typenkarte": ("Status und Dynamik der Planungsbezirke", karte),
        "kreuztafel": ("Planungsbezirke nach Status und Dynamik", tag),
        "klassen": (
            "Klassen der Planungsbezirke und wie sicher sie sind",
            "Index in Standardabweichungen; bleibt: Anteil der Rechenwege und Ziehungen mit gleicher Klasse",
        ),
        "profile": (f"Profile der {bezirke}", tag),
    }
    return {
        key: {"id": key, "titel": oben, "untertitel": unten, "quelle": quelle}
        for key, (oben, unten) in titel.items()
    }


def methoden(gelesen: Sequence[str], vorhanden: Sequence[str]) -> list[str]:
    """Write the paragraphs on method, and what was not delivered."""
    return [VOLLERHEBUNG, VERGLEICH, RAENGE, TRICHTER, GEHEIMHALTUNG, nicht_geliefert(gelesen, vorhanden)]


def kolophon(
    herkunft: pd.DataFrame, hier: Stadt, stichtag: str, fassung: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Say from what the volume was made.

    Takes:   `herkunft` and `fassung` as `methoden.kolophon`.
    """
    eigene = f"Stadt {hier.ort.schluessel}, {len(hier.namen)} Planungsbezirke, Stichtag {datum(stichtag)}"
    return [("Parameter", eigene), *herkunftszeilen(herkunft, fassung)]
