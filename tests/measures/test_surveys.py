import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import measures
from pipeline.measures import Rand

ALTER = np.array([0, 0, 1, 1])
GESCHLECHT = np.array([0, 1, 0, 1])


def test_raking_by_hand():
    # 10 respondents; 20 young, 20 old, 16 men, 24 women. Independent sample: weights are products.
    anzahl = [2, 2, 3, 3]
    gewicht = measures.rake(
        anzahl, [Rand(ALTER, np.array([20.0, 20.0])), Rand(GESCHLECHT, np.array([16.0, 24.0]))]
    )
    # young: 20/4 = 5, old: 20/6; men then 0.8, women 1.2
    assert gewicht == pytest.approx([5 * 0.8, 5 * 1.2, 20 / 6 * 0.8, 20 / 6 * 1.2])


@given(
    st.lists(st.integers(1, 40), min_size=4, max_size=4),
    st.integers(10, 90),
    st.integers(10, 90),
)
def test_weighted_respondents_add_up_to_both_margins(anzahl, jung, maenner):
    alter, geschlecht = np.array([jung, 100.0 - jung]), np.array([maenner, 100.0 - maenner])
    gewichtet = measures.rake(anzahl, [Rand(ALTER, alter), Rand(GESCHLECHT, geschlecht)]) * anzahl
    assert np.bincount(ALTER, weights=gewichtet) == pytest.approx(alter)
    assert np.bincount(GESCHLECHT, weights=gewichtet) == pytest.approx(geschlecht)


def test_a_class_without_respondents_is_left_out():
    nur_maenner = [
        Rand(np.array([0, 1]), np.array([30.0, 10.0])),
        Rand(np.array([0, 0]), np.array([20.0, 20.0])),
    ]
    assert measures.rake([5, 5], nur_maenner) == pytest.approx([6, 2])


def test_a_cell_without_class_has_the_weight_of_the_other_margin():
    # 40 residents, 10 respondents: 2 men, 4 women, 4 unknown; the 24 known ones divide as 1 to 2
    raender = [
        Rand(np.array([0, 0, 0]), np.array([40.0])),
        Rand(np.array([0, 1, -1]), np.array([100.0, 200.0])),
    ]
    assert measures.rake([2, 4, 4], raender) == pytest.approx([4, 4, 4])
    schief = [raender[0], Rand(raender[1].klasse, np.array([200.0, 100.0]))]
    assert measures.rake([2, 4, 4], schief) == pytest.approx([8, 2, 4])


def test_margins_that_contradict_each_other_give_no_weight():
    raender = [Rand(np.array([0, 1]), np.array([30.0, 10.0])), Rand(np.array([0, 1]), np.array([10.0, 30.0]))]
    assert np.isnan(measures.rake([1, 1], raender)).all()


def test_weights_of_the_design_are_kept_where_margins_do_not_tell():
    assert measures.rake([2, 2], [Rand(np.array([0, 0]), np.array([12.0]))], [1.0, 2.0]) == pytest.approx(
        [2, 4]
    )


def test_effective_size_by_hand():
    # weights 1, 1, 2: (1 + 1 + 2)^2 / (1 + 1 + 4) = 16 / 6
    assert measures.effective_size([2, 1], [1.0, 2.0]) == pytest.approx(16 / 6)
    assert measures.effective_size([30, 20], [7.0, 7.0]) == pytest.approx(50)


def test_a_share_by_hand():
    # 40 of 100 with equal weights among 400: as Wilson's for 100 * 399 / 300 = 133 answers
    anteil = measures.survey_share([40], [100], [4.0], 400)
    grenzen = measures.wilson(0.4 * 133, 133)
    assert anteil == pytest.approx((0.4, float(grenzen.untere), float(grenzen.obere), 100))
    # (0.4 + z2/266 -+ z sqrt(0.24/133 + z2/(4 * 133^2))) / (1 + z2/133) with z = 1.959964
    assert anteil.untere == pytest.approx(0.3207, abs=5e-5)
    assert anteil.obere == pytest.approx(0.4849, abs=5e-5)


def test_the_weighted_share_by_hand():
    # 3 of 10 count double, 5 of 20 once: (2 * 3 + 5) / (2 * 10 + 20)
    assert measures.survey_share([3, 5], [10, 20], [2.0, 1.0], 1000).wert == pytest.approx(11 / 40)


def test_a_full_census_is_certain_and_no_answer_says_nothing():
    assert measures.survey_share([4], [10], [1.0], 10)[:3] == (0.4, 0.4, 0.4)
    assert np.isnan(measures.survey_share([0], [0], [1.0], 10)).all()
    assert np.isnan(measures.survey_share([1], [4], [np.nan], 10)).all()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.floats(0.2, 9)), min_size=1, max_size=6),
    st.integers(1, 5000),
)
def test_limits_hold_the_share_and_close_in_as_more_of_the_population_answer(zellen, uebrige):
    ja = [a for a, _, _ in zellen]
    anzahl = [a + b for a, b, _ in zellen]
    if not sum(anzahl):
        return
    gewicht = [w for _, _, w in zellen]
    weit = measures.survey_share(ja, anzahl, gewicht, sum(anzahl) + uebrige + 500)
    eng = measures.survey_share(ja, anzahl, gewicht, sum(anzahl) + uebrige)
    for anteil in (weit, eng):
        assert -1e-9 <= anteil.untere <= anteil.wert + 1e-9
        assert anteil.wert - 1e-9 <= anteil.obere <= 1 + 1e-9
        assert anteil.effektiv <= sum(anzahl) + 1e-6
    assert eng.obere - eng.untere <= weit.obere - weit.untere + 1e-9
