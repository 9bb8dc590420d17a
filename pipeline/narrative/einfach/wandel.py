"""Plain sentences on what changes: moves in the year, and the projection with its band."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.einfach.anteil import OHNE_ZAHL
from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.orte import Orte
from pipeline.narrative.prognose import erwartung, mit_band, richtung, verdeckt
from pipeline.narrative.vergleich import Satz

_GRUPPEN = {
    "0-17": "Kinder und Jugendliche",
    "18-64": "Menschen von 18 bis 64 Jahren",
    "65+": "Menschen ab 65 Jahren",
}
_MENGE = {"wächst": "mehr", "sinkt": "weniger"}
_OFFEN = "Ob es mehr oder weniger werden, ist offen."


def umzuege(orte: Orte, bewegung: pd.DataFrame, jahr: int) -> str:
    """Say how many came and went in the year.

    Takes:   one row per staatsangehoerigkeit, `insgesamt` among them: zuzuege, wegzuege, saldo (<NA> where
             not shown), status.
    """
    alle = bewegung[bewegung["staatsangehoerigkeit"].eq(names.INSGESAMT)] if len(bewegung) else bewegung
    if alle.empty or alle["status"].iloc[0] == "fehlt":
        return "Zu Umzügen haben wir keine Zahlen bekommen."
    satz = alle.iloc[0].to_dict()
    if pd.isna(satz["zuzuege"]) and pd.isna(satz["wegzuege"]):
        return f"Wie viele Menschen {jahr} zuzogen und wie viele wegzogen, {OHNE_ZAHL['geheim']}."
    zahlen = f"{_gezogen(satz['zuzuege'], jahr, 'zu')} {_gezogen(satz['wegzuege'], jahr, 'weg')}"
    auch = "" if orte.hier.ebene == "stadt" else f"Auch Umzüge innerhalb von {orte.dort.name} zählen mit."
    return " ".join(filter(None, [zahlen, _saldo(satz["saldo"]), auch]))


def _gezogen(zahl: Any, jahr: int, wohin: str) -> str:
    wann = f"Im Jahr {jahr}" if wohin == "zu" else "Im gleichen Jahr"
    if pd.isna(zahl):
        return f"Wie viele Menschen {jahr} {wohin}zogen, {OHNE_ZAHL['geheim']}."
    if int(zahl) == 1:
        return f"{wann} zog 1 Mensch {wohin}."
    return f"{wann} zogen {names.ganzzahl(zahl) if zahl else 'keine'} Menschen {wohin}."


def _saldo(zahl: Any) -> str:
    if pd.isna(zahl):
        return ""
    saldo = int(zahl)
    if saldo == 0:
        return "Es kamen also genauso viele, wie gingen."
    mehr, andere = ("kamen", "gingen") if saldo > 0 else ("gingen", "kamen")
    if abs(saldo) == 1:
        return f"Es {mehr.removesuffix('en')} also ein Mensch mehr, als {andere}."
    return f"Es {mehr} also {names.ganzzahl(abs(saldo))} mehr, als {andere}."


def ausblick(veraenderung: pd.DataFrame, horizont: int) -> list[str]:
    """Say the direction of the projection in one sentence, as a list; empty where there is none."""
    satz = erwartung(veraenderung)
    if satz is None:
        return []
    return [
        {
            "wächst": f"Bis {horizont} werden es hier wahrscheinlich mehr Menschen.",
            "sinkt": f"Bis {horizont} werden es hier wahrscheinlich weniger Menschen.",
            "bleibt": f"Bis {horizont} bleibt die Zahl der Menschen hier wahrscheinlich fast gleich.",
            "offen": f"Ob hier {horizont} mehr oder weniger Menschen leben, ist offen.",
        }[richtung(satz)]
    ]


def zukunft(orte: Orte, veraenderung: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say the projected number with its band in words, or that there is no projection.

    Takes:   one row per altersgruppe: basis, erwartet, differenz, status; unten and oben, the band.
    """
    satz = erwartung(veraenderung)
    if satz is None and verdeckt(veraenderung):
        return f"Wie viele Menschen {horizont} hier leben werden, {OHNE_ZAHL['geheim']}."
    if satz is None:
        return f"Für das Jahr {horizont} haben wir keine Schätzung."
    saetze = [
        f"Wir haben geschätzt, wie viele Menschen {horizont} {wo(orte.hier)} leben.",
        f"Wir rechnen mit rund {names.ganzzahl(satz['erwartet'])} Menschen.",
        _zwischen(satz),
        f"{_wann(stichtag)} waren es {names.ganzzahl(satz['basis'])}.",
        _wohin(satz),
    ]
    return " ".join(saetze)


def _wann(stichtag: str) -> str:
    ende = stichtag.endswith("-12-31")
    return f"Ende {names.stichtag_jahr(stichtag)}" if ende else f"Am {datum(stichtag)}"


def _zwischen(satz: Satz) -> str:
    if not mit_band(satz):
        return "Wie genau diese Schätzung ist, wissen wir nicht."
    unten, oben = names.ganzzahl(satz["unten"]), names.ganzzahl(satz["oben"])
    return (
        f"Es können aber auch zwischen {unten} und {oben} sein. Im Bild ist das die helle Fläche. "
        "In acht von zehn Fällen sollte die Zahl dort liegen."
    )


def _wohin(satz: Satz) -> str:
    wohin = richtung(satz)
    if wohin == "bleibt":
        return "Die Zahl bleibt also wahrscheinlich fast gleich."
    return f"Es werden also wahrscheinlich {_MENGE[wohin]}." if wohin in _MENGE else _OFFEN


def altersgruppen(veraenderung: pd.DataFrame) -> list[str]:
    """Say of the young, the middle and the old whether they become more or fewer."""
    vorhanden = [
        (wer, satz)
        for gruppe, wer in _GRUPPEN.items()
        if (satz := erwartung(veraenderung, gruppe)) is not None
    ]
    gerichtet = [_gruppe(wer, satz) for wer, satz in vorhanden if richtung(satz) != "offen"]
    offen = [
        f"Ob es mehr oder weniger {wer} werden, ist offen."
        for wer, satz in vorhanden
        if richtung(satz) == "offen"
    ]
    return [*gerichtet, *offen]


def _gruppe(wer: str, satz: Satz) -> str:
    wohin = richtung(satz)
    if wohin == "bleibt":
        return f"{wer} bleiben wahrscheinlich fast gleich viele."
    zahlen = f"von {names.ganzzahl(satz['basis'])} auf rund {names.ganzzahl(satz['erwartet'])}"
    return f"{wer} werden wahrscheinlich {_MENGE[wohin]}: {zahlen}."


def bildkopf(
    orte: Orte, veraenderung: pd.DataFrame, stichtag: str, horizont: int, quelle: str
) -> dict[str, str]:
    """Write the head of the chart of the projection: its direction."""
    aussage = ausblick(veraenderung, horizont)
    titel = aussage[0].rstrip(".") if aussage else f"Wie viele Menschen {wo(orte.hier)} leben"
    untertitel = f"Menschen am Ende des Jahres: bis {names.stichtag_jahr(stichtag)} gezählt, danach geschätzt"
    return {"id": "zukunft", "titel": titel, "untertitel": untertitel, "quelle": quelle}
