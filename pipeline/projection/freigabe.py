"""The released table of the projection: grouped, rounded, for all areas at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline import errors, names
from pipeline.measures import Floats
from pipeline.projection import anteile, bilanz, engine, fan, scenarios
from pipeline.projection.arrays import GESCHLECHT, GRUPPEN
from pipeline.projection.lauf import Lauf, lauf, raten
from pipeline.projection.rundung import GEZEIGT_AB, RUNDUNG, gerundet, gezeigt

ZIEHUNGEN = 1_000
"""Draws that the band is read from."""

MINDESTZIEHUNGEN = 20
"""Draws below which the ends of a band of 80 percent are chance: fewer than two lie beyond each."""

QUELLEN = ("raumeinheiten", "einwohner", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
"""Delivered tables that a projection is made from."""

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

ALLE = ZELLEN.index((_INSGESAMT, _INSGESAMT, _INSGESAMT))
TEIL = ZELLEN.index((_INSGESAMT, _INSGESAMT, anteile.ANTEIL))
"""Cells of all residents, and of the group whose share is released."""


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
             where flows or stocks were not delivered complete, `geheim` under 100 residents and, cell by
             cell, where fewer than 10 are expected. `unten` and `oben` are the ends of the band of 80
             percent, rounded outwards to 5, 0 where fewer than 10; missing where no past tells its width.
             Expected values are projected area by area: districts do not add up to the city.
    Raises:  ParameterUngueltig for a base that is no 31 December, a horizon not after it or too far, an
             unknown area or scenario, too few draws.
    Source:  model: see `engine`; rates: see `rates`.
    """
    return prognosetabellen(bestand, raumeinheiten, basis, horizont, szenario, ziehungen, szenarien)[
        "prognose"
    ]


def prognosetabellen(
    bestand: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    basis: str,
    horizont: int,
    szenario: str = "basis",
    ziehungen: int = ZIEHUNGEN,
    szenarien: scenarios.Szenarien | None = None,
) -> dict[str, pd.DataFrame]:
    """Project areas to a horizon: all released tables of one scenario.

    Takes:   as `prognose`.
    Returns: `prognose` as there; `prognoseanteile`: schemas.freigabe.Prognoseanteile (see `anteile`);
             `prognosebilanz`: schemas.freigabe.Prognosebilanz (see `bilanz`).
    Raises:  as `prognose`.
    Source:  as `prognose`.
    """
    eins = lauf(bestand, raumeinheiten, basis, horizont)
    _check_ziehungen(ziehungen)
    r = raten(eins, szenarien or scenarios.read(), szenario)
    verlauf = engine.project(eins.base, r, eins.jahre)
    masken = np.stack([_mask(*zelle) for zelle in ZELLEN])
    summen = np.einsum("yrgsa,cgsa->yrc", verlauf.population[:, eins.wahl], masken)
    relativ = _relativ(bestand, eins, r, masken, ziehungen)
    tabellen = {
        "prognose": _table(eins, summen, relativ[..., : len(ZELLEN)]),
        "prognoseanteile": anteile.table(eins, summen[..., TEIL], summen[..., ALLE], relativ[..., -1]),
        "prognosebilanz": bilanz.table(eins, verlauf),
    }
    kopf = {"basis": basis, "szenario": szenario}
    return {name: _mit_kopf(tabelle, kopf) for name, tabelle in tabellen.items()}


def _mit_kopf(tabelle: pd.DataFrame, kopf: Mapping[str, str]) -> pd.DataFrame:
    """Put base and scenario behind the area."""
    return tabelle.assign(**kopf)[["raumeinheit", *kopf, *tabelle.columns.drop("raumeinheit")]]


def _relativ(
    bestand: Mapping[str, pd.DataFrame], eins: Lauf, r: engine.Rates, masken: Floats, ziehungen: int
) -> Floats:
    """Ends of the band of all cells and of the share, [end, year, area, cell]; NaN without draws."""
    if not ziehungen:
        return np.full((2, len(eins.jahre), len(eins.wahl), len(masken) + 1), np.nan)
    anteil = [(TEIL, ALLE)]
    return fan.band(bestand, eins.observed, r, masken, eins.jahre, ziehungen, anteil)[:, :, eins.wahl]


def _check_ziehungen(ziehungen: int) -> None:
    """Refuse a band that would be chance."""
    if 0 < ziehungen < MINDESTZIEHUNGEN:
        raise errors.ParameterUngueltig(
            f"Aus {ziehungen} Ziehungen wird kein Unsicherheitsband; bitte mindestens {MINDESTZIEHUNGEN} "
            f"angeben (üblich sind {ZIEHUNGEN}), oder 0 für keines."
        )


def _table(eins: Lauf, sums: Floats, relativ: Floats) -> pd.DataFrame:
    """Long table of the yearly groups and of the pyramid in the last year."""
    index = pd.MultiIndex.from_product([eins.jahre, eins.raumeinheiten, range(len(ZELLEN))])
    alter, geschlecht, gruppe = (np.array(codes)[index.codes[2]] for codes in zip(*ZELLEN, strict=True))
    rounded = gerundet(sums)
    shown = gezeigt(rounded, eins.status[None, :, None])
    low, high = _ends(sums, relativ, rounded)
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
    wanted = (index.codes[2] < len(JAHRESZELLEN)) | (table["jahr"] == eins.jahre[-1]).to_numpy()
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
