"""pandera models of every table that crosses a stage boundary."""

from pipeline.schemas.lieferung import MODELLE

__all__ = ["MODELLE"]
