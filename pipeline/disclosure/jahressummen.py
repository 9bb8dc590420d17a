"""Years that sums tie together: counted as one more dimension, so that single years and sums are one system.

A sum of three years beside two of these years gives the third away, whichever release showed which. So a
span of years, as long as blocks of the plan and sums of earlier releases reach into each other, is protected
and attacked at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.disclosure.angaben import stumm
from pipeline.disclosure.gebiete import gliederung
from pipeline.disclosure.klassen import Definition, definitionen
from pipeline.disclosure.register import abgleich, alte_summen, auf_jahre, fundstellen, jahre_von
from pipeline.disclosure.zellen import Floats, Ints, Zaehlung, beobachtet_in, gezaehlt, orte_von, quelle_von
from pipeline.errors import NichtFreigegeben
from pipeline.schemas.plantabelle import FreigabeTabelle, Kreuzung

JAHR = "jahr"
Block = tuple[int, ...]
"""Consecutive years."""


@dataclass(frozen=True)
class Zeitraum:
    """Years that hang together, and the blocks of them that the plan shows."""

    jahre: Block
    bloecke: tuple[Block, ...]

    @property
    def text(self) -> str:
        """How a message and the protocol name it."""
        return benannt(self.jahre)


def benannt(jahre: Sequence[int]) -> str:
    """Name consecutive years: "2018-2020", or the only one."""
    return f"{jahre[0]}-{jahre[-1]}" if len(jahre) > 1 else str(jahre[0])


def zeitraeume(
    plan: FreigabeTabelle, bestand: Mapping[str, pd.DataFrame], frueher: pd.DataFrame | None
) -> list[Zeitraum] | None:
    """Find the spans of years of a released table.

    Returns: None where neither the plan nor an earlier release adds up years, so that each is by itself.
    Raises:  NichtFreigegeben where no block is delivered as a whole, or a span lacks a year that an earlier
             sum holds.
    """
    if plan.zeit != JAHR:
        return None
    geliefert = set(bestand[plan.quelle][JAHR].unique().tolist())
    bloecke = _bloecke(plan, geliefert)
    fruehere = _fruehere(plan, frueher)
    if plan.jahre == 1 and not fruehere:
        return None
    if not bloecke:
        raise NichtFreigegeben(
            f"Nicht freigegeben: {plan.name}: kein Block von {plan.jahre} Jahren bis {plan.bis} ist ganz "
            "geliefert. Im Freigabeplan bis oder jahre ändern oder die fehlenden Jahre nachliefern."
        )
    spannen = [_spanne(jahre, bloecke) for jahre in _verbunden([*bloecke, *fruehere])]
    gezeigt = [spanne for spanne in spannen if spanne.bloecke]
    for spanne in gezeigt:
        if fehlt := sorted(set(spanne.jahre) - geliefert):
            raise NichtFreigegeben(
                f"Nicht freigegeben: {plan.name}: früher wurde eine Summe mit dem Jahr {fehlt[0]} "
                "veröffentlicht, das nicht geliefert ist; ob sie etwas verrät, lässt sich nicht prüfen. "
                "Das Jahr nachliefern."
            )
    return gezeigt


def _bloecke(plan: FreigabeTabelle, geliefert: set[int]) -> list[Block]:
    """Blocks of which every year is delivered; where they end does not depend on what is delivered."""
    enden = [jahr for jahr in sorted(geliefert) if (jahr - plan.bis) % plan.jahre == 0]
    bloecke = [tuple(range(ende - plan.jahre + 1, ende + 1)) for ende in enden]
    return [block for block in bloecke if set(block) <= geliefert]


def _fruehere(plan: FreigabeTabelle, frueher: pd.DataFrame | None) -> list[Block]:
    """Sums of several years that earlier releases named."""
    if frueher is None:
        return []
    perioden = frueher.loc[frueher["tabelle"].eq(plan.name), "periode"].unique()
    return [jahre for jahre in map(jahre_von, perioden) if len(jahre) > 1]


def _verbunden(bloecke: Sequence[Block]) -> list[Block]:
    """Join blocks that share a year."""
    verbunden: list[Block] = []
    for block in sorted(bloecke):
        if verbunden and block[0] <= verbunden[-1][-1]:
            davor = verbunden.pop()
            block = tuple(range(davor[0], max(davor[-1], block[-1]) + 1))
        verbunden.append(block)
    return verbunden


def _spanne(jahre: Block, bloecke: Sequence[Block]) -> Zeitraum:
    return Zeitraum(jahre, tuple(block for block in bloecke if set(block) <= set(jahre)))


def auf_zeitraum(plan: FreigabeTabelle, zeitraum: Zeitraum) -> FreigabeTabelle:
    """The same table with the year as its first dimension: every crossing once per block of years."""
    bloecke = {benannt(block): tuple(map(str, block)) for block in zeitraum.bloecke}

    def je_block(kreuzungen: Sequence[Kreuzung]) -> tuple[Kreuzung, ...]:
        return tuple({JAHR: tuple(bloecke), **kreuzung} for kreuzung in kreuzungen)

    return replace(
        plan,
        dimensionen=(JAHR, *plan.dimensionen),
        kreuzungen=je_block(plan.kreuzungen),
        nur_ob=je_block(plan.nur_ob),
        nur_oben=je_block(plan.nur_oben),
        gruppen={**plan.gruppen, JAHR: bloecke},
        ohne_rand=(JAHR, *plan.ohne_rand),
        pflicht=tuple({JAHR: name, **zelle} for zelle in plan.pflicht for name in bloecke),
        leiter=(),
    )


def zaehlung_ueber_jahre(
    plan: FreigabeTabelle,
    zeitraum: Zeitraum,
    bestand: Mapping[str, pd.DataFrame],
    frueher: pd.DataFrame | None,
) -> Zaehlung:
    """Count one span of years of a released table; the span is its only period.

    Raises: NichtFreigegeben where it cannot be said what earlier sums or single years tell.
    """
    eigen = auf_zeitraum(plan, zeitraum)
    alle_orte = orte_von(plan, bestand)
    quelle = quelle_von(plan, bestand, alle_orte)
    beobachtet = {JAHR: tuple(map(str, zeitraum.jahre)), **beobachtet_in(plan, quelle)}
    alt = None
    if frueher is not None:
        alt = auf_jahre(frueher[frueher["tabelle"].eq(plan.name)], zeitraum.jahre, zeitraum.text)
    zahlen = definitionen(eigen, beobachtet, () if alt is None else alte_summen(eigen, alt))
    raumeinheiten, jahre = (list(dict.fromkeys(stufe)) for stufe in zip(*alle_orte, strict=True))
    form = (len(raumeinheiten), len(jahre), len(zahlen))
    einzeln, gruende = gezaehlt(plan, quelle, [_ohne_jahr(definition) for definition in zahlen])
    einzeln, gruende = einzeln.reshape(form), gruende.reshape(form)
    hier = [jahre.index(jahr) for jahr in zeitraum.jahre]
    _verlange_gleiche_gliederung(plan, zeitraum, zahlen, bestand["raumeinheiten"], einzeln[:, hier])
    wert, rang = _summen(zahlen, jahre, einzeln, gruende)
    orte = pd.MultiIndex.from_product([raumeinheiten, [zeitraum.text]], names=["raumeinheit", JAHR])
    _verlange_pruefbar(zahlen, orte, alt, wert)
    bekannt, zuvor = abgleich(zahlen, orte, alt, wert)
    oben = set(bestand["raumeinheiten"]["uebergeordnet"].dropna())
    mit_teilen = [i for i, raumeinheit in enumerate(raumeinheiten) if raumeinheit in oben]
    wert, rang = wert[:, None], rang[:, None]
    nichts = stumm(zahlen, wert, plan.mindestfallzahl, mit_teilen)
    felder = (eigen, zahlen, beobachtet, raumeinheiten, [zeitraum.text], wert, rang, wert, nichts)
    return Zaehlung(*felder, bekannt[:, None], zuvor[:, None], plan)


def _ohne_jahr(definition: Definition) -> Definition:
    klassen = tuple(paar for paar in definition.klassen if paar[0] != JAHR)
    return replace(definition, klassen=klassen, codes=tuple(p for p in definition.codes if p[0] != JAHR))


def _summen(
    zahlen: Sequence[Definition], jahre: Sequence[int], einzeln: Floats, gruende: Ints
) -> tuple[Floats, Ints]:
    """Add up the years of every definition; a sum with a year that has no value has none either."""
    wert, rang = np.empty(einzeln[:, 0].shape), np.empty(einzeln[:, 0].shape, dtype=np.int64)
    for k, definition in enumerate(zahlen):
        hier = [jahre.index(int(jahr)) for jahr in sorted(dict(definition.codes)[JAHR])]
        wert[:, k] = einzeln[:, hier, k].sum(axis=1)
        rang[:, k] = gruende[:, hier, k].max(axis=1)
    return wert, rang


def _verlange_gleiche_gliederung(
    plan: FreigabeTabelle,
    zeitraum: Zeitraum,
    zahlen: Sequence[Definition],
    raumeinheiten: pd.DataFrame,
    einzeln: Floats,
) -> None:
    """Where single years are known too, areas must add up in all years of the span or in none."""
    if len({dict(definition.codes)[JAHR] for definition in zahlen}) == 1:
        return
    additiv = np.ones(len(zahlen), dtype=bool)
    teile = [set(gliederung(raumeinheiten, einzeln[:, i], additiv).teile) for i in range(einzeln.shape[1])]
    if any(davor != danach for davor, danach in pairwise(teile)):
        raise NichtFreigegeben(
            f"Nicht freigegeben: {plan.name}, {zeitraum.text}: die Teile eines Gebiets ergeben nur in "
            "manchen dieser Jahre das Ganze; was Summen und einzelne Jahre zusammen verraten, lässt sich "
            "so nicht prüfen. "
            "„sozialraum pruefen“ zeigt, welche Summe nicht aufgeht."
        )


def _verlange_pruefbar(
    zahlen: Sequence[Definition],
    orte: pd.MultiIndex,
    alt: pd.DataFrame | None,
    wert: Floats,
) -> None:
    """A sum that readers have must still be known, or what is shown of its years might give the rest away."""
    if alt is None or alt.empty:
        return
    reihe, spalte, da = fundstellen(zahlen, orte, alt)
    mehrere = da & (alt["jahre"] > 1).to_numpy() & alt["wert"].notna().to_numpy()
    offen = np.flatnonzero(mehrere)[np.isnan(wert[reihe[mehrere], spalte[mehrere]])]
    if len(offen):
        zelle = f"{zahlen[spalte[offen[0]]].text}, {alt['raumeinheit'].iloc[offen[0]]}"
        raise NichtFreigegeben(
            f"Nicht freigegeben: {zelle}, wurde früher veröffentlicht und lässt sich aus der Lieferung "
            "nicht mehr zählen; ob sie etwas verrät, lässt sich nicht prüfen. "
            "Die fehlenden Jahre nachliefern."
        )
