"""From texts to typed tables, and everything that is wrong with a delivery, in German."""

from pipeline.schemas.befunde import Befund, satz
from pipeline.validation.pruefen import hat_fehler, pruefen

__all__ = ["Befund", "hat_fehler", "pruefen", "satz"]
