"""Which tables there are, and which columns each has beside its values."""

from typing import NamedTuple


class Tabelle(NamedTuple):
    """Shape of a delivered table: `schluessel` identifies a row, `werte` are its measures or texts.

    `zeit` is the column that dates a row, empty for a table without time.
    """

    schluessel: tuple[str, ...]
    werte: tuple[str, ...]
    zeit: str = "stichtag"
    zaehlt: bool = True
    """Whether the table holds counts and therefore ends with `status`."""

    @property
    def spalten(self) -> tuple[str, ...]:
        """All columns in the order of the standard delivery."""
        return self.schluessel + self.werte + (("status",) if self.zaehlt else ())


def _stand(*dimensionen: str, werte: tuple[str, ...] = ("anzahl",)) -> Tabelle:
    return Tabelle(("raumeinheit", "stichtag", *dimensionen), werte)


def _strom(*dimensionen: str) -> Tabelle:
    return Tabelle(("raumeinheit", "jahr", *dimensionen), ("anzahl",), zeit="jahr")


TABELLEN: dict[str, Tabelle] = {
    "raumeinheiten": Tabelle(
        ("raumeinheit",),
        ("name", "ebene", "uebergeordnet", "gueltig_ab", "gueltig_bis"),
        zeit="",
        zaehlt=False,
    ),
    "einwohner": _stand("alter", "geschlecht", "staatsangehoerigkeit"),
    "zuwanderungsgeschichte": _stand("altersgruppe", "zuwanderungsgeschichte"),
    "herkunft": _stand("herkunftsland"),
    "haushalte": _stand("haushaltstyp", "kinder", werte=("anzahl", "personen")),
    "wanderungen": _strom("richtung", "art", "alter", "geschlecht", "staatsangehoerigkeit"),
    "geburten": _strom("alter", "geschlecht", "staatsangehoerigkeit", "staatsangehoerigkeit_mutter"),
    "sterbefaelle": _strom("alter", "geschlecht", "staatsangehoerigkeit"),
    "einbuergerungen": _strom("alter", "geschlecht"),
    "eckwerte": Tabelle(
        ("raumeinheit", "basis", "stichtag", "alter", "geschlecht"), ("anzahl",), zeit="basis"
    ),
    "hilfen_sgb8": _strom("paragraph", "zaehlweise"),
    "grundsicherung": _stand("leistung", "altersgruppe"),
    "arbeitslose": _stand("rechtskreis", "altersgruppe", werte=("anzahl", "bezugsgroesse")),
    "wahlen": _stand("wahl", "briefwahl", werte=("wahlberechtigte", "waehlende")),
    "einrichtungen": Tabelle(
        ("raumeinheit", "stichtag", "name", "art"), ("traeger", "strasse", "ost", "nord"), zaehlt=False
    ),
    "interviews": Tabelle(
        ("raumeinheit", "stichtag", "nummer"),
        (
            *("institution", "institutionsart", "zielgruppe", "handlungsfeld", "thema"),
            *("aussageart", "aussage", "zitat_frei"),
        ),
        zaehlt=False,
    ),
    "quartiersarbeit": _strom("merkmal", "handlungsfeld"),
    "bedarfsanalyse": _stand(
        *("frage", "zielgruppe", "altersgruppe", "geschlecht", "antwort"), werte=("anzahl", "gewicht")
    ),
}
"""The standard delivery: one CSV per table, columns in this order."""

VORAUSSCHAU = tuple(name for name, tabelle in TABELLEN.items() if tabelle.zeit == "basis")
"""Tables of what is to come, dated by the day on which they stand; `stichtag` says for which day they are."""

STROEME = tuple(name for name, tabelle in TABELLEN.items() if tabelle.zeit == "jahr")
"""Tables of events in a calendar year; all others that lie in the past are stocks on a Stichtag."""

BESTANDSTABELLEN = (*TABELLEN, "gebiete", "vollstaendigkeit", "brueche")
"""What lies in `bestand/`: delivered tables, the geometry, what was declared complete, breaks in series."""


def zeitspalte(tabelle: str) -> str:
    """Name of the column that dates a row: `stichtag`, `jahr`, `basis`, or empty."""
    return TABELLEN[tabelle].zeit
