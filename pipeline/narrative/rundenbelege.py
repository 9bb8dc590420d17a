"""Released counts of interviews and shares of a survey, read as evidence for `ableitung`."""

import pandas as pd

from pipeline import names
from pipeline.narrative.ableitung import DAFUER, DAGEGEN, HINTERGRUND
from pipeline.narrative.vergleich import Satz
from pipeline.narrative.zahlen import gross


def aus_interviews(zahlen: pd.DataFrame) -> pd.DataFrame | None:
    """Read released counts of interviews as evidence: a need speaks for its field, none against it.

    Takes:   handlungsfeld, thema, aussageart (bedarf, kein_bedarf, others), mindestens (institutions, <NA>
             where not counted) and zitate (free sentences), totals as `insgesamt`.
    Returns: handlungsfeld, text, lesart, for `ableitung.zeilen`; themes that nobody may see are left out;
             None where there were no interviews.
    """
    if zahlen.empty:
        return None
    # what was not counted is seen only by its free sentences
    gesehen = zahlen["mindestens"].fillna(0).gt(0) | zahlen["zitate"].gt(0)
    themen = zahlen[
        gesehen & zahlen["thema"].ne(names.INSGESAMT) & zahlen["handlungsfeld"].ne(names.INSGESAMT)
    ]
    arten = {"bedarf": ("Bedarf", DAFUER), "kein_bedarf": ("kein besonderer Bedarf", DAGEGEN)}
    liste = []
    for (feld, art), gruppe in themen.groupby(["handlungsfeld", "aussageart"], sort=False):
        if art in arten:
            wort, lesart = arten[str(art)]
            was = "; ".join(dict.fromkeys(gruppe["thema"]))
            liste.append({"handlungsfeld": feld, "text": gross(f"{wort}: {was}"), "lesart": lesart})
    return pd.DataFrame(liste, columns=["handlungsfeld", "text", "lesart"])


def aus_befragung(bedarfe: pd.DataFrame) -> pd.DataFrame | None:
    """Read released shares of a survey as evidence: they tell how many named a need, and weigh nothing.

    Takes:   handlungsfeld, antwort, anteil_pct, untere_pct, obere_pct, status.
    Returns: handlungsfeld, text, lesart, for `ableitung.zeilen`; shares that nobody may see are left out;
             None where no need of a Handlungsfeld was asked for.
    """
    if bedarfe.empty:
        return None
    gesehen = bedarfe[bedarfe["status"].eq("wert")]
    liste = [
        {
            "handlungsfeld": feld,
            "text": "; ".join(_genannt(satz) for satz in gruppe.to_dict("records")),
            "lesart": HINTERGRUND,
        }
        for feld, gruppe in gesehen.groupby("handlungsfeld", sort=False)
    ]
    return pd.DataFrame(liste, columns=["handlungsfeld", "text", "lesart"])


def _genannt(satz: Satz) -> str:
    anteil = names.prozent(float(satz["anteil_pct"]), 0)
    return f"{satz['antwort']}: {anteil} (Intervall {satz['untere_pct']} bis {satz['obere_pct']})"
