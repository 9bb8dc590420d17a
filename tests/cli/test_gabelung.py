"""Steps in two processes give what they give in one, whatever happens to the second process."""

import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import deliveries, demo, validation
from pipeline.cli import gabelung
from pipeline.measures.steps import in_turn
from tests.deliveries.fremd import lesen, manifest


def _quadrat(zahl: int) -> int:
    time.sleep(0.01)
    return zahl * zahl


def _wo() -> int:
    time.sleep(0.02)
    return os.getpid()


def _falsch(wert: str) -> None:
    raise ValueError(wert)


def _stirbt(erster: int) -> int:
    """End the copy from outside; in the first process give a number."""
    time.sleep(0.02)
    if os.getpid() != erster:
        os.kill(os.getpid(), signal.SIGKILL)
    return 7


def _inhalt(tabellen: dict[str, pd.DataFrame]) -> list[tuple[str, Any]]:
    return [(name, tabelle.to_dict("list")) for name, tabelle in tabellen.items()]


@pytest.mark.parametrize("anzahl", [0, 1, 2, 25])
def test_results_stand_in_the_order_of_the_steps(anzahl: int) -> None:
    assert gabelung.zu_zweit([partial(_quadrat, i) for i in range(anzahl)]) == [i * i for i in range(anzahl)]


def test_both_processes_take_steps_from_their_end() -> None:
    wo = gabelung.zu_zweit([_wo] * 10)
    assert wo[0] == os.getpid()
    assert wo[-1] != os.getpid()
    assert len(set(wo)) == 2


def _kinder() -> set[str]:
    """Processes that this one began, those that ended but were not waited for among them."""
    faeden = Path("/proc/self/task").iterdir()
    return {pid for faden in faeden for pid in (faden / "children").read_text(encoding="utf-8").split()}


def test_no_process_is_left() -> None:
    vorher = _kinder()
    gabelung.zu_zweit([_wo] * 4)
    assert _kinder() == vorher


@pytest.mark.parametrize("stelle", [0, 5])
def test_an_error_is_raised_here_wherever_it_was_made(stelle: int) -> None:
    schritte: list[Any] = [partial(_quadrat, i) for i in range(6)]
    schritte[stelle] = partial(_falsch, "kaputt")
    with pytest.raises(ValueError, match="kaputt"):
        gabelung.zu_zweit(schritte)


def test_the_earliest_error_is_the_one_raised() -> None:
    with pytest.raises(ValueError, match="vorn"):
        gabelung.zu_zweit([partial(_falsch, "vorn"), *[_wo] * 4, partial(_falsch, "hinten")])


def test_what_a_killed_copy_leaves_is_done_here() -> None:
    assert gabelung.zu_zweit([partial(_stirbt, os.getpid())] * 8) == [7] * 8


def test_without_room_for_a_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def kein_platz() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", kein_platz)
    assert set(gabelung.zu_zweit([_wo] * 3)) == {os.getpid()}


def test_small_deliveries_are_read_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "einwohner.csv").write_text("a\n")
    assert gabelung.zugleich([tmp_path]) is in_turn
    assert gabelung.zugleich([tmp_path / "fehlt"]) is in_turn


def test_a_large_delivery_is_worth_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gabelung, "GROSS", 1)
    monkeypatch.setattr(gabelung, "_prozessoren", lambda: 2)
    (tmp_path / "einwohner.csv").write_text("a\n")
    assert gabelung.zugleich([tmp_path]) is gabelung.zu_zweit


def test_a_delivery_is_read_and_checked_alike(tmp_path: Path) -> None:
    demo.schreiben(tmp_path / "lieferung", bezirke=3, jahre=range(2015, 2017))
    datei = tmp_path / "lieferung" / "haushalte.csv"
    datei.write_text(datei.read_text(encoding="utf-8") + "P10,2015-12-31,einpersonen,0,x,1,wert\n")
    einzeln, zu_zweit = (_geprueft(tmp_path / "lieferung", weg) for weg in (in_turn, gabelung.zu_zweit))
    assert einzeln[0].dateien == zu_zweit[0].dateien
    assert einzeln[0].befunde == zu_zweit[0].befunde
    assert _inhalt(einzeln[1]) == _inhalt(zu_zweit[1])
    assert einzeln[2].to_dict("records") == zu_zweit[2].to_dict("records")
    assert len(einzeln[2])


def test_foreign_files_are_read_alike(tmp_path: Path) -> None:
    zeile = "Gebiet;Anzahl\nHN;1.049\nP10;656\n"
    dateien = {"a.csv": zeile, "b.csv": zeile * 3, "c.csv": b"Gebiet;Anzahl\nP10;\x81\n"}
    lesen(tmp_path, dateien, manifest("*.csv", zeit="fest = 2020-12-31"))
    einzeln, zu_zweit = (deliveries.read(tmp_path, weg) for weg in (in_turn, gabelung.zu_zweit))
    assert einzeln.befunde == zu_zweit.befunde
    assert einzeln.stellen == zu_zweit.stellen
    assert _inhalt(einzeln.tabellen) == _inhalt(zu_zweit.tabellen)
    assert len(einzeln.befunde)


def _geprueft(ordner: Path, weg: Any) -> tuple[deliveries.Lieferung, dict[str, pd.DataFrame], pd.DataFrame]:
    lieferung = deliveries.read(ordner, weg)
    angaben = lieferung.angaben
    tabellen, befunde = validation.pruefen(
        lieferung.tabellen,
        vollstaendig=angaben.vollstaendig,
        datum=angaben.datum,
        gebiete=lieferung.gebiete,
        befunde=lieferung.befunde,
        zugleich=weg,
    )
    return lieferung, tabellen, befunde
