"""Small multiples of time series: the district with its band, the city as a dashed line."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, gleich_verteilt, kopfzeilen

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


_Zuege = Mapping[str, pd.DataFrame]
"""Of one panel, by code of `_REIHEN`: values by year."""


class Raster(NamedTuple):
    """How many panels stand side by side, and the year after which a value is a projection."""

    spalten: int = 3
    prognose_ab: int | None = None
    hoehe: float = 14.0
    """Millimetres of one plot."""
    bis: int | None = None
    """Year of the Stichtag, where the other line goes on: the district is labelled there."""


_BRUECHE = {"gebietsstand": "geänderter Gebietszuschnitt", "fassung": "geänderte Definition"}
"""Columns whose change breaks a line, and what the reader is told about it."""

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
    teile = {feld: daten[daten["feld"].eq(feld)] for feld in felder}
    zuege = {feld: {code: _nach_jahr(teil, code) for code in _REIHEN} for feld, teil in teile.items()}
    gezeigt = daten[daten["feld"].isin(felder)]
    inhalt = kopfzeilen(kopf, _lesart(gezeigt, _mit_luecken(zuege.values()), namen, raster))
    inhalt["alt"] = alternativtext.linien(sichtbar, inhalt["untertitel"], namen)
    ecken = plaetze([_titel(teil) for teil in teile.values()], raster)
    hoehe = max(unten for _, unten in ecken) + raster.hoehe + _FUSS
    reihennamen = [(_REIHEN[code], name) for code, name in zip(_REIHEN, namen, strict=True) if name]
    if raster.prognose_ab is not None:
        reihennamen = [(_REIHEN["hier"], "gezählt"), (_REIHEN["hier"]._replace(muster=_ERWARTET), "erwartet")]

    def malen(abbildung: Figure) -> None:
        for (feld, reihen), (links, oben) in zip(teile.items(), ecken, strict=True):
            breite = stil.BREITE_MM / raster.spalten - _RAND_LINKS - _RAND_RECHTS
            ax = stil.achsen(abbildung, links, hoehe - oben - raster.hoehe, breite, raster.hoehe)
            _reihen(ax, zuege[feld], raster)
            _achse(ax, reihen, raster)
            stil.notiz(ax, _titel(reihen), (0, 1), (-18, 5), fontsize=stil.KLEIN, fontweight="bold")
            _endwerte(ax, zuege[feld], int(reihen["stellen"].iloc[0]), raster)
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
        *(f"Unterbrochen: {warum}" for spalte, warum in _BRUECHE.items() if _gebrochen(daten, spalte)),
        luecke if lueckenhaft else "",
        "" if daten["ab_null"].all() else skala,
    )
    return ". ".join(filter(None, teile))


def _gebrochen(reihen: pd.DataFrame, spalte: str) -> bool:
    """Whether any line is of more than one territory, or by more than one definition."""
    if spalte not in reihen:
        return False
    return bool(reihen.groupby(["feld", "reihe"])[spalte].nunique().gt(1).any())


def _mit_luecken(felder: Iterable[_Zuege]) -> bool:
    return any(_lueckenhaft(reihe["wert"]) for zuege in felder for reihe in zuege.values())


def _lueckenhaft(werte: pd.Series) -> bool:
    """Whether a year without value lies between years with one."""
    return bool(werte.loc[werte.first_valid_index() : werte.last_valid_index()].isna().any())


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


def _reihen(ax: Axes, zuege: _Zuege, raster: Raster) -> None:
    for code, reihe in zuege.items():
        for stueck in _stuecke(reihe) if len(reihe) else []:
            _linie(ax, stueck, code, raster)


def _linie(ax: Axes, reihe: pd.DataFrame, code: str, raster: Raster) -> None:
    """One stroke without a break, with its interval."""
    farbe, strich, breite = _REIHEN[code]
    if code == "hier" and "untere" in reihe:
        _band(ax, reihe, farbe)
    bis, ab = _geteilt(reihe["wert"], raster.prognose_ab)
    punkt = "o" if _lueckenhaft(reihe["wert"]) or bis.notna().sum() == 1 else ""
    ax.plot(bis.index, bis, color=farbe, linestyle=strich, linewidth=breite, marker=punkt, markersize=3)
    ax.plot(ab.index, ab, color=farbe, linestyle=_ERWARTET, linewidth=breite)


def _stuecke(reihe: pd.DataFrame) -> list[pd.DataFrame]:
    """Parts of a line of one territory and one definition each; no stroke joins two of them."""
    spalten = [spalte for spalte in _BRUECHE if spalte in reihe]
    if not spalten:
        return [reihe]
    return [stueck for _, stueck in reihe.groupby([reihe[spalte].ffill() for spalte in spalten])]


def _band(ax: Axes, reihe: pd.DataFrame, farbe: str) -> None:
    """Draw the interval: an area beside a line, a bar through a point that stands alone."""
    ax.fill_between(reihe.index, reihe["untere"], reihe["obere"], color=farbe, alpha=0.16, linewidth=0)
    wert = reihe["wert"]
    allein = reihe[wert.notna() & wert.shift().isna() & wert.shift(-1).isna()]
    ax.vlines(allein.index, allein["untere"], allein["obere"], color=farbe, alpha=0.35, linewidth=2.5)


def _nach_jahr(reihen: pd.DataFrame, code: str) -> pd.DataFrame:
    """Values by year without gaps in the index: a year without a value interrupts the line."""
    reihe = reihen[reihen["reihe"].eq(code)].set_index("jahr")
    zahlen = [spalte for spalte in ("wert", "untere", "obere") if spalte in reihe]
    werte = reihe[zahlen].astype(float).where(reihe["status"].eq("wert"))
    for spalte in filter(reihe.columns.__contains__, _BRUECHE):
        werte[spalte] = reihe[spalte]
    return werte.reindex(range(werte.index.min(), werte.index.max() + 1)) if len(werte) else werte


def _geteilt(werte: pd.Series, ab: int | None) -> tuple[pd.Series, pd.Series]:
    """Observed part and projected part; both hold the year in which they meet."""
    if ab is None:
        return werte, werte.iloc[:0]
    return werte.loc[:ab], werte.loc[ab:]


def _achse(ax: Axes, reihen: pd.DataFrame, raster: Raster) -> None:
    jahre = reihen["jahr"]
    if raster.prognose_ab is not None:
        ax.axvline(raster.prognose_ab, color=stil.BLASS, linewidth=0.8, zorder=0)
    ax.set_xlim(jahre.min() - 0.3, jahre.max() + 0.3)
    ax.set_xticks(sorted({int(jahre.min()), int(jahre.max())} | _bruch(raster)))
    ax.set_ylim(*grenzen(*ax.get_ylim(), ab_null=bool(reihen["ab_null"].any())))
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


def _titel(reihen: pd.DataFrame) -> str:
    """Name and unit above a panel, in lines; what belongs together stays on one."""
    satz = reihen.iloc[0]
    titel = f"{satz['feld']} ({satz['einheit']})" if satz["einheit"] != satz["feld"] else str(satz["feld"])
    for zusammen in ("§ ", "(je "):
        titel = titel.replace(zusammen, zusammen.replace(" ", _GESCHUETZT))
    return textwrap.fill(titel, _ZEILENLAENGE).replace(_GESCHUETZT, " ")


def _endwerte(ax: Axes, zuege: _Zuege, stellen: int, raster: Raster) -> None:
    """Write the value of the last year beside the end of each line that reaches it."""
    letztes = max(int(reihe.index.max()) for reihe in zuege.values() if len(reihe))
    enden = [(code, reihe["wert"].reindex([letztes])) for code, reihe in zuege.items()]
    werte = [(code, float(wert.iloc[0])) for code, wert in enden if wert.notna().all()]
    hoehen = _entzerrt(ax, [wert for _, wert in werte], raster.hoehe)
    for (code, wert), y in zip(werte, hoehen, strict=True):
        _beschriften(ax, code, names.dezimal(wert, stellen), (letztes, y))
    if raster.bis is not None and raster.bis < letztes:
        heute = zuege["hier"]["wert"].loc[: raster.bis].dropna()
        for jahr, wert in heute.tail(1).items():
            stelle = (int(str(jahr)), float(wert))
            _beschriften(ax, "hier", names.dezimal(float(wert), stellen), stelle, ueber=True)


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
