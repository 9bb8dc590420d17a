"""A committee decides on a target and reads it in the next report."""

import shutil

import pytest

from pipeline import store
from pipeline.errors import BeschlussUngueltig
from tests.conftest import sozialraum
from tests.notebooks_inhalt.zellen import ausfuehren, inhalte, prosa

pytestmark = pytest.mark.long  # makes a release and a report of its own

NEU = [
    *(
        "kennzahlen",
        "beschluss",
        "--datum",
        "2023-06-15",
        "--art",
        "fortschreiben",
        "--kennzahl",
        "al_anteil",
    ),
    *("--ziel", "1,0", "--zieljahr", "2026", "--ausgangsjahr", "2022", "--einvernehmen", "Träger"),
    *("--verantwortlich", "Quartiersmanagement", "--faellig", "2026-12-31", "--bemerkung", "Neuer Weg."),
]


@pytest.fixture(scope="module")
def daten(beispieldaten, tmp_path_factory):
    """The demonstration world with one more decision; the tables are those of all tests."""
    ordner = tmp_path_factory.mktemp("beschluss")
    (ordner / "processed").symlink_to(beispieldaten / "processed")
    shutil.copy(store.beschluss_datei(beispieldaten), ordner)
    assert sozialraum(*NEU, "--daten", ordner) == 0
    return ordner


@pytest.fixture(scope="module")
def bericht(daten):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(daten))
        return ausfuehren(
            "kennzahlen", raumeinheit="P10", vergleich="HN", stichtag="2023-12-31", horizont=2035
        )


def _tabelle(bericht, kennung):
    (tabelle,) = [i for i in inhalte(bericht, "tabelle") if i["id"] == kennung]
    return [[zelle["text"] for zelle in zeile] for zeile in tabelle["zeilen"]]


def test_the_next_report_measures_by_the_new_target(bericht):
    (zeile,) = [z for z in _tabelle(bericht, "ziele") if z[0].startswith("Arbeitslosenanteil")]
    name, basis, ziel, weg, wert, stand, wer = zeile
    assert "Beschluss 8 vom 15.06.2023" in name
    assert basis.endswith("(2022)")
    assert ziel == "1,0 (2026)"
    ausgang = float(basis.split(" ")[0].replace(",", "."))
    erwartet = f"{ausgang + (1.0 - ausgang) / 4:.2f}"
    assert abs(float(weg.replace(",", ".")) - float(erwartet)) <= 0.051
    assert "(2023)" in wert
    assert stand.split(" ", 1)[1].split(":")[0] in ("erreicht", "auf Kurs", "nicht auf Kurs")
    assert wer == "Quartiersmanagement, bis 31.12.2026"


def test_the_first_page_names_it_and_the_history_keeps_both(bericht):
    assert "Arbeitslosenanteil: " in prosa(bericht)
    assert "Ziel 1,0\N{NO-BREAK SPACE}% bis 2026" in prosa(bericht)
    verlauf = _tabelle(bericht, "beschluesse")
    assert [zeile[0] for zeile in verlauf] == [str(n) for n in range(1, 9)]
    arbeit = [zeile for zeile in verlauf if zeile[2].startswith("Arbeitslosenanteil: ")]
    assert [zeile[4] for zeile in arbeit] == ["1,2 (2023)", "1,0 (2026)"]


def test_the_table_of_the_handlungsfeld_and_the_paths_show_it_too(bericht):
    (zeile,) = [z for z in _tabelle(bericht, "feld-2-3-4") if z[0].startswith("Arbeitslosenanteil (")]
    assert "Ziel 1,0 bis 2026" in zeile[-1]
    (wege,) = [i for i in inhalte(bericht, "abbildung") if i["id"] == "wege"]
    assert "Weg zum Ziel" in wege["alt"]
    assert "auf 1,0 (2026)" in wege["alt"]


def test_a_changed_decision_stops_the_report_with_its_line(daten, monkeypatch):
    datei = store.beschluss_datei(daten)
    vorher = datei.read_text(encoding="utf-8")
    datei.write_text(vorher.replace("zielwert = 1.2", "zielwert = 1.9"), encoding="utf-8")
    monkeypatch.setenv("SOZIALRAUM_DATEN", str(daten))
    with pytest.raises(
        BeschlussUngueltig, match="Beschluss 2 vom 2018-03-15 wurde nach dem Eintragen geändert"
    ):
        ausfuehren("kennzahlen", raumeinheit="P10", vergleich="HN", stichtag="2023-12-31", horizont=2035)
    datei.write_text(vorher, encoding="utf-8")
