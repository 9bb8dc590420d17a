"""What a notebook may show: one model per MIME type, shared by those who draw and those who set the page."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PRAEFIX = "application/vnd.sozialraum."
"""Every MIME type of ours begins so; whatever is not in `BUENDEL` is an error."""

SATZBREITE_MM = 165
"""Width of the text block on the page; no figure may be wider."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Kennung = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Datum = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Buendel(BaseModel):
    """Frozen, and an unknown key is an error: a misspelt `alt` must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Bericht(_Buendel):
    """What the report is about; exactly one per notebook."""

    titel: Text
    untertitel: str = ""
    raumeinheit: Text
    raumname: Text
    vergleich: str = ""
    stichtag: Datum
    demonstration: bool
    hinweis: str = ""
    kurz: bool = False
    """A document of a page or two: a head of a few lines in place of the cover."""


class Abbildung(_Buendel):
    """A figure. `titel` says the finding, `untertitel` what is shown, `alt` what one would see."""

    id: Kennung
    titel: Text
    untertitel: str = ""
    alt: Text
    quelle: Text
    breite_mm: float = Field(gt=0, le=SATZBREITE_MM)
    svg: Text


class Spalte(_Buendel):
    """A column; `kopf` marks the cells that name their row, `breite` is relative to the others."""

    titel: Text
    typ: Literal["text", "zahl"]
    kopf: bool = False
    breite: float | None = Field(default=None, gt=0)


class Zelle(_Buendel):
    """What is printed, and the number behind it where there is one."""

    text: str
    wert: float | None = None


class Gruppe(_Buendel):
    """A title across the table, above the row `ab` (counts from 0) and those that follow."""

    ab: int = Field(ge=0)
    titel: Text


class Tabelle(_Buendel):
    """A data table; every row has one cell per column, `summenzeilen` counts from 0."""

    id: Kennung
    titel: Text
    untertitel: str = ""
    quelle: Text
    spalten: list[Spalte] = Field(min_length=1)
    zeilen: list[list[Zelle]] = Field(min_length=1)
    fussnoten: list[Text] = []
    summenzeilen: list[int] = []
    gruppen: list[Gruppe] = []
    quer: bool = False
    teilbar: bool = False
    """Whether it may go on the next page though it is short."""


class Kachel(_Buendel):
    """One key figure with what it is and what it is compared with."""

    wert: Text
    label: Text
    vergleich: str = ""


class Blick(_Buendel):
    """Key figures side by side."""

    id: Kennung
    titel: Text
    kacheln: list[Kachel] = Field(min_length=1)


class Absatz(_Buendel):
    """Plain text in which nothing is interpreted; `hinweis` is a caveat and set apart."""

    text: Text
    rolle: Literal["text", "hinweis"] = "text"


class Kolophon(_Buendel):
    """From what the report was made: pairs of term and text."""

    zeilen: list[Annotated[list[Text], Field(min_length=2, max_length=2)]] = Field(min_length=1)


_MODELLE: tuple[type[BaseModel], ...] = (Bericht, Abbildung, Tabelle, Blick, Absatz, Kolophon)

BUENDEL = {f"{PRAEFIX}{modell.__name__.lower()}+json": modell for modell in _MODELLE}
"""MIME type -> model of its JSON."""
