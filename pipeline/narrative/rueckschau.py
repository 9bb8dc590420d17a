"""Sentences on how good the projection was: what came since, and what the Rückschau found."""

from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.prognose import von_bis
from pipeline.narrative.zahlen import aufzaehlung, zahlwort


def gekommen(seither: pd.DataFrame) -> str:
    """Say what was counted after the base, and whether the band held it; nothing where nothing was.

    Takes:   jahr, gezaehlt, unten, oben.
    """
    if seither.empty:
        return ""
    teile = [
        f"{names.ganzzahl(satz['gezaehlt'])} im Jahr {int(satz['jahr'])} (Band {von_bis(satz)})"
        for satz in seither.to_dict("records")
    ]
    treffer = int(seither["gezaehlt"].between(seither["unten"], seither["oben"]).sum())
    return f"Seither gezählt: {aufzaehlung(teile)}. Im Band lag die Zahl in {_jahre(treffer, len(seither))}."


def _jahre(treffer: int, alle: int) -> str:
    """Write "allen drei Jahren", "einem von zwei Jahren", "keinem Jahr"."""
    if not treffer:
        return "keinem Jahr"
    if treffer == alle:
        return f"allen {zahlwort(alle)} Jahren" if alle > 1 else "diesem Jahr"
    return f"{'einem' if treffer == 1 else zahlwort(treffer)} von {zahlwort(alle)} Jahren"


UM_80 = (75, 85)
"""Percent of the values that a band of 80 percent may hold and be called right: dates are few (set)."""


def rueckblick(rueckschau: pd.DataFrame) -> str:
    """Say how good the method was so far, and which simple method was better, if one was.

    Takes:   rows of the released table `rueckschau` of one city over all horizons, one per method.
    """
    if rueckschau.empty:
        return "Eine Rückschau auf frühere Prognosen liegt nicht vor."
    unser = unsere(rueckschau)
    andere = rueckschau[~rueckschau["verfahren"].isin(_EIGENE)]
    anfang = (
        f"Mit dem Wissen der Jahre {unser['basis_von']} bis {unser['basis_bis']} vorausgerechnet, lag das "
        f"Verfahren „{unser['verfahren']}“ für die Bevölkerung von {unser['gebiete']} Gebieten im Median um "
        f"{names.prozent(unser['medape'])} neben dem, was kam; das Band von 80 Prozent traf "
        f"{names.prozent(unser['abdeckung_80'], 0)} der Werte.{_breite(float(unser['abdeckung_80']))}"
    )
    besser = [str(name) for name in andere[andere["medape"] < unser["medape"]]["verfahren"]]
    wovon = _AUS_BEWEGUNGEN if unser["verfahren"] == _EIGENE[-1] else _AUS_BESTAENDEN
    if not besser:
        return f"{anfang} Kein einfaches Verfahren hatte einen kleineren Median. {wovon}"
    hatten = "hatte" if len(besser) == 1 else "hatten"
    return f"{anfang} Einen kleineren Median {hatten}: {aufzaehlung(besser)}. {wovon}"


def unsere(rueckschau: pd.DataFrame) -> "pd.Series[Any]":
    """Row of our method: with births, deaths and moves where it could be judged, else from stocks alone."""
    return rueckschau[rueckschau["verfahren"].isin(_EIGENE)].iloc[-1]


def _breite(getroffen: float) -> str:
    """Say whether the band was as wide as it promised."""
    if round(getroffen) < UM_80[0]:
        return (
            " Das ist weniger, als es verspricht. Ein Grund kann sein, dass sich in einem dieser Jahre die "
            "ganze Stadt ungewöhnlich veränderte."
        )
    return " Es war also breiter als nötig." if round(getroffen) > UM_80[1] else ""


_EIGENE = names.PROGNOSEVERFAHREN[:2]
"""Ours: from stocks alone, and with births, deaths and moves, which counts where it could be judged."""
_AUS_BEWEGUNGEN = (
    "Erwartete Werte in diesem Bericht sind ebenso gerechnet; die Breite der Bänder richtet sich nach den "
    "bisherigen Fehlern."
)
_AUS_BESTAENDEN = (
    "Geprüft ist die Rechnung aus Beständen allein, von der die Breite der Bänder stammt. Für eine Prüfung "
    "der Rechnung aus Geburten, Sterbefällen und Wanderungen reichen die gelieferten Jahre nicht."
)


def kopf(quelle: str) -> dict[str, str]:
    """Write the head of the table of errors."""
    return {
        "id": "rueckschau",
        "titel": "Wie gut waren Prognosen der Bevölkerung bisher?",
        "untertitel": "Fehler in Prozent des Gezählten, alle Gebiete und Horizonte zusammen; Bänder: Anteil "
        "der Werte, die sie trafen. Median, Mittel und gewichtetes Mittel der Beträge; CRPS bewertet Band "
        "und Mitte zugleich; überall ist kleiner besser, bei den Bändern 80 und 95",
        "quelle": quelle,
    }


def nach_horizont(zeilen: pd.DataFrame) -> str:
    """Say how the error grows with the years ahead, which method won where, and what was never tested.

    Takes:   the result of `indicators.rueckschau_nach` by horizon.
    Returns: nothing where there are no horizons.
    """
    if zeilen.empty:
        return ""
    unser = zeilen[zeilen["verfahren"].isin(_EIGENE)]
    erste, letzte = unser.iloc[0], unser.iloc[-1]
    weite = f"{erste['gruppe']} {names.prozent(erste['medape'])}"
    if len(unser) > 1:
        weite = f"{weite}, {letzte['gruppe']} {names.prozent(letzte['medape'])}"
    grenze = f"Weiter als {letzte['gruppe'].removesuffix(' voraus')} voraus ist nicht geprüft."
    return f"Der Median des Fehlers von „{letzte['verfahren']}“ betrug {weite}. {_sieger(zeilen)} {grenze}"


def nach_groesse(zeilen: pd.DataFrame) -> str:
    """Say in which size classes our method had the smallest median, and which method won elsewhere.

    Takes:   the result of `indicators.rueckschau_nach` by size class.
    Returns: nothing where all areas are of one class.
    """
    return "" if zeilen.empty else f"Nach der Größe der Gebiete: {_sieger(zeilen)}"


def _sieger(zeilen: pd.DataFrame) -> str:
    """Name who had the smallest median in each class; ours only where no other was as good."""
    sieger: dict[str, list[str]] = {}
    for gruppe, teil in zeilen.groupby("gruppe", sort=False):
        beste = teil.loc[teil["medape"].eq(teil["medape"].min()), "verfahren"]
        sieger.setdefault(_gemeinsam([str(name) for name in beste]), []).append(str(gruppe))
    einer = next(iter(sieger))
    if len(sieger) == 1 and einer in [_gemeinsam([name]) for name in _EIGENE]:
        return f"Den kleinsten Median hatte überall {einer}."
    teile = [f"{name} ({aufzaehlung(gruppen)})" for name, gruppen in sieger.items()]
    return f"Den kleinsten Median hatten: {'; '.join(teile)}."


def _gemeinsam(verfahren: list[str]) -> str:
    return aufzaehlung([f"„{name}“" for name in verfahren])


def kopf_nach(nach: str, quelle: str) -> dict[str, str]:
    """Write the head of the table by "horizont" or by "groesse"."""
    titel = {
        "horizont": "Fehler nach Jahren voraus",
        "groesse": "Fehler nach Größe der Gebiete am Anfang der Prognose",
    }
    return {
        "id": f"rueckschau-{nach}",
        "titel": titel[nach],
        "untertitel": "In Prozent des Gezählten: unser Verfahren, das beste andere (nach dem Median) und "
        "keine Änderung; „Fehler über 10\N{NO-BREAK SPACE}%“ und Band: Anteil der Werte",
        "quelle": quelle,
    }
