"""Releasing what residents answered: weighted shares in whole per cent, of enough people.

Weights need exact residents by age and sex, so shares are made here and not above the release. An answer is
shown where at least three people gave it and three did not; by target group only where that holds in every
group, so that no group follows from the others; with one answer per person, all answers or none.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.disclosure.umfragegewichte import Grundgesamtheit, gewichte, grundgesamtheit
from pipeline.errors import NichtFreigegeben
from pipeline.measures import Floats, effective_size, survey_share
from pipeline.schemas.befragungen import MINDESTENS_ANTWORTEN, MINDESTENS_TEILGENOMMEN

QUELLE = "bedarfsanalyse"
TABELLEN = ("bedarfsanalyse", "befragungen")
UEBRIGE, ANDERE = "übrige Zielgruppen", "andere Antworten"
_ZELLE = ["zielgruppe", "altersgruppe", "geschlecht"]
_RUNDE = ["raumeinheit", "stichtag"]
_AUF = 100
"""Residents who could be asked are told in hundreds: exact ones could be held against other age bands."""

FREIGABETEXT = (
    f"bedarfsanalyse, befragungen (aus {QUELLE} und einwohner)\n"
    f"  gewichtete Anteile in ganzen Prozent, ab {MINDESTENS_TEILGENOMMEN} Teilnehmenden; eine Antwort, wenn "
    f"mindestens {MINDESTENS_ANTWORTEN} sie gaben und {MINDESTENS_ANTWORTEN} nicht\n"
    "  nach Zielgruppe nur, wenn das in jeder gilt; kleine Zielgruppen und Antworten zusammengefasst"
)
"""What the release plan says of it."""


class _Umfrage(NamedTuple):
    """One round: cells of respondents, how many and of what weight, and who gave which answer."""

    zellen: pd.MultiIndex
    anzahl: Floats
    gewicht: Floats
    antworten: pd.DataFrame
    """Rows: frage, antwort; columns: the cells; NaN where a number is missing."""


def bedarfsanalyse(
    bestand: Mapping[str, pd.DataFrame], bezug: Mapping[tuple[str, str], str] | None = None
) -> dict[str, pd.DataFrame]:
    """Build the released tables of the survey; none where none was delivered.

    Takes:   the exact tables by name (bedarfsanalyse, einwohner); by area and date the Stichtag of the
             residents by whom it was weighted when it was released before.
    Returns: `bedarfsanalyse` and `befragungen` as `schemas.freigabe` says.
    Raises:  NichtFreigegeben where more people gave an answer than took part.
    """
    if QUELLE not in bestand or bestand[QUELLE].empty:
        return {}
    anteile, runden = [], []
    for (ort, tag), zeilen in bestand[QUELLE].groupby(_RUNDE, sort=True, observed=True):
        wo = {"raumeinheit": str(ort), "stichtag": str(tag)}
        bis = (bezug or {}).get((str(ort), str(tag)), str(tag))
        alle = grundgesamtheit(bestand.get("einwohner"), str(ort), bis, zeilen["altersgruppe"])
        umfrage = _umfrage(zeilen, alle)
        anteile.append(_anteile(umfrage).assign(**wo))
        runden.append(pd.DataFrame([{**wo, **_rahmen(zeilen, umfrage, alle)}]))
    ganz = ["befragte", "anteil_pct", "untere_pct", "obere_pct"]
    rahmen = ["angeschrieben", "teilgenommen", "grundgesamtheit", "effektiv"]
    return {
        TABELLEN[0]: _geordnet(anteile, ["frage", "zielgruppe", "antwort", *ganz, "status"], ganz),
        TABELLEN[1]: _geordnet(runden, [*rahmen, "altersgruppe", "bezug", "status"], rahmen),
    }


def _geordnet(teile: list[pd.DataFrame], spalten: list[str], ganz: list[str]) -> pd.DataFrame:
    tabelle = pd.concat(teile, ignore_index=True).reindex(columns=[*_RUNDE, *spalten])
    typen = dict.fromkeys(tabelle.columns, "str") | dict.fromkeys(ganz, "Int64")
    return tabelle.astype(typen).sort_values([*_RUNDE, *spalten], ignore_index=True)


def _umfrage(zeilen: pd.DataFrame, alle: Grundgesamtheit | None) -> _Umfrage:
    ruecklauf = zeilen["frage"].eq(names.RUECKLAUF)
    dabei = zeilen[
        ruecklauf & zeilen["antwort"].eq(names.TEILGENOMMEN) & zeilen["anzahl"].gt(0).fillna(False)
    ]
    je_zelle = dabei.astype(dict.fromkeys(_ZELLE, "str")).set_index(_ZELLE)
    zellen = pd.MultiIndex.from_tuples(list(je_zelle.index), names=_ZELLE)
    anzahl = je_zelle["anzahl"].to_numpy(dtype=np.float64)
    start = je_zelle["gewicht"].fillna(1.0).to_numpy(dtype=np.float64)
    gefragt = zeilen[~ruecklauf].astype(dict.fromkeys([*_ZELLE, "frage", "antwort"], "str"))
    je = gefragt.assign(anzahl=gefragt["anzahl"].astype(float)).groupby(["frage", "antwort", *_ZELLE])[
        "anzahl"
    ]
    # an answer without a row was given by nobody; one with a row and no number is not known
    tafel = je.apply(_summe).unstack(_ZELLE, fill_value=0)  # noqa: PD010 -- a pivot drops what is not known
    _verlange_teilnahme(tafel, zellen, anzahl)
    return _Umfrage(
        zellen, anzahl, gewichte(zellen, anzahl, start, alle), tafel.reindex(columns=zellen, fill_value=0.0)
    )


def _summe(zahlen: "pd.Series[float]") -> float:
    return float(zahlen.sum(skipna=False))


def _verlange_teilnahme(tafel: pd.DataFrame, zellen: pd.MultiIndex, anzahl: Floats) -> None:
    """Refuse a survey in which more people answer than took part, for its shares would be wrong."""
    # a group of which no participants were told has none: its answers must stop the release, not pass it
    dabei = pd.Series(anzahl, index=zellen).reindex(tafel.columns).fillna(0.0)
    zu_viele = tafel.gt(dabei, axis="columns")
    if zu_viele.any(axis=None):
        frage, antwort = zu_viele.index[zu_viele.any(axis="columns")][0]
        raise NichtFreigegeben(
            f"Nicht freigegeben: bedarfsanalyse, Frage „{frage}“, Antwort „{antwort}“: mehr Antworten als "
            "Teilnehmende. Bitte zu jeder Zielgruppe, Altersgruppe und jedem Geschlecht eine Zeile mit der "
            f"frage {names.RUECKLAUF} und der antwort {names.TEILGENOMMEN} liefern."
        )


def _anteile(umfrage: _Umfrage) -> pd.DataFrame:
    """Shares of every question, of all who took part and by target group."""
    gruppen = _gruppen(umfrage)
    teile = [pd.DataFrame(columns=["frage", "zielgruppe", "antwort", "status"])]
    for frage, antworten in umfrage.antworten.groupby(level="frage", sort=True):
        eine = bool((antworten.sum(skipna=False) <= umfrage.anzahl).all())
        je_antwort = _zusammengefasst(antworten.droplevel("frage"), eine)
        offen = {name: _offen(je_antwort, umfrage.anzahl, drin, eine) for name, drin in gruppen.items()}
        ganz = offen.pop(names.INSGESAMT)
        ueberall = np.logical_and.reduce([ganz, *offen.values()])
        for name, drin in gruppen.items():
            zeigen = ganz if name == names.INSGESAMT else ueberall
            teile.append(_zeilen(umfrage, je_antwort, drin, zeigen).assign(frage=str(frage), zielgruppe=name))
    return pd.concat(teile, ignore_index=True)


def _gruppen(umfrage: _Umfrage) -> dict[str, Any]:
    """Which cells each shown group has; small target groups are one, with the next smallest if need be."""
    ziel = umfrage.zellen.get_level_values("zielgruppe")
    je_ziel = pd.Series(umfrage.anzahl).groupby(np.asarray(ziel)).sum().sort_values(kind="stable")
    gruppen: dict[str, Any] = {names.INSGESAMT: np.ones(len(ziel), dtype=bool)}
    if je_ziel.sum() < MINDESTENS_TEILGENOMMEN or names.INSGESAMT in je_ziel:
        return gruppen
    klein = int((je_ziel < MINDESTENS_TEILGENOMMEN).sum())
    while 0 < klein < len(je_ziel) and je_ziel.iloc[:klein].sum() < MINDESTENS_TEILGENOMMEN:
        klein += 1
    if klein < len(je_ziel):
        uebrige = {UEBRIGE: ziel.isin(list(je_ziel.index[:klein]))} if klein else {}
        gruppen |= uebrige | {str(name): ziel == name for name in je_ziel.index[klein:]}
    return gruppen


def _zusammengefasst(antworten: pd.DataFrame, eine: bool) -> pd.DataFrame:
    """Rare answers as one, where everybody gives one: the sum of all is known to be everybody."""
    je_antwort = antworten.sum(axis="columns", skipna=False).sort_values(kind="stable")
    klein = int((je_antwort < MINDESTENS_ANTWORTEN).sum())
    if not eine or not klein or je_antwort.isna().any():
        return antworten
    while klein < len(je_antwort) and je_antwort.iloc[:klein].sum() < MINDESTENS_ANTWORTEN:
        klein += 1
    selten = antworten.index.isin(list(je_antwort.index[:klein]))
    zusammen = antworten[selten].sum().rename(ANDERE)
    return pd.concat([antworten[~selten], zusammen.to_frame().T])


def _offen(antworten: pd.DataFrame, anzahl: Floats, drin: Any, eine: bool) -> Any:
    """Which answers enough of a group gave, and enough did not; with one answer each, all of them or none."""
    befragt = anzahl[drin].sum()
    ja = antworten.loc[:, drin].sum(axis="columns", skipna=False).to_numpy()
    genug = befragt >= MINDESTENS_TEILGENOMMEN
    offen = genug & (ja >= MINDESTENS_ANTWORTEN) & (befragt - ja >= MINDESTENS_ANTWORTEN)
    return np.full(len(ja), offen.all()) if eine else offen


def _zeilen(umfrage: _Umfrage, antworten: pd.DataFrame, drin: Any, zeigen: Any) -> pd.DataFrame:
    """One row per answer of a group."""
    n, w = umfrage.anzahl[drin], umfrage.gewicht[drin]
    befragt = int(n.sum()) if n.sum() >= MINDESTENS_TEILGENOMMEN else None
    saetze = []
    for (antwort, je_zelle), offen in zip(antworten.iterrows(), zeigen, strict=True):
        ja = je_zelle.to_numpy(dtype=float)[drin]
        fehlt = bool(np.isnan(ja).any() or np.isnan(w).any())
        satz = {"antwort": str(antwort), "befragte": befragt, "status": "fehlt" if fehlt else "geheim"}
        if offen and not fehlt:
            anteil = survey_share(ja, n, w, float((n * w).sum()))
            pct = [int(names.gerundet(100 * zahl, 0)) for zahl in anteil[:3]]
            satz |= dict(zip(("anteil_pct", "untere_pct", "obere_pct"), pct, strict=True), status="wert")
        saetze.append(satz)
    return pd.DataFrame(saetze)


def _rahmen(zeilen: pd.DataFrame, umfrage: _Umfrage, alle: Grundgesamtheit | None) -> dict[str, object]:
    """Who could be asked, who was, and how many answered."""
    teilgenommen = int(umfrage.anzahl.sum())
    genug = teilgenommen >= MINDESTENS_TEILGENOMMEN
    gefragt = zeilen[zeilen["frage"].eq(names.RUECKLAUF) & zeilen["antwort"].eq(names.ANGESCHRIEBEN)][
        "anzahl"
    ]
    gewichtet = genug and not np.isnan(umfrage.gewicht).any()
    return {
        "angeschrieben": int(gefragt.sum()) if genug and len(gefragt) and gefragt.notna().all() else None,
        "teilgenommen": teilgenommen if genug else None,
        "grundgesamtheit": int(names.gerundet(alle.personen / _AUF, 0)) * _AUF if alle else None,
        "effektiv": int(effective_size(umfrage.anzahl, umfrage.gewicht)) if gewichtet else None,
        "altersgruppe": alle.altersgruppe if alle else names.INSGESAMT,
        "bezug": alle.stichtag if alle else "",
        "status": "wert" if genug else "geheim",
    }
