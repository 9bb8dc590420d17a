"""Facilities with their place: those the paper names in P10, synthetic ones elsewhere."""

import numpy as np
import pandas as pd

from pipeline.demo.bezirke import Bezirke
from pipeline.demo.karte import Karte, punkt_in
from pipeline.demo.runden import Anzahlen

ARTEN = (
    "kindergarten",
    "grundschule",
    "weiterfuehrende_schule",
    "sporthalle",
    "jugendtreff",
    "quartierszentrum",
    "spielplatz",
    "bolzplatz",
    "laden",
    "einkaufsschwerpunkt",
    "gewerbe",
    "arztpraxis",
    "pflege",
    "betreuung",
    "betreutes_wohnen",
    "religionsgemeinschaft",
)
"""Codes of the column `art`."""

_BEISPIEL = "Beispielträger"
_HOOVER = (
    ("Kindergarten A (Beispiel)", "kindergarten", _BEISPIEL, ""),
    ("Kindergarten B (Beispiel)", "kindergarten", _BEISPIEL, ""),
    ("Grundschule (Beispiel)", "grundschule", _BEISPIEL, ""),
    ("Weiterführende Schule (Beispiel)", "weiterfuehrende_schule", _BEISPIEL, ""),
    ("Sporthalle der Schule (Beispiel)", "sporthalle", _BEISPIEL, ""),
    ("Jugend- und Nachbarschaftstreff Hoover 202", "jugendtreff", "ARKUS gGmbH", "Herbert-Hoover-Straße 8"),
    ("Spielplatz A (Beispiel)", "spielplatz", _BEISPIEL, ""),
    ("Spielplatz B (Beispiel)", "spielplatz", _BEISPIEL, ""),
    ("Bolzplatz A (Beispiel)", "bolzplatz", _BEISPIEL, ""),
    ("Bolzplatz B (Beispiel)", "bolzplatz", _BEISPIEL, ""),
    ("Laden A (Beispiel)", "laden", "", ""),
    ("Laden B (Beispiel)", "laden", "", ""),
    ("Laden C (Beispiel)", "laden", "", ""),
    ("Einkaufsschwerpunkt bei den Schulen (Beispiel)", "einkaufsschwerpunkt", "", ""),
    ("Gewerbebetrieb (Beispiel)", "gewerbe", "", ""),
)
"""What is in P10. Source: Eckpunktepapier, 1.3; names with "(Beispiel)" and all places are synthetic."""

_JE_1000 = {
    "kindergarten": ("Kindergarten", 0.8),
    "grundschule": ("Grundschule", 0.28),
    "weiterfuehrende_schule": ("Weiterführende Schule", 0.18),
    "sporthalle": ("Sporthalle", 0.25),
    "jugendtreff": ("Jugendtreff", 0.10),
    "spielplatz": ("Spielplatz", 1.0),
    "bolzplatz": ("Bolzplatz", 0.4),
    "laden": ("Laden", 1.1),
    "arztpraxis": ("Arztpraxis", 0.5),
    "pflege": ("Pflegeeinrichtung", 0.25),
    "betreuung": ("Betreuungseinrichtung", 0.15),
    "betreutes_wohnen": ("Betreutes Wohnen", 0.18),
    "religionsgemeinschaft": ("Religionsgemeinschaft", 0.4),
}
"""Name and expected number per 1,000 residents in the other districts: assumed."""
_SUEDVIERTEL = ("Südviertel", ("Quartierszentrum Heilbronner Süden", "quartierszentrum", "ARKUS gGmbH", ""))


def einrichtungen(
    bestand: Anzahlen, jahre: range, bezirke: Bezirke, karte: Karte, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the facilities, the same on every Stichtag; places in whole metres.

    Takes: residents [district, age, sex, citizenship] of the first Stichtag.
    """
    zeilen = []
    for i, schluessel in enumerate(bezirke.schluessel):
        for name, art, traeger, strasse in _in_bezirk(i, int(bestand[i].sum()), bezirke, rng):
            zeilen.append((schluessel, name, art, traeger, strasse, *punkt_in(karte.flaechen[i], rng)))
    spalten = ["raumeinheit", "name", "art", "traeger", "strasse", "ost", "nord"]
    einmal = pd.DataFrame(zeilen, columns=spalten).sort_values(["raumeinheit", "name"], kind="stable")
    alle = pd.concat([einmal.assign(stichtag=f"{jahr}-12-31") for jahr in jahre])
    return alle.sort_values(["raumeinheit", "stichtag"], kind="stable", ignore_index=True)


def _in_bezirk(
    stelle: int, einwohner: int, bezirke: Bezirke, rng: np.random.Generator
) -> list[tuple[str, str, str, str]]:
    if stelle in bezirke.hoover:
        return list(_HOOVER)
    liste = [_SUEDVIERTEL[1]] if bezirke.namen[stelle] == _SUEDVIERTEL[0] else []
    for art, (name, je_1000) in _JE_1000.items():
        zahl = rng.poisson(einwohner / 1000 * je_1000)
        liste += [(f"{name} {i} (Beispiel)", art, _BEISPIEL, "") for i in range(1, zahl + 1)]
    return liste
