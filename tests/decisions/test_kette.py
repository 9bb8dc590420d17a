"""A past decision cannot be changed, moved or deleted without being named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import decisions
from pipeline.schemas.befunde import satz
from tests.decisions.bausteine import DREI, OHNE_ZIEL, beschluss, datei


def befunde(text: str) -> list[str]:
    gelesen = decisions.lesen(text.encode(), "beschluesse.toml")
    assert not (gelesen.befunde and gelesen.beschluesse)
    return [satz(befund, "Feld") for befund in gelesen.befunde]


def teile(text: str) -> list[str]:
    """Head, one part per decision, the closing section."""
    return re.split(r"(?=^\[\[?(?:beschluss|stand)\]\]?$)", text, flags=re.MULTILINE)


def test_what_was_added_is_read_back() -> None:
    gelesen = decisions.lesen(DREI.encode(), "b.toml")
    assert gelesen.befunde == ()
    assert [b.nummer for b in gelesen.beschluesse] == [1, 2, 3]
    assert gelesen.beschluesse[2].bemerkung == 'mit "Zitat" und \\'
    assert gelesen.beschluesse[0] == beschluss()


def test_nothing_that_stands_changes_when_one_is_added() -> None:
    vorher = datei({}, {"kennzahlen": ["bev"], **OHNE_ZIEL})
    danach = datei({}, {"kennzahlen": ["bev"], **OHNE_ZIEL}, {"kennzahlen": ["wahlbet"], **OHNE_ZIEL})
    assert danach.startswith(vorher[: vorher.index("[stand]")])


@pytest.mark.parametrize("nummer", [1, 2, 3])
@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ('"Träger"', '"Kita"'),
        ("datum = 202", "datum = 201"),
        ("demonstration = true", "demonstration = false"),
        ('raumeinheit = "P10"', 'raumeinheit = "P11"'),
        ('"Träger", ', '"Träger", "Kita", '),
    ],
)
def test_a_changed_decision_is_named(nummer: int, alt: str, neu: str) -> None:
    stuecke = teile(DREI)
    assert alt in stuecke[nummer]
    stuecke[nummer] = stuecke[nummer].replace(alt, neu, 1)
    (einer,) = befunde("".join(stuecke))
    assert f"Beschluss {nummer} vom 20" in einer
    assert "wurde nach dem Eintragen geändert" in einer
    assert f"Zeile {''.join(stuecke[:nummer]).count(chr(10)) + 1}:" in einer


@pytest.mark.parametrize("nummer", [1, 2, 3])
def test_a_deleted_decision_is_named(nummer: int) -> None:
    stuecke = teile(DREI)
    del stuecke[nummer]
    (einer,) = befunde("".join(stuecke))
    assert f"Beschluss {nummer} fehlt" in einer
    assert "wiederherstellen" in einer


def test_a_deleted_decision_is_found_also_after_renumbering() -> None:
    stuecke = teile(DREI)
    del stuecke[1]
    text = "".join(stuecke).replace("nummer = 2", "nummer = 1").replace("nummer = 3", "nummer = 2")
    assert befunde(text.replace("anzahl = 3", "anzahl = 2")) != []


def test_exchanged_decisions_are_refused() -> None:
    kopf, eins, zwei, drei, stand = teile(DREI)
    assert len(befunde("".join([kopf, zwei, eins, drei, stand]))) == 1


def test_a_decision_written_by_hand_is_refused_with_the_way_to_add_it() -> None:
    kopf, eins, zwei, drei, stand = teile(DREI)
    vier = drei.replace("nummer = 3", "nummer = 4")
    for text in (kopf + eins + zwei + drei + vier + stand, kopf + eins + zwei + drei + stand + "\n" + vier):
        (einer,) = befunde(text)
        assert "Beschluss 4" in einer
    assert "fehlt der Abschnitt [stand]" in befunde(kopf + eins)[0]


def test_an_empty_remark_says_nothing_new() -> None:
    assert befunde(DREI.replace("einvernehmen =", 'bemerkung = ""\neinvernehmen =', 1)) == []


def test_layout_and_comments_do_not_matter() -> None:
    text = DREI.replace("zielwert = 1.2", "zielwert   =  1.20 # vereinbart").replace("\n", "\r\n")
    assert befunde(text) == []
    assert befunde("\ufeff" + DREI) == []


def test_an_empty_file_has_no_decisions() -> None:
    assert decisions.lesen(b"", "b.toml") == decisions.Gelesen((), ())
    assert befunde("# nur ein Kommentar\n") == []


@given(stelle=st.integers(0, len(DREI) - 1), zeichen=st.sampled_from('0123456789abc"[]=# \n.-'))
def test_no_edit_of_one_character_changes_what_was_decided(stelle: int, zeichen: str) -> None:
    text = DREI[:stelle] + zeichen + DREI[stelle + 1 :]
    gelesen = decisions.lesen(text.encode(), "b.toml")
    assert gelesen.befunde or gelesen.beschluesse == decisions.lesen(DREI.encode(), "b.toml").beschluesse


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc")),
        max_size=60,
    ),
    st.floats(-1e12, 1e12),
)
def test_any_text_and_number_survives_the_file(text: str, zahl: float) -> None:
    geschrieben = decisions.anhaengen("", beschluss(bemerkung=text, zielwert=zahl))
    (gelesen,) = decisions.lesen(geschrieben.encode(), "b.toml").beschluesse
    assert (gelesen.bemerkung, gelesen.zielwert) == (text, zahl)
