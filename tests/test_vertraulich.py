"""What is confidential stays inside: checksums, files, packages, messages."""

import hashlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from pipeline import disclosure, narrative, store
from pipeline.disclosure.freigabeplan import plan
from pipeline.errors import NichtFreigegeben, SozialraumError
from tests.disclosure.bausteine import mit_stadt, raumeinheiten, zaehltabelle
from tests.disclosure.test_freigeben import ORTE, PFLICHT, bestand
from tests.store.bausteine import beleg, einwohner

PROJEKT = Path(__file__).parents[1]
INHALT = b"raumeinheit;anzahl\nP10;2\n"
"""A delivered file so small that its plain checksum could be found by trying."""
EINFACH = hashlib.sha256(INHALT).hexdigest()
SCHLUESSEL = "SOZIALRAUM_SCHLUESSEL_DATEI"


@pytest.fixture
def daten(tmp_path, monkeypatch):
    monkeypatch.setenv(SCHLUESSEL, str(tmp_path / "schluessel"))
    return tmp_path / "data"


def kolophon(daten, demonstration):
    tabelle = einwohner(("P10", "2020-12-31", 30))
    eine = [beleg(demonstration=demonstration, sha256=EINFACH)]
    store.write_zone("bestand", {"einwohner": tabelle}, schritt="einlesen", lieferungen=eine, daten=daten)
    store.write_zone("freigabe", {"einwohner": tabelle}, schritt="freigeben", daten=daten)
    orte = narrative.orte(raumeinheiten("P10"), "P10", "HN")
    zeilen = narrative.kolophon(
        store.herkunft(["einwohner"], daten), orte, "2020-12-31", 2035, store.code_fassung()
    )
    return dict(zeilen)["einwohner.csv"]


def test_the_colophon_of_real_data_has_a_keyed_checksum(daten, tmp_path):
    erster = kolophon(daten, demonstration=False)
    assert erster.startswith("SHA-256 mit Schlüssel (HMAC): ")
    assert EINFACH not in erster
    alles = [datei for datei in daten.rglob("*") if datei.is_file()]
    assert len(alles) >= 4
    assert not [datei for datei in alles if EINFACH.encode() in datei.read_bytes()]
    shutil.rmtree(daten)
    assert kolophon(daten, demonstration=False) == erster  # the same key proves the same origin
    shutil.rmtree(daten)
    (tmp_path / "schluessel").unlink()
    assert kolophon(daten, demonstration=False) != erster  # without it nobody can try contents


def test_the_colophon_of_demonstration_data_has_a_plain_one_and_makes_no_key(daten, tmp_path):
    assert kolophon(daten, demonstration=True) == f"SHA-256: {EINFACH}"
    assert not (tmp_path / "schluessel").exists()


def test_without_a_readable_key_nothing_is_written(daten, tmp_path):
    (tmp_path / "schluessel").mkdir()
    with pytest.raises(SozialraumError, match=SCHLUESSEL):
        kolophon(daten, demonstration=False)
    assert not list(daten.rglob("*.parquet"))


@pytest.mark.parametrize(
    "pfad",
    [
        "data/processed/bestand/einwohner.parquet",
        "data/processed/bestand/manifest.json",
        "data/processed/bestand/lieferungen/stadt/2021-03-01-abc/einwohner.parquet",
        "data/processed/freigabe/einwohner.parquet",
        "data/raw/stadt/einwohner.csv",
        "reports/P10/2020/prognose.ipynb",
    ],
)
def test_git_leaves_out_what_is_confidential(pfad):
    if shutil.which("git") is None or not (PROJEKT / ".git").exists():
        pytest.skip("kein Git-Arbeitsverzeichnis")
    frage = ["git", "-C", str(PROJEKT), "check-ignore", "--quiet", pfad]
    assert subprocess.run(frage, check=False).returncode == 0


def test_a_package_holds_the_program_and_no_data():
    angaben = tomllib.loads((PROJEKT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert angaben["packages"]["find"]["include"] == ["pipeline*"]
    (muster,) = angaben["package-data"].values()
    assert not {endung for endung in muster if endung.rsplit(".")[-1] in {"parquet", "csv", "json", "*"}}
    assert not (PROJEKT / "MANIFEST.in").exists()
    fremd = {datei.suffix for datei in (PROJEKT / "pipeline").rglob("*") if datei.is_file()}
    assert not fremd & {".parquet", ".csv", ".json", ".xlsx"}


def test_a_refusal_names_the_cell_and_no_count():
    # 48 611 are too few where 60 000 are asked for; they follow from 89 892 and the total, both promised
    je = {"Irak": 89_892, "Kuba": 48_611}
    zeilen = mit_stadt(None, [(ort, land, n) for ort in ORTE[1:] for land, n in je.items()])
    streng = plan(PFLICHT.replace("mindestfallzahl = 3", "mindestfallzahl = 60000"))
    with pytest.raises(NichtFreigegeben, match=r"herkunft \(Kuba\), P1") as fehler:
        disclosure.freigeben(bestand(herkunft=zaehltabelle(["herkunftsland"], zeilen)), streng)
    assert re.findall(r"\d{2,}", str(fehler.value)) == [
        "2020",
        "12",
        "31",
    ]  # the date, and no number of people
