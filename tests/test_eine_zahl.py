"""One count changed in a delivery, and followed to every place where a reader meets it."""

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline import indicators, store
from tests import pdftext
from tests.conftest import BEISPIEL, once, sozialraum
from tests.kennzahlentafel import am_stichtag

pytestmark = pytest.mark.long

# The delivery says: 2 + 9 + 3 unemployed of SGB II and 1 + 5 + 4 of SGB III live in P10, 24 of its 1,623
# residents of 15 to 64 years; 3,457 of 84,328 in the city. Here 5 becomes 12, in P10 and thus in the city.
ALT = ("P10,2020-12-31,SGB III,25-54,5,,wert", "HN,2020-12-31,SGB III,25-54,836,,wert")
NEU = ("P10,2020-12-31,SGB III,25-54,12,,wert", "HN,2020-12-31,SGB III,25-54,843,,wert")
ANTEIL = {"vorher": 100 * 24 / 1623, "nachher": 100 * 31 / 1623}  # 1.48 and 1.91
ANTEIL_STADT = {"vorher": 100 * 3457 / 84328, "nachher": 100 * 3464 / 84328}  # 4.10 and 4.11
SGB2 = {"vorher": 100 * 14 / 24, "nachher": 100 * 14 / 31}  # 58.3 and 45.2
GRENZEN = {"vorher": (0.995705, 2.190927), "nachher": (1.348840, 2.698356)}  # Wilson's score limits
GEDRUCKT = {"vorher": "1,5", "nachher": "1,9"}
# Of one subject the largest ratio is named: 1.48 / 4.10 = 0.361 is further from 1 than 1.87 / 5.07 = 0.369 of
# those from 55 to 64, and 1.91 / 4.11 = 0.465 is not.
BEFUND = {
    "vorher": "Arbeitslosenanteil: deutlich niedriger (1,5 %, in Heilbronn 4,1 %)",
    "nachher": "Arbeitslosenanteil 55 bis unter 65 Jahre: deutlich niedriger (1,9 %, in Heilbronn 5,1 %)",
}
BERUEHRT = {"al_anteil", "al_sgb2"}

SEITEN = ("vorher", "nachher")


@pytest.fixture(scope="module")
def geaendert(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Data folder of the delivery with the other count."""

    def make(ordner: Path) -> None:
        lieferung = ordner / "beispiel"
        shutil.copytree(BEISPIEL, lieferung)
        datei = lieferung / "arbeitslose.csv"
        text = datei.read_text(encoding="utf-8")
        for alt, neu in zip(ALT, NEU, strict=True):
            assert text.count(f"{alt}\n") == 1
            text = text.replace(f"{alt}\n", f"{neu}\n")
        datei.write_text(text, encoding="utf-8")
        daten = ordner / "daten"
        (daten / "processed").mkdir(parents=True)
        shutil.copy(store.beschluss_datei(BEISPIEL.parents[1]), daten)
        for befehl in (("einlesen", lieferung), ("freigeben",)):
            assert sozialraum(*befehl, "--daten", daten) == 0
        for name in ("sozialraumanalyse", "kennzahlen"):
            befehl = ("bericht", "P10", "--nur", name, "--berichte", ordner)
            assert sozialraum(*befehl, "--daten", daten) == 0

    return once("eine_zahl", tmp_path_factory, worker_id, make)


@pytest.fixture(scope="module")
def daten(beispieldaten: Path, geaendert: Path) -> dict[str, Path]:
    return {"vorher": beispieldaten, "nachher": geaendert / "daten"}


@pytest.fixture(scope="module")
def pdfs(berichte: Path, geaendert: Path) -> dict[str, Path]:
    return {"vorher": berichte, "nachher": geaendert / "P10" / "2020"}


@pytest.fixture(scope="module")
def tafeln(daten: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """All Kennzahlen of district and city, before and after."""
    ergebnis = {}
    for seite, ordner in daten.items():
        alle = store.tabellen(store.FREIGABE, ordner)
        tabellen = {name: store.read(name, ordner) for name in alle if name != "gebiete"}
        werte = indicators.kennzahlen(tabellen, ["P10", "HN"])
        ergebnis[seite] = werte.set_index(["raumeinheit", "jahr", "kennzahl"])
    return ergebnis


@pytest.mark.parametrize("seite", SEITEN)
def test_released_cells(daten: dict[str, Path], seite: str) -> None:
    tabelle = store.read("arbeitslose", daten[seite]).query(
        "raumeinheit == 'P10' and stichtag == '2020-12-31'"
    )
    zellen = tabelle.set_index(["rechtskreis", "altersgruppe"])["anzahl"]
    mehr = 7 * (seite == "nachher")
    assert zellen["insgesamt", "insgesamt"] == 24 + mehr
    assert zellen["insgesamt", "15-64"] == 24 + mehr
    assert zellen["SGB III", "insgesamt"] == 10 + mehr
    assert zellen["SGB II", "insgesamt"] == 14
    assert (zellen["insgesamt", "15-24"], zellen["insgesamt", "55-64"]) == (3, 7)


@pytest.mark.parametrize("seite", SEITEN)
def test_rows_of_the_kennzahlen(tafeln: dict[str, pd.DataFrame], seite: str) -> None:
    zeile = tafeln[seite].loc[("P10", 2020, "al_anteil")]
    assert zeile["wert"] == pytest.approx(ANTEIL[seite])
    assert (zeile["untere"], zeile["obere"]) == pytest.approx(GRENZEN[seite], abs=1e-6)
    assert tafeln[seite].loc[("HN", 2020, "al_anteil"), "wert"] == pytest.approx(ANTEIL_STADT[seite])
    assert tafeln[seite].loc[("P10", 2020, "al_sgb2"), "wert"] == pytest.approx(SGB2[seite])


def test_nothing_else_changed(tafeln: dict[str, pd.DataFrame]) -> None:
    vorher, nachher = (tafeln[seite].drop(columns="grund") for seite in SEITEN)
    gleich = (vorher.eq(nachher) | (vorher.isna() & nachher.isna())).all(axis="columns")
    anders = gleich.index[~gleich]
    assert {tuple(stelle) for stelle in anders} == {
        (ort, 2020, kennzahl) for ort in ("P10", "HN") for kennzahl in BERUEHRT
    }
    zeile = [tafel.loc[("P10", 2020, "al_anteil")] for tafel in (vorher, nachher)]
    ungleich = {name for name in vorher.columns if zeile[0][name] != zeile[1][name]} - {"leicht", "deutlich"}
    assert ungleich == {"zaehler", "wert", "untere", "obere"}


@pytest.mark.parametrize("seite", SEITEN)
def test_sentences(pdfs: dict[str, Path], seite: str) -> None:
    saetze = pdftext.fliesstext(pdfs[seite] / "sozialraumanalyse.pdf")
    assert f"beträgt {GEDRUCKT[seite]} % und liegt deutlich unter dem Wert von Heilbronn (4,1 %)" in saetze
    befund = BEFUND[seite]
    assert befund in saetze
    blick = pdftext.fliesstext(pdfs[seite] / "kennzahlen.pdf")
    assert befund in blick
    assert f"Arbeitslosenanteil {GEDRUCKT[seite]} % (Vorjahr 1,3 %)" in blick
    assert f"{GEDRUCKT[seite]} % (2020), Weg 1,4 %, Ziel 1,2 % bis 2023" in blick


@pytest.mark.parametrize("seite", SEITEN)
def test_rows_of_the_pdfs(pdfs: dict[str, Path], seite: str) -> None:
    zeile = am_stichtag(pdftext.text(pdfs[seite] / "kennzahlen.pdf"), "Arbeitslosenanteil")
    unten, oben = ("1,0", "2,2") if seite == "vorher" else ("1,3", "2,7")
    differenz = {"vorher": "\N{MINUS SIGN}2,6", "nachher": "\N{MINUS SIGN}2,2"}[seite]
    assert zeile[:4] == (GEDRUCKT[seite], f"{unten} bis {oben}", "4,1", differenz)
    tafel = pdftext.abschnitt(
        pdftext.text(pdfs[seite] / "sozialraumanalyse.pdf"), "Arbeitslosenanteil: Werte", "Quelle:"
    )
    anzahl = {"vorher": "24", "nachher": "31"}[seite]
    assert pdftext.reihe(tafel, "15- bis 64-Jährige", 3) == [anzahl, GEDRUCKT[seite], "4,1"]


def _abbildungen(notizbuch: Path) -> dict[str, dict[str, Any]]:
    """Every chart of an executed notebook by its id."""
    zellen = json.loads(notizbuch.read_text(encoding="utf-8"))["cells"]
    daten = [ausgabe.get("data", {}) for zelle in zellen for ausgabe in zelle.get("outputs", [])]
    bilder = [buendel["application/vnd.sozialraum.abbildung+json"] for buendel in daten if _ist_bild(buendel)]
    return {bild["id"]: bild for bild in bilder}


def _ist_bild(buendel: dict[str, Any]) -> bool:
    return "application/vnd.sozialraum.abbildung+json" in buendel


@pytest.mark.parametrize("seite", SEITEN)
def test_what_is_drawn(pdfs: dict[str, Path], seite: str) -> None:
    wert = GEDRUCKT[seite]
    punkte = _abbildungen(pdfs[seite] / "sozialraumanalyse.ipynb")["arbeitslose"]
    assert f"15- bis 64-Jährige: {wert}\N{NO-BREAK SPACE}% gegenüber 4,1" in punkte["alt"]
    assert wert in _beschriftungen(punkte)
    bilder = _abbildungen(pdfs[seite] / "kennzahlen.ipynb")
    (reihen,) = [
        bild for name, bild in bilder.items() if "Arbeitslosenanteil (%)" in bild["alt"] and "reihen" in name
    ]
    assert re.search(
        rf"Arbeitslosenanteil \(%\): Herbert-Hoover-Siedlung von 1,6 \(2015\) auf {wert} \(2020\)",
        reihen["alt"],
    )
    assert wert in _beschriftungen(reihen)


def _beschriftungen(bild: dict[str, Any]) -> list[str]:
    return [html.unescape(text).strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", bild["svg"])]


@pytest.mark.parametrize("seite", SEITEN)
def test_the_workbook(daten: dict[str, Path], tmp_path: Path, seite: str) -> None:
    ziel = tmp_path / "kennzahlen.xlsx"
    assert sozialraum("kennzahlen", "--daten", daten[seite], "--nach", ziel) == 0
    mappe = openpyxl.load_workbook(ziel)
    (werte,) = _zeilen(mappe["Werte"])
    zaehler = {"vorher": 24, "nachher": 31}[seite]
    wert, grenzen = pytest.approx(ANTEIL[seite]), pytest.approx(GRENZEN[seite], abs=1e-6)
    assert (werte["Wert"], werte["Wert Vergleich"]) == (wert, pytest.approx(ANTEIL_STADT[seite]))
    assert (werte["Untere Grenze"], werte["Obere Grenze"]) == grenzen
    assert werte["Differenz"] == pytest.approx(ANTEIL[seite] - ANTEIL_STADT[seite])
    (jahr,) = [zeile for zeile in _zeilen(mappe["Zeitreihe"]) if zeile["Jahr"] == 2020]
    assert (jahr["Zähler"], jahr["Nenner"], jahr["Wert"]) == (zaehler, 1623, wert)
    (davor,) = [zeile for zeile in _zeilen(mappe["Zeitreihe"]) if zeile["Jahr"] == 2019]
    assert (davor["Zähler"], davor["Nenner"]) == (21, 1624)
    (stand,) = _zeilen(mappe["Ziele"])
    assert (stand["Wert"], stand["Ziel"]) == (wert, 1.2)


def _zeilen(blatt: Any) -> list[dict[str, Any]]:
    """Rows of the Arbeitslosenanteil of P10 by the heads of their columns."""
    kopf, *rest = blatt.iter_rows(values_only=True)
    saetze = [dict(zip(map(str, kopf), zeile, strict=True)) for zeile in rest]
    return [satz for satz in saetze if (satz["Kennung"], satz["Raumeinheit"]) == ("al_anteil", "P10")]
