"""What a chart shows, in words, from the same rows: for readers who do not see it."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.charts import kartenzeichen
from pipeline.charts.zuege import Panel, Zug

_OHNE_WERT = {"geheim": "aus Gründen der Geheimhaltung nicht ausgewiesen", "fehlt": "nicht geliefert"}

_SEITEN = {"ueber": "signifikant darüber", "unter": "signifikant darunter"}


def wert_text(satz: dict[Any, Any], wert: str, status: str, einheit: str, stellen: int) -> str:
    """Write a value with its unit, or in words why there is none."""
    if satz[status] != "wert" or pd.isna(satz[wert]):
        return _OHNE_WERT.get(str(satz[status]), "nicht sinnvoll anzugeben")
    return f"{names.dezimal(float(satz[wert]), stellen)}\N{NO-BREAK SPACE}{einheit}".strip()


def balken(zeilen: pd.DataFrame, was: str, form: Any) -> str:
    """Every row with both values, and where the two areas differ most.

    Takes:   `form`: namen, einheit, stellen, as the chart writes them.
    """
    hier, dort = form.namen
    saetze = [
        f"{satz['name']}: {wert_text(satz, 'wert', 'status', form.einheit, form.stellen)} gegenüber "
        f"{wert_text(satz, 'wert_stadt', 'status_stadt', form.einheit, form.stellen)}"
        for satz in zeilen.to_dict("records")
    ]
    kopf = f"Balkendiagramm, {hier} gegenüber {dort}. {was}."
    return " ".join([kopf, "; ".join(saetze) + ".", _groesster_abstand(zeilen, form)]).strip()


def _groesster_abstand(zeilen: pd.DataFrame, form: Any) -> str:
    """Sentence on the largest distance; empty for a single row or without two comparable values."""
    beide = zeilen[zeilen["status"].eq("wert") & zeilen["status_stadt"].eq("wert")]
    abstand = (beide["wert"].astype(float) - beide["wert_stadt"].astype(float)).dropna()
    if len(abstand) < 2 or abstand.abs().max() == 0:
        return ""
    stelle = int(abstand.abs().to_numpy().argmax())
    richtung = "höher" if abstand.iloc[stelle] > 0 else "niedriger"
    name = beide.loc[abstand.index[stelle], "name"]
    return f"Am weitesten auseinander: {name}; dort ist der Wert von {form.namen[0]} {richtung}."


def pyramide(zeilen: pd.DataFrame, was: str, form: Any) -> str:
    """Largest and smallest age band per sex, and the two largest differences to the other population."""
    seiten = {"m": "Männer", "w": "Frauen"}
    saetze = [
        _staerkste_gruppe(zeilen[zeilen["geschlecht"].eq(code)], text, form) for code, text in seiten.items()
    ]
    kopf = f"Bevölkerungspyramide, {form.namen[0]} gegenüber {form.namen[1]}. {was}."
    return " ".join([kopf, *filter(None, saetze), _staerkste_abweichung(zeilen, form)]).strip()


def _staerkste_gruppe(seite: pd.DataFrame, text: str, form: Any) -> str:
    sichtbar = seite[seite["status"].eq("wert")].dropna(subset=["wert"])
    if sichtbar.empty:
        return ""
    geordnet = sichtbar.sort_values("wert", kind="stable")
    klein, gross = geordnet.iloc[0], geordnet.iloc[-1]
    return (
        f"{text}: am stärksten besetzt ist die Altersgruppe {names.band_text(gross['altersgruppe'])} "
        f"({_mit_einheit(gross['wert'], form)}), am schwächsten {names.band_text(klein['altersgruppe'])} "
        f"({_mit_einheit(klein['wert'], form)})."
    )


def _mit_einheit(wert: float, form: Any) -> str:
    return f"{names.dezimal(float(wert), form.stellen)}\N{NO-BREAK SPACE}{form.einheit}"


def _staerkste_abweichung(zeilen: pd.DataFrame, form: Any) -> str:
    beide = zeilen[zeilen["status"].eq("wert") & zeilen["status_stadt"].eq("wert")]
    abstand = (beide["wert"].astype(float) - beide["wert_stadt"].astype(float)).dropna()
    teile = []
    if len(abstand) and abstand.max() > 0:
        teile.append(f"am weitesten über {form.namen[1]} {_gruppe(beide, abstand.idxmax())}")
    if len(abstand) and abstand.min() < 0:
        teile.append(f"am weitesten darunter {_gruppe(beide, abstand.idxmin())}")
    return f"{form.namen[0]} liegt {' und '.join(teile)}." if teile else ""


def _gruppe(zeilen: pd.DataFrame, stelle: Any) -> str:
    satz = zeilen.loc[stelle]
    wer = {"m": "Männern", "w": "Frauen"}[str(satz["geschlecht"])]
    return f"bei {wer} {names.band_text(str(satz['altersgruppe']))}"


def linien(panele: Sequence[Panel], was: str, namen: tuple[str, str]) -> str:
    """First and last value of every line and its trend between them."""
    saetze = []
    for panel in panele:
        reihen = [
            _verlauf(zug, name, panel.stellen) for zug, name in zip(panel.zuege.values(), namen, strict=True)
        ]
        saetze.append(f"{panel.feld} ({panel.einheit}): {'; '.join(filter(None, reihen))}.")
    return " ".join([f"Liniendiagramm. {was}.", *saetze])


def _verlauf(zug: Zug, name: str, stellen: int) -> str:
    gezeigt = zug.nur(~np.isnan(zug.wert))
    if not len(gezeigt.jahre):
        return ""
    erster, letzter = float(gezeigt.wert[0]), float(gezeigt.wert[-1])
    ende = f"{names.dezimal(letzter, stellen)} ({gezeigt.jahre[-1]})"
    if len(gezeigt.jahre) == 1:
        return f"{name} {ende}"
    anfang = f"{names.dezimal(erster, stellen)} ({gezeigt.jahre[0]})"
    return f"{name} von {anfang} auf {ende}, {_richtung(erster, letzter, stellen)}"


def _richtung(anfang: float, ende: float, stellen: int) -> str:
    unterschied = round(ende, stellen) - round(anfang, stellen)
    return "unverändert" if unterschied == 0 else ("gestiegen" if unterschied > 0 else "gesunken")


def karte(gebiete: Any, raumeinheit: str, einrichtungen: pd.DataFrame, raumnamen: dict[str, str]) -> str:
    """Where in the city the district lies, which areas touch it, and how many facilities are drawn."""
    eigen = gebiete[gebiete["raumeinheit"].eq(raumeinheit)].geometry.iloc[0]
    andere = gebiete[gebiete["raumeinheit"].isin(list(raumnamen)) & gebiete["raumeinheit"].ne(raumeinheit)]
    nachbarn = sorted(andere.loc[andere.geometry.intersects(eigen.buffer(1.0)), "raumeinheit"])
    name = raumnamen.get(raumeinheit, raumeinheit)
    lage = _himmelsrichtung(eigen.centroid, andere.union_all().centroid) if len(andere) else ""
    teile = [f"Zwei Karten. Links die Stadt mit hervorgehobener Fläche von {name} ({raumeinheit}){lage}."]
    if nachbarn:
        teile.append(f"Angrenzend: {', '.join(f'{raumnamen[n]} ({n})' for n in nachbarn)}.")
    verortet = einrichtungen.dropna(subset=["ost", "nord"]) if len(einrichtungen) else einrichtungen
    je_gruppe = ", ".join(f"{gruppe} {zahl}" for gruppe, zahl in kartenzeichen.anzahlen(verortet).items())
    teile.append(
        f"Rechts das Gebiet mit {len(verortet)} nummerierten Einrichtungen: {je_gruppe}."
        if len(verortet)
        else "Rechts das Gebiet."
    )
    return " ".join(teile)


def _himmelsrichtung(eigen: Any, mitte: Any) -> str:
    richtungen = ("Osten", "Nordosten", "Norden", "Nordwesten", "Westen", "Südwesten", "Süden", "Südosten")
    winkel = math.degrees(math.atan2(eigen.y - mitte.y, eigen.x - mitte.x))
    return f" im {richtungen[round(winkel / 45) % 8]} der Stadt"


def spannen(zeilen: pd.DataFrame, was: str, namen: tuple[str, str]) -> str:
    """Every row with both values and the range, and on which side the significant ones lie."""
    saetze = []
    for satz in zeilen.to_dict("records"):
        wert, stadt, von, bis = (
            names.dezimal(float(satz[feld]), int(satz["stellen"]))
            for feld in ("wert", "wert_stadt", "kleinster", "groesster")
        )
        seite = _SEITEN.get(str(satz["richtung"]), "")
        sicher = pd.notna(satz["signifikant"]) and bool(satz["signifikant"])
        zusatz = f", {seite}" if sicher and seite else ""
        saetze.append(
            f"{satz['name']}: {wert} gegenüber {stadt} {satz['einheit']}{zusatz}, Gebiete von {von} bis {bis}"
        )
    return f"Spannendiagramm, {namen[0]} gegenüber {namen[1]}. {was}. {'; '.join(saetze)}."


def trichter(punkte: pd.DataFrame, raumeinheit: str, was: str, name: str) -> str:
    """How many areas lie outside the limits, and where the marked one is."""
    lagen = {0: "innerhalb der Grenzen", 95: "außerhalb von 95 %", 99: "außerhalb von 99,8 %"}
    saetze = []
    for _, gruppe in punkte.groupby("kennzahl", sort=False):
        kopf = gruppe.iloc[0]
        hier = gruppe[gruppe["raumeinheit"].eq(raumeinheit)]
        ort = f"{name} liegt {lagen[int(hier['ausserhalb'].iloc[0])]}; " if len(hier) else ""
        aussen = int(gruppe["ausserhalb"].eq(99).sum())
        saetze.append(f"{kopf['name']}: {ort}außerhalb von 99,8 % liegen {aussen} von {len(gruppe)} Gebieten")
    return f"Trichterdiagramme. {was}. {'. '.join(saetze)}."


def komponenten(zeilen: pd.DataFrame, was: str) -> str:
    """Every component and balance with its sign, in the order of the bars."""
    teile = [
        f"{satz['name']}: {'+' if float(satz['wert']) > 0 else ''}{names.ganzzahl(float(satz['wert']))}"
        if satz["status"] == "wert"
        else f"{satz['name']}: {_OHNE_WERT.get(str(satz['status']), 'nicht sinnvoll anzugeben')}"
        for satz in zeilen.to_dict("records")
    ]
    return f"Balkendiagramm zu beiden Seiten der Null. {was}. {'; '.join(teile)}."


def szenarien(enden: pd.DataFrame, was: str, band: str) -> str:
    """Expected value of every scenario in the last year, and the band of the base."""
    teile = [f"{satz['bezeichnung']} {names.ganzzahl(satz['personen'])}" for satz in enden.to_dict("records")]
    jahr = int(enden["jahr"].iloc[0])
    return f"Liniendiagramm. {was}. Erwartet {jahr}: {'; '.join(teile)}.{band}"
