"""What a folder may hold."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import hashlib
import json
import os
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import deliveries
from pipeline.deliveries import geometrie, manifest
from pipeline.errors import LieferungUngueltig
from pipeline.schemas.befunde import satz
from tests import lieferung_klein


@pytest.fixture
def ordner(tmp_path):
    return lieferung_klein.schreiben(tmp_path / "klein")


def _saetze(ordner):
    return [f"{befund.grad}: {satz(befund)}" for befund in deliveries.read(ordner).befunde]


def test_the_tiny_delivery_is_read_whole(ordner):
    lieferung = deliveries.read(ordner)
    assert lieferung.befunde == ()
    assert set(lieferung.tabellen) == set(lieferung_klein.tabellen())
    assert lieferung.gebiete.crs.to_epsg() == 25832
    assert set(lieferung.gebiete["hinweis"]) == {"schematisch"}
    assert (lieferung.angaben.id, lieferung.angaben.datum, lieferung.angaben.demonstration) == (
        "klein",
        "2021-03-15",
        True,
    )


def test_the_record_holds_the_checksum_of_every_file(ordner):
    beleg = deliveries.beleg(deliveries.read(ordner))
    summen = {datei["datei"]: datei["sha256"] for datei in beleg["dateien"]}
    assert summen == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in ordner.iterdir()}
    tabellen = {datei["datei"]: datei["tabelle"] for datei in beleg["dateien"]}
    assert tabellen["einwohner.csv"] == "einwohner"
    assert tabellen["raumeinheiten.geojson"] == "gebiete"
    assert tabellen["lieferung.toml"] == ""


def test_without_a_manifest_the_folder_names_the_delivery(ordner):
    (ordner / "lieferung.toml").unlink()
    angaben = deliveries.read(ordner).angaben
    assert angaben == deliveries.Angaben("klein")
    assert angaben.demonstration is False
    assert angaben.vollstaendig == ()


def test_a_geopackage_is_read_like_geojson(ordner):
    gpd.read_file(ordner / "raumeinheiten.geojson").to_file(
        ordner / "raumeinheiten.gpkg", layer="raumeinheiten"
    )
    assert _saetze(ordner) == [
        "Fehler: raumeinheiten.gpkg: Die Geometrie liegt zweimal vor: raumeinheiten.geojson und raumeinheiten.gpkg. Bitte nur eine der beiden Dateien liefern."
    ]
    (ordner / "raumeinheiten.geojson").unlink()
    lieferung = deliveries.read(ordner)
    assert lieferung.befunde == ()
    assert sorted(lieferung.gebiete["raumeinheit"]) == ["HN", "P01", "P02", "P03"]


def test_a_link_is_not_followed(ordner, tmp_path):
    (tmp_path / "geheim.csv").write_text("raumeinheit\n", encoding="utf-8")
    (ordner / "herkunft.csv").symlink_to(tmp_path / "geheim.csv")
    assert _saetze(ordner) == [
        "Fehler: herkunft.csv: Das ist eine Verknüpfung (Symlink); gelesen wird nur, was im Ordner selbst liegt. Bitte die Datei selbst ablegen."
    ]
    assert "herkunft" not in deliveries.read(ordner).tabellen


def test_what_is_no_file_is_not_opened(ordner):
    os.mkfifo(ordner / "herkunft.csv")
    (ordner / "alt").mkdir()
    assert _saetze(ordner) == [
        "Hinweis: alt: Unterordner werden nicht gelesen. Tabellen gehören direkt in den Ordner.",
        "Fehler: herkunft.csv: Das ist keine gewöhnliche Datei. Bitte entfernen.",
    ]


def test_unknown_files(ordner):
    for name in ("einwoner.csv", "daten.xlsx", "LICENSE", ".DS_Store", "Thumbs.db"):
        (ordner / name).write_text("x", encoding="utf-8")
    assert _saetze(ordner) == [
        "Hinweis: LICENSE: Diese Datei gehört nicht zur Standardlieferung und wird nicht gelesen. Nichts zu tun.",
        "Fehler: daten.xlsx: Dieser Dateiname ist nicht bekannt. Bitte in lieferung.toml unter [[datei]] erklären (sozialraum pruefen ORDNER --vorschlag) oder nach der Lieferbeschreibung data/raw/README.md benennen.",
        'Fehler: einwoner.csv: Dieser Dateiname ist nicht bekannt. Bitte in lieferung.toml unter [[datei]] erklären (sozialraum pruefen ORDNER --vorschlag) oder nach der Lieferbeschreibung data/raw/README.md benennen; meinten Sie "einwohner.csv"?',
    ]


def test_a_folder_that_is_none_and_one_that_is_empty(tmp_path):
    with pytest.raises(LieferungUngueltig, match="ist kein Ordner"):
        deliveries.read(tmp_path / "fehlt")
    with pytest.raises(LieferungUngueltig, match="ist leer"):
        deliveries.read(tmp_path)


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        (
            "[lieferung]\nid = ohne Anführung\n",
            "lieferung.toml, Zeile 2: Ab hier ist die Datei kein gültiges TOML. Texte gehören in Anführungszeichen, Listen in eckige Klammern, der Zeichensatz ist UTF-8.",
        ),
        (
            '[lieferung]\n\nlieferand = "x"\n',
            'lieferung.toml, Zeile 3: "lieferand" ist unbekannt. Möglich sind id, lieferant, datum, lizenz, demonstration, hinweis, quelle, kontakt, symbole; meinten Sie "lieferant"?',
        ),
        (
            '[quelle]\nname = "x"\n',
            'lieferung.toml, Zeile 1: "quelle" ist unbekannt. Möglich sind lieferung, vollstaendig, rundung, datei, umbenennung, korrektur.',
        ),
        (
            '[lieferung]\ndatum = "15.3.2024"\n',
            'lieferung.toml, Zeile 2: Der Wert von "datum" hat nicht die richtige Form. Verlangt ist ein Datum, z. B. 2024-03-15.',
        ),
        (
            '[lieferung]\ndemonstration = "ja"\n',
            'lieferung.toml, Zeile 2: Der Wert von "demonstration" hat nicht die richtige Form. Verlangt ist true oder false.',
        ),
        (
            '[[vollstaendig]]\ntabellen = ["einwoner"]\nraumeinheiten = ["*"]\njahre = [2020]\n',
            'lieferung.toml, Zeile 2: Der Wert von "tabellen" hat nicht die richtige Form. Verlangt ist eine Liste von Tabellen der Lieferbeschreibung.',
        ),
        (
            '[[vollstaendig]]\ntabellen = ["einwohner"]\nraumeinheiten = ["*"]\n',
            'lieferung.toml, Zeile 1: In einem Abschnitt [[vollstaendig]] fehlt "jahre". Verlangt ist eine Liste von Jahren, z. B. [2015, 2016].',
        ),
        (
            '[vollstaendig]\ntabellen = ["einwohner"]\n',
            "lieferung.toml, Zeile 1: Das ist kein Abschnitt der richtigen Form. Bitte als Abschnitt [[vollstaendig]] schreiben.",
        ),
    ],
)
def test_a_manifest_that_is_not_understood(ordner, text, erwartet):
    (ordner / "lieferung.toml").write_text(text, encoding="utf-8")
    assert _saetze(ordner) == [f"Fehler: {erwartet}"]


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("", "Die Datei lässt sich nicht als Geometrie lesen."),
        ("[]", "Die Datei enthält keine FeatureCollection mit Flächen."),
        ('{"features": []}', "Die Datei enthält keine FeatureCollection mit Flächen."),
        ('{"features": [1]}', "Die Datei lässt sich nicht als Geometrie lesen."),
        (
            '{"features": [{"type": "Feature", "properties": {"key": "P01"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            'Den Flächen fehlt die Eigenschaft "raumeinheit".',
        ),
        (
            '{"crs": {"properties": {"name": "EPSG:99"}}, "features": [{"type": "Feature", "properties": {}, "geometry": null}]}',
            "Die Datei lässt sich nicht als Geometrie lesen.",
        ),
    ],
)
def test_a_geometry_that_is_none(ordner, text, grund):
    (ordner / "raumeinheiten.geojson").write_text(text, encoding="utf-8")
    ende = "Verlangt ist je Raumeinheit eine Fläche in EPSG:25832 mit der Eigenschaft raumeinheit."
    assert _saetze(ordner) == [f"Fehler: raumeinheiten.geojson: {grund} {ende}"]


def test_a_broken_geopackage(ordner):
    (ordner / "raumeinheiten.geojson").unlink()
    (ordner / "raumeinheiten.gpkg").write_bytes(b"SQLite format 3\0" + b"x" * 100)
    assert _saetze(ordner)[0].startswith(
        "Fehler: raumeinheiten.gpkg: Die Datei lässt sich nicht als Geometrie lesen."
    )


@settings(deadline=None)  # machines differ in speed
@given(st.binary(max_size=120))
def test_no_bytes_break_the_manifest(inhalt):
    angaben, _, _ = manifest.lesen(b"[lieferung]\n" + inhalt, "ordner")
    assert angaben.id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda kinder: (
        st.lists(kinder, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "features", "crs", "geometry", "properties", "coordinates", "name"]),
            kinder,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)  # machines differ in speed
@given(JSON)
def test_no_json_breaks_the_geometry(inhalt):
    gebiete, befunde = geometrie.lesen(Path("raumeinheiten.geojson"), json.dumps(inhalt).encode())
    assert gebiete is not None or len(befunde) == 1
