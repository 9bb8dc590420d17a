"""Areas that change: from the manifest over `bestand` to the break in the series of a Kennzahl, or to none."""

# ruff: noqa: E501 -- a line of a delivery stands whole here

from pathlib import Path

import pandas as pd
import pytest

from pipeline import indicators, store
from tests.conftest import sozialraum
from tests.deliveries.fremd import lesen, manifest

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line

KOPF = "Gebiet;Jahr;Anzahl\n"
ALT = "Gesamt;{j};{s}\nP03;{j};{a}\nP04;{j};{b}\n"
WECHSEL = '[[umbenennung]]\nalt = [{alt}]\nneu = "{neu}"\nab = 2020-01-01\nart = "{art}"\n'


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    (tmp_path / "processed").mkdir()
    return tmp_path


def einlesen(daten: Path, id_: str, text: str, wechsel: str = "", datum: str = "2021-01-31") -> None:
    toml = manifest(zeit='spalte = "Jahr"').replace('id = "klein"', f'id = "{id_}"')
    lesen(daten / "raw" / id_, {"daten.csv": KOPF + text}, toml.replace("2021-01-31", datum) + wechsel)
    assert sozialraum("einlesen", daten / "raw" / id_, "--daten", daten) == 0


def jahre(von: int, bis: int) -> str:
    return "".join(
        ALT.format(j=j, a=400 + j % 10, b=300 + j % 10, s=700 + 2 * (j % 10)) for j in range(von, bis)
    )


def raeume(daten: Path) -> dict[str, tuple[str, str]]:
    tabelle = store.read_bestand("raumeinheiten", daten).fillna("")
    return {z["raumeinheit"]: (z["gueltig_ab"], z["gueltig_bis"]) for z in tabelle.to_dict("records")}


def zahlen(daten: Path) -> dict[tuple[str, int], int]:
    tabelle = store.read_bestand("einwohner", daten)
    return {(z["raumeinheit"], int(z["stichtag"][:4])): z["anzahl"] for z in tabelle.to_dict("records")}


def brueche(daten: Path) -> list[tuple[str, ...]]:
    return [tuple(zeile) for zeile in store.read_bestand("brueche", daten).to_numpy().tolist()]


def gebietsstaende(daten: Path, raumeinheit: str) -> list[tuple[int, int]]:
    """Year and territory of each value of the first Kennzahl, from the exact tables as if released."""
    einwohner = store.read_bestand("einwohner", daten).rename(columns={"alter": "altersgruppe"})
    tabellen = {"einwohner": einwohner, "brueche": store.read_bestand("brueche", daten)}
    werte = indicators.kennzahlen(tabellen, [raumeinheit], None, [indicators.katalog()[0]])
    zeit = werte["jahr"] if "jahr" in werte else pd.to_datetime(werte["stichtag"]).dt.year
    return list(zip(zeit.astype(int), werte["gebietsstand"].astype(int), strict=True))


def test_a_key_that_goes_on_with_another_area_breaks_the_series(daten: Path) -> None:
    wechsel = WECHSEL.format(alt='"P03", "P04"', neu="P03", art="zusammengelegt")
    einlesen(daten, "a", jahre(2018, 2021), wechsel)
    assert zahlen(daten)["P03", 2020] == 700
    assert raeume(daten)["P03"] == ("2020-01-01", "")
    assert raeume(daten)["P04"] == ("", "2019-12-31")
    assert brueche(daten) == [("P03", "2020-01-01", "neuer Gebietsstand")]
    assert gebietsstaende(daten, "P03") == [(2018, 0), (2019, 0), (2020, 1)]
    assert gebietsstaende(daten, "HN") == [(2018, 0), (2019, 0), (2020, 0)]


def test_a_new_boundary_under_the_same_key_breaks_the_series(daten: Path) -> None:
    einlesen(daten, "a", jahre(2018, 2021), WECHSEL.format(alt='"P04"', neu="P04", art="neuer_zuschnitt"))
    assert gebietsstaende(daten, "P04") == [(2018, 0), (2019, 0), (2020, 1)]
    assert gebietsstaende(daten, "P03") == [(2018, 0), (2019, 0), (2020, 0)]
    assert zahlen(daten)["P04", 2020] == 300


def test_a_renamed_area_goes_on_without_a_break(daten: Path) -> None:
    einlesen(
        daten,
        "a",
        jahre(2018, 2021).replace("P03;2020", "P61;2020"),
        WECHSEL.format(alt='"P03"', neu="P61", art="umbenannt"),
    )
    assert brueche(daten) == []
    assert gebietsstaende(daten, "P61") == [(2018, 0), (2019, 0), (2020, 0)]


def test_a_renamed_area_goes_on_over_two_deliveries(daten: Path) -> None:
    einlesen(daten, "a", jahre(2018, 2020))
    neu = jahre(2020, 2021).replace("P03", "P61")
    einlesen(
        daten,
        "b",
        neu,
        WECHSEL.format(alt='"P03"', neu="P61", art="umbenannt") + 'name = "Neu"\n',
        "2021-06-30",
    )
    assert sorted(raeume(daten)) == ["HN", "P04", "P61"]
    assert [zahlen(daten)["P61", jahr] for jahr in (2018, 2019, 2020)] == [408, 409, 400]
    assert gebietsstaende(daten, "P61") == [(2018, 0), (2019, 0), (2020, 0)]
    assert sozialraum("einlesen", "--zurueckziehen", "b", "--daten", daten) == 0
    assert sorted(raeume(daten)) == ["HN", "P03", "P04"]


def test_a_key_that_had_already_changed_in_an_earlier_delivery_is_one_series(daten: Path) -> None:
    einlesen(daten, "a", jahre(2018, 2020) + jahre(2020, 2021).replace("P03", "P61"))
    assert sorted(raeume(daten)) == ["HN", "P03", "P04", "P61"]
    neu = jahre(2021, 2022).replace("P03", "P61")
    einlesen(daten, "b", neu, WECHSEL.format(alt='"P03"', neu="P61", art="umbenannt"), "2022-06-30")
    assert sorted(raeume(daten)) == ["HN", "P04", "P61"]
    assert [zahlen(daten)["P61", jahr] for jahr in range(2018, 2022)] == [408, 409, 400, 401]


def test_areas_put_together_over_two_deliveries_end_and_begin(daten: Path) -> None:
    einlesen(daten, "a", jahre(2018, 2020))
    neu = "Gesamt;2020;700\nP61;2020;700\n"
    einlesen(
        daten, "b", neu, WECHSEL.format(alt='"P03", "P04"', neu="P61", art="zusammengelegt"), "2021-06-30"
    )
    assert raeume(daten) == {
        "HN": ("", ""), "P03": ("", "2019-12-31"), "P04": ("", "2019-12-31"), "P61": ("2020-01-01", ""),
    }  # fmt: skip
    assert brueche(daten) == []  # no series goes over the change


def test_a_key_that_is_still_delivered_after_its_end_shows_it(daten: Path) -> None:
    wechsel = WECHSEL.format(alt='"P04"', neu="P05", art="geteilt")
    einlesen(daten, "a", jahre(2018, 2021), wechsel)
    assert brueche(daten) == [("P04", "2020-01-01", "aufgelöst")]
    assert gebietsstaende(daten, "P04") == [(2018, 0), (2019, 0), (2020, 1)]


def test_a_key_given_to_another_area_is_refused(daten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    einlesen(daten, "a", jahre(2018, 2020))
    toml = manifest(zeit='spalte = "Jahr"').replace('id = "klein"', 'id = "b"')
    text = KOPF + jahre(2020, 2021)
    lesen(daten / "b", {"daten.csv": text}, toml + WECHSEL.format(alt='"P03"', neu="P04", art="umbenannt"))
    assert sozialraum("einlesen", daten / "b", "--daten", daten) == 1
    assert "P04 steht schon im Bestand für eine andere Raumeinheit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("art", "jahr", "gut"),
    [("umbenannt", 2019, False), ("zusammengelegt", 2019, True), ("zusammengelegt", 2020, False)],
)
def test_an_old_key_in_the_standard_layout_is_an_error(
    tmp_path: Path, art: str, jahr: int, gut: bool
) -> None:
    kopf = "raumeinheit,stichtag,alter,geschlecht,staatsangehoerigkeit,anzahl,status\n"
    standard = kopf + f"P04,{jahr}-12-31,insgesamt,insgesamt,insgesamt,7,wert\n"
    toml = manifest(zeit='spalte = "Jahr"') + WECHSEL.format(alt='"P03", "P04"', neu="P61", art=art)
    lieferung = lesen(tmp_path, {"daten.csv": KOPF + "P05;2020;3\n", "einwohner.csv": standard}, toml)
    gefunden = [b for b in lieferung.befunde if b.regel == "umbenennung" and b.grad == "Fehler"]
    assert (gefunden == []) is gut


def test_a_list_of_areas_of_the_standard_layout_gets_the_validity(tmp_path: Path) -> None:
    kopf = "raumeinheit,name,ebene,uebergeordnet,gueltig_ab,gueltig_bis\n"
    liste = kopf + "".join(f"{p},Bezirk {p},planungsbezirk,,,\n" for p in ("P03", "P04", "P61"))
    toml = manifest(zeit='spalte = "Jahr"') + WECHSEL.format(
        alt='"P03", "P04"', neu="P61", art="zusammengelegt"
    )
    lieferung = lesen(tmp_path, {"daten.csv": KOPF + "P61;2020;3\n", "raumeinheiten.csv": liste}, toml)
    raum = lieferung.tabellen["raumeinheiten"].set_index("raumeinheit")
    assert list(raum["gueltig_bis"]) == ["2019-12-31", "2019-12-31", ""]
    assert raum.loc["P61", "gueltig_ab"] == "2020-01-01"
