"""Where each standing target is at a Stichtag."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from pipeline.decisions.weg import Lage, Messung, Ziel, lage, soll
from pipeline.schemas.beschluesse import NICHT_BEURTEILBAR

KOPF = ("name", "einheit", "stellen", "richtung_gut")
MESSUNG = ("jahr", "wert", "untere", "obere", "status")
SPALTEN = (
    *("raumeinheit", "kennzahl", *KOPF),
    *("nummer", "datum", "ausgangswert", "ausgangsjahr", "zielwert", "zieljahr"),
    *(*MESSUNG, "soll", "urteil", "gesichert", "grund"),
    *("verantwortlich", "faellig", "bemerkung", "demonstration"),
)
_GANZ = ("jahr", "stellen", "ausgangsjahr", "zieljahr")
_ZAHL = ("soll", "wert", "untere", "obere", "ausgangswert", "zielwert")
_TYPEN = dict.fromkeys(SPALTEN, "str") | dict.fromkeys(_GANZ, "Int64") | dict.fromkeys(_ZAHL, "float64")
_TYPEN |= {"nummer": "int64", "gesichert": "boolean", "demonstration": "bool"}
_OHNE_WERT = {
    "geheim": "ist geheim",
    "unsicher": "ist nicht sicher genug",
    "nicht_sinnvoll": "ist nicht sinnvoll anzugeben",
}
_BRUECHE = {
    "gebietsstand": (0, "Das Gebiet wurde"),
    "fassung": (1, "Die Definition der Kennzahl wurde"),
}
"""What breaks a series: the number of each column before any change, and how to say it."""


def zielstand(
    gilt: pd.DataFrame, werte: pd.DataFrame, jahr: int, seltene: Collection[str] = ()
) -> pd.DataFrame:
    """Set every standing target beside the latest value up to a year.

    Takes:   decisions that stand (`geltende`); rows of the Kennzahlen of the areas, all years: raumeinheit,
             kennzahl, jahr, zaehler, nenner, wert, untere, obere, status, gebietsstand, name, einheit,
             stellen, richtung_gut, and fassung where definitions have versions; the year of the
             Stichtag; Kennzahlen whose last survey is carried forward from year to year.
    Returns: one row per target, columns `SPALTEN`: soll is the path in the year of the value; wert to obere
             are missing where there is no value; urteil, gesichert and grund as in `weg`.
    Raises:  nothing.
    Source:  own rules, see `weg`.
    """
    ziele = gilt[gilt["zielwert"].notna()].to_dict("records")
    zeilen = [_zeile(ziel, werte, jahr, seltene) for ziel in ziele]
    return pd.DataFrame(zeilen, columns=list(SPALTEN)).astype(_TYPEN)


def wege(stand: pd.DataFrame) -> pd.DataFrame:
    """Write the path of every target year by year.

    Takes:   rows of `zielstand`.
    Returns: raumeinheit, kennzahl, nummer, jahr, soll: from the year of the baseline to that of the target.
    Raises:  nothing; a target that contradicts itself has no path.
    Source:  see `weg.soll`.
    """
    zeilen = [
        (ziel["raumeinheit"], ziel["kennzahl"], ziel["nummer"], jahr, soll(_ziel(ziel, ziel), jahr))
        for ziel in stand.dropna(subset=["stellen"]).to_dict("records")
        for jahr in range(int(ziel["ausgangsjahr"]), int(ziel["zieljahr"]) + 1)
        if ziel["ausgangsjahr"] < ziel["zieljahr"]
    ]
    return pd.DataFrame(zeilen, columns=["raumeinheit", "kennzahl", "nummer", "jahr", "soll"])


def _zeile(
    ziel: Mapping[Any, Any], werte: pd.DataFrame, jahr: int, seltene: Collection[str]
) -> dict[str, Any]:
    eigene = werte[werte["kennzahl"].eq(ziel["kennzahl"]) & werte["raumeinheit"].eq(ziel["raumeinheit"])]
    if eigene.empty:
        return {**ziel, **_unbekannt("Die Kennzahl steht nicht mehr im Katalog.")}
    kopf = {name: eigene[name].iloc[0] for name in KOPF}
    geliefert = eigene[eigene["jahr"].le(jahr) & eigene["status"].ne("fehlt")].sort_values("jahr")
    if geliefert.empty:
        return {**ziel, **kopf, **_unbekannt("Bis zum Stichtag liegt kein Wert vor.")}
    letzte = geliefert.iloc[-1]
    gemessen = {name: letzte[name] for name in MESSUNG}
    fest = _ziel(ziel, kopf)
    grund = _warum_nicht(fest, letzte, eigene, str(ziel["kennzahl"]) in seltene)
    if grund:
        return {**ziel, **kopf, **gemessen, **_unbekannt(grund)}
    urteil = lage(fest, Messung(int(letzte["jahr"]), *(float(letzte[s]) for s in MESSUNG[1:4])))
    return {**ziel, **kopf, **gemessen, "soll": soll(fest, int(letzte["jahr"])), **urteil._asdict()}


def _ziel(ziel: Mapping[Any, Any], kopf: Mapping[Any, Any]) -> Ziel:
    zahlen = float(ziel["zielwert"]), int(ziel["zieljahr"])
    ausgang = float(ziel["ausgangswert"]), int(ziel["ausgangsjahr"])
    return Ziel(*zahlen, *ausgang, str(kopf["richtung_gut"]), int(kopf["stellen"]))


def _unbekannt(grund: str) -> dict[str, Any]:
    return Lage(NICHT_BEURTEILBAR, None, grund)._asdict()


def _warum_nicht(ziel: Ziel, letzte: "pd.Series[Any]", eigene: pd.DataFrame, selten: bool) -> str:
    """Why the latest value says nothing about the path; empty where it does."""
    jahr, status = int(letzte["jahr"]), str(letzte["status"])
    if ziel.ausgangsjahr >= ziel.zieljahr or not ziel.vorzeichen:
        return "Das Ziel widerspricht sich: Es hat keine Richtung oder liegt nicht nach dem Ausgangsjahr."
    if jahr <= ziel.ausgangsjahr:
        return f"Seit dem Ausgangsjahr {ziel.ausgangsjahr} liegt bis zum Stichtag kein neuer Wert vor."
    if status != "wert" or pd.isna(letzte["wert"]):
        return f"Der Wert von {jahr} {_OHNE_WERT.get(status, 'fehlt')}."
    ausgang = eigene[eigene["jahr"].eq(ziel.ausgangsjahr)]
    if gebrochen := _bruch(letzte, ausgang):
        return gebrochen
    if selten and len(ausgang) and _dieselbe(letzte, ausgang.iloc[0]):
        return f"Seit dem Ausgangsjahr {ziel.ausgangsjahr} gab es keine neue Erhebung."
    return ""


def _bruch(letzte: "pd.Series[Any]", ausgang: pd.DataFrame) -> str:
    """What changed since the baseline, so that both values are not one series.

    Without a row of the year of the baseline nothing says when a change came: then any counts.
    """
    for spalte, (anfang, grund) in _BRUECHE.items():
        if spalte in letzte.index:
            davor = int(ausgang[spalte].iloc[0]) if len(ausgang) else anfang
            if int(letzte[spalte]) != davor:
                return f"{grund} seit dem Ausgangsjahr geändert; die Werte sind nicht vergleichbar."
    return ""


def _dieselbe(letzte: "pd.Series[Any]", ausgang: "pd.Series[Any]") -> bool:
    return all(letzte[feld] == ausgang[feld] for feld in ("zaehler", "nenner"))
