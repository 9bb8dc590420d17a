"""Many reports: which of them are to be made, on which machines, and what became of each."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import groupby, product
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import notebooks, report, store
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import HORIZONT, VORRAT, Ausgabe
from pipeline.cli.auftraege import STADTBAND, auftraege_fuer, auswahl, bekannt, parameter_fuer
from pipeline.cli.auftrag import Auftrag, fehler
from pipeline.errors import ParameterUngueltig

_EBENE = "planungsbezirk"
_WARTEN = "10s"
"""How long a cluster may take to answer."""

DAUER = ("stadtband", "kennzahlen", "sozialraumanalyse", "prognose", "kurzfassung")
"""Reports by how long they take, the longest first."""

_UNVERAENDERT, _NEU, _FEHLER = "unverändert", "neu", "fehlgeschlagen"


class Wunsch(NamedTuple):
    """What is asked for, as the options of `berichte` say it."""

    raumeinheiten: Sequence[str]
    alle: bool
    stadt: bool
    vergleich: str
    stichtage: Sequence[str]
    horizont: int
    nur: Sequence[str] | None
    edition: Ausgabe


class Weg(NamedTuple):
    """How reports are made: also those that are done, on so many processes or on a cluster."""

    neu: bool
    prozesse: int
    dask: str | None


def auftraege(wunsch: Wunsch, ordner: Path, daten: Path | None) -> list[Auftrag]:
    """The reports asked for, whether done or not.

    Raises: ParameterUngueltig for what there is not; TabelleFehlt where nothing was released.
    """
    alle_parameter = [
        # the volume of a city has no projection
        parameter_fuer(gebiet, wunsch.vergleich, tag, HORIZONT if wunsch.stadt else wunsch.horizont)
        for tag, gebiet in product(wunsch.stichtage, _gebiete(wunsch, daten))
    ]
    waehlen = _nur_stadtband if wunsch.stadt else auswahl
    return auftraege_fuer(waehlen(wunsch.nur, wunsch.edition), alle_parameter, ordner, daten)


def machen(alle: Sequence[Auftrag], weg: Weg) -> list[dict[str, Any]]:
    """Make what is not done; returns of every report what became of it, for machines."""
    for platz in {auftrag.ordner for auftrag in alle}:
        notebooks.sweep(platz)
    offen = [auftrag for auftrag in alle if weg.neu or not auftrag.fertig]
    with _rechner(weg.dask, min(weg.prozesse, len(offen) or 1)) as beginn:
        gescheitert = _gescheitert(_lange_zuerst(offen), beginn)
    return [_ergebnis(auftrag, auftrag in offen, gescheitert.get(auftrag, "")) for auftrag in alle]


def _lange_zuerst(offen: Sequence[Auftrag]) -> list[Auftrag]:
    """Area by area, but what takes longest first, so that in the end nobody waits for one long report."""
    return [
        auftrag
        for _, eigene in groupby(offen, key=attrgetter("ordner"))
        for auftrag in sorted(eigene, key=lambda auftrag: DAUER.index(auftrag.name))
    ]


def melden(ergebnis: Sequence[dict[str, Any]], als_json: bool) -> int:
    """Say what became of the reports; returns the exit status."""
    if als_json:
        print(json.dumps(ergebnis, ensure_ascii=False, indent=2))  # noqa: T201 -- for a machine, unbroken
    else:
        ausgabe.zeile(_summe(ergebnis))
    return 1 if any(eintrag["ergebnis"] == _FEHLER for eintrag in ergebnis) else 0


def _nur_stadtband(nur: Sequence[str] | None, edition: Ausgabe) -> list[str]:
    """Reports on a whole city: there is one, in one edition.

    Raises: ParameterUngueltig where another is asked for.
    """
    if edition is not Ausgabe.LANG:
        raise ParameterUngueltig("Den Stadtband gibt es nur in einer Ausgabe; bitte --ausgabe weglassen.")
    for name in nur or []:
        bekannt(name, [STADTBAND], "--nur", f"Mit --stadt gibt es {STADTBAND}.")
    return [STADTBAND]


def _gebiete(wunsch: Wunsch, daten: Path | None) -> list[str]:
    """Keys of the areas asked for, each once; for the volume of a city, that of the city."""
    if sum((bool(wunsch.raumeinheiten), wunsch.alle, wunsch.stadt)) != 1:
        raise ParameterUngueltig(
            "Bitte entweder Raumeinheiten nennen, z. B. sozialraum berichte P10 P11, oder --alle oder "
            "--stadt angeben."
        )
    if wunsch.stadt:
        return [wunsch.vergleich]
    if not wunsch.alle:
        return list(dict.fromkeys(wunsch.raumeinheiten))
    tabelle = store.read("raumeinheiten", daten)
    gefunden = list(tabelle.loc[tabelle["ebene"].eq(_EBENE), "raumeinheit"])
    if not gefunden:
        raise ParameterUngueltig(
            f"Keine Raumeinheit hat in raumeinheiten.csv die Ebene {_EBENE}; bitte Raumeinheiten nennen."
        )
    return gefunden


def _gescheitert(offen: Sequence[Auftrag], beginn: Callable[[], Executor]) -> dict[Auftrag, str]:
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
        yield partial(notebooks.processes, prozesse, [VORRAT])
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
        "dateien": [str(auftrag.ordner / f"{auftrag.dateiname}{endung}") for endung in report.ENDUNGEN],
        "fehler": satz,
    }


def _summe(ergebnis: Sequence[dict[str, Any]]) -> str:
    """How many reports became what."""
    zahlen = Counter(eintrag["ergebnis"] for eintrag in ergebnis)
    teile = [f"{zahlen[was]} {was}" for was in (_NEU, _UNVERAENDERT, _FEHLER) if zahlen[was]]
    was = "Bericht" if len(ergebnis) == 1 else "Berichte"
    return f"{len(ergebnis)} {was}: {', '.join(teile)}."
