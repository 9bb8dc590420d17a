"""The authentic files come in by their manifests alone and reproduce every published check total."""

import shutil
from pathlib import Path

import pytest

from pipeline import deliveries, validation
from tests import heilbronn_2018

DATEN = Path(__file__).resolve().parents[3] / "shared" / "data"
KOELN = DATEN / "koeln" / "bevoelkerung.csv"
MANIFESTE = Path(__file__).resolve().parents[1] / "manifeste"
BAENDER = [
    "0-2",
    "3-5",
    "6-9",
    "10-14",
    "15-17",
    "18-24",
    "25-34",
    "35-44",
    "45-54",
    "55-59",
    "60-64",
    "65-74",
]


def _geprueft(ordner):
    lieferung = deliveries.read(ordner)
    return lieferung, *validation.pruefen(
        lieferung.tabellen,
        vollstaendig=lieferung.angaben.vollstaendig,
        datum=lieferung.angaben.datum,
        befunde=lieferung.befunde,
    )


@pytest.fixture(scope="module")
def koeln(tmp_path_factory):
    if not KOELN.exists():
        pytest.skip("the authentic file lies beside the checkout, not in it")
    ordner = tmp_path_factory.mktemp("koeln")
    shutil.copyfile(KOELN, ordner / KOELN.name)
    shutil.copyfile(MANIFESTE / "koeln.toml", ordner / "lieferung.toml")
    return _geprueft(ordner)


def _summe(tabelle, **wo):
    for spalte, wert in wo.items():
        tabelle = tabelle[tabelle[spalte].isin([wert] if isinstance(wert, str) else wert)]
    return int(tabelle["anzahl"].sum(skipna=False))


def test_koeln_is_read_without_a_finding(koeln):
    assert koeln[2][koeln[2]["grad"].eq("Fehler")].empty
    assert koeln[0].befunde == ()


@pytest.mark.parametrize(("tag", "soll"), [("2005-12-31", 1_023_101), ("2012-12-31", 1_044_555)])
@pytest.mark.parametrize("merkmal", ["insgesamt", "geschlecht", "alter"])
def test_koeln_check_totals_in_every_margin(koeln, tag, soll, merkmal):
    einwohner = koeln[1]["einwohner"]
    wo = {
        "insgesamt": {"alter": "insgesamt", "geschlecht": "insgesamt"},
        "geschlecht": {"alter": "insgesamt", "geschlecht": ["m", "w"]},
        "alter": {"alter": [*BAENDER, "75+"], "geschlecht": "insgesamt"},
    }[merkmal]
    assert _summe(einwohner, raumeinheit="000", stichtag=tag, **wo) == soll


def test_koeln_has_96_areas_on_three_levels_in_eight_years(koeln):
    raum, einwohner = koeln[1]["raumeinheiten"], koeln[1]["einwohner"]
    assert raum["ebene"].value_counts().to_dict() == {"stadt": 1, "stadtbezirk": 9, "stadtteil": 86}
    assert raum.set_index("raumeinheit").loc["101", "uebergeordnet"] == "001"
    assert raum.set_index("raumeinheit").loc["001", "uebergeordnet"] == "000"
    assert sorted(einwohner["stichtag"].unique()) == [f"{jahr}-12-31" for jahr in range(2005, 2013)]
    assert set(einwohner["alter"]) == {*BAENDER, "75+", "insgesamt"}
    assert len(einwohner) == 96 * 8 * (1 + 2 + 13)


def test_koeln_levels_add_up(koeln):
    einwohner, raum = koeln[1]["einwohner"], koeln[1]["raumeinheiten"]
    for ebene in ("stadtbezirk", "stadtteil"):
        orte = list(raum["raumeinheit"][raum["ebene"].eq(ebene)])
        gesamt = _summe(
            einwohner, raumeinheit=orte, stichtag="2012-12-31", alter="insgesamt", geschlecht="insgesamt"
        )
        assert gesamt == 1_044_555


def test_a_wrong_total_in_the_authentic_file_is_found(tmp_path):
    """One digit of one Summe row of Heilbronn's export is enough."""
    quelle = heilbronn_2018.QUELLE
    if not (quelle / heilbronn_2018.DATEI).exists():
        pytest.skip("the authentic file lies beside the checkout, not in it")
    ordner = heilbronn_2018.standardlieferung(quelle, tmp_path / "hn")
    datei = ordner / heilbronn_2018.DATEI
    zeilen = datei.read_bytes().decode("cp1252").split("\n")
    stelle = next(i for i, zeile in enumerate(zeilen) if ";Summe;" in zeile or ';"Summe";' in zeile)
    felder = zeilen[stelle].split(";")
    felder[7] = felder[7][:-1] + str((int(felder[7][-1]) + 1) % 10)
    zeilen[stelle] = ";".join(felder)
    datei.write_bytes("\n".join(zeilen).encode("cp1252"))
    befunde = [b for b in deliveries.read(ordner).befunde if b.grad == "Fehler"]
    assert {b.regel for b in befunde} == {"summe_in_datei"}
    assert {b.zeile for b in befunde} == {stelle + 1}
