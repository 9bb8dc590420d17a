"""The authentic export of Stadt Heilbronn comes through reading and checking with every published total."""

import csv

import pytest

from pipeline import deliveries, validation
from tests import heilbronn_2018

pytestmark = pytest.mark.skipif(
    not (heilbronn_2018.QUELLE / heilbronn_2018.DATEI).exists(),
    reason="the authentic export lies beside the checkout, not in it",
)


@pytest.fixture(scope="module")
def geprueft(tmp_path_factory):
    ordner = heilbronn_2018.standardlieferung(heilbronn_2018.QUELLE, tmp_path_factory.mktemp("lieferung"))
    lieferung = deliveries.read(ordner)
    return validation.pruefen(
        lieferung.tabellen,
        vollstaendig=lieferung.angaben.vollstaendig,
        datum=lieferung.angaben.datum,
        befunde=lieferung.befunde,
    )


def _summe(tabelle, **wo):
    for spalte, wert in wo.items():
        tabelle = tabelle[tabelle[spalte] == wert]
    return int(tabelle["anzahl"].sum(skipna=False))


def _abschnittssummen():
    """The `Summe` and `Gesamt` rows of the export, by area, as it prints them."""
    schluessel, summen = "", {}
    with (heilbronn_2018.QUELLE / heilbronn_2018.DATEI).open(encoding="cp1252", newline="") as offen:
        for felder in list(csv.reader(offen, delimiter=";"))[2:]:
            schluessel = felder[0] or schluessel
            if felder[2] in ("Summe", "Gesamt"):
                summen[schluessel] = [int(feld.replace(".", "")) for feld in felder[7:]]
    return summen


def test_nothing_is_wrong_with_it(geprueft):
    assert geprueft[1].empty, [validation.satz(b) for b in geprueft[1].itertuples(index=False)]


def test_the_areas_keep_their_leading_zeros(geprueft):
    schluessel = sorted(geprueft[0]["raumeinheiten"]["raumeinheit"])
    assert schluessel == ["001", *[f"{i:03}" for i in range(3, 11)], "HN"]


@pytest.mark.parametrize(
    ("soll", "wo"),
    [
        (64_605, {"geschlecht": "m"}),
        (64_007, {"geschlecht": "w"}),
        (94_845, {"staatsangehoerigkeit": "deutsch"}),
        (33_767, {"staatsangehoerigkeit": "nichtdeutsch"}),
        (128_612, {"geschlecht": "insgesamt"}),
        (128_612, {"staatsangehoerigkeit": "insgesamt"}),
    ],
)
def test_check_totals_of_the_city(geprueft, soll, wo):
    assert _summe(geprueft[0]["einwohner"], raumeinheit="HN", **wo) == soll


@pytest.mark.parametrize(
    ("soll", "art"), [(60_094, "ohne"), (34_751, "deutsch_mit"), (33_767, "nichtdeutsch")]
)
def test_check_totals_of_zuwanderungsgeschichte(geprueft, soll, art):
    tabelle = geprueft[0]["zuwanderungsgeschichte"]
    assert _summe(tabelle, raumeinheit="HN", zuwanderungsgeschichte=art) == soll


def test_every_block_sums_to_its_own_total(geprueft):
    einwohner, zuwanderung = geprueft[0]["einwohner"], geprueft[0]["zuwanderungsgeschichte"]
    for schluessel, soll in _abschnittssummen().items():
        raum = {"raumeinheit": "HN" if schluessel == "Gesamt" else schluessel}
        ist = [_summe(einwohner, geschlecht=g, **raum) for g in ("m", "w")]
        ist += [_summe(einwohner, staatsangehoerigkeit=s, **raum) for s in ("deutsch", "nichtdeutsch")]
        arten = ("ohne", "deutsch_mit", "nichtdeutsch")
        ist += [_summe(zuwanderung, zuwanderungsgeschichte=a, **raum) for a in arten]
        ist += [_summe(einwohner, geschlecht="insgesamt", **raum)]
        assert ist == soll, schluessel
