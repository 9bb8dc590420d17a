"""Fixed sentences on method, and the colophon: from what a report was made."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import aufzaehlung

GEHEIMHALTUNG = (
    "Kleine Fallzahlen werden nicht ausgewiesen, damit niemand erkannt werden kann. Wo sich ein "
    "verdeckter Wert aus Summen anderer Tabellen errechnen ließe, ist ein weiterer Wert verdeckt; alle "
    "Anteile, Diagramme und Sätze entstehen nur aus den freigegebenen Werten."
)
VOLLERHEBUNG = (
    "Die Registerzahlen sind eine Vollerhebung. Intervalle und Tests stehen hier, weil kleine Zahlen "
    "von Jahr zu Jahr zufällig schwanken."
)
VERGLEICH = (
    "Das Gebiet ist selbst Teil der Stadt; ob es sich unterscheidet, wird deshalb gegen die übrige "
    "Stadt geprüft (bei weniger als fünf erwarteten Fällen exakt) und für die Zahl der Vergleiche "
    "dieses Berichts nach Benjamini und Hochberg korrigiert. Signifikant heißt: korrigierter p-Wert "
    "unter fünf Prozent. Unabhängig davon nennt der Bericht einen Unterschied leicht oder deutlich "
    "nach dem Verhältnis der beiden Werte: unter dem 1,1-Fachen vergleichbar, unter dem 1,5-Fachen "
    "leicht, darüber deutlich."
)
MITTELWERTE = (
    "Mittelwerte streuen weniger als Anteile; für sie gelten engere Grenzen: beim Durchschnittsalter und "
    "beim Medianalter das 1,02- und das 1,05-Fache, bei den Personen je Haushalt das 1,03- und das 1,1-Fache."
)


TABELLEN = {
    "einwohner": "Einwohner:innen nach Alter und Geschlecht",
    "zuwanderungsgeschichte": "Zuwanderungsgeschichte",
    "herkunft": "Herkunftsländer",
    "haushalte": "Haushalte",
    "wanderungen": "Wanderungen",
    "geburten": "Geburten",
    "sterbefaelle": "Sterbefälle",
    "einbuergerungen": "Einbürgerungen",
    "hilfen_sgb8": "Hilfen nach SGB VIII",
    "grundsicherung": "Grundsicherung",
    "arbeitslose": "Arbeitslose",
    "wahlen": "Wahlen",
    "einrichtungen": "Einrichtungen",
    "interviews": "Experteninterviews",
    "bedarfsanalyse": "Befragung der Bewohner:innen",
    "gebiete": "Gebietsgrenzen",
    "quartiersarbeit": "Arbeit des Quartierszentrums",
    "prognose": "Prognose",
    "prognoseszenarien": "Szenarien der Prognose",
    "prognosebilanz": "Prognose der Geburten, Sterbefälle und Wanderungen",
    "prognoseanteile": "Prognose des Anteils nichtdeutscher Bewohner:innen",
}
"""What a reader calls the tables."""
PROGNOSE = "prognose"
"""Name of the table of the projection; those of its parts begin with it."""


def methoden(gelesen: Sequence[str], vorhanden: Sequence[str]) -> list[str]:
    """Write the paragraphs on method that a report with comparisons has, and what was not delivered."""
    mittelwerte = MITTELWERTE if "alterssummen" in gelesen else ""
    return [VOLLERHEBUNG, VERGLEICH, mittelwerte, GEHEIMHALTUNG, nicht_geliefert(gelesen, vorhanden)]


def nicht_geliefert(gelesen: Sequence[str], vorhanden: Sequence[str]) -> str:
    """Name the tables a report would read that were not delivered; empty where none is missing.

    A projection is not delivered but made; without one the report says so.
    """
    fehlend = [name for name in gelesen if name in TABELLEN and name not in vorhanden]
    geliefert = [TABELLEN[name] for name in fehlend if not name.startswith(PROGNOSE)]
    saetze = [
        f"Nicht geliefert: {aufzaehlung(geliefert)}." if geliefert else "",
        "Eine Prognose liegt nicht vor." if PROGNOSE in fehlend else "",
    ]
    return " ".join(filter(None, saetze))


def quelle(herkunft: pd.DataFrame) -> str:
    """Name the suppliers and dates of the deliveries behind a chart or table."""
    lieferungen = herkunft.drop_duplicates("lieferung").to_dict("records")
    teile = [
        f"{satz['lieferant']}, Lieferung {satz['lieferung']} vom {datum(str(satz['datum']))}"
        for satz in lieferungen
    ]
    return "; ".join([*teile, "eigene Berechnung"])


def kolophon(
    herkunft: pd.DataFrame, orte: Orte, stichtag: str, horizont: int, fassung: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Say from what a report was made: parameters, program, deliveries, files with their checksums.

    Takes:   `herkunft`: lieferung, lieferant, datum, lizenz, demonstration, datei, sha256, of exactly the
             released tables the report read; `fassung`: version and checksum of the sources of the program.
    """
    gebiet = f"Raumeinheit {orte.hier.schluessel}, Vergleich {orte.dort.schluessel}"
    parameter = f"{gebiet}, Stichtag {datum(stichtag)}, Horizont {horizont}"
    return [("Parameter", parameter), *herkunftszeilen(herkunft, fassung)]


def herkunftszeilen(herkunft: pd.DataFrame, fassung: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name the program, and the deliveries with their files; takes both as `kolophon`."""
    zeilen = [("Programm", f"sozialraumanalyse {fassung['version']}, Quelltext {fassung['quellen']}")]
    for lieferung, dateien in herkunft.groupby("lieferung", sort=True):
        zeilen.append((f"Lieferung {lieferung}", _lieferung(dateien)))
        summe = "SHA-256" if dateien["demonstration"].all() else "SHA-256 mit Schlüssel (HMAC)"
        zeilen.extend(
            (str(satz["datei"]), f"{summe}: {satz['sha256']}") for satz in dateien.to_dict("records")
        )
    return zeilen


def _lieferung(dateien: pd.DataFrame) -> str:
    satz = dateien.iloc[0]
    art = "synthetische Demonstrationsdaten" if satz["demonstration"] else ""
    teile = (
        satz["lieferant"],
        f"Lieferung vom {datum(str(satz['datum']))}",
        f"Lizenz: {satz['lizenz']}",
        art,
    )
    return "; ".join(str(teil) for teil in teile if teil)
