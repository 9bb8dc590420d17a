"""The tables of the reports: which columns, in which words, from the frames of the indicators."""

from typing import Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.tabelle import Spalte, tabelle

_GESCHUETZT = "\N{NO-BREAK SPACE}"


def vergleich(
    zeilen: pd.DataFrame,
    namen: tuple[str, str],
    gezaehlt: tuple[str, str] = ("Anzahl", "%"),
    **kopf: Unpack[Kopf],
) -> Anzeige:
    """Show a section: count and share of the district, share of the city, the difference in words.

    Takes:   a section of a comparison with unterschied; both names; what is counted, and the unit of the
             values.
    """
    anzahl, einheit = gezaehlt
    spalten = [
        Spalte("name", "Merkmal", kopf=True),
        Spalte("zaehler", anzahl, 0, status="status"),
        Spalte("wert", _mit_einheit(namen[0], einheit), 1, status="status"),
        Spalte("wert_stadt", _mit_einheit(namen[1], einheit), 1, status="status_stadt"),
        Spalte("unterschied", "Unterschied"),
        Spalte("geprueft", "signifikant"),
    ]
    return tabelle(zeilen, spalten, **kopf)


def _mit_einheit(name: str, einheit: str = "%") -> str:
    """Head of a column of values; name and unit may part, the unit itself may not."""
    text = "in %" if einheit == "%" else einheit
    return f"{name} {text.replace(' ', _GESCHUETZT)}"


def altersgruppen(zeilen: pd.DataFrame, namen: tuple[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show shares of age groups side by side (columns kennzahl = band, anzahl, wert, wert_stadt, status)."""
    if zeilen["status"].eq("fehlt").all():
        return tabelle(zeilen.iloc[:0], [], **kopf)
    spalten = [
        Spalte("gruppe", "Altersgruppe", kopf=True),
        Spalte("anzahl", "Personen", 0, status="status"),
        Spalte("wert", _mit_einheit(namen[0]), 1, status="status"),
        Spalte("wert_stadt", _mit_einheit(namen[1]), 1, status="status_stadt"),
    ]
    return tabelle(zeilen.assign(gruppe=zeilen["kennzahl"].map(jahre)), spalten, **kopf)


def jahre(gruppe: str) -> str:
    """Write an age group as a row head: "18 bis 24 Jahre", "85 Jahre und älter", "Bevölkerung insgesamt"."""
    if gruppe == names.INSGESAMT:
        return "Bevölkerung insgesamt"
    text = names.band_text(gruppe)
    return text.replace(" und älter", " Jahre und älter") if text.endswith("älter") else f"{text} Jahre"


def herkunft(laender: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the ranked countries of origin."""
    spalten = [
        Spalte("rang", "Rang", 0),
        Spalte("herkunftsland", "Herkunftsland", kopf=True),
        Spalte("anzahl", "Personen", 0, status="status"),
        Spalte("anteil_pct", _mit_einheit("Anteil"), 1, status="status"),
    ]
    return tabelle(laender, spalten, **kopf)


def wanderungen(bewegung: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show moves by Staatsangehörigkeit; the last row is all of them."""
    if bewegung["status"].eq("fehlt").all():
        return tabelle(bewegung.iloc[:0], [], **kopf)
    spalten = [
        Spalte("gruppe", "Staatsangehörigkeit", kopf=True),
        Spalte("zuzuege", "Zuzüge", 0, status="status_zuzuege"),
        Spalte("wegzuege", "Wegzüge", 0, status="status"),
        Spalte("saldo", "Saldo", 0, status="status_saldo", vorzeichen=True),
        Spalte("wegzuege_je_1000", "Wegzüge je\N{NO-BREAK SPACE}1.000 der Gruppe", 1, status="status_rate"),
    ]
    zeilen = bewegung.assign(gruppe=bewegung["staatsangehoerigkeit"].map(names.text))
    return tabelle(zeilen, spalten, summenzeilen=[len(zeilen) - 1], **kopf)


def hilfen(uebersicht: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show Hilfen nach SGB VIII by paragraph, then their sums."""
    zeilen = uebersicht[uebersicht["status"].ne("fehlt")].reset_index(drop=True)
    spalten = [Spalte("name", "Hilfe", kopf=True), Spalte("anzahl", "Hilfen", 0, status="status")]
    benannt = zeilen.assign(
        name=[_hilfe(*merkmale) for merkmale in zeilen[["paragraph", "zaehlweise"]].to_numpy()]
    )
    summen = benannt.index[benannt["inanspruchnahme"].eq("summe")]
    return tabelle(benannt, spalten, summenzeilen=list(summen), **kopf)


def _hilfe(paragraph: str, zaehlweise: str) -> str:
    """Name of a row; of the sums the first is all help, the others a part of it."""
    if paragraph in names.HILFEGRUPPEN:
        return f"darunter {names.text(paragraph)}".replace("§ ", "§\N{NO-BREAK SPACE}")
    if paragraph != names.INSGESAMT:
        return names.text(paragraph).replace("§ ", "§\N{NO-BREAK SPACE}")
    return "zusammen" if zaehlweise == names.INSGESAMT else f"darunter {names.text(zaehlweise)}"


def einrichtungen(liste: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the list that belongs to the map."""
    spalten = [
        Spalte("nummer", "Nr.", 0),
        Spalte("name", "Name", kopf=True),
        Spalte("art", "Art"),
        Spalte("traeger", "Träger"),
        Spalte("strasse", "Straße"),
    ]
    return tabelle(liste.assign(art=liste["art"].map(names.text)), spalten, **kopf)


def prognose(veraenderung: pd.DataFrame, basis: int, horizont: int, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show counted and expected residents by age group, with both ends of the band where there is one.

    Takes:   the result of `indicators.veraenderung`; the last row is all residents.
    Returns: nothing without an expected value; an end below what can be shown has the sign of a secret one.
    """
    if veraenderung["status"].ne("wert").all():
        return tabelle(veraenderung.iloc[:0], [], **kopf)
    mit_band = veraenderung["unten"].notna().any()
    zeilen = veraenderung.assign(
        gruppe=veraenderung["altersgruppe"].map(jahre),
        teil=veraenderung["altersgruppe"].map(_teil),
        status_unten=veraenderung["status"].mask(veraenderung["unten"].eq(0), "geheim"),
    )
    unter_zehn = zeilen["status_unten"].eq("geheim") & zeilen["status"].eq("wert")
    spalten = [
        Spalte("gruppe", "Altersgruppe", kopf=True, breite=2.6),
        Spalte("basis", str(basis), 0, status="status", breite=1),
        Spalte("erwartet", str(horizont), 0, status="status", breite=1),
        *(_BANDSPALTEN if mit_band else ()),
        Spalte("differenz", "Veränderung", 0, status="status", vorzeichen=True, breite=1.5),
        Spalte("differenz_pct", _mit_einheit("Veränderung"), 0, status="status", vorzeichen=True, breite=1.7),
    ]
    noten = [_UNTER_ZEHN] if unter_zehn.any() else []
    summe = [len(zeilen) - 1]
    return tabelle(zeilen, spalten, summenzeilen=summe, gruppe="teil", fussnoten=noten, **kopf)


_BANDSPALTEN = (
    Spalte("unten", "Band von", 0, status="status_unten", breite=1.3),
    Spalte("oben", "Band bis", 0, status="status", breite=1.3),
)
_UNTER_ZEHN = f"{names.symbol('geheim')} unter „Band von“: Das Band beginnt unter zehn Personen."


def szenarien(zeilen: pd.DataFrame, horizont: int, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show what each scenario assumes, what it leads to, and by how much that departs from the base.

    Takes:   bezeichnung, annahme, erwartet, differenz, status.
    """
    if zeilen["status"].ne("wert").all():
        return tabelle(zeilen.iloc[:0], [], **kopf)
    spalten = [
        Spalte("bezeichnung", "Szenario", kopf=True, breite=2.2),
        Spalte("annahme", "Annahme", breite=4.4),
        Spalte("erwartet", f"erwartet {horizont}", 0, status="status", breite=1.3),
        Spalte("differenz", "gegenüber der Basis", 0, status="status", vorzeichen=True, breite=1.5),
    ]
    return tabelle(zeilen, spalten, **kopf)


def rueckschau(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show how good each method was so far, in percent of what was counted; nothing without a Rückschau.

    Takes:   rows of the released table `rueckschau`, one per method.
    """
    spalten = [
        Spalte("verfahren", "Verfahren", kopf=True, breite=3.7),
        Spalte("medape", "Median", 2, breite=1.1),
        Spalte("mape", "Mittel", 2, breite=1.1),
        Spalte("malpe", "mit Vorzeichen", 2, vorzeichen=True, breite=1.8),
        Spalte("wmape", "gewichtet", 2, breite=1.4),
        Spalte("aufbau_pct", "Altersaufbau", 2, breite=1.7),
        Spalte("crps", "CRPS", 2, breite=1.0),
        Spalte("abdeckung_80", "Band 80 %", 0, breite=1.0),
        Spalte("abdeckung_95", "Band 95 %", 0, breite=1.0),
    ]
    return tabelle(zeilen, spalten, **kopf)


def rueckschau_nach(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the errors by class: ours beside the best other method and no change; nothing without classes.

    Takes:   the result of `indicators.rueckschau_nach`.
    """
    if zeilen.empty:
        return tabelle(zeilen, [], **kopf)
    spalten = [
        Spalte("verfahren", "Verfahren", kopf=True, breite=3.7),
        Spalte("medape", "Median", 2, breite=1.4),
        Spalte("mape", "Mittel", 2, breite=1.3),
        Spalte("malpe", "mit Vorzeichen", 2, vorzeichen=True, breite=2.0),
        Spalte("ueber_10_pct", "Fehler über 10 %", 0, breite=1.6),
        Spalte("crps", "CRPS", 2, breite=1.0),
        Spalte("abdeckung_80", "Band 80 %", 0, breite=1.2),
    ]
    return tabelle(zeilen[zeilen["gezeigt"]], spalten, gruppe="gruppe", teilbar=True, **kopf)


_ZUSAMMENGEFASST = ("0-17", "18-64", "65+", names.INSGESAMT)


def _teil(gruppe: str) -> str:
    return "Zusammengefasst" if gruppe in _ZUSAMMENGEFASST else "Einzelne Altersgruppen"


def standardisiert(zeilen: pd.DataFrame, namen: tuple[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show observed against expected events, the crude index beside it, and directly standardised rates.

    Takes:   the result of `indicators.standardisiert`; both names.
    Returns: a note says what could not be computed and why.
    """
    gruende = [f"{satz['name']}: {satz['grund']}" for satz in zeilen.to_dict("records") if satz["grund"]]
    da = zeilen[zeilen["status"].ne("fehlt")]
    gezeigt = da if len(da) else zeilen  # of what is not there the note says enough
    benannt = gezeigt.assign(
        merkmal=gezeigt["name"] + " (" + gezeigt["einheit"] + ")",
        status_direkt=gezeigt["status"].mask(
            gezeigt["status"].eq("wert") & gezeigt["direkt"].isna(), "unsicher"
        ),
    )
    spalten = [
        Spalte("merkmal", "Merkmal", kopf=True, breite=3.2),
        Spalte("beobachtet", "gezählt", 0, status="status", breite=1.2),
        Spalte("erwartet", "erwartet", 1, status="status", breite=1.3),
        Spalte(
            "index", "Index, altersbereinigt", 0, status="status", grenzen=("untere", "obere"), breite=1.9
        ),
        Spalte("roh", "Index, roh", 0, status="status", breite=1.2),
        Spalte("direkt", f"{namen[0]} im Alter der Stadt", 1, status="status_direkt", breite=1.7),
        Spalte("direkt_stadt", namen[1], 1, status="status", breite=1.4),
    ]
    return tabelle(benannt, spalten, fussnoten=gruende, **kopf)


def verteilung(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the indices of how unevenly groups live, one column per year.

    Takes:   the result of `indicators.verteilung`.
    Returns: nothing where no index could be computed.
    """
    da = zeilen[zeilen["status"].eq("wert")]
    jahre = sorted(da["jahr"].unique())
    saetze = []
    for name, gruppe in zeilen[zeilen["name"].isin(da["name"])].groupby("name", sort=False):
        erste = gruppe.iloc[0]
        je_jahr = gruppe.set_index("jahr")
        felder = {f"{feld}_{n}": je_jahr.loc[n, feld] for n in jahre for feld in ("wert", "status")}
        gebiete = f"{erste['gebiete']} von {erste['alle']}"
        saetze.append({"name": str(name), "art": erste["art"], "gebiete": gebiete, **felder})
    spalten = [
        Spalte("name", "Gruppen", kopf=True, breite=5),
        Spalte("art", "Index", breite=2.3),
        Spalte("gebiete", "Gebiete", breite=1.6),
        *(Spalte(f"wert_{n}", str(n), 1, status=f"status_{n}", breite=1.1) for n in jahre),
    ]
    return tabelle(pd.DataFrame(saetze), spalten, fussnoten=[VERTEILUNG], **kopf)


VERTEILUNG = (
    "0: überall derselbe Anteil, 100: kein gemeinsames Gebiet. Gezählt sind je Zeile nur Gebiete, deren "
    "Zahlen in allen gezeigten Jahren freigegeben sind; vergleichbar sind deshalb die Jahre einer Zeile, "
    "nicht Städte mit anderem Zuschnitt. Kleine Gruppen verteilen sich schon durch Zufall ungleich."
)
