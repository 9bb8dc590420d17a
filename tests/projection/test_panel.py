import numpy as np
import pandas as pd

from pipeline.projection import panel
from tests.projection.bestand import bestand


def test_the_smallest_areas_of_a_city_over_all_its_years() -> None:
    (got,) = panel.panels(bestand())
    assert (got.city, got.areas, got.parents) == ("HN", ("A", "B"), ("HN", "HN"))
    assert got.years == tuple(range(2015, 2021))
    assert got.starts == tuple(range(101))
    assert got.stock.shape == (2, 6, 101)
    np.testing.assert_array_equal(got.stock[1], 3 * got.stock[0])
    people = bestand()["einwohner"].query("raumeinheit == 'A' and stichtag == '2017-12-31'")["anzahl"].sum()
    assert got.stock[0, 2].sum() == people


def test_until_forgets_what_came_later() -> None:
    (whole,) = panel.panels(bestand())
    (early,) = panel.panels(bestand(range(2015, 2018)))
    cut = whole.until(2017)
    assert cut.years == early.years
    np.testing.assert_array_equal(cut.stock, early.stock)


def _banded(tables: dict[str, pd.DataFrame], area: str) -> dict[str, pd.DataFrame]:
    """The ages of one area in bands of ten, the last one open."""
    people = tables["einwohner"]
    here = people["raumeinheit"] == area
    first = people.loc[here, "alter"].astype(int) // 10 * 10
    band = first.astype(str) + "-" + (first + 9).astype(str)
    coarse = people.copy()
    coarse.loc[here, "alter"] = band.where(first < 90, "90+")
    keys = [column for column in coarse if column != "anzahl"]
    return {**tables, "einwohner": coarse.groupby(keys, as_index=False, sort=False)["anzahl"].sum()}


def test_the_bands_are_those_that_every_area_can_tell() -> None:
    (fine,) = panel.panels(bestand())
    (got,) = panel.panels(_banded(bestand(), "A"))
    assert got.starts == tuple(range(0, 100, 10))
    np.testing.assert_allclose(got.stock, np.add.reduceat(fine.stock, got.starts, axis=-1))


def test_without_a_declaration_every_age_must_be_told() -> None:
    banded = _banded(_banded(bestand(), "A"), "B")
    tables = {name: table for name, table in banded.items() if name != "vollstaendigkeit"}
    (all_ages,) = panel.panels(tables)
    assert all_ages.areas == ("A", "B")
    people = tables["einwohner"]
    gap = people[(people["raumeinheit"] != "A") | (people["alter"] != "30-39")]
    (got,) = panel.panels({**tables, "einwohner": gap})
    assert got.areas == ("B",)


def test_a_secret_number_takes_its_area_out() -> None:
    tables = bestand()
    people = tables["einwohner"].copy()
    people.loc[people["raumeinheit"].eq("A") & people["stichtag"].eq("2018-12-31"), "anzahl"] = pd.NA
    (got,) = panel.panels({**tables, "einwohner": people})
    assert got.areas == ("B",)
    assert len(got.years) == 6


def test_only_the_last_run_of_consecutive_years_counts() -> None:
    tables = bestand(range(2012, 2021))
    people = tables["einwohner"]
    (got,) = panel.panels({**tables, "einwohner": people[people["stichtag"] != "2015-12-31"]})
    assert got.years == tuple(range(2016, 2021))


def test_a_city_without_areas_has_no_panel() -> None:
    tables = bestand()
    assert panel.panels({**tables, "raumeinheiten": tables["raumeinheiten"].head(1)}) == ()
