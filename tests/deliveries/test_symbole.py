"""Each sign of an office, each way to write a key, a total, a date, by a small file as an office sends it."""

# ruff: noqa: E501 -- a line of a delivery stands whole here

import pytest

from pipeline import deliveries, validation
from tests.deliveries.fremd import EIN_WERT, KOPF, fehler, lesen, manifest, zellen

BEDEUTUNGEN = {
    "geheim": ("", "geheim"),
    "fehlt": ("", "fehlt"),
    "unsicher": ("", "unsicher"),
    "0": ("0", "wert"),
}


def geprueft(lieferung: deliveries.Lieferung) -> list[str]:
    """What stops the delivery, by reading or by any rule."""
    _, befunde = validation.pruefen(
        lieferung.tabellen,
        datum=lieferung.angaben.datum,
        vollstaendig=lieferung.angaben.vollstaendig,
        befunde=lieferung.befunde,
    )
    return list(befunde["grund"][befunde["grad"].eq("Fehler")])


ZEICHEN = [".", "-", "–", "...", "…", "/", "x", "X", "*", "", "NA", "g", "u", "•", "k. A."]


@pytest.mark.parametrize("bedeutung", BEDEUTUNGEN)
def test_every_sign_can_mean_everything(tmp_path, bedeutung):
    """The same sign means different things in different offices: what it means here, the manifest says."""
    text = "Gebiet;Anzahl;Ende\n" + "".join(
        f"P{i:02};{zeichen};a\n" for i, zeichen in enumerate([*ZEICHEN, "7"])
    )
    symbole = ", ".join(f'"{zeichen}" = "{bedeutung}"' for zeichen in ZEICHEN)
    toml = manifest(datei_zeilen=f'kopfzeilen = 1\nsymbole = {{ {symbole} }}\nignorieren = ["Ende"]')
    lieferung = lesen(tmp_path, {"daten.csv": text}, toml)
    assert geprueft(lieferung) == []
    einwohner = lieferung.tabellen["einwohner"]
    gelesen = list(zip(einwohner["anzahl"], einwohner["status"], strict=True))
    assert gelesen == [BEDEUTUNGEN[bedeutung]] * len(ZEICHEN) + [("7", "wert")]


@pytest.mark.parametrize("zeichen", ZEICHEN)
def test_no_sign_means_anything_by_itself(tmp_path, zeichen):
    toml = manifest(datei_zeilen='kopfzeilen = 1\nsymbole = { "#?" = "fehlt" }').replace(
        'symbole = { "." = "geheim", "-" = "0", "..." = "fehlt" }', ""
    )
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl;Ende\nP01;{zeichen};a\nP02;7;b\n"}, toml)
    assert len(fehler(lieferung)) == 1
    assert lieferung.tabellen["einwohner"]["anzahl"][0] == ""


@pytest.mark.parametrize(("zelle", "zahl"), [("(12)", "12"), ("(1.049)", "1049"), ("(0)", "0")])
def test_a_number_in_brackets_is_uncertain_and_kept(tmp_path, zelle, zahl):
    toml = manifest(datei_zeilen='symbole = { "(#)" = "unsicher" }\ntausender = "."')
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl\nP01;{zelle}\nP02;12\n"}, toml)
    assert geprueft(lieferung) == []
    assert list(zip(lieferung.tabellen["einwohner"]["anzahl"], lieferung.tabellen["einwohner"]["status"], strict=True)) == [
        (zahl, "unsicher"), ("12", "wert"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["#r", "r#", "#*", "[#]"])
def test_other_marks_on_a_number(tmp_path, form):
    toml = manifest(datei_zeilen=f'symbole = {{ "{form}" = "unsicher" }}')
    lieferung = lesen(tmp_path, {"daten.csv": f"Gebiet;Anzahl\nP01;{form.replace('#', '12')}\n"}, toml)
    assert (lieferung.tabellen["einwohner"]["anzahl"][0], lieferung.tabellen["einwohner"]["status"][0]) == (
        "12",
        "unsicher",
    )


def test_signs_of_one_file_go_before_those_of_the_delivery(tmp_path):
    """In all files "-" is zero, in this one it is secret."""
    lieferung = lesen(
        tmp_path,
        {"daten.csv": "Gebiet;Anzahl\nP01;-\nP02;.\n"},
        manifest(datei_zeilen='symbole = { "-" = "geheim" }'),
    )
    assert list(lieferung.tabellen["einwohner"]["status"]) == ["geheim", "geheim"]


def test_a_secret_cell_is_no_part_of_any_sum(tmp_path):
    text = "Gebiet;m;w;Gesamt\nP01;5;*;9\nP02;*;*;*\n"
    rest = '[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["m", "w"]\n[[datei.werte]]\nspalten = ["Gesamt"]\n[[datei.pruefspalte]]\nspalte = "Gesamt"\nvon = ["geschlecht"]\n'
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(datei_zeilen='symbole = { "*" = "geheim" }', rest=rest)
    )
    assert geprueft(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "m"): "5", ("P01", "w"): "geheim", ("P02", "m"): "geheim", ("P02", "w"): "geheim",
        ("P01",): "9", ("P02",): "geheim",
    }  # fmt: skip


# --- the files


def test_composite_keys_with_lost_zeros_and_names(tmp_path):
    """Berlin's way: district, region and area each with two digits, the zeros lost in a spreadsheet."""
    text = "BEZ;PGR;PLR;Name;E_E00_06;E_E06_110\n1;1;5;Stülerstraße;1023.0;2001.0\n1;1;12;Großer Tiergarten;7.0;0.0\n"
    ort = 'spalten = ["BEZ", "PGR", "PLR"]\nstellen = 2\nname_spalte = "Name"'
    rest = "[[datei.werte]]\nmuster = '^E_(?P<alter>.+)$'\n"
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(ort=ort, rest=rest, datei_zeilen='dezimal = "."')
    )
    assert geprueft(lieferung) == []
    assert zellen(lieferung) == {
        ("010105", "0-5"): "1023", ("010105", "6+"): "2001", ("010112", "0-5"): "7", ("010112", "6+"): "0",
    }  # fmt: skip
    assert dict(zip(lieferung.tabellen["raumeinheiten"]["raumeinheit"], lieferung.tabellen["raumeinheiten"]["name"], strict=True)) == {
        "HN": "HN", "010105": "Stülerstraße", "010112": "Großer Tiergarten",
    }  # fmt: skip


EBENEN = """ebenen = [
  { ebene = "stadt", muster = '0' },
  { ebene = "stadtbezirk", muster = '[1-9]' },
  { ebene = "stadtteil", muster = '([1-9])\\d', uebergeordnet = '\\1' },
]"""


@pytest.mark.parametrize(("stadtteil", "gut"), [("6", True), ("7", False)])
def test_several_levels_in_one_column_are_checked_against_each_other(tmp_path, stadtteil, gut):
    text = f"Nummer;Einwohner\n0;15\n1;10\n11;4\n12;{stadtteil}\n2;5\n21;5\n"
    toml = manifest(
        ort=f'spalte = "Nummer"\n{EBENEN}', rest='[[datei.werte]]\nspalten = ["Einwohner"]\n'
    ).replace('stadt = "HN"', 'stadt = "0"')
    lieferung = lesen(tmp_path, {"daten.csv": text}, toml)
    raum = lieferung.tabellen["raumeinheiten"]
    assert dict(zip(raum["raumeinheit"], raum["uebergeordnet"], strict=True)) == {
        "0": "",
        "1": "0",
        "11": "1",
        "12": "1",
        "2": "0",
        "21": "2",
    }
    assert (geprueft(lieferung) == []) is gut


@pytest.mark.parametrize("wort", ["Summe", "Gesamt", "Insgesamt", "SUMSUM", "Zusammen"])
def test_total_codes_of_areas_and_of_dimensions(tmp_path, wort):
    text = f"Gebiet;Nat;Anzahl\nP01;D;5\nP01;A;6\nP01;{wort};11\n{wort};D;5\n{wort};A;6\n{wort};{wort};11\n"
    rest = (
        EIN_WERT
        + f'[datei.dimension.staatsangehoerigkeit]\nspalte = "Nat"\ncodes = {{ "D" = "deutsch", "A" = "nichtdeutsch" }}\nsumme = ["{wort}"]\n'
    )
    toml = manifest(rest=rest).replace('gesamt = ["Gesamt"]', f'gesamt = ["{wort}"]')
    lieferung = lesen(tmp_path, {"daten.csv": text}, toml)
    assert geprueft(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "deutsch"): "5", ("P01", "nichtdeutsch"): "6", ("HN", "deutsch"): "5", ("HN", "nichtdeutsch"): "6",
    }  # fmt: skip
    assert (
        len(fehler(lesen(tmp_path, {"daten.csv": text.replace(f"P01;{wort};11", f"P01;{wort};12")}, toml)))
        == 1
    )


def test_repeated_labels_under_three_header_rows_with_a_stichtag_in_the_title(tmp_path):
    text = (
        "Statistisches Jahrbuch;;;;\nBevölkerung am 31.12.2019;;;;\n"
        ";Staatsangehörigkeit;;;\n;deutsch;;nichtdeutsch;\nGebiet;m;w;m;w\nP01;1.049;2;3;4\nP02;5;6;7;-\nQuelle: Einwohnermelderegister;;;;\n"
    )
    rest = "[[datei.werte]]\nmuster = '^Staatsangehörigkeit.(?P<staatsangehoerigkeit>.+)\\|(?P<geschlecht>[mw])$'\n"
    zeilen = 'titelzeilen = 2\nkopfzeilen = 3\nfusszeilen = ["Quelle:"]\ntausender = "."'
    lieferung = lesen(
        tmp_path, {"daten.csv": text}, manifest(zeit="titel = 'am (.*)'", datei_zeilen=zeilen, rest=rest)
    )
    assert geprueft(lieferung) == []
    assert zellen(lieferung) == {
        ("P01", "m", "deutsch"): "1049", ("P01", "w", "deutsch"): "2", ("P01", "m", "nichtdeutsch"): "3",
        ("P01", "w", "nichtdeutsch"): "4", ("P02", "m", "deutsch"): "5", ("P02", "w", "deutsch"): "6",
        ("P02", "m", "nichtdeutsch"): "7", ("P02", "w", "nichtdeutsch"): "0",
    }  # fmt: skip
    assert set(lieferung.tabellen["einwohner"]["stichtag"]) == {"2019-12-31"}


def test_flows_take_the_year_of_a_date_and_the_table_of_the_entry(tmp_path):
    toml = (
        f'{KOPF}[[datei]]\ndatei = "zuzuege_2020.csv"\ntabelle = "wanderungen"\n[datei.zeit]\ndateiname = \'\\d{{4}}\'\n'
        '[datei.raumeinheit]\nspalte = "Gebiet"\nstadt = "HN"\ngesamt = ["Stadt"]\n'
        '[[datei.werte]]\nmerkmal = "richtung"\nspalten = ["Zuzüge", "Fortzüge"]\nmerkmale = { art = "aussen" }\n'
    )
    text = "Gebiet;Zuzüge;Fortzüge\nStadt;12;9\nP01;7;4\nP02;5;5\n"
    lieferung = lesen(tmp_path, {"zuzuege_2020.csv": text}, toml)
    assert geprueft(lieferung) == []
    zeilen = lieferung.tabellen["wanderungen"]
    assert {(z["raumeinheit"], z["jahr"], z["richtung"], z["art"]): z["anzahl"] for z in zeilen.to_dict("records")} == {
        ("HN", "2020", "zuzug", "aussen"): "12", ("P01", "2020", "zuzug", "aussen"): "7", ("P02", "2020", "zuzug", "aussen"): "5",
        ("HN", "2020", "wegzug", "aussen"): "9", ("P01", "2020", "wegzug", "aussen"): "4", ("P02", "2020", "wegzug", "aussen"): "5",
    }  # fmt: skip


def test_households_with_two_measures(tmp_path):
    toml = (
        f'{KOPF}[[datei]]\ndatei = "h.csv"\ntabelle = "haushalte"\n[datei.zeit]\nfest = 2020-12-31\n'
        '[datei.raumeinheit]\nspalte = "Gebiet"\n[datei.dimension.haushaltstyp]\nspalte = "Typ"\n'
        'codes = { "Singles" = "einpersonen", "Familien" = "paar_mit_kindern" }\n'
        '[[datei.werte]]\nspalten = ["HH"]\n[[datei.werte]]\nspalten = ["Pers"]\nwert = "personen"\n'
    )
    text = "Gebiet;Typ;HH;Pers\nP01;Singles;500;500\nP01;Familien;100;.\n"
    lieferung = lesen(tmp_path, {"h.csv": text}, toml)
    assert fehler(lieferung) == []
    zeilen = lieferung.tabellen["haushalte"].to_dict("records")
    assert [(z["haushaltstyp"], z["anzahl"], z["personen"], z["status"]) for z in zeilen] == [
        ("einpersonen", "500", "500", "wert"), ("paar_mit_kindern", "100", "", "wert"),
    ]  # fmt: skip
