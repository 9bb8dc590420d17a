"""What each column of an unknown sheet is: area, time, number, dimension, or something else."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt, ist_zahlig
from pipeline.deliveries.fremd.deutung import band
from pipeline.deliveries.fremd.deutung.zeit import lesen as zeit_lesen
from pipeline.deliveries.fremd.vorschlag import dimension, gebiet, symbole, woerter
from pipeline.deliveries.fremd.vorschlag.etikett import ALTER, Etikett, normal
from pipeline.deliveries.fremd.vorschlag.etikett import lesen as etikett

ZEIT = re.compile(r"jahr|stichtag|datum|stand|zeit|monat|quartal", re.I)
KEINE_ZEIT = re.compile(r"alter|jahrgang|geburtsjahr|jahre\b|bestand|familienstand", re.I)
KLAMMER = re.compile(r"\(-?\d[\d., ]*\)")
SYMBOL = re.compile(r"\D{0,5}|\((\d+)\)|keine angabe|kein wert|nicht verfügbar", re.I)


@dataclass
class Rollen:
    """Roles of the columns by position."""

    gebiet: gebiet.Gebiet
    zeit: int | None = None
    dimensionen: list[dimension.Zeile] = field(default_factory=list)
    zahlen: list[int] = field(default_factory=list)
    texte: list[int] = field(default_factory=list)


class Spalte(NamedTuple):
    """A column with its label and distinct texts."""

    stelle: int
    label: str
    texte: list[str]


def lesen(blatt: Blatt) -> Rollen:
    """Give every filled column a role."""
    offen = [i for i in range(len(blatt.labels)) if gebiet.texte(blatt, i)]
    zeit = next((i for i in offen if _ist_zeit(blatt, i)), None)
    offen = [i for i in offen if i != zeit]
    zahlen = [i for i in offen if _ist_zahl(blatt, i)]
    links = [i for i in offen if i not in zahlen]
    dimensionen = _dimensionen(blatt, links)
    belegt = {zeile.stelle for zeile in dimensionen}
    lang = bool(dimensionen) or (zeit is not None and len(gebiet.texte(blatt, zeit)) > 1)
    ort = gebiet.finden(blatt, [i for i in links if i not in belegt], lang)
    vergeben = {*belegt, *ort.stellen}
    dimensionen = [_mit_summe(blatt, zeile, ort, zeit, dimensionen) for zeile in dimensionen]
    return Rollen(
        ort,
        zeit,
        dimensionen,
        [i for i in zahlen if i not in vergeben],
        [i for i in links if i not in vergeben],
    )


def _ist_zeit(blatt: Blatt, stelle: int) -> bool:
    werte = gebiet.texte(blatt, stelle)
    if not all(zeit_lesen(wert, "", "stichtag") for wert in werte):
        return False
    label = gebiet.letztes(blatt, stelle)
    nur_datum = all(not wert.isdecimal() for wert in werte)
    return nur_datum or bool(ZEIT.search(label) and not KEINE_ZEIT.search(label))


def _ist_zahl(blatt: Blatt, stelle: int) -> bool:
    """Whether nearly all cells are numbers or signs, and the label does not name keys, ages or times."""
    gelesen = etikett(blatt.labels[stelle].split(GRUPPE))
    gezaehlt = bool(gelesen.tabelle or gelesen.abgeleitet)
    if _nennt_anderes(blatt, stelle, gelesen):
        return False
    spalte = blatt.zellen[stelle]
    gefuellt = spalte[spalte.ne("")]
    zahlig = gefuellt.map(ist_zahlig).astype(bool)
    rest = gefuellt[~zahlig].unique()
    if gezaehlt or gelesen.merkmale:
        return all(
            wert in symbole.BEDEUTUNG or wert in symbole.NULL_WENN or KLAMMER.fullmatch(wert) for wert in rest
        )
    return bool(zahlig.mean() >= 0.3 and all(SYMBOL.fullmatch(wert) for wert in rest))


def _nennt_anderes(blatt: Blatt, stelle: int, gelesen: Etikett) -> bool:
    """Whether a label names a key, an area, an age, a time, or a dimension that is only numbered."""
    label, werte = gebiet.letztes(blatt, stelle), gebiet.texte(blatt, stelle)
    if gebiet.NUMMER.search(label) or any(re.fullmatch(r"0\d+", wert) for wert in werte[:200]):
        return True
    if gelesen.tabelle or gelesen.abgeleitet:
        return False
    alter_oder_zeit = re.match(r"(alter|jahr|zeit)", label, re.I) and not re.search(r"\d", label)
    ort = gebiet.LABEL.search(label) and not woerter.GESAMT.search(normal(label))
    nummern = not gelesen.merkmale and any(
        dimension.nur_nummern(name, label, werte) for name in dimension.benannt(label)
    )
    return bool(alter_oder_zeit or ort or nummern)


def _dimensionen(blatt: Blatt, links: list[int]) -> list[dimension.Zeile]:
    """Columns whose texts are the values of one dimension, each dimension once."""
    alle = [zeile for i in links if (zeile := dimension.erkennen(blatt, i))]
    gewaehlt: dict[str, dimension.Zeile] = {}
    for zeile in alle:
        andere = gewaehlt.get(zeile.dimension)
        gewaehlt[zeile.dimension] = zeile if andere is None else _genauer(blatt, andere, zeile)
    return sorted(gewaehlt.values(), key=lambda zeile: zeile.stelle)


def _genauer(blatt: Blatt, zeile: dimension.Zeile, zweite: dimension.Zeile) -> dimension.Zeile:
    """Ages beside which a second column says in words (85 Jahre und älter) what the first numbers (85)."""
    if zeile.dimension != ALTER:
        return zeile
    paare = blatt.zellen[[zeile.stelle, zweite.stelle]].drop_duplicates().itertuples(index=False)
    woertlich = {str(kurz): str(lang) for kurz, lang in paare if kurz in zeile.werte and lang in zweite.werte}
    kurz, lang = band.lesen(woertlich, band.UNTER), band.lesen(woertlich.values(), band.UNTER)
    anders = {wert: text for wert, text in woertlich.items() if lang[text] and lang[text] != kurz[wert]}
    return zeile._replace(codes={**zeile.codes, **anders})


def _mit_summe(
    blatt: Blatt, zeile: dimension.Zeile, ort: gebiet.Gebiet, zeit: int | None, alle: list[dimension.Zeile]
) -> dimension.Zeile:
    """A total is one only where its parts stand beside it; else the row just does not tell them apart."""
    if len(zeile.summe) != 1:
        return zeile
    schluessel = [
        *ort.spalten,
        *([] if zeit is None else [zeit]),
        *(z.stelle for z in alle if z is not zeile),
    ]
    ist_summe = blatt.zellen[zeile.stelle].eq(zeile.summe[0])
    teile = blatt.zellen[~ist_summe][schluessel].drop_duplicates().assign(da=True)
    summen = blatt.zellen[ist_summe][schluessel].merge(
        teile, on=schluessel, how="left", validate="many_to_one"
    )
    if summen["da"].notna().all():
        return zeile
    return zeile._replace(summe=[], codes={**zeile.codes, zeile.summe[0]: "insgesamt"})
