"""Sentences on benefits, unemployment and turnout, each with its denominator."""

import pandas as pd

from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import (
    FEHLT,
    GEHEIM,
    Satz,
    gezeigt,
    im_vergleich,
    mit_einheit,
    vergleichbar,
    warum_nicht,
    zeile,
)

_ALTER = {"gs_u15": "unter 15 Jahren", "gs_15_64": "15 bis 64 Jahre", "gs_65p": "65 Jahre und älter"}


def grundsicherung(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Share with Mindestsicherung, and whether it is lower or higher through all age groups."""
    gesamt = zeile(verglichen, "mindest")
    if gesamt["status"] == "fehlt":
        return f"Angaben zur Grundsicherung wurden {FEHLT}."
    if not gezeigt(gesamt):
        return f"Der Anteil der Menschen mit Grundsicherung wird {warum_nicht(gesamt)}."
    satz = f"{mit_einheit(gesamt['wert'])} der Bewohner:innen beziehen Leistungen der Grundsicherung "
    satz += "(SGB II, SGB XII oder AsylbLG)"
    if vergleichbar(gesamt):
        satz += f". Der Anteil liegt {im_vergleich(gesamt, orte.dort)}"
    return f"{satz}. {_altersgruppen(orte, verglichen)}".strip()


def _altersgruppen(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say "in allen Altersgruppen" only where every group is shown, of one direction and tested."""
    zeilen = [zeile(verglichen, kennzahl) for kennzahl in _ALTER]
    if not all(vergleichbar(satz) for satz in zeilen):
        verdeckt = any(satz["status"] == "geheim" for satz in zeilen)
        return f"Einzelne Altersgruppen werden {GEHEIM}." if verdeckt else ""
    richtungen, groessen = ({satz[feld] for satz in zeilen} for feld in ("richtung", "groesse"))
    if len(richtungen) > 1 or richtungen == {"gleich"} or "vergleichbar" in groessen:
        return "Die Altersgruppen unterscheiden sich darin; die Tabelle zeigt sie einzeln."
    wort = "niedriger" if richtungen == {"unter"} else "höher"
    mass = f"{groessen.pop()} " if len(groessen) == 1 else ""
    return f"Er ist in allen Altersgruppen {mass}{wort} als {orte.dort.im}, {_wie_sicher(zeilen)}."


def _wie_sicher(zeilen: list[Satz]) -> str:
    """Say of how many of these groups the test confirms the difference."""
    sicher = sum(bool(pd.notna(satz["signifikant"]) and satz["signifikant"]) for satz in zeilen)
    if sicher == len(zeilen):
        return "überall signifikant"
    return "aber nicht überall signifikant" if sicher else "aber in keiner signifikant"


def arbeitslose(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Arbeitslosenanteil with its denominator in the sentence."""
    satz = zeile(verglichen, "al_anteil")
    if satz["status"] == "fehlt":
        return f"Angaben zur Arbeitslosigkeit wurden {FEHLT}."
    wer = "Der Arbeitslosenanteil, also der Anteil der Arbeitslosen an allen 15- bis unter 65-Jährigen,"
    if not gezeigt(satz):
        return f"{wer} wird {warum_nicht(satz)}."
    if not vergleichbar(satz):
        return f"{wer} beträgt {mit_einheit(satz['wert'])}."
    return f"{wer} beträgt {mit_einheit(satz['wert'])} und liegt {im_vergleich(satz, orte.dort)}."


def arbeitslosenquote_hinweis(verglichen: pd.DataFrame) -> str:
    """Why it is not called a rate; nothing where nothing was delivered."""
    if zeile(verglichen, "al_anteil")["status"] == "fehlt":
        return ""
    return (
        "Der Arbeitslosenanteil ist keine Arbeitslosenquote: Die Quote bezieht sich auf die zivilen "
        "Erwerbspersonen, deren Zahl es unterhalb der Stadt nicht gibt."
    )


def wahlbeteiligung(orte: Orte, verglichen: pd.DataFrame, wahl: pd.DataFrame) -> str:
    """Turnout at the latest election, on the same basis for both areas.

    Takes:   a comparison with wahlbet (votes cast at polling stations only); rows with the name of that
             election in the column wahl.
    """
    satz = zeile(verglichen, "wahlbet")
    if satz["status"] == "fehlt" or wahl.empty:
        return f"Angaben zur Wahlbeteiligung wurden {FEHLT}."
    if not gezeigt(satz):
        return f"Die Wahlbeteiligung wird {warum_nicht(satz)}."
    anteil = f"{mit_einheit(satz['wert'])} der Wahlberechtigten {orte.hier.des}"
    anfang = f"An der {wahl['wahl'].iloc[0]} beteiligten sich im Wahllokal {anteil}"
    if not vergleichbar(satz):
        return f"{anfang}. Ein Vergleichswert auf gleicher Grundlage wurde {FEHLT}."
    return f"{anfang}. Das liegt {im_vergleich(satz, orte.dort)}."


def briefwahl_hinweis(verglichen: pd.DataFrame) -> str:
    """Say what turnout without postal votes means; nothing where none is shown."""
    if not gezeigt(zeile(verglichen, "wahlbet")):
        return ""
    return (
        "Briefwahlstimmen lassen sich den Planungsbezirken nicht zuordnen. Verglichen wird deshalb nur die "
        "Stimmabgabe im Wahllokal, für beide Gebiete gleich; die tatsächliche Wahlbeteiligung liegt höher."
    )
