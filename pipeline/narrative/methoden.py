"""Fixed sentences on method, and the colophon: from what a report was made."""

import pandas as pd

from pipeline.narrative.bevoelkerung import datum

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
    "Stadt geprüft und für die Zahl der Vergleiche nach Benjamini und Hochberg korrigiert. Signifikant "
    "heißt: korrigierter p-Wert unter fünf Prozent. Unabhängig davon nennt der Bericht einen "
    "Unterschied leicht oder deutlich nach dem Verhältnis der beiden Anteile: unter dem 1,1-Fachen "
    "vergleichbar, unter dem 1,5-Fachen leicht, darüber deutlich."
)


def kolophon(
    herkunft: pd.DataFrame, raumeinheit: str, vergleich: str, stichtag: str, horizont: int
) -> list[tuple[str, str]]:
    """Terms and texts of the colophon, from the provenance of the released tables that were read.

    Takes:   `herkunft`: lieferung, lieferant, datum, lizenz, demonstration, datei, sha256.
    """
    zeilen = [("Gebiet und Vergleich", f"{raumeinheit}, {vergleich}"), ("Stichtag", datum(stichtag))]
    zeilen.append(("Horizont", str(horizont)))
    for lieferung, dateien in herkunft.groupby("lieferung", sort=True):
        zeilen.append((f"Lieferung {lieferung}", _lieferung(dateien)))
        zeilen.extend((str(satz["datei"]), str(satz["sha256"])) for satz in dateien.to_dict("records"))
    return zeilen


def _lieferung(dateien: pd.DataFrame) -> str:
    satz = dateien.iloc[0]
    teile = [
        str(satz["lieferant"]),
        f"Stand {satz['datum']}",
        f"Lizenz {satz['lizenz']}",
        "synthetische Demonstrationsdaten" if satz["demonstration"] else "",
    ]
    return "; ".join(teil for teil in teile if teil and not teil.endswith(" "))
