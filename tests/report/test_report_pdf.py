"""The finished PDF, read by others: veraPDF, pypdf, poppler."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import nbconvert
import nbformat
import pikepdf
import pypdf
import pytest

from pipeline import errors, report
from tests.report import muster, verapdf

DEMO = "Demonstrationsdaten – synthetisch, keine amtlichen Zahlen"


def make(notebook: nbformat.NotebookNode, ordner: Path, name: str = "bericht") -> Path:
    nbformat.write(notebook, ordner / f"{name}.ipynb")
    return report.write(notebook, ordner / name)[1]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    return make(muster.alles(), tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def seiten(pdf) -> list[str]:
    return [seite.extract_text() for seite in pypdf.PdfReader(pdf).pages]


@pytest.fixture(scope="module")
def elemente(pdf) -> list[pikepdf.Object]:
    with pikepdf.open(pdf) as dokument:
        yield list(walk(dokument.Root.StructTreeRoot.K))


def walk(knoten):
    kinder = list(knoten.as_list()) if isinstance(knoten, pikepdf.Array) else [knoten]
    for kind in kinder:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            yield kind
            yield from walk(kind.get("/K", pikepdf.Array()))


def of_kind(elemente, *arten):
    return [e for e in elemente if str(e.S) in arten]


def table_attribute(zelle, name):
    return next((a.get(name) for a in zelle.A.as_list() if a.O == "/Table" and name in a), None)


@pytest.mark.parametrize("standard", sorted(verapdf.PROFILE))
def test_vera_pdf_finds_no_violation(pdf, standard):
    assert verapdf.violations(pdf, standard) == []


@pytest.mark.parametrize("standard", sorted(verapdf.PROFILE))
def test_vera_pdf_does_find_violations_where_there_are_some(tmp_path, standard):
    with pikepdf.new() as leer:
        leer.add_blank_page()
        leer.save(tmp_path / "leer.pdf")
    assert verapdf.violations(tmp_path / "leer.pdf", standard)


@pytest.mark.parametrize("standard", sorted(verapdf.PROFILE))
def test_the_smallest_report_complies_too(tmp_path, standard):
    klein = muster.notebook(muster.bericht(demonstration=False, hinweis="", vergleich="", untertitel=""))
    assert verapdf.violations(make(klein, tmp_path), standard) == []


def test_the_file_says_its_language_title_and_the_date_of_the_data(pdf):
    leser = pypdf.PdfReader(pdf)
    assert leser.trailer["/Root"]["/Lang"] == "de-DE"
    assert leser.metadata.title == "Sozialraumanalyse"
    assert leser.metadata["/CreationDate"] == "D:20201231000000Z"
    assert leser.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_second_run_gives_the_same_bytes(pdf, tmp_path):
    assert make(muster.alles(), tmp_path).read_bytes() == pdf.read_bytes()


def test_every_figure_has_its_alternative_text(elemente):
    assert [str(e.Alt) for e in of_kind(elemente, "/Figure")] == [muster.abbildung()["alt"]]


def test_column_heads_have_scope_and_row_heads_name_their_row(elemente):
    haushalte = of_kind(elemente, "/Table")[1]
    koepfe = of_kind(walk(haushalte.K), "/TH")
    assert [str(table_attribute(k, "/Scope")) for k in koepfe] == ["/Column"] * 4 + ["/Row"] * 5


def test_every_data_cell_points_to_the_heads_of_its_column_and_its_rows(elemente):
    zellen = [
        len(table_attribute(z, "/Headers"))
        for t in of_kind(elemente, "/Table")[1:4]
        for z in of_kind(walk(t.K), "/TD")
    ]
    # short and long table: one column head and one row head; the wide one has two row heads
    assert zellen == [2] * (5 * 3) + [2] * (muster.LANG * 2) + [3] * (12 * 15)


def test_groups_and_heads_of_two_rows_are_named_by_the_cells_below(tmp_path):
    zelle = muster.code(muster.buendel("tabelle", muster.gruppierte_tabelle(), **{"text/html": "<p></p>"}))
    datei = make(muster.notebook(muster.bericht(), zelle), tmp_path)
    with pikepdf.open(datei) as dokument:
        tabelle = of_kind(walk(dokument.Root.StructTreeRoot.K), "/Table")[1]
        zellen = of_kind(walk(tabelle.K), "/TD")
        assert [len(table_attribute(z, "/Headers")) for z in zellen] == [4] * 16
        gruppen = [k for k in of_kind(walk(tabelle.K), "/TH") if table_attribute(k, "/ColSpan")]
        assert [len(table_attribute(k, "/Headers")) for k in gruppen] == [0, 0]
    assert verapdf.violations(datei, "ua1") == []


def test_every_head_that_is_named_can_be_found(pdf):
    with pikepdf.open(pdf) as dokument:
        wurzel = dokument.Root.StructTreeRoot
        baum = pikepdf.NameTree(wurzel.IDTree)
        zellen = of_kind(walk(wurzel.K), "/TD", "/TH")
        genannt = {str(n) for z in zellen for n in table_attribute(z, "/Headers") or []}
        assert genannt
        assert genannt <= {k for k, kopf in baum.items() if kopf.S == "/TH" and str(kopf.ID) == k}
        assert list(baum) == sorted(baum)


def test_all_fonts_are_embedded_and_ours(pdf):
    leser = pypdf.PdfReader(pdf)
    schriften = [
        f.get_object() for seite in leser.pages for f in seite["/Resources"].get("/Font", {}).values()
    ]
    nachfahren = [s["/DescendantFonts"][0].get_object() for s in schriften]
    assert all("+SourceSans3-" in n["/BaseFont"] for n in nachfahren)
    assert all(n["/FontDescriptor"].keys() & {"/FontFile2", "/FontFile3"} for n in nachfahren)


def test_every_page_counts_itself_and_says_that_the_data_are_synthetic(seiten):
    anzahl = len(seiten)
    assert anzahl == 7
    for nummer, seite in enumerate(seiten, start=1):
        assert f"Seite {nummer} von {anzahl}" in seite
        assert DEMO in seite


def test_without_demonstration_data_no_page_says_so(tmp_path):
    echt = make(muster.notebook(muster.bericht(demonstration=False), muster.text("## A\n\nText.")), tmp_path)
    assert all("Demonstration" not in seite.extract_text() for seite in pypdf.PdfReader(echt).pages)


def test_text_comes_in_reading_order_and_whole(seiten):
    alles = " ".join(re.sub(r"\s+", " ", s) for s in seiten)
    folge = [
        "Sozialraumanalyse",
        "Inhalt",
        "1 Auf einen Blick",
        "2.553",
        "2 Wer hier wohnt",
        "2.1 Altersstruktur",
        "Ein erzeugter Satz.",
        "Jede fünfte Person",
        "Quelle: Melderegister",
        "3 Haushalte",
        "Tabelle 1",
        "41,0 %",
        "geheim gehalten",
        "4 Alle Bezirke",
        "Bezirk 70",
        "5 Kennzahlen",
        "6 Woraus",
        "Zeichen in den Tabellen",
    ]
    stellen = list(itertools.accumulate(folge, lambda ab, wort: alles.index(wort, ab), initial=0))
    assert stellen == sorted(stellen)


def test_nothing_in_the_data_is_interpreted(seiten):
    assert sum(muster.SONDERZEICHEN in seite for seite in seiten) == 1
    assert sum(seite.count("#strong[x] $a_1$ *fett* _kursiv_ <b>html</b> @verweis") for seite in seiten) == 2


def test_source_code_is_not_shown(seiten):
    assert all("geheimer_quelltext" not in seite for seite in seiten)


def test_a_long_table_repeats_its_heads_and_a_wide_one_turns_its_page(pdf, seiten):
    assert [("Planungsbezirk" in s and "Einwohner:innen" in s) for s in seiten[2:5]] == [True] * 3
    quer = [float(s.mediabox.width) > float(s.mediabox.height) for s in pypdf.PdfReader(pdf).pages]
    assert quer == [False] * 5 + [True, False]
    assert "5 Kennzahlen" in re.sub(r"\s+", " ", seiten[5])


@pytest.mark.long
def test_the_structure_read_aloud_loses_no_word(pdf):
    if not (pdfinfo := shutil.which("pdfinfo")):
        pytest.skip("poppler's pdfinfo is not installed")
    gelesen = subprocess.run(
        [pdfinfo, "-struct-text", pdf], capture_output=True, check=True, text=True
    ).stdout
    for wort in ["46,0 %", "1,5 %", "Tabelle 1", "leicht darunter", '" 2"', "Besonderes Augenmerk"]:
        assert wort in gelesen


def test_a_character_no_font_has_is_refused_and_the_old_file_stays(tmp_path):
    (tmp_path / "bericht.pdf").write_bytes(b"alt")
    with pytest.raises(errors.BerichtUngueltig, match="hat das Zeichen \U00013080 nicht"):
        make(muster.notebook(muster.bericht(), muster.text("## A\n\n\U00013080")), tmp_path)
    assert (tmp_path / "bericht.pdf").read_bytes() == b"alt"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bericht.ipynb", "bericht.pdf"]


def test_nbconvert_finds_the_exporter_and_gets_the_same_file(pdf):
    exporter = nbconvert.get_exporter("sozialraum-pdf")()
    inhalt, weitere = exporter.from_filename(str(pdf.with_suffix(".ipynb")))
    assert inhalt == pdf.read_bytes()
    assert weitere["output_extension"] == ".pdf"
