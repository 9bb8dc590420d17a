"""A new decision that contradicts the catalogue, the values or itself is refused with a way out."""

from typing import Any

import pytest

from pipeline import decisions
from pipeline.decisions.form import Mangel
from tests.decisions.bausteine import DREI, HEUTE, OHNE_ZIEL, WERTE, beschluss, eintrag

STEHEND = decisions.lesen(DREI.encode(), "b.toml").beschluesse


def verstoesse(stehend: tuple[decisions.Beschluss, ...] = (), **anders: Any) -> list[Mangel]:
    umfeld = decisions.Umfeld(stehend, WERTE, HEUTE)
    return decisions.verstoesse(beschluss(stehend, **anders), umfeld)


BEV = {"kennzahlen": ["bev"], "zielwert": 2600, "ausgangswert": 2560}
SALDO = {"kennzahlen": ["wsaldo"], "zielwert": -1, "ausgangswert": -3.2, "ausgangsjahr": 2020}
WAHL = {"kennzahlen": ["wahlbet"], "zielwert": 27, "ausgangswert": 21.8, "ausgangsjahr": 2020}


@pytest.mark.parametrize(
    "anders",
    [
        {},
        OHNE_ZIEL | {"kennzahlen": ["bev", "wahlbet"]},
        OHNE_ZIEL | {"verantwortlich": None, "faellig": None},
        BEV,
        SALDO,
        WAHL,
        {"zielwert": 1.6, "bemerkung": "Zuzug erwartet; der Anstieg soll begrenzt bleiben"},
        {"zielwert": 1.4},
        {"ausgangswert": 1.5, "ausgangsjahr": 2020},
        {"ausgangsjahr": 2018, "ausgangswert": 1.3, "bemerkung": "Ausgangswert: Sozialbericht 2018"},
        {"zieljahr": 2022, "faellig": "2022-12-31"},
    ],
)
def test_what_a_committee_may_decide(anders: dict[str, Any]) -> None:
    assert verstoesse(**anders) == []


@pytest.mark.parametrize(
    ("anders", "feld", "satz"),
    [
        ({"kennzahlen": ["al_antell"]}, "kennzahlen", '"al_antell" steht nicht im Katalog'),
        ({"datum": "2024-01-16"}, "datum", "liegt in der Zukunft"),
        ({"faellig": "2022-03-23"}, "faellig", "liegt vor dem Tag des Beschlusses"),
        ({"art": "fortschreiben"}, "art", "noch nicht festgelegt"),
        ({"art": "aufheben", "bemerkung": "x"} | OHNE_ZIEL, "art", "noch nicht festgelegt"),
        (
            {"zieljahr": 2021, "ausgangsjahr": 2020, "ausgangswert": 1.5},
            "zieljahr",
            "liegt vor dem Beschluss",
        ),
        ({"zieljahr": 2021}, "zieljahr", "nicht nach dem Ausgangsjahr"),
        ({"ausgangsjahr": 2023, "bemerkung": "x"}, "ausgangsjahr", "liegt nach dem Beschluss"),
        ({"zielwert": 1.6}, "zielwert", "entgegen (niedrig ist gut)"),
        (WAHL | {"zielwert": 20}, "zielwert", "entgegen (hoch ist gut)"),
        (BEV | {"zielwert": 2560}, "zielwert", "keine Richtung"),
        ({"zielwert": -0.1}, "zielwert", "kann bei dieser Kennzahl nicht vorkommen"),
        (WAHL | {"zielwert": 100.1}, "zielwert", "kann bei dieser Kennzahl nicht vorkommen"),
        ({"zielwert": 1.25}, "zielwert", "mehr Nachkommastellen"),
        (BEV | {"zielwert": 2600.5}, "zielwert", "mehr Nachkommastellen"),
        ({"ausgangswert": 1.3}, "ausgangswert", "ist nicht der freigegebene Wert von 2021 (1,4)"),
        ({"ausgangsjahr": 2019, "bemerkung": "x"}, "ausgangswert", "ist geheim"),
        ({"ausgangsjahr": 2019, "ausgangswert": None}, "ausgangswert", "ist geheim"),
        ({"ausgangsjahr": 2018, "ausgangswert": None}, "ausgangswert", "kein Wert freigegeben"),
        ({"ausgangsjahr": 2018}, "ausgangswert", "kein Wert freigegeben"),
        ({"ausgangsjahr": 2022, "bemerkung": None}, "ausgangswert", "kein Wert freigegeben"),
        ({"verantwortlich": None}, "verantwortlich", "wer dafür sorgt"),
        ({"faellig": None}, "faellig", "bis wann"),
        ({"kennzahlen": ["al_anteil", "bev"]}, "kennzahlen", "genau eine Kennzahl"),
        ({"ausgangsjahr": None}, "ausgangsjahr", 'Zu "zielwert" fehlt "ausgangsjahr"'),
    ],
)
def test_what_is_refused_names_the_field_and_the_rule(anders: dict[str, Any], feld: str, satz: str) -> None:
    (mangel,) = verstoesse(**anders)
    assert mangel.feld == feld
    assert satz in mangel.grund
    assert mangel.abhilfe.endswith((".", "?"))


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"datum": "2023-03-25"}, "schon festgelegt (Beschluss 3)"),
        ({"datum": "2023-03-23", "art": "fortschreiben"}, "liegt vor dem letzten Beschluss (2023-03-24)"),
        ({"datum": "2023-03-25", "art": "aufheben", "bemerkung": "x"}, "setzt kein Ziel"),
        ({"datum": "2023-03-25", "art": "aufheben"} | OHNE_ZIEL, "fehlt die Begründung"),
    ],
)
def test_what_stands_decides_what_may_follow(anders: dict[str, Any], satz: str) -> None:
    (mangel,) = verstoesse(STEHEND, **anders)
    assert satz in mangel.grund


def test_another_area_fixes_its_own() -> None:
    (mangel,) = verstoesse(STEHEND, datum="2023-03-25", raumeinheit="P11", art="fortschreiben")
    assert "für P11 noch nicht" in mangel.grund


def test_real_decisions_do_not_mix_with_those_of_the_demonstration() -> None:
    umfeld = decisions.Umfeld(STEHEND, WERTE, HEUTE)
    kopf = {"nummer": 4, "demonstration": False, "vorgaenger": decisions.siegel_am_ende(STEHEND)}
    neu = decisions.als_beschluss(eintrag(datum="2023-03-25", art="fortschreiben") | kopf)
    (mangel,) = decisions.verstoesse(neu, umfeld)
    assert "dürfen nicht in einer Datei stehen" in mangel.grund


def test_an_unknown_kennzahl_comes_with_the_nearest_known_one() -> None:
    (mangel,) = verstoesse(kennzahlen=["al_antell"])
    assert mangel.abhilfe.endswith('Meinten Sie "al_anteil"?')


@pytest.mark.parametrize(
    ("anders", "jahr", "wert"),
    [
        ({"ausgangswert": None, "ausgangsjahr": None}, 2021, 1.4),
        ({"ausgangswert": None, "ausgangsjahr": 2020}, 2020, 1.5),
        ({"ausgangswert": None, "ausgangsjahr": 2019}, 2019, None),
        ({"ausgangswert": None, "ausgangsjahr": None, "datum": "2020-06-01"}, 2020, 1.5),
        # on 30.12.2021 nobody knows the value of 31.12.2021
        ({"ausgangswert": None, "ausgangsjahr": None, "datum": "2021-12-30"}, 2020, 1.5),
        ({"ausgangswert": None, "ausgangsjahr": None, "datum": "2021-12-31"}, 2021, 1.4),
        ({"ausgangswert": 9.9}, 2021, 9.9),
        (OHNE_ZIEL, None, None),
        ({"ausgangswert": None, "ausgangsjahr": None, "kennzahlen": ["unbekannt"]}, None, None),
    ],
)
def test_the_baseline_is_filled_in_as_the_report_prints_it(
    anders: dict[str, Any], jahr: int | None, wert: float | None
) -> None:
    fertig = decisions.ergaenzt(eintrag(**anders), decisions.Umfeld((), WERTE, HEUTE))
    assert (fertig.get("ausgangsjahr"), fertig.get("ausgangswert")) == (jahr, wert)
