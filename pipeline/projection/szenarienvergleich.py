"""The released totals of every scenario side by side: expected values, computed without chance."""

import numpy as np
import pandas as pd

from pipeline.measures import Floats
from pipeline.projection import areas, mischung, scenarios
from pipeline.projection.aussicht import Ausblick
from pipeline.projection.lauf import Lauf, raten
from pipeline.projection.rundung import gerundet, gezeigt

SPALTEN = ["raumeinheit", "basis", "szenario", "jahr", "bezeichnung", "annahme", "erwartet", "status"]


def szenarienvergleich(blick: Ausblick, szenarien: scenarios.Szenarien | None = None) -> pd.DataFrame:
    """Project the total of areas under every scenario.

    Takes:   Ausblick; the scenarios and building projects (None: those of `szenarien.toml`).
    Returns: schemas.freigabe.Prognoseszenarien: persons rounded to 5, without band; status as there.
             A scenario of nothing but building projects has rows only where there is one.
    Raises:  ParameterUngueltig for a building project in an unknown area.
    Source:  as `prognosetabellen`.
    """
    eins, alle = blick.lauf, szenarien or scenarios.read()
    faktor = mischung.faktoren(eins, blick.aussichten)
    teile = [_eines(eins, alle, name, faktor) for name in alle.szenario]
    tabelle = pd.concat(teile, ignore_index=True)
    return tabelle.sort_values(["raumeinheit", "szenario", "jahr"], kind="stable", ignore_index=True)


def _eines(eins: Lauf, alle: scenarios.Szenarien, name: str, faktor: Floats) -> pd.DataFrame:
    """Rows of one scenario."""
    _, population = mischung.erwartet(eins, raten(eins, alle, name), faktor)
    rounded = gerundet(population[:, eins.wahl].sum(axis=(-1, -2, -3)))
    status = gezeigt(rounded, eins.status[None, :])
    index = pd.MultiIndex.from_product([eins.jahre, eins.raumeinheiten], names=["jahr", "raumeinheit"])
    values = {"erwartet": np.where(status == "wert", rounded, np.nan).ravel(), "status": status.ravel()}
    rows = pd.DataFrame(values, index=index).reset_index()
    wie = alle.szenario[name]
    kopf = {"basis": eins.basis, "szenario": name, "bezeichnung": wie.name, "annahme": scenarios.annahme(wie)}
    return rows[rows["raumeinheit"].isin(_betroffen(eins, alle, wie))].assign(**kopf)[SPALTEN]


def _betroffen(eins: Lauf, alle: scenarios.Szenarien, wie: scenarios.Szenario) -> set[str]:
    """Areas that a scenario has something to say of."""
    if not wie.bauvorhaben or wie.faktoren:
        return set(eins.raumeinheiten)
    orte = [areas.above(eins.gebiete, vorhaben.raumeinheit) for vorhaben in alle.bauvorhaben]
    return {ort for kette in orte for ort in kette}
