"""What was ever released: a later release is protected and attacked together with it.

A number that a reader has cannot be taken back; hiding it now would protect nothing. And a cell hidden once
stays hidden where it can, so that two releases side by side tell no more than one.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.disclosure import runden
from pipeline.disclosure.klassen import Codes, Definition, benannt, codes_von
from pipeline.schemas.plan import Freigabeplan
from pipeline.schemas.plantabelle import FreigabeTabelle

Maske = npt.NDArray[np.bool_]
Stellen = npt.NDArray[np.int64]
SCHLUESSEL = ["tabelle", "raumeinheit", "periode", "codes", "spalte", "wert"]
_JAHRE = re.compile(r"\d{4}(-\d{4})?")
_TEIL, _CODE = ";", "|"


def register(
    tabellen: Mapping[str, pd.DataFrame], plan: Freigabeplan, frueher: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Add a release to the register.

    Takes:   released tables; the plan they were made by; the register so far.
    Returns: tabelle, raumeinheit, periode, codes (what the cell adds up, by delivered codes), spalte, wert
             (<NA> where it was hidden); one row per cell and value ever released, those of interviews and
             surveys among them. Nothing is taken out.
    """
    teile = [
        _eintraege(tabellen[t.name], t, spalte)
        for t in plan.tabellen
        if t.name in tabellen
        for spalte in ("anzahl", *([t.summe.spalte] if t.summe else []))
        if spalte in tabellen[t.name]
    ]
    bisher = [] if frueher is None else [frueher]
    alle = pd.concat([*bisher, *teile, runden.eintraege(tabellen)], ignore_index=True)
    return alle.drop_duplicates(SCHLUESSEL).sort_values(SCHLUESSEL, ignore_index=True)


def _eintraege(tabelle: pd.DataFrame, plan: FreigabeTabelle, spalte: str) -> pd.DataFrame:
    dimensionen = list(plan.dimensionen)
    zeilen = tabelle[tabelle["status"].isin(["wert", "geheim"])]
    if plan.summe and spalte == plan.summe.spalte and "anzahl" in tabelle:
        zeilen = zeilen[(zeilen[dimensionen] == names.INSGESAMT).all(axis=1)]
    schluessel = pd.Series("", index=zeilen.index, dtype="str")
    if dimensionen:
        kombination = pd.MultiIndex.from_frame(zeilen[dimensionen])
        je = {k: _text(_codes(plan, dict(zip(dimensionen, k, strict=True)))) for k in kombination.unique()}
        schluessel = pd.Series([je[k] for k in kombination], index=zeilen.index, dtype="str")
    return pd.DataFrame(
        {
            "tabelle": pd.Series(plan.name, index=zeilen.index, dtype="str"),
            "raumeinheit": zeilen["raumeinheit"],
            "periode": _periode(zeilen, plan.zeit),
            "codes": schluessel,
            "spalte": pd.Series(spalte, index=zeilen.index, dtype="str"),
            "wert": zeilen[spalte].astype("Int64"),
        }
    )


def _periode(zeilen: pd.DataFrame, zeit: str) -> "pd.Series[str]":
    """Date or year, or the years of a sum: 2018-2020."""
    ende = zeilen[zeit].astype("str")
    if "jahre" not in zeilen:
        return ende
    beginn = (zeilen[zeit] - zeilen["jahre"] + 1).astype("str")
    return (beginn + "-" + ende).where(zeilen["jahre"] > 1, ende)


def jahre_von(periode: str) -> tuple[int, ...]:
    """Years of an entry; none where it is dated by the day."""
    if not _JAHRE.fullmatch(periode):
        return ()
    beginn, _, ende = periode.partition("-")
    return tuple(range(int(beginn), int(ende or beginn) + 1))


def auf_jahre(frueher: pd.DataFrame, jahre: Collection[int], periode: str) -> pd.DataFrame:
    """Read the register of a table with the year as one more of its dimensions.

    Takes:   entries of a table dated by the year; the years that become one period, and its name.
    Returns: the entries of which all years are among them, and how many years each adds up in `jahre`.
    """
    je = frueher["periode"].map(jahre_von)
    gemeint = [bool(einzeln) and set(einzeln) <= set(jahre) for einzeln in je]
    hier = frueher.assign(jahre=je.map(len))[gemeint]
    codes = [
        _TEIL.join(sorted([*filter(None, text.split(_TEIL)), f"jahr={_CODE.join(map(str, einzeln))}"]))
        for text, einzeln in zip(hier["codes"], je[hier.index], strict=True)
    ]
    return hier.assign(codes=pd.Series(codes, index=hier.index, dtype="str"), periode=periode)


def _codes(plan: FreigabeTabelle, klassen: Mapping[str, str]) -> list[tuple[str, Codes]]:
    return [(d, codes_von(plan, d, klasse)) for d, klasse in klassen.items() if klasse != names.INSGESAMT]


def _text(codes: Any) -> str:
    return _TEIL.join(f"{d}={_CODE.join(sorted(menge))}" for d, menge in sorted(codes))


def alte_summen(plan: FreigabeTabelle, frueher: pd.DataFrame) -> list[Definition]:
    """Sums of earlier releases, which a reader may still have whether the plan shows them or not."""
    gefunden = []
    for text in frueher.loc[frueher["spalte"].eq("anzahl"), "codes"].unique():
        paare = [teil.split("=", 1) for teil in text.split(_TEIL)] if text else []
        codes = {d: frozenset(menge.split(_CODE)) for d, menge in paare}
        if set(codes) <= set(plan.dimensionen):
            geordnet = tuple((d, codes[d]) for d in plan.dimensionen if d in codes)
            klassen = tuple((d, benannt(d, menge)) for d, menge in geordnet)
            gefunden.append(Definition(plan.name, klassen, geordnet, gezeigt=False))
    return gefunden


def abgleich(
    definitionen: Sequence[Definition],
    orte: pd.MultiIndex,
    frueher: pd.DataFrame | None,
    wert: npt.NDArray[np.float64],
) -> tuple[Maske, Maske]:
    """Compare what is counted now with what was ever released.

    Takes:   definitions; areas and periods; the register of their table; values, one row per area and period.
    Returns: in the same order whether an earlier release had the same number, and whether one hid the cell.
    """
    bekannt, verdeckt = np.zeros(wert.shape, dtype=bool), np.zeros(wert.shape, dtype=bool)
    if frueher is None or frueher.empty:
        return bekannt, verdeckt
    reihe, spalte, da = fundstellen(definitionen, orte, frueher)
    platz = (reihe[da], spalte[da])
    alt = frueher["wert"].to_numpy(dtype=float, na_value=np.nan)[da]
    np.logical_or.at(bekannt, platz, alt == wert[platz])
    np.logical_or.at(verdeckt, platz, np.isnan(alt))
    return bekannt, verdeckt


def fundstellen(
    definitionen: Sequence[Definition], orte: pd.MultiIndex, frueher: pd.DataFrame
) -> tuple[Stellen, Stellen, Maske]:
    """Place of every entry of the register: row (area and period), definition, and whether it has one."""
    stellen = {(_text(d.codes), d.spalte): k for k, d in enumerate(definitionen)}
    spalte = np.array(
        [stellen.get(paar, -1) for paar in zip(frueher["codes"], frueher["spalte"], strict=True)],
        dtype=np.int64,
    )
    texte = pd.MultiIndex.from_arrays([orte.get_level_values(i).astype("str") for i in range(2)])
    reihe = texte.get_indexer(pd.MultiIndex.from_frame(frueher[["raumeinheit", "periode"]]))
    return reihe.astype(np.int64), spalte, (spalte >= 0) & (reihe >= 0)
