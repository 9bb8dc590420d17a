"""The sections of the Sozialraumanalyse: which Kennzahlen stand in each, and what they are called there."""

import pandas as pd

from pipeline import names
from pipeline.indicators.katalog import Kennzahl, katalog, nach_id

ABSCHNITTE: dict[str, dict[str, str]] = {
    "alter": {
        "bev_u18": "unter 18-Jährige",
        "bev_18_64": "18- bis 64-Jährige",
        "bev_65p": "65-Jährige und Ältere",
        "bev_80p": "darunter 80-Jährige und Ältere",
    },
    "geschlecht": {"frauen": "Frauen"},
    "zuwanderung": {
        "mig": "alle Bewohner:innen",
        "mig_u18": "unter 18 Jahre",
        "mig_65p": "65 Jahre und älter",
        "mig_deutsch": "darunter deutsch, alle Altersgruppen",
        "ausl": "darunter nichtdeutsch, alle Altersgruppen",
    },
    "haushalte": {
        "hh_einpersonen": names.text("einpersonen"),
        "hh_paar_mit_kindern": names.text("paar_mit_kindern"),
        "hh_alleinerziehend": names.text("alleinerziehend"),
        "hh_mehrpersonen_ohne_kinder": names.text("mehrpersonen_ohne_kinder"),
        "hh_mehrpersonen_ohne_kinder_weitere": names.text("mehrpersonen_ohne_kinder_weitere"),
    },
    "familien": {
        "hh_kind": "Haushalte mit Kindern, an allen Haushalten",
        "hh_allein": "Alleinerziehende, an Haushalten mit Kindern",
        "hh_3kind": "drei und mehr Kinder, an Haushalten mit Kindern",
        "hh_4kind": "mehr als drei Kinder, an Haushalten mit Kindern",
    },
    "grundsicherung": {
        "mindest": "alle Altersgruppen",
        "gs_u15": "unter 15 Jahre",
        "gs_15_64": "15 bis 64 Jahre",
        "gs_65p": "65 Jahre und älter",
    },
    "arbeitslose": {
        "al_anteil": "15 bis 64 Jahre",
        "al_jung": "15 bis 24 Jahre",
        "al_alt": "55 bis 64 Jahre",
    },
    "wahl": {"wahlbet": "Wahlbeteiligung im Wahllokal"},
}
"""Section -> Kennzahl -> label. All of them together are one family of comparisons, corrected together."""

HAUPTKENNZAHLEN = (
    "bev", "bev_u18", "bev_65p", "altenquotient", "durchschnittsalter", "ausl",
    "mig", "hh_einpersonen", "hh_kind", "hh_allein", "geburtenziffer", "wsaldo",
    "al_anteil", "mindest", "gs_u15", "gs_65p", "hze_21", "wahlbet",
)  # fmt: skip
"""What the small multiples of the report on Kennzahlen show, where it was delivered."""


def auswahl() -> list[Kennzahl]:
    """List the Kennzahlen of all sections.

    Takes:   nothing.
    Returns: entries of the catalogue in the order of `ABSCHNITTE`.
    Raises:  PlanUngueltig where a section names a Kennzahl the catalogue does not have.
    Source:  own.
    """
    return [nach_id(kennung) for eintraege in ABSCHNITTE.values() for kennung in eintraege]


def beschriftet(tabelle: pd.DataFrame) -> pd.DataFrame:
    """Add what a reader needs beside a number.

    Takes:   any frame with the column kennzahl.
    Returns: the frame with name, einheit, stellen of the catalogue.
    Raises:  nothing.
    Source:  indicators/kennzahlen.toml.
    """
    eintraege = pd.DataFrame(
        [(k.id, k.name, k.einheit, k.stellen) for k in katalog()],
        columns=["kennzahl", "name", "einheit", "stellen"],
    )
    return tabelle.merge(eintraege, on="kennzahl", how="left", validate="many_to_one")


def abschnitt(verglichen: pd.DataFrame, name: str) -> pd.DataFrame:
    """Pick the rows of one section.

    Takes:   a labelled comparison; a key of `ABSCHNITTE`.
    Returns: its rows in the order of the section, `name` being the label there; no row at all where
             nothing of the section was delivered for the district.
    Raises:  KeyError where there is no such section.
    Source:  own.
    """
    namen = ABSCHNITTE[name]
    zeilen = verglichen[verglichen["kennzahl"].isin(list(namen))]
    if zeilen["status"].eq("fehlt").all():
        return zeilen.iloc[:0]
    geordnet = zeilen.set_index("kennzahl", drop=False).loc[
        [k for k in namen if k in set(zeilen["kennzahl"])]
    ]
    return geordnet.assign(name=geordnet["kennzahl"].map(namen)).reset_index(drop=True)


def reihen(werte: pd.DataFrame, raumeinheit: str, vergleich: str) -> pd.DataFrame:
    """Time series for small multiples.

    Takes:   labelled Kennzahlen of both areas and all years.
    Returns: feld, einheit, stellen, jahr, reihe ("hier", "dort"), wert, untere, obere, status; only
             Kennzahlen that have a value for the district in two years at least, in catalogue order.
    Raises:  nothing.
    Source:  own.
    """
    beide = werte[werte["raumeinheit"].isin([raumeinheit, vergleich])]
    hier = beide["raumeinheit"].eq(raumeinheit)
    je_kennzahl = beide[hier & beide["status"].eq("wert")].groupby("kennzahl").size()
    genug = je_kennzahl[je_kennzahl >= 2].index
    lang = beide.assign(feld=beide["name"], reihe=hier.map({True: "hier", False: "dort"}))
    return lang[lang["kennzahl"].isin(genug)].drop(columns=["raumeinheit"]).reset_index(drop=True)
