"""The released table of the projection: grouped, rounded, for all areas at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import errors, names
from pipeline.measures import Floats
from pipeline.projection import areas, engine, fan, raking, rates, scenarios, stockpath
from pipeline.projection.arrays import GESCHLECHT, GRUPPEN
from pipeline.projection.observed import Observed, observe

RUNDUNG = 5
"""Persons: a cell tells no more than this, also in the first year, which is still close to the count."""

GEZEIGT_AB = 10
"""Persons: a 0 in the first year would say that a count kept secret is a one or a two, and where only 0 were
kept secret, its absence would; so 0 and 5 are kept together."""

ZIEHUNGEN = 1_000
"""Draws that the band is read from."""

MINDESTZIEHUNGEN = 20
"""Draws below which the ends of a band of 80 percent are chance: fewer than two lie beyond each."""

HOECHSTENS_JAHRE = 50
"""Years ahead: beyond them nearly everybody counted at the base is gone, and no band means anything."""

MINDESTBESTAND = 100
"""Residents below which an area gets no numbers: groups of a few persons would show through."""

QUELLEN = ("raumeinheiten", "einwohner", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
"""Delivered tables that a projection is made from."""

JAHRESBAENDER = (
    *("0-2", "3-5", "6-9", "10-17", "18-24", "25-44", "45-64", "65-69", "70-84", "85+"),
    *("0-17", "18-64", "65+", names.INSGESAMT),
)
"""Age groups of every year: those of the paper, three wide ones, all."""

PYRAMIDENBAENDER = (*(f"{von}-{von + 4}" for von in range(0, 85, 5)), "85+")
"""Age groups by sex in the last year, for the pyramid."""

SPALTEN = ["raumeinheit", "basis", "szenario", "jahr", "altersgruppe", "geschlecht", "staatsangehoerigkeit"]
WERTE = ["erwartet", "unten", "oben", "grundlage"]

_ALLE = names.INSGESAMT
JAHRESZELLEN = (
    *((alter, _ALLE, _ALLE) for alter in JAHRESBAENDER),
    *((_ALLE, _ALLE, gruppe) for gruppe in GRUPPEN),
)
"""Cells of every year: age group, sex, nationality."""
ZELLEN = (*JAHRESZELLEN, *((alter, sex, _ALLE) for alter in PYRAMIDENBAENDER for sex in GESCHLECHT))
"""All cells: those of the pyramid are released of the last year only."""


def prognose(
    bestand: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    basis: str,
    horizont: int,
    szenario: str = "basis",
    ziehungen: int = ZIEHUNGEN,
    szenarien: scenarios.Szenarien | None = None,
) -> pd.DataFrame:
    """Project areas to a horizon and release what may be shown.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, wanderungen, geburten, sterbefaelle,
             einbuergerungen, vollstaendigkeit); keys of the areas; base date (a 31 December); last year;
             scenario; number of draws for the band, none for no band; the
             scenarios and building projects (None: those of `szenarien.toml`). Nothing dated after the base
             is used.
    Returns: schemas.freigabe.Prognose: one row per area, year and group; `erwartet` in persons, rounded
             to 5, groups rounded one by one, so that they need not add up; missing with status `fehlt`
             where stocks were not delivered complete, `geheim` under 100 residents and, cell by
             cell, where fewer than 10 are expected. `unten` and `oben` are the ends of the band of 80
             percent, rounded outwards to 5, 0 where fewer than 10; missing where no past tells its width.
             Where flows were not delivered, the numbers come from the stocks of past years (`grundlage`):
             ages of all residents, and a band of their total; no sex, no nationality, no scenario.
             Before rounding, districts add up to their city where all of them have numbers.
    Raises:  ParameterUngueltig for a base that is no 31 December, a horizon not after it or too far, an
             unknown area or scenario, too few draws.
    Source:  model: see `engine`; rates: see `rates`.
    """
    gebiete = bestand["raumeinheiten"].reset_index(drop=True)
    gewaehlt = szenarien or scenarios.read()
    _check(gebiete, raumeinheiten, basis, horizont)
    _check_ziehungen(ziehungen)
    _check_szenario(gebiete, gewaehlt, szenario)
    jahr = names.stichtag_jahr(basis)
    observed = observe(bestand, list(gebiete["raumeinheit"]), jahr)
    wahl = pd.Index(observed.areas).get_indexer(pd.Index(list(raumeinheiten)))
    jahre = list(range(jahr + 1, horizont + 1))
    base = np.nan_to_num(observed.base)
    heute = rates.estimate(observed, areas.pool(gebiete, base.sum(axis=(1, 2, 3)), observed.years))
    raten = _rates(gebiete, heute, base, gewaehlt, szenario, jahre)
    alleine = engine.project(base, raten, jahre).population
    status = _status(observed)
    population = raking.controlled(alleine, base, gebiete, status != "fehlt")
    masken = np.stack([_mask(*zelle) for zelle in ZELLEN])
    if ziehungen:
        relativ = fan.band(bestand, observed, raten, masken, jahre, ziehungen)
    else:
        relativ = np.full((2, len(jahre), len(status), len(ZELLEN)), np.nan)
    summen = np.einsum("yrgsa,cgsa->yrc", population, masken)
    zellen = _Zellen(summen, relativ, np.repeat(status[:, None], len(ZELLEN), axis=1))
    if raten is heute and (status == "fehlt").any():
        zellen = _aus_bestaenden(zellen, masken, stockpath.ahead(bestand, observed.areas, jahre, ziehungen))
    tabelle = _table(zellen.von(wahl), raumeinheiten, jahre)
    nur_bestaende = list(gebiete["raumeinheit"][(status == "fehlt") & (zellen.status[:, 0] != "fehlt")])
    ohne = tabelle["raumeinheit"].isin(nur_bestaende)
    grundlage = pd.Series(np.where(ohne, names.AUS_BESTAENDEN, names.AUS_BEWEGUNGEN), dtype="str")
    tabelle = tabelle.assign(basis=basis, szenario=szenario, grundlage=grundlage)
    return tabelle[[*SPALTEN, *WERTE, "status"]]


class _Zellen(NamedTuple):
    """All cells of all areas.

    summen [year, area, cell]: expected persons. relativ [end, year, area, cell]: ends of the band over its
    middle. status [area, cell].
    """

    summen: Floats
    relativ: Floats
    status: np.ndarray

    def von(self, wahl: np.ndarray) -> "_Zellen":
        """The cells of some areas."""
        return _Zellen(self.summen[:, wahl], self.relativ[:, :, wahl], self.status[wahl])


def _aus_bestaenden(zellen: _Zellen, masken: Floats, weg: stockpath.StockPath) -> _Zellen:
    """Fill areas without flows with what their stocks say: ages of all residents, a band of their total."""
    fehlt = zellen.status[:, 0] == "fehlt"
    hier = np.flatnonzero(fehlt & ~np.isnan(weg.base))
    von_allen = np.array([sex == gruppe == _ALLE for _, sex, gruppe in ZELLEN])
    gesamt = ZELLEN.index((_ALLE, _ALLE, _ALLE))
    summen, relativ, status = (feld.copy() for feld in zellen)
    summen[:, hier] = np.where(von_allen, np.nan_to_num(weg.ages[:, hier]) @ masken[:, 0, 0].T, 0.0)
    relativ[:, :, hier, gesamt] = weg.band[:, :, hier]
    gross = np.where(weg.base[hier] < MINDESTBESTAND, "geheim", "wert")
    status[hier] = np.where(von_allen, gross[:, None], "fehlt")
    return _Zellen(summen, relativ, status)


def _check(gebiete: pd.DataFrame, raumeinheiten: Sequence[str], basis: str, horizont: int) -> None:
    """Refuse what cannot be projected, in one sentence."""
    unbekannt = sorted(set(raumeinheiten) - set(gebiete["raumeinheit"]))
    if unbekannt:
        raise errors.ParameterUngueltig(
            f'Die Raumeinheit "{unbekannt[0]}" ist unbekannt; gültige Schlüssel stehen in raumeinheiten.csv.'
        )
    if not basis.endswith("-12-31"):
        raise errors.ParameterUngueltig(
            f'Die Basis "{basis}" ist kein 31. Dezember; eine Prognose beginnt an einem Jahresende.'
        )
    if horizont <= names.stichtag_jahr(basis):
        raise errors.ParameterUngueltig(
            f"Der Horizont {horizont} liegt nicht nach der Basis {basis}; bitte ein späteres Jahr angeben."
        )
    if horizont > names.stichtag_jahr(basis) + HOECHSTENS_JAHRE:
        raise errors.ParameterUngueltig(
            f"Der Horizont {horizont} liegt mehr als {HOECHSTENS_JAHRE} Jahre nach der Basis {basis}; bitte "
            "ein früheres Jahr angeben."
        )


def _check_ziehungen(ziehungen: int) -> None:
    """Refuse a band that would be chance."""
    if 0 < ziehungen < MINDESTZIEHUNGEN:
        raise errors.ParameterUngueltig(
            f"Aus {ziehungen} Ziehungen wird kein Unsicherheitsband; bitte mindestens {MINDESTZIEHUNGEN} "
            f"angeben (üblich sind {ZIEHUNGEN}), oder 0 für keines."
        )


def _check_szenario(gebiete: pd.DataFrame, szenarien: scenarios.Szenarien, szenario: str) -> None:
    """Refuse a scenario that is not there, and a building project in no area."""
    if szenario not in szenarien.szenario:
        raise errors.ParameterUngueltig(
            f'Das Szenario "{szenario}" ist nicht bekannt; möglich: {", ".join(szenarien.szenario)}.'
        )
    orte = {vorhaben.raumeinheit for vorhaben in szenarien.bauvorhaben}
    if fremd := sorted(orte - set(gebiete["raumeinheit"])):
        raise errors.ParameterUngueltig(
            f'Bauvorhaben: Die Raumeinheit "{fremd[0]}" ist unbekannt; gültige Schlüssel stehen in '
            "raumeinheiten.csv."
        )


def _rates(
    gebiete: pd.DataFrame,
    heute: engine.Rates,
    base: Floats,
    szenarien: scenarios.Szenarien,
    szenario: str,
    jahre: Sequence[int],
) -> engine.Rates:
    """Rates of a scenario; a building project counts in its area and in every area above it."""
    gewaehlt = szenarien.szenario[szenario]
    if not gewaehlt.faktoren and not gewaehlt.bauvorhaben:
        return heute
    raten = scenarios.scaled(heute, gewaehlt, jahre)
    if not gewaehlt.bauvorhaben:
        return raten
    vorhaben = [
        eines.model_copy(update={"raumeinheit": ort})
        for eines in szenarien.bauvorhaben
        for ort in areas.above(gebiete, eines.raumeinheit)
    ]
    return scenarios.built(raten, base, vorhaben, list(gebiete["raumeinheit"]), jahre)


def _status(observed: Observed) -> np.ndarray:
    """Status of each area."""
    fehlt = (observed.years == 0) | np.isnan(observed.base).any(axis=(1, 2, 3))
    klein = np.nan_to_num(observed.base).sum(axis=(1, 2, 3)) < MINDESTBESTAND
    return np.select([fehlt, klein], ["fehlt", "geheim"], "wert")


def _table(zellen: _Zellen, raumeinheiten: Sequence[str], jahre: Sequence[int]) -> pd.DataFrame:
    """Long table of the yearly groups and of the pyramid in the last year."""
    sums = zellen.summen
    index = pd.MultiIndex.from_product([list(jahre), list(raumeinheiten), range(len(ZELLEN))])
    alter, geschlecht, gruppe = (np.array(codes)[index.codes[2]] for codes in zip(*ZELLEN, strict=True))
    rounded = RUNDUNG * np.floor(sums / RUNDUNG + 0.5)
    shown = np.broadcast_to(zellen.status, sums.shape)
    shown = np.where((shown == "wert") & (rounded < GEZEIGT_AB), "geheim", shown)
    low, high = _ends(sums, zellen.relativ, rounded)
    values = {"erwartet": rounded, "unten": low, "oben": high}
    table = pd.DataFrame(
        {
            "raumeinheit": index.get_level_values(1),
            "jahr": index.get_level_values(0),
            "altersgruppe": alter,
            "geschlecht": geschlecht,
            "staatsangehoerigkeit": gruppe,
            **{name: np.where(shown == "wert", value, np.nan).ravel() for name, value in values.items()},
            "status": shown.ravel(),
        }
    )
    wanted = (index.codes[2] < len(JAHRESZELLEN)) | (table["jahr"] == jahre[-1]).to_numpy()
    return table[wanted].sort_values(["raumeinheit", "jahr"], kind="stable", ignore_index=True)


def _ends(sums: Floats, relativ: Floats, rounded: Floats) -> tuple[Floats, Floats]:
    """Ends of the band, rounded outwards, around the printed value; 0 for fewer than can be shown."""
    low = np.minimum(RUNDUNG * np.floor(sums * relativ[0] / RUNDUNG), rounded)
    high = np.maximum(RUNDUNG * np.ceil(sums * relativ[1] / RUNDUNG), rounded)
    return np.where(low < GEZEIGT_AB, 0.0, low), high


def _mask(alter: str, geschlecht: str, gruppe: str) -> Floats:
    """Ones at the single cells [group, sex, age] that a released cell sums."""
    von, bis = names.band(alter)
    ages = np.zeros(names.ALTER_MAX + 1)
    ages[von : bis + 1] = 1
    sexes = [geschlecht in (names.INSGESAMT, code) for code in GESCHLECHT]
    groups = [gruppe in (names.INSGESAMT, code) for code in GRUPPEN]
    mask: Floats = np.einsum("g,s,a->gsa", np.array(groups, float), np.array(sexes, float), ages)
    return mask
