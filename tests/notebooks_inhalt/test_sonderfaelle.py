"""Reports on districts with odd data read as well as that on P10: nothing empty, claimed or silly."""

import re

import pytest

from tests import sonderfaelle
from tests.conftest import once, sozialraum
from tests.notebooks_inhalt.zellen import JE_BEZIRK, ausfuehren, inhalte, prosa
from tests.sonderfaelle import ALLE, EIN_JAHR, GEHEIM, NUR_BESTAND, OHNE_HILFEN, OHNE_ORTE

ALBERN = re.compile(r"\bnan\b|<NA>|None|\{|\d\.\d\b(?!\d)|\b0 von 0\b|\b0 geprüft| ,|\(\)|: \.|  ")
WANDEL = re.compile(r"(mehr|weniger) als (Ende )?20\d\d|\b(stieg|sank)\b|Vorjahr \d|gegenüber 20\d\d")


@pytest.fixture(scope="module")
def daten(beispieldaten, tmp_path_factory, worker_id):
    """The demonstration release with the odd districts in it."""
    return once(
        "sonderfaelle",
        tmp_path_factory,
        worker_id,
        lambda ordner: sonderfaelle.anlegen(beispieldaten, ordner),
    )


@pytest.fixture(scope="module")
def gezeigt(daten):
    """Everything the four reports of each odd district show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(daten))
        parameter = {"vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}
        return {
            ort: {name: ausfuehren(name, raumeinheit=ort, **parameter) for name in JE_BEZIRK} for ort in ALLE
        }


def texte(berichte):
    return {name: prosa(alles) for name, alles in berichte.items()}


def kennungen(alles, art):
    return {inhalt["id"] for inhalt in inhalte(alles, art)}


def zellen(alles, kennung):
    (tafel,) = (t for t in inhalte(alles, "tabelle") if t["id"] == kennung)
    return [[zelle["text"] for zelle in zeile] for zeile in tafel["zeilen"]]


@pytest.mark.parametrize("ort", ALLE)
def test_no_sentence_is_broken_and_no_chart_or_table_is_empty(gezeigt, ort):
    for name, alles in gezeigt[ort].items():
        text = prosa(alles)
        assert not ALBERN.search(text), (name, ALBERN.search(text))
        assert not re.search(r"\bFür Planungsbezirk|\. Planungsbezirk \d+ \(Beispiel\) liegt", text)
        assert all(tafel["zeilen"] for tafel in inhalte(alles, "tabelle"))
        assert not any(re.search(r"\bnan\b|<NA>|None", bild["alt"]) for bild in inhalte(alles, "abbildung"))
        assert not [a for a in inhalte(alles, "absatz") if not a["text"].strip()]


def test_of_a_secret_district_everything_is_said_to_be_secret_and_nothing_not_to_be_delivered(gezeigt):
    alle = texte(gezeigt[GEHEIM])
    for name, text in alle.items():
        ohne = re.sub(
            r"[^.]*(Experteninterviews|Befragung der Bewohner:innen|Rückschau)[^.]*\.",
            "",
            text,
        )
        assert "nicht geliefert" not in ohne, name
        assert "liegt nicht vor" not in ohne, name
        assert "haben wir keine" not in ohne, name
    assert (
        "Die Werte des Planungsbezirks 14 (Beispiel) werden aus Gründen der Geheimhaltung"
        in alle["kennzahlen"]
    )
    assert "Die Prognose bis 2035" in alle["prognose"]
    assert "hier leben werden, zeigen wir zum Schutz nicht" in alle["kurzfassung"]
    bilder = {bild for alles in gezeigt[GEHEIM].values() for bild in kennungen(alles, "abbildung")}
    assert bilder == {"karte", "flaechenkarten"}  # of the city, with the district hatched


def test_of_one_year_no_change_is_claimed(gezeigt):
    alle = texte(gezeigt[EIN_JAHR])
    for name in ("sozialraumanalyse", "kurzfassung"):
        assert not WANDEL.search(alle[name]), (name, WANDEL.search(alle[name]))
    assert "Für Trends liegen noch keine fünf vergleichbaren Jahre vor." in alle["kennzahlen"]
    assert "1.461 Bewohner:innen Ende 2020." in alle["kennzahlen"]
    raten = [zeile[-1] for zeile in zellen(gezeigt[EIN_JAHR]["sozialraumanalyse"], "wanderungen")]
    assert raten == ["…"] * 3  # the year before was not delivered, which is no secret


def test_where_nobody_was_helped_no_kind_of_help_is_called_secret(gezeigt):
    analyse = gezeigt[OHNE_HILFEN]["sozialraumanalyse"]
    assert "Hilfen nach dem SGB VIII gab es im Jahr 2020" in prosa(analyse)
    assert {zeile[-1] for zeile in zellen(analyse, "hilfen")} == {"0"}
    assert "gab es hier keine solche Hilfe." in prosa(gezeigt[OHNE_HILFEN]["kurzfassung"])


def test_without_places_there_is_no_map_and_a_sentence_for_each_gap(gezeigt):
    analyse = gezeigt[OHNE_ORTE]["sozialraumanalyse"]
    assert not {"karte", "flaechenkarten"} & kennungen(analyse, "abbildung")
    for satz in (
        "Angaben zur Wahlbeteiligung wurden nicht geliefert.",
        "Das gelieferte Verzeichnis nennt im Planungsbezirk 30 (Beispiel) keine Einrichtungen.",
        "Aussagen aus Experteninterviews im Planungsbezirk 30 (Beispiel) wurden nicht geliefert.",
        "Eine Befragung der Bewohner:innen im Planungsbezirk 30 (Beispiel) wurde nicht geliefert.",
    ):
        assert satz in prosa(analyse)
    assert "Briefwahl" not in prosa(analyse).replace("ohne Briefwahl", "")


def test_of_stocks_alone_there_is_neither_projection_nor_balance(gezeigt):
    assert "Angaben zu Wanderungen wurden nicht geliefert." in prosa(
        gezeigt[NUR_BESTAND]["sozialraumanalyse"]
    )
    assert "liegt nicht vor" in prosa(gezeigt[NUR_BESTAND]["prognose"])
    assert not kennungen(gezeigt[NUR_BESTAND]["prognose"], "abbildung")


def test_the_reports_of_a_secret_district_become_pdfs(daten, tmp_path):
    assert sozialraum("bericht", GEHEIM, "--daten", daten, "--berichte", tmp_path) == 0
    assert len(list(tmp_path.rglob("*.pdf"))) == 3
