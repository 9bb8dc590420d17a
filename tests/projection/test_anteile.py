from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from pipeline.projection import anteile, fan
from pipeline.schemas import freigabe
from tests.projection.bestand import bestand, prognosetabellen


def _eins(status: str = "wert", jahre: tuple[int, ...] = (2021,)) -> SimpleNamespace:
    return SimpleNamespace(jahre=jahre, raumeinheiten=("A",), status=np.array([status]))


def _table(part: float, whole: float, ends: tuple[float, float] = (0.9, 1.1), status: str = "wert"):
    relativ = np.array(ends).reshape(2, 1, 1)
    return anteile.table(_eins(status), np.array([[part]]), np.array([[whole]]), relativ).iloc[0]


def test_the_share_is_formed_draw_by_draw_not_from_the_ends_of_the_counts() -> None:
    cells = np.array([[[10.0, 100.0]], [[30.0, 150.0]]])  # two draws, one year: group, all
    got = fan._with_quotients(cells, [(0, 1)])
    np.testing.assert_allclose(got[:, 0, 2], [0.1, 0.2])
    low, high = fan.ends(got)[:, 0, 2]
    assert low == pytest.approx((0.1 + 0.1 * 0.1) / 0.15)
    assert high == pytest.approx((0.2 - 0.1 * 0.1) / 0.15)
    nobody = fan._with_quotients(np.zeros((2, 1, 2)), [(0, 1)])
    assert np.isfinite(nobody).all()


def test_a_share_worked_by_hand() -> None:
    got = _table(417.0, 2553.0)  # released as 415 of 2,555: 16.24 %; five of 2,555 are 0.196, so 0.2
    assert got[["erwartet", "unten", "oben"]].tolist() == [16.2, 14.6, 18.0]
    assert got["status"] == "wert"
    big = _table(30_000.0, 126_000.0, (0.99, 1.01))  # five of 126,000 are far below 0.1
    assert big[["erwartet", "unten", "oben"]].tolist() == [23.8, 23.5, 24.1]


@pytest.mark.long
@pytest.mark.parametrize("whole", [101.0, 640.0, 2553.0, 9_999.0])
def test_the_share_tells_nothing_that_the_released_counts_do_not(whole: float) -> None:
    of_all = 5 * np.floor(whole / 5 + 0.5)
    for rounded in range(15, int(of_all) - 30, 25):
        told = {_table(rounded + rest, whole)["erwartet"] for rest in (-2.5, -1.0, 0.0, 2.4)}
        assert len(told) == 1
        step = max(np.ceil(5000 / of_all) / 10, 0.1)
        assert step * of_all / 100 >= min(5.0, 0.1 * of_all / 100) - 1e-9
        assert abs(told.pop() / step % 1 - 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("part", "whole"), [(0.0, 300.0), (7.0, 300.0), (294.0, 300.0), (300.0, 300.0)])
def test_a_group_of_a_few_or_all_but_a_few_has_no_share(part: float, whole: float) -> None:
    got = _table(part, whole)
    assert got["status"] == "geheim"
    assert got[["erwartet", "unten", "oben"]].isna().all()


def test_an_area_without_numbers_has_no_share_and_one_without_band_no_ends() -> None:
    assert _table(100.0, 300.0, status="fehlt")["status"] == "fehlt"
    assert np.isnan(_table(100.0, 300.0, status="geheim")["erwartet"])
    bare = _table(100.0, 300.0, (np.nan, np.nan))
    assert bare["erwartet"] > 0
    assert bare[["unten", "oben"]].isna().all()


def test_the_ends_stay_within_nothing_and_all() -> None:
    got = _table(12.0, 100.0, (0.3, 30.0))
    assert (got["unten"], got["oben"]) == (0.0, 100.0)


def test_released_shares_have_the_form_of_their_schema_and_are_narrower_than_the_counts() -> None:
    tables = prognosetabellen(bestand(), ["A", "B", "HN"], "2020-12-31", 2026, ziehungen=60)
    shares: pd.DataFrame = freigabe.MODELLE["prognoseanteile"].validate(tables["prognoseanteile"])
    assert len(shares) == 3 * 6
    assert shares["unten"].le(shares["erwartet"]).all()
    assert shares["erwartet"].le(shares["oben"]).all()
    counts = tables["prognose"].query("altersgruppe == 'insgesamt' and geschlecht == 'insgesamt'")
    by_group = counts[counts["raumeinheit"].eq("HN") & counts["jahr"].eq(2026)].set_index(
        "staatsangehoerigkeit"
    )
    group, all_ = by_group.loc["nichtdeutsch"], by_group.loc["insgesamt"]
    last = shares[shares["raumeinheit"].eq("HN") & shares["jahr"].eq(2026)].iloc[0]
    assert last["erwartet"] == pytest.approx(100 * group["erwartet"] / all_["erwartet"], abs=0.2)
    assert last["oben"] - last["unten"] < 100 * (
        group["oben"] / all_["unten"] - group["unten"] / all_["oben"]
    )
