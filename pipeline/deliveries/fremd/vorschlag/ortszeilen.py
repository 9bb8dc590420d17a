"""The lines of [datei.raumeinheit]."""

import re
from collections.abc import Mapping

from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.vorschlag import gebiet
from pipeline.deliveries.fremd.vorschlag.gebiet import Gebiet
from pipeline.deliveries.fremd.vorschlag.schrift import (
    AUSFUELLEN,
    kommentar,
    liste,
    muster,
    spalte,
    spalten,
    text,
    zuordnung,
)

STADT = "STADT"


def zeilen(blatt: Blatt, ort: Gebiet, bekannt: Mapping[str, str], stadt: str) -> list[str]:
    """Lines that say how the area of a row is told.

    Takes: key by name as other files of the folder tell it; the key of the city if one of them has it.
    """
    if not ort.sicher:
        return _frage(blatt)
    einzeln = len(ort.spalten) == 1
    fertig = ["[datei.raumeinheit]"]
    fertig += [f"spalte = {spalte(blatt, ort.spalten[0])}"] if einzeln else [
        f"spalten = {spalten(blatt, ort.spalten)}", 'verbinden = "-"'
    ]  # fmt: skip
    umbenannt = _umbenannt(blatt, ort, bekannt) if einzeln else {}
    if ort.name is not None:
        fertig.append(f"name_spalte = {spalte(blatt, ort.name)}")
    elif umbenannt and not ort.muster:
        fertig.append(f"name_spalte = {spalte(blatt, ort.spalten[0])}")
    fertig += ["fuellen = true"] if ort.fuellen else []
    fertig += [f"muster = {muster(ort.muster)}"] if ort.muster else []
    if stellen := _stellen(blatt, ort):
        fertig += [kommentar("Gemeindeschlüssel haben 8 Stellen"), f"stellen = {stellen}"]
    fertig += _stadt(ort, stadt)
    if ort.weglassen:
        fertig += [kommentar("keine Raumeinheiten, sondern Zwischensummen oder Zeiten: bitte prüfen")]
        fertig += [f"weglassen = {liste(ort.weglassen)}"]
    if umbenannt:
        was = "Kein Schlüssel in der Datei: aus Namen gebildet oder aus anderen Dateien; bitte prüfen"
        fertig += [kommentar(was), f"schluessel = {zuordnung(umbenannt)}"]
    return fertig + _ebenen(_schluessel(blatt, ort), ort)


def _frage(blatt: Blatt) -> list[str]:
    moeglich = ", ".join(label or f"Nummer {i + 1}" for i, label in enumerate(blatt.labels[:12]))
    saetze = [
        "In welcher Spalte steht die Raumeinheit? Gilt alles für eine, statt spalte: fest",
        f"Spalten: {moeglich}",
    ]
    return [*map(kommentar, saetze), "[datei.raumeinheit]", f'spalte = "{AUSFUELLEN}"']


def _stadt(ort: Gebiet, stadt: str) -> list[str]:
    if ort.gesamt:
        eigen = f"stadt = {text(stadt or STADT)}"
        hinweis = "" if stadt else "  # Schlüssel der Stadt; bitte in allen Lieferungen denselben"
        name = [f"name_stadt = {text(ort.name_stadt)}"] if ort.name_stadt else []
        return [f"gesamt = {liste(ort.gesamt)}", eigen + hinweis, *name]
    if ort.stadt:
        return [f"stadt = {text(ort.stadt)}", f"name_stadt = {text(ort.name_stadt)}"]
    return []


def _werte(blatt: Blatt, ort: Gebiet) -> list[str]:
    werte = gebiet.texte(blatt, ort.spalten[0])
    return [wert for wert in werte if wert not in ort.gesamt and wert not in ort.weglassen]


def _schluessel(blatt: Blatt, ort: Gebiet) -> list[str]:
    if not ort.muster:
        return _werte(blatt, ort)
    return [t["schluessel"] for wert in _werte(blatt, ort) if (t := re.match(ort.muster, wert))]


def _umbenannt(blatt: Blatt, ort: Gebiet, bekannt: Mapping[str, str]) -> dict[str, str]:
    """Texts that are no keys, and the keys proposed for them; no key twice."""
    werte = [wert for wert in _werte(blatt, ort) if not (ort.muster and re.match(ort.muster, wert))]
    ganz = all(wert in bekannt for wert in werte)
    neu: dict[str, str] = {}
    vergeben = set(_schluessel(blatt, ort))
    for wert in werte:
        if gebiet.ist_kennung(wert) and not ganz:
            continue
        kern = bekannt[wert] if ganz else gebiet.kennung(wert) or "ohne_Namen"
        schluessel, nummer = kern, 2
        while schluessel in vergeben and schluessel != wert:
            schluessel, nummer = f"{kern[:17]}_{nummer}", nummer + 1
        vergeben.add(schluessel)
        if schluessel != wert:
            neu[wert] = schluessel
    return neu


def _stellen(blatt: Blatt, ort: Gebiet) -> int:
    """Whether keys are official municipality keys of which a spreadsheet ate the leading zero."""
    werte = _schluessel(blatt, ort)
    label = gebiet.letztes(blatt, ort.spalten[0])
    amtlich = re.search(r"ags|gemeinde", label, re.I) and all(
        re.fullmatch(r"[1-9]\d{6}", wert) for wert in werte
    )
    return 8 if amtlich and werte else 0


def _ebenen(schluessel: list[str], ort: Gebiet) -> list[str]:
    """Levels that the keys tell: 000, 001 and 101; or 1 and 11, where the longer begin with the shorter."""
    if ort.gesamt or ort.stadt:
        rest = [s for s in schluessel if s != ort.stadt]
    else:
        rest = [s for s in schluessel if not re.fullmatch("0+", s)]
    return _mit_null(schluessel, ort) or _nach_laenge(rest)


def _nach_laenge(schluessel: list[str]) -> list[str]:
    laengen = sorted({len(s) for s in schluessel})
    if len(laengen) != 2 or not all(s.isdecimal() for s in schluessel):
        return []
    kurz, lang = laengen
    oben = {s for s in schluessel if len(s) == kurz}
    if not oben or {s[:kurz] for s in schluessel if len(s) == lang} != oben:
        return []
    return [
        kommentar("Ebenen nach der Länge der Schlüssel: bitte prüfen"),
        "ebenen = [",
        f"  {{ ebene = \"stadtbezirk\", muster = '\\d{{{kurz}}}' }},",
        f"  {{ ebene = \"stadtteil\", muster = '(\\d{{{kurz}}})\\d{{{lang - kurz}}}', "
        "uebergeordnet = '\\1' },",
        "]",
    ]


def _mit_null(schluessel: list[str], ort: Gebiet) -> list[str]:
    """Levels of keys in which 000 is the city, 001 a Bezirk and 101 a part of 001."""
    nullen = [s for s in schluessel if re.fullmatch("0+", s)]
    if ort.gesamt or len(nullen) != 1 or len(nullen[0]) < 2 or ort.stadt not in ("", nullen[0]):
        return []
    lang = len(nullen[0])
    kopf = [] if ort.stadt else [f'stadt = "{nullen[0]}"']
    fertig = [*kopf, "ebenen = [", f"  {{ ebene = \"stadt\", muster = '{nullen[0]}' }},"]
    bezirke = {s for s in schluessel if re.fullmatch(rf"0{{{lang - 1}}}[1-9]", s)}
    teile = {s for s in schluessel if re.fullmatch(rf"[1-9]\d{{{lang - 1}}}", s)}
    if bezirke and {f"{s[0]:0>{lang}}" for s in teile} == bezirke:
        vorn = "0" * (lang - 1)
        fertig += [
            f"  {{ ebene = \"stadtbezirk\", muster = '{vorn}[1-9]' }},",
            f"  {{ ebene = \"stadtteil\", muster = '([1-9])\\d+', uebergeordnet = '{vorn}\\1' }},",
        ]
    return [*fertig, "]"]
