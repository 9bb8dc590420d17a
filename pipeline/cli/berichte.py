"""`berichte`: the reports of many areas and dates, side by side; what is done already is not done again."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import notebooks, store
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import HORIZONT, STICHTAG, VERGLEICH, Berichte, Daten, Horizont, Vergleich, app
from pipeline.cli.auftrag import EXPORTE, Auftrag, fehler
from pipeline.cli.befehl import Befehl
from pipeline.cli.bericht import (
    STADTBAND,
    Ausgabe,
    AusgabeOption,
    NurOption,
    auftraege_fuer,
    auswahl,
    bekannt,
    parameter_fuer,
)
from pipeline.errors import ParameterUngueltig

_EBENE = "planungsbezirk"
_WARTEN = "10s"
"""How long a cluster may take to answer."""

_UNVERAENDERT, _NEU, _FEHLER = "unverändert", "neu", "fehlgeschlagen"


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
    alle_parameter = [
        parameter_fuer(gebiet, vergleich, tag, HORIZONT if stadt else horizont)  # it has no projection
        for tag, gebiet in product(
            stichtag or [STICHTAG], _gebiete(raumeinheiten, alle, [vergleich] if stadt else [], daten)
        )
    ]
    namen = _nur_stadtband(nur, edition) if stadt else auswahl(nur, edition)
    auftraege = auftraege_fuer(namen, alle_parameter, ordner, daten)
    for platz in {auftrag.ordner for auftrag in auftraege}:
        notebooks.sweep(platz)
    offen = [auftrag for auftrag in auftraege if neu or not auftrag.fertig]
    with _rechner(dask, min(prozesse, len(offen) or 1)) as beginn:
        gescheitert = _machen(offen, beginn)
    ergebnis = [_ergebnis(auftrag, auftrag in offen, gescheitert.get(auftrag, "")) for auftrag in auftraege]
    if als_json:
        print(json.dumps(ergebnis, ensure_ascii=False, indent=2))  # noqa: T201 -- for a machine, unbroken
    else:
        ausgabe.zeile(_summe(ergebnis))
    return 1 if gescheitert else 0


def _nur_stadtband(nur: Sequence[str] | None, edition: Ausgabe) -> list[str]:
    """Reports on a whole city: there is one, in one edition.

    Raises: ParameterUngueltig where another is asked for.
    """
    if edition is not Ausgabe.LANG:
        raise ParameterUngueltig("Den Stadtband gibt es nur in einer Ausgabe; bitte --ausgabe weglassen.")
    for name in nur or []:
        bekannt(name, [STADTBAND], "--nur", f"Mit --stadt gibt es {STADTBAND}.")
    return [STADTBAND]


def _gebiete(
    raumeinheiten: list[str] | None, alle: bool, stadt: Sequence[str], daten: Path | None
) -> list[str]:
    """Keys of the areas asked for, each once; `stadt` is the city where its volume is asked for."""
    if sum((bool(raumeinheiten), alle, bool(stadt))) != 1:
        raise ParameterUngueltig(
            "Bitte entweder Raumeinheiten nennen, z. B. sozialraum berichte P10 P11, oder --alle oder "
            "--stadt angeben."
        )
    if not alle:
        return list(dict.fromkeys(raumeinheiten or stadt))
    tabelle = store.read("raumeinheiten", daten)
    gefunden = list(tabelle.loc[tabelle["ebene"].eq(_EBENE), "raumeinheit"])
    if not gefunden:
        raise ParameterUngueltig(
            f"Keine Raumeinheit hat in raumeinheiten.csv die Ebene {_EBENE}; bitte Raumeinheiten nennen."
        )
    return gefunden


def _machen(offen: Sequence[Auftrag], beginn: Callable[[], Executor]) -> dict[Auftrag, str]:
    """Make the reports; returns those that failed, with the cause."""
    gescheitert: dict[Auftrag, str] = {}
    with ausgabe.balken("Berichte", len(offen)) as weiter:
        for auftrag, satz in notebooks.run_all(fehler, offen, beginn):
            weiter()
            if satz:
                gescheitert[auftrag] = satz
                ausgabe.fehlerzeile(f"{auftrag.raumeinheit}, {auftrag.stichtag}, {auftrag.name}: {satz}")
    return gescheitert


@contextmanager
def _rechner(dask: str | None, prozesse: int) -> Iterator[Callable[[], Executor]]:
    """What begins an executor: processes of this machine, or a Dask cluster that runs already."""
    if dask is None:
        yield partial(notebooks.processes, prozesse, [fehler.__module__])
        return
    with _cluster(dask) as cluster:
        yield cluster.get_executor


def _cluster(adresse: str) -> Any:
    """Connection to a Dask cluster."""
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError as fehlt:
        raise ParameterUngueltig(
            '--dask: Das Paket "distributed" ist nicht installiert; es gehört zum Zusatz [cluster].'
        ) from fehlt
    try:
        return distributed.Client(adresse, timeout=_WARTEN)
    except (OSError, ValueError) as nicht:
        raise ParameterUngueltig(
            f'--dask: Unter "{adresse}" antwortet kein Scheduler; bitte Adresse prüfen, z. B. tcp://rechner:8786.'
        ) from nicht


def _ergebnis(auftrag: Auftrag, begonnen: bool, satz: str) -> dict[str, Any]:
    """What became of a report, for machines."""
    was = _FEHLER if satz else _NEU if begonnen else _UNVERAENDERT
    return {
        "raumeinheit": auftrag.raumeinheit,
        "stichtag": auftrag.stichtag,
        "bericht": auftrag.name,
        "ergebnis": was,
        "dateien": [str(auftrag.ordner / f"{auftrag.dateiname}{endung}") for endung in EXPORTE],
        "fehler": satz,
    }


def _summe(ergebnis: Sequence[dict[str, Any]]) -> str:
    """How many reports became what."""
    zahlen = Counter(eintrag["ergebnis"] for eintrag in ergebnis)
    teile = [f"{zahlen[was]} {was}" for was in (_NEU, _UNVERAENDERT, _FEHLER) if zahlen[was]]
    return f"{len(ergebnis)} Berichte: {', '.join(teile)}."
