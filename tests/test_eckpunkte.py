"""The 36 statements of the Eckpunktepapier on P10, computed by the pipeline from the delivered CSVs.

What the paper says stands in tests/golden/eckpunkte.csv; the code that computes never reads it.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import comparison, indicators

GOLDEN = Path(__file__).parent / "golden" / "eckpunkte.csv"
P10, STADT, JAHR, STICHTAG = "P10", "HN", 2020, "2020-12-31"
WAHLJAHR = 2019  # the last Gemeinderatswahl before the Stichtag

MEHRPERSONEN = (
    "hh_paar_mit_kindern",
    "hh_alleinerziehend",
    "hh_mehrpersonen_ohne_kinder",
    "hh_mehrpersonen_ohne_kinder_weitere",
)

Tabellen = dict[str, pd.DataFrame]
AUSSAGEN = pd.read_csv(GOLDEN, comment="#", dtype="str", keep_default_na=False).set_index("id")


@pytest.fixture(scope="session")
def werte(freigegeben: Tabellen) -> pd.DataFrame:
    alle = indicators.kennzahlen(freigegeben, [P10, STADT], [JAHR])
    return comparison.vergleich(alle, P10, STADT, JAHR).set_index("kennzahl")


def paper(aussage: str) -> str:
    return str(AUSSAGEN.loc[aussage, "value"])


def in_words(zeile: pd.Series) -> str:
    """Size and direction as the paper words them."""
    worte = {"leicht": "slightly ", "deutlich": "clearly ", "vergleichbar": "comparable"}
    seite = {"unter": "below", "ueber": "above"}
    if zeile["groesse"] == "vergleichbar":
        return worte["vergleichbar"]
    return worte[zeile["groesse"]] + seite[zeile["richtung"]]


def test_all_36_statements_are_here() -> None:
    assert len(AUSSAGEN) == 36
    tested = {
        name.removeprefix("test_statement_") for name in globals() if name.startswith("test_statement_")
    }
    assert tested == set(AUSSAGEN.index)


def test_statement_einwohner(freigegeben: Tabellen) -> None:
    zelle = indicators.zelle(freigegeben["einwohner"], raumeinheit=P10, stichtag=STICHTAG)
    assert zelle["anzahl"] == int(paper("einwohner"))


def about_a_fifth(share: float, fifths: float) -> bool:
    """Within one percentage point and a half of so many fifths: "knapp 1/5", "3/5"."""
    return abs(share - 20 * fifths) < 1.5


def test_statement_anteil_u18(werte: pd.DataFrame) -> None:
    share = werte.loc["bev_u18", "wert"]
    assert paper("anteil_u18") == "20"
    assert about_a_fifth(share, 1)
    assert share < 20  # "knapp"


def test_statement_anteil_18_64(werte: pd.DataFrame) -> None:
    assert paper("anteil_18_64") == "60"
    assert about_a_fifth(werte.loc["bev_18_64", "wert"], 3)


def test_statement_anteil_65(werte: pd.DataFrame) -> None:
    assert paper("anteil_65") == "20"
    assert about_a_fifth(werte.loc["bev_65p", "wert"], 1)


def change_to_2035(freigegeben: Tabellen, altersgruppe: str) -> float:
    """Relative change of the central value from the base to 2035."""
    zeilen = freigegeben["prognose"].query(
        "raumeinheit == @P10 and basis == @STICHTAG and jahr == 2035 and altersgruppe == @altersgruppe "
        "and geschlecht == 'insgesamt' and staatsangehoerigkeit == 'insgesamt'"
    )
    base = indicators.zelle(
        freigegeben["einwohner"], raumeinheit=P10, stichtag=STICHTAG, altersgruppe=altersgruppe
    )
    return float(zeilen["erwartet"].item()) / float(base["anzahl"]) - 1


def test_statement_prognose_gesamt(freigegeben: Tabellen) -> None:
    assert paper("prognose_gesamt") == "down"
    assert change_to_2035(freigegeben, "insgesamt") < 0


def slightly_up(change: float) -> bool:
    """Up, and by less than the ratio from which the written rule says "deutlich"."""
    return 1 < 1 + change < comparison.DEUTLICH


def test_statement_prognose_65_69(freigegeben: Tabellen) -> None:
    assert paper("prognose_65_69") == "slightly up"
    assert slightly_up(change_to_2035(freigegeben, "65-69"))


def test_statement_prognose_70_84(freigegeben: Tabellen) -> None:
    assert paper("prognose_70_84") == "up"
    assert change_to_2035(freigegeben, "70-84") > 0


def test_statement_prognose_85(freigegeben: Tabellen) -> None:
    assert paper("prognose_85") == "slightly up"
    assert slightly_up(change_to_2035(freigegeben, "85+"))


def test_statement_geschlecht(freigegeben: Tabellen) -> None:
    test = indicators.geschlechtertest(freigegeben, P10, STADT, JAHR)
    assert paper("geschlecht") == "not significant"
    assert test.p > comparison.NIVEAU


def test_statement_zuwanderung(werte: pd.DataFrame) -> None:
    zeile = werte.loc["mig"]
    assert round(zeile["wert"]) == int(paper("zuwanderung"))
    assert in_words(zeile) == "slightly below"
    assert zeile["signifikant"]


def test_statement_herkunft(freigegeben: Tabellen) -> None:
    laender = indicators.herkunftslaender(freigegeben, P10, JAHR)["herkunftsland"].head(4)
    assert list(laender) == paper("herkunft").split(" > ")


def moves_out(freigegeben: Tabellen, staatsangehoerigkeit: str) -> int:
    zelle = indicators.zelle(
        freigegeben["wanderungen"],
        raumeinheit=P10,
        jahr=JAHR,
        richtung="wegzug",
        staatsangehoerigkeit=staatsangehoerigkeit,
    )
    return int(zelle["anzahl"])


def test_statement_wegzuege_deutsch(freigegeben: Tabellen) -> None:
    assert moves_out(freigegeben, "deutsch") == int(paper("wegzuege_deutsch"))


def test_statement_wegzuege_nichtdeutsch(freigegeben: Tabellen) -> None:
    assert moves_out(freigegeben, "nichtdeutsch") == int(paper("wegzuege_nichtdeutsch"))


def test_statement_nichtdeutsch_waechst(freigegeben: Tabellen) -> None:
    """The paper conjectures from 104 and 60 moves; what the balance of all flows says is put beside it."""
    prognose = freigegeben["prognose"].query(
        "raumeinheit == @P10 and basis == @STICHTAG and altersgruppe == 'insgesamt' and jahr in (2021, 2035)"
    )
    erwartet = prognose.pivot_table(index="jahr", columns="staatsangehoerigkeit", values="erwartet")
    anteil = erwartet["nichtdeutsch"] / erwartet["insgesamt"]
    assert paper("nichtdeutsch_waechst") == "to be tested"
    assert anteil.loc[2035] > anteil.loc[2021]


def test_statement_haushalte(werte: pd.DataFrame) -> None:
    assert werte.loc["hh", "wert"] == int(paper("haushalte"))


def test_statement_einpersonen(werte: pd.DataFrame) -> None:
    zeile = werte.loc["hh_einpersonen"]
    assert round(zeile["wert"]) == int(paper("einpersonen"))
    assert zeile["richtung"] == "unter"


def test_statement_mehrpersonen(werte: pd.DataFrame) -> None:
    mehr = [kennzahl for kennzahl in werte.index if kennzahl in MEHRPERSONEN]
    assert len(mehr) == len(MEHRPERSONEN)
    assert round(werte.loc[mehr, "wert"].sum()) == int(paper("mehrpersonen"))


def compared(werte: pd.DataFrame, aussage: str, kennzahl: str) -> bool:
    return in_words(werte.loc[kennzahl]) == paper(aussage)


def test_statement_paare_mit_kindern(werte: pd.DataFrame) -> None:
    assert compared(werte, "paare_mit_kindern", "hh_paar_mit_kindern")


def test_statement_alleinerziehende(werte: pd.DataFrame) -> None:
    assert compared(werte, "alleinerziehende", "hh_alleinerziehend")


def test_statement_mehr_ohne_kinder(werte: pd.DataFrame) -> None:
    assert compared(werte, "mehr_ohne_kinder", "hh_mehrpersonen_ohne_kinder")


def test_statement_mehr_ohne_kinder_weitere(werte: pd.DataFrame) -> None:
    verhaeltnis = werte.loc["hh_mehrpersonen_ohne_kinder_weitere", "verhaeltnis"]
    assert round(verhaeltnis, 2) == float(paper("mehr_ohne_kinder_weitere"))


def test_statement_kinderreich(werte: pd.DataFrame) -> None:
    assert paper("kinderreich") == "above"
    assert werte.loc["hh_4kind", "richtung"] == "ueber"


def test_statement_grundsicherung(freigegeben: Tabellen) -> None:
    nach_alter = indicators.grundsicherung_nach_alter(freigegeben, [P10, STADT], JAHR)
    verglichen = comparison.vergleich(nach_alter, P10, STADT, JAHR)
    assert len(verglichen) >= 3
    assert all(in_words(zeile) == paper("grundsicherung") for _, zeile in verglichen.iterrows())
    assert verglichen["signifikant"].all()


def test_statement_arbeitslosigkeit(werte: pd.DataFrame) -> None:
    zeile = werte.loc["al_anteil"]
    assert round(zeile["wert"], 1) == float(paper("arbeitslosigkeit"))
    assert round(zeile["wert_stadt"], 1) == 4.1
    assert in_words(zeile) == "clearly below"


def test_statement_wahlbeteiligung(freigegeben: Tabellen) -> None:
    wahl = indicators.wahlbeteiligung(freigegeben, [P10, STADT], STICHTAG)
    zeile = comparison.vergleich(wahl, P10, STADT, WAHLJAHR).iloc[0]
    assert in_words(zeile) == paper("wahlbeteiligung")
    assert zeile["signifikant"]


def help_used(freigegeben: Tabellen, paragraph: str) -> str:
    hilfen = indicators.hilfen(freigegeben, P10, JAHR).set_index("paragraph")
    return str(hilfen.loc[paragraph, "inanspruchnahme"])


def test_statement_sgb8_31(freigegeben: Tabellen) -> None:
    assert paper("sgb8_31") == "0"
    assert help_used(freigegeben, "31") == "nein"


def test_statement_sgb8_34(freigegeben: Tabellen) -> None:
    assert paper("sgb8_34") == "0"
    assert help_used(freigegeben, "34") == "nein"


def test_statement_sgb8_27(freigegeben: Tabellen) -> None:
    assert paper("sgb8_27") == "more than 0"
    assert help_used(freigegeben, "27") == "ja"


def test_statement_sgb8_30(freigegeben: Tabellen) -> None:
    assert paper("sgb8_30") == "more than 0"
    assert help_used(freigegeben, "30") == "ja"


def test_statement_sgb8_33(freigegeben: Tabellen) -> None:
    assert paper("sgb8_33") == "more than 0"
    assert help_used(freigegeben, "33") == "ja"


def facilities(freigegeben: Tabellen) -> Callable[..., int]:
    liste = indicators.einrichtungen(freigegeben, P10, STICHTAG)
    return lambda *arten: int(liste["art"].isin(arten).sum())


def test_statement_pflege(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("pflege", "betreuung", "betreutes_wohnen") == int(paper("pflege"))


def test_statement_kindergaerten(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("kindergarten") == int(paper("kindergaerten"))


def test_statement_grundschule(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("grundschule") == int(paper("grundschule"))


def test_statement_weiterfuehrend(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("weiterfuehrende_schule") == int(paper("weiterfuehrend"))


def test_statement_sporthalle(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("sporthalle") == int(paper("sporthalle"))


def test_statement_religionsgemeinschaften(freigegeben: Tabellen) -> None:
    assert facilities(freigegeben)("religionsgemeinschaft") == int(paper("religionsgemeinschaften"))
