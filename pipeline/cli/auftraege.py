"""Which reports are asked for: names, areas and dates, checked before anything runs."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import store
from pipeline.cli.anwendung import HORIZONT, JE_AUSGABE, VERGLEICH, Ausgabe
from pipeline.cli.auftrag import Auftrag
from pipeline.errors import ParameterUngueltig

STADTBAND = "stadtband"
"""Report on a whole city: all its districts in one volume."""


def parameter_fuer(raumeinheit: str, vergleich: str, stichtag: str, horizont: int) -> dict[str, Any]:
    """Parameters of the notebooks."""
    return {"raumeinheit": raumeinheit, "vergleich": vergleich, "stichtag": stichtag, "horizont": horizont}


def auswahl(nur: Sequence[str] | None, edition: Ausgabe) -> Sequence[str]:
    """Reports asked for: all of the edition, or those named.

    Raises: ParameterUngueltig for one that the edition does not have.
    """
    erlaubt = list(JE_AUSGABE[edition])
    for name in nur or []:
        bekannt(name, erlaubt, "--nur", f"Mit --ausgabe {edition} gibt es {', '.join(erlaubt)}.")
    return nur or erlaubt


def auftraege_fuer(
    namen: Sequence[str], alle: Sequence[dict[str, Any]], berichte: Path, daten: Path | None
) -> list[Auftrag]:
    """Reports with each of these parameters, each in its folder `<area>/<year>` in that of the reports.

    Raises: ParameterUngueltig for an area or a date that there is not; TabelleFehlt where nothing was
            released.
    """
    angaben_pruefen(alle, daten)
    ordner = store.daten_ordner(daten).resolve()
    return [
        Auftrag(
            name,
            tuple(parameter.items()),
            berichte.resolve() / parameter["raumeinheit"] / parameter["stichtag"][:4],
            ordner,
            dateiname(name, parameter),
        )
        for parameter in alle
        for name in namen
    ]


def dateiname(name: str, parameter: Mapping[str, object]) -> str:
    """Name of the report without ending; what differs from the defaults is in it."""
    stichtag = str(parameter["stichtag"])
    # a whole city is compared with nobody
    gewohnt = (VERGLEICH, parameter["raumeinheit"]) if name == STADTBAND else (VERGLEICH,)
    anders = [
        f"_vergleich-{parameter['vergleich']}" if parameter["vergleich"] not in gewohnt else "",
        f"_stichtag-{stichtag}" if not stichtag.endswith("-12-31") else "",
        f"_horizont-{parameter['horizont']}" if parameter["horizont"] != HORIZONT else "",
    ]
    return name + "".join(anders)


def angaben_pruefen(alle: Sequence[Mapping[str, object]], daten: Path | None) -> None:
    """Refuse areas and dates that were not released, before anything runs.

    Takes:  raumeinheit, vergleich, stichtag of each report.
    Raises: ParameterUngueltig with the nearest known one; TabelleFehlt where nothing was released.
    """
    schluessel = list(store.read("raumeinheiten", daten)["raumeinheit"])
    for feld in ("raumeinheit", "vergleich"):
        for wert in dict.fromkeys(str(parameter[feld]) for parameter in alle):
            bekannt(wert, schluessel, feld, "Gültige Schlüssel stehen in raumeinheiten.csv.")
    if store.vorhanden("einwohner", daten):
        stichtage = sorted(set(store.read("einwohner", daten)["stichtag"]))
        rest = f"Freigegeben sind {', '.join(stichtage)}."
        for wert in dict.fromkeys(str(parameter["stichtag"]) for parameter in alle):
            bekannt(wert, stichtage, "--stichtag", rest)


def bekannt(wert: str, erlaubt: list[str], feld: str, rest: str) -> None:
    """Refuse a word that is not among those allowed.

    Raises: ParameterUngueltig; `rest` says where the allowed ones are found.
    """
    if wert in erlaubt:
        return
    nah = difflib.get_close_matches(wert, erlaubt, n=1)
    frage = f' Meinten Sie "{nah[0]}"?' if nah else ""
    raise ParameterUngueltig(f'{feld}: "{wert}" ist nicht bekannt. {rest}{frage}')
