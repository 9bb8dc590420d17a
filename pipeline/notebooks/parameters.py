"""What a notebook may be given: exactly its parameters, each in the form its default shows."""

import ast
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import papermill
from nbformat import NotebookNode

from pipeline import errors

_TYPEN = {"str": "Text", "int": "eine ganze Zahl", "float": "eine Zahl", "bool": "True oder False"}


def check(name: str, notebook: NotebookNode, parameter: Mapping[str, Any]) -> None:
    """Compare the given parameters with the cell tagged `parameters`, before anything runs.

    A parameter whose default is an ISO date must be one. papermill itself would only warn.
    Raises: ParameterUngueltig, one sentence, for an unknown, a missing or a wrongly typed one.
    """
    erwartet = papermill.inspect_notebook(notebook)
    _check_names(name, erwartet, parameter)
    for schluessel, wert in parameter.items():
        _check_value(name, schluessel, wert, erwartet[schluessel])


def _check_names(name: str, erwartet: Mapping[str, Any], parameter: Mapping[str, Any]) -> None:
    if unbekannt := sorted(parameter.keys() - erwartet.keys()):
        raise errors.ParameterUngueltig(
            f"Notebook {name}: {_named('Parameter', unbekannt)} gibt es nicht; es kennt {_list(erwartet)}."
        )
    if fehlend := sorted(erwartet.keys() - parameter.keys()):
        raise errors.ParameterUngueltig(
            f"Notebook {name}: {_named('Parameter', fehlend)} fehlt; es braucht {_list(erwartet)}."
        )


def _check_value(name: str, schluessel: str, wert: Any, angabe: Mapping[str, str]) -> None:
    typ = _type_name(angabe)
    if type(wert).__name__ != typ:
        raise errors.ParameterUngueltig(
            f"Notebook {name}: Parameter {schluessel} ist {wert!r}, erwartet wird {_TYPEN.get(typ, typ)}."
        )
    if _is_date(_default(angabe)) and not _is_date(wert):
        raise errors.ParameterUngueltig(
            f"Notebook {name}: Parameter {schluessel} ist {wert!r}, erwartet wird ein Datum wie 2020-12-31."
        )


def _type_name(angabe: Mapping[str, str]) -> str:
    """Take the annotation of the parameters cell, else the type of the default."""
    annotiert = angabe["inferred_type_name"]
    return annotiert if annotiert in _TYPEN else type(_default(angabe)).__name__


def _default(angabe: Mapping[str, str]) -> Any:
    return ast.literal_eval(angabe["default"])


def _is_date(wert: Any) -> bool:
    """Whether the text is a date written as 2020-12-31; the basic form 20201231 is not one here."""
    try:
        return isinstance(wert, str) and date.fromisoformat(wert).isoformat() == wert
    except ValueError:
        return False


def _list(namen: Iterable[str]) -> str:
    return ", ".join(sorted(namen))


def _named(wort: str, namen: list[str]) -> str:
    return f"{wort} {_list(namen)}"
