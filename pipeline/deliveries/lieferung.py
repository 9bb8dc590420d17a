"""A delivery as it was read: every cell still text, with the line it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd

from pipeline.schemas.befunde import Befund

GEBIETE = "gebiete"


class Vollstaendig(NamedTuple):
    """Declaration that a missing row is a true zero in these tables, areas and years; `*` is all areas."""

    tabellen: tuple[str, ...]
    raumeinheiten: tuple[str, ...]
    jahre: tuple[int, ...]


class Wechsel(NamedTuple):
    """Declaration that areas got another key (`umbenannt`) or another territory on the day `ab`."""

    alt: tuple[str, ...]
    neu: str
    ab: str
    art: str


class Rundung(NamedTuple):
    """Declaration that the source rounds every number of these tables to a multiple of `auf`."""

    tabellen: tuple[str, ...]
    auf: int


@dataclass(frozen=True)
class Angaben:
    """What a delivery says about itself; empty texts where it says nothing. `datum` is an ISO date."""

    id: str
    lieferant: str = ""
    datum: str = ""
    lizenz: str = ""
    demonstration: bool = False
    hinweis: str = ""
    quelle: str = ""
    kontakt: str = ""
    vollstaendig: tuple[Vollstaendig, ...] = ()
    rundung: tuple[Rundung, ...] = ()
    wechsel: tuple[Wechsel, ...] = ()


@dataclass(frozen=True)
class Lieferung:
    """Everything found in the folder of a delivery.

    `dateien`: sha256 by file name. `tabellen`: text columns as delivered and the int column `zeile`, the
    line on which the row begins (see `stelle`). `gebiete`: raumeinheit, hinweis, geometry. `befunde`: what
    could not be read. `quellen`: tables by the foreign file that feeds them. `stellen`: files by table, in
    the order in which `stelle` counts them. `abgeleitet`: derived values beside their counts
    (`fremd.abgeleitet.SPALTEN`).
    """

    angaben: Angaben
    ordner: Path
    dateien: Mapping[str, str] = field(default_factory=dict)
    tabellen: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    gebiete: gpd.GeoDataFrame | None = None
    befunde: tuple[Befund, ...] = ()
    quellen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stellen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abgeleitet: pd.DataFrame = field(default_factory=pd.DataFrame)


def tabelle_von(datei: str) -> str:
    """Table that a file of the standard layout feeds; empty for the manifest."""
    stamm, endung = Path(datei).stem, Path(datei).suffix
    if endung == ".csv":
        return stamm
    return GEBIETE if endung in (".geojson", ".gpkg") else ""


def beleg(lieferung: Lieferung) -> dict[str, Any]:
    """Record of a delivery for the manifest of a zone: who, when, under which licence, which files."""
    angaben = lieferung.angaben
    dateien = [
        {"datei": name, "tabelle": tabelle, "sha256": summe}
        for name, summe in sorted(lieferung.dateien.items())
        for tabelle in lieferung.quellen.get(name) or (tabelle_von(name),)
    ]
    rundung = [{"tabellen": list(eine.tabellen), "auf": eine.auf} for eine in angaben.rundung]
    wechsel = [{**einer._asdict(), "alt": list(einer.alt)} for einer in angaben.wechsel]
    return {
        "lieferung": angaben.id,
        "lieferant": angaben.lieferant,
        "datum": angaben.datum,
        "lizenz": angaben.lizenz,
        "demonstration": angaben.demonstration,
        "hinweis": angaben.hinweis,
        "quelle": angaben.quelle,
        "kontakt": angaben.kontakt,
        "dateien": dateien,
        **({"rundung": rundung} if rundung else {}),
        **({"wechsel": wechsel} if wechsel else {}),
    }
