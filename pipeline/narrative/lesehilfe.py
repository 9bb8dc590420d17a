"""How to read the projection, in plain words: questions, and what the numbers of the district answer."""

import pandas as pd

from pipeline import names
from pipeline.narrative.prognose import erwartung, mit_band, richtung
from pipeline.narrative.rueckschau import unsere
from pipeline.narrative.vergleich import Satz


def antworten(
    veraenderung: pd.DataFrame,
    szenarien: pd.DataFrame,
    rueckschau: pd.DataFrame,
    stichtag: str,
    horizont: int,
) -> list[str]:
    """Answer what readers ask of a projection.

    Takes:   as `prognose.gesamt`; the ends of the scenarios; rows of the released table `rueckschau` of the
             city over all horizons; base and horizon.
    Returns: question and answer in one paragraph each; none where nothing is expected.
    Raises:  nothing.
    Source:  own.
    """
    satz = erwartung(veraenderung)
    if satz is None:
        return []
    jahr = names.stichtag_jahr(stichtag)
    band = _vom_band(satz, rueckschau, horizont) if mit_band(satz) else [OHNE_BAND]
    return [_linie(satz, jahr, horizont), *band, *([SZENARIO] if len(szenarien) > 1 else []), *IMMER]


def _linie(satz: Satz, jahr: int, horizont: int) -> str:
    return (
        f"Was zeigt die Linie? Bis {jahr} wurde gezählt. Danach wird gerechnet: So viele Menschen leben "
        f"voraussichtlich hier, wenn es weitergeht wie in den letzten Jahren. Für {horizont} sind das rund "
        f"{names.ganzzahl(satz['erwartet'])}, gezählt wurden Ende {jahr} {names.ganzzahl(satz['basis'])}."
    )


def _vom_band(satz: Satz, rueckschau: pd.DataFrame, horizont: int) -> list[str]:
    """What the band is, why it widens, how often it held, when a direction is said."""
    unten, oben = names.ganzzahl(satz["unten"]), names.ganzzahl(satz["oben"])
    return [
        f"Was zeigt die helle Fläche? Wie viele Menschen {horizont} hier leben, weiß niemand. In acht von "
        f"zehn Fällen sollte die Zahl in der Fläche liegen, {horizont} also zwischen {unten} und {oben}. In "
        "einem von zehn Fällen liegt sie darüber, in einem darunter. Die Fläche heißt Band von 80 Prozent.",
        "Warum wird die Fläche breiter? Je ferner ein Jahr ist, desto mehr kann sich ändern. Und je weniger "
        "Menschen irgendwo leben, desto mehr macht der Zufall aus. Wie breit die Fläche ist, hängt davon ab, "
        "wie stark die Zahlen schwankten und wie weit frühere Rechnungen danebenlagen.",
        *_wie_oft(rueckschau),
        "Wann nennt der Bericht eine Richtung? Nur wenn die ganze Fläche über oder unter der letzten Zählung "
        "liegt. Sonst ist die Richtung offen. Für alle Bewohner:innen zusammen heißt es hier: "
        f"{_RICHTUNG[richtung(satz)]}.",
    ]


_RICHTUNG = {"wächst": "Zuwachs", "sinkt": "Rückgang", "bleibt": "kaum Änderung", "offen": "Richtung offen"}


def _wie_oft(rueckschau: pd.DataFrame) -> list[str]:
    """How often the band held so far, where it was tried."""
    if rueckschau.empty:
        return []
    getroffen = round(float(unsere(rueckschau)["abdeckung_80"]))
    return [
        "Wie oft traf das bisher zu? Die Rechnung wurde an früheren Jahren geprüft, mit dem Wissen von "
        f"damals. Von 100 Zahlen lagen {getroffen} in der Fläche; versprochen sind 80."
    ]


OHNE_BAND = (
    "Wie sicher ist das? Das lässt sich für dieses Gebiet nicht in Zahlen sagen. Schon ein neues Haus oder "
    "einige Familien mehr können viel verändern."
)
"""Where there is no band."""

SZENARIO = (
    "Was ist ein Szenario? Es fragt: Was wäre, wenn? Zum Beispiel, wenn mehr Menschen zuziehen als zuletzt. "
    "Es sagt nicht, dass es so kommt, und nicht, wie wahrscheinlich das ist."
)
"""Where there is more than one."""

IMMER = (
    "Was kann die Prognose nicht wissen? Neue Häuser, neue Gesetze, Kriege und Krisen. Sie rechnet weiter, "
    "was bisher geschah. Geplante Bauten können in einem eigenen Szenario mitgerechnet werden.",
    "Warum sind die Zahlen rund? Genauere Zahlen wären nur scheinbar genau. Alle sind auf fünf gerundet. Wo "
    "weniger als zehn Menschen erwartet werden, steht keine Zahl.",
    "Ist das ein Ziel? Nein. Die Prognose sagt, was zu erwarten ist. Ob das gut ist und was geschehen soll, "
    "entscheidet das Lenkungsgremium.",
)
"""What holds of every projection."""
