"""Charts, tables and document parts as typed MIME bundles, from released and derived tables."""

from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.balken import Form, balken, punkte
from pipeline.charts.dokument import absatz, bericht, blick, hinweis, kolophon
from pipeline.charts.karte import karte
from pipeline.charts.linien import Raster, linien
from pipeline.charts.pyramide import pyramide
from pipeline.charts.tabelle import Spalte, tabelle

__all__ = [
    "Anzeige",
    "Form",
    "Kopf",
    "Leer",
    "Raster",
    "Spalte",
    "absatz",
    "balken",
    "bericht",
    "blick",
    "hinweis",
    "karte",
    "kolophon",
    "linien",
    "punkte",
    "pyramide",
    "tabelle",
]
