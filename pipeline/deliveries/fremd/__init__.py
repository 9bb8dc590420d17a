"""Read the files of any office by what the manifest says of them; what comes out is the standard layout."""

from pipeline.deliveries.fremd.angaben import Umbenennung
from pipeline.deliveries.fremd.datei import lesen
from pipeline.deliveries.fremd.gebiete import im_standard
from pipeline.deliveries.fremd.zusammenstellung import Gelesen, auftraege, zusammenstellen

__all__ = ["Gelesen", "Umbenennung", "auftraege", "im_standard", "lesen", "zusammenstellen"]
