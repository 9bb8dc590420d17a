import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measures.crossings import finest_crossing, hull, partition

DIMS = ("alter", "geschlecht", "staatsangehoerigkeit")


def table(*rows):
    spalten = ["raumeinheit", "stichtag", *DIMS, "anzahl", "status"]
    return pd.DataFrame([("P1", "2020-12-31", *row) for row in rows], columns=spalten)


UNCROSSED = table(
    ("0", "m", "insgesamt", 3, "wert"),
    ("0", "w", "insgesamt", 4, "wert"),
    ("0", "insgesamt", "deutsch", 5, "wert"),
    ("0", "insgesamt", "nichtdeutsch", 2, "wert"),
    ("insgesamt", "insgesamt", "insgesamt", 7, "wert"),
)


def test_uncrossed_margins_are_never_added_together():
    for needed in ([], ["alter"], ["geschlecht"], ["staatsangehoerigkeit"]):
        assert finest_crossing(UNCROSSED, needed, DIMS)["anzahl"].sum() == 7


def test_a_question_that_no_crossing_answers_gets_no_rows():
    assert finest_crossing(UNCROSSED, ["geschlecht", "staatsangehoerigkeit"], DIMS).empty


def test_the_finest_crossing_wins_over_margins():
    crossed = table(("0", "m", "deutsch", 3, "wert"), ("0", "w", "deutsch", 4, "wert"))
    got = finest_crossing(pd.concat([UNCROSSED, crossed], ignore_index=True), ["alter"], DIMS)
    assert got["staatsangehoerigkeit"].tolist() == ["deutsch", "deutsch"]


def test_a_crossing_with_a_secret_gives_way_to_a_coarser_one_without():
    crossed = table(("0", "m", "deutsch", None, "geheim"), ("0", "w", "deutsch", 4, "wert"))
    got = finest_crossing(pd.concat([UNCROSSED, crossed], ignore_index=True), ["geschlecht"], DIMS)
    assert got["anzahl"].tolist() == [3, 4]


def test_areas_are_judged_one_by_one():
    other = table(("0", "m", "deutsch", 9, "wert")).assign(raumeinheit="P2")
    got = finest_crossing(pd.concat([UNCROSSED, other], ignore_index=True), ["geschlecht"], DIMS)
    assert got.groupby("raumeinheit")["anzahl"].sum().to_dict() == {"P1": 7, "P2": 9}


@pytest.mark.parametrize(
    ("delivered", "target", "expected"),
    [
        ({"0", "1", "2"}, "0-2", ("0", "1", "2")),
        ({"0-2", "3-5"}, "0-5", ("0-2", "3-5")),
        ({"0-4", "5-9"}, "0-5", None),  # 5-9 straddles the end
        ({"0", "2"}, "0-2", None),  # a gap
        ({"0-2", "0", "1", "2"}, "0-2", ("0", "1", "2")),  # both delivered: the finer, once
        ({"80-84", "85+"}, "80+", ("80-84", "85+")),
        ({"99", "100"}, "99+", ("99", "100")),
        ({"1", "2", "3", "4+"}, "3+", ("3", "4+")),  # numbers of children have the same grammar
    ],
)
def test_a_band_is_made_up_exactly_or_not_at_all(delivered, target, expected):
    assert partition(frozenset(delivered), target) == expected


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(tuple), min_size=1))
def test_a_partition_has_neither_gap_nor_overlap(bands):
    ages = frozenset(f"{von}-{bis}" for von, bis in bands)
    got = partition(ages, "2-9")
    if got is not None:
        years = [jahr for age in got for jahr in range(int(age.split("-")[0]), int(age.split("-")[1]) + 1)]
        assert years == list(range(2, 10))


def test_the_hull_reaches_from_the_lowest_to_the_highest():
    assert hull(["15-24", "25-54", "55-64"]) == "15-64"
    assert hull(["0", "85+"]) == "0+"
