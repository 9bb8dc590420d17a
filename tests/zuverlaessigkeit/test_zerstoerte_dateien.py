"""Mutated files of every kind: a table or a finding, never a traceback, a hang or a flood of memory."""

import io
import random
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from pipeline import deliveries
from pipeline.cli import nachlieferung
from tests import lieferung_klein
from tests.deliveries import test_dialekte

SAAT = 20261123
SEKUNDEN = 5.0
"""Computing time after which reading one small file counts as a hang."""
SPEICHER = 2**31
"""Bytes that reading small files may take beside what the process already has."""
STUECKE = (
    b'"',
    b"\n",
    b"\r",
    b";",
    b",",
    b"\0",
    b"\xff",
    b"\xc3",
    b"9" * 40,
    b"-1",
    b"1e9",
    b"[[",
    b"'''",
    b"\\",
)
DIALEKT = {
    "trenner": ";", "zeichensatz": "cp1252", "tausender": ".", "alter": "lang", "breit": False,
    "fuellen": True, "titel": 1, "fuss": True, "anfuehrung": False, "summe": True, "leere_spalte": True,
    "zeilenende": "\r\n",
    "verschweigen": {"zeichensatz", "trennzeichen", "titelzeilen", "kopfzeilen", "fusszeilen"},
    "werte": [1049, 7, ".", "-", 12, 656, 3000, 1, 2, 3] * 4,
}  # fmt: skip


class Haengt(BaseException):
    """A run that does not end: no handler in the program may catch it."""


@pytest.fixture(autouse=True)
def _begrenzt() -> Iterator[None]:
    """Bound computing time and memory; both limits strike inside the run."""

    def haengt(*_: object) -> None:
        raise Haengt(f"more than {SEKUNDEN} s for one file")

    weich, hart = resource.getrlimit(resource.RLIMIT_AS)
    belegt = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    vorher = signal.signal(signal.SIGPROF, haengt)
    resource.setrlimit(resource.RLIMIT_AS, (belegt + SPEICHER, hart))
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, vorher)
    resource.setrlimit(resource.RLIMIT_AS, (weich, hart))


def mutiert(inhalt: bytes, zufall: random.Random) -> bytes:
    """Bytes with a few random changes: replaced, cut out, doubled, or put elsewhere."""
    for _ in range(zufall.randint(1, 6)):
        i, j = sorted(zufall.randrange(len(inhalt) + 1) for _ in range(2))
        j = min(j, i + zufall.choice([1, 2, 8, 200]))
        rauschen = bytes(zufall.randrange(256) for _ in range(j - i))
        neu = zufall.choice([b"", inhalt[i:j] * 2, rauschen, zufall.choice(STUECKE)])
        inhalt = inhalt[:i] + neu + inhalt[j:] or b"\n"
    return inhalt


def fremd(breit: bool, als_xlsx: bool) -> dict[str, bytes]:
    """A foreign delivery: its one table, as CSV or as a workbook, and the manifest that explains it."""
    dialekt = DIALEKT | {"breit": breit}
    toml, text = test_dialekte.manifest(dialekt), test_dialekte.datei(dialekt)
    if not als_xlsx:
        return {"d.csv": text.encode("cp1252"), "lieferung.toml": toml.encode()}
    mappe = openpyxl.Workbook()
    for zeile in text.splitlines():
        mappe.active.append(zeile.split(";"))
    mappe.save(puffer := io.BytesIO())
    return {"d.xlsx": puffer.getvalue(), "lieferung.toml": toml.replace("d.csv", "d.xlsx").encode()}


def standard(ordner: Path, *tabellen: str) -> dict[str, bytes]:
    """Files of a small delivery in the standard layout; all tables where none is named."""
    alle = lieferung_klein.tabellen()
    lieferung_klein.schreiben(ordner, {name: alle[name] for name in tabellen or alle})
    return {pfad.name: pfad.read_bytes() for pfad in sorted(ordner.iterdir())}


def lesen(ordner: Path, dateien: dict[str, bytes]) -> deliveries.Lieferung:
    """Read a folder of these files within the limits."""
    ordner.mkdir(exist_ok=True)
    for name, inhalt in dateien.items():
        (ordner / name).write_bytes(inhalt)
    signal.setitimer(signal.ITIMER_PROF, SEKUNDEN)
    return deliveries.read(ordner)


def alle_gelesen(ordner: Path, faelle: int) -> int:
    """Mutate one file of a delivery after the other; returns how many became a table all the same."""
    zufall = random.Random(SAAT)  # noqa: S311 -- cases to try, no secret
    ganze = [fremd(False, False), fremd(True, False), fremd(False, True), standard(ordner / "klein")]
    wege = [ordner / str(nummer) for nummer in range(len(ganze))]
    tabellen = 0
    for fall in range(faelle):
        weg, ganz = wege[fall % len(ganze)], ganze[fall % len(ganze)]
        kaputt = zufall.choice(sorted(ganz))
        lieferung = lesen(weg, ganz | {kaputt: mutiert(ganz[kaputt], zufall)})
        assert lieferung.tabellen or lieferung.befunde
        tabellen += bool(lieferung.tabellen)
    return tabellen


def alle_geprueft(ordner: Path, faelle: int) -> set[str]:
    """Mutate one table of a delivery after the other and check it; returns the grades that were found."""
    zufall = random.Random(SAAT)  # noqa: S311 -- cases to try, no secret
    grade: set[str] = set()
    stroeme = [name for name in lieferung_klein.tabellen() if name != "raumeinheiten"]
    for fall in range(faelle):
        tabelle = stroeme[fall % len(stroeme)]
        dateien = standard(ordner / tabelle, "raumeinheiten", tabelle)
        kaputt = zufall.choice([f"{tabelle}.csv", "raumeinheiten.csv", "raumeinheiten.geojson"])
        lieferung = lesen(ordner / tabelle, dateien | {kaputt: mutiert(dateien[kaputt], zufall)})
        _, befunde = nachlieferung.pruefen(lieferung, {})
        assert befunde[["grund", "abhilfe"]].ne("").all(axis=None)
        grade |= set(befunde["grad"])
    return grade


@pytest.mark.long
def test_no_bytes_give_a_traceback(tmp_path: Path) -> None:
    assert alle_gelesen(tmp_path, 120) > 0


@pytest.mark.long
def test_no_broken_table_stops_the_checks(tmp_path: Path) -> None:
    assert "Fehler" in alle_geprueft(tmp_path, 20)


@pytest.mark.slow
def test_twenty_thousand_mutated_files(tmp_path: Path) -> None:
    assert alle_gelesen(tmp_path, 20_000) > 0


@pytest.mark.slow
def test_a_thousand_broken_tables_are_checked(tmp_path: Path) -> None:
    assert "Fehler" in alle_geprueft(tmp_path, 1_000)
