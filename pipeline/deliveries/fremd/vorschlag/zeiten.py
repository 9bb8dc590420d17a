"""When the numbers hold: from a column, the title or the file name, if every file of one form says it so."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.deliveries.fremd.angaben import Zeit
from pipeline.deliveries.fremd.befund import Unlesbar
from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.deutung.zeit import datieren
from pipeline.deliveries.fremd.vorschlag.bild import Bild
from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN, kommentar, muster, spalte

MONAT = (
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Dez\.?|Jun\.?)"
)
IM_TEXT = (
    r"(?<![\d.])(\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d)(?!\d)",
    rf"(\d{{1,2}}\.\s?{MONAT} (?:19|20)\d\d)(?!\d)",
    r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)(?!\d)",
    rf"({MONAT} (?:19|20)\d\d)(?!\d)",
    r"(?<![\d.])((?:19|20)\d\d)(?![\d/])",
)
UNTERJAEHRIG = re.compile(
    r"quartal|halbjahr|(?<![a-z])h(?:alb)?j(?![a-z])|\d\.?\s?hj|(?<![a-z])q[1-4]|[1-4]q(?![a-z])", re.I
)
IM_NAMEN = (
    r"(?<!\d)(?P<jahr>(?:19|20)\d\d)[-_.]?(?P<monat>0[1-9]|1[0-2])[-_.]?(?P<tag>0[1-9]|[12]\d|3[01])(?!\d)",
    r"(?<!\d)(?P<tag>0[1-9]|[12]\d|3[01])[-_.]?(?P<monat>0[1-9]|1[0-2])[-_.]?(?P<jahr>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<monat>0[1-9]|1[0-2])[-_]?(?P<jahr>20\d\d)(?!\d)",
    r"(?<!\d)(?P<jahr>20\d\d)[-_]?(?P<monat>0[1-9]|1[0-2])(?!\d)",
    r"(?<!\d)((?:19|20)\d\d)(?!\d)",
)
"""From the most exact to the vaguest; a year alone is no Stichtag of an election."""


class Fund(NamedTuple):
    """Lines of [datei.zeit], and the year or day that they give for the first file (empty: unknown)."""

    zeilen: list[str]
    wann: str


def finden(bilder: Sequence[Bild], stelle: int | None, zeitspalte: str, tag_noetig: bool) -> Fund:
    """Say when the numbers of files of one form hold.

    Takes: the position of a time column; `stichtag` or `jahr`; whether a year alone says too little.
    """
    blatt = bilder[0].blatt
    if stelle is not None:
        zeilen = ["[datei.zeit]", f"spalte = {spalte(blatt, stelle)}"]
        werte = [str(text) for text in blatt.zellen[stelle].unique()]
        if zeitspalte == "stichtag" and any(re.fullmatch(r"\d{4}(\.0)?", wert) for wert in werte):
            tag = f'"{AUSFUELLEN}"  # MM-TT des Stichtags' if tag_noetig else '"12-31"'
            zeilen.append(f"tag = {tag}")
        return Fund(zeilen, "")
    for schluessel, formen in (("titel", IM_TEXT), ("dateiname", IM_NAMEN)):
        nur_genau = tag_noetig or any(map(_unter_dem_jahr, bilder))
        for form in formen[:-1] if nur_genau else formen:
            zeiten = [_gelesen(bild.blatt, schluessel, form, zeitspalte) for bild in bilder]
            if any(
                not zeit and _steht_da(bild, schluessel, form)
                for zeit, bild in zip(zeiten, bilder, strict=True)
            ):
                break
            eindeutig = all(_eindeutig(bild, schluessel, form) for bild in bilder)
            if all(zeiten) and eindeutig and (len(set(zeiten)) == len(bilder)):
                return Fund(["[datei.zeit]", f"{schluessel} = {muster(form)}"], zeiten[0])
    gesehen = dict.fromkeys(fund for bild in bilder for fund in _gesehen(bild))
    was = f"; gesehen: {', '.join(gesehen)}" if gesehen else ""
    frage = "Stichtag, z. B. 2020-12-31" if zeitspalte == "stichtag" else "Kalenderjahr, z. B. 2020"
    return Fund(
        [kommentar(f"Für wann gelten die Zahlen? {frage}{was}"), "[datei.zeit]", f'fest = "{AUSFUELLEN}"'], ""
    )


def _gelesen(blatt: Blatt, schluessel: str, form: str, zeitspalte: str) -> str:
    zeit = Zeit(titel=form) if schluessel == "titel" else Zeit(dateiname=form)
    try:
        werte, _ = datieren(blatt, zeit, zeitspalte)
    except Unlesbar:
        return ""
    return str(werte.iloc[0]) if len(werte) else ""


def _eindeutig(bild: Bild, schluessel: str, form: str) -> bool:
    """Whether a pattern finds one time only: two in a title are a range, or a Gebietsstand besides."""
    quelle = "\n".join(bild.blatt.titel) if schluessel == "titel" else bild.blatt.name
    gefunden = {treffer[0] for treffer in re.finditer(form, quelle)}
    jahre = {jahr for text in gefunden for jahr in re.findall(r"(?:19|20)\d\d", text)}
    alle = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", quelle)) if schluessel == "titel" else jahre
    return len(gefunden) == 1 and alle == jahre


def _unter_dem_jahr(bild: Bild) -> bool:
    """Whether a quarter or half-year is named: then the year alone says too little."""
    return any(UNTERJAEHRIG.search(quelle) for quelle in (*bild.blatt.titel, bild.blatt.name))


def _steht_da(bild: Bild, schluessel: str, form: str) -> bool:
    """Whether a form matches at all: an exact time that cannot be read is not read by its year alone."""
    quelle = "\n".join(bild.blatt.titel) if schluessel == "titel" else bild.blatt.name
    return bool(re.search(form, quelle))


def _gesehen(bild: Bild) -> list[str]:
    texte = [*bild.blatt.titel, bild.blatt.name, *bild.fuss, *(str(t) for t in bild.blatt.zellen[0].head(3))]
    return [treffer[0] for text in texte for form in IM_TEXT for treffer in re.finditer(form, text)][:6]
