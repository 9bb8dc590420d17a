"""Hidden folders for work in progress, which nobody has to clear away by hand, however the work ended."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import errors

_PREFIX = ".werkstatt-"
_LOCK = "sperre"


@contextmanager
def workshop(ordner: Path) -> Iterator[Path]:
    """Make a folder in `ordner`, and remove it in the end; remove those of runs that were killed.

    Raises:  SozialraumError where the folder cannot be.
    Returns: its path. It is held by a lock that ends with the process, so that others know it is in use.
    """
    try:
        ordner.mkdir(parents=True, exist_ok=True)
    except OSError as fehler:
        raise errors.SozialraumError(
            f"Der Ordner {ordner} lässt sich nicht anlegen ({fehler.strerror}). Ist er frei, und darf man dort schreiben?"
        ) from fehler
    with _alone(ordner):
        _sweep(ordner)
        raum = Path(tempfile.mkdtemp(dir=ordner, prefix=_PREFIX))
        sperre = os.open(raum / _LOCK, os.O_CREAT | os.O_RDWR)
        fcntl.flock(sperre, fcntl.LOCK_EX)
    try:
        yield raum
    finally:
        shutil.rmtree(raum, ignore_errors=True)
        os.close(sperre)


def sweep(ordner: Path) -> None:
    """Remove from a folder, if it is there, the workshops of runs that were killed."""
    if ordner.is_dir() and any(ordner.glob(f"{_PREFIX}*")):
        with _alone(ordner):
            _sweep(ordner)


@contextmanager
def _alone(ordner: Path) -> Iterator[None]:
    """One process at a time: a workshop just made and not yet held is not swept away."""
    griff = os.open(ordner, os.O_RDONLY)
    try:
        fcntl.flock(griff, fcntl.LOCK_EX)
        yield
    finally:
        os.close(griff)


def _sweep(ordner: Path) -> None:
    for raum in ordner.glob(f"{_PREFIX}*"):
        if not _held(raum):
            shutil.rmtree(raum, ignore_errors=True)


def _held(raum: Path) -> bool:
    """Whether a living process works in it."""
    try:
        griff = os.open(raum / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(griff, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(griff)
    return False
