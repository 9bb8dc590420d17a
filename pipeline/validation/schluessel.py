"""Keys that drift: the same code stands for another territory than before."""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.gesamt import Reihen
from pipeline.validation.pruefling import Pruefling
from pipeline.validation.worte import aufzaehlung

DECKUNG = 0.9
"""Share of the common outline that two outlines of one area share at least; digitising anew moves less."""
GROESSENSPRUNG = 1.25
"""Two areas are told apart by size only where one has at least a quarter more residents than the other."""
NAH = 0.05
"""An area keeps its number of residents from year to year within five per cent, as a rule."""


Zahlen = npt.NDArray[np.float64]


def name_doppelt(pruefling: Pruefling) -> Iterator[Befund]:
    """No two areas of one level bear one name: one of them probably has the key of the other.

    Why: reports and maps show names; a reader could not tell the two apart.
    """
    zeilen = pruefling.raumeinheiten
    if not {"name", "ebene"} <= {*zeilen.columns}:
        return
    for schluessel, gruppe in zeilen.dropna(subset=["name", "raumeinheit"]).groupby(["name", "ebene"]):
        name = str(schluessel[0])
        if len(gruppe) > 1 and not _abgeloest(gruppe):
            grund = f'Der Name "{name}" steht bei {aufzaehlung(gruppe["raumeinheit"])}.'
            abhilfe = "Bitte prüfen, ob ein Schlüssel verrutscht ist, oder die Namen unterscheiden."
            zeile = int(gruppe["zeile"].iloc[1])
            yield Befund(WARNUNG, "raumeinheiten.csv", zeile, "name", name, "name_doppelt", grund, abhilfe)


def _abgeloest(gruppe: pd.DataFrame) -> bool:
    """Whether only one of these areas is still valid, so that the others are its earlier keys."""
    return "gueltig_bis" in gruppe.columns and bool(gruppe["gueltig_bis"].isna().sum() <= 1)


def schluessel_anderer_name(pruefling: Pruefling) -> Iterator[Befund]:
    """A key keeps its name from one delivery to the next, unless a new validity date says otherwise.

    Why: a code that changes its territory joins two different places into one time series.
    """
    vorher = _vorher(pruefling, "raumeinheiten", ["name", "gueltig_ab"])
    if vorher.empty:
        return
    frueher_bei = dict(zip(vorher["name_vorher"], vorher["raumeinheit"], strict=True))
    for stelle in vorher[vorher.apply(_umbenannt, axis=1)].to_dict("records"):
        schluessel, name = stelle["raumeinheit"], stelle["name"]
        anderswo = frueher_bei.get(name)
        dort = f', und "{name}" war {anderswo}' if anderswo else ""
        grund = f'{schluessel} hieß bisher "{stelle["name_vorher"]}"{dort}.'
        abhilfe = "Bitte den Schlüssel prüfen; bei einer neuen Abgrenzung gueltig_ab setzen."
        yield _befund(stelle, "name", name, "schluesselwechsel", grund, abhilfe)


def schluessel_andere_flaeche(pruefling: Pruefling) -> Iterator[Befund]:
    """A key keeps its outline from one delivery to the next, unless a new validity date says otherwise.

    Why: as for names; here the territory itself is compared, by the overlap of both outlines.
    """
    alt = pruefling.frueher.get("gebiete")
    neu = pruefling.gebiete
    if alt is None or neu is None or alt.crs != neu.crs:
        return
    gueltig = _vorher(pruefling, "raumeinheiten", ["name", "gueltig_ab"])
    paare = gueltig.merge(alt.drop_duplicates("raumeinheit"), on="raumeinheit", validate="one_to_one").merge(
        neu.drop_duplicates("raumeinheit"),
        on="raumeinheit",
        validate="one_to_one",
        suffixes=("_vorher", "_jetzt"),
    )
    for stelle in paare.to_dict("records"):
        deckung = _deckung(stelle["geometry_vorher"], stelle["geometry_jetzt"])
        if deckung < DECKUNG and not _neu_gueltig(stelle):
            prozent = round(deckung * 100)
            grund = f"{stelle['raumeinheit']} deckt sich nur zu {prozent} % mit der bisherigen Fläche."
            abhilfe = "Bitte den Schlüssel prüfen; bei einer neuen Abgrenzung gueltig_ab setzen."
            yield _befund(stelle, "raumeinheit", stelle["raumeinheit"], "schluesselwechsel", grund, abhilfe)


def schluessel_vertauscht(pruefling: Pruefling) -> Iterator[Befund]:
    """No two areas change places between one Stichtag and the next.

    Why: an area that shrinks to exactly the size another one had, while that one grows to its size, has got
    its key; a sum over the city does not notice.
    """
    for reihen in _einwohnerzahlen(pruefling):
        for vorher, jetzt in pairwise(range(len(reihen.perioden))):
            for i, j in _getauscht(_bekannte(reihen, vorher), _bekannte(reihen, jetzt)):
                yield _vertauscht(pruefling, reihen.raeume[i], reihen.raeume[j], reihen.perioden[jetzt])


def _einwohnerzahlen(pruefling: Pruefling) -> list[Reihen]:
    """Residents by area and Stichtag; none where they were not delivered for two Stichtage."""
    return [r for r in pruefling.gesamtzahlen if r.tabelle == "einwohner" and r.was == [""]]


def _bekannte(reihen: Reihen, periode: int) -> Zahlen:
    """Sums of a period by area, 0 where unknown."""
    return np.where(reihen.gilt[0, :, periode], reihen.wert[0, :, periode], 0.0)


def _getauscht(a: Zahlen, b: Zahlen) -> Iterator[tuple[int, int]]:
    """Pairs of areas each of which now has as many residents as the other had."""
    springer = np.flatnonzero((np.maximum(a, b) > GROESSENSPRUNG * np.minimum(a, b)) & (a > 0) & (b > 0))
    for i, j in combinations(springer.tolist(), 2):
        if abs(b[i] - a[j]) <= NAH * a[j] and abs(b[j] - a[i]) <= NAH * a[i]:
            yield i, j


def _vertauscht(pruefling: Pruefling, eine: str, andere: str, tag: str) -> Befund:
    zeilen = pruefling.tabellen["einwohner"]
    hier = zeilen[zeilen["raumeinheit"].eq(eine) & zeilen["periode"].eq(tag)]
    grund = f"{eine} und {andere} haben am {tag} jeweils so viele Einwohner wie zuvor die andere."
    abhilfe = "Bitte prüfen, ob die Schlüssel vertauscht sind."
    zeile, regel = int(hier["zeile"].min()), "schluessel_vertauscht"
    return Befund(WARNUNG, "einwohner.csv", zeile, "raumeinheit", eine, regel, grund, abhilfe)


def _vorher(pruefling: Pruefling, tabelle: str, felder: list[str]) -> pd.DataFrame:
    """Areas of this delivery beside what an earlier one said of them; none without an earlier one."""
    alt, neu = pruefling.frueher.get(tabelle), pruefling.raumeinheiten
    if alt is None or not {*felder} <= {*neu.columns}:
        return pd.DataFrame()
    alt = alt[["raumeinheit", *felder]].drop_duplicates("raumeinheit", keep="last")
    neu = neu[["raumeinheit", *felder, "zeile"]].drop_duplicates("raumeinheit")
    return neu.merge(alt, on="raumeinheit", validate="one_to_one", suffixes=("", "_vorher"))


def _umbenannt(stelle: Any) -> bool:
    alt, neu = str(stelle["name_vorher"]), str(stelle["name"])
    return alt.casefold().split() != neu.casefold().split() and not _neu_gueltig(stelle)


def _neu_gueltig(stelle: Any) -> bool:
    """Whether the area declares a later begin of validity than before."""
    alt, neu = stelle["gueltig_ab_vorher"], stelle["gueltig_ab"]
    return bool(pd.notna(neu) and (pd.isna(alt) or str(neu) > str(alt)))


def _deckung(alt: Any, neu: Any) -> float:
    vereinigung = alt.union(neu).area
    return float(alt.intersection(neu).area / vereinigung) if vereinigung else 1.0


def _befund(stelle: Any, spalte: str, wert: str, regel: str, grund: str, abhilfe: str) -> Befund:
    return Befund(
        WARNUNG, "raumeinheiten.csv", int(stelle["zeile"]), spalte, str(wert), regel, grund, abhilfe
    )


SCHLUESSELREGELN: tuple[Callable[[Pruefling], Iterator[Befund]], ...] = (
    name_doppelt,
    schluessel_anderer_name,
    schluessel_andere_flaeche,
)
"""Rules about the list of areas; who changed places is seen in the tables."""
