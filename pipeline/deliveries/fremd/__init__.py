"""Read the files of any office by what the manifest says of them; what comes out is the standard layout."""

from pipeline.deliveries.fremd.angaben import Umbenennung
from pipeline.deliveries.fremd.gebiete import im_standard
from pipeline.deliveries.fremd.lesen import Gelesen, lesen

__all__ = ["Gelesen", "Umbenennung", "im_standard", "lesen"]
