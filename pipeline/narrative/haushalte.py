"""Sentences on households: single and larger ones, each type against the city, large families."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Ort, Orte
from pipeline.narrative.vergleich import FEHLT, Satz, gezeigt, im_vergleich, vergleichbar, warum_nicht, zeile
from pipeline.narrative.zahlen import aufzaehlung, gross

_TYPEN = {f"hh_{typ}": names.text(typ) for typ in names.HAUSHALTSTYPEN}
_WORTE = {"unter": "unterdurchschnittlich", "ueber": "überdurchschnittlich"}


def haushalte(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say the number of households, single and larger ones, then every type against the city."""
    einer = zeile(verglichen, "hh_einpersonen")
    if einer["status"] == "fehlt":
        return f"Angaben zu Haushalten wurden {FEHLT}."
    if not gezeigt(einer):
        return f"Der Anteil der Einpersonenhaushalte wird {warum_nicht(einer)}."
    anteil = float(einer["wert"])
    anfang = (
        f"{gross(orte.hier.im)} gibt es {names.ganzzahl(einer['nenner'])} Haushalte; "
        f"{names.prozent(anteil, 0)} davon sind Einpersonenhaushalte und "
        f"{names.prozent(100 - round(anteil), 0)} Mehrpersonenhaushalte."
    )
    return f"{anfang} {_typen(orte.dort, verglichen)}".strip()


def _typen(dort: Ort, verglichen: pd.DataFrame) -> str:
    """One clause per group of types with the same position, the tested ones named as such."""
    zeilen = [(zeile(verglichen, kennzahl), text) for kennzahl, text in _TYPEN.items()]
    lagen: dict[str, list[str]] = {}
    for satz, text in zeilen:
        if vergleichbar(satz):
            lagen.setdefault(_lage(satz), []).append(text)
    if not lagen:
        return ""
    teile = [f"{aufzaehlung(texte)} {lage}" for lage, texte in lagen.items()]
    return (
        f"Verglichen mit {dort.name} sind {'; '.join(teile)} vertreten. {_haeufigstes(dort, zeilen)}".strip()
    )


def _lage(satz: Satz) -> str:
    if satz["groesse"] == "vergleichbar" or satz["richtung"] not in _WORTE:
        return "vergleichbar häufig"
    wort = f"{satz['groesse']} {_WORTE[str(satz['richtung'])]}"
    return wort if pd.isna(satz["signifikant"]) or satz["signifikant"] else f"{wort} (nicht signifikant)"


def _haeufigstes(dort: Ort, zeilen: list[tuple[Satz, str]]) -> str:
    """Name the type whose share is most above that of the city and surely so, as a multiple of it."""
    ueber = [
        (float(str(satz["wert"])) / float(str(satz["wert_stadt"])), text)
        for satz, text in zeilen
        if vergleichbar(satz) and satz["richtung"] == "ueber" and satz["groesse"] != "vergleichbar"
        if pd.notna(satz["signifikant"]) and satz["signifikant"]
    ]
    if not ueber:
        return ""
    mal, text = max(ueber)
    return f"Der Anteil der {_genitiv(text)} ist {names.dezimal(mal, 2)}-mal so hoch wie {dort.im}."


def _genitiv(typ: str) -> str:
    return {"Alleinerziehende mit Kindern": "Alleinerziehenden mit Kindern"}.get(typ, typ)


def kinderreich(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Families with more than three children, and the usual count from three on."""
    vier, drei = zeile(verglichen, "hh_4kind"), zeile(verglichen, "hh_3kind")
    if vier["status"] == "fehlt" and drei["status"] == "fehlt":
        return ""
    saetze = [
        _familien(orte, vier, "mehr als drei Kindern"),
        _familien(orte, drei, "drei und mehr Kindern"),
    ]
    return " ".join(saetze)


def _familien(orte: Orte, satz: Satz, womit: str) -> str:
    wer = f"Der Anteil der Familien mit {womit} an allen Haushalten mit Kindern"
    if not gezeigt(satz):
        return f"{wer} wird {warum_nicht(satz)}." if satz["status"] != "fehlt" else f"{wer} wurde {FEHLT}."
    if not vergleichbar(satz):
        return f"{wer} beträgt {names.prozent(satz['wert'])}."
    return f"{wer} liegt mit {names.prozent(satz['wert'])} {im_vergleich(satz, orte.dort)}."
