"""Places of a proposed manifest that a person has not filled in yet."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN
from pipeline.deliveries.ordner import MANIFEST
from pipeline.schemas.befunde import FEHLER, Befund

OFFEN = re.compile(rf'"?([^"{{,=]+?)"? = \[?"{AUSFUELLEN}"')
ABHILFE = (
    "Was einzutragen ist, sagt der Kommentar darüber; gehört die Datei nicht dazu, den Eintrag streichen."
)


def offene_stellen(toml: Mapping[str, Any], text: str) -> list[Befund]:
    """One finding for each line that still holds the mark."""
    if not any(wert == AUSFUELLEN for wert in _texte(toml)):
        return []
    stellen = [
        (nummer, name)
        for nummer, zeile in enumerate(text.splitlines(), start=1)
        for name in OFFEN.findall("" if zeile.lstrip().startswith("#") else zeile)
    ]
    return [
        Befund(
            FEHLER, MANIFEST, nummer, "", AUSFUELLEN, "manifest", f'"{name}" ist noch auszufüllen.', ABHILFE
        )
        for nummer, name in stellen
    ]


def _texte(wert: Any) -> Iterator[str]:
    """All texts of a manifest, however deep."""
    if isinstance(wert, str):
        yield wert
    elif isinstance(wert, Mapping):
        for teil in wert.values():
            yield from _texte(teil)
    elif isinstance(wert, list):
        for teil in wert:
            yield from _texte(teil)
