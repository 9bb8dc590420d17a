"""Rules between tables, and between columns, that count persons, households and cases from two sides."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import GRUPPE, Pruefling
from pipeline.validation.tafel import Auswahl

ORT = ["raumeinheit", "periode"]
MINDESTENS = {
    "einpersonen": 1,
    "paar_mit_kindern": 2,
    "alleinerziehend": 1,
    "mehrpersonen_ohne_kinder": 2,
    "mehrpersonen_ohne_kinder_weitere": 2,
}
"""Adults in a household of each type, by the definition of HHGen; children come on top."""
RICHTUNGEN = ("zuzug", "wegzug")
MIT_KINDERN = ("paar_mit_kindern", "alleinerziehend")


def haushalte_und_personen(pruefling: Pruefling) -> Iterator[Befund]:
    """A household has as many persons as its type and its children need; a single one has exactly one.

    Source: household types of HHGen (Verbund Kommunales Statistisches Informationssystem).
    """
    zeilen = pruefling.tabellen.get("haushalte")
    if zeilen is None:
        return
    bekannt = zeilen.dropna(subset=["anzahl", "personen"])
    if bekannt.empty:
        return
    tafel = pruefling.tafeln["haushalte"]
    je_haushalt = pd.Series(_personen_je_haushalt(tafel.arten)[tafel.art], index=zeilen.index)
    noetig = je_haushalt[bekannt.index] * bekannt["anzahl"]
    spiel = pruefling.abweichung("haushalte") * (noetig / bekannt["anzahl"].clip(lower=1) + 1)
    zu_wenig = bekannt["personen"] < noetig - spiel
    zu_viel = bekannt["haushaltstyp"].eq("einpersonen") & (bekannt["personen"] > bekannt["anzahl"] + spiel)
    falsch = bekannt.assign(noetig=noetig)[(zu_wenig | zu_viel).astype(bool)]
    for stelle in falsch.to_dict("records"):
        was = "genau" if stelle["haushaltstyp"] == "einpersonen" else "mindestens"
        grund = (
            f"{stelle['personen']} Personen in {stelle['anzahl']} Haushalten ({stelle['haushaltstyp']}, "
            f"Kinder {stelle['kinder']}); es müssen {was} {int(stelle['noetig'])} sein."
        )
        abhilfe = "Bitte prüfen, ob die Spalten vertauscht sind oder der Haushaltstyp nicht stimmt."
        yield _befund(FEHLER, "haushalte", stelle, "personen", "haushalte_und_personen", grund, abhilfe)


def _personen_je_haushalt(arten: pd.DataFrame) -> npt.NDArray[np.float64]:
    """How many persons a household of each kind has at least."""
    # where children are not told apart there may be none, and whatever type it is, somebody lives there
    kinder = pd.to_numeric(arten["kinder"].str.extract(r"^(\d+)")[0], errors="coerce").fillna(0)
    kinder = kinder.where(arten["haushaltstyp"].isin(MIT_KINDERN), 0)
    return (arten["haushaltstyp"].map(MINDESTENS).fillna(1) + kinder).to_numpy("float64")


def arbeitslose_und_bezugsgroesse(pruefling: Pruefling) -> Iterator[Befund]:
    """No more people are unemployed than belong to the civilian labour force they are related to.

    Source: the unemployment rate of the Bundesagentur für Arbeit is a share of the zivile Erwerbspersonen.
    """
    zeilen = pruefling.tabellen.get("arbeitslose")
    if zeilen is None or "bezugsgroesse" not in zeilen.columns:
        return
    spiel = 2 * pruefling.abweichung("arbeitslose")
    zu_viele = zeilen["anzahl"].gt(zeilen["bezugsgroesse"] + spiel).fillna(False)
    for stelle in zeilen[zu_viele.astype(bool)].to_dict("records"):
        grund = f"{stelle['anzahl']} Arbeitslose sind mehr als {stelle['bezugsgroesse']} Erwerbspersonen."
        abhilfe = "Bitte prüfen, ob anzahl und bezugsgroesse vertauscht sind."
        yield _befund(FEHLER, "arbeitslose", stelle, "anzahl", "arbeitslosenquote", grund, abhilfe)


def briefwahl_enthalten(pruefling: Pruefling) -> Iterator[Befund]:
    """With postal votes at least as many have voted as without them.

    Why: only equal bases may be compared, and swapped rows would show a turnout that never was.
    """
    zeilen = pruefling.tabellen.get("wahlen")
    if zeilen is None:
        return
    schluessel = [*ORT, "wahl"]
    mit = zeilen[zeilen["briefwahl"].eq("enthalten")][[*schluessel, "waehlende"]]
    ohne = zeilen[zeilen["briefwahl"].eq("nicht enthalten")][[*schluessel, "waehlende", "zeile"]]
    beide = ohne.merge(mit, on=schluessel, validate="one_to_one", suffixes=("", "_mit"))
    for stelle in beide[beide["waehlende"].gt(beide["waehlende_mit"]).fillna(False)].to_dict("records"):
        mit_brief = stelle["waehlende_mit"]
        grund = f"Ohne Briefwahl sind {stelle['waehlende']} Wählende geliefert, mit nur {mit_brief}."
        abhilfe = "Bitte prüfen, ob die Zeilen vertauscht sind."
        yield _befund(FEHLER, "wahlen", stelle, "waehlende", "briefwahl", grund, abhilfe)


def herkunft_und_zuwanderung(pruefling: Pruefling) -> Iterator[Befund]:
    """No more residents have a country of origin than have a Zuwanderungsgeschichte.

    Source: MigraPro derives both from the same register; some origins remain unknown, so fewer is possible.
    """
    noetig = {"herkunft", "zuwanderungsgeschichte"}
    if not noetig <= {*pruefling.tabellen} or any(pruefling.abweichung(tabelle) for tabelle in noetig):
        return
    laender = pruefling.tafeln["herkunft"].alle.feinste(["herkunftsland"], ["herkunftsland"])
    laender = laender.der_arten(laender.tafel.arten["herkunftsland"].ne("Deutschland"))
    merkmal = ["zuwanderungsgeschichte", "altersgruppe"]
    menschen = pruefling.tafeln["zuwanderungsgeschichte"].alle.feinste(merkmal[:1], merkmal)
    mit = menschen.mit("zuwanderungsgeschichte", ["deutsch_mit", "nichtdeutsch"])
    beide = laender.summen().merge(mit.summen(), on=ORT, validate="one_to_one", suffixes=("", "_mit"))
    falsch = beide[beide["gut_mit"] & beide["anzahl"].gt(beide["anzahl_mit"])]
    for stelle in falsch.to_dict("records"):
        grund = (
            f"In {stelle['raumeinheit']} haben am {stelle['periode']} {stelle['anzahl']} Personen ein "
            f"Herkunftsland, aber nur {stelle['anzahl_mit']} eine Zuwanderungsgeschichte."
        )
        abhilfe = "Bitte beide Tabellen aus demselben Registerstand liefern."
        yield _befund(WARNUNG, "herkunft", stelle, "anzahl", "herkunft_und_zuwanderung", grund, abhilfe)


def binnenwanderung(pruefling: Pruefling) -> Iterator[Befund]:
    """Whoever moves within the city leaves one area and arrives in another: both sums agree.

    Checked for years that all areas below the city declare complete. Why: the balance of an area shows a
    lost move, but not on which side it was lost.
    """
    if "wanderungen" not in pruefling.tafeln or pruefling.abweichung("wanderungen"):
        return
    merkmale = ["richtung", "art", "alter", "geschlecht", "staatsangehoerigkeit"]
    alle = pruefling.tafeln["wanderungen"].alle
    binnen = alle.feinste(["richtung", "art"], merkmale).mit("art", ["binnen"])
    seiten = [
        _unterhalb(pruefling, binnen.mit("richtung", [richtung])).assign(richtung=richtung)
        for richtung in RICHTUNGEN
    ]
    for periode, hier in pd.concat(seiten).groupby("periode"):
        zu, weg = (int(hier["anzahl"][hier["richtung"].eq(r)].sum()) for r in RICHTUNGEN)
        if zu != weg and _alle_erklaert(pruefling, "wanderungen", str(periode)):
            grund = f"{periode} stehen {zu} Zuzügen innerhalb der Stadt {weg} Wegzüge gegenüber."
            abhilfe = "Bitte Umzüge je Raumeinheit auf beiden Seiten zählen."
            stelle = {"zeile": hier["zeile"].min()}
            yield _befund(WARNUNG, "wanderungen", stelle, "art", "binnenwanderung", grund, abhilfe)


def _unterhalb(pruefling: Pruefling, zeilen: Auswahl) -> pd.DataFrame:
    """Sums of the areas below the city."""
    summen = zeilen.summen()
    return summen[~summen["raumeinheit"].isin(pruefling.staedte)]


def _alle_erklaert(pruefling: Pruefling, tabelle: str, periode: str) -> bool:
    """Whether one level of areas below the city is complete."""
    raeume = pruefling.raumeinheiten
    unten = raeume[~raeume["raumeinheit"].isin(pruefling.staedte)]
    eine_ebene = "ebene" not in unten.columns or len(unten["ebene"].unique()) == 1
    alle = all((raum, periode) in pruefling.erklaert[tabelle] for raum in unten["raumeinheit"])
    return eine_ebene and alle and len(unten) > 0


def _befund(
    grad: str, tabelle: str, stelle: Mapping[Any, Any], spalte: str, regel: str, grund: str, abhilfe: str
) -> Befund:
    zeile = int(str(stelle["zeile"]))
    wert = str(stelle.get(spalte, ""))
    return Befund(grad, f"{tabelle}.csv", zeile, spalte, wert, regel, grund, abhilfe)


def geburten_und_saeuglinge(pruefling: Pruefling) -> Iterator[Befund]:
    """Residents aged 0 on 31 December were born in the year: births, less who died or left, plus who came.

    With flows by age the population balance checks this to the person. Here are the limits that hold
    anyhow: at most births and all arrivals, at least births less all deaths and departures.
    Why: births by the mother's residence and residents by their own are kept by two offices.
    """
    noetig = {"einwohner", "geburten", "wanderungen", "sterbefaelle"}
    if not noetig <= {*pruefling.tabellen} or any(pruefling.abweichung(t) for t in noetig):
        return
    beide = _saeuglinge(pruefling)
    zu_viel = beide["saeuglinge"] > beide["geburten"] + beide["zuzug"]
    zu_wenig = beide["saeuglinge"] < beide["geburten"] - beide["wegzug"] - beide["gestorben"]
    for stelle in beide[(zu_viel | zu_wenig).fillna(False).astype(bool)].to_dict("records"):
        grund = (
            f"In {stelle['raumeinheit']} leben Ende {stelle['periode']} {stelle['saeuglinge']} Kinder unter "
            f"einem Jahr, geboren wurden {stelle['geburten']}; Bewegungen und Sterbefälle erklären das nicht."
        )
        abhilfe = "Bitte Geburten (Wohnort der Mutter) und Einwohner des Alters 0 abgleichen."
        wert = {**stelle, "anzahl": stelle["saeuglinge"]}
        yield _befund(WARNUNG, "einwohner", wert, "anzahl", "geburten_und_saeuglinge", grund, abhilfe)


def _saeuglinge(pruefling: Pruefling) -> pd.DataFrame:
    """Per area and year that every flow is declared complete for: residents aged 0 beside the flows."""
    merkmale = ["alter", "geschlecht", "staatsangehoerigkeit"]
    bestand = pruefling.tafeln["einwohner"].alle.feinste(["alter"], merkmale).mit("alter", ["0"])
    jahresende = [periode.endswith("-12-31") for periode in bestand.tafel.periode.texte]
    ergebnis = bestand.der_perioden(jahresende).summen().rename(columns={"anzahl": "saeuglinge"})
    ergebnis["periode"] = ergebnis["periode"].str[:4]
    ergebnis = ergebnis[ergebnis["gut"]]
    wanderungen = pruefling.tafeln["wanderungen"].alle.feinste(["richtung"], ["richtung", "art", *merkmale])
    mutter = [*merkmale, "staatsangehoerigkeit_mutter"]
    stroeme = {
        "geburten": pruefling.tafeln["geburten"].alle.feinste([], mutter),
        "gestorben": _saeugling(pruefling.tafeln["sterbefaelle"].alle.feinste([], merkmale)),
        "zuzug": _saeugling(wanderungen.mit("richtung", ["zuzug"])),
        "wegzug": _saeugling(wanderungen.mit("richtung", ["wegzug"])),
    }
    for name, zeilen in stroeme.items():
        summe = zeilen.summen().rename(columns={"anzahl": name})[[*ORT, name]]
        ergebnis = ergebnis.merge(summe, on=ORT, how="left", validate="one_to_one").fillna({name: 0})
    for tabelle in ("geburten", "wanderungen", "sterbefaelle"):
        sicher = pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)][GRUPPE[1:]]
        ergebnis = ergebnis.merge(sicher, on=ORT, validate="one_to_one")
    return ergebnis


def _saeugling(zeilen: Auswahl) -> Auswahl:
    """Rows that may hold children born in the year: age 0, a group from 0 on, or all ages."""
    return zeilen.der_arten(zeilen.tafel.arten["alter"].str.match(r"^(0$|0-|0\+|insgesamt)"))
