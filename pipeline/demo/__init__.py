"""The demonstration delivery: a synthetic city, drawn by a seeded model and conditioned on a few figures.

It shares no code and no parameter with `projection`, so that it can be projected without circularity.
"""

from pipeline.demo.einrichtungen import ARTEN
from pipeline.demo.schreiben import SAAT, schreiben

__all__ = ["ARTEN", "SAAT", "schreiben"]
