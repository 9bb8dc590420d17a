"""The typeface inside the page: cut down to what German reports show, so that charts keep their widths."""

import base64
import io
import string
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
GRUNDBESTAND = frozenset(f"{string.printable}ÄÖÜßäöüéèçşğıİ§°±·×–—‘’‚“”„…•€−≤≥≈→↗↘▲▼○●■✓\N{NO-BREAK SPACE}")
"""What is in every page, so that most pages have the same and the typeface is cut once for all of them."""
_NAMEN_BLEIBEN = [0, 13, 14]
"""Copyright and licence; a cut-down font may not bear the reserved name of the whole (OFL, section 3)."""
_MERKMALE = ["kern", "mark", "mkmk", "ccmp", "locl"]


def faces(text: str) -> str:
    """CSS rules that bring the typeface with all characters of `text`; the same for most texts."""
    zeichen = "".join(sorted(GRUNDBESTAND.union(text)))
    return "\n".join(_face(schnitt, zeichen) for schnitt in _SCHNITTE)


def usual() -> str:
    """Rules of most pages; to cut their typeface takes a second."""
    return faces("")


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
