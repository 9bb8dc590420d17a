"""The parts of a report that are neither chart nor table: head, prose, key figures, colophon."""

import html
import re
from collections.abc import Sequence

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Leer, typisiert


def bericht(
    titel: str,
    *,
    raumeinheit: str,
    raumname: str,
    vergleich: str,
    stichtag: str,
    untertitel: str = "",
    demonstration: bool = False,
    hinweis: str = "",
    kurz: bool = False,
) -> Anzeige:
    """Head of the document; first output of every notebook.

    Takes:   `vergleich`: name of the area compared with; `stichtag`: ISO date;
             `demonstration`: whether any delivery behind the released tables is made up;
             `hinweis`: what is then said on every page; `kurz`: a few lines in place of a cover.
    """
    inhalt = {
        "titel": titel,
        "untertitel": untertitel,
        "raumeinheit": raumeinheit,
        "raumname": raumname,
        "vergleich": vergleich,
        "stichtag": stichtag,
        "demonstration": bool(demonstration),
        "hinweis": hinweis,
        "kurz": kurz,
    }
    kopf = f"<h1>{html.escape(titel)}</h1><p>{html.escape(untertitel)}</p>"
    return typisiert(
        "bericht", inhalt, html=kopf + (f"<p><em>{html.escape(hinweis)}</em></p>" if hinweis else "")
    )


def absatz(text: str) -> Anzeige:
    """One paragraph of prose, taken literally: names from the data need no escaping."""
    return _text(text, "text")


def hinweis(text: str) -> Anzeige:
    """Set a caveat apart from the prose."""
    return _text(text, "hinweis")


def liste(texte: Sequence[str]) -> Anzeige:
    """A bulleted list; what Markdown would read as markup is escaped, for the texts carry names from data."""
    if not texte:
        return Leer()
    punkte = "\n".join(f"- {_MARKUP.sub(_ENTSCHAERFT, text)}" for text in texte)
    return Anzeige({"text/markdown": punkte}, text=punkte)


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#$|~^])")
_ENTSCHAERFT = r"\\\1"


def _text(text: str, rolle: str) -> Anzeige:
    if not text.strip():
        return Leer()
    inhalt = {"text": text.strip(), "rolle": rolle}
    return typisiert("absatz", inhalt, html=f"<p>{html.escape(text.strip())}</p>")


def blick(kacheln: pd.DataFrame, *, id: str, titel: str) -> Anzeige:
    """Key figures side by side.

    Takes:   columns wert (text as printed), label, vergleich (text, may be empty); one row each.
    """
    if kacheln.empty:
        return Leer()
    saetze = kacheln[["wert", "label", "vergleich"]].astype(str).to_dict("records")
    punkte = "".join(
        f"<li><strong>{html.escape(k['wert'])}</strong> {html.escape(k['label'])} "
        f"<small>{html.escape(k['vergleich'])}</small></li>"
        for k in saetze
    )
    return typisiert("blick", {"id": id, "titel": titel, "kacheln": saetze}, html=f"<ul>{punkte}</ul>")


def kolophon(zeilen: Sequence[tuple[str, str]]) -> Anzeige:
    """Say what the report was made from: pairs of term and text, last output of every notebook."""
    inhalt = {"zeilen": [[begriff, text] for begriff, text in zeilen]}
    rumpf = "".join(f"<dt>{html.escape(b)}</dt><dd>{html.escape(t)}</dd>" for b, t in zeilen)
    return typisiert("kolophon", inhalt, html=f"<dl>{rumpf}</dl>")
