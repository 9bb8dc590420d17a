"""Small multiples of time series: the district with its band, the city as a dashed line."""

import textwrap
from typing import NamedTuple, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen

_KOPF_HOEHE, _FUSS, _SCHLUESSEL = 12.0, 6.5, 6.0
_RAND_LINKS, _RAND_RECHTS = 11.0, 12.0
_WINZIG = 7.5


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
    hoehe: float = 22.0
    """Millimetres of one plot."""


_ERWARTET = (0, (1.2, 1.2))
"""Pattern of the expected part of a line."""


def linien(
    daten: pd.DataFrame, namen: tuple[str, str], raster: Raster | None = None, **kopf: Unpack[Kopf]
) -> Anzeige:
    """One panel per `feld`, in their order of appearance.

    Takes:   columns feld, einheit, stellen, jahr, reihe ("hier" or "dort"), wert, status, and, where
             an interval is to be shown, untere and obere; gebietsstand, where territories changed.
    Returns: nothing where no value may be shown at all; a line breaks where a year is missing and where
             the gebietsstand changes.
    """
    sichtbar = daten[daten["status"].eq("wert") & daten["wert"].notna()] if len(daten) else daten
    if sichtbar.empty:
        return Leer()
    felder = list(dict.fromkeys(sichtbar["feld"]))
    raster = raster or Raster()
    inhalt = kopfzeilen(kopf, _lesart(sichtbar, namen, raster))
    inhalt["alt"] = alternativtext.linien(sichtbar, inhalt["untertitel"], namen)
    zeilen = -(-len(felder) // raster.spalten)
    hoehe = zeilen * (raster.hoehe + _KOPF_HOEHE + _FUSS)
    reihennamen = [(_REIHEN[code], name) for code, name in zip(_REIHEN, namen, strict=True) if name]
    if raster.prognose_ab is not None:
        reihennamen = [(_REIHEN["hier"], "gezählt"), (_REIHEN["hier"]._replace(muster=_ERWARTET), "erwartet")]

    def malen(abbildung: Figure) -> None:
        for nummer, feld in enumerate(felder):
            ax = _feld(abbildung, nummer, raster, hoehe)
            reihen = daten[daten["feld"].eq(feld)]
            _reihen(ax, reihen, raster)
            _achse(ax, reihen, raster)
            _ueberschrift(ax, reihen)
            _endwerte(ax, reihen)
        _schluessel(abbildung, reihennamen, hoehe)

    return stil.zeichne(malen, inhalt, hoehe + _SCHLUESSEL)


def _lesart(sichtbar: pd.DataFrame, namen: tuple[str, str], raster: Raster) -> str:
    """How to read the lines, for those who do not see colours."""
    hier, dort = namen
    flaeche = ", Fläche: 95-%-Intervall" if "untere" in sichtbar and sichtbar["untere"].notna().any() else ""
    if raster.prognose_ab is not None:
        return "Durchgezogen: gezählt, gepunktet: erwartet"
    bruch = ", unterbrochen: geänderter Gebietszuschnitt" if _gebrochen(sichtbar) else ""
    return f"Durchgezogen: {hier}{flaeche}" + (f", gestrichelt: {dort}" if dort else "") + bruch


def _gebrochen(reihen: pd.DataFrame) -> bool:
    """Whether any line is of more than one territory."""
    return "gebietsstand" in reihen and bool(reihen.groupby("reihe")["gebietsstand"].nunique().gt(1).any())


def _feld(abbildung: Figure, nummer: int, raster: Raster, hoehe: float) -> Axes:
    zeile, spalte = divmod(nummer, raster.spalten)
    breite = stil.BREITE_MM / raster.spalten
    unten = hoehe - (zeile + 1) * (raster.hoehe + _KOPF_HOEHE + _FUSS) + _FUSS
    return stil.achsen(
        abbildung, spalte * breite + _RAND_LINKS, unten, breite - _RAND_LINKS - _RAND_RECHTS, raster.hoehe
    )


def _reihen(ax: Axes, reihen: pd.DataFrame, raster: Raster) -> None:
    for code, (farbe, strich, breite) in _REIHEN.items():
        reihe = _nach_jahr(reihen, code)
        if reihe.empty:
            continue
        for stueck in _stuecke(reihe):
            if code == "hier" and "untere" in stueck:
                grenzen = (stueck.index, stueck["untere"], stueck["obere"])
                ax.fill_between(*grenzen, color=farbe, alpha=0.16, linewidth=0)
            bis, ab = _geteilt(stueck["wert"], raster.prognose_ab)
            (linie,) = ax.plot(bis.index, bis, color=farbe, linestyle=strich, linewidth=breite)
            linie.set(marker=_punkt(bis), markersize=3)
            ax.plot(ab.index, ab, color=farbe, linestyle=_ERWARTET, linewidth=breite)


def _stuecke(reihe: pd.DataFrame) -> list[pd.DataFrame]:
    """Parts of a line that are of one territory each; no stroke joins two of them."""
    if "gebietsstand" not in reihe:
        return [reihe]
    return [stueck for _, stueck in reihe.groupby(reihe["gebietsstand"].ffill())]


def _nach_jahr(reihen: pd.DataFrame, code: str) -> pd.DataFrame:
    """Values by year without gaps in the index: a year without a value interrupts the line."""
    reihe = reihen[reihen["reihe"].eq(code)].set_index("jahr")
    zahlen = [spalte for spalte in ("wert", "untere", "obere") if spalte in reihe]
    werte = reihe[zahlen].astype(float).where(reihe["status"].eq("wert"))
    if "gebietsstand" in reihe:
        werte["gebietsstand"] = reihe["gebietsstand"]
    return werte.reindex(range(werte.index.min(), werte.index.max() + 1)) if len(werte) else werte


def _geteilt(werte: pd.Series, ab: int | None) -> tuple[pd.Series, pd.Series]:
    """Observed part and projected part; both hold the year in which they meet."""
    if ab is None:
        return werte, werte.iloc[:0]
    return werte.loc[:ab], werte.loc[ab:]


def _punkt(werte: pd.Series) -> str:
    """Choose a mark where the line has nothing to join: single years between gaps."""
    allein = werte.notna() & werte.shift().isna() & werte.shift(-1).isna()
    return "o" if allein.any() else ""


def _achse(ax: Axes, reihen: pd.DataFrame, raster: Raster) -> None:
    jahre = reihen["jahr"]
    ax.set_xlim(jahre.min() - 0.3, jahre.max() + 0.3)
    ax.set_xticks(sorted({int(jahre.min()), int(jahre.max())} | _bruch(raster)))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=3))
    stil.zahlenachse(ax.yaxis, anzahl=3)
    ax.spines["left"].set_visible(False)
    ax.grid(visible=True, axis="y")
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=_WINZIG)
    ax.tick_params(axis="x", length=2)


def _bruch(raster: Raster) -> set[int]:
    return set() if raster.prognose_ab is None else {raster.prognose_ab}


def _ueberschrift(ax: Axes, reihen: pd.DataFrame) -> None:
    satz = reihen.iloc[0]
    titel = textwrap.fill(str(satz["feld"]), 34)
    stil.notiz(ax, titel, (0, 1), (-18, 13), fontsize=stil.KLEIN, fontweight="bold")
    stil.notiz(ax, str(satz["einheit"]), (0, 1), (-18, 4), fontsize=_WINZIG)


def _endwerte(ax: Axes, reihen: pd.DataFrame) -> None:
    """Write the last value of each line beside its end."""
    enden = [(code, _nach_jahr(reihen, code)["wert"].dropna()) for code in _REIHEN]
    enden = [(code, werte) for code, werte in enden if len(werte)]
    hoehen = _entzerrt(ax, [float(werte.iloc[-1]) for _, werte in enden])
    stellen = int(reihen["stellen"].iloc[0])
    luft = 0.02 * (ax.get_xlim()[1] - ax.get_xlim()[0])
    for (code, werte), y in zip(enden, hoehen, strict=True):
        text = names.dezimal(float(werte.iloc[-1]), stellen)
        schnitt = "bold" if code == "hier" else "normal"
        farbe = _REIHEN[code].farbe
        ax.text(
            werte.index[-1] + luft, y, text, color=farbe, va="center", fontsize=_WINZIG, fontweight=schnitt
        )


def _entzerrt(ax: Axes, werte: list[float]) -> list[float]:
    """Heights of the labels, pushed apart where they would overprint each other."""
    unten, oben = ax.get_ylim()
    abstand = 0.15 * (oben - unten)
    if len(werte) < 2 or abs(werte[0] - werte[1]) >= abstand:
        return werte
    mitte, seite = (werte[0] + werte[1]) / 2, 1 if werte[0] >= werte[1] else -1
    return [mitte + seite * abstand / 2, mitte - seite * abstand / 2]


def _schluessel(abbildung: Figure, namen: list[tuple[Strich, str]], hoehe: float) -> None:
    """One line above all panels: which stroke is whose."""
    ax = stil.achsen(abbildung, 0, hoehe, stil.BREITE_MM, _SCHLUESSEL)
    ax.set(xlim=(0, stil.BREITE_MM), ylim=(0, _SCHLUESSEL))
    ax.set_axis_off()
    for nummer, (strich, name) in enumerate(namen):
        x = 4.5 + 62.0 * nummer
        ax.plot([x, x + 8], [3, 3], color=strich.farbe, linestyle=strich.muster, linewidth=strich.staerke)
        ax.text(x + 10, 3, name, va="center", color=strich.farbe, fontsize=stil.KLEIN, fontweight="bold")
