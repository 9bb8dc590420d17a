"""Small released tables, written by hand: district P10 in city HN, 2019 and 2020."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names

JAHR = 2020
STICHTAG = "2020-12-31"

Zahl = int | str


def tabelle(
    name: str, zellen: Mapping[tuple[str, ...], Mapping[str, Zahl]], *dimensionen: str
) -> pd.DataFrame:
    """Cells {(date, codes...): {area: number or status}} as a released table."""
    zeit = "stichtag" if len(next(iter(zellen))[0]) > 4 else "jahr"
    zeilen = [
        (area, *codes, zahl if isinstance(zahl, int) else pd.NA, "wert" if isinstance(zahl, int) else zahl)
        for codes, je_raum in zellen.items()
        for area, zahl in je_raum.items()
    ]
    wert = "summe_alter" if name == "alterssummen" else "anzahl"
    spalten = pd.Index(["raumeinheit", zeit, *dimensionen, wert, "status"])
    fertig = pd.DataFrame(zeilen, columns=spalten).astype({wert: "Int64"})
    return fertig.astype({zeit: "int64"}) if zeit == "jahr" else fertig


def _paar(p10: Zahl, hn: Zahl) -> dict[str, Zahl]:
    return {"P10": p10, "HN": hn}


ALLE = names.INSGESAMT


def raumeinheiten() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "raumeinheit": ["HN", "P10", "P11"],
            "name": ["Heilbronn", "Herbert-Hoover-Siedlung", "John-F.-Kennedy-Siedlung"],
            "ebene": ["stadt", "planungsbezirk", "planungsbezirk"],
            "uebergeordnet": [None, "HN", "HN"],
        }
    )


def einwohner() -> pd.DataFrame:
    zellen: dict[tuple[str, ...], dict[str, Zahl]] = {
        ("2019-12-31", ALLE, ALLE, ALLE): _paar(980, 9800),
        (STICHTAG, ALLE, ALLE, ALLE): _paar(1000, 10000),
        (STICHTAG, "0-17", ALLE, ALLE): _paar(200, 1700),
        (STICHTAG, "18-64", ALLE, ALLE): _paar(600, 6300),
        (STICHTAG, "65+", ALLE, ALLE): _paar(200, 2000),
        (STICHTAG, "80+", ALLE, ALLE): _paar("geheim", 600),
        (STICHTAG, "15-64", ALLE, ALLE): _paar(660, 6600),
        (STICHTAG, "0-14", ALLE, ALLE): _paar(140, 1400),
        (STICHTAG, "0-20", ALLE, ALLE): _paar(230, 2000),
        (STICHTAG, "0-19", ALLE, ALLE): _paar(220, 1900),
        (STICHTAG, "20-64", ALLE, ALLE): _paar(580, 6100),
        (STICHTAG, ALLE, "m", ALLE): _paar(490, 5000),
        (STICHTAG, ALLE, "w", ALLE): _paar(510, 5000),
        (STICHTAG, "0-4", "m", ALLE): _paar(25, 250),
        (STICHTAG, "0-4", "w", ALLE): _paar("geheim", 240),
        ("2019-12-31", ALLE, ALLE, "nichtdeutsch"): _paar(100, 2400),
        (STICHTAG, ALLE, ALLE, "nichtdeutsch"): _paar(120, 2600),
        ("2019-12-31", ALLE, ALLE, "deutsch"): _paar(880, 7400),
        (STICHTAG, ALLE, ALLE, "deutsch"): _paar(880, 7400),
    }
    return tabelle("einwohner", zellen, "altersgruppe", "geschlecht", "staatsangehoerigkeit")


def alterssummen() -> pd.DataFrame:
    return tabelle("alterssummen", {(STICHTAG, ALLE): _paar(43000, 420000)}, "geschlecht")


def zuwanderungsgeschichte() -> pd.DataFrame:
    zellen = {
        (STICHTAG, ALLE, ALLE): _paar(1000, 10000),
        (STICHTAG, ALLE, "ohne"): _paar(540, 4500),
        (STICHTAG, ALLE, "deutsch_mit"): _paar(340, 2900),
        (STICHTAG, ALLE, "nichtdeutsch"): _paar(120, 2600),
    }
    return tabelle("zuwanderungsgeschichte", zellen, "altersgruppe", "zuwanderungsgeschichte")


def herkunft() -> pd.DataFrame:
    zahlen = {
        "insgesamt": 460,
        "Türkei": 90,
        "Kasachstan": 70,
        "Polen": 30,
        "Italien": 30,
        "Übrige": 200,
        "Irak": "geheim",
        "Peru": 0,
    }
    zellen = {(STICHTAG, land): {"P10": zahl} for land, zahl in zahlen.items()}
    return tabelle("herkunft", zellen, "herkunftsland")


def haushalte() -> pd.DataFrame:
    zellen = {
        (STICHTAG, ALLE, ALLE): _paar(480, 4800),
        (STICHTAG, "einpersonen", ALLE): _paar(197, 2200),
        (STICHTAG, "paar_mit_kindern", ALLE): _paar(86, 860),
        (STICHTAG, "alleinerziehend", ALLE): _paar(20, 240),
        (STICHTAG, "mehrpersonen_ohne_kinder", ALLE): _paar(130, 1100),
        (STICHTAG, "mehrpersonen_ohne_kinder_weitere", ALLE): _paar(47, 400),
        (STICHTAG, "mit_kindern", ALLE): _paar(106, 1100),
        (STICHTAG, "mit_kindern", "3+"): _paar(22, 180),
        (STICHTAG, "mit_kindern", "4+"): _paar(8, 40),
    }
    fertig = tabelle("haushalte", zellen, "haushaltstyp", "kinder")
    fertig["personen"] = pd.array([990, 9900] + [pd.NA] * (len(fertig) - 2), dtype="Int64")
    return fertig


def wanderungen() -> pd.DataFrame:
    zellen: dict[tuple[str, ...], dict[str, Zahl]] = {
        ("2020", "zuzug", ALLE, ALLE, ALLE): _paar(150, 900),
        ("2020", "wegzug", ALLE, ALLE, ALLE): _paar(164, 800),
        ("2020", "zuzug", ALLE, ALLE, "deutsch"): _paar(90, 400),
        ("2020", "wegzug", ALLE, ALLE, "deutsch"): _paar(104, 450),
        ("2020", "zuzug", ALLE, ALLE, "nichtdeutsch"): _paar("geheim", 500),
        ("2020", "wegzug", ALLE, ALLE, "nichtdeutsch"): _paar(60, 350),
    }
    return tabelle("wanderungen", zellen, "richtung", "art", "altersgruppe", "staatsangehoerigkeit")


def hilfen() -> pd.DataFrame:
    zellen: dict[tuple[str, ...], dict[str, Zahl]] = {
        ("2020", ALLE, ALLE): _paar(20, 300),
        ("2020", ALLE, "andauernd"): _paar(12, 180),
        ("2020", ALLE, "beendet"): _paar(8, 120),
        ("2020", "30", ALLE): _paar("geheim", 40),
        ("2020", "31", ALLE): _paar(0, 60),
        ("2020", "33", ALLE): _paar(12, 30),
        ("2020", "stationaer", ALLE): _paar(12, 45),
    }
    return tabelle("hilfen_sgb8", zellen, "paragraph", "zaehlweise")


def grundsicherung() -> pd.DataFrame:
    zellen = {
        (STICHTAG, ALLE, ALLE): _paar(30, 900),
        (STICHTAG, ALLE, "0-14"): _paar(9, 250),
        (STICHTAG, ALLE, "15-64"): _paar(16, 550),
        (STICHTAG, ALLE, "65+"): _paar(5, 100),
        (STICHTAG, "SGB II", ALLE): _paar(22, 700),
    }
    return tabelle("grundsicherung", zellen, "leistung", "altersgruppe")


def arbeitslose() -> pd.DataFrame:
    return tabelle("arbeitslose", {(STICHTAG, ALLE, ALLE): _paar(10, 271)}, "rechtskreis", "altersgruppe")


def wahlen() -> pd.DataFrame:
    zeilen = [
        ("HN", "2014-05-25", "Gemeinderatswahl 2014", "nicht enthalten", 8000, 2400),
        ("HN", "2019-05-26", "Gemeinderatswahl 2019", "enthalten", 8200, 4000),
        ("HN", "2019-05-26", "Gemeinderatswahl 2019", "nicht enthalten", 8200, 2952),
        ("P10", "2014-05-25", "Gemeinderatswahl 2014", "nicht enthalten", 800, 220),
        ("P10", "2019-05-26", "Gemeinderatswahl 2019", "nicht enthalten", 820, 180),
        ("HN", "2021-09-26", "Gemeinderatswahl 2021", "nicht enthalten", 8200, 1),
    ]
    spalten = ["raumeinheit", "stichtag", "wahl", "briefwahl", "wahlberechtigte", "waehlende"]
    fertig = pd.DataFrame(zeilen, columns=pd.Index(spalten)).assign(status="wert")
    return fertig.astype({"wahlberechtigte": "Int64", "waehlende": "Int64"})


def einrichtungen() -> pd.DataFrame:
    zeilen = [
        ("P10", "2019-12-31", "Altes Haus", "jugendtreff"),
        ("P10", STICHTAG, "Kindergarten B", "kindergarten"),
        ("P10", STICHTAG, "Kindergarten A", "kindergarten"),
        ("P10", STICHTAG, "Grundschule", "grundschule"),
        ("P11", STICHTAG, "Kirche", "religionsgemeinschaft"),
        ("P10", "2021-12-31", "Neues Haus", "jugendtreff"),
    ]
    fertig = pd.DataFrame(zeilen, columns=pd.Index(["raumeinheit", "stichtag", "name", "art"]))
    return fertig.assign(traeger=None, strasse=None, ost=1.0, nord=2.0)


def prognose() -> pd.DataFrame:
    zeilen = [
        (2021, ALLE, ALLE, 995.0, "wert"),
        (2035, ALLE, ALLE, 900.0, "wert"),
        (2035, "65+", ALLE, 240.0, "wert"),
        (2035, "80+", ALLE, 70.0, "wert"),
        (2035, "0-4", "m", 20.0, "wert"),
        (2035, "0-4", "w", 20.0, "wert"),
    ]
    fertig = pd.DataFrame(
        zeilen, columns=pd.Index(["jahr", "altersgruppe", "geschlecht", "erwartet", "status"])
    )
    kopf = {"raumeinheit": "P10", "basis": STICHTAG, "szenario": "basis", "staatsangehoerigkeit": ALLE}
    return fertig.assign(unten=0.0, oben=fertig["erwartet"] + 50, grundlage="bewegungen", **kopf)


def alle() -> dict[str, pd.DataFrame]:
    geburten = tabelle("geburten", {("2020", ALLE): _paar(9, 110)}, "staatsangehoerigkeit")
    return {
        "raumeinheiten": raumeinheiten(),
        "einwohner": einwohner(),
        "alterssummen": alterssummen(),
        "zuwanderungsgeschichte": zuwanderungsgeschichte(),
        "herkunft": herkunft(),
        "haushalte": haushalte(),
        "wanderungen": wanderungen(),
        "geburten": geburten,
        "sterbefaelle": tabelle("sterbefaelle", {("2020",): _paar(12, 100)}),
        "hilfen_sgb8": hilfen(),
        "grundsicherung": grundsicherung(),
        "arbeitslose": arbeitslose(),
        "wahlen": wahlen(),
        "einrichtungen": einrichtungen(),
        "prognose": prognose(),
    }
