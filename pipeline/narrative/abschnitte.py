"""The sections of the Sozialraumanalyse that compare: which Kennzahlen, under which names and titles."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.titel import HAEUFIGKEIT, HOEHE, mit_unterschied, titel
from pipeline.narrative.vergleich import Satz


class Abschnitt(NamedTuple):
    """One section: its subject, what is shown, words for below and above, labels by Kennzahl."""

    thema: str
    gezeigt: str
    worte: tuple[str, str]
    anzahl: str
    zeilen: dict[str, str]
    intervall: bool = False
    """Whether the numbers are so small that their interval must be seen."""
    haupt: str = ""
    """Kennzahl the title speaks of, where one stands for the whole section."""
    einheit: str = "%"


ABSCHNITTE = {
    "alter": Abschnitt(
        "Altersaufbau",
        "Anteil an allen Bewohner:innen",
        HAEUFIGKEIT,
        "Personen",
        {
            "bev_u18": "unter 18-Jährige",
            "bev_18_64": "18- bis 64-Jährige",
            "bev_65p": "65-Jährige und Ältere",
            "bev_80p": "darunter 80-Jährige und Ältere",
        },
    ),
    "geschlecht": Abschnitt(
        "Geschlecht", "Anteil an allen Bewohner:innen", HAEUFIGKEIT, "Personen", {"frauen": "Frauen"}
    ),
    "zuwanderung": Abschnitt(
        "Zuwanderungsgeschichte",
        "Anteil mit Zuwanderungsgeschichte an den Bewohner:innen der Altersgruppe",
        HAEUFIGKEIT,
        "Personen",
        {
            "mig": "alle Altersgruppen",
            "mig_deutsch": "darunter Deutsche",
            "ausl": "darunter Nichtdeutsche",
            "mig_u18": "unter 18-Jährige",
            "mig_65p": "65-Jährige und Ältere",
        },
        haupt="mig",
    ),
    "haushalte": Abschnitt(
        "Haushalte nach Typ",
        "Anteil des Haushaltstyps an allen Haushalten",
        HAEUFIGKEIT,
        "Haushalte",
        {f"hh_{typ}": names.text(typ) for typ in names.HAUSHALTSTYPEN},
    ),
    "familien": Abschnitt(
        "Familien",
        "Anteil an allen Haushalten mit Kindern",
        HAEUFIGKEIT,
        "Haushalte",
        {
            "hh_allein": "Alleinerziehende",
            "hh_3kind": "Haushalte mit drei und mehr Kindern",
            "hh_4kind": "Haushalte mit mehr als drei Kindern",
        },
        intervall=True,
    ),
    "grundsicherung": Abschnitt(
        "Grundsicherung",
        "Anteil mit Leistungen der Mindestsicherung an den Bewohner:innen der Altersgruppe",
        HAEUFIGKEIT,
        "Personen",
        {
            "mindest": "alle Altersgruppen",
            "gs_u15": "unter 15-Jährige",
            "gs_15_64": "15- bis 64-Jährige",
            "gs_65p": "65-Jährige und Ältere",
        },
        intervall=True,
        haupt="mindest",
    ),
    "arbeitslose": Abschnitt(
        "Arbeitslosenanteil",
        "Arbeitslose an allen Bewohner:innen der Altersgruppe",
        HOEHE,
        "Personen",
        {
            "al_anteil": "15- bis 64-Jährige",
            "al_jung": "15- bis 24-Jährige",
            "al_alt": "55- bis 64-Jährige",
        },
        intervall=True,
        haupt="al_anteil",
    ),
    "wahl": Abschnitt(
        "Wahlbeteiligung",
        "Stimmabgabe im Wahllokal, Anteil an den Wahlberechtigten; letzte Wahl bis zum Stichtag",
        HOEHE,
        "Personen",
        {"wahlbet": "Wahlbeteiligung im Wahllokal"},
        haupt="wahlbet",
    ),
    "hilferaten": Abschnitt(
        "Hilfen zur Erziehung",
        "Am 31.12. andauernde und im Jahr beendete Hilfen je 1.000 unter 21-Jährige",
        HAEUFIGKEIT,
        "Hilfen",
        {
            "hze_21": "alle Hilfen",
            "hze_amb_27": "ambulante Hilfen (§§\N{NO-BREAK SPACE}27 bis 32, 35)",
            "hze_stat": "Hilfen außerhalb der Familie (§§\N{NO-BREAK SPACE}33,\N{NO-BREAK SPACE}34)",
        },
        intervall=True,
        haupt="hze_21",
        einheit="je 1.000",
    ),
}

KENNZAHLEN = tuple(kennzahl for abschnitt in ABSCHNITTE.values() for kennzahl in abschnitt.zeilen)
"""All Kennzahlen of the report: one family of comparisons, corrected together."""


def groesste_je_thema(saetze: Sequence[Satz], neben: str, hoechstens: int) -> list[Satz]:
    """Choose of each subject the row whose value is farthest from the one beside it, as a ratio.

    Takes:   rows with kennzahl, handlungsfeld and two numbers above zero, `wert` and `neben`; how many.
    Returns: the farthest first; rows as far as each other by kennzahl.
    """

    def weite(satz: Satz) -> float:
        return abs(math.log(float(satz["wert"]) / float(satz[neben])))

    je_thema: dict[str, Satz] = {}
    for satz in sorted(saetze, key=lambda satz: (-weite(satz), satz["kennzahl"])):
        je_thema.setdefault(_thema(satz), satz)
    return list(je_thema.values())[:hoechstens]


def _thema(satz: Satz) -> str:
    """Section of the report a Kennzahl stands in, else its Handlungsfeld."""
    treffer = [name for name, teil in ABSCHNITTE.items() if satz["kennzahl"] in teil.zeilen]
    return treffer[0] if treffer else str(satz["handlungsfeld"])


def abschnitte(orte: Orte, verglichen: pd.DataFrame, stichtag: str, quelle: str) -> dict[str, dict[str, Any]]:
    """Prepare every section for its chart and table; see `abschnitt`."""
    return {name: abschnitt(orte, verglichen, stichtag, quelle, name) for name in ABSCHNITTE}


def abschnitt(orte: Orte, verglichen: pd.DataFrame, stichtag: str, quelle: str, name: str) -> dict[str, Any]:
    """Prepare a section for its chart and table.

    Takes:   a comparison with all of `KENNZAHLEN`; a key of `ABSCHNITTE`.
    Returns: daten (rows in their order with name and unterschied; no row where nothing was delivered), orte,
             intervall, id, thema, titel (the finding), untertitel, quelle, anzahl (what is counted),
             einheit of the values.
    Raises:  KeyError where there is no such section.
    """
    teil = ABSCHNITTE[name]
    zeilen = verglichen[verglichen["kennzahl"].isin(list(teil.zeilen))]
    geordnet = zeilen.set_index("kennzahl", drop=False).reindex(list(teil.zeilen)).dropna(subset=["kennzahl"])
    benannt = mit_unterschied(geordnet.assign(name=geordnet["kennzahl"].map(teil.zeilen)))
    return {
        "daten": benannt.iloc[: 0 if zeilen["status"].eq("fehlt").all() else None].reset_index(drop=True),
        "orte": orte,
        "intervall": teil.intervall,
        "id": name,
        "thema": teil.thema,
        "titel": titel(orte, benannt, teil.thema, teil.worte, teil.haupt),
        "untertitel": f"{teil.gezeigt}, {datum(stichtag)}",
        "quelle": quelle,
        "anzahl": teil.anzahl,
        "einheit": teil.einheit,
    }
