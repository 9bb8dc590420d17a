"""`freigeben` on the command line: what it keeps, and that releasing again is no news."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import disclosure, store
from pipeline.cli import freigabe
from pipeline.disclosure.freigabeplan import plan
from tests import lieferung_klein
from tests.conftest import sozialraum


@pytest.mark.long
def test_everything_released_is_kept_and_released_again_it_stays_the_same(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "daten" / "processed").mkdir(parents=True)
    daten = tmp_path / "daten"
    lieferung_klein.schreiben(tmp_path / "klein")
    assert sozialraum("einlesen", tmp_path / "klein", "--daten", daten) == 0
    assert sozialraum("freigeben", "--daten", daten) == 0
    erstes = store.read("veroeffentlicht", daten)
    assert {"einwohner", "geburten"} <= set(erstes["tabelle"])
    einwohner = store.read("einwohner", daten)
    assert sozialraum("freigeben", "--daten", daten) == 0
    assert "geändert: 0 Dateien" in capsys.readouterr().out
    pd.testing.assert_frame_equal(store.read("veroeffentlicht", daten), erstes)
    pd.testing.assert_frame_equal(store.read("einwohner", daten), einwohner)


JE_JAHR = """
oeffentlich = ["raumeinheiten", "gebiete"]
[[tabelle]]
name = "hilfen_sgb8"
grundgesamtheit = "hilfen_sgb8"
mindestfallzahl = 5
dimensionen = ["paragraph", "zaehlweise"]
stufe = "je Jahr"
kreuzungen = [{ paragraph = ["27", "33"] }]
"""
SUMMEN = JE_JAHR.replace("je Jahr", "Summen von drei Jahren") + "jahre = 3\nbis = 2020\n"


def lieferung_mit_hilfen(ordner: Path) -> Path:
    """The tiny delivery, and in every district 20 and 30 cases a year; in P01 two instead of 20 in 2020."""
    tabellen = lieferung_klein.tabellen()
    je_jahr = {("27", jahr): 20 for jahr in (2018, 2019, 2020)} | {("33", j): 30 for j in (2018, 2019, 2020)}
    zeilen = [
        (ort, str(jahr), p, "andauernd", str(2 if (ort, jahr, p) == ("P01", 2020, "27") else n), "wert")
        for ort in lieferung_klein.BEZIRKE
        for (p, jahr), n in je_jahr.items()
    ]
    stadt = [
        ("HN", str(jahr), p, "andauernd", str(3 * n - 18 * ((p, jahr) == ("27", 2020))), "wert")
        for (p, jahr), n in je_jahr.items()
    ]
    spalten = ["raumeinheit", "jahr", "paragraph", "zaehlweise", "anzahl", "status"]
    lieferung_klein.schreiben(
        ordner, {**tabellen, "hilfen_sgb8": pd.DataFrame([*zeilen, *stadt], columns=spalten)}
    )
    with (ordner / "lieferung.toml").open("a", encoding="utf-8") as manifest:
        manifest.write('\n[[vollstaendig]]\ntabellen = ["hilfen_sgb8"]\nraumeinheiten = ["*"]\n')
        manifest.write("jahre = [2018, 2019, 2020]\n")
    return ordner


@pytest.mark.long
def test_a_sum_of_years_is_named_kept_and_attacked_with_the_years_before(
    tmp_path: Path, capsys, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    daten = tmp_path / "daten"
    (daten / "processed").mkdir(parents=True)
    assert sozialraum("einlesen", lieferung_mit_hilfen(tmp_path / "klein"), "--daten", daten) == 0
    monkeypatch.setattr(disclosure, "plan", lambda: plan(SUMMEN))
    assert sozialraum("freigeben", "--daten", daten) == 0
    assert "hilfen_sgb8: freigegeben auf der Stufe „Summen von drei Jahren“." in capsys.readouterr().out
    assert store.stufe("hilfen_sgb8", daten) == "Summen von drei Jahren"
    summen = store.read("hilfen_sgb8", daten)
    p01 = summen.query("raumeinheit == 'P01' and paragraph == '27'")
    assert p01[["jahr", "jahre", "anzahl"]].to_numpy().tolist() == [[2020, 3, 42]]
    monkeypatch.setattr(disclosure, "plan", lambda: plan(JE_JAHR))
    assert sozialraum("freigeben", "--daten", daten) == 0
    einzeln = store.read("hilfen_sgb8", daten).query("raumeinheit == 'P01' and paragraph == '27'")
    assert einzeln["jahr"].tolist() == [2018, 2019, 2020]
    # 42 is known by now: beside it at least two of the years must be hidden
    assert einzeln["status"].eq("geheim").sum() >= 2
    vermerkt = store.read("veroeffentlicht", daten)
    assert set(vermerkt["periode"]) == {"2018-2020", "2018", "2019", "2020"}


def test_a_run_replaces_its_own_rows_and_all_scenarios_of_its_base(tmp_path: Path) -> None:
    def zeilen(*szenarien: str, basis: str = "2020-12-31", wert: float = 1.0) -> pd.DataFrame:
        kopf = {"raumeinheit": "P10", "basis": basis, "jahr": 2021, "erwartet": wert}
        return pd.DataFrame([{**kopf, "szenario": name} for name in szenarien])

    alt = zeilen("basis", "eigenes")
    anderes = zeilen("basis", basis="2019-12-31")
    (tmp_path / "processed").mkdir()
    tabellen = {name: pd.concat([anderes, alt]) for name in ("prognose", "prognoseszenarien")}
    store.write_zone(store.FREIGABE, tabellen, schritt="prognose", daten=tmp_path)
    neu = {"basis": 2.0, "ohne_wanderung": 2.0}
    got = {name: freigabe._ergaenzt(name, zeilen(*neu, wert=2.0), tmp_path) for name in tabellen}
    werte = {
        name: dict(zip(zip(t["basis"].str[:4], t["szenario"], strict=True), t["erwartet"], strict=True))
        for name, t in got.items()
    }
    bleibt = {("2019", "basis"): 1.0, ("2020", "basis"): 2.0, ("2020", "ohne_wanderung"): 2.0}
    assert werte["prognoseszenarien"] == bleibt
    assert werte["prognose"] == {**bleibt, ("2020", "eigenes"): 1.0}
