"""Content model -> one HTML page that needs nothing else, by one fixed template."""

from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline import names
from pipeline.report import abbreviations, drawing, numbering, tables, webfonts
from pipeline.report.content import Inhalt
from pipeline.report.prose import Block

DEMO_SATZ = "Demonstrationsdaten – synthetisch, keine amtlichen Zahlen"
"""The same words as in the foot of every page of the PDF."""

_PLATZ = "/*stil*/"
"""Where the style sheet comes once it is known which characters the page shows; the head comes first."""
_MITTEL, _LANG = 14, 40
"""Characters from which a column of text is kept wide, and wider, when the screen is narrow."""
_SINN = {zeichen: sinn.partition(",")[0] for zeichen, sinn in tables.ZEICHEN.items() if zeichen != "0"}
"""What is read aloud in place of a symbol, which many voices leave out."""


def page(inhalt: Inhalt) -> bytes:
    """Write the page.

    Returns: UTF-8 HTML with style, typeface and drawings inside; same content, same bytes.
    Raises:  BerichtUngueltig where a drawing holds what could run or be fetched.
    """
    bloecke = [_drawn(block) for block in numbering.numbered(inhalt["bloecke"])]
    vorlage = _umgebung().get_template("template.html")
    rumpf = {
        **inhalt,
        "bloecke": bloecke,
        "gliederung": numbering.contents(bloecke) if inhalt["verzeichnis"] else [],
        "demo_satz": DEMO_SATZ,
        "legende_am_ende": all(block["art"] != "kolophon" for block in bloecke),
    }
    seite = vorlage.render(rumpf, stil=_PLATZ)
    return seite.replace(_PLATZ, _style(seite), 1).encode()


@cache
def _umgebung() -> jinja2.Environment:
    umgebung = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.report", ""),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    umgebung.filters |= {
        "datum": _date,
        "sinn": _meaning,
        "spaltenart": _column_class,
        "gestapelt": _stacked,
        "erklaert": abbreviations.explained,
    }
    return umgebung


def _style(seite: str) -> str:
    """Style sheet and typeface for a page, which shows what characters are needed."""
    blatt = (resources.files("pipeline.report") / "template.css").read_text(encoding="utf-8")
    return f"{webfonts.faces(seite)}\n{blatt.replace('SCHRIFTFAMILIE', names.SCHRIFTFAMILIE)}"


def _drawn(block: Block) -> Block:
    """Put the drawing of a figure in the form in which it stands in the page."""
    if block["art"] != "abbildung":
        return block
    svg = drawing.inline(block["svg"], block["kennung"], block["alt"])
    return block | {"svg": Markup(svg)}  # noqa: S704 -- checked


def _date(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def _meaning(text: str) -> str:
    return _SINN.get(text.strip(), "")


def _column_class(tabelle: dict[str, Any], nummer: int) -> str:
    """Class of the cells of a column: numbers, or texts by their length."""
    if tabelle["spalten"][nummer]["typ"] == "zahl":
        return "zahl"
    laengste = max(len(zeile[nummer]["text"]) for zeile in tabelle["zeilen"])
    return "text" if laengste < _MITTEL else "text mittel" if laengste < _LANG else "text lang"


def _stacked(tabelle: dict[str, Any]) -> bool:
    """Whether a table is a list of terms and texts, whose rows a narrow screen shows one below the other."""
    return len(tabelle["spalten"]) == 2 and all(spalte["typ"] == "text" for spalte in tabelle["spalten"])
