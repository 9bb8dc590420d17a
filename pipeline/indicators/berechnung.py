"""Kennzahlen of areas and years, with interval, status and reason."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import measures, names
from pipeline.indicators.ausdruck import Ausdruck, Zelle
from pipeline.indicators.kennzahl import Kennzahl, katalog
from pipeline.indicators.zellen import STATUS, Feld, Register, feld, register_von
from pipeline.measures import Floats, Interval

NICHT_SINNVOLL = "nicht_sinnvoll"
"""Status of a Kennzahl whose denominator is zero; printed as x."""

SPALTEN = (
    *("raumeinheit", "jahr", "kennzahl", "zaehler", "nenner", "wert", "untere", "obere", "status", "grund"),
    *("name", "einheit", "stellen", "handlungsfeld", "richtung_gut"),
    *("art", "faktor", "vergleichbar", "leicht", "deutlich", "teil_von", "gebietsstand", "fassung"),
)

_GERECHNET = ("zaehler", "nenner", "wert", "untere", "obere", "status", "grund", "fassung")


class _Summe(NamedTuple):
    """An expression per area and year."""

    wert: Floats
    status: NDArray[np.int64]
    grund: NDArray[np.object_]


def kennzahlen(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    jahre: Sequence[int] | None = None,
    auswahl: Sequence[Kennzahl] | None = None,
) -> pd.DataFrame:
    """Compute Kennzahlen from released tables.

    Takes:   released tables by name (a missing one makes its Kennzahlen `fehlt`); keys of the areas;
             years (None: all years of einwohner); Kennzahlen (None: the whole catalogue).
    Returns: one row per area, year and Kennzahl, in this order: zaehler, nenner (NaN where there is
             none), wert in the unit of the Kennzahl, untere and obere limit of its 95 % interval
             (NaN for `wert`, `saldo` and `median`), all unrounded; status `wert`, `unsicher`, `geheim`,
             `fehlt` (also before the first version) or `nicht_sinnvoll` (denominator zero or below the
             Mindestfallzahl, median in an open age band) with `grund` as a German sentence (empty for
             `wert`); name to deutlich as in the newest version (vergleichbar is false for bare counts);
             teil_von: the areas above, `|` between; gebietsstand: how often the area had changed its
             boundary or key by 31.12.: values of different ones are of different territories; fassung:
             the version of the definition, from 1: every year keeps the one in force on its 31.12., and
             values of different ones are not one series.
    Raises:  PlanUngueltig where the catalogue is not in order.
    Source:  the catalogue names the source of each Kennzahl; intervals: see `measures`.
    """
    gewaehlt = list(katalog() if auswahl is None else auswahl)
    zeit = list(_jahre(tabellen) if jahre is None else jahre)
    orte = list(dict.fromkeys(raumeinheiten))  # an area beside itself is there once
    eintraege = register_von(tabellen, [z.tabelle for k in gewaehlt for z in k.zellen], orte)
    teile = [_kennzahl(k, eintraege, orte, zeit) for k in gewaehlt]
    tabelle = _tabelle(gewaehlt, orte, zeit, teile)
    oben = _darueber(tabellen.get("raumeinheiten"))
    tabelle["teil_von"] = pd.Series([oben.get(key, "") for key in tabelle["raumeinheit"]], dtype="str")
    tabelle["gebietsstand"] = _gebietsstand(tabelle, tabellen.get("brueche"))
    return tabelle.sort_values(["raumeinheit", "jahr"], kind="stable", ignore_index=True)[list(SPALTEN)]


def _gebietsstand(tabelle: pd.DataFrame, brueche: pd.DataFrame | None) -> NDArray[np.int64]:
    """Count the breaks of each area up to the end of each year."""
    stand = np.zeros(len(tabelle), dtype=np.int64)
    if brueche is not None:
        ende = tabelle["jahr"].astype("str") + "-12-31"
        for raumeinheit, ab in zip(brueche["raumeinheit"], brueche["ab"], strict=True):
            stand += (tabelle["raumeinheit"].eq(raumeinheit) & ende.ge(ab)).to_numpy(dtype=np.int64)
    return stand


def _tabelle(
    gewaehlt: Sequence[Kennzahl],
    raumeinheiten: Sequence[str],
    jahre: Sequence[int],
    teile: Sequence[Mapping[str, NDArray[Any]]],
) -> pd.DataFrame:
    """Write [area, year] arrays of all Kennzahlen as one long table."""
    namen = ["kennzahl", "raumeinheit", "jahr"]
    index = pd.MultiIndex.from_product([[k.id for k in gewaehlt], raumeinheiten, jahre], names=namen)
    je_zeile = np.repeat(np.arange(len(gewaehlt)), len(raumeinheiten) * len(jahre))
    kopf = pd.DataFrame([_kopf(k) for k in gewaehlt]).iloc[je_zeile].reset_index(drop=True)
    spalten = {name: np.concatenate([teil[name].ravel() for teil in teile]) for name in _GERECHNET if teile}
    tabelle = pd.concat([index.to_frame(index=False), pd.DataFrame(spalten), kopf], axis="columns")
    return tabelle.reindex(columns=list(SPALTEN)).astype({"status": "str", "grund": "str"})


def _jahre(tabellen: Mapping[str, pd.DataFrame]) -> list[int]:
    """Years of the Stichtage of einwohner."""
    if "einwohner" not in tabellen:
        return []
    return sorted({names.stichtag_jahr(stichtag) for stichtag in tabellen["einwohner"]["stichtag"].unique()})


def _darueber(raumeinheiten: pd.DataFrame | None) -> dict[str, str]:
    """All areas above each area, nearest first."""
    if raumeinheiten is None:
        return {}
    eltern = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["uebergeordnet"], strict=True))
    ketten = {}
    for key in eltern:
        kette: list[str] = []
        oben = eltern.get(key)
        while isinstance(oben, str) and oben and oben not in kette:
            kette.append(oben)
            oben = eltern.get(oben)
        ketten[key] = "|".join(kette)
    return ketten


def _kennzahl(
    k: Kennzahl, eintraege: Mapping[str, Register], raumeinheiten: Sequence[str], jahre: Sequence[int]
) -> dict[str, NDArray[Any]]:
    """All areas and years of one Kennzahl, each column as [area, year], each year in its version."""
    enden = np.array([f"{jahr}-12-31" for jahr in jahre], dtype=np.str_)
    fassungen = k.fassungen
    ergebnis = _fassung(fassungen[0], eintraege, raumeinheiten, jahre)
    ergebnis["fassung"] = np.ones(ergebnis["wert"].shape, dtype=np.int64)
    for nummer, fassung in enumerate(fassungen[1:], start=2):
        neu = _fassung(fassung, eintraege, raumeinheiten, jahre)
        neu["fassung"] = np.full(neu["wert"].shape, nummer, dtype=np.int64)
        gilt = enden >= fassung.gueltig_ab
        ergebnis = {name: np.where(gilt, neu[name], alt) for name, alt in ergebnis.items()}
    return _erst_ab(ergebnis, fassungen[0].gueltig_ab, enden)


def _erst_ab(
    ergebnis: dict[str, NDArray[Any]], gueltig_ab: str, enden: NDArray[np.str_]
) -> dict[str, NDArray[Any]]:
    """Blank the years before the first version."""
    davor = np.broadcast_to(enden < gueltig_ab, ergebnis["wert"].shape)
    if not davor.any():
        return ergebnis
    datum = ".".join(reversed(gueltig_ab.split("-")))
    texte = {"status": "fehlt", "grund": f"Diese Kennzahl gilt erst ab dem {datum}."}
    leer = dict.fromkeys(("zaehler", "nenner", "wert", "untere", "obere"), np.nan)
    return {
        name: np.where(davor, (texte | leer)[name], werte) if name in texte | leer else werte
        for name, werte in ergebnis.items()
    }


def _fassung(
    k: Kennzahl, eintraege: Mapping[str, Register], raumeinheiten: Sequence[str], jahre: Sequence[int]
) -> dict[str, NDArray[Any]]:
    """All areas and years by one version, each column as [area, year]."""
    oben = _summe(k.zaehler, eintraege, raumeinheiten, jahre)
    unten = _summe(k.nenner, eintraege, raumeinheiten, jahre) if k.nenner else None
    status, grund = _status(oben, unten, k.mindestfallzahl)
    nenner = np.full(oben.wert.shape, np.nan) if unten is None else unten.wert
    wert = k.faktor * (oben.wert if unten is None else measures.quotient(oben.wert, nenner))
    if k.art == "median":
        wert = _median(k, eintraege, raumeinheiten, jahre)
        offen = (status == "wert") & np.isnan(wert)
        status = np.where(offen, NICHT_SINNVOLL, status)
        grund = np.where(offen, "Der Median liegt in der offenen obersten Altersgruppe.", grund)
    grenzen = _interval(k, oben.wert, nenner)
    gezeigt = {"wert": wert, "untere": grenzen.untere, "obere": grenzen.obere}
    gezeigt = {name: np.where(status == "wert", werte, np.nan) for name, werte in gezeigt.items()}
    return {"zaehler": oben.wert, "nenner": nenner, **gezeigt, "status": status, "grund": grund}


def _median(
    k: Kennzahl, eintraege: Mapping[str, Register], raumeinheiten: Sequence[str], jahre: Sequence[int]
) -> Floats:
    """Age of the middle person, from the age bands of the numerator."""
    teile = [_feld(eintraege, zelle, raumeinheiten, jahre).wert for zelle in k.zaehler.zellen]
    baender = [dict(zelle.filter)["altersgruppe"] for zelle in k.zaehler.zellen]
    return k.faktor * measures.median_in_bands(np.stack(teile, axis=-1), baender)


def _kopf(k: Kennzahl) -> dict[str, str | int | float | bool]:
    """What every row says about its Kennzahl."""
    return {
        "name": k.name,
        "einheit": k.einheit,
        "stellen": k.stellen,
        "handlungsfeld": k.handlungsfeld,
        "richtung_gut": k.richtung,
        "art": k.art,
        "faktor": k.faktor,
        "vergleichbar": k.vergleichbar and k.nenner is not None,
        "leicht": float("nan") if k.leicht is None else k.leicht,
        "deutlich": float("nan") if k.deutlich is None else k.deutlich,
    }


def _summe(
    ausdruck: Ausdruck, eintraege: Mapping[str, Register], raumeinheiten: Sequence[str], jahre: Sequence[int]
) -> _Summe:
    """Weighted sum of cells; status of the worst one, with its reason."""
    wert = np.zeros((len(raumeinheiten), len(jahre)))
    status = np.zeros(wert.shape, dtype=np.int64)
    grund = np.full(wert.shape, "", dtype=object)
    for faktor, zelle in ausdruck.glieder:
        teil = _feld(eintraege, zelle, raumeinheiten, jahre)
        schlechter = teil.status > status
        texte = [_grund(code, zelle, zelle.tabelle in eintraege) for code in STATUS]
        grund = np.where(schlechter, np.array(texte, dtype=object)[teil.status], grund)
        status = np.maximum(status, teil.status)
        wert = wert + faktor * teil.wert
    return _Summe(wert, status, grund)


def _feld(
    eintraege: Mapping[str, Register], zelle: Zelle, raumeinheiten: Sequence[str], jahre: Sequence[int]
) -> Feld:
    """Look up a cell; of a table that is not there everything is missing."""
    if zelle.tabelle in eintraege:
        return feld(eintraege[zelle.tabelle], zelle, jahre)
    form = (len(raumeinheiten), len(jahre))
    return Feld(np.full(form, np.nan), np.full(form, STATUS.index("fehlt"), dtype=np.int64))


def _grund(status: str, zelle: Zelle, geliefert: bool) -> str:
    """Say in German why a cell has no number."""
    if status == "fehlt" and not geliefert:
        return f"Tabelle {zelle.tabelle} nicht geliefert."
    texte = {
        "fehlt": f"Nicht geliefert: {zelle}.",
        "geheim": f"Eine benötigte Zahl ist geheim: {zelle}.",
        "unsicher": f"Eine benötigte Zahl ist unsicher: {zelle}.",
    }
    return texte.get(status, "")


def _status(
    oben: _Summe, unten: _Summe | None, mindestens: int
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Status and reason of a quotient: the worse of its two sides, then a denominator that is too small."""
    code, grund = oben.status, oben.grund
    if unten is not None:
        grund = np.where(unten.status > code, unten.grund, grund)
        code = np.maximum(code, unten.status)
    status = np.array(STATUS, dtype=object)[code]
    if unten is not None:
        null, klein = unten.wert == 0, unten.wert < mindestens
        status = np.where((code == 0) & (null | klein), NICHT_SINNVOLL, status)
        grund = np.where((code == 0) & klein, f"Der Nenner ist kleiner als {mindestens}.", grund)
        grund = np.where((code == 0) & null, "Der Nenner ist null.", grund)
    return status, grund


def _interval(k: Kennzahl, zaehler: Floats, nenner: Floats) -> Interval:
    """95 % interval in the unit of the Kennzahl, by its kind."""
    if k.art == "rate":
        return measures.rate(zaehler, nenner, k.faktor)
    if k.art == "quotient":
        return measures.odds(zaehler, nenner, k.faktor)
    if k.art == "anteil":
        untere, obere = measures.wilson(zaehler, nenner)
        return Interval(k.faktor * untere, k.faktor * obere)
    leer = np.full(zaehler.shape, np.nan)
    return Interval(leer, leer)
