"""`pruefen`, `einlesen`, `lieferungen`: from a delivery to the exact tables."""

import json
from pathlib import Path
from typing import Annotated, NamedTuple

import pandas as pd
import typer

from pipeline import deliveries, names, store, validation
from pipeline.cli import ausgabe, protokoll
from pipeline.cli.anwendung import Daten, app
from pipeline.cli.befehl import Befehl
from pipeline.errors import LieferungUngueltig


class Geprueft(NamedTuple):
    """A delivery, its typed tables, and what was found."""

    lieferung: deliveries.Lieferung
    tabellen: dict[str, pd.DataFrame]
    befunde: pd.DataFrame


@app.command(cls=Befehl)
def pruefen(
    ordner: Annotated[Path, typer.Argument(help="Ordner der Lieferung.")],
    ziel: Annotated[
        Path | None,
        typer.Option("--protokoll", help="Prüfprotokoll als .html, .csv oder .json.", show_default=False),
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Befunde als JSON ausgeben.")] = False,
) -> int:
    """Prüft eine Lieferung und ändert nichts."""
    with ausgabe.fortschritt(f"{ordner}: Prüfung ..."):
        geprueft = _geprueft(ordner)
    if ziel is not None:
        protokoll.schreiben(geprueft.befunde, geprueft.lieferung.angaben.id, ziel)
    if als_json:
        ausgabe.zeile(json.dumps(protokoll.als_daten(geprueft.befunde), ensure_ascii=False, indent=2))
    else:
        ausgabe.befunde(geprueft.befunde)
        ausgabe.zeile(f"{ordner}: {ausgabe.zusammenfassung(geprueft.befunde)}. {_urteil(geprueft.befunde)}")
    return int(validation.hat_fehler(geprueft.befunde))


@app.command(cls=Befehl)
def einlesen(
    ordner: Annotated[
        list[Path] | None,
        typer.Argument(help="Ordner der Lieferungen; ohne Angabe alle in data/raw.", show_default=False),
    ] = None,
    daten: Daten = None,
) -> None:
    """Prüft Lieferungen und nimmt sie in den Bestand; eine ungültige ändert nichts."""
    gewaehlt = ordner or _alle(daten)
    with ausgabe.fortschritt("Lieferungen: lesen und prüfen ..."):
        geprueft = [_geprueft(einer) for einer in gewaehlt]
    for eine in geprueft:
        ausgabe.befunde(eine.befunde)
        ausgabe.zeile(f"{eine.lieferung.ordner}: {ausgabe.zusammenfassung(eine.befunde)}.")
    _ohne_fehler(geprueft)
    with ausgabe.fortschritt("Bestand: schreiben ..."):
        geaendert = _uebernehmen(geprueft, neu=ordner is None, daten=daten)
    ausgabe.zeile(f"Bestand: {len(geaendert)} Dateien geändert." if geaendert else "Bestand: unverändert.")


@app.command(cls=Befehl)
def lieferungen(daten: Daten = None) -> None:
    """Zeigt, was wann von wem kam und wofür es steht."""
    belege = pd.DataFrame(
        store.bestand_lieferungen(daten),
        columns=["lieferung", "lieferant", "datum", "lizenz", "demonstration"],
    )
    if belege.empty:
        ausgabe.zeile('Es ist noch keine Lieferung eingelesen. Bitte zuerst "sozialraum einlesen" ausführen.')
        return
    belege["demonstration"] = belege["demonstration"].map({True: "ja", False: "nein"})
    ausgabe.tabelle(belege, "Lieferungen")
    ausgabe.tabelle(_geltung(store.read_bestand("lieferstand", daten)), "Was gilt")


def _geprueft(ordner: Path) -> Geprueft:
    lieferung = deliveries.read(ordner)
    tabellen, befunde = validation.pruefen(
        lieferung.tabellen,
        vollstaendig=lieferung.angaben.vollstaendig,
        datum=lieferung.angaben.datum,
        gebiete=lieferung.gebiete,
        befunde=lieferung.befunde,
    )
    return Geprueft(lieferung, tabellen, befunde)


def _uebernehmen(geprueft: list[Geprueft], *, neu: bool, daten: Path | None) -> list[str]:
    """Put deliveries into `bestand`, oldest first; `neu` builds it from these alone."""
    belege = [deliveries.beleg(eine.lieferung) for eine in geprueft]
    store.nicht_mischen(belege, None if neu else store.daten_ordner(daten))
    stehend = [] if neu else store.bestand_lieferungen(daten)
    stand = {} if neu else _bestand(daten)
    for eine in sorted(geprueft, key=lambda eine: eine.lieferung.angaben.datum):
        angaben = eine.lieferung.angaben
        stand = store.zusammenfuehren(stand, eine.tabellen, angaben.id, angaben.datum)
    gueltig = store.stehende([*belege, *stehend], stand["lieferstand"])
    return store.write_zone(store.BESTAND, stand, schritt="einlesen", lieferungen=gueltig, daten=daten)


def _bestand(daten: Path | None) -> dict[str, pd.DataFrame]:
    return {name: store.read_bestand(name, daten) for name in store.tabellen(store.BESTAND, daten)}


def _alle(daten: Path | None) -> list[Path]:
    """Every delivery folder in `raw/`."""
    roh = store.daten_ordner(daten) / "raw"
    gefunden = sorted(pfad for pfad in roh.iterdir() if pfad.is_dir()) if roh.is_dir() else []
    if not gefunden:
        raise LieferungUngueltig(
            f"In {roh} liegt keine Lieferung. Jede Lieferung ist dort ein eigener Ordner."
        )
    return gefunden


def _ohne_fehler(geprueft: list[Geprueft]) -> None:
    falsch = [str(eine.lieferung.ordner) for eine in geprueft if validation.hat_fehler(eine.befunde)]
    if falsch:
        raise LieferungUngueltig(
            f"Nicht eingelesen: {', '.join(falsch)}. Der Bestand ist unverändert; "
            "bitte die Fehler beheben und neu einlesen."
        )


def _urteil(befunde: pd.DataFrame) -> str:
    return (
        "So nicht einlesbar." if validation.hat_fehler(befunde) else "Die Lieferung kann eingelesen werden."
    )


def _geltung(stand: pd.DataFrame) -> pd.DataFrame:
    """For which tables and periods each delivery stands."""
    je_tabelle = stand.groupby(["lieferung", "tabelle"])["periode"]
    grenzen = je_tabelle.agg(von="min", bis="max").reset_index()
    reihenfolge = {name: rang for rang, name in enumerate(names.BESTANDSTABELLEN)}
    return grenzen.sort_values(
        "tabelle", key=lambda spalte: spalte.map(reihenfolge), kind="stable", ignore_index=True
    )
