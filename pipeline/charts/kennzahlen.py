"""Kennzahlen year by year: per Handlungsfeld a heading, small multiples and a table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.charts.abschnitt import Orte
from pipeline.charts.anzeige import Anzeige
from pipeline.charts.linien import linien
from pipeline.charts.tabelle import Spalte, tabelle

_SPALTEN, _REIHEN = 3, 2
"""Panels of one figure at most; a figure does not break, so a larger one would leave half a page empty."""
HOECHSTENS_JAHRE = 10
"""Columns of years a page holds."""


def handlungsfelder(
    werte: pd.DataFrame,
    felder: Mapping[str, str],
    raumeinheit: str,
    orte: Orte,
    quelle: str,
) -> list[Anzeige]:
    """Show every Handlungsfeld that has a value of the district.

    Takes:   Kennzahlen of both areas and all years to show, with name, einheit, stellen, handlungsfeld;
             names of the Handlungsfelder by number; the key of the district; names of both areas.
    Returns: heading, chart (where two years have a value) and table, field by field; what was never
             delivered for the district is left out.
    """
    hier = werte["raumeinheit"].eq(raumeinheit)
    geliefert = werte.loc[hier & werte["status"].ne("fehlt"), "kennzahl"].unique()
    zeilen = werte[werte["kennzahl"].isin(geliefert)].assign(
        reihe=hier.map({True: "hier", False: "dort"}),
        nummer=werte["kennzahl"].map({k: n for n, k in enumerate(werte["kennzahl"].unique())}),
    )
    teile = []
    for nummer, feld in felder.items():
        eigene = zeilen[zeilen["handlungsfeld"].eq(nummer)]
        if len(eigene):
            teile += [ueberschrift(feld), *_feld(eigene, nummer, feld, orte, quelle)]
    return teile


def ueberschrift(text: str) -> Anzeige:
    """Write a heading of the second level between outputs."""
    return Anzeige({"text/markdown": f"### {text}"}, text=text)


def _feld(zeilen: pd.DataFrame, nummer: str, feld: str, orte: Orte, quelle: str) -> list[Anzeige]:
    """Table and charts of one field, as many panels on a page as it holds."""
    kennung = nummer.replace(".", "-")
    verlauf = _mit_reihe(zeilen)
    stuecke = _stuecke(list(verlauf["kennzahl"].unique()))
    von, bis = zeilen["jahr"].min(), zeilen["jahr"].max()
    bilder = [
        linien(
            verlauf[verlauf["kennzahl"].isin(stueck)],
            orte.namen,
            id=f"reihen-{kennung}-{n}",
            titel=f"{feld}: Entwicklung {von} bis {bis}"
            + (f" ({n}\N{NO-BREAK SPACE}von\N{NO-BREAK SPACE}{len(stuecke)})" if stuecke[1:] else ""),
            quelle=quelle,
        )
        for n, stueck in enumerate(stuecke, start=1)
    ]
    return [_jahrestabelle(zeilen, kennung, feld, orte.kurz, quelle), *bilder]


def _stuecke(kennzahlen: list[str]) -> list[list[str]]:
    """Spread the panels over as few figures as hold them, in full rows, as many rows in each."""
    reihen = -(-len(kennzahlen) // _SPALTEN)
    bilder = max(-(-reihen // _REIHEN), 1)
    je_bild = -(-reihen // bilder) * _SPALTEN or 1
    return [kennzahlen[n : n + je_bild] for n in range(0, len(kennzahlen), je_bild)]


def _mit_reihe(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Only Kennzahlen of which the district has a course; a bare count is not set beside that of the city."""
    hier = zeilen[zeilen["reihe"].eq("hier") & zeilen["status"].eq("wert")]
    jahre = hier.groupby("kennzahl").size()
    mehrere = zeilen[zeilen["kennzahl"].isin(jahre[jahre >= 2].index)]
    sinnvoll = mehrere[mehrere["reihe"].eq("hier") | mehrere["nenner"].notna()]
    return sinnvoll.assign(feld=sinnvoll["name"], ab_null=sinnvoll["nenner"].isna())


def _jahrestabelle(
    zeilen: pd.DataFrame, kennung: str, feld: str, namen: tuple[str, str], quelle: str
) -> Anzeige:
    """One row per Kennzahl and area, one column per year."""
    jahre = sorted(zeilen["jahr"].unique())[-HOECHSTENS_JAHRE:]
    gebiete = dict(zip(("hier", "dort"), namen, strict=True))
    gruppen = zeilen.groupby(["kennzahl", "reihe"], sort=False)
    saetze = sorted((_satz(gruppe, gebiete) for _, gruppe in gruppen), key=lambda satz: satz["folge"])
    breit = pd.DataFrame(saetze).fillna({f"status_{jahr}": "fehlt" for jahr in jahre})
    spalten = [
        Spalte("kennzahl", "Kennzahl", kopf=True),
        Spalte("gebiet", "Gebiet", kopf=True),
        *(Spalte(f"wert_{jahr}", str(jahr), "stellen", status=f"status_{jahr}") for jahr in jahre),
    ]
    return tabelle(
        breit,
        spalten,
        id=f"werte-{kennung}",
        titel=f"{feld}: Werte nach Jahren",
        quelle=quelle,
    )


def _satz(gruppe: pd.DataFrame, gebiete: Mapping[str, str]) -> dict[str, Any]:
    """One row: the years of a Kennzahl in one area; the district stands above the city."""
    erster = gruppe.iloc[0]
    jahre = dict(zip(gruppe["jahr"], zip(gruppe["wert"], gruppe["status"], strict=True), strict=True))
    return {
        "folge": (erster["nummer"], erster["reihe"] == "dort"),
        "kennzahl": _mit_einheit(str(erster["name"]), str(erster["einheit"])),
        "gebiet": gebiete[erster["reihe"]],
        "stellen": erster["stellen"],
        **{f"wert_{jahr}": wert for jahr, (wert, _) in jahre.items()},
        **{f"status_{jahr}": status for jahr, (_, status) in jahre.items()},
    }


def _mit_einheit(name: str, einheit: str) -> str:
    return name if name == einheit else f"{name} ({einheit})".replace("(je ", "(je\N{NO-BREAK SPACE}")


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
    spalten = [Spalte("name", "Kennzahl", kopf=True, breite=2), Spalte("text", "Definition", breite=5)]
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
