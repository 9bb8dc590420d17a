"""What a report of a Stichtag says of the decisions."""

import pytest

from pipeline import decisions
from pipeline.errors import BeschlussUngueltig
from tests.decisions.bausteine import DREI, WERTE

VERLAUF = decisions.tabelle(decisions.gelesen(DREI.encode(), "b.toml"), "P10")


def _ziele(stichtag: str) -> list[tuple[str, int, float]]:
    zeilen = decisions.zum_stichtag(VERLAUF, stichtag).dropna(subset=["zielwert"])
    return list(zeilen[["kennzahl", "nummer", "zielwert"]].itertuples(index=False, name=None))


def test_a_report_keeps_the_target_of_its_stichtag_and_names_the_later_one() -> None:
    assert _ziele("2021-12-31") == [("al_anteil", 3, 1.1)]
    assert _ziele("2022-12-31") == [("al_anteil", 1, 1.2), ("al_anteil", 3, 1.1)]
    assert _ziele("2023-12-31") == [("al_anteil", 3, 1.1)]


def test_where_both_stand_the_kennzahl_is_judged_by_the_one_of_the_stichtag() -> None:
    zeilen = decisions.zum_stichtag(VERLAUF, "2022-12-31")
    einmal = decisions.je_kennzahl(zeilen)
    assert list(einmal["kennzahl"]) == ["al_anteil", "wahlbet", "bev"]
    assert list(einmal["nummer"]) == [1, 2, 2]
    assert list(decisions.zielstand(einmal, WERTE, 2022)["zielwert"]) == [1.2]


def test_decisions_of_another_world_are_refused() -> None:
    assert len(decisions.nicht_gemischt(DREI.encode(), "b.toml", demonstration=True)) == 3
    with pytest.raises(BeschlussUngueltig, match=r"b\.toml: Beschluss 1 ist nur zur Demonstration"):
        decisions.nicht_gemischt(DREI.encode(), "b.toml", demonstration=False)


def test_a_changed_decision_is_refused_with_its_line() -> None:
    geaendert = DREI.replace("zielwert = 1.2", "zielwert = 1.3")
    with pytest.raises(BeschlussUngueltig, match="wurde nach dem Eintragen geändert"):
        decisions.gelesen(geaendert.encode(), "b.toml")
