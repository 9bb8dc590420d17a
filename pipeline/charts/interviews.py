"""Expert interviews: field of action by target group as dots and table, needs, free sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.interviewbild import matrixbild
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.schemas.runden import Interviews

_ARTEN = {
    "bedarf": "Bedarfe",
    "beobachtung": "Beobachtungen",
    "kein_bedarf": "Kein besonderer Bedarf",
}


def interviews(runde: Interviews, koepfe: Mapping[str, Kopf]) -> list[Anzeige]:
    """Show the matrix twice, the most named needs where institutions are counted, and free sentences.

    Takes:   a round; the heads of bild, matrix, bedarfe, zitate.
    Returns: nothing at all where there is no round.
    """
    if not koepfe:
        return [Leer()]
    return [
        _bild(runde, **koepfe["bild"]),
        _matrix(runde, **koepfe["matrix"]),
        _bedarfe(runde, **koepfe["bedarfe"]),
        _zitate(runde.zitate, **koepfe["zitate"]),
    ]


def _matrix(runde: Interviews, **kopf: Any) -> Anzeige:
    """Handlungsfelder down, Zielgruppen across; in parentheses what is a need."""
    innen = _innen(runde)
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


def _innen(runde: Interviews) -> pd.DataFrame:
    """Cells of the matrix: what is crossed by field and group; where sentences are counted those with one."""
    innen = runde.zahlen[
        runde.zahlen["thema"].eq(names.INSGESAMT)
        & runde.zahlen["handlungsfeld"].ne(names.INSGESAMT)
        & runde.zahlen["zielgruppe"].ne(names.INSGESAMT)
    ]
    return innen if runde.nach_institutionen else innen[innen["zitate"].gt(0)]


def _bild(runde: Interviews, **kopf: Any) -> Anzeige:
    """The same cells as dots: as many as are certain."""
    spalte, was = ("mindestens", "Institution") if runde.nach_institutionen else ("zitate", "Aussage")
    innen = _innen(runde)
    je = innen.assign(zahl=innen[spalte], text=[_zahl(z, runde) for _, z in innen.iterrows()])
    orte = ["handlungsfeld", "zielgruppe"]
    bedarf = je[je["aussageart"].eq("bedarf")].set_index(orte)
    zeilen = [
        {"feld": satz["handlungsfeld"], "gruppe": satz["zielgruppe"], **_punkte(satz, bedarf)}
        for satz in je[je["aussageart"].eq(names.INSGESAMT)].to_dict("records")
    ]
    spalten = ["feld", "gruppe", "alle", "bedarf", "text", "text_alle", "text_bedarf"]
    return matrixbild(pd.DataFrame(zeilen, columns=spalten), was, **kopf)


def _punkte(satz: Mapping[Any, Any], bedarf: pd.DataFrame) -> dict[str, Any]:
    """Number of dots of a cell, those of a need, and both as words."""
    ort = (satz["handlungsfeld"], satz["zielgruppe"])
    davon: Mapping[Any, Any] = {"zahl": 0, "text": "0"}
    if ort in bedarf.index:
        davon = bedarf.loc[[ort]].to_dict("records")[0]
    texte = {"text": satz["text"], "text_alle": satz["text"], "text_bedarf": davon["text"]}
    return {"alle": int(satz["zahl"]), "bedarf": int(davon["zahl"]), **texte}


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
