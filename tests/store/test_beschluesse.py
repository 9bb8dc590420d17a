import pytest

from pipeline import store
from pipeline.errors import SozialraumError
from pipeline.store import umbau


def test_a_file_that_is_not_there_is_empty_and_one_step_writes_it(tmp_path):
    datei = store.beschluss_datei(tmp_path)
    assert datei == tmp_path / "beschluesse.toml"
    assert store.beschluesse_lesen(datei) == b""
    store.beschluesse_fortschreiben(datei, lambda alt: alt + b"eins\n")
    store.beschluesse_fortschreiben(datei, lambda alt: alt + b"zwei\n")
    assert store.beschluesse_lesen(datei) == b"eins\nzwei\n"
    assert sorted(pfad.name for pfad in tmp_path.iterdir()) == [".sperre", "beschluesse.toml"]


def test_a_step_that_is_refused_leaves_the_file_as_it_was(tmp_path):
    datei = store.beschluss_datei(tmp_path)
    datei.write_bytes(b"eins\n")

    def verweigert(alt):
        raise SozialraumError("nein")

    with pytest.raises(SozialraumError, match="nein"):
        store.beschluesse_fortschreiben(datei, verweigert)
    assert datei.read_bytes() == b"eins\n"


def test_only_one_writes_at_a_time(tmp_path):
    datei = store.beschluss_datei(tmp_path)
    with umbau.gesperrt(tmp_path), pytest.raises(SozialraumError, match="Ein anderer Lauf schreibt"):
        store.beschluesse_fortschreiben(datei, lambda alt: alt)


def test_places_that_cannot_hold_the_file_are_said(tmp_path):
    with pytest.raises(SozialraumError, match="ist ein Ordner"):
        store.beschluesse_lesen(tmp_path)
    with pytest.raises(SozialraumError, match="gibt es nicht"):
        store.beschluesse_fortschreiben(tmp_path / "fehlt" / "b.toml", lambda alt: alt)
