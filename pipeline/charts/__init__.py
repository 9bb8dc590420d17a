"""Charts, tables and document parts as typed MIME bundles, from released and derived tables."""

from pipeline.charts import stadttabellen, tabellen
from pipeline.charts.abgleich import abgleich
from pipeline.charts.ableitung import ableitung
from pipeline.charts.abschnitt import gegenueber
from pipeline.charts.anzeige import Anzeige, Kopf, Leer
from pipeline.charts.balken import Form, balken, punkte
from pipeline.charts.befragung import befragung
from pipeline.charts.beschluesse import verlauf, zielstand, zielwege
from pipeline.charts.bilanz import bilanz
from pipeline.charts.dokument import absatz, bericht, blick, hinweis, kolophon, liste
from pipeline.charts.flaechenkarten import flaechenkarten, kartenwerte
from pipeline.charts.handlungsfeld import handlungsfelder, ueberschrift
from pipeline.charts.interviews import interviews
from pipeline.charts.karte import karte
from pipeline.charts.kennzahlen import definitionen, jahreswerte
from pipeline.charts.komponenten import komponenten
from pipeline.charts.linien import Raster, linien
from pipeline.charts.prognose import (
    PAPIERGRUPPEN,
    anteil,
    prognose,
    prognosepyramide,
    prognosepyramidenwerte,
)
from pipeline.charts.pyramide import pyramide
from pipeline.charts.rangfolge import ranglisten
from pipeline.charts.spannen import spannen
from pipeline.charts.stadtkarte import stadtkarte, typenkarte
from pipeline.charts.stadttrichter import stadttrichter
from pipeline.charts.szenarien import szenarien
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.charts.trichter import trichter
from pipeline.charts.werte import (
    gebietswerte,
    komponentenwerte,
    pyramidenwerte,
    szenarienjahre,
    werte_nach_jahren,
)
from pipeline.charts.ziele import unterschriften, verantwortung, ziele

__all__ = [
    "PAPIERGRUPPEN",
    "Anzeige",
    "Form",
    "Kopf",
    "Leer",
    "Raster",
    "Spalte",
    "abgleich",
    "ableitung",
    "absatz",
    "anteil",
    "balken",
    "befragung",
    "bericht",
    "bilanz",
    "blick",
    "definitionen",
    "flaechenkarten",
    "gebietswerte",
    "gegenueber",
    "handlungsfelder",
    "hinweis",
    "interviews",
    "jahreswerte",
    "karte",
    "kartenwerte",
    "kolophon",
    "komponenten",
    "komponentenwerte",
    "linien",
    "liste",
    "prognose",
    "prognosepyramide",
    "prognosepyramidenwerte",
    "punkte",
    "pyramide",
    "pyramidenwerte",
    "ranglisten",
    "spannen",
    "stadtkarte",
    "stadttabellen",
    "stadttrichter",
    "szenarien",
    "szenarienjahre",
    "tabelle",
    "tabellen",
    "trichter",
    "typenkarte",
    "ueberschrift",
    "unterschriften",
    "verantwortung",
    "verlauf",
    "werte_nach_jahren",
    "ziele",
    "zielstand",
    "zielwege",
]
