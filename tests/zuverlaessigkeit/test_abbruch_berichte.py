"""`kill -9` of any process of a batch of reports, two batches at once: complete in the end, nothing left."""

import random
import signal
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from pipeline.notebooks import provisioner
from tests.zuverlaessigkeit import prozesse

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not provisioner.available(), reason="kernels are forked only on an installed package"),
]

SAAT = 20201231
WIE_OFT = 3
"""Kills of each kind of process."""
MARKE = "SOZIALRAUM_PROBE"
"""Environment variable by which every process of a batch is known."""


ROLLEN = ("eltern", "vorlage", "kind", "server", "kern")
"""Who begins whom: the command, what has imported everything, a worker, what forks its kernels, a kernel."""


class Stapel(NamedTuple):
    """A batch of four reports: released data, folder of the reports, of its temporary files."""

    daten: Path
    ziel: Path
    tmp: Path

    def beginnen(self) -> subprocess.Popen[str]:
        """Begin it in a process of its own."""
        self.tmp.mkdir(exist_ok=True)
        nur = ("--nur", "kennzahlen", "--nur", "prognose", "--prozesse", "2")
        return prozesse.starten(
            *("berichte", "P01", "P02", *nur, "--daten", self.daten, "--berichte", self.ziel),
            umgebung={MARKE: str(self.ziel), "TMPDIR": str(self.tmp)},
        )

    def machen(self) -> dict[str, bytes]:
        """Do it in peace; returns its files, hidden ones too."""
        lauf = self.beginnen()
        _, fehler = lauf.communicate()
        assert (lauf.returncode, fehler) == (0, "")
        return {str(p.relative_to(self.ziel)): p.read_bytes() for p in self.ziel.rglob("*") if p.is_file()}

    def lebende(self) -> dict[str, list[psutil.Process]]:
        """Its processes by their part in it."""
        je_rolle: dict[str, list[psutil.Process]] = {}
        for prozess in psutil.process_iter():
            try:
                if prozess.environ().get(MARKE) == str(self.ziel):
                    je_rolle.setdefault(_rolle(prozess), []).append(prozess)
            except psutil.Error:
                continue  # it ended, or is somebody else's
        return je_rolle


def _rolle(prozess: psutil.Process) -> str:
    """The part is the generation: each process is begun by one of the part before."""
    davor = [prozess, *prozess.parents()]
    generation = next((n for n, einer in enumerate(davor) if "berichte" in einer.cmdline()), len(ROLLEN))
    begleiter = any("resource_tracker" in wort for wort in prozess.cmdline())
    return "rest" if begleiter or generation >= len(ROLLEN) else ROLLEN[generation]


def _getoetet(stapel: Stapel, lauf: subprocess.Popen[str], rolle: str, nach: float) -> set[psutil.Process]:
    """Kill a process with this part in the batch, so many seconds after the beginning.

    Returns: all processes it had then, as soon as there was one with that part.
    """
    time.sleep(nach)
    while lauf.poll() is None:
        lebende = stapel.lebende()
        if lebende.get(rolle):
            lebende[rolle][0].send_signal(signal.SIGKILL)
            return {prozess for gruppe in lebende.values() for prozess in gruppe}
        time.sleep(0.02)
    return set()


def _fort(stapel: Stapel, gesehen: set[psutil.Process]) -> bool:
    """Whether all processes are gone within ten seconds, those that wait for nobody to ask for them, too."""
    for _ in range(100):
        if not stapel.lebende() and not any(prozess.is_running() for prozess in gesehen):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def vorbild(kleine: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """Files of a batch that nobody disturbed, and the seconds it took."""
    ordner, beginn = tmp_path_factory.mktemp("vorbild"), time.monotonic()
    dateien = Stapel(kleine, ordner / "aus", ordner / "tmp").machen()
    assert len(dateien) == 2 * 2 * 3
    return dateien, time.monotonic() - beginn


@pytest.fixture
def stapel(kleine: Path, tmp_path: Path) -> Stapel:
    return Stapel(kleine, tmp_path / "aus", tmp_path / "tmp")


@pytest.mark.parametrize("nummer", range(WIE_OFT))
@pytest.mark.parametrize(
    ("rolle", "enden"),
    [("eltern", {-9, 0}), ("vorlage", {0}), ("kind", {0}), ("server", {0, 1}), ("kern", {0, 1})],
)
def test_a_batch_of_which_a_process_is_killed_is_completed_by_the_next(
    stapel: Stapel, vorbild: tuple[dict[str, bytes], float], rolle: str, enden: set[int], nummer: int
) -> None:
    dateien, dauer = vorbild
    nach = dauer * random.Random(f"{SAAT} {rolle} {nummer}").uniform(0.1, 0.9)  # noqa: S311 -- moments
    print(f"kill -9 {rolle} nach {nach:.2f} von {dauer:.2f} s")  # noqa: T201 -- shown where it fails
    lauf = stapel.beginnen()
    gesehen = _getoetet(stapel, lauf, rolle, nach)
    _, fehler = lauf.communicate()
    assert lauf.returncode in enden, fehler
    assert "Traceback" not in fehler
    assert _fort(stapel, gesehen)
    assert stapel.machen() == dateien
    assert list(stapel.tmp.iterdir()) == []
    assert _fort(stapel, set())


def test_two_batches_at_once_give_what_one_gives(
    stapel: Stapel, vorbild: tuple[dict[str, bytes], float]
) -> None:
    laeufe = [stapel.beginnen() for _ in range(2)]
    enden = [(lauf.communicate()[1], lauf.returncode) for lauf in laeufe]
    assert enden == [("", 0), ("", 0)]
    assert stapel.machen() == vorbild[0]
    assert list(stapel.tmp.iterdir()) == []
    assert _fort(stapel, set())
