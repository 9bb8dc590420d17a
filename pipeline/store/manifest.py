"""The manifest of a zone: from which deliveries, with which code and parameters each table was made.

It holds no row counts, and no plain checksum of anything confidential.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.store.fassung import code_fassung
from pipeline.store.pruefsummen import sha256, verschluesselt

DATEI = "manifest.json"

Lieferung = Mapping[str, Any]
"""What is recorded of a delivery: lieferung, lieferant, datum, lizenz, demonstration, hinweis, dateien;
each of the files has datei, tabelle and sha256 (as read) or hmac (as recorded)."""


def lesen(ordner: Path) -> dict[str, Any]:
    """Manifest of a zone; a zone that was never written has no steps."""
    datei = ordner / DATEI
    return json.loads(datei.read_text(encoding="utf-8")) if datei.exists() else {"schritte": {}}


def text(manifest: Mapping[str, Any]) -> bytes:
    """Encode the manifest as it is written: the same content always gives the same bytes."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def schritt(
    inhalte: Mapping[str, bytes],
    quellen: Mapping[str, Sequence[str]],
    lieferungen: Sequence[Lieferung],
    parameter: Mapping[str, Any],
    vertraulich: bool,
) -> dict[str, Any]:
    """Entry of one step (einlesen, freigeben, prognose).

    Takes: Parquet bytes by table; by table the tables of `bestand` it was made from (itself if unnamed).
    """
    geheim = vertraulich and not demonstration(lieferungen)
    tabellen = {
        name: {"pruefsumme": summe(inhalt, geheim), "quellen": sorted(quellen.get(name, [name]))}
        for name, inhalt in inhalte.items()
    }
    return {
        "code": code_fassung(),
        "parameter": dict(parameter),
        "lieferungen": [eintrag(lieferung) for lieferung in lieferungen],
        "tabellen": tabellen,
    }


def demonstration(lieferungen: Sequence[Lieferung]) -> bool:
    """Whether any of these deliveries is demonstration data; none at all are taken for real."""
    return any(bool(lieferung["demonstration"]) for lieferung in lieferungen)


def alle_lieferungen(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Deliveries behind any step of a zone, in the order of the steps."""
    return [eintrag for schritt in manifest["schritte"].values() for eintrag in schritt["lieferungen"]]


def summe(inhalt: bytes, geheim: bool) -> str:
    """Checksum of a content: keyed if it is secret."""
    einfach = sha256(inhalt)
    return verschluesselt(einfach) if geheim else einfach


def eintrag(lieferung: Lieferung) -> dict[str, Any]:
    """What may be kept of a delivery: of a real one only keyed checksums."""
    dateien = [_datei(datei, lieferung["demonstration"]) for datei in lieferung["dateien"]]
    return {**lieferung, "dateien": dateien}


def _datei(datei: Mapping[str, str], ist_demonstration: bool) -> dict[str, str]:
    """Record a file; one of a real delivery under its keyed checksum only."""
    if ist_demonstration or "hmac" in datei:
        return dict(datei)
    rest = {feld: wert for feld, wert in datei.items() if feld != "sha256"}
    return {**rest, "hmac": verschluesselt(datei["sha256"])}
