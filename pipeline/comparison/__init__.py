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
from pipeline.comparison.entwicklung import TRENDS, entwicklung, entwicklungen
from pipeline.comparison.groesse import DEUTLICH, LEICHT, groesse, richtung
from pipeline.comparison.raenge import raenge
from pipeline.comparison.spannen import bezirke, gleiche_ebene, spannen
from pipeline.comparison.stadt import NIVEAU, beurteilen, stadtvergleich, vergleich
from pipeline.comparison.trichter import streuung, trichter, trichter_auswahl
from pipeline.comparison.typologie import EINDEUTIG_AB, ZIEHUNGEN, typologie, varianten
from pipeline.comparison.vorjahr import seit, zum_vorjahr

__all__ = [
    "BESTAETIGT",
    "DEUTLICH",
    "EINDEUTIG_AB",
    "EINGESCHRAENKT",
    "LEICHT",
    "LESARTEN",
    "NICHT_BEURTEILBAR",
    "NIVEAU",
    "TRENDS",
    "URTEILE",
    "WIDERSPROCHEN",
    "ZIEHUNGEN",
    "abgleich",
    "ableitung",
    "beurteilen",
    "bezirke",
    "entwicklung",
    "entwicklungen",
    "gleiche_ebene",
    "groesse",
    "raenge",
    "richtung",
    "seit",
    "spannen",
    "stadtvergleich",
    "streuung",
    "trichter",
    "trichter_auswahl",
    "typologie",
    "varianten",
    "vergleich",
    "zum_vorjahr",
]
