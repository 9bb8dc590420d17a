"""A DataFrame as a typed table: German numbers, a sign where no number can stand, row heads."""

import html
import math
from collections.abc import Sequence
from typing import Any, NamedTuple, Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen, typisiert


class Spalte(NamedTuple):
    """One column: which field of the frame, its head, and how a value is written.

    `stellen` None is text; a number is written with that many decimals, or with as many as the field of
    this name says for its row, and `einheit` behind it.
    `status` names the field that says why a value is missing. `kopf` marks the row head.
    `vorzeichen` writes a plus before what is above zero: for changes and differences. `breite` is relative
    to the other columns. `grenzen` names the fields of an interval, written on a line of its own.
    `zusatz` names the field whose text (signs) follows the number.
    """

    feld: str
    titel: str
    stellen: int | str | None = None
    status: str = ""
    einheit: str = ""
    kopf: bool = False
    vorzeichen: bool = False
    breite: float | None = None
    grenzen: tuple[str, str] | None = None
    zusatz: str = ""


def tabelle(
    daten: pd.DataFrame,
    spalten: Sequence[Spalte],
    *,
    fussnoten: Sequence[str] = (),
    summenzeilen: Sequence[int] = (),
    gruppe: str = "",
    teilbar: bool = False,
    quer: bool = False,
    **kopf: Unpack[Kopf],
) -> Anzeige:
    """Show the rows of a frame in their order.

    Takes:   `fussnoten`: what the reader must know (the signs are explained by the page itself);
             `summenzeilen`: positions of total rows; `gruppe`: field whose change begins a group of rows
             under a title of their own, which is its value; `teilbar`: whether a short table may be
             parted by the end of a page; `quer`: whether it stands on turned pages in any case.
    Returns: typed table beside HTML; nothing at all for a frame without rows.
    """
    if daten.empty:
        return Leer()
    zeilen = [[zelle(satz, spalte) for spalte in spalten] for satz in daten.to_dict("records")]
    inhalt = {
        **kopfzeilen(kopf),
        "spalten": [_kopf(spalte) for spalte in spalten],
        "zeilen": zeilen,
        "fussnoten": list(fussnoten),
        "summenzeilen": list(summenzeilen),
        "teilbar": teilbar,
        "quer": quer,
        "gruppen": _gruppen(list(daten[gruppe])) if gruppe else [],
    }
    return typisiert("tabelle", inhalt, html=_html(inhalt))


def _gruppen(titel: list[str]) -> list[dict[str, Any]]:
    return [
        {"ab": stelle, "titel": neu}
        for stelle, (davor, neu) in enumerate(zip(["", *titel], titel, strict=False))
        if neu != davor
    ]


def zelle(satz: dict[Any, Any], spalte: Spalte) -> dict[str, Any]:
    """One cell: the text a reader sees and the value behind it, null where none may be shown."""
    wert = satz[spalte.feld]
    if spalte.stellen is None:
        return {"text": names.NICHT_GELIEFERT if pd.isna(wert) else str(wert), "wert": None}
    status = str(satz[spalte.status]) if spalte.status else "wert"
    if status != "wert" or pd.isna(wert):
        return {"text": names.symbol(status), "wert": None}
    stellen = int(satz[spalte.stellen]) if isinstance(spalte.stellen, str) else spalte.stellen
    text = _zahl(float(wert), stellen, spalte) + _zusatz(satz, spalte) + _intervall(satz, spalte, stellen)
    return {"text": text, "wert": float(wert)}


def _zusatz(satz: dict[Any, Any], spalte: Spalte) -> str:
    """The signs behind a number, not parted from it; nothing where there are none."""
    zeichen = str(satz[spalte.zusatz]) if spalte.zusatz else ""
    return f"\N{NO-BREAK SPACE}{zeichen}" if zeichen else ""


def _intervall(satz: dict[Any, Any], spalte: Spalte, stellen: int) -> str:
    """The interval on a line below the value; nothing where it has none or an end is open."""
    enden = [float(satz[feld]) for feld in spalte.grenzen or () if pd.notna(satz[feld])]
    if len(enden) < 2 or not all(map(math.isfinite, enden)):
        return ""
    return "\n" + " bis ".join(names.dezimal(ende, stellen) for ende in enden)


def _zahl(wert: float, stellen: int, spalte: Spalte) -> str:
    text = names.dezimal(wert, stellen)
    if spalte.vorzeichen and wert > 0 and text.strip("0,"):
        text = f"+{text}"
    return f"{text}\N{NO-BREAK SPACE}{spalte.einheit}" if spalte.einheit else text


def _kopf(spalte: Spalte) -> dict[str, Any]:
    return {
        "titel": spalte.titel,
        "typ": "text" if spalte.stellen is None else "zahl",
        "kopf": spalte.kopf,
        "breite": spalte.breite,
    }


def _html(inhalt: dict[str, Any]) -> str:
    """Write the same table for Jupyter."""
    spalten = inhalt["spalten"]
    koepfe = "".join(f'<th scope="col">{html.escape(s["titel"])}</th>' for s in spalten)
    gruppen = {g["ab"]: _html_gruppe(g["titel"], len(spalten)) for g in inhalt["gruppen"]}
    rumpf = "".join(
        gruppen.get(n, "") + _html_zeile(zeile, spalten) for n, zeile in enumerate(inhalt["zeilen"])
    )
    unter = "".join(f"<p><small>{html.escape(note)}</small></p>" for note in inhalt["fussnoten"])
    titel = f"<caption><strong>{html.escape(inhalt['titel'])}</strong></caption>"
    return f"<table>{titel}<thead><tr>{koepfe}</tr></thead><tbody>{rumpf}</tbody></table>{unter}"


def _html_gruppe(titel: str, breite: int) -> str:
    zelle = f'<th colspan="{breite}" scope="colgroup" style="text-align:left">{html.escape(titel)}</th>'
    return f"<tr>{zelle}</tr>"


def _html_zeile(zeile: Sequence[dict[str, Any]], spalten: Sequence[dict[str, Any]]) -> str:
    return "<tr>" + "".join(map(_html_zelle, zeile, spalten)) + "</tr>"


def _html_zelle(zelle: dict[str, Any], spalte: dict[str, Any]) -> str:
    text = html.escape(zelle["text"])
    if spalte["kopf"]:
        return f'<th scope="row" style="text-align:left">{text}</th>'
    seite = "left" if spalte["typ"] == "text" else "right"
    return f'<td style="text-align:{seite}">{text}</td>'
