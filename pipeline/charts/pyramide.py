"""Population pyramid: bars for one population, a stepped outline for the one it is compared with."""

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline import names
from pipeline.charts import alternativtext, stil
from pipeline.charts.anzeige import Anzeige, Kopf, Leer, kopfzeilen
from pipeline.charts.balken import Form, gezeigt

_LINKS, _BREITE, _MITTE = 4.0, 68.0, 21.0
_UNTEN, _ZEILE, _OBEN = 8.5, 2.95, 9.5
_SEITEN = (("m", "Männer"), ("w", "Frauen"))


def pyramide(
    daten: pd.DataFrame,
    namen: tuple[str, str],
    einheit: str = "% aller Bewohner:innen",
    stellen: int = 1,
    **kopf: Unpack[Kopf],
) -> Anzeige:
    """Men to the left, women to the right, the youngest at the bottom.

    Takes:   columns altersgruppe, geschlecht (m, w), wert, status, wert_stadt, status_stadt;
             values on one scale for both populations (shares in percent, or persons).
    Returns: nothing where no band may be shown; a sign in place of a bar that may not.
    """
    zeilen = daten[daten["geschlecht"].isin([code for code, _ in _SEITEN])]
    if zeilen.empty or not gezeigt(zeilen).any():
        return Leer()
    form = Form(namen, einheit, stellen)
    inhalt = kopfzeilen(kopf)
    inhalt["alt"] = alternativtext.pyramide(zeilen, inhalt["untertitel"], form)
    gruppen = sorted(zeilen["altersgruppe"].unique(), key=names.band)
    hoehe = _ZEILE * len(gruppen)

    def malen(abbildung: Figure) -> None:
        for (code, text), links in zip(_SEITEN, (_LINKS, _LINKS + _BREITE + _MITTE), strict=True):
            ax = stil.achsen(abbildung, links, _UNTEN, _BREITE, hoehe)
            seite = zeilen[zeilen["geschlecht"].eq(code)].set_index("altersgruppe").reindex(gruppen)
            _achse(ax, stil.groesster(zeilen) * 1.08 or 1.0, text, form, spiegeln=code == "m")
            _seite(ax, seite.fillna({"status": "fehlt", "status_stadt": "fehlt"}))
        _gruppennamen(abbildung.axes[0], gruppen)
        _namen(abbildung.axes[1], form)

    return stil.zeichne(malen, inhalt, _UNTEN + _OBEN + hoehe)


def _seite(ax: Axes, seite: pd.DataFrame) -> None:
    y = np.arange(len(seite))
    sichtbar = gezeigt(seite).to_numpy()
    ax.barh(y[sichtbar], seite["wert"][sichtbar].astype(float), height=0.78, color=stil.HAUPTFARBE)
    for stelle in y[~sichtbar]:
        zeichen = f" {names.symbol(str(seite['status'].iloc[stelle]))} "
        ax.text(
            0, stelle, zeichen, va="center", ha="right" if ax.xaxis_inverted() else "left", fontweight="bold"
        )
    _umriss(ax, seite)


def _umriss(ax: Axes, seite: pd.DataFrame) -> None:
    """Draw the stepped line of the second population; broken where a band is not shown."""
    stufen = seite["wert_stadt"].where(gezeigt(seite, "wert_stadt", "status_stadt")).astype(float).to_numpy()
    kanten = np.arange(len(stufen) + 1) - 0.5
    for breite, farbe in ((2.6, "white"), (1.3, stil.VERGLEICHSFARBE)):
        ax.plot(np.repeat(stufen, 2), np.repeat(kanten, 2)[1:-1], color=farbe, linewidth=breite)


def _achse(ax: Axes, groesster: float, text: str, form: Form, *, spiegeln: bool) -> None:
    ax.set_xlim((groesster, 0) if spiegeln else (0, groesster))
    ax.margins(y=0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(form.einheit, loc="right" if spiegeln else "left", labelpad=2)
    ax.set_title(
        text, loc="right" if spiegeln else "left", fontsize=stil.SCHRIFTGRAD, fontweight="bold", pad=4
    )
    stil.zahlenachse(ax.xaxis, anzahl=4)
    stil.nur_grundlinie(ax)


def _gruppennamen(ax: Axes, gruppen: list[str]) -> None:
    """Age bands between the two sides, read by both."""
    x = 1 + _MITTE / 2 / _BREITE
    for y, gruppe in enumerate(gruppen):
        text = names.band_text(gruppe)
        ax.text(x, y, text, transform=ax.get_yaxis_transform(), ha="center", va="center", fontsize=stil.KLEIN)


def _namen(ax: Axes, form: Form) -> None:
    """Who is the bar and who the line, above the women's side."""
    zeilen = (
        (f"Balken: {form.namen[0]}", stil.HAUPTFARBE, 13),
        (f"Linie: {form.namen[1]}", stil.VERGLEICHSFARBE, 4),
    )
    for text, farbe, abstand in zeilen:
        stil.notiz(
            ax, text, (1, 1), (0, abstand), ha="right", color=farbe, fontsize=stil.KLEIN, fontweight="bold"
        )
