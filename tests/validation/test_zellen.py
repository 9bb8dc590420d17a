"""One broken cell, row or column for every rule, with the sentence an office gets to read."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import pandas as pd
import pytest

from pipeline.measures.codes import decoded
from pipeline.schemas import MODELLE
from pipeline.schemas.befunde import Befunde
from pipeline.validation import pruefen
from pipeline.validation.schema import DEUTUNGEN, EIGENE_REGEL
from tests.validation.aenderungen import erste, setze


def test_the_tiny_delivery_is_sound(pruefe):
    tabellen, saetze = pruefe()
    assert saetze == []
    for name, tabelle in tabellen.items():
        if name != "gebiete":
            MODELLE[name].validate(decoded(tabelle))


ZEILE = erste("einwohner", raumeinheit="P01", stichtag="2019-12-31")


@pytest.mark.parametrize(
    ("spalte", "wert", "satz"),
    [
        ("anzahl", "vier", '"vier" ist keine Zahl. Verlangt ist eine ganze Zahl ohne Punkt und Komma.'),
        ("anzahl", "12,5", '"12,5" enthält ein Dezimalkomma. Verlangt ist eine ganze Zahl.'),
        ("anzahl", "1.049", '"1.049" enthält einen Tausenderpunkt. Bitte ohne Zusatz schreiben: 1049.'),
        (
            "anzahl",
            "1 049",
            '"1 049" enthält ein Tausendertrennzeichen. Bitte ohne Zusatz schreiben: 1049.',
        ),
        ("anzahl", "1049.0", '"1049.0" ist als Kommazahl geschrieben. Bitte ohne Zusatz schreiben: 1049.'),
        ("anzahl", "12.5", '"12.5" enthält Nachkommastellen. Verlangt ist eine ganze Zahl.'),
        (
            "anzahl",
            "1,02E+06",
            '"1,02E+06" ist von einer Tabellenkalkulation gekürzt worden. Bitte die Spalte als Zahl ohne '
            "Nachkommastellen formatieren und neu speichern.",
        ),
        (
            "anzahl",
            "*",
            '"*" ist ein Zeichen. Bitte das Feld leer lassen und in der Spalte status geheim oder fehlt angeben.',
        ),
        ("anzahl", " 4", '" 4" enthält Leerzeichen. Bitte ohne Zusatz schreiben: 4.'),
        ("anzahl", "9" * 20, f'"{"9" * 20}" ist zu groß. Bitte die Zahl prüfen.'),
        (
            "anzahl",
            "-4",
            '"-4" ist negativ. Anzahlen sind 0 oder größer; bitte die Zahl in der Quelle prüfen.',
        ),
        (
            "anzahl",
            "",
            'Der Status ist "wert", aber die Zahl fehlt. Bitte die Zahl eintragen (auch 0) oder als Status '
            '"geheim" oder "fehlt".',
        ),
        (
            "raumeinheit",
            "1",
            '"1" ist kein bekannter Schlüssel. Gültige Schlüssel stehen in raumeinheiten.csv; meinten Sie "P01"?',
        ),
        ("raumeinheit", "", "Das Feld ist leer. Bitte ausfüllen."),
        (
            "geschlecht",
            "M",
            '"M" ist kein gültiger Wert. Gültig sind m, w, d, o und insgesamt; meinten Sie "m"?',
        ),
        (
            "geschlecht",
            "",
            'Das Feld ist leer. Bitte ausfüllen; was die Quelle nicht unterscheidet, heißt "insgesamt".',
        ),
        (
            "staatsangehoerigkeit",
            "nicht-deutsch",
            '"nicht-deutsch" ist kein gültiger Wert. Gültig sind deutsch, nichtdeutsch und insgesamt; '
            'meinten Sie "nichtdeutsch"?',
        ),
        (
            "alter",
            "101",
            '"101" ist kein gültiges Alter. Gültig sind 0 bis 100, Altersgruppen wie 18-24 oder 85+, und insgesamt.',
        ),
        (
            "alter",
            "85 und älter",
            '"85 und älter" ist kein gültiges Alter. Gültig sind 0 bis 100, Altersgruppen wie 18-24 oder 85+, '
            'und insgesamt; meinten Sie "85+"?',
        ),
        (
            "alter",
            "07",
            '"07" ist kein gültiges Alter. Gültig sind 0 bis 100, Altersgruppen wie 18-24 oder 85+, '
            'und insgesamt; meinten Sie "7"?',
        ),
        (
            "stichtag",
            "31.12.2019",
            '"31.12.2019" ist kein Datum der Form JJJJ-MM-TT. Bitte 2019-12-31 schreiben.',
        ),
        (
            "stichtag",
            "2019",
            '"2019" ist kein Datum der Form JJJJ-MM-TT. Verlangt ist ein Datum wie 2020-12-31.',
        ),
        (
            "stichtag",
            "2021-12-31",
            "Der Stichtag 2021-12-31 liegt nach dem Datum der Lieferung (2021-03-15). "
            "Bitte die Zeitangabe oder das Datum in lieferung.toml berichtigen.",
        ),
        (
            "status",
            "ok",
            '"ok" ist kein gültiger Wert. Gültig sind wert, geheim, fehlt und unsicher.',
        ),
        (
            "status",
            "",
            'Das Feld ist leer. Bitte "wert" eintragen, oder "geheim" oder "fehlt", wo keine Zahl steht.',
        ),
    ],
)
def test_one_wrong_cell_gives_one_sentence(pruefe, spalte, wert, satz):
    saetze = pruefe(setze("einwohner", ZEILE, spalte, wert))[1]
    assert saetze[0] == f"Fehler: einwohner.csv, Zeile {ZEILE}, Spalte {spalte}: {satz}"


@pytest.mark.parametrize(("spalte", "wert"), [("anzahl", "vier"), ("anzahl", "-4"), ("geschlecht", "x")])
def test_one_slip_does_not_echo_through_sums_and_balance(pruefe, spalte, wert):
    assert len(pruefe(setze("einwohner", ZEILE, spalte, wert))[1]) == 1


def test_a_number_beside_secret_is_refused(pruefe):
    saetze = pruefe(setze("einwohner", ZEILE, "status", "geheim"))[1]
    assert saetze == [
        f'Fehler: einwohner.csv, Zeile {ZEILE}, Spalte anzahl: Der Status ist "geheim", aber es steht eine '
        'Zahl da. Bitte die Zahl löschen oder den Status auf "wert" setzen.'
    ]


def test_secret_and_missing_counts_are_allowed(pruefe):
    def aendere(tabellen):
        einwohner = tabellen["einwohner"]
        einwohner.loc[ZEILE - 2, ["anzahl", "status"]] = ["", "geheim"]
        einwohner.loc[ZEILE - 1, ["anzahl", "status"]] = ["", "fehlt"]

    tabellen, saetze = pruefe(aendere)
    assert saetze == []
    assert tabellen["einwohner"]["anzahl"].isna().sum() == 2


def test_the_other_sexes_are_allowed(pruefe):
    def aendere(tabellen):
        einwohner = tabellen["einwohner"]
        einwohner["geschlecht"] = einwohner["geschlecht"].replace({"m": "d", "w": "o"})
        for name, ersatz in (
            ("sterbefaelle", "o"),
            ("wanderungen", "o"),
            ("geburten", "o"),
            ("einbuergerungen", "d"),
        ):
            tabellen[name]["geschlecht"] = ersatz

    assert pruefe(aendere)[1] == []


def test_a_duplicate_names_both_lines(pruefe):
    def aendere(tabellen):
        tabelle = tabellen["einwohner"]
        tabellen["einwohner"] = pd.concat([tabelle, tabelle.iloc[[ZEILE - 2]]], ignore_index=True)

    assert pruefe(aendere)[1] == [
        f"Fehler: einwohner.csv, Zeile 50: Diese Zeile hat denselben Schlüssel wie Zeile {ZEILE}: "
        'raumeinheit "P01", stichtag "2019-12-31", alter "7", geschlecht "m" und staatsangehoerigkeit '
        '"deutsch". Bitte eine der beiden Zeilen löschen oder berichtigen.'
    ]


def test_a_wrong_column_is_named_with_the_nearest(pruefe):
    def aendere(tabellen):
        tabellen["einwohner"] = tabellen["einwohner"].rename(columns={"geschlecht": "Geschlecht"})

    assert pruefe(aendere)[1] == [
        'Fehler: einwohner.csv, Zeile 1: Die Spalte "Geschlecht" ist nicht bekannt. Gültig sind raumeinheit, '
        'stichtag, alter, geschlecht, staatsangehoerigkeit, anzahl, status; meinten Sie "geschlecht"?',
        'Fehler: einwohner.csv, Zeile 1: Die Spalte "geschlecht" fehlt. Bitte die Spalte ergänzen oder '
        'umbenennen; meinten Sie "Geschlecht"?',
    ]


def test_a_missing_column_alone(pruefe):
    def aendere(tabellen):
        tabellen["einwohner"] = tabellen["einwohner"].drop(columns="status")

    assert pruefe(aendere)[1] == [
        'Fehler: einwohner.csv, Zeile 1: Die Spalte "status" fehlt. Bitte die Spalte ergänzen.'
    ]


def test_without_raumeinheiten_nothing_can_be_read(pruefe):
    saetze = pruefe(lambda tabellen: {k: v for k, v in tabellen.items() if k != "raumeinheiten"})[1]
    assert saetze == [
        "Fehler: raumeinheiten.csv: Die Tabelle fehlt; sie gehört zu jeder Lieferung. Bitte raumeinheiten.csv "
        "ergänzen: raumeinheit,name,ebene,uebergeordnet,gueltig_ab,gueltig_bis."
    ]


def test_everything_is_reported_at_once_worst_first(pruefe):
    def aendere(tabellen):
        einwohner = tabellen["einwohner"]
        einwohner.loc[3, "anzahl"] = "vier"
        einwohner.loc[4, "geschlecht"] = "x"
        einwohner.loc[5, "anzahl"] = "-1"
        tabellen["wahlen"].loc[1, "waehlende"] = "999"
        tabellen["geburten"].loc[1, "raumeinheit"] = "P1"

    saetze = pruefe(aendere)[1]
    orte = (
        "einwohner.csv, Zeile 5",
        "einwohner.csv, Zeile 6",
        "einwohner.csv, Zeile 7",
        "geburten.csv, Zeile 3",
    )
    assert [satz.removeprefix("Fehler: ")[: len(ort)] for satz, ort in zip(saetze, orte, strict=False)] == [
        *orte
    ]
    assert saetze[4].startswith("Fehler: wahlen.csv, Zeile 3, Spalte waehlende")
    assert len(saetze) == 5


def test_findings_have_their_own_schema(pruefe, tmp_path):
    texte = {"raumeinheiten": pd.DataFrame({"raumeinheit": ["", "P01"], "zeile": [2, 3]})}
    befunde = pruefen(texte)[1]
    Befunde.validate(befunde)
    assert (befunde["grad"].iloc[-1], befunde["regel"].iloc[-1]) == ("Hinweis", "datum_fehlt")


def test_every_check_of_the_models_can_be_said_in_german():
    namen = set()
    for modell in MODELLE.values():
        schema = modell.to_schema()
        namen |= {pruefung.name for spalte in schema.columns.values() for pruefung in spalte.checks}
        namen |= {pruefung.name for pruefung in schema.checks}
    assert namen <= {*DEUTUNGEN, *EIGENE_REGEL}
