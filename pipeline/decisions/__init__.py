"""Decisions of the Lenkungsgremium: append-only, sealed in a chain, checked before they are added."""

from pipeline.decisions.bericht import gelesen, je_kennzahl, nicht_gemischt, saetze, zum_stichtag
from pipeline.decisions.beschluss import ANFANG, Beschluss, siegel, siegel_am_ende
from pipeline.decisions.lesen import Gelesen, als_befund, als_beschluss, befunde_neu, lesen, lesen_neu
from pipeline.decisions.regeln import Umfeld, ergaenzt, verstoesse
from pipeline.decisions.schreiben import anhaengen, eintrag
from pipeline.decisions.stand import wege, zielstand
from pipeline.decisions.tabelle import geltende, tabelle
from pipeline.decisions.weg import Lage, Messung, Ziel, lage, soll

__all__ = [
    "ANFANG",
    "Beschluss",
    "Gelesen",
    "Lage",
    "Messung",
    "Umfeld",
    "Ziel",
    "als_befund",
    "als_beschluss",
    "anhaengen",
    "befunde_neu",
    "eintrag",
    "ergaenzt",
    "gelesen",
    "geltende",
    "je_kennzahl",
    "lage",
    "lesen",
    "lesen_neu",
    "nicht_gemischt",
    "saetze",
    "siegel",
    "siegel_am_ende",
    "soll",
    "tabelle",
    "verstoesse",
    "wege",
    "zielstand",
    "zum_stichtag",
]
