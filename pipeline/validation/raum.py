"""Rules about the areas and their outlines."""

from collections.abc import Callable, Iterator

from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling, je_zeile
from pipeline.validation.worte import aufzaehlung, meinten_sie

EPSG = 25832
GEOMETRIE = "raumeinheiten (Geometrie)"
OHNE_SCHLUESSEL = "(ohne Schlüssel)"
"""How an outline is named that says of no area it is."""


def eine_stadt(pruefling: Pruefling) -> Iterator[Befund]:
    """Exactly one area is the city.

    Why: every other area is compared with it.
    """
    ebenen = pruefling.raumeinheiten
    if "ebene" not in ebenen or ebenen.empty:
        return
    staedte = ebenen[ebenen["ebene"].eq("stadt").fillna(False)]
    if staedte.empty:
        grund = 'Keine Raumeinheit hat die Ebene "stadt".'
        abhilfe = "Ohne die Stadt gibt es keinen Vergleich; bitte ihre Zeile ergänzen."
        yield Befund(WARNUNG, "raumeinheiten.csv", None, "ebene", "", "eine_stadt", grund, abhilfe)
    for zeile, schluessel in zip(staedte["zeile"][1:], staedte["raumeinheit"][1:], strict=True):
        grund = f'"{schluessel}" ist eine zweite Stadt neben "{staedte["raumeinheit"].iloc[0]}".'
        abhilfe = 'Bitte nur eine Raumeinheit mit der Ebene "stadt" liefern.'
        yield Befund(FEHLER, "raumeinheiten.csv", int(zeile), "ebene", "stadt", "eine_stadt", grund, abhilfe)


def uebergeordnete(pruefling: Pruefling) -> Iterator[Befund]:
    """Every area but the city belongs to another one.

    Why: who belongs to whom decides which areas must add up to which.
    """
    ebenen = pruefling.raumeinheiten
    bekannt = list(ebenen["raumeinheit"].dropna())
    ueber = ebenen["uebergeordnet"]
    falsch = ueber.notna() & (~ueber.isin(bekannt) | ueber.eq(ebenen["raumeinheit"]))
    if not falsch.any():
        return

    def saetze(wert: str) -> tuple[str, str]:
        grund = f'"{wert}" ist keine andere Raumeinheit dieser Lieferung.'
        return grund, f"Gültige Schlüssel stehen in raumeinheiten.csv{meinten_sie(wert, bekannt)}"

    yield from je_zeile(FEHLER, "raumeinheiten", ebenen[falsch], "uebergeordnet", "uebergeordnet", saetze)


def koordinaten(pruefling: Pruefling) -> Iterator[Befund]:
    """Outlines are in EPSG:25832.

    Why: metres must be metres, and maps of two offices must fit.
    """
    if pruefling.gebiete is None:
        return
    crs = pruefling.gebiete.crs
    if crs is None or crs.to_epsg() != EPSG:
        ist = "kein Koordinatensystem genannt" if crs is None else f"das Koordinatensystem {crs.name} genannt"
        yield _geometrie(FEHLER, f"In der Datei ist {ist}, verlangt ist EPSG:25832.", "Bitte umrechnen.")


def gebiete_passen(pruefling: Pruefling) -> Iterator[Befund]:
    """Each outline belongs to one known area, each area but the city has one, and all are sound.

    Why: facilities are counted by where they lie, and a map with a hole is not believed.
    """
    if pruefling.gebiete is None:
        return
    schluessel = pruefling.gebiete["raumeinheit"].fillna(OHNE_SCHLUESSEL)
    bekannt = pruefling.raumeinheiten
    fremd = sorted(set(schluessel) - set(bekannt["raumeinheit"]))
    if fremd and not bekannt.empty:
        grund = f"Flächen ohne Zeile in raumeinheiten.csv: {aufzaehlung(fremd)}."
        yield _geometrie(FEHLER, grund, "Bitte den Schlüssel der Fläche berichtigen oder die Zeile ergänzen.")
    doppelt = sorted(set(schluessel[schluessel.duplicated()]))
    if doppelt:
        abhilfe = "Bitte je Raumeinheit eine Fläche liefern (bei mehreren Teilen ein MultiPolygon)."
        yield _geometrie(FEHLER, f"Mehrere Flächen für {aufzaehlung(doppelt)}.", abhilfe)
    yield from _formen(pruefling)
    if "ebene" in bekannt:
        ohne = sorted(set(bekannt["raumeinheit"][bekannt["ebene"].ne("stadt")].dropna()) - set(schluessel))
        if ohne:
            grund = f"Keine Fläche für {aufzaehlung(ohne)}."
            yield _geometrie(WARNUNG, grund, "Auf Karten bleibt die Stelle leer; bitte nachliefern.")


def _formen(pruefling: Pruefling) -> Iterator[Befund]:
    gebiete = pruefling.gebiete
    if gebiete is None:
        return
    flaeche = gebiete.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    krank = gebiete[~flaeche | gebiete.geometry.is_empty | ~gebiete.geometry.is_valid]
    if len(krank):
        orte = sorted(set(krank["raumeinheit"].fillna(OHNE_SCHLUESSEL)))
        grund = f"Keine gültige Fläche: {aufzaehlung(orte)}."
        yield _geometrie(FEHLER, grund, "Bitte die Geometrie im GIS prüfen und bereinigen.")


def _geometrie(grad: str, grund: str, abhilfe: str) -> Befund:
    return Befund(grad, GEOMETRIE, None, "", "", "geometrie", grund, abhilfe)


RAUMREGELN: tuple[Callable[[Pruefling], Iterator[Befund]], ...] = (
    eine_stadt,
    uebergeordnete,
    koordinaten,
    gebiete_passen,
)
