"""The page beside the PDF: the same content, sound structure, nothing that runs or is fetched."""

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from fontTools.ttLib import TTFont

from pipeline import errors, names, report
from pipeline.report import content, webfonts
from tests import pdftext
from tests.report import muster, seite

DEMO = "Demonstrationsdaten – synthetisch, keine amtlichen Zahlen"
BOESE = "\"'><script>alert(1)</script><b>&amp;{{ 7*7 }}{% x %}"
ZAHL = r"[−+±]?\d[\d.,]*\d|\d"
MATPLOTLIBS_STIL = "*{stroke-linejoin: round; stroke-linecap: butt}"


def schreiben(notebook: nbformat.NotebookNode, ordner: Path) -> Path:
    nbformat.write(notebook, ordner / "bericht.ipynb")
    return report.write(notebook, ordner / "bericht")[0]


def zeigen(ordner: Path, *buendel: tuple[str, dict], **bericht: object) -> bytes:
    cells = [muster.code(muster.buendel(art, inhalt)) for art, inhalt in buendel]
    return schreiben(muster.notebook(muster.bericht(**bericht), *cells), ordner).read_bytes()


def mit_allem() -> nbformat.NotebookNode:
    """Every kind of output, two drawings with the same ids, groups, heads of two rows, lists of terms."""
    alles = muster.alles()
    begriffe = muster.tabelle("begriffe", ["Begriff", "Sinn"], [["Jugendquotient", "unter 20 je 100"]])
    begriffe["spalten"][1]["typ"] = "text"
    weitere = [
        ("abbildung", muster.abbildung("zweite")),
        ("tabelle", muster.gruppierte_tabelle()),
        ("tabelle", begriffe),
    ]
    for nummer, (art, inhalt) in enumerate(weitere):
        alles.cells.insert(-2 - nummer, muster.code(muster.buendel(art, inhalt)))
    return alles


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    return mit_allem()


@pytest.fixture(scope="module")
def inhalt(notebook) -> content.Inhalt:
    return content.read(notebook)


@pytest.fixture(scope="module")
def datei(notebook, tmp_path_factory) -> Path:
    return schreiben(notebook, tmp_path_factory.mktemp("html"))


@pytest.fixture(scope="module")
def dokument(datei):
    return seite.lesen(datei.read_bytes())


def test_structure_names_and_ids_are_sound_and_nothing_is_loaded(datei):
    assert seite.verstoesse(datei.read_bytes()) == []


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("<h2 ", "<h4 ", "auf h1 folgt h4"),
        (' scope="col"', "", "Kopfzeile ohne th scope=col"),
        (' role="img"', "", "Bild ohne Namen"),
        ("</figure>", "", "am falschen Ort"),
        ('id="kapitel.1"', 'id="kapitel.2"', "id kapitel.2 zweimal"),
        ('"#kapitel.1"', '"#nirgends"', "nirgends gibt es nicht"),
        ("<footer>", '<footer><script src="http://x"></script>', "Element script"),
        (' tabindex="0"', "", "nicht mit der Tastatur zu erreichen"),
        ("color-scheme: light", "background: url(http://x)", "der Stil lädt etwas"),
    ],
)
def test_what_is_wrong_is_found(datei, alt, neu, satz):
    kaputt = datei.read_text(encoding="utf-8").replace(alt, neu)
    assert any(satz in verstoss for verstoss in seite.verstoesse(kaputt.encode()))


def test_the_smallest_report_is_sound_too(tmp_path):
    klein = zeigen(tmp_path, demonstration=False, hinweis="", vergleich="", untertitel="")
    assert seite.verstoesse(klein) == []
    assert "Zeichen in den Tabellen" not in seite.worte(seite.lesen(klein))  # it has no table
    assert not seite.lesen(klein).xpath("//nav")


def test_every_text_is_on_the_page_and_every_cell_in_its_place(datei, dokument, inhalt):
    assert len(list(dokument.iter("table"))) == 5
    assert seite.unterschiede(datei.read_bytes(), inhalt) == []


def test_a_missing_text_and_a_wrong_cell_are_found(datei, inhalt):
    anders = datei.read_text(encoding="utf-8").replace("1.201", "1.202").replace("Übermut", "Kleinmut")
    gefunden = seite.unterschiede(anders.encode(), inhalt)
    assert {"es fehlt: Äpfel, Öl, Übermut", "andere Zellen: haushalte"} <= set(gefunden)


def test_column_heads_name_their_columns(dokument):
    (haushalte,) = dokument.xpath("//*[@id='tabelle.haushalte']//table")
    koepfe = [seite.worte(kopf) for kopf in haushalte.xpath("./thead/tr/th[@scope='col']")]
    assert koepfe == ["Haushaltstyp", "Anzahl", "Anteil im Quartier", "Anteil in Heilbronn"]


def test_a_head_of_two_rows_and_a_group_keep_theirs_together(dokument):
    (gruppiert,) = dokument.xpath("//*[@id='tabelle.gruppiert']//table")
    assert [seite.worte(kopf) for kopf in gruppiert.xpath(".//th[@scope='rowgroup']")] == ["A", "B"]
    assert [len(rumpf.xpath("./tr")) for rumpf in gruppiert.xpath("./tbody")] == [5, 5]
    assert gruppiert.xpath("count(.//th[@rowspan='2'])") == 4


def test_page_and_pdf_show_the_same_numbers(datei, dokument):
    gesetzt = pdftext.fliesstext(datei.with_suffix(".pdf"))
    (rumpf,) = dokument.xpath("/html/body")
    ohne_pruefsummen = [re.sub(r"(?:[0-9a-f] ?){32,}", "", t) for t in (gesetzt, seite.worte(rumpf))]
    im_pdf, auf_der_seite = (set(re.findall(ZAHL, text)) for text in ohne_pruefsummen)
    seitenzahlen = {str(n) for n in range(1, 12)}
    assert len(auf_der_seite) > 300
    assert auf_der_seite ^ im_pdf <= seitenzahlen


def test_headings_figures_and_tables_are_counted_as_in_the_pdf(datei, dokument):
    gesetzt = pdftext.fliesstext(datei.with_suffix(".pdf"))
    for titel in [*dokument.xpath("//main//h2|//main//h3"), *dokument.xpath("//*[@class='zaehler']/..")]:
        assert seite.worte(titel) in gesetzt


@pytest.mark.long
def test_a_second_run_gives_the_same_bytes_whatever_the_order_of_sets(datei, tmp_path):
    lauf = (
        "import nbformat; from pathlib import Path; from pipeline import report; "
        f"notebook = nbformat.read({str(datei.with_suffix('.ipynb'))!r}, as_version=4); "
        f"report.write(notebook, Path({str(tmp_path / 'x')!r}))"
    )
    umgebung = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(report.__file__).parents[2])}
    subprocess.run([sys.executable, "-c", lauf], check=True, env=umgebung)
    assert (tmp_path / "x.html").read_bytes() == datei.read_bytes()


def test_drawings_are_named_by_their_alternative_text_and_keep_their_own_ids(dokument):
    bilder = dokument.xpath("//svg")
    assert [bild.get("aria-label") for bild in bilder] == [muster.abbildung()["alt"]] * 2
    for bild, name in zip(bilder, ("alter", "zweite"), strict=True):
        genannt = bild.xpath(".//@href") + re.findall(r"url\((#[^)]+)\)", " ".join(bild.xpath(".//@*")))
        assert genannt
        assert {n.startswith(f"#abbildung.{name}.") for n in genannt} == {True}


def test_a_symbol_in_a_cell_is_read_aloud(dokument):
    (haushalte,) = dokument.xpath("//*[@id='tabelle.haushalte']")
    gelesen = [(e.text, e.get("aria-label")) for e in haushalte.xpath(".//span[@role='img']")]
    assert gelesen == [
        (names.GEHEIM, "geheim gehalten"),
        (names.GEHEIM, "geheim gehalten"),
        (names.NICHT_GELIEFERT, "nicht geliefert"),
        (names.NICHT_SINNVOLL, "nicht sinnvoll zu berechnen"),
    ]


def test_a_line_break_of_a_cell_stays_one(tmp_path):
    tabelle = muster.tabelle("t", ["Name", "Wert"], [["a", "49,7\n47,8 bis 51,6"]])
    (zelle,) = seite.lesen(zeigen(tmp_path, ("tabelle", tabelle))).xpath("//td")
    assert [zelle.text, zelle[0].tag, seite.glatt(zelle[0].tail)] == ["49,7", "br", "47,8 bis 51,6"]


def test_the_label_of_demonstration_data_is_on_screen_and_on_paper(datei, dokument, tmp_path):
    assert [seite.worte(e) for e in dokument.xpath("/html/body/aside")] == [DEMO]
    assert f'@bottom-center {{ content: "{DEMO}" }}' in datei.read_text(encoding="utf-8")
    echt = zeigen(tmp_path, demonstration=False, hinweis="").decode()
    assert "Demonstration" not in echt


def test_nothing_in_the_data_is_interpreted(tmp_path):
    spalten = [{"titel": BOESE, "typ": "text", "kopf": True}, {"titel": "b", "typ": "zahl"}]
    tabelle = muster.tabelle("t", ["a", "b"], [[BOESE, BOESE]], titel=BOESE, untertitel=BOESE, quelle=BOESE)
    tabelle |= {"spalten": spalten, "fussnoten": [BOESE], "gruppen": [{"ab": 0, "titel": BOESE}]}
    kachel = {"wert": BOESE, "label": BOESE, "vergleich": BOESE}
    gezeigt = zeigen(
        tmp_path,
        ("blick", {"id": "b", "titel": BOESE, "kacheln": [kachel]}),
        ("absatz", {"text": BOESE}),
        ("absatz", {"text": BOESE, "rolle": "hinweis"}),
        ("abbildung", muster.abbildung(titel=BOESE, untertitel=BOESE, quelle=BOESE, alt=BOESE)),
        ("tabelle", tabelle),
        ("kolophon", {"zeilen": [[BOESE, BOESE]]}),
        **dict.fromkeys(("titel", "untertitel", "raumname", "raumeinheit", "vergleich", "hinweis"), BOESE),
    )
    assert seite.verstoesse(gezeigt) == []
    dokument = seite.lesen(gezeigt)
    assert not dokument.xpath("//b")
    (rumpf,) = dokument.xpath("/html/body")
    kopf_und_fuss, blick, absaetze, abbildung, zellen, kolophon = 7 + 3, 4, 2, 3, 8, 2
    alle = kopf_und_fuss + blick + absaetze + abbildung + zellen + kolophon
    assert seite.worte(rumpf).count(BOESE) == alle
    assert dokument.xpath("//svg/@aria-label") == [BOESE]


def zeichnung(rumpf: str, kopf: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{kopf}>{rumpf}</svg>'


@pytest.mark.parametrize(
    ("svg", "satz"),
    [
        (zeichnung("<script>1</script>"), "enthält das Element script"),
        (zeichnung("<foreignObject/>"), "enthält das Element foreignObject"),
        (zeichnung("<animate/>"), "enthält das Element animate"),
        (zeichnung("<style>*{fill: red}</style>"), "enthält das Element style"),
        (zeichnung('<a xmlns="http://www.w3.org/1999/xhtml"/>'), "enthält das Element a"),
        (zeichnung('<image href="http://x/y.png"/>'), "enthält das Element image"),
        (zeichnung('<use href="http://x/y.svg#z"/>'), "verweist mit http://x/y.svg#z nach außen"),
        (zeichnung("", ' onload="1"'), "enthält das Attribut onload"),
        (zeichnung('<path style="fill: url(http://x)"/>'), "verweist mit fill: url(http://x) nach außen"),
        (zeichnung("<g>"), "ist kein gültiges SVG"),
        ("<svg/>", "ist kein gültiges SVG"),
        ("kein SVG", "ist kein gültiges SVG"),
    ],
)
def test_a_drawing_that_runs_or_fetches_is_refused_and_the_old_file_stays(tmp_path, svg, satz):
    (tmp_path / "bericht.html").write_bytes(b"alt")
    with pytest.raises(
        errors.BerichtUngueltig, match=rf'^Abbildung "alter": die Zeichnung {re.escape(satz)}'
    ):
        zeigen(tmp_path, ("abbildung", muster.abbildung(svg=svg)))
    assert (tmp_path / "bericht.html").read_bytes() == b"alt"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bericht.html", "bericht.ipynb"]


def test_the_rule_of_a_drawing_holds_for_drawings_only(datei):
    text = datei.read_text(encoding="utf-8")
    assert MATPLOTLIBS_STIL in muster.svg()
    assert MATPLOTLIBS_STIL not in text
    assert ".zeichnung svg * { stroke-linejoin: round; stroke-linecap: butt }" in text


def test_the_typeface_is_inside_with_every_character_in_its_own_width(datei, dokument):
    (rumpf,) = dokument.xpath("/html/body")
    zeichen = {ord(z) for z in seite.worte(rumpf)}
    schnitte = re.findall(r"data:font/woff;base64,([^)]+)\)", datei.read_text(encoding="utf-8"))
    dateien = ("Regular", "It", "Semibold", "Bold")
    for eingebettet, name in zip(schnitte, dateien, strict=True):
        with (
            TTFont(io.BytesIO(base64.b64decode(eingebettet))) as teil,
            TTFont(names.SCHRIFTEN / f"SourceSans3-{name}.ttf") as ganz,
        ):
            assert zeichen <= set(teil.getBestCmap())
            assert {z: breite(teil, z) for z in zeichen} == {z: breite(ganz, z) for z in zeichen}
            # the licence reserves the name "Source" for the whole typeface
            assert not any("Source" in e.toUnicode() for e in teil["name"].names if e.nameID in range(1, 7))


def breite(schrift: TTFont, zeichen: int) -> int:
    return schrift["hmtx"][schrift.getBestCmap()[zeichen]][0]


def test_a_sign_beyond_the_common_ones_is_in_the_typeface_too():
    ungewoehnlich = "Ł"
    assert ungewoehnlich not in webfonts.GRUNDBESTAND
    schnitte = re.findall(r"base64,([^)]+)\)", webfonts.faces(f"Ein {ungewoehnlich}"))
    assert len(schnitte) == 4
    for schnitt in schnitte:
        with TTFont(io.BytesIO(base64.b64decode(schnitt))) as teil:
            assert ord(ungewoehnlich) in teil.getBestCmap()
    assert webfonts.faces("Ein Wort") == webfonts.faces("Ein anderes") != webfonts.faces(ungewoehnlich)
