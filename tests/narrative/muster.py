"""Comparisons as the comparison stage makes them, for sentences."""

import pandas as pd
from hypothesis import strategies as st

from pipeline import narrative

ORTE = narrative.Orte(
    narrative.Ort("P10", "Herbert-Hoover-Siedlung", "planungsbezirk"),
    narrative.Ort("HN", "Heilbronn", "stadt"),
)


def satz(kennzahl, wert=20.0, stadt=22.0, **andere):
    """One row; direction and size follow the numbers unless a test says otherwise."""
    richtung = "unter" if wert < stadt else "ueber" if wert > stadt else "gleich"
    verhaeltnis = max(wert, stadt) / max(min(wert, stadt), 1e-9)
    groesse = "vergleichbar" if verhaeltnis < 1.1 else "leicht" if verhaeltnis < 1.5 else "deutlich"
    zeile = {
        "kennzahl": kennzahl,
        "name": kennzahl,
        "einheit": "%",
        "stellen": 1,
        "handlungsfeld": "2.3.1",
        "zaehler": 100,
        "nenner": 1201,
        "wert": wert,
        "status": "wert",
        "wert_stadt": stadt,
        "status_stadt": "wert",
        "verhaeltnis": wert / stadt if stadt else float("nan"),
        "richtung": richtung,
        "groesse": groesse,
        "signifikant": True,
    }
    return {**zeile, **andere}


def verglichen(*zeilen):
    return pd.DataFrame(list(zeilen) or [], columns=list(satz("x")))


@st.composite
def saetze(draw, kennzahl="mig"):
    """Any row a comparison may hold: secret, missing, tested or not."""
    status = draw(st.sampled_from(["wert", "geheim", "fehlt"]))
    status_stadt = draw(st.sampled_from(["wert", "geheim", "fehlt"]))
    wert, stadt = draw(st.floats(0.1, 99)), draw(st.floats(0.1, 99))
    zeile = satz(kennzahl, wert, stadt, status=status, status_stadt=status_stadt)
    zeile["signifikant"] = draw(st.sampled_from([True, False, pd.NA]))
    if status != "wert":
        zeile["wert"] = float("nan")
    if status_stadt != "wert":
        zeile["wert_stadt"] = float("nan")
    return zeile


@st.composite
def irgendein_vergleich(draw):
    """Every Kennzahl of the report, each in any state."""
    return verglichen(
        *(draw(saetze(kennzahl)) | {"handlungsfeld": "2.3.1"} for kennzahl in narrative.KENNZAHLEN)
    )
