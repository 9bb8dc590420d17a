import pytest


@pytest.fixture(autouse=True)
def eigener_schluessel(tmp_path, monkeypatch):
    """No test may read or make the key of whoever runs it."""
    monkeypatch.setenv("SOZIALRAUM_SCHLUESSEL_DATEI", str(tmp_path / "schluessel"))
    monkeypatch.delenv("SOZIALRAUM_DATEN", raising=False)


@pytest.fixture
def daten(tmp_path):
    return tmp_path / "data"
