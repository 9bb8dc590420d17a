import pandas.testing as pdt
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import store
from tests.store.bausteine import beleg, einwohner, gebiete, vollstaendig


def _stand(*lieferungen):
    """Fold deliveries of (name, date, tables) into one bestand."""
    tabellen = {}
    for name, datum, neu in lieferungen:
        tabellen = store.zusammenfuehren(tabellen, neu, name, datum)
    return tabellen


def _werte(tabellen):
    tabelle = tabellen["einwohner"]
    return dict(
        zip(zip(tabelle["raumeinheit"], tabelle["stichtag"], strict=True), tabelle["anzahl"], strict=True)
    )


def test_a_first_delivery_stands_as_it_is():
    neu = {"einwohner": einwohner(("P01", "2020-12-31", 3)), "gebiete": gebiete()}
    stand = _stand(("a", "2021-01-01", neu))
    pdt.assert_frame_equal(stand["einwohner"], neu["einwohner"])
    assert set(stand["lieferstand"]["tabelle"]) == {"einwohner", "gebiete"}


def test_a_later_delivery_replaces_only_what_it_says():
    stand = _stand(
        ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2019-12-31", 1), ("P01", "2020-12-31", 2))}),
        ("b", "2022-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 9), ("P02", "2020-12-31", 8))}),
    )
    assert _werte(stand) == {("P01", "2019-12-31"): 1, ("P01", "2020-12-31"): 9, ("P02", "2020-12-31"): 8}


def test_an_older_delivery_that_comes_late_does_not_win():
    neuer = ("b", "2022-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 9))})
    aelter = ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 2), ("P01", "2018-12-31", 5))})
    assert _werte(_stand(neuer, aelter)) == {("P01", "2020-12-31"): 9, ("P01", "2018-12-31"): 5}


def test_the_same_delivery_taken_again_replaces_itself():
    stand = _stand(
        ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2019-12-31", 1), ("P01", "2020-12-31", 2))}),
        ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 3))}),
    )
    assert _werte(stand) == {("P01", "2020-12-31"): 3}


def test_a_complete_and_empty_group_replaces_an_older_one():
    stand = _stand(
        ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2019-12-31", 1), ("P01", "2020-12-31", 2))}),
        ("b", "2022-01-01", {"vollstaendigkeit": vollstaendig(("einwohner", "P01", "2020-12-31"))}),
    )
    assert _werte(stand) == {("P01", "2019-12-31"): 1}
    assert len(stand["vollstaendigkeit"]) == 1


def test_completeness_falls_with_the_group_it_spoke_of():
    stand = _stand(
        (
            "a",
            "2021-01-01",
            {
                "einwohner": einwohner(("P01", "2020-12-31", 2)),
                "vollstaendigkeit": vollstaendig(("einwohner", "P01", "2020-12-31")),
            },
        ),
        ("b", "2022-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 3))}),
    )
    assert "vollstaendigkeit" not in stand


def test_only_deliveries_that_still_stand_are_recorded():
    stand = _stand(
        ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 2))}),
        ("b", "2022-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 3))}),
    )["lieferstand"]
    assert [eintrag["lieferung"] for eintrag in store.stehende([beleg("a"), beleg("b")], stand)] == ["b"]


@settings(max_examples=24, deadline=None)  # all orders there are; machines differ in speed
@given(st.permutations(range(4)))
def test_the_order_in_which_deliveries_come_does_not_matter(reihenfolge):
    lieferungen = [
        (
            f"l{i}",
            f"202{i}-01-01",
            {"einwohner": einwohner(("P01", "2019-12-31", i), (f"P0{i}", "2020-12-31", i))},
        )
        for i in range(1, 5)
    ]
    stand = _stand(*[lieferungen[i] for i in reihenfolge])
    assert _werte(stand) == {("P01", "2019-12-31"): 4} | {(f"P0{i}", "2020-12-31"): i for i in range(1, 5)}
