"""German sentences from numbers by written rules: no claim whose test failed, no number that is not shown."""

from pipeline.narrative import (
    ableitung,
    anhang,
    befragung,
    einfach,
    interviews,
    komponenten,
    lesehilfe,
    prognose,
    prognoseanteil,
    prognosemethoden,
    rueckschau,
    rundenbelege,
    stadtband,
    stadtkopf,
    stadttypen,
    szenarien,
    wandel,
)
from pipeline.narrative.abgleich import abgleich, abgleichszeilen
from pipeline.narrative.abschnitte import ABSCHNITTE, KENNZAHLEN, abschnitt, abschnitte
from pipeline.narrative.bevoelkerung import (
    HERKUNFT_NENNER,
    altersaufbau,
    datum,
    einwohner,
    geschlecht,
    herkunftslaender,
    zuwanderung,
)
from pipeline.narrative.bewertung import URTEILSZEICHEN, legende, mit_bewertung
from pipeline.narrative.bilanz import vermutung
from pipeline.narrative.blick import befunde, befunde_einleitung, blick, kacheln
from pipeline.narrative.einrichtungen import einrichtungen
from pipeline.narrative.gebiete import beschlossen, standardisiert, struktur, trichter, verteilung
from pipeline.narrative.haushalte import haushalte, kinderreich
from pipeline.narrative.hilfen import hilfen, hilfen_kopf, hilfen_zaehlung
from pipeline.narrative.karten import (
    KARTEN,
    flaechenkarten_kopf,
    gebietswerte_kopf,
    raenge,
)
from pipeline.narrative.kennzahlen import kennzahlen, kurz
from pipeline.narrative.kopf import bericht, karte_kopf, pyramide_kopf
from pipeline.narrative.methoden import (
    GEHEIMHALTUNG,
    kolophon,
    methoden,
    quelle,
)
from pipeline.narrative.orte import Ort, Orte, orte
from pipeline.narrative.sitzung import auf_einen_blick, veraenderungen, zielsaetze
from pipeline.narrative.soziales import (
    arbeitslose,
    arbeitslosenquote_hinweis,
    briefwahl_hinweis,
    grundsicherung,
    wahlbeteiligung,
)
from pipeline.narrative.titel import HAEUFIGKEIT, HOEHE, mit_unterschied, titel
from pipeline.narrative.vergleich import geprueft, im_vergleich, lage, pruefung, unterschied
from pipeline.narrative.wanderungen import nichtdeutsche_entwicklung, wanderungen, wanderungskopf
from pipeline.narrative.zahlen import BRUECHE, aufzaehlung, bruch, gezaehlt, gross, zahlwort
from pipeline.narrative.ziele import REGELN, beobachtet, erreichtes, faelliges, regeln, zielstand

__all__ = [
    "ABSCHNITTE",
    "BRUECHE",
    "GEHEIMHALTUNG",
    "HAEUFIGKEIT",
    "HERKUNFT_NENNER",
    "HOEHE",
    "KARTEN",
    "KENNZAHLEN",
    "REGELN",
    "URTEILSZEICHEN",
    "Ort",
    "Orte",
    "abgleich",
    "abgleichszeilen",
    "ableitung",
    "abschnitt",
    "abschnitte",
    "altersaufbau",
    "anhang",
    "arbeitslose",
    "arbeitslosenquote_hinweis",
    "auf_einen_blick",
    "aufzaehlung",
    "befragung",
    "befunde",
    "befunde_einleitung",
    "beobachtet",
    "bericht",
    "beschlossen",
    "blick",
    "briefwahl_hinweis",
    "bruch",
    "datum",
    "einfach",
    "einrichtungen",
    "einwohner",
    "erreichtes",
    "faelliges",
    "flaechenkarten_kopf",
    "gebietswerte_kopf",
    "geprueft",
    "geschlecht",
    "gezaehlt",
    "gross",
    "grundsicherung",
    "haushalte",
    "herkunftslaender",
    "hilfen",
    "hilfen_kopf",
    "hilfen_zaehlung",
    "im_vergleich",
    "interviews",
    "kacheln",
    "karte_kopf",
    "kennzahlen",
    "kinderreich",
    "kolophon",
    "komponenten",
    "kurz",
    "lage",
    "legende",
    "lesehilfe",
    "methoden",
    "mit_bewertung",
    "mit_unterschied",
    "nichtdeutsche_entwicklung",
    "orte",
    "prognose",
    "prognoseanteil",
    "prognosemethoden",
    "pruefung",
    "pyramide_kopf",
    "quelle",
    "raenge",
    "regeln",
    "rueckschau",
    "rundenbelege",
    "stadtband",
    "stadtkopf",
    "stadttypen",
    "standardisiert",
    "struktur",
    "szenarien",
    "titel",
    "trichter",
    "unterschied",
    "veraenderungen",
    "vermutung",
    "verteilung",
    "wahlbeteiligung",
    "wandel",
    "wanderungen",
    "wanderungskopf",
    "zahlwort",
    "zielsaetze",
    "zielstand",
    "zuwanderung",
]
