import pytest

from pipeline import errors
from pipeline.indicators import ausdruck
from pipeline.indicators.ausdruck import Glied, Zelle


def test_a_cell_with_conditions() -> None:
    got = ausdruck.lesen("einwohner(geschlecht=w, altersgruppe=65+)")
    filter_ = (("altersgruppe", "65+"), ("geschlecht", "w"))
    assert got.glieder == (Glied(1.0, Zelle("einwohner", "anzahl", "", filter_)),)


def test_a_sum_with_signs_and_factors() -> None:
    got = ausdruck.lesen("0.5*einwohner() - geburten() + alterssummen.summe_alter()")
    assert [(g.faktor, g.zelle.tabelle, g.zelle.spalte) for g in got.glieder] == [
        (0.5, "einwohner", "anzahl"),
        (-1.0, "geburten", "anzahl"),
        (1.0, "alterssummen", "summe_alter"),
    ]


def test_years_and_the_mean_population() -> None:
    got = ausdruck.lesen("mittel(einwohner(altersgruppe=0-5)) + einwohner[vor5jahren]()")
    assert [(g.faktor, g.zelle.jahr) for g in got.glieder] == [
        (0.5, "vorjahr"),
        (0.5, ""),
        (1.0, "vor5jahren"),
    ]


def test_codes_with_spaces_dots_and_points() -> None:
    got = ausdruck.lesen("grundsicherung(leistung=SGB XII Kap. 4)").zellen[0]
    assert dict(got.filter) == {"leistung": "SGB XII Kap. 4"}


@pytest.mark.parametrize(
    "text",
    [
        "einwohner(altersgruppe=65+)",
        "wahlen.waehlende[zuletzt](briefwahl=nicht enthalten, wahl=X*)",
        "einwohner()",
    ],
)
def test_a_cell_is_written_as_it_is_read(text: str) -> None:
    assert str(ausdruck.lesen(text).zellen[0]) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "einwohner",
        "einwohner() einwohner()",
        "einwohner() +",
        "einwohner(altersgruppe)",
        "einwohner(altersgruppe=1, altersgruppe=2)",
        "einwohner[morgen]()",
        "mittel(einwohner()",
        "einwohner())",
        "mittel(einwohner[vorjahr]())",
        "__import__('os').system('ls')",
        "einwohner() * 2",
    ],
)
def test_what_is_no_expression_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(errors.PlanUngueltig, match="nicht lesbar"):
        ausdruck.lesen(text)
