"""The two documents of a sitting: Zielvereinbarung and Jahresplanung, made from the file of decisions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline import charts, indicators, names, narrative, store
from pipeline.cli.auswertung import Auswertung
from pipeline.errors import BeschlussUngueltig
from pipeline.schemas.beschluesse import TRENNER

Buendel = Sequence[Mapping[str, Any]]
QUELLE = "Beschlüsse des Lenkungsgremiums; eigene Berechnung"


def zielvereinbarung(fertig: Auswertung) -> Buendel:
    """Targets and baselines, responsibilities and dates, room for signatures.

    Raises: BeschlussUngueltig where no target stands.
    """
    _mit_zielen(fertig)
    katalog = {kennzahl.id: kennzahl.name for kennzahl in indicators.katalog()}
    wer = dict.fromkeys(name for alle in fertig.gilt["einvernehmen"] for name in alle.split(TRENNER))
    return _gezeigt(
        _kopf("Zielvereinbarung", fertig),
        charts.ueberschrift("Ziele"),
        charts.absatz(narrative.zielstand(fertig.orte, fertig.vereinbart, fertig.stichtag)),
        charts.ziele(fertig.vereinbart, id="ziele", titel="Ziele und wo sie stehen", quelle=QUELLE),
        charts.absatz(narrative.REGELN),
        charts.absatz(narrative.beobachtet(fertig.gilt, katalog)),
        charts.ueberschrift("Verantwortung"),
        charts.verantwortung(fertig.vereinbart, id="wer", titel="Wer bis wann dafür sorgt", quelle=QUELLE),
        charts.ueberschrift("Unterschriften"),
        charts.unterschriften(list(wer), id="namen", titel="Vereinbart zwischen", quelle=QUELLE),
        charts.absatz(_siegel(fertig)),
    )


def jahresplanung(fertig: Auswertung) -> Buendel:
    """What is due when, and what was achieved; the year after the Stichtag is planned.

    Raises: BeschlussUngueltig where no target stands.
    """
    _mit_zielen(fertig)
    jahr = names.stichtag_jahr(fertig.stichtag) + 1
    return _gezeigt(
        _kopf(f"Jahresplanung {jahr}", fertig),
        charts.absatz(narrative.erreichtes(fertig.vereinbart)),
        charts.absatz(narrative.faelliges(fertig.vereinbart, jahr)),
        charts.verantwortung(fertig.vereinbart, id="faellig", titel="Was wann fällig ist", quelle=QUELLE),
        charts.absatz(_siegel(fertig)),
    )


DOKUMENTE: dict[str, Callable[[Auswertung], Buendel]] = {
    "zielvereinbarung": zielvereinbarung,
    "jahresplanung": jahresplanung,
}


def _mit_zielen(fertig: Auswertung) -> None:
    if fertig.vereinbart.empty:
        raise BeschlussUngueltig(
            f"Für {fertig.orte.hier.name} ist noch kein Ziel beschlossen. Bitte zuerst mit "
            '"sozialraum kennzahlen beschluss" eintragen.'
        )


def _kopf(titel: str, fertig: Auswertung) -> charts.Anzeige:
    kopf = narrative.bericht(titel, fertig.orte, fertig.stichtag, fertig.demonstration, fertig.hinweise)
    return charts.bericht(**kopf | {"untertitel": "Lenkungsgremium Quartiersmanagement", "kurz": True})


def _siegel(fertig: Auswertung) -> str:
    fassung = store.code_fassung()
    return (
        f"Stand der Beschlüsse: Siegel {fertig.siegel[:16]}. Programm: sozialraumanalyse "
        f"{fassung['version']}, Quelltext {fassung['quellen']}."
    )


def _gezeigt(*anzeigen: charts.Anzeige) -> Buendel:
    return [anzeige.buendel for anzeige in anzeigen if anzeige.buendel]
