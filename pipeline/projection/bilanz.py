"""The released components of change: what is born, dies, comes and goes from the base to each year."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.measures import Floats
from pipeline.projection import engine
from pipeline.projection.arrays import GRUPPEN
from pipeline.projection.lauf import Lauf
from pipeline.projection.rundung import gerundet, gezeigt

NICHTDEUTSCH = "nichtdeutsch"


def table(eins: Lauf, verlauf: engine.Projection, population: Floats) -> pd.DataFrame:
    """Expected events of all residents and of those without German Staatsangehörigkeit.

    Takes:   Lauf; what the model projects of all areas; their population as it is released, fitted to that
             of the city: what an area gains or loses by that counts as moves.
    Returns: raumeinheit, jahr, staatsangehoerigkeit, komponente, erwartet (persons from the base to the
             end of the year, rounded to 5), status (`geheim` where fewer than 10).
    Raises:  nothing.
    Source:  own.
    """
    parts = _fitted(eins.base, components(verlauf), population)
    sums = np.stack([part[:, eins.wahl] for part in parts.values()], axis=-1)
    rounded = gerundet(sums)
    status = gezeigt(rounded, eins.status[None, :, None])
    rows = [(*zeile, *key) for zeile in np.ndindex(sums.shape[:2]) for key in parts]
    frame = pd.DataFrame(rows, columns=["jahr", "raumeinheit", "staatsangehoerigkeit", "komponente"])
    frame["jahr"] = np.array(eins.jahre)[frame["jahr"]]
    frame["raumeinheit"] = np.array(eins.raumeinheiten, dtype=object)[frame["raumeinheit"]]
    frame["erwartet"] = np.where(status == "wert", rounded, np.nan).ravel()
    frame["status"] = status.ravel()
    frame = frame.astype({"raumeinheit": "str", "status": "str"})
    return frame.sort_values(["raumeinheit", "jahr"], kind="stable", ignore_index=True)


def _fitted(
    base: Floats, parts: Mapping[tuple[str, str], Floats], population: Floats
) -> dict[tuple[str, str], Floats]:
    """Components whose balance ends in this population."""
    fitted = dict(parts)
    group = GRUPPEN.index(NICHTDEUTSCH)
    people = {
        names.INSGESAMT: (base, population),
        NICHTDEUTSCH: (base[:, [group]], population[:, :, [group]]),
    }
    for who, (before, after) in people.items():
        signed = {name: names.KOMPONENTEN[name] * part for (of, name), part in parts.items() if of == who}
        rest = after.sum(axis=(-1, -2, -3)) - before.sum(axis=(-1, -2, -3)) - sum(signed.values())
        fitted[who, "zuzuege"] = parts[who, "zuzuege"] + np.maximum(rest, 0.0)
        fitted[who, "wegzuege"] = parts[who, "wegzuege"] + np.maximum(-rest, 0.0)
    return fitted


def components(verlauf: engine.Projection) -> Mapping[tuple[str, str], Floats]:
    """Events from the base to the end of each year, unrounded.

    Takes:   what the model projects, arrays [year, area, group, ...].
    Returns: by Staatsangehörigkeit and component [year, area]; base + geburten - sterbefaelle + zuzuege
             - wegzuege - einbuergerungen is the population, of all residents without the last.
    Raises:  nothing.
    Source:  own; the book-keeping of `engine`.
    """
    flows = {
        "geburten": verlauf.births.sum(axis=-1),
        "sterbefaelle": verlauf.deaths.sum(axis=(-1, -2)),
        "zuzuege": verlauf.in_migration.sum(axis=(-1, -2)),
        "wegzuege": verlauf.out_migration.sum(axis=(-1, -2)),
    }
    naturalised = {"einbuergerungen": verlauf.naturalised.sum(axis=(-1, -2))}
    group = GRUPPEN.index(NICHTDEUTSCH)
    of_all = {(names.INSGESAMT, name): flow.sum(axis=-1) for name, flow in flows.items()}
    of_group = {(NICHTDEUTSCH, name): flow[..., group] for name, flow in {**flows, **naturalised}.items()}
    return {key: np.cumsum(flow, axis=0) for key, flow in {**of_all, **of_group}.items()}
