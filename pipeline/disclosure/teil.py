"""What the tables of a group say in one period."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.klassen import Definition
from pipeline.disclosure.zellen import Zaehlung

Floats = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]


class Widerspruch(Exception):
    """Tables that should count the same people do not agree."""


@dataclass(frozen=True)
class Teil:
    """What the tables say in one period: values, reasons and cases by area and definition, side by side."""

    zaehlungen: Sequence[Zaehlung]
    definitionen: list[tuple[Zaehlung, Definition]]
    wert: Floats
    rang: npt.NDArray[np.int64]
    fallzahl: Floats
    stumm: Maske
    bekannt: Maske
    zuvor: Maske


def teil(zaehlungen: Sequence[Zaehlung], periode: str | int) -> Teil:
    """Cut one period out of all tables of a group that have it."""
    hier = [z for z in zaehlungen if periode in z.perioden]
    nummern = [list(z.perioden).index(periode) for z in hier]
    return Teil(
        hier,
        [(z, definition) for z in hier for definition in z.definitionen],
        np.concatenate([z.wert[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.rang[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.fallzahl[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.stumm[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.bekannt[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.zuvor[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
    )
