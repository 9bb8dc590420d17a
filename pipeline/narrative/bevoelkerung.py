"""Sentences on residents: number, age, sex, Zuwanderungsgeschichte, countries of origin."""

import pandas as pd

from pipeline import names
from pipeline.narrative.laender import mit_artikel
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import (
    FEHLT,
    GEHEIM,
    Satz,
    gezeigt,
    im_vergleich,
    mit_einheit,
    nichts_geliefert,
    pruefung,
    vergleichbar,
    warum_nicht,
    zeile,
)
from pipeline.narrative.zahlen import BRUECHE, aufzaehlung, bruch, gross, zahlwort

_DRITTEL = (
    ("bev_u18", "unter 18 Jahre alt"),
    ("bev_18_64", "zwischen 18 und 64 Jahre alt"),
    ("bev_65p", "65 Jahre und älter"),
)


def datum(stichtag: str) -> str:
    """ISO date as a reader writes it: 31.12.2020."""
    jahr, monat, tag = stichtag.split("-")
    return f"{tag}.{monat}.{jahr}"


def einwohner(orte: Orte, entwicklung: pd.DataFrame, stichtag: str) -> str:
    """Say the number of residents on the Stichtag and its change since the first delivered year.

    Takes:   `entwicklung`: columns jahr, anzahl, status of the district.
    """
    jahr = names.stichtag_jahr(stichtag)
    heute = entwicklung[entwicklung["jahr"].eq(jahr)]
    if heute.empty or heute["status"].iloc[0] == "fehlt":
        return f"Die Einwohnerzahl {orte.hier.des} zum {datum(stichtag)} wurde {FEHLT}."
    if heute["status"].iloc[0] != "wert":
        warum = warum_nicht(heute.iloc[0].to_dict())
        return f"Die Einwohnerzahl {orte.hier.des} zum {datum(stichtag)} wird {warum}."
    zahl = int(heute["anzahl"].iloc[0])
    satz = f"Am {datum(stichtag)} lebten {orte.hier.im} {names.ganzzahl(zahl)} Bewohner:innen."
    return f"{satz} {_veraenderung(entwicklung, jahr, zahl)}".strip()


def _veraenderung(entwicklung: pd.DataFrame, jahr: int, zahl: int) -> str:
    frueher = entwicklung[entwicklung["jahr"].lt(jahr) & entwicklung["status"].eq("wert")].sort_values("jahr")
    if frueher.empty or not frueher["anzahl"].iloc[0]:
        return ""
    seit, damals = int(frueher["jahr"].iloc[0]), int(frueher["anzahl"].iloc[0])
    mehr = zahl - damals
    if mehr == 0:
        return f"Ihre Zahl ist ebenso hoch wie Ende {seit}."
    richtung = "mehr" if mehr > 0 else "weniger"
    betrag = f"{zahlwort(abs(mehr), 'w')} {richtung} als Ende {seit}"
    return f"Das sind {betrag} ({_mit_vorzeichen(100 * mehr / damals)})."


def _mit_vorzeichen(wert: float, einheit: str = "%") -> str:
    return ("+" if wert > 0 else "") + mit_einheit(wert, einheit)


def altersaufbau(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say the three age groups of the paper as fractions, then the oldest against the city."""
    zeilen = [(zeile(verglichen, kennzahl), text) for kennzahl, text in _DRITTEL]
    if all(satz["status"] == "fehlt" for satz, _ in zeilen):
        return f"Die Gliederung nach Alter wurde {FEHLT}."
    if all(satz["status"] == "geheim" for satz, _ in zeilen):
        return f"Die Gliederung nach Alter wird {GEHEIM}."
    if not all(gezeigt(satz) for satz, _ in zeilen):
        return "Die Gliederung nach Alter wird nur teilweise gezeigt; die Tabelle bezeichnet, was fehlt."
    teile = [_als_bruch(float(satz["wert"]), text, erster=n == 0) for n, (satz, text) in enumerate(zeilen)]
    return f"{gross(aufzaehlung(teile))}. {_vergleiche_alter(orte, zeilen)}".strip()


def _als_bruch(anteil: float, text: str, *, erster: bool) -> str:
    wort = bruch(anteil)
    verb = "sind" if wort.mehrzahl else "ist"
    wer = " der Bewohner:innen" if erster else ""
    if wort not in BRUECHE:
        return f"{names.prozent(anteil)}{wer} {verb} {text}"
    return f"{wort.text}{wer} ({names.prozent(anteil)}) {verb} {text}"


def _vergleiche_alter(orte: Orte, zeilen: list[tuple[Satz, str]]) -> str:
    jung, _, alt = (satz for satz, _ in zeilen)
    saetze = [
        f"Der Anteil der {wer} liegt {im_vergleich(satz, orte.dort)}."
        for satz, wer in ((jung, "unter 18-Jährigen"), (alt, "ab 65-Jährigen"))
        if vergleichbar(satz)
    ]
    return " ".join(saetze)


def geschlecht(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Share of women, and whether the distribution differs from the city: only after the test."""
    frauen = zeile(verglichen, "frauen")
    if not gezeigt(frauen):
        return (
            f"Die Gliederung nach Geschlecht wurde {FEHLT}."
            if frauen["status"] == "fehlt"
            else (f"Der Anteil der Frauen wird {warum_nicht(frauen)}.")
        )
    satz = f"{names.prozent(frauen['wert'])} der Bewohner:innen sind Frauen"
    if not vergleichbar(frauen):
        return f"{satz}."
    satz += f", {orte.dort.im} sind es {names.prozent(frauen['wert_stadt'])}."
    if pd.isna(frauen["signifikant"]):
        return satz
    nicht = "" if frauen["signifikant"] else "nicht "
    return f"{satz} Die Geschlechterverteilung weicht {nicht}signifikant von der {orte.dort.im} ab."


def zuwanderung(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Share with Zuwanderungsgeschichte, its two parts, and the comparison."""
    gesamt = zeile(verglichen, "mig")
    if gesamt["status"] == "fehlt":
        return f"Angaben zur Zuwanderungsgeschichte wurden {FEHLT}."
    if not gezeigt(gesamt):
        return f"Der Anteil der Bewohner:innen mit Zuwanderungsgeschichte wird {warum_nicht(gesamt)}."
    anteil = names.prozent(gesamt["wert"])
    satz = f"{anteil} der Bewohner:innen haben eine Zuwanderungsgeschichte{_teile(verglichen)}."
    if vergleichbar(gesamt):
        satz += f" Damit liegt {orte.hier.der} {im_vergleich(gesamt, orte.dort)}."
    return satz


def _teile(verglichen: pd.DataFrame) -> str:
    deutsch, nichtdeutsch = zeile(verglichen, "mig_deutsch"), zeile(verglichen, "ausl")
    if not (gezeigt(deutsch) and gezeigt(nichtdeutsch)):
        return ""
    return (
        f": {names.prozent(deutsch['wert'])} sind Deutsche mit Zuwanderungsgeschichte, "
        f"{names.prozent(nichtdeutsch['wert'])} haben keine deutsche Staatsangehörigkeit"
    )


HERKUNFT_NENNER = "Personen mit Zuwanderungsgeschichte; Anteil an allen Personen mit Zuwanderungsgeschichte"
"""Denominator of the table of countries, as its subtitle."""


_OHNE_LAND = {
    "fehlt": f"Angaben zu den Herkunftsländern wurden {FEHLT}.",
    "geheim": f"Die Herkunftsländer werden {GEHEIM}.",
    "wert": "Ein Herkunftsland ist hier nicht verzeichnet.",
}


def herkunftslaender(laender: pd.DataFrame, stand: str, wie_viele: int = 4) -> str:
    """Name the most frequent countries of origin in their order.

    Takes:   columns herkunftsland, anzahl, status, largest first; only countries that may be shown; why
             there may be none (fehlt, geheim, wert).
    """
    if laender.empty:
        return _OHNE_LAND[stand]
    gezeigte = laender[laender["status"].eq("wert")].head(wie_viele)
    if len(gezeigte) == 1:
        einziges = mit_artikel(gezeigte["herkunftsland"].iloc[0])
        return f"Das am häufigsten vorkommende Herkunftsland ist {einziges}."
    teile = [
        f"{mit_artikel(land)} ({names.ganzzahl(zahl)})"
        for land, zahl in zip(gezeigte["herkunftsland"], gezeigte["anzahl"], strict=True)
    ]
    return (
        f"Die am häufigsten vorkommenden Herkunftsländer sind, in dieser Reihenfolge, {aufzaehlung(teile)}."
    )


__all__ = [
    "altersaufbau",
    "datum",
    "einwohner",
    "geschlecht",
    "herkunftslaender",
    "nichts_geliefert",
    "pruefung",
    "zuwanderung",
]
