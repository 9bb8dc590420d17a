"""`kill -9` at any moment, two runs at once, a full disk: `bestand` is the old or the new state, whole."""

import contextlib
import random
import resource
import shutil
import signal
import time
from pathlib import Path

import pytest

from pipeline import store
from pipeline.store import umbau
from tests.conftest import sozialraum
from tests.store.bausteine import beleg, einwohner
from tests.zuverlaessigkeit import prozesse

pytestmark = pytest.mark.slow  # real processes, killed and run side by side: minutes, in make test-slow

SAAT = 20201231


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    return prozesse.datenordner(tmp_path)


def _getoetet(daten: Path, nach: float) -> None:
    """Start a run that brings the new state, and kill it so many seconds later."""
    prozess = prozesse.starten("einlesen", daten / "klein", "--daten", daten)
    time.sleep(nach)
    prozess.send_signal(signal.SIGKILL)
    prozess.communicate()


def _dauer(daten: Path) -> float:
    """Seconds of one whole run."""
    beginn = time.monotonic()
    prozess = prozesse.starten("einlesen", daten / "klein", "--daten", daten)
    prozess.communicate()
    assert prozess.returncode == 0
    return time.monotonic() - beginn


def _toeten(daten: Path, wie_oft: int) -> set[str]:
    """Kill runs at random moments, half of them in the last fifth, where the writing is.

    Returns: which of the two states were found afterwards.
    """
    zufall = random.Random(SAAT)  # noqa: S311 -- moments, not secrets
    zustaende = {"alt": prozesse.zustand(daten)}
    sicherung = shutil.copytree(daten / "processed", daten / "sicherung")
    prozesse.lieferung(daten / "klein", "neu")
    dauer = _dauer(daten)
    zustaende["neu"] = prozesse.zustand(daten)
    assert zustaende["alt"] != zustaende["neu"]
    gefunden = set()
    for nummer in range(wie_oft):
        shutil.rmtree(daten / "processed")
        shutil.copytree(sicherung, daten / "processed")
        _getoetet(daten, dauer * zufall.uniform(0.8 if nummer % 2 else 0.0, 1.05))
        gefunden |= {name for name, inhalt in zustaende.items() if inhalt == prozesse.zustand(daten)}
        assert prozesse.zustand(daten) in zustaende.values()
        prozesse.lesbar(daten)
    assert sozialraum("einlesen", daten / "klein", "--daten", daten) == 0
    assert prozesse.zustand(daten) == zustaende["neu"]
    return gefunden


def test_killed_at_random_moments_the_state_is_the_old_or_the_new_one(daten: Path) -> None:
    assert _toeten(daten, 3) <= {"alt", "neu"}


@pytest.mark.slow
def test_killed_at_a_hundred_random_moments(daten: Path) -> None:
    assert _toeten(daten, 100) == {"alt", "neu"}


class _Getoetet(BaseException):
    """Stands for the end of the process: nothing in the program may catch it."""


def _mit_ende_nach(monkeypatch: pytest.MonkeyPatch, schritte: int) -> None:
    """Let the run end before the step on the disk with this number."""
    zaehler = iter(range(schritte))

    def gezaehlt(echt):  # type: ignore[no-untyped-def]
        def schritt(*teile, **worte):  # type: ignore[no-untyped-def]
            if next(zaehler, None) is None:
                raise _Getoetet
            return echt(*teile, **worte)

        return schritt

    for ort, name in (
        (umbau, "schreiben"),
        (umbau, "sichern"),
        (Path, "replace"),
        (Path, "unlink"),
        (Path, "rmdir"),
        (shutil, "rmtree"),
    ):
        monkeypatch.setattr(ort, name, gezaehlt(getattr(ort, name)))


def _aufnehmen(daten: Path, anzahl: int) -> None:
    tabellen = {name: einwohner(("P01", "2020-12-31", anzahl)) for name in ("einwohner", "wanderungen")}
    tabellen["wanderungen"] = tabellen["wanderungen"].rename(columns={"stichtag": "jahr"})
    with store.bestand_gesperrt(daten):
        store.aufnehmen([store.Aufnahme(beleg(sha256=f"{anzahl:064}"), tabellen)], daten=daten)


def test_ended_before_every_single_step_on_the_disk(tmp_path: Path) -> None:
    _aufnehmen(tmp_path, 1)
    zustaende = [prozesse.zustand(tmp_path)]
    sicherung = shutil.copytree(tmp_path / "processed", tmp_path / "sicherung")
    gefunden: list[dict[str, bytes]] = []
    fertig = False
    while not fertig:
        shutil.rmtree(tmp_path / "processed")
        shutil.copytree(sicherung, tmp_path / "processed")
        with pytest.MonkeyPatch.context() as gestoert:
            _mit_ende_nach(gestoert, len(gefunden))
            with contextlib.suppress(_Getoetet):
                _aufnehmen(tmp_path, 2)
                fertig = True
        gefunden.append(prozesse.zustand(tmp_path))
    neu = gefunden[-1]
    wechsel = gefunden.index(neu)
    assert 10 < wechsel < len(gefunden) - 1
    assert all(einer == zustaende[0] for einer in gefunden[:wechsel])
    assert all(einer == neu for einer in gefunden[wechsel:])


def test_of_two_runs_at_once_one_says_that_it_must_wait(daten: Path) -> None:
    prozesse.lieferung(daten / "klein", "neu")
    laeufe = [prozesse.starten("einlesen", daten / "klein", "--daten", daten) for _ in range(2)]
    ausgaben = [lauf.communicate() for lauf in laeufe]
    enden = sorted(lauf.returncode for lauf in laeufe)
    assert enden in ([0, 0], [0, 1])  # one after the other, if the machine starts them so
    if enden == [0, 1]:
        abgewiesen = next(
            fehler for lauf, (_, fehler) in zip(laeufe, ausgaben, strict=True) if lauf.returncode
        )
        assert "Ein anderer Lauf schreibt gerade" in abgewiesen
        assert "Traceback" not in abgewiesen
    assert set(prozesse.lesbar(daten)["wahlen"]["waehlende"]) == {8, 24}


def test_a_run_is_refused_while_another_is_at_it(daten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vorher = prozesse.zustand(daten)
    prozesse.lieferung(daten / "klein", "neu")
    with store.bestand_gesperrt(daten):
        lauf = prozesse.starten("einlesen", daten / "klein", "--daten", daten)
        _, fehler = lauf.communicate()
    assert lauf.returncode == 1
    assert fehler.count("\n") == 1
    assert "Bitte warten" in fehler
    assert prozesse.zustand(daten) == vorher


@pytest.mark.parametrize("hoechstens", [100, 5000])
def test_a_full_disk_leaves_the_old_state_and_says_so_in_one_sentence(daten: Path, hoechstens: int) -> None:
    vorher = prozesse.zustand(daten)
    prozesse.lieferung(daten / "klein", "neu")

    def voll() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hoechstens, hoechstens))

    lauf = prozesse.starten("einlesen", daten / "klein", "--daten", daten, preexec_fn=voll)
    _, fehler = lauf.communicate()
    assert lauf.returncode == 1
    assert "kein Platz mehr" in fehler
    assert "der letzte gute Stand ist unverändert" in fehler
    assert "Traceback" not in fehler
    assert prozesse.zustand(daten) == vorher
    assert sozialraum("einlesen", daten / "klein", "--daten", daten) == 0
    assert prozesse.zustand(daten) != vorher


def test_no_room_in_the_midst_of_the_writing_leaves_nothing_behind(
    daten: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vorher = sorted((daten / "processed").rglob("*"))
    prozesse.lieferung(daten / "klein", "neu")
    echt, aufrufe = umbau.os.fsync, iter(range(5))

    def voll(griff: int) -> None:
        if next(aufrufe, None) is None:
            raise OSError(28, "No space left on device")
        echt(griff)

    monkeypatch.setattr(umbau.os, "fsync", voll)
    assert sozialraum("einlesen", daten / "klein", "--daten", daten) == 1
    assert "kein Platz mehr" in capsys.readouterr().err
    assert sorted((daten / "processed").rglob("*")) == vorher
