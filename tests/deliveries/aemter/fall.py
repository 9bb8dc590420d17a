"""What a case is: files, the answers a person gives, and the cells that are true."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl


@dataclass(frozen=True)
class Fall:
    """One unknown folder.

    `wahr` holds per table lines `raumeinheit;zeit;merkmale...;werte`, what is `insgesamt` left out; `auch`
    cells that may be read or used up as a check. `ausgang` is what a person meets: `sofort`, `ausgefuellt`
    (blanks had to be filled in) or `abgelehnt`.
    """

    name: str
    dateien: Mapping[str, bytes]
    wahr: Mapping[str, str]
    ausgang: str = "sofort"
    antworten: Mapping[str, str] = field(default_factory=dict)
    auch: Mapping[str, str] = field(default_factory=dict)


def csv(text: str, zeichensatz: str = "utf-8") -> bytes:
    """Bytes of a literal file; the first line break belongs to the literal."""
    return text.removeprefix("\n").encode(zeichensatz)


def xlsx(blaetter: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Bytes of a workbook."""
    mappe = openpyxl.Workbook()
    mappe.remove(mappe.active)
    for name, zeilen in blaetter.items():
        blatt = mappe.create_sheet(name)
        for zeile in zeilen:
            blatt.append(list(zeile))
    puffer = io.BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()
