"""Small multiples of time series: the district with its band, the city as a dashed line."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, gleich_verteilt, kopfzeilen
from pipeline.charts.zuege import BRUECHE, Panel, Zug, allein, lueckenhaft, panele, stuecke

_FUSS, _SCHLUESSEL = 6.0, 5.5
_TITELZEILE, _TITELABSTAND = 3.3, 2.8
"""Millimetres of one line above a panel, and of the space around all of them."""
_RAND_LINKS, _RAND_RECHTS = 11.0, 12.0
_ZEILENLAENGE = 36
"""Characters of a line above a panel."""
_SCHRIFTHOEHE_MM = 3.0
"""Distance of two labels, so that both can be read."""
_MINDESTSPANNE = 0.25
"""A scale that does not begin at zero spans at least this share of its upper end: little looks little."""
_WINZIG = 7.5
_GESCHUETZT = "\N{NO-BREAK SPACE}"


class Strich(NamedTuple):
    """How a line looks; the two differ in pattern and weight, not only in colour."""

    farbe: str
    muster: str | tuple[float, tuple[float, float]]
    staerke: float


_REIHEN = {
    "hier": Strich(stil.HAUPTFARBE, "-", 1.8),
    "dort": Strich(stil.VERGLEICHSFARBE, (0, (3, 1.5)), 1.1),
}


class Raster(NamedTuple):
    """How many panels stand side by side, and the year after which a value is a projection."""

    spalten: int = 3
    prognose_ab: int | None = None
    hoehe: float = 14.0
    """Millimetres of one plot."""
    bis: int | None = None
    """Year of the Stichtag, where the other line goes on: the district is labelled there."""


_ERWARTET = (0, (1.2, 1.2))
"""Pattern of the expected part of a line."""


def linien(
    daten: pd.DataFrame, namen: tuple[str, str], raster: Raster | None = None, **kopf: Unpack[Kopf]
) -> Anzeige:
    """One panel per `feld`, in their order of appearance.

    Takes:   columns feld, einheit, stellen, jahr, reihe ("hier" or "dort"), wert, status, whether the
             scale begins at zero (ab_null), and, where an interval is to be shown, untere and obere;
             gebietsstand, where territories changed; fassung, where definitions did.
    Returns: nothing where no value may be shown at all; a line breaks where a year is missing, and its
             years are points then, each with its interval; it breaks where gebietsstand or fassung change.
    """
    sichtbar = daten[daten["status"].eq("wert") & daten["wert"].notna()] if len(daten) else daten
    if sichtbar.empty:
        return Leer()
    felder = list(dict.fromkeys(sichtbar["feld"]))
    raster = raster or Raster()
    gezeigt = daten[daten["feld"].isin(felder)]
    alle = panele(gezeigt, felder)
    inhalt = kopfzeilen(kopf, _lesart(gezeigt, _mit_luecken(alle), namen, raster))
    inhalt["alt"] = alternativtext.linien(alle, inhalt["untertitel"], namen)
    ecken = plaetze([_titel(panel) for panel in alle], raster)
    hoehe = max(unten for _, unten in ecken) + raster.hoehe + _FUSS
    reihennamen = [(_REIHEN[code], name) for code, name in zip(_REIHEN, namen, strict=True) if name]
    if raster.prognose_ab is not None:
        reihennamen = [(_REIHEN["hier"], "gezählt"), (_REIHEN["hier"]._replace(muster=_ERWARTET), "erwartet")]

    def malen(abbildung: Figure) -> None:
        for panel, (links, oben) in zip(alle, ecken, strict=True):
            breite = stil.BREITE_MM / raster.spalten - _RAND_LINKS - _RAND_RECHTS
            ax = stil.achsen(abbildung, links, hoehe - oben - raster.hoehe, breite, raster.hoehe)
            _reihen(ax, panel.zuege, raster)
            _achse(ax, panel, raster)
            stil.notiz(ax, _titel(panel), (0, 1), (-18, 5), fontsize=stil.KLEIN, fontweight="bold")
            _endwerte(ax, panel, raster)
        _schluessel(abbildung, reihennamen, hoehe)

    return stil.zeichne(malen, inhalt, hoehe + _SCHLUESSEL)


def _lesart(daten: pd.DataFrame, lueckenhaft: bool, namen: tuple[str, str], raster: Raster) -> str:
    """How to read the lines, for those who do not see colours; what a gap and a scale mean."""
    hier, dort = namen
    mit_band = "untere" in daten and daten["untere"].notna().any()
    if raster.prognose_ab is not None:
        band = ", Fläche: Band von 80 %" if mit_band else ""
        striche = f"Durchgezogen: gezählt, gepunktet: erwartet{band}"
    else:
        band = ", Fläche: 95-%-Intervall" if mit_band else ""
        striche = f"Durchgezogen: {hier}{band}" + (f", gestrichelt: {dort}" if dort else "")
    luecke = "In Lücken ist der Wert geheim oder nicht geliefert"
    eine = len(set(daten["feld"])) == 1
    skala = "Skala nicht ab null" if eine else "Skalen zum Teil nicht ab null"
    teile = (
        striche,
        *(f"Unterbrochen: {warum}" for spalte, warum in BRUECHE.items() if _gebrochen(daten, spalte)),
        luecke if lueckenhaft else "",
        "" if daten["ab_null"].all() else skala,
    )
    return ". ".join(filter(None, teile))


def _gebrochen(reihen: pd.DataFrame, spalte: str) -> bool:
    """Whether any line is of more than one territory, or by more than one definition."""
    if spalte not in reihen:
        return False
    return bool(reihen.groupby(["feld", "reihe"])[spalte].nunique().gt(1).any())


def _mit_luecken(panele: Sequence[Panel]) -> bool:
    return any(lueckenhaft(zug.wert) for panel in panele for zug in panel.zuege.values())


def plaetze(titel: list[str], raster: Raster) -> list[tuple[float, float]]:
    """Left and upper edge of every panel, in millimetres from the upper left; titles make a row higher.

    Rows are as full as each other: no panel stands alone below a full one.
    """
    breite, oben, ecken = stil.BREITE_MM / raster.spalten, 0.0, []
    for stelle in gleich_verteilt(len(titel), raster.spalten):
        zeile = titel[stelle]
        oben += _TITELABSTAND + _TITELZEILE * max(text.count("\n") + 1 for text in zeile)
        ecken += [(spalte * breite + _RAND_LINKS, oben) for spalte in range(len(zeile))]
        oben += raster.hoehe + _FUSS
    return ecken


def _reihen(ax: Axes, panel: Mapping[str, Zug], raster: Raster) -> None:
    for code, zug in panel.items():
        for stueck in stuecke(zug):
            _linie(ax, stueck, code, raster)


def _linie(ax: Axes, zug: Zug, code: str, raster: Raster) -> None:
    """One stroke without a break, with its interval."""
    farbe, strich, breite = _REIHEN[code]
    if code == "hier" and not np.isnan(zug.untere).all():
        _band(ax, zug, farbe)
    bis, ab = _geteilt(zug, raster.prognose_ab)
    punkt = "o" if lueckenhaft(zug.wert) or np.isfinite(bis.wert).sum() == 1 else ""
    ax.plot(bis.jahre, bis.wert, color=farbe, linestyle=strich, linewidth=breite, marker=punkt, markersize=3)
    if len(ab.jahre):
        ax.plot(ab.jahre, ab.wert, color=farbe, linestyle=_ERWARTET, linewidth=breite)


def _band(ax: Axes, zug: Zug, farbe: str) -> None:
    """Draw the interval: an area beside a line, a bar through a point that stands alone."""
    ax.fill_between(zug.jahre, zug.untere, zug.obere, color=farbe, alpha=0.16, linewidth=0)
    punkte = zug.nur(allein(zug.wert))
    if len(punkte.jahre):
        ax.vlines(punkte.jahre, punkte.untere, punkte.obere, color=farbe, alpha=0.35, linewidth=2.5)


def _geteilt(zug: Zug, ab: int | None) -> tuple[Zug, Zug]:
    """Observed part and projected part; both hold the year in which they meet."""
    if ab is None:
        return zug, zug.nur(np.zeros(len(zug.jahre), dtype=np.bool_))
    return zug.von_bis(None, ab), zug.von_bis(ab, None)


def _achse(ax: Axes, panel: Panel, raster: Raster) -> None:
    von, bis = panel.von, panel.bis
    if raster.prognose_ab is not None:
        ax.axvline(raster.prognose_ab, color=stil.BLASS, linewidth=0.8, zorder=0)
    ax.set_xlim(von - 0.3, bis + 0.3)
    ax.set_xticks(sorted({von, bis} | _bruch(raster)))
    ax.set_ylim(*grenzen(*ax.get_ylim(), ab_null=panel.ab_null))
    stil.zahlenachse(ax.yaxis, anzahl=3)
    ax.spines["left"].set_visible(False)
    ax.grid(visible=True, axis="y")
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=_WINZIG)
    ax.tick_params(axis="x", length=2)


def grenzen(unten: float, oben: float, *, ab_null: bool) -> tuple[float, float]:
    """Limits of a scale that makes nothing look larger than it is; what can be negative keeps its own."""
    if oben <= 0:
        return unten, oben
    if ab_null or unten < 0.4 * oben:
        return min(unten, 0.0), oben
    fehlt = max(_MINDESTSPANNE * oben - (oben - unten), 0.0)
    return unten - fehlt / 2, oben + fehlt / 2


def _bruch(raster: Raster) -> set[int]:
    return {jahr for jahr in (raster.prognose_ab, raster.bis) if jahr is not None}


def _titel(panel: Panel) -> str:
    """Name and unit above a panel, in lines; what belongs together stays on one."""
    titel = f"{panel.feld} ({panel.einheit})" if panel.einheit != panel.feld else panel.feld
    for zusammen in ("§ ", "(je "):
        titel = titel.replace(zusammen, zusammen.replace(" ", _GESCHUETZT))
    return textwrap.fill(titel, _ZEILENLAENGE).replace(_GESCHUETZT, " ")


def _endwerte(ax: Axes, panel: Panel, raster: Raster) -> None:
    """Write the value of the last year beside the end of each line that reaches it."""
    stellen = panel.stellen
    letztes = max(int(zug.jahre[-1]) for zug in panel.zuege.values() if len(zug.jahre))
    enden = [(code, zug.im_jahr(letztes)) for code, zug in panel.zuege.items()]
    werte = [(code, wert) for code, wert in enden if not np.isnan(wert)]
    hoehen = _entzerrt(ax, [wert for _, wert in werte], raster.hoehe)
    for (code, wert), y in zip(werte, hoehen, strict=True):
        _beschriften(ax, code, names.dezimal(wert, stellen), (letztes, y))
    if raster.bis is not None and raster.bis < letztes:
        bis_heute = panel.zuege["hier"].von_bis(None, raster.bis)
        da = np.flatnonzero(~np.isnan(bis_heute.wert))
        for stelle in da[-1:]:
            jahr, wert = int(bis_heute.jahre[stelle]), float(bis_heute.wert[stelle])
            _beschriften(ax, "hier", names.dezimal(wert, stellen), (jahr, wert), ueber=True)


def _beschriften(ax: Axes, code: str, text: str, stelle: tuple[int, float], *, ueber: bool = False) -> None:
    """Write a value right of its place, or above it where the drawing goes on."""
    ort: Any = {"xytext": (4, 0), "va": "center"}
    if ueber:
        ort = {"xytext": (0, 4), "va": "bottom", "ha": "center"}
    ax.annotate(
        text,
        stelle,
        textcoords="offset points",
        annotation_clip=False,
        color=_REIHEN[code].farbe,
        fontweight="bold" if code == "hier" else "normal",
        fontsize=_WINZIG,
        **ort,
    )


def _entzerrt(ax: Axes, werte: list[float], hoehe_mm: float) -> list[float]:
    """Heights of the labels, pushed apart where they would overprint each other, and kept off the years."""
    unten, oben = ax.get_ylim()
    abstand = _SCHRIFTHOEHE_MM * (oben - unten) / hoehe_mm
    if len(werte) == 2 and abs(werte[0] - werte[1]) < abstand:
        mitte, seite = sum(werte) / 2, 1 if werte[0] >= werte[1] else -1
        werte = [mitte + seite * abstand / 2, mitte - seite * abstand / 2]
    frei, hoehen = unten + abstand / 2, list(werte)
    for stelle in sorted(range(len(werte)), key=werte.__getitem__):
        hoehen[stelle] = max(werte[stelle], frei)
        frei = hoehen[stelle] + abstand
    return hoehen


def _schluessel(abbildung: Figure, namen: list[tuple[Strich, str]], hoehe: float) -> None:
    """One line above all panels: which stroke is whose."""
    ax = stil.achsen(abbildung, 0, hoehe, stil.BREITE_MM, _SCHLUESSEL)
    ax.set(xlim=(0, stil.BREITE_MM), ylim=(0, _SCHLUESSEL))
    ax.set_axis_off()
    for nummer, (strich, name) in enumerate(namen):
        x = 4.5 + 62.0 * nummer
        ax.plot([x, x + 8], [3, 3], color=strich.farbe, linestyle=strich.muster, linewidth=strich.staerke)
        ax.text(x + 10, 3, name, va="center", color=strich.farbe, fontsize=stil.KLEIN, fontweight="bold")
