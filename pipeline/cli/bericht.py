"""`bericht` runs notebooks and sets their PDFs and pages; `beispiel` writes the demonstration delivery."""

import difflib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import demo, store
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import (
    HORIZONT,
    STICHTAG,
    VERGLEICH,
    Berichte,
    Daten,
    Horizont,
    Raumeinheit,
    Stichtag,
    Vergleich,
    app,
)
from pipeline.cli.auftrag import Auftrag, machen
from pipeline.cli.befehl import Befehl
from pipeline.errors import ParameterUngueltig

BERICHTE = ("sozialraumanalyse", "prognose", "kennzahlen")


class Ausgabe(StrEnum):
    """Edition: long for the Lenkungsgremium, short and in plain words for residents."""

    LANG = "lang"
    KURZ = "kurz"


JE_AUSGABE = {Ausgabe.LANG: BERICHTE, Ausgabe.KURZ: ("kurzfassung",)}
"""Reports of each edition."""
STADTBAND = "stadtband"
"""Report on a whole city: all its districts in one volume."""

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


@app.command(cls=Befehl)
def bericht(
    raumeinheit: Raumeinheit,
    vergleich: Vergleich = VERGLEICH,
    stichtag: Stichtag = STICHTAG,
    horizont: Horizont = HORIZONT,
    nur: NurOption = None,
    edition: AusgabeOption = Ausgabe.LANG,
    berichte: Berichte = Path("reports"),
    daten: Daten = None,
) -> None:
    """Macht die Berichte einer Raumeinheit: Notebook ausführen, PDF und HTML-Seite setzen."""
    parameter = parameter_fuer(raumeinheit, vergleich, stichtag, horizont)
    for auftrag in auftraege_fuer(auswahl(nur, edition), [parameter], berichte, daten):
        with ausgabe.fortschritt(f"{auftrag.name} ..."):
            fertig = machen(auftrag)
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


def _jahre(text: str) -> range:
    """Years from "2015-2023"."""
    von, strich, bis = text.partition("-")
    if not (von.isdigit() and (bis.isdigit() or not strich)) or int(bis or von) < int(von):
        raise ParameterUngueltig(f'--jahre: "{text}" ist kein Zeitraum. Richtig ist z. B. 2015-2023.')
    return range(int(von), int(bis or von) + 1)
