"""`freigeben` and `prognose`: from the exact tables to the released ones."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from pipeline import disclosure, names, projection, store
from pipeline.cli import ausgabe, befunddatei
from pipeline.cli.anwendung import HORIZONT, STICHTAG, Daten, Horizont, app
from pipeline.cli.befehl import Befehl

_REGISTER = "veroeffentlicht"
"""Table of everything ever released; each release adds to it."""
_SZENARIEN = "prognoseszenarien"
"""Holds all scenarios of a base, whichever are projected with a band."""
_SZENARIOHILFE = (
    "Szenario, das im Einzelnen und mit Band gerechnet wird, mehrfach möglich; ohne Angabe basis. Die Summen "
    "aller Szenarien werden immer verglichen."
)
_LAUF = ["raumeinheit", "basis", "szenario"]


@app.command(cls=Befehl)
def freigeben(
    plan: Annotated[bool, typer.Option("--plan", help="Den Freigabeplan zeigen, nichts schreiben.")] = False,
    befunde: Annotated[
        Path | None,
        typer.Option(
            "--befunde",
            help="Vertraulich: was der Angriff zu jeder geheimen Zelle fand, als .csv oder .json.",
            show_default=False,
        ),
    ] = None,
    daten: Daten = None,
) -> None:
    """Gibt Tabellen mit Geheimhaltung frei und greift sie an, bevor etwas geschrieben wird."""
    freigabeplan = disclosure.plan()
    if plan:
        ausgabe.zeile(disclosure.plan_text(freigabeplan))
        return
    if befunde is not None:
        befunddatei.verlange_ziel(befunde, daten)
    gefunden: list[pd.DataFrame] = []
    with ausgabe.fortschritt("Freigabe: Geheimhaltung und Prüfung durch Angriff ..."):
        frueher = store.read(_REGISTER, daten) if store.vorhanden(_REGISTER, daten) else None
        try:
            tabellen, protokoll = disclosure.freigeben(bestand(daten), freigabeplan, frueher, gefunden)
        finally:
            if befunde is not None and gefunden:
                befunddatei.schreiben(pd.concat(gefunden, ignore_index=True), befunde)
        geaendert = store.write_zone(
            store.FREIGABE,
            {**tabellen, _REGISTER: disclosure.register(tabellen, freigabeplan, frueher)},
            schritt="freigeben",
            quellen={**disclosure.quellen(freigabeplan), _REGISTER: []},
            parameter={"stufen": _stufen(protokoll)},
            daten=daten,
        )
    ausgabe.tabelle(_zusammengefasst(protokoll), "Geheimhaltung über alle Zeitpunkte")
    for tabelle, stufe in _stufen(protokoll).items():
        ausgabe.zeile(f"{tabelle}: freigegeben auf der Stufe „{stufe}“.")
    ausgabe.zeile(f"Freigegeben: {len(tabellen)} Tabellen, geändert: {len(geaendert)} Dateien.")


@app.command(cls=Befehl)
def prognose(
    raumeinheit: Annotated[
        list[str] | None,
        typer.Option(
            "--raumeinheit", help="Schlüssel, mehrfach möglich; ohne Angabe alle.", show_default=False
        ),
    ] = None,
    basis: Annotated[str, typer.Option("--basis", help="Stichtag der Ausgangsbevölkerung.")] = STICHTAG,
    horizont: Horizont = HORIZONT,
    szenario: Annotated[
        list[str] | None,
        typer.Option("--szenario", help=_SZENARIOHILFE, show_default=False),
    ] = None,
    szenarien: Annotated[
        Path | None,
        typer.Option("--szenarien", help="TOML mit eigenen Szenarien und Bauvorhaben.", show_default=False),
    ] = None,
    ziehungen: Annotated[
        int, typer.Option("--ziehungen", help="Ziehungen für das Unsicherheitsband; 0 für keines.", min=0)
    ] = projection.ZIEHUNGEN,
    daten: Daten = None,
) -> None:
    """Rechnet die Bevölkerung bis zum Horizont voraus und gibt sie gruppiert und gerundet frei."""
    tabellen = bestand(daten)
    schluessel = raumeinheit or list(tabellen["raumeinheiten"]["raumeinheit"])
    with ausgabe.fortschritt("Prognose ..."):
        alle = projection.szenarien(szenarien)
        blick = projection.ausblick(tabellen, schluessel, basis, horizont)
        laeufe = [
            projection.prognosetabellen(blick, eines, ziehungen, alle) for eines in szenario or ["basis"]
        ]
        szenarienvergleich = projection.szenarienvergleich(blick, alle)
        neu = {name: pd.concat([eines[name] for eines in laeufe], ignore_index=True) for name in laeufe[0]}
        neu[_SZENARIEN] = szenarienvergleich
        quellen = [*projection.QUELLEN, *(name for name in projection.ZUSATZQUELLEN if name in tabellen)]
        store.write_zone(
            store.FREIGABE,
            {name: _ergaenzt(name, tabelle, daten) for name, tabelle in neu.items()},
            schritt="prognose",
            quellen=dict.fromkeys(neu, quellen),
            daten=daten,
        )
    ausgabe.zeile(f"Prognose ab {basis} bis {horizont} für {len(schluessel)} Raumeinheiten freigegeben.")


def bestand(daten: Path | None) -> dict[str, pd.DataFrame]:
    """Every exact table that stands in `bestand`.

    Raises: TabelleFehlt where nothing was taken in yet.
    """
    store.read_bestand("raumeinheiten", daten)
    return {name: store.read_bestand(name, daten) for name in store.tabellen(store.BESTAND, daten)}


def _ergaenzt(name: str, neu: pd.DataFrame, daten: Path | None) -> pd.DataFrame:
    """Put new runs of the projection beside those of other areas, bases and scenarios."""
    if not store.vorhanden(name, daten):
        return neu
    alt = store.read(name, daten)
    lauf = _LAUF[:2] if name == _SZENARIEN else _LAUF
    ersetzt = pd.MultiIndex.from_frame(alt[lauf]).isin(pd.MultiIndex.from_frame(neu[lauf]))
    alle = pd.concat([alt[~ersetzt], neu], ignore_index=True)
    return alle.sort_values([*_LAUF, "jahr"], kind="stable", ignore_index=True)


def _stufen(protokoll: pd.DataFrame) -> dict[str, str]:
    """Step of its ladder on which each table stands that has one."""
    mit_leiter = protokoll[protokoll["stufe"].ne("")].drop_duplicates("tabelle")
    return dict(zip(mit_leiter["tabelle"], mit_leiter["stufe"], strict=True))


def _zusammengefasst(protokoll: pd.DataFrame) -> pd.DataFrame:
    """One line per table; by period the protocol is longer than a screen."""
    summen = protokoll.groupby("tabelle", sort=False)[
        ["zellen", "ungleich_null", "primaer", "sekundaer"]
    ].sum()
    anteil = 100 * (summen["primaer"] + summen["sekundaer"]) / summen["ungleich_null"]
    je_tabelle = protokoll.groupby("tabelle", sort=False)
    luecke = je_tabelle["luecke"].agg(lambda liste: ", ".join(liste.unique()))
    paare = je_tabelle["mitwisserpaare"].agg(
        lambda liste: "nicht geprüft" if liste.isna().all() else liste.sum()
    )
    spalten = {"anteil": anteil.map(names.prozent), "luecke": luecke, "mitwisserpaare": paare}
    return summen.assign(**spalten).reset_index()
