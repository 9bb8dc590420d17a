"""Put what counts for one table into the fewest sections [[datei.werte]]."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.blatt.aufbau import Blatt
from pipeline.deliveries.fremd.deutung import band, zahl
from pipeline.deliveries.fremd.deutung.zeit import lesen as zeit_lesen
from pipeline.deliveries.fremd.vorschlag.symbole import schreibweise
from pipeline.deliveries.fremd.vorschlag.teile import Filter, Teil


class Block(NamedTuple):
    """One section: its columns, what differs between them (`merkmal`), and what holds for all."""

    wert: str
    teile: tuple[Teil, ...]
    merkmal: str
    fest: dict[str, str]
    filter: Filter = ()
    zeilenmerkmal: str = ""
    """Dimension whose values stand in the last column of the filter."""


class Summe(NamedTuple):
    """A delivered total, and the columns it adds up."""

    stelle: int
    von: tuple[int, ...]


def bauen(teile: Sequence[Teil], zeit: str) -> list[Block]:
    """Blocks of one table; `zeit` is its time column."""
    gruppen: dict[tuple[object, ...], list[Teil]] = {}
    for teil in teile:
        grob = tuple(text for _, text in teil.filter[:-1])
        art = (
            teil.wert,
            tuple(sorted(teil.merkmale)),
            bool(teil.zeit),
            tuple(s for s, _ in teil.filter),
            grob,
        )
        gruppen.setdefault(art, []).append(teil)
    return [block for gruppe in gruppen.values() for block in _gruppe(gruppe, zeit)]


def _gruppe(gruppe: list[Teil], zeit: str) -> list[Block]:
    if not gruppe[0].filter:
        return _spalten(gruppe, zeit)
    merkmale = list(gruppe[0].merkmale)
    if len(merkmale) == 1 and len({t.filter for t in gruppe}) > 1:
        stellen = list({t.stelle: t for t in gruppe}.values())
        return [
            Block(
                gruppe[0].wert,
                tuple(gruppe),
                zeit if len(stellen) > 1 else "",
                {},
                gruppe[0].filter,
                merkmale[0],
            )
        ]
    je_filter: dict[Filter, list[Teil]] = {}
    for teil in gruppe:
        je_filter.setdefault(teil.filter, []).append(teil)
    return [block._replace(filter=f) for f, teil in je_filter.items() for block in _spalten(teil, zeit)]


def _spalten(gruppe: list[Teil], zeit: str) -> list[Block]:
    """Blocks of columns side by side: one dimension varies in a block, all others are fixed."""
    mit_zeit = [dict(t.merkmale) | ({zeit: t.zeit} if t.zeit else {}) for t in gruppe]
    vielfalt = {name: len({m[name] for m in mit_zeit}) for name in mit_zeit[0]}
    merkmal = zeit if vielfalt.get(zeit, 0) else max(vielfalt, key=lambda n: vielfalt[n], default="")
    if not merkmal or (vielfalt[merkmal] == 1 and merkmal != zeit):
        return [Block(t.wert, (t,), "", m) for t, m in zip(gruppe, mit_zeit, strict=True)]
    bloecke: dict[tuple[tuple[str, str], ...], list[Teil]] = {}
    for teil, werte in zip(gruppe, mit_zeit, strict=True):
        rest = tuple((name, code) for name, code in werte.items() if name != merkmal)
        bloecke.setdefault(rest, []).append(teil)
    return [Block(t[0].wert, tuple(t), merkmal, dict(fest)) for fest, t in bloecke.items()]


def ohne_doppelte(blatt: Blatt, teile: Sequence[Teil]) -> tuple[list[Teil], list[Teil]]:
    """Columns that count the same: the first if all hold the same numbers, else none; and those left out."""
    gleiche: dict[tuple[object, ...], list[Teil]] = {}
    for teil in teile:
        sinn = (teil.tabelle, teil.wert, tuple(sorted(teil.merkmale.items())), teil.zeit, teil.filter)
        gleiche.setdefault(sinn, []).append(teil)
    gut: list[Teil] = []
    for gruppe in gleiche.values():
        if all(blatt.zellen[t.stelle].equals(blatt.zellen[gruppe[0].stelle]) for t in gruppe):
            gut.append(gruppe[0])
    return gut, [teil for teil in teile if teil not in gut]


def ohne_summen(teile: Sequence[Teil]) -> tuple[list[Teil], list[int]]:
    """Take out what is called a total over parts that stand beside it: that is checked, or not read at all.

    Why: a heading may reach too far, and then a grand total would count as the total of its last group.
    """
    weg = [teil for teil in teile if teil.gesamt and not teil.filter and _hat_teile(teil, teile)]
    return [teil for teil in teile if teil not in weg], [teil.stelle for teil in weg]


def _hat_teile(summe: Teil, teile: Sequence[Teil]) -> bool:
    """Whether columns stand there that break a total down: under a heading any two, else all there can be."""
    unter: dict[tuple[str, ...], list[Teil]] = {}
    for teil in teile:
        gleich = not teil.gesamt and (teil.wert, teil.zeit) == (summe.wert, summe.zeit)
        if gleich and summe.merkmale.items() < teil.merkmale.items():
            unter.setdefault(tuple(sorted(teil.merkmale)), []).append(teil)
    return any(len(t) > 1 and (summe.merkmale or _ist_ganz(art, t)) for art, t in unter.items())


def _ist_ganz(art: tuple[str, ...], teile: Sequence[Teil]) -> bool:
    """Whether parts by one dimension leave nothing out; `darunter` columns do."""
    codes = {teil.merkmale[art[0]] for teil in teile}
    if len(art) > 1 or art[0] in ("alter", "altersgruppe"):
        return len(art) > 1 or _deckt_alles(codes)
    return codes >= {"m", "w"} or codes >= set(names.STAATSANGEHOERIGKEITEN)


def _deckt_alles(texte: Iterable[str]) -> bool:
    gelesen = band.lesen(texte, band.EINSCHLIESSLICH).values()
    baender = [names.band(alter) for alter in gelesen if alter]
    jahre = {jahr for eins in baender for jahr in range(eins.von, eins.bis + 1)}
    return len(jahre) > names.ALTER_MAX


def summen(blatt: Blatt, bloecke: Sequence[Block], moeglich: Iterable[int]) -> list[Summe]:
    """Totals that the numbers themselves prove: in most rows they equal the sum of a block or of several."""
    gefunden = []
    je_art: dict[tuple[object, ...], list[int]] = {}
    for block in bloecke:
        if block.filter or not (block.merkmal or block.fest):
            continue
        stellen = [t.stelle for t in block.teile]
        je_art.setdefault((block.wert, block.merkmal, *sorted(block.fest)), []).extend(stellen)
        if block.fest:
            je_art.setdefault((block.wert, block.merkmal, *sorted(block.fest.items())), []).extend(stellen)
    for summe in moeglich:
        vorher: set[tuple[int, ...]] = set()
        for stellen in je_art.values():
            von = tuple(dict.fromkeys(i for i in stellen if i != summe))
            if len(von) > 1 and von not in vorher and _geht_auf(blatt, summe, von):
                vorher.add(von)
                gefunden.append(Summe(summe, von))
    return gefunden


def _geht_auf(blatt: Blatt, summe: int, von: tuple[int, ...]) -> bool:
    soll = _zahlen(blatt, summe)
    teile = pd.DataFrame({i: _zahlen(blatt, i) for i in von})
    vergleichbar = soll.notna() & teile.notna().all(axis=1)
    gleich = (soll == teile.sum(axis=1))[vergleichbar]
    return bool(len(gleich) and gleich.mean() > 0.5 and soll[vergleichbar].abs().sum() > 0)


def _zahlen(blatt: Blatt, stelle: int) -> "pd.Series[float]":
    werte = [str(text) for text in blatt.zellen[stelle].unique()]
    wie, _ = schreibweise(werte)
    gelesen = {
        wert: ganz for wert in werte if (ganz := zahl.ganze_zahl(wert, wie)) is not None and len(ganz) < 15
    }
    return blatt.zellen[stelle].map({wert: float(ganz) for wert, ganz in gelesen.items()}).astype("float64")


def zeit_lesbar(text: str, zeit: str) -> bool:
    """Whether the reader takes a label as a time."""
    return bool(zeit_lesen(text, "", zeit))


def zeitspalte(tabelle: str) -> str:
    """Time column of a table."""
    return names.zeitspalte(tabelle)
