"""A delivered forecast of the city: dates, whose it is, and that its parts add up day by day."""

import pytest

from pipeline import validation
from pipeline.validation.abgleich import eckwerte_und_einwohner
from pipeline.validation.eckwerte import eckwerte_am_jahresende, eckwerte_der_stadt, eckwerte_nach_der_basis
from pipeline.validation.merkmalsummen import altersgruppen_summe, summe_der_merkmale
from tests.validation.prueflinge import bestand, pruefling, raeume, tabelle, ueberall

BASIS = "2020-12-31"


def _zeile(stichtag, anzahl, **mehr):
    return {"raumeinheit": "HN", "basis": BASIS, "stichtag": stichtag, "anzahl": anzahl, **mehr}


def _saetze(regel, *zeilen):
    return [validation.satz(befund) for befund in regel(pruefling(eckwerte=list(zeilen)))]


def test_a_day_that_is_not_after_the_base_is_one_sentence_however_many_rows_say_it():
    zeilen = [_zeile("2019-12-31", 40, geschlecht=sex) for sex in ("m", "w")]
    assert _saetze(eckwerte_nach_der_basis, *zeilen) == [
        "eckwerte.csv, Zeile 2, Spalte stichtag: Der Stichtag 2019-12-31 liegt nicht nach der Basis "
        "2020-12-31, auf der die Eckwerte beruhen. Bitte prüfen, ob basis und stichtag vertauscht sind."
    ]


def test_a_day_within_the_year_is_refused():
    (satz,) = _saetze(eckwerte_am_jahresende, _zeile("2025-06-30", 40), _zeile("2026-12-31", 40))
    assert "Zeile 2" in satz
    assert "2025-06-30 ist kein Jahresende." in satz


def test_a_district_is_refused():
    (satz,) = _saetze(eckwerte_der_stadt, _zeile("2025-12-31", 40) | {"raumeinheit": "P02"})
    assert '"P02" ist keine Stadt' in satz


def _summen(regel, *zahlen):
    """Findings of men, women and all in two years."""
    zeilen = [
        _zeile(f"{jahr}-12-31", zahl, geschlecht=sex)
        for jahr, drei in zip((2025, 2030), zahlen, strict=True)
        for sex, zahl in zip(("m", "w", "insgesamt"), drei, strict=True)
    ]
    erklaert = ueberall(["eckwerte"], ["HN"], [BASIS])
    return list(regel(pruefling(erklaert=erklaert, eckwerte=zeilen)))


def test_every_day_adds_up_by_itself():
    assert not _summen(summe_der_merkmale, (40, 50, 90), (30, 40, 70))
    (befund,) = _summen(summe_der_merkmale, (40, 50, 91), (30, 40, 69))[:1]
    assert befund.wert == "91"
    assert len(_summen(summe_der_merkmale, (40, 50, 91), (30, 40, 69))) == 2


def test_age_groups_add_up_day_by_day():
    teile = [_zeile("2025-12-31", zahl, alter=alter) for alter, zahl in (("0-17", 9), ("18+", 11))]
    spaeter = [_zeile("2030-12-31", zahl, alter=alter) for alter, zahl in (("0-17", 9), ("18+", 11))]
    falsch = [*teile, _zeile("2025-12-31", 20), *spaeter, _zeile("2030-12-31", 25)]
    (befund,) = summe_der_merkmale(pruefling(eckwerte=falsch))
    assert "stichtag 2030-12-31" in befund.grund
    assert not list(altersgruppen_summe(pruefling(eckwerte=falsch)))


def _neben(*zeilen):
    erklaert = ueberall(["einwohner"], ["HN"], [BASIS])
    stand = [bestand("HN", 2020, 100)]
    return list(eckwerte_und_einwohner(pruefling(erklaert=erklaert, einwohner=stand, eckwerte=list(zeilen))))


def test_only_the_first_day_told_is_set_beside_the_count_and_everybody_once():
    ages = [
        _zeile("2021-12-31", zahl, alter=a)
        for a, zahl in (("0-5", 20), ("6+", 85), ("0-17", 40), ("18+", 65))
    ]
    assert not _neben(*ages, _zeile("2022-12-31", 9999))
    (befund,) = _neben(_zeile("2021-12-31", 111), _zeile("2022-12-31", 9999))
    assert befund.grund == ("Die Eckwerte für HN nennen für 2021-12-31 111, gezählt sind am 2020-12-31 100.")
    assert befund.grad == "Warnung"
    assert _neben(_zeile("2021-12-31", 90))
    assert not _neben(_zeile("2021-12-31", 91))


def _texte(*zeilen):
    return (
        tabelle("eckwerte", list(zeilen))
        .drop(columns="periode")
        .fillna({"anzahl": 0})
        .astype("str")
        .assign(zeile=range(2, len(zeilen) + 2))
    )


def _geprueft(datum, *zeilen):
    raum = tabelle("raumeinheiten", raeume("P01")).drop(columns="periode").fillna("")
    texte = {"raumeinheiten": raum.assign(gueltig_ab="2000-01-01"), "eckwerte": _texte(*zeilen)}
    return validation.pruefen(texte, datum=datum, vollstaendig=[(["eckwerte"], ["HN"], [2020])])


def test_days_to_come_are_no_finding_but_a_base_after_the_delivery_is():
    zeilen = [_zeile(f"{jahr}-12-31", 40) for jahr in (2025, 2035)]
    tabellen, befunde = _geprueft("2021-05-01", *zeilen)
    assert befunde.empty, befunde.to_dict("records")
    assert tabellen["eckwerte"]["stichtag"].tolist() == ["2025-12-31", "2035-12-31"]
    assert tabellen["vollstaendigkeit"]["periode"].tolist() == ["2020-12-31"]
    _, befunde = _geprueft("2020-05-01", *zeilen)
    assert set(befunde["regel"]) == {"zukunft"}
    assert befunde["grund"].iloc[0].startswith("Die Basis 2020-12-31 liegt nach dem Datum der Lieferung")


@pytest.mark.parametrize(
    ("anders", "regel"),
    [({"geschlecht": "d"}, "code"), ({"alter": "07"}, "alter"), ({"stichtag": "2025"}, "datum")],
)
def test_what_the_schema_refuses_is_said_as_in_every_table(anders, regel):
    _, befunde = _geprueft("2021-05-01", _zeile("2030-12-31", 40), {**_zeile("2025-12-31", 40), **anders})
    assert set(befunde["regel"]) == {regel}
