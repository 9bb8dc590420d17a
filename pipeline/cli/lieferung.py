"""`pruefen`, `einlesen`, `lieferungen`: from a delivery to the exact tables."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pandas as pd
import typer

from pipeline import deliveries, store, validation
from pipeline.cli import ablage, ausgabe, gabelung, geltung, nachlieferung, protokoll
from pipeline.cli.anwendung import Daten, app
from pipeline.cli.befehl import Befehl
from pipeline.cli.raeume import Tabellen
from pipeline.errors import LieferungUngueltig, ParameterUngueltig
from pipeline.measures.steps import Runner
from pipeline.schemas.grundlage import ist_datum


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
    daten: Annotated[
        Path | None,
        typer.Option("--daten", help="Zusammen mit dem Bestand in diesem Ordner.", show_default=False),
    ] = None,
    vorschlag: Annotated[
        bool, typer.Option("--vorschlag", help="Nur eine lieferung.toml für diesen Ordner vorschlagen.")
    ] = False,
) -> int:
    """Prüft eine Lieferung und ändert nichts."""
    if vorschlag:
        print(deliveries.vorschlag(ordner), end="")  # noqa: T201 -- unbroken, to be saved as lieferung.toml
        return 0
    if ziel is not None:
        ablage.verlange_ordner(ziel)
    with ausgabe.fortschritt(f"{ordner}: Prüfung ..."):
        zugleich = gabelung.zugleich([ordner])
        lieferung = deliveries.read(ordner, zugleich)
        eigene = {lieferung.angaben.id}
        stehend = store.stehende_tabellen(eigene, daten) if daten else {}
        geprueft = _geprueft(lieferung, stehend, _belege(eigene, daten) if daten else [], zugleich)
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
    bestaetigt: Annotated[
        bool, typer.Option("--bestaetigt", help="Warnungen sind geprüft und bestätigt.")
    ] = False,
    stand: Annotated[
        str,
        typer.Option(
            "--stand", help="Bestand wie an diesem Tag, aus den eingelesenen Lieferungen.", show_default=False
        ),
    ] = "",
    zurueck: Annotated[
        list[str] | None,
        typer.Option("--zurueckziehen", help="Diese Lieferung gilt nicht mehr.", show_default=False),
    ] = None,
    daten: Daten = None,
) -> None:
    """Prüft Lieferungen und nimmt sie in den Bestand; eine ungültige ändert nichts."""
    if sum(map(bool, (ordner, stand, zurueck))) > 1:
        raise ParameterUngueltig("Ordner, --stand und --zurueckziehen gehen nur einzeln.")
    with store.bestand_gesperrt(daten):
        if stand:
            geaendert = store.wiederherstellen(_tag(stand), daten)
        elif zurueck:
            geaendert = store.aufnehmen([], _bekannte(zurueck, daten), _heute(), daten)
        else:
            geaendert = _einlesen(ordner or _alle(daten), ordner is None, bestaetigt, daten)
    ausgabe.zeile(f"Bestand: {len(geaendert)} Dateien geändert." if geaendert else "Bestand: unverändert.")


@app.command(cls=Befehl)
def lieferungen(daten: Daten = None) -> None:
    """Zeigt, was wann von wem kam, wofür es steht und was was ersetzt hat."""
    alle = store.akten(daten)
    if not alle:
        ausgabe.zeile('Es ist noch keine Lieferung eingelesen. Bitte zuerst "sozialraum einlesen" ausführen.')
        return
    gilt = store.read_bestand(store.LIEFERSTAND, daten)
    ausgabe.tabelle(geltung.akten(alle, gilt), "Lieferungen")
    ausgabe.tabelle(geltung.bereiche(gilt, ["lieferung"], gilt), "Was gilt")
    if store.ERSETZT in store.tabellen(store.BESTAND, daten):
        ersetzt = store.read_bestand(store.ERSETZT, daten)
        ausgabe.tabelle(geltung.bereiche(ersetzt, ["lieferung", "durch"], gilt), "Was ersetzt wurde")
    if am := store.stand_vom(daten):
        ausgabe.zeile(f'Der Bestand ist der vom {am}; "sozialraum einlesen" stellt den heutigen her.')


def _einlesen(gewaehlt: list[Path], alle: bool, bestaetigt: bool, daten: Path | None) -> list[str]:
    """Read, check, and only then take in; `alle`: what no longer lies in `raw/` is withdrawn."""
    with ausgabe.fortschritt("Lieferungen: lesen und prüfen ..."):
        geprueft = _nacheinander(gewaehlt, daten)
    for eine in geprueft:
        ausgabe.befunde(eine.befunde)
        ausgabe.zeile(f"{eine.lieferung.ordner}: {ausgabe.zusammenfassung(eine.befunde)}.")
    _ohne_fehler(geprueft)
    _bestaetigt(geprueft, bestaetigt)
    weg = _verschwunden(geprueft, daten) if alle else []
    for lieferung in weg:
        ausgabe.zeile(f"Zurückgezogen: {lieferung} (liegt nicht mehr im Ordner raw).")
    with ausgabe.fortschritt("Bestand: schreiben ..."):
        return store.aufnehmen([_aufnahme(eine, daten) for eine in geprueft], weg, _heute(), daten)


def _nacheinander(gewaehlt: list[Path], daten: Path | None) -> list[Geprueft]:
    """Check deliveries oldest first, each on top of what stands and of those before it."""
    zugleich = gabelung.zugleich(gewaehlt)
    gelesen = sorted(
        (deliveries.read(eine, zugleich) for eine in gewaehlt), key=lambda eine: eine.angaben.datum
    )
    eigene = {eine.angaben.id for eine in gelesen}
    stehend = store.stehende_tabellen(eigene, daten)
    belege = _belege(eigene, daten)
    geprueft = []
    for lieferung in gelesen:
        eine = _geprueft(lieferung, stehend, belege, zugleich)
        geprueft.append(eine)
        if len(gelesen) > 1 and not validation.hat_fehler(eine.befunde):
            stehend = store.zusammen(stehend, eine.tabellen)
            belege.append(deliveries.beleg(lieferung))
    return geprueft


def _belege(ohne: Collection[str], daten: Path | None) -> list[Mapping[str, Any]]:
    """Records of the deliveries that count, but for some."""
    return [akte.beleg for akte in store.geltende(store.akten(daten)) if akte.lieferung not in ohne]


def _aufnahme(eine: Geprueft, daten: Path | None) -> store.Aufnahme:
    aus_raw = eine.lieferung.ordner.resolve().parent == (store.daten_ordner(daten) / "raw").resolve()
    return store.Aufnahme(deliveries.beleg(eine.lieferung), eine.tabellen, aus_raw)


def _verschwunden(geprueft: list[Geprueft], daten: Path | None) -> list[str]:
    da = {eine.lieferung.angaben.id for eine in geprueft}
    return [
        akte.lieferung
        for akte in store.geltende(store.akten(daten))
        if akte.aus_raw and akte.lieferung not in da
    ]


def _bekannte(lieferungen: list[str], daten: Path | None) -> list[str]:
    bekannt = sorted(akte.lieferung for akte in store.geltende(store.akten(daten)))
    for fremd in (name for name in lieferungen if name not in bekannt):
        raise ParameterUngueltig(
            f'--zurueckziehen: "{fremd}" ist keine Lieferung, die gilt. Es gelten: {", ".join(bekannt)}.'
        )
    return lieferungen


def _heute() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def _tag(text: str) -> str:
    if not ist_datum(text):
        raise ParameterUngueltig(f'--stand: "{text}" ist kein Datum. Richtig ist z. B. 2024-03-31.')
    return text


def _geprueft(
    lieferung: deliveries.Lieferung,
    stehend: Tabellen,
    belege: Sequence[Mapping[str, Any]],
    zugleich: Runner,
) -> Geprueft:
    """Check on top of the tables that stand and of what is on record about them."""
    gerundet = nachlieferung.belegte_rundung(belege)
    tabellen, befunde = nachlieferung.pruefen(lieferung, stehend, gerundet, zugleich)
    return Geprueft(lieferung, tabellen, deliveries.benennen(befunde, lieferung))


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


def _bestaetigt(geprueft: list[Geprueft], bestaetigt: bool) -> None:
    offen = [str(eine.lieferung.ordner) for eine in geprueft if validation.braucht_bestaetigung(eine.befunde)]
    if offen and not bestaetigt:
        raise LieferungUngueltig(
            f"Nicht eingelesen: {', '.join(offen)} hat Warnungen. Bitte prüfen und, wenn alles so stimmt, "
            "mit --bestaetigt neu einlesen; der Bestand ist unverändert."
        )


def _urteil(befunde: pd.DataFrame) -> str:
    return (
        "So nicht einlesbar." if validation.hat_fehler(befunde) else "Die Lieferung kann eingelesen werden."
    )
