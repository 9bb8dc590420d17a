"""The catalogue of Kennzahlen: data in `kennzahlen.toml`, checked when it is read."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from pipeline import errors, names
from pipeline.indicators import ausdruck
from pipeline.indicators.ausdruck import Ausdruck, Zelle
from pipeline.schemas import freigabe, grundlage

RICHTUNGEN = ("hoch_ist_gut", "niedrig_ist_gut", "neutral")
ARTEN = ("anteil", "rate", "quotient", "wert", "saldo", "median")
"""anteil: part of its denominator; rate: events per persons; quotient: two groups that share nobody;
wert: anything else, without interval and test; saldo: the same, but may be negative, so that no ratio of
two of them means anything; median: age of the middle person, the cells of the numerator are its age bands."""

GLEICH_BLEIBT = ("name", "einheit", "art", "richtung", "vergleichbar")
"""What a new version may not change: with another it is another Kennzahl, with an id of its own."""

_FREIWILLIG = ("nenner", "hinweis", "vergleichbar", "leicht", "deutlich", "begruendung", "vorgaenger")
_VORGABEN = ("gueltig_ab", "mindestfallzahl")
"""Fields that an entry need not repeat where it takes the value of [vorgabe]."""

_ZEIT = ("raumeinheit", "stichtag", "jahr", "jahre", "status")
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
    mindestfallzahl: int = 0
    """Smallest denominator with which a value is given."""
    gueltig_ab: str = ""
    """First Stichtag of this version, ISO; empty: always."""
    vorgaenger: str = ""
    """`gueltig_ab` of the version before; empty for the first one."""
    frueher: tuple["Kennzahl", ...] = ()
    """The versions before, oldest first: their years keep their definition."""

    @property
    def zellen(self) -> tuple[Zelle, ...]:
        """All released cells it needs."""
        return self.zaehler.zellen + (self.nenner.zellen if self.nenner else ())

    @property
    def fassungen(self) -> tuple["Kennzahl", ...]:
        """All versions, oldest first, this one last."""
        return (*self.frueher, self)

    def am(self, stichtag: str) -> "Kennzahl":
        """The version in force on a Stichtag; the first one for any before it."""
        gueltig = [fassung for fassung in self.fassungen if fassung.gueltig_ab <= stichtag]
        return gueltig[-1] if gueltig else self.fassungen[0]


@dataclass(frozen=True)
class Katalog:
    """All Kennzahlen, the Handlungsfelder by number, and tables that are wanted but not delivered yet."""

    kennzahlen: tuple[Kennzahl, ...]
    handlungsfelder: Mapping[str, str]
    ausstehend: Mapping[str, str]


def katalog(stichtag: str | None = None) -> list[Kennzahl]:
    """Read the catalogue of the package.

    Takes:   a Stichtag (None: today's catalogue).
    Returns: Kennzahlen in the order of the file, each in the version in force on the Stichtag, so that an
             old report keeps its definitions; None: each in its newest version.
    Raises:  PlanUngueltig where the file contradicts itself or the released tables.
    Source:  indicators/kennzahlen.toml; each entry names its own.
    """
    alle = _packaged().kennzahlen
    return list(alle) if stichtag is None else [kennzahl.am(stichtag) for kennzahl in alle]


def nach_kennung() -> dict[str, Kennzahl]:
    """The catalogue by id, for those who look names up.

    Takes:   nothing.
    Returns: id to Kennzahl in its newest version.
    Raises:  PlanUngueltig as `katalog`.
    Source:  indicators/kennzahlen.toml.
    """
    return {kennzahl.id: kennzahl for kennzahl in katalog()}


def seltene() -> frozenset[str]:
    """Kennzahlen whose last survey counts until the next one, as between two elections.

    Takes:   nothing.
    Returns: their ids.
    Raises:  PlanUngueltig as `katalog`.
    Source:  own.
    """
    return frozenset(k.id for k in katalog() if any(z.jahr == "zuletzt" for z in k.zellen))


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
    Returns: the Kennzahl in its newest version.
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

    Takes:   TOML with [handlungsfelder], [ausstehend], [vorgabe] and one [[kennzahl]] per version.
    Returns: Katalog; the versions of one id are one Kennzahl, the newest, which holds the earlier ones.
    Raises:  PlanUngueltig with the entry and what is wrong with it.
    Source:  own.
    """
    daten = tomllib.loads(text)
    felder, ausstehend = daten.get("handlungsfelder", {}), daten.get("ausstehend", {})
    vorgabe = daten.get("vorgabe", {})
    eintraege = [_kennzahl(vorgabe | eintrag) for eintrag in daten.get("kennzahl", [])]
    for kennzahl in eintraege:
        _pruefen(kennzahl, felder)
        for zelle in kennzahl.zellen:
            _zelle_pruefen(kennzahl.id, zelle, ausstehend)
    return Katalog(_verkettet(eintraege), felder, ausstehend)


def _verkettet(eintraege: Sequence[Kennzahl]) -> tuple[Kennzahl, ...]:
    """The newest version of every id, with those before it, in the order in which the ids appear."""
    ketten: dict[str, list[Kennzahl]] = {}
    for kennzahl in eintraege:
        ketten.setdefault(kennzahl.id, []).append(kennzahl)
    fertig = []
    for kette in ketten.values():
        folge = sorted(kette, key=lambda fassung: fassung.gueltig_ab)
        _kette_pruefen(folge)
        fertig.append(replace(folge[-1], frueher=tuple(folge[:-1])))
    return tuple(fertig)


def _kette_pruefen(folge: Sequence[Kennzahl]) -> None:
    """Refuse versions that do not follow on each other, or that are no longer the same Kennzahl."""
    erste = folge[0]
    if erste.vorgaenger:
        raise _fehler(erste.id, f'den Vorgänger, gültig ab "{erste.vorgaenger}", gibt es nicht')
    for vor, nach in pairwise(folge):
        if nach.vorgaenger != vor.gueltig_ab or vor.gueltig_ab == nach.gueltig_ab:
            raise _fehler(
                nach.id,
                "die Kennung kommt zweimal vor; eine neue Fassung braucht ein späteres gueltig_ab und als "
                f'vorgaenger das gueltig_ab der vorigen, "{vor.gueltig_ab}"',
            )
        if anders := [feld for feld in GLEICH_BLEIBT if getattr(vor, feld) != getattr(nach, feld)]:
            raise _fehler(nach.id, f'"{anders[0]}" ist anders als zuvor; das ist eine neue Kennzahl')
        if not nach.hinweis:
            raise _fehler(nach.id, "eine neue Fassung braucht einen Hinweis, der sagt, was sich geändert hat")


def _fehler(kennung: str, was: str) -> errors.PlanUngueltig:
    return errors.PlanUngueltig(f'kennzahlen.toml, Kennzahl "{kennung}": {was}.')


def _kennzahl(eintrag: dict[str, Any]) -> Kennzahl:
    """Build one entry; its expressions are read here."""
    kennung = str(eintrag.get("id", "ohne id"))
    bekannt = {feld.name for feld in fields(Kennzahl)} - {"frueher"}
    pflicht = bekannt - set(_FREIWILLIG)
    if fremd := sorted(set(eintrag) - bekannt):
        raise _fehler(kennung, f'das Feld "{fremd[0]}" gibt es nicht')
    if fehlend := sorted(pflicht - set(eintrag)):
        wo = " und steht auch nicht unter [vorgabe]" if fehlend[0] in _VORGABEN else ""
        raise _fehler(kennung, f'das Feld "{fehlend[0]}" fehlt{wo}')
    nenner = eintrag.get("nenner", "")
    gelesen = {
        "zaehler": ausdruck.lesen(eintrag["zaehler"]),
        "nenner": ausdruck.lesen(nenner) if nenner else None,
        "faktor": float(eintrag["faktor"]),
        "gueltig_ab": str(eintrag["gueltig_ab"]),
        "vorgaenger": str(eintrag.get("vorgaenger", "")),
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
    _gueltigkeit_pruefen(k)


def _gueltigkeit_pruefen(k: Kennzahl) -> None:
    """Refuse an entry that holds from no date, for no number of cases, or is a median of nothing."""
    if not grundlage.ist_datum(k.gueltig_ab):
        raise _fehler(k.id, f'gueltig_ab "{k.gueltig_ab}" ist kein Datum der Form JJJJ-MM-TT')
    if k.mindestfallzahl < 0:
        raise _fehler(k.id, "die Mindestfallzahl ist negativ")
    if k.art == "median" and (fehler := _kein_median(k.zaehler)):
        raise _fehler(k.id, fehler)


def _kein_median(zaehler: Ausdruck) -> str:
    """Why the cells of a numerator are no age distribution; empty where they are one."""
    baender = [dict(zelle.filter).get("altersgruppe", "") for zelle in zaehler.zellen]
    if any(glied.faktor != 1 for glied in zaehler.glieder) or not all(map(names.ist_alter, baender)):
        return "ein Median braucht im Zähler Altersgruppen, jede einmal"
    grenzen = [names.band(band) for band in baender]
    lueckenlos = all(vor.bis + 1 == nach.von for vor, nach in pairwise(grenzen))
    ganz = lueckenlos and grenzen[0].von == 0 and grenzen[-1].bis == names.ALTER_MAX
    return "" if ganz else "die Altersgruppen eines Medians reichen ohne Lücke von 0 bis zur offenen letzten"


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
