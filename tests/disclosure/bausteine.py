"""Small systems and small deliveries that a reader of the tests can check by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline.disclosure.nullen import mit_verdeckten_nullen
from pipeline.disclosure.system import System

STICHTAG = "2020-12-31"
HERKUNFT = """
[[tabelle]]
name = "herkunft"
grundgesamtheit = "herkunft"
dimensionen = ["herkunftsland"]
kreuzungen = [{ herkunftsland = ["*"] }]
"""
"""A plan of one table."""


def baue_system(zeilen, atome, mindest=3, gezeigt=None, pflicht=(), nullen=False):
    """A system from lists of atoms per sum and the true atoms; every sum is shown unless said otherwise.

    `nullen`: whether zeros are hidden like other small counts, where they are no duty.
    """
    matrix = np.zeros((len(zeilen), len(atome)))
    for i, zeile in enumerate(zeilen):
        matrix[i, list(zeile)] = 1
    wert = matrix @ np.array(atome, dtype=float)
    sichtbar = np.ones(len(zeilen), dtype=bool) if gezeigt is None else np.array(gezeigt)
    system = System(
        zeilen=sparse.csr_array(matrix),
        ort=np.zeros(len(atome), dtype=np.int64),
        teilbar=np.zeros(len(zeilen), dtype=bool),
        wert=wert,
        gezeigt=sichtbar,
        verdeckt=np.zeros(len(zeilen), dtype=bool),
        zuvor=np.zeros(len(zeilen), dtype=bool),
        bekannt=np.zeros(len(zeilen), dtype=bool),
        sensibel=(wert >= 1) & (wert < mindest),
        mindest=np.full(len(wert), float(mindest)),
        untergrenze=((wert >= 1) & sichtbar).astype(float),
        nullen=nullen & ~np.isin(np.arange(len(zeilen)), list(pflicht)),
        hoechstens=np.full(len(wert), np.inf),
        pflicht=np.isin(np.arange(len(zeilen)), list(pflicht)),
        mitwisser=np.zeros(len(zeilen), dtype=bool),
        gewicht=1 + np.log1p(wert) * matrix.sum(axis=1),
        name=[str(zeile) for zeile in zeilen],
        bedingung=sparse.csr_array((0, len(atome))),
        unten=np.zeros(0),
        oben=np.zeros(0),
        platz={},
    )
    return replace(system, **mit_verdeckten_nullen(system.zeilen, vars(system)))


def raumeinheiten(*bezirke, stadt="HN"):
    return pd.DataFrame(
        {
            "raumeinheit": [stadt, *bezirke],
            "name": [stadt, *bezirke],
            "ebene": ["stadt"] + ["planungsbezirk"] * len(bezirke),
            "uebergeordnet": pd.Series([None] + [stadt] * len(bezirke), dtype="str"),
            "gueltig_ab": "1990-01-01",
            "gueltig_bis": pd.Series([None] * (len(bezirke) + 1), dtype="str"),
        }
    )


def zaehltabelle(spalten, zeilen, zeit="stichtag"):
    """A table of counts: rows are (raumeinheit, codes..., anzahl) or, with a reason, (..., status)."""
    voll = [
        (ort, STICHTAG if zeit == "stichtag" else 2020, *rest[: len(spalten) + 1], *rest[len(spalten) + 1 :])
        for ort, *rest in zeilen
    ]
    voll = [zeile if len(zeile) == len(spalten) + 4 else (*zeile, "wert") for zeile in voll]
    tabelle = pd.DataFrame(voll, columns=["raumeinheit", zeit, *spalten, "anzahl", "status"])
    tabelle["anzahl"] = tabelle["anzahl"].astype("Int64")
    return tabelle


def mit_stadt(spalten, zeilen):
    """Append the rows of the city: sums over the districts."""
    summen = {}
    for _, *codes, anzahl in zeilen:
        summen[tuple(codes)] = summen.get(tuple(codes), 0) + anzahl
    return [*zeilen, *(("HN", *codes, anzahl) for codes, anzahl in summen.items())]


def vollstaendig(tabellen, orte, zeit="stichtag"):
    periode = STICHTAG if zeit == "stichtag" else "2020"
    return pd.DataFrame(
        [(tabelle, ort, periode) for tabelle in tabellen for ort in orte],
        columns=["tabelle", "raumeinheit", "periode"],
        dtype="str",
    )
