"""The typeface inside the page: only the characters that it shows, so that charts keep their widths."""

import base64
import io
from functools import cache

from fontTools import subset

from pipeline import names

_SCHNITTE = {
    "Regular": (400, "normal"),
    "It": (400, "italic"),
    "Semibold": (600, "normal"),
    "Bold": (700, "normal"),
}
"""Font file -> weight and style; those of the charts and those of the page."""
_NAMEN_BLEIBEN = [0, 13, 14]
"""Copyright and licence; a cut-down font may not bear the reserved name of the whole (OFL, section 3)."""
_MERKMALE = ["kern", "mark", "mkmk", "ccmp", "locl"]


def faces(text: str) -> str:
    """CSS rules that bring the typeface with all characters of `text`; same characters, same rules."""
    zeichen = "".join(sorted({*text}))
    return "\n".join(_face(schnitt, zeichen) for schnitt in _SCHNITTE)


def _face(schnitt: str, zeichen: str) -> str:
    gewicht, stil = _SCHNITTE[schnitt]
    daten = base64.b64encode(_woff(schnitt, zeichen)).decode("ascii")
    return (
        f'@font-face {{ font-family: "{names.SCHRIFTFAMILIE}"; font-weight: {gewicht}; font-style: {stil}; '
        f'src: url(data:font/woff;base64,{daten}) format("woff") }}'
    )


@cache
def _woff(schnitt: str, zeichen: str) -> bytes:
    wahl = subset.Options(hinting=False, name_IDs=_NAMEN_BLEIBEN, layout_features=_MERKMALE, flavor="woff")
    schneider = subset.Subsetter(wahl)
    schneider.populate(text=zeichen)
    ausgabe = io.BytesIO()
    with subset.load_font(names.SCHRIFTEN / f"SourceSans3-{schnitt}.ttf", wahl) as schrift:
        schneider.subset(schrift)
        subset.save_font(schrift, ausgabe, wahl)
    return ausgabe.getvalue()
