"""Read the files of any office by what the manifest says of them; what comes out is the standard layout."""

from pipeline.deliveries.fremd.lesen import Gelesen, lesen

__all__ = ["Gelesen", "lesen"]
