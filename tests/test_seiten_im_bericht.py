"""Pages of P10 that no other test computes again: maps, survey, standardised values, sources."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pypdf
import pytest

from tests import pdftext
from tests import rechnung as r
from tests.pdftext import gleich

HIER, STADT, JAHR = "P10", "HN", 2020
KARTEN = (
    "Anteil mit Zuwanderungsgeschichte",
    "Anteil 65-Jährige und Ältere",
    "Mindestsicherungsquote unter 15-Jährige",
    "Arbeitslosenanteil",
)
TRICHTER = (KARTEN[1], KARTEN[0], KARTEN[3], KARTEN[2])
"""The order of the columns of both tables."""
Baender = Mapping[tuple[str, ...], tuple[int, int]]
GRUNDSICHERUNG: Baender = {
    ("0-14",): (0, 14),
    ("15-24", "25-54", "55-64"): (15, 64),
    ("65+",): (65, r.ALLE),
}
ARBEITSLOS: Baender = {("15-24",): (15, 24), ("25-54",): (25, 54), ("55-64",): (55, 64)}
"""Delivered age groups that have one rate, and their ages."""
BEFRAGT = {"16-26": (16, 26), "27-44": (27, 44), "45-64": (45, 64), "65+": (65, r.ALLE)}
STAND_BEFRAGUNG = 2022


@pytest.fixture(scope="module")
def analyse(berichte: Path) -> str:
    return pdftext.text(berichte / "sozialraumanalyse.pdf")


@pytest.fixture(scope="module")
def kennzahlen(berichte: Path) -> str:
    return pdftext.text(berichte / "kennzahlen.pdf")


@pytest.mark.parametrize(
    ("bericht", "tafel", "kopf"),
    [("analyse", "Werte der Karten nach", KARTEN), ("kennzahlen", "Werte der Trichter nach", TRICHTER)],
)
def test_the_values_of_maps_and_funnels_are_those_of_every_district(
    bericht: str, tafel: str, kopf: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    seiten = request.getfixturevalue(bericht)
    anhang = seiten[seiten.rindex(tafel) :]
    zeilen = dict(re.findall(r"(?m)^(P\d\d) .+?((?: (?:[\d.]+,\d|•)){4})\s*$", anhang))
    assert len(zeilen) == 59
    verdeckt = 0
    for ort, zellen in zeilen.items():
        for name, zelle in zip(kopf, zellen.split(), strict=True):
            verdeckt += zelle == "•"
            assert zelle == "•" or gleich(zelle, r.KENNZAHLEN[name].wert(ort, JAHR)), (ort, name)
    assert verdeckt < 10  # or nothing would be compared


def test_the_ranks_are_those_of_the_appendix(analyse: str) -> None:
    satz = re.sub(r"\s+", " ", pdftext_ohne_trennung(analyse))
    for name in KARTEN:
        treffer = re.search(rf"{name} (\d+) von (\d+) \(([\d,]+).%; Spanne ([\d,]+) bis ([\d,]+).%\)", satz)
        assert treffer, name
        werte = {ort: r.KENNZAHLEN[name].wert(ort, JAHR) for ort in orte()}
        platz, alle, hier, klein, gross = treffer.groups()
        assert gleich(hier, werte[HIER])
        hoeher = sum(round(wert, 1) > round(werte[HIER], 1) for wert in werte.values())
        assert int(alle) <= 59
        assert hoeher - (59 - int(alle)) < int(platz) <= hoeher + 1
        assert gleich(klein, min(werte.values())) or int(alle) < 59
        assert gleich(gross, max(werte.values())) or int(alle) < 59


def pdftext_ohne_trennung(text: str) -> str:
    return re.sub(r"(?<=[a-zäöüß])[-\N{SOFT HYPHEN}]\s*\n\s*(?=[a-zäöüß])", "", text)


def orte() -> list[str]:
    return [f"P{nummer:02}" for nummer in range(1, 60)]


# ----- standardised values --------------------------------------------------------------------------------


def erwartet(tabelle: str, baender: Baender) -> tuple[float, float]:
    """Cases here, and those that the rates of the city would give in each band."""
    hier = sum(r.anzahl(tabelle, HIER, JAHR, altersgruppe=list(band)) for band in baender)
    soll = sum(
        r.menschen(HIER, JAHR, *alter)
        * r.anzahl(tabelle, STADT, JAHR, altersgruppe=list(band))
        / r.menschen(STADT, JAHR, *alter)
        for band, alter in baender.items()
    )
    return hier, soll


@pytest.mark.parametrize(
    ("kopf", "tabelle", "baender"),
    [
        ("Mindestsicherung (%)", "grundsicherung", GRUNDSICHERUNG),
        ("Arbeitslosigkeit (15 bis 64 Jahre) (%)", "arbeitslose", ARBEITSLOS),
    ],
)
def test_standardised_values(kennzahlen: str, kopf: str, tabelle: str, baender: Baender) -> None:
    tafel = pdftext.abschnitt(kennzahlen, "Altersbereinigte Werte", "Zeichen:")
    muster = (
        rf"{pdftext.muster(kopf)}\s+(\d+)\s+([\d.,]+)\s+(\d+)\s+(\d+) bis (\d+)\s+(\d+)\s+([\d,]+)\s+([\d,]+)"
    )
    treffer = re.search(muster, tafel)
    assert treffer
    gezaehlt, soll, index, unten, oben, roh, im_alter, stadt = treffer.groups()
    hier, ganz = erwartet(tabelle, baender)
    von, bis = (min(a for a, _ in baender.values()), max(b for _, b in baender.values()))
    rate = 100 * sum(r.anzahl(tabelle, STADT, JAHR, altersgruppe=list(b)) for b in baender)
    rate /= r.menschen(STADT, JAHR, von, bis)
    assert gleich(gezaehlt, hier)
    assert gleich(soll, ganz)
    assert gleich(index, 100 * hier / ganz)
    assert int(unten) < int(index) < int(oben)
    assert gleich(roh, 100 * hier / (rate / 100 * r.menschen(HIER, JAHR, von, bis)))
    assert gleich(im_alter, rate * hier / ganz)
    assert gleich(stadt, rate)


# ----- survey ---------------------------------------------------------------------------------------------


def befragung() -> pd.DataFrame:
    return pd.read_csv(r.BEISPIEL / "bedarfsanalyse.csv")


def gewichtet() -> pd.DataFrame:
    """Respondents by cell with a weight, so that they stand for the residents by age and by sex."""
    alle = befragung()
    zellen = alle[alle["antwort"].eq("teilgenommen")].set_index(["zielgruppe", "altersgruppe", "geschlecht"])
    tafel = zellen[["anzahl"]].assign(gewicht=1.0).reset_index()
    alter = {b: r.menschen(HIER, STAND_BEFRAGUNG, *grenzen) for b, grenzen in BEFRAGT.items()}
    zwei = {g: r.menschen(HIER, STAND_BEFRAGUNG, 16, geschlecht=g) for g in "mw"}
    mal = sum(alter.values()) / sum(zwei.values())
    raender = {"altersgruppe": alter, "geschlecht": {g: zahl * mal for g, zahl in zwei.items()}}
    for _ in range(200):
        for spalte, soll in raender.items():
            ist = (tafel["anzahl"] * tafel["gewicht"]).groupby(tafel[spalte]).sum()
            tafel["gewicht"] *= tafel[spalte].map({klasse: soll[klasse] / ist[klasse] for klasse in soll})
    return tafel


@pytest.mark.parametrize(
    "frage", ["Was fehlt Ihnen im Quartier? (mehrere Antworten möglich)", "Wie gern leben Sie im Quartier?"]
)
def test_shares_of_the_survey(analyse: str, frage: str) -> None:
    zellen = gewichtet()
    gesamt = float((zellen["anzahl"] * zellen["gewicht"]).sum())
    tafel = pdftext.abschnitt(analyse, f"{frage}\nGewichtete Anteile", "Quelle:")
    assert f"alle ({int(zellen['anzahl'].sum())})" in tafel
    gegeben = (
        befragung().query("frage == @frage").groupby(["antwort", "zielgruppe", "altersgruppe", "geschlecht"])
    )
    ja = (
        gegeben["anzahl"]
        .sum()
        .reset_index()
        .merge(
            zellen.drop(columns="anzahl"),
            on=["zielgruppe", "altersgruppe", "geschlecht"],
            validate="many_to_one",
        )
    )
    anteile = 100 * (ja["anzahl"] * ja["gewicht"]).groupby(ja["antwort"]).sum() / gesamt
    assert len(anteile) >= 4
    for antwort, anteil in anteile.items():
        gedruckt = re.search(rf"(?m)^{re.escape(str(antwort))} (\d+)\s+(\d+) bis (\d+)", tafel)
        assert gedruckt, antwort
        wert, unten, oben = map(int, gedruckt.groups())
        assert abs(wert - anteil) <= 0.5 + 1e-6
        # an interval of a sample this size: a few points wide, and about the printed share
        breite = 1.96 * np.sqrt(anteil * (100 - anteil) / zellen["anzahl"].sum())
        assert unten < wert < oben
        assert 0.7 * breite < (oben - unten) / 2 < 1.3 * breite


# ----- sources --------------------------------------------------------------------------------------------


def test_the_checksums_are_those_of_the_delivered_files(berichte: Path) -> None:
    text = "\n".join(
        seite.extract_text() for seite in pypdf.PdfReader(berichte / "sozialraumanalyse.pdf").pages
    )
    gedruckt = dict(re.findall(r"(\w+\.(?:csv|geojson))\s+SHA-256:\s+([0-9a-f]{64})", text))
    assert len(gedruckt) > 15
    for datei, summe in gedruckt.items():
        assert hashlib.sha256((r.BEISPIEL / datei).read_bytes()).hexdigest() == summe
