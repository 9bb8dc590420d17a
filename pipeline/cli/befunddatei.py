"""The findings of an attack as a file: they name exact cells, so only whoever asks for it may read it."""

from pathlib import Path

import pandas as pd

from pipeline import store
from pipeline.cli.ablage import ablegen, verlange_ordner
from pipeline.cli.protokoll import ohne_formel
from pipeline.errors import SozialraumError

_ENDUNGEN = (".csv", ".json")
_BERICHTE = "reports"


def verlange_ziel(ziel: Path, daten: Path | None) -> None:
    """Refuse a file where released things lie, of a kind that is not written, or at a place that cannot be.

    Raises: SozialraumError, before anything is computed.
    """
    if ziel.suffix not in _ENDUNGEN:
        raise SozialraumError(f"{ziel}: Die Befunde des Angriffs enden auf .csv oder .json.")
    projekt = store.daten_ordner(daten).resolve().parent
    frei = (projekt / _BERICHTE, store.zone_ordner(store.FREIGABE, daten).resolve())
    if any(ziel.resolve().is_relative_to(ordner) for ordner in frei):
        raise SozialraumError(
            f"{ziel}: Die Befunde sind vertraulich und dürfen nicht bei Berichten oder Freigegebenem "
            "liegen; bitte einen Ort außerhalb von reports/ und freigabe/ angeben."
        )
    verlange_ordner(ziel)


def schreiben(befunde: pd.DataFrame, ziel: Path) -> None:
    """Write the findings; nobody else may read the file, also where it was there before.

    Raises: SozialraumError where it cannot be written.
    """
    if ziel.suffix == ".json":
        inhalt = befunde.to_json(orient="records", force_ascii=False, indent=2)
    else:
        inhalt = befunde.map(ohne_formel).to_csv(index=False, lineterminator="\n")
    ablegen({ziel: inhalt.encode()}, vertraulich=True)
