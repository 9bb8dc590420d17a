"""The table of the benchmarks: each row is replaced by its own kind, nothing else changes."""

from pathlib import Path

import pytest

from benchmarks import tafel

TEXT = f"# Davor\n\n{tafel.BEGINN}{tafel.ENDE}\nDanach | mit Strich\n"


@pytest.fixture
def datei(tmp_path: Path) -> Path:
    ziel = tmp_path / "README.md"
    ziel.write_text(TEXT, encoding="utf-8")
    return ziel


def zeile(schluessel: str, gemessen: str, gehalten: bool = True) -> tafel.Zeile:
    return tafel.Zeile(schluessel, "what is | was", "at most 2", gemessen, gehalten, "python -m benchmarks.x")


def reihen(datei: Path) -> list[list[str]]:
    tabelle = datei.read_text(encoding="utf-8").partition(tafel.BEGINN)[2].partition(tafel.ENDE)[0]
    return [[feld.strip() for feld in reihe.strip("|").split("|")] for reihe in tabelle.splitlines()]


def test_a_row_is_replaced_by_its_key_and_keeps_its_place(datei: Path) -> None:
    for eine in (zeile("eins", "1.5"), zeile("zwei", "7"), zeile("eins", "2.5", gehalten=False)):
        tafel.eintragen(eine, datei)
    kopf, striche, *werte = reihen(datei)
    assert kopf == list(tafel.SPALTEN)
    assert set(striche) == {"---"}
    assert [(werte[0][0], werte[0][3], werte[0][4]), (werte[1][0], werte[1][3], werte[1][4])] == [
        ("eins", "2.5", "**no**"),
        ("zwei", "7", "yes"),
    ]
    assert len(werte) == 2


def test_every_row_has_as_many_fields_as_the_head(datei: Path) -> None:
    tafel.eintragen(zeile("eins", "a | b"), datei)
    assert {len(reihe) for reihe in reihen(datei)} == {len(tafel.SPALTEN)}


def test_a_row_whose_key_begins_like_another_stands_beside_it(datei: Path) -> None:
    tafel.eintragen(zeile("stapel-linear", "1"), datei)
    tafel.eintragen(zeile("stapel", "2"), datei)
    assert [reihe[0] for reihe in reihen(datei)[2:]] == ["stapel-linear", "stapel"]


def test_the_text_around_the_table_stays(datei: Path) -> None:
    tafel.eintragen(zeile("eins", "1"), datei)
    neu = datei.read_text(encoding="utf-8")
    assert neu.partition(tafel.BEGINN)[0] + tafel.BEGINN + tafel.ENDE + neu.partition(tafel.ENDE)[2] == TEXT


def test_a_file_without_a_place_for_the_table_is_refused(datei: Path) -> None:
    datei.write_text(TEXT.replace(tafel.ENDE, ""), encoding="utf-8")
    with pytest.raises(ValueError, match="no table"):
        tafel.eintragen(zeile("eins", "1"), datei)
    assert tafel.ENDE not in datei.read_text(encoding="utf-8")


def test_the_readme_of_the_benchmarks_has_a_place_for_the_table() -> None:
    text = tafel.README.read_text(encoding="utf-8")
    assert text.index(tafel.BEGINN) < text.index(tafel.ENDE)


def test_a_missed_bar_ends_with_an_error_after_all_rows_are_kept(
    datei: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    geschrieben: list[str] = []
    monkeypatch.setattr(tafel, "eintragen", lambda eine: geschrieben.append(eine.schluessel))
    with pytest.raises(SystemExit, match="missed"):
        tafel.abschliessen([zeile("eins", "1", gehalten=False), zeile("zwei", "2")])
    assert geschrieben == ["eins", "zwei"]


def test_a_small_run_leaves_the_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tafel, "eintragen", lambda eine: pytest.fail("a small run is no result"))
    tafel.abschliessen([zeile("eins", "1", gehalten=False)], klein=True)
