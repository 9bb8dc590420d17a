"""Read what a statistics office delivers: every cell as text, with the line it stands in."""

from pipeline.deliveries.lesen import read, vorschlag
from pipeline.deliveries.lieferung import Angaben, Lieferung, Vollstaendig, Wechsel, beleg
from pipeline.deliveries.stelle import benennen

__all__ = ["Angaben", "Lieferung", "Vollstaendig", "Wechsel", "beleg", "benennen", "read", "vorschlag"]
