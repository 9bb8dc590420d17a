"""Files as German offices write them, with invented numbers, and the truth about each."""

from tests.deliveries.aemter.behoerden import BEHOERDEN
from tests.deliveries.aemter.fall import Fall
from tests.deliveries.aemter.fallen import FALLEN
from tests.deliveries.aemter.formen import FORMEN
from tests.deliveries.aemter.soziales import SOZIALES
from tests.deliveries.aemter.staedte import STAEDTE

FAELLE: tuple[Fall, ...] = (*STAEDTE, *BEHOERDEN, *SOZIALES, *FORMEN, *FALLEN)

__all__ = ["FAELLE", "Fall"]
