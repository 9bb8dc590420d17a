"""What the Eckpunktepapier says about its Quartier: data in `eckpunkte.toml`, checked when it is read."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from pipeline import errors, names
from pipeline.indicators.kennzahl import nach_kennung

RICHTUNGEN = ("unter", "gleich", "ueber")
GROESSEN = ("leicht", "deutlich")
VERAENDERUNGEN = ("zunahme", "rueckgang")
ANTWORTEN = ("ja", "nein")

_WORAN = ("kennzahlen", "zaehler", "prognose", "anteilsprognose", "herkunft", "paragraph", "einrichtungen")
_BEHAUPTET = (
    *("wert", "wert_stadt", "verhaeltnis", "richtung", "veraenderung", "folge", "inanspruchnahme"),
    "unauffaellig",
)
_CODES = {
    "richtung": RICHTUNGEN,
    "groesse": GROESSEN,
    "veraenderung": VERAENDERUNGEN,
    "inanspruchnahme": ANTWORTEN,
}
_TOLERANZ = 2.0
"""Where nothing else is said a value agrees roughly within twice its own rounding (own rule)."""

SPALTEN = (
    *("nummer", "aussage", "text", "messung", "raumeinheit", "vergleich", "stichtag"),
    *("behauptet", "genau", "toleranz", "unter", "behauptet_stadt", "behauptetes_verhaeltnis"),
    *("behauptete_richtung", "behauptete_groesse", "veraenderung", "behauptete_folge", "inanspruchnahme"),
    *("unauffaellig", "hinweis", "einschraenkung"),
)


@dataclass(frozen=True)
class Aussage:
    """One statement: by what it is measured (one of `kennzahlen` to `einrichtungen`), and what it claims."""

    id: str
    text: str
    name: str = ""
    """What is measured, where no Kennzahl says it."""
    kennzahlen: tuple[str, ...] = ()
    zaehler: str = ""
    nenner: str = ""
    prognose: str = ""
    anteilsprognose: bool = False
    herkunft: bool = False
    paragraph: str = ""
    einrichtungen: tuple[str, ...] = ()
    wert: float | None = None
    genau: float = 0.0
    """Half a unit of the last place the paper gives."""
    toleranz: float | None = None
    """Distance up to which the value agrees only roughly."""
    unter: float | None = None
    wert_stadt: float | None = None
    verhaeltnis: float | None = None
    richtung: str | None = None
    groesse: str | None = None
    veraenderung: str | None = None
    folge: tuple[str, ...] = field(default=())
    inanspruchnahme: str | None = None
    unauffaellig: bool | None = None
    hinweis: str = ""
    einschraenkung: str = ""

    @property
    def messungen(self) -> tuple[str, ...]:
        """Keys of what is measured: the Kennzahlen, or the statement itself."""
        return self.kennzahlen or (self.id,)


@dataclass(frozen=True)
class Papier:
    """The paper: about which area and date it speaks, and what it says."""

    titel: str
    raumeinheit: str
    vergleich: str
    stichtag: str
    horizont: int
    aussagen: tuple[Aussage, ...]


def aussagen(raumeinheit: str, vergleich: str) -> pd.DataFrame:
    """List what the paper says about an area.

    Takes:   the area of a report and the one it is compared with.
    Returns: one row per statement and measured thing: nummer, aussage, text, messung (key of what
             `messungen` computes), area, comparison and date of the paper, the claims (None where there is
             none), hinweis, einschraenkung; no rows for another area than that of the paper.
    Raises:  PlanUngueltig where the file contradicts itself.
    Source:  indicators/eckpunkte.toml.
    """
    zeilen = [
        _zeile(nummer, aussage, messung)
        for nummer, aussage in enumerate(fuer(raumeinheit, vergleich), start=1)
        for messung in aussage.messungen
    ]
    return pd.DataFrame(zeilen, columns=list(SPALTEN), dtype=object)


def fuer(raumeinheit: str, vergleich: str) -> tuple[Aussage, ...]:
    """Find the statements on an area, none where the paper is about another.

    Takes:   as `aussagen`.
    Returns: the statements in their order.
    Raises:  PlanUngueltig as `aussagen`.
    Source:  indicators/eckpunkte.toml.
    """
    seines = (papier().raumeinheit, papier().vergleich) == (raumeinheit, vergleich)
    return papier().aussagen if seines else ()


@cache
def papier() -> Papier:
    """Read the paper of the package.

    Takes:   nothing.
    Returns: Papier.
    Raises:  PlanUngueltig where the file contradicts itself.
    Source:  indicators/eckpunkte.toml.
    """
    return lesen(resources.files("pipeline.indicators").joinpath("eckpunkte.toml").read_text("utf-8"))


def lesen(text: str) -> Papier:
    """Read and check statements.

    Takes:   TOML with [papier] and one [[aussage]] per statement.
    Returns: Papier.
    Raises:  PlanUngueltig with the statement and what is wrong with it.
    Source:  own.
    """
    daten = tomllib.loads(text)
    gelesen = tuple(map(_aussage, daten["aussage"]))
    doppelt = [a.id for n, a in enumerate(gelesen) if a.id in {b.id for b in gelesen[:n]}]
    if doppelt:
        raise _fehler(doppelt[0], "die Kennung kommt zweimal vor")
    return Papier(**daten["papier"], aussagen=gelesen)


def _aussage(eintrag: dict[str, Any]) -> Aussage:
    kennung = str(eintrag.get("id", "ohne id"))
    bekannt = {feld.name for feld in fields(Aussage)}
    if fremd := sorted(set(eintrag) - bekannt):
        raise _fehler(kennung, f'das Feld "{fremd[0]}" gibt es nicht')
    if not eintrag.get("text"):
        raise _fehler(kennung, 'das Feld "text" fehlt')
    listen = {name: tuple(wert) for name, wert in eintrag.items() if isinstance(wert, list)}
    aussage = Aussage(**(eintrag | listen))
    _pruefen(aussage)
    return aussage


def _pruefen(a: Aussage) -> None:
    """Refuse a statement that is measured by nothing or by two things, or claims nothing we can check."""
    if len(woran := [name for name in _WORAN if getattr(a, name)]) != 1:
        raise _fehler(a.id, f"gemessen wird an genau einem von {', '.join(_WORAN)}, hier an {len(woran)}")
    if not any(getattr(a, name) not in (None, ()) for name in _BEHAUPTET):
        raise _fehler(a.id, f"es fehlt, was behauptet wird; möglich: {', '.join(_BEHAUPTET)}")
    for feld, codes in _CODES.items():
        if getattr(a, feld) not in (None, *codes):
            raise _fehler(a.id, f'"{getattr(a, feld)}" ist kein Wert von {feld}; möglich: {", ".join(codes)}')
    if fremd := [kennzahl for kennzahl in a.kennzahlen if kennzahl not in nach_kennung()]:
        raise _fehler(a.id, f'die Kennzahl "{fremd[0]}" steht nicht im Katalog')
    if a.toleranz is not None and a.toleranz < a.genau:
        raise _fehler(a.id, "die Toleranz ist kleiner als die Rundung")
    if a.paragraph and a.paragraph not in names.PARAGRAPHEN:
        raise _fehler(a.id, f'den Paragraphen "{a.paragraph}" führt die Tabelle der Hilfen nicht')


def _fehler(kennung: str, was: str) -> errors.PlanUngueltig:
    return errors.PlanUngueltig(f'eckpunkte.toml, Aussage "{kennung}": {was}.')


def _zeile(nummer: int, a: Aussage, messung: str) -> Sequence[Any]:
    p = papier()
    toleranz = _TOLERANZ * a.genau if a.toleranz is None else a.toleranz
    return (
        *(nummer, a.id, a.text, messung, p.raumeinheit, p.vergleich, p.stichtag),
        *(a.wert, a.genau, toleranz, a.unter, a.wert_stadt, a.verhaeltnis),
        *(a.richtung, a.groesse, a.veraenderung, ", ".join(a.folge) or None, a.inanspruchnahme),
        *(a.unauffaellig, a.hinweis, a.einschraenkung),
    )
