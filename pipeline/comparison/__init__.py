"""A district beside its city and beside its own past: tests, and the rule behind the words."""

from pipeline.comparison.abgleich import (
    BESTAETIGT,
    EINGESCHRAENKT,
    NICHT_BEURTEILBAR,
    URTEILE,
    WIDERSPROCHEN,
    abgleich,
)
from pipeline.comparison.ableitung import LESARTEN, ableitung
from pipeline.comparison.entwicklung import TRENDS, entwicklung
from pipeline.comparison.groesse import DEUTLICH, LEICHT, groesse, richtung
from pipeline.comparison.spannen import gleiche_ebene, spannen
from pipeline.comparison.stadt import NIVEAU, beurteilen, vergleich
from pipeline.comparison.trichter import trichter, trichter_auswahl
from pipeline.comparison.vorjahr import zum_vorjahr

__all__ = [
    "BESTAETIGT",
    "DEUTLICH",
    "EINGESCHRAENKT",
    "LEICHT",
    "LESARTEN",
    "NICHT_BEURTEILBAR",
    "NIVEAU",
    "TRENDS",
    "URTEILE",
    "WIDERSPROCHEN",
    "abgleich",
    "ableitung",
    "beurteilen",
    "entwicklung",
    "gleiche_ebene",
    "groesse",
    "richtung",
    "spannen",
    "trichter",
    "trichter_auswahl",
    "vergleich",
    "zum_vorjahr",
]
