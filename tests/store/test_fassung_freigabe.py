"""The checksum of what a report reads: another one whenever anything that can be read is another."""

import pytest

from pipeline import errors, store
from tests.store.bausteine import beleg, einwohner

GELESEN = ["einwohner", "haushalte"]


def _freigeben(daten, schritt="freigeben", stufen=None, lieferung=None, **tabellen):
    """Write tables with this number of persons each."""
    store.write_zone(
        "freigabe",
        {name: einwohner(("P01", "2020-12-31", anzahl)) for name, anzahl in tabellen.items()},
        schritt=schritt,
        lieferungen=[lieferung or beleg()],
        parameter={"stufen": stufen or {}},
        daten=daten,
    )


@pytest.fixture
def summe(daten):
    """Release this, and give the checksum of what is read of it."""

    def _summe(**was):
        _freigeben(daten, **was)
        return store.fassung_freigabe(GELESEN, daten)

    return _summe


def test_the_same_release_has_the_same_checksum_in_whatever_order_it_is_read(daten, summe):
    erste = summe(einwohner=1, haushalte=2)
    assert summe(einwohner=1, haushalte=2) == erste
    assert store.fassung_freigabe(GELESEN[::-1], daten) == erste


@pytest.mark.parametrize(
    "anders",
    [
        {"einwohner": 3, "haushalte": 2},
        {"einwohner": 1},
        {"einwohner": 1, "haushalte": 2, "stufen": {"haushalte": "grob"}},
        {"einwohner": 1, "haushalte": 2, "lieferung": beleg(sha256="cd" * 32)},
        {"einwohner": 1, "haushalte": 2, "lieferung": beleg(datum="2021-03-02")},
        {"einwohner": 1, "haushalte": 2, "lieferung": beleg() | {"hinweis": "anders"}},
        {"einwohner": 1, "haushalte": 2, "lieferung": beleg(demonstration=False)},
    ],
    ids=["Zahl", "eine weniger", "Stufe", "Datei", "Datum", "Hinweis", "echt"],
)
def test_whatever_a_report_shows_changes_it(summe, anders):
    assert summe(einwohner=1, haushalte=2) != summe(**anders)


def test_a_table_that_is_not_read_does_not_change_it(daten, summe):
    erste = summe(einwohner=1, haushalte=2, wahlen=3)
    assert summe(einwohner=1, haushalte=2, wahlen=4, stufen={"wahlen": "grob"}) == erste
    _freigeben(daten, schritt="prognose", prognose=1)
    assert store.fassung_freigabe(GELESEN, daten) == erste
    assert store.fassung_freigabe([*GELESEN, "prognose"], daten) != erste


def test_a_file_that_somebody_changed_by_hand_changes_it(daten, summe):
    erste = summe(einwohner=1, haushalte=2)
    store.tabellen_datei("freigabe", "haushalte", daten).write_bytes(b"anders")
    assert store.fassung_freigabe(GELESEN, daten) != erste


def test_where_nothing_was_released_there_is_none(daten):
    (daten / "processed").mkdir(parents=True)
    with pytest.raises(errors.TabelleFehlt):
        store.fassung_freigabe(GELESEN, daten)
