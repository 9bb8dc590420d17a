"""Hand-made values and decisions the tests of the decisions share."""

from typing import Any

import pandas as pd

from pipeline import decisions

HEUTE = "2024-01-15"
KENNZAHLEN = {
    "al_anteil": ("Arbeitslosenanteil", "%", 1, "niedrig_ist_gut", "anteil"),
    "wahlbet": ("Wahlbeteiligung", "%", 1, "hoch_ist_gut", "anteil"),
    "bev": ("Einwohnerinnen und Einwohner", "Personen", 0, "neutral", "wert"),
    "wsaldo": ("Wanderungssaldo", "je 1 000", 1, "neutral", "saldo"),
}
"""Name, unit, decimals, direction, kind."""


def werte(**reihen: dict[int, float | str]) -> pd.DataFrame:
    """Rows of P10 as the Kennzahlen give them: a number, or the status in its place."""
    zeilen = []
    for kennzahl, reihe in reihen.items():
        name, einheit, stellen, richtung, art = KENNZAHLEN[kennzahl]
        for jahr, wert in reihe.items():
            zahl = wert if not isinstance(wert, str) else float("nan")
            zeilen.append(
                {
                    "raumeinheit": "P10",
                    "jahr": jahr,
                    "kennzahl": kennzahl,
                    "zaehler": zahl,
                    "nenner": 100.0,
                    "wert": zahl,
                    "untere": zahl - 1 if art == "anteil" else float("nan"),
                    "obere": zahl + 1 if art == "anteil" else float("nan"),
                    "status": wert if isinstance(wert, str) else "wert",
                    "name": name,
                    "einheit": einheit,
                    "stellen": stellen,
                    "richtung_gut": richtung,
                    "art": art,
                    "gebietsstand": 0,
                }
            )
    return pd.DataFrame(zeilen)


WERTE = werte(
    al_anteil={2019: "geheim", 2020: 1.46, 2021: 1.4, 2022: "fehlt"},
    wahlbet={2020: 21.8, 2021: 21.8},
    bev={2020: 2553.0, 2021: 2560.0},
    wsaldo={2020: -3.2, 2021: 1.0},
)


def eintrag(**anders: Any) -> dict[str, Any]:
    """A decision that breaks no rule; None takes a field away."""
    alle = {
        "datum": "2022-03-24",
        "raumeinheit": "P10",
        "art": "festlegen",
        "kennzahlen": ["al_anteil"],
        "zielwert": 1.2,
        "zieljahr": 2025,
        "ausgangswert": 1.4,
        "ausgangsjahr": 2021,
        "einvernehmen": ["Träger", "Quartiersmanagement"],
        "verantwortlich": "Quartiersmanagement",
        "faellig": "2025-12-31",
    } | anders
    return {name: wert for name, wert in alle.items() if wert is not None}


OHNE_ZIEL: dict[str, Any] = dict.fromkeys(("zielwert", "zieljahr", "ausgangswert", "ausgangsjahr"))


def beschluss(stehend: tuple[decisions.Beschluss, ...] = (), **anders: Any) -> decisions.Beschluss:
    kopf = {
        "nummer": len(stehend) + 1,
        "demonstration": True,
        "vorgaenger": decisions.siegel_am_ende(stehend),
    }
    return decisions.als_beschluss(eintrag(**anders) | kopf)


def datei(*eintraege: dict[str, Any]) -> str:
    """A file to which these decisions were added one after the other."""
    text = ""
    for anders in eintraege:
        stehend = decisions.lesen(text.encode(), "b.toml").beschluesse
        text = decisions.anhaengen(text, beschluss(stehend, **anders))
    return text


DREI = datei(
    {},
    {"kennzahlen": ["wahlbet", "bev"], **OHNE_ZIEL},
    {"art": "fortschreiben", "zielwert": 1.1, "datum": "2023-03-24", "bemerkung": 'mit "Zitat" und \\'},
)
