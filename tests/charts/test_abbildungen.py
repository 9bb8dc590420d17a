import re
import subprocess
import sys

import pandas as pd
import pytest

from pipeline import charts, names
from tests.charts import muster

MIME = "application/vnd.sozialraum.abbildung+json"
BILDER = {
    "balken": lambda s: charts.balken(muster.vergleich(s), charts.Form(muster.NAMEN), **muster.KOPF),
    "punkte": lambda s: charts.punkte(muster.vergleich(s), charts.Form(muster.NAMEN), **muster.KOPF),
    "pyramide": lambda s: charts.pyramide(muster.pyramide(s), muster.NAMEN, **muster.KOPF),
    "linien": lambda s: charts.linien(muster.reihen(s), muster.NAMEN, **muster.KOPF),
    "karte": lambda s: charts.karte(
        muster.gebiete(), "P10", muster.einrichtungen(), muster.raumeinheiten(), **muster.KOPF
    ),
}


def inhalt(anzeige):
    return anzeige.buendel[MIME]


@pytest.mark.parametrize("name", BILDER)
def test_same_rows_give_the_same_bytes(name):
    eins, zwei = BILDER[name]("wert"), BILDER[name]("wert")
    assert inhalt(eins)["svg"] == inhalt(zwei)["svg"]


@pytest.mark.parametrize("name", BILDER)
def test_text_stays_text_in_the_typeface_of_the_report_at_its_printed_size(name):
    svg = inhalt(BILDER[name]("wert"))["svg"]
    assert set(re.findall(r"font-family: '([^']+)'", svg)) == {names.SCHRIFTFAMILIE}
    groessen = {float(g) for g in re.findall(r"font-size: ([\d.]+)px", svg)}
    assert groessen
    assert min(groessen) >= 7.5
    assert re.search(r'width="467\.7\d+pt"', svg)
    assert not re.search(r"\d{4}-\d\d-\d\dT", svg)


@pytest.mark.parametrize("name", BILDER)
def test_no_decimal_point_and_no_hyphen_minus_in_chart_texts(name):
    texte = re.findall(r"<text[^>]*>([^<]*)</text>", inhalt(BILDER[name]("wert"))["svg"])
    assert not [text for text in texte if re.search(r"\d\.\d\d?$|^-\d", text)]


@pytest.mark.parametrize("name", ["balken", "punkte", "pyramide", "linien"])
def test_hidden_value_is_neither_drawn_nor_described(name):
    offen, verdeckt = inhalt(BILDER[name]("wert")), inhalt(BILDER[name]("geheim"))
    assert offen["svg"] != verdeckt["svg"]
    assert not re.search(r"\bnan\b", verdeckt["alt"] + verdeckt["svg"])


def test_secret_bar_shows_a_sign_and_its_alt_text_the_reason():
    verdeckt = inhalt(BILDER["balken"]("geheim"))
    assert names.GEHEIM in verdeckt["svg"]
    assert "Alleinerziehende: aus Gründen der Geheimhaltung nicht ausgewiesen" in verdeckt["alt"]


def test_bars_start_at_zero():
    assert ">0</text>" in inhalt(BILDER["balken"]("wert"))["svg"]


def test_alt_text_tells_the_trend_from_the_rows():
    steigend = muster.reihen().assign(wert=lambda t: t["jahr"] - 2000.0)
    assert "von 18,0 (2018) auf 20,0 (2020), gestiegen" in _alt(steigend)
    fallend = muster.reihen().assign(wert=lambda t: 3000.0 - t["jahr"])
    assert "gesunken" in _alt(fallend)


def _alt(reihen):
    return inhalt(charts.linien(reihen, muster.NAMEN, **muster.KOPF))["alt"]


def test_map_names_the_neighbours_of_the_same_level_only():
    alt = inhalt(BILDER["karte"]("wert"))["alt"]
    assert "Angrenzend: John-F.-Kennedy-Siedlung (P11)." in alt
    assert "1 nummerierten Einrichtungen: Bildung 1, Pflege und Betreuung 0." in alt


def test_nothing_is_drawn_without_rows():
    leer = muster.vergleich().iloc[:0]
    assert charts.balken(leer, charts.Form(muster.NAMEN), **muster.KOPF).buendel == {}
    assert charts.linien(muster.reihen().iloc[:0], muster.NAMEN, **muster.KOPF).buendel == {}
    assert charts.karte(None, "P10", pd.DataFrame(), muster.raumeinheiten(), **muster.KOPF).buendel == {}


def test_jupyter_shows_the_drawing_of_the_report():
    anzeige = BILDER["balken"]("wert")
    assert anzeige.buendel["image/svg+xml"].strip() == inhalt(anzeige)["svg"].strip()


def test_pyplot_is_never_imported():
    code = "import sys; from pipeline import charts; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_marks_that_would_cover_each_other_are_pushed_apart():
    orte = {"ost": [500.0, 500.0, 501.0], "nord": [500.0, 500.0, 500.0]}
    eng = pd.DataFrame({"nummer": [1, 2, 3], "art": "kindergarten", **orte})
    anzeige = charts.karte(muster.gebiete(), "P10", eng, muster.raumeinheiten(), **muster.KOPF)
    stellen = re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([123])</text>', inhalt(anzeige)["svg"])
    punkte = [(float(x), float(y)) for x, y, _ in stellen]
    abstaende = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for n, a in enumerate(punkte) for b in punkte[:n]]
    assert len(punkte) == 3
    assert min(abstaende) > 10


def test_counts_start_at_zero_and_a_small_change_looks_small():
    gezaehlt = muster.reihen().assign(wert=lambda t: t["jahr"] + 500.0, ab_null=True)
    svg = inhalt(charts.linien(gezaehlt, ("A", "B"), **muster.KOPF))["svg"]
    assert ">0</text>" in svg
    anteil = muster.reihen().assign(wert=[50.0, 50.1, 50.2] * 2, untere=49.9, obere=50.3)
    skala = inhalt(charts.linien(anteil, ("A", "B"), **muster.KOPF))["svg"]
    grenzen = [float(t.replace(",", ".")) for t in re.findall(r">(\d\d(?:,\d)?)</text>", skala)]
    assert max(grenzen) - min(grenzen) >= 5


def test_years_beside_a_gap_are_points_and_the_subtitle_says_why():
    offen, luecke = (inhalt(BILDER["linien"](status)) for status in ("wert", "geheim"))
    assert "In Lücken" in luecke["untertitel"]
    assert "In Lücken" not in offen["untertitel"]
    assert luecke["svg"].count("<use") > offen["svg"].count("<use")
