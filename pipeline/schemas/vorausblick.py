# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What the released tables of the projection and of its past errors look like."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas.grundlage import Grundlage, MitAltersgruppe, MitStatus, codes, status_passt, zahl


def _spalten(*spalten: str) -> list[str]:
    return list(spalten)


def _lauf(*dimensionen: str) -> list[str]:
    return _spalten("raumeinheit", "basis", "szenario", "jahr", *dimensionen)


def _prozent(beschreibung: str) -> Any:
    """Field of a share in percent, empty where `status` says why."""
    return pa.Field(ge=0, le=100, nullable=True, description=beschreibung)


class _Vorausgerechnet(MitStatus):
    """What every table of a projection has: area, base, scenario, year, and an expected value."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    basis: str = pa.Field(str_matches=r"^\d{4}-\d{2}-\d{2}$", description="Stichtag der Ausgangsbevölkerung")
    szenario: str = pa.Field(description="Kennung des Szenarios")
    jahr: int = pa.Field(ge=1900, le=2200, description="31.12. dieses Jahres")
    erwartet: float = zahl("erwartete Personen, auf ganze fünf gerundet")

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["erwartet"], tabelle["status"])


class Prognose(_Vorausgerechnet, MitAltersgruppe):
    """Expected residents of a projection, rounded to whole five persons."""

    geschlecht: str = codes(names.GESCHLECHTER, "Geschlecht")
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit")
    unten: float = zahl("unteres Ende des Bandes von 80 Prozent; leer, wo es keines gibt")
    oben: float = zahl("oberes Ende")
    grundlage: str = pa.Field(
        isin=[names.AUS_BEWEGUNGEN, names.AUS_BESTAENDEN],
        description="bewegungen: Geburten, Sterbefälle, Wanderungen; bestaende: nur frühere Bestände",
    )
    eckwerte: str | None = pa.Field(
        str_matches=r"^\d{4}-12-31$",
        nullable=True,
        description="Stand der Eckwerte der Stadt, an die angepasst ist; leer ohne sie und nach ihrem Ende",
    )

    class Config:
        unique = _lauf("altersgruppe", "geschlecht", "staatsangehoerigkeit")


class Prognoseanteile(_Vorausgerechnet):
    """Expected share of a group in all residents, percent, no finer than five persons of all."""

    anteil: str = pa.Field(isin=["nichtdeutsch"], description="Gruppe, deren Anteil es ist")
    erwartet: float = _prozent("erwarteter Anteil an allen Bewohner:innen in Prozent")
    unten: float = _prozent("unteres Ende des Bandes von 80 Prozent; leer, wo es keines gibt")
    oben: float = _prozent("oberes Ende")

    class Config:
        unique = _lauf("anteil")


class Prognosebilanz(_Vorausgerechnet):
    """Expected births, deaths, moves and naturalisations from the base to the end of a year."""

    staatsangehoerigkeit: str = codes(("nichtdeutsch",), "Staatsangehörigkeit")
    komponente: str = pa.Field(
        isin=["geburten", "sterbefaelle", "zuzuege", "wegzuege", "einbuergerungen"],
        description="was die Zahl der Personen verändert; Einbürgerungen nur für nichtdeutsch",
    )

    class Config:
        unique = _lauf("staatsangehoerigkeit", "komponente")


class Prognoseszenarien(_Vorausgerechnet):
    """Expected residents under every scenario, without band; the base is one of them."""

    bezeichnung: str = pa.Field(description="Name des Szenarios")
    annahme: str = pa.Field(description="was das Szenario annimmt, in Worten")

    class Config:
        unique = _lauf()


class Rueckschau(Grundlage):
    """Errors of past projections, each over at least ten areas together; percent of what was counted."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Stadt")
    verfahren: str = pa.Field(isin=list(names.PROGNOSEVERFAHREN), description="Name des Verfahrens")
    horizont: int = pa.Field(ge=0, le=100, description="Jahre voraus; 0 für alle zusammen")
    groesse: str = pa.Field(description="Größenklasse der Gebiete, oder insgesamt")
    basis_von: int = pa.Field(
        ge=1900, le=2200, description="frühestes Jahr, von dem aus vorausgerechnet wurde"
    )
    basis_bis: int = pa.Field(ge=1900, le=2200, description="spätestes Jahr")
    gebiete: int = pa.Field(ge=10, description="Gebiete, deren Fehler zusammengefasst sind")
    prognosen: int = pa.Field(ge=10, description="Prognosen: Gebiete, Basisjahre und Horizonte")
    mape: float = pa.Field(ge=0, description="mittlerer Betrag des Fehlers")
    medape: float = pa.Field(ge=0, description="Median des Betrags")
    malpe: float = pa.Field(description="mittlerer Fehler mit Vorzeichen")
    wmape: float = pa.Field(ge=0, description="Summe der Beträge durch Summe der Gezählten")
    ueber_10_pct: float = pa.Field(ge=0, le=100, description="Anteil der Fehler über 10 Prozent")
    aufbau_pct: float = pa.Field(ge=0, le=100, description="Anteil in der falschen Altersgruppe")
    abdeckung_80: float = pa.Field(ge=0, le=100, description="Anteil, den das Band von 80 Prozent traf")
    abdeckung_95: float = pa.Field(ge=0, le=100, description="Anteil, den das Band von 95 Prozent traf")
    crps: float = pa.Field(ge=0, description="Continuous Ranked Probability Score")

    class Config:
        unique = _spalten("raumeinheit", "verfahren", "horizont", "groesse")
