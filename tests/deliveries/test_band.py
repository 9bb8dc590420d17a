"""The spellings of ages that offices use."""

import pytest

from pipeline.deliveries.fremd.deutung import band


@pytest.mark.parametrize(
    ("text", "alter"),
    [
        ("0 bis unter 6 Jahre", "0-5"),
        ("85 Jahre und älter", "85+"), (" 3 - 5", "3-5"), ("00 - < 03", "0-2"),
        ("unter 3", "0-2"), ("unter 1 Jahr", "0"), ("99 Jahre u. ä.", "99+"), ("99 Jahre oder älter", "99+"),
        ("75 und älter", "75+"), ("100 und mehr", "100"), ("0 Jahre", "0"), ("07", "7"), ("ab 65", "65+"),
        ("18–24", "18-24"), ("15 bis 17", "15-17"), ("von 6 bis unter 10 Jahren", "6-9"), ("85+", "85+"),
        ("6 - u. 10", "6-9"), ("bis unter 18", "0-17"), ("107", "100"), ("65 Jahre", "65"),
        ("ledig", None), ("Summe", None), ("", None), ("10 bis 5", None), ("2020", None), ("über 65", None),
    ],
)  # fmt: skip
def test_single_spellings(text, alter):
    assert band.lesen([text])[text] == alter


def test_an_underscore_is_read_as_its_neighbours_prove():
    assert band.lesen(["E_00_03", "E_03_06", "E_95_110"]) == {
        "E_00_03": "0-2",
        "E_03_06": "3-5",
        "E_95_110": "95+",
    }
    assert band.lesen(["E_00_02", "E_03_05"]) == {"E_00_02": "0-2", "E_03_05": "3-5"}


@pytest.mark.parametrize(
    "texte", [["E_00_03"], ["0-3", "3-6"], ["0 bis 3", "3 bis 6"], ["0-3", "3-6", "7-9"]]
)
def test_ends_that_may_be_meant_either_way_are_refused(texte):
    with pytest.raises(band.Zweideutig):
        band.lesen(texte)
    assert all(band.lesen(texte, "unter").values())


def test_single_years_in_codes_that_follow_without_a_gap_exclude_their_upper_ends():
    codes = ["E_E00_01", "E_E01_02", "E_E02_06", "E_E06_110"]
    assert list(band.lesen(codes).values()) == ["0", "1", "2-5", "6+"]


@pytest.mark.parametrize("codes", [["E_00_01", "E_01_02", "E_03_06"], ["E_00_05", "E_05_09", "E_10_14"]])
def test_codes_that_leave_a_gap_either_way_are_refused(codes):
    with pytest.raises(band.Zweideutig):
        band.lesen(codes)
