"""All districts by one Kennzahl: values with their intervals, and which places are certain."""

from collections.abc import Mapping
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import stadttext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, gleich_verteilt, kopfzeilen, teilkopf
from pipeline.charts.dokument import absatz
from pipeline.charts.handlungsfeld import ueberschrift
from pipeline.charts.spannen import marke

ZEILEN = 60
"""Rows of one figure at most: with heading and sentence it fills a page."""
_OBEN, _UNTEN, _ZEILE = 11.0, 5.0, 2.92
_LINKS, _BREITE = 41.0, 79.0
_SPALTEN = {"wert": 132.0, "rang": 147.0, "ununterscheidbar": 164.5}
"""Right edges of the columns of numbers, in millimetres."""
_WINZIG = 7.0
_NAME = 30
"""Characters of a label."""
_MATT = "#6b7780"
_MARKEN: dict[str, dict[str, Any]] = {
    "ueber": {"marker": "^", "color": stil.HAUPTFARBE, "markersize": 4.2},
    "unter": {"marker": "v", "color": stil.HAUPTFARBE, "markersize": 4.2},
    "nicht": {"marker": "o", "color": _MATT, "markersize": 3.2, "markerfacecolor": "white"},
    "ohne": {"marker": "s", "color": _MATT, "markersize": 2.6},
}
_OHNE = {"geheim": "geheim gehalten", "fehlt": "nicht geliefert", "unsicher": "zu unsicher"}


def ranglisten(
    raenge: pd.DataFrame,
    saetze: Mapping[str, str],
    namen: Mapping[str, str],
    stadt: str,
    **kopf: Unpack[Kopf],
) -> list[Anzeige]:
    """Draw the districts of every Kennzahl under a heading, with a sentence below.

    Takes:   the result of `comparison.raenge`; a sentence by Kennzahl; labels of the districts by key; name
             of the city.
    Returns: heading, figures and sentence of each Kennzahl in turn; of one that nobody has no figure. The
             sentence follows, so that a heading stays with its figure, which fills a page.
    """
    teile: list[Anzeige] = []
    for kennzahl, gruppe in raenge.groupby("kennzahl", sort=False):
        zeilen = gruppe.assign(gebiet=gruppe["raumeinheit"].map(namen))
        teile.append(ueberschrift(str(zeilen["name"].iloc[0])))
        eigener: Kopf = {**kopf, "id": f"{kopf['id']}-{str(kennzahl).replace('_', '-')}"}
        if zeilen["status"].eq("wert").any():
            teile += _bilder(zeilen, stadt, eigener)
        teile.append(absatz(saetze[str(kennzahl)]))
    return teile


def _bilder(zeilen: pd.DataFrame, stadt: str, kopf: Kopf) -> list[Anzeige]:
    """The figures of one Kennzahl, of the same scale."""
    satz = zeilen.iloc[0]
    titel = f"{satz['name']} nach Planungsbezirken"
    ganz: Kopf = {**kopf, "titel": titel, "untertitel": f"In {satz['einheit']}, {kopf.get('untertitel', '')}"}
    stuecke = gleich_verteilt(len(zeilen), ZEILEN)
    grenzen = _grenzen(zeilen)
    return [
        _bild(
            zeilen.iloc[stueck].reset_index(drop=True), stadt, grenzen, teilkopf(ganz, nummer, len(stuecke))
        )
        for nummer, stueck in enumerate(stuecke, start=1)
    ]


def _bild(zeilen: pd.DataFrame, stadt: str, grenzen: tuple[float, float], kopf: Kopf) -> Anzeige:
    lesart = f"▲ ▼ signifikant über, unter {stadt}; ○ matt: von {stadt} nicht unterscheidbar. Linie: {stadt}"
    inhalt = kopfzeilen(kopf, lesart)
    inhalt["alt"] = stadttext.rangliste(zeilen, inhalt["untertitel"], stadt)
    hoehe = _ZEILE * len(zeilen)

    def malen(abbildung: Figure) -> None:
        ax = stil.achsen(abbildung, _LINKS, _UNTEN, _BREITE, hoehe)
        ax.set(xlim=grenzen, ylim=(len(zeilen) - 0.5, -0.5))
        _achse(ax, zeilen)
        for y, satz in enumerate(zeilen.to_dict("records")):
            _zeile(ax, y, satz)
        _koepfe(ax, zeilen.iloc[0].to_dict(), stadt)

    return stil.zeichne(malen, inhalt, _OBEN + _UNTEN + hoehe)


def _grenzen(zeilen: pd.DataFrame) -> tuple[float, float]:
    """Scale that holds every interval; from zero where it is near."""
    unten, oben = float(zeilen["untere"].min()), float(zeilen["obere"].max())
    luft = 0.03 * (oben - unten) or 1.0
    von = unten - luft
    return (0.0 if von < 0.35 * oben else von), oben + luft


def _achse(ax: Axes, zeilen: pd.DataFrame) -> None:
    ax.set_yticks([])
    stil.zahlenachse(ax.xaxis, anzahl=6)
    stil.nur_grundlinie(ax)
    ax.spines["left"].set_visible(False)
    ax.tick_params(labelsize=_WINZIG, pad=1)
    for y in range(4, len(zeilen), 5):
        ax.axhline(y + 0.5, color="#e3e8ec", linewidth=0.5, zorder=0)
    stadt = zeilen["wert_stadt"].iloc[0]
    if pd.notna(stadt):
        ax.axvline(float(stadt), color=stil.VERGLEICHSFARBE, linewidth=1.2)


def _zeile(ax: Axes, y: int, satz: Mapping[Any, Any]) -> None:
    """One district: label, interval with its mark, numbers."""
    art: Any = {"va": "center", "fontsize": _WINZIG, "transform": ax.get_yaxis_transform()}
    da = satz["status"] == "wert" and pd.notna(satz["wert"])
    sicher = da and pd.notna(satz["signifikant"]) and bool(satz["signifikant"])
    farbe = stil.TEXTFARBE if sicher else "#4f5a5f"
    ax.text(_x(0), y, _gekuerzt(str(satz["gebiet"])), ha="left", color=farbe, **art)
    ax.text(_x(_SPALTEN["wert"]), y, _zahl(satz), ha="right", color=farbe, **art)
    if not da:
        ax.text(0.01, y, _OHNE.get(str(satz["status"]), "nicht sinnvoll"), ha="left", color=farbe, **art)
        return
    ton = stil.HAUPTFARBE if sicher else _MATT
    ax.hlines(y, float(satz["untere"]), float(satz["obere"]), color=ton, linewidth=1.1, alpha=0.6)
    ax.plot([float(satz["wert"])], [y], linestyle="", **_MARKEN[marke(dict(satz))])
    if pd.notna(satz["rang_von"]):
        ax.text(_x(_SPALTEN["rang"]), y, rang(satz), ha="right", color=farbe, **art)
        ax.text(
            _x(_SPALTEN["ununterscheidbar"]), y, str(satz["ununterscheidbar"]), ha="right", color=farbe, **art
        )


def rang(satz: Mapping[Any, Any]) -> str:
    """Write the places a district may have: "3 bis 21", "1"."""
    von, bis = int(satz["rang_von"]), int(satz["rang_bis"])
    return str(von) if von == bis else f"{von} bis {bis}"


def _koepfe(ax: Axes, satz: Mapping[Any, Any], stadt: str) -> None:
    """Heads of the columns, and the value of the city over its line."""
    art: Any = {"fontsize": _WINZIG, "fontweight": "bold"}
    titel = {"wert": "Wert", "rang": "Rang\nvon bis", "ununterscheidbar": "nicht unter-\nscheidbar von"}
    for feld, text in titel.items():
        stil.notiz(ax, text, (_x(_SPALTEN[feld]), 1), (0, 3), ha="right", **art)
    if pd.notna(satz["wert_stadt"]):
        wert = names.dezimal(float(satz["wert_stadt"]), int(satz["stellen"]))
        links, rechts = ax.get_xlim()
        stelle = (float(satz["wert_stadt"]) - links) / (rechts - links)
        stil.notiz(ax, f"{stadt} {wert}", (stelle, 1), (0, 3), ha="center", color=stil.VERGLEICHSFARBE, **art)


def _gekuerzt(text: str) -> str:
    return text if len(text) <= _NAME else f"{text[: _NAME - 1].rstrip()}…"


def _zahl(satz: Mapping[Any, Any]) -> str:
    if satz["status"] != "wert" or pd.isna(satz["wert"]):
        return names.symbol(str(satz["status"]))
    return names.dezimal(float(satz["wert"]), int(satz["stellen"]))


def _x(millimeter: float) -> float:
    """Place on the page as a fraction of the plot."""
    return (millimeter - _LINKS) / _BREITE
