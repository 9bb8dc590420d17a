"""Kennzahlen and the figures of the social-space analysis: functions of released tables only."""

from pipeline.indicators.ableitung import annahmen, belege, belegliste
from pipeline.indicators.anteilsausblick import anteilsverlauf
from pipeline.indicators.ausdruck import Ausdruck, Zelle
from pipeline.indicators.ausstattung import einrichtungen, einrichtungen_nach_art
from pipeline.indicators.befragung import befragung
from pipeline.indicators.berechnung import NICHT_SINNVOLL, kennzahlen
from pipeline.indicators.bevoelkerung import (
    altersstruktur,
    alterstest,
    entwicklung,
    geschlechtertest,
    herkunftslaender,
    herkunftsstand,
    pyramide,
    zuwanderungsgeschichte,
)
from pipeline.indicators.bilanz import anteilsaenderung, bilanzraten, staatsangehoerigkeitsbilanz
from pipeline.indicators.eckpunkte import aussagen
from pipeline.indicators.interviews import interviews
from pipeline.indicators.kennzahl import Kennzahl, handlungsfelder, katalog, nach_id, nach_kennung, seltene
from pipeline.indicators.komponenten import komponenten
from pipeline.indicators.messungen import messungen
from pipeline.indicators.reihen import nebeneinander, reihe, strukturtest
from pipeline.indicators.rueckblick import rueckschau, rueckschau_nach
from pipeline.indicators.soziales import (
    arbeitslosenanteil,
    grundsicherung_nach_alter,
    haushaltstypen,
    hilfen,
    wahlbeteiligung,
)
from pipeline.indicators.stadtband import stadtauswahl, stadtkennzahlen, typmerkmale, typregeln
from pipeline.indicators.standardisiert import standardisiert
from pipeline.indicators.szenarien import szenarien, szenarienenden
from pipeline.indicators.verteilung import verteilung
from pipeline.indicators.vorausblick import (
    gekommen,
    pyramide_der_prognose,
    reihe_nach_alter,
    veraenderung,
)
from pipeline.indicators.wanderung import wanderungen, wanderungsbilanz
from pipeline.indicators.zellen import zelle

__all__ = [
    "NICHT_SINNVOLL",
    "Ausdruck",
    "Kennzahl",
    "Zelle",
    "altersstruktur",
    "alterstest",
    "annahmen",
    "anteilsaenderung",
    "anteilsverlauf",
    "arbeitslosenanteil",
    "aussagen",
    "befragung",
    "belege",
    "belegliste",
    "bilanzraten",
    "einrichtungen",
    "einrichtungen_nach_art",
    "entwicklung",
    "gekommen",
    "geschlechtertest",
    "grundsicherung_nach_alter",
    "handlungsfelder",
    "haushaltstypen",
    "herkunftslaender",
    "herkunftsstand",
    "hilfen",
    "interviews",
    "katalog",
    "kennzahlen",
    "komponenten",
    "messungen",
    "nach_id",
    "nach_kennung",
    "nebeneinander",
    "pyramide",
    "pyramide_der_prognose",
    "reihe",
    "reihe_nach_alter",
    "rueckschau",
    "rueckschau_nach",
    "seltene",
    "staatsangehoerigkeitsbilanz",
    "stadtauswahl",
    "stadtkennzahlen",
    "standardisiert",
    "strukturtest",
    "szenarien",
    "szenarienenden",
    "typmerkmale",
    "typregeln",
    "veraenderung",
    "verteilung",
    "wahlbeteiligung",
    "wanderungen",
    "wanderungsbilanz",
    "zelle",
    "zuwanderungsgeschichte",
]
