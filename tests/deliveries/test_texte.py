"""Facilities, interviews, elections, the Quartierszentrum's figures and surveys come in from foreign files too."""

# ruff: noqa: E501 -- a line of a delivery stands whole here

import pytest

from pipeline import deliveries, validation
from tests.conftest import sozialraum
from tests.deliveries.fremd import KOPF, fehler, lesen, manifest

ORT = '[datei.raumeinheit]\nspalte = "Gebiet"\nfuellen = true\nstadt = "HN"\n'


def eintrag(tabelle, rest, zeit="fest = 2020-12-31", kopf=KOPF, zeilen=""):
    return f'{kopf}[[datei]]\ndatei = "d.csv"\ntabelle = "{tabelle}"\n{zeilen}\n[datei.zeit]\n{zeit}\n{ORT}{rest}'


def zeilen(lieferung: deliveries.Lieferung, tabelle: str) -> list[dict[str, str]]:
    assert fehler(lieferung) == []
    _, befunde = validation.pruefen(lieferung.tabellen, datum="2021-01-31", befunde=lieferung.befunde)
    assert list(befunde["grund"][befunde["grad"].eq("Fehler")]) == []
    return lieferung.tabellen[tabelle].to_dict("records")


EINRICHTUNGEN = (
    '[datei.text]\nname = { spalte = "Bezeichnung" }\n'
    'art = { spalte = "Typ", fuellen = true, codes = { "Kita" = "kindergarten", "GS" = "grundschule" } }\n'
    'traeger = { fest = "Stadt" }\nstrasse = { spalten = ["Straße", "Nr."] }\n'
)


def test_facilities_with_coordinates_of_another_system(tmp_path):
    """49.1427 N, 9.2109 E is the Kiliansplatz in Heilbronn: 515 381.64, 5 443 340.65 in EPSG:25832 by Krüger's series."""
    text = (
        "Gebiet;Typ;Bezeichnung;Straße;Nr.;Länge;Breite\n"
        "P10;Kita;Kita Süd;Hauptstraße;7a;9,2109;49,1427\n;;Kita Nord;Ringweg;1;;\n;GS;Schule;Ringweg;;9,2;49,1\n"
    )
    rest = EINRICHTUNGEN + '[datei.koordinaten]\nost = "Länge"\nnord = "Breite"\nepsg = 4326\n'
    gelesen = zeilen(
        lesen(tmp_path, {"d.csv": text}, eintrag("einrichtungen", rest, zeilen='dezimal = ","')),
        "einrichtungen",
    )
    assert [
        (z["raumeinheit"], z["stichtag"], z["art"], z["name"], z["traeger"], z["strasse"]) for z in gelesen
    ] == [
        ("P10", "2020-12-31", "kindergarten", "Kita Süd", "Stadt", "Hauptstraße 7a"),
        ("P10", "2020-12-31", "kindergarten", "Kita Nord", "Stadt", "Ringweg 1"),
        ("P10", "2020-12-31", "grundschule", "Schule", "Stadt", "Ringweg"),
    ]
    assert float(gelesen[0]["ost"]) == pytest.approx(515_381.64, abs=0.5)
    assert float(gelesen[0]["nord"]) == pytest.approx(5_443_340.65, abs=0.5)
    assert (gelesen[1]["ost"], gelesen[1]["nord"]) == ("", "")


@pytest.mark.parametrize(
    ("dezimal", "ost", "nord"), [(".", "514206.5", "5441292.0"), (",", "514206,5", "5441292,0")]
)
def test_coordinates_in_metres_stay(tmp_path, dezimal, ost, nord):
    rest = '[datei.text]\nname = { spalte = 2 }\nart = { fest = "laden" }\n[datei.koordinaten]\nost = "X"\nnord = "Y"\nepsg = 25832\n'
    text = f"Gebiet;Name;X;Y\nP10;A;{ost};{nord}\n"
    (z,) = zeilen(
        lesen(tmp_path, {"d.csv": text}, eintrag("einrichtungen", rest, zeilen=f'dezimal = "{dezimal}"')),
        "einrichtungen",
    )
    assert (z["ost"], z["nord"]) == ("514206.5", "5441292.0")


def test_what_is_no_coordinate_is_an_error(tmp_path):
    rest = '[datei.text]\nname = { spalte = 2 }\nart = { fest = "laden" }\n[datei.koordinaten]\nost = "X"\nnord = "Y"\nepsg = 25832\n'
    saetze = fehler(
        lesen(tmp_path, {"d.csv": "Gebiet;Name;X;Y\nP10;A;hier;5441292\n"}, eintrag("einrichtungen", rest))
    )
    assert saetze == [
        'd.csv, Zeile 2, Spalte X: "hier" ist keine Koordinate. Bitte dezimal in lieferung.toml prüfen oder das Feld leer lassen.'
    ]


def test_facilities_stand_in_bestand(tmp_path):
    (tmp_path / "processed").mkdir()
    lesen(
        tmp_path / "x",
        {"d.csv": "Gebiet;Bezeichnung;Typ;Straße;Nr.\nP10;Kita Süd;Kita;Weg;1\n"},
        eintrag("einrichtungen", EINRICHTUNGEN),
    )
    assert sozialraum("einlesen", tmp_path / "x", "--daten", tmp_path) == 0


def test_interviews_are_numbered_where_the_file_does_not(tmp_path):
    rest = '[datei.text]\naussage = { spalte = "Aussage" }\nthema = { spalte = "Thema", fuellen = true }\n'
    text = 'Gebiet;Thema;Aussage\nP10;Wohnen;"Es fehlt; sagen viele"\n;;Mehr Bänke\n'
    gelesen = zeilen(lesen(tmp_path, {"d.csv": text}, eintrag("interviews", rest)), "interviews")
    assert [(z["nummer"], z["thema"], z["aussage"]) for z in gelesen] == [
        ("1", "Wohnen", "Es fehlt; sagen viele"), ("2", "Wohnen", "Mehr Bänke"),
    ]  # fmt: skip


def test_elections(tmp_path):
    rest = (
        '[[datei.werte]]\nspalten = ["Berechtigte"]\nwert = "wahlberechtigte"\nmerkmale = { wahl = "Landtagswahl", briefwahl = "nicht enthalten" }\n'
        '[[datei.werte]]\nspalten = ["Wähler"]\nwert = "waehlende"\nmerkmale = { wahl = "Landtagswahl", briefwahl = "nicht enthalten" }\n'
    )
    text = "Gebiet;Berechtigte;Wähler;Wahlbeteiligung in %\nP10;1.000;450;45,0\nP11;1.200;.;.\n"
    toml = eintrag("wahlen", rest, zeit="fest = 2020-03-14", zeilen='tausender = "."')
    gelesen = zeilen(lesen(tmp_path, {"d.csv": text}, toml), "wahlen")
    assert [(z["raumeinheit"], z["stichtag"], z["wahlberechtigte"], z["waehlende"], z["status"]) for z in gelesen] == [
        ("P10", "2020-03-14", "1000", "450", "wert"), ("P11", "2020-03-14", "1200", "", "geheim"),
    ]  # fmt: skip


def test_figures_of_the_quartierszentrum(tmp_path):
    rest = '[[datei.werte]]\nmerkmal = "merkmal"\nspalten = ["Angebote", "Teilnahmen"]\n[datei.dimension.handlungsfeld]\nspalte = "Feld"\nsumme = ["alle"]\n'
    text = "Gebiet;Feld;Angebote;Teilnahmen\nP10;Familie;5;80\n;Jugend;7;-\n;alle;12;80\n"
    gelesen = zeilen(lesen(tmp_path, {"d.csv": text}, eintrag("quartiersarbeit", rest)), "quartiersarbeit")
    assert {(z["merkmal"], z["handlungsfeld"]): z["anzahl"] for z in gelesen} == {
        ("Angebote", "Familie"): "5", ("Angebote", "Jugend"): "7", ("Teilnahmen", "Familie"): "80", ("Teilnahmen", "Jugend"): "0",
    }  # fmt: skip


UMFRAGE = (
    '[[datei.werte]]\nspalten = ["n"]\n[[datei.werte]]\nspalten = ["w"]\nwert = "gewicht"\n'
    '[datei.dimension.frage]\nspalte = "Frage"\nfuellen = true\n[datei.dimension.antwort]\nspalte = "Antwort"\n'
)


def test_a_survey_with_weights(tmp_path):
    text = "Gebiet;Frage;Antwort;n;w\nP10;Wohl?;ja;112;0,95\n;;nein;12;1,5\n;;weiß nicht;.;\n"
    text += ";Rücklauf;teilgenommen;130;\n"
    lieferung = lesen(
        tmp_path, {"d.csv": text}, eintrag("bedarfsanalyse", UMFRAGE, zeilen='symbole = { "" = "fehlt" }')
    )
    gelesen = zeilen(lieferung, "bedarfsanalyse")
    assert [(z["frage"], z["antwort"], z["anzahl"], z["gewicht"], z["status"], z["zielgruppe"]) for z in gelesen] == [
        ("Rücklauf", "teilgenommen", "130", "", "wert", "insgesamt"),
        ("Wohl?", "ja", "112", "0.95", "wert", "insgesamt"), ("Wohl?", "nein", "12", "1.5", "wert", "insgesamt"),
        ("Wohl?", "weiß nicht", "", "", "geheim", "insgesamt"),
    ]  # fmt: skip
    falsch = lesen(
        tmp_path,
        {"d.csv": text.replace("1,5", "schwer")},
        eintrag("bedarfsanalyse", UMFRAGE, zeilen='symbole = { "" = "fehlt" }'),
    )
    assert fehler(falsch)[0].startswith('d.csv, Zeile 3, Spalte w: "schwer" ist kein Gewicht.')


@pytest.mark.parametrize(
    ("tabelle", "rest", "satz"),
    [
        ("einrichtungen", '[datei.text]\nname = { spalte = "A" }\n', 'fehlt die Spalte "art"'),
        ("einrichtungen", '[[datei.werte]]\nspalten = ["A"]\n', "enthält Texte, keine Zahlen"),
        ("interviews", '[datei.text]\nart = { spalte = "A" }\naussage = { spalte = "A" }\n', 'hat keine Spalte "art"'),
        ("interviews", '[datei.text]\naussage = { }\n', "fehlt, woher sie kommt"),
        ("einwohner", '[datei.text]\nname = { spalte = "A" }\n', "enthält Zahlen, keine Texte"),
        ("einwohner", "", "in welchen Spalten die Zahlen stehen"),
        ("einwohner", '[[datei.werte]]\nspalten = ["A"]\nmerkmale = { geschlehct = "m" }\n', 'hat kein Merkmal "geschlehct"'),
        ("einwohner", '[[datei.werte]]\nspalten = ["A"]\n[datei.dimension.altersgruppe]\nspalte = "A"\n', 'hat kein Merkmal "altersgruppe"'),
        ("einwohner", '[[datei.werte]]\nspalten = ["A"]\nwert = "personen"\n', 'hat keine Zahl "personen"'),
        ("wahlen", '[[datei.werte]]\nspalten = ["A"]\nmerkmale = { wahl = "X" }\n', 'fehlt das Merkmal "briefwahl"'),
        ("bedarfsanalyse", '[[datei.werte]]\nspalten = ["A"]\n[datei.dimension.antwort]\nspalte = "A"\n', 'fehlt das Merkmal "frage"'),
        ("einrichtungen", '[datei.text]\nname = { spalte = "A" }\nart = { spalte = "A" }\n[datei.koordinaten]\nost = 1\nnord = 2\nepsg = 999999\n', "EPSG:999999 ist kein bekanntes"),
    ],
)  # fmt: skip
def test_an_entry_that_does_not_fit_its_table_is_refused(tmp_path, tabelle, rest, satz):
    lieferung = lesen(tmp_path, {"d.csv": "Gebiet;A\nP10;1\n"}, eintrag(tabelle, rest))
    assert any(satz in gefunden for gefunden in fehler(lieferung))
    assert tabelle not in lieferung.tabellen


def test_the_other_manifests_still_fit(tmp_path):
    assert fehler(lesen(tmp_path, {"daten.csv": "Gebiet;Anzahl\nP01;1\n"}, manifest())) == []
