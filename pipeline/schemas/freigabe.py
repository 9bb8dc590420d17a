# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What every released table looks like: every margin is its own row, and no small count is in it.

`status`: `wert` (with a number), `geheim` (hidden, or secret at the source), `fehlt` (not delivered, or not
computable from what was delivered), `unsicher` (the source marks it so). Only `wert` has a number.
The stages above read nothing else; the release plan says which bands and crossings are in a table.
"""

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas import befragungen, lieferung, vorausblick
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
    "interviews": befragungen.Interviews,
    "interviewte": befragungen.Interviewte,
    "interviewzitate": befragungen.Interviewzitate,
    "bedarfsanalyse": befragungen.Bedarfsanalyse,
    "befragungen": befragungen.Befragungen,
    "prognose": vorausblick.Prognose,
    "prognoseanteile": vorausblick.Prognoseanteile,
    "prognosebilanz": vorausblick.Prognosebilanz,
    "prognoseszenarien": vorausblick.Prognoseszenarien,
    "rueckschau": vorausblick.Rueckschau,
}
"""The model of every released table but the geometry; public tables pass through as delivered."""
