"""Places of a proposed manifest that a person has not filled in yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.deliveries.fremd.vorschlag.schrift import AUSFUELLEN
from pipeline.deliveries.ordner import MANIFEST
from pipeline.schemas.befunde import FEHLER, Befund

ABHILFE = (
    "Was einzutragen ist, sagt der Kommentar darüber; gehört die Datei nicht dazu, den Eintrag streichen."
)


def offene_stellen(toml: Mapping[str, Any], text: str) -> list[Befund]:
    """One finding for each line that still holds the mark."""
    if not any(wert == AUSFUELLEN for wert in _texte(toml)):
        return []
    zeilen = [
        (nummer, zeile.partition("=")[0].strip())
        for nummer, zeile in enumerate(text.splitlines(), start=1)
        if f'"{AUSFUELLEN}"' in zeile and not zeile.lstrip().startswith("#")
    ]
    return [
        Befund(
            FEHLER, MANIFEST, nummer, "", AUSFUELLEN, "manifest", f'"{name}" ist noch auszufüllen.', ABHILFE
        )
        for nummer, name in zeilen
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
