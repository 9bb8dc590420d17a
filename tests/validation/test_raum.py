"""Areas and outlines that do not fit, with the sentence an office gets to read."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import json

from tests import lieferung_klein
from tests.validation.conftest import ordner_pruefen


def test_a_second_city_and_an_unknown_parent(pruefe):
    def aendere(tabellen):
        tabellen["raumeinheiten"].loc[1, "ebene"] = "stadt"
        tabellen["raumeinheiten"].loc[2, "uebergeordnet"] = "HM"

    assert pruefe(aendere)[1][:2] == [
        'Fehler: raumeinheiten.csv, Zeile 3, Spalte ebene: "P01" ist eine zweite Stadt neben "HN". '
        'Bitte nur eine Raumeinheit mit der Ebene "stadt" liefern.',
        'Fehler: raumeinheiten.csv, Zeile 4, Spalte uebergeordnet: "HM" ist keine andere Raumeinheit dieser '
        "Lieferung. Gültige Schlüssel stehen in raumeinheiten.csv.",
    ]


def test_two_areas_of_one_name_and_without_a_key_are_no_traceback(pruefe):
    def aendere(tabellen):
        tabellen["raumeinheiten"].loc[1:2, "raumeinheit"] = ""
        tabellen["raumeinheiten"].loc[1:2, "name"] = "Altstadt"

    leer = [satz for satz in pruefe(aendere)[1] if satz.startswith("Fehler: raumeinheiten.csv, Zeile ")]
    assert [satz.split(":")[1][:48] for satz in leer] == [
        f" raumeinheiten.csv, Zeile {zeile}, Spalte raumeinheit"[:48] for zeile in (3, 4)
    ]


def _geometrie(tmp_path, aendere):
    ordner = lieferung_klein.schreiben(tmp_path / "klein")
    sammlung = lieferung_klein.geometrie()
    aendere(sammlung)
    (ordner / "raumeinheiten.geojson").write_text(json.dumps(sammlung), encoding="utf-8")
    return ordner_pruefen(ordner)[1]


GEOMETRIE = "raumeinheiten (Geometrie)"


def test_outlines_in_another_coordinate_system(tmp_path):
    assert _geometrie(tmp_path, lambda s: s.pop("crs")) == [
        f"Fehler: {GEOMETRIE}: In der Datei ist kein Koordinatensystem genannt, verlangt ist EPSG:25832. "
        "Bitte umrechnen."
    ]


def test_outlines_of_unknown_and_without_areas(tmp_path):
    def aendere(sammlung):
        sammlung["features"][1]["properties"]["raumeinheit"] = "P9"

    assert _geometrie(tmp_path, aendere) == [
        f"Fehler: {GEOMETRIE}: Flächen ohne Zeile in raumeinheiten.csv: P9. "
        "Bitte den Schlüssel der Fläche berichtigen oder die Zeile ergänzen.",
        f"Warnung: {GEOMETRIE}: Keine Fläche für P01. Auf Karten bleibt die Stelle leer; bitte nachliefern.",
    ]


def test_crossed_and_missing_outlines(tmp_path):
    def aendere(sammlung):
        schleife = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
        sammlung["features"][1]["geometry"] = {"type": "Polygon", "coordinates": [schleife]}

    assert _geometrie(tmp_path, aendere) == [
        f"Fehler: {GEOMETRIE}: Keine gültige Fläche: P01. Bitte die Geometrie im GIS prüfen und bereinigen."
    ]


def test_a_declaration_about_a_table_that_is_not_there(pruefe):
    saetze = pruefe(lambda t: {k: v for k, v in t.items() if k != "grundsicherung"})[1]
    assert saetze == [
        'Fehler: lieferung.toml: Die Tabelle "grundsicherung" ist als vollständig erklärt, aber nicht geliefert. '
        "Bitte grundsicherung.csv ergänzen oder den Namen aus [[vollstaendig]] streichen."
    ]


def test_an_outline_without_a_key_is_named_as_such(tmp_path):
    def aendere(sammlung):
        sammlung["features"][1]["properties"]["raumeinheit"] = None

    assert any(
        "Flächen ohne Zeile in raumeinheiten.csv: (ohne Schlüssel)." in satz
        for satz in _geometrie(tmp_path, aendere)
    )
