"""What an accessible PDF cannot hold is refused, with the cell and the way out."""

import nbformat
import pytest

from pipeline import errors
from pipeline.report import content
from tests.report import muster


def stream(name: str, text: str) -> nbformat.NotebookNode:
    return muster.code(nbformat.v4.new_output("stream", name=name, text=text), zaehler=4)


def data(**mime: object) -> nbformat.NotebookNode:
    daten = {schluessel.replace("_", "/", 1): wert for schluessel, wert in mime.items()}
    return muster.code(nbformat.v4.new_output("display_data", data=daten), zaehler=4)


def bundle(art: str, inhalt: object) -> nbformat.NotebookNode:
    return muster.code(muster.buendel(art, inhalt), zaehler=4)


def ohne(buendel: dict, feld: str) -> dict:
    return {k: v for k, v in buendel.items() if k != feld}


ERROR = nbformat.v4.new_output("error", ename="ValueError", evalue="x", traceback=[])
AUSGABEN = {
    "image": (data(image_png="iVBORw0KGgo="), r"Ausgabe \(image/png\) hat keine Beschreibung"),
    "html table": (
        data(text_html="<table/>", text_plain="x"),
        "mit charts als Abbildung, Tabelle oder Absatz",
    ),
    "plain value": (data(text_plain="42"), r"Ausgabe \(text/plain\)"),
    "html beside markdown": (data(text_markdown="x", text_html="<b>x</b>"), "hat keine Beschreibung"),
    "print": (stream("stdout", "hallo\nwelt"), r'gab Text mit print aus \("hallo"\)'),
    "warning": (stream("stderr", "FutureWarning: bald"), r'gab eine Warnung aus \("FutureWarning: bald"\)'),
    "error": (muster.code(ERROR, zaehler=4), "endete mit dem Fehler ValueError"),
    "unknown type of ours": (bundle("torte", {}), r"Ausgabetyp application/vnd\.sozialraum\.torte\+json"),
    "no alt": (bundle("abbildung", ohne(muster.abbildung(), "alt")), 'Abbildung "alter": alt fehlt'),
    "empty alt": (bundle("abbildung", muster.abbildung(alt="  ")), 'Abbildung "alter": alt ist leer'),
    "too wide": (
        bundle("abbildung", muster.abbildung(breite_mm=166)),
        r"breite_mm ist zu groß \(höchstens 165 mm\)",
    ),
    "misspelt key": (bundle("abbildung", muster.abbildung(alternative="x")), "alternative ist unbekannt"),
    "wrong type": (
        bundle("tabelle", muster.kurze_tabelle() | {"zeilen": "x"}),
        "zeilen hat den falschen Typ",
    ),
    "ragged table": (
        bundle("tabelle", muster.tabelle("t", ["a", "b"], [["1", "2"], ["3"]])),
        'Tabelle "t": Zeile 2 hat 1 Zellen, die Tabelle aber 2 Spalten',
    ),
    "total row outside": (
        bundle("tabelle", muster.tabelle("t", ["a"], [["1"]], summenzeilen=[1])),
        "eine Summenzeile gibt es nicht",
    ),
    "bundle is no object": (bundle("kolophon", "x"), "Kolophon: .*hat den falschen Typ"),
}

MARKDOWN = {
    "inline mathematics": ("Es gilt $a_1$.", "mathematische Formeln brauchen einen Alternativtext"),
    "block mathematics": ("$$\na\n$$", "mathematische Formeln"),
    "inline html": ("ein <b>Wort</b>", "HTML kann der Bericht nicht vorlesen"),
    "block html": ("<div>x</div>", "HTML kann der Bericht nicht vorlesen"),
    "image": ("![x](y.png)", "ein Bild in Markdown"),
    "table": ("|a|b|\n|-|-|\n|1|2|", "eine Tabelle in Markdown"),
    "code": ("    einger\u00fcckt", "Quelltext gehört nicht in den Bericht"),
    "heading in a list": ("- # x", "eine Überschrift in einer Liste oder einem Zitat"),
    "heading in a quotation": ("> ## x", "eine Überschrift in einer Liste oder einem Zitat"),
    "odd link": ("[x](file:///etc/passwd)", "führt nicht ins Netz"),
}


@pytest.mark.parametrize(("cell", "satz"), AUSGABEN.values(), ids=AUSGABEN)
def test_an_output_that_cannot_be_read_aloud_is_refused(cell, satz):
    with pytest.raises(errors.BerichtUngueltig, match=rf"^Zelle \[4\]: .*{satz}.*\.$"):
        content.read(muster.notebook(muster.bericht(), cell))


@pytest.mark.parametrize(("markdown", "satz"), MARKDOWN.values(), ids=MARKDOWN)
@pytest.mark.parametrize("als_ausgabe", [False, True])
def test_markdown_that_cannot_be_read_aloud_is_refused(markdown, satz, als_ausgabe):
    cell = data(text_markdown=markdown) if als_ausgabe else muster.text(markdown)
    ort = r"Zelle \[4\]" if als_ausgabe else r"2\. Zelle"
    with pytest.raises(errors.BerichtUngueltig, match=f"^{ort}: .*{satz}"):
        content.read(muster.notebook(muster.bericht(), cell))


@pytest.mark.parametrize("anzahl", [0, 2])
def test_a_report_has_exactly_one_head(anzahl):
    with pytest.raises(errors.BerichtUngueltig, match=f"{anzahl} Berichtsköpfe statt einem"):
        content.read(muster.notebook(*[muster.bericht() for _ in range(anzahl)]))


def test_an_id_is_used_once():
    zweimal = [bundle("abbildung", muster.abbildung()) for _ in range(2)]
    with pytest.raises(errors.BerichtUngueltig, match='"alter" kommt zweimal vor'):
        content.read(muster.notebook(muster.bericht(), *zweimal))


@pytest.mark.parametrize(
    ("ueberschriften", "satz"),
    [
        (["# A", "# B", "### C"], "Auf eine Überschrift der Ebene 1 folgt eine der Ebene 3"),
        (["## A", "#### B"], "Auf eine Überschrift der Ebene 1 folgt eine der Ebene 3"),
        (["### A", "## B"], "Auf eine Überschrift der Ebene 0 folgt eine der Ebene 2"),
        (["## A", "### B", "#### C", "##### D"], "kennt 3 Ebenen"),
    ],
)
def test_headings_that_skip_a_level_are_refused(ueberschriften, satz):
    with pytest.raises(errors.BerichtUngueltig, match=satz):
        content.read(muster.notebook(muster.bericht(), *map(muster.text, ueberschriften)))


def test_the_title_of_the_notebook_is_left_out_and_chapters_become_the_top():
    inhalt = content.read(
        muster.notebook(muster.text("# Titel"), muster.bericht(), muster.text("## A\n\n### B\n\nText."))
    )
    assert [(b["ebene"], b["inhalt"][0]["text"]) for b in inhalt["bloecke"][:2]] == [(1, "A"), (2, "B")]


def test_a_chapter_in_which_nothing_is_shown_is_left_out():
    texte = ["## A\n\n### A1", "### A2\n\nText.", "## B\n\n### B1", "## C"]
    bloecke = content.read(muster.notebook(muster.bericht(), *map(muster.text, texte)))["bloecke"]
    assert [b["inhalt"][0]["text"] for b in bloecke] == ["A", "A2", "Text."]


def test_a_wide_table_takes_its_heading_and_sentences_onto_its_page():
    cells = [
        muster.text("## A\n\nEins."),
        muster.text("## B\n\n### C\n\nZwei."),
        bundle("tabelle", muster.breite_tabelle()),
    ]
    bloecke = content.read(muster.notebook(muster.bericht(), *cells))["bloecke"]
    assert [b["art"] for b in bloecke] == ["ueberschrift", "absatz", "querseite"]
    assert [b["art"] for b in bloecke[-1]["bloecke"]] == ["ueberschrift", "ueberschrift", "absatz", "tabelle"]


def test_a_symbol_in_a_tile_explains_itself_and_in_a_table_stands_below():
    cells = [bundle("blick", muster.blick()), bundle("tabelle", muster.kurze_tabelle())]
    blick, tabelle = content.read(muster.notebook(muster.bericht(), *cells))["bloecke"]
    assert blick["kacheln"][3]["vergleich"].startswith("geheim gehalten")
    assert [zeile[0] for zeile in tabelle["zeichen"]] == ["•", "…", "x"]
