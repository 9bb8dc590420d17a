"""Write TOML as the manifest wants it."""

import json
from collections.abc import Iterable, Mapping

from pipeline.deliveries.fremd.blatt.aufbau import GRUPPE, Blatt

AUSFUELLEN = "BITTE AUSFÜLLEN"


def text(wert: str) -> str:
    """A basic string."""
    return json.dumps(wert, ensure_ascii=False).replace("\x7f", "\\u007F")


def muster(wert: str) -> str:
    """A pattern, in the quotes that leave backslashes alone."""
    return f"'{wert}'" if "'" not in wert and "\n" not in wert else text(wert)


def liste(werte: Iterable[str]) -> str:
    """An array of strings."""
    return f"[{', '.join(map(text, werte))}]"


def zuordnung(paare: Mapping[str, str]) -> str:
    """An inline table."""
    return "{ " + ", ".join(f"{text(k)} = {text(v)}" for k, v in paare.items()) + " }"


def kommentar(satz: str) -> str:
    """A comment of one line, whatever was delivered."""
    return "# " + "".join(zeichen if zeichen.isprintable() else " " for zeichen in satz)


def spalte(blatt: Blatt, stelle: int) -> str:
    """A column as the manifest names it: by its label if that is the only one, else by its number."""
    name = spaltenname(blatt, stelle)
    return str(name) if isinstance(name, int) else text(name)


def spalten(blatt: Blatt, stellen: Iterable[int]) -> str:
    """An array of columns."""
    return f"[{', '.join(spalte(blatt, stelle) for stelle in stellen)}]"


def spaltenname(blatt: Blatt, stelle: int) -> str | int:
    """Label of a column, as short as it is unmistakable; its number from 1 where no label is."""
    label = blatt.labels[stelle]
    letztes = label.split(GRUPPE)[-1]
    gleiche = [anderes for anderes in blatt.labels if anderes.split(GRUPPE)[-1] == letztes]
    if not label or blatt.labels.count(label) > 1:
        return stelle + 1
    if letztes and len(gleiche) == 1:
        return letztes
    return (
        label
        if label not in [anderes.split(GRUPPE)[-1] for anderes in blatt.labels if anderes != label]
        else stelle + 1
    )
