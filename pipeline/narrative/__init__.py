"""German sentences from numbers by written rules: no claim whose test failed, no number that is not shown."""

from pipeline.narrative.bevoelkerung import (
    altersaufbau,
    datum,
    einwohner,
    geschlecht,
    herkunftslaender,
    zuwanderung,
)
from pipeline.narrative.blick import befunde, kacheln
from pipeline.narrative.einrichtungen import einrichtungen
from pipeline.narrative.haushalte import haushalte, kinderreich
from pipeline.narrative.hilfen import hilfen
from pipeline.narrative.methoden import GEHEIMHALTUNG, VERGLEICH, VOLLERHEBUNG, kolophon
from pipeline.narrative.orte import Ort, Orte, orte
from pipeline.narrative.soziales import (
    arbeitslose,
    arbeitslosenquote_hinweis,
    briefwahl_hinweis,
    grundsicherung,
    wahlbeteiligung,
)
from pipeline.narrative.vergleich import im_vergleich, lage, pruefung, unterschied
from pipeline.narrative.wanderungen import nichtdeutsche_entwicklung, wanderungen
from pipeline.narrative.zahlen import BRUECHE, aufzaehlung, bruch, gezaehlt, gross, zahlwort

__all__ = [
    "BRUECHE",
    "GEHEIMHALTUNG",
    "VERGLEICH",
    "VOLLERHEBUNG",
    "Ort",
    "Orte",
    "altersaufbau",
    "arbeitslose",
    "arbeitslosenquote_hinweis",
    "aufzaehlung",
    "befunde",
    "briefwahl_hinweis",
    "bruch",
    "datum",
    "einrichtungen",
    "einwohner",
    "geschlecht",
    "gezaehlt",
    "gross",
    "grundsicherung",
    "haushalte",
    "herkunftslaender",
    "hilfen",
    "im_vergleich",
    "kacheln",
    "kinderreich",
    "kolophon",
    "lage",
    "nichtdeutsche_entwicklung",
    "orte",
    "pruefung",
    "unterschied",
    "wahlbeteiligung",
    "wanderungen",
    "zahlwort",
    "zuwanderung",
]
