"""Who is the only case of a count: what he finds out is hidden too where the plan asks for it."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline import disclosure
from pipeline.disclosure.angriff import mitwisser
from pipeline.disclosure.audit import EXAKT
from pipeline.disclosure.freigabeplan import plan
from pipeline.disclosure.pruefung import pruefe, veroeffentlichung
from pipeline.errors import NichtFreigegeben, PlanUngueltig
from tests.disclosure.bausteine import baue_system, mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import bestand
from tests.disclosure.test_geplante_lecks import offen

PLAN = """
[[tabelle]]
name = "hilfen_sgb8"
grundgesamtheit = "hilfen_sgb8"
mindestfallzahl = 5
dimensionen = ["paragraph"]
gruppen.paragraph = { ambulant = ["27", "30"] }
kreuzungen = [{ paragraph = ["ambulant"] }]
nur_oben = [{ paragraph = ["33", "34"] }]
"""
MITWISSER = PLAN + "mitwisser = true\n"


def hilfen():
    """In P1 one case of § 33 and four of § 34, which only the city shows: all less ambulant are five."""
    je_ort = {ort: {"27": 20, "30": 20, "33": 15, "34": 15} for ort in ("P1", "P2", "P3")}
    je_ort["P1"] |= {"33": 1, "34": 4}
    zeilen = [(ort, p, "andauernd", n) for ort, je in je_ort.items() for p, n in je.items()]
    spalten = ["paragraph", "zaehlweise"]
    return bestand(hilfen_sgb8=zaehltabelle(spalten, mit_stadt(None, zeilen), zeit="jahr"))


def geheime(tabelle):
    hier = tabelle[(tabelle["raumeinheit"] == "P1") & (tabelle["status"] == "geheim")]
    return set(hier["paragraph"])


def test_the_only_case_of_one_cell_takes_itself_off_the_sum_of_two():
    # 1 + 2 + 9 + 7, the 9 and the 7 shown: the one knows that the others are two
    zeilen = [[0], [1], [2], [3], [0, 1, 2, 3]]
    paare = mitwisser(offen(zeilen, [1, 2, 9, 7], [0, 1], mindest=3), {0: 1})
    assert [(zeile, befund.ziel, befund.urteil, befund.untere) for zeile, befund in paare] == [
        (0, 1, EXAKT, 2)
    ]
    assert mitwisser(offen(zeilen, [1, 2, 9, 7], [0, 1, 2], mindest=3), {0: 1}) == []


def test_what_he_knows_of_himself_is_no_leak():
    # the only case of row 0 is the only one of its place too, since the rest is shown to be none
    zeilen = [[0], [1], [0, 1], [2], [0, 1, 2]]
    assert mitwisser(offen(zeilen, [1, 0, 9], [0, 2, 3, 4]), {0: 1}) == []


def test_many_insiders_find_out_what_each_would_alone():
    # four places of three counts under a total; in every other one the third is shown, so that 1 tells 3
    zeilen = [[3 * o + i] for o in range(4) for i in range(3)] + [
        [3 * o + i for i in range(3)] for o in range(4)
    ]
    versteckt = [3 * o + i for o in range(4) for i in range(3) if i < 2 or o % 2]
    stumm = offen(zeilen, [1, 3, 8] * 4, versteckt, mindest=4)
    kennt = {3 * o: 1 for o in range(4)}
    einzeln = [paar for zeile in kennt for paar in mitwisser(stumm, {zeile: 1})]
    paare = [(zeile, befund.ziel, befund.untere) for zeile, befund in mitwisser(stumm, kennt)]
    assert paare == [(zeile, befund.ziel, befund.untere) for zeile, befund in einzeln]
    assert paare == [(3 * o, 3 * o + 1, 3) for o in range(0, 4, 2)]


def test_a_leak_to_an_insider_is_repaired_where_a_table_asks_for_it():
    # the first two are not shown; all less the third are five: 0 to 5 each, to the one case of the first 4
    eines = baue_system([[0], [1], [2], [0, 1, 2]], [1, 4, 9], mindest=5, gezeigt=[False, False, True, True])
    ohne, mit = (pruefe(replace(eines, mitwisser=np.full(4, frage))) for frage in (False, True))
    assert ohne.schutz.geheim.tolist() == [False] * 4
    ((_, befund),) = mitwisser(veroeffentlichung(eines, ohne.schutz.geheim), {0: 1})
    assert (befund.urteil, befund.untere, set(befund.summen)) == (EXAKT, 4, {0, 2, 3})
    assert mit.schutz.geheim.sum() == 1
    assert not mit.offen


def test_the_release_hides_more_for_insiders_and_says_that_it_looked():
    ohne, mit = (disclosure.freigeben(hilfen(), plan(text)) for text in (PLAN, MITWISSER))
    assert geheime(ohne[0]["hilfen_sgb8"]) == set()
    assert geheime(mit[0]["hilfen_sgb8"]) == {"ambulant"}
    assert ohne[1]["mitwisserpaare"].isna().all()
    assert mit[1]["mitwisserpaare"].tolist() == [0]


def test_where_it_cannot_be_repaired_the_refusal_names_the_insider():
    pflicht = 'pflicht = [{}, { paragraph = "ambulant" }]\n'
    disclosure.freigeben(hilfen(), plan(PLAN + pflicht))
    with pytest.raises(NichtFreigegeben, match=r"wer der einzige Fall in hilfen_sgb8 \(33\), P1") as fehler:
        disclosure.freigeben(hilfen(), plan(MITWISSER + pflicht))
    assert "hilfen_sgb8 (34), P1 errechnen" in str(fehler.value)


def test_a_step_that_tells_an_insider_gives_way_to_the_next():
    leiter = 'stufe = "fein"\npflicht = [{}, { paragraph = "ambulant" }]\n'
    leiter += '[[tabelle.leiter]]\nstufe = "grob"\nkreuzungen = [{}]\n'
    for text, stufe in ((PLAN, "fein"), (MITWISSER, "grob")):
        assert disclosure.freigeben(hilfen(), plan(text + leiter))[1]["stufe"].tolist() == [stufe]


def test_the_option_is_checked_and_printed():
    with pytest.raises(PlanUngueltig, match="mitwisser ist weder true noch false"):
        plan(PLAN + 'mitwisser = "ja"')
    assert "wer der einzige Fall einer Zelle ist" in disclosure.plan_text(plan(MITWISSER))
    assert [t.name for t in disclosure.plan().tabellen if t.mitwisser] == ["hilfen_sgb8"]
