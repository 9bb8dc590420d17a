"""Tables of the expert interviews: field of action by target group, most named needs, free sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.schemas.runden import Interviews

_ARTEN = {
    "bedarf": "Bedarfe",
    "beobachtung": "Beobachtungen",
    "kein_bedarf": "Kein besonderer Bedarf",
}


def interviews(runde: Interviews, koepfe: Mapping[str, Kopf]) -> list[Anzeige]:
    """Show the matrix, the most named needs where institutions are counted, and the free sentences.

    Takes:   a round; the heads of matrix, bedarfe, zitate.
    Returns: nothing at all where there is no round.
    """
    if not koepfe:
        return [Leer()]
    return [
        _matrix(runde, **koepfe["matrix"]),
        _bedarfe(runde, **koepfe["bedarfe"]),
        _zitate(runde.zitate, **koepfe["zitate"]),
    ]


def _matrix(runde: Interviews, **kopf: Any) -> Anzeige:
    """Handlungsfelder down, Zielgruppen across; in parentheses what is a need."""
    innen = runde.zahlen[
        runde.zahlen["thema"].eq(names.INSGESAMT)
        & runde.zahlen["handlungsfeld"].ne(names.INSGESAMT)
        & runde.zahlen["zielgruppe"].ne(names.INSGESAMT)
    ]
    if not runde.nach_institutionen:
        innen = innen[innen["zitate"].gt(0)]
    ganz = innen[innen["aussageart"].eq(names.INSGESAMT)]
    gruppen = list(dict.fromkeys(ganz["zielgruppe"]))
    texte = {
        art: eine.set_index(["handlungsfeld", "zielgruppe"]).apply(_zahl, axis=1, runde=runde).to_dict()
        for art, eine in innen.groupby("aussageart")
    }
    zeilen = [
        {"feld": feld, **{str(n): _zelle(texte, (feld, gruppe)) for n, gruppe in enumerate(gruppen)}}
        for feld in dict.fromkeys(ganz["handlungsfeld"])
    ]
    spalten = [Spalte(str(n), gruppe, breite=1.6) for n, gruppe in enumerate(gruppen)]
    return tabelle(
        pd.DataFrame(zeilen), [Spalte("feld", "Handlungsfeld", kopf=True, breite=3), *spalten], **kopf
    )


def _zahl(zeile: "pd.Series[Any]", runde: Interviews) -> str:
    if runde.nach_institutionen:
        return names.zwischen(int(zeile["mindestens"]), int(zeile["hoechstens"]))
    return names.ganzzahl(int(zeile["zitate"]))


def _zelle(texte: Mapping[Any, Mapping[Any, str]], ort: tuple[str, str]) -> str:
    alle, bedarf = (texte.get(art, {}).get(ort, "") for art in (names.INSGESAMT, "bedarf"))
    return f"{alle} ({bedarf})" if bedarf else alle or "0"


def _bedarfe(runde: Interviews, **kopf: Any) -> Anzeige:
    """Themes that are needs, the most named ones first; where institutions are not counted nothing."""
    zeilen = runde.zahlen[runde.zahlen["thema"].ne(names.INSGESAMT) & runde.zahlen["aussageart"].eq("bedarf")]
    if not runde.nach_institutionen or zeilen.empty:
        return Leer()
    folge = zeilen.sort_values(
        ["mindestens", "hoechstens"], ascending=False, kind="stable", ignore_index=True
    )
    benannt = folge.assign(institutionen=folge.apply(_zahl, axis=1, runde=runde))
    spalten = [
        Spalte("thema", "Bedarf", kopf=True, breite=3),
        Spalte("handlungsfeld", "Handlungsfeld", breite=3),
        Spalte("institutionen", "Institutionen", breite=1.4),
    ]
    return tabelle(benannt, spalten, **kopf)


def _zitate(zitate: pd.DataFrame, **kopf: Any) -> Anzeige:
    """Free sentences, needs first."""
    spalten = [
        Spalte("thema", "Thema", kopf=True, breite=2),
        Spalte("handlungsfeld", "Handlungsfeld", breite=2),
        Spalte("aussage", "Aussage", breite=5),
    ]
    benannt = zitate.assign(art=[_ARTEN.get(art, "Weitere Aussagen") for art in zitate["aussageart"]])
    return tabelle(benannt, spalten, gruppe="art", **kopf)
