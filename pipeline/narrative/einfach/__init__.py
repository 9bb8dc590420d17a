"""The short edition: plain sentences for residents, by the same rules and from the same comparisons."""

from pipeline.narrative.einfach import angebote, leben, menschen, wandel
from pipeline.narrative.einfach.anteil import anteil, befund, von_hundert
from pipeline.narrative.einfach.erklaerung import QUELLE, SCHUTZ, WOERTER, kolophon, vorgehen
from pipeline.narrative.einfach.gebiet import wo
from pipeline.narrative.einfach.merkmale import MERKMALE

__all__ = [
    "MERKMALE",
    "QUELLE",
    "SCHUTZ",
    "WOERTER",
    "angebote",
    "anteil",
    "befund",
    "kolophon",
    "leben",
    "menschen",
    "von_hundert",
    "vorgehen",
    "wandel",
    "wo",
]
