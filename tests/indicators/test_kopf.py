import pandas as pd

from pipeline import indicators


def test_every_row_carries_the_head_of_its_own_kennzahl():
    gewaehlt = [
        indicators.nach_id(kennung) for kennung in ("wsaldo", "bev", "al_anteil", "durchschnittsalter")
    ]
    tabelle = indicators.kennzahlen({}, ["P10", "HN"], [2020, 2019], gewaehlt)
    erwartet = pd.DataFrame([(k.id, k.name, k.einheit, k.art) for k in gewaehlt])
    gefunden = tabelle[["kennzahl", "name", "einheit", "art"]].drop_duplicates()
    assert sorted(map(tuple, gefunden.to_numpy())) == sorted(map(tuple, erwartet.to_numpy()))
