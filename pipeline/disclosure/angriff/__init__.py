"""For the audit: what a clever reader knows beyond the tables, put into the form that it attacks."""

from pipeline.disclosure.angriff.aussagen import Ausdruck, Aussage, mit_aussagen
from pipeline.disclosure.angriff.befundtabelle import befundtabelle, leckpfad
from pipeline.disclosure.angriff.bevoelkerung import mit_bevoelkerung
from pipeline.disclosure.angriff.fassungen import nebeneinander
from pipeline.disclosure.angriff.merkmale import ALLE, NIEMAND, Gruppe, Verrat, verratene_merkmale
from pipeline.disclosure.angriff.mitwisser import mit_eigenen_faellen, mitwisser
from pipeline.disclosure.angriff.volle_gruppen import MERKMALSTABELLEN, volle_gruppen

__all__ = [
    "ALLE",
    "MERKMALSTABELLEN",
    "NIEMAND",
    "Ausdruck",
    "Aussage",
    "Gruppe",
    "Verrat",
    "befundtabelle",
    "leckpfad",
    "mit_aussagen",
    "mit_bevoelkerung",
    "mit_eigenen_faellen",
    "mitwisser",
    "nebeneinander",
    "verratene_merkmale",
    "volle_gruppen",
]
