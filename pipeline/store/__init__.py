"""The only door to `data/processed`: read released tables, write zones, say where each number comes from."""

from pipeline.store.fassung import code_fassung
from pipeline.store.lesen import (
    herkunft,
    hinweise,
    ist_demonstration,
    read,
    read_bestand,
    read_gebiete,
    tabellen,
    vorhanden,
)
from pipeline.store.ordner import BESTAND, FREIGABE, daten_ordner, tabellen_datei, zone_ordner
from pipeline.store.schreiben import bestand_lieferungen, nicht_mischen, write_zone
from pipeline.store.stand import stehende, zusammenfuehren

__all__ = [
    "BESTAND",
    "FREIGABE",
    "bestand_lieferungen",
    "code_fassung",
    "daten_ordner",
    "herkunft",
    "hinweise",
    "ist_demonstration",
    "nicht_mischen",
    "read",
    "read_bestand",
    "read_gebiete",
    "stehende",
    "tabellen",
    "tabellen_datei",
    "vorhanden",
    "write_zone",
    "zone_ordner",
    "zusammenfuehren",
]
