"""The table of `benchmarks/README.md`: every benchmark writes its own rows, nobody else does."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

README = Path(__file__).with_name("README.md")
BEGINN, ENDE = "<!-- tafel: written by the benchmarks -->\n", "<!-- ende der tafel -->\n"
SPALTEN = ("key", "what", "bar", "measured", "bar held", "date", "machine", "command")
KOPF = f"| {' | '.join(SPALTEN)} |\n|{' --- |' * len(SPALTEN)}\n"
GIB = 2**30


class Zeile(NamedTuple):
    """One result; `schluessel` names its row, `befehl` is what was run, free of paths of the machine."""

    schluessel: str
    was: str
    bar: str
    gemessen: str
    gehalten: bool
    befehl: str


def abschliessen(zeilen: list[Zeile], klein: bool = False) -> None:
    """Print the results and keep them in the table; end with an error where a bar is missed.

    Takes: `klein` for a small run, which shows that the benchmark works and is no result.
    """
    for zeile in zeilen:
        print(f"{zeile.schluessel}: {zeile.gemessen} (bar: {zeile.bar}) {'' if zeile.gehalten else 'MISSED'}")
    if klein:
        print("a small run: nothing is written to the table")
        return
    for zeile in zeilen:
        eintragen(zeile)
    if not all(zeile.gehalten for zeile in zeilen):
        sys.exit("the bar is missed")


def eintragen(zeile: Zeile, ziel: Path = README) -> None:
    """Write a row in place of the one with the same key, or below the others.

    Raises: ValueError where the file has no marked place for the table.
    """
    vorher, beginn, rest = ziel.read_text(encoding="utf-8").partition(BEGINN)
    tafel, ende, nachher = rest.partition(ENDE)
    if not (beginn and ende):
        raise ValueError(f"{ziel}: no table between {BEGINN.strip()} and {ENDE.strip()}")
    reihen = {_schluessel(reihe): reihe for reihe in tafel.splitlines() if _schluessel(reihe)}
    neu = _reihe(zeile)
    reihen[_schluessel(neu)] = neu
    tafel = KOPF + "".join(f"{reihe}\n" for reihe in reihen.values())
    ziel.write_text(vorher + beginn + tafel + ende + nachher, encoding="utf-8")


def _schluessel(reihe: str) -> str:
    """Key of a row; nothing for the head of the table."""
    erste = reihe.strip("| ").partition("|")[0].strip()
    return "" if erste in ("key", "---") else erste


def _reihe(zeile: Zeile) -> str:
    felder = (
        zeile.schluessel,
        zeile.was,
        zeile.bar,
        zeile.gemessen,
        "yes" if zeile.gehalten else "**no**",
        datetime.now(tz=UTC).date().isoformat(),
        _maschine(),
        f"`{zeile.befehl}`",
    )
    return f"| {' | '.join(feld.replace('|', '/') for feld in felder)} |"


def _maschine() -> str:
    speicher = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return f"{os.cpu_count()} cores, {speicher:.0f} GiB"
