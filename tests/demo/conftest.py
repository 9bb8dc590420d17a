from pathlib import Path

import pandas as pd
import pytest

from pipeline import demo, names

_ZAHLEN = ("anzahl", "personen", "wahlberechtigte", "waehlende", "jahr", "ost", "nord")


def lesen(ordner: Path) -> dict[str, pd.DataFrame]:
    """The CSVs as an outsider reads them: every key is text."""
    tabellen = {}
    for pfad in sorted(ordner.glob("*.csv")):
        kopf = names.TABELLEN[pfad.stem].spalten
        typen = {spalte: "float64" if spalte in ("ost", "nord") else "int64" for spalte in _ZAHLEN}
        texte = {spalte: "str" for spalte in kopf if spalte not in _ZAHLEN}
        tabellen[pfad.stem] = pd.read_csv(
            pfad,
            dtype={**{s: t for s, t in typen.items() if s in kopf}, **texte},
            keep_default_na=False,
            encoding="utf-8",
        )
    return tabellen


@pytest.fixture(scope="session")
def lieferung(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("beispiel")
    demo.schreiben(ordner)
    return ordner


@pytest.fixture(scope="session")
def tabellen(lieferung: Path) -> dict[str, pd.DataFrame]:
    return lesen(lieferung)


@pytest.fixture(scope="session")
def einwohner(tabellen: dict[str, pd.DataFrame]) -> pd.DataFrame:
    tabelle = tabellen["einwohner"]
    return tabelle.assign(alter=tabelle["alter"].astype(int), jahr=tabelle["stichtag"].str[:4].astype(int))
