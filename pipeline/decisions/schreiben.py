"""Write a decision at the end of the file; what stands above stays as it is, byte by byte."""

import json
import re
from typing import Any

from pipeline.decisions.beschluss import Beschluss, siegel
from pipeline.decisions.form import EINGETRAGEN

KOPF = """\
# Beschlüsse des Lenkungsgremiums zu Kennzahlen und Zielen. Nur "sozialraum kennzahlen beschluss" trägt ein:
# jeder Beschluss trägt das Siegel des vorigen, ein früherer kann nicht mehr geändert oder gelöscht werden.
"""
_STAND = re.compile(r"^[ \t]*\[[ \t]*stand[ \t]*\][^\n]*(?:\n(?![ \t]*\[)[^\n]*)*", flags=re.MULTILINE)
_DATUM = ("datum", "faellig")


def anhaengen(text: str, beschluss: Beschluss) -> str:
    """Add a decision to a file whose chain is whole.

    Takes:   the text of the file, empty for a new one; the decision, which carries the seal before it.
    Returns: the text with the entry and the section [stand], which alone is written anew.
    Raises:  nothing.
    Source:  own.
    """
    davor = _STAND.sub("", text).rstrip() or KOPF.rstrip()
    ende = f'[stand]\nanzahl = {beschluss.nummer}\nsiegel = "{siegel(beschluss)}"\n'
    return f"{davor}\n\n{eintrag(beschluss)}\n{ende}"


def eintrag(beschluss: Beschluss) -> str:
    """Write one decision as it stands in the file.

    Takes:   Beschluss.
    Returns: its section, a line per field; what was not said has no line.
    Raises:  nothing.
    Source:  own.
    """
    felder = {name: getattr(beschluss, name) for name in EINGETRAGEN}
    gesagt = {name: wert for name, wert in felder.items() if wert is not None and wert != ""}
    zeilen = [f"{name} = {_toml(wert, name in _DATUM)}" for name, wert in gesagt.items()]
    return "\n".join(["[[beschluss]]", *zeilen]) + "\n"


def _toml(wert: Any, ist_datum: bool) -> str:
    if isinstance(wert, bool):
        return str(wert).lower()
    if isinstance(wert, tuple):
        return f"[{', '.join(_toml(teil, ist_datum=False) for teil in wert)}]"
    if isinstance(wert, str) and not ist_datum:
        return json.dumps(wert, ensure_ascii=False)
    return str(wert)
