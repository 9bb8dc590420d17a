"""The volume on a whole city: from a small planted one, and from the demonstration delivery."""

import json
import re

import pandas as pd
import pypdf
import pytest

from pipeline import names, store
from tests.conftest import sozialraum
from tests.notebooks_inhalt.test_wenig_geliefert import ECHT
from tests.notebooks_inhalt.zellen import ausfuehren, inhalte, prosa

STADT = {"raumeinheit": "HN", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}
ORTE = [f"P{n:02}" for n in range(1, 25)]
GEHEIM, KLEIN, BELASTET = "P03", "P04", "P24"
ALLE = "insgesamt"
URTEILE_UEBER_MENSCHEN = re.compile(
    r"brennpunkt|problem(gebiet|viertel|bezirk)|sozial schwach|bildungsfern|abgehängt|schlechte[rsn]? Bezirk",
    re.IGNORECASE,
)


def raumeinheiten() -> pd.DataFrame:
    kopf = {"gueltig_ab": "2000-01-01", "gueltig_bis": None}
    stadt = {"raumeinheit": "HN", "name": "Stadt Heilbronn", "ebene": "stadt", "uebergeordnet": None}
    bezirke = [
        {"raumeinheit": ort, "name": f"Bezirk {ort[1:]}", "ebene": "planungsbezirk", "uebergeordnet": "HN"}
        for ort in ORTE
    ]
    return pd.DataFrame([stadt, *bezirke]).assign(**kopf)


def _mit_stadt(zeilen: list[tuple[object, ...]], spalten: list[str]) -> pd.DataFrame:
    """Released rows of the districts with those of the city, which count what is hidden too."""
    tafel = pd.DataFrame(zeilen, columns=[*spalten, "anzahl"])
    ganz = tafel.groupby(spalten[1:], as_index=False)["anzahl"].sum().assign(raumeinheit="HN")
    beide = pd.concat([ganz, tafel], ignore_index=True)[[*spalten, "anzahl"]]
    return beide.astype({"anzahl": "Int64"}).assign(status="wert")


def tabellen() -> dict[str, pd.DataFrame]:
    """Districts of 1,000 residents, one of 200; a tenth on benefits, in one district four times as many."""
    leute, hilfe, arbeit = [], [], []
    for jahr in (2018, 2020):
        tag = f"{jahr}-12-31"
        for n, ort in enumerate(ORTE):
            alle = 200 if ort == KLEIN else 1000
            gruppen = {ALLE: 1.0, "0-17": 0.17, "65+": 0.2, "0-14": 0.15, "15-64": 0.65}
            leute += [(ort, tag, g, ALLE, ALLE, round(teil * alle)) for g, teil in gruppen.items()]
            anteil = 0.4 if ort == BELASTET else 0.08 + 0.004 * (n % 5)
            hilfe += [(ort, tag, ALLE, g, round(anteil * gruppen[g] * alle)) for g in (ALLE, "0-14")]
            arbeit.append((ort, tag, ALLE, ALLE, round(0.4 * anteil * 0.65 * alle)))
    zeit = ["raumeinheit", "stichtag"]
    fertig = {
        "raumeinheiten": raumeinheiten(),
        "einwohner": _mit_stadt(leute, [*zeit, "altersgruppe", "geschlecht", "staatsangehoerigkeit"]),
        "grundsicherung": _mit_stadt(hilfe, [*zeit, "leistung", "altersgruppe"]),
        "arbeitslose": _mit_stadt(arbeit, [*zeit, "rechtskreis", "altersgruppe"]),
    }
    g = fertig["grundsicherung"]
    wo = g["raumeinheit"].eq(GEHEIM) & g["altersgruppe"].eq("0-14")
    fertig["grundsicherung"] = g.assign(anzahl=g["anzahl"].mask(wo), status=g["status"].mask(wo, "geheim"))
    return fertig


def band(ordner, welt):
    """What the volume shows, made from these released tables."""
    store.write_zone("freigabe", welt, schritt="freigeben", lieferungen=[ECHT], daten=ordner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(ordner))
        return ausfuehren("stadtband", **STADT)


@pytest.fixture(scope="module")
def klein(tmp_path_factory):
    return band(tmp_path_factory.mktemp("stadt"), tabellen())


def tafel(gezeigt, kennung):
    (eine,) = [t for t in inhalte(gezeigt, "tabelle") if t["id"] == kennung]
    return {zeile[0]["text"]: zeile for zeile in eine["zeilen"]}


def test_every_district_has_its_line_and_the_city_the_last(klein):
    profile = tafel(klein, "profile")
    assert list(profile) == [*ORTE, "Heilbronn"]
    (kopf,) = [t["spalten"] for t in inhalte(klein, "tabelle") if t["id"] == "profile"]
    mindest = [spalte["titel"] for spalte in kopf].index("Mindestsicherung in\N{NO-BREAK SPACE}%")
    assert profile[BELASTET][mindest]["text"].startswith("40,0\N{NO-BREAK SPACE}▲")
    assert profile["P01"][mindest]["text"].startswith("8,0\N{NO-BREAK SPACE}")
    assert profile["Heilbronn"][mindest]["wert"] == pytest.approx(10.1, abs=0.3)
    wahl = [spalte["titel"] for spalte in kopf].index("Wahlbeteiligung in\N{NO-BREAK SPACE}%")
    assert profile["P01"][wahl]["text"] == names.NICHT_GELIEFERT


def test_a_secret_value_has_no_dot_no_class_and_no_number(klein):
    (bild,) = [b for b in inhalte(klein, "abbildung") if b["id"] == "rang-gs-u15"]
    assert f"{GEHEIM}: geheim gehalten" in bild["alt"]
    assert "geheim gehalten" in bild["svg"]
    assert len(re.findall(rf"\b{GEHEIM} \d", bild["alt"])) == 0
    assert tafel(klein, "profile")[GEHEIM][-1]["text"] == "nicht eingeordnet"
    (werte,) = {zelle["text"] for zelle in tafel(klein, "profile")[GEHEIM]} & {names.GEHEIM}
    assert werte
    assert tafel(klein, "klassen")[GEHEIM][1]["text"] == names.NICHT_VERGLICHEN
    assert "unter 15-Jährige (2020): geheim" in tafel(klein, "klassen")[GEHEIM][-1]["text"]


def test_a_small_district_is_not_put_in_a_class_and_says_why(klein):
    assert tafel(klein, "klassen")[KLEIN][-1]["text"] == "nicht eingeordnet; weniger als 300 Einwohner:innen"


def test_who_stands_apart_is_told_apart_and_nobody_else(klein):
    text = prosa(klein).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 von 24 Bezirken weicht signifikant von Heilbronn" in text
    assert f"Sicher im höchsten Viertel: {BELASTET}." in text
    assert "nicht unterscheidbar" in text
    klasse = tafel(klein, "klassen")[BELASTET]
    assert klasse[1]["text"] == "sehr niedrig"


def test_nothing_is_drawn_of_what_was_not_delivered(klein):
    kennungen = {b["id"] for b in inhalte(klein, "abbildung")}
    assert "karte" not in kennungen
    assert "rang-mig" not in kennungen
    assert {"rang-mindest", "trichter-mindest", "rang-bev-u18"} <= kennungen
    assert "Für keinen Planungsbezirk liegt ein Wert vor." in prosa(klein)
    assert "Nicht geliefert: Gebietsgrenzen, Zuwanderungsgeschichte, Haushalte und Wahlen." in prosa(klein)


def test_a_city_of_which_only_residents_are_known_reads_well(tmp_path):
    nur = {name: t for name, t in tabellen().items() if name in ("raumeinheiten", "einwohner")}
    gezeigt = band(tmp_path, nur)
    text = prosa(gezeigt)
    assert "lässt sich kein Bezirk einordnen" in text
    assert "Arbeitslosenanteil (2020): nicht geliefert" in tafel(gezeigt, "klassen")["P01"][-1]["text"]
    assert not re.search(r"\bnan\b|<NA>|None", text)


@pytest.fixture(scope="module")
def beispiel(beispieldaten):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(beispieldaten))
        return ausfuehren("stadtband", **STADT)


def test_the_volume_compares_all_districts_of_the_demonstration(beispiel, freigegeben):
    raeume = freigegeben["raumeinheiten"]
    bezirke = list(raeume.loc[raeume["ebene"].eq("planungsbezirk"), "raumeinheit"])
    for kennung in ("bezirke", "klassen"):
        assert len(tafel(beispiel, kennung)) == len(bezirke) == 59
    assert len(tafel(beispiel, "profile")) == 60
    assert "P10 Herbert-Hoover-Siedlung" in tafel(beispiel, "profile")
    bilder = {b["id"]: b for b in inhalte(beispiel, "abbildung")}
    assert {"karte", "typenkarte"} <= set(bilder)
    assert sum(kennung.startswith("rang-") for kennung in bilder) == 8
    assert sum(kennung.startswith("trichter-") for kennung in bilder) == 8
    for bezirk in bezirke:
        assert f">{bezirk}<" in bilder["karte"]["svg"]
        assert bezirk in bilder["rang-mindest"]["alt"]


def test_it_says_no_word_about_the_worth_of_people(beispiel, klein):
    for gezeigt in (beispiel, klein):
        alles = prosa(gezeigt) + " ".join(
            str(i) for art in ("tabelle", "abbildung") for i in inhalte(gezeigt, art)
        )
        assert not URTEILE_UEBER_MENSCHEN.search(re.sub(r"<svg.*?</svg>", "", alles, flags=re.DOTALL))


def test_the_classes_in_the_table_are_those_counted(beispiel):
    klassen = tafel(beispiel, "klassen").values()
    kreuz = tafel(beispiel, "kreuztafel")
    for status in names.STATUSKLASSEN:
        gezaehlt = sum(zeile[1]["text"] == status for zeile in klassen)
        assert kreuz[f"Status {status}"][-1]["wert"] == gezaehlt
    assert kreuz["eingeordnet"][-1]["wert"] == sum(
        zeile[1]["text"] != names.NICHT_VERGLICHEN for zeile in klassen
    )


def test_the_command_makes_one_pdf_and_one_page_and_does_not_make_them_again(beispieldaten, tmp_path, capsys):
    worte = ("berichte", "--stadt", "--json", "--daten", beispieldaten, "--berichte", tmp_path)
    assert sozialraum(*worte) == 0
    [eintrag] = json.loads(capsys.readouterr().out)
    assert (eintrag["raumeinheit"], eintrag["bericht"], eintrag["ergebnis"]) == ("HN", "stadtband", "neu")
    pdf = tmp_path / "HN" / "2020" / "stadtband.pdf"
    assert pdf.with_suffix(".html").exists()
    text = "\n".join(seite.extract_text() for seite in pypdf.PdfReader(pdf).pages)
    for wort in ("Auf einen Blick", "Profil jedes Planungsbezirks", "nicht unterscheidbar", "Kolophon"):
        assert wort in text
    assert sozialraum(*worte) == 0
    assert json.loads(capsys.readouterr().out)[0]["ergebnis"] == "unverändert"
