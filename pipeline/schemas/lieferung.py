# ruff: noqa: D106 -- the inner Config of a pandera model has nothing to explain
"""What every delivered table looks like once its types are set. No logic, no I/O.

Unique keys and columns are those of `names.TABELLEN`; a test holds both together.
"""

import pandas as pd
import pandera.pandas as pa

from pipeline import names
from pipeline.schemas.eckwerte import Eckwerte
from pipeline.schemas.grundlage import (
    Gezaehlt,
    Grundlage,
    MitAlter,
    MitAltersgruppe,
    MitStatus,
    Stand,
    Strom,
    codes,
    erfuellt,
    freitext,
    ist_datum,
    status_passt,
    zahl,
)

KINDER = rf"^(\d{{1,2}}\+?|{names.INSGESAMT})$"
"""Children in a household: a number, an open class such as 4+, or insgesamt."""

PERIODENSCHLUESSEL = ("tabelle", "raumeinheit", "periode")
GESCHLECHT = "Geschlecht: m, w, d (divers), o (ohne Angabe)"
STAATSANGEHOERIGKEIT = "Staatsangehörigkeit: deutsch, nichtdeutsch"


def _schluessel(tabelle: str) -> list[str]:
    return list(names.TABELLEN[tabelle].schluessel)


class Raumeinheiten(Grundlage):
    """Areas: the city, its Stadtteile or Planungsbezirke, and where each belongs."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    name: str = pa.Field(description="Name, wie ihn ein Bericht schreibt")
    ebene: str = pa.Field(isin=list(names.EBENEN), description="räumliche Ebene")
    uebergeordnet: str = freitext("Schlüssel der umfassenden Raumeinheit; leer bei der Stadt")
    gueltig_ab: str = freitext("erster Tag der Gültigkeit, JJJJ-MM-TT")
    gueltig_bis: str = freitext("letzter Tag der Gültigkeit, JJJJ-MM-TT; leer, solange sie gilt")

    @pa.check("gueltig_ab", "gueltig_bis")
    @classmethod
    def _pruefe_datum(cls, spalte: "pd.Series[str]") -> "pd.Series[bool]":
        return erfuellt(spalte, ist_datum) | spalte.isna()

    class Config:
        unique = _schluessel("raumeinheiten")


class Einwohner(Gezaehlt, MitAlter, Stand):
    """Residents with main home on the Stichtag."""

    geschlecht: str = codes(names.GESCHLECHTER, GESCHLECHT)
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, STAATSANGEHOERIGKEIT)

    class Config:
        unique = _schluessel("einwohner")


class Zuwanderungsgeschichte(Gezaehlt, MitAltersgruppe, Stand):
    """Residents by Zuwanderungsgeschichte on the Stichtag."""

    zuwanderungsgeschichte: str = codes(
        names.ZUWANDERUNGSGESCHICHTEN, "deutsch ohne, deutsch mit Zuwanderungsgeschichte, nichtdeutsch"
    )

    class Config:
        unique = _schluessel("zuwanderungsgeschichte")


class Herkunft(Gezaehlt, Stand):
    """Residents with Zuwanderungsgeschichte by country of origin on the Stichtag."""

    herkunftsland: str = pa.Field(description="Herkunftsland auf Deutsch, Sonstige, oder insgesamt")

    class Config:
        unique = _schluessel("herkunft")


class Haushalte(Gezaehlt, Stand):
    """Private households by type and number of children on the Stichtag; `anzahl` are households."""

    haushaltstyp: str = codes(names.HAUSHALTSTYPEN, "Haushaltstyp nach HHGen")
    kinder: str = pa.Field(str_matches=KINDER, description="Kinder im Haushalt: 0, 1, 2, ... oder 4+")
    anzahl: pd.Int64Dtype = zahl("Haushalte")
    personen: pd.Int64Dtype = zahl("Personen in diesen Haushalten")

    class Config:
        unique = _schluessel("haushalte")


class Wanderungen(Gezaehlt, MitAlter, Strom):
    """Moves over the boundary of the area in the year; `alter` is the age reached on 31.12."""

    richtung: str = codes(names.RICHTUNGEN, "zuzug, wegzug")
    art: str = codes(names.ART_WANDERUNG, "aussen: über die Stadtgrenze; binnen: innerhalb der Stadt")
    geschlecht: str = codes(names.GESCHLECHTER, GESCHLECHT)
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, STAATSANGEHOERIGKEIT)
    anzahl: pd.Int64Dtype = zahl("Fälle")

    class Config:
        unique = _schluessel("wanderungen")


class Geburten(Gezaehlt, MitAlter, Strom):
    """Live births in the year; `alter` is the mother's, the other dimensions are the child's."""

    geschlecht: str = codes(names.GESCHLECHTER, "Geschlecht des Kindes")
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit des Kindes")
    staatsangehoerigkeit_mutter: str = codes(names.STAATSANGEHOERIGKEITEN, "Staatsangehörigkeit der Mutter")
    anzahl: pd.Int64Dtype = zahl("Lebendgeborene")

    class Config:
        unique = _schluessel("geburten")


class Sterbefaelle(Gezaehlt, MitAlter, Strom):
    """Deaths in the year; `alter` is the age reached on 31.12."""

    geschlecht: str = codes(names.GESCHLECHTER, GESCHLECHT)
    staatsangehoerigkeit: str = codes(names.STAATSANGEHOERIGKEITEN, STAATSANGEHOERIGKEIT)
    anzahl: pd.Int64Dtype = zahl("Gestorbene")

    class Config:
        unique = _schluessel("sterbefaelle")


class Einbuergerungen(Gezaehlt, MitAlter, Strom):
    """Naturalisations in the year: nichtdeutsch before, deutsch after."""

    geschlecht: str = codes(names.GESCHLECHTER, GESCHLECHT)

    class Config:
        unique = _schluessel("einbuergerungen")


class HilfenSgb8(Gezaehlt, Strom):
    """Hilfen zur Erziehung by paragraph of SGB VIII."""

    paragraph: str = codes(names.PARAGRAPHEN, "Paragraph des SGB VIII")
    zaehlweise: str = codes(names.ZAEHLWEISEN, "andauernd: am 31.12.; beendet: im Jahr")
    anzahl: pd.Int64Dtype = zahl("Hilfen")

    class Config:
        unique = _schluessel("hilfen_sgb8")


class Grundsicherung(Gezaehlt, MitAltersgruppe, Stand):
    """Recipients of Mindestsicherung on the Stichtag."""

    leistung: str = codes(names.LEISTUNGEN, "Rechtsgrundlage der Leistung")

    class Config:
        unique = _schluessel("grundsicherung")


class Arbeitslose(Gezaehlt, MitAltersgruppe, Stand):
    """Registered unemployed on the Stichtag."""

    rechtskreis: str = codes(names.RECHTSKREISE, "SGB II, SGB III")
    bezugsgroesse: pd.Int64Dtype = zahl("zivile Erwerbspersonen, wo sie geliefert werden (Personen)")

    class Config:
        unique = _schluessel("arbeitslose")


class Wahlen(MitStatus, Stand):
    """Turnout; `stichtag` is the day of the election."""

    wahl: str = pa.Field(description="Bezeichnung der Wahl, z. B. Landtagswahl")
    briefwahl: str = pa.Field(isin=list(names.BRIEFWAHL), description="ob Briefwahl enthalten ist")
    wahlberechtigte: pd.Int64Dtype = zahl("Wahlberechtigte (Personen)")
    waehlende: pd.Int64Dtype = zahl("Wählende (Personen)")

    @pa.dataframe_check
    @classmethod
    def _pruefe_status(cls, tabelle: pd.DataFrame) -> "pd.Series[bool]":
        return status_passt(tabelle["waehlende"], tabelle["status"])

    class Config:
        unique = _schluessel("wahlen")


class Einrichtungen(Stand):
    """Facilities that stand in the area on the Stichtag."""

    name: str = pa.Field(description="Name der Einrichtung")
    art: str = pa.Field(description="Art der Einrichtung")
    traeger: str = freitext("Träger")
    strasse: str = freitext("Straße und Hausnummer")
    ost: float = freitext("Ostwert in Metern, EPSG:25832")
    nord: float = freitext("Nordwert in Metern, EPSG:25832")

    class Config:
        unique = _schluessel("einrichtungen")


class Interviews(Stand):
    """Coded statements of expert interviews; no names of persons."""

    nummer: str = pa.Field(description="laufende Nummer der Aussage")
    institution: str = freitext("Kennzeichen der befragten Institution, nie ihr Name")
    institutionsart: str = freitext("Art der Institution")
    zielgruppe: str = freitext("Zielgruppe der Aussage")
    handlungsfeld: str = freitext("Handlungsfeld")
    thema: str = freitext("Thema")
    aussageart: str = pa.Field(
        isin=list(names.AUSSAGEARTEN), nullable=True, description="ob die Aussage einen Bedarf nennt"
    )
    aussage: str = pa.Field(description="Aussage in einem Satz")
    zitat_frei: str = pa.Field(
        isin=list(names.JA_NEIN), nullable=True, description="ob der Satz veröffentlicht werden darf"
    )

    class Config:
        unique = _schluessel("interviews")


class Quartiersarbeit(Gezaehlt, Strom):
    """The Quartierszentrum's own figures in the year."""

    merkmal: str = pa.Field(description="was gezählt wird, z. B. Angebote, Teilnahmen")
    handlungsfeld: str = pa.Field(description="Handlungsfeld, oder insgesamt")
    anzahl: pd.Int64Dtype = zahl("Anzahl in der Einheit des Merkmals")

    class Config:
        unique = _schluessel("quartiersarbeit")


class Bedarfsanalyse(Gezaehlt, MitAltersgruppe, Stand):
    """Answers of the residents' survey, and under `names.RUECKLAUF` who was asked and who answered."""

    frage: str = pa.Field(description="Wortlaut der Frage, oder Rücklauf")
    zielgruppe: str = pa.Field(description="befragte Gruppe, oder insgesamt")
    geschlecht: str = codes(names.GESCHLECHTER, GESCHLECHT)
    antwort: str = pa.Field(description="Antwort")
    anzahl: pd.Int64Dtype = zahl("Antworten")
    gewicht: float = pa.Field(gt=0, nullable=True, description="Gewicht der Auswahl, ohne Einheit")

    class Config:
        unique = _schluessel("bedarfsanalyse")


class Vollstaendigkeit(Grundlage):
    """Where a missing row is a true zero; built at ingestion from the delivery's declaration."""

    tabelle: str = pa.Field(isin=list(names.TABELLEN), description="Name der Tabelle")
    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    periode: str = pa.Field(
        str_matches=r"^\d{4}(-\d{2}-\d{2})?$", description="Stichtag eines Standes, Jahr eines Stroms"
    )

    class Config:
        unique = list(PERIODENSCHLUESSEL)  # noqa: RUF012 -- read once by pandera, never changed


class Brueche(Grundlage):
    """From which day on the figures of an area are of another territory; built at ingestion."""

    raumeinheit: str = pa.Field(str_matches=names.RAUMEINHEIT, description="Schlüssel der Raumeinheit")
    ab: str = pa.Field(str_matches=r"^\d{4}-\d{2}-\d{2}$", description="erster Tag des neuen Gebietsstands")
    art: str = pa.Field(description="was sich geändert hat")

    class Config:
        unique = ["raumeinheit", "ab"]  # noqa: RUF012 -- read once by pandera, never changed


MODELLE: dict[str, type[pa.DataFrameModel]] = {
    "raumeinheiten": Raumeinheiten,
    "einwohner": Einwohner,
    "zuwanderungsgeschichte": Zuwanderungsgeschichte,
    "herkunft": Herkunft,
    "haushalte": Haushalte,
    "wanderungen": Wanderungen,
    "geburten": Geburten,
    "sterbefaelle": Sterbefaelle,
    "einbuergerungen": Einbuergerungen,
    "eckwerte": Eckwerte,
    "hilfen_sgb8": HilfenSgb8,
    "grundsicherung": Grundsicherung,
    "arbeitslose": Arbeitslose,
    "wahlen": Wahlen,
    "einrichtungen": Einrichtungen,
    "interviews": Interviews,
    "quartiersarbeit": Quartiersarbeit,
    "bedarfsanalyse": Bedarfsanalyse,
    "vollstaendigkeit": Vollstaendigkeit,
}
"""The model of every table in `bestand/` but the geometry."""
