"""Which module holds which command: what is not called is not imported, which would take seconds."""

from collections.abc import Sequence
from importlib import import_module

import typer

from pipeline.cli.anwendung import app

MODULE = {
    "pruefen": "lieferung",
    "einlesen": "lieferung",
    "lieferungen": "lieferung",
    "freigeben": "freigabe",
    "prognose": "freigabe",
    "rueckschau": "rueckschau",
    "bericht": "bericht",
    "beispiel": "beispiel",
    "berichte": "berichte",
    "kennzahlen": "kennzahlen",
}
"""Command -> its module, in the order of the help."""


def anwendung(worte: Sequence[str] = ()) -> typer.Typer:
    """The application with the command that is called, or with all: for the help, and for a word unknown.

    Takes: the words after `sozialraum`.
    """
    gerufen = MODULE.get(next(iter(worte), ""))
    for modul in dict.fromkeys(MODULE.values()) if gerufen is None else [gerufen]:
        import_module(f"pipeline.cli.{modul}")
    return app
