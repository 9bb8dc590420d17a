"""The proposed manifest, saved unchanged or with the marked places filled in, reads the folder."""

# ruff: noqa: E501 -- a delivered line stands whole here, as an office writes it

import shutil

import pytest

from pipeline import deliveries
from tests import heilbronn_2018
from tests.deliveries.fremd import fehler, zellen
from tests.deliveries.test_echte_dateien import KOELN

DATEIEN = {
    "breit_nach_alter_2020.csv": (
        "Schlüssel;Stadtteil;unter 6;6 bis unter 18;18 bis unter 65;65 und älter;Insgesamt\n"
        "01;Mitte;120;240;1.049;310;1.719\n02;Nord;80;.;700;150;1.030\n",
        {("01", "18-64"): "1049", ("02", "6-17"): "geheim", ("02", "65+"): "150"},
        8,
    ),
    "mit_titel.csv": (
        "Bevölkerung nach Geschlecht;;;\nStand: 31.12.2019;;;\n;;;\nBezirk;männlich;weiblich;Gesamt\n"
        "1 Altstadt;1 049;1 100;2 149\n2 Hafen;656;700;1 356\nGesamt;1 705;1 800;3 505\n____;;;\nQuelle: Amt;;;\n",
        {("1", "m"): "1049", ("STADT", "w"): "1800", ("2", "m"): "656"},
        6,
    ),
    "lang.csv": (
        "Jahr,Raumkennziffer,Altersgruppe,Geschlecht,Anzahl\n"
        "2020,001,0 bis 17 Jahre,M,10\n2020,001,0 bis 17 Jahre,W,12\n2020,001,18 Jahre u. ä.,M,30\n"
        "2020,001,18 Jahre u. ä.,W,31\n2020,002,0 bis 17 Jahre,M,*\n2020,002,0 bis 17 Jahre,W,7\n",
        {("001", "0-17", "m"): "10", ("001", "18+", "w"): "31", ("002", "0-17", "m"): "geheim"},
        6,
    ),
    "lor_2018.csv": (
        "RAUMID;BEZ;E_E00_03;E_E03_06;E_E06_18;E_E18_110\n01011101;01;100;90;300;2000\n01011102;01;50;40;x;1000\n",
        {("01011101", "0-2"): "100", ("01011101", "18+"): "2000", ("01011102", "6-17"): "fehlt"},
        8,
    ),
    "gefuellt_2021.csv": (
        '"Stadtbezirk";"Staatsangehörigkeit";"Einwohner"\n"Ost";"deutsch";500\n"";"nichtdeutsch";20\n'
        '"";"Summe";520\n"West";"deutsch";300\n"";"nichtdeutsch";"0"\n"";"Summe";300\n',
        {("Ost", "deutsch"): "500", ("West", "nichtdeutsch"): "0"},
        4,
    ),
    "zwei_koepfe_122019.csv": (
        ";;Geschlecht;;Staatsangehörigkeit;;Gesamt\nNummer;Ortsteil;männlich;weiblich;deutsch;nichtdeutsch;\n"
        "1;Süd;10;12;20;2;22\n2;Böhl;7;8;15;-;15\n",
        {("1", "m"): "10", ("2", "nichtdeutsch"): "0", ("2", "deutsch"): "15"},
        8,
    ),
}  # fmt: skip
ZEIT = {"lang.csv": "2020-12-31", "mit_titel.csv": "2019-12-31"}


def _gelesen(ordner, ersetzen=None):
    text = deliveries.vorschlag(ordner)
    for alt, neu in (ersetzen or {}).items():
        text = text.replace(alt, neu)
    (ordner / "lieferung.toml").write_text(text, encoding="utf-8")
    return deliveries.read(ordner)


@pytest.mark.parametrize("name", DATEIEN)
def test_hand_made_dialects(tmp_path, name):
    text, soll, anzahl = DATEIEN[name]
    zeichensatz = "cp1252" if ";" in text else "utf-8"
    (tmp_path / name).write_bytes(text.encode(zeichensatz))
    lieferung = _gelesen(tmp_path, {'"BITTE AUSFÜLLEN"': '"0"'})
    assert fehler(lieferung) == []
    gelesen = zellen(lieferung)
    assert {schluessel: gelesen.get(schluessel) for schluessel in soll} == soll
    assert len(gelesen) == anzahl
    assert set(lieferung.tabellen["einwohner"]["stichtag"]) == {ZEIT.get(name, f"20{name[-6:-4]}-12-31")}


def test_what_only_a_person_can_know_is_marked_and_refused_until_filled_in(tmp_path):
    (tmp_path / "daten.csv").write_text("Gebiet;männlich;weiblich\nP01;-;7\n", encoding="utf-8")
    lieferung = _gelesen(tmp_path)
    assert fehler(lieferung)
    assert "einwohner" not in lieferung.tabellen


def test_heilbronn(tmp_path):
    if not (heilbronn_2018.QUELLE / heilbronn_2018.DATEI).exists():
        pytest.skip("the authentic export lies beside the checkout, not in it")
    shutil.copyfile(heilbronn_2018.QUELLE / heilbronn_2018.DATEI, tmp_path / heilbronn_2018.DATEI)
    vorgeschlagen = _gelesen(tmp_path)
    von_hand = deliveries.read(heilbronn_2018.standardlieferung(heilbronn_2018.QUELLE, tmp_path / "von_hand"))
    assert fehler(vorgeschlagen) == []
    for tabelle in ("einwohner", "zuwanderungsgeschichte"):
        soll = {("STADT" if k[0] == "HN" else k[0], *k[1:]): w for k, w in zellen(von_hand, tabelle).items()}
        assert zellen(vorgeschlagen, tabelle) == soll


def test_koeln(tmp_path):
    if not KOELN.exists():
        pytest.skip("the authentic file lies beside the checkout, not in it")
    shutil.copyfile(KOELN, tmp_path / KOELN.name)
    lieferung = _gelesen(tmp_path)
    assert fehler(lieferung) == []
    einwohner = lieferung.tabellen["einwohner"]
    stadt = einwohner[einwohner["raumeinheit"].eq("000") & einwohner["stichtag"].eq("2012-12-31")]
    for merkmal in ("alter", "geschlecht"):
        anzahl = stadt["anzahl"][stadt[merkmal].ne("insgesamt")]
        assert anzahl.astype("int64").sum() == 1_044_555
    assert len(lieferung.tabellen["raumeinheiten"]) == 96


def test_each_open_place_is_named_with_its_line(tmp_path):
    (tmp_path / "daten.csv").write_text("Gebiet;männlich;weiblich\nP01;-;7\n", encoding="utf-8")
    text = deliveries.vorschlag(tmp_path)
    (tmp_path / "lieferung.toml").write_text(text, encoding="utf-8")
    offen = [b for b in deliveries.read(tmp_path).befunde if b.wert == "BITTE AUSFÜLLEN"]
    zeilen = [z for z, inhalt in enumerate(text.splitlines(), 1) if '"BITTE AUSFÜLLEN"' in inhalt]
    assert [befund.grund for befund in offen if befund.zeile in zeilen][:2] == [
        '"-" ist noch auszufüllen.',
        '"fest" ist noch auszufüllen.',
    ]
