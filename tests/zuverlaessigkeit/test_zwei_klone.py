"""Two clones in different places and surroundings give the same bytes, from the delivery to the reports."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJEKT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (PROJEKT / ".git").exists() or shutil.which("git") is None, reason="this is no clone itself"
    ),
]

BEFEHLE = (
    "beispiel data/raw/klein --bezirke 12 --jahre 2018-2020",
    "einlesen data/raw/klein",
    "freigeben",
    "prognose --basis 2020-12-31 --ziehungen 40",
    "rueckschau --falls-moeglich",
    "berichte P10",
    "kennzahlen --raumeinheit P10 --nach aus/kennzahlen.xlsx",
    "kennzahlen --raumeinheit P10 --nach aus/kennzahlen.csv",
    "kennzahlen --raumeinheit P10 --nach aus/kennzahlen.parquet",
    "kennzahlen --raumeinheit P10 --nach aus/kennzahlen.json",
)
"""A city of twelve districts, the fewest with P10: every step and every kind of file, in minutes."""

UMGEBUNGEN = (
    {"TZ": "UTC", "LANG": "C", "PYTHONHASHSEED": "1", "COLUMNS": "80", "umask": "022"},
    {
        "TZ": "Pacific/Kiritimati",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "4711",
        "COLUMNS": "200",
        "umask": "077",
    },
)
ENDUNGEN = {".pdf", ".html", ".ipynb", ".xlsx", ".csv", ".parquet", ".json"}


def _geklont(ziel: Path) -> Path:
    """A clone of what is committed, with a folder of its own for what users keep at home."""
    subprocess.run(["git", "clone", "--quiet", PROJEKT, ziel], check=True)  # noqa: S607
    (ziel / "heim").mkdir()
    (ziel / "aus").mkdir()
    return ziel


def _begonnen(klon: Path, umgebung: dict[str, str]) -> subprocess.Popen[str]:
    """Begin every step there, one after the other."""
    rufen = " && ".join(f"{sys.executable} -m pipeline {befehl}" for befehl in BEFEHLE)
    anders = {"PYTHONPATH": str(klon), "HOME": str(klon / "heim"), "PYTHONDONTWRITEBYTECODE": "", **umgebung}
    return subprocess.Popen(
        ["bash", "-c", f"umask {umgebung['umask']} && {rufen}"],  # noqa: S607
        cwd=klon,
        env={name: wert for name, wert in os.environ.items() if not name.startswith("SOZIALRAUM")} | anders,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _dateien(klon: Path) -> dict[str, bytes]:
    """Everything that was built, but for what is confidential."""
    orte = [klon / "data" / "processed" / "freigabe", klon / "reports", klon / "aus"]
    alle = [datei for ort in orte for datei in ort.rglob("*") if datei.suffix in ENDUNGEN]
    return {str(datei.relative_to(klon)): datei.read_bytes() for datei in alle}


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    orte = [tmp_path / "a", tmp_path / "ein viel längerer Pfad" / "mit Leerzeichen {und} Klammern"]
    klone = [_geklont(ort) for ort in orte]
    laeufe = [_begonnen(klon, umgebung) for klon, umgebung in zip(klone, UMGEBUNGEN, strict=True)]
    for lauf in laeufe:
        gesagt, _ = lauf.communicate()
        assert lauf.returncode == 0, gesagt
    eine, andere = map(_dateien, klone)
    assert {Path(name).suffix for name in eine} == ENDUNGEN
    assert eine.keys() == andere.keys()
    assert [name for name in eine if eine[name] != andere[name]] == []
    for inhalt in eine.values():
        assert str(tmp_path).encode() not in inhalt
