"""Sentences on the share of nichtdeutsch residents ahead: a direction only where the whole band has one."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import GEHEIM, Satz


def anteil(orte: Orte, verlauf: pd.DataFrame, stichtag: str, horizont: int) -> str:
    """Say the expected share, its band, and its direction where the band supports one.

    Takes:   jahr, wert (percent), unten, oben, status, art, as `indicators.anteilsverlauf` lists them.
    Returns: nothing where no projection of the share is there; one line where it may not be shown.
    """
    heute, dann = _stand(verlauf, names.stichtag_jahr(stichtag)), _stand(verlauf, horizont)
    if dann is None:
        geheim = (verlauf["jahr"].eq(horizont) & verlauf["status"].eq("geheim")).any()
        return f"Der Anteil nichtdeutscher Bewohner:innen {horizont} ist {GEHEIM}." if geheim else ""
    kuenftig = f"rund {names.prozent(dann['wert'])}"
    band: str = "" if pd.isna(dann["unten"]) else f"; das Band reicht {_von_bis(dann)}"
    wer = f"Anteil nichtdeutscher Bewohner:innen {orte.hier.des}"
    if heute is None:
        return f"Für {horizont} wird ein {wer} von {kuenftig} erwartet{band}."
    wohin = _richtung(heute, dann)
    jetzt = names.prozent(heute["wert"])
    if not wohin:
        return (
            f"Ob der {wer} bis {horizont} zu- oder abnimmt, ist offen: "
            f"Erwartet werden {kuenftig}, gezählt waren {jetzt}{band}."
        )
    return f"Der {wer} {wohin[0]} bis {horizont} voraussichtlich von {jetzt} auf {kuenftig} {wohin[1]}{band}."


def kopf(verlauf: pd.DataFrame, stichtag: str, horizont: int, quelle: str) -> dict[str, str]:
    """Write the head of the chart: its title is the finding."""
    jahr = names.stichtag_jahr(stichtag)
    heute, dann = _stand(verlauf, jahr), _stand(verlauf, horizont)
    wohin = _richtung(heute, dann) if heute and dann else None
    was = "Anteil nichtdeutscher Bewohner:innen"
    titel = f"Ob der {was} bis {horizont} zu- oder abnimmt, ist offen"
    return {
        "id": "anteil-nichtdeutsch",
        "titel": f"Der {was} {wohin[0]} bis {horizont} {wohin[1]}" if wohin else titel,
        "untertitel": f"Anteil an allen Bewohner:innen am 31. Dezember in Prozent, bis {jahr} gezählt, "
        "danach erwartet",
        "quelle": quelle,
    }


def _stand(verlauf: pd.DataFrame, jahr: int) -> Satz | None:
    treffer = verlauf[verlauf["jahr"].eq(jahr) & verlauf["status"].eq("wert")]
    return None if treffer.empty else {str(k): v for k, v in treffer.iloc[0].items()}


def _richtung(heute: Satz, dann: Satz) -> tuple[str, str] | None:
    """Words of a direction where the whole band lies on one side of the counted share; else none."""
    if float(dann["unten"]) > float(heute["wert"]):
        return "nimmt", "zu"
    return ("nimmt", "ab") if float(dann["oben"]) < float(heute["wert"]) else None


def _von_bis(satz: Satz) -> str:
    return f"von {names.prozent(satz['unten'])} bis {names.prozent(satz['oben'])}"
