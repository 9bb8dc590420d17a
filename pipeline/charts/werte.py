"""The numbers behind charts that print only some of them, as tables for the appendix."""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, gleich_verteilt, teilkopf
from pipeline.charts.handlungsfeld import mit_einheit
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.charts.tabellen import jahre

JE_TABELLE = 6
"""Columns of numbers beside the year that fit on the upright page."""
_TEILE = {"gezaehlt": "gezählt", "erwartet": "erwartet"}
_OHNE_BAND = "Wo unter einem erwarteten Wert kein Band steht, beginnt es unter zehn Personen."
_SEITEN = {"m": "Männer", "w": "Frauen"}


def werte_nach_jahren(
    verlauf: pd.DataFrame, gruppen: Sequence[str], anteil: pd.DataFrame, **kopf: Unpack[Kopf]
) -> list[Anzeige]:
    """Show age groups and the share of nichtdeutsch residents by year, each with its band below.

    Takes:   the frames of the charts `prognose` and `anteil`; the groups in their order.
    Returns: as many tables as the columns need; none without an expected value.
    """
    if not (verlauf["art"].eq("erwartet") & verlauf["status"].eq("wert")).any():
        return []
    reihen = {gruppe: verlauf[verlauf["altersgruppe"].eq(gruppe)] for gruppe in gruppen}
    spalten = [_mit_band(gruppe, jahre(gruppe), 0) for gruppe in gruppen]
    if anteil["status"].eq("wert").any():
        reihen["anteil"] = anteil.rename(columns={"wert": "personen"})
        spalten.append(_mit_band("anteil", "Anteil Nichtdeutscher in\N{NO-BREAK SPACE}%", 1))
    zeilen = _nebeneinander(reihen, "jahr", ("personen", "unten", "oben"))
    zeilen = zeilen.assign(zeit=zeilen["jahr"].astype(str), teil=_teile(verlauf, zeilen["jahr"]))
    teile = gleich_verteilt(len(spalten), JE_TABELLE)
    return [
        _jahrestafel(zeilen, spalten[teil], verlauf, teilkopf(kopf, nummer, len(teile)))
        for nummer, teil in enumerate(teile, start=1)
    ]


def _jahrestafel(zeilen: pd.DataFrame, spalten: list[Spalte], verlauf: pd.DataFrame, kopf: Kopf) -> Anzeige:
    noten = [_OHNE_BAND] if (verlauf["unten"].eq(0) & verlauf["status"].eq("wert")).any() else []
    return tabelle(
        zeilen,
        [Spalte("zeit", "Jahr", kopf=True, breite=0.6), *spalten],
        gruppe="teil",
        fussnoten=noten,
        teilbar=True,
        **kopf,
    )


def _mit_band(reihe: str, titel: str, stellen: int) -> Spalte:
    grenzen = (f"unten_{reihe}", f"oben_{reihe}")
    return Spalte(f"personen_{reihe}", titel, stellen, status=f"status_{reihe}", breite=1.5, grenzen=grenzen)


def _teile(verlauf: pd.DataFrame, jahr: "pd.Series[int]") -> "pd.Series[str]":
    """Title of the group a year belongs to."""
    art = verlauf.drop_duplicates("jahr").set_index("jahr")["art"]
    teile: pd.Series[str] = jahr.map(art).map(_TEILE)
    return teile


def _nebeneinander(
    reihen: Mapping[str, pd.DataFrame], schluessel: str, felder: Sequence[str]
) -> pd.DataFrame:
    """Put series beside each other; a row that one of them has not is not delivered there.

    A counted value has no band; one that begins at zero begins below what may be shown and is left out.
    """
    spalten = []
    for name, zeilen in reihen.items():
        eigene = zeilen.set_index(schluessel)[[*felder, "status"]]
        if "unten" in eigene:
            gezaehlt = zeilen.set_index(schluessel)["art"].eq("gezaehlt")
            eigene["unten"] = eigene["unten"].mask(eigene["unten"].eq(0) | gezaehlt)
        spalten.append(eigene.add_suffix(f"_{name}"))
    breit = pd.concat(spalten, axis="columns").sort_index().rename_axis(schluessel).reset_index()
    stand = [f"status_{name}" for name in reihen]
    return breit.fillna(dict.fromkeys(stand, "fehlt"))


def szenarienjahre(verlauf: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the total of every scenario by year; nothing where there is none but the base, or no number.

    Takes:   szenario, bezeichnung, jahr, personen, status.
    """
    if verlauf["szenario"].nunique() < 2 or not verlauf["status"].eq("wert").any():
        return Leer()
    reihen = {str(name): zeilen for name, zeilen in verlauf.groupby("szenario", sort=False)}
    zeilen = _nebeneinander(reihen, "jahr", ("personen",))
    spalten = [
        Spalte(f"personen_{name}", str(eigene["bezeichnung"].iloc[0]), 0, status=f"status_{name}")
        for name, eigene in reihen.items()
    ]
    return tabelle(
        zeilen.assign(zeit=zeilen["jahr"].astype(str)), [Spalte("zeit", "Jahr", kopf=True), *spalten], **kopf
    )


def komponentenwerte(zeilen: pd.DataFrame, texte: Mapping[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show what adds and what takes away; nothing where no component may be shown.

    Takes:   the frame and the words of the chart `komponenten`.
    """
    if not zeilen["status"].eq("wert").any():
        return Leer()
    spalten = [
        Spalte("name", "Komponente", kopf=True),
        Spalte("wert", "Personen", 0, status="status", vorzeichen=True),
    ]
    return tabelle(zeilen.assign(name=zeilen["komponente"].map(texte)), spalten, **kopf)


def pyramidenwerte(
    daten: pd.DataFrame, namen: tuple[str, str], stellen: int = 1, **kopf: Unpack[Kopf]
) -> Anzeige:
    """Show the bars and the outline of a pyramid, men and women beside each other.

    Takes:   the frame of the chart `pyramide`; what the bar and the line stand for.
    Returns: nothing where no band may be shown.
    """
    eigene = daten[daten["geschlecht"].isin(list(_SEITEN))]
    if not eigene["status"].eq("wert").any():
        return Leer()
    reihen, spalten = {}, []
    for code, seite in _SEITEN.items():
        zeilen = eigene[eigene["geschlecht"].eq(code)]
        for feld, stand, name in zip(("wert", "wert_stadt"), ("status", "status_stadt"), namen, strict=True):
            reihe = f"{code}_{feld}"
            reihen[reihe] = pd.DataFrame(
                {"altersgruppe": zeilen["altersgruppe"], "wert": zeilen[feld], "status": zeilen[stand]}
            )
            spalten.append(Spalte(f"wert_{reihe}", f"{seite},\n{name}", stellen, status=f"status_{reihe}"))
    breit = _nebeneinander(reihen, "altersgruppe", ("wert",))
    geordnet = breit.sort_values("altersgruppe", key=lambda gruppen: gruppen.map(names.band))
    benannt = geordnet.assign(gruppe=geordnet["altersgruppe"].map(jahre))
    return tabelle(benannt, [Spalte("gruppe", "Altersgruppe", kopf=True), *spalten], **kopf)


def gebietswerte(werte: pd.DataFrame, raumeinheiten: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show Kennzahlen of many areas: one row per area, one column per Kennzahl, in the order of the rows.

    Takes:   raumeinheit, kennzahl, name, einheit, stellen, wert, status of one year; raumeinheiten with
             their names.
    Returns: nothing where there is no row.
    """
    if werte.empty:
        return Leer()
    raumnamen = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["name"], strict=True))
    saetze: dict[str, dict[str, Any]] = {}
    for satz in werte.to_dict("records"):
        ort, k = str(satz["raumeinheit"]), satz["kennzahl"]
        zeile = saetze.setdefault(ort, {"ort": ort, "name": raumnamen.get(ort, ort)})
        zeile |= {f"wert_{k}": satz["wert"], f"status_{k}": satz["status"]}
    spalten = [Spalte("ort", "Nr.", breite=0.8), Spalte("name", "Gebiet", kopf=True, breite=3)]
    for k in werte.drop_duplicates("kennzahl").to_dict("records"):
        titel, feld = mit_einheit(str(k["name"]), str(k["einheit"])), k["kennzahl"]
        spalten.append(Spalte(f"wert_{feld}", titel, int(k["stellen"]), status=f"status_{feld}", breite=1.8))
    return tabelle(pd.DataFrame(list(saetze.values())), spalten, teilbar=True, **kopf)
