"""A drawing that stands in the page itself: ids of its own, nothing that runs, nothing fetched."""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline import errors

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_FORMEN = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
_ELEMENTE = {"svg", "g", "defs", "use", "clipPath", "pattern"} | _FORMEN
_WEG = frozenset(f"{_SVG}{name}" for name in ("metadata", "title", "desc"))
"""What matplotlib says of the file; the page has its own name for every drawing."""
_STIL = "*{stroke-linejoin: round; stroke-linecap: butt}"
"""The one rule matplotlib writes; in a page it would hold for everything, so the page has it for drawings."""
_VERWEIS = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")

_LESER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def inline(svg: str, kennung: str, alt: str) -> str:
    """Make the drawing of one figure fit to stand among others in one page.

    Takes:   SVG as our charts draw it; the anchor of the figure, which leads all ids of the drawing; what
             is read aloud in its place.
    Returns: an svg element without size; same input, same text.
    Raises:  BerichtUngueltig where the drawing is no SVG, or holds what could run or be fetched.
    """
    wurzel = _parsed(svg, kennung)
    _drop(wurzel)
    for element in wurzel.iter():
        _check(element, kennung)
        _rename(element, kennung)
    _drop_ids_nobody_names(wurzel)
    for angabe in ("width", "height", "version"):
        wurzel.attrib.pop(angabe, None)
    wurzel.set("role", "img")
    wurzel.set("aria-label", alt)
    etree.cleanup_namespaces(wurzel)
    return str(etree.tostring(wurzel, encoding="unicode"))


def _parsed(svg: str, kennung: str) -> etree._Element:
    try:
        wurzel = etree.fromstring(svg.encode(), _LESER)
    except etree.XMLSyntaxError as fehler:
        raise errors.BerichtUngueltig(_satz(kennung, "ist kein gültiges SVG")) from fehler
    if wurzel.tag != f"{_SVG}svg":
        raise errors.BerichtUngueltig(_satz(kennung, "ist kein gültiges SVG"))
    return wurzel


def _satz(kennung: str, was: str) -> str:
    return f'Abbildung "{kennung.partition(".")[2]}": die Zeichnung {was}; erzeugen Sie sie mit charts.'


def _drop(wurzel: etree._Element) -> None:
    """Leave out what the page says itself."""
    for element in list(wurzel.iter()):
        eigene_regel = element.tag == f"{_SVG}style" and (element.text or "").strip() == _STIL
        oben = element.getparent()
        if oben is not None and (element.tag in _WEG or eigene_regel):
            oben.remove(element)


def _check(element: etree._Element, kennung: str) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _ELEMENTE:
        raise errors.BerichtUngueltig(_satz(kennung, f"enthält das Element {name.rpartition('}')[2]}"))
    for feld, wert in element.attrib.items():
        if str(feld).startswith("on"):
            raise errors.BerichtUngueltig(_satz(kennung, f"enthält das Attribut {feld}"))
        fremd = str(feld) in ("href", _HREF) and not str(wert).startswith("#")
        if fremd or "url(" in _VERWEIS.sub("", str(wert)):
            raise errors.BerichtUngueltig(_satz(kennung, f"verweist mit {wert} nach außen"))


def _rename(element: etree._Element, kennung: str) -> None:
    """Lead ids, and what names them, with the anchor of the figure."""
    for feld, wert in list(element.attrib.items()):
        if feld == "id":
            element.set("id", f"{kennung}.{wert}")
        elif feld in ("href", _HREF):
            del element.attrib[feld]
            element.set("href", f"#{kennung}.{str(wert)[1:]}")
        elif "url(" in str(wert):
            element.set(str(feld), _VERWEIS.sub(rf"url(#{kennung}.\1)", str(wert)))


def _drop_ids_nobody_names(wurzel: etree._Element) -> None:
    genannt = set(_named(wurzel))
    for element in wurzel.iter():
        if element.get("id") not in genannt:
            element.attrib.pop("id", None)


def _named(wurzel: etree._Element) -> Iterator[str]:
    for element in wurzel.iter():
        for feld, wert in element.attrib.items():
            if feld == "href":
                yield str(wert)[1:]
            yield from _VERWEIS.findall(str(wert))
