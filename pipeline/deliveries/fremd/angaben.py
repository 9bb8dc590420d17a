"""What a [[datei]] entry of the manifest says, once it has been checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Spalte = str | int
"""A column by its label (`Gruppe|Spalte` where the label repeats) or by its number from 1."""


@dataclass(frozen=True)
class Ebene:
    """A spatial level: the keys that belong to it, and what encloses them (may refer to groups)."""

    ebene: str
    muster: str = ".*"
    uebergeordnet: str | None = None


@dataclass(frozen=True)
class Ort:
    """How the area of a row is told."""

    spalte: Spalte | None = None
    spalten: tuple[Spalte, ...] = ()
    verbinden: str = ""
    fuellen: bool = False
    stellen: int = 0
    muster: str = ""
    name_spalte: Spalte | None = None
    gesamt: tuple[str, ...] = ()
    stadt: str = ""
    name_stadt: str = ""
    schluessel: Mapping[str, str] = field(default_factory=dict)
    ebenen: tuple[Ebene, ...] = ()
    weglassen: tuple[str, ...] = ()
    fest: str = ""


@dataclass(frozen=True)
class Zeit:
    """How the Stichtag or year is told: exactly one of the first four."""

    spalte: Spalte | None = None
    titel: str = ""
    dateiname: str = ""
    fest: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Dimension:
    """A dimension that stands in a column."""

    spalte: Spalte
    codes: Mapping[str, str] = field(default_factory=dict)
    summe: tuple[str, ...] = ()
    weglassen: tuple[str, ...] = ()
    fuellen: bool = False
    obergrenze: str = ""


@dataclass(frozen=True)
class Werte:
    """Columns that hold a measure: one margin of the file; what it does not set is `insgesamt`."""

    spalten: tuple[Spalte, ...] = ()
    muster: str = ""
    merkmal: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    wert: str = ""
    merkmale: Mapping[str, str] = field(default_factory=dict)
    zeilenfilter: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    dimension: Mapping[str, Dimension] = field(default_factory=dict)
    obergrenze: str = ""


@dataclass(frozen=True)
class Pruefspalte:
    """A delivered total: it must equal the sum of the columns `von`, and is then dropped."""

    spalte: Spalte
    von: tuple[Spalte, ...]


@dataclass(frozen=True)
class Abgeleitet:
    """A delivered share, rate, growth, average or difference, and the columns it follows from.

    `aus`: where the second number stands, if not in the row itself.
    """

    spalte: Spalte
    art: str
    zaehler: tuple[Spalte, ...]
    nenner: tuple[Spalte, ...] = ()
    aus: str = ""
    faktor: float | None = None


@dataclass(frozen=True)
class Textspalte:
    """Where the text of a column comes from: one column, several joined, or the same text everywhere."""

    spalte: Spalte | None = None
    spalten: tuple[Spalte, ...] = ()
    verbinden: str = " "
    codes: Mapping[str, str] = field(default_factory=dict)
    fuellen: bool = False
    fest: str = ""


@dataclass(frozen=True)
class Koordinaten:
    """Two columns of coordinates (x or longitude, y or latitude) and the system they are in."""

    ost: Spalte
    nord: Spalte
    epsg: int


@dataclass(frozen=True)
class Datei:
    """One file, the table it feeds, and how. None: detected, and said in the protocol.

    `rundung`: to what multiple its source rounds, as declared for the table.
    """

    datei: str
    tabelle: str
    raumeinheit: Ort
    zeit: Zeit = Zeit()
    blatt: str = ""
    zeichensatz: str | None = None
    trennzeichen: str | None = None
    anfuehrung: str = '"'
    tausender: str | None = None
    dezimal: str | None = None
    titelzeilen: int | None = None
    kopfzeilen: int | None = None
    fusszeilen: tuple[str, ...] | None = None
    nullen: str = ""
    symbole: Mapping[str, str] = field(default_factory=dict)
    zeilenfilter: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    dimension: Mapping[str, Dimension] = field(default_factory=dict)
    werte: tuple[Werte, ...] = ()
    pruefspalte: tuple[Pruefspalte, ...] = ()
    abgeleitet: tuple[Abgeleitet, ...] = ()
    text: Mapping[str, Textspalte] = field(default_factory=dict)
    koordinaten: Koordinaten | None = None
    ignorieren: tuple[Spalte, ...] = ()
    rundung: int = 1


@dataclass(frozen=True)
class Umbenennung:
    """Areas that got another key; `ab` is the first day of the new one."""

    alt: tuple[str, ...]
    neu: str
    ab: str
    art: str = "umbenannt"
    name: str = ""


@dataclass(frozen=True)
class Korrektur:
    """A known error of the source: which cell, what it says, what is right, why, who said so, when."""

    tabelle: str
    raumeinheit: str
    alt: str
    neu: str
    grund: str
    wer: str
    zeit: str = ""
    datei: str = ""
    wert: str = ""
    merkmale: Mapping[str, str] = field(default_factory=dict)
    wann: str = ""


@dataclass(frozen=True)
class Fremdangaben:
    """Everything the manifest says about foreign files."""

    dateien: tuple[Datei, ...] = ()
    umbenennungen: tuple[Umbenennung, ...] = ()
    korrekturen: tuple[Korrektur, ...] = ()
