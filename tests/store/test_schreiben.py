import json
import os
import stat

import pandas as pd
import pandas.testing as pdt
import pytest

from pipeline import store
from pipeline.errors import LieferungUngueltig, SozialraumError, TabelleFehlt
from pipeline.store import umbau
from pipeline.store.fassung import code_fassung
from tests.store.bausteine import beleg, einwohner, gebiete

ALT = einwohner(("P01", "2020-12-31", 3), ("P02", "2020-12-31", 4))
NEU = einwohner(("P01", "2020-12-31", 5), ("P02", "2020-12-31", 4))


def _einlesen(daten, tabellen, **anders):
    return store.write_zone(
        "bestand", tabellen, schritt="einlesen", **({"lieferungen": [beleg()], "daten": daten} | anders)
    )


def _manifest(daten, zone="bestand"):
    return json.loads((store.zone_ordner(zone, daten) / "manifest.json").read_text(encoding="utf-8"))


def test_what_is_written_is_read_back_with_its_types(daten):
    _einlesen(daten, {"einwohner": ALT, "gebiete": gebiete()})
    gelesen = store.read_bestand("einwohner", daten)
    pdt.assert_frame_equal(gelesen, ALT)
    karte = store.read_bestand("gebiete", daten)
    assert karte.crs.to_epsg() == 25832
    assert list(karte["raumeinheit"]) == ["P01", "P02"]


def test_bytes_do_not_depend_on_the_order_of_delivered_rows(daten):
    _einlesen(daten, {"einwohner": ALT})
    assert _einlesen(daten, {"einwohner": ALT.iloc[::-1]}) == []


def test_an_unchanged_table_keeps_its_time_and_the_manifest_gets_a_new_one(daten):
    _einlesen(daten, {"einwohner": ALT, "wahlen": NEU})
    ordner = store.zone_ordner("bestand", daten)
    for datei in ordner.iterdir():
        os.utime(datei, (1, 1)) if datei.is_file() else None
    assert _einlesen(daten, {"einwohner": NEU, "wahlen": NEU}) == ["einwohner.parquet", "manifest.json"]
    assert (ordner / "wahlen.parquet").stat().st_mtime == 1
    assert (ordner / "einwohner.parquet").stat().st_mtime > 1
    assert (ordner / "manifest.json").stat().st_mtime > 1


def test_a_table_that_is_no_longer_made_goes(daten):
    _einlesen(daten, {"einwohner": ALT, "wahlen": NEU})
    _einlesen(daten, {"einwohner": ALT})
    assert store.tabellen("bestand", daten) == ["einwohner"]


def test_steps_replace_only_their_own_tables(daten):
    _einlesen(daten, {"einwohner": ALT})
    store.write_zone("freigabe", {"einwohner": ALT, "herkunft": ALT}, schritt="freigeben", daten=daten)
    store.write_zone("freigabe", {"prognose": ALT}, schritt="prognose", daten=daten)
    store.write_zone("freigabe", {"einwohner": NEU}, schritt="freigeben", daten=daten)
    assert store.tabellen("freigabe", daten) == ["einwohner", "prognose"]
    pdt.assert_frame_equal(store.read("einwohner", daten), NEU)


def test_the_confidential_zone_is_closed_to_others(daten):
    _einlesen(daten, {"einwohner": ALT})
    ordner = store.zone_ordner("bestand", daten)
    assert stat.S_IMODE(ordner.stat().st_mode) == 0o700
    rechte = {stat.S_IMODE(datei.stat().st_mode) for datei in ordner.iterdir()}
    assert rechte == {0o600}


def test_no_column_statistics_are_written(daten):
    import pyarrow.parquet as pq

    _einlesen(daten, {"einwohner": ALT})
    kopf = pq.read_metadata(store.tabellen_datei("bestand", "einwohner", daten))
    assert not kopf.row_group(0).column(0).is_stats_set


@pytest.mark.parametrize("moment", ["schreiben", "_beschliessen"])
def test_a_crash_before_the_decision_leaves_the_old_state(daten, monkeypatch, moment):
    _einlesen(daten, {"einwohner": ALT, "wahlen": ALT})
    aufrufe = []

    def bricht_ab(*teile):
        aufrufe.append(teile)
        if moment == "_beschliessen" or len(aufrufe) == 2:
            raise OSError(28, "No space left on device")
        return echt(*teile)

    echt = getattr(umbau, moment)
    with monkeypatch.context() as gestoert:
        gestoert.setattr(umbau, moment, bricht_ab)
        with pytest.raises(SozialraumError, match="kein Platz mehr"):
            _einlesen(daten, {"einwohner": NEU, "wahlen": NEU})
    pdt.assert_frame_equal(store.read_bestand("einwohner", daten), ALT)
    pdt.assert_frame_equal(store.read_bestand("wahlen", daten), ALT)
    _einlesen(daten, {"einwohner": NEU, "wahlen": NEU})
    pdt.assert_frame_equal(store.read_bestand("wahlen", daten), NEU)
    assert not (store.zone_ordner("bestand", daten) / umbau.WERKSTATT).exists()


@pytest.mark.parametrize("danach", [0, 1, 2])
def test_a_crash_between_two_tables_ends_in_the_new_state_for_whoever_reads_next(daten, monkeypatch, danach):
    _einlesen(daten, {"einwohner": ALT, "wahlen": ALT})
    echt = type(daten).replace
    bewegt = []

    def bricht_ab(von, nach):
        if (von.parent.name == umbau.WERKSTATT and von.suffix == ".parquet") or von.name == "manifest.json":
            bewegt.append(von.name)
            if len(bewegt) > danach:
                raise KeyboardInterrupt
        return echt(von, nach)

    with monkeypatch.context() as gestoert:
        gestoert.setattr(type(daten), "replace", bricht_ab)
        with pytest.raises(KeyboardInterrupt):
            _einlesen(daten, {"einwohner": NEU, "wahlen": NEU}, parameter={"lauf": 2})
    pdt.assert_frame_equal(store.read_bestand("einwohner", daten), NEU)
    pdt.assert_frame_equal(store.read_bestand("wahlen", daten), NEU)
    assert _manifest(daten)["schritte"]["einlesen"]["parameter"] == {"lauf": 2}


def test_two_writers_at_once_are_told_apart(daten):
    _einlesen(daten, {"einwohner": ALT})
    with (
        umbau.gesperrt(store.zone_ordner("bestand", daten)),
        pytest.raises(SozialraumError, match="Ein anderer Lauf schreibt gerade"),
    ):
        _einlesen(daten, {"einwohner": NEU})


def test_the_manifest_of_demonstration_data_is_plain(daten):
    _einlesen(daten, {"einwohner": ALT}, parameter={"ordner": "beispiel"})
    schritt = _manifest(daten)["schritte"]["einlesen"]
    assert schritt["lieferungen"] == [beleg()]
    assert schritt["code"] == code_fassung()
    assert schritt["parameter"] == {"ordner": "beispiel"}
    assert schritt["tabellen"]["einwohner"]["quellen"] == ["einwohner"]


def test_the_manifest_of_real_data_holds_keyed_checksums_only(daten):
    import hashlib

    _einlesen(daten, {"einwohner": ALT}, lieferungen=[beleg(demonstration=False)])
    text = (store.zone_ordner("bestand", daten) / "manifest.json").read_text(encoding="utf-8")
    datei = store.tabellen_datei("bestand", "einwohner", daten)
    assert "ab" * 32 not in text
    assert hashlib.sha256(datei.read_bytes()).hexdigest() not in text
    assert len(_manifest(daten)["schritte"]["einlesen"]["lieferungen"][0]["dateien"][0]["hmac"]) == 64


def test_the_key_lies_outside_and_is_closed(daten, tmp_path):
    _einlesen(daten, {"einwohner": ALT}, lieferungen=[beleg(demonstration=False)])
    schluessel = tmp_path / "schluessel"
    assert stat.S_IMODE(schluessel.stat().st_mode) == 0o600
    erste = _manifest(daten)
    _einlesen(daten, {"einwohner": ALT}, lieferungen=store.bestand_lieferungen(daten))
    assert _manifest(daten) == erste


def test_demonstration_and_real_data_do_not_mix(daten):
    _einlesen(daten, {"einwohner": ALT})
    satz = (
        r"Demonstrationsdaten \(probe\) und echte Daten \(stadt\) dürfen nicht in einem Bestand stehen. "
        r"Bitte für die echten Daten einen eigenen Ordner nennen, z. B. --daten daten_echt."
    )
    with pytest.raises(LieferungUngueltig, match=satz):
        store.nicht_mischen([beleg("stadt", demonstration=False)], daten)
    with pytest.raises(LieferungUngueltig, match="dürfen nicht in einem Bestand stehen"):
        _einlesen(daten, {"einwohner": NEU}, lieferungen=[beleg(), beleg("stadt", demonstration=False)])
    pdt.assert_frame_equal(store.read_bestand("einwohner", daten), ALT)


def test_the_colophon_finds_the_files_behind_released_tables(daten):
    _einlesen(daten, {"einwohner": ALT})
    store.write_zone(
        "freigabe",
        {"alterssummen": ALT, "raumeinheiten": ALT},
        schritt="freigeben",
        quellen={"alterssummen": ["einwohner"]},
        daten=daten,
    )
    zeilen = store.herkunft(["alterssummen"], daten)
    assert zeilen.to_dict("records") == [
        {
            "lieferung": "probe",
            "lieferant": "Statistikstelle",
            "datum": "2021-03-01",
            "lizenz": "CC BY 4.0",
            "demonstration": True,
            "datei": "einwohner.csv",
            "sha256": "ab" * 32,
        }
    ]
    assert store.herkunft(["raumeinheiten"], daten).empty
    assert store.ist_demonstration(daten) is True
    assert store.hinweise(daten) == ["Synthetische Daten"]


def test_the_step_a_table_was_released_on_is_kept(daten):
    with pytest.raises(TabelleFehlt):
        store.stufe("einwohner", daten)
    _einlesen(daten, {"einwohner": ALT})
    for schritt, parameter in (("prognose", {}), ("freigeben", {"stufen": {"einwohner": "grob"}})):
        store.write_zone("freigabe", {schritt: ALT}, schritt=schritt, parameter=parameter, daten=daten)
    assert store.stufe("einwohner", daten) == "grob"
    assert store.stufe("haushalte", daten) == ""


def test_missing_tables_name_the_command(daten):
    with pytest.raises(TabelleFehlt, match='Bitte zuerst "sozialraum einlesen"'):
        store.read_bestand("einwohner", daten)
    with pytest.raises(TabelleFehlt, match='Bitte zuerst "sozialraum freigeben"'):
        store.read("einwohner", daten)
    with pytest.raises(TabelleFehlt, match='Bitte zuerst "sozialraum prognose"'):
        store.read("prognose", daten)
    with pytest.raises(TabelleFehlt, match="noch nichts freigegeben"):
        store.ist_demonstration(daten)
    assert store.vorhanden("einwohner", daten) is False


def test_a_table_name_is_never_a_path(daten):
    with pytest.raises(ValueError, match="bestand"):
        store.read("../bestand/einwohner", daten)


def test_the_data_folder_is_found_from_below_and_from_the_environment(tmp_path, monkeypatch):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert store.daten_ordner() == tmp_path / "data"
    monkeypatch.setenv("SOZIALRAUM_DATEN", str(tmp_path / "anders"))
    assert store.daten_ordner() == tmp_path / "anders"
    assert store.daten_ordner(tmp_path) == tmp_path


def test_without_a_data_folder_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SozialraumError, match="Es ist kein Datenordner zu finden"):
        store.daten_ordner()


def test_empty_columns_keep_their_type(daten):
    leer = ALT.assign(anzahl=pd.array([pd.NA, pd.NA], dtype="Int64"))
    _einlesen(daten, {"einwohner": leer})
    pdt.assert_frame_equal(store.read_bestand("einwohner", daten), leer)
