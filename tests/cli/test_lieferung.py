import json
from pathlib import Path

import pytest

from pipeline import store
from tests import lieferung_klein
from tests.conftest import sozialraum


@pytest.fixture
def lieferung(tmp_path: Path) -> Path:
    return lieferung_klein.schreiben(tmp_path / "raw" / "klein")


@pytest.fixture
def daten(lieferung: Path) -> Path:
    (lieferung.parents[1] / "processed").mkdir()
    return lieferung.parents[1]


def change(lieferung: Path, datei: str, alt: str, neu: str) -> None:
    pfad = lieferung / datei
    text = pfad.read_text(encoding="utf-8")
    assert alt in text
    pfad.write_text(text.replace(alt, neu, 1), encoding="utf-8")


def snapshot(ordner: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(ordner)): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(ordner.rglob("*"))
        if p.is_file()
    }


def test_a_good_delivery_passes_and_changes_nothing(
    lieferung: Path, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("pruefen", lieferung) == 0
    assert "Die Lieferung kann eingelesen werden." in capsys.readouterr().out
    assert not list((daten / "processed").iterdir())


BROKEN = {
    "wrong column": (
        "einwohner.csv",
        "geschlecht,",
        "geschlechter,",
        'Die Spalte "geschlechter" ist nicht bekannt',
    ),
    "letter for a number": ("einwohner.csv", ",6,wert", ",sechs,wert", '"sechs" ist keine Zahl'),
    "negative count": ("einwohner.csv", ",6,wert", ",-6,wert", '"-6" ist negativ'),
    "unknown area": ("einwohner.csv", "\nP01,", "\nP99,", '"P99" ist kein bekannter Schlüssel'),
}


@pytest.mark.parametrize("fall", BROKEN)
def test_a_broken_delivery_is_named_and_leaves_everything_as_it_was(
    fall: str, lieferung: Path, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("einlesen", lieferung, "--daten", daten) == 0
    vorher = snapshot(daten / "processed")
    datei, alt, neu, satz = BROKEN[fall]
    change(lieferung, datei, alt, neu)
    assert sozialraum("einlesen", lieferung, "--daten", daten) == 1
    ausgabe = capsys.readouterr()
    assert satz in ausgabe.out
    assert datei in ausgabe.out
    assert "Der Bestand ist unverändert" in ausgabe.err
    assert snapshot(daten / "processed") == vorher


def test_a_duplicate_row_and_a_missing_year_are_named(
    lieferung: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    einwohner = lieferung / "einwohner.csv"
    zeilen = einwohner.read_text(encoding="utf-8").splitlines()
    einwohner.write_text("\n".join([*zeilen, zeilen[-1], ""]), encoding="utf-8")
    wanderungen = lieferung / "zuwanderungsgeschichte.csv"
    ohne = [zeile for zeile in wanderungen.read_text(encoding="utf-8").splitlines() if "2019" not in zeile]
    wanderungen.write_text("\n".join([*ohne, ""]), encoding="utf-8")
    assert sozialraum("pruefen", lieferung) == 1
    ausgabe = capsys.readouterr().out
    assert "denselben Schlüssel wie Zeile" in ausgabe
    assert "zuwanderungsgeschichte.csv" in ausgabe
    assert "2019" in ausgabe


def test_an_unchanged_delivery_leaves_every_table_untouched(lieferung: Path, daten: Path) -> None:
    sozialraum("einlesen", lieferung, "--daten", daten)
    vorher = snapshot(daten / "processed")
    sozialraum("einlesen", lieferung, "--daten", daten)
    nachher = snapshot(daten / "processed")
    tabellen = [name for name in vorher if name.endswith(".parquet")]
    assert tabellen
    assert all(vorher[name] == nachher[name] for name in tabellen)


def test_one_changed_count_rewrites_that_table_only(lieferung: Path, daten: Path) -> None:
    sozialraum("einlesen", lieferung, "--daten", daten)
    vorher = snapshot(daten / "processed")
    for _ in range(4):  # three districts and the city stay in step
        change(lieferung, "wahlen.csv", ",9,wert", ",8,wert") if _ else change(
            lieferung, "wahlen.csv", ",27,", ",24,"
        )
    assert sozialraum("einlesen", lieferung, "--daten", daten) == 0
    nachher = snapshot(daten / "processed")
    assert {n for n in vorher if vorher[n] != nachher[n]} == {
        "bestand/wahlen.parquet",
        "bestand/lieferungen.json",
        "bestand/manifest.json",
    }


def test_demonstration_and_real_data_do_not_mix(
    lieferung: Path, daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sozialraum("einlesen", lieferung, "--daten", daten)
    echt = lieferung_klein.schreiben(tmp_path / "echt", demonstration="false", id='"echt"')
    assert sozialraum("einlesen", echt, "--daten", daten) == 1
    assert "--daten" in capsys.readouterr().err


@pytest.mark.parametrize("endung", ["html", "csv", "json"])
def test_the_protocol_carries_every_finding(
    endung: str, lieferung: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(lieferung, "einwohner.csv", ",6,wert", ",=cmd|' /C calc'!A0,wert")
    ziel = tmp_path / f"protokoll.{endung}"
    assert sozialraum("pruefen", lieferung, "--protokoll", ziel) == 1
    text = ziel.read_text(encoding="utf-8")
    assert "einwohner.csv" in text
    if endung == "csv":
        assert ",=cmd" not in text  # a spreadsheet must not run it
    if endung == "json":
        assert json.loads(text)[0]["grad"] == "Fehler"


def test_json_on_the_terminal_is_json(lieferung: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sozialraum("pruefen", lieferung, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_lieferungen_says_what_stands(
    lieferung: Path, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sozialraum("lieferungen", "--daten", daten)
    assert "noch keine Lieferung" in capsys.readouterr().out
    sozialraum("einlesen", lieferung, "--daten", daten)
    sozialraum("lieferungen", "--daten", daten)
    ausgabe = capsys.readouterr().out
    assert "klein" in ausgabe
    assert "2020-12-31" in ausgabe


def test_einlesen_without_a_folder_takes_all_of_raw(lieferung: Path, daten: Path) -> None:
    assert sozialraum("einlesen", "--daten", daten) == 0
    assert "einwohner" in store.tabellen(store.BESTAND, daten)
