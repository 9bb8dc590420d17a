import pandas as pd
import pandera.errors
import pytest

from pipeline import names
from pipeline.schemas import MODELLE


def _schema(tabelle):
    return MODELLE[tabelle].to_schema()


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_the_model_has_exactly_the_columns_of_the_standard_delivery(tabelle):
    assert set(_schema(tabelle).columns) == set(names.TABELLEN[tabelle].spalten)


@pytest.mark.parametrize("tabelle", MODELLE)
def test_the_model_is_strict_and_knows_its_key(tabelle):
    schema = _schema(tabelle)
    assert schema.strict
    assert not schema.coerce
    if tabelle in names.TABELLEN:
        assert list(schema.unique) == list(names.TABELLEN[tabelle].schluessel)


@pytest.mark.parametrize("tabelle", MODELLE)
def test_every_column_is_described(tabelle):
    assert all(spalte.description for spalte in _schema(tabelle).columns.values())


def _einwohner(**anders):
    zeile = {
        "raumeinheit": "P01",
        "stichtag": "2020-12-31",
        "alter": "7",
        "geschlecht": "m",
        "staatsangehoerigkeit": "deutsch",
        "anzahl": 3,
        "status": "wert",
    }
    tabelle = pd.DataFrame([zeile | anders])
    return tabelle.assign(anzahl=tabelle["anzahl"].astype("Int64"))


def test_a_good_row_passes():
    MODELLE["einwohner"].validate(_einwohner())


@pytest.mark.parametrize(
    "anders",
    [
        {"alter": "18-24"},
        {"alter": "85+"},
        {"alter": "insgesamt", "geschlecht": "insgesamt"},
        {"geschlecht": "d"},
        {"geschlecht": "o"},
        {"anzahl": 0},
        {"anzahl": pd.NA, "status": "geheim"},
        {"anzahl": pd.NA, "status": "fehlt"},
        {"anzahl": 12, "status": "unsicher"},
    ],
)
def test_what_a_source_may_say(anders):
    MODELLE["einwohner"].validate(_einwohner(**anders))


@pytest.mark.parametrize(
    "anders",
    [
        {"raumeinheit": None},
        {"raumeinheit": "P 01"},
        {"stichtag": "31.12.2020"},
        {"stichtag": "2020-02-30"},
        {"alter": "101"},
        {"alter": "24-18"},
        {"alter": "07"},
        {"alter": "100+"},
        {"alter": "0-100"},
        {"geschlecht": "x"},
        {"anzahl": -1},
        {"anzahl": pd.NA, "status": "wert"},
        {"anzahl": 3, "status": "geheim"},
        {"status": "unbekannt"},
    ],
)
def test_what_it_may_not_say(anders):
    with pytest.raises(pandera.errors.SchemaErrors):
        MODELLE["einwohner"].validate(_einwohner(**anders), lazy=True)


def test_a_key_stands_once():
    doppelt = pd.concat([_einwohner(), _einwohner(anzahl=4)], ignore_index=True)
    with pytest.raises(pandera.errors.SchemaErrors):
        MODELLE["einwohner"].validate(doppelt, lazy=True)
