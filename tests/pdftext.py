"""Reading finished PDFs back: their text, rows of tables by their heads, German numbers."""

import re
from functools import cache
from pathlib import Path

import pypdf

ZEICHEN = "•…x/\N{EN DASH}"
"""What may stand where there is no number."""
WERT = rf"(?:[+±\N{{MINUS SIGN}}]?\d[\d.]*(?:,\d+)?|[{ZEICHEN}])"
_TRENNUNG = r"[-\s\N{SOFT HYPHEN}\N{NO-BREAK SPACE}]*"


@cache
def text(pdf: Path) -> str:
    """Text layer of all pages."""
    return "\n".join(seite.extract_text() for seite in pypdf.PdfReader(pdf).pages)


def fliesstext(pdf: Path) -> str:
    """The text without line breaks, words divided at the end of a line put together again."""
    ohne_trennung = re.sub(r"(?<=[a-zäöüß])[-\N{SOFT HYPHEN}]\s*\n\s*(?=[a-zäöüß])", "", text(pdf))
    return re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "-", ohne_trennung)).replace("\N{NO-BREAK SPACE}", " ")


def muster(kopf: str) -> str:
    """Pattern of a row head wherever the line breaks or the word divides."""
    return _TRENNUNG.join(re.escape(zeichen) for zeichen in kopf if not re.match(r"[-\s]", zeichen))


def reihe(inhalt: str, kopf: str, spalten: int, dazwischen: str = r"\s+") -> list[str]:
    """Cells behind a row head, from left to right; the row must be there exactly once.

    `dazwischen` is what stands between head and cells, as a pattern.
    """
    treffer = re.findall(
        rf"(?m)^{muster(kopf)}{dazwischen}({WERT}(?:\s+{WERT}){{{spalten - 1}}})(?![\d.,])", inhalt
    )
    assert treffer, kopf
    assert len(set(treffer)) == 1, (kopf, treffer)
    return str(treffer[0]).split()


def zahl(zelle: str) -> float | None:
    """Number of a printed cell; None for a sign."""
    if zelle in ZEICHEN:
        return None
    glatt = zelle.replace("±", "").replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return float(glatt)


def genau(zelle: str) -> float:
    """Half of the last printed digit: how far the number may be from the value."""
    _, _, nachkomma = zelle.partition(",")
    return 0.5 * 10.0 ** -len(nachkomma) + 1e-9


def gleich(zelle: str, wert: float) -> bool:
    """Whether a printed cell is a number, and this one as far as it is printed."""
    gedruckt = zahl(zelle)
    return gedruckt is not None and abs(gedruckt - wert) <= genau(zelle)


def abschnitt(inhalt: str, von: str, bis: str) -> str:
    """Text from the last `von` (headings also stand in the contents) to the next `bis`."""
    anfang = inhalt.rindex(von)
    return inhalt[anfang : inhalt.index(bis, anfang + len(von))]
