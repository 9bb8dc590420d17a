"""Totals that a table delivers beside their parts: `insgesamt` against codes, crossings against each other.

A table that crosses age with sex and age with nationality says the same margin twice, even if it delivers
no row that says `insgesamt` to both.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.measures.crossings import crossings, partition
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import GRUPPE, Pruefling
from pipeline.validation.worte import aufzaehlung

ALTERSSPALTEN = ("alter", "altersgruppe")
ORT = ["raumeinheit", "periode"]
ZUSAMMEN_AB = 20
"""So many contradictions of one table and period have one cause and are said once, by the first."""


class Seite(NamedTuple):
    """Rows of one crossing, and the dimensions it distinguishes."""

    zeilen: pd.DataFrame
    merkmale: tuple[str, ...]


def summe_der_merkmale(pruefling: Pruefling) -> Iterator[Befund]:
    """Parts add up to the total that the same table delivers, in every crossing it delivers.

    Where a part is secret or missing, the known parts are at most the total; where all parts stand but
    nothing is declared complete, a difference is a warning; where the source rounds, each number may be off
    by half of that. Why: two numbers for one thing, and nobody could say
    which of them a report should show.
    """
    for tabelle, zeilen in pruefling.gezaehlt.items():
        merkmale = _merkmale(tabelle)
        seiten = _seiten(zeilen, merkmale)
        falsch = [
            _widersprueche(pruefling, tabelle, fein, grob)
            for fein, grob in combinations(seiten, 2)
            if len(zeilen)
        ]
        alle = [teil for teil in falsch if len(teil)]
        if alle:
            yield from _befunde(tabelle, pd.concat(alle, ignore_index=True))


def altersgruppen_summe(pruefling: Pruefling) -> Iterator[Befund]:
    """Age groups that contain others, in one crossing, hold as many as these together.

    Why: 0-17 beside 0-5 and 6-17 is a total too.
    """
    for tabelle, zeilen in pruefling.gezaehlt.items():
        merkmale = _merkmale(tabelle)
        alter = next((d for d in merkmale if d in ALTERSSPALTEN), "")
        for seite in _seiten(zeilen, merkmale) if alter else []:
            falsch = _in_baendern(pruefling, tabelle, seite, alter)
            if len(falsch):
                yield from _befunde(tabelle, falsch)


def _merkmale(tabelle: str) -> list[str]:
    """What a table distinguishes or not; a forecast always the day it is for, of which no sum is made."""
    immer = ("stichtag",) if tabelle in names.VORAUSSCHAU else ()
    return [d for d in names.TABELLEN[tabelle].schluessel if d in (*immer, *names.DIMENSIONEN_MIT_INSGESAMT)]


def _seiten(zeilen: pd.DataFrame, merkmale: Sequence[str]) -> list[Seite]:
    """Rows by crossing, finest first; tables that are delivered in one crossing have one."""
    code = crossings(zeilen, merkmale)
    arten = sorted((int(c) for c in code.unique()), key=lambda c: (-c.bit_count(), c))
    return [
        Seite(zeilen[code.eq(art)], tuple(d for bit, d in enumerate(merkmale) if art >> bit & 1))
        for art in arten
    ]


def _widersprueche(pruefling: Pruefling, tabelle: str, fein: Seite, grob: Seite) -> pd.DataFrame:
    """Cells of the common margin in which both crossings differ."""
    gemeinsam = [d for d in fein.merkmale if d in grob.merkmale]
    links, rechts = _gleiche_alter(fein.zeilen, grob.zeilen, gemeinsam)
    feld = [*ORT, *gemeinsam]
    kennt = {
        "links": len(gemeinsam) == len(fein.merkmale),
        "rechts": len(gemeinsam) == len(grob.merkmale),
    }
    beide = _summe(links, feld, einzeln=kennt["links"]).merge(
        _summe(rechts, feld, einzeln=kennt["rechts"]), on=feld, validate="one_to_one"
    )
    return _falsche(pruefling, tabelle, beide).assign(merkmale=", ".join(gemeinsam))


def _gleiche_alter(
    links: pd.DataFrame, rechts: pd.DataFrame, gemeinsam: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both sides in ages that the other can be put together to; overlapping ages count once."""
    alter = next((d for d in links.columns if d in ALTERSSPALTEN), "")
    if not alter:
        return links, rechts
    if alter not in gemeinsam:
        return _ohne_doppelte(links, alter), _ohne_doppelte(rechts, alter)
    ziele = frozenset(rechts[alter].unique())
    zerlegt = {ziel: partition(frozenset(links[alter].unique()), ziel) for ziel in ziele}
    karte = pd.DataFrame(
        [(teil, ziel) for ziel, teile in zerlegt.items() for teil in teile or ()], columns=[alter, "ziel"]
    ).astype("str")
    neu = links.merge(karte, on=alter, validate="many_to_many")
    return neu.drop(columns=alter).rename(columns={"ziel": alter}), rechts


def _ohne_doppelte(zeilen: pd.DataFrame, alter: str) -> pd.DataFrame:
    """Ages that make up the whole; all of them if they do not, for then nothing overlaps or nothing fits."""
    geliefert = frozenset(zeilen[alter].unique())
    teile = partition(geliefert, names.INSGESAMT) if geliefert else ()
    return zeilen[zeilen[alter].isin(teile)] if teile else zeilen.iloc[:0]


def _summe(zeilen: pd.DataFrame, feld: list[str], *, einzeln: bool) -> pd.DataFrame:
    """Sum over the known numbers, how many there are, whether all are known; `einzeln`: it is no sum."""
    bekannt = zeilen["status"].eq("wert") & zeilen["anzahl"].notna()
    zahlen = zeilen.assign(anzahl=zeilen["anzahl"].where(bekannt), bekannt=bekannt)
    return (
        zahlen.groupby(feld, as_index=False, sort=False)
        .agg(
            summe=("anzahl", "sum"),
            teile=("bekannt", "size"),
            alle=("bekannt", "all"),
            zeile=("zeile", "min"),
        )
        .assign(einzeln=einzeln)
    )


def _falsche(pruefling: Pruefling, tabelle: str, beide: pd.DataFrame) -> pd.DataFrame:
    """Contradictions: unequal where both sides are whole, too much where one side has unknown parts."""
    erklaert = pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)][GRUPPE[1:]]
    beide = beide.merge(erklaert.assign(sicher=True), on=ORT, how="left", validate="many_to_one")
    sicher = beide["sicher"].notna()
    ganz = {s: beide[f"alle_{s}"] & (sicher | beide[f"einzeln_{s}"]) for s in "xy"}
    voll = {s: beide[f"alle_{s}"] & _so_viele_wie_je(beide, f"teile_{s}") for s in "xy"}
    spiel = pruefling.abweichung(tabelle) * (beide["teile_x"] + beide["teile_y"])
    mehr = beide["summe_x"] - beide["summe_y"]
    sicher_falsch = (ganz["y"] & mehr.gt(spiel)) | (ganz["x"] & mehr.lt(-spiel))
    wohl_falsch = (voll["y"] & mehr.gt(spiel)) | (voll["x"] & mehr.lt(-spiel))
    falsch = (sicher_falsch | wohl_falsch).fillna(False).astype(bool)
    grad = sicher_falsch.fillna(False).astype(bool).map({True: FEHLER, False: WARNUNG})
    return beide.assign(grad=grad)[falsch]


def _so_viele_wie_je(beide: pd.DataFrame, spalte: str) -> "pd.Series[bool]":
    """Whether a sum has as many parts as the same sum has anywhere: then none seems to be missing."""
    technisch = {"summe", "teile", "alle", "zeile", "einzeln"}
    merkmale = [s for s in beide.columns if s.rstrip("xy").rstrip("_") not in technisch | {*ORT, "sicher"}]
    if not merkmale:
        return beide[spalte].eq(beide[spalte].max())
    return beide[spalte].eq(beide.groupby(merkmale)[spalte].transform("max"))


def _in_baendern(pruefling: Pruefling, tabelle: str, seite: Seite, alter: str) -> pd.DataFrame:
    if alter not in seite.merkmale:
        return seite.zeilen.iloc[:0]
    geliefert = frozenset(seite.zeilen[alter].unique())
    zerlegt = {ziel: partition(geliefert - {ziel}, ziel) for ziel in geliefert}
    grosse = [ziel for ziel, teile in zerlegt.items() if teile]
    if not grosse:
        return seite.zeilen.iloc[:0]
    klein = seite.zeilen[seite.zeilen[alter].isin({t for ziel in grosse for t in zerlegt[ziel] or ()})]
    feld = [*ORT, *seite.merkmale]
    links, rechts = _gleiche_alter(klein, seite.zeilen[seite.zeilen[alter].isin(grosse)], [alter])
    beide = _summe(links, feld, einzeln=False).merge(
        _summe(rechts, feld, einzeln=True), on=feld, validate="one_to_one"
    )
    return _falsche(pruefling, tabelle, beide).assign(merkmale=", ".join(seite.merkmale))


def _befunde(tabelle: str, falsch: pd.DataFrame) -> Iterator[Befund]:
    falsch = falsch.sort_values(["zeile_y", "zeile_x"], kind="stable")
    for _, stellen in falsch.groupby(ORT, sort=True):
        viele = len(stellen) >= ZUSAMMEN_AB
        for stelle in stellen.head(1 if viele else ZUSAMMEN_AB).to_dict("records"):
            yield _befund(tabelle, stelle, len(stellen) if viele else 1)


def _befund(tabelle: str, stelle: Mapping[Any, Any], felder: int) -> Befund:
    merkmale = [feld for feld in str(stelle["merkmale"]).split(", ") if feld]
    wo = aufzaehlung(f"{feld} {stelle[feld]}" for feld in merkmale) or "alle zusammen"
    mehr = f"; betroffen sind {felder} Felder" if felder > 1 else ""
    grund = (
        f"Für {stelle['raumeinheit']}, {stelle['periode']} ({wo}{mehr}) ist {stelle['summe_y']} geliefert, "
        f"die Teile ab Zeile {stelle['zeile_x']} ergeben {stelle['summe_x']}."
    )
    abhilfe = "Bitte die Summe oder ihre Teile berichtigen; es ist dieselbe Zählung."
    wert, zeile = str(stelle["summe_y"]), int(stelle["zeile_y"])
    return Befund(
        str(stelle["grad"]), f"{tabelle}.csv", zeile, "anzahl", wert, "summe_merkmale", grund, abhilfe
    )
