"""The appendix of the Kennzahlen: every year of each, and what each means."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import pandas as pd

from pipeline.charts.abschnitt import Orte
from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.handlungsfeld import mit_einheit
from pipeline.charts.tabelle import Spalte, tabelle

HOECHSTENS_JAHRE = 10
"""Columns of years a page holds."""


def jahreswerte(werte: pd.DataFrame, felder: Mapping[str, str], orte: Orte, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show every year of every Kennzahl that was ever delivered for the district, by Handlungsfeld.

    Takes:   Kennzahlen of both areas and all years to show, with name, einheit, stellen, handlungsfeld;
             names of the Handlungsfelder by number, in their order; names of both areas.
    Returns: one row per Kennzahl and area, one column per year, the last `HOECHSTENS_JAHRE`.
    """
    hier = werte["raumeinheit"].eq(orte.schluessel)
    geliefert = werte.loc[hier & werte["status"].ne("fehlt"), "kennzahl"].unique()
    folge = {kennzahl: stelle for stelle, kennzahl in enumerate(werte["kennzahl"].unique())}
    feld = {nummer: stelle for stelle, nummer in enumerate(felder)}
    zeilen = werte[werte["kennzahl"].isin(geliefert)].assign(
        gebiet=hier.map(dict(zip((True, False), orte.kurz, strict=True))),
        feld=werte["handlungsfeld"].map(felder),
        nummer=werte["handlungsfeld"].map(feld) * len(folge) + werte["kennzahl"].map(folge),
    )
    jahre = sorted(zeilen["jahr"].unique())[-HOECHSTENS_JAHRE:]
    gruppen = zeilen.groupby(["nummer", "raumeinheit"], sort=False)
    saetze = sorted((_satz(gruppe, orte) for _, gruppe in gruppen), key=lambda satz: satz["folge"])
    breit = pd.DataFrame(saetze).fillna({f"status_{jahr}": "fehlt" for jahr in jahre})
    spalten = [
        Spalte("kennzahl", "Kennzahl", kopf=True),
        Spalte("gebiet", "Gebiet", kopf=True),
        *(Spalte(f"wert_{jahr}", str(jahr), "stellen", status=f"status_{jahr}") for jahr in jahre),
    ]
    return tabelle(breit, spalten, gruppe="feld", **kopf)


def _satz(gruppe: pd.DataFrame, orte: Orte) -> dict[str, Any]:
    """One row: the years of a Kennzahl in one area; the district stands above the city."""
    erster = gruppe.iloc[0]
    jahre = dict(zip(gruppe["jahr"], zip(gruppe["wert"], gruppe["status"], strict=True), strict=True))
    return {
        "folge": (erster["nummer"], erster["raumeinheit"] != orte.schluessel),
        "kennzahl": mit_einheit(str(erster["name"]), str(erster["einheit"])),
        "gebiet": erster["gebiet"],
        "feld": erster["feld"],
        "stellen": erster["stellen"],
        **{f"wert_{jahr}": wert for jahr, (wert, _) in jahre.items()},
        **{f"status_{jahr}": status for jahr, (_, status) in jahre.items()},
    }


def definitionen(gezeigt: pd.DataFrame, katalog: Sequence[Any]) -> Anzeige:
    """Set the definitions of the Kennzahlen that were shown.

    Takes:   rows of the Kennzahlen that were shown; entries of the catalogue: id, name, definition,
             hinweis (empty where there is no caveat), quelle, gueltig_ab, mindestfallzahl. What most of
             them share is said once, below the table.
    """
    felder = ["id", "name", "definition", "hinweis", "quelle", "gueltig_ab", "mindestfallzahl"]
    alle = pd.DataFrame([[getattr(k, feld) for feld in felder] for k in katalog], columns=felder)
    zeilen = alle[alle["id"].isin(gezeigt["kennzahl"])]
    ab, mindestens = str(alle["gueltig_ab"].min()), int(alle["mindestfallzahl"].mode().iloc[0])
    zeilen = zeilen.assign(text=[_definition(satz, ab, mindestens) for satz in zeilen.to_dict("records")])
    spalten = [Spalte("name", "Kennzahl", kopf=True, breite=1), Spalte("text", "Definition", breite=3)]
    gemeinsam = (
        f"Wo nichts anderes steht, gelten die Definitionen ab dem {_datum(ab)}, und ein Wert mit weniger als "
        f"{mindestens} im Nenner wird nicht angegeben."
    )
    return tabelle(
        zeilen,
        spalten,
        fussnoten=[gemeinsam],
        id="definitionen",
        titel="Definitionen der Kennzahlen",
        quelle="Kennzahlenkatalog",
    )


def _definition(satz: Mapping[Any, Any], ab: str, mindestens: int) -> str:
    """Definition, caveat and source; from when and with how many where that is not as usual."""
    spaeter = satz["gueltig_ab"] > ab
    teile = [
        satz["definition"],
        satz["hinweis"],
        f"Gilt ab dem {_datum(satz['gueltig_ab'])}." if spaeter else "",
        f"Im Nenner mindestens {satz['mindestfallzahl']}." if satz["mindestfallzahl"] != mindestens else "",
        f"Quelle: {satz['quelle']}",
    ]
    return " ".join(filter(None, teile))


def _datum(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))
