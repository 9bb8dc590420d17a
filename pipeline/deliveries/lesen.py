"""Read a delivery folder: foreign files as the manifest says, all others in the standard layout."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from pipeline.deliveries import einzeln, fremd, geometrie, manifest
from pipeline.deliveries.fremd.vorschlag import vorschlagen
from pipeline.deliveries.lieferung import Angaben, Lieferung, Vollstaendig
from pipeline.deliveries.ordner import GEOMETRIEN, MANIFEST, sichten
from pipeline.deliveries.stelle import nummeriert
from pipeline.errors import LieferungUngueltig
from pipeline.measures.codes import stack
from pipeline.measures.steps import Runner, in_turn
from pipeline.schemas.befunde import FEHLER, Befund


def read(ordner: Path, zugleich: Runner = in_turn) -> Lieferung:
    """Read everything in the folder as text, changing nothing.

    Takes:   the folder; how to carry out the reading of each file.
    Returns: the delivery; whatever could not be read is among its `befunde`, never an exception.
    Raises:  LieferungUngueltig where the folder itself cannot be read or holds no table.
    """
    pfad = Path(ordner)
    angaben = _manifest(pfad)
    dateien, befunde = _sichten(pfad, [datei.datei for datei in angaben.fremd.dateien])
    inhalte, unlesbar = _inhalte(dateien)
    blaetter = einzeln.lesen(inhalte, angaben.fremd, _dazu(pfad, inhalte), zugleich)
    summen, (gebiete, geometriebefunde) = blaetter.dazu
    gelesen = fremd.zusammenstellen(inhalte, angaben.fremd, blaetter.fremd)
    tabellen, tabellenbefunde = _tabellen(blaetter.standard, gelesen, angaben.fremd.umbenennungen)
    return Lieferung(
        angaben=_mit_nullen(angaben.angaben, gelesen),
        ordner=pfad,
        dateien=summen,
        tabellen=tabellen,
        gebiete=gebiete,
        befunde=(
            *befunde,
            *unlesbar,
            *angaben.befunde,
            *gelesen.befunde,
            *tabellenbefunde,
            *geometriebefunde,
        ),
        quellen=gelesen.quellen,
        stellen=_stellen(tabellen, inhalte, gelesen),
        abgeleitet=gelesen.abgeleitet,
    )


def vorschlag(ordner: Path) -> str:
    """Text of a manifest for a folder that has none: saved as lieferung.toml, it says how to read it.

    Raises: LieferungUngueltig where the folder cannot be read.
    """
    dateien, _ = _sichten(Path(ordner), ["*"])
    fremde = [datei for datei in dateien if datei.name not in (MANIFEST, *GEOMETRIEN)]
    return vorschlagen(_inhalte(fremde)[0], Path(ordner).resolve().name)


def _manifest(ordner: Path) -> manifest.Manifest:
    """Manifest of the folder; none is the standard layout. A link is not followed; `sichten` reports it."""
    datei, name = ordner / MANIFEST, ordner.resolve().name
    try:
        lesbar = datei.is_file() and not datei.is_symlink()
        return manifest.lesen(datei.read_bytes() if lesbar else b"", name)
    except OSError:  # reported where all files are read
        return manifest.lesen(b"", name)


def _mit_nullen(angaben: Angaben, gelesen: fremd.Gelesen) -> Angaben:
    """Add where foreign files write a true zero as a missing row."""
    return replace(
        angaben, vollstaendig=(*angaben.vollstaendig, *(Vollstaendig(*v) for v in gelesen.vollstaendig))
    )


def _sichten(ordner: Path, erklaert: list[str]) -> tuple[list[Path], list[Befund]]:
    if not ordner.is_dir():
        raise LieferungUngueltig(f"{ordner} ist kein Ordner. Bitte den Ordner der Lieferung nennen.")
    try:
        dateien, befunde = sichten(ordner, erklaert)
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


def _dazu(ordner: Path, inhalte: Mapping[str, bytes]) -> list[einzeln.Auftrag]:
    """What is done with the files besides reading tables: a checksum takes a tenth of the time of a table."""
    alles = sum(map(len, inhalte.values()))
    geometrie = sum(len(inhalte[datei]) for datei in GEOMETRIEN if datei in inhalte)
    return [
        einzeln.Auftrag(partial(_pruefsummen, inhalte), alles // 10),
        einzeln.Auftrag(partial(_gebiete, ordner, inhalte), geometrie),
    ]


def _pruefsummen(inhalte: Mapping[str, bytes]) -> dict[str, str]:
    return {datei: hashlib.sha256(inhalt).hexdigest() for datei, inhalt in inhalte.items()}


def _tabellen(
    standard: Mapping[str, einzeln.Standard], gelesen: fremd.Gelesen, wechsel: Sequence[fremd.Umbenennung]
) -> tuple[dict[str, pd.DataFrame], list[Befund]]:
    """Tables of the standard layout beside those of foreign files; a list of areas of its own stands."""
    tabellen: dict[str, pd.DataFrame] = dict(gelesen.tabellen)
    befunde: list[Befund] = []
    for datei, (geliefert, unlesbar) in standard.items():
        befunde += unlesbar
        if geliefert is None:
            continue
        name = datei.removesuffix(".csv")
        tabelle, gewechselt = fremd.im_standard(name, geliefert, wechsel)
        befunde += gewechselt
        if name in tabellen and name != "raumeinheiten":
            tabelle = stack([tabelle, nummeriert(tabellen[name], 1)])
        tabellen[name] = tabelle
    return tabellen, befunde


def _stellen(
    tabellen: Mapping[str, pd.DataFrame], inhalte: Mapping[str, bytes], gelesen: fremd.Gelesen
) -> dict[str, tuple[str, ...]]:
    """Files by table: that of the standard layout first, then the foreign ones."""
    stellen = {}
    for name in tabellen:
        datei = f"{name}.csv"
        eigene = (datei,) if datei in inhalte and datei not in gelesen.quellen else ()
        ersetzt = eigene and name == "raumeinheiten"
        stellen[name] = eigene if ersetzt else (*eigene, *gelesen.stellen.get(name, ()))
    return stellen


def _gebiete(ordner: Path, inhalte: Mapping[str, bytes]) -> tuple[gpd.GeoDataFrame | None, list[Befund]]:
    geliefert = [datei for datei in GEOMETRIEN if datei in inhalte]
    if not geliefert:
        return None, []
    if len(geliefert) > 1:
        grund = f"Die Geometrie liegt zweimal vor: {' und '.join(geliefert)}."
        abhilfe = "Bitte nur eine der beiden Dateien liefern."
        return None, [Befund(FEHLER, geliefert[1], None, "", "", "geometrie", grund, abhilfe)]
    return geometrie.lesen(ordner / geliefert[0], inhalte[geliefert[0]])
