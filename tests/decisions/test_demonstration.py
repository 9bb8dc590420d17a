"""The decisions that come with the project: whole, labelled, and true to the catalogue and the values."""

import pandas as pd

from pipeline import decisions, indicators
from tests.conftest import PROJEKT

GELESEN = decisions.lesen((PROJEKT / "data" / "beschluesse.toml").read_bytes(), "beschluesse.toml")


def test_they_are_whole_and_labelled_as_demonstration() -> None:
    assert GELESEN.befunde == ()
    assert len(GELESEN.beschluesse) >= 5
    assert all(b.demonstration and b.bemerkung.startswith("Demonstration") for b in GELESEN.beschluesse)
    assert {b.raumeinheit for b in GELESEN.beschluesse} == {"P10"}


def test_every_one_keeps_the_rules_on_the_demonstration_delivery(
    freigegeben: dict[str, pd.DataFrame],
) -> None:
    werte = indicators.kennzahlen(freigegeben, ["P10"])
    for stelle, beschluss in enumerate(GELESEN.beschluesse):
        umfeld = decisions.Umfeld(GELESEN.beschluesse[:stelle], werte, beschluss.datum)
        assert decisions.verstoesse(beschluss, umfeld) == []
