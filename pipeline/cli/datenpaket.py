"""The description of a table as a Frictionless Data Package: columns, types, dialect, where it comes from."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.cli import blaetter
from pipeline.cli.auswertung import Auswertung

DATEI = "datapackage.json"
NAME = "sozialraum-kennzahlen"
_FORMATE = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
}


def text(
    fertig: Auswertung,
    ziel: Path,
    inhalt: bytes,
    spalten: Sequence[str],
    alt: Mapping[str, Any] | None,
) -> bytes:
    """Describe a file.

    Takes:   what it was made from; its path and bytes; its columns; the description of the same package
             that lies beside it, whose other files are kept.
    Returns: JSON without any date of its own.
    """
    andere = [teil for teil in (alt or {}).get("resources", []) if _bleibt(teil, ziel)]
    eigene = _tabelle(fertig, ziel, inhalt, spalten)
    paket = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": f"Kennzahlen {fertig.orte.hier.name}, Stichtag {fertig.stichtag}",
        "description": " ".join([*fertig.hinweise, "Status: warum ein Wert fehlt."]),
        "sources": _quellen(fertig),
        "resources": sorted([*andere, eigene], key=lambda teil: str(teil["path"])),
    }
    return (json.dumps(paket, ensure_ascii=False, indent=2) + "\n").encode()


def _bleibt(teil: Mapping[str, Any], ziel: Path) -> bool:
    pfad = str(teil.get("path", ""))
    return pfad not in ("", ziel.name) and (ziel.parent / pfad).is_file()


def _quellen(fertig: Auswertung) -> list[dict[str, str]]:
    lieferungen = fertig.herkunft.drop_duplicates("lieferung").to_dict("records")
    titel = [(f"{satz['lieferant']}, Lieferung {satz['lieferung']}", satz) for satz in lieferungen]
    return [{"title": f"{text} vom {satz['datum']} ({satz['lizenz']})"} for text, satz in titel]


def _tabelle(fertig: Auswertung, ziel: Path, inhalt: bytes, spalten: Sequence[str]) -> dict[str, Any]:
    endung = ziel.suffix.lower()
    form, medium = _FORMATE[endung]
    dialekt = {"dialect": {"delimiter": ";", "lineTerminator": "\r\n", "header": True}}
    return {
        "profile": "tabular-data-resource",
        "name": re.sub(r"[^a-z0-9._-]+", "-", ziel.name.lower()),
        "path": ziel.name,
        "title": f"{fertig.orte.hier.name} und {fertig.orte.dort.name}, alle Jahre bis {fertig.stichtag}",
        "format": form,
        "mediatype": medium,
        "encoding": "utf-8",
        **_pruefwerte(inhalt, endung),
        **(dialekt if endung == ".csv" else {}),
        "schema": {
            "fields": [_feld(name, feld, endung) for name, feld in blaetter.felder(spalten).items()],
            "primaryKey": ["kennzahl", "raumeinheit", "jahr"],
            "missingValues": [""],
        },
    }


def _pruefwerte(inhalt: bytes, endung: str) -> dict[str, Any]:
    """Size and checksum; the library of the standard counts the bytes of CSV only and calls others wrong."""
    summe = hashlib.sha256(inhalt).hexdigest()
    return {"bytes": len(inhalt), "hash": f"sha256:{summe}"} if endung == ".csv" else {"sha256": summe}


def _feld(name: str, feld: blaetter.Feld, endung: str) -> dict[str, Any]:
    komma = {"decimalChar": ","} if endung == ".csv" and feld.typ == blaetter.ZAHL else {}
    pflicht = {"constraints": {"required": True}} if name in ("kennzahl", "raumeinheit", "jahr") else {}
    kopf = {"name": name, "title": feld.titel, "type": feld.typ, "description": feld.beschreibung}
    return {**kopf, **komma, **pflicht}
