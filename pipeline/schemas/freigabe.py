# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What every released table looks like: every margin is its own row, and no small count is in it.

`status`: `wert` (with a number), `geheim` (hidden, or secret at the source), `fehlt` (not delivered, or not
computable from what was delivered), `unsicher` (the source marks it so). Only `wert` has a number.
The stages above read nothing else; the release plan says which bands and crossings are in a table.
"""

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas import lieferung
from pipeline.schemas.grundlage import (
    Grundlage,
    MitAltersgruppe,
    MitStatus,
    Stand,
    Strom,
    codes,
    status_passt,
    zahl,
)

GESPERRT = (1, 2)
"""Counts of persons that no released table may hold, whatever the plan says."""
GESPERRT_SGB8 = (1, 2, 3, 4)
"""The same for cases of SGB VIII."""

KINDER_KLASSEN = ("1", "2", "3", "4+", "3+")
MIT_KINDERN = "mit_kindern"
"""Household type of the release: all households with children."""


class _Freigegeben(MitStatus):
    """Closing columns of a released table of counts."""

    anzahl: pd.Int64Dtype = pa.Field(ge=0, notin=list(GESPERRT), nullable=True, description="Personen")

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["anzahl"], tabelle["status"])


class _Jahressumme(Strom):
    """A flow of one year, or of several added up: then `jahr` is the last one and `jahre` their number."""

    jahre: int | None = pa.Field(isin=[1, 3, 5], description="addierte Jahre; jahr ist das letzte")


def _spalten(*spalten: str) -> list[str]:
    return list(spalten)


def _stand(*dimensionen: str) -> list[str]:
    return _spalten("raumeinheit", "stichtag", *dimensionen)


def _strom(*dimensionen: str) -> list[str]:
    return _spalten("raumeinheit", "jahr", *dimensionen)


class Einwohner(_Freigegeben, MitAltersgruppe, Stand):
    """Residents by age band, sex and Staatsangehörigkeit."""

    geschlecht: str = codes(names.GESCHLECHTER, "Geschlecht")
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit")

    class Config:
        unique = _stand("altersgruppe", "geschlecht", "staatsangehoerigkeit")


class Alterssummen(MitStatus, Stand):
    """Sum of completed years over all residents: with their number it gives the mean age."""

    geschlecht: str = codes(names.GESCHLECHTER, "Geschlecht")
    summe_alter: pd.Int64Dtype = zahl("Jahre: Summe der vollendeten Lebensjahre, 100 = 100 und älter")

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["summe_alter"], tabelle["status"])

    class Config:
        unique = _stand("geschlecht")


class Zuwanderungsgeschichte(_Freigegeben, MitAltersgruppe, Stand):
    """Residents by Zuwanderungsgeschichte and age band."""

    zuwanderungsgeschichte: str = codes(names.ZUWANDERUNGSGESCHICHTEN, "Zuwanderungsgeschichte")

    class Config:
        unique = _stand("altersgruppe", "zuwanderungsgeschichte")


class Herkunft(_Freigegeben, Stand):
    """Residents with Zuwanderungsgeschichte by country of origin."""

    herkunftsland: str = pa.Field(description="Herkunftsland, oder insgesamt")

    class Config:
        unique = _stand("herkunftsland")


class Haushalte(_Freigegeben, Stand):
    """Households by type; those with children by number of children."""

    haushaltstyp: str = codes((*names.HAUSHALTSTYPEN, MIT_KINDERN), "Haushaltstyp nach HHGen")
    kinder: str = codes(KINDER_KLASSEN, "Kinder im Haushalt")
    anzahl: pd.Int64Dtype = pa.Field(ge=0, notin=list(GESPERRT), nullable=True, description="Haushalte")
    personen: pd.Int64Dtype = zahl("Personen in Haushalten; nur in der Zeile insgesamt")

    class Config:
        unique = _stand("haushaltstyp", "kinder")


class Wanderungen(_Freigegeben, MitAltersgruppe, _Jahressumme):
    """Moves over the boundary of the area; art `insgesamt` is aussen and binnen together."""

    richtung: str = pa.Field(isin=list(names.RICHTUNGEN), description="zuzug, wegzug")
    art: str = codes(names.ART_WANDERUNG, "aussen: über die Stadtgrenze; binnen: innerhalb der Stadt")
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit")
    anzahl: pd.Int64Dtype = pa.Field(ge=0, notin=list(GESPERRT), nullable=True, description="Fälle")

    class Config:
        unique = _strom("richtung", "art", "altersgruppe", "staatsangehoerigkeit")


class Geburten(_Freigegeben, _Jahressumme):
    """Live births by the child's Staatsangehörigkeit."""

    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit des Kindes")

    class Config:
        unique = _strom("staatsangehoerigkeit")


class Sterbefaelle(_Freigegeben, _Jahressumme):
    """Deaths in the year."""

    class Config:
        unique = _strom()


class Einbuergerungen(_Freigegeben, _Jahressumme):
    """Naturalisations in the year."""

    class Config:
        unique = _strom()


class HilfenSgb8(_Freigegeben, _Jahressumme):
    """Hilfen zur Erziehung by paragraph and counting rule; a true zero is shown."""

    paragraph: str = codes((*names.PARAGRAPHEN, *names.HILFEGRUPPEN), "Paragraph des SGB VIII, oder Gruppe")
    zaehlweise: str = codes(names.ZAEHLWEISEN, "andauernd: am 31.12.; beendet: im Jahr")
    anzahl: pd.Int64Dtype = pa.Field(ge=0, notin=list(GESPERRT_SGB8), nullable=True, description="Hilfen")

    class Config:
        unique = _strom("paragraph", "zaehlweise")


class Grundsicherung(_Freigegeben, MitAltersgruppe, Stand):
    """Recipients of Mindestsicherung by Leistung and age band."""

    leistung: str = codes(names.LEISTUNGEN, "Rechtsgrundlage der Leistung")

    class Config:
        unique = _stand("leistung", "altersgruppe")


class Arbeitslose(_Freigegeben, MitAltersgruppe, Stand):
    """Registered unemployed by Rechtskreis or age band."""

    rechtskreis: str = codes(names.RECHTSKREISE, "Rechtskreis")

    class Config:
        unique = _stand("rechtskreis", "altersgruppe")


class Prognose(MitStatus, MitAltersgruppe):
    """Expected residents of a projection, rounded to whole five persons."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    basis: str = pa.Field(str_matches=r"^\d{4}-\d{2}-\d{2}$", description="Stichtag der Ausgangsbevölkerung")
    szenario: str = pa.Field(description="Kennung des Szenarios")
    jahr: int = pa.Field(ge=1900, le=2200, description="31.12. dieses Jahres")
    geschlecht: str = codes(names.GESCHLECHTER, "Geschlecht")
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit")
    erwartet: float = zahl("erwartete Personen, auf ganze fünf gerundet")
    unten: float = zahl("unteres Ende des Bandes von 80 Prozent; leer, wo es keines gibt")
    oben: float = zahl("oberes Ende")
    grundlage: str = pa.Field(
        isin=[names.AUS_BEWEGUNGEN, names.AUS_BESTAENDEN],
        description="bewegungen: Geburten, Sterbefälle, Wanderungen; bestaende: nur frühere Bestände",
    )

    @pa.dataframe_check(name="status_passt")
    @classmethod
    def _status_passt(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["erwartet"], tabelle["status"])

    class Config:
        unique = _spalten(
            "raumeinheit", "basis", "szenario", "jahr", "altersgruppe", "geschlecht", "staatsangehoerigkeit"
        )


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


MODELLE: dict[str, type[Grundlage]] = {
    "einwohner": Einwohner,
    "alterssummen": Alterssummen,
    "zuwanderungsgeschichte": Zuwanderungsgeschichte,
    "herkunft": Herkunft,
    "haushalte": Haushalte,
    "wanderungen": Wanderungen,
    "geburten": Geburten,
    "sterbefaelle": Sterbefaelle,
    "einbuergerungen": Einbuergerungen,
    "hilfen_sgb8": HilfenSgb8,
    "grundsicherung": Grundsicherung,
    "arbeitslose": Arbeitslose,
    "raumeinheiten": lieferung.Raumeinheiten,
    "brueche": lieferung.Brueche,
    "wahlen": lieferung.Wahlen,
    "einrichtungen": lieferung.Einrichtungen,
    "quartiersarbeit": lieferung.Quartiersarbeit,
    "prognose": Prognose,
    "rueckschau": Rueckschau,
}
"""The model of every released table but the geometry; public tables pass through as delivered."""
