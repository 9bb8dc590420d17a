from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline import errors, projection
from pipeline.projection import areas, engine, scenarios
from tests.projection.bestand import bestand, prognose
from tests.projection.test_engine import _random

BASIS = "2020-12-31"
JAHRE = [2021, 2022, 2023]


def _szenario(*faktoren: tuple[str, float, int, int]) -> scenarios.Szenario:
    felder = ("rate", "faktor", "ab", "bis")
    return scenarios.Szenario(
        name="X", faktoren=tuple(scenarios.Faktor(**dict(zip(felder, f, strict=True))) for f in faktoren)
    )


def test_a_rate_is_scaled_in_its_years_only() -> None:
    _, rates = _random(1)
    got = scenarios.scaled(rates, _szenario(("zuzug", 2.0, 2022, 2022), ("geburten", 0.5, 2023, 9999)), JAHRE)
    np.testing.assert_allclose(
        got.in_migration, np.stack([1.0, 2, 1])[:, None, None, None, None] * rates.in_migration
    )
    np.testing.assert_allclose(got.fertility, np.stack([1.0, 1, 0.5])[:, None, None, None] * rates.fertility)
    np.testing.assert_allclose(got.mortality, np.broadcast_to(rates.mortality, got.mortality.shape))


def test_risks_stay_risks_whatever_the_factor() -> None:
    _, rates = _random(2)
    got = scenarios.scaled(rates, _szenario(("sterbefaelle", 9.0, 0, 9999), ("wegzug", 9.0, 0, 9999)), JAHRE)
    assert (got.mortality + got.out_migration + got.naturalisation <= 1 + 1e-12).all()
    assert all((getattr(got, feld.name) >= 0).all() for feld in fields(engine.Rates))


def _vorhaben(wohnungen: int) -> scenarios.Bauvorhaben:
    return scenarios.Bauvorhaben(
        raumeinheit="A", jahr=2022, wohnungen=wohnungen, personen_je_wohnung=2.5, wahrscheinlichkeit=0.8
    )


@pytest.mark.parametrize("wohnungen", [50, -50])
def test_dwellings_bring_and_take_residents_by_hand(wohnungen: int) -> None:
    base, rates = _random(3, areas=2)
    series = scenarios.scaled(rates, _szenario(), JAHRE)
    got = scenarios.built(series, base, [_vorhaben(wohnungen)], ["B", "A"], JAHRE)
    # 50 dwellings of 2.5 persons with a likelihood of 0.8 are 100 persons; in-moves follow a year later
    persons = 100 if wohnungen > 0 else -100
    later = series.in_migration[2, 1].sum() * persons / base[1].sum()
    coming = (got.in_migration - series.in_migration).sum(axis=(2, 3, 4))
    np.testing.assert_allclose(coming, [[0, 0], [0, max(persons, 0)], [0, later]], atol=1e-9)
    leaving = (base * (got.out_migration - series.out_migration)).sum(axis=(2, 3, 4))
    np.testing.assert_allclose(leaving, [[0, 0], [0, max(-persons, 0)], [0, 0]], rtol=0.02, atol=1e-9)


def _balanced(years: int) -> tuple[np.ndarray, engine.Rates]:
    """A thousand people of whom a tenth moves out every year, and as many in; nobody dies or is born."""
    base, moving = np.zeros((1, 2, 2, 101)), np.zeros((years, 1, 2, 2, 101))
    base[..., 20:45] = 10.0
    moving[..., 20:45] = 1.0
    _, some = _random(4, areas=1)
    none = {feld.name: np.zeros_like(getattr(some, feld.name)) for feld in fields(engine.Rates)}
    out = np.full((years, 1, 2, 2, 101), 0.1)
    return base, engine.Rates(**{**none, "in_migration": moving, "out_migration": out})


def _occupied(*projects: scenarios.Bauvorhaben) -> np.ndarray:
    """Residents that projects make more or less, by year."""
    years = list(range(2021, 2036))
    base, rates = _balanced(len(years))
    with_them = scenarios.built(rates, base, projects, ["A"], years)
    both = [engine.project(base, r, years).population.sum(axis=(1, 2, 3, 4)) for r in (with_them, rates)]
    difference: np.ndarray = both[0] - both[1]
    return difference


def test_new_dwellings_stay_inhabited_where_moves_balance() -> None:
    # 100 move in in 2022; of them 10 move out in 2023, and 10 more than the 100 of before move in; and so on
    np.testing.assert_allclose(_occupied(_vorhaben(50)), [0, *[100] * 14])


def test_dwellings_that_are_torn_down_stay_empty() -> None:
    np.testing.assert_allclose(_occupied(_vorhaben(-50)), [0, *[-100] * 14])


def test_projects_add_up_and_one_does_not_make_another_larger() -> None:
    second = _vorhaben(20).model_copy(update={"jahr": 2025})
    np.testing.assert_allclose(_occupied(_vorhaben(50), second), [0, *[100] * 3, *[140] * 11])


def test_an_area_of_which_more_is_torn_down_than_there_is_has_no_in_moves() -> None:
    base, rates = _balanced(3)
    got = scenarios.built(rates, base, [_vorhaben(-1000)], ["A"], JAHRE)
    assert got.in_migration[2].sum() == 0
    assert got.in_migration[:2].sum() == rates.in_migration[:2].sum()


def test_an_area_and_those_above_it() -> None:
    places = pd.DataFrame({"raumeinheit": ["HN", "S", "P"], "uebergeordnet": [None, "HN", "S"]})
    assert areas.above(places, "P") == ["P", "S", "HN"]
    assert areas.above(places, "HN") == ["HN"]


def _total(area: str, szenario: str, mehr: scenarios.Szenarien | None = None, jahr: int = 2025) -> float:
    got = prognose(bestand(), [area], BASIS, 2025, szenario, 0, mehr)
    rows = got[got["altersgruppe"].eq("insgesamt") & got["geschlecht"].eq("insgesamt") & got["jahr"].eq(jahr)]
    return float(rows[rows["staatsangehoerigkeit"] == "insgesamt"]["erwartet"].iloc[0])


@pytest.mark.long
def test_more_in_moves_give_more_residents() -> None:
    lower, base, higher = (_total("HN", s) for s in ("geringere_zuwanderung", "basis", "hoehere_zuwanderung"))
    assert lower < base < higher


def test_without_projects_the_scenario_of_projects_is_the_base() -> None:
    assert _total("A", "bauvorhaben") == _total("A", "basis")


@pytest.mark.long
def test_projects_of_a_file_count_in_their_area_and_its_city(tmp_path: Path) -> None:
    datei = tmp_path / "eigene.toml"
    datei.write_text(
        '[[bauvorhaben]]\nraumeinheit = "A"\njahr = 2023\nwohnungen = 100\npersonen_je_wohnung = 2.0\n'
        "wahrscheinlichkeit = 1.0\n"
    )
    eigene = projection.szenarien(datei)
    for area in ("A", "HN"):
        gained = _total(area, "bauvorhaben", eigene, 2023) - _total(area, "basis", eigene, 2023)
        # 200 newcomers of the ages at which people move, and the children they have in the same year
        assert 195 <= gained <= 215
    assert _total("B", "bauvorhaben", eigene) == _total("B", "basis", eigene)


@pytest.mark.parametrize(
    ("text", "wort"),
    [
        ("[szenario.x", "kein gültiges TOML"),
        ('[szenario.x]\nname = "X"\nfarbe = "rot"\n', "szenario.x.farbe"),
        (
            '[szenario.x]\nname = "X"\nfaktoren = [{ rate = "umzug", faktor = 2 }]\n',
            '"umzug" nicht bekannt',
        ),
        ('[szenario.x]\nname = "X"\nfaktoren = [{ rate = "zuzug", faktor = -1 }]\n', "faktor"),
    ],
)
def test_a_file_that_breaks_the_form_is_refused_in_one_sentence(tmp_path: Path, text: str, wort: str) -> None:
    datei = tmp_path / "eigene.toml"
    datei.write_text(text)
    with pytest.raises(errors.ParameterUngueltig, match=wort) as gesagt:
        projection.szenarien(datei)
    assert "\n" not in str(gesagt.value)


def test_a_missing_file_and_an_unknown_area_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.ParameterUngueltig, match="Pfad prüfen"):
        projection.szenarien(tmp_path / "fehlt.toml")
    fremd = scenarios.read().model_copy(
        update={"bauvorhaben": (_vorhaben(3).model_copy(update={"raumeinheit": "Q"}),)}
    )
    with pytest.raises(errors.ParameterUngueltig, match='"Q" ist unbekannt'):
        _total("A", "basis", fremd)
