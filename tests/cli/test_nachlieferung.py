import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from pipeline.cli import geltung
from tests import lieferung_klein
from tests.conftest import sozialraum

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    """Data folder in which the small delivery stands."""
    (tmp_path / "processed").mkdir()
    lieferung_klein.schreiben(tmp_path / "raw" / "klein")
    assert sozialraum("einlesen", "--daten", tmp_path) == 0
    return tmp_path


def nachlieferung(ordner: Path, tabellen: dict[str, pd.DataFrame], datum: str = "2022-01-01") -> Path:
    """A delivery of a few rows, without areas and geometry."""
    ordner.mkdir(parents=True)
    for name, tabelle in tabellen.items():
        tabelle.to_csv(ordner / f"{name}.csv", index=False, lineterminator="\n")
    kopf = f'[lieferung]\nid = "{ordner.name}"\ndatum = {datum}\ndemonstration = true\n'
    (ordner / "lieferung.toml").write_text(kopf, encoding="utf-8")
    return ordner


def wahlen(**zahlen: str) -> dict[str, pd.DataFrame]:
    """Turnout of the areas named, with these numbers of voters."""
    tabelle = lieferung_klein.tabellen()["wahlen"]
    zeilen = tabelle[tabelle["raumeinheit"].isin(zahlen)]
    return {"wahlen": zeilen.assign(waehlende=zeilen["raumeinheit"].map(zahlen))}


def waehlende(daten: Path) -> dict[str, int]:
    tabelle = store.read_bestand("wahlen", daten)
    return dict(zip(tabelle["raumeinheit"], tabelle["waehlende"], strict=True))


def test_a_part_without_areas_goes_on_top_of_what_stands(daten: Path, tmp_path: Path) -> None:
    teil = nachlieferung(tmp_path / "teil", wahlen(P01="8", HN="26"))
    assert sozialraum("einlesen", teil, "--daten", daten) == 0
    assert waehlende(daten) == {"HN": 26, "P01": 8, "P02": 9, "P03": 9}


def test_a_part_is_checked_against_the_sums_of_what_stands(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    einwohner = lieferung_klein.tabellen()["einwohner"]
    auswahl = einwohner["raumeinheit"].eq("P01") & einwohner["stichtag"].eq("2020-12-31")
    teil = nachlieferung(tmp_path / "teil", {"einwohner": einwohner[auswahl].assign(anzahl="77")})
    assert sozialraum("einlesen", teil, "--daten", daten) == 1
    ausgabe = capsys.readouterr()
    assert "einwohner.csv (im Bestand)" in ausgabe.out
    assert "Der Bestand ist unverändert" in ausgabe.err


def test_a_part_without_areas_is_refused_where_nothing_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "processed").mkdir()
    teil = nachlieferung(tmp_path / "teil", wahlen(P01="8"))
    assert sozialraum("einlesen", teil, "--daten", tmp_path) == 1
    assert "raumeinheiten.csv" in capsys.readouterr().out


def test_lieferungen_shows_what_replaced_what(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teil = nachlieferung(tmp_path / "teil", wahlen(P01="8", P02="9", HN="26"))
    assert sozialraum("einlesen", teil, "--daten", daten) == 0
    capsys.readouterr()
    assert sozialraum("lieferungen", "--daten", daten) == 0
    ersetzt = capsys.readouterr().out.split("Was ersetzt wurde")[1]
    assert re.search(r"klein *│ *teil *│ *wahlen *│ *HN bis P02 *│ *2019-05-26", ersetzt)


def test_what_no_longer_lies_in_raw_is_withdrawn_and_what_it_replaced_comes_back(
    daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teil = nachlieferung(daten / "raw" / "teil", wahlen(P01="8", HN="26"))
    assert sozialraum("einlesen", "--daten", daten) == 0
    assert waehlende(daten)["P01"] == 8
    for datei in teil.iterdir():
        datei.unlink()
    teil.rmdir()
    assert sozialraum("einlesen", "--daten", daten) == 0
    assert "Zurückgezogen: teil" in capsys.readouterr().out
    assert waehlende(daten)["P01"] == 9


def test_a_delivery_is_withdrawn_by_its_name(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teil = nachlieferung(tmp_path / "teil", wahlen(P01="8", HN="26"))
    assert sozialraum("einlesen", teil, "--daten", daten) == 0
    assert sozialraum("einlesen", "--zurueckziehen", "tiel", "--daten", daten) == 1
    assert "Es gelten: klein, teil." in capsys.readouterr().err
    assert sozialraum("einlesen", "--zurueckziehen", "teil", "--daten", daten) == 0
    assert waehlende(daten)["P01"] == 9


def test_the_state_of_a_date_can_be_had_again(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teil = nachlieferung(tmp_path / "teil", wahlen(P01="8", HN="26"))
    assert sozialraum("einlesen", teil, "--daten", daten) == 0
    assert sozialraum("einlesen", "--stand", "2021-12-31", "--daten", daten) == 0
    assert waehlende(daten)["P01"] == 9
    capsys.readouterr()
    sozialraum("lieferungen", "--daten", daten)
    assert "Der Bestand ist der vom 2021-12-31" in capsys.readouterr().out
    assert sozialraum("einlesen", "--daten", daten) == 0
    assert waehlende(daten)["P01"] == 8


@pytest.mark.parametrize(
    ("worte", "satz"),
    [(["--stand", "31.3.2024"], "kein Datum"), (["x", "--stand", "2024-03-31"], "nur einzeln")],
)
def test_a_wrong_date_or_two_wishes_at_once_are_refused(
    worte: list[str], satz: str, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("einlesen", *worte, "--daten", daten) == 1
    assert satz in capsys.readouterr().err


def test_warnings_must_be_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "processed").mkdir()
    tabellen = lieferung_klein.tabellen()
    raum = tabellen["raumeinheiten"]
    tabellen = {"raumeinheiten": raum[raum["ebene"].ne("stadt")].assign(uebergeordnet="")}
    lieferung = lieferung_klein.schreiben(tmp_path / "ohne_stadt", tabellen)
    (lieferung / "lieferung.toml").write_text("[lieferung]\ndatum = 2021-01-01\n", encoding="utf-8")
    (lieferung / "raumeinheiten.geojson").unlink()
    assert sozialraum("einlesen", lieferung, "--daten", tmp_path) == 1
    assert "--bestaetigt" in capsys.readouterr().err
    assert store.tabellen("bestand", tmp_path) == []
    assert sozialraum("einlesen", lieferung, "--bestaetigt", "--daten", tmp_path) == 0
    assert store.tabellen("bestand", tmp_path)


def test_many_areas_and_years_are_shown_as_ranges() -> None:
    orte = ["HN", *(f"P{n:02}" for n in range(1, 60))]
    zeilen = [("einwohner", ort, f"{jahr}-12-31") for ort in orte for jahr in range(2015, 2024)]
    alle = pd.DataFrame(zeilen, columns=["tabelle", "raumeinheit", "periode"]).assign(lieferung="a")
    ohne = alle[~(alle["raumeinheit"].eq("P07") & alle["periode"].ge("2020"))]
    assert geltung.bereiche(alle, ["lieferung"], alle).to_numpy().tolist() == [
        ["a", "einwohner", "HN bis P59", "2015-12-31 bis 2023-12-31"]
    ]
    assert geltung.bereiche(ohne, ["lieferung"], alle)[["raumeinheiten", "perioden"]].to_numpy().tolist() == [
        ["P07", "2015-12-31 bis 2019-12-31"],
        ["HN bis P06, P08 bis P59", "2015-12-31 bis 2023-12-31"],
    ]
