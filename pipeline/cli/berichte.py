"""`berichte`: the reports of many areas and dates, side by side; what is done already is not done again."""

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline import warmup
from pipeline.cli.anwendung import (
    HORIZONT,
    STICHTAG,
    VERGLEICH,
    VORRAT,
    Ausgabe,
    AusgabeOption,
    Berichte,
    Daten,
    Horizont,
    NurOption,
    Vergleich,
    app,
)
from pipeline.cli.befehl import Befehl


@app.command(cls=Befehl)
def berichte(
    raumeinheiten: Annotated[
        list[str] | None,
        typer.Argument(help="Schlüssel der Raumeinheiten, z. B. P10 P11.", show_default=False),
    ] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Alle Planungsbezirke.")] = False,
    stadt: Annotated[
        bool,
        typer.Option(
            "--stadt", help="Ein Band für die ganze Stadt (--vergleich): alle Planungsbezirke nebeneinander."
        ),
    ] = False,
    vergleich: Vergleich = VERGLEICH,
    stichtag: Annotated[
        list[str] | None,
        typer.Option("--stichtag", help=f"Mehrfach möglich; Vorgabe: {STICHTAG}.", show_default=False),
    ] = None,
    horizont: Horizont = HORIZONT,
    nur: NurOption = None,
    edition: AusgabeOption = Ausgabe.LANG,
    neu: Annotated[bool, typer.Option("--neu", help="Auch machen, was schon fertig ist.")] = False,
    prozesse: Annotated[
        int, typer.Option("--prozesse", help="So viele nebeneinander auf diesem Rechner.", min=1)
    ] = os.cpu_count() or 1,
    dask: Annotated[
        str | None,
        typer.Option("--dask", help="Auf einem Dask-Cluster, z. B. tcp://rechner:8786.", show_default=False),
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben.")] = False,
    ordner: Berichte = Path("reports"),
    daten: Daten = None,
) -> int:
    """Macht die Berichte vieler Raumeinheiten; was fertig und unverändert ist, bleibt liegen."""
    if dask is None:
        warmup.begin([VORRAT])
    from pipeline.cli import stapel  # while the process begun just now imports the same

    gebiete = raumeinheiten or []
    tage = stichtag or [STICHTAG]
    wunsch = stapel.Wunsch(gebiete, alle, stadt, vergleich, tage, horizont, nur, edition)
    auftraege = stapel.auftraege(wunsch, ordner, daten)
    return stapel.melden(stapel.machen(auftraege, stapel.Weg(neu, prozesse, dask)), als_json)
