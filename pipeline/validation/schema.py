"""Run the pandera models lazily and say in German, with line and way out, what they refuse."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pandera.backends.pandas.builtin_checks  # noqa: F401 -- else pandera loads it between two tables
from pandera.errors import SchemaErrors

from pipeline import names
from pipeline.measures.codes import codes, decoded, first_of, first_rows, numbered
from pipeline.schemas import MODELLE
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.schemas.grundlage import alter_geordnet
from pipeline.validation.worte import aufzaehlung, meinten_sie
from pipeline.validation.zahlen import aus_datum

Zeile = Mapping[Any, Any]
"""A delivered row: texts, and `zeile`."""

Deutung = Callable[[str, str, Zeile], tuple[str, str, str]]
"""From table, column and the delivered row: rule, what is wrong, what to do."""

DEUTSCHES_DATUM = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_HEIL: set[bytes] = set()
"""Digests of what a model found nothing in: a table is checked again with each Nachlieferung beside it."""
EIGENE_REGEL = ("multiple_fields_uniqueness",)
"""Checks of the models that a rule of its own reports better."""


def schema_pruefen(
    tabelle: str, typisiert: pd.DataFrame, texte: pd.DataFrame, fehlend: Sequence[str]
) -> list[Befund]:
    """Validate one table against its model, one finding per cell.

    Takes: the typed table with `zeile`; the texts as delivered; columns that are not there at all.
    """
    vertreter = typisiert[_stellvertreter(typisiert)]
    kennung = _kennung(tabelle, vertreter)
    if kennung in _HEIL or _fehlschlaege(tabelle, vertreter) is None:
        _HEIL.add(kennung)
        return []
    fehlschlaege = _fehlschlaege(tabelle, typisiert)
    if fehlschlaege is not None:
        faelle = _faelle(tabelle, fehlschlaege, fehlend)
        zeilen = texte.loc[faelle["index"]].to_dict("records")
        return [
            _befund(tabelle, str(spalte), str(regel), zeile)
            for spalte, regel, zeile in zip(faelle["column"], faelle["check"], zeilen, strict=True)
        ]
    return []


def _fehlschlaege(tabelle: str, typisiert: pd.DataFrame) -> pd.DataFrame | None:
    """Failure cases of the model, None where there are none."""
    try:
        MODELLE[tabelle].validate(decoded(typisiert.drop(columns="zeile")), lazy=True)
    except SchemaErrors as fehler:
        faelle: pd.DataFrame = fehler.failure_cases
        return faelle
    return None


def _kennung(tabelle: str, vertreter: pd.DataFrame) -> bytes:
    """Digest of a table's rows and types."""
    zeilen = decoded(vertreter.drop(columns="zeile"))
    inhalt = pd.util.hash_pandas_object(zeilen, index=False).to_numpy().tobytes()
    return hashlib.sha256(f"{tabelle} {zeilen.dtypes.to_dict()}".encode() + inhalt).digest()


def _stellvertreter(typisiert: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """A row for each value of each column, and for each status with and without a number.

    More the models do not look at: all else they ask is whether a key stands twice, which is a rule.
    """
    neu = np.zeros(len(typisiert), dtype=bool)
    for spalte in (spalte for spalte in typisiert.columns if spalte != "zeile"):
        neu[first_rows(typisiert[spalte])] = True
    if "status" in typisiert.columns:
        leer = [typisiert[s].isna() for s in typisiert.columns if typisiert[s].dtype == "Int64"]
        nummer, verschieden = numbered([codes(s) for s in (typisiert["status"], *leer)], len(typisiert))
        neu[first_of(nummer, len(verschieden))] = True
    return neu


def _faelle(tabelle: str, faelle: pd.DataFrame, fehlend: Sequence[str]) -> pd.DataFrame:
    """Failure cases that concern a delivered cell, each cell once."""
    zahl = "waehlende" if tabelle == "wahlen" else "anzahl"
    faelle = faelle[~faelle["check"].isin(EIGENE_REGEL)]
    ueber_zeile = faelle["schema_context"].eq("DataFrameSchema")
    faelle = faelle.assign(column=faelle["column"].where(~ueber_zeile, zahl))
    faelle = faelle[~faelle["column"].isin(list(fehlend))]
    return faelle.drop_duplicates(["column", "index"]).astype({"index": "int64"})


def _befund(tabelle: str, spalte: str, pruefung: str, zeile: Zeile) -> Befund:
    deutung = DEUTUNGEN[pruefung.split("(", maxsplit=1)[0]]
    regel, grund, abhilfe = deutung(tabelle, spalte, zeile)
    wert = str(zeile[spalte]) if spalte in zeile else ""
    return Befund(FEHLER, f"{tabelle}.csv", int(zeile["zeile"]), spalte, wert, regel, grund, abhilfe)


def _leer(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    status = 'Bitte "wert" eintragen, oder "geheim" oder "fehlt", wo keine Zahl steht.'
    insgesamt = f'Bitte ausfüllen; was die Quelle nicht unterscheidet, heißt "{names.INSGESAMT}".'
    if spalte == "status":
        return "leer", "Das Feld ist leer.", status
    return "leer", "Das Feld ist leer.", insgesamt if _mit_insgesamt(spalte) else "Bitte ausfüllen."


def _mit_insgesamt(spalte: str) -> bool:
    return spalte in names.DIMENSIONEN_MIT_INSGESAMT


def _code(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    pruefungen = MODELLE[tabelle].to_schema().columns[spalte].checks
    erlaubt = next(p.statistics["allowed_values"] for p in pruefungen if p.name == "isin")
    wert = str(zeile[spalte])
    abhilfe = f"Gültig sind {aufzaehlung(erlaubt)}{meinten_sie(wert, erlaubt)}"
    return "code", f'"{wert}" ist kein gültiger Wert.', abhilfe


def _form(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    grund = f'"{zeile[spalte]}" hat nicht die richtige Form.'
    if spalte == "kinder":
        return "code", grund, "Gültig sind 0, 1, 2, ..., eine offene Klasse wie 4+, und insgesamt."
    return "schluessel_form", grund, "Ein Schlüssel hat bis zu 20 Buchstaben, Ziffern, Punkte oder Striche."


def _negativ(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    if spalte == "jahr":
        return _jahr(tabelle, spalte, zeile)
    grund = f'"{zeile[spalte]}" ist negativ.'
    return "negativ", grund, "Anzahlen sind 0 oder größer; bitte die Zahl in der Quelle prüfen."


def _positiv(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    return "negativ", f'"{zeile[spalte]}" ist nicht größer als 0.', "Ein Gewicht ist größer als 0."


def _jahr(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    return "jahr", f'"{zeile[spalte]}" ist kein gültiges Jahr.', "Verlangt ist ein Jahr wie 2020."


def _datum(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    wert = str(zeile[spalte])
    richtig = _iso(wert)
    abhilfe = f"Bitte {richtig} schreiben." if richtig else "Verlangt ist ein Datum wie 2020-12-31."
    return "datum", f'"{wert}" ist kein Datum der Form JJJJ-MM-TT.', abhilfe


def _iso(wert: str) -> str:
    treffer = DEUTSCHES_DATUM.match(wert)
    try:
        return date(int(treffer[3]), int(treffer[2]), int(treffer[1])).isoformat() if treffer else ""
    except ValueError:
        return ""


def _alter(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    wert = str(zeile[spalte])
    gemeint = _gemeintes_alter(wert)
    ende = f'; meinten Sie "{gemeint}"?' if gemeint else "."
    abhilfe = f"Gültig sind 0 bis 100, Altersgruppen wie 18-24 oder 85+, und insgesamt{ende}"
    return "alter", f'"{wert}" ist kein gültiges Alter.', abhilfe


def _gemeintes_alter(wert: str) -> str:
    """Guess the age behind common wordings and spreadsheet damage; empty where nothing fits."""
    wert = aus_datum(wert) or wert
    text = re.sub(r"\s*(jahren?|jahre?)\b|\s+", "", wert.casefold())
    text = re.sub(r"^(\d+)(undälter|undmehr|u\.ä\.|\+)$", r"\1+", text)
    text = re.sub(r"^(\d+)(bis|–|—)(\d+)$", r"\1-\3", text)
    try:
        return alter_geordnet(text)
    except ValueError:
        return names.INSGESAMT if text in ("gesamt", "summe", "alle", "zusammen") else ""


def _status(tabelle: str, spalte: str, zeile: Zeile) -> tuple[str, str, str]:
    status = str(zeile["status"])
    if status == "wert":
        grund = 'Der Status ist "wert", aber die Zahl fehlt.'
        abhilfe = 'Bitte die Zahl eintragen (auch 0) oder als Status "geheim" oder "fehlt".'
        return "status", grund, abhilfe
    grund = f'Der Status ist "{status}", aber es steht eine Zahl da.'
    return "status", grund, 'Bitte die Zahl löschen oder den Status auf "wert" setzen.'


DEUTUNGEN: dict[str, Deutung] = {
    "not_nullable": _leer,
    "isin": _code,
    "str_matches": _form,
    "greater_than_or_equal_to": _negativ,
    "less_than_or_equal_to": _jahr,
    "greater_than": _positiv,
    "_pruefe_datum": _datum,
    "_pruefe_alter": _alter,
    "_pruefe_altersgruppe": _alter,
    "_pruefe_status": _status,
}
"""How each check of the models is said; a test proves that none is missing."""
