"""Hand-made releases that leak, one per attack, and their repaired twins.

Every leak is found by the audit and by the brute-force reader alike; every twin passes both.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np
from scipy import sparse

from pipeline.disclosure.angriff import (
    ALLE,
    NIEMAND,
    Ausdruck,
    Aussage,
    Gruppe,
    mit_aussagen,
    mit_bevoelkerung,
    mit_eigenen_faellen,
    mitwisser,
    nebeneinander,
    verratene_merkmale,
)
from pipeline.disclosure.audit import ENG, EXAKT, SICHER, greife_an, stimmt
from pipeline.disclosure.pruefung import veroeffentlichung
from tests.disclosure.attacke import erratbar
from tests.disclosure.bausteine import baue_system

ZEHNTEL, GANZ = Fraction(1, 10), 1
EINS = Ausdruck(konstante=1)


def offen(zeilen, atome, geheim, mindest=3, ungezeigt=(), nullen=True):
    """A release: sums as lists of atoms, the true atoms, which sums are hidden, which no table shows.

    `nullen`: whether every zero is shown, so that a hidden count is known to be 1 at least.
    """
    nummern = np.arange(len(zeilen))
    system = baue_system(zeilen, atome, mindest=mindest, gezeigt=~np.isin(nummern, list(ungezeigt)))
    ergebnis = veroeffentlichung(system, np.isin(nummern, list(geheim)))
    return ergebnis if nullen else replace(ergebnis, untergrenze=np.zeros(len(zeilen)))


def urteile(veroeffentlicht, aussagen=()):
    """Verdict by secret; the brute-force reader must agree with the audit."""
    alles = mit_aussagen(veroeffentlicht, aussagen)
    befunde = greife_an(alles)
    assert [b.ziel for b in befunde if b.urteil != SICHER] == erratbar(alles)
    return {befund.ziel: befund.urteil for befund in befunde}


def anteil(wert, merkmal, gruppe, einheit=ZEHNTEL):
    return Aussage("Anteil", wert, einheit, Ausdruck({merkmal: 100}), Ausdruck({gruppe: 1}))


# ----- areas and bands -----------------------------------------------------------------------------------


def test_where_all_neighbours_are_shown_the_district_is_the_rest():
    bezirke = [[0], [1], [2], [0, 1, 2]]  # P10, P11, P12, city
    assert urteile(offen(bezirke, [1, 9, 20], [0])) == {0: EXAKT}
    assert urteile(offen(bezirke, [1, 9, 20], [0, 1])) == {0: SICHER}


def test_the_rest_of_the_city_is_a_secret_although_no_table_prints_it():
    # city 32, the only district printed 30: two people live elsewhere
    stadt = [[0], [0, 1], [1]]
    assert urteile(offen(stadt, [30, 2], [], ungezeigt=[2])) == {2: EXAKT}
    assert urteile(offen(stadt, [30, 2], [0], ungezeigt=[2])) == {2: SICHER}


def test_areas_that_nest_give_the_ring_between_them():
    # quarter inside a Planungsbezirk inside a Stadtteil: the ring of the second has 1
    ringe = [[0], [0, 1], [0, 1, 2], [1]]
    assert urteile(offen(ringe, [12, 1, 40], [], ungezeigt=[3])) == {3: EXAKT}
    assert urteile(offen(ringe, [12, 1, 40], [1], ungezeigt=[3])) == {3: SICHER}


def test_a_band_to_17_beside_a_band_to_18_tells_how_many_are_18():
    baender = [[0], [0, 1], [0, 1, 2], [1]]  # 0-17 in one table, 0-18 in another, all, 18
    assert urteile(offen(baender, [50, 2, 400], [], ungezeigt=[3])) == {3: EXAKT}
    assert urteile(offen(baender, [50, 2, 400], [0], ungezeigt=[3])) == {3: SICHER}


# ----- printed numbers -----------------------------------------------------------------------------------


def test_a_share_proves_that_what_it_divides_by_is_not_empty():
    # zeros may be hidden here; three hidden groups of 3 people, and of each a share is printed
    gruppen = [[0], [1], [2], [0, 1, 2]]
    stumm = offen(gruppen, [1, 1, 1], [0, 1, 2], nullen=False)
    assert urteile(stumm) == dict.fromkeys(range(3), SICHER)
    anteile = [Aussage(f"Anteil in {g}", 0, GANZ, Ausdruck(), Ausdruck({g: 1})) for g in range(3)]
    assert urteile(stumm, anteile) == dict.fromkeys(range(3), EXAKT)


def test_a_share_of_a_printed_total_is_the_count():
    # 2 of 47 are 4.255... per cent
    zeilen = [[0], [1], [0, 1]]
    stumm = offen(zeilen, [2, 45], [0, 1])
    assert urteile(stumm, [anteil(Fraction("4.3"), 0, 2)]) == {0: EXAKT}
    assert urteile(stumm, [anteil(4, 0, 2, GANZ)]) == {0: EXAKT}
    assert urteile(stumm, [anteil(0, 0, 2, einheit=10)]) == {0: ENG}  # below 5 per cent: 1 or 2
    assert urteile(stumm) == {0: SICHER}


def test_a_share_between_two_hidden_counts_gives_both_away():
    # 2 of 7, beside 40 others: 28.6 per cent, and a word says that both together are fewer than eleven
    zeilen = [[0], [0, 1], [2], [0, 1, 2]]
    stumm = offen(zeilen, [2, 5, 40], [0, 1, 3])
    unter_elf = Aussage("unter elf", 5, 11, Ausdruck({1: 1}))  # at least 0, below 10.5
    prozent = anteil(Fraction("28.6"), 0, 1)
    assert urteile(stumm, [prozent, unter_elf]) == {0: EXAKT}
    assert urteile(stumm, [unter_elf]) == {0: SICHER}
    assert urteile(stumm, [prozent]) == {0: ENG}  # 2 of 7, 4 of 14, ...: not 1, so more than one may know


def test_a_rate_over_a_public_population_is_the_count():
    # 2 cases in 2553 residents: 0.8 per thousand; whole: 1 per thousand, so 2 or 3
    zeilen = [[0], [1], [0, 1]]
    stumm = offen(zeilen, [2, 60], [0, 1])
    einwohner = Ausdruck(konstante=2553)
    rate = Aussage("je 1000", Fraction("0.8"), ZEHNTEL, Ausdruck({0: 1000}), einwohner)
    assert urteile(stumm, [rate]) == {0: EXAKT}
    grob = Aussage("je 1000", 1, GANZ, Ausdruck({0: 1000}), einwohner)
    assert urteile(stumm, [grob]) == {0: ENG}
    assert urteile(stumm) == {0: SICHER}


def test_a_change_against_last_year_gives_this_year_away():
    # 20 last year, 2 now: minus 90 per cent
    zeilen = [[0], [1], [0, 1], [2]]  # this year's cell, its neighbour, their sum, last year's cell
    stumm = offen(zeilen, [2, 9, 20], [0, 1])
    minus = Aussage("Veränderung", -90, GANZ, Ausdruck({0: 100, 3: -100}), Ausdruck({3: 1}))
    assert urteile(stumm, [minus]) == {0: EXAKT}
    assert urteile(stumm, [replace(minus, zaehler=Ausdruck({2: 100, 3: -100}), wert=-45)]) == {0: SICHER}


def test_a_five_year_mean_beside_four_single_years_gives_the_fifth_away():
    jahre = [[0], [1], [2], [3], [4]]
    mittel = Aussage(
        "Mittel", Fraction("6.4"), ZEHNTEL, Ausdruck(dict.fromkeys(range(5), 1)), Ausdruck({}, 5)
    )
    assert urteile(offen(jahre, [9, 8, 7, 6, 2], [4]), [mittel]) == {4: EXAKT}
    assert urteile(offen(jahre, [9, 8, 7, 6, 2], [3, 4]), [mittel]) == {4: SICHER}


def test_total_and_mean_cost_give_the_number_of_cases_away():
    # 46 800 euros, 23 400 each
    zeilen = [[0], [1], [0, 1]]
    stumm = offen(zeilen, [2, 30], [0, 1])
    je_fall = Aussage("Kosten je Fall", 23_400, 100, Ausdruck(konstante=46_800), Ausdruck({0: 1}))
    assert urteile(stumm, [je_fall]) == {0: EXAKT}
    alle = Aussage("Kosten je Fall", 23_400, 100, Ausdruck(konstante=748_800), Ausdruck({2: 1}))
    assert urteile(stumm, [alle]) == {0: SICHER}


def test_twice_as_many_are_at_least_two():
    # 2 now, 1 last year, each beside a shown 9 and without a total: with the word the first is not 1
    zeilen = [[0], [1], [2], [3], [0, 2], [1, 3]]
    stumm = offen(zeilen, [2, 1, 9, 9], [0, 1, 4, 5])
    doppelt = Aussage("doppelt so viele", 2, GANZ, Ausdruck({0: 1}), Ausdruck({1: 1}))
    assert urteile(stumm, [doppelt]) == {0: ENG, 1: SICHER}
    assert urteile(stumm) == {0: SICHER, 1: SICHER}


def test_a_first_case_is_one_case():
    # 1 and 1 beside a shown 9; the word "zum ersten Mal ein Fall" stands beside a hidden cell
    zeilen = [[0], [1], [2], [0, 1, 2]]
    stumm = offen(zeilen, [1, 1, 9], [0, 1, 3])
    assert urteile(stumm, [Aussage("erstmals ein Fall", 1, GANZ, Ausdruck({0: 1}))])[0] == EXAKT
    assert urteile(stumm) == {0: SICHER, 1: SICHER}


def test_the_first_year_of_a_projection_is_nearly_the_count():
    # next year's 85+ are 0.9 of those of 84 and more; printed to the unit it tells them, to 5 it does not
    zeilen = [[0], [1], [0, 1]]
    stumm = offen(zeilen, [2, 30], [0, 1])
    fein = Aussage("Prognose 2021", 2, GANZ, Ausdruck({0: Fraction(9, 10)}))
    assert urteile(stumm, [fein]) == {0: EXAKT}
    auf_fuenf = Aussage("Prognose 2021", 0, 5, Ausdruck({0: Fraction(9, 10)}))
    assert urteile(stumm, [auf_fuenf]) == {0: ENG}  # a printed 0 says: below 2.5, so fewer than 3
    unter_zehn = Aussage("Prognose 2021", 0, 15, Ausdruck({0: Fraction(9, 10)}))  # 0 and 5 told as one
    assert urteile(stumm, [unter_zehn]) == {0: SICHER}


def test_a_survey_of_seven_prints_shares_that_are_persons():
    # 14.3 per cent of seven answers; the answers themselves are hidden
    antworten = [[0], [1], [0, 1]]
    stumm = offen(antworten, [1, 6], [0, 1])
    assert urteile(stumm, [anteil(Fraction("14.3"), 0, 2)]) == {0: EXAKT}
    assert urteile(stumm) == {0: SICHER}


def test_seven_interviews_of_whom_all_but_one_kind_are_told_name_the_one():
    # who named a need: one of the Jugendamt's two, three of the schools' four; the sum of both is told
    nannten = [[0], [2], [0, 2], [0, 1], [2, 3]]  # by kind; together; how many of each kind were asked
    stumm = offen(nannten, [1, 1, 3, 1], [0, 3])
    assert urteile(stumm) == {0: EXAKT, 3: SICHER}
    # kinds of fewer than three are put together: who of the Jugendamt named it follows from no sum
    zusammen = [[0, 2], [0, 1, 2, 3], [0]]
    assert urteile(offen(zusammen, [1, 1, 3, 1], [], ungezeigt=[2])) == {2: SICHER}


# ----- who knows more ------------------------------------------------------------------------------------


def test_the_committees_edition_and_the_public_one_are_read_together():
    tabelle = [[0], [1], [2], [0, 1, 2]]
    gremium, alle = (offen(tabelle, [2, 9, 30], geheim) for geheim in ([0, 1], [0, 2]))
    assert urteile(gremium) == urteile(alle) == {0: SICHER}
    assert set(urteile(nebeneinander(gremium, alle)).values()) == {EXAKT}
    assert set(urteile(nebeneinander(gremium, gremium)).values()) == {SICHER}


def test_whoever_has_all_cases_of_one_cell_knows_the_other():
    # 4 + 2 = 6, both below 5: other readers know neither
    paar = offen([[0], [1], [0, 1]], [4, 2], [0, 1], mindest=5)
    assert urteile(paar) == {0: SICHER, 1: SICHER}
    (bekannt, befund), (_, gegenueber) = mitwisser(paar, {0: 4, 1: 2})
    assert (bekannt, befund.ziel, befund.urteil, befund.untere) == (0, 1, EXAKT, 2)
    assert gegenueber.ziel == 0
    drei = offen([[0], [1], [2], [0, 1, 2]], [4, 2, 9], [0, 1, 2], mindest=5)
    assert mitwisser(drei, {0: 4, 1: 2}) == []


def test_a_provider_takes_its_own_cases_off():
    # 7 cases in two cells; the provider has all 5 of the second, and knows that 1 + 5 are 6 at least
    zeilen = [[0], [1], [0, 1]]
    eng = offen(zeilen, [2, 5], [0, 1])
    assert urteile(eng) == {0: SICHER}
    assert urteile(mit_eigenen_faellen(eng, {1: 5})) == {0: ENG}
    weit = offen([[0], [1], [2], [0, 1, 2]], [2, 5, 9], [0, 1, 2])
    assert urteile(mit_eigenen_faellen(weit, {1: 5})) == {0: SICHER}
    # of its own cell it must not know that nobody else is in it
    eigene = offen(zeilen, [2, 1], [0, 1, 2])
    assert urteile(mit_eigenen_faellen(eigene, {0: 2})) == {0: SICHER, 1: SICHER}


# ----- what holds of all or of none ----------------------------------------------------------------------


def test_all_children_draw_benefits():
    # 12 residents under 15 in one table, 12 recipients under 15 in another: every child is one
    zeilen = [[0], [1]]
    verraten = verratene_merkmale(offen(zeilen, [12, 12], []), [Gruppe(0, 1, 3)])
    assert [(v.wer, v.befund.urteil) for v in verraten] == [(ALLE, EXAKT)]
    assert verratene_merkmale(offen(zeilen, [12, 12], [1]), [Gruppe(0, 1, 3)]) == []
    assert verratene_merkmale(offen(zeilen, [12, 11], []), [Gruppe(0, 1, 3)]) == []


def test_all_children_draw_benefits_although_their_number_is_hidden():
    # recipients: 40 of whom 28 are 15 and over, so 12 are children; 12 children live there
    zeilen = [[0], [1], [2], [1, 2]]
    gruppe = [Gruppe(0, 1, 3)]
    assert [v.wer for v in verratene_merkmale(offen(zeilen, [12, 12, 28], [1]), gruppe)] == [ALLE]
    assert verratene_merkmale(offen(zeilen, [12, 12, 28], [1, 2]), gruppe) == []


def test_two_tables_with_hidden_ages_tell_of_every_age_where_all_residents_draw_benefits():
    # children and others are hidden in both tables; 20 draw benefits, and 20 live there
    zeilen = [[0], [1], [0, 1]]
    einwohner = offen(zeilen, [12, 8], [0, 1])
    for andere, wer in ((8, [ALLE, ALLE]), (7, [])):
        empfaenger = offen(zeilen, [12, andere], [0, 1])
        jede = sparse.csr_array(np.eye(2))
        beide = mit_bevoelkerung(empfaenger, einwohner, jede, jede)
        gruppen = [Gruppe(8, 6, 3), Gruppe(9, 7, 3)]
        assert [v.wer for v in verratene_merkmale(beide, gruppen)] == wer
        # no more draw benefits than live there: 13 children of 20 residents are no proof of safety
        falsch = np.array([13.0, andere - 1, 12, 8])
        assert stimmt(beide, np.array([12.0, andere, 12, 8]))
        assert not stimmt(beide, falsch)


def test_a_share_of_nought_or_all_in_a_group_known_to_be_small():
    # two households, told to be below three by a printed word; of none, or of both, something is said
    zeilen = [[0], [1], [2], [0, 2]]
    for merkmal, wer in ((0, {NIEMAND}), (2, {ALLE})):
        klein = offen(zeilen, [2, merkmal, 9], [0, 2] if merkmal == 0 else [0, 1, 2], nullen=merkmal == 0)
        unter_drei = Aussage("weniger als drei", 1, 3, Ausdruck({0: 1}))  # below 2.5
        prozent = Aussage("Anteil", 50 * merkmal, GANZ, Ausdruck({1: 100}), Ausdruck({0: 1}))
        beides = mit_aussagen(klein, [unter_drei, prozent])
        assert {v.wer for v in verratene_merkmale(beides, [Gruppe(0, 1, 3)])} == wer
        assert verratene_merkmale(mit_aussagen(klein, [unter_drei] * merkmal), [Gruppe(0, 1, 3)]) == []
