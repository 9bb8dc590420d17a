"""On the path or not: hand-worked cases, and what must hold of every target."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import decisions, names
from pipeline.decisions import Messung, Ziel, lage, soll

SENKEN = Ziel(1.2, 2025, 1.5, 2020, "niedrig_ist_gut", 1)
HEBEN = Ziel(30.0, 2024, 20.0, 2019, "hoch_ist_gut", 1)
HALTEN = Ziel(20.0, 2024, 20.0, 2019, "hoch_ist_gut", 1)
BEGRENZEN = Ziel(2.0, 2025, 1.5, 2020, "niedrig_ist_gut", 1)
NEUTRAL = Ziel(2600.0, 2025, 2500.0, 2020, "neutral", 0)
RANG = ["nicht auf Kurs", "auf Kurs", "erreicht"]


def test_the_path_is_a_straight_line_that_stays_at_its_ends() -> None:
    assert [soll(HEBEN, jahr) for jahr in (2010, 2019, 2020, 2024, 2030)] == [20, 20, 22, 30, 30]
    assert soll(SENKEN, 2022) == pytest.approx(1.38)


@pytest.mark.parametrize(
    ("ziel", "messung", "urteil", "gesichert"),
    [
        # path in 2022: 1.38, printed 1,4
        (SENKEN, Messung(2022, 1.0, 0.9, 1.1), "erreicht", True),
        (SENKEN, Messung(2022, 1.2, 0.8, 1.6), "erreicht", False),
        (SENKEN, Messung(2022, 1.24, 0.8, 1.6), "erreicht", False),  # printed 1,2
        (SENKEN, Messung(2022, 1.26, 1.25, 1.3), "auf Kurs", True),
        (SENKEN, Messung(2022, 1.44, 1.41, 1.6), "auf Kurs", False),  # printed 1,4
        (SENKEN, Messung(2022, 1.6, 1.2, 2.1), "auf Kurs", False),
        (SENKEN, Messung(2022, 1.6, 1.5, 1.9), "nicht auf Kurs", True),
        (SENKEN, Messung(2025, 1.3, 1.0, 1.7), "nicht auf Kurs", False),
        (SENKEN, Messung(2025, 1.5, 1.3, 1.7), "nicht auf Kurs", True),
        (SENKEN, Messung(2027, 1.1, 0.7, 1.7), "erreicht", False),
        (HEBEN, Messung(2022, 26.0), "auf Kurs", None),
        (HEBEN, Messung(2022, 25.9), "nicht auf Kurs", None),
        (HEBEN, Messung(2022, 31.0), "erreicht", None),
        (HEBEN, Messung(2024, 29.9), "nicht auf Kurs", None),
        (HALTEN, Messung(2022, 20.0), "auf Kurs", None),
        (HALTEN, Messung(2022, 25.0), "auf Kurs", None),
        (HALTEN, Messung(2022, 19.9), "nicht auf Kurs", None),
        (HALTEN, Messung(2024, 20.0), "erreicht", None),
        # a rise that shall stay below a limit: path in 2022 is 1.7
        (BEGRENZEN, Messung(2022, 1.5), "auf Kurs", None),
        (BEGRENZEN, Messung(2022, 1.8), "nicht auf Kurs", None),
        (BEGRENZEN, Messung(2025, 2.0), "erreicht", None),
        (BEGRENZEN, Messung(2025, 2.1), "nicht auf Kurs", None),
        (NEUTRAL, Messung(2022, 2540.0), "auf Kurs", None),
        (NEUTRAL, Messung(2022, 2539.0), "nicht auf Kurs", None),
        (NEUTRAL._replace(zielwert=2400.0), Messung(2022, 2460.0), "auf Kurs", None),
        (NEUTRAL._replace(zielwert=2400.0), Messung(2022, 2461.0), "nicht auf Kurs", None),
        (NEUTRAL._replace(zielwert=2400.0), Messung(2022, 2390.0), "erreicht", None),
    ],
)
def test_verdicts_worked_out_by_hand(
    ziel: Ziel, messung: Messung, urteil: str, gesichert: bool | None
) -> None:
    gefunden = lage(ziel, messung)
    assert (gefunden.urteil, gefunden.gesichert) == (urteil, gesichert)
    assert gefunden.grund.startswith("Der Wert liegt ")


def test_a_value_that_is_no_number_is_never_judged() -> None:
    with pytest.raises(ValueError, match="nan"):
        lage(SENKEN, Messung(2022, math.nan))


zahlen = st.integers(-5000, 5000).map(lambda n: n / 10)
ziele = st.builds(
    Ziel,
    zahlen,
    st.integers(2021, 2040),
    zahlen,
    st.integers(2000, 2020),
    st.sampled_from(["hoch_ist_gut", "niedrig_ist_gut", "neutral"]),
    st.integers(0, 2),
).filter(lambda ziel: ziel.vorzeichen != 0)


@st.composite
def messungen(draw: st.DrawFn) -> Messung:
    wert, weite = draw(zahlen), draw(st.none() | st.tuples(st.floats(0, 100), st.floats(0, 100)))
    jahr = draw(st.integers(2021, 2045))
    return Messung(jahr, wert, wert - weite[0], wert + weite[1]) if weite else Messung(jahr, wert)


@given(ziele, messungen(), st.floats(0, 500))
def test_a_better_value_is_never_judged_worse(ziel: Ziel, messung: Messung, besser: float) -> None:
    schub = ziel.vorzeichen * besser
    danach = messung._replace(
        wert=messung.wert + schub, untere=messung.untere + schub, obere=messung.obere + schub
    )
    assert RANG.index(lage(ziel, danach).urteil) >= RANG.index(lage(ziel, messung).urteil)


@given(ziele, messungen())
def test_high_is_good_and_low_is_good_are_mirror_images(ziel: Ziel, messung: Messung) -> None:
    gedreht = {"hoch_ist_gut": "niedrig_ist_gut", "niedrig_ist_gut": "hoch_ist_gut", "neutral": "neutral"}
    spiegel = ziel._replace(
        zielwert=-ziel.zielwert, ausgangswert=-ziel.ausgangswert, richtung=gedreht[ziel.richtung]
    )
    gespiegelt = messung._replace(wert=-messung.wert, untere=-messung.obere, obere=-messung.untere)
    assert lage(spiegel, gespiegelt) == lage(ziel, messung)


@given(ziele, messungen(), st.floats(0, 100))
def test_a_wider_interval_never_turns_a_verdict_against_the_district(
    ziel: Ziel, messung: Messung, weite: float
) -> None:
    weiter = messung._replace(untere=messung.untere - weite, obere=messung.obere + weite)
    vorher, danach = lage(ziel, messung), lage(ziel, weiter)
    assert RANG.index(danach.urteil) >= RANG.index(vorher.urteil)
    if danach.gesichert:
        assert danach == vorher


@given(ziele, st.integers(2021, 2045))
def test_who_is_exactly_on_the_path_is_on_course_or_there(ziel: Ziel, jahr: int) -> None:
    wert = names.gerundet(soll(ziel, jahr), ziel.stellen)
    assert lage(ziel, Messung(jahr, wert)).urteil in ("auf Kurs", "erreicht")


@given(ziele, st.integers(1990, 2060))
def test_the_path_never_leaves_the_way_between_its_ends(ziel: Ziel, jahr: int) -> None:
    klein, gross = sorted((ziel.ausgangswert, ziel.zielwert))
    assert klein - 1e-9 <= soll(ziel, jahr) <= gross + 1e-9


@given(ziele, messungen())
def test_before_the_year_of_the_target_only_a_certain_delay_is_called_one(
    ziel: Ziel, messung: Messung
) -> None:
    assume(messung.jahr < ziel.zieljahr)
    gefunden = lage(ziel, messung)
    assert gefunden.urteil != "nicht auf Kurs" or gefunden.gesichert in (True, None)
    assert decisions.Lage(*gefunden) == gefunden
