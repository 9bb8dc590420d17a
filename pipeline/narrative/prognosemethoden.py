"""Paragraphs on how a projection is made."""

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.methoden import GEHEIMHALTUNG
from pipeline.narrative.prognose import erwartung
from pipeline.narrative.vergleich import Satz

RUNDUNG = (
    "Alle erwarteten Werte sind auf ganze fünf Personen gerundet; Summen können deshalb von den "
    "Einzelwerten abweichen. Wo weniger als zehn Personen erwartet werden, steht keine Zahl. Erwartete "
    "Anteile entstehen aus den gerundeten Werten und sind auf das gerundet, was fünf Personen von allen "
    "ausmachen, mindestens auf 0,1 Prozentpunkte."
)


def methoden(veraenderung: pd.DataFrame) -> list[str]:
    """Write the paragraphs on method."""
    satz = erwartung(veraenderung)
    if satz is None:
        return [GEHEIMHALTUNG]
    nur_bestaende = satz.get("grundlage") == names.AUS_BESTAENDEN
    verfahren = NUR_BESTAENDE if nur_bestaende else BEWEGUNGEN
    return [verfahren, *_eckwerte(satz), RUNDUNG, GEHEIMHALTUNG]


def _eckwerte(satz: Satz) -> list[str]:
    """Say which forecast of the city the projection follows; nothing where it follows none."""
    stand, bis = satz.get("eckwerte"), satz.get("eckwerte_bis")
    if pd.isna(stand):
        return []
    reicht = (
        f" Sie reichen bis {bis:.0f}; danach gilt das Verhältnis dieses Jahres weiter."
        if pd.notna(bis)
        else ""
    )
    return [ECKWERTE.format(stand=datum(str(stand)), reicht=reicht)]


ECKWERTE = (
    "Eckwerte der Stadt, Stand {stand}: An diese Vorausberechnung für die ganze Stadt ist die Prognose "
    "angepasst, für die Stadt selbst und mit ihr für ihre Gebiete.{reicht} Szenarien weichen davon im selben "
    "Verhältnis ab wie ohne Eckwerte; das Band behält seine Breite und liegt um die angepassten Werte."
)
"""That the city follows its own forecast."""


BEWEGUNGEN = (
    "Verfahren: Die Bevölkerung wird Jahr für Jahr um ein Jahr älter; Geburten, Sterbefälle, Zuzüge, "
    "Wegzüge und Einbürgerungen folgen den Raten der letzten fünf Jahre. Ihr Verlauf über das Alter stammt "
    "von der Stadt, ihr Niveau vom Gebiet selbst, soweit seine Zahlen es tragen. Zuzüge und Wegzüge "
    "zusammen bleiben, gemessen an den Bewohner:innen, so viele wie gezählt; ihr Saldo nähert sich dem der "
    "Stadt, soweit er Zufall gewesen sein kann. Aus alledem stammt der Aufbau nach Alter, Geschlecht und "
    "Staatsangehörigkeit. Die Gesamtzahl eines Gebiets "
    "ist ein gewichtetes Mittel aus dieser Rechnung, den Trends seiner Einwohnerzahl, der Entwicklung seiner "
    "Jahrgänge in den letzten drei Jahren und keiner Änderung; die Gewichte richten sich danach, wie gut "
    "jede dieser Sichten bisher traf. Für das Wachstum der Stadt gilt "
    "das Mittel aus drei Annahmen: wie die Rechnung es ergibt, wie zuletzt, gar keines. Vor dem Runden "
    "ergeben die Gebiete zusammen die Stadt."
)
"""How the expected values are made where flows were delivered."""

NUR_BESTAENDE = (
    "Verfahren: Für dieses Gebiet liegen keine vollständigen Zahlen zu Geburten, Sterbefällen und "
    "Wanderungen vor. Die Prognose beruht deshalb allein auf den Einwohnerzahlen früherer Jahre: Die "
    "Jahrgänge werden älter wie in der Stadt; soweit es in den früheren Jahren zutraf, hält ein Gebiet "
    "seinen Anteil an einer Altersgruppe der Stadt; die jüngsten Kinder richten sich nach der Zahl der 18- "
    "bis 44-Jährigen. Die Gebiete sind in ihrer Gesamtzahl mit ihrer Stadt abgeglichen. Das Band einer "
    "Altersgruppe richtet sich danach, wie weit ihr Anteil am Gebiet bei früheren Rechnungen derselben Art "
    "danebenlag; wo eine gelieferte Altersgruppe aufzuteilen war, ist es breiter. Nach Geschlecht und "
    "Staatsangehörigkeit wird nicht unterschieden."
)
"""The same where only stocks were."""
