"""`bericht`: runs the notebooks of one area and sets their PDFs and pages."""

from pathlib import Path

from pipeline.cli import ausgabe
from pipeline.cli.anwendung import (
    HORIZONT,
    STICHTAG,
    VERGLEICH,
    Ausgabe,
    AusgabeOption,
    Berichte,
    Daten,
    Horizont,
    NurOption,
    Raumeinheit,
    Stichtag,
    Vergleich,
    app,
)
from pipeline.cli.auftraege import auftraege_fuer, auswahl, parameter_fuer
from pipeline.cli.auftrag import machen
from pipeline.cli.befehl import Befehl


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
