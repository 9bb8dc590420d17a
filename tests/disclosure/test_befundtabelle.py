"""The proof of an attack and its report: false witnesses, and what is said of every secret."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from pipeline.disclosure.angriff import Ausdruck, Aussage, befundtabelle, mit_aussagen
from pipeline.disclosure.audit import ENG, EXAKT, SICHER, greife_an, stimmt
from tests.disclosure.test_geplante_lecks import anteil, offen


def test_a_corrupted_witness_is_rejected():
    stumm = mit_aussagen(
        offen([[0], [1], [0, 1]], [2, 45], [0, 1]), [Aussage("unter zehn", 5, 10, Ausdruck({0: 1}))]
    )
    heil, breiter = np.array([2.0, 45.0]), np.array([9.0, 38.0])
    assert stimmt(stumm, heil)
    assert stimmt(stumm, breiter)
    for verdorben in (
        np.add(breiter, [0, 1]),  # a shown sum is wrong by one
        np.add(breiter, [1, -1]),  # a printed number is: 10 is not below ten
        [-1.0, 48.0],
        [2.5, 44.5],
        [0.0, 47.0],  # a hidden count that is known not to be zero
        [2.0, 45.0, 0.0],
        [np.nan, 45.0],
    ):
        assert not stimmt(stumm, np.array(verdorben))


def test_bad_witnesses_certify_nothing():
    leck = offen([[0], [1], [0, 1]], [2, 7], [0])
    for gefaelscht in ([5.0, 4.0], [1.0, 8.0], [np.nan, np.nan]):
        assert greife_an(leck, [np.array(gefaelscht)])[0].urteil == EXAKT


def test_the_report_names_interval_verdict_and_leak_path():
    # a: 2 = 11 - 9, all in one place; b: 1 or 2 of 3; c: open
    zeilen = [[0], [1], [0, 1], [2], [3], [2, 3], [4], [5], [4, 5]]
    namen = ["a", "a Nachbar", "a Summe", "b", "b Nachbar", "b Summe", "c", "c Nachbar", "c Summe"]
    eines = offen(zeilen, [2, 9, 2, 1, 2, 7], [0, 3, 4, 6, 7])
    bericht = befundtabelle(eines.texte, greife_an(eines), namen).set_index("zelle")
    assert bericht.loc["a"].tolist() == [2, 2, EXAKT, "a Nachbar; a Summe"]
    assert bericht.loc["b"].tolist()[:3] == [1, 2, ENG]
    assert set(bericht.loc["b", "leckpfad"].split("; ")) >= {"b Summe"}
    assert bericht.loc["c", "urteil"] == SICHER
    assert bericht.loc["c", "leckpfad"] == ""
    assert bericht.loc["c", "von"] == 1
    assert bericht.loc["c", "bis"] >= 3


def test_the_report_names_printed_numbers_and_the_parts_of_a_city():
    eines = mit_aussagen(offen([[0], [1], [0, 1]], [2, 45], [0, 1]), [anteil(Fraction("4.3"), 0, 2)])
    bericht = befundtabelle(eines.texte, greife_an(eines), ["P1", "P2", "Stadt"])
    assert bericht["leckpfad"].tolist() == ["Anteil"] or "Anteil" in bericht["leckpfad"].item()
    # two districts in places of their own: the shown one is taken out of the city, and named all the same
    stadt = replace(offen([[0], [1], [0, 1]], [2, 9], [0]), ort=np.array([0, 1]))
    bericht = befundtabelle(stadt.texte, greife_an(stadt), ["P1", "P2", "Stadt"])
    assert bericht["leckpfad"].tolist() == ["P2; Stadt"]
