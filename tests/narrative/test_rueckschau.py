"""The Rückschau by years ahead and by size: who won is said, also where it was another method."""

import pandas as pd

from pipeline import charts, indicators, names, narrative

MASSE = {"mape": 1.9, "malpe": -0.5, "ueber_10_pct": 3.0, "crps": 1.2, "abdeckung_80": 78.0}
MIT = ("Sozialraum mit Bewegungen", "Kohortenmodell")
ANDERE = [name for name in names.PROGNOSEVERFAHREN if name not in ("Sozialraum", "Keine Änderung")]


def tafel(horizont: int, groesse: str, **medape: float) -> pd.DataFrame:
    """Rows of one class where moves were not judged; others as bad as 9 percent unless said."""
    verfahren = [name for name in names.PROGNOSEVERFAHREN if name not in MIT]
    werte = {**dict.fromkeys(verfahren, 9.0), **medape}
    zeilen = pd.DataFrame({"verfahren": sorted(werte), "medape": [werte[name] for name in sorted(werte)]})
    return zeilen.assign(raumeinheit="HN", horizont=horizont, groesse=groesse, **MASSE)


def frei(*teile: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {"rueckschau": pd.concat(teile, ignore_index=True)}


NACH_JAHREN = frei(
    tafel(0, "insgesamt", Sozialraum=2.0),
    tafel(2, "insgesamt", Sozialraum=1.7, **{"Keine Änderung": 1.2, "Hamilton-Perry": 1.9}),
    tafel(1, "insgesamt", Sozialraum=0.6, **{"Linearer Trend": 0.7}),
)


def test_each_horizon_shows_ours_the_best_other_and_no_change() -> None:
    got = indicators.rueckschau_nach(NACH_JAHREN, "HN", "horizont")
    gezeigt = got[got["gezeigt"]]
    assert gezeigt["gruppe"].unique().tolist() == ["1 Jahr voraus", "2 Jahre voraus"]
    assert gezeigt["verfahren"].tolist() == [
        *("Sozialraum", "Keine Änderung", "Linearer Trend"),
        *("Sozialraum", "Keine Änderung", "Hamilton-Perry"),
    ]


def test_the_sentence_names_the_winner_of_each_horizon_and_what_was_not_tested() -> None:
    text = narrative.rueckschau.nach_horizont(indicators.rueckschau_nach(NACH_JAHREN, "HN", "horizont"))
    assert "1 Jahr voraus 0,6\N{NO-BREAK SPACE}%, 2 Jahre voraus 1,7\N{NO-BREAK SPACE}%" in text
    assert "„Sozialraum“ (1 Jahr voraus); „Keine Änderung“ (2 Jahre voraus)" in text
    assert "überall" not in text
    assert "Weiter als 2 Jahre voraus ist nicht geprüft." in text


def test_a_method_as_good_as_ours_is_named_beside_it() -> None:
    gleich = frei(tafel(1, "insgesamt", Sozialraum=0.7, **{"Linearer Trend": 0.7}))
    text = narrative.rueckschau.nach_horizont(indicators.rueckschau_nach(gleich, "HN", "horizont"))
    assert "„Sozialraum“ und „Linearer Trend“ (1 Jahr voraus)" in text


def test_size_classes_stand_in_their_order() -> None:
    klassen = ("3.000 bis unter 10.000", "ab 10.000", "unter 3.000")
    frei_ = frei(*(tafel(0, klasse, Sozialraum=1.0) for klasse in klassen))
    got = indicators.rueckschau_nach(frei_, "HN", "groesse")
    assert got["groesse"].unique().tolist() == ["unter 3.000", "3.000 bis unter 10.000", "ab 10.000"]
    text = narrative.rueckschau.nach_groesse(got)
    assert text.endswith("Den kleinsten Median hatte überall „Sozialraum“.")
    (inhalt, _) = charts.tabellen.rueckschau_nach(
        got, **narrative.rueckschau.kopf_nach("groesse", "Amt")
    ).buendel.values()
    assert inhalt["gruppen"][0]["titel"] == "unter 3.000 Einwohner:innen"
    assert len(inhalt["zeilen"]) == 9


def test_without_a_look_back_or_classes_nothing_is_said_or_shown() -> None:
    for tabellen in ({}, frei(tafel(0, "insgesamt", Sozialraum=1.0))):
        for nach in ("horizont", "groesse"):
            got = indicators.rueckschau_nach(tabellen, "HN", nach)
            kopf = narrative.rueckschau.kopf_nach(nach, "Amt")
            assert charts.tabellen.rueckschau_nach(got, **kopf).buendel == {}
            assert narrative.rueckschau.nach_horizont(got) == ""
            assert narrative.rueckschau.nach_groesse(got) == ""


def test_where_moves_were_judged_that_calculation_is_ours():
    mit = NACH_JAHREN["rueckschau"].query("verfahren == 'Sozialraum'").assign(verfahren=MIT[0], medape=0.01)
    beide = {"rueckschau": pd.concat([NACH_JAHREN["rueckschau"], mit], ignore_index=True)}
    got = indicators.rueckschau_nach(beide, "HN", "horizont")
    assert "Sozialraum" not in set(got["verfahren"])
    assert set(got[got["gezeigt"]]["verfahren"]) >= {MIT[0], "Keine Änderung"}
    text = narrative.rueckschau.nach_horizont(got)
    assert "Fehlers von „Sozialraum mit Bewegungen“" in text
    assert "überall „Sozialraum mit Bewegungen“" in text
