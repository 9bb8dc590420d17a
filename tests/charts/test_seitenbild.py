"""Nothing covers its neighbour on a map, and no panel of a row stands alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts import handlungsfeld, kartenzeichen
from pipeline.charts.karte import auseinander
from pipeline.charts.linien import Raster, plaetze

RADIEN = st.lists(st.floats(2, 4), min_size=1, max_size=12)


@given(radien=RADIEN, saat=st.integers(0, 999))
def test_marks_never_cover_each_other(radien, saat):
    orte = np.random.default_rng(saat).uniform(0, 30, (len(radien), 2)).round(0)
    marken = auseinander(orte, np.array(radien))
    abstand = np.hypot(*(marken[:, None] - marken[None, :]).transpose(2, 0, 1))
    summe = np.add.outer(radien, radien)
    paare = ~np.eye(len(radien), dtype=bool)
    assert (abstand[paare] >= 0.98 * summe[paare]).all()


def test_marks_that_cover_nothing_stay():
    orte = np.array([[0.0, 0.0], [10.0, 0.0]])
    assert auseinander(orte, np.array([4.9, 4.9])) == pytest.approx(orte, abs=1e-4)


def test_two_marks_move_half_of_what_is_missing_each():
    marken = auseinander(np.array([[0.0, 0.0], [4.0, 0.0]]), np.array([3.0, 3.0]))
    assert marken == pytest.approx(np.array([[-1.0, 0.0], [5.0, 0.0]]), abs=1e-3)


def test_a_triangle_needs_more_room_than_a_disc():
    # corner of a square of 16.5 pt around the middle, half of a white edge of 0.8 pt: 12.1 pt
    assert kartenzeichen.radius_mm("Spiel und Sport") == pytest.approx(12.1 * 25.4 / 72, abs=0.05)
    assert kartenzeichen.radius_mm("Treffpunkte") == pytest.approx(6.15 * 25.4 / 72, abs=0.05)


@pytest.mark.parametrize(
    ("anzahl", "bilder"),
    [(1, [1]), (6, [6]), (7, [4, 3]), (13, [6, 4, 3]), (14, [6, 6, 2]), (25, [6, 6, 6, 4, 3])],
)
def test_no_figure_holds_a_single_panel_that_is_left_over(anzahl, bilder):
    namen = [str(n) for n in range(anzahl)]
    teile = handlungsfeld.zeilenweise(namen)
    assert [len(teil) for teil in teile] == bilder
    assert [name for teil in teile for name in teil] == namen


@pytest.mark.parametrize("anzahl", range(2, 13))
def test_no_panel_stands_alone_on_a_row(anzahl):
    hoehen = [oben for _, oben in plaetze(["Titel"] * anzahl, Raster())]
    assert min(hoehen.count(hoehe) for hoehe in hoehen) >= 2
