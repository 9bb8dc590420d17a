"""The one measure that is no count: weights of a survey, with decimals."""

from collections.abc import Mapping

import pandas as pd

from pipeline.deliveries.fremd.befund import fehler, kurz
from pipeline.deliveries.fremd.deutung import kommazahl
from pipeline.deliveries.fremd.deutung.zahl import RAND, STATUS, Schreibweise
from pipeline.deliveries.fremd.zeilen.abbildung import ROH, SPALTE, SUMME, ZEILE
from pipeline.measures.codes import decode
from pipeline.schemas.befunde import Befund

GEWICHTE = ("gewicht",)


def lesen(
    name: str, lang: pd.DataFrame, symbole: Mapping[str, str], schreibweise: Schreibweise
) -> tuple[pd.DataFrame, list[Befund]]:
    """Add `zahl` (text with decimal point, empty where there is none) and `status` to long rows."""
    texte = [str(text) for text in lang[ROH].unique()]
    dezimal = kommazahl.dezimalzeichen(texte, schreibweise)
    gelesen = {text: _eines(text, symbole, dezimal, schreibweise) for text in texte}
    befunde = []
    for text in (text for text, zahl in gelesen.items() if zahl is None):
        erste = lang[lang[ROH].eq(text)].iloc[0]
        grund = f'"{kurz(text)}" ist kein Gewicht.'
        abhilfe = "Verlangt ist eine Zahl; bitte dezimal und symbole in lieferung.toml prüfen."
        befunde.append(fehler(name, "zahl", grund, abhilfe, int(erste[ZEILE]), str(erste[SPALTE]), text))
    zahl = decode(lang[ROH]).map({text: wert or "" for text, wert in gelesen.items()}).astype("str")
    ganz = lang.drop(columns=[ROH, ZEILE]).isin([SUMME]).any(axis=1)
    return lang.assign(zahl=zahl, status="wert")[~ganz], befunde


def _eines(text: str, symbole: Mapping[str, str], dezimal: str, schreibweise: Schreibweise) -> str | None:
    """A weight as text; empty where a symbol says that there is none; None where it is neither."""
    rein = text.strip(RAND)
    if rein in symbole:
        return "" if symbole[rein] in STATUS else symbole[rein]
    zahl = kommazahl.lesen(rein, dezimal, schreibweise.tausender)
    return zahl.text if zahl is not None else None
