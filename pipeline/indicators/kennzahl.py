"""The catalogue of Kennzahlen: data in `kennzahlen.toml`, checked when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from pipeline import errors
from pipeline.indicators import ausdruck
from pipeline.indicators.ausdruck import Ausdruck, Zelle
from pipeline.schemas import freigabe

RICHTUNGEN = ("hoch_ist_gut", "niedrig_ist_gut", "neutral")
ARTEN = ("anteil", "rate", "quotient", "wert", "saldo")
"""anteil: part of its denominator; rate: events per persons; quotient: two groups that share nobody;
wert: anything else, without interval and test; saldo: the same, but may be negative, so that no ratio of
two of them means anything."""

_ZEIT = ("raumeinheit", "stichtag", "jahr", "status")
_WERTE = ("anzahl", "personen", "summe_alter", "wahlberechtigte", "waehlende")


@dataclass(frozen=True)
class Kennzahl:
    """One entry of the catalogue."""

    id: str
    name: str
    definition: str
    """One German sentence that names numerator and denominator."""
    zaehler: Ausdruck
    nenner: Ausdruck | None
    faktor: float
    einheit: str
    richtung: str
    handlungsfeld: str
    """Section of the Eckpunktepapier, 2.3.1 to 2.3.7."""
    art: str
    stellen: int
    """Decimals in print."""
    quelle: str
    hinweis: str = ""
    vergleichbar: bool = True
    """Whether an area may be set beside its city: flows over the boundary of a district may not."""
    leicht: float | None = None
    """Ratio from which a difference is `leicht`, where the common rule does not fit."""
    deutlich: float | None = None
    begruendung: str = ""
    """Why the common rule does not fit."""

    @property
    def zellen(self) -> tuple[Zelle, ...]:
        """All released cells it needs."""
        return self.zaehler.zellen + (self.nenner.zellen if self.nenner else ())


@dataclass(frozen=True)
class Katalog:
    """All Kennzahlen, the Handlungsfelder by number, and tables that are wanted but not delivered yet."""

    kennzahlen: tuple[Kennzahl, ...]
    handlungsfelder: Mapping[str, str]
    ausstehend: Mapping[str, str]


def katalog() -> list[Kennzahl]:
    """Read the catalogue of the package.

    Takes:   nothing.
    Returns: Kennzahlen in the order of the file.
    Raises:  PlanUngueltig where the file contradicts itself or the released tables.
    Source:  indicators/kennzahlen.toml; each entry names its own.
    """
    return list(_packaged().kennzahlen)


def handlungsfelder() -> dict[str, str]:
    """Names of the Handlungsfelder.

    Takes:   nothing.
    Returns: number of the section to its German name, in order.
    Raises:  PlanUngueltig as `katalog`.
    Source:  Eckpunktepapier zum Quartierszentrum Heilbronner Süden, 2. Standort, section 2.3.
    """
    return dict(_packaged().handlungsfelder)


def nach_id(kennung: str) -> Kennzahl:
    """Find one Kennzahl.

    Takes:   its id.
    Returns: the Kennzahl.
    Raises:  PlanUngueltig where there is none of this id.
    Source:  indicators/kennzahlen.toml.
    """
    for kennzahl in _packaged().kennzahlen:
        if kennzahl.id == kennung:
            return kennzahl
    raise errors.PlanUngueltig(f'Die Kennzahl "{kennung}" steht nicht im Katalog kennzahlen.toml.')


@cache
def _packaged() -> Katalog:
    return lesen(resources.files("pipeline.indicators").joinpath("kennzahlen.toml").read_text("utf-8"))


def lesen(text: str) -> Katalog:
    """Read and check a catalogue.

    Takes:   TOML with [handlungsfelder], [ausstehend] and one [[kennzahl]] per entry.
    Returns: Katalog.
    Raises:  PlanUngueltig with the entry and what is wrong with it.
    Source:  own.
    """
    daten = tomllib.loads(text)
    felder, ausstehend = daten.get("handlungsfelder", {}), daten.get("ausstehend", {})
    kennzahlen = tuple(_kennzahl(eintrag) for eintrag in daten.get("kennzahl", []))
    doppelt = [k.id for i, k in enumerate(kennzahlen) if k.id in {v.id for v in kennzahlen[:i]}]
    if doppelt:
        raise _fehler(doppelt[0], "die Kennung kommt zweimal vor")
    for kennzahl in kennzahlen:
        _pruefen(kennzahl, felder)
        for zelle in kennzahl.zellen:
            _zelle_pruefen(kennzahl.id, zelle, ausstehend)
    return Katalog(kennzahlen, felder, ausstehend)


def _fehler(kennung: str, was: str) -> errors.PlanUngueltig:
    return errors.PlanUngueltig(f'kennzahlen.toml, Kennzahl "{kennung}": {was}.')


def _kennzahl(eintrag: dict[str, Any]) -> Kennzahl:
    """Build one entry; its expressions are read here."""
    kennung = str(eintrag.get("id", "ohne id"))
    bekannt = {feld.name for feld in fields(Kennzahl)}
    pflicht = bekannt - {"nenner", "hinweis", "vergleichbar", "leicht", "deutlich", "begruendung"}
    if fremd := sorted(set(eintrag) - bekannt):
        raise _fehler(kennung, f'das Feld "{fremd[0]}" gibt es nicht')
    if fehlend := sorted(pflicht - set(eintrag)):
        raise _fehler(kennung, f'das Feld "{fehlend[0]}" fehlt')
    nenner = eintrag.get("nenner", "")
    gelesen = {
        "zaehler": ausdruck.lesen(eintrag["zaehler"]),
        "nenner": ausdruck.lesen(nenner) if nenner else None,
        "faktor": float(eintrag["faktor"]),
    }
    return Kennzahl(**(eintrag | gelesen))


def _pruefen(k: Kennzahl, felder: Mapping[str, str]) -> None:
    """Refuse an entry that contradicts itself."""
    texte = {"name": k.name, "definition": k.definition, "einheit": k.einheit, "quelle": k.quelle}
    if leer := sorted(name for name, inhalt in texte.items() if not inhalt.strip()):
        raise _fehler(k.id, f'das Feld "{leer[0]}" ist leer')
    if k.richtung not in RICHTUNGEN:
        raise _fehler(k.id, f'die Richtung "{k.richtung}" gibt es nicht; möglich: {", ".join(RICHTUNGEN)}')
    if k.art not in ARTEN:
        raise _fehler(k.id, f'die Art "{k.art}" gibt es nicht; möglich: {", ".join(ARTEN)}')
    if k.handlungsfeld not in felder:
        raise _fehler(k.id, f'das Handlungsfeld "{k.handlungsfeld}" steht nicht unter [handlungsfelder]')
    if k.nenner is None and k.art not in ("wert", "saldo"):
        raise _fehler(k.id, f'die Art "{k.art}" braucht einen Nenner')
    if (k.leicht is None) != (k.deutlich is None) or (k.leicht is not None and not k.begruendung):
        raise _fehler(k.id, "eigene Schwellen brauchen leicht, deutlich und eine Begründung")


def _zelle_pruefen(kennung: str, zelle: Zelle, ausstehend: Mapping[str, str]) -> None:
    """Refuse a cell that no released table can have."""
    if zelle.tabelle in ausstehend:
        return
    spalten = _spalten().get(zelle.tabelle)
    if spalten is None:
        raise _fehler(kennung, f'die Tabelle "{zelle.tabelle}" ist weder freigegeben noch ausstehend')
    if zelle.spalte not in spalten or zelle.spalte not in _WERTE:
        raise _fehler(kennung, f'die Tabelle "{zelle.tabelle}" hat keine Wertspalte "{zelle.spalte}"')
    dimensionen = set(spalten) - set(_ZEIT) - set(_WERTE)
    if fremd := sorted({dimension for dimension, _ in zelle.filter} - dimensionen):
        raise _fehler(kennung, f'die Tabelle "{zelle.tabelle}" hat keine Dimension "{fremd[0]}"')


@cache
def _spalten() -> dict[str, tuple[str, ...]]:
    """Columns of every released table."""
    return {name: tuple(modell.to_schema().columns) for name, modell in freigabe.MODELLE.items()}
