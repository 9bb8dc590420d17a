"""The application and the options that commands share; `befehle` brings the commands."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.befehl import Gruppe

app = typer.Typer(
    cls=Gruppe,
    name="sozialraum",
    help="Von der Lieferung der Statistikstelle zum Bericht: prüfen, einlesen, freigeben, berichten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.callback()(lambda: None)  # its command must be named, even where only one is imported

Daten = Annotated[
    Path | None,
    typer.Option(
        "--daten", help="Ordner mit raw/ und processed/; Vorgabe: data im Projekt.", show_default=False
    ),
]
Vergleich = Annotated[str, typer.Option("--vergleich", help="Raumeinheit, mit der verglichen wird.")]
Berichte = Annotated[Path, typer.Option("--berichte", help="Ordner für die Berichte.")]
Raumeinheit = Annotated[str, typer.Argument(help="Schlüssel der Raumeinheit, z. B. P10.")]
Stichtag = Annotated[str, typer.Option("--stichtag", help="Stichtag als Datum, z. B. 2020-12-31.")]
Horizont = Annotated[int, typer.Option("--horizont", help="Letztes Jahr der Prognose.")]

BEZIRK = "P10"
VERGLEICH = "HN"
STICHTAG = "2020-12-31"
HORIZONT = 2035

VORRAT = "pipeline.cli.auftrag"
"""What a process that makes reports imports: named, not imported, where that process is begun."""

BERICHTE = ("sozialraumanalyse", "prognose", "kennzahlen")


class Ausgabe(StrEnum):
    """Edition: long for the Lenkungsgremium, short and in plain words for residents."""

    LANG = "lang"
    KURZ = "kurz"


JE_AUSGABE = {Ausgabe.LANG: BERICHTE, Ausgabe.KURZ: ("kurzfassung",)}
"""Reports of each edition."""

NurOption = Annotated[
    list[str] | None,
    typer.Option("--nur", help=f"Nur diese: {', '.join(BERICHTE)}.", show_default=False),
]
AusgabeOption = Annotated[
    Ausgabe,
    typer.Option(
        "--ausgabe",
        help="lang: alle Berichte; kurz: eine Kurzfassung in einfacher Sprache auf höchstens vier Seiten.",
    ),
]
