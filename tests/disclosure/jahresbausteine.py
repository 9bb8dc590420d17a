"""Deliveries of several years, and a reader of all that was ever released of them.

The reader knows nothing of our systems: he writes down what he was shown, year by year, and bounds every
small count of a year by whole numbers.
"""

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline import disclosure
from pipeline.disclosure import register
from pipeline.disclosure.freigabeplan import plan
from pipeline.schemas import freigabe
from tests.disclosure.attacke import spanne
from tests.disclosure.bausteine import mit_stadt, raumeinheiten, zaehltabelle

BEZIRKE = ("P1", "P2", "P3")
PARAGRAPHEN = ("27", "33")
JE_JAHR = """
[[tabelle]]
name = "hilfen_sgb8"
grundgesamtheit = "hilfen_sgb8"
mindestfallzahl = 5
dimensionen = ["paragraph", "zaehlweise"]
kreuzungen = [{ paragraph = ["27", "33"] }]
"""
SUMMEN = JE_JAHR + "jahre = 3\nbis = 2020\n"
GROSS = {"P2": {"27": 20, "33": 30}, "P3": {"27": 20, "33": 30}}
ZAHLEN = {2018: {"27": 5, "33": 9}, 2019: {"27": 6, "33": 9}, 2020: {"27": 2, "33": 9}}


def hilfen(p1, rest=None):
    """A delivery of several years; `rest` by year is what the city has beyond its districts."""
    teile, erklaert = [], []
    for jahr, eigene in p1.items():
        je_ort = eigene if "P1" in eigene else {"P1": eigene, **GROSS}
        zeilen = [(ort, p, "andauernd", n) for ort, je in je_ort.items() for p, n in je.items()]
        zeilen = mit_stadt(None, zeilen)
        for p, n in (rest or {}).get(jahr, {}).items():
            zeilen = [(*z[:3], z[3] + n) if z[:2] == ("HN", p) else z for z in zeilen]
        teile.append(zaehltabelle(["paragraph", "zaehlweise"], zeilen, zeit="jahr").assign(jahr=jahr))
        erklaert += [("hilfen_sgb8", ort, str(jahr)) for ort in ("HN", *BEZIRKE)]
    return {
        "raumeinheiten": raumeinheiten(*BEZIRKE),
        "hilfen_sgb8": pd.concat(teile, ignore_index=True),
        "vollstaendigkeit": pd.DataFrame(
            erklaert, columns=["tabelle", "raumeinheit", "periode"], dtype="str"
        ),
    }


def nur(zahlen, *jahre):
    return {jahr: zahlen[jahr] for jahr in jahre}


def frei(lieferung, text, bisher=None):
    tabelle = disclosure.freigeben(lieferung, plan(text), bisher)[0]["hilfen_sgb8"]
    freigabe.MODELLE["hilfen_sgb8"].validate(tabelle)
    return tabelle


def vermerkt(tabelle, text, bisher=None):
    return register({"hilfen_sgb8": tabelle}, plan(text), bisher)


def zelle(tabelle, ort, jahr, paragraph):
    treffer = tabelle.query("raumeinheit == @ort and jahr == @jahr and paragraph == @paragraph")
    assert len(treffer) == 1
    return treffer["status"].item() if treffer["status"].item() != "wert" else int(treffer["anzahl"].item())


def verraten(lieferung, *tabellen, mit_rest=()):
    """Small counts of single years that all releases together give away, by a reader of his own."""
    jahre = sorted(lieferung["hilfen_sgb8"]["jahr"].unique().tolist())
    orte = [*BEZIRKE, *(f"Rest {jahr}" for jahr in mit_rest)]
    atome = [
        (ort, j, p) for ort in orte for j in jahre for p in PARAGRAPHEN if ort in (*BEZIRKE, f"Rest {j}")
    ]

    def summe(ort, hier, paragraph):
        return [
            float((ort in ("HN", o)) and j in hier and paragraph in ("insgesamt", p)) for o, j, p in atome
        ]

    zeilen, wert = [], []
    for tabelle in tabellen:
        for z in tabelle.to_dict("records"):
            hier = range(z["jahr"] - z.get("jahre", 1) + 1, z["jahr"] + 1)
            zeilen.append(summe(z["raumeinheit"], hier, z["paragraph"]))
            wert.append(z["anzahl"] if z["status"] == "wert" else np.nan)
    wahr = lieferung["hilfen_sgb8"].groupby(["raumeinheit", "jahr", "paragraph"])["anzahl"].sum()
    wert = np.array(wert, dtype=float)
    gefunden = []
    for (ort, jahr, paragraph), anzahl in wahr.items():
        if 0 < anzahl < 5:
            alle = sparse.csr_array(np.array([*zeilen, summe(ort, [jahr], paragraph)]))
            untergrenze = np.append(np.ones(len(zeilen)), 0.0)
            tief, hoch = spanne(alle, np.append(wert, np.nan), untergrenze, len(zeilen))
            teile = sum(bool(wahr.get((bezirk, jahr, paragraph), 0)) for bezirk in BEZIRKE)
            if tief > (teile if ort == "HN" else 1) or hoch < 5:  # each part may be known not to be zero
                gefunden.append((ort, jahr, paragraph))
    return gefunden
