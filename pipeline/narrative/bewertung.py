"""Assessment of a Kennzahl in a sign and a word: beside the city, over the years, against its target."""

import pandas as pd

from pipeline import names
from pipeline.narrative.titel import mit_unterschied
from pipeline.narrative.vergleich import Satz, unterschied, vergleichbar
from pipeline.schemas.beschluesse import AUF_KURS, ERREICHT, NICHT_AUF_KURS, NICHT_BEURTEILBAR

HOEHER, NIEDRIGER, UNSICHER = "▲", "▼", "○"
"""Signs beside the word for a difference: significantly above, below, not significant."""
URTEILSZEICHEN = {ERREICHT: "✓", AUF_KURS: "●", NICHT_AUF_KURS: "✗", NICHT_BEURTEILBAR: "–"}
"""Sign of each verdict on a target; the words always stand beside it."""
TRENDWORTE = {"steigt": "↗ steigt", "faellt": "↘ fällt", "kein_trend": "→ kein Trend"}

_GUT = {"hoch_ist_gut": "ueber", "niedrig_ist_gut": "unter"}


def legende(vergleichsname: str) -> str:
    """Explain the signs of an assessment.

    Takes:   name of the area compared with.
    """
    return (
        f"{HOEHER} signifikant höher, {NIEDRIGER} signifikant niedriger als {vergleichsname}, {UNSICHER} "
        "nicht signifikant; günstig und ungünstig nach der Richtung, die im Katalog steht. Unter Wert und "
        "Differenz: 95-%-Intervall. Trend: die letzten fünf Jahre, ↗ und ↘ nur, wo er auf dem Niveau von "
        "99,8 % gesichert ist und an keinem einzelnen Jahr hängt."
    )


def mit_bewertung(verglichen: pd.DataFrame, trends: pd.DataFrame, ziele: pd.DataFrame) -> pd.DataFrame:
    """Add the assessment in words: unterschied, geprueft, bewertung, trend_text, ziel_text.

    Takes:   a comparison with richtung_gut and stellen; the result of `comparison.entwicklung`; targets with
             their verdict, one per Kennzahl at most.
    Returns: the comparison with trend and urteil beside it, missing where there is none.
    Raises:  MergeError where a Kennzahl has two targets.
    """
    neben = trends[["kennzahl", "trend", "guenstig", "trend_grund"]]
    ziel = ziele[["kennzahl", "zielwert", "zieljahr", "urteil"]]
    zeilen = mit_unterschied(verglichen)
    for rechts in (neben, ziel):
        zeilen = zeilen.merge(rechts, on="kennzahl", how="left", validate="one_to_one")
    saetze = zeilen.to_dict("records")
    return zeilen.assign(
        bewertung=[bewertung(satz) for satz in saetze],
        trend_text=[trend(satz) for satz in saetze],
        ziel_text=[ziel_text(satz) for satz in saetze],
    )


def bewertung(satz: Satz) -> str:
    """Write the difference with the sign of its test, and whether it is good where that can be said.

    Takes:   groesse, richtung, signifikant, richtung_gut and both values with status.
    Returns: "▼ deutlich niedriger, günstig", "○ leicht höher", "leicht höher" (no test), the sign for
             nothing compared.
    """
    wort = unterschied(satz)
    if not vergleichbar(satz) or pd.isna(satz["signifikant"]):
        return wort
    if not satz["signifikant"]:
        return f"{UNSICHER} {wort}"
    zeichen = HOEHER if satz["richtung"] == "ueber" else NIEDRIGER
    gut = _GUT.get(str(satz["richtung_gut"]))
    if gut is None or satz["groesse"] == "vergleichbar":
        return f"{zeichen} {wort}"
    return f"{zeichen} {wort}, {'günstig' if satz['richtung'] == gut else 'ungünstig'}"


def trend(satz: Satz) -> str:
    """Write the trend, and whether it is good where that can be said; the sign where none was tested."""
    if pd.isna(satz["trend"]):
        return names.NICHT_VERGLICHEN
    wort = TRENDWORTE[str(satz["trend"])]
    if pd.isna(satz["guenstig"]):
        return wort
    return f"{wort}, {'günstig' if satz['guenstig'] else 'ungünstig'}"


def ziel_text(satz: Satz) -> str:
    """Write target and verdict; empty where there is no target."""
    if pd.isna(satz["zielwert"]):
        return ""
    wert = names.dezimal(float(satz["zielwert"]), int(satz["stellen"]))
    urteil = str(satz["urteil"])
    return f"Ziel {wert} bis {satz['zieljahr']}: {URTEILSZEICHEN[urteil]} {urteil}"
