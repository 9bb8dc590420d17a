"""`beispiel` writes the demonstration delivery."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import demo
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import app
from pipeline.cli.befehl import Befehl
from pipeline.errors import ParameterUngueltig


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


def _jahre(text: str) -> range:
    """Years from "2015-2023"."""
    von, strich, bis = text.partition("-")
    if not (von.isdigit() and (bis.isdigit() or not strich)) or int(bis or von) < int(von):
        raise ParameterUngueltig(f'--jahre: "{text}" ist kein Zeitraum. Richtig ist z. B. 2015-2023.')
    return range(int(von), int(bis or von) + 1)
