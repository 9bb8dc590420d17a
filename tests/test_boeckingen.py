"""The authentic export of Stadt Heilbronn gives the report of Böckingen: its numbers and no others."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import heilbronn_2018, pdftext
from tests.conftest import once, sozialraum
from tests.kennzahlentafel import am_stichtag

EXPORT = heilbronn_2018.QUELLE / heilbronn_2018.DATEI
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not EXPORT.exists(), reason="the authentic export lies beside the checkout, not in it"
    ),
]

HIER, STADT = "003", "Gesamt"
M, W, DEUTSCH, NICHTDEUTSCH, OHNE, DEUTSCH_MIT, ZG_NICHTDEUTSCH, GESAMT = range(7, 15)
NICHTS = {
    "Angaben zu den Herkunftsländern": "wurden",
    "Angaben zu Wanderungen": "wurden",
    "Angaben zu Haushalten": "wurden",
    "Angaben zur Grundsicherung": "wurden",
    "Angaben zur Arbeitslosigkeit": "wurden",
    "Angaben zur Wahlbeteiligung": "wurden",
    "Angaben zu Hilfen nach dem SGB VIII": "wurden",
    "Ein Verzeichnis der Einrichtungen": "wurde",
}


@pytest.fixture(scope="session")
def berichte_003(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Folder of the three PDFs made from nothing but the export."""

    def make(ordner: Path) -> None:
        (ordner / "daten" / "processed").mkdir(parents=True)
        lieferung = heilbronn_2018.standardlieferung(heilbronn_2018.QUELLE, ordner / "heilbronn_2018")
        bericht = ("bericht", HIER, "--vergleich", "HN", "--stichtag", heilbronn_2018.STICHTAG)
        for befehl in (
            ("einlesen", lieferung),
            ("freigeben",),
            (*bericht, "--berichte", ordner / "berichte"),
        ):
            assert sozialraum(*befehl, "--daten", ordner / "daten") == 0

    return once("boeckingen", tmp_path_factory, worker_id, make) / "berichte" / HIER / "2018"


@pytest.fixture(scope="module")
def saetze(berichte_003: Path) -> str:
    return pdftext.fliesstext(berichte_003 / "sozialraumanalyse.pdf")


@pytest.fixture(scope="module")
def analyse(berichte_003: Path) -> str:
    return pdftext.text(berichte_003 / "sozialraumanalyse.pdf")


@pytest.fixture(scope="module")
def kennzahlen(berichte_003: Path) -> str:
    return pdftext.text(berichte_003 / "kennzahlen.pdf")


def _zeilen() -> Iterator[tuple[str, str, list[str]]]:
    """Key of the area, age as printed, fields."""
    schluessel = ""
    with EXPORT.open(encoding="cp1252", newline="") as offen:
        for felder in list(csv.reader(offen, delimiter=";"))[2:]:
            schluessel = felder[0] or schluessel
            yield schluessel, felder[2], felder


def zaehle(ort: str, spalte: int, von: int = 0, bis: int = 99) -> int:
    """Persons of a column of the export in one area between two ages; the last age is 99 and over."""
    return sum(
        int(felder[spalte].replace(".", ""))
        for schluessel, alter, felder in _zeilen()
        if schluessel == ort and alter.isdigit() and von <= int(alter) <= bis
    )


def zugewandert(ort: str, von: int = 0, bis: int = 99) -> int:
    return zaehle(ort, DEUTSCH_MIT, von, bis) + zaehle(ort, ZG_NICHTDEUTSCH, von, bis)


def prozent(teil: int, ganzes: int) -> str:
    return f"{100 * teil / ganzes:.1f}".replace(".", ",")


def test_the_export_has_its_published_totals() -> None:
    spalten = (GESAMT, M, W, DEUTSCH, NICHTDEUTSCH, OHNE, DEUTSCH_MIT, ZG_NICHTDEUTSCH)
    gezaehlt = [zaehle(STADT, spalte) for spalte in spalten]
    assert gezaehlt == [128_612, 64_605, 64_007, 94_845, 33_767, 60_094, 34_751, 33_767]


def test_the_report_reproduces_the_totals(kennzahlen: str) -> None:
    zeile = am_stichtag(kennzahlen, "Einwohnerinnen und Einwohner")
    assert (zeile.wert, zeile.stadt) == ("23.305", "128.612")
    for name, teil in {
        "Frauenanteil": W,
        "Anteil nichtdeutsche Bevölkerung": NICHTDEUTSCH,
        "Anteil Deutsche mit Zuwanderungsgeschichte": DEUTSCH_MIT,
    }.items():
        zeile = am_stichtag(kennzahlen, name)
        assert [zeile.wert, zeile.stadt] == [
            prozent(zaehle(ort, teil), zaehle(ort, GESAMT)) for ort in (HIER, STADT)
        ], name


@pytest.mark.parametrize(
    ("gruppe", "von", "bis"),
    [
        ("unter 3 Jahre", 0, 2),
        ("3 bis 5 Jahre", 3, 5),
        ("6 bis 9 Jahre", 6, 9),
        ("10 bis 17 Jahre", 10, 17),
        ("18 bis 24 Jahre", 18, 24),
        ("25 bis 44 Jahre", 25, 44),
        ("45 bis 64 Jahre", 45, 64),
        ("65 bis 69 Jahre", 65, 69),
        ("70 bis 84 Jahre", 70, 84),
        ("85 Jahre und älter", 85, 99),
    ],
)
def test_age_groups(analyse: str, gruppe: str, von: int, bis: int) -> None:
    tafel = pdftext.abschnitt(analyse, "Bewohner:innen nach Altersgruppen", "Quelle:")
    personen, anteil, stadt = pdftext.reihe(tafel, gruppe, 3)
    assert personen == f"{zaehle(HIER, GESAMT, von, bis):,}".replace(",", ".")
    assert anteil == prozent(zaehle(HIER, GESAMT, von, bis), zaehle(HIER, GESAMT))
    assert stadt == prozent(zaehle(STADT, GESAMT, von, bis), zaehle(STADT, GESAMT))


@pytest.mark.parametrize(
    ("zeile", "von", "bis"),
    [("alle Altersgruppen", 0, 99), ("unter 18-Jährige", 0, 17), ("65-Jährige und Ältere", 65, 99)],
)
def test_zuwanderungsgeschichte(analyse: str, zeile: str, von: int, bis: int) -> None:
    tafel = pdftext.abschnitt(analyse, "Zuwanderungsgeschichte: Werte", "Quelle:")
    personen, anteil, stadt = pdftext.reihe(tafel, zeile, 3)
    assert personen == f"{zugewandert(HIER, von, bis):,}".replace(",", ".")
    assert anteil == prozent(zugewandert(HIER, von, bis), zaehle(HIER, GESAMT, von, bis))
    assert stadt == prozent(zugewandert(STADT, von, bis), zaehle(STADT, GESAMT, von, bis))


def test_the_mean_age_is_the_published_one(kennzahlen: str) -> None:
    jahre = [
        sum(alter * zaehle(ort, GESAMT, alter, alter) for alter in range(100)) / zaehle(ort, GESAMT)
        for ort in (HIER, STADT)
    ]
    zeile = am_stichtag(kennzahlen, "Durchschnittsalter")
    werte = [zeile.wert, zeile.stadt]
    assert werte == [f"{jahr + 0.5:.1f}".replace(".", ",") for jahr in jahre]
    assert werte[1] == "42,5"


def test_sections_without_data_are_one_line(saetze: str) -> None:
    for was, verb in NICHTS.items():
        assert f"{was} {verb} nicht geliefert." in saetze, was


def test_nothing_is_claimed_that_was_not_delivered(saetze: str) -> None:
    belege = saetze.index("Ableitung Für ein Handlungsfeld")
    gezaehlt = saetze[saetze.index("Am 31.12.2018 lebten") : belege]
    ohne_saetze = re.sub(r"Angaben zu[^.]*nicht geliefert\.", "", gezaehlt)
    for wort in (
        "Einpersonenhaushalte",
        "Wegzüge",
        "beziehen",
        "Arbeitslosenanteil",
        "Wahllokal",
        "Inanspruchnahme",
        "Religionsgemeinschaft",
        "als Ende 20",
        "Prognose",
    ):
        assert wort not in ohne_saetze, wort
    # the evidence names what it lacks, and only as lacking
    for wort in ("Anteil Einpersonenhaushalte", "Arbeitslosenanteil", "Inanspruchnahme von Hilfen"):
        assert f"{wort} liegt nicht vor" in saetze[belege:], wort
    assert "Demonstration" not in saetze
    assert "verschlüsselt" not in saetze


def test_one_stichtag_gives_no_development_and_no_projection(berichte_003: Path, kennzahlen: str) -> None:
    prognose = pdftext.fliesstext(berichte_003 / "prognose.pdf")
    assert "auf der Basis des 31.12.2018 liegt nicht vor" in prognose
    assert "voraussichtlich" not in prognose
    for name in (
        "Bevölkerungsentwicklung",
        "Haushalte",
        "Sterbeziffer",
        "Mindestsicherung",
        "Wahlbeteiligung",
    ):
        assert not re.search(rf"(?m)^[^\n.]*{name}[^\n]* \d+,\d", kennzahlen), name
