"""One released table of the plan: its classes, its ladder, its least count; contradictions are refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline import names
from pipeline.errors import PlanUngueltig
from pipeline.schemas.jahressummen import einwand
from pipeline.schemas.nullen import NULLEN_GEZEIGT, nullen_einwand

ALLE = "*"
"""Class list that stands for every delivered code of the dimension."""

Kreuzung = Mapping[str, tuple[str, ...]]
"""Dimension -> classes shown; a dimension that is not named is `insgesamt` only."""
Codes = Mapping[str, tuple[str, ...]]
"""Class -> the delivered codes it holds."""


def verlange(bedingung: bool, satz: str) -> None:
    """Refuse a plan with a sentence."""
    if not bedingung:
        raise PlanUngueltig(f"Freigabeplan: {satz}")


@dataclass(frozen=True)
class Summe:
    """A column of sums beside the counts, shown where nothing is distinguished.

    `spalte` is its name in the released table. It is the sum of completed years (`gewicht` = "alter"), or
    else the delivered column of that name. `mindestens` says how much one counted case adds at least.
    """

    spalte: str
    gewicht: str
    mindestens: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Dimension -> class -> units; over the dimensions they add up."""


@dataclass(frozen=True)
class Gewichte:
    """How much is lost where a cell is hidden; what costs least is hidden for others. A plain cell costs 1.

    oben: factor of areas with parts. insgesamt: factor for each dimension that is not distinguished.
    beigabe: factor of what stands beside the table proper (`nur_ob`, `nur_oben`). wichtig: factor of the
    cells that a table calls so.
    """

    oben: float = 40.0
    insgesamt: float = 3.0
    beigabe: float = 0.2
    wichtig: float = 5.0

    def __post_init__(self) -> None:
        """Refuse what is no weight."""
        for name, wert in vars(self).items():
            zahl = isinstance(wert, int | float) and not isinstance(wert, bool)
            verlange(zahl and wert > 0, f"gewichte: {name} = {wert} ist keine Zahl über null.")


@dataclass(frozen=True)
class Stufe:
    """A coarser way to show a table: taken where the finer one hides too much."""

    stufe: str
    kreuzungen: tuple[Kreuzung, ...]
    nur_ob: tuple[Kreuzung, ...] = ()
    nur_oben: tuple[Kreuzung, ...] = ()
    jahre: int = 1
    bis: int = 0


@dataclass(frozen=True)
class FreigabeTabelle:
    """One released table."""

    name: str
    quelle: str
    grundgesamtheit: str
    dimensionen: tuple[str, ...]
    kreuzungen: tuple[Kreuzung, ...]
    mindestfallzahl: int
    gruppen: Mapping[str, Codes] = field(default_factory=dict)
    nur_in: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Dimension -> where alone it is distinguished, e.g. kinder only in haushaltstyp mit_kindern."""
    ohne_rand: tuple[str, ...] = ()
    """Dimensions of which no `insgesamt` is shown."""
    nicht_additiv: Mapping[str, str] = field(default_factory=dict)
    """Dimension -> code whose cases do not add up over areas (moves inside the city)."""
    pflicht: tuple[Mapping[str, str], ...] = ()
    """Cells that are never hidden to protect others; a zero of theirs is always shown."""
    nullen: str = NULLEN_GEZEIGT
    """What becomes of its other zeros; also whether a hidden cell may be 0."""
    wichtig: tuple[Kreuzung, ...] = ()
    """Crossings of which the cells are needed most, for Kennzahlen say."""
    gewichte: Gewichte = Gewichte()
    mitwisser: bool = False
    """Whether it is attacked too as somebody would who is the only case of one of its counts."""
    summe: Summe | None = None
    nur_ob: tuple[Kreuzung, ...] = ()
    """Crossings of which an area without parts only says whether there are cases: a zero, or hidden."""
    nur_oben: tuple[Kreuzung, ...] = ()
    """Crossings of which an area without parts says nothing."""
    jahre: int = 1
    """Years that are added up: a single year is not shown then."""
    bis: int = 0
    """A year with which such a block of years ends; the others follow without gap, before and after."""
    stufe: str = ""
    """Name of this way to show the table, for a footnote."""
    hoechstens_geheim_pct: float = 100.0
    """Share of its cells that are not zero above which the next step of the ladder is taken."""
    zeile: int = 0
    """Line of the plan that names it, for messages."""
    leiter: tuple[Stufe, ...] = ()
    """Coarser ways to show it, from fine to coarse; the last one is taken whatever it hides."""

    def __post_init__(self) -> None:
        """Refuse a table that its source cannot fill."""
        verlange(self.quelle in names.TABELLEN, f"{self.name}: die Quelle „{self.quelle}“ gibt es nicht.")
        verlange(self.mindestfallzahl >= 1, f"{self.name}: die Mindestfallzahl muss mindestens 1 betragen.")
        verlange(bool(self.kreuzungen), f"{self.name}: es fehlt die Angabe kreuzungen.")
        verlange(isinstance(self.mitwisser, bool), f"{self.name}: mitwisser ist weder true noch false.")
        for dimension in self.dimensionen:
            self._pruefe_dimension(dimension)
        for kreuzung in (*self.kreuzungen, *self.nur_ob, *self.nur_oben, *self.wichtig):
            self._pruefe_kreuzung(kreuzung)
        self._pruefe_angaben()
        self._pruefe_leiter()

    @property
    def zeit(self) -> str:
        """Column that dates a row."""
        return names.zeitspalte(self.quelle)

    @property
    def spalten(self) -> tuple[str, ...]:
        """Columns that identify a released row."""
        return ("raumeinheit", self.zeit, *self.dimensionen)

    @property
    def groeber(self) -> "FreigabeTabelle | None":
        """The same table on the next step of its ladder, if there is one."""
        if not self.leiter:
            return None
        unten, *weitere = self.leiter
        return replace(
            self,
            stufe=unten.stufe,
            kreuzungen=unten.kreuzungen,
            nur_ob=unten.nur_ob,
            nur_oben=unten.nur_oben,
            jahre=unten.jahre,
            bis=unten.bis,
            leiter=tuple(weitere),
        )

    @property
    def addiert_jahre(self) -> bool:
        """Whether it adds up years, on this step of its ladder or on a coarser one."""
        return self.jahre != 1 or any(stufe.jahre != 1 for stufe in self.leiter)

    def ist_wichtig(self, klassen: Iterable[tuple[str, str]]) -> bool:
        """Whether the cell of these classes, by dimension, is one of those needed most."""
        zelle = dict(klassen)
        return any(
            kreuzung.keys() == zelle.keys()
            and all(liste == (ALLE,) or zelle[dimension] in liste for dimension, liste in kreuzung.items())
            for kreuzung in self.wichtig
        )

    def quellspalte(self, dimension: str) -> str:
        """Column of the source: a released `altersgruppe` comes from single ages where there are any."""
        vorhanden = names.TABELLEN[self.quelle].schluessel
        return "alter" if dimension == "altersgruppe" and "alter" in vorhanden else dimension

    def _pruefe_angaben(self) -> None:
        einfach = self.summe is None and not self.nicht_additiv
        for grund in (
            nullen_einwand(self.nullen, self.quelle, bool(self.nur_ob), bool(self.nicht_additiv)),
            einwand(self.jahre, self.bis, self.zeit == "jahr", einfach),
        ):
            verlange(not grund, f"{self.name}: {grund}")

    def _pruefe_leiter(self) -> None:
        verlange(
            0 < self.hoechstens_geheim_pct <= 100,
            f"{self.name}: hoechstens_geheim_pct = {self.hoechstens_geheim_pct:g} ist kein Anteil.",
        )
        verlange(
            not self.leiter or bool(self.stufe), f"{self.name}: mit einer leiter braucht sie den Namen stufe."
        )
        if self.leiter:
            verlange(bool(self.leiter[0].stufe), f"{self.name}: eine Stufe der leiter hat keinen Namen.")
            verlange(self.groeber is not None, f"{self.name}: die leiter ist leer.")

    def _pruefe_dimension(self, dimension: str) -> None:
        spalten = names.TABELLEN[self.quelle].schluessel
        verlange(
            self.quellspalte(dimension) in spalten,
            f"{self.name}: die Dimension „{dimension}“ hat die Tabelle {self.quelle} nicht; "
            f"sie hat {', '.join(spalten[2:])}.",
        )

    def _pruefe_kreuzung(self, kreuzung: Kreuzung) -> None:
        for dimension, klassen in kreuzung.items():
            verlange(
                dimension in self.dimensionen,
                f"{self.name}: die Kreuzung nennt „{dimension}“, die Tabelle aber nur "
                f"{', '.join(self.dimensionen)}.",
            )
            verlange(bool(klassen), f"{self.name}: die Kreuzung nennt für „{dimension}“ keine Klasse.")
            for klasse in klassen if dimension == "altersgruppe" else ():
                verlange(names.ist_alter(klasse), f"{self.name}: „{klasse}“ ist keine Altersgruppe.")
