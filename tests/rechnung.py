"""The numbers of the reports, computed once more by plain pandas from the delivered CSVs alone."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

BEISPIEL = Path(__file__).resolve().parents[1] / "data" / "raw" / "beispiel"
ALLE = 999
"""An age nobody reaches: the upper end of an open band."""


@cache
def tabelle(name: str) -> pd.DataFrame:
    """A delivered table with its year; keys stay text."""
    text = {"raumeinheit": "str", "kinder": "str", "alter": "str", "paragraph": "str"}
    roh = pd.read_csv(BEISPIEL / f"{name}.csv", dtype=text)
    return roh if "jahr" in roh else roh.assign(jahr=roh["stichtag"].str[:4].astype(int))


@cache
def _teile(name: str) -> Mapping[tuple[str, int], pd.DataFrame]:
    return dict(iter(tabelle(name).groupby(["raumeinheit", "jahr"])))


def geliefert(name: str, jahr: int) -> bool:
    return bool(tabelle(name)["jahr"].eq(jahr).any())


def anzahl(name: str, ort: str, jahr: int, spalte: str = "anzahl", **bedingungen: object) -> float:
    """Sum of a table in one area and year; a condition is one code or a list of codes."""
    zeilen = _teile(name).get((ort, jahr))
    if zeilen is None:
        return 0.0 if geliefert(name, jahr) else float("nan")
    for merkmal, codes in bedingungen.items():
        zeilen = zeilen[zeilen[merkmal].isin(codes if isinstance(codes, list) else [codes])]
    return float(zeilen[spalte].sum())


def alter(von: int, bis: int) -> list[str]:
    """Single ages as delivered; 100 stands for 100 and over."""
    return [str(jahre) for jahre in range(von, min(bis, 100) + 1)]


def menschen(ort: str, jahr: int, von: int = 0, bis: int = ALLE, **bedingungen: object) -> float:
    return anzahl("einwohner", ort, jahr, alter=alter(von, bis), **bedingungen)


def mittel(ort: str, jahr: int, **bedingungen: object) -> float:
    """Mean population: of the year before and the year."""
    return (menschen(ort, jahr - 1, **bedingungen) + menschen(ort, jahr, **bedingungen)) / 2


def zuwanderung(ort: str, jahr: int, codes: list[str], gruppen: list[str] | None = None) -> float:
    alle = list(tabelle("zuwanderungsgeschichte")["altersgruppe"].unique())
    return anzahl(
        "zuwanderungsgeschichte", ort, jahr, zuwanderungsgeschichte=codes, altersgruppe=gruppen or alle
    )


def wanderung(ort: str, jahr: int, richtung: str, **bedingungen: object) -> float:
    return anzahl("wanderungen", ort, jahr, richtung=richtung, **bedingungen)


def saldo(ort: str, jahr: int, **bedingungen: object) -> float:
    return wanderung(ort, jahr, "zuzug", **bedingungen) - wanderung(ort, jahr, "wegzug", **bedingungen)


def lebensjahre(ort: str, jahr: int) -> float:
    zeilen = _teile("einwohner")[ort, jahr] if geliefert("einwohner", jahr) else tabelle("einwohner").iloc[:0]
    return float((zeilen["alter"].astype(int) * zeilen["anzahl"]).sum())


def wahl(ort: str, jahr: int, spalte: str) -> float:
    """The last election up to the year, votes at polling stations only."""
    bisher = [wahljahr for wahljahr in tabelle("wahlen")["jahr"].unique() if wahljahr <= jahr]
    if not bisher:
        return float("nan")
    return anzahl("wahlen", ort, max(bisher), spalte, briefwahl="nicht enthalten")


MIT_KINDERN = ["paar_mit_kindern", "alleinerziehend"]
MIT_GESCHICHTE = ["deutsch_mit", "nichtdeutsch"]
JUNG = ["0-2", "3-5", "6-9", "10-17"]
ALT = ["65-69", "70-84", "85+"]

Zahl = Callable[[str, int], float]


class Kennzahl(NamedTuple):
    """How the test computes one row: numerator, denominator, factor, kind of test, decimals."""

    oben: Zahl
    unten: Zahl | None = None
    faktor: float = 100
    art: str = "anteil"
    stellen: int = 1
    mindestens: float = 20
    """Smallest denominator with which a value is printed."""

    def zu_klein(self, ort: str, jahr: int) -> bool:
        return self.unten is not None and self.unten(ort, jahr) < self.mindestens

    def wert(self, ort: str, jahr: int) -> float:
        oben = self.oben(ort, jahr)
        return oben if self.unten is None else self.faktor * oben / self.unten(ort, jahr)


def _anteil(von: int, bis: int, **bedingungen: object) -> Kennzahl:
    return Kennzahl(partial(menschen, von=von, bis=bis, **bedingungen), menschen)


def _quotient(oben: Zahl) -> Kennzahl:
    return Kennzahl(oben, partial(menschen, von=20, bis=64), art="quotient")


def _typ(*typen: str) -> Kennzahl:
    return Kennzahl(_haushalte(haushaltstyp=list(typen)), _haushalte())


def _haushalte(spalte: str = "anzahl", **bedingungen: object) -> Zahl:
    return lambda ort, jahr: anzahl("haushalte", ort, jahr, spalte, **bedingungen)


def _familien(**bedingungen: object) -> Kennzahl:
    return Kennzahl(
        _haushalte(**{"haushaltstyp": MIT_KINDERN, **bedingungen}), _haushalte(haushaltstyp=MIT_KINDERN)
    )


def _je_1000(oben: Zahl, art: str, **gruppe: object) -> Kennzahl:
    return Kennzahl(oben, partial(mittel, **gruppe), 1000, art)


def _hilfen(**bedingungen: object) -> Kennzahl:
    def oben(ort: str, jahr: int) -> float:
        return anzahl("hilfen_sgb8", ort, jahr, **bedingungen)

    return Kennzahl(oben, partial(menschen, bis=20), 1000, "rate")


def _leistung(gruppen: list[str] | None, von: int, bis: int, **bedingungen: object) -> Kennzahl:
    alle = list(tabelle("grundsicherung")["altersgruppe"].unique())

    def oben(ort: str, jahr: int) -> float:
        return anzahl("grundsicherung", ort, jahr, altersgruppe=gruppen or alle, **bedingungen)

    return Kennzahl(oben, partial(menschen, von=von, bis=bis))


def _arbeitslose(gruppen: list[str], von: int, bis: int) -> Kennzahl:
    def oben(ort: str, jahr: int) -> float:
        return anzahl("arbeitslose", ort, jahr, altersgruppe=gruppen)

    return Kennzahl(oben, partial(menschen, von=von, bis=bis))


def _geschichte(codes: list[str], gruppen: list[str] | None = None) -> Kennzahl:
    alle = ["ohne", *MIT_GESCHICHTE]
    return Kennzahl(
        partial(zuwanderung, codes=codes, gruppen=gruppen), partial(zuwanderung, codes=alle, gruppen=gruppen)
    )


def _veraenderung(jahre: int) -> Kennzahl:
    return Kennzahl(
        lambda ort, jahr: menschen(ort, jahr) - menschen(ort, jahr - jahre),
        lambda ort, jahr: menschen(ort, jahr - jahre),
        art="saldo",
    )


def _gruppe_in_fuenf_jahren(von: int, bis: int) -> Kennzahl:
    return Kennzahl(
        lambda ort, jahr: menschen(ort, jahr, von, bis) - menschen(ort, jahr - 5, von, bis),
        lambda ort, jahr: menschen(ort, jahr - 5, von, bis),
        art="saldo",
    )


def _innerhalb(von: int, bis: int, **bedingungen: object) -> Kennzahl:
    """A part of the residents of an age."""
    return Kennzahl(partial(menschen, von=von, bis=bis, **bedingungen), partial(menschen, von=von, bis=bis))


def _saldo_im_alter(von: int, bis: int) -> Kennzahl:
    jahre = alter(von, bis)

    def unten(ort: str, jahr: int) -> float:
        return (menschen(ort, jahr - 1, von, bis) + menschen(ort, jahr, von, bis)) / 2

    return Kennzahl(partial(saldo, alter=jahre), unten, 1000, "saldo")


def frauen_15_44(ort: str, jahr: int) -> float:
    return sum(menschen(ort, jahr - davor, 15, 44, geschlecht="w") for davor in (0, 1)) / 2


def median(ort: str, jahr: int) -> float:
    """The age half of the people have not reached, spread evenly within five years of age."""
    alle, gezaehlt = menschen(ort, jahr), 0.0
    for von in range(0, 85, 5):
        hier = menschen(ort, jahr, von, von + 4)
        if gezaehlt + hier >= alle / 2:
            return von + 5 * (alle / 2 - gezaehlt) / hier
        gezaehlt += hier
    return float("nan")


AMBULANT = ["29", "30", "31", "35"]


def _zahl(tabelle: str) -> Zahl:
    return lambda ort, jahr: anzahl(tabelle, ort, jahr)


def _ohne_35a(ort: str, jahr: int) -> float:
    return anzahl("hilfen_sgb8", ort, jahr) - anzahl("hilfen_sgb8", ort, jahr, paragraph="35a")


DREI_KINDER = "Anteil Haushalte mit drei und mehr Kindern an Haushalten mit Kindern"
VIER_KINDER = "Anteil Haushalte mit mehr als drei Kindern an Haushalten mit Kindern"
DEUTSCH, NICHTDEUTSCH = ({"staatsangehoerigkeit": code} for code in ("deutsch", "nichtdeutsch"))

KENNZAHLEN: dict[str, Kennzahl] = {
    "Einwohnerinnen und Einwohner": Kennzahl(menschen, None, 1, "wert", 0),
    "Bevölkerungsentwicklung zum Vorjahr": _veraenderung(1),
    "Bevölkerungsentwicklung in fünf Jahren": _veraenderung(5),
    "Frauenanteil": _anteil(0, ALLE, geschlecht="w"),
    "Anteil unter 6-Jährige": _anteil(0, 5),
    "Anteil unter 18-Jährige": _anteil(0, 17),
    "Jugendeinwohnerquote": _anteil(0, 20),
    "Anteil 18- bis 24-Jährige": _anteil(18, 24),
    "Anteil 18- bis 64-Jährige": _anteil(18, 64),
    "Anteil 65-Jährige und Ältere": _anteil(65, ALLE),
    "Anteil Hochbetagte": _anteil(80, ALLE),
    "Jugendquotient": _quotient(partial(menschen, bis=19)),
    "Altenquotient": _quotient(partial(menschen, von=65)),
    "Gesamtquotient": _quotient(lambda o, j: menschen(o, j) - menschen(o, j, 20, 64)),
    "Greying-Index": Kennzahl(partial(menschen, von=80), partial(menschen, von=60, bis=79), art="quotient"),
    "Billeter-Maß J": Kennzahl(
        lambda o, j: menschen(o, j, 0, 14) - menschen(o, j, 50),
        partial(menschen, von=15, bis=49),
        1,
        "saldo",
        2,
    ),
    "Durchschnittsalter": Kennzahl(lambda o, j: lebensjahre(o, j) + menschen(o, j) / 2, menschen, 1, "wert"),
    "Anteil nichtdeutsche Bevölkerung": _anteil(0, ALLE, **NICHTDEUTSCH),
    "Anteil mit Zuwanderungsgeschichte": _geschichte(MIT_GESCHICHTE),
    "Anteil mit Zuwanderungsgeschichte, unter 18 Jahre": _geschichte(MIT_GESCHICHTE, JUNG),
    "Anteil mit Zuwanderungsgeschichte, ab 65 Jahre": _geschichte(MIT_GESCHICHTE, ALT),
    "Anteil Deutsche mit Zuwanderungsgeschichte": _geschichte(["deutsch_mit"]),
    "Einbürgerungen": _je_1000(_zahl("einbuergerungen"), "rate", **NICHTDEUTSCH),
    "Haushalte": Kennzahl(_haushalte(), None, 1, "wert", 0),
    "Personen je Haushalt": Kennzahl(_haushalte("personen"), _haushalte(), 1, "wert", 2),
    "Anteil Einpersonenhaushalte": _typ("einpersonen"),
    "Anteil Paare mit Kindern": _typ("paar_mit_kindern"),
    "Anteil Alleinerziehende an allen Haushalten": _typ("alleinerziehend"),
    "Anteil Mehrpersonenhaushalte ohne Kinder": _typ("mehrpersonen_ohne_kinder"),
    "Anteil Mehrpersonenhaushalte ohne Kinder mit weiteren Personen": _typ(
        "mehrpersonen_ohne_kinder_weitere"
    ),
    "Anteil Haushalte mit Kindern": _typ(*MIT_KINDERN),
    "Anteil Alleinerziehende an Haushalten mit Kindern": _familien(haushaltstyp=["alleinerziehend"]),
    DREI_KINDER: _familien(kinder=[str(n) for n in range(3, 20)]),
    VIER_KINDER: _familien(kinder=[str(n) for n in range(4, 20)]),
    "Allgemeine Geburtenziffer": _je_1000(_zahl("geburten"), "rate"),
    "Allgemeine Sterbeziffer": _je_1000(_zahl("sterbefaelle"), "rate"),
    "Natürlicher Saldo": _je_1000(
        lambda o, j: anzahl("geburten", o, j) - anzahl("sterbefaelle", o, j), "saldo"
    ),
    "Wanderungssaldo": _je_1000(saldo, "saldo"),
    "Wanderungssaldo unter 6-Jährige": Kennzahl(
        partial(saldo, alter=alter(0, 5)), partial(menschen, bis=5), 100, "saldo"
    ),
    "Wanderungsvolumen": _je_1000(_zahl("wanderungen"), "ohne Vergleich"),
    "Wegzüge Deutscher": _je_1000(
        partial(wanderung, richtung="wegzug", **DEUTSCH), "ohne Vergleich", **DEUTSCH
    ),
    "Wanderungssaldo Deutscher": _je_1000(partial(saldo, **DEUTSCH), "saldo", **DEUTSCH),
    "Wegzüge Nichtdeutscher": _je_1000(
        partial(wanderung, richtung="wegzug", **NICHTDEUTSCH), "ohne Vergleich", **NICHTDEUTSCH
    ),
    "Wanderungssaldo Nichtdeutscher": _je_1000(partial(saldo, **NICHTDEUTSCH), "saldo", **NICHTDEUTSCH),
    "Arbeitslosenanteil": _arbeitslose(["15-24", "25-54", "55-64"], 15, 64),
    "Arbeitslosenanteil unter 25 Jahre": _arbeitslose(["15-24"], 15, 24),
    "Arbeitslosenanteil 55 bis unter 65 Jahre": _arbeitslose(["55-64"], 55, 64),
    "Mindestsicherungsquote": _leistung(None, 0, ALLE),
    "Mindestsicherungsquote unter 15-Jährige": _leistung(["0-14"], 0, 14),
    "Mindestsicherungsquote 15- bis unter 65-Jährige": _leistung(["15-24", "25-54", "55-64"], 15, 64),
    "Mindestsicherungsquote 65-Jährige und Ältere": _leistung(["65+"], 65, ALLE),
    "SGB-II-Quote": _leistung(None, 0, 64, leistung="SGB II"),
    "Kinder im SGB-II-Bezug": _leistung(["0-14"], 0, 14, leistung="SGB II"),
    "Inanspruchnahme von Hilfen": _hilfen(),
    "Hilfen zur Erziehung ohne § 35a": Kennzahl(_ohne_35a, partial(menschen, bis=20), 1000, "rate"),
    "Andauernde Hilfen am 31.12.": _hilfen(zaehlweise="andauernd"),
    "Hilfe zur Erziehung § 27": _hilfen(paragraph="27"),
    "Erziehungsberatung § 28": _hilfen(paragraph="28"),
    "Erziehungsbeistandschaft § 30": _hilfen(paragraph="30"),
    "Sozialpädagogische Familienhilfe § 31": _hilfen(paragraph="31"),
    "Vollzeitpflege § 33": _hilfen(paragraph="33"),
    "Heimerziehung, sonstige betreute Wohnformen § 34": _hilfen(paragraph="34"),
    "Eingliederungshilfe § 35a": _hilfen(paragraph="35a"),
    "Fremdunterbringung (§§ 33, 34)": _hilfen(paragraph=["33", "34"]),
    "Entwicklung unter 18-Jährige in fünf Jahren": _gruppe_in_fuenf_jahren(0, 17),
    "Entwicklung 65-Jährige und Ältere in fünf Jahren": _gruppe_in_fuenf_jahren(65, ALLE),
    "Entwicklung Hochbetagte in fünf Jahren": _gruppe_in_fuenf_jahren(80, ALLE),
    "Anteil unter 3-Jährige": _anteil(0, 2),
    "Anteil 3- bis 5-Jährige": _anteil(3, 5),
    "Anteil 6- bis 9-Jährige": _anteil(6, 9),
    "Anteil 85-Jährige und Ältere": _anteil(85, ALLE),
    "Frauenanteil ab 65 Jahre": _innerhalb(65, ALLE, geschlecht="w"),
    "Medianalter": Kennzahl(median, None, 1, "median"),
    "Anteil Nichtdeutsche, unter 18 Jahre": _innerhalb(0, 17, **NICHTDEUTSCH),
    "Anteil Nichtdeutsche, ab 65 Jahre": _innerhalb(65, ALLE, **NICHTDEUTSCH),
    "Anteil Haushalte mit einem Kind an Haushalten mit Kindern": _familien(kinder="1"),
    "Anteil Haushalte mit zwei Kindern an Haushalten mit Kindern": _familien(kinder="2"),
    "Allgemeine Fruchtbarkeitsziffer": Kennzahl(_zahl("geburten"), frauen_15_44, 1000, "rate"),
    "Anteil nichtdeutscher Lebendgeborener": Kennzahl(
        partial(anzahl, "geburten", **NICHTDEUTSCH), _zahl("geburten")
    ),
    "Wanderungssaldo über die Stadtgrenze": _je_1000(partial(saldo, art="aussen"), "saldo"),
    "Saldo der Umzüge innerhalb der Stadt": _je_1000(partial(saldo, art="binnen"), "ohne Vergleich"),
    "Zuzüge über die Stadtgrenze": _je_1000(partial(wanderung, richtung="zuzug", art="aussen"), "rate"),
    "Wegzüge über die Stadtgrenze": _je_1000(partial(wanderung, richtung="wegzug", art="aussen"), "rate"),
    "Wanderungssaldo 18- bis 24-Jährige": _saldo_im_alter(18, 24),
    "Wanderungssaldo 25- bis 44-Jährige": _saldo_im_alter(25, 44),
    "Wanderungssaldo 65-Jährige und Ältere": _saldo_im_alter(65, ALLE),
    "Zuzüge Deutscher": _je_1000(
        partial(wanderung, richtung="zuzug", **DEUTSCH), "ohne Vergleich", **DEUTSCH
    ),
    "Zuzüge Nichtdeutscher": _je_1000(
        partial(wanderung, richtung="zuzug", **NICHTDEUTSCH), "ohne Vergleich", **NICHTDEUTSCH
    ),
    "Anteil SGB II an Arbeitslosen": Kennzahl(
        partial(anzahl, "arbeitslose", rechtskreis="SGB II"), _zahl("arbeitslose")
    ),
    "Grundsicherung im Alter und bei Erwerbsminderung": _leistung(None, 18, ALLE, leistung="SGB XII Kap. 4"),
    "Beendete Hilfen": _hilfen(zaehlweise="beendet"),
    "Soziale Gruppenarbeit § 29": _hilfen(paragraph="29"),
    "Tagesgruppe § 32": _hilfen(paragraph="32"),
    "Intensive sozialpädagogische Einzelbetreuung § 35": _hilfen(paragraph="35"),
    "Hilfe für junge Volljährige § 41": _hilfen(paragraph="41"),
    "Ambulante Hilfen (§§ 29, 30, 31, 35)": _hilfen(paragraph=AMBULANT),
    "Ambulante Hilfen (§§ 27 bis 32, 35)": _hilfen(paragraph=["27", "28", "29", "30", "31", "32", "35"]),
    "Anteil ambulanter Hilfen": Kennzahl(partial(anzahl, "hilfen_sgb8", paragraph=AMBULANT), _ohne_35a),
    "Wahlbeteiligung Gemeinderatswahl ohne Briefwahl": Kennzahl(
        partial(wahl, spalte="waehlende"), partial(wahl, spalte="wahlberechtigte")
    ),
}
"""Every row of the table of Kennzahlen under the name it is printed with."""
