"""From counted and hidden cells to released tables and the analyst's protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.disclosure.klassen import Definition
from pipeline.disclosure.zaehlen import RANG
from pipeline.disclosure.zellen import Zaehlung

_GEHEIM = RANG.index("geheim")
UNBEWIESEN = "nicht bewiesen"
"""Instead of a gap where a pattern was found by a heuristic, which knows no bound."""


@dataclass(frozen=True)
class Geschuetzt:
    """What was decided for one table in one period, by area and definition.

    klein: too small to be shown. geheim: hidden. strukturell: too small, and known to be more than 1 however
    much is hidden, because shown parts are not empty. unbeziffert: meant to say only that it is not zero.
    geheime_null: a zero that is hidden as too small.
    verknuepft: whether it was protected together with the tables of other sources that count the same people;
    false where they contradict each other. mitwisserpaare: what insiders found out.
    bewiesen: whether no safe pattern costs less.
    """

    klein: npt.NDArray[np.bool_]
    geheim: npt.NDArray[np.bool_]
    strukturell: npt.NDArray[np.bool_]
    unbeziffert: npt.NDArray[np.bool_]
    verknuepft: bool
    mitwisserpaare: int = 0
    bewiesen: bool = False
    geheime_null: npt.NDArray[np.bool_] | bool = False


Ergebnisse = Mapping[tuple[str, str | int], Geschuetzt]
"""By released table and period."""


def freigabetabelle(zaehlungen: Sequence[Zaehlung], ergebnisse: Ergebnisse) -> pd.DataFrame:
    """Write out one table: one row per area, period and shown sum; a hidden one has no number.

    Of what is `stumm` there is no row, zero or not.

    Takes:   everything counted for it: one, or one per span of years that are tied together.
    Returns: sorted by area, period and classes in the order of the plan, so that the order tells nothing.
             Where years are added up `jahr` is the last of them and `jahre` says how many they are.
    """
    teile = [_geschrieben(zaehlung, ergebnisse) for zaehlung in zaehlungen]
    if zaehlungen[0].tabelle is None:
        return teile[0]
    alle = pd.concat(teile, ignore_index=True)
    alle["jahr"] = alle["jahr"].str[-4:].astype("int64")
    if zaehlungen[0].plan.jahre > 1:
        alle.insert(2, "jahre", zaehlungen[0].plan.jahre)
    ort = alle["raumeinheit"].map({name: i for i, name in enumerate(zaehlungen[0].raumeinheiten)})
    reihenfolge = np.lexsort((alle["jahr"], ort))  # stable: classes stay as they are
    return alle.iloc[reihenfolge].reset_index(drop=True)


def _geschrieben(zaehlung: Zaehlung, ergebnisse: Ergebnisse) -> pd.DataFrame:
    name = zaehlung.plan.name
    versteckt = np.stack([ergebnisse[name, periode].geheim for periode in zaehlung.perioden], axis=1)
    wert = np.where(versteckt, np.nan, zaehlung.wert)
    rang = np.where(versteckt, _GEHEIM, zaehlung.rang)
    summe = zaehlung.plan.summe
    haupt = [i for i, d in enumerate(zaehlung.definitionen) if d.gezeigt and d.spalte == "anzahl"]
    neben = [i for i, d in enumerate(zaehlung.definitionen) if d.spalte != "anzahl"]
    reihen = haupt or neben
    tabelle = _schluessel(zaehlung, [zaehlung.definitionen[i] for i in reihen])
    hauptspalte = "anzahl" if haupt or summe is None else summe.spalte
    tabelle[hauptspalte] = _ganz(wert[:, :, reihen])
    if haupt and summe is not None:
        daneben = np.full(wert[:, :, reihen].shape, np.nan)
        insgesamt = [n for n, i in enumerate(reihen) if not zaehlung.definitionen[i].klassen]
        daneben[:, :, insgesamt] = wert[:, :, neben]
        tabelle[summe.spalte] = _ganz(daneben)
    tabelle["status"] = pd.Series(np.array(RANG)[rang[:, :, reihen]].ravel(), dtype="str")
    return tabelle[~zaehlung.stumm[:, :, reihen].ravel()].reset_index(drop=True)


def _schluessel(zaehlung: Zaehlung, definitionen: Sequence[Definition]) -> pd.DataFrame:
    """Columns that say what a row is: area, period, and `insgesamt` where nothing is distinguished."""
    orte, perioden, breite = len(zaehlung.raumeinheiten), len(zaehlung.perioden), len(definitionen)
    raumeinheit = pd.Series(zaehlung.raumeinheiten, dtype="str").repeat(perioden * breite)
    tabelle = pd.DataFrame({"raumeinheit": raumeinheit.reset_index(drop=True)})
    ganzzahlig = zaehlung.plan.zeit == "jahr" and zaehlung.tabelle is None
    zeit = pd.Series(zaehlung.perioden, dtype="int64" if ganzzahlig else "str")
    tabelle[zaehlung.plan.zeit] = zeit.repeat(breite).iloc[np.tile(np.arange(perioden * breite), orte)].array
    for dimension in zaehlung.plan.dimensionen:
        klassen = pd.Series(
            [dict(d.klassen).get(dimension, names.INSGESAMT) for d in definitionen], dtype="str"
        )
        tabelle[dimension] = klassen.iloc[np.tile(np.arange(breite), orte * perioden)].array
    return tabelle


def _ganz(wert: npt.NDArray[np.float64]) -> "pd.Series[int]":
    return pd.Series(wert.ravel()).astype("Int64")


def protokoll_tabelle(zaehlungen: Sequence[Zaehlung], ergebnisse: Ergebnisse) -> pd.DataFrame:
    """Count, per table and period, cells with a number, cells too small to show, and cells hidden with them.

    Returns: tabelle, stufe (of its ladder), periode, zellen (meant to have a number), ungleich_null (and
             zeros that are hidden like other small counts), primaer, sekundaer, strukturell (of the primary
             cells those known to be more than 1 whatever is hidden),
             anteil_geheim_pct (of the cells that are not zero), mitwisserpaare (secrets that an insider finds
             out; <NA> where the plan does not ask for it), luecke (how much dearer than the cheapest safe
             pattern it may be: 0 where that is proven), verknuepft (ja, nein). Numbers of cells, not of
             people.
    """
    zeilen = [
        _protokollzeile(z, periode, ergebnisse[z.plan.name, periode])
        for z in zaehlungen
        for periode in z.perioden
    ]
    return pd.DataFrame(zeilen).astype({"mitwisserpaare": "Int64"})


def anteil_geheim(zaehlungen: Sequence[Zaehlung], ergebnisse: Ergebnisse) -> float:
    """Per cent of the cells of one table that are not zero and hidden, over all periods."""
    zeilen = protokoll_tabelle(zaehlungen, ergebnisse)
    versteckt = zeilen["primaer"].sum() + zeilen["sekundaer"].sum()
    return 100.0 * float(versteckt) / max(1.0, float(zeilen["ungleich_null"].sum()))


def _protokollzeile(
    zaehlung: Zaehlung, periode: str | int, ergebnis: Geschuetzt
) -> dict[str, str | int | float | None]:
    nummer = list(zaehlung.perioden).index(periode)
    gezeigt = np.array([definition.gezeigt for definition in zaehlung.definitionen])
    gezeigt = gezeigt & ~ergebnis.unbeziffert & ~zaehlung.stumm[:, nummer]
    wert = zaehlung.wert[:, nummer]
    bekannt = ~np.isnan(wert) & gezeigt
    belegt = ((wert > 0) | ((wert == 0) & ergebnis.geheime_null)) & gezeigt
    klein, versteckt = ergebnis.klein & belegt, ergebnis.geheim & belegt
    return {
        "tabelle": zaehlung.plan.name,
        "stufe": zaehlung.plan.stufe,
        "periode": str(periode),
        "zellen": int(bekannt.sum()),
        "ungleich_null": int(belegt.sum()),
        "primaer": int(klein.sum()),
        "sekundaer": int((versteckt & ~klein).sum()),
        "strukturell": int((ergebnis.strukturell & belegt).sum()),
        "anteil_geheim_pct": round(100 * int(versteckt.sum()) / max(1, int(belegt.sum())), 1),
        "mitwisserpaare": ergebnis.mitwisserpaare if zaehlung.plan.mitwisser else None,
        "luecke": "0" if ergebnis.bewiesen else UNBEWIESEN,
        "verknuepft": "ja" if ergebnis.verknuepft else "nein",
    }
