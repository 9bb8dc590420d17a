"""Real processes of `sozialraum`, as a user starts them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline import store
from tests import lieferung_klein
from tests.conftest import PROJEKT, sozialraum


def starten(
    *worte: str | Path, umgebung: Mapping[str, str] | None = None, **optionen: object
) -> subprocess.Popen[str]:
    """Start the command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *map(str, worte)],
        cwd=PROJEKT,
        env={**os.environ, "PYTHONPATH": str(PROJEKT), **(umgebung or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **optionen,  # type: ignore[call-overload]
    )


def lieferung(ordner: Path, zustand: str) -> Path:
    """Write the small delivery; the two states differ in two tables, which must change together."""
    tabellen = lieferung_klein.tabellen()
    if zustand == "neu":
        tabellen["wahlen"]["waehlende"] = tabellen["wahlen"]["waehlende"].replace({"9": "8", "27": "24"})
        hilfe = tabellen["grundsicherung"]["anzahl"].replace({"2": "1", "6": "3"})
        tabellen["grundsicherung"]["anzahl"] = hilfe
    return lieferung_klein.schreiben(ordner, tabellen)


def datenordner(ordner: Path) -> Path:
    """Data folder in which the old state stands."""
    (ordner / "processed").mkdir(parents=True)
    assert sozialraum("einlesen", lieferung(ordner / "klein", "alt"), "--daten", ordner) == 0
    return ordner


def zustand(daten: Path) -> dict[str, bytes]:
    """Content of every table of `bestand`, as the next reader gets it."""
    namen = store.tabellen("bestand", daten)
    return {name: store.tabellen_datei("bestand", name, daten).read_bytes() for name in namen}


def lesbar(daten: Path) -> dict[str, pd.DataFrame]:
    """Every table, opened."""
    return {name: store.read_bestand(name, daten) for name in store.tabellen("bestand", daten)}
