"""Reports from very little: nothing crashes, nothing is invented, every empty section says so."""

import pandas as pd
import pytest

from pipeline import store
from tests.notebooks_inhalt.zellen import JE_BEZIRK, ausfuehren, inhalte, prosa

pytestmark = pytest.mark.long

ECHT = {
    "lieferung": "klein",
    "lieferant": "Amt",
    "datum": "2019-01-15",
    "lizenz": "frei",
    "demonstration": True,
    "hinweis": "",
    "dateien": [{"datei": "einwohner.csv", "tabelle": "einwohner", "sha256": "0" * 64}],
}


def einwohner(status="wert"):
    wert = [23305, 128612] if status == "wert" else [pd.NA, 128612]
    rahmen = pd.DataFrame(
        {"raumeinheit": ["003", "HN"], "stichtag": "2018-12-31", "altersgruppe": "insgesamt"}
    )
    return rahmen.assign(
        geschlecht="insgesamt",
        staatsangehoerigkeit="insgesamt",
        anzahl=pd.array(wert, dtype="Int64"),
        status=[status, "wert"],
    )


def raumeinheiten():
    return pd.DataFrame(
        {
            "raumeinheit": ["003", "HN"],
            "name": ["Böckingen", "Stadt Heilbronn"],
            "ebene": ["stadtteil", "stadt"],
            "uebergeordnet": ["HN", None],
            "gueltig_ab": "2000-01-01",
            "gueltig_bis": None,
        }
    )


@pytest.fixture(params=["wert", "geheim"])
def berichte(request, tmp_path, monkeypatch):
    tabellen = {"einwohner": einwohner(request.param), "raumeinheiten": raumeinheiten()}
    store.write_zone("freigabe", tabellen, schritt="freigeben", lieferungen=[ECHT], daten=tmp_path)
    monkeypatch.setenv("SOZIALRAUM_DATEN", str(tmp_path))
    parameter = {"raumeinheit": "003", "vergleich": "HN", "stichtag": "2018-12-31", "horizont": 2035}
    return {name: ausfuehren(name, **parameter) for name in JE_BEZIRK}


def test_every_section_without_data_is_one_line(berichte):
    text = prosa(berichte["sozialraumanalyse"])
    for was in (
        "Gliederung nach Alter wurde",
        "Angaben zur Zuwanderungsgeschichte wurden",
        "Angaben zu Wanderungen wurden",
        "Angaben zu Haushalten wurden",
        "Angaben zur Grundsicherung wurden",
        "Angaben zur Wahlbeteiligung wurden",
        "Angaben zu Hilfen nach dem SGB VIII wurden",
        "Ein Verzeichnis der Einrichtungen wurde",
    ):
        assert f"{was} nicht geliefert." in text
    assert "keine Religionsgemeinschaft" not in text
    assert inhalte(berichte["sozialraumanalyse"], "abbildung") == []


def test_a_projection_that_was_not_made_is_not_shown(berichte):
    assert "auf der Basis des 31.12.2018 liegt nicht vor" in prosa(berichte["prognose"])
    assert inhalte(berichte["prognose"], "abbildung") == []
    assert inhalte(berichte["prognose"], "tabelle") == []
