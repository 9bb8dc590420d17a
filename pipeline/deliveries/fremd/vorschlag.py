"""A ready manifest for a folder nobody has described yet; what a person must decide is marked."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.deliveries.fremd import bloecke as margen
from pipeline.deliveries.fremd import spuren, zahl
from pipeline.deliveries.fremd.angaben import Datei, Ort
from pipeline.deliveries.fremd.aufbau import (
    FUSSZEILEN,
    GRUPPE,
    Blatt,
    erkenne_kopfzeilen,
    erkenne_titelzeilen,
)
from pipeline.deliveries.fremd.befund import Unlesbar
from pipeline.deliveries.fremd.bloecke import Block, Gliederung
from pipeline.deliveries.fremd.datei import blatt_lesen
from pipeline.deliveries.fremd.raster import rastern
from pipeline.deliveries.fremd.spuren import Spuren
from pipeline.deliveries.fremd.zahl import Schreibweise
from pipeline.deliveries.fremd.zeichen import entziffern, erkenne_zeichensatz
from pipeline.measures.codes import decoded

AUSFUELLEN = "BITTE AUSFÜLLEN"
ENDUNGEN = (".csv", ".txt", ".tsv", ".xlsx")
GEHEIM_WENN = {".": "geheim", "*": "geheim", "•": "geheim", "g": "geheim", "/": "unsicher", "u": "unsicher"}
"""What a sign is proposed to mean; whatever could mean a number is left to a person."""
NULL_WENN = ("-", "–", "—")
ZEIT_IM_TITEL = r"(\d{1,2}\.\s?\d{1,2}\.\s?[12]\d{3})"
JAHR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
MONAT_JAHR = r"(?<!\d)(?P<monat>0[1-9]|1[0-2])(?P<jahr>20\d\d)(?!\d)"
TABELLEN = ("einwohner", "zuwanderungsgeschichte")


def vorschlagen(inhalte: Mapping[str, bytes], id_: str) -> str:
    """Manifest text for these files (bytes by name).

    Returns: TOML; entries that need a decision say so in a comment, and are refused until it is made.
    """
    kopf = [
        "# Vorschlag, aus den Dateien erschlossen. Bitte jede Zeile prüfen, vor allem die mit einem Hinweis.",
        "[lieferung]",
        f"id = {_text(id_)}",
        'lieferant = ""  # wer hat geliefert?',
        "# datum = 2024-03-15  # Tag der Lieferung",
        'lizenz = ""',
        'quelle = ""',
        'kontakt = ""',
        "demonstration = false",
    ]
    teile = ["\n".join(kopf)]
    for name in sorted(n for n in inhalte if n.lower().endswith(ENDUNGEN)):
        teile += _eintraege(name, inhalte[name])
    return "\n\n".join(teile) + "\n"


def _eintraege(name: str, inhalt: bytes) -> list[str]:
    leer = Datei(name, "einwohner", Ort())
    try:
        blatt, _ = blatt_lesen(name, inhalt, leer)
        blatt = replace(blatt, zellen=decoded(blatt.zellen))
        form = _form(name, inhalt, leer)
    except Unlesbar as fehler:
        return [f"# {name}: {fehler.befund.grund} {fehler.befund.abhilfe}"]
    gelesen = spuren.lesen(blatt)
    gefunden = margen.finden(blatt, gelesen)
    return [
        _eintrag(blatt, form, gelesen, gefunden, tabelle)
        for tabelle in TABELLEN
        if _fuer(tabelle, gefunden, gelesen)
    ]


def _fuer(tabelle: str, gefunden: Gliederung, gelesen: Spuren) -> bool:
    """Whether a sheet feeds a table: the second one only if it distinguishes Zuwanderungsgeschichte."""
    arten = {block.dimension for block in gefunden.bloecke} | {zeile.dimension for zeile in gelesen.zeilen}
    return tabelle == "einwohner" or "zuwanderungsgeschichte" in arten


def _form(name: str, inhalt: bytes, leer: Datei) -> list[str]:
    """Lines on encoding, delimiter, titles and header."""
    if name.lower().endswith(".xlsx"):
        return []
    text, _ = entziffern(name, inhalt, leer)
    raster = rastern(name, text)
    titel = erkenne_titelzeilen(raster)
    return [
        f'zeichensatz = "{erkenne_zeichensatz(inhalt)}"',
        f"trennzeichen = {_text(text.trenner)}",
        f"titelzeilen = {titel}",
        f"kopfzeilen = {erkenne_kopfzeilen(raster, titel)}",
        f"fusszeilen = [{', '.join(_text(anfang) for anfang in FUSSZEILEN)}]",
    ]


def _eintrag(blatt: Blatt, form: list[str], gelesen: Spuren, gefunden: Gliederung, tabelle: str) -> str:
    passend = [block for block in gefunden.bloecke if _passt(block, tabelle)]
    zeilen = [
        "[[datei]]",
        f"datei = {_text(blatt.name)}",
        f"tabelle = {_text(tabelle)}",
        *form,
        *_zahlen(blatt, gelesen),
        f"ignorieren = [{', '.join(_ignoriert(blatt, gelesen, gefunden, passend))}]",
        *_zeit(blatt, gelesen),
        *_ort(blatt, gelesen),
        *_dimensionen(blatt, gelesen, tabelle),
    ]
    for block in passend:
        zeilen += _werte(blatt, block, tabelle)
    zeilen += _pruefspalten(blatt, gefunden, passend)
    return "\n".join(zeilen)


def _passt(block: Block, tabelle: str) -> bool:
    if tabelle == "zuwanderungsgeschichte":
        return block.dimension == tabelle
    return block.dimension != "zuwanderungsgeschichte"


def _spalte(blatt: Blatt, stelle: int) -> str:
    """A column as the manifest names it: by its label if that is the only one, else by its number."""
    label = blatt.labels[stelle]
    letztes = label.split(GRUPPE)[-1]
    if not label or blatt.labels.count(label) > 1:
        return str(stelle + 1)
    gleiche = [anderes for anderes in blatt.labels if anderes.split(GRUPPE)[-1] == letztes]
    return _text(letztes if len(gleiche) == 1 else label)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _zuordnung(paare: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(k)} = {_text(v)}" for k, v in paare.items()) + " }"


def _zahlen(blatt: Blatt, gelesen: Spuren) -> list[str]:
    """Lines on thousands, decimals and signs, from the number columns."""
    werte = list(dict.fromkeys(t for i in gelesen.zahlen for t in blatt.zellen[i].unique()))
    schreibweise = zahl.erkennen(werte, Schreibweise())
    zeilen = []
    if schreibweise.tausender is None and (zeichen := _tausender(werte)):
        schreibweise = Schreibweise(zeichen, None)
        zeilen.append(f"# tausender: {_text(zeichen)} steht nur in Zahlen ab 1000; bitte prüfen")
    tausender = schreibweise.tausender or ""
    dezimal = schreibweise.dezimal or ("." if tausender == "," else ",")
    zeilen += [f"tausender = {_text(tausender)}", f"dezimal = {_text(dezimal)}"]
    signale = [w for w in werte if not re.search(r"\d", w)]
    symbole = {z: _bedeutung(z) for z in signale}
    if any(re.fullmatch(r"\(\d[\d.]*\)", w) for w in werte):
        symbole["(#)"] = "unsicher"
    if symbole:
        offen = [z for z, b in symbole.items() if b == AUSFUELLEN]
        was = f'; "0" oder "fehlt" eintragen für {", ".join(offen)}' if offen else ""
        zeilen += [
            f"# symbole: bitte prüfen, was die Zeichen hier heißen{was}",
            f"symbole = {_zuordnung(symbole)}",
        ]
    return zeilen


def _bedeutung(zeichen: str) -> str:
    if zeichen in NULL_WENN:
        return AUSFUELLEN
    return GEHEIM_WENN.get(zeichen, "fehlt")


def _tausender(werte: Iterable[str]) -> str:
    """A sign that stands in 1.049 while no number from 1000 up stands without it."""
    alle = list(werte)
    zweideutig = {t[1] for w in alle if (t := zahl.ZWEIDEUTIG.fullmatch(w))}
    ohne = any(re.fullmatch(r"\d{4,}", w) for w in alle)
    anders = any(re.fullmatch(r"\d+[.,](\d{1,2}|\d{4,})", w) for w in alle)
    return next(iter(zweideutig)) if len(zweideutig) == 1 and not ohne and not anders else ""


def _zeit(blatt: Blatt, gelesen: Spuren) -> list[str]:
    if gelesen.zeit is not None:
        return ["[datei.zeit]", f"spalte = {_spalte(blatt, gelesen.zeit)}", 'tag = "12-31"']
    for muster, quelle, schluessel in (
        (ZEIT_IM_TITEL, " ".join(blatt.titel), "titel"),
        (JAHR, " ".join(blatt.titel), "titel"),
        (MONAT_JAHR, blatt.name, "dateiname"),
        (JAHR, blatt.name, "dateiname"),
    ):
        if re.search(muster, quelle):
            return ["[datei.zeit]", f"{schluessel} = '{muster}'", 'tag = "12-31"']
    return ["[datei.zeit]", f'fest = "{AUSFUELLEN}"  # Stichtag, z. B. 2020-12-31']


def _ort(blatt: Blatt, gelesen: Spuren) -> list[str]:
    zeilen = ["[datei.raumeinheit]", f"spalte = {_spalte(blatt, gelesen.ort)}"]
    if gelesen.name is not None:
        zeilen.append(f"name_spalte = {_spalte(blatt, gelesen.name)}")
    if gelesen.fuellen:
        zeilen.append("fuellen = true")
    if gelesen.ort_muster:
        zeilen.append(f"muster = '{gelesen.ort_muster}'")
    schluessel, umbenannt = _umbenannt(blatt, gelesen)
    if gelesen.gesamt:
        zeilen += [
            f"gesamt = [{', '.join(map(_text, gelesen.gesamt))}]",
            'stadt = "STADT"  # Schlüssel der Stadt',
        ]
    if umbenannt:
        zeilen += [
            "# Namen ohne Schlüssel: bitte die Schlüssel prüfen",
            f"schluessel = {_zuordnung(umbenannt)}",
        ]
    return zeilen + _ebenen(schluessel, bool(gelesen.gesamt))


def _umbenannt(blatt: Blatt, gelesen: Spuren) -> tuple[list[str], dict[str, str]]:
    """Keys of a sheet; where it has only names, keys made of them."""
    werte = [w for w in spuren.texte(blatt, gelesen.ort) if w not in gelesen.gesamt]
    if gelesen.ort_muster:
        return [t["schluessel"] for w in werte if (t := re.match(gelesen.ort_muster, w))], {}
    form = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,19}$")
    ohne = [w for w in werte if not form.match(w)]
    return werte, {w: f"R{nummer:02}" for nummer, w in enumerate(ohne, start=1)}


def _ebenen(schluessel: list[str], mit_gesamt: bool) -> list[str]:
    """Levels of keys in which 000 is the city, 001 a Bezirk and 101 a part of 001."""
    nullen = [s for s in schluessel if re.fullmatch("0+", s)]
    if mit_gesamt or len(nullen) != 1 or len(nullen[0]) < 2:
        return []
    lang = len(nullen[0])
    zeilen = [f'stadt = "{nullen[0]}"', "ebenen = [", f"  {{ ebene = \"stadt\", muster = '{nullen[0]}' }},"]
    bezirke = {s for s in schluessel if re.fullmatch(rf"0{{{lang - 1}}}[1-9]", s)}
    teile = {s for s in schluessel if re.fullmatch(rf"[1-9]\d{{{lang - 1}}}", s)}
    if bezirke and {f"{s[0]:0>{lang}}" for s in teile} == bezirke:
        vorn = "0" * (lang - 1)
        zeilen += [
            f"  {{ ebene = \"stadtbezirk\", muster = '{vorn}[1-9]' }},",
            f"  {{ ebene = \"stadtteil\", muster = '([1-9])\\d+', uebergeordnet = '{vorn}\\1' }},",
        ]
    return [*zeilen, "]"]


def _dimensionen(blatt: Blatt, gelesen: Spuren, tabelle: str) -> list[str]:
    zeilen = []
    for zeile in gelesen.zeilen:
        zeilen += _dimension(blatt, zeile, tabelle, "datei.dimension")
    return zeilen


def _dimension(blatt: Blatt, zeile: spuren.Zeile, tabelle: str, wo: str) -> list[str]:
    name = _name(zeile.dimension, tabelle)
    zeilen = [f"[{wo}.{name}]", f"spalte = {_spalte(blatt, zeile.stelle)}"]
    if zeile.codes:
        zeilen.append(f"codes = {_zuordnung(zeile.codes)}")
    if zeile.summe:
        zeilen.append(f"summe = [{', '.join(map(_text, zeile.summe))}]")
    if zeile.obergrenze:
        zeilen.append(f'obergrenze = "{zeile.obergrenze}"  # bitte prüfen')
    return zeilen


def _name(dimension: str, tabelle: str) -> str:
    return "altersgruppe" if dimension == "alter" and tabelle != "einwohner" else dimension


def _werte(blatt: Blatt, block: Block, tabelle: str) -> list[str]:
    zeilen = ["[[datei.werte]]", f"spalten = [{', '.join(_spalte(blatt, i) for i in block.stellen)}]"]
    if block.filter:
        zeilen.append(f"zeilenfilter = {_zuordnung(block.filter)}")
        return zeilen + (
            _dimension(blatt, block.zeile, tabelle, "datei.werte.dimension") if block.zeile else []
        )
    if block.dimension:
        zeilen.append(f"merkmal = {_text(_name(block.dimension, tabelle))}")
    if block.codes:
        zeilen.append(f"codes = {_zuordnung(block.codes)}")
    if block.zeile and block.zeile.obergrenze:
        zeilen.append(f'obergrenze = "{block.zeile.obergrenze}"  # bitte prüfen')
    return zeilen


def _pruefspalten(blatt: Blatt, gefunden: Gliederung, passend: list[Block]) -> list[str]:
    zeilen = []
    for block in (b for b in passend if b.dimension and not b.filter):
        for summe in gefunden.summen:
            spalten = ", ".join(_spalte(blatt, i) for i in block.stellen)
            zeilen += ["[[datei.pruefspalte]]", f"spalte = {_spalte(blatt, summe)}", f"von = [{spalten}]"]
    return zeilen


def _ignoriert(blatt: Blatt, gelesen: Spuren, gefunden: Gliederung, passend: list[Block]) -> list[str]:
    andere = {i for block in gefunden.bloecke if block not in passend for i in block.stellen}
    stapel = {b.zeile.stelle for b in passend if b.filter and b.zeile}
    weichen = {i for b in passend for label in b.filter for i in [blatt.labels.index(label)]}
    offen = {*andere, *gefunden.fremd, *gelesen.sonst} - stapel - weichen
    return [_spalte(blatt, i) for i in sorted(offen)]
