"""Read a delivery folder in the standard layout."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from pipeline.deliveries import csvdatei, geometrie, manifest
from pipeline.deliveries.lieferung import Angaben, Lieferung
from pipeline.deliveries.ordner import GEOMETRIEN, MANIFEST, sichten
from pipeline.errors import LieferungUngueltig
from pipeline.schemas.befunde import FEHLER, Befund


def read(ordner: Path) -> Lieferung:
    """Read everything in the folder as text, changing nothing.

    Returns: the delivery; whatever could not be read is among its `befunde`, never an exception.
    Raises:  LieferungUngueltig where the folder itself cannot be read or holds no table.
    """
    dateien, befunde = _sichten(Path(ordner))
    inhalte, unlesbar = _inhalte(dateien)
    name = Path(ordner).resolve().name
    angaben, manifestbefunde = (
        manifest.lesen(inhalte[MANIFEST], name) if MANIFEST in inhalte else (Angaben(name), [])
    )
    tabellen, tabellenbefunde = _tabellen(inhalte)
    gebiete, geometriebefunde = _gebiete(Path(ordner), inhalte)
    return Lieferung(
        angaben=angaben,
        ordner=Path(ordner),
        dateien={datei: hashlib.sha256(inhalt).hexdigest() for datei, inhalt in inhalte.items()},
        tabellen=tabellen,
        gebiete=gebiete,
        befunde=(*befunde, *unlesbar, *manifestbefunde, *tabellenbefunde, *geometriebefunde),
    )


def _sichten(ordner: Path) -> tuple[list[Path], list[Befund]]:
    if not ordner.is_dir():
        raise LieferungUngueltig(f"{ordner} ist kein Ordner. Bitte den Ordner der Lieferung nennen.")
    try:
        dateien, befunde = sichten(ordner)
    except PermissionError as fehler:
        raise LieferungUngueltig(f"{ordner} darf nicht gelesen werden. Bitte die Rechte prüfen.") from fehler
    if not dateien and not befunde:
        raise LieferungUngueltig(
            f"{ordner} ist leer. Eine Lieferung enthält mindestens raumeinheiten.csv; "
            "alles Weitere steht in data/raw/README.md."
        )
    return dateien, befunde


def _inhalte(dateien: list[Path]) -> tuple[dict[str, bytes], list[Befund]]:
    """Read every file once, so that what is checked is what its checksum says."""
    inhalte: dict[str, bytes] = {}
    befunde = []
    for datei in dateien:
        try:
            inhalte[datei.name] = datei.read_bytes()
        except OSError:
            grund, abhilfe = "Die Datei lässt sich nicht öffnen.", "Bitte die Rechte prüfen."
            befunde.append(Befund(FEHLER, datei.name, None, "", "", "nicht_lesbar", grund, abhilfe))
    return inhalte, befunde


def _tabellen(inhalte: Mapping[str, bytes]) -> tuple[dict[str, pd.DataFrame], list[Befund]]:
    tabellen = {}
    befunde: list[Befund] = []
    for datei in (name for name in inhalte if name.endswith(".csv")):
        tabelle, neue = csvdatei.lesen(datei, inhalte[datei])
        befunde += neue
        if tabelle is not None:
            tabellen[datei.removesuffix(".csv")] = tabelle
    return tabellen, befunde


def _gebiete(ordner: Path, inhalte: Mapping[str, bytes]) -> tuple[gpd.GeoDataFrame | None, list[Befund]]:
    geliefert = [datei for datei in GEOMETRIEN if datei in inhalte]
    if not geliefert:
        return None, []
    if len(geliefert) > 1:
        grund = f"Die Geometrie liegt zweimal vor: {' und '.join(geliefert)}."
        abhilfe = "Bitte nur eine der beiden Dateien liefern."
        return None, [Befund(FEHLER, geliefert[1], None, "", "", "geometrie", grund, abhilfe)]
    return geometrie.lesen(ordner / geliefert[0], inhalte[geliefert[0]])
