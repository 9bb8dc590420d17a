"""No short form without its meaning: found by rule, explained from one list."""

import re

import nbformat
import pytest

from pipeline.report import abbreviations, content, webpage
from tests.report import muster
from tests.report.test_report_beispiel import NAMEN

SAETZE = "Hilfen nach § 27 ff. SGB VIII, Leistungen nach dem AsylbLG (Nr. 3)."


def verdaechtige(texte: list[str]) -> set[str]:
    """Words of two capitals and more, and short words that end in a full stop within a sentence."""
    alles = "\n".join(texte).replace("\N{NO-BREAK SPACE}", " ")
    worte = {wort for wort in re.findall(r"[^\W\d_]+", alles) if len(re.findall(r"[A-ZÄÖÜ]", wort)) > 1}
    punkt = r"[a-z]\. ?[a-zA-Z]\.|[^\W\d_]{1,4}\.(?= [a-zäöü])|[A-Z][a-zäöü]{0,2}\.(?= \d)"
    gepunktet = set(re.findall(rf"(?<![\w.])(?:{punkt})", alles))
    return {wort for wort in worte if not re.fullmatch(r"[IVX]+", wort)} | gepunktet


def unerklaert(bloecke: list[dict[str, object]]) -> set[str]:
    texte = list(abbreviations.texts(bloecke))
    erklaert = {form for zeile in abbreviations.used(bloecke) for form in _form(zeile).split()}
    return verdaechtige(texte) - erklaert - abbreviations.proper_names()


def _form(zeile: str) -> str:
    return zeile.replace("\N{NO-BREAK SPACE}", " ").partition(" = ")[0]


def inhalt(satz: str, **bericht: object) -> dict[str, object]:
    absatz = muster.code(muster.buendel("absatz", {"text": satz}))
    return content.read(muster.notebook(muster.bericht(**bericht), muster.text("## A"), absatz))


def test_the_rule_finds_short_forms_and_spares_words():
    texte = ["Die SGB-II-Quote am 31. Dezember, z. B. nach dem BayKiBiG, Abb. 3 und Bewohner:innen.", "Ende."]
    assert verdaechtige(texte) == {"SGB", "BayKiBiG", "z. B.", "Abb."}


@pytest.mark.parametrize("name", NAMEN)
def test_every_short_form_of_a_report_is_explained_in_it(berichte, name):
    gelesen = content.read(nbformat.read(berichte / f"{name}.ipynb", as_version=4))
    assert gelesen["abkuerzungen"]
    assert unerklaert(gelesen["bloecke"]) == set()


def test_what_is_used_is_listed_by_alphabet_and_nothing_else():
    zeilen = inhalt(SAETZE)["abkuerzungen"]
    assert [_form(zeile) for zeile in zeilen] == ["AsylbLG", "ff.", "Nr.", "SGB VIII", "§"]
    assert "Achtes Buch" in zeilen[3]
    assert inhalt("Nichts davon.")["abkuerzungen"] == []


def test_an_unknown_short_form_is_noticed():
    assert unerklaert(inhalt("Nach dem BayKiBiG.")["bloecke"]) == {"BayKiBiG"}


def test_in_the_page_the_meaning_goes_with_the_form_and_nothing_else_is_marked_up():
    assert abbreviations.explained("<b> & SGB\N{NO-BREAK SPACE}II, SGBX") == (
        '&lt;b&gt; &amp; <abbr title="Sozialgesetzbuch, Zweites Buch: Grundsicherung für Arbeitsuchende">'
        "SGB\N{NO-BREAK SPACE}II</abbr>, SGBX"
    )
    assert b'<abbr title="Asylbewerberleistungsgesetz">AsylbLG</abbr>' in webpage.page(inhalt(SAETZE))


def test_signs_are_explained_only_where_a_table_can_hold_one():
    ohne = webpage.page(inhalt("Nichts davon.")).decode()
    assert "Zeichen in den Tabellen" not in ohne
    mit = content.read(
        muster.notebook(muster.bericht(), muster.code(muster.buendel("tabelle", muster.kurze_tabelle())))
    )
    assert "Zeichen in den Tabellen" in webpage.page(mit).decode()
