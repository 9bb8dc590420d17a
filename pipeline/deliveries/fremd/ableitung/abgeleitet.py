"""Delivered shares, rates, growth and averages beside the counts they follow from; checks recompute them."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline.deliveries.fremd.angaben import Abgeleitet, Spalte
from pipeline.deliveries.fremd.befund import fehler, kurz, unlesbar
from pipeline.deliveries.fremd.deutung import kommazahl
from pipeline.deliveries.fremd.deutung.zahl import RAND, Schreibweise
from pipeline.deliveries.fremd.zeilen import summen
from pipeline.deliveries.fremd.zeilen.abbildung import Lage
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import Befund

SPALTEN = [
    "datei", "zeile", "spalte", "art", "wert", "zaehler", "nenner", "faktor", "stellen", "spiel_zaehler",
    "spiel_nenner",
]  # fmt: skip
"""What a check of derived values is given; `spiel`: how far rounding by the source may move a count."""
FAKTOR = {"anteil": 100, "rate": 1000, "wachstum": 100, "mittel": 1, "differenz": 1}
RAUMEINHEIT, STADT, VORHER = "raumeinheit", "stadt", "vorher"
REIHE = ["raumeinheit", "filter", "rest"]
TRENNER = "\x1f"


class Blatt(NamedTuple):
    """One derived column of one file.

    `zeilen`: datei, zeile, raumeinheit, zeit, filter and rest (what else names the row), summe (whether it is
    a total), text, wert (missing where there is none), stellen. `zahlen`: counts by column, same rows.
    """

    zeilen: pd.DataFrame
    zahlen: pd.DataFrame
    stadt: str
    rundung: int
    stelle: int = -1

    def umbenannt(self, datei: str) -> "Blatt":
        """The same under the name by which findings call its file."""
        return self._replace(zeilen=self.zeilen.assign(datei=datei))


def erklaert(lage: Lage, abgeleitet: Abgeleitet, schreibweise: Schreibweise) -> tuple[Blatt, list[Befund]]:
    """What a file says about one declared derived column."""
    zahlen = pd.DataFrame(
        {
            "zaehler": _summe(lage, abgeleitet.zaehler, schreibweise),
            "nenner": _summe(lage, abgeleitet.nenner or abgeleitet.zaehler, schreibweise),
        }
    )
    if not (abgeleitet.nenner or abgeleitet.aus or abgeleitet.art in ("wachstum", "differenz")):
        grund = f'Zu der abgeleiteten Spalte "{abgeleitet.spalte}" fehlt, woraus sie gebildet ist.'
        abhilfe = f'Bitte nenner angeben, oder aus = "{RAUMEINHEIT}" oder aus = "{STADT}".'
        raise unlesbar(lage.blatt.name, "manifest", grund, abhilfe)
    zeilen, fremd = gelesen(lage, lage.blatt.finden(abgeleitet.spalte), schreibweise)
    befunde = [_keine_zahl(lage, zeilen, text) for text in fremd]
    return blatt(lage, zeilen, zahlen), befunde


def blatt(lage: Lage, zeilen: pd.DataFrame, zahlen: pd.DataFrame) -> Blatt:
    """Rows that count, with their numbers."""
    ort = lage.datei.raumeinheit
    return Blatt(zeilen[lage.gilt], zahlen[lage.gilt], ort.stadt, lage.datei.rundung)


def gelesen(lage: Lage, stelle: int, schreibweise: Schreibweise) -> tuple[pd.DataFrame, list[str]]:
    """A derived column as numbers with decimals, and the texts that are neither number nor symbol."""
    texte = decode(lage.blatt.zellen[stelle])
    verschieden = [str(text) for text in texte.unique() if text.strip(RAND)]
    dezimal = kommazahl.dezimalzeichen(verschieden, schreibweise)
    symbole = lage.datei.symbole
    zahlen = {
        text: kommazahl.lesen(text, dezimal, schreibweise.tausender)
        for text in verschieden
        if text.strip(RAND) not in symbole
    }
    gut = {text: zahl for text, zahl in zahlen.items() if zahl is not None}
    werte = texte.map({text: zahl.text for text, zahl in gut.items()}).astype("str")
    stellen = texte.map({text: zahl.stellen for text, zahl in gut.items()}).astype("Int64")
    zeilen = _orte(lage).assign(
        spalte=lage.blatt.labels[stelle] or str(stelle + 1), text=texte, wert=werte, stellen=stellen
    )
    return zeilen, [text for text in zahlen if text not in gut]


def nachrechnen(teile: Sequence[Blatt], abgeleitet: Abgeleitet) -> pd.DataFrame:
    """Values of one declaration from all its files beside their counts (columns SPALTEN).

    Takes: sheets whose `zahlen` are zaehler and nenner.
    """
    zeilen = pd.concat([teil.zeilen for teil in teile], ignore_index=True)
    zahlen = pd.concat([teil.zahlen for teil in teile], ignore_index=True)
    nenner = bezug(zeilen, zahlen["nenner"], woraus(abgeleitet), teile[0].stadt)
    faktor = FAKTOR[abgeleitet.art] if abgeleitet.faktor is None else abgeleitet.faktor
    spiel = teile[0].rundung // 2
    je_nenner = len(abgeleitet.nenner) or len(abgeleitet.zaehler)
    alle = zeilen.assign(
        art=abgeleitet.art,
        zaehler=zahlen["zaehler"],
        nenner=nenner,
        faktor=faktor,
        spiel_zaehler=spiel * len(abgeleitet.zaehler),
        spiel_nenner=spiel * je_nenner,
    )
    return alle[alle["wert"].notna() & alle["zaehler"].notna() & alle["nenner"].notna()][SPALTEN]


def woraus(abgeleitet: Abgeleitet) -> str:
    """Where the second number stands; empty: in the same row."""
    if abgeleitet.aus or abgeleitet.nenner:
        return abgeleitet.aus
    return VORHER


def bezug(zeilen: pd.DataFrame, zahl: "pd.Series[Any]", aus: str, stadt: str) -> "pd.Series[Any]":
    """The second number of each row: its own, of the area as a whole, of the city, or of the time before."""
    if aus == VORHER:
        zeiten = {zeit: rang for rang, zeit in enumerate(sorted(zeilen["zeit"].unique()))}
        rang = zeilen["zeit"].map(zeiten)
        return _dort(zeilen[REIHE].assign(rang=rang - 1), zeilen[REIHE].assign(rang=rang), zahl)
    if aus == STADT:
        feld = ["zeit", "filter", "rest"]
        dort = zeilen["raumeinheit"].eq(stadt)
        if dort.any():
            return _dort(zeilen[feld], zeilen.loc[dort, feld], zahl[dort])
        return _gesamt(zeilen[feld], zahl)
    if aus == RAUMEINHEIT:
        feld = ["raumeinheit", "zeit", "filter"]
        teile = _gesamt(zeilen[feld], zahl.mask(zeilen["summe"], 0))
        ganz = zeilen["summe"]
        return teile.fillna(_dort(zeilen[feld], zeilen.loc[ganz, feld], zahl[ganz]))
    return zahl


def _gesamt(feld: pd.DataFrame, zahl: "pd.Series[Any]") -> "pd.Series[Any]":
    """Sum over the rows of the same place; missing where a part is."""
    gruppen = zahl.groupby([feld[spalte] for spalte in feld], sort=False)
    offen = zahl.isna().groupby([feld[spalte] for spalte in feld], sort=False).transform("any")
    return gruppen.transform("sum").mask(offen)


def _dort(hier: pd.DataFrame, dort: pd.DataFrame, zahl: "pd.Series[Any]") -> "pd.Series[Any]":
    """The number of the one row that stands there; missing where none or several do."""
    feld = list(dort.columns)
    einmal = dort.assign(gefunden=zahl)[~dort.duplicated(keep=False)]
    beide = hier.merge(einmal, on=feld, how="left", validate="many_to_one")
    return beide["gefunden"].set_axis(hier.index)


def _summe(lage: Lage, spalten: Iterable[Spalte], schreibweise: Schreibweise) -> "pd.Series[Any]":
    """Sum of columns by row; missing where one has no number. A merkmal means all columns of its block."""
    summe: pd.Series[Any] = pd.Series(0, index=lage.blatt.zellen.index, dtype="Int64")
    for spalte in summen.ausgeschrieben(lage.blatt, lage.datei, spalten):
        summe = summe + summen.zahlen(lage, spalte, schreibweise)
    return summe


def _orte(lage: Lage) -> pd.DataFrame:
    """Where each row belongs: area, time, which margin of a stacked file, which combination of dimensions."""
    datei = lage.datei
    dimensionen = [*datei.dimension.values(), *(d for w in datei.werte for d in w.dimension.values())]
    summe = pd.Series(False, index=lage.blatt.zellen.index)
    rest = pd.Series("", index=lage.blatt.zellen.index, dtype="str")
    for dimension in {d.spalte: d for d in dimensionen}.values():
        texte = decode(lage.blatt.spalte(dimension.spalte))
        if dimension.fuellen:
            texte = texte.where(texte.ne("")).ffill().fillna("")
        rest = rest + TRENNER + texte
        summe |= texte.isin(dimension.summe)
    filter_ = pd.Series("", index=lage.blatt.zellen.index, dtype="str")
    for spalte in {*datei.zeilenfilter, *(s for w in datei.werte for s in w.zeilenfilter)}:
        filter_ = filter_ + TRENNER + decode(lage.blatt.spalte(spalte))
    kern = {"zeile": lage.zeilen, "raumeinheit": decode(lage.orte.schluessel), "zeit": decode(lage.zeit)}
    return pd.DataFrame(kern).assign(datei=lage.blatt.name, filter=filter_, rest=rest, summe=summe)


def _keine_zahl(lage: Lage, zeilen: pd.DataFrame, text: str) -> Befund:
    stellen = zeilen[zeilen["text"].eq(text)]
    mehr = f" So steht es an {len(stellen)} Stellen." if len(stellen) > 1 else ""
    grund = f'"{kurz(text)}" ist hier keine Zahl.{mehr}'
    abhilfe = "Bitte dezimal, tausender und symbole in lieferung.toml prüfen oder den Wert berichtigen."
    erste = stellen.iloc[0]
    return fehler(lage.blatt.name, "zahl", grund, abhilfe, int(erste["zeile"]), str(erste["spalte"]), text)
