"""Each way of an office to write a table, by a small file of its own."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import pytest

from tests.deliveries.fremd import EIN_WERT, fehler, hinweise, lesen, manifest, zellen


@pytest.mark.parametrize("zeichensatz", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("erklaert", [True, False])
def test_encodings(tmp_path, zeichensatz, erklaert):
    text = "Gebiet;Name;Anzahl\nP01;Böckingen;7\nP02;Sülz;8\n"
    toml = manifest(
        datei_zeilen=f'zeichensatz = "{zeichensatz}"' if erklaert else "",
        ort='spalte = "Gebiet"\nname_spalte = "Name"',
    )
    lieferung = lesen(tmp_path, {"daten.csv": text.encode(zeichensatz)}, toml)
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {("P01",): "7", ("P02",): "8"}
    assert list(lieferung.tabellen["raumeinheiten"]["name"]) == ["HN", "Böckingen", "Sülz"]
    erkannt = f'daten.csv: Erkannt: Zeichensatz {zeichensatz}. Bitte bestätigen: zeichensatz = "{zeichensatz}" in lieferung.toml unter [[datei]].'
    assert (erkannt in hinweise(lieferung)) is not erklaert


def test_a_wrong_encoding_is_an_error_with_the_byte(tmp_path):
    inhalt = "Gebiet;Anzahl;Name\nP01;7;Böckingen\n".encode("cp1252")
    lieferung = lesen(tmp_path, {"daten.csv": inhalt}, manifest(datei_zeilen='zeichensatz = "utf-8"'))
    assert fehler(lieferung) == [
        "daten.csv, Zeile 2: Das Byte 0xF6 ist in utf-8 an dieser Stelle nicht möglich. Bitte zeichensatz in lieferung.toml berichtigen oder die Datei neu speichern."
    ]


@pytest.mark.parametrize("trenner", [";", ",", "\t", "|"])
def test_delimiters_are_found(tmp_path, trenner):
    text = "Gebiet;Name;Anzahl\nP01;A;7\nP02;B;8\n".replace(";", trenner)
    assert zellen(lesen(tmp_path, {"daten.csv": text}, manifest())) == {("P01",): "7", ("P02",): "8"}


def test_a_quoted_delimiter_and_a_quoted_line_break_keep_the_line_numbers(tmp_path):
    text = 'Gebiet;Name;Anzahl\nP01;"A; oder\nB";7\nP02;C;x\n'
    assert fehler(lesen(tmp_path, {"daten.csv": text}, manifest())) == [
        'daten.csv, Zeile 4, Spalte Anzahl: Das Zeichen "x" ist nicht erklärt. Bitte in symbole sagen, was "x" hier heißt.'
    ]


@pytest.mark.parametrize(
    ("tausender", "zahl"),
    [
        (".", "1.049"),
        (" ", "1 049"),
        ("nbsp", "1\u00a0049"),
        ("nbsp", "1\u202f049"),
        ("'", "1'049"),
        ("'", "1’049"),
        ("", "1049"),
    ],
)
def test_thousands_next_to_plain_numbers(tmp_path, tausender, zahl):
    text = f"Gebiet;Anzahl\nP01;656\nP02;{zahl}\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(datei_zeilen=f'tausender = "{tausender}"'))
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {("P01",): "656", ("P02",): "1049"}


@pytest.mark.parametrize("zahl", ["1.049", "1,049", "1.000", "1,000"])
def test_what_may_be_thousands_or_decimals_is_an_error_not_a_guess(tmp_path, zahl):
    zeichen = zahl[1]
    text = f'Gebiet;Anzahl\nP01;656\nP02;"{zahl}"\n'
    assert fehler(lesen(tmp_path, {"daten.csv": text}, manifest())) == [
        f'daten.csv, Zeile 3, Spalte Anzahl: "{zahl}" ist zweideutig: Tausender oder Nachkommastellen? Bitte tausender = "{zeichen}" oder dezimal = "{zeichen}" angeben.'
    ]


@pytest.mark.parametrize(("zahl", "was"), [("1.234.567", "."), ("1 049", " "), ("1'049", "'")])
def test_thousands_that_can_be_nothing_else_are_detected_and_said(tmp_path, zahl, was):
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl\nP01;656\nP02;{zahl}\n"}, manifest())
    assert fehler(lieferung) == []
    assert any(f'Erkannt: Tausenderzeichen "{was}"' in satz for satz in hinweise(lieferung))


@pytest.mark.parametrize(
    "zahl", ["12.5", "1.04", "1.0490", "1.049,5", "12,50", "1e3", "1,02E+06", "--", "1 04"]
)
def test_what_is_no_whole_number_never_becomes_one(tmp_path, zahl):
    zeilen = 'tausender = "."\ndezimal = ","'
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl\nP01;{zahl}\n"}, manifest(datei_zeilen=zeilen))
    assert len(fehler(lieferung)) == 1
    assert zellen(lieferung)["P01",] == "fehlt"


@pytest.mark.parametrize(
    ("zahl", "zeilen"),
    [("1023101.0", ""), ("1023101,0", 'dezimal = ","'), ("1.023.101,00", 'tausender = "."\ndezimal = ","')],
)
def test_floats_that_are_whole(tmp_path, zahl, zeilen):
    text = f"Gebiet;Anzahl\nP01;{zahl}\nP02;5\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(datei_zeilen=zeilen))
    assert zellen(lieferung) == {("P01",): "1023101", ("P02",): "5"}


def test_titles_two_headers_repeated_labels_footer_and_empty_last_columns(tmp_path):
    text = (
        "Einwohner in Musterstadt;;;;;;\nStand: 31.12.2020;;;;;;\n;;;;;;\n"
        ";Staatsangehörigkeit;;Herkunft;;;\nGebiet;deutsch;nichtdeutsch;ohne;nichtdeutsch;;\n"
        "P01;3;4;5;6;;\nP02;1;2;3;4;;\n____;;;;;;\nQuelle: Melderegister;;;;;;\n"
    )
    rest = '[[datei.werte]]\nmerkmal = "staatsangehoerigkeit"\nspalten = ["deutsch", "Staatsangehörigkeit|nichtdeutsch"]\n'
    toml = manifest(zeit='titel = "Stand: (.*)"', rest=rest)
    lieferung = lesen(tmp_path, {"daten.csv": text}, toml)
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "deutsch"): "3",
        ("P02", "deutsch"): "1",
        ("P01", "nichtdeutsch"): "4",
        ("P02", "nichtdeutsch"): "2",
    }
    assert set(lieferung.tabellen["einwohner"]["stichtag"]) == {"2020-12-31"}
    erkannt = " ".join(hinweise(lieferung))
    assert "2 Titelzeilen" in erkannt
    assert "2 Kopfzeilen" in erkannt
    assert "die Tabelle endet vor Zeile 8" in erkannt


def test_a_label_that_stands_twice_must_be_told_exactly(tmp_path):
    text = ";A;B\nGebiet;x;x\nP01;3;4\n"
    rest = '[[datei.werte]]\nspalten = ["x"]\n'
    assert fehler(
        lesen(tmp_path, {"daten.csv": text}, manifest(datei_zeilen="kopfzeilen = 2", rest=rest))
    ) == [
        'daten.csv: Die Spalte "x" gibt es 2-mal. Bitte genau angeben: "A|x" (Nummer 2) oder "B|x" (Nummer 3).'
    ]


def test_three_header_rows(tmp_path):
    text = ";Bevölkerung;;;\n;männlich;;weiblich;\nGebiet;unter 18;18 und älter;unter 18;18 und älter\nP01;1;2;3;4\n"
    rest = "[[datei.werte]]\nmuster = '^Bevölkerung.(?P<geschlecht>.+)\\|(?P<alter>.+)$'\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(datei_zeilen="kopfzeilen = 3", rest=rest))
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "0-17", "m"): "1", ("P01", "18+", "m"): "2", ("P01", "0-17", "w"): "3", ("P01", "18+", "w"): "4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "zeit", "text"),
    [
        ("daten_122020.csv", "dateiname = '(?P<monat>\\d\\d)(?P<jahr>\\d{4})'", "Gebiet;Anzahl\nP01;7\n"),
        ("daten_2020.csv", "dateiname = '\\d{4}'", "Gebiet;Anzahl\nP01;7\n"),
        ("daten_20.csv", "dateiname = '_(?P<jahr>\\d\\d)'", "Gebiet;Anzahl\nP01;7\n"),
        (
            "daten.csv",
            "titel = 'am (\\d+\\. \\w+ \\d{4})'",
            "Einwohner am 31. Dezember 2020;\nGebiet;Anzahl\nP01;7\n",
        ),
        ("daten.csv", "titel = '(Dezember \\d{4})'", "Stand: Dezember 2020;\nGebiet;Anzahl\nP01;7\n"),
        ("daten.csv", 'spalte = "Jahr"', "Gebiet;Jahr;Anzahl\nP01;2020;7\n"),
        ("daten.csv", 'spalte = "Jahr"', "Gebiet;Jahr;Anzahl\nP01;31.12.2020;7\n"),
        ("daten.csv", "fest = 2020", "Gebiet;Anzahl\nP01;7\n"),
        ("daten.csv", 'fest = "31.12.2020"', "Gebiet;Anzahl\nP01;7\n"),
    ],
)
def test_time_from_title_file_name_column_or_fixed(tmp_path, name, zeit, text):
    zeilen = "titelzeilen = 1\nkopfzeilen = 1" if "titel" in zeit else ""
    lieferung = lesen(tmp_path, {name: text}, manifest(name, zeit=zeit, datei_zeilen=zeilen))
    assert fehler(lieferung) == []
    assert list(lieferung.tabellen["einwohner"]["stichtag"]) == ["2020-12-31"]


def test_one_file_per_year_by_a_pattern(tmp_path):
    dateien = {f"daten_{jahr}.csv": f"Gebiet;Anzahl\nP01;{jahr}\n" for jahr in (2019, 2020)}
    toml = manifest("daten_*.csv", zeit="dateiname = '\\d{4}'")
    einwohner = lesen(tmp_path, dateien, toml).tabellen["einwohner"]
    assert list(zip(einwohner["stichtag"], einwohner["anzahl"], strict=True)) == [
        ("2019-12-31", "2019"),
        ("2020-12-31", "2020"),
    ]


def test_keys_filled_down_and_total_codes(tmp_path):
    text = "Gebiet;Alter;Anzahl\nP01;0;5\n;1;6\n;Summe;11\nP02;0;7\n;1;8\n;Summe;15\nGesamt;0;12\n;1;14\n;Summe;26\n"
    rest = EIN_WERT + '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Summe"]\n'
    toml = manifest(ort='spalte = "Gebiet"\nfuellen = true', rest=rest)
    lieferung = lesen(tmp_path, {"daten.csv": text}, toml)
    assert fehler(lieferung) == []
    assert zellen(lieferung)["HN", "1"] == "14"
    assert len(zellen(lieferung)) == 6
    falsch = lesen(tmp_path, {"daten.csv": text.replace(";Summe;15", ";Summe;16")}, toml)
    assert fehler(falsch) == [
        "daten.csv, Zeile 7, Spalte Anzahl: Für P02 ist als Summe 16 geliefert, die Zeilen über alter ergeben 15. Bitte Summe oder Teile in der Quelle berichtigen."
    ]


@pytest.mark.parametrize(
    ("ort", "text", "schluessel", "name"),
    [
        ('spalte = "Gebiet"\nstellen = 3', "Gebiet;Anzahl\n1;7\n", "001", "001"),
        ('spalte = "Gebiet"\nstellen = 8', "Gebiet;Anzahl\n8121000;7\n", "08121000", "08121000"),
        ('spalte = "Gebiet"\nstellen = 2', "Gebiet;Anzahl\n1.0;7\n", "01", "01"),
        ("spalte = \"Gebiet\"\nmuster = '^(?P<schluessel>\\d+) (?P<name>.+)$'", "Gebiet;Anzahl\n01 Altstadt - Lehel;7\n", "01", "Altstadt - Lehel"),
        ('spalten = ["B", "T"]\nstellen = 2', "B;T;Anzahl\n1;7;7\n", "0107", "0107"),
        ('spalten = ["B", "T"]\nverbinden = "-"', "B;T;Anzahl\n1;7;7\n", "1-7", "1-7"),
        ('spalte = "Gebiet"\nname_spalte = 2', "Gebiet;;Anzahl\n007;Mitte;7\n", "007", "Mitte"),
        ('spalte = "Gebiet"\nschluessel = { "Mitte" = "P01" }', "Gebiet;Anzahl\nMitte;7\n", "P01", "P01"),
        ('fest = "P01"', "Gebiet;Anzahl\nx;7\n", "P01", "P01"),
    ],
)  # fmt: skip
def test_keys(tmp_path, ort, text, schluessel, name):
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(ort=ort))
    assert fehler(lieferung) == []
    stadt, raum = lieferung.tabellen["raumeinheiten"].to_dict("records")
    assert (stadt["raumeinheit"], stadt["ebene"], raum["uebergeordnet"]) == ("HN", "stadt", "HN")
    assert (raum["raumeinheit"], raum["name"]) == (schluessel, name)
    assert zellen(lieferung) == {(schluessel,): "7"}


def test_a_text_that_is_no_key_is_named_once(tmp_path):
    toml = manifest(ort='spalte = "Gebiet"\nstellen = 2')
    text = "Gebiet;Anzahl\n1;7\nSonstige Flächen;2\n123;5\n;9\n"
    saetze = fehler(lesen(tmp_path, {"daten.csv": text}, toml))
    assert [satz.split(" Bitte")[0] for satz in saetze] == [
        'daten.csv, Zeile 3, Spalte raumeinheit: "Sonstige Flächen" ist kein Schlüssel einer Raumeinheit.',
        'daten.csv, Zeile 4, Spalte raumeinheit: "123" ist kein Schlüssel einer Raumeinheit.',
        "daten.csv, Zeile 5, Spalte raumeinheit: Der Schlüssel fehlt.",
    ]


def test_uncrossed_margins_carry_insgesamt_and_totals_are_checked(tmp_path):
    text = "Gebiet;Alter;m;w;D;A;Gesamt\nP01;unter 3;1;2;1;2;3\nP01;3 und älter;3;4;2;5;7\nP01;Insgesamt;4;6;3;7;10\n"
    rest = (
        '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Insgesamt"]\n'
        '[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["m", "w"]\n'
        '[[datei.werte]]\nmerkmal = "staatsangehoerigkeit"\nspalten = ["D", "A"]\ncodes = { "D" = "deutsch", "A" = "nichtdeutsch" }\n'
        '[[datei.pruefspalte]]\nspalte = "Gesamt"\nvon = ["geschlecht"]\n'
        '[[datei.pruefspalte]]\nspalte = "Gesamt"\nvon = ["D", "A"]\n'
    )
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(rest=rest))
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "0-2", "m"): "1", ("P01", "3+", "m"): "3", ("P01", "0-2", "w"): "2", ("P01", "3+", "w"): "4",
        ("P01", "0-2", "deutsch"): "1", ("P01", "3+", "deutsch"): "2",
        ("P01", "0-2", "nichtdeutsch"): "2", ("P01", "3+", "nichtdeutsch"): "5",
    }  # fmt: skip
    falsch = lesen(tmp_path, {"daten.csv": text.replace("2;3\n", "2;4\n")}, manifest(rest=rest))
    assert len(fehler(falsch)) == 2


def test_wide_by_pattern_into_unequal_bands(tmp_path):
    text = "RAUMID;E_00_03;E_03_06;E_06_18;E_18_110\n01;1;2;3;4\n"
    rest = "[[datei.werte]]\nmuster = '^E_(?P<alter>\\d+_\\d+)$'\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(ort='spalte = "RAUMID"', rest=rest))
    assert fehler(lieferung) == []
    assert zellen(lieferung) == {
        ("01", "0-2"): "1",
        ("01", "3-5"): "2",
        ("01", "6-17"): "3",
        ("01", "18+"): "4",
    }


def test_zero_as_text_and_zero_as_a_missing_row(tmp_path):
    text = 'Gebiet;Alter;Anzahl\nP01;0;"0"\nP01;1;5\nP02;1;6\n'
    rest = EIN_WERT + '[datei.dimension.alter]\nspalte = "Alter"\n'
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(datei_zeilen='nullen = "zeile_fehlt"', rest=rest)
    )
    assert zellen(lieferung)["P01", "0"] == "0"
    assert lieferung.angaben.vollstaendig == ((("einwohner",), ("P01", "P02"), (2020,)),)
    stadt = lesen(
        tmp_path,
        {"daten.csv": text + "Gesamt;0;0\n"},
        manifest(datei_zeilen='nullen = "zeile_fehlt"', rest=rest),
    )
    assert stadt.angaben.vollstaendig == ((("einwohner",), ("*",), (2020,)),)
    ohne = lesen(tmp_path, {"daten.csv": text}, manifest(rest=rest))
    assert ohne.angaben.vollstaendig == ()


def test_symbols_mean_what_the_source_says_and_a_secret_is_no_zero(tmp_path):
    zeilen = 'symbole = { "*" = "geheim", "/" = "unsicher", "x" = "fehlt", "NA" = "fehlt", "g" = "geheim", "u" = "unsicher", "" = "fehlt", "(#)" = "unsicher" }'
    werte = [".", "-", "...", "*", "/", "x", "NA", "g", "u", "(12)", ""]
    text = "Gebiet;Anzahl\n" + "".join(f"P{i:02};{wert}\n" for i, wert in enumerate(werte))
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(datei_zeilen=zeilen))
    assert fehler(lieferung) == []
    einwohner = lieferung.tabellen["einwohner"]
    assert list(zip(einwohner["anzahl"], einwohner["status"], strict=True)) == [
        ("", "geheim"), ("0", "wert"), ("", "fehlt"), ("", "geheim"), ("", "unsicher"), ("", "fehlt"),
        ("", "fehlt"), ("", "geheim"), ("", "unsicher"), ("12", "unsicher"), ("", "fehlt"),
    ]  # fmt: skip


@pytest.mark.parametrize("zeichen", ["*", "x", "NA", "", "(12)"])
def test_an_unexplained_symbol_is_an_error(tmp_path, zeichen):
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl;Name\nP01;{zeichen};A\n"}, manifest())
    assert len(fehler(lieferung)) == 1


def test_recoding_and_values_that_are_added_up(tmp_path):
    text = "Gebiet;Sex;Anzahl\nP01;M;1\nP01;2;2\nP01;3;4\nP01;X;8\n"
    rest = (
        EIN_WERT
        + '[datei.dimension.geschlecht]\nspalte = "Sex"\ncodes = { "M" = "m", "2" = "w", "3" = "o", "X" = "o" }\n'
    )
    assert zellen(lesen(tmp_path, {"daten.csv": text}, manifest(rest=rest))) == {
        ("P01", "m"): "1", ("P01", "w"): "2", ("P01", "o"): "12",
    }  # fmt: skip


def test_ages_over_100_are_added_up(tmp_path):
    text = "Gebiet;Alter;Anzahl\nP01;99;1\nP01;100;2\nP01;101;3\nP01;107;-\n"
    rest = EIN_WERT + '[datei.dimension.alter]\nspalte = "Alter"\n'
    assert zellen(lesen(tmp_path, {"daten.csv": text}, manifest(rest=rest))) == {
        ("P01", "99"): "1",
        ("P01", "100"): "5",
    }


def test_an_unknown_code_is_an_error_with_its_line(tmp_path):
    text = "Gebiet;Sex;Anzahl\nP01;männlich;1\nP01;ledig;2\n"
    rest = EIN_WERT + '[datei.dimension.geschlecht]\nspalte = "Sex"\n'
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest(rest=rest))
    assert fehler(lieferung) == [
        'daten.csv, Zeile 3, Spalte geschlecht: "ledig" ist kein bekannter Wert von geschlecht. Bitte unter codes übersetzen oder unter summe oder weglassen nennen. Gültig sind m, w, d, o.'
    ]
    assert any('"männlich" heißt m' in satz for satz in hinweise(lieferung))


WECHSEL = '[[umbenennung]]\nalt = ["P03", "P04"]\nneu = "P61"\nab = 2020-01-01\nart = "{}"\nname = "Neu"\n'


def test_areas_put_together_are_added_up_from_then_on(tmp_path):
    text = "Gebiet;Jahr;Anzahl\nP03;2019;1\nP04;2019;2\nP03;2020;3\nP04;2020;4\nP05;2020;5\n"
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(zeit='spalte = "Jahr"') + WECHSEL.format("zusammengelegt")
    )
    assert fehler(lieferung) == []
    e = lieferung.tabellen["einwohner"]
    assert {(r, s[:4]): a for r, s, a in zip(e["raumeinheit"], e["stichtag"], e["anzahl"], strict=True)} == {
        ("P03", "2019"): "1", ("P04", "2019"): "2", ("P61", "2020"): "7", ("P05", "2020"): "5",
    }  # fmt: skip
    raum = lieferung.tabellen["raumeinheiten"].set_index("raumeinheit")
    assert raum.loc["P03", "gueltig_bis"] == "2019-12-31"
    assert raum.loc["P61", "gueltig_ab"] == "2020-01-01"
    assert any("P03, P04 heißt ab 2020-01-01 P61" in satz for satz in hinweise(lieferung))


def test_a_secret_part_makes_a_secret_whole(tmp_path):
    text = "Gebiet;Jahr;Anzahl\nP03;2020;3\nP04;2020;.\n"
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(zeit='spalte = "Jahr"') + WECHSEL.format("zusammengelegt")
    )
    assert zellen(lieferung) == {("P61",): "geheim"}


def test_a_renamed_area_goes_on(tmp_path):
    text = "Gebiet;Jahr;Anzahl\nP03;2019;1\nP61;2020;3\n"
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(zeit='spalte = "Jahr"') + WECHSEL.format("umbenannt")
    )
    assert list(lieferung.tabellen["einwohner"]["raumeinheit"]) == ["P61", "P61"]
    assert list(lieferung.tabellen["raumeinheiten"]["raumeinheit"]) == ["HN", "P61"]


KORREKTUR = '[[korrektur]]\ntabelle = "einwohner"\nraumeinheit = "P01"\nzeit = 2020\nalt = {}\nneu = 21\ngrund = "Zahlendreher"\nwer = "Statistikstelle"\nwann = 2021-01-05\n'


def test_a_declared_correction_is_applied_and_listed(tmp_path):
    text = "Gebiet;Anzahl\nP01;12\nP02;5\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest() + KORREKTUR.format(12))
    assert zellen(lieferung) == {("P01",): "21", ("P02",): "5"}
    assert (
        "daten.csv, Zeile 2: Berichtigt (einwohner, P01, 2020): 12 ist 21; Zahlendreher (Angabe: Statistikstelle am 2021-01-05). Nichts zu tun."
        in hinweise(lieferung)
    )
    assert fehler(lesen(tmp_path, {"daten.csv": text}, manifest() + KORREKTUR.format(13))) == [
        'lieferung.toml: Die Korrektur (einwohner, P01, 2020) erwartet "13", gefunden: "12". Bitte [[korrektur]] prüfen oder streichen.'
    ]


@pytest.mark.parametrize(
    ("zeile", "satz"),
    [
        ('zeichenzatz = "utf-8"', '"zeichenzatz" ist unbekannt.'),
        ('tausender = ";"', 'Der Wert von "tausender" hat nicht die richtige Form.'),
        ("kopfzeilen = 4", 'Der Wert von "kopfzeilen" hat nicht die richtige Form.'),
        ('symbole = { "." = "gehiem" }', 'Der Wert von "symbole" hat nicht die richtige Form.'),
    ],
)
def test_the_manifest_is_checked_strictly(tmp_path, zeile, satz):
    saetze = fehler(lesen(tmp_path, {"daten.csv": "Gebiet;Anzahl\nP01;1\n"}, manifest(datei_zeilen=zeile)))
    assert any(satz in gefunden for gefunden in saetze)


def test_a_misspelt_column_and_a_misspelt_file_get_a_proposal(tmp_path):
    dateien = {"daten.csv": "Gebiet;Anzahl\nP01;1\n"}
    assert fehler(lesen(tmp_path, dateien, manifest(ort='spalte = "Gebit"'))) == [
        'daten.csv: Die Spalte "Gebit" gibt es nicht. Die Spalten stehen in der Kopfzeile; meinten Sie "Gebiet"?'
    ]
    saetze = fehler(lesen(tmp_path, dateien, manifest("datem.csv")))
    assert (
        'lieferung.toml: Die Datei "datem.csv" liegt nicht im Ordner. Gelesen wird nur, was direkt im Ordner liegt.'
        in saetze
    )


@pytest.mark.parametrize("zeile", ["P01;1", "P01;1;2;3;4", "P01"])
def test_a_row_that_lost_or_gained_a_field_is_an_error(tmp_path, zeile):
    text = f"Gebiet;Name;Anzahl\nP00;A;1\n{zeile}\nP02;B;3\n"
    lieferung = lesen(tmp_path, {"daten.csv": text}, manifest())
    assert any("Zeile 3: Die Zeile hat" in satz for satz in fehler(lieferung))


def test_a_path_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "geheim.csv").write_text("Gebiet;Anzahl\nP01;1\n", encoding="utf-8")
    lieferung = lesen(tmp_path / "x", {"a.txt": "x"}, manifest("../geheim.csv"))
    assert "einwohner" not in lieferung.tabellen
    assert any("liegt nicht im Ordner" in satz for satz in fehler(lieferung))
