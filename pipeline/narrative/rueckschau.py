"""Sentences on how good the projection was: what came since, and what the Rückschau found."""

import pandas as pd

from pipeline import names
from pipeline.narrative.prognose import von_bis
from pipeline.narrative.zahlen import aufzaehlung


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
    treffer = seither["gezaehlt"].between(seither["unten"], seither["oben"]).sum()
    return (
        f"Seither gezählt: {aufzaehlung(teile)}. Im Band lag die Zahl in {treffer} von {len(seither)} Jahren."
    )


def rueckblick(rueckschau: pd.DataFrame) -> str:
    """Say how good the method was so far, and which simple method was better, if one was.

    Takes:   rows of the released table `rueckschau` of one city over all horizons, one per method.
    """
    if rueckschau.empty:
        return "Eine Rückschau auf frühere Prognosen liegt nicht vor."
    unser = rueckschau[rueckschau["verfahren"].isin(_EIGENE)].iloc[-1]
    andere = rueckschau[~rueckschau["verfahren"].isin(_EIGENE)]
    anfang = (
        f"Mit dem Wissen der Jahre {unser['basis_von']} bis {unser['basis_bis']} vorausgerechnet, lag das "
        f"Verfahren „{unser['verfahren']}“ für die Bevölkerung von {unser['gebiete']} Gebieten im Median um "
        f"{names.prozent(unser['medape'])} neben dem, was kam; das Band von 80 Prozent traf "
        f"{names.prozent(unser['abdeckung_80'], 0)} der Werte."
    )
    besser = [str(name) for name in andere[andere["medape"] < unser["medape"]]["verfahren"]]
    wovon = _AUS_BEWEGUNGEN if unser["verfahren"] == _EIGENE[-1] else _AUS_BESTAENDEN
    if not besser:
        return f"{anfang} Kein einfaches Verfahren hatte einen kleineren Median. {wovon}"
    hatten = "hatte" if len(besser) == 1 else "hatten"
    return f"{anfang} Einen kleineren Median {hatten}: {aufzaehlung(besser)}. {wovon}"


_EIGENE = names.PROGNOSEVERFAHREN[:2]
"""Ours: from stocks alone, and from births, deaths and moves, which counts where it could be judged."""
_AUS_BEWEGUNGEN = (
    "So, aus Geburten, Sterbefällen und Wanderungen, sind auch die erwarteten Werte dieses Berichts "
    "gerechnet; die Breite der Bänder richtet sich nach den Fehlern, die das Verfahren bisher machte."
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
