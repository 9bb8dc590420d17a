"""From texts to typed tables, and everything that is wrong with a delivery, in German."""

from pipeline.schemas.befunde import Befund, satz
from pipeline.validation.pruefen import REGELN, braucht_bestaetigung, hat_fehler, pruefen
from pipeline.validation.pruefling import ABGELEITET
from pipeline.validation.regelworte import Regelwort, regelwort

__all__ = [
    "ABGELEITET",
    "REGELN",
    "Befund",
    "Regelwort",
    "braucht_bestaetigung",
    "hat_fehler",
    "pruefen",
    "regelwort",
    "satz",
]
