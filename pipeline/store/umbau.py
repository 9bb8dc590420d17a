"""Replace several files of a folder as one step that survives a crash at any moment.

New contents are first written beside the old ones; then a journal is renamed into place, which decides;
then each file is moved. Before the journal the old state stands whole; after it, whoever next opens the
folder finishes the moves, so the new state stands whole.
"""

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import SozialraumError
from pipeline.store.ordner import ordner_anlegen

WERKSTATT = ".umbau"
JOURNAL = "journal.json"
SPERRE = ".sperre"
KEIN_PLATZ = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Ways in which a system says that a file has no room."""


@contextmanager
def gesperrt(ordner: Path, warten: bool = False) -> Iterator[None]:
    """Keep other writers of this folder out; the lock ends with the process, however it ends.

    Raises: SozialraumError where another run is writing and `warten` is false.
    """
    with os.fdopen(os.open(ordner / SPERRE, os.O_RDWR | os.O_CREAT, 0o600), "wb") as sperre:
        try:
            fcntl.flock(sperre, fcntl.LOCK_EX | (0 if warten else fcntl.LOCK_NB))
        except BlockingIOError as fehler:
            raise SozialraumError(
                f"Ein anderer Lauf schreibt gerade in {ordner}. Bitte warten, bis er fertig ist, "
                "und den Befehl dann wiederholen."
            ) from fehler
        yield


def ersetzen(ordner: Path, neu: Mapping[str, bytes], weg: Sequence[str], vertraulich: bool) -> list[str]:
    """Write these files and remove those named, as one step; the caller holds the lock.

    Takes:   contents by file name, in the order in which they shall appear; names to remove. The last
             file always gets a new time stamp, the others only if their content changed.
    Returns: names whose content changed.
    """
    aufraeumen(ordner)
    geaendert = [name for name, inhalt in neu.items() if not _gleich(ordner / name, inhalt)]
    weg = [name for name in weg if (ordner / name).exists()]
    letzte = list(neu)[-1]
    bewegen = [name for name in neu if name in geaendert or name == letzte]
    werkstatt = ordner / WERKSTATT
    with platz_noetig(ordner):
        ordner_anlegen(werkstatt, vertraulich)
        for name in bewegen:
            schreiben(werkstatt / name, neu[name], vertraulich)
        _beschliessen(werkstatt, {"bewegen": bewegen, "entfernen": weg}, vertraulich)
    _vollziehen(ordner)
    return [*geaendert, *weg]


@contextmanager
def platz_noetig(ordner: Path) -> Iterator[None]:
    """Say in one sentence that the disk is full while something is written that does not count yet.

    Raises: SozialraumError; the old state stands, and what was half written is removed.
    """
    try:
        yield
    except OSError as fehler:
        if fehler.errno not in KEIN_PLATZ:
            raise
        _leeren(ordner / WERKSTATT)
        raise SozialraumError(
            f"In {ordner} ist kein Platz mehr ({os.strerror(fehler.errno)}); der letzte gute Stand ist "
            "unverändert. Bitte Platz schaffen und den Befehl wiederholen."
        ) from fehler


def vollenden(ordner: Path) -> None:
    """Finish what an aborted run had decided; a reader calls this before it opens a table."""
    if (ordner / WERKSTATT / JOURNAL).exists():
        with gesperrt(ordner, warten=True):
            aufraeumen(ordner)


def aufraeumen(ordner: Path) -> None:
    """Finish a decided step, or drop one that was not decided; the caller holds the lock."""
    if (ordner / WERKSTATT / JOURNAL).exists():
        _vollziehen(ordner)
    _leeren(ordner / WERKSTATT)


def _beschliessen(werkstatt: Path, schritte: Mapping[str, list[str]], vertraulich: bool) -> None:
    entwurf = werkstatt / f"{JOURNAL}.entwurf"
    schreiben(entwurf, json.dumps(schritte).encode(), vertraulich)
    sichern(werkstatt)
    entwurf.replace(werkstatt / JOURNAL)
    sichern(werkstatt)


def _vollziehen(ordner: Path) -> None:
    werkstatt = ordner / WERKSTATT
    schritte = json.loads((werkstatt / JOURNAL).read_text(encoding="utf-8"))
    for name in schritte["entfernen"]:
        (ordner / name).unlink(missing_ok=True)
    for name in schritte["bewegen"]:
        if (werkstatt / name).exists():
            (werkstatt / name).replace(ordner / name)
    sichern(ordner)
    _leeren(werkstatt)


def _leeren(werkstatt: Path) -> None:
    if not werkstatt.exists():
        return
    # the journal goes first: without it, leftovers mean nothing
    (werkstatt / JOURNAL).unlink(missing_ok=True)
    for rest in werkstatt.iterdir():
        rest.unlink()
    werkstatt.rmdir()


def _gleich(pfad: Path, inhalt: bytes) -> bool:
    return pfad.is_file() and pfad.stat().st_size == len(inhalt) and pfad.read_bytes() == inhalt


def schreiben(pfad: Path, inhalt: bytes, vertraulich: bool) -> None:
    """Write a file and make sure that it is on disk."""
    rechte = 0o600 if vertraulich else 0o666
    with os.fdopen(os.open(pfad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, rechte), "wb") as ziel:
        ziel.write(inhalt)
        ziel.flush()
        os.fsync(ziel.fileno())


def sichern(ordner: Path) -> None:
    """Make sure that the names in a folder are on disk."""
    griff = os.open(ordner, os.O_RDONLY)
    try:
        os.fsync(griff)
    finally:
        os.close(griff)
