"""The typeface of the report, known to matplotlib from the font files of the project."""

from functools import cache
from typing import Any

from matplotlib import font_manager

from pipeline import names


@cache
def _angemeldet() -> str:
    """Register the font files once and name their family."""
    for schnitt in ("Regular", "It", "Bold"):
        font_manager.fontManager.addfont(names.SCHRIFTEN / f"SourceSans3-{schnitt}.ttf")
    return names.SCHRIFTFAMILIE


def rc() -> dict[str, Any]:
    """Give the settings that make matplotlib use exactly the family the PDF embeds."""
    return {"font.family": [_angemeldet()]}
