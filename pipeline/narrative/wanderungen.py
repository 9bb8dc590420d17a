"""Sentences on moves, births and naturalisations by Staatsangehörigkeit."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT, GEHEIM, Satz, mit_einheit


def wanderungen(orte: Orte, bewegung: pd.DataFrame, jahr: int) -> str:
    """Out-moves by Staatsangehörigkeit in persons and per 1,000 of each group, then both balances.

    Takes:   one row per staatsangehoerigkeit (deutsch, nichtdeutsch, insgesamt): zuzuege, wegzuege, saldo,
             wegzuege_je_1000, each with <NA> where not shown, and status.
    """
    if bewegung.empty or bewegung["status"].eq("fehlt").all():
        return f"Angaben zu Wanderungen wurden {FEHLT}."
    gruppen = {str(satz["staatsangehoerigkeit"]): satz for satz in bewegung.to_dict("records")}
    deutsch, nichtdeutsch = gruppen["deutsch"], gruppen["nichtdeutsch"]
    if pd.isna(deutsch["wegzuege"]) or pd.isna(nichtdeutsch["wegzuege"]):
        return f"Die Wegzüge nach Staatsangehörigkeit werden {GEHEIM}."
    saetze = [
        f"Im Jahr {jahr} zogen {names.ganzzahl(deutsch['wegzuege'])} deutsche und "
        f"{names.ganzzahl(nichtdeutsch['wegzuege'])} nichtdeutsche Bewohner:innen aus dem Gebiet "
        f"{orte.hier.des} fort{'' if orte.hier.ebene == 'stadt' else ', auch in andere Teile der Stadt'}.",
        _raten(deutsch, nichtdeutsch),
        _salden(deutsch, nichtdeutsch),
    ]
    return " ".join(filter(None, saetze))


def _raten(deutsch: Satz, nichtdeutsch: Satz) -> str:
    """Say who moves more often; counts alone mislead, because the groups differ in size."""
    d, n = deutsch["wegzuege_je_1000"], nichtdeutsch["wegzuege_je_1000"]
    if pd.isna(d) or pd.isna(n):
        return ""
    a, b = float(str(d)), float(str(n))
    haeufiger = "häufiger" if b > a else "seltener" if b < a else "ebenso häufig"
    als = "wie" if a == b else "als"
    return (
        f"Gemessen an der Größe beider Gruppen zogen Nichtdeutsche {haeufiger} fort {als} Deutsche: "
        f"{names.dezimal(b)} gegenüber {names.dezimal(a)} Wegzüge je 1.000 "
        "Personen der Gruppe (Mittel aus Vorjahr und Jahr)."
    )


def _salden(deutsch: Satz, nichtdeutsch: Satz) -> str:
    d, n = deutsch["saldo"], nichtdeutsch["saldo"]
    if pd.isna(d) or pd.isna(n):
        return ""
    return (
        "Zu- und Wegzüge zusammen ergeben einen Wanderungssaldo von "
        f"{_vorzeichen(d)} Personen bei den Deutschen und {_vorzeichen(n)} bei den Nichtdeutschen."
    )


WANDERUNGSTEXTE = {
    f"{art}_{gruppe}": f"{wort} {wer}"
    for gruppe, wer in (("deutsch", "Deutscher"), ("nichtdeutsch", "Nichtdeutscher"))
    for art, wort in (("zuzuege", "Zuzüge"), ("wegzuege", "Wegzüge"), ("saldo", "Saldo"))
}
"""What a reader calls the rows of `indicators.wanderungsbilanz`."""


def wanderungskopf(bewegung: pd.DataFrame, jahr: int, quelle: str) -> dict[str, Any]:
    """Write the head of the chart of moves, with the words of its rows: its title is the finding.

    Takes:   as `wanderungen`.
    Returns: texte, id, titel, untertitel, quelle. The title counts and tests nothing.
    """
    salden = dict(zip(bewegung["staatsangehoerigkeit"], bewegung["saldo"], strict=True))
    titel = f"Zu- und Wegzüge im Jahr {jahr}"
    if not pd.isna(salden.get("deutsch", pd.NA)) and not pd.isna(salden.get("nichtdeutsch", pd.NA)):
        teile = [
            _mehr(int(salden[g]), wer)
            for g, wer in (("deutsch", "Deutsche"), ("nichtdeutsch", "Nichtdeutsche"))
        ]
        titel = f"{titel}: {teile[0]}, {teile[1]}"
    return {
        "texte": WANDERUNGSTEXTE,
        "id": "wanderungsbilanz",
        "titel": titel,
        "untertitel": f"Umzüge über die Grenze des Gebiets im Jahr {jahr}, nach Staatsangehörigkeit",
        "quelle": quelle,
    }


def _mehr(saldo: int, wer: str) -> str:
    """Write "16 Deutsche weniger", "so viele Nichtdeutsche wie zuvor"."""
    if not saldo:
        return f"so viele {wer} wie zuvor"
    return f"{names.ganzzahl(abs(saldo))} {wer} {'mehr' if saldo > 0 else 'weniger'}"


def _vorzeichen(zahl: object) -> str:
    wert = int(str(zahl))
    return f"+{names.ganzzahl(wert)}" if wert > 0 else "±0" if wert == 0 else names.ganzzahl(wert)


def nichtdeutsche_entwicklung(anteile: pd.DataFrame) -> str:
    """Say what the years show about the share of residents without German Staatsangehörigkeit.

    Takes:   columns jahr, wert (percent), status of the district.
    Returns: the observed change; the guess that the share will grow is not made from out-moves.
    """
    gezeigte = anteile[anteile["status"].eq("wert")].dropna(subset=["wert"]).sort_values("jahr")
    if len(gezeigte) < 2:
        return ""
    (seit, frueher), (bis, heute) = (
        (int(gezeigte["jahr"].iloc[n]), float(gezeigte["wert"].iloc[n])) for n in (0, -1)
    )
    unterschied = round(heute, 1) - round(frueher, 1)
    verb = "stieg" if unterschied > 0 else "sank" if unterschied < 0 else "blieb"
    von_bis = (
        f"von {mit_einheit(frueher)} auf {mit_einheit(heute)}"
        if unterschied
        else f"unverändert bei {mit_einheit(heute)}"
    )
    return (
        f"Der Anteil nichtdeutscher Bewohner:innen {verb} zwischen {seit} und {bis} {von_bis}. "
        "Aus den Wegzügen allein lässt sich nicht schließen, wie er sich künftig entwickelt: Auch Zuzüge, "
        "Geburten, Sterbefälle und Einbürgerungen verändern ihn."
    )
