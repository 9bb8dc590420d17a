"""The one typeface of charts and reports, carried along so that every machine sets the same page."""

from pathlib import Path

SCHRIFTEN = Path(__file__).with_name("schriften")
"""Folder of the font files: Regular, It, Semibold, Bold as TTF, and their licence `OFL.txt`.

Source: Source Sans 3, release 3.052, Adobe, SIL Open Font License 1.1.
"""

SCHRIFTFAMILIE = "Source Sans 3"
"""Family name of these files; their default figures are tabular."""
