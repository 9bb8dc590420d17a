"""Sentences on the targets of the Lenkungsgremium and where they are."""

import pandas as pd

from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, gross
from pipeline.schemas.beschluesse import ERREICHT, URTEILE

REGELN = (
    "Der Weg führt geradlinig vom Ausgangswert zum Ziel. Erreicht heißt: Der gezählte Wert ist mindestens "
    "so gut wie das Ziel. Auf Kurs heißt: Er ist mindestens so gut wie der Weg, oder sein Intervall reicht "
    "an den Weg heran. Verglichen wird, was gedruckt ist."
)


def regeln(stand: pd.DataFrame) -> str:
    """Explain the path and the verdicts where there is a target; else empty."""
    return "" if stand.empty else REGELN


def zielstand(orte: Orte, stand: pd.DataFrame, stichtag: str) -> str:
    """Say how many targets there are and how many are in each state.

    Takes:   urteil of each target.
    """
    if stand.empty:
        return f"{orte.hier.fuer} ist kein Ziel beschlossen."
    zahlen = [(urteil, int(stand["urteil"].eq(urteil).sum())) for urteil in URTEILE]
    teile = [f"{gezaehlt(zahl, 'Ziel', 'Ziele', 's')} {urteil}" for urteil, zahl in zahlen if zahl]
    ziele = gezaehlt(len(stand), "Ziel", "Ziele", "s")
    return (
        f"{orte.hier.fuer} {'gilt' if len(stand) == 1 else 'gelten'} {ziele}. "
        f"Mit den Werten bis zum {datum(stichtag)}: {aufzaehlung(teile)}."
    )


def beobachtet(gilt: pd.DataFrame, katalog: dict[str, str]) -> str:
    """Name the Kennzahlen that are fixed without a target; empty where there are none.

    Takes:   decisions that stand; names of the Kennzahlen by id.
    """
    ohne = [katalog.get(kennung, kennung) for kennung in gilt.loc[gilt["zielwert"].isna(), "kennzahl"]]
    return f"Ohne Ziel, aber jedes Jahr vorgelegt: {aufzaehlung(ohne)}." if ohne else ""


def faelliges(stand: pd.DataFrame, jahr: int) -> str:
    """Say what is due in a year or was due before and is not reached.

    Takes:   name, faellig, urteil of each target; the year that is planned.
    """
    offen = stand[stand["urteil"].ne(ERREICHT)]
    im_jahr = list(offen.loc[offen["faellig"].str[:4].eq(str(jahr)), "name"])
    davor = list(offen.loc[offen["faellig"].str[:4].lt(str(jahr)), "name"])
    saetze = [
        f"{jahr} wird fällig: {aufzaehlung(im_jahr)}." if im_jahr else f"{jahr} wird nichts fällig.",
        f"Überfällig und nicht erreicht: {aufzaehlung(davor)}." if davor else "",
    ]
    return " ".join(filter(None, saetze))


def erreichtes(stand: pd.DataFrame) -> str:
    """Name what was achieved."""
    da = list(stand.loc[stand["urteil"].eq(ERREICHT), "name"])
    return gross(f"erreicht: {aufzaehlung(da)}.") if da else "Noch kein Ziel ist erreicht."
