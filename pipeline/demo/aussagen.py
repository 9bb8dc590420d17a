"""What the expert interviews and the Quartierszentren say.

The interviews are the coded statements of the Eckpunktepapier, section 1.3, and nothing beyond it. The
paper does not say which institution said what. The figures of the Quartierszentren are synthetic.
"""

import numpy as np
import pandas as pd

from pipeline.demo.bezirke import Bezirke
from pipeline.demo.runden import Anzahlen

INTERVIEWS_STICHTAG = "2022-12-31"
"""The paper has the interviews before the second quarter of 2023."""
_INSTITUTIONSART = "nicht zugeordnet"
_JUGEND = "Kinder, Jugendliche und junge Erwachsene"

INTERVIEWS = (
    (
        "alle",
        "Quartierszentrum als Raumangebot",
        "Maßgebliche Institutionen",
        "Im Quartier gibt es zwei Kindergärten, eine Grundschule, eine weiterführende Schule sowie den "
        "ehemaligen Jugend- und Nachbarschaftstreff Hoover 202 als maßgebliche Institutionen.",
    ),
    (
        "alle",
        "Vernetzung",
        "Sporthalle",
        "Zum Komplex Schule gehört eine Sporthalle, die außerhalb des Schulsports auch von Vereinen "
        "genutzt wird.",
    ),
    (
        "alle",
        "Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen",
        "Religionsgemeinschaften",
        "Es gibt keine Religionsgemeinschaft, die im Quartier Herbert-Hoover-Siedlung Räume hat.",
    ),
    (
        "alle",
        "Vernetzung",
        "Läden und Gewerbe",
        "Neben kleineren Läden gibt es in der Nähe der Schulen einen größeren Einkaufsschwerpunkt sowie im "
        "gesamten Quartier Gewerbetreibende aus den unterschiedlichsten Sparten.",
    ),
    (
        "alle",
        "Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen",
        "Örtliche Unterteilung",
        "Innerhalb des Quartiers gibt es eine - vermutlich auch geographisch verursachte - örtliche "
        "Unterteilung: einerseits das Wohngebiet rund um die Cäcilienbrunnenstraße, andererseits das "
        "Wohngebiet rund um die Herbert-Hoover-Straße.",
    ),
    (
        _JUGEND,
        "Kinder und Jugendliche",
        "Sichtbarkeit im öffentlichen Raum",
        "Bedingt durch die vorhandenen Institutionen und Einrichtungen im Quartier (Kita, Schulen, "
        "Jugendtreff, Bolz- und Spielplätze) sind Kinder, Jugendliche und junge Erwachsene die "
        "Personengruppen, die sich die meiste Zeit im Quartier aufhalten und im öffentlichen Raum sichtbar "
        "sind.",
    ),
    (
        "Familien",
        "Familie und Berufstätige",
        "Bolz- und Spielplätze als Treffpunkte",
        "Die Bolz- und Spielplätze im Quartier wurden auch als Treffpunkte für ganze Familien bzw. ganz "
        "speziell auch als Treffpunkte von Müttern mit Kleinkindern und Kindern sowie Mädchen benannt, die "
        "auf kleinere Geschwister aufpassen müssen.",
    ),
    (
        "alle",
        "Anlaufstelle Quartierszentrum",
        "Zentrale Stelle",
        "Im Quartier gibt es bisher keine zentrale Stelle, keinen Ort und auch keine Person oder eine "
        "Institution, die als Treffpunkt oder Infopoint im Quartier fungiert.",
    ),
    (
        "alle",
        "Anlaufstelle Quartierszentrum",
        "Transparenz über Angebote",
        "Mehr Transparenz über bestehende Angebote wird gewünscht.",
    ),
    (
        _JUGEND,
        "Kinder und Jugendliche",
        "Angebote für junge Menschen",
        "Besonderes Augenmerk sollte auf Angeboten für Kinder, Jugendliche und junge Erwachsene liegen, die "
        "sich verstärkt im öffentlichen Raum aufhalten.",
    ),
    (
        _JUGEND,
        "Kinder und Jugendliche",
        "Jugendhilfe vor Ort",
        "Es besteht der Bedarf eines niederschwelligen Jugendhilfeangebots vor Ort.",
    ),
    (
        "Familien",
        "Familie und Berufstätige",
        "Bedarfe von Familien",
        "Auch Familien bzw. Eltern sind eine weitere Gruppe im Quartier, für die spezielle Bedarfe "
        "formuliert wurden.",
    ),
    (
        "alle",
        "Vernetzung",
        "Aufsuchende Arbeit",
        "Wiederholt wurde der Bedarf formuliert, aufsuchende Arbeit zu installieren, um gezielt dort "
        "hingehen zu können, wo die Menschen im Quartier anzutreffen sind.",
    ),
    (
        "alle",
        "Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen",
        "Mehrsprachige Angebote",
        "Ebenfalls besteht der Bedarf für mehrsprachige Angebote.",
    ),
    (
        "Berufstätige und Senioren",
        "Senioren",
        "Bedarfe von Berufstätigen und Senioren",
        "Besondere Bedarfe von Berufstätigen und Senioren sind zumindest nicht offensichtlich.",
    ),
)
"""Target group, field of action, theme and statement; the fields of action are those of section 2.3."""
BEDARFE = (
    "Transparenz über Angebote",
    "Angebote für junge Menschen",
    "Jugendhilfe vor Ort",
    "Bedarfe von Familien",
    "Aufsuchende Arbeit",
    "Mehrsprachige Angebote",
)
"""Themes of the statements that name a need or a wish; what else the paper reports is how things are."""
_KEIN_BEDARF = ("Bedarfe von Berufstätigen und Senioren",)

_QUARTIERSARBEIT = (
    ("Angebote", "Kinder und Jugendliche", 14),
    ("Angebote", "Familie und Berufstätige", 8),
    ("Angebote", "Senioren", 5),
    ("Teilnahmen", "Kinder und Jugendliche", 620),
    ("Teilnahmen", "Familie und Berufstätige", 240),
    ("Teilnahmen", "Senioren", 130),
    ("Ehrenamtliche", "Vernetzung", 12),
    ("Netzwerktreffen", "Vernetzung", 6),
)
"""Feature, field of action and expected number in a year: assumed."""
MERKMALE = tuple((merkmal, feld) for merkmal, feld, _ in _QUARTIERSARBEIT)
QUARTIERSARBEIT_JAHRE = range(2021, 2024)


def interviews(bezirke: Bezirke, jahre: range) -> pd.DataFrame:
    """List the coded statements about P10, numbered in the order of the paper."""
    spalten = ["zielgruppe", "handlungsfeld", "thema", "aussage"]
    tabelle = pd.DataFrame(list(INTERVIEWS), columns=spalten)
    tabelle["nummer"] = [str(i) for i in range(1, len(tabelle) + 1)]
    tabelle["raumeinheit"] = "".join(bezirke.schluessel[i] for i in bezirke.hoover)
    tabelle["stichtag"] = INTERVIEWS_STICHTAG
    tabelle["institution"] = ""
    tabelle["institutionsart"] = _INSTITUTIONSART
    tabelle["aussageart"] = tabelle["thema"].map(_aussageart)
    tabelle["zitat_frei"] = "ja"  # they stand in a public paper
    gilt = bool(bezirke.hoover) and int(INTERVIEWS_STICHTAG[:4]) in jahre
    return tabelle if gilt else tabelle.head(0)


def _aussageart(thema: str) -> str:
    if thema in _KEIN_BEDARF:
        return "kein_bedarf"
    return "bedarf" if thema in BEDARFE else "beobachtung"


def quartiersarbeit(bezirke: Bezirke, jahre: range, rng: np.random.Generator) -> Anzahlen:
    """Figures [district, year after the first, feature] of the three Quartiere that have a centre."""
    zahlen = np.zeros((bezirke.zahl, len(jahre) - 1, len(MERKMALE)), dtype=np.int64)
    for stelle in bezirke.hoover:
        for i, jahr in enumerate(jahre[1:]):
            if jahr in QUARTIERSARBEIT_JAHRE:
                erwartet = np.array([zahl for _, _, zahl in _QUARTIERSARBEIT])
                zahlen[stelle : stelle + 3, i] = rng.poisson(erwartet, (3, len(MERKMALE)))
    return zahlen
