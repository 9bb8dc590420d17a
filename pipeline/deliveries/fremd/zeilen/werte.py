"""From cells to numbers and their status, once per distinct text; then into the columns of the table."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.befund import fehler
from pipeline.deliveries.fremd.deutung.zahl import STATUS, Schreibweise, Zahl, deuten
from pipeline.deliveries.fremd.zeilen.abbildung import ROH, SPALTE, ZEILE
from pipeline.measures.codes import codes, decode, encode, translated
from pipeline.schemas.befunde import Befund

RANG = {"wert": 0, "unsicher": 1, "fehlt": 2, "geheim": 3}
"""Where cells are added up, the sum has the gravest status of its parts."""


def bezahlen(
    name: str, lang: pd.DataFrame, symbole: Mapping[str, str], schreibweise: Schreibweise
) -> tuple[pd.DataFrame, list[Befund]]:
    """Add `zahl` (Int64) and `status`; a cell that is neither number nor symbol becomes a finding."""
    stellen, texte = codes(lang[ROH])
    gelesen = [deuten(str(text), symbole, schreibweise) for text in texte]
    zahl = pd.array([int(z.text) if z.text and len(z.text) < 18 else pd.NA for z in gelesen], dtype="Int64")
    status = dict(zip(texte, (z.status for z in gelesen), strict=True))
    fertig = lang.assign(zahl=zahl[stellen], status=translated(lang[ROH], status.__getitem__))
    krank = {text: z for text, z in zip(texte, gelesen, strict=True) if z.fehler or len(z.text) >= 18}
    return fertig, [_befund(name, lang, str(text), zahl) for text, zahl in krank.items()]


def _befund(name: str, lang: pd.DataFrame, text: str, zahl: Zahl) -> Befund:
    stellen = lang[lang[ROH].eq(text)]
    mehr = f" So steht es an {len(stellen)} Stellen." if len(stellen) > 1 else ""
    erste = stellen.iloc[0]
    grund = (zahl.fehler or f'"{text}" ist zu groß.') + mehr
    return fehler(
        name,
        "zahl",
        grund,
        zahl.abhilfe or "Bitte die Zahl prüfen.",
        int(erste[ZEILE]),
        str(erste[SPALTE]),
        text,
    )


def verschmelzen(lang: pd.DataFrame, schluessel: Sequence[str]) -> pd.DataFrame:
    """Add up rows that mean the same; the sum is a number only if every part is."""
    rang = decode(lang["status"]).map(RANG)
    teile = lang.assign(rang=rang, offen=lang["zahl"].isna())
    gruppen = teile.groupby(list(schluessel), as_index=False, sort=False)
    summen = gruppen.agg(
        zahl=("zahl", "sum"), rang=("rang", "max"), offen=("offen", "any"), zeile=(ZEILE, "min")
    )
    umgekehrt = {nummer: status for status, nummer in RANG.items()}
    summen["status"] = summen["rang"].map(umgekehrt).astype("str")
    return summen.assign(zahl=summen["zahl"].mask(summen["offen"]))


def standard(tabelle: str, je_wert: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put the measures side by side into the text columns of the standard layout."""
    form = names.TABELLEN[tabelle]
    schluessel = list(form.schluessel)
    haupt = hauptwert(tabelle)
    ergebnis = None
    for wert, lang in je_wert.items():
        teil = lang[[*schluessel, ZEILE, "status"]].assign(**{wert: _als_text(lang["zahl"])})
        teil = teil if wert == haupt else teil.drop(columns="status")
        if ergebnis is None:
            ergebnis = teil
            continue
        ergebnis = ergebnis.merge(
            teil, on=schluessel, how="outer", suffixes=("", "_neu"), validate="many_to_many"
        )
        ergebnis[ZEILE] = ergebnis[ZEILE].fillna(ergebnis.pop(f"{ZEILE}_neu")).astype("int64")
    assert ergebnis is not None  # noqa: S101 -- the caller has at least one block
    ergebnis = ergebnis.reindex(columns=[*form.spalten, ZEILE])
    ergebnis["status"] = _gefuellt(ergebnis["status"], "fehlt")
    texte = {spalte: _gefuellt(ergebnis[spalte], "") for spalte in form.spalten}
    return ergebnis.assign(**texte).reset_index(drop=True)


def _als_text(zahlen: "pd.Series[Any]") -> "pd.Series[Any]":
    """Numbers as texts, empty where there is none."""
    return _gefuellt(translated(zahlen, str), "")


def _gefuellt(spalte: "pd.Series[Any]", womit: str) -> "pd.Series[Any]":
    """Texts as a category, another text in the place of missing ones."""
    return encode(decode(spalte).astype("str").fillna(womit)) if spalte.isna().any() else encode(spalte)


def hauptwert(tabelle: str) -> str:
    """Measure whose status the row carries."""
    werte = names.TABELLEN[tabelle].werte
    return "waehlende" if tabelle == "wahlen" else werte[0]


__all__ = ["STATUS", "bezahlen", "hauptwert", "standard", "verschmelzen"]
