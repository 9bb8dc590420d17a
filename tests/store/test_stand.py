import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import store
from pipeline.errors import LieferungUngueltig
from tests.store.bausteine import beleg, einwohner, gebiete, vollstaendig


def _aufnehmen(daten, *lieferungen, weg=(), am=""):
    """Take in deliveries of (name, date, tables)."""
    neu = [store.Aufnahme(beleg(name, datum=datum), tabellen) for name, datum, tabellen in lieferungen]
    with store.bestand_gesperrt(daten):
        return store.aufnehmen(neu, weg, am, daten)


def _werte(daten):
    tabelle = store.read_bestand("einwohner", daten)
    return {(r, s): n for r, s, n in tabelle[["raumeinheit", "stichtag", "anzahl"]].itertuples(index=False)}


def _bytes(daten):
    ordner = store.zone_ordner("bestand", daten)
    return {datei.name: datei.read_bytes() for datei in ordner.glob("*.parquet")}


A = ("a", "2021-01-01", {"einwohner": einwohner(("P01", "2019-12-31", 1), ("P01", "2020-12-31", 2))})
B = ("b", "2022-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 9), ("P02", "2020-12-31", 8))})
NUR_A = {("P01", "2019-12-31"): 1, ("P01", "2020-12-31"): 2}
BEIDE = {("P01", "2019-12-31"): 1, ("P01", "2020-12-31"): 9, ("P02", "2020-12-31"): 8}


def test_a_later_delivery_replaces_only_what_it_says(daten):
    _aufnehmen(daten, A)
    _aufnehmen(daten, B)
    assert _werte(daten) == BEIDE


def test_what_was_replaced_comes_back_when_the_later_one_is_withdrawn(daten):
    _aufnehmen(daten, A)
    vorher = _bytes(daten)
    _aufnehmen(daten, B)
    _aufnehmen(daten, weg=["b"], am="2023-05-01")
    assert _werte(daten) == NUR_A
    assert _bytes(daten) == vorher
    assert [akte.zurueckgezogen for akte in store.akten(daten)] == ["", "2023-05-01"]


def test_what_was_replaced_comes_back_when_the_later_one_is_redelivered_smaller(daten):
    _aufnehmen(daten, A, B)
    _aufnehmen(daten, ("b", "2022-02-01", {"einwohner": einwohner(("P02", "2020-12-31", 7))}))
    assert _werte(daten) == NUR_A | {("P02", "2020-12-31"): 7}


def test_an_older_delivery_that_comes_late_does_not_win(daten):
    _aufnehmen(daten, B)
    _aufnehmen(daten, A)
    assert _werte(daten) == BEIDE


def test_the_state_of_a_date_is_the_one_of_then_byte_by_byte(daten):
    _aufnehmen(daten, A)
    damals = _bytes(daten)
    _aufnehmen(daten, B)
    heute = _bytes(daten)
    _aufnehmen(daten, weg=["b"], am="2023-05-01")
    with store.bestand_gesperrt(daten):
        store.wiederherstellen("2021-12-31", daten)
        assert (_bytes(daten), store.stand_vom(daten)) == (damals, "2021-12-31")
        store.wiederherstellen("2023-04-30", daten)
        assert _bytes(daten) == heute
        store.wiederherstellen("2023-05-01", daten)
        assert _bytes(daten) == damals
        with pytest.raises(LieferungUngueltig, match="Bis zum 2020-01-01 ist keine Lieferung"):
            store.wiederherstellen("2020-01-01", daten)
    _aufnehmen(daten)
    assert store.stand_vom(daten) == ""


def test_an_earlier_self_of_a_delivery_stays_on_record(daten):
    _aufnehmen(daten, A)
    _aufnehmen(daten, ("a", "2021-06-01", {"einwohner": einwohner(("P01", "2020-12-31", 3))}))
    assert _werte(daten) == {("P01", "2020-12-31"): 3}
    with store.bestand_gesperrt(daten):
        store.wiederherstellen("2021-05-01", daten)
    assert _werte(daten) == NUR_A


def test_the_same_delivery_taken_again_changes_nothing_but_the_manifest(daten):
    _aufnehmen(daten, A)
    ordner = store.zone_ordner("bestand", daten) / "lieferungen"
    vorher = sorted(ordner.rglob("*"))
    assert _aufnehmen(daten, A) == ["lieferungen.json"]
    assert sorted(ordner.rglob("*")) == vorher
    assert len(store.akten(daten)) == 1


def test_what_replaced_what_is_written_down(daten):
    dritte = ("c", "2023-01-01", {"einwohner": einwohner(("P01", "2020-12-31", 7))})
    _aufnehmen(daten, A, B, dritte)
    zeilen = store.read_bestand("ersetzt", daten)[["tabelle", "raumeinheit", "periode", "lieferung", "durch"]]
    assert zeilen.to_numpy().tolist() == [
        ["einwohner", "P01", "2020-12-31", "a", "b"],
        ["einwohner", "P01", "2020-12-31", "b", "c"],
    ]


def test_a_complete_and_empty_group_replaces_an_older_one(daten):
    leer = {"vollstaendigkeit": vollstaendig(("einwohner", "P01", "2020-12-31"))}
    _aufnehmen(daten, A, ("b", "2022-01-01", leer))
    assert _werte(daten) == {("P01", "2019-12-31"): 1}
    assert len(store.read_bestand("vollstaendigkeit", daten)) == 1


def test_completeness_falls_with_the_group_it_spoke_of(daten):
    erklaert = {
        "einwohner": einwohner(("P01", "2020-12-31", 2)),
        "vollstaendigkeit": vollstaendig(("einwohner", "P01", "2020-12-31")),
    }
    neuer = {"einwohner": einwohner(("P01", "2020-12-31", 3))}
    _aufnehmen(daten, ("a", "2021-01-01", erklaert), ("b", "2022-01-01", neuer))
    assert "vollstaendigkeit" not in store.tabellen("bestand", daten)
    assert [eintrag["lieferung"] for eintrag in store.bestand_lieferungen(daten)] == ["b"]


def test_records_are_closed_to_others_and_stay_inside(daten):
    name = "../../" + "x" * 300
    _aufnehmen(daten, (name, "2021-01-01", {**A[2], "gebiete": gebiete()}))
    ordner = store.zone_ordner("bestand", daten)
    akte = ordner / store.akten(daten)[0].ordner
    assert akte.resolve().is_relative_to(ordner.resolve())
    assert {pfad.stat().st_mode & 0o777 for pfad in ordner.rglob("*") if pfad.is_dir()} == {0o700}
    assert {pfad.stat().st_mode & 0o777 for pfad in ordner.rglob("*") if pfad.is_file()} == {0o600}


def test_a_real_delivery_leaves_no_plain_checksum(daten):
    neu = [store.Aufnahme(beleg("echt", demonstration=False), A[2])]
    with store.bestand_gesperrt(daten):
        store.aufnehmen(neu, daten=daten)
    assert "ab" * 32 not in (store.zone_ordner("bestand", daten) / "lieferungen.json").read_text("utf-8")


def test_demonstration_data_do_not_mix_in_even_through_the_past(daten):
    _aufnehmen(daten, A)
    echt = [store.Aufnahme(beleg("echt", demonstration=False, datum="2021-02-01"), B[2])]
    with store.bestand_gesperrt(daten):
        with pytest.raises(LieferungUngueltig, match="--daten"):
            store.aufnehmen(echt, daten=daten)
        store.aufnehmen(echt, ["a"], "2023-01-01", daten)
        with pytest.raises(LieferungUngueltig, match="--daten"):
            store.wiederherstellen("2022-01-01", daten)


def test_a_bestand_without_records_is_not_built_upon(daten):
    store.write_zone("bestand", A[2], schritt="einlesen", lieferungen=[beleg("alt")], daten=daten)
    with pytest.raises(LieferungUngueltig, match="älteren Fassung"):
        _aufnehmen(daten, B)


def test_a_series_breaks_where_the_territory_changed(daten):
    raum = store.zusammen(A[2], B[2]) | {"raumeinheiten": _raumeinheiten()}
    _aufnehmen(daten, ("a", "2021-01-01", raum))
    assert store.read_bestand("brueche", daten).to_numpy().tolist() == [
        ["P01", "2020-01-01", "neuer Gebietsstand"],
        ["P02", "2020-07-01", "aufgelöst"],
    ]


def _raumeinheiten():
    zeilen = [("P01", "2020-01-01", None), ("P02", "2015-01-01", "2020-06-30"), ("P03", None, None)]
    return pd.DataFrame(zeilen, columns=["raumeinheit", "gueltig_ab", "gueltig_bis"], dtype="str")


@pytest.mark.long
@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(1, 5)))
def test_the_order_in_which_deliveries_come_does_not_matter(tmp_path_factory, reihenfolge):
    daten = tmp_path_factory.mktemp("daten")
    for i in reihenfolge:
        zeilen = einwohner(("P01", "2019-12-31", i), (f"P0{i}", "2020-12-31", i))
        _aufnehmen(daten, (f"l{i}", f"202{i}-01-01", {"einwohner": zeilen}))
    assert _werte(daten) == {("P01", "2019-12-31"): 4} | {(f"P0{i}", "2020-12-31"): i for i in range(1, 5)}
