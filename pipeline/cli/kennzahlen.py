"""`kennzahlen`: the catalogue with its values; a decision added; the two documents for the next sitting."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from pipeline import decisions, indicators, report, store
from pipeline.cli import ausfuhr, ausgabe, auswertung, bildschirm, blaetter, sitzung
from pipeline.cli.anwendung import (
    BEZIRK,
    HORIZONT,
    STICHTAG,
    VERGLEICH,
    Berichte,
    Daten,
    Stichtag,
    Vergleich,
    app,
)
from pipeline.cli.auftraege import angaben_pruefen, bekannt, dateiname
from pipeline.cli.befehl import Befehl, Gruppe
from pipeline.errors import BeschlussUngueltig, ParameterUngueltig
from pipeline.schemas.befunde import Befund

kennzahlen_app = typer.Typer(cls=Gruppe, subcommand_metavar="[BEFEHL]", add_completion=False)
app.add_typer(kennzahlen_app, name="kennzahlen")

Bezirk = Annotated[str, typer.Option("--raumeinheit", help="Schlüssel der Raumeinheit, z. B. P10.")]
Beschluesse = Annotated[
    Path | None,
    typer.Option(
        "--beschluesse",
        help="Datei der Beschlüsse; Vorgabe: beschluesse.toml im Datenordner.",
        show_default=False,
    ),
]
OPTION = "Neuer Beschluss"
"""What a finding names where the decision came from options."""


@kennzahlen_app.callback(invoke_without_command=True)
def kennzahlen(
    ctx: typer.Context,
    raumeinheit: Bezirk = BEZIRK,
    vergleich: Vergleich = VERGLEICH,
    stichtag: Stichtag = STICHTAG,
    nach: Annotated[
        Path | None,
        typer.Option("--nach", help="Statt anzuzeigen schreiben: .xlsx, .csv, .parquet oder .json."),
    ] = None,
    beschluesse: Beschluesse = None,
    als_json: Annotated[bool, typer.Option("--json", help="Werte am Stichtag als JSON ausgeben.")] = False,
    daten: Daten = None,
) -> None:
    """Zeigt den Katalog der Kennzahlen mit Werten, Vergleich und Zielen, oder schreibt ihn in eine Datei."""
    if ctx.invoked_subcommand:
        return
    if nach is not None:
        ausfuhr.endung_pruefen(nach)
    angaben_pruefen([{"raumeinheit": raumeinheit, "vergleich": vergleich, "stichtag": stichtag}], daten)
    datei = beschluesse or store.beschluss_datei(daten)
    fertig = auswertung.auswerten(raumeinheit, vergleich, stichtag, datei, daten)
    if nach is not None:
        for geschrieben in ausfuhr.schreiben(fertig, nach):
            ausgabe.zeile(f"Geschrieben: {geschrieben}")
    elif als_json:
        zeilen = blaetter.saetze(blaetter.vergleich(fertig))
        print(json.dumps(zeilen, ensure_ascii=False, indent=2))  # noqa: T201 -- for a machine, unbroken
    else:
        bildschirm.zeigen(fertig)


@kennzahlen_app.command(cls=Befehl)
def beschluss(
    kennzahl: Annotated[
        list[str] | None,
        typer.Option("--kennzahl", "--kennzahlen", help="Kennung im Katalog, mehrfach möglich."),
    ] = None,
    raumeinheit: Bezirk = BEZIRK,
    datum: Annotated[str | None, typer.Option("--datum", help="Tag des Beschlusses.")] = None,
    art: Annotated[str, typer.Option("--art", help="festlegen, fortschreiben oder aufheben.")] = "festlegen",
    ziel: Annotated[
        str | None, typer.Option("--ziel", "--zielwert", help="Zielwert in der Einheit der Kennzahl.")
    ] = None,
    zieljahr: Annotated[int | None, typer.Option("--zieljahr", help="Jahr, in dem das Ziel gilt.")] = None,
    ausgangswert: Annotated[
        str | None, typer.Option("--ausgangswert", help="Ohne Angabe der freigegebene Wert.")
    ] = None,
    ausgangsjahr: Annotated[
        int | None,
        typer.Option("--ausgangsjahr", help="Ohne Angabe das letzte vor dem Beschluss mit einem Wert."),
    ] = None,
    einvernehmen: Annotated[
        list[str] | None, typer.Option("--einvernehmen", help="Wer zugestimmt hat, mehrfach möglich.")
    ] = None,
    verantwortlich: Annotated[
        str | None, typer.Option("--verantwortlich", help="Wer für das Ziel sorgt.")
    ] = None,
    faellig: Annotated[str | None, typer.Option("--faellig", help="Bis wann, als Datum.")] = None,
    bemerkung: Annotated[str | None, typer.Option("--bemerkung", help="Begründung, Anmerkung.")] = None,
    eintrag: Annotated[
        Path | None, typer.Option("--eintrag", help="Statt der Optionen: TOML-Datei mit denselben Feldern.")
    ] = None,
    beschluesse: Beschluesse = None,
    daten: Daten = None,
) -> None:
    """Trägt einen Beschluss des Lenkungsgremiums ein, nachdem er geprüft ist."""
    angaben = {
        "datum": datum,
        "raumeinheit": raumeinheit,
        "art": art,
        "kennzahlen": kennzahl or None,
        "zielwert": _zahl("--ziel", ziel),
        "zieljahr": zieljahr,
        "ausgangswert": _zahl("--ausgangswert", ausgangswert),
        "ausgangsjahr": ausgangsjahr,
        "einvernehmen": einvernehmen or None,
        "verantwortlich": verantwortlich,
        "faellig": faellig,
        "bemerkung": bemerkung,
    }
    gesagt = {name: wert for name, wert in angaben.items() if wert is not None}
    neu = gesagt if eintrag is None else _aus_datei(eintrag, gesagt)
    datei = beschluesse or store.beschluss_datei(daten)
    fertig = _eintragen(neu, str(eintrag or OPTION), datei, daten)
    ausgabe.zeile(decisions.eintrag(fertig).rstrip())
    ausgabe.zeile(f"Eingetragen als Beschluss {fertig.nummer} in {datei}.")
    ausgabe.zeile(f"Siegel für das Protokoll der Sitzung: {decisions.siegel(fertig)}")


@kennzahlen_app.command(cls=Befehl)
def zielvereinbarung(
    raumeinheit: Bezirk = BEZIRK,
    stichtag: Stichtag = STICHTAG,
    berichte: Berichte = Path("reports"),
    beschluesse: Beschluesse = None,
    daten: Daten = None,
) -> None:
    """Setzt die Zielvereinbarung als PDF: Ziele, Verantwortung, Platz für Unterschriften."""
    _dokument("zielvereinbarung", raumeinheit, stichtag, berichte, beschluesse, daten)


@kennzahlen_app.command(cls=Befehl)
def jahresplanung(
    raumeinheit: Bezirk = BEZIRK,
    stichtag: Stichtag = STICHTAG,
    berichte: Berichte = Path("reports"),
    beschluesse: Beschluesse = None,
    daten: Daten = None,
) -> None:
    """Setzt die Jahresplanung als PDF: was wann fällig ist, was erreicht wurde."""
    _dokument("jahresplanung", raumeinheit, stichtag, berichte, beschluesse, daten)


def _dokument(
    name: str, raumeinheit: str, stichtag: str, berichte: Path, beschluesse: Path | None, daten: Path | None
) -> None:
    parameter = {"raumeinheit": raumeinheit, "vergleich": VERGLEICH, "stichtag": stichtag}
    angaben_pruefen([parameter], daten)
    datei = beschluesse or store.beschluss_datei(daten)
    fertig = auswertung.auswerten(raumeinheit, VERGLEICH, stichtag, datei, daten)
    ordner = berichte / raumeinheit / stichtag[:4]
    ordner.mkdir(parents=True, exist_ok=True)
    ziel = ordner / f"{dateiname(name, parameter | {'horizont': HORIZONT})}.pdf"
    report.pdf_of(sitzung.DOKUMENTE[name](fertig), ziel)
    ausgabe.zeile(str(ziel))


def _zahl(option: str, text: str | None) -> float | None:
    """Number with decimal comma or point; without thousands dots, which could be either."""
    if text is None:
        return None
    if not re.fullmatch(r"[+-]?\d+([.,]\d+)?", text.strip().replace("\N{MINUS SIGN}", "-")):
        raise ParameterUngueltig(f'{option}: "{text}" ist keine Zahl. Richtig ist z. B. 1,2.')
    return float(text.strip().replace("\N{MINUS SIGN}", "-").replace(",", "."))


def _aus_datei(datei: Path, gesagt: dict[str, Any]) -> dict[str, Any]:
    """Read the entry from a file; options beside it would leave open which counts."""
    vorgaben = {"raumeinheit": BEZIRK, "art": "festlegen"}
    if gesagt != vorgaben:
        raise ParameterUngueltig("--eintrag geht nur ohne die Optionen, die den Beschluss beschreiben.")
    if not datei.is_file():
        raise ParameterUngueltig(f"--eintrag: Die Datei {datei} gibt es nicht.")
    neu, befunde = decisions.lesen_neu(datei.read_bytes(), str(datei))
    if befunde:
        raise BeschlussUngueltig("\n".join(decisions.saetze(befunde)))
    return neu


def _eintragen(neu: dict[str, Any], woher: str, datei: Path, daten: Path | None) -> decisions.Beschluss:
    """Check a decision and add it while nobody else can write the file."""
    _ablehnen(decisions.befunde_neu(neu, woher))
    raumeinheiten = list(store.read("raumeinheiten", daten)["raumeinheit"])
    bekannt(neu["raumeinheit"], raumeinheiten, "raumeinheit", "Gültige Schlüssel: raumeinheiten.csv.")
    werte = indicators.kennzahlen(auswertung.freigegeben(daten), [neu["raumeinheit"]])
    fertig: list[decisions.Beschluss] = []

    def anhaengen(alt: bytes) -> bytes:
        stehend = decisions.gelesen(alt, str(datei))
        fertig.append(_geprueft(neu, woher, stehend, werte, daten))
        return decisions.anhaengen(alt.decode("utf-8-sig"), fertig[0]).encode()

    store.beschluesse_fortschreiben(datei, anhaengen)
    return fertig[0]


def _geprueft(
    neu: dict[str, Any],
    woher: str,
    stehend: tuple[decisions.Beschluss, ...],
    werte: pd.DataFrame,
    daten: Path | None,
) -> decisions.Beschluss:
    umfeld = decisions.Umfeld(stehend, werte, datetime.now(tz=UTC).date().isoformat())
    kopf = {
        "nummer": len(stehend) + 1,
        "demonstration": store.ist_demonstration(daten),
        "vorgaenger": decisions.siegel_am_ende(stehend),
    }
    beschluss = decisions.als_beschluss(decisions.ergaenzt(neu, umfeld) | kopf)
    _ablehnen([decisions.als_befund(mangel, woher) for mangel in decisions.verstoesse(beschluss, umfeld)])
    return beschluss


def _ablehnen(befunde: list[Befund]) -> None:
    if befunde:
        saetze = decisions.saetze(befunde)
        raise BeschlussUngueltig("\n".join([*saetze, "Nicht eingetragen; die Datei ist unverändert."]))
