"""`bericht` runs notebooks and sets their PDFs and pages; `beispiel` writes the demonstration delivery."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from pipeline import demo, notebooks, report, store
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import HORIZONT, STICHTAG, VERGLEICH, Daten, Horizont, Raumeinheit, Stichtag, app
from pipeline.cli.befehl import Befehl
from pipeline.errors import ParameterUngueltig

BERICHTE = ("sozialraumanalyse", "prognose", "kennzahlen")
FASSUNGEN = {".html": report.html, ".pdf": report.pdf}
"""Ending -> what writes it. The PDF comes last: it is the one the Makefile looks at."""


@app.command(cls=Befehl)
def bericht(
    raumeinheit: Raumeinheit,
    vergleich: Annotated[
        str, typer.Option("--vergleich", help="Raumeinheit, mit der verglichen wird.")
    ] = VERGLEICH,
    stichtag: Stichtag = STICHTAG,
    horizont: Horizont = HORIZONT,
    nur: Annotated[
        list[str] | None,
        typer.Option("--nur", help=f"Nur diese: {', '.join(BERICHTE)}.", show_default=False),
    ] = None,
    berichte: Annotated[Path, typer.Option("--berichte", help="Ordner für die Berichte.")] = Path("reports"),
    daten: Daten = None,
) -> None:
    """Macht die Berichte einer Raumeinheit: Notebook ausführen, PDF und HTML-Seite setzen."""
    auswahl = nur or list(BERICHTE)
    parameter = {
        "raumeinheit": raumeinheit,
        "vergleich": vergleich,
        "stichtag": stichtag,
        "horizont": horizont,
    }
    angaben_pruefen(parameter, daten)
    for name in auswahl:
        bekannt(name, list(BERICHTE), "--nur", f"Möglich sind {', '.join(BERICHTE)}.")
    for name in auswahl:
        with ausgabe.fortschritt(f"{name} ..."):
            fertig = notebooks.bericht(
                name,
                parameter,
                berichte / raumeinheit / stichtag[:4],
                store.daten_ordner(daten),
                FASSUNGEN,
                dateiname=dateiname(name, parameter),
            )
        for datei in fertig:
            ausgabe.zeile(str(datei))


@app.command(cls=Befehl)
def beispiel(
    ordner: Annotated[Path, typer.Argument(help="Ordner, in den die Lieferung geschrieben wird.")],
    bezirke: Annotated[int, typer.Option("--bezirke", help="Zahl der Planungsbezirke.", min=1)] = 59,
    jahre: Annotated[str, typer.Option("--jahre", help="Erstes und letztes Jahr.")] = "2015-2023",
) -> None:
    """Schreibt eine synthetische Demonstrationslieferung: gleiche Angaben, gleiche Bytes."""
    with ausgabe.fortschritt("Demonstrationslieferung ..."):
        demo.schreiben(ordner, bezirke=bezirke, jahre=_jahre(jahre))
    ausgabe.zeile(f"Demonstrationslieferung (synthetisch) in {ordner} geschrieben.")


def dateiname(name: str, parameter: Mapping[str, object]) -> str:
    """Name of the report without ending; what differs from the defaults is in it."""
    stichtag = str(parameter["stichtag"])
    anders = [
        f"_vergleich-{parameter['vergleich']}" if parameter["vergleich"] != VERGLEICH else "",
        f"_stichtag-{stichtag}" if not stichtag.endswith("-12-31") else "",
        f"_horizont-{parameter['horizont']}" if parameter["horizont"] != HORIZONT else "",
    ]
    return name + "".join(anders)


def angaben_pruefen(parameter: Mapping[str, object], daten: Path | None) -> None:
    """Refuse areas and dates that were not released, before anything runs.

    Takes:  raumeinheit, vergleich, stichtag.
    Raises: ParameterUngueltig with the nearest known one; TabelleFehlt where nothing was released.
    """
    schluessel = list(store.read("raumeinheiten", daten)["raumeinheit"])
    for feld in ("raumeinheit", "vergleich"):
        bekannt(str(parameter[feld]), schluessel, feld, "Gültige Schlüssel stehen in raumeinheiten.csv.")
    if store.vorhanden("einwohner", daten):
        stichtage = sorted(set(store.read("einwohner", daten)["stichtag"]))
        rest = f"Freigegeben sind {', '.join(stichtage)}."
        bekannt(str(parameter["stichtag"]), stichtage, "--stichtag", rest)


def bekannt(wert: str, erlaubt: list[str], feld: str, rest: str) -> None:
    """Refuse a word that is not among those allowed.

    Raises: ParameterUngueltig; `rest` says where the allowed ones are found.
    """
    if wert in erlaubt:
        return
    nah = difflib.get_close_matches(wert, erlaubt, n=1)
    frage = f' Meinten Sie "{nah[0]}"?' if nah else ""
    raise ParameterUngueltig(f'{feld}: "{wert}" ist nicht bekannt. {rest}{frage}')


def _jahre(text: str) -> range:
    """Years from "2015-2023"."""
    von, strich, bis = text.partition("-")
    if not (von.isdigit() and (bis.isdigit() or not strich)) or int(bis or von) < int(von):
        raise ParameterUngueltig(f'--jahre: "{text}" ist kein Zeitraum. Richtig ist z. B. 2015-2023.')
    return range(int(von), int(bis or von) + 1)
