"""The residents' survey: needs as a chart, a table per question, needs beside interviews and Kennzahlen."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.charts.antworten import antworten
from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.schemas.runden import Befragung

_ALLE = "alle"
_OHNE_GRUPPEN = (
    "Nach Zielgruppen nicht ausgewiesen: In mindestens einer gaben weniger als drei Personen eine der "
    "Antworten, oder weniger als drei gaben sie nicht."
)


def befragung(umfrage: Befragung, bedarfe: pd.DataFrame, koepfe: Mapping[str, Kopf]) -> list[Anzeige]:
    """Show the question on needs, each question by target group, and the needs that experts name too.

    Takes:   a survey; its needs with genannt and kennzahl as texts; heads by question, of `bild` and
             of `bedarfe`.
    Returns: nothing at all where there is no survey.
    """
    if not koepfe:
        return [Leer()]
    fragen = umfrage.anteile.groupby("frage", sort=False)
    je_frage = [_frage(eine, **koepfe[str(frage)]) for frage, eine in fragen]
    return [_bild(umfrage, **koepfe["bild"]), *je_frage, _bedarfe(bedarfe, **koepfe["bedarfe"])]


def _bild(umfrage: Befragung, **kopf: Any) -> Anzeige:
    """Answers of everybody to the question on needs, the most frequent first."""
    return antworten(umfrage.hauptfrage, **kopf)


def _frage(anteile: pd.DataFrame, **kopf: Any) -> Anzeige:
    """Answers down, target groups across; a group of which nothing may be shown has no column."""
    sichtbar = anteile[anteile["status"].eq("wert")]
    gruppen = [g for g in dict.fromkeys(anteile["zielgruppe"]) if g in set(sichtbar["zielgruppe"])]
    if not gruppen:
        return Leer()
    alle = anteile["zielgruppe"].nunique()
    zeilen = [
        {"antwort": antwort, **_werte(eine, gruppen)}
        for antwort, eine in anteile.groupby("antwort", sort=False)
    ]
    spalten = [_spalte(n, _name(anteile, gruppe)) for n, gruppe in enumerate(gruppen)]
    noten = [_OHNE_GRUPPEN] if 1 == len(gruppen) < alle else []
    return tabelle(
        pd.DataFrame(zeilen),
        [Spalte("antwort", "Antwort", kopf=True, breite=2.4), *spalten],
        fussnoten=noten,
        **kopf,
    )


def _werte(eine: pd.DataFrame, gruppen: list[str]) -> dict[str, Any]:
    je = eine.set_index("zielgruppe")
    return {
        f"{feld}_{n}": je.loc[gruppe, spalte]
        for n, gruppe in enumerate(gruppen)
        for feld, spalte in (
            ("wert", "anteil_pct"),
            ("unten", "untere_pct"),
            ("oben", "obere_pct"),
            ("status", "status"),
        )
    }


def _name(anteile: pd.DataFrame, gruppe: str) -> str:
    befragte = anteile.loc[anteile["zielgruppe"].eq(gruppe), "befragte"].iloc[0]
    name = _ALLE if gruppe == names.INSGESAMT else gruppe
    return f"{name} ({names.ganzzahl(befragte)})"


def _spalte(nummer: int, name: str) -> Spalte:
    grenzen = (f"unten_{nummer}", f"oben_{nummer}")
    return Spalte(f"wert_{nummer}", name, 0, f"status_{nummer}", grenzen=grenzen, breite=1.5)


def _bedarfe(bedarfe: pd.DataFrame, **kopf: Any) -> Anzeige:
    spalten = [
        Spalte("antwort", "Bedarf", kopf=True, breite=2.2),
        Spalte(
            "anteil_pct",
            "Befragung in\N{NO-BREAK SPACE}%",
            0,
            "status",
            grenzen=("untere_pct", "obere_pct"),
            breite=1.4,
        ),
        Spalte("genannt", "Interviews", breite=1.8),
        Spalte("handlungsfeld", "Handlungsfeld", breite=2.4),
        Spalte("kennzahl", "Kennzahl dazu", breite=2.6),
    ]
    return tabelle(bedarfe, spalten, **kopf)
