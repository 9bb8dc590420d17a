"""The only door to `data/processed`: read released tables, write zones, say where each number comes from."""

from pipeline.store.archiv import Akte
from pipeline.store.aufnehmen import (
    Aufnahme,
    akten,
    aufnehmen,
    bestand_gesperrt,
    geltende,
    stand_vom,
    stehende_tabellen,
    wiederherstellen,
)
from pipeline.store.beschluesse import beschluesse_fortschreiben, beschluesse_lesen, beschluss_datei
from pipeline.store.fassung import code_fassung, paket_fassung
from pipeline.store.lesen import (
    fassung_freigabe,
    herkunft,
    hinweise,
    ist_demonstration,
    read,
    read_bestand,
    read_gebiete,
    stufe,
    tabellen,
    vorhanden,
)
from pipeline.store.ordner import BESTAND, FREIGABE, daten_ordner, tabellen_datei, zone_ordner
from pipeline.store.schreiben import bestand_lieferungen, nicht_mischen, write_zone
from pipeline.store.stand import ERSETZT, LIEFERSTAND, VOLLSTAENDIGKEIT, unberuehrt, zusammen
from pipeline.store.wechsel import umbenannt, umbenennungen

__all__ = [
    "BESTAND",
    "ERSETZT",
    "FREIGABE",
    "LIEFERSTAND",
    "VOLLSTAENDIGKEIT",
    "Akte",
    "Aufnahme",
    "akten",
    "aufnehmen",
    "beschluesse_fortschreiben",
    "beschluesse_lesen",
    "beschluss_datei",
    "bestand_gesperrt",
    "bestand_lieferungen",
    "code_fassung",
    "daten_ordner",
    "fassung_freigabe",
    "geltende",
    "herkunft",
    "hinweise",
    "ist_demonstration",
    "nicht_mischen",
    "paket_fassung",
    "read",
    "read_bestand",
    "read_gebiete",
    "stand_vom",
    "stehende_tabellen",
    "stufe",
    "tabellen",
    "tabellen_datei",
    "umbenannt",
    "umbenennungen",
    "unberuehrt",
    "vorhanden",
    "wiederherstellen",
    "write_zone",
    "zone_ordner",
    "zusammen",
]
