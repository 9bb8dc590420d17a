"""The released table of the projection: grouped, rounded, for all areas at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import errors, names
from pipeline.measures import Floats
from pipeline.projection import anteile, bilanz, eckwerte, engine, fan, mischung, scenarios, stockpath
from pipeline.projection.arrays import GESCHLECHT, GRUPPEN
from pipeline.projection.aussicht import Ausblick, Aussicht
from pipeline.projection.eckwerte import Eckwerte
from pipeline.projection.lauf import MINDESTBESTAND, Lauf, raten, vorgaben
from pipeline.projection.rundung import GEZEIGT_AB, RUNDUNG, gerundet, gezeigt

ZIEHUNGEN = 1_000
"""Draws that the band is read from."""

MINDESTZIEHUNGEN = 20
"""Draws below which the ends of a band of 80 percent are chance: fewer than two lie beyond each."""

QUELLEN = ("raumeinheiten", "einwohner", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
"""Delivered tables that a projection is made from."""

ZUSATZQUELLEN = (eckwerte.TABELLE,)
"""Tables that it is made from too where they are delivered."""

JAHRESBAENDER = (
    *("0-2", "3-5", "6-9", "10-17", "18-24", "25-44", "45-64", "65-69", "70-84", "85+"),
    *("0-17", "18-64", "65+", names.INSGESAMT),
)
"""Age groups of every year: those of the paper, three wide ones, all."""

PYRAMIDENBAENDER = (*(f"{von}-{von + 4}" for von in range(0, 85, 5)), "85+")
"""Age groups by sex in the last year, for the pyramid."""

_INSGESAMT = names.INSGESAMT
JAHRESZELLEN = (
    *((alter, _INSGESAMT, _INSGESAMT) for alter in JAHRESBAENDER),
    *((_INSGESAMT, _INSGESAMT, gruppe) for gruppe in GRUPPEN),
)
"""Cells of every year: age group, sex, nationality."""
ZELLEN = (*JAHRESZELLEN, *((alter, sex, _INSGESAMT) for alter in PYRAMIDENBAENDER for sex in GESCHLECHT))
"""All cells: those of the pyramid are released of the last year only."""

VON_ALLEN = tuple(sex == gruppe == _INSGESAMT for _, sex, gruppe in ZELLEN)
"""Which cells are of both sexes and all nationalities."""

ALLE = ZELLEN.index((_INSGESAMT, _INSGESAMT, _INSGESAMT))
TEIL = ZELLEN.index((_INSGESAMT, _INSGESAMT, anteile.ANTEIL))
"""Cells of all residents, and of the group whose share is released."""


def prognosetabellen(
    blick: Ausblick,
    szenario: str = "basis",
    ziehungen: int = ZIEHUNGEN,
    szenarien: scenarios.Szenarien | None = None,
) -> dict[str, pd.DataFrame]:
    """Project areas to a horizon and release what may be shown: all tables of one scenario.

    Takes:   Ausblick; scenario; number of draws for the band, none for no band; the scenarios and building
             projects (None: those of `szenarien.toml`).
    Returns: `prognose`: schemas.freigabe.Prognose, one row per area, year and group; `erwartet` in persons,
             rounded to 5, groups rounded one by one, so that they need not add up; missing with status
             `fehlt` where stocks were not delivered complete, `geheim` under 100 residents and, cell by
             cell, where fewer than 10 are expected. `unten` and `oben` are the ends of the band of 80
             percent, rounded outwards to 5, 0 where fewer than 10; missing where no past tells its width.
             Where flows were not delivered, the numbers come from the stocks of past years (`grundlage`):
             ages of all residents, with a band; no sex, no nationality, no scenario.
             Totals are those of all views together (`mischung`). Before rounding, districts add up to their
             city where all of them have numbers. Where a forecast of the city that stood on the base was
             delivered, the city is fitted to it, and a column `eckwerte` says its date in the years that it
             tells.
             `prognoseanteile`: Prognoseanteile (see `anteile`); `prognosebilanz`: Prognosebilanz (see
             `bilanz`).
    Raises:  ParameterUngueltig for an unknown scenario or too few draws.
    Source:  model: see `engine`; rates: see `rates`.
    """
    _check_ziehungen(ziehungen)
    eins = blick.lauf
    r = raten(eins, szenarien or scenarios.read(), szenario)
    verlauf, population = mischung.erwartet(eins, r, mischung.faktoren(eins, blick.aussichten))
    masken = np.stack([_mask(*zelle) for zelle in ZELLEN])
    summen = np.einsum("yrgsa,cgsa->yrc", population[:, eins.wahl], masken)
    relativ = _relativ(blick.aussichten, eins, r, masken, ziehungen)
    zellen = _Zellen(
        summen,
        relativ[..., : len(ZELLEN)],
        np.repeat(eins.status[:, None], len(ZELLEN), axis=1),
        [vorgaben(eins).get(place) for place in eins.wahl],
    )
    if r is eins.heute and (eins.status == "fehlt").any():
        gruppen = masken[:, 0, 0] * np.array(VON_ALLEN)[:, None]
        weg = stockpath.ahead(blick.bestand, eins.observed, eins.jahre, ziehungen, gruppen)
        zellen = _aus_bestaenden(zellen, gruppen, weg, eins.wahl)
    tabellen = {
        "prognose": _table(eins, zellen),
        "prognoseanteile": anteile.table(eins, summen[..., TEIL], summen[..., ALLE], relativ[..., -1]),
        "prognosebilanz": bilanz.table(eins, verlauf, population),
    }
    kopf = {"basis": eins.basis, "szenario": szenario}
    return {name: _mit_kopf(tabelle, kopf) for name, tabelle in tabellen.items()}


class _Zellen(NamedTuple):
    """All cells of the areas asked for.

    summen [year, area, cell]: expected persons. relativ [end, year, area, cell]: ends of the band over its
    middle. status [area, cell]. eckwerte [area]: the city's own forecast that it follows.
    """

    summen: Floats
    relativ: Floats
    status: np.ndarray
    eckwerte: list[Eckwerte | None]


def _aus_bestaenden(
    zellen: _Zellen, gruppen: Floats, weg: stockpath.StockPath, wahl: NDArray[np.intp]
) -> _Zellen:
    """Fill areas without flows with what their stocks say: ages of all residents, each with its band."""
    hier = np.flatnonzero((zellen.status[:, 0] == "fehlt") & ~np.isnan(weg.base[wahl]))
    dort = wahl[hier]
    summen, relativ, status = (feld.copy() for feld in zellen[:3])
    summen[:, hier] = np.nan_to_num(weg.ages[:, dort]) @ gruppen.T
    relativ[:, :, hier] = weg.band[:, :, dort]
    gross = np.where(weg.base[dort] < MINDESTBESTAND, "geheim", "wert")
    status[hier] = np.where(VON_ALLEN, gross[:, None], "fehlt")
    aus_bestand = {int(ort): weg.eckwerte.get(int(place)) for ort, place in zip(hier, dort, strict=True)}
    return _Zellen(
        summen, relativ, status, [aus_bestand.get(ort, alt) for ort, alt in enumerate(zellen.eckwerte)]
    )


def _mit_kopf(tabelle: pd.DataFrame, kopf: Mapping[str, str]) -> pd.DataFrame:
    """Put base and scenario behind the area."""
    return tabelle.assign(**kopf)[["raumeinheit", *kopf, *tabelle.columns.drop("raumeinheit")]]


def _relativ(
    aussichten: Sequence[Aussicht], eins: Lauf, r: engine.Rates, masken: Floats, ziehungen: int
) -> Floats:
    """Ends of the band of all cells and of the share, [end, year, area, cell]; NaN without draws."""
    if not ziehungen:
        return np.full((2, len(eins.jahre), len(eins.wahl), len(masken) + 1), np.nan)
    anteil = [(TEIL, ALLE)]
    ends = fan.band(eins.gebiete, aussichten, eins.observed, r, masken, len(eins.jahre), ziehungen, anteil)
    return ends[:, :, eins.wahl]


def _check_ziehungen(ziehungen: int) -> None:
    """Refuse a band that would be chance."""
    if 0 < ziehungen < MINDESTZIEHUNGEN:
        raise errors.ParameterUngueltig(
            f"Aus {ziehungen} Ziehungen wird kein Unsicherheitsband; bitte mindestens {MINDESTZIEHUNGEN} "
            f"angeben (üblich sind {ZIEHUNGEN}), oder 0 für keines."
        )


def _table(eins: Lauf, zellen: _Zellen) -> pd.DataFrame:
    """Long table of the yearly groups and of the pyramid in the last year."""
    index = pd.MultiIndex.from_product([eins.jahre, eins.raumeinheiten, range(len(ZELLEN))])
    alter, geschlecht, gruppe = (np.array(codes)[index.codes[2]] for codes in zip(*ZELLEN, strict=True))
    rounded = gerundet(zellen.summen)
    shown = gezeigt(rounded, zellen.status)
    low, high = _ends(zellen.summen, zellen.relativ, rounded)
    nur_bestaende = (eins.status == "fehlt") & (zellen.status[:, ALLE] != "fehlt")
    grundlage = np.where(nur_bestaende, names.AUS_BESTAENDEN, names.AUS_BEWEGUNGEN)
    values = {"erwartet": rounded, "unten": low, "oben": high}
    table = pd.DataFrame(
        {
            "raumeinheit": index.get_level_values(1),
            "jahr": index.get_level_values(0),
            "altersgruppe": alter,
            "geschlecht": geschlecht,
            "staatsangehoerigkeit": gruppe,
            **{name: np.where(shown == "wert", value, np.nan).ravel() for name, value in values.items()},
            "grundlage": pd.Series(grundlage, dtype="str")[index.codes[1]].array,
            "status": shown.ravel(),
        }
    )
    wanted = (index.codes[2] < len(JAHRESZELLEN)) | (table["jahr"] == eins.jahre[-1]).to_numpy()
    table = _mit_eckwerten(table[wanted], dict(zip(eins.raumeinheiten, zellen.eckwerte, strict=True)))
    return table.sort_values(["raumeinheit", "jahr"], kind="stable", ignore_index=True)


def _mit_eckwerten(table: pd.DataFrame, folgen: Mapping[str, Eckwerte | None]) -> pd.DataFrame:
    """Put beside `grundlage` which forecast of the city each number follows; no column where none does."""
    rows = [(folgen[area], year) for area, year in zip(table["raumeinheit"], table["jahr"], strict=True)]
    stand = [vorgabe.stand if vorgabe and year <= vorgabe.bis else None for vorgabe, year in rows]
    if not any(stand):
        return table
    mit = table.assign(eckwerte=pd.Series(stand, index=table.index, dtype="str"))
    return mit[[*table.columns.drop("status"), "eckwerte", "status"]]


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
