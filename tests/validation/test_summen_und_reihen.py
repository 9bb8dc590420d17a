"""Totals beside parts, and series: where the rules must speak, and where they must be silent."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pipeline import validation
from pipeline.validation import satz
from pipeline.validation.merkmalsummen import altersgruppen_summe, summe_der_merkmale
from pipeline.validation.pruefen import als_tabelle
from pipeline.validation.summen import summe_der_raumeinheiten
from pipeline.validation.tausend import faktor_tausend
from pipeline.validation.wiederholung import block_kopiert
from pipeline.validation.zeitvergleich import mitte, veraenderung, wachstum_unmoeglich
from tests.validation.faelle import VIELE, ZAHLEN
from tests.validation.prueflinge import bestand, pruefling, raeume, strom, ueberall

GANZ = ueberall(["einwohner"], ["HN", "P01", "P02"], ["2020-12-31"])


def _geheim(raum, **merkmale):
    return bestand(raum, 2020, None, status="geheim", **merkmale)


def _merkmale(teile, summe, **mehr):
    return list(summe_der_merkmale(pruefling(einwohner=[*teile, summe], **mehr)))


M = bestand("P01", 2020, 40, geschlecht="m")
W = bestand("P01", 2020, 42, geschlecht="w")


def test_a_total_that_is_not_its_parts_is_said_with_both_numbers():
    (befund,) = _merkmale([M, W], bestand("P01", 2020, 83), erklaert=GANZ)
    assert satz(befund) == (
        "einwohner.csv, Zeile 4, Spalte anzahl: Für P01, 2020-12-31 (alle zusammen) ist 83 geliefert, die "
        "Teile ab Zeile 2 ergeben 82. Bitte die Summe oder ihre Teile berichtigen; es ist dieselbe Zählung."
    )


def test_where_nothing_is_declared_complete_fewer_is_a_warning_and_more_an_error():
    for summe, grad in ((90, "Warnung"), (81, "Fehler")):
        assert [b.grad for b in _merkmale([M, W], bestand("P01", 2020, summe))] == [grad]


def test_a_missing_part_that_others_have_is_no_contradiction():
    andere = [bestand("P02", 2020, zahl, geschlecht=g) for g, zahl in (("m", 5), ("w", 6))]
    assert _merkmale([M, *andere, bestand("P02", 2020, 11)], bestand("P01", 2020, 90)) == []


def test_a_secret_part_leaves_an_interval():
    teile = [M, _geheim("P01", geschlecht="w")]
    assert _merkmale(teile, bestand("P01", 2020, 43), erklaert=GANZ) == []
    assert len(_merkmale(teile, bestand("P01", 2020, 39), erklaert=GANZ)) == 1


@settings(deadline=None, max_examples=30)
@given(m=st.integers(0, 500), w=st.integers(0, 500))
def test_numbers_rounded_to_five_never_contradict_their_total(m, w):
    rund = [5 * round(zahl / 5) for zahl in (m, w, m + w)]
    teile = [bestand("P01", 2020, rund[0], geschlecht="m"), bestand("P01", 2020, rund[1], geschlecht="w")]
    assert _merkmale(teile, bestand("P01", 2020, rund[2]), erklaert=GANZ, rundung={"einwohner": 5}) == []


def test_beyond_the_tolerance_of_rounding_it_is_a_contradiction():
    summe = bestand("P01", 2020, 95)
    assert len(_merkmale([M, W], summe, erklaert=GANZ, rundung={"einwohner": 5})) == 1


def test_two_crossings_of_the_same_people_must_agree():
    zeilen = [M, W, bestand("P01", 2020, 60, staatsangehoerigkeit="deutsch")]
    for fremde, anzahl in ((22, 0), (25, 1)):
        fall = [*zeilen, bestand("P01", 2020, fremde, staatsangehoerigkeit="nichtdeutsch")]
        assert len(list(summe_der_merkmale(pruefling(einwohner=fall, erklaert=GANZ)))) == anzahl


def test_single_ages_against_age_groups_of_another_crossing():
    einzeln = [bestand("P01", 2020, 3, alter=str(alter), geschlecht="m") for alter in range(6)]
    for gruppe, anzahl in ((18, 0), (19, 1)):
        fall = [*einzeln, bestand("P01", 2020, gruppe, alter="0-5")]
        assert len(list(summe_der_merkmale(pruefling(einwohner=fall, erklaert=GANZ)))) == anzahl


def test_overlapping_groups_that_fit_nowhere_are_left_alone():
    zeilen = [bestand("P01", 2020, 3, alter=alter) for alter in ("0-4", "3-9")]
    assert list(altersgruppen_summe(pruefling(einwohner=zeilen, erklaert=GANZ))) == []


def test_areas_with_a_secret_one_are_at_most_the_city():
    for stadt, anzahl in ((45, 0), (39, 1)):
        zeilen = [bestand("HN", 2020, stadt), bestand("P01", 2020, 40), _geheim("P02")]
        befunde = list(summe_der_raumeinheiten(pruefling(einwohner=zeilen)))
        assert len(befunde) == anzahl
    assert "ohne 1 unbekannte" in befunde[0].grund


def test_rounded_areas_may_miss_the_city_by_half_a_step_each():
    for stadt, anzahl in ((76, 0), (80, 1)):
        zeilen = [bestand("HN", 2020, stadt), bestand("P01", 2020, 40), bestand("P02", 2020, 30)]
        assert (
            len(list(summe_der_raumeinheiten(pruefling(einwohner=zeilen, rundung={"einwohner": 5}))))
            == anzahl
        )


@pytest.mark.parametrize(("jahr", "zahl"), [(2017, 1), (2019, 1), (2020, 1), (2018, 1_030_000)])
def test_a_lost_separator_is_found_in_any_year_and_only_there(jahr, zahl):
    zahlen = {j: 1000 + 10 * (j - 2016) for j in range(2017, 2021)} | {jahr: zahl}
    (befund,) = faktor_tausend(pruefling(einwohner=[bestand("P01", j, n) for j, n in zahlen.items()]))
    assert (befund.wert, befund.zeile) == (str(zahl), jahr - 2015)


def test_a_lost_separator_is_found_among_the_ages_of_a_single_year():
    zahlen = [1210, 1190, 1, 1150, 1201, 1188]
    zeilen = [bestand("HN", 2020, zahl, alter=str(alter)) for alter, zahl in enumerate(zahlen, start=20)]
    (befund,) = faktor_tausend(pruefling(einwohner=zeilen))
    assert befund.wert == "1"
    assert "in den Altersjahren daneben" in befund.grund


def test_part_of_a_block_that_was_pasted_into_another_area_is_found():
    eigene = [zahl + 1 + stelle % 3 for stelle, zahl in enumerate(ZAHLEN)]
    fremd = [*eigene[:2], *ZAHLEN[2:]]
    zeilen = [
        bestand(raum, 2020, zahl, alter=str(alter))
        for raum, zahlen in (("P01", ZAHLEN), ("P02", fremd))
        for alter, zahl in enumerate(zahlen)
    ]
    (befund,) = block_kopiert(pruefling(einwohner=zeilen))
    assert "in 18 Feldern hintereinander" in befund.grund


def test_the_city_may_equal_its_only_area():
    zeilen = [
        bestand(raum, 2020, zahl, alter=str(alter))
        for raum in ("HN", "P01")
        for alter, zahl in enumerate(ZAHLEN)
    ]
    assert list(block_kopiert(pruefling(raumeinheiten=raeume("P01"), einwohner=zeilen))) == []


def test_what_happens_to_all_areas_is_nobodys_outlier():
    davor = [bestand(r, 2019, 500 + i) for i, r in enumerate(VIELE)]
    danach = [bestand(r, 2020, 700 + i) for i, r in enumerate(VIELE)]
    fall = pruefling(raumeinheiten=raeume(*VIELE), einwohner=davor + danach)
    assert list(veraenderung(fall)) == []
    assert list(wachstum_unmoeglich(fall)) == []


def test_a_flow_that_vanishes_although_declared_complete_is_noticed():
    erklaert = ueberall(["geburten"], ["P01"], ["2019", "2020"])
    zeilen = [
        strom("P01", 2019, 240, alter="30"),
        strom("P02", 2019, 9, alter="30"),
        strom("P02", 2020, 9, alter="30"),
    ]
    (befund,) = wachstum_unmoeglich(pruefling(erklaert=erklaert, geburten=zeilen))
    assert befund.grund.startswith("P01 hat 2020 0, im Jahr davor 240.")
    assert befund.zeile is None


def test_only_warnings_need_to_be_confirmed():
    fehler = list(summe_der_merkmale(pruefling(einwohner=[M, W, bestand("P01", 2020, 81)])))
    assert not validation.braucht_bestaetigung(als_tabelle(fehler))
    assert validation.braucht_bestaetigung(als_tabelle([fehler[0]._replace(grad="Warnung")]))
    assert not validation.braucht_bestaetigung(pd.DataFrame({"grad": ["Hinweis"]}))


@settings(max_examples=200, deadline=None)
@given(
    hnp.arrays(
        np.float64,
        hnp.array_shapes(min_dims=3, max_dims=3, max_side=6),
        elements=st.one_of(st.just(np.nan), st.floats(-1e6, 1e6), st.integers(-3, 3).map(float)),
    )
)
def test_the_median_over_the_areas_is_that_of_numpy(zahlen):
    leer = np.isnan(zahlen).all(axis=1, keepdims=True)
    erwartet = np.nanmedian(np.where(leer, 0.0, zahlen), axis=1, keepdims=True)
    np.testing.assert_allclose(mitte(zahlen), erwartet, rtol=1e-12, atol=1e-9)


def test_the_median_of_few_areas_by_hand():
    zahlen = np.array([[[1.0], [np.nan], [4.0], [2.0]], [[np.nan]] * 4, [[5.0], [np.nan], [8.0], [np.nan]]])
    assert mitte(zahlen).ravel().tolist() == [2.0, 0.0, 6.5]
