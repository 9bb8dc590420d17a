import numpy as np
import pandas as pd

from pipeline import comparison, indicators, names, narrative


def test_the_rule_of_words_is_told_with_its_own_numbers():
    rule = " ".join(narrative.methoden(["alterssummen"], ["alterssummen"]))
    grenzen = [comparison.LEICHT, comparison.DEUTLICH]
    grenzen += [grenze for k in indicators.katalog() for grenze in (k.leicht, k.deutlich) if grenze]
    for grenze in grenzen:
        assert f"{names.dezimal(grenze, 2).rstrip('0')}-" in rule, grenze
    assert names.dezimal(comparison.NIVEAU, 2) == "0,05"
    assert "unter fünf Prozent" in rule


def test_narrower_limits_are_told_only_where_means_are_shown():
    assert "Durchschnittsalter" not in " ".join(narrative.methoden(["einwohner"], ["einwohner"]))


def _prognose(**eckwerte):
    zeile = {"altersgruppe": "insgesamt", "status": "wert", "grundlage": names.AUS_BEWEGUNGEN, **eckwerte}
    return narrative.prognosemethoden.methoden(pd.DataFrame([zeile]))


def test_the_projection_says_which_forecast_of_the_city_it_follows_and_until_when():
    ganz = _prognose(eckwerte="2019-12-31", eckwerte_bis=np.nan)[1]
    assert ganz.startswith("Eckwerte der Stadt, Stand 31.12.2019: ")
    assert "reichen bis" not in ganz
    kurz = _prognose(eckwerte="2019-12-31", eckwerte_bis=2030.0)[1]
    assert "Sie reichen bis 2030; danach gilt das Verhältnis dieses Jahres weiter." in kurz


def test_without_one_it_says_nothing_of_it():
    for leer in (_prognose(), _prognose(eckwerte=None, eckwerte_bis=np.nan)):
        assert "Eckwerte" not in " ".join(leer)
