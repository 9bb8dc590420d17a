"""The value of every cell of the plan in every area and period, out of the delivered tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.disclosure.angaben import stumm
from pipeline.disclosure.klassen import Beobachtet, Codes, Definition, benannt, definitionen
from pipeline.disclosure.register import abgleich, alte_summen
from pipeline.disclosure.zaehlen import ORDINAL, RANG, Klassen, Quelle, zaehle
from pipeline.schemas.plantabelle import FreigabeTabelle

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OFFEN_AB = 95
"""An open band from here on counts in sums of years with its lower end, as 100 and over counts as 100."""


@dataclass(frozen=True)
class Zaehlung:
    """Everything counted for one released table.

    Arrays have the axes area, period, definition: `wert` is NaN where there is none, `rang` says why (place
    in `RANG`), `fallzahl` is the number of cases behind a value (for a sum of years: of persons), `stumm` is
    whether the table says nothing of it, not even whether it is zero. `bekannt` is whether an earlier release
    had the same number, `zuvor` whether it had the cell as a hidden one.
    """

    plan: FreigabeTabelle
    definitionen: list[Definition]
    beobachtet: Beobachtet
    raumeinheiten: list[str]
    perioden: list[str] | list[int]
    wert: Floats
    rang: Ints
    fallzahl: Floats
    stumm: npt.NDArray[np.bool_]
    bekannt: npt.NDArray[np.bool_]
    zuvor: npt.NDArray[np.bool_]
    tabelle: FreigabeTabelle | None = None
    """The table as the plan has it, where `plan` tells its years apart besides."""

    @property
    def im_plan(self) -> FreigabeTabelle:
        """The table as the plan has it."""
        return self.tabelle or self.plan


def zaehlung(
    plan: FreigabeTabelle,
    bestand: Mapping[str, pd.DataFrame],
    frueher: pd.DataFrame | None = None,
    folgend: Sequence[tuple[tuple[str, Codes], ...]] = (),
) -> Zaehlung:
    """Count all cells of one released table.

    Takes: a table of the plan whose source is in `bestand`; `raumeinheiten`; `vollstaendigkeit` if declared;
           the register of earlier releases; sums it does not show that may follow from other tables.
    """
    alt = None if frueher is None else frueher[frueher["tabelle"].eq(plan.name)]
    orte = orte_von(plan, bestand)
    quelle = quelle_von(plan, bestand, orte)
    beobachtet = beobachtet_in(plan, quelle)
    zahlen = definitionen(plan, beobachtet, () if alt is None else alte_summen(plan, alt))
    zahlen += [_folgende(plan, codes) for codes in folgend]
    wert, rang = gezaehlt(plan, quelle, zahlen)
    fallzahl = wert
    if plan.summe:
        zahlen, summe = _mit_summe(plan, zahlen)
        wert, rang = (
            np.concatenate(teile, axis=1)
            for teile in zip((wert, rang), gezaehlt(plan, _summenquelle(plan, quelle), [summe]), strict=True)
        )
        faelle = next(i for i, definition in enumerate(zahlen) if not definition.klassen)
        fallzahl = np.concatenate([fallzahl, fallzahl[:, [faelle]]], axis=1)
    raumeinheiten, perioden = (list(dict.fromkeys(stufe)) for stufe in zip(*orte, strict=True))
    form = (len(raumeinheiten), len(perioden), len(zahlen))
    wert, rang, fallzahl = wert.reshape(form), rang.reshape(form), fallzahl.reshape(form)
    oben = set(bestand["raumeinheiten"]["uebergeordnet"].dropna())
    mit_teilen = [i for i, raumeinheit in enumerate(raumeinheiten) if raumeinheit in oben]
    nichts = stumm(zahlen, wert, plan.mindestfallzahl, mit_teilen)
    bekannt, zuvor = abgleich(zahlen, orte, alt, wert.reshape(len(orte), -1))
    frueheres = bekannt.reshape(form), zuvor.reshape(form)
    return Zaehlung(
        plan, zahlen, beobachtet, raumeinheiten, perioden, wert, rang, fallzahl, nichts, *frueheres
    )


def _folgende(plan: FreigabeTabelle, codes: tuple[tuple[str, Codes], ...]) -> Definition:
    klassen = tuple((dimension, benannt(dimension, menge)) for dimension, menge in codes)
    return Definition(plan.name, klassen, codes, gezeigt=False)


def _mit_summe(plan: FreigabeTabelle, zahlen: list[Definition]) -> tuple[list[Definition], Definition]:
    """Add the sum over all cases; a table of nothing but sums does not show the number of cases itself."""
    summe = Definition(plan.name, (), (), spalte=plan.summe.spalte if plan.summe else "")
    if plan.summe and plan.summe.gewicht == "alter":
        zahlen = [replace(definition, gezeigt=False) for definition in zahlen]
    return [*zahlen, summe], summe


def quelle_von(plan: FreigabeTabelle, bestand: Mapping[str, pd.DataFrame], orte: pd.MultiIndex) -> Quelle:
    """Prepare the delivered rows of a table for counting by area and period."""
    zeilen = bestand[plan.quelle].rename(columns={"anzahl": "wert"})
    rang = zeilen["status"].map({status: i for i, status in enumerate(RANG)}).astype("int64")
    rang = rang.where(zeilen["wert"].notna() | rang.gt(0), RANG.index("fehlt"))
    ort = orte.get_indexer(pd.MultiIndex.from_frame(zeilen[["raumeinheit", plan.zeit]]))
    dimensionen = names.TABELLEN[plan.quelle].schluessel[2:]
    voll = orte.isin(_vollstaendig(plan, bestand))
    return Quelle(zeilen.assign(rang=rang, ort=ort)[ort >= 0], dimensionen, voll)


def orte_von(plan: FreigabeTabelle, bestand: Mapping[str, pd.DataFrame]) -> pd.MultiIndex:
    """Every area, in every period in which the source delivers anything."""
    raumeinheiten = bestand["raumeinheiten"]["raumeinheit"].tolist()
    perioden = sorted(bestand[plan.quelle][plan.zeit].unique().tolist())
    return pd.MultiIndex.from_product([raumeinheiten, perioden], names=["raumeinheit", plan.zeit])


def _vollstaendig(plan: FreigabeTabelle, bestand: Mapping[str, pd.DataFrame]) -> pd.MultiIndex:
    """Pairs of area and period where a missing row of the source is a true zero."""
    if "vollstaendigkeit" not in bestand:
        return pd.MultiIndex.from_arrays([[], []])
    erklaert = bestand["vollstaendigkeit"]
    erklaert = erklaert[erklaert["tabelle"].eq(plan.quelle)]
    periode = erklaert["periode"].astype("int64") if plan.zeit == "jahr" else erklaert["periode"]
    return pd.MultiIndex.from_arrays([erklaert["raumeinheit"], periode])


def _summenquelle(plan: FreigabeTabelle, quelle: Quelle) -> Quelle:
    """The same rows with what is to be summed as their value: years lived, or the column of the source."""
    zeilen = quelle.zeilen
    if plan.summe and plan.summe.gewicht == "alter":
        wert = zeilen["wert"] * zeilen["alter"].map(_lebensjahre).astype("Int64")
    else:
        wert = zeilen[plan.summe.gewicht if plan.summe else "wert"]
    rang = zeilen["rang"].where(wert.notna() | zeilen["rang"].gt(0), RANG.index("fehlt"))
    return replace(quelle, zeilen=zeilen.assign(wert=wert, rang=rang))


def _lebensjahre(alter: str) -> int | None:
    """Completed years each person of this age counts with; none for a band too wide to say."""
    von, bis = names.band(alter)
    offen = bis == names.ALTER_MAX and von >= OFFEN_AB
    return von if von == bis or offen else None


def beobachtet_in(plan: FreigabeTabelle, quelle: Quelle) -> Beobachtet:
    """Collect the codes that the source delivers."""
    spalten = {dimension: quelle.zeilen[plan.quellspalte(dimension)] for dimension in plan.dimensionen}
    return {
        dimension: tuple(sorted(set(spalte[spalte.ne(names.INSGESAMT)].unique())))
        for dimension, spalte in spalten.items()
    }


def gezaehlt(plan: FreigabeTabelle, quelle: Quelle, alle: Sequence[Definition]) -> tuple[Floats, Ints]:
    """Values and reasons, one row per ort and one column per definition."""
    form = (len(quelle.voll), len(alle))
    wert, rang = np.full(form, np.nan), np.zeros(form, dtype=np.int64)
    for muster in dict.fromkeys(definition.dimensionen for definition in alle):
        hier = [i for i, definition in enumerate(alle) if definition.dimensionen == muster]
        klassen = _klassen(plan, [alle[i] for i in hier])
        platz = {kombination: i for i, kombination in enumerate(product(*klassen.values()))}
        gewaehlt = [platz[_schluessel(plan, alle[i])] for i in hier]
        gezaehlt = zaehle(quelle, klassen)
        werte = gezaehlt["wert"].to_numpy(dtype=float, na_value=np.nan)
        wert[:, hier] = werte.reshape(form[0], -1)[:, gewaehlt]
        rang[:, hier] = gezaehlt["rang"].to_numpy(np.int64).reshape(form[0], -1)[:, gewaehlt]
    return wert, rang


def _unterschieden(plan: FreigabeTabelle, definition: Definition) -> list[tuple[str, str]]:
    """Dimensions a source must cross: what is only distinguished in a part needs no crossing with it."""
    vorausgesetzt = {ort for d in definition.dimensionen for ort in plan.nur_in.get(d, {})}
    return [(d, klasse) for d, klasse in definition.klassen if d not in vorausgesetzt]


def _schluessel(plan: FreigabeTabelle, definition: Definition) -> tuple[str, ...]:
    return tuple(klasse for _, klasse in _unterschieden(plan, definition))


def _klassen(plan: FreigabeTabelle, gleiche: list[Definition]) -> Klassen:
    """Classes to count, by column of the source, for definitions of the same dimensions."""
    klassen: dict[str, dict[str, tuple[str, ...]]] = {}
    for definition in gleiche:
        codes = dict(definition.codes)
        for dimension, klasse in _unterschieden(plan, definition):
            spalte = plan.quellspalte(dimension)
            inhalt = () if spalte in ORDINAL else tuple(sorted(codes[dimension]))
            klassen.setdefault(spalte, {})[klasse] = inhalt
    return klassen
