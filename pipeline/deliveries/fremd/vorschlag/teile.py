"""Which number column, in which rows, counts what for which table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt
from pipeline.deliveries.fremd.vorschlag import beschriftung, etikett, gebiet
from pipeline.deliveries.fremd.vorschlag.beschriftung import Umfeld
from pipeline.deliveries.fremd.vorschlag.etikett import ALTER, Etikett, dimensionsname
from pipeline.deliveries.fremd.vorschlag.rollen import Rollen

KOMBINATIONEN_HOECHSTENS = 250
EINFACH = {"geschlecht", "staatsangehoerigkeit", ALTER}
EINDEUTIG = {
    "haushaltstyp": "haushalte", "paragraph": "hilfen_sgb8", "richtung": "wanderungen",
    "rechtskreis": "arbeitslose", "herkunftsland": "herkunft",
}  # fmt: skip
"""Dimensions that only one table has."""
ABGELEITET, UNVERSTANDEN = "abgeleitet, wird aus den Zahlen nachgerechnet", "nicht verstanden, bitte prüfen"
Filter = tuple[tuple[int, str], ...]


class Teil(NamedTuple):
    """One column in the rows that `filter` leaves: table, measure, codes by dimension, time in its label."""

    stelle: int
    tabelle: str
    wert: str
    merkmale: dict[str, str]
    zeit: str = ""
    filter: Filter = ()
    benannt: bool = False
    """Whether a label of the sheet, not only the title, names what it counts."""
    gesamt: bool = False
    """Whether its label says that it is a total."""


@dataclass
class Befund:
    """What was understood, delivered totals without a block, and why other columns are left out."""

    teile: list[Teil] = field(default_factory=list)
    summen: list[int] = field(default_factory=list)
    ignoriert: dict[int, str] = field(default_factory=dict)
    erschlossen: bool = False
    """Whether no word names the table, only the dimensions suggest it."""
    arten: list[int] = field(default_factory=list)
    unklar: list[int] = field(default_factory=list)
    """Columns of which one must be the count, if only a person can say which."""
    genannt: set[str] = field(default_factory=set)
    """Tables that a label of a column names."""
    nicht_gelesen: list[str] = field(default_factory=list)


def finden(blatt: Blatt, rollen: Rollen, zusammenhang: str, eigen: Iterable[str]) -> Befund:
    """Understand the number columns of a sheet.

    Takes: the table that the surroundings name; names of places, which mean nothing in a label.
    """
    eigennamen = tuple(kurz for name in eigen if (kurz := etikett.normal(name)))
    umfeld = Umfeld(zusammenhang, eigennamen, frozenset(z.dimension for z in rollen.dimensionen))
    befund = Befund()
    ganz = [i for i in rollen.zahlen if not _gebrochen(blatt, i)]
    befund.ignoriert |= {
        i: "Zahlen mit Nachkommastellen, keine Fallzahlen" for i in rollen.zahlen if i not in ganz
    }
    gelesen = beschriftung.spalten(umfeld, blatt, ganz)
    arten = _arten(blatt, rollen, umfeld)
    if arten and not any(e.tabelle or e.merkmale for e in gelesen.values() if not e.rest):
        befund.arten = arten
        if not ganz:
            gelesen = beschriftung.spalten(umfeld, blatt, rollen.zahlen)
            befund.ignoriert = {}
        _gestapelt(blatt, rollen, umfeld, gelesen, befund)
    else:
        _nebeneinander(umfeld, gelesen, blatt, befund)
    return befund


def _gebrochen(blatt: Blatt, stelle: int) -> bool:
    """Whether a column holds decimals: shares, averages, rates."""
    return any(
        re.fullmatch(r"-?\d+[.,]\d{1,2}|-?0[.,]\d+|-?\d+[.,]\d{4,}", wert)
        and not re.fullmatch(r"-?\d+[.,]0+", wert)
        for wert in gebiet.texte(blatt, stelle)
    )


def _arten(blatt: Blatt, rollen: Rollen, umfeld: Umfeld) -> list[int]:
    """Text columns whose values say what is counted in a row, the coarser first.

    A column that is not understood stays among them: its words may restrict what the others say.
    """
    woertlich = [i for i in rollen.texte if _woertlich(gebiet.texte(blatt, i))]
    verstanden = [
        i
        for i in woertlich
        if any(_sagt_etwas(beschriftung.lesen(umfeld, [t])) for t in gebiet.texte(blatt, i))
    ]
    if not verstanden:
        return []
    return sorted(woertlich, key=lambda i: (len(gebiet.texte(blatt, i)), i))


def _woertlich(werte: Sequence[str]) -> bool:
    return 1 < len(werte) <= KOMBINATIONEN_HOECHSTENS and not all(
        re.fullmatch(r"[\d.\-_]+", wert) for wert in werte
    )


def _sagt_etwas(gelesen: Etikett) -> bool:
    return bool(gelesen.tabelle or gelesen.merkmale) and not gelesen.abgeleitet


def _gestapelt(
    blatt: Blatt, rollen: Rollen, umfeld: Umfeld, spalten: dict[int, Etikett], befund: Befund
) -> None:
    """Rows that count different things, told apart by one or two columns."""
    zahlen = [i for i, e in spalten.items() if e.zeit] or _eine(spalten, befund)
    saetze = blatt.zellen[befund.arten].drop_duplicates().itertuples(index=False)
    for satz in saetze:
        werte = [str(wert) for wert in satz]
        gelesen = beschriftung.lesen(umfeld, werte)
        filter_: Filter = tuple(zip(befund.arten, werte, strict=True))
        if gelesen.rest or gelesen.abgeleitet or not (gelesen.tabelle or gelesen.merkmale or gelesen.gesamt):
            befund.nicht_gelesen.append(" / ".join(werte))
            continue
        for i in zahlen:
            _aufnehmen(befund, umfeld, gelesen._replace(zeit=spalten[i].zeit), i, filter_)
    befund.ignoriert |= {i: "nicht verstanden" for i in spalten if i not in zahlen and i not in befund.unklar}


def _eine(spalten: dict[int, Etikett], befund: Befund) -> list[int]:
    """The one column of counts; several leave the choice to a person."""
    brauchbar = [i for i, e in spalten.items() if not e.abgeleitet]
    befund.ignoriert |= {i: ABGELEITET for i in spalten if i not in brauchbar}
    genannt = [i for i in brauchbar if not spalten[i].rest and not spalten[i].merkmale]
    if len(genannt) == 1:
        return genannt
    befund.unklar = brauchbar
    return brauchbar[:1]


def _nebeneinander(umfeld: Umfeld, spalten: dict[int, Etikett], blatt: Blatt, befund: Befund) -> None:
    """Columns that count different things side by side."""
    gut = {i: e for i, e in spalten.items() if not e.rest and not e.abgeleitet}
    benannt = {i: e for i, e in gut.items() if e.tabelle or e.merkmale or e.zeit}
    for i in (i for i in spalten if i not in gut):
        abgeleitet = spalten[i].abgeleitet
        befund.ignoriert[i] = ABGELEITET if abgeleitet else UNVERSTANDEN
    befund.summen = [i for i in gut if i not in benannt]
    if not benannt:
        _einzige(umfeld, spalten, befund)
        return
    befund.genannt = {e.tabelle for e in benannt.values() if e.tabelle}
    for i, gelesen in benannt.items():
        tabelle = gelesen.tabelle or _nachbar(umfeld, i, spalten, blatt)
        if tabelle is None:
            befund.ignoriert[i] = "zu welcher Tabelle sie gehört, sagt kein Wort"
        else:
            _aufnehmen(befund, umfeld, gelesen._replace(tabelle=tabelle), i, ())
    tabellen = {teil.tabelle for teil in befund.teile}
    if len(tabellen) == 1 and not any(e.rest and not e.abgeleitet for e in spalten.values()):
        for i in befund.summen:
            _aufnehmen(befund, umfeld, Etikett(tabelle=next(iter(tabellen)), gesamt=True), i, ())


def _einzige(umfeld: Umfeld, spalten: dict[int, Etikett], befund: Befund) -> None:
    """No label says what is counted: one column may be called Anzahl; else a person must say which it is."""
    kandidaten = befund.summen or [i for i, e in spalten.items() if not e.abgeleitet]
    if len(kandidaten) > 1 or not befund.summen:
        befund.unklar = kandidaten
    befund.summen = []
    for i in kandidaten[:1]:
        befund.ignoriert.pop(i, None)
        _aufnehmen(befund, umfeld, Etikett(), i, ())


def _nachbar(umfeld: Umfeld, stelle: int, spalten: dict[int, Etikett], blatt: Blatt) -> str | None:
    """Table of a column whose label names dimensions only: that of the count it follows.

    Returns: empty where title and dimensions must tell; None where the count before it is none of ours.
    """
    genannte = {e.tabelle for e in spalten.values() if e.tabelle and not e.rest}
    if genannte <= {"zuwanderungsgeschichte", "herkunft"}:
        genannte = {"einwohner"} if genannte else set()
    if len(genannte) <= 1 and (umfeld.zusammenhang or GRUPPE in blatt.labels[stelle]):
        return umfeld.zusammenhang or next(iter(genannte), "")
    davor = [spalten[i] for i in spalten if i < stelle and (spalten[i].tabelle or spalten[i].rest)]
    davor = [e for e in davor if not e.abgeleitet]
    if not davor:
        return next(iter(genannte), "") if len(genannte) <= 1 else None
    if davor[-1].rest:
        return None
    mehrere = len(genannte) > 1 and davor[-1].tabelle != "einwohner"
    return None if mehrere else davor[-1].tabelle if davor[-1].tabelle in genannte else next(iter(genannte))


def _aufnehmen(befund: Befund, umfeld: Umfeld, gelesen: Etikett, stelle: int, filter_: Filter) -> None:
    """Take a column for its table, if the table knows its dimensions."""
    merkmale = {*gelesen.merkmale, *umfeld.zeilenmerkmale}
    tabelle = gelesen.tabelle or umfeld.zusammenhang or _nach_merkmalen(merkmale)
    if not tabelle:
        befund.ignoriert[stelle] = "zu welcher Tabelle sie gehört, sagt kein Wort"
        return
    befund.erschlossen |= not gelesen.tabelle and not umfeld.zusammenhang
    if gelesen.tabelle == "einwohner" and umfeld.zusammenhang == "herkunft" and not merkmale:
        befund.ignoriert[stelle] = "Einwohner insgesamt, nicht nur die mit Herkunftsland"
        return
    if tabelle == "einwohner":
        feiner = [
            t
            for t in ("zuwanderungsgeschichte", "herkunft")
            if _kennt(t, merkmale) and not _kennt(tabelle, merkmale)
        ]
        tabelle = feiner[0] if feiner else tabelle
    gelesen = gelesen._replace(merkmale=etikett.zur_tabelle(gelesen.merkmale, tabelle))
    fremd = [name for name in gelesen.merkmale if not dimensionsname(name, tabelle)]
    if fremd:
        befund.ignoriert[stelle] = f"die Tabelle {tabelle} kennt das Merkmal {fremd[0]} nicht"
        return
    codes = {dimensionsname(name, tabelle): code for name, code in gelesen.merkmale.items()}
    befund.teile.append(
        Teil(
            stelle,
            tabelle,
            gelesen.wert,
            codes,
            gelesen.zeit,
            filter_,
            tabelle in befund.genannt,
            gelesen.gesamt,
        )
    )


def _kennt(tabelle: str, merkmale: Iterable[str]) -> bool:
    return all(dimensionsname(name, tabelle) for name in merkmale)


def _nach_merkmalen(merkmale: set[str]) -> str:
    """The table that has just these dimensions, where only one is likely."""
    if "zuwanderungsgeschichte" in merkmale:
        return "zuwanderungsgeschichte"
    eindeutig = [tabelle for name, tabelle in EINDEUTIG.items() if name in merkmale]
    if eindeutig:
        return eindeutig[0]
    return "einwohner" if merkmale and merkmale <= EINFACH else ""


__all__ = ["Befund", "Teil", "finden"]
