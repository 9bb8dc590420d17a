"""The city's own forecast: whose it is, and that it looks ahead; each mistake is said once."""

from collections.abc import Callable, Iterator

from pipeline.measures.codes import Codes
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.schemas.grundlage import ist_datum
from pipeline.validation.pruefling import Pruefling, je_zeile

TABELLE = "eckwerte"
JAHRESENDE = "-12-31"


def eckwerte_am_jahresende(pruefling: Pruefling) -> Iterator[Befund]:
    """A forecast stands on a 31 December and is for later ones.

    Why: a projection goes from one end of a year to the next; what a forecast says of another day cannot
    be set beside it.
    """
    for spalte in ("basis", "stichtag") if TABELLE in pruefling.tabellen else ():
        zeilen, tage = pruefling.tabellen[TABELLE], pruefling.codes(TABELLE, spalte)
        anders = zeilen[tage.where([ist_datum(tag) and not tag.endswith(JAHRESENDE) for tag in tage.texte])]
        je_tag = anders.drop_duplicates(spalte)
        yield from je_zeile(FEHLER, TABELLE, je_tag, spalte, "eckwerte", _kein_jahresende)


def _kein_jahresende(wert: str) -> tuple[str, str]:
    return (
        f"{wert} ist kein Jahresende.",
        "Eckwerte gelten je für einen 31. Dezember; bitte das Datum prüfen.",
    )


def eckwerte_nach_der_basis(pruefling: Pruefling) -> Iterator[Befund]:
    """What a forecast is for lies after the day it stands on.

    Why: before it there are counts; columns that changed places are the usual cause.
    """
    if TABELLE not in pruefling.tabellen:
        return
    zeilen = pruefling.tabellen[TABELLE]
    beide = zeilen[["basis", "stichtag", "zeile"]].astype({"basis": "object", "stichtag": "object"}).dropna()
    vorbei = beide[beide["stichtag"] <= beide["basis"]].drop_duplicates(["basis", "stichtag"])
    for basis, gruppe in vorbei.groupby("basis"):

        def saetze(wert: str, basis: str = str(basis)) -> tuple[str, str]:
            grund = f"Der Stichtag {wert} liegt nicht nach der Basis {basis}, auf der die Eckwerte beruhen."
            return grund, "Bitte prüfen, ob basis und stichtag vertauscht sind."

        yield from je_zeile(FEHLER, TABELLE, gruppe, "stichtag", "eckwerte", saetze)


def eckwerte_der_stadt(pruefling: Pruefling) -> Iterator[Befund]:
    """A forecast is of a city, not of one of its areas.

    Why: the areas are projected here and fitted to the city; two numbers for one thing would stand beside
    each other.
    """
    if TABELLE not in pruefling.tabellen or pruefling.raumeinheiten.empty:
        return
    raum = pruefling.codes(TABELLE, "raumeinheit")
    fremd = pruefling.tabellen[TABELLE][raum.where(_teil(pruefling, raum))].drop_duplicates("raumeinheit")
    yield from je_zeile(FEHLER, TABELLE, fremd, "raumeinheit", "eckwerte", _keine_stadt)


def _teil(pruefling: Pruefling, raum: Codes) -> list[bool]:
    """Whether a key is that of a known area below a city."""
    bekannt = {*pruefling.raumeinheiten["raumeinheit"].dropna()} - pruefling.staedte
    return [text in bekannt for text in raum.texte]


def _keine_stadt(wert: str) -> tuple[str, str]:
    grund = f'"{wert}" ist keine Stadt; Eckwerte gelten für die Stadt insgesamt.'
    return grund, "Bitte nur die Zeilen der Stadt liefern; ihre Raumeinheiten werden daran angepasst."


ECKWERTREGELN: tuple[Callable[[Pruefling], Iterator[Befund]], ...] = (
    eckwerte_am_jahresende,
    eckwerte_nach_der_basis,
    eckwerte_der_stadt,
)
