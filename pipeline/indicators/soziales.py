"""Households, benefits, turnout, Hilfen zur Erziehung."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.indicators import zellen
from pipeline.indicators.jahressummen import einzeljahre, hat_summen
from pipeline.indicators.reihen import reihe

LEISTUNGSALTER = ("0-14", "15-64", "65+")
"""Age groups in which benefits are released."""


def haushaltstypen(
    tabellen: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], jahr: int
) -> pd.DataFrame:
    """Compute the share of each household type in all households.

    Takes:   released tables (haushalte); areas; year of the Stichtag.
    Returns: as `kennzahlen`, one row per area and type; the numerators are the households themselves.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  types of HHGen; base of the Eckpunktepapier, section 1.3.
    """
    merkmale = {
        typ: (names.text(typ), f"haushalte(haushaltstyp={typ})", "haushalte()")
        for typ in names.HAUSHALTSTYPEN
    }
    return reihe(tabellen, raumeinheiten, jahr, merkmale)


def grundsicherung_nach_alter(
    tabellen: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], jahr: int
) -> pd.DataFrame:
    """Compute the share with Mindestsicherung (all four benefits) in each age group.

    Takes:   released tables (grundsicherung, einwohner); areas; year of the Stichtag.
    Returns: as `kennzahlen`, one row per area and age group, percent of the residents of that age.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  amtliche-sozialberichterstattung.de B1, by age.
    """
    merkmale = {
        band: (
            names.band_text(band),
            f"grundsicherung(altersgruppe={band})",
            f"einwohner(altersgruppe={band})",
        )
        for band in LEISTUNGSALTER
    }
    return reihe(tabellen, raumeinheiten, jahr, merkmale)


def arbeitslosenanteil(
    tabellen: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], jahr: int
) -> pd.DataFrame:
    """Compute the share of unemployed by age.

    Takes:   released tables (arbeitslose, einwohner); areas; year of the Stichtag.
    Returns: as `kennzahlen`, rows 15-64, 15-24, 55-64; the denominator is all residents of that age, so it
             is no Arbeitslosenquote.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  Berlin, Kernindikator D2.
    """
    merkmale = {"15-64": ("15 bis unter 65 Jahre", "arbeitslose()", "einwohner(altersgruppe=15-64)")}
    for band in ("15-24", "55-64"):
        merkmale[band] = (
            names.band_text(band),
            f"arbeitslose(altersgruppe={band})",
            f"einwohner(altersgruppe={band})",
        )
    return reihe(tabellen, raumeinheiten, jahr, merkmale)


def wahlbeteiligung(
    tabellen: Mapping[str, pd.DataFrame], raumeinheiten: Sequence[str], stichtag: str
) -> pd.DataFrame:
    """Compute the turnout at the last election up to a date, on one basis for all areas.

    Takes:   released tables (wahlen); areas, the first of them decides which election; date.
    Returns: as `kennzahlen`, one row per area, with wahl, stichtag (day of the election) and briefwahl:
             `enthalten` only where every area has it; empty where the first area has no election.
    Raises:  nothing.
    Source:  own; equal bases because postal votes cannot be told by district.
    """
    wahlen = tabellen.get("wahlen")
    if wahlen is None:
        return pd.DataFrame()
    eigene = wahlen[(wahlen["raumeinheit"] == raumeinheiten[0]) & (wahlen["stichtag"] <= stichtag)]
    if eigene.empty:
        return pd.DataFrame()
    letzte = eigene.sort_values(["stichtag", "wahl"], kind="stable").iloc[-1]
    am_tag = wahlen[(wahlen["stichtag"] == letzte["stichtag"]) & (wahlen["wahl"] == letzte["wahl"])]
    briefwahl = _gemeinsam(am_tag, raumeinheiten)
    zeilen = am_tag[am_tag["briefwahl"] == briefwahl]
    return _beteiligung(zeilen, raumeinheiten).assign(
        wahl=letzte["wahl"], stichtag=letzte["stichtag"], briefwahl=briefwahl
    )


def _gemeinsam(wahlen: pd.DataFrame, raumeinheiten: Sequence[str]) -> str:
    """Basis that every area has; without postal votes where none fits all."""
    mit = set(wahlen.loc[wahlen["briefwahl"] == "enthalten", "raumeinheit"])
    return "enthalten" if set(raumeinheiten) <= mit else "nicht enthalten"


def _beteiligung(zeilen: pd.DataFrame, raumeinheiten: Sequence[str]) -> pd.DataFrame:
    """Share of voters; the election stands as `insgesamt` so that the cell is unique."""
    einzige = zeilen.assign(wahl=names.INSGESAMT, briefwahl=names.INSGESAMT)
    jahr = int(zeilen["stichtag"].iloc[0][:4]) if len(zeilen) else 0
    merkmale = {"wahlbeteiligung": ("Wahlbeteiligung", "wahlen.waehlende()", "wahlen.wahlberechtigte()")}
    return reihe({"wahlen": einzige}, raumeinheiten, jahr, merkmale)


def hilfen(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Say for each paragraph of SGB VIII whether there was help.

    Takes:   released tables (hilfen_sgb8); area; year.
    Returns: one row per paragraph, then all together, by group where the release has them, by counting
             rule: paragraph, zaehlweise, anzahl
             (Int64, <NA> where not shown; andauernd and beendet together unless zaehlweise says one),
             status, inanspruchnahme: "ja" (above zero, shown or hidden), "nein" (true zero), "geheim" (not
             even that is released), "fehlt", or "summe" for the sums; verdeckt: the count is hidden.
             Where the release adds up years a column `jahressummen` says so, and of the year alone only
             what was zero in all of them is known.
    Raises:  nothing.
    Source:  counting rules of the Kinder- und Jugendhilfestatistik; help, not persons.
    """
    je_paragraph = [(paragraph, names.INSGESAMT) for paragraph in names.PARAGRAPHEN]
    tabelle = tabellen.get("hilfen_sgb8")
    if tabelle is not None and hat_summen(tabelle):
        einzeln = hilfen({"hilfen_sgb8": einzeljahre(tabelle)}, raumeinheit, jahr)
        offen = einzeln["inanspruchnahme"].eq("ja")  # in one of the years, perhaps not in this one
        antworten = einzeln["inanspruchnahme"].mask(offen, "geheim")
        return einzeln.assign(inanspruchnahme=antworten, jahressummen=True)
    gezaehlt = set() if tabelle is None else set(tabelle["paragraph"])
    zusammen = [(names.INSGESAMT, names.INSGESAMT)]
    zusammen += [(gruppe, names.INSGESAMT) for gruppe in names.HILFEGRUPPEN if gruppe in gezaehlt]
    zusammen += [(names.INSGESAMT, weise) for weise in names.ZAEHLWEISEN]
    zeilen = [_hilfe(tabelle, raumeinheit, jahr, *merkmale) for merkmale in (*je_paragraph, *zusammen)]
    return _keine_von_keinen(pd.DataFrame(zeilen).astype({"anzahl": "Int64"}))


def _keine_von_keinen(uebersicht: pd.DataFrame) -> pd.DataFrame:
    """Where all help together is none, there is none of any kind, whether the release says so or not."""
    alle = uebersicht["paragraph"].eq(names.INSGESAMT) & uebersicht["zaehlweise"].eq(names.INSGESAMT)
    if not (alle & uebersicht["anzahl"].eq(0).fillna(value=False)).any():
        return uebersicht
    antworten = uebersicht["inanspruchnahme"].where(uebersicht["inanspruchnahme"].eq("summe"), "nein")
    return uebersicht.assign(
        anzahl=pd.array([0] * len(uebersicht), dtype="Int64"),
        status="wert",
        inanspruchnahme=antworten,
        verdeckt=False,
    )


def _hilfe(
    tabelle: pd.DataFrame | None, raumeinheit: str, jahr: int, paragraph: str, zaehlweise: str
) -> dict[str, object]:
    """Count of one paragraph or sum, and whether there was help."""
    gesucht: dict[str, Any] = {"paragraph": paragraph, "zaehlweise": zaehlweise}
    leer: dict[str, Any] = {"anzahl": None, "status": "fehlt"}
    zelle = leer if tabelle is None else zellen.zelle(tabelle, raumeinheit=raumeinheit, jahr=jahr, **gesucht)
    antwort = _inanspruchnahme(zelle) if paragraph in names.PARAGRAPHEN else "summe"
    if tabelle is not None and antwort != "summe" and _verschwiegen(tabelle, raumeinheit, jahr, paragraph):
        zelle, antwort = {**zelle, "status": "geheim"}, "geheim"
    return {**gesucht, **zelle, "inanspruchnahme": antwort, "verdeckt": zelle["status"] == "geheim"}


def _verschwiegen(tabelle: pd.DataFrame, raumeinheit: str, jahr: int, paragraph: str) -> bool:
    """Whether the release leaves the row out for this area although it has it for others."""
    in_jahr = tabelle[tabelle["jahr"].eq(jahr)]
    hier = in_jahr["raumeinheit"].eq(raumeinheit)
    gesucht = in_jahr["paragraph"].eq(paragraph)
    return bool(hier.any() and gesucht.any() and not (hier & gesucht).any())


def _inanspruchnahme(zelle: Mapping[str, Any]) -> str:
    """A hidden cell is above zero, because the release shows true zeros."""
    if zelle["status"] == "geheim":
        return "ja"
    if zelle["status"] != "wert":
        return "fehlt"
    return "ja" if zelle["anzahl"] else "nein"
