"""A released sum of years is never taken for a year: not by a Kennzahl, not by the section on help."""

import pandas as pd
import pytest

from pipeline import charts, indicators, names, narrative
from pipeline.indicators.jahressummen import einzeljahre
from pipeline.indicators.zellen import zelle
from tests.charts.muster import KOPF
from tests.charts.test_tabellen import MIME
from tests.indicators import tabellen
from tests.indicators.tabellen import ALLE, JAHR
from tests.narrative.muster import ORTE

RAEUME = ["P10", "HN"]


def summe(tabelle: pd.DataFrame, jahre: int = 3) -> pd.DataFrame:
    mit = tabelle.copy()
    mit.insert(2, "jahre", jahre)
    return mit


@pytest.fixture
def frei() -> dict[str, pd.DataFrame]:
    fluesse = ("hilfen_sgb8", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
    alle = tabellen.alle()
    nur_2020 = {name: alle[name][alle[name]["jahr"].eq(JAHR)] for name in fluesse if name in alle}
    assert len(nur_2020) > 2
    return alle | {name: summe(tabelle) for name, tabelle in nur_2020.items()}


def test_a_sum_becomes_its_years_without_their_numbers_and_a_zero_stays_one() -> None:
    einzeln = einzeljahre(summe(tabellen.hilfen()))
    p10 = einzeln[einzeln["raumeinheit"].eq("P10") & einzeln["zaehlweise"].eq(ALLE)]
    je_paragraph = p10.groupby("paragraph")
    assert all(sorted(jahre) == [2018, 2019, 2020] for _, jahre in je_paragraph["jahr"])
    assert set(p10.loc[p10["paragraph"].eq("33"), "status"]) == {"geheim"}
    assert set(p10.loc[p10["paragraph"].eq("31"), "status"]) == {"wert"}
    assert p10.loc[p10["paragraph"].eq("31"), "anzahl"].tolist() == [0, 0, 0]
    assert p10.loc[p10["paragraph"].ne("31"), "anzahl"].isna().all()
    assert list(einzeln.columns) == list(tabellen.hilfen().columns)


def test_what_is_missing_or_of_one_year_stays_so() -> None:
    zellen = {("2020", "27", ALLE): {"P10": "fehlt", "HN": 7}}
    roh = tabellen.tabelle("hilfen_sgb8", zellen, "paragraph", "zaehlweise")
    assert einzeljahre(summe(roh))["status"].tolist() == ["fehlt"] * 3 + ["geheim"] * 3
    pd.testing.assert_frame_equal(einzeljahre(summe(roh, 1)), roh)
    assert einzeljahre(roh) is roh


def test_no_kennzahl_has_a_number_from_a_sum_of_years(frei: dict[str, pd.DataFrame]) -> None:
    einzeln = indicators.kennzahlen(tabellen.alle(), RAEUME, [JAHR])
    got = indicators.kennzahlen(frei, RAEUME, [2018, 2019, JAHR])
    heute = got[got["jahr"].eq(JAHR)].reset_index(drop=True)
    verloren = einzeln["status"].eq("wert") & heute["status"].ne("wert")
    assert {"hze_33", "geburtenziffer"} <= set(einzeln.loc[verloren, "kennzahl"])
    assert set(heute.loc[verloren, "status"]) == {"geheim"}
    # what still has a number has the number it had
    da = heute["status"].eq("wert")
    pd.testing.assert_frame_equal(heute[da], einzeln[da])
    hilfe = got[got["kennzahl"].str.startswith("hze") & got["status"].eq("wert")]
    assert (hilfe["wert"] == 0).all()


def test_a_cell_looked_up_by_its_last_year_is_not_the_sum(frei: dict[str, pd.DataFrame]) -> None:
    gesucht = {"raumeinheit": "P10", "jahr": JAHR}
    assert zelle(frei["hilfen_sgb8"], **gesucht) == {"anzahl": None, "status": "geheim"}
    assert zelle(frei["hilfen_sgb8"], **gesucht, paragraph="31") == {"anzahl": 0, "status": "wert"}


def test_moves_and_the_balance_of_citizenship_are_not_computed_from_sums(
    frei: dict[str, pd.DataFrame],
) -> None:
    bewegt = indicators.wanderungen(frei, "P10", JAHR)
    assert bewegt[["zuzuege", "wegzuege", "saldo", "wegzuege_je_1000"]].isna().all(axis=None)
    bilanz = indicators.staatsangehoerigkeitsbilanz(frei, "P10", JAHR)
    assert bilanz["status"].tolist() != ["wert"] * len(bilanz)
    assert bilanz["zuzuege"].isna().all()


def test_the_section_on_help_says_that_there_are_only_sums(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.hilfen(frei, "P10", JAHR)
    je_paragraph = got.set_index("paragraph")
    assert je_paragraph.loc["31", "inanspruchnahme"] == "nein"
    # that there was help in three years does not say that there was in this one
    assert je_paragraph.loc[["30", "33"], "inanspruchnahme"].tolist() == ["geheim", "geheim"]
    assert got["anzahl"].dropna().tolist() == [0]
    text = narrative.hilfen(ORTE, got, JAHR)
    assert text.startswith("Hilfen nach dem SGB VIII werden nur als Summe mehrerer Jahre ausgewiesen")
    assert "Keine Inanspruchnahme lag im Jahr 2020" in text
    assert "Inanspruchnahme von Jugendhilfe gibt es" not in text
    zeilen = charts.tabellen.hilfen(got, **KOPF).buendel[MIME]["zeilen"]
    assert {zeile[1]["text"] for zeile in zeilen} == {names.GEHEIM, "0"}


def test_a_year_beyond_the_blocks_is_not_called_undelivered(frei: dict[str, pd.DataFrame]) -> None:
    danach = indicators.hilfen(frei, "P10", JAHR + 1)
    assert danach["anzahl"].isna().all()
    text = narrative.hilfen(ORTE, danach, JAHR + 1)
    assert "nur als Summe mehrerer Jahre" in text
    assert "nicht geliefert" not in text
