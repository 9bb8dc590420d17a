import pytest

from pipeline.disclosure import freigeben, plan, plan_text, quellen
from pipeline.errors import PlanUngueltig
from pipeline.schemas import freigabe
from tests.disclosure.bausteine import HERKUNFT, mit_stadt, zaehltabelle
from tests.disclosure.test_freigeben import bestand


def test_every_table_of_the_plan_has_a_schema_with_its_columns():
    for tabelle in plan().tabellen:
        spalten = list(freigabe.MODELLE[tabelle.name].to_schema().columns)
        assert set(tabelle.spalten) < set(spalten)
    assert set(plan().oeffentlich) - {"gebiete"} <= set(freigabe.MODELLE)


def test_the_plan_says_where_every_table_comes_from():
    assert quellen(plan())["alterssummen"] == ["einwohner"]
    assert quellen(plan())["wahlen"] == ["wahlen"]


def test_the_plan_reads_in_german():
    text = plan_text(plan())
    assert "hilfen_sgb8 (aus hilfen_sgb8" in text
    assert "gezeigt ab 5 Fällen; eine wahre Null wird gezeigt" in text
    assert "altersgruppe [0–17, 18–64, 65+] × zuwanderungsgeschichte" in text
    assert "gröber, wo mehr als 50 % der Zellen geheim wären" in text
    assert "Stufe „nach Hilfegruppe“" in text
    assert "in Raumeinheiten ohne Teile nur, ob es Fälle gibt" in text
    assert "Unverändert, weil öffentlich: raumeinheiten" in text


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("mindestfallzahl = ", "kein gültiges TOML"),
        ("farbe = 'rot'", "„farbe“"),
        (HERKUNFT + "farbe = 'rot'", "herkunft: den Eintrag „farbe“ gibt es nicht"),
        (
            HERKUNFT.replace('dimensionen = ["herkunftsland"]', 'dimensionen = ["alter"]'),
            "hat die Tabelle herkunft nicht",
        ),
        (HERKUNFT.replace('["*"]', '["@laender"]'), "die Liste @laender steht nicht unter"),
        (HERKUNFT.replace('["*"]', "[]"), "keine Klasse"),
        (HERKUNFT.replace("{ herkunftsland", "{ alter"), "die Kreuzung nennt „alter“"),
        (HERKUNFT + "mindestfallzahl = 0", "mindestens 1"),
        (HERKUNFT.replace("grundgesamtheit", "mindestfallzahl = 3 #"), "unvollständig"),
        (HERKUNFT + 'quelle = "einkommen"', "die Quelle „einkommen“ gibt es nicht"),
        (HERKUNFT + HERKUNFT, "mehrfach genannt: herkunft"),
        ("oeffentlich = ['steuern']", "unbekannt: steuern"),
        (HERKUNFT + "hoechstens_geheim_pct = 0", "kein Anteil"),
        (HERKUNFT + "[[tabelle.leiter]]\nstufe = 'grob'\nkreuzungen = [{}]", "braucht sie den Namen stufe"),
        (HERKUNFT + "stufe = 'fein'\n[[tabelle.leiter]]\nstufe = 'grob'", "es fehlt die Angabe kreuzungen"),
        (
            HERKUNFT + "stufe = 'fein'\n[[tabelle.leiter]]\nstufe = 'grob'\nkreuzungen = [{ alter = ['*'] }]",
            "die Kreuzung nennt „alter“",
        ),
        (
            HERKUNFT + "stufe = 'fein'\n[[tabelle.leiter]]\nstufen = 'grob'\nkreuzungen = [{}]",
            "herkunft.leiter: den Eintrag „stufen“ gibt es nicht",
        ),
    ],
)
def test_a_wrong_plan_is_refused_with_the_place(text, grund):
    with pytest.raises(PlanUngueltig, match=grund):
        plan(text)


def test_what_a_cell_is_worth_is_said_in_the_plan():
    # one secret country in P1; one of three of the same size must be hidden with it
    def mitverdeckt(*wichtig):
        text = HERKUNFT + f"gewichte = {{ wichtig = 8 }}\nwichtig = [{{ herkunftsland = {list(wichtig)} }}]"
        zeilen = [("P1", "A", 1), *(("P1", land, 20) for land in "BCD")]
        zeilen += [(ort, land, 400) for ort in ("P2", "P3") for land in "ABCD"]
        herkunft = zaehltabelle(["herkunftsland"], mit_stadt(["herkunftsland"], zeilen))
        frei = freigeben(bestand(herkunft=herkunft), plan(text))[0]["herkunft"]
        hier = frei[frei["raumeinheit"].eq("P1") & frei["status"].eq("geheim")]
        return set(hier["herkunftsland"]) - {"A"}

    for wichtig in ("BC", "BD", "CD"):
        assert mitverdeckt(*wichtig) == {"B", "C", "D"} - {*wichtig}


def test_the_weights_are_printed_and_checked():
    assert "Raumeinheiten mit Teilen das 40-Fache" in plan_text(plan())
    assert "wichtig: herkunftsland [A]" in plan_text(plan(HERKUNFT + "wichtig = [{ herkunftsland = ['A'] }]"))
    for falsch, grund in (("oben = 0", "oben = 0 ist keine Zahl"), ("dort = 1", "den Eintrag „dort“ gibt")):
        with pytest.raises(PlanUngueltig, match=grund):
            plan(f"[gewichte]\n{falsch}\n{HERKUNFT}")
    with pytest.raises(PlanUngueltig, match="die Kreuzung nennt „alter“"):
        plan(HERKUNFT + "wichtig = [{ alter = ['1'] }]")
