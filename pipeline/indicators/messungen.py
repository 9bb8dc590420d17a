"""What the statements of the Eckpunktepapier are measured by, computed from released tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.indicators.anteilsausblick import anteilsverlauf
from pipeline.indicators.ausstattung import einrichtungen_nach_art
from pipeline.indicators.berechnung import SPALTEN, kennzahlen
from pipeline.indicators.bevoelkerung import KEINE_LAENDER, herkunftslaender
from pipeline.indicators.eckpunkte import Aussage, Papier, fuer, papier
from pipeline.indicators.kennzahl import Kennzahl, nach_id
from pipeline.indicators.reihen import reihe
from pipeline.indicators.soziales import hilfen
from pipeline.indicators.vorausblick import veraenderung

WEITERE = ("davor", "unten", "oben", "folge", "folge_sicher", "antwort")
"""Base and band of a projection; ranking, and whether a hidden count could change it; use of a help."""

_LEER: dict[str, Any] = {
    **dict.fromkeys((*SPALTEN, *WEITERE), np.nan),
    **dict.fromkeys(
        ("grund", "teil_von", "handlungsfeld", "richtung_gut", "einheit", "folge", "antwort"), ""
    ),
    **{"art": "wert", "vergleichbar": False, "faktor": 1.0, "stellen": 0, "gebietsstand": 0, "fassung": 1},
}

Tabellen = Mapping[str, pd.DataFrame]


def messungen(
    tabellen: Tabellen, raumeinheit: str, vergleich: str, gemeinsam: Sequence[Kennzahl]
) -> pd.DataFrame:
    """Compute everything the statements on an area are measured by, at the date of the paper.

    Takes:   released tables; the area and the one it is compared with; the Kennzahlen the report compares:
             with them alone an area is compared, so that one report has one family of tests.
    Returns: as `gemessen`; no rows without statements.
    Raises:  nothing; a missing cell or table is `fehlt`.
    Source:  own.
    """
    return gemessen(tabellen, fuer(raumeinheit, vergleich), papier(), gemeinsam)


def gemessen(
    tabellen: Tabellen, gesucht: Sequence[Aussage], p: Papier, gemeinsam: Sequence[Kennzahl]
) -> pd.DataFrame:
    """Compute what things are measured by, Kennzahlen and others, in one table.

    Takes:   released tables; what is looked for; area, comparison, date and horizon as those of a paper;
             the Kennzahlen that are compared.
    Returns: as `kennzahlen`, for both areas, the key of what is measured in kennzahl, with davor, unten, oben
             (projection), folge, folge_sicher (ranking), antwort (help: ja, nein, geheim, fehlt); what is no
             Kennzahl has a row of the area only; no rows where nothing is looked for.
    Raises:  nothing; a missing cell or table is `fehlt`.
    Source:  own.
    """
    if not gesucht:
        return pd.DataFrame(columns=[*SPALTEN, *WEITERE])
    zeilen = _kennzahlen(tabellen, gesucht, p, gemeinsam)
    for etwas in {e.messungen: e for e in gesucht if not e.kennzahlen}.values():
        zeilen += _weitere(tabellen, etwas, p)
    kopf = {"raumeinheit": p.raumeinheit, "jahr": names.stichtag_jahr(p.stichtag)}
    return pd.DataFrame([_LEER | kopf | zeile for zeile in zeilen], columns=[*SPALTEN, *WEITERE])


def _kennzahlen(
    tabellen: Tabellen, gesucht: Sequence[Aussage], p: Papier, gemeinsam: Sequence[Kennzahl]
) -> list[dict[Any, Any]]:
    """The Kennzahlen that are compared, and those looked for beside them, which are not."""
    familie = list(dict.fromkeys(k.id for k in gemeinsam))
    alle = dict.fromkeys([*familie, *(k for etwas in gesucht for k in etwas.kennzahlen)])
    jahr, orte = names.stichtag_jahr(p.stichtag), [p.raumeinheit, p.vergleich]
    werte = kennzahlen(tabellen, orte, [jahr], list(map(nach_id, alle)))
    darf = werte["vergleichbar"] & werte["kennzahl"].isin(familie)
    return werte.assign(vergleichbar=darf).to_dict("records")


def _weitere(tabellen: Tabellen, aussage: Aussage, p: Papier) -> list[dict[Any, Any]]:
    """Rows of what no Kennzahl measures."""
    if aussage.zaehler:
        return _ausdruck(tabellen, aussage, p)
    messen = next(fn for feld, fn in _MESSEN.items() if getattr(aussage, feld))
    return [{"kennzahl": aussage.id, "name": aussage.name or aussage.text} | messen(tabellen, aussage, p)]


def _ausdruck(tabellen: Tabellen, a: Aussage, p: Papier) -> list[dict[Any, Any]]:
    """A sum of cells, or a share of two; no member of the family of tests."""
    merkmal = {a.id: (a.name, a.zaehler, a.nenner)}
    art, jahr = "anteil" if a.nenner else "wert", names.stichtag_jahr(p.stichtag)
    zeilen = reihe(tabellen, [p.raumeinheit, p.vergleich], jahr, merkmal, art)
    return zeilen.assign(vergleichbar=False).to_dict("records")


def _prognose(tabellen: Tabellen, a: Aussage, p: Papier) -> dict[str, Any]:
    satz = veraenderung(tabellen, p.raumeinheit, p.stichtag, p.horizont, baender=[a.prognose]).iloc[0]
    werte = {"wert": satz["erwartet"], "davor": satz["basis"], "unten": satz["unten"], "oben": satz["oben"]}
    return {**werte, "einheit": "Personen", "status": satz["status"]}


def _anteilsprognose(tabellen: Tabellen, _: Aussage, p: Papier) -> dict[str, Any]:
    verlauf = anteilsverlauf(tabellen, p.raumeinheit, p.stichtag)
    je_jahr = verlauf[verlauf["jahr"].isin([names.stichtag_jahr(p.stichtag), p.horizont])].set_index("jahr")
    status = "fehlt" if len(je_jahr) < 2 else next((s for s in je_jahr["status"] if s != "wert"), "wert")
    rahmen = {"einheit": "%", "stellen": 1, "status": status}
    if status != "wert":
        return rahmen
    dann = je_jahr.loc[p.horizont]
    davor = je_jahr.loc[names.stichtag_jahr(p.stichtag), "wert"]
    return {**rahmen, "davor": davor, "wert": dann["wert"], "unten": dann["unten"], "oben": dann["oben"]}


def _herkunft(tabellen: Tabellen, a: Aussage, p: Papier) -> dict[str, Any]:
    """The ranking as long as the claimed one; certain where no hidden country can be among its places."""
    laender = herkunftslaender(tabellen, p.raumeinheit, names.stichtag_jahr(p.stichtag), len(a.folge))
    if len(laender) < len(a.folge):
        return {"status": "geheim" if len(laender) else "fehlt"}
    letztes = float(laender["anzahl"].iloc[-1])
    folge = ", ".join(laender["herkunftsland"])
    return {"status": "wert", "folge": folge, "folge_sicher": _verdeckt(tabellen["herkunft"], p) < letztes}


def _verdeckt(herkunft: pd.DataFrame, p: Papier) -> float:
    """Persons that hidden countries can have at most; no bound where the total is hidden, too."""
    zeilen = herkunft[herkunft["raumeinheit"].eq(p.raumeinheit) & herkunft["stichtag"].eq(p.stichtag)]
    summe = zeilen["herkunftsland"].eq(names.INSGESAMT)
    laender = zeilen[~summe]
    offen = laender[laender["status"].ne("wert") & ~laender["herkunftsland"].isin(list(KEINE_LAENDER))]
    if offen.empty:
        return 0.0
    gesamt = zeilen.loc[summe & zeilen["status"].eq("wert"), "anzahl"]
    gezeigt = float(laender.loc[laender["status"].eq("wert"), "anzahl"].astype("float64").sum())
    return float(gesamt.iloc[0]) - gezeigt if len(gesamt) else float("inf")


def _hilfe(tabellen: Tabellen, a: Aussage, p: Papier) -> dict[str, Any]:
    je_paragraph = hilfen(tabellen, p.raumeinheit, names.stichtag_jahr(p.stichtag)).set_index("paragraph")
    satz = je_paragraph.loc[a.paragraph]
    wert: float = np.nan if pd.isna(satz["anzahl"]) else float(satz["anzahl"])
    return {"wert": wert, "status": satz["status"], "antwort": satz["inanspruchnahme"]}


def _einrichtungen(tabellen: Tabellen, a: Aussage, p: Papier) -> dict[str, Any]:
    je_art = einrichtungen_nach_art(tabellen, p.raumeinheit, p.stichtag, a.einrichtungen)
    if je_art["status"].ne("wert").any():
        return {"status": "fehlt"}
    return {"wert": float(je_art["anzahl"].sum()), "status": "wert"}


_MESSEN = {
    "prognose": _prognose,
    "anteilsprognose": _anteilsprognose,
    "herkunft": _herkunft,
    "paragraph": _hilfe,
    "einrichtungen": _einrichtungen,
}
