"""Hand-made outputs that leak by their form, one per way, and their repaired twins.

The attack on files: what is made twice, from two tables that differ in hidden counts only, must be the same
to the last byte. Every leak here gives another file; every repaired twin gives the same one.
"""

import io

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store import parkett
from tests.disclosure.spuren import spuren

HIER = {"P1": 30, "P2": 2, "P3": 1, "P4": 12, "P5": 0}
DORT = {"P1": 30, "P2": 1, "P3": 2, "P4": 12, "P5": 0}
"""Counts by area; P2 and P3 are hidden, and the two deliveries differ in them only."""
GEHEIM = ["P2", "P3"]


def genau(zahlen):
    return pd.DataFrame({"raumeinheit": list(zahlen), "anzahl": list(zahlen.values())})


def frei(zahlen):
    tabelle = genau(zahlen)
    versteckt = tabelle["raumeinheit"].isin(GEHEIM)
    anzahl = tabelle["anzahl"].astype("Int64").mask(versteckt)
    return tabelle.assign(anzahl=anzahl, status=np.where(versteckt, "geheim", "wert"))


def als_text(tabelle):
    return tabelle.to_csv(index=False).encode()


def parquet(tabelle, **angaben):
    datei = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(tabelle, preserve_index=False), datei, **angaben)
    return datei.getvalue()


# each pair: the leak reads exact counts somewhere; the repair reads released cells and nothing else


def reihenfolge_leck(zahlen):
    """Areas in the order of the hidden counts, the counts themselves blanked."""
    return als_text(
        frei(zahlen).loc[genau(zahlen)["anzahl"].sort_values(ascending=False, kind="stable").index]
    )


def reihenfolge_heil(zahlen):
    return als_text(frei(zahlen).sort_values("anzahl", ascending=False, kind="stable"))


def fehlende_zeile_leck(zahlen):
    """A row for every person kept secret: the number of rows is the count."""
    tabelle = frei(zahlen)
    mehrfach = np.where(tabelle["status"].eq("geheim"), genau(zahlen)["anzahl"], 1)
    return als_text(tabelle.loc[tabelle.index.repeat(mehrfach)])


def fehlende_zeile_heil(zahlen):
    return als_text(frei(zahlen))


def fehlende_datei_leck(zahlen):
    """One file for each area that has more than one case: which are there is told by the folder."""
    return "\n".join(f"{ort}.csv" for ort, zahl in zahlen.items() if zahl > 1).encode()


def fehlende_datei_heil(zahlen):
    return "\n".join(f"{ort}.csv" for ort in frei(zahlen)["raumeinheit"]).encode()


def zeilenzahl_leck(zahlen):
    """A manifest that counts the rows of the exact table of single cases."""
    return f'{{"zeilen": {sum(zahl > 1 for zahl in zahlen.values()) + zahlen["P2"]}}}'.encode()


def zeilenzahl_heil(zahlen):
    return f'{{"zeilen": {len(frei(zahlen))}}}'.encode()


def spaltenstatistik_leck(zahlen):
    """Statistics of the exact column go with the file as its metadata."""
    summe = str(dict(zip(zahlen, genau(zahlen)["anzahl"].cumsum(), strict=True)))
    arrow = pa.Table.from_pandas(frei(zahlen), preserve_index=False)
    datei = io.BytesIO()
    pq.write_table(arrow.replace_schema_metadata({"summen": summe}), datei)
    return datei.getvalue()


def spaltenstatistik_heil(zahlen):
    return parkett.schreiben("geburten", frei(zahlen))


def farbklassen_leck(zahlen):
    """Class breaks of a map are quantiles of all areas, hidden ones too, and each gets its colour."""
    tabelle = genau(zahlen)
    farbe = pd.cut(tabelle["anzahl"], np.quantile(tabelle["anzahl"], [0, 0.3, 0.6, 1]), include_lowest=True)
    return als_text(tabelle.assign(farbe=farbe.cat.codes)[["raumeinheit", "farbe"]])


def farbklassen_heil(zahlen):
    tabelle = frei(zahlen)
    grenzen = np.quantile(tabelle["anzahl"].dropna().to_numpy(dtype=float), [0, 0.5, 1])
    farbe = pd.cut(tabelle["anzahl"].astype("Float64"), grenzen, include_lowest=True)
    return als_text(tabelle.assign(farbe=farbe.cat.codes)[["raumeinheit", "farbe"]])


def _balken(laengen, texte):
    """Bars as SVG: the label is a symbol where the number is hidden, the bar is as long as it is told."""
    teile = [
        f'<rect y="{10 * i}" width="{4 * laenge}" height="8"/><text y="{10 * i}">{text}</text>'
        for i, (laenge, text) in enumerate(zip(laengen, texte, strict=True))
    ]
    return f"<svg>{''.join(teile)}</svg>".encode()


def _texte(zahlen):
    return ["•" if pd.isna(zahl) else str(zahl) for zahl in frei(zahlen)["anzahl"]]


def balken_leck(zahlen):
    return _balken(zahlen.values(), _texte(zahlen))


def balken_heil(zahlen):
    return _balken(frei(zahlen)["anzahl"].fillna(0), _texte(zahlen))


def linie_leck(zahlen):
    """A polyline goes through the hidden points, only their markers are left out: SVG coordinates."""
    return (
        f'<polyline points="{" ".join(f"{i},{100 - n}" for i, n in enumerate(zahlen.values()))}"/>'.encode()
    )


def linie_heil(zahlen):
    punkte = enumerate(frei(zahlen)["anzahl"])
    return f'<polyline points="{" ".join(f"{i},{100 - n}" for i, n in punkte if not pd.isna(n))}"/>'.encode()


def _mappe(zahlen, dazu):
    buch = openpyxl.Workbook()
    for zeile in frei(zahlen).astype("object").where(frei(zahlen).notna(), "•").itertuples(index=False):
        buch.active.append(list(zeile))
    dazu(buch, zahlen)
    return "\n".join(
        f"{blatt.title} {blatt.sheet_state} {zelle.coordinate} {zelle.value}"
        for blatt in buch
        for reihe in blatt.iter_rows()
        for zelle in reihe
    ).encode()


def verstecktes_blatt_leck(zahlen):
    def dazu(buch, werte):
        blatt = buch.create_sheet("Daten")
        blatt.sheet_state = "hidden"
        for paar in werte.items():
            blatt.append(paar)

    return _mappe(zahlen, dazu)


def verstecktes_blatt_heil(zahlen):
    return _mappe(zahlen, lambda buch, werte: None)


def wort_leck(zahlen):
    """A sentence compares what is hidden."""
    p2, p3 = zahlen["P2"], zahlen["P3"]
    return f"In P2 gab es {'doppelt' if p2 == 2 * p3 else 'nicht doppelt'} so viele Fälle wie in P3.".encode()


def wort_heil(zahlen):
    werte = frei(zahlen).set_index("raumeinheit")["anzahl"]
    if werte[["P2", "P3"]].isna().any():
        return "P2 und P3: aus Gründen der Geheimhaltung nicht ausgewiesen.".encode()
    return wort_leck(zahlen)


WEGE = ["reihenfolge", "fehlende_zeile", "fehlende_datei", "zeilenzahl", "spaltenstatistik", "farbklassen"]
WEGE += ["balken", "linie", "verstecktes_blatt", "wort"]


@pytest.mark.parametrize("weg", WEGE)
def test_a_file_that_depends_on_a_hidden_count_is_found_and_its_twin_is_not(weg):
    leck, heil = (globals()[f"{weg}_{art}"] for art in ("leck", "heil"))
    pd.testing.assert_frame_equal(frei(HIER), frei(DORT))
    assert leck(HIER) != leck(DORT)
    assert heil(HIER) == heil(DORT)
    shown = {**HIER, "P1": 31}
    if weg not in ("fehlende_zeile", "fehlende_datei", "zeilenzahl", "wort", "farbklassen"):
        assert heil(HIER) != heil(shown)  # what may be shown still is


def test_column_statistics_of_a_released_file_hold_nothing(tmp_path):
    # the writer of the zones makes none; a plain one does, and is found
    tabelle = pd.DataFrame({"raumeinheit": ["P1", "P2"], "anzahl": [7, 39_892]})
    for name, inhalt in (("frei", parkett.schreiben("geburten", tabelle)), ("leck", parquet(tabelle))):
        (tmp_path / f"{name}.parquet").write_bytes(inhalt)
    orte = {
        name: {ort for orte in spuren(tmp_path / f"{name}.parquet", [39_892]).values() for ort in orte}
        for name in ("frei", "leck")
    }
    assert orte["frei"] == {"frei.parquet: Spalte anzahl"}
    assert "leck.parquet: Spaltenstatistik" in orte["leck"]
