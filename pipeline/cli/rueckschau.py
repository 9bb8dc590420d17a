"""`rueckschau`: how good the projection was so far."""

from typing import Annotated

import pandas as pd
import typer

from pipeline import errors, names, projection, store
from pipeline.cli import ausgabe
from pipeline.cli.anwendung import Daten, app
from pipeline.cli.befehl import Befehl
from pipeline.cli.freigabe import bestand

_TABELLE = "rueckschau"
_KOPF = {
    "verfahren": "Verfahren",
    "mape": "MAPE",
    "medape": "MedAPE",
    "malpe": "MALPE",
    "wmape": "WMAPE",
    "ueber_10_pct": "über 10 %",
    "aufbau_pct": "Altersaufbau",
    "abdeckung_80": "Band 80 %",
    "abdeckung_95": "Band 95 %",
    "crps": "CRPS",
}
_ZU_KURZ = (
    "Für eine Rückschau braucht es mindestens zehn Gebiete einer Stadt mit Einwohnerzahlen nach Alter an "
    "fünf aufeinander folgenden Jahresenden; der Bestand hat weniger. Bitte frühere Jahre liefern und mit "
    '"sozialraum einlesen" aufnehmen.'
)
_QUELLEN = ["raumeinheiten", "einwohner"]


@app.command(cls=Befehl)
def rueckschau(
    falls_moeglich: Annotated[
        bool,
        typer.Option("--falls-moeglich", help="Reicht die Vergangenheit nicht, leer freigeben statt enden."),
    ] = False,
    daten: Daten = None,
) -> None:
    """Prüft die Prognose an der Vergangenheit und zeigt, wie gut sie bisher war."""
    with ausgabe.fortschritt("Rückschau: Prognosen von damals und was kam ..."):
        tabelle = projection.rueckschau(bestand(daten))
        if tabelle.empty and not falls_moeglich:
            raise errors.ParameterUngueltig(_ZU_KURZ)
        store.write_zone(
            store.FREIGABE, {_TABELLE: tabelle}, schritt=_TABELLE, quellen={_TABELLE: _QUELLEN}, daten=daten
        )
    if tabelle.empty:
        ausgabe.zeile(_ZU_KURZ)
        return
    for (stadt, horizont, groesse), teil in tabelle.groupby(
        ["raumeinheit", "horizont", "groesse"], sort=False
    ):
        ausgabe.tabelle(_gedruckt(teil), _titel(str(stadt), int(str(horizont)), str(groesse), teil.iloc[0]))
    ausgabe.zeile(
        "Alle Maße in Prozent des Gezählten. Die Tabelle steht in der Freigabe und im Prognosebericht."
    )


def _gedruckt(teil: pd.DataFrame) -> pd.DataFrame:
    """Write the measures as a German reader expects them."""
    zahlen = {spalte: teil[spalte].map(lambda wert: names.dezimal(wert, 2)) for spalte in list(_KOPF)[1:]}
    return teil.assign(**zahlen)[list(_KOPF)].rename(columns=_KOPF)


def _titel(stadt: str, horizont: int, groesse: str, zeile: "pd.Series[str]") -> str:
    """Say over what these errors are."""
    wann = (
        "alle Horizonte" if horizont == 0 else f"{horizont} Jahre voraus" if horizont > 1 else "1 Jahr voraus"
    )
    wer = "" if groesse == names.INSGESAMT else f", Einwohner:innen {groesse}"
    return (
        f"{stadt}, {wann}{wer}: Basis {zeile['basis_von']} bis {zeile['basis_bis']}, "
        f"{zeile['gebiete']} Gebiete, {zeile['prognosen']} Prognosen"
    )
