"""Signs where numbers are expected, and the thousands sign: what is sure, what is likely, what is open."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.deutung import zahl
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise
from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN, kommentar, text, zuordnung

BEDEUTUNG: dict[str, tuple[str, str]] = {
    ".": ("geheim", "DIN 55301: Zahlenwert unbekannt oder geheim zu halten"),
    "...": ("fehlt", "DIN 55301: Angabe fällt später an"),
    "…": ("fehlt", "DIN 55301: Angabe fällt später an"),
    "/": ("unsicher", "DIN 55301: Zahlenwert nicht sicher genug"),
    "x": ("fehlt", "DIN 55301: Tabellenfach gesperrt, Aussage nicht sinnvoll"),
    "X": ("fehlt", "DIN 55301: Tabellenfach gesperrt, Aussage nicht sinnvoll"),
    "*": ("geheim", "bei der Bundesagentur für Arbeit: kleiner 10, geheim gehalten"),
    "•": ("geheim", "geheim gehalten"),
    "g": ("geheim", "geheim gehalten"),
    "G": ("geheim", "geheim gehalten"),
    "u": ("unsicher", "unsicherer Wert"),
    "NA": ("fehlt", "nicht vorhanden"),
    "n.a.": ("fehlt", "nicht vorhanden"),
    "n. a.": ("fehlt", "nicht vorhanden"),
    "k.A.": ("fehlt", "keine Angabe"),
    "k. A.": ("fehlt", "keine Angabe"),
    "NaN": ("fehlt", "nicht vorhanden"),
    "NULL": ("fehlt", "nicht vorhanden"),
    "": ("fehlt", "leeres Feld"),
    "(#)": ("unsicher", "DIN 55301: Aussagewert eingeschränkt"),
}
"""What a sign most likely means. A sign that may mean a number is left to a person.

Source: DIN 55301 (Gestaltung statistischer Tabellen), and the legend of the tables of the Bundesagentur.
"""
NULL_WENN = ("-", "–", "—", "−", "--")


def zeilen(blatt: Blatt, stellen: Sequence[int]) -> list[str]:
    """Lines on thousands, decimals and signs of the columns that are read as counts."""
    haeufig = Counter(str(zelle) for i in stellen for zelle in blatt.zellen[i])
    return [*_schreibweise(list(haeufig)), *_symbole(haeufig)]


def schreibweise(werte: Sequence[str]) -> tuple[Schreibweise, bool]:
    """How numbers are written, and whether the numbers themselves prove it."""
    erkannt = zahl.erkennen(werte, Schreibweise())
    if erkannt.tausender is None and (zeichen := _tausender(werte)):
        return Schreibweise(zeichen, "," if zeichen != "," else "."), False
    tausender = erkannt.tausender or ""
    return Schreibweise(tausender, erkannt.dezimal or ("." if tausender == "," else ",")), True


def _schreibweise(werte: list[str]) -> list[str]:
    wie, bewiesen = schreibweise(werte)
    if any(zahl.ZWEIDEUTIG.fullmatch(wert) for wert in werte) and not wie.tausender:
        grund = (
            "Zahlen wie 1.049: Tausender oder Nachkommastellen? Das Tausenderzeichen eintragen, oder nichts"
        )
        return [kommentar(grund), f'tausender = "{AUSFUELLEN}"']
    hinweis = [] if bewiesen else [
        kommentar(f"tausender: {text(wie.tausender or '')} steht nur in Zahlen ab 1000; bitte prüfen")
    ]  # fmt: skip
    return [*hinweis, f"tausender = {text(wie.tausender or '')}", f"dezimal = {text(wie.dezimal or ',')}"]


def _tausender(werte: Sequence[str]) -> str:
    """A sign that stands in 1.049 while no number from 1000 up stands without it, and none has decimals."""
    zweideutig = {t[1] for wert in werte if (t := zahl.ZWEIDEUTIG.fullmatch(wert))}
    ohne = any(re.fullmatch(r"-?\d{4,}", wert) for wert in werte)
    anders = any(re.fullmatch(r"-?(\d+[.,](\d{1,2}|\d{4,})|0[.,]\d+)", wert) for wert in werte)
    return next(iter(zweideutig)) if len(zweideutig) == 1 and not ohne and not anders else ""


def _symbole(haeufig: Counter[str]) -> list[str]:
    gefunden: Counter[str] = Counter()
    for wert, wie_oft in haeufig.items():
        if re.fullmatch(r"\(-?\d[\d., ]*\)", wert):
            gefunden["(#)"] += wie_oft
        elif not re.search(r"\d", wert):
            gefunden[wert] += wie_oft
    if not gefunden:
        return []
    bedeutungen = {zeichen: _bedeutung(zeichen) for zeichen in sorted(gefunden)}
    saetze = [
        kommentar(f"  {_lesbar(zeichen)} steht {gefunden[zeichen]}-mal: {sinn}{_vorschlag(wert)}")
        for zeichen, (wert, sinn) in bedeutungen.items()
    ]
    paare = {zeichen: wert for zeichen, (wert, _) in bedeutungen.items()}
    return [
        kommentar("symbole: bitte bestätigen, was die Zeichen hier heißen"),
        *saetze,
        f"symbole = {zuordnung(paare)}",
    ]


def _bedeutung(zeichen: str) -> tuple[str, str]:
    if zeichen in NULL_WENN:
        return AUSFUELLEN, 'nach DIN 55301 genau null, dann "0"; sonst "geheim" oder "fehlt"'
    return BEDEUTUNG.get(
        zeichen, (AUSFUELLEN, 'unbekanntes Zeichen; "geheim", "fehlt", "unsicher" oder eine Zahl')
    )


def _vorschlag(wert: str) -> str:
    return "" if wert == AUSFUELLEN else f' (vorgeschlagen: "{wert}")'


def _lesbar(zeichen: str) -> str:
    return (
        "ein leeres Feld" if not zeichen else "eine Zahl in Klammern" if zeichen == "(#)" else f'"{zeichen}"'
    )
