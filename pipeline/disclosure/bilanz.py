"""Stocks and flows: what the population balance tells every reader about the flows of a year.

A reader who sees the stock of two years knows what the flows between them come to, whatever is
hidden in them; and so perhaps a flow that no table shows (the deaths of foreigners).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.disclosure.ausgabe import Ergebnisse
from pipeline.disclosure.klassen import Codes
from pipeline.disclosure.zellen import Zaehlung, zaehlung
from pipeline.schemas.plan import Auswahl, Bilanz, Freigabeplan
from pipeline.schemas.plantabelle import FreigabeTabelle

Floats = npt.NDArray[np.float64]
Periode = str | int


@dataclass(frozen=True)
class Saldo:
    """One balance in one year: what its flows come to, by area; NaN where no reader can know it."""

    bilanz: Bilanz
    wert: Floats


def salden(
    plan: Freigabeplan,
    zaehlungen: Sequence[Zaehlung],
    ergebnisse: Ergebnisse,
    bestand: Mapping[str, pd.DataFrame],
) -> dict[Periode, list[Saldo]]:
    """Find the balances that bind the flows, by year.

    Takes:   what was counted; what is hidden in the tables of stocks.
    Returns: only balances that hold: in areas where both stocks are shown, and where the delivered flows are
             all there and add up to their difference. Elsewhere a reader's sum would be wrong.
    """
    je_tabelle = {z.plan.name: z for z in zaehlungen}
    gefunden: dict[Periode, list[Saldo]] = {}
    for bilanz in plan.bilanzen:
        if not {auswahl.tabelle for auswahl in (bilanz.bestand, *bilanz.fluesse)} <= set(je_tabelle):
            continue
        gezeigt = _gezeigt(je_tabelle[bilanz.bestand.tabelle], bilanz.bestand, ergebnisse)
        for jahr, fluss in _fluesse(bilanz, je_tabelle, bestand).items():
            if {str(jahr - 1), str(jahr)} <= set(gezeigt):
                differenz = gezeigt[str(jahr)] - gezeigt[str(jahr - 1)]
                if (differenz == fluss).any():
                    wert = np.where(differenz == fluss, differenz, np.nan)
                    gefunden.setdefault(jahr, []).append(Saldo(bilanz, wert))
    return gefunden


def folgend(
    plan: Freigabeplan, tabelle: FreigabeTabelle, bestand: Mapping[str, pd.DataFrame]
) -> list[tuple[tuple[str, Codes], ...]]:
    """Sums of a table that it does not show and that the flows of a balance may give away.

    Returns: by dimension the codes of each: those a balance tells apart, and all others beside them.
    """
    gefunden: dict[tuple[tuple[str, Codes], ...], None] = {}
    for fluss in (fluss for bilanz in plan.bilanzen for fluss in bilanz.fluesse):
        nicht_gezeigt = [d for d in fluss.codes if d not in tabelle.dimensionen]
        if fluss.tabelle == tabelle.name and nicht_gezeigt:
            geliefert = bestand[tabelle.quelle]
            waehlbar = [_hier_und_daneben(d, fluss.codes[d], geliefert) for d in fluss.codes]
            gefunden |= dict.fromkeys(
                tuple(zip(fluss.codes, codes, strict=True)) for codes in product(*waehlbar) if all(codes)
            )
    return list(gefunden)


def _hier_und_daneben(dimension: str, codes: Sequence[str], geliefert: pd.DataFrame) -> list[Codes]:
    alle = set(geliefert[dimension].unique()) - {names.INSGESAMT}
    return [frozenset(codes), frozenset(alle.difference(codes))]


def _gezeigt(zaehlung: Zaehlung, auswahl: Auswahl, ergebnisse: Ergebnisse) -> dict[str, Floats]:
    """Year -> stock at its end by area, NaN where it is not shown."""
    codes = {dimension: frozenset(liste) for dimension, liste in auswahl.codes.items()}
    hier = [
        k
        for k, definition in enumerate(zaehlung.definitionen)
        if definition.gezeigt and definition.spalte == "anzahl" and dict(definition.codes) == codes
    ]
    perioden: list[Periode] = list(zaehlung.perioden)
    stand: dict[str, Floats] = {}
    for i, periode in enumerate(perioden if hier else []):
        geheim = ergebnisse[zaehlung.plan.name, periode].geheim[:, hier[0]]
        jahr = str(periode).removesuffix("-12-31")  # another day keeps its whole date and ends no year
        unbekannt = geheim & ~zaehlung.bekannt[:, i, hier[0]]
        stand[jahr] = np.where(unbekannt, np.nan, zaehlung.wert[:, i, hier[0]])
    return stand


def _fluesse(
    bilanz: Bilanz, je_tabelle: Mapping[str, Zaehlung], bestand: Mapping[str, pd.DataFrame]
) -> dict[int, Floats]:
    """Year -> what the delivered flows come to by area, NaN where one of them is not known."""
    summe: dict[int, Floats] | None = None
    for vorzeichen, auswahl in bilanz.mit_vorzeichen:
        eigen = {j: vorzeichen * w for j, w in _fluss(je_tabelle[auswahl.tabelle], auswahl, bestand).items()}
        summe = eigen if summe is None else {j: summe[j] + eigen[j] for j in summe.keys() & eigen.keys()}
    return dict(sorted((summe or {}).items()))


def _fluss(zaehlung: Zaehlung, auswahl: Auswahl, bestand: Mapping[str, pd.DataFrame]) -> dict[int, Floats]:
    """Take one flow from what was counted, or count it where the release does not distinguish it."""
    codes = {dimension: frozenset(liste) for dimension, liste in auswahl.codes.items()}
    for k, definition in enumerate(zaehlung.definitionen):
        if definition.spalte == "anzahl" and dict(definition.codes) == codes:
            return {int(str(jahr)): zaehlung.wert[:, i, k] for i, jahr in enumerate(zaehlung.perioden)}
    return _gezaehlt(zaehlung.plan, auswahl, bestand)


def _gezaehlt(
    plan: FreigabeTabelle, auswahl: Auswahl, bestand: Mapping[str, pd.DataFrame]
) -> dict[int, Floats]:
    """Count one flow in the delivery itself, whether the release distinguishes it or not."""
    dimensionen = tuple(auswahl.codes)
    eigen = replace(
        plan,
        dimensionen=dimensionen,
        kreuzungen=(auswahl.codes,),
        ohne_rand=dimensionen,
        gruppen={},
        nur_in={},
        nicht_additiv={},
        pflicht=(),
    )
    gezaehlt = zaehlung(eigen, bestand)
    hier = [definition.gezeigt for definition in gezaehlt.definitionen]
    summe: Floats = gezaehlt.wert[:, :, hier].sum(axis=2)
    return {int(str(jahr)): summe[:, i] for i, jahr in enumerate(gezaehlt.perioden)}
