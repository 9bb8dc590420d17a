"""Plain sentences on how people live: households, benefits, work, elections, help for families."""

import pandas as pd

from pipeline import names
from pipeline.narrative.einfach.anteil import OHNE_ZAHL, anteil, anteile
from pipeline.narrative.einfach.merkmale import MERKMALE
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import gezeigt, zeile
from pipeline.narrative.zahlen import aufzaehlung

_HILFEN = {
    "27": "Hilfe zur Erziehung",
    "28": "Erziehungsberatung",
    "29": "Gruppen für Kinder und Jugendliche",
    "30": "Begleitung für Jugendliche",
    "31": "Familienhilfe zu Hause",
    "32": "Tagesgruppen",
    "33": "Pflegefamilien",
    "34": "Wohnen im Heim",
    "35": "Einzelbetreuung",
    "35a": "Hilfe bei seelischer Behinderung",
    "41": "Hilfe für junge Erwachsene",
}
_HOECHSTENS = 3
"""Kinds of help that are named where there was none; more make no sentence that is read."""


def haushalte(verglichen: pd.DataFrame) -> str:
    """Say what a household is and how many there are, or that nothing was delivered."""
    einer = zeile(verglichen, "hh_einpersonen")
    if einer["status"] == "fehlt":
        return "Zu Haushalten haben wir keine Zahlen bekommen."
    was = "Ein Haushalt sind alle, die zusammen wohnen."
    if not gezeigt(einer):
        return was
    return f"{was} Es gab hier {names.ganzzahl(einer['nenner'])} Haushalte."


def wohnen(orte: Orte, verglichen: pd.DataFrame) -> list[str]:
    """Say the shares of single households, single parents and large families."""
    return anteile(orte, verglichen, MERKMALE, ("hh_einpersonen", "hh_allein", "hh_3kind"))


def was_grundsicherung_ist(verglichen: pd.DataFrame) -> str:
    """Explain the word where it is used first; nothing where it is not used."""
    if zeile(verglichen, "mindest")["status"] == "fehlt":
        return ""
    return "Grundsicherung ist Geld vom Staat. Sie ist für Menschen, die zu wenig Geld zum Leben haben."


def geld(orte: Orte, verglichen: pd.DataFrame) -> list[str]:
    """Say how many have benefits, of all, of children and of the old, and how many are unemployed."""
    grundsicherung = anteile(orte, verglichen, MERKMALE, ("mindest", "gs_u15", "gs_65p"))
    arbeitslos = anteile(orte, verglichen, MERKMALE, ("al_anteil",))
    return [
        *(grundsicherung or ["Zur Grundsicherung haben wir keine Zahlen bekommen."]),
        *(arbeitslos or ["Zu arbeitslosen Menschen haben wir keine Zahlen bekommen."]),
    ]


def wahl(orte: Orte, verglichen: pd.DataFrame, wahlen: pd.DataFrame) -> str:
    """Say how many voted at a polling station, and that more voted by post.

    Takes:   the comparison with wahlbet; rows with the name of the election in the column wahl.
    """
    satz = zeile(verglichen, "wahlbet")
    if satz["status"] == "fehlt" or wahlen.empty:
        return "Zu Wahlen haben wir keine Zahlen bekommen."
    worum = f"Es geht um die {wahlen['wahl'].iloc[0]}. Wahlberechtigte sind alle, die wählen dürfen."
    if not gezeigt(satz):
        return " ".join([worum, anteil(orte, satz, MERKMALE["wahlbet"])])
    brief = "Wer per Brief wählte, ist hier nicht mitgezählt. Insgesamt haben also mehr Menschen gewählt."
    return " ".join([worum, anteil(orte, satz, MERKMALE["wahlbet"]), brief])


def hilfen(uebersicht: pd.DataFrame, jahr: int) -> str:
    """Say how many helps for families there were in the year, and which kinds there were not.

    Takes:   one row per paragraph with `inanspruchnahme` ("nein": a true zero), then the sums: paragraph,
             zaehlweise, anzahl, status. A column `jahressummen` says that years are released as sums.
    """
    was = "Das Jugendamt hilft Familien, wenn die Erziehung schwierig ist."
    summe = uebersicht[
        uebersicht["paragraph"].eq(names.INSGESAMT) & uebersicht["zaehlweise"].eq(names.INSGESAMT)
    ]
    status = "fehlt" if summe.empty else str(summe["status"].iloc[0])
    if "jahressummen" in uebersicht:
        status = "geheim"
    if status == "wert":
        return " ".join(
            filter(None, [was, _gezaehlt(int(summe["anzahl"].iloc[0]), jahr), _keine(uebersicht, jahr)])
        )
    if status == "fehlt" and not uebersicht["inanspruchnahme"].isin(["ja", "nein", "geheim"]).any():
        return f"{was} Wir haben dazu keine Zahlen bekommen."
    warum = f"Wie viele solche Hilfen es im Jahr {jahr} gab, {OHNE_ZAHL['geheim']}."
    return " ".join(filter(None, [was, warum, _keine(uebersicht, jahr)]))


def _gezaehlt(anzahl: int, jahr: int) -> str:
    if anzahl == 0:
        return f"Im Jahr {jahr} gab es hier keine solche Hilfe."
    wort = "solche Hilfe" if anzahl == 1 else "solche Hilfen"
    return f"Im Jahr {jahr} gab es hier {names.ganzzahl(anzahl)} {wort}. Wir zählen Hilfen, nicht Menschen."


def _keine(uebersicht: pd.DataFrame, jahr: int) -> str:
    """Name the kinds of which there was none, where there was any help at all."""
    nicht = list(uebersicht.loc[uebersicht["inanspruchnahme"].eq("nein"), "paragraph"])
    if not nicht or len(nicht) == uebersicht["inanspruchnahme"].ne("summe").sum():
        return ""
    if len(nicht) > _HOECHSTENS:
        return "Viele Arten von Hilfe gab es nicht. Der lange Bericht nennt sie."
    return f"Diese Hilfen gab es {jahr} nicht: {aufzaehlung([_HILFEN[p] for p in nicht])}."
