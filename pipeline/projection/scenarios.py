"""Scenarios: rates scaled by year, and building projects that bring or take residents."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline import errors, names
from pipeline.measures import Floats
from pipeline.projection.engine import Rates

DATEI = Path(__file__).with_name("szenarien.toml")
RATEN = {
    "zuzug": "in_migration",
    "wegzug": "out_migration",
    "geburten": "fertility",
    "sterbefaelle": "mortality",
    "einbuergerung": "naturalisation",
}
"""Names in the file and in `engine.Rates`."""

_WORTE = {
    "zuzug": ("Zuzüge", "Zuzüge"),
    "wegzug": ("Häufigkeit der Wegzüge", "Wegzüge"),
    "geburten": ("Geburtenhäufigkeit", "Geburten"),
    "sterbefaelle": ("Sterblichkeit", "Sterbefälle"),
    "einbuergerung": ("Häufigkeit der Einbürgerungen", "Einbürgerungen"),
}
"""What a reader calls a rate, and the events that do not happen where its factor is 0."""


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Faktor(_Streng):
    """A factor on one rate in some years."""

    rate: str
    faktor: float = Field(ge=0, le=10)
    ab: int = 0
    bis: int = 9999


class Szenario(_Streng):
    """What a scenario changes."""

    name: str
    faktoren: tuple[Faktor, ...] = ()
    bauvorhaben: bool = False


class Bauvorhaben(_Streng):
    """Dwellings that are built, or torn down where negative; likelihood weighs them."""

    raumeinheit: str
    jahr: int
    wohnungen: int
    personen_je_wohnung: float = Field(gt=0, le=20)
    wahrscheinlichkeit: float = Field(ge=0, le=1)

    @property
    def personen(self) -> float:
        """Expected residents, negative of a demolition."""
        return self.wohnungen * self.personen_je_wohnung * self.wahrscheinlichkeit


class Szenarien(_Streng):
    """All scenarios by key, and the building projects."""

    szenario: dict[str, Szenario] = {}
    bauvorhaben: tuple[Bauvorhaben, ...] = ()


def read(datei: Path | None = None) -> Szenarien:
    """Read the scenarios, those of a file of one's own beside those that are always there.

    Takes:   path of a TOML file of the form of `szenarien.toml`, or none.
    Returns: Szenarien; a scenario of the file replaces one of the same key.
    Raises:  ParameterUngueltig where the file is missing, is no TOML, or breaks the form.
    Source:  own.
    """
    own = _parsed(DATEI)
    if datei is None:
        return own
    more = _parsed(datei)
    return Szenarien(szenario={**own.szenario, **more.szenario}, bauvorhaben=more.bauvorhaben)


def scaled(rates: Rates, szenario: Szenario, years: Sequence[int]) -> Rates:
    """Scale rates year by year.

    Takes:   rates with one year; scenario; projected years.
    Returns: rates with a year axis as long as `years`; risks stay risks: out-migration gives way.
    Raises:  nothing.
    Source:  own.
    """
    series: dict[str, Floats] = {}
    for feld in RATEN.values():
        one = getattr(rates, feld)
        factor = np.ones(len(years))
        for change in szenario.faktoren:
            if RATEN[change.rate] == feld:
                factor *= np.where([change.ab <= year <= change.bis for year in years], change.faktor, 1.0)
        series[feld] = one * factor.reshape(-1, *[1] * (one.ndim - 1))
    series["mortality"] = np.minimum(series["mortality"], 1.0)
    series["naturalisation"] = np.minimum(series["naturalisation"], 1 - series["mortality"])
    return _safe(replace(rates, **series))


def annahme(szenario: Szenario) -> str:
    """Say in words what a scenario assumes: "Zuzüge 10 % höher als in der Basis".

    Takes:   scenario.
    Returns: one German phrase; nothing in it but what the scenario says.
    Raises:  nothing.
    Source:  own.
    """
    teile = [_faktor_text(faktor) for faktor in szenario.faktoren]
    if szenario.bauvorhaben:
        teile.append(
            "die angegebenen Bauvorhaben und Abrisse, jedes nach seiner Wahrscheinlichkeit; danach in diesem "
            "Verhältnis mehr oder weniger Zuzüge: Neubauten bleiben bewohnt"
        )
    return "; ".join(teile) or "Geburten, Sterbefälle und Wanderungen wie in den Jahren bis zum Stichtag"


def _faktor_text(faktor: Faktor) -> str:
    """One factor in words, with its years where it has some."""
    name, ereignisse = _WORTE[faktor.rate]
    prozent = round(100 * (faktor.faktor - 1), 1)
    if faktor.faktor == 0:
        wie = f"keine {ereignisse}"
    elif prozent == 0:
        wie = f"{name} wie in der Basis"
    else:
        mass = names.prozent(abs(prozent), int(prozent % 1 != 0))
        wie = f"{name} {mass} {'höher' if prozent > 0 else 'niedriger'} als in der Basis"
    ab, bis = Faktor.model_fields["ab"].default, Faktor.model_fields["bis"].default
    jahre = [f"ab {faktor.ab}" if faktor.ab != ab else "", f"bis {faktor.bis}" if faktor.bis != bis else ""]
    return " ".join(filter(None, [wie, *jahre]))


def built(
    rates: Rates, base: Floats, projects: Sequence[Bauvorhaben], areas: Sequence[str], years: Sequence[int]
) -> Rates:
    """Let building projects bring residents, and demolitions take them.

    Takes:   rates with all years; base [area, group, sex, age]; projects; keys of the areas; projected
             years.
    Returns: rates: newcomers have the ages of those who move into the area anyway; who loses a dwelling
             moves out with the ages of those who move out anyway. Dwellings stay inhabited: in the years
             after, in-moves grow by the residents that projects brought over those of the base, or shrink
             by those they took, so that who moves out of a new dwelling is followed by others where in-
             and out-moves balance. Projects outside the years or areas are left out.
    Raises:  nothing.
    Source:  own.
    """
    told = [one for one in projects if one.raumeinheit in areas and one.jahr in years]
    moving = _inhabited(rates.in_migration, base, told, areas, years)
    coming, leaving = moving.copy(), rates.out_migration.copy()
    for project in told:
        at = (list(years).index(project.jahr), list(areas).index(project.raumeinheit))
        if project.personen >= 0:
            total = moving[at].sum()
            coming[at] += project.personen * (moving[at] / total if total > 0 else _even(moving[at]))
        else:
            expected = (base[at[1]] * rates.out_migration[at]).sum()
            leaving[at] *= 1 - (project.personen / expected if expected > 0 else 0.0)
    return _safe(replace(rates, in_migration=coming, out_migration=leaving))


def _inhabited(
    moving: Floats, base: Floats, projects: Sequence[Bauvorhaben], areas: Sequence[str], years: Sequence[int]
) -> Floats:
    """In-moves [year, area, ...] in proportion to the residents that there is room for since a project."""
    room = np.zeros((len(years), len(areas)))
    for project in projects:
        later = np.array(years) > project.jahr
        room[later, list(areas).index(project.raumeinheit)] += project.personen
    residents = base.sum(axis=(1, 2, 3))
    factor = np.maximum(1 + np.divide(room, residents, out=np.zeros_like(room), where=residents > 0), 0.0)
    inhabited: Floats = moving * factor[..., None, None, None]
    return inhabited


def _safe(rates: Rates) -> Rates:
    """Nobody leaves twice: out-migration takes at most those who neither died nor were naturalised."""
    left = np.maximum(1 - rates.mortality - rates.naturalisation, 0.0)
    return replace(rates, out_migration=np.minimum(rates.out_migration, left))


def _even(cells: Floats) -> Floats:
    return np.full_like(cells, 1 / cells.size)


def _parsed(datei: Path) -> Szenarien:
    """Read one file."""
    try:
        inhalt: dict[str, Any] = tomllib.loads(datei.read_text(encoding="utf-8"))
        gelesen = Szenarien(**inhalt)
    except OSError as fehler:
        raise errors.ParameterUngueltig(
            f"{datei}: Die Datei mit den Szenarien lässt sich nicht lesen; bitte den Pfad prüfen."
        ) from fehler
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehler:
        raise errors.ParameterUngueltig(
            f"{datei}: Die Datei mit den Szenarien ist kein gültiges TOML ({fehler}); "
            f"bitte nach dem Muster von {DATEI.name} schreiben."
        ) from fehler
    except ValidationError as fehler:
        wo = ".".join(str(teil) for teil in fehler.errors()[0]["loc"])
        raise errors.ParameterUngueltig(
            f'{datei}: Die Angabe "{wo}" fehlt oder passt nicht; bitte nach dem Muster von {DATEI.name} '
            "schreiben."
        ) from fehler
    _known_rates(datei, gelesen)
    return gelesen


def _known_rates(datei: Path, gelesen: Szenarien) -> None:
    """Refuse a rate that does not exist."""
    for kennung, szenario in gelesen.szenario.items():
        for faktor in szenario.faktoren:
            if faktor.rate not in RATEN:
                raise errors.ParameterUngueltig(
                    f'{datei}: Im Szenario "{kennung}" ist die Rate "{faktor.rate}" nicht bekannt; '
                    f"möglich: {', '.join(RATEN)}."
                )
