"""A column whose texts are the values of one dimension."""

import re
from typing import NamedTuple

from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.deutung import merkmal
from pipeline.deliveries.fremd.vorschlag import gebiet, woerter
from pipeline.deliveries.fremd.vorschlag.etikett import ALTER, ist_alter, normal
from pipeline.deliveries.fremd.vorschlag.etikett import lesen as etikett
from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN

WERTE_HOECHSTENS = 260
LABEL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("geschlecht", re.compile(r"geschl|^sex$|^gender$", re.I)),
    ("zuwanderungsgeschichte", re.compile(r"migration|zuwanderungsg|einwanderungsg", re.I)),
    ("herkunftsland", re.compile(r"herkunft|bezugsland|^land$|länder|^staat$", re.I)),
    ("staatsangehoerigkeit", re.compile(r"staatsang|national|deutsch|ausländ", re.I)),
    (ALTER, re.compile(r"alter", re.I)),
    ("richtung", re.compile(r"richtung|bewegungsart|wanderungsart|^art der wanderung", re.I)),
    ("art", re.compile(r"wanderungsart|^art$|ziel|gebiet der wanderung|binnen|außen", re.I)),
    ("haushaltstyp", re.compile(r"haushaltsty|hhty|hhgen|haushaltsart", re.I)),
    ("kinder", re.compile(r"kinder", re.I)),
    ("paragraph", re.compile(r"paragra|^§|hilfeart|art der hilfe|rechtsgrundlage|hilfeform", re.I)),
    ("zaehlweise", re.compile(r"zählweise|zaehlweise|status der hilfe", re.I)),
    ("leistung", re.compile(r"leistung|rechtsgrundlage", re.I)),
    ("rechtskreis", re.compile(r"rechtskreis", re.I)),
    ("wahl", re.compile(r"^wahl(art)?$", re.I)),
    ("merkmal", re.compile(r"^merkmal|^kennzahl|^angebotsart", re.I)),
    ("handlungsfeld", re.compile(r"handlungsfeld", re.I)),
)
"""Labels that name a dimension."""
_D, _ND = "deutsch", "nichtdeutsch"
KURZ: dict[str, dict[str, str]] = {
    "geschlecht": {
        "m": "m", "männl": "m", "männl.": "m", "male": "m", "w": "w", "weibl": "w", "weibl.": "w",
        "female": "w",        "d": "d", "o": "o", "ohne angabe": "o", "unbekannt": "o", "keine angabe": "o",
    },
    "staatsangehoerigkeit": {
        "d": _D, "dt": _D, "dt.": _D, "de": _D, "deu": _D, "a": _ND, "nd": _ND, "ausl": _ND, "ausl.": _ND,
        "nichtdt": _ND, "nichtdt.": _ND,
    },
    "zuwanderungsgeschichte": {
        "ohne": "ohne", "nichtdeutsch": _ND, "ausländer": _ND, "nichtdeutsche": _ND,
        "deutsch_mit": "deutsch_mit",
    },
    "paragraph": {"eingliederungshilfe": "35a"},
    "art": {"außen": "aussen", "aussen": "aussen", "binnen": "binnen"},
    "richtung": {"zu": "zuzug", "fort": "wegzug", "weg": "wegzug"},
    "leistung": {"sgb ii": "SGB II", "sgb2": "SGB II", "sgb 2": "SGB II"},
    "rechtskreis": {
        "ii": "SGB II", "sgb ii": "SGB II", "sgb2": "SGB II", "sgb 2": "SGB II",
        "iii": "SGB III", "sgb iii": "SGB III", "sgb3": "SGB III", "sgb 3": "SGB III",
    },
}  # fmt: skip
"""Short forms that mean this under such a label."""
OHNE_LABEL = (
    "geschlecht", "staatsangehoerigkeit", "richtung", "zuwanderungsgeschichte", "paragraph", "haushaltstyp",
)  # fmt: skip
"""Dimensions that their values give away."""
IM_LICHT = {
    "zuwanderungsgeschichte": "zuwanderungsgeschichte", "rechtskreis": "arbeitslose",
    "leistung": "grundsicherung",
}  # fmt: skip
"""The table in whose light a value of a dimension is read."""
ALTER_IM_WORT = re.compile(r"alt|älter|jahr|unter|<|\+", re.I)
BEIWERK = re.compile(
    r"insgesamt|gesamt|summe|zusammen|total|sumsum|alle|personen|einwohner|bevölkerung|haushalte|altersgruppen|[\W_]"
)
DEUTSCHLAND = ("deutschland", "deutsch")
"""No country of origin: whether it belongs to the table is for a person to say."""
FREI = ("herkunftsland", "merkmal", "handlungsfeld", "wahl")


class Zeile(NamedTuple):
    """A dimension in a column: its name, the column, texts that are totals, the others and their codes."""

    dimension: str
    stelle: int
    summe: list[str]
    werte: list[str]
    codes: dict[str, str]


def erkennen(blatt: Blatt, stelle: int) -> Zeile | None:
    """Read a column as a dimension; what is not understood under a label that names one stays blank."""
    alle = gebiet.texte(blatt, stelle)
    summe = [wert for wert in alle if ist_summe(wert)]
    werte = [wert for wert in alle if wert not in summe]
    if not werte or len(werte) > WERTE_HOECHSTENS:
        return None
    label = gebiet.letztes(blatt, stelle)
    for name in benannt(label):
        if nur_nummern(name, label, werte):
            return Zeile(name, stelle, summe, werte, dict.fromkeys(werte, AUSFUELLEN))
        if name == "merkmal" and any(etikett([wert]).tabelle for wert in werte):
            continue  # the rows count different things, some of them for tables of their own
        codes = {wert: code_von(name, wert) for wert in werte}
        gut = sum(map(bool, codes.values()))
        if gut == len(werte) or (name != ALTER and gut * 2 >= len(werte)):
            return Zeile(name, stelle, summe, werte, {w: c or AUSFUELLEN for w, c in codes.items()})
    return _ohne_label(stelle, werte, summe)


def benannt(label: str) -> list[str]:
    """Dimensions that a label names, the likeliest first."""
    return [name for name, form in LABEL if form.search(label)]


def nur_nummern(name: str, label: str, werte: list[str]) -> bool:
    """Whether values are numbers that only a list of codes explains: 1 and 2 for the sexes, 01 for a band."""
    ziffern = all(re.fullmatch(r"\d{1,2}", wert) for wert in werte)
    gruppen = name == ALTER and re.search(r"gruppe|klasse|kategorie", label, re.I) and len(werte) > 1
    return ziffern and bool(gruppen or name in ("geschlecht", "staatsangehoerigkeit", "richtung", "art"))


def _ohne_label(stelle: int, werte: list[str], summe: list[str]) -> Zeile | None:
    """A dimension told by its values alone: all of them must be understood, and none by one letter only."""
    if laender(werte):
        laendercodes = {wert: AUSFUELLEN if wert.lower() in DEUTSCHLAND else wert for wert in werte}
        return Zeile("herkunftsland", stelle, summe, werte, laendercodes)
    for name in OHNE_LABEL:
        codes = {wert: code_von(name, wert) for wert in werte}
        if all(codes.values()) and all(len(wert) > 2 for wert in werte):
            return Zeile(name, stelle, summe, werte, {wert: code or "" for wert, code in codes.items()})
    alle_alter = len(werte) > 1 and all(ist_alter(normal(wert)) for wert in werte)
    if alle_alter and any(ALTER_IM_WORT.search(wert) for wert in werte):
        return Zeile(ALTER, stelle, summe, werte, {wert: wert for wert in werte})
    return None


def code_von(name: str, wert: str) -> str | None:
    """Code of a delivered value in a dimension that its label has named; for ages the text itself."""
    rein = normal(wert)
    if name == ALTER:
        return wert if ist_alter(wert) or ist_alter(rein) else None
    if name in FREI or rein in KURZ.get(name, {}):
        return KURZ.get(name, {}).get(rein, wert)
    deutung = merkmal.deuten(name, [wert], {})
    if not deutung.fremd and name in merkmal.FEST:
        return deutung.codes[wert]
    return _aus_worten(name, wert, rein)


def _aus_worten(name: str, wert: str, rein: str) -> str | None:
    if name == "paragraph" and (treffer := re.search(r"(?<!\d)(2[789]|3[0-5]a?|41)(?![\da-z])", rein)):
        return treffer[1]
    if name == "kinder" and (treffer := re.fullmatch(r"(\d+)(?: kind(?:er)?)?( und mehr.*|\+)?", rein)):
        return treffer[1] + ("+" if treffer[2] else "")
    gelesen = etikett([wert], IM_LICHT.get(name, ""))
    return gelesen.merkmale.get(name) if not gelesen.rest and len(gelesen.merkmale) == 1 else None


def ist_summe(wert: str) -> bool:
    """Whether a value is a total over the dimension and nothing else."""
    rein = normal(wert)
    return bool(woerter.GESAMT.search(rein)) and not BEIWERK.sub("", rein)


def laender(werte: list[str]) -> bool:
    """Whether texts are countries of origin: at least two are known, and nearly all look like one."""
    bekannt = sum(wert.lower() in {*woerter.LAENDER, *DEUTSCHLAND} for wert in werte)
    aehnlich = sum(
        bool(woerter.LAND_ZUSATZ.search(wert)) for wert in werte if wert.lower() not in woerter.LAENDER
    )
    return bekannt >= 2 and bekannt + aehnlich >= 0.8 * len(werte)
