"""What must hold for every page, whatever report it shows; read by a parser that is not ours."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from lxml import etree, html

LEER = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SCHRIFT = re.compile(r"url\(data:font/woff;base64,[A-Za-z0-9+/=]+\)")


def lesen(seite: bytes) -> html.HtmlElement:
    """Read a page; a short form is part of its sentence, whatever it carries with it."""
    dokument = html.document_fromstring(seite.decode("utf-8"))
    etree.strip_tags(dokument, "abbr")
    return dokument


def glatt(text: str) -> str:
    """Text without differences of white space."""
    return re.sub(r"[\s\N{NO-BREAK SPACE}]+", " ", text).strip()


def worte(element: html.HtmlElement) -> str:
    return glatt(" ".join(element.itertext()))


def verstoesse(seite: bytes) -> list[str]:
    """Everything that is wrong with a page: headings, tables, names, ids, links, what it would load."""
    dokument = lesen(seite)
    pruefungen = (_ueberschriften, _tabellen, _bilder, _kennungen, _bereiche, _fremdes)
    return [*_verschachtelung(seite), *(satz for pruefung in pruefungen for satz in pruefung(dokument))]


def raster(tabelle: html.HtmlElement) -> list[list[str]]:
    """Texts of the body cells as they stand in rows and columns; a cell of two rows stands in both."""
    zeilen: list[list[str]] = []
    offen: dict[int, str] = {}
    for zeile in tabelle.xpath("./tbody/tr[not(@class='gruppe')]"):
        zellen = iter(zeile.xpath("./th|./td"))
        reihe, neu = [], {}
        for spalte in range(len(tabelle.xpath("./thead/tr/th"))):
            if spalte in offen:
                reihe.append(offen[spalte])
                continue
            zelle = next(zellen)
            reihe.append(worte(zelle))
            if zelle.get("rowspan"):
                neu[spalte] = reihe[-1]
        assert next(zellen, None) is None, reihe
        zeilen.append(reihe)
        offen = neu
    return zeilen


def unterschiede(seite: bytes, inhalt: dict[str, Any]) -> list[str]:
    """Where the page does not show its content: texts that are missing, tables that hold other cells."""
    dokument = lesen(seite)
    alles = glatt(" ".join([*dokument.itertext(), *dokument.xpath("//@aria-label")]))
    fehlend = [f"es fehlt: {text}" for text in _gezeigte_texte(inhalt) if glatt(text) not in alles]
    flach = [kind for block in inhalt["bloecke"] for kind in (block, *block.get("bloecke", ()))]
    tabellen = [block for block in flach if block["art"] == "tabelle"]
    gezeigt = list(dokument.iter("table"))
    paare = zip(gezeigt, tabellen, strict=True)
    return fehlend + [f"andere Zellen: {t['id']}" for g, t in paare if raster(g) != _soll(t)]


def _soll(tabelle: dict[str, Any]) -> list[list[str]]:
    return [[glatt(zelle["text"]) for zelle in zeile] for zeile in tabelle["zeilen"]]


def _gezeigte_texte(inhalt: Any) -> Iterator[str]:
    """Every text of the content model a reader meets, except the drawings."""
    if isinstance(inhalt, str):
        yield inhalt
    elif isinstance(inhalt, dict):
        unsichtbar = {"svg", "id", "art", "rolle", "typ", "ziel", "stichtag"}
        for feld in inhalt.keys() - unsichtbar:
            yield from _gezeigte_texte(inhalt[feld])
    elif isinstance(inhalt, list):
        for teil in inhalt:
            yield from _gezeigte_texte(teil)


def _ueberschriften(dokument: html.HtmlElement) -> Iterator[str]:
    ebenen = [int(e.tag[1]) for e in dokument.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if ebenen.count(1) != 1 or ebenen[0] != 1:
        yield f"{ebenen.count(1)} h1, die erste Überschrift ist h{ebenen[0]}"
    yield from (f"auf h{a} folgt h{b}" for a, b in pairwise(ebenen) if b > a + 1)
    yield from (f"leere Überschrift {e.tag}" for e in dokument.iter("h1", "h2", "h3", "h4") if not worte(e))


def _tabellen(dokument: html.HtmlElement) -> Iterator[str]:
    for tabelle in dokument.iter("table"):
        titel = [worte(c) for c in tabelle.xpath("./caption")]
        if len(titel) != 1 or not titel[0]:
            yield f"Tabelle mit {len(titel)} Titeln"
        erste = tabelle.xpath("./thead/tr/*")
        if not erste or any(k.tag != "th" or k.get("scope") != "col" or not worte(k) for k in erste):
            yield f"{titel}: Kopfzeile ohne th scope=col"
        rest = tabelle.xpath("./tbody/tr/th/@scope")
        if set(rest) - {"row", "rowgroup"} or len(rest) != len(tabelle.xpath("./tbody/tr/th")):
            yield f"{titel}: Zeilenkopf ohne scope"


def _bilder(dokument: html.HtmlElement) -> Iterator[str]:
    for bild in dokument.xpath("//svg|//*[@role='img']|//img"):
        if bild.get("role") != "img" or not (bild.get("aria-label") or "").strip():
            yield f"Bild ohne Namen: {bild.get('class')}"


def _kennungen(dokument: html.HtmlElement) -> Iterator[str]:
    ids = dokument.xpath("//@id")
    yield from (f"id {i} zweimal" for i in sorted({i for i in ids if ids.count(i) > 1}))
    verweise = [h[1:] for h in dokument.xpath("//@href") if h.startswith("#")]
    verweise += [i for text in dokument.xpath("//@aria-labelledby") for i in text.split()]
    verweise += [i for text in dokument.xpath("//@*") for i in re.findall(r"url\(#([^)]+)\)", text)]
    yield from (f"{v} gibt es nicht" for v in sorted(set(verweise) - set(ids)))


def _bereiche(dokument: html.HtmlElement) -> Iterator[str]:
    if dokument.get("lang") != "de":
        yield "die Sprache ist nicht Deutsch"
    for name in ("header", "main", "footer"):
        if len(dokument.xpath(f"/html/body/{name}|/html/body/div/{name}")) != 1:
            yield f"nicht genau ein {name}"
    if dokument.xpath("/html/body/a[1]/@href") != ["#inhalt"]:
        yield "am Anfang steht kein Sprung zum Inhalt"
    for rahmen in dokument.xpath("//*[@class='rollen']"):
        benannt = rahmen.get("aria-label") or rahmen.get("aria-labelledby")
        if rahmen.get("tabindex") != "0" or rahmen.get("role") != "region" or not benannt:
            yield "was rollt, ist nicht mit der Tastatur zu erreichen oder hat keinen Namen"
    namen = dokument.xpath("//*[@role='region']/@aria-label|//*[@role='region']/@aria-labelledby")
    if len(namen) != len(set(namen)):
        yield "zwei Bereiche heißen gleich"


def _fremdes(dokument: html.HtmlElement) -> Iterator[str]:
    """What would run, or be fetched from anywhere."""
    verboten = (
        "script",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "audio",
        "video",
        "img",
        "image",
        "base",
    )
    yield from (f"Element {e.tag}" for name in verboten for e in dokument.iter(name))
    yield from (
        f"Attribut {a}" for e in dokument.iter() for a in e.attrib if a.startswith("on") or a == "src"
    )
    for element in dokument.xpath("//*[@href]"):
        if element.tag != "a" and not element.get("href").startswith(("#", "data:")):
            yield f"lädt {element.get('href')}"
    for stil in (*dokument.xpath("//style/text()"), *dokument.xpath("//@style")):
        rest = SCHRIFT.sub("", stil)
        if re.search(r"url\((?!#)|@import|http", rest):
            yield "der Stil lädt etwas"


def _verschachtelung(seite: bytes) -> list[str]:
    leser = _Leser()
    leser.feed(seite.decode("utf-8"))
    return leser.fehler + [f"{offen} bleibt offen" for offen in leser.offen]


class _Leser(HTMLParser):
    """Sees that every element is closed where it belongs; browsers would mend it silently."""

    def __init__(self) -> None:
        super().__init__()
        self.offen: list[str] = []
        self.fehler: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if self.offen[-1:] == ["p"] and tag in {"p", "ul", "ol", "div", "table", "figure", "blockquote"}:
            self.fehler.append(f"{tag} in p")
        if tag not in LEER:
            self.offen.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """A drawing closes its shapes at once."""

    def handle_endtag(self, tag: str) -> None:
        if not self.offen or self.offen.pop() != tag:
            self.fehler.append(f"</{tag}> am falschen Ort")
