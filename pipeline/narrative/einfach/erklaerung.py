"""Fixed plain sentences: how we counted and protected, the words of the report, and its sources."""

from collections.abc import Mapping

import pandas as pd

from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.methoden import quelle
from pipeline.narrative.orte import Orte

QUELLE = "siehe Ende des Berichts"
"""Source below a chart; what is said once at the end takes no room above."""

SCHUTZ = (
    "Sehr kleine Zahlen zeigen wir nicht. So kann niemand einzelne Menschen erkennen. Manchmal zeigen wir "
    "deshalb auch eine größere Zahl nicht. Sonst könnte man die kleine Zahl ausrechnen."
)
_ZAEHLUNG = "Die Zahlen gelten für alle Menschen, die hier gemeldet sind."
_PRUEFUNG = (
    "Bei Unterschieden zu {dort} haben wir geprüft, ob sie Zufall sein können. Wenn ja, schreiben wir das "
    "dazu. Sonst ist Zufall unwahrscheinlich."
)
_SCHAETZUNG = "Für die Zukunft nennen wir eine Schätzung. Neue Häuser können daran viel ändern."

WOERTER = (
    "Arbeitslos gemeldet: Diese Menschen suchen Arbeit. Die Agentur für Arbeit oder das Jobcenter weiß das.",
    "Band: der Bereich, in dem eine geschätzte Zahl wahrscheinlich liegt.",
    "Deutlich: mindestens anderthalbmal so viel oder höchstens zwei Drittel so viel. Etwas: ein kleinerer "
    "Unterschied.",
    "Einrichtung: ein Ort für viele Menschen, zum Beispiel eine Schule.",
    "Grundsicherung: Geld vom Staat für Menschen, die zu wenig zum Leben haben.",
    "Haushalt: alle Menschen, die zusammen wohnen. Auch wer allein wohnt, ist ein Haushalt.",
    "Stichtag: der Tag, für den die Zahlen gelten.",
    "Von 100: So sagen wir, wie groß ein Teil ist. Ein Prozent ist einer von hundert.",
    "Wahlberechtigte: alle, die wählen dürfen.",
    "Wahllokal: der Raum, in dem man am Wahltag seine Stimme abgibt.",
    "Zufall: Kleine Zahlen ändern sich von Jahr zu Jahr. Ein Unterschied hat dann oft keinen Grund.",
    "Zuwanderungsgeschichte: Man hat keinen deutschen Pass. Oder man selbst oder die Eltern kamen aus einem "
    "anderen Land.",
)
"""Words of the report and what they mean, by alphabet."""


def vorgehen(orte: Orte, verglichen: pd.DataFrame, veraenderung: pd.DataFrame) -> list[str]:
    """Write the paragraphs on how the report was made; of tests and projection only where there are any."""
    geprueft = _PRUEFUNG.format(dort=orte.dort.name) if verglichen["signifikant"].notna().any() else ""
    geschaetzt = _SCHAETZUNG if veraenderung["status"].eq("wert").any() else ""
    return [" ".join(filter(None, [_ZAEHLUNG, geprueft, geschaetzt])), SCHUTZ]


def kolophon(
    herkunft: pd.DataFrame, orte: Orte, stichtag: str, fassung: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Say from which deliveries the report was made; licences and single files stand in the long edition too.

    Takes:   `herkunft`: lieferung, lieferant, datum, lizenz; `fassung`: version and checksum of the program.
    """
    lizenzen = "; ".join(dict.fromkeys(herkunft["lizenz"].astype(str)))
    return [
        ("Zahlen", f"{quelle(herkunft)}. Lizenz: {lizenzen}."),
        (
            "Gebiet",
            f"{orte.hier.name} ({orte.hier.schluessel}) am {datum(stichtag)}, Vergleich {orte.dort.name}",
        ),
        ("Programm", f"sozialraumanalyse {fassung['version']}, Quelltext {fassung['quellen']}"),
        ("Mehr dazu", "Alle Dateien stehen mit ihren Prüfsummen im langen Bericht."),
    ]
