"""Which number columns of an unknown sheet are margins, which totals, which neither."""

from typing import NamedTuple

from pipeline.deliveries.fremd import merkmal, spuren
from pipeline.deliveries.fremd.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.spuren import Spuren, Zeile

WEICHEN_HOECHSTENS = 30
"""So many margins one long table may stack."""


class Block(NamedTuple):
    """Value columns of one margin: its dimension (empty for plain counts), codes, and the row filter."""

    dimension: str
    stellen: list[int]
    codes: dict[str, str]
    filter: dict[str, str]
    zeile: Zeile | None = None


class Gliederung(NamedTuple):
    """Margins of a sheet, columns that are totals, and columns that are not understood."""

    bloecke: list[Block]
    summen: list[int]
    fremd: list[int]


def finden(blatt: Blatt, gelesen: Spuren) -> Gliederung:
    """Put the number columns into blocks."""
    zahlen = [i for i in gelesen.zahlen if not spuren.UNFRUCHTBAR.search(blatt.labels[i])]
    fremd = [i for i in gelesen.zahlen if i not in zahlen]
    bloecke: list[Block] = []
    offen = list(zahlen)
    for gruppe in _gruppen(blatt, zahlen):
        block = _als_block(blatt, gruppe)
        if block:
            bloecke.append(block)
            offen = [i for i in offen if i not in block.stellen]
    summen = [
        i
        for i in offen
        if _letztes(blatt, i).lower() in (*merkmal.GESAMT, "einwohner", "bevölkerung", "anzahl")
    ]
    rest = [i for i in offen if i not in summen]
    if bloecke:
        return Gliederung(bloecke, summen, [*fremd, *rest])
    wert = sorted([*summen, *rest], key=lambda i: (not spuren.WERT.search(blatt.labels[i]), -i))[:1]
    lang = _lange(blatt, gelesen, wert) if wert else []
    einzeln = [Block("", wert, {}, {})] if wert else []
    return Gliederung(lang or einzeln, [], [*fremd, *(i for i in offen if i not in wert)])


def _letztes(blatt: Blatt, stelle: int) -> str:
    return blatt.labels[stelle].split(GRUPPE)[-1].strip()


def _gruppen(blatt: Blatt, zahlen: list[int]) -> list[list[int]]:
    """Columns under one group label; without any, all that could be of one dimension."""
    gruppen: dict[str, list[int]] = {}
    for i in zahlen:
        gruppen.setdefault(GRUPPE.join(blatt.labels[i].split(GRUPPE)[:-1]), []).append(i)
    ohne = gruppen.pop("", [])
    verteilt: dict[str, list[int]] = {}
    for i in ohne:
        verteilt.setdefault(_art(_letztes(blatt, i)), []).append(i)
    return [*gruppen.values(), *(stellen for art, stellen in verteilt.items() if art)]


def _art(label: str) -> str:
    """Dimension that a single label belongs to: an age, or a word every office uses."""
    for name in spuren.DIMENSIONEN:
        if not merkmal.deuten(name, [label], {}).fremd:
            return name
    return "alter" if spuren.als_dimension("alter", 0, [label], []) and not label.isdecimal() else ""


def _als_block(blatt: Blatt, stellen: list[int]) -> Block | None:
    stellen = [i for i in stellen if _letztes(blatt, i).lower() not in merkmal.GESAMT]
    labels = [_letztes(blatt, i) for i in stellen]
    if not labels or len(set(labels)) < len(labels):
        return None
    gelesen = spuren.als_dimension("alter", 0, labels, [])
    return Block(gelesen.dimension, stellen, gelesen.codes, {}, gelesen) if gelesen else None


def _lange(blatt: Blatt, gelesen: Spuren, wert: list[int]) -> list[Block]:
    """Margins stacked in one long table: one column says which, another holds the values."""
    for weiche in gelesen.sonst:
        arten = spuren.texte(blatt, weiche)
        if len(arten) > WEICHEN_HOECHSTENS:
            continue
        for stelle in (i for i in gelesen.sonst if i != weiche):
            bloecke = [b for art in arten if (b := _gestapelt(blatt, weiche, art, stelle, wert))]
            if len(bloecke) > 1:
                return bloecke
    return []


def _gestapelt(blatt: Blatt, weiche: int, art: str, stelle: int, wert: list[int]) -> Block | None:
    werte = [str(t) for t in blatt.zellen[stelle][blatt.zellen[weiche].eq(art)].unique() if t]
    filter_ = {blatt.labels[weiche]: art}
    if len(werte) == 1 and werte[0].lower() in ("einwohner", "insgesamt", "bevölkerung"):
        return Block("", wert, {}, filter_)
    summe = [text for text in werte if text.lower() in merkmal.GESAMT]
    zeile = spuren.als_dimension(blatt.labels[stelle], stelle, [t for t in werte if t not in summe], summe)
    return Block(zeile.dimension, wert, {}, filter_, zeile) if zeile else None
