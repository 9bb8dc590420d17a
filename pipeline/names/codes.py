"""The codes of the tables and how a report writes them."""

RAUMEINHEIT = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,19}$"
"""Key of a Raumeinheit: text, never a number, so that leading zeros survive."""

INSGESAMT = "insgesamt"
"""Value of a dimension that a row does not distinguish."""

STATUS = ("wert", "geheim", "fehlt", "unsicher")
EBENEN = ("stadt", "stadtteil", "planungsbezirk", "stadtbezirk")
GESCHLECHTER = ("m", "w", "d", "o")
STAATSANGEHOERIGKEITEN = ("deutsch", "nichtdeutsch")
ZUWANDERUNGSGESCHICHTEN = ("ohne", "deutsch_mit", "nichtdeutsch")
RICHTUNGEN = ("zuzug", "wegzug")
ART_WANDERUNG = ("aussen", "binnen")
HAUSHALTSTYPEN = (
    "einpersonen",
    "paar_mit_kindern",
    "alleinerziehend",
    "mehrpersonen_ohne_kinder",
    "mehrpersonen_ohne_kinder_weitere",
)
PARAGRAPHEN = ("27", "28", "29", "30", "31", "32", "33", "34", "35", "35a", "41")
"""Hilfen zur Erziehung and neighbouring help, by paragraph of SGB VIII."""
HILFEGRUPPEN = ("ambulant", "stationaer")
"""Classes of the release that put paragraphs together where most of them are too small."""
ZAEHLWEISEN = ("andauernd", "beendet")
"""Counting rules of the Jugendhilfestatistik: on 31.12. still running; ended in the year."""
LEISTUNGEN = ("SGB II", "SGB XII Kap. 3", "SGB XII Kap. 4", "AsylbLG")
RECHTSKREISE = ("SGB II", "SGB III")
PROGNOSEVERFAHREN = (
    *(
        "Sozialraum",
        "Sozialraum mit Bewegungen",
        "Kohortenmodell",
        "Keine Änderung",
        "Linearer Trend",
        "Konstanter Anteil",
        "CSP-VSG-Mittel",
    ),
    "Hamilton-Perry",
)
"""Methods that the Rückschau compares, in the order of its table: ours from stocks alone, ours with births,
deaths and moves, the cohort model that is part of it, simple ones.
"""
AUS_BEWEGUNGEN, AUS_BESTAENDEN = "bewegungen", "bestaende"
"""What a projection is made from: births, deaths and moves, or, without them, stocks of past years."""
KOMPONENTEN = {"geburten": 1, "sterbefaelle": -1, "zuzuege": 1, "wegzuege": -1, "einbuergerungen": -1}
"""What changes a number of residents, and how it counts in their balance."""
BRIEFWAHL = ("enthalten", "nicht enthalten")
AUSSAGEARTEN = ("bedarf", "beobachtung", "kein_bedarf")
"""What a statement of an interview says: that something is needed, how things are, that nothing is needed."""
JA_NEIN = ("ja", "nein")
RUECKLAUF = "Rücklauf"
"""What stands as the question of a survey where its rows say who was asked and who took part."""
ANGESCHRIEBEN, TEILGENOMMEN = "angeschrieben", "teilgenommen"
"""The answers to it."""

DIMENSIONEN_MIT_INSGESAMT = (
    "alter",
    "altersgruppe",
    "geschlecht",
    "staatsangehoerigkeit",
    "staatsangehoerigkeit_mutter",
    "zuwanderungsgeschichte",
    "herkunftsland",
    "haushaltstyp",
    "kinder",
    "richtung",
    "art",
    "paragraph",
    "zaehlweise",
    "leistung",
    "rechtskreis",
)
"""Columns in which a source that does not cross them says `insgesamt`."""

_TEXTE = {
    "m": "männlich",
    "w": "weiblich",
    "d": "divers",
    "o": "ohne Angabe",
    "deutsch": "deutsch",
    "nichtdeutsch": "nichtdeutsch",
    "ohne": "deutsch ohne Zuwanderungsgeschichte",
    "deutsch_mit": "deutsch mit Zuwanderungsgeschichte",
    "zuzug": "Zuzüge",
    "wegzug": "Wegzüge",
    "aussen": "über die Stadtgrenze",
    "binnen": "innerhalb der Stadt",
    "einpersonen": "Einpersonenhaushalte",
    "paar_mit_kindern": "Paare mit Kindern",
    "alleinerziehend": "Alleinerziehende mit Kindern",
    "mehrpersonen_ohne_kinder": "Mehrpersonenhaushalte ohne Kinder",
    "mehrpersonen_ohne_kinder_weitere": "Mehrpersonenhaushalte ohne Kinder mit weiteren Personen",
    "27": "Hilfe zur Erziehung (§ 27)",
    "28": "Erziehungsberatung (§ 28)",
    "29": "Soziale Gruppenarbeit (§ 29)",
    "30": "Erziehungsbeistandschaft (§ 30)",
    "31": "Sozialpädagogische Familienhilfe (§ 31)",
    "32": "Tagesgruppe (§ 32)",
    "33": "Vollzeitpflege (§ 33)",
    "34": "Heimerziehung, sonstige betreute Wohnformen (§ 34)",
    "35": "Intensive sozialpädagogische Einzelbetreuung (§ 35)",
    "35a": "Eingliederungshilfe (§ 35a)",
    "41": "Hilfe für junge Volljährige (§ 41)",
    "ambulant": "ambulante Hilfen (§§ 27 bis 32, § 35)",
    "stationaer": "Hilfen außerhalb der Familie (§§ 33, 34)",
    "andauernd": "am 31.12. andauernd",
    "beendet": "im Jahr beendet",
    "kindergarten": "Kindergarten",
    "grundschule": "Grundschule",
    "weiterfuehrende_schule": "weiterführende Schule",
    "sporthalle": "Sporthalle",
    "jugendtreff": "Jugendtreff",
    "quartierszentrum": "Quartierszentrum",
    "spielplatz": "Spielplatz",
    "bolzplatz": "Bolzplatz",
    "laden": "Laden",
    "einkaufsschwerpunkt": "Einkaufsschwerpunkt",
    "gewerbe": "Gewerbebetrieb",
    "arztpraxis": "Arztpraxis",
    "pflege": "Pflegeeinrichtung",
    "betreuung": "Betreuungseinrichtung",
    "betreutes_wohnen": "Betreutes Wohnen",
    "religionsgemeinschaft": "Religionsgemeinschaft",
    "stadt": "Stadt",
    "stadtbezirk": "Stadtbezirk",
    "stadtteil": "Stadtteil",
    "planungsbezirk": "Planungsbezirk",
}


def text(code: str) -> str:
    """The code as a report writes it; a code without an entry stands for itself."""
    return _TEXTE.get(code, code)
