"""Short forms: found in the texts of a report, explained at its end and, in the page, where they stand."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

from pipeline.report import spaces

_UNSICHTBAR = {"art", "id", "svg", "ziel", "typ", "rolle", "stichtag", "kennung"}
"""Fields that no reader sees as text."""


@cache
def known() -> dict[str, str]:
    """Short forms with what they stand for, in the order of the file."""
    liste: dict[str, str] = _data()["abkuerzungen"]
    return liste


def proper_names() -> set[str]:
    """Words with several capitals that stand for nothing longer."""
    return set(_data()["namen"]["erlaubt"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("pipeline.report") / "abkuerzungen.toml").read_text("utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    """Any of them as a word of its own; the longest first, any white space between its parts."""
    formen = sorted(known(), key=len, reverse=True)
    einzeln = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in formen)
    return re.compile(rf"(?<!\w)(?:{einzeln})(?![\w§])")


def used(bloecke: list[dict[str, Any]]) -> list[str]:
    """Short forms the blocks show, each with its meaning, in alphabetical order."""
    gefunden = {_plain(form) for text in texts(bloecke) for form in _pattern().findall(text)}
    zeilen = (f"{form}\N{NO-BREAK SPACE}= {known()[form]}" for form in sorted(gefunden, key=str.casefold))
    return [spaces.kept_text(zeile) for zeile in zeilen]


def texts(inhalt: Any) -> Iterator[str]:
    """Every text of a content model that a reader meets."""
    if isinstance(inhalt, dict):
        for feld in inhalt.keys() - _UNSICHTBAR:
            yield from texts(inhalt[feld])
    elif isinstance(inhalt, list):
        for teil in inhalt:
            yield from texts(teil)
    elif isinstance(inhalt, str):
        yield inhalt


def explained(text: str) -> Markup:
    """Mark up short forms so that their meaning goes with them; everything else is escaped."""
    ende, teile = 0, []
    for treffer in _pattern().finditer(text):
        sinn = known()[_plain(treffer[0])]
        teile += [
            escape(text[ende : treffer.start()]),
            Markup('<abbr title="{}">{}</abbr>').format(sinn, treffer[0]),
        ]
        ende = treffer.end()
    return Markup("").join([*teile, escape(text[ende:])])


def _plain(form: str) -> str:
    return re.sub(r"\s", " ", form)
