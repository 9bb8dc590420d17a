"""What is printed in the PDFs of P10 equals what plain pandas computes from the delivered CSVs."""

import math
import re
from pathlib import Path

import pypdf
import pytest
from scipy.stats import binomtest, false_discovery_control, fisher_exact, norm
from statsmodels.stats.proportion import proportion_confint

from tests import pdftext
from tests import rechnung as r
from tests.kennzahlentafel import am_stichtag, geordnet
from tests.pdftext import gleich

HIER, STADT, JAHR = "P10", "HN", 2020
JAHRE = range(2015, 2021)
GEPRUEFT = ("anteil", "quotient", "rate")
EIGENE_GRENZEN = {
    "Durchschnittsalter": (1.02, 1.05),
    "Medianalter": (1.02, 1.05),
    "Personen je Haushalt": (1.03, 1.1),
}
"""Means vary less than shares: from which ratio on their difference is leicht, deutlich."""
PAPIER = {
    "unter 3 Jahre": (0, 2),
    "3 bis 5 Jahre": (3, 5),
    "6 bis 9 Jahre": (6, 9),
    "10 bis 17 Jahre": (10, 17),
    "18 bis 24 Jahre": (18, 24),
    "25 bis 44 Jahre": (25, 44),
    "45 bis 64 Jahre": (45, 64),
    "65 bis 69 Jahre": (65, 69),
    "70 bis 84 Jahre": (70, 84),
    "85 Jahre und älter": (85, r.ALLE),
}
KEINE_INANSPRUCHNAHME = ("31", "34")
"""Paragraphs of which the paper itself says that nobody uses them: these zeros are always printed."""
HILFEGRUPPEN = {
    "ambulante Hilfen": ["27", "28", "29", "30", "31", "32", "35"],
    "Hilfen außerhalb der Familie": ["33", "34"],
}
TABELLEN = {
    "alle Altersgruppen": ("Zuwanderungsgeschichte: Werte", "Anteil mit Zuwanderungsgeschichte"),
    "darunter Deutsche": ("Zuwanderungsgeschichte: Werte", "Anteil Deutsche mit Zuwanderungsgeschichte"),
    "darunter Nichtdeutsche": ("Zuwanderungsgeschichte: Werte", "Anteil nichtdeutsche Bevölkerung"),
    "Einpersonenhaushalte": ("Haushalte nach Typ: Werte", "Anteil Einpersonenhaushalte"),
    "Paare mit Kindern": ("Haushalte nach Typ: Werte", "Anteil Paare mit Kindern"),
    "Alleinerziehende mit Kindern": (
        "Haushalte nach Typ: Werte",
        "Anteil Alleinerziehende an allen Haushalten",
    ),
    "Mehrpersonenhaushalte ohne Kinder": (
        "Haushalte nach Typ: Werte",
        "Anteil Mehrpersonenhaushalte ohne Kinder",
    ),
    "Mehrpersonenhaushalte ohne Kinder mit weiteren Personen": (
        "Haushalte nach Typ: Werte",
        "Anteil Mehrpersonenhaushalte ohne Kinder mit weiteren Personen",
    ),
    "Alleinerziehende": ("Familien: Werte", "Anteil Alleinerziehende an Haushalten mit Kindern"),
    "Haushalte mit drei und mehr Kindern": ("Familien: Werte", r.DREI_KINDER),
    "Haushalte mit mehr als drei Kindern": ("Familien: Werte", r.VIER_KINDER),
    "15- bis 24-Jährige": ("Arbeitslosenanteil: Werte", "Arbeitslosenanteil unter 25 Jahre"),
    "55- bis 64-Jährige": ("Arbeitslosenanteil: Werte", "Arbeitslosenanteil 55 bis unter 65 Jahre"),
}
"""Row of the Sozialraumanalyse: title of its table, the Kennzahl it shows."""


@pytest.fixture(scope="module")
def analyse(berichte: Path) -> str:
    return pdftext.text(berichte / "sozialraumanalyse.pdf")


@pytest.fixture(scope="module")
def saetze(berichte: Path) -> str:
    return pdftext.fliesstext(berichte / "sozialraumanalyse.pdf")


@pytest.fixture(scope="module")
def kennzahlen(berichte: Path) -> str:
    return pdftext.text(berichte / "kennzahlen.pdf")


@pytest.fixture(scope="module")
def prognose(berichte: Path) -> str:
    return pdftext.text(berichte / "prognose.pdf")


def gedruckt(wert: float, stellen: int = 0) -> str:
    """A number as the reports write it."""
    vertauscht = str.maketrans({",": ".", ".": ",", "-": "\N{MINUS SIGN}"})
    return f"{wert:,.{stellen}f}".translate(vertauscht)


# ----- Sozialraumanalyse ---------------------------------------------------------------------------


@pytest.mark.parametrize("gruppe", PAPIER)
def test_age_groups(analyse: str, gruppe: str) -> None:
    tafel = pdftext.abschnitt(analyse, "Bewohner:innen nach Altersgruppen", "Quelle:")
    personen, anteil, stadt = pdftext.reihe(tafel, gruppe, 3)
    von, bis = PAPIER[gruppe]
    assert gleich(personen, r.menschen(HIER, JAHR, von, bis))
    assert gleich(anteil, 100 * r.menschen(HIER, JAHR, von, bis) / r.menschen(HIER, JAHR))
    assert gleich(stadt, 100 * r.menschen(STADT, JAHR, von, bis) / r.menschen(STADT, JAHR))


@pytest.mark.parametrize("zeile", TABELLEN)
def test_counts_and_shares_beside_the_city(analyse: str, zeile: str) -> None:
    titel, name = TABELLEN[zeile]
    personen, anteil, stadt = pdftext.reihe(pdftext.abschnitt(analyse, titel, "Quelle:"), zeile, 3)
    kennzahl = r.KENNZAHLEN[name]
    assert gleich(personen, kennzahl.oben(HIER, JAHR))
    assert gleich(anteil, kennzahl.wert(HIER, JAHR))
    assert gleich(stadt, kennzahl.wert(STADT, JAHR))


@pytest.mark.parametrize(
    ("titel", "zeile", "name"),
    [
        (
            "Zuwanderungsgeschichte: Werte",
            "unter 18-Jährige",
            "Anteil mit Zuwanderungsgeschichte, unter 18 Jahre",
        ),
        (
            "Zuwanderungsgeschichte: Werte",
            "65-Jährige und Ältere",
            "Anteil mit Zuwanderungsgeschichte, ab 65 Jahre",
        ),
        ("Grundsicherung: Werte", "alle Altersgruppen", "Mindestsicherungsquote"),
        ("Grundsicherung: Werte", "unter 15-Jährige", "Mindestsicherungsquote unter 15-Jährige"),
        ("Grundsicherung: Werte", "15- bis 64-Jährige", "Mindestsicherungsquote 15- bis unter 65-Jährige"),
        ("Grundsicherung: Werte", "65-Jährige und Ältere", "Mindestsicherungsquote 65-Jährige und Ältere"),
        ("Arbeitslosenanteil: Werte", "15- bis 64-Jährige", "Arbeitslosenanteil"),
    ],
)
def test_shares_of_an_age_group_beside_the_city(analyse: str, titel: str, zeile: str, name: str) -> None:
    personen, anteil, stadt = pdftext.reihe(pdftext.abschnitt(analyse, titel, "Quelle:"), zeile, 3)
    kennzahl = r.KENNZAHLEN[name]
    assert gleich(personen, kennzahl.oben(HIER, JAHR))
    assert gleich(anteil, kennzahl.wert(HIER, JAHR))
    assert gleich(stadt, kennzahl.wert(STADT, JAHR))


@pytest.mark.parametrize("gruppe", ["deutsch", "nichtdeutsch", "insgesamt"])
def test_moves(analyse: str, gruppe: str) -> None:
    nur = {} if gruppe == "insgesamt" else {"staatsangehoerigkeit": gruppe}
    zu, weg, saldo, rate = pdftext.reihe(pdftext.abschnitt(analyse, "Zu- und Wegzüge", "Quelle:"), gruppe, 4)
    wegzuege = r.wanderung(HIER, JAHR, "wegzug", **nur)
    assert gleich(zu, r.wanderung(HIER, JAHR, "zuzug", **nur))
    assert gleich(weg, wegzuege)
    assert gleich(saldo.removeprefix("+"), r.saldo(HIER, JAHR, **nur))
    assert gleich(rate, 1000 * wegzuege / r.mittel(HIER, JAHR, **nur))


@pytest.mark.parametrize("von", [JAHR, JAHR - 4])
def test_balance_by_nationality(analyse: str, von: int) -> None:
    titel = str(von) if von == JAHR else f"{von} bis {JAHR}"
    tafel = pdftext.abschnitt(analyse, "Was den Anteil Nichtdeutscher verändert", "Zeichen:")
    # where the table goes on over the page, the head of the group stands there again
    teil = "".join(re.split(rf"(?m)^{titel}\s*$", tafel)[1:]).split("Anteil Ende")[0]
    jahre = range(von, JAHR + 1)
    gruppen = [{"staatsangehoerigkeit": g} for g in ("deutsch", "nichtdeutsch")]
    anfang, ende = ([r.menschen(HIER, jahr, **g) for g in gruppen] for jahr in (von - 1, JAHR))
    zu, weg, geburten = (
        [sum(r.anzahl(name, HIER, n, **(mehr | g)) for n in jahre) for g in gruppen]
        for name, mehr in (
            ("wanderungen", {"richtung": "zuzug"}),
            ("wanderungen", {"richtung": "wegzug"}),
            ("geburten", {}),
        )
    )
    saetze = {f"Bestand Ende {von - 1}": anfang, "Zuzüge": zu, "Wegzüge": weg}
    rest = [b - a - z + w for a, b, z, w in zip(anfang, ende, zu, weg, strict=True)]
    if "Geburten, Sterbefälle" not in geordnet(teil):
        saetze["Geburten"] = geburten
        rest = [zahl - kinder for zahl, kinder in zip(rest, geburten, strict=True)]
    for kopf, zahlen in saetze.items():
        assert [pdftext.zahl(zelle) for zelle in pdftext.reihe(teil, kopf, 2)] == zahlen
    (gezeigt,) = re.findall(rf"zusammen\s+({pdftext.WERT})\s+({pdftext.WERT})", teil.split("Bestand Ende")[1])
    assert [pdftext.zahl(zelle) for zelle in gezeigt] == rest


def test_countries_of_origin(analyse: str) -> None:
    alle = r.tabelle("herkunft").query("raumeinheit == @HIER and jahr == @JAHR")
    laender = alle[~alle["herkunftsland"].isin(["Übrige", "unbekannt"])]
    folge = laender.sort_values(["anzahl", "herkunftsland"], ascending=[False, True]).head(10)
    tafel = pdftext.abschnitt(analyse, "Häufigste Herkunftsländer", "Quelle:")
    zeilen = re.findall(r"(?m)^(\d+) (\D+?) ([\d.]+) ([\d,]+)\s*$", tafel)
    assert [int(rang) for rang, *_ in zeilen] == list(range(1, 11))
    assert [land for _, land, *_ in zeilen] == list(folge["herkunftsland"])
    for (_, _, personen, anteil), anzahl in zip(zeilen, folge["anzahl"], strict=True):
        assert gleich(personen, anzahl)
        assert gleich(anteil, 100 * anzahl / alle["anzahl"].sum())


@pytest.mark.parametrize("paragraph", ["27", "28", "29", "30", "31", "32", "33", "34", "35", "35a", "41"])
def test_help_by_paragraph(analyse: str, paragraph: str) -> None:
    tafel = pdftext.abschnitt(analyse, "Hilfen nach Hilfegruppen", "Quelle:")
    zeile = re.search(rf"(?m)\(§\s*{paragraph}\)\s+({pdftext.WERT})\s*$", tafel)
    assert zeile, paragraph
    anzahl = r.anzahl("hilfen_sgb8", HIER, JAHR, paragraph=paragraph)
    assert (zeile[1] == "•" and paragraph not in KEINE_INANSPRUCHNAHME) or gleich(zeile[1], anzahl)


def test_help_by_group_adds_up_where_paragraphs_are_not_released(analyse: str) -> None:
    tafel = pdftext.abschnitt(analyse, "Hilfen nach Hilfegruppen", "Quelle:")
    assert "„nach Hilfegruppe“" in geordnet(tafel)
    for gruppe, paragraphen in HILFEGRUPPEN.items():
        zeile = re.search(rf"(?m)^darunter {re.escape(gruppe)}.*\)\s+({pdftext.WERT})\s*$", tafel)
        assert zeile, gruppe
        assert gleich(zeile[1], r.anzahl("hilfen_sgb8", HIER, JAHR, paragraph=paragraphen))


def test_sentences_carry_the_same_numbers(saetze: str) -> None:
    damals, heute = r.menschen(HIER, 2015), r.menschen(HIER, JAHR)
    wert = {name: gedruckt(k.wert(HIER, JAHR), k.stellen) for name, k in r.KENNZAHLEN.items()}
    stadt = {name: gedruckt(k.wert(STADT, JAHR), k.stellen) for name, k in r.KENNZAHLEN.items()}
    for satz in (
        f"lebten im Planungsbezirk Herbert-Hoover-Siedlung {gedruckt(heute)} Bewohner:innen",
        f"Das sind {gedruckt(damals - heute)} weniger als Ende 2015",
        f"({gedruckt(100 * (heute / damals - 1), 1)} %)",
        f"({wert['Anteil unter 18-Jährige']} %)",
        f"({wert['Anteil 18- bis 64-Jährige']} %)",
        f"({wert['Anteil 65-Jährige und Ältere']} %)",
        f"{wert['Frauenanteil']} % der Bewohner:innen sind Frauen, "
        f"in Heilbronn sind es {stadt['Frauenanteil']} %",
        f"{wert['Anteil Deutsche mit Zuwanderungsgeschichte']} % sind Deutsche mit Zuwanderungsgeschichte",
        f"{wert['Anteil nichtdeutsche Bevölkerung']} % haben keine deutsche Staatsangehörigkeit",
        f"gibt es {wert['Haushalte']} Haushalte",
        f"{wert['Mindestsicherungsquote']} % der Bewohner:innen beziehen Leistungen der Grundsicherung",
        f"beträgt {wert['Arbeitslosenanteil']} % und liegt deutlich unter dem Wert von Heilbronn "
        f"({stadt['Arbeitslosenanteil']} %)",
        f"im Wahllokal {wert['Wahlbeteiligung Gemeinderatswahl ohne Briefwahl']} % der Wahlberechtigten",
        f"liegt mit {wert[r.VIER_KINDER]} % deutlich über dem Wert von Heilbronn ({stadt[r.VIER_KINDER]} %)",
    ):
        assert satz in saetze, satz


def test_facilities_are_those_of_the_list(saetze: str) -> None:
    arten = r.tabelle("einrichtungen").query("raumeinheit == @HIER and jahr == @JAHR")["art"]
    assert f"{len(arten)} Weiterführende Schule" in saetze
    assert (arten.eq("kindergarten").sum(), arten.eq("laden").sum()) == (2, 3)
    assert "zwei Kindergärten, eine Grundschule, eine weiterführende Schule, eine Sporthalle" in saetze
    assert "drei Läden" in saetze
    assert not arten.isin(["religionsgemeinschaft", "pflege", "betreuung", "betreutes_wohnen"]).any()


# ----- Prognose ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gruppe", "von", "bis"),
    [
        *((gruppe, von, bis) for gruppe, (von, bis) in PAPIER.items()),
        ("unter 18 Jahre", 0, 17),
        ("18 bis 64 Jahre", 18, 64),
        ("65 Jahre und älter", 65, r.ALLE),
        ("Bevölkerung insgesamt", 0, r.ALLE),
    ],
)
def test_projection_starts_from_the_counted_and_adds_up(
    prognose: str, gruppe: str, von: int, bis: int
) -> None:
    tafel = pdftext.abschnitt(prognose, "Bevölkerung nach Altersgruppen 2020 und", "Quelle:")
    zellen = pdftext.reihe(tafel, gruppe, 6)
    basis, dann, unten, oben, veraenderung, prozent = (
        pdftext.zahl(zelle.removeprefix("+")) for zelle in zellen
    )
    assert basis == r.menschen(HIER, JAHR, von, bis)
    assert dann is not None
    assert dann % 5 == 0
    assert oben is not None
    assert (unten or 0) <= dann <= oben
    assert veraenderung == dann - basis
    assert prozent is not None
    assert abs(prozent - 100 * (dann - basis) / basis) <= 0.5


def test_projected_ages_add_up_within_their_rounding(prognose: str) -> None:
    tafel = pdftext.abschnitt(prognose, "Bevölkerung nach Altersgruppen 2020 und", "Quelle:")
    dann = {
        gruppe: pdftext.zahl(pdftext.reihe(tafel, gruppe, 6)[1])
        for gruppe in [*PAPIER, "Bevölkerung insgesamt"]
    }
    teile = [dann[gruppe] or 0 for gruppe in PAPIER]
    assert abs(sum(teile) - (dann["Bevölkerung insgesamt"] or 0)) <= 2.5 * (len(teile) + 1)


# ----- Kennzahlen ----------------------------------------------------------------------------------


def jahresreihen(kennzahlen: str, name: str) -> tuple[list[str], list[str]]:
    """Cells of district and city by year; the head of both rows is drawn before them or between them."""
    kopf = rf"{pdftext.muster(name)}(?:\s*\([^)]*\))?"
    reihe = rf"{pdftext.WERT}(?:\s+{pdftext.WERT}){{{len(JAHRE) - 1}}}"
    zwischen = rf"(?m)^P10\s+({reihe})\s*{kopf}\s*Heilbronn\s+({reihe})\s*$"
    davor = rf"(?m)^{kopf}\s*P10\s+({reihe})\s+(?:{kopf}\s*)?Heilbronn\s+({reihe})\s*$"
    treffer = re.findall(zwischen, kennzahlen) + re.findall(davor, kennzahlen)
    assert len(treffer) == 1, (name, treffer)
    hier, stadt = treffer[0]
    return hier.split(), stadt.split()


@pytest.mark.parametrize("name", r.KENNZAHLEN)
def test_kennzahlen_of_every_year(kennzahlen: str, name: str) -> None:
    kennzahl = r.KENNZAHLEN[name]
    for ort, zellen in zip((HIER, STADT), jahresreihen(kennzahlen, name), strict=True):
        for jahr, zelle in zip(JAHRE, zellen, strict=True):
            if kennzahl.zu_klein(ort, jahr) and zelle != "•":
                assert zelle == "x", (ort, jahr)
                continue
            wert = kennzahl.wert(ort, jahr)
            assert zelle == "•" or (zelle == "…") == math.isnan(wert), (ort, jahr, zelle)
            assert zelle in "•…" or gleich(zelle, wert), (ort, jahr, zelle, wert)


@pytest.mark.parametrize("name", r.KENNZAHLEN)
def test_kennzahlen_on_the_day_and_the_words_for_their_difference(kennzahlen: str, name: str) -> None:
    kennzahl = r.KENNZAHLEN[name]
    zeile = am_stichtag(kennzahlen, name)
    wert, stadt, wort = zeile.wert, zeile.stadt, zeile.wort
    a, b = kennzahl.wert(HIER, JAHR), kennzahl.wert(STADT, JAHR)
    assert wert == "•" or gleich(wert, a)
    assert stadt == "•" or gleich(stadt, b)
    if "•" in (wert, stadt) or (kennzahl.art not in GEPRUEFT and name not in EIGENE_GRENZEN):
        assert wort in pdftext.ZEICHEN
    else:
        assert wort == _wort(name, a, b)


def _wort(name: str, a: float, b: float) -> str:
    leicht, deutlich = EIGENE_GRENZEN.get(name, (1.1, 1.5))
    verhaeltnis = max(a, b) / min(a, b) if min(a, b) else math.inf
    if verhaeltnis < leicht:
        return "vergleichbar"
    return f"{'leicht' if verhaeltnis < deutlich else 'deutlich'} {'höher' if a > b else 'niedriger'}"


def _p(kennzahl: r.Kennzahl) -> float:
    """Two-sided p of the district against the rest of the city; exact where fewer than five are expected."""
    assert kennzahl.unten is not None
    x, ganz = kennzahl.oben(HIER, JAHR), kennzahl.oben(STADT, JAHR)
    n, alle = kennzahl.unten(HIER, JAHR), kennzahl.unten(STADT, JAHR)
    if kennzahl.art == "rate":
        teil = n / alle
        if ganz * teil < 5:
            return float(binomtest(int(x), int(ganz), teil).pvalue)
        return float(2 * norm.sf(abs(x - ganz * teil) / math.sqrt(ganz * teil * (1 - teil))))
    if kennzahl.art == "quotient":
        n, alle = n + x, alle + ganz
    p = ganz / alle
    if n * min(p, 1 - p) < 5:
        return float(fisher_exact([[x, n - x], [ganz - x, alle - n - ganz + x]]).pvalue)
    return float(2 * norm.sf(abs(x / n - p) / math.sqrt(p * (1 - p) * (1 / n - 1 / alle))))


def test_significance_of_all_comparisons_together(kennzahlen: str) -> None:
    zeilen = {name: am_stichtag(kennzahlen, name) for name in r.KENNZAHLEN}
    geprueft = [
        name
        for name, zeile in zeilen.items()
        if r.KENNZAHLEN[name].art in GEPRUEFT and "•" not in (zeile.wert, zeile.stadt)
    ]
    korrigiert = false_discovery_control([_p(r.KENNZAHLEN[name]) for name in geprueft])
    erwartet = dict(zip(geprueft, ("ja" if p < 0.05 else "nein" for p in korrigiert), strict=True))
    assert {name: z.sicher for name, z in zeilen.items() if z.sicher in ("ja", "nein")} == erwartet
    assert f"{len(geprueft)} wurden gegen Heilbronn geprüft" in geordnet(kennzahlen)


def test_most_kennzahlen_are_shown(kennzahlen: str) -> None:
    zeilen = [am_stichtag(kennzahlen, name) for name in r.KENNZAHLEN]
    zellen = [zelle for zeile in zeilen for zelle in (zeile.wert, zeile.stadt)]
    assert len(zellen) - zellen.count("•") >= 0.9 * len(zellen)


def _anteile() -> list[str]:
    return [name for name, k in r.KENNZAHLEN.items() if k.art == "anteil" and k.faktor == 100]


def _enden(intervall: str) -> list[str]:
    return intervall.split(" bis ")


@pytest.mark.parametrize("name", _anteile())
def test_intervals_of_a_share_and_of_its_difference_to_the_city(kennzahlen: str, name: str) -> None:
    """Wilson for the share; Newcombe's method 10 of district and rest, times the share of the rest."""
    zeile, k = am_stichtag(kennzahlen, name), r.KENNZAHLEN[name]
    if "•" in (zeile.wert, zeile.stadt):
        assert not zeile.zur_stadt
        return
    assert k.unten is not None
    x, n, ganz, alle = k.oben(HIER, JAHR), k.unten(HIER, JAHR), k.oben(STADT, JAHR), k.unten(STADT, JAHR)
    u1, o1 = proportion_confint(x, n, method="wilson")
    u2, o2 = proportion_confint(ganz - x, alle - n, method="wilson")
    p, q, rest = x / n, (ganz - x) / (alle - n), 1 - n / alle
    unten = rest * (p - q - math.hypot(p - u1, o2 - q))
    oben = rest * (p - q + math.hypot(o1 - p, q - u2))
    assert gleich(zeile.differenz.removeprefix("+"), 100 * (p - ganz / alle))
    for gezeigt, wert in zip(_enden(zeile.intervall), (u1, o1), strict=True):
        assert gleich(gezeigt, 100 * wert)
    for gezeigt, wert in zip(_enden(zeile.zur_stadt), (unten, oben), strict=True):
        assert gleich(gezeigt, 100 * wert)


@pytest.mark.parametrize("name", _anteile())
def test_trend_of_a_share(kennzahlen: str, name: str) -> None:
    """Chi-square for trend is the number of persons times the squared correlation of outcome and year."""
    zeile, k = am_stichtag(kennzahlen, name), r.KENNZAHLEN[name]
    assert k.unten is not None
    jahre = list(JAHRE)[-5:]
    x, n = ([f(HIER, jahr) for jahr in jahre] for f in (k.oben, k.unten))
    if zeile.verlauf.startswith("–") or any(map(math.isnan, x)):
        assert zeile.verlauf.startswith("–")  # secret in one of the years, or not counted in each
        return
    p, mitte = sum(x) / sum(n), sum(a * b for a, b in zip(n, jahre, strict=True)) / sum(n)
    gemeinsam = sum(a * (b - mitte) for a, b in zip(x, jahre, strict=True))
    streuung = sum(a * (b - mitte) ** 2 for a, b in zip(n, jahre, strict=True))
    chi2 = gemeinsam**2 / (streuung * p * (1 - p))
    assert zeile.verlauf.startswith("→" if chi2 <= 9.5495 else ("→", "↗", "↘"))


def test_targets_carry_what_was_decided_and_counted(kennzahlen: str) -> None:
    tafel = pdftext.abschnitt(kennzahlen, "Ziele und wo sie stehen", "Quelle:")
    arbeitslos = gedruckt(r.KENNZAHLEN["Arbeitslosenanteil"].wert(HIER, JAHR), 1)
    weg = gedruckt(1.5 + (1.2 - 1.5) * (JAHR - 2017) / (2023 - 2017), 1)
    assert re.search(rf"1,5 \(2017\)\s+1,2 \(2023\)\s+{weg}\s+{arbeitslos} \({JAHR}\)", tafel)
    assert "Beschluss 3 vom 15.03.2018" in tafel
    assert tafel.index("Am Stichtag gültig") < tafel.index("Nach dem Stichtag beschlossen")
    assert "Beschluss 7 vom 23.03.2023" in tafel[tafel.index("Nach dem Stichtag beschlossen") :]


def test_the_first_page_is_one_page_and_says_three_things(berichte: Path) -> None:
    seiten = [seite.extract_text() for seite in pypdf.PdfReader(berichte / "kennzahlen.pdf").pages]
    (blick,) = [seite for seite in seiten if "Was sich verändert hat" in seite and "Inhalt" not in seite]
    for ueberschrift in ("Auf einen Blick", "Was sich unterscheidet", "Was auf Kurs ist"):
        assert ueberschrift in blick
    assert "Beschlossene Kennzahlen und Ziele" in seiten[seiten.index(blick) + 1]
