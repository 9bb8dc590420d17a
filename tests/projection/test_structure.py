import numpy as np
import pytest

from pipeline.projection import backtest, bands, outlook, panel, scores, stocks, structure
from tests.projection.koeln import bestand as koeln_bestand

STUFEN = (0, 3, 6, 10, 18, 25, 35, 45, 55, 65, 75)
EVERY = tuple(range(101))


def _panel(stock: np.ndarray, starts: tuple[int, ...]) -> panel.Panel:
    keys = tuple(f"P{i}" for i in range(len(stock)))
    years = tuple(range(2010, 2010 + stock.shape[1]))
    return panel.Panel("HN", keys, ("HN",) * len(stock), years, starts, stock)


def _growing_older(areas: int = 12, years: int = 6) -> np.ndarray:
    """Areas of all kinds in which everybody grows older by the same ratios, nothing else: single ages."""
    rng = np.random.default_rng(2)
    ratios = stocks.Ratios(np.where(np.arange(101) > 60, 0.95, 1.0), np.array(0.04))
    path = [rng.uniform(20, 60, (areas, 101)) * np.exp(0.5 * rng.standard_normal((areas, 1)))]
    for _ in range(years - 1):
        path.append(stocks.step(path[-1], ratios))
    return np.stack(path, axis=1)


def test_the_weight_by_hand() -> None:
    # two areas and one year: kept - aged is 1 and 2, came - aged 1 and 1, each known to a variance of 1 / 4
    x, y = np.array([[[1.0]], [[2.0]]]), np.array([[[1.0]], [[1.0]]])
    got = structure._slope(x, y, np.full((2, 1, 1), 4.0), np.zeros(1, dtype=np.intp), 0.5)
    assert got[0] == pytest.approx((4 * (1 + 2) + 4 * 0.5) / (4 * (1 + 4) + 4))


def test_one_weight_holds_in_all_bands_of_a_phase_of_life() -> None:
    np.testing.assert_array_equal(structure._phase((0, 6, 10, 15, 18, 75, 85)), [0, 2, 3, 3, 4, 10, 10])


def test_shares_sum_to_one_and_nothing_is_negative() -> None:
    got = structure.ahead(_panel(bands.summed(_growing_older(), STUFEN), STUFEN), 20)
    np.testing.assert_allclose(got.sum(axis=-1), 1)
    assert (got >= 0).all()


def test_where_everybody_only_grows_older_so_do_the_areas_ahead() -> None:
    stock = _growing_older()
    city = _panel(stock, EVERY)
    known = structure.habits(city)
    assert known.kept[6:].max() < 0.05
    came = _growing_older(years=9)[:, 6:]
    got = structure.ahead(city, 3)
    assert scores.structure_error(got, came).max() < 0.6
    today = scores.structure_error(np.repeat(stock[:, -1:], 3, axis=1), came)
    assert scores.structure_error(got, came).mean() < 0.1 * today.mean()


def _students() -> np.ndarray:
    """A city that ages evenly, and a part of it where four times as many are aged 18 to 24, every year."""
    starts = (0, 18, 25, 65)
    city, area = np.full((4, 101), 100_000.0), np.full((4, 101), 1_000.0)
    area[:, 18:25] = 4_000.0
    return np.stack([bands.summed(city - area, starts), bands.summed(area, starts)])


def test_an_area_of_students_stays_one_where_students_come_and_go() -> None:
    starts, stock = (0, 18, 25, 65), _students()
    got = bands.summed(structure.ahead(_panel(stock, starts), 15)[1], starts)
    today = stock[1, -1] / stock[1, -1].sum()
    assert np.abs(got[-1] - today).max() < 0.03
    city = bands.single(stock.sum(axis=0), starts)
    older = stocks.ahead(bands.split(stock[1, -1], starts, city[-1]), stocks.ratios(city[:-1], city[1:]), 15)[
        -1
    ]
    assert np.abs(bands.summed(older, starts) / older.sum() - today).max() > 0.1


def test_children_of_a_few_good_years_do_not_multiply_forever() -> None:
    # ten areas of one structure; in the first, children under 3 grow by a fifth in each of three years
    stock = np.repeat(bands.summed(np.full((10, 1, 101), 40.0), STUFEN), 5, axis=1)
    stock[0, 2:, 0] *= 1.2 ** np.arange(1, 4)
    share = bands.summed(structure.ahead(_panel(stock, STUFEN), 15), STUFEN)[..., 0]
    today = stock[:, -1, 0] / stock[:, -1].sum(axis=-1)
    assert share[1, -1] < share[0, -1] <= 1.05 * today[0]
    assert (np.diff(share[0] / share[1]) <= 1e-12).all()


def test_children_follow_those_who_can_be_their_parents() -> None:
    own = np.full((1, 101), 1.0)
    own[:, stocks.ELTERN] = 2.0
    got = structure._with_children(own, np.array([0.1]), STUFEN)
    # 27 ages of 2 have 0.1 children each: 5.4 under 3; shares of the rest keep their proportion
    assert got[0, :3].sum() / got[0, stocks.ELTERN].sum() == pytest.approx(0.1)
    assert got[0, 50] / got[0, 20] == pytest.approx(0.5)


def test_an_area_without_an_age_band_is_no_error() -> None:
    stock = bands.summed(_growing_older(), STUFEN)
    stock[0, :, [0, -1]] = 0.0
    assert np.isfinite(structure.ahead(_panel(stock, STUFEN), 5)).all()


@pytest.fixture(scope="module")
def koeln(tmp_path_factory: pytest.TempPathFactory) -> panel.Panel:
    return panel.panels(koeln_bestand(tmp_path_factory.mktemp("koeln")))[0]


@pytest.mark.long
def test_on_koeln_the_age_structure_is_closer_than_that_of_simple_methods(koeln: panel.Panel) -> None:
    for date in range(1, 7):
        then = koeln.until(koeln.years[date])
        came = koeln.stock[:, date + 1 :]
        look = outlook.origin(then, came.shape[1])
        ours = bands.summed(look.single, koeln.starts)
        others = [then.stock[:, -1:] * np.ones_like(came), backtest._hamilton_perry(look).band]
        error, *simple = (scores.structure_error(one, came).mean(axis=0) for one in (ours, *others))
        assert (error < np.min(simple, axis=0)).all(), koeln.years[date]


@pytest.mark.long
def test_on_koeln_no_group_grows_beyond_belief_in_thirteen_years(koeln: panel.Panel) -> None:
    large = koeln.stock[:, -1].sum(axis=-1) > 5_000
    got = bands.summed(structure.ahead(koeln, 13)[:, -1], koeln.starts)
    today = koeln.stock[:, -1] / koeln.stock[:, -1].sum(axis=-1, keepdims=True)
    change = (got / today)[large]
    assert 0.6 < change[:, 0].min() < change[:, 0].max() < 1.35  # children under 3
    assert 0.8 < change[:, 5:7].min() < change[:, 5:7].max() < 1.35  # aged 18 to 34
