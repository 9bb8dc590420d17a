"""One linear system per period: every number of every table as a sum of finest counts.

Whichever table a number stands in, it is a row over the same atoms, so tables that share people, bands that
overlap and areas that add up need no special case; numbers that are the same sum are one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from pipeline.disclosure.bilanz import Saldo
from pipeline.disclosure.bloecke import Bloecke, bloecke
from pipeline.disclosure.gebiete import Gliederung, gliederung
from pipeline.disclosure.klassen import Codes, Definition
from pipeline.disclosure.nebenbedingungen import bilanzen, nebenbedingungen, zusammen
from pipeline.disclosure.nullen import mit_verdeckten_nullen
from pipeline.disclosure.zaehlen import RANG
from pipeline.disclosure.zellen import Zaehlung
from pipeline.schemas.nullen import NULLEN_WIE_KLEINE
from pipeline.schemas.plan import Freigabeplan
from pipeline.schemas.plantabelle import FreigabeTabelle

Floats = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]
_GEHEIM = RANG.index("geheim")


class Widerspruch(Exception):
    """Tables that should count the same people do not agree."""


@dataclass(frozen=True)
class System:
    """All sums of one group of tables in one period.

    zeilen:    rows x atoms, whether an atom is in a sum.
    ort:       place of every atom; what adds up over places is a sum of what is in them.
    teilbar:   whether the row is the sum of rows of single places, so that these give it.
    wert:      value of the row, NaN where unknown.
    gezeigt:   whether some table shows it; otherwise it only matters that differences do not give it away.
    verdeckt:  whether it is hidden from the start although it is large enough: only said not to be zero.
    zuvor:     whether an earlier release hid it, so that it had better stay hidden.
    bekannt:   whether a reader has it from an earlier release, so that hiding it is of no use.
    sensibel:  whether it is too small to be known, or secret at the source.
    mindest:   number from which on it is no longer too small; 0 where that cannot be said of it.
    untergrenze: what every reader knows of it when it is or was hidden: 1 for a count where zeros are shown.
    nullen:    whether its zero would be hidden like another small count.
    hoechstens: what it must be possible that it is at most, since it is everybody of a group; else infinite.
    pflicht:   never hidden for the sake of others.
    mitwisser: whether a table asks that its only case, where it is one, must not find out other secrets.
    gewicht:   how much is lost when it is hidden.
    name:      for messages.
    bedingung: rows x atoms, with `unten` <= bedingung @ atoms <= `oben`, known to every reader.
    platz:     per table, areas x definitions -> row of the system.
    """

    zeilen: sparse.csr_array
    ort: npt.NDArray[np.int64]
    teilbar: Maske
    wert: Floats
    gezeigt: Maske
    verdeckt: Maske
    zuvor: Maske
    bekannt: Maske
    sensibel: Maske
    mindest: Floats
    untergrenze: Floats
    nullen: Maske
    hoechstens: Floats
    pflicht: Maske
    mitwisser: Maske
    gewicht: Floats
    name: list[str]
    bedingung: sparse.csr_array
    unten: Floats
    oben: Floats
    platz: dict[str, npt.NDArray[np.int64]]

    @property
    def fest(self) -> Maske:
        """Rows that are hidden whatever else is."""
        return (self.sensibel & self.gezeigt) | self.verdeckt | self.zuvor


@dataclass(frozen=True)
class Teil:
    """What the tables say in one period: values, reasons and cases by area and definition, side by side."""

    zaehlungen: Sequence[Zaehlung]
    definitionen: list[tuple[Zaehlung, Definition]]
    wert: Floats
    rang: npt.NDArray[np.int64]
    fallzahl: Floats
    stumm: Maske
    bekannt: Maske
    zuvor: Maske


def teil(zaehlungen: Sequence[Zaehlung], periode: str | int) -> Teil:
    """Cut one period out of all tables of a group that have it."""
    hier = [z for z in zaehlungen if periode in z.perioden]
    nummern = [list(z.perioden).index(periode) for z in hier]
    return Teil(
        hier,
        [(z, definition) for z in hier for definition in z.definitionen],
        np.concatenate([z.wert[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.rang[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.fallzahl[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.stumm[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.bekannt[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
        np.concatenate([z.zuvor[:, i] for z, i in zip(hier, nummern, strict=True)], axis=1),
    )


def system(
    plan: Freigabeplan,
    inhalt: Teil,
    raumeinheiten: pd.DataFrame,
    verknuepft: bool = True,
    salden: Sequence[Saldo] = (),
) -> System:
    """Set up the system of one group of tables in one period.

    Takes:  `verknuepft` false leaves out everything that ties different sources together; `salden` are the
            balances that bind the tables of the group in this period.
    Raises: Widerspruch where two tables give different values for the same sum.
    """
    fluesse = [fluss for saldo in salden for fluss in saldo.bilanz.fluesse]
    alle = bloecke(inhalt.zaehlungen, plan.gleichsetzungen if verknuepft else (), fluesse)
    summen, nicht_additiv = _definitionsmatrix(inhalt, alle)
    summen &= _moeglich(inhalt, summen)
    additiv = np.array([not (zeile & nicht_additiv).any() for zeile in summen])
    gebiete = gliederung(raumeinheiten, inhalt.wert, additiv)
    einmalig, zu = np.unique(summen, axis=0, return_inverse=True)
    matrix = _ohne_leere_reste(_zeilen(gebiete, einmalig, nicht_additiv), inhalt, alle, gebiete)
    merkmale = _merkmale(inhalt, gebiete, zu.ravel(), len(einmalig), additiv)
    gleichungen = plan.gleichungen if verknuepft else ()
    bedingung, unten, oben = zusammen(
        [
            nebenbedingungen(gleichungen, inhalt.zaehlungen, alle, gebiete),
            bilanzen(salden, inhalt.zaehlungen, alle, gebiete, nicht_additiv),
        ]
    )
    benutzt = np.unique(matrix.indices)
    return System(
        zeilen=matrix[:, benutzt],
        ort=(benutzt // alle.breite).astype(np.int64),
        teilbar=_teilbar(gebiete, einmalig, nicht_additiv),
        bedingung=bedingung[:, benutzt],
        unten=unten,
        oben=oben,
        **mit_verdeckten_nullen(matrix, merkmale),
    )


def _definitionsmatrix(inhalt: Teil, alle: Bloecke) -> tuple[Maske, Maske]:
    """Which atoms of an area every definition adds up, and which atoms do not add up over areas."""
    summen = np.array([alle.maske(zaehlung, definition) for zaehlung, definition in inhalt.definitionen])
    nicht_additiv = np.zeros(alle.breite, dtype=bool)
    for zaehlung in inhalt.zaehlungen:
        for dimension, code in zaehlung.plan.nicht_additiv.items():
            nicht_additiv |= alle.auswahl(zaehlung.plan.grundgesamtheit, [(dimension, frozenset({code}))])
    return summen, nicht_additiv


def _moeglich(inhalt: Teil, summen: Maske) -> Maske:
    """Leave out atoms of sums that are zero everywhere: that nobody under 15 is unemployed is known."""
    leer = ((inhalt.rang == 0) & (inhalt.wert == 0)).all(axis=0)
    unmoeglich: Maske = summen[leer].any(axis=0)
    return ~unmoeglich


def _zeilen(gebiete: Gliederung, summen: Maske, nicht_additiv: Maske) -> sparse.csr_array:
    additiv = sparse.csr_array((summen & ~nicht_additiv).astype(float))
    eigen = sparse.csr_array((summen & nicht_additiv).astype(float))
    matrix = sparse.csr_array(sparse.kron(gebiete.summen, additiv) + sparse.kron(gebiete.eigene, eigen))
    matrix.eliminate_zeros()  # kron stores some; what is stored must be what is summed
    return matrix


def _ohne_leere_reste(
    matrix: sparse.csr_array, inhalt: Teil, alle: Bloecke, gebiete: Gliederung
) -> sparse.csr_array:
    """Leave out the rest of an area in years in which its parts are the whole: other years have one."""
    moeglich = np.ones((gebiete.orte, alle.breite), dtype=bool)
    for r, ganzes in enumerate(gebiete.reste):
        rest = inhalt.wert[ganzes] - inhalt.wert[gebiete.teile[ganzes]].sum(axis=0)
        for gesamtheit, jahre in _leere_jahre(inhalt, rest):
            leer = alle.auswahl(gesamtheit, [("jahr", jahre)])
            moeglich[len(gebiete.raumeinheiten) - len(gebiete.reste) + r] &= ~leer
    if moeglich.all():
        return matrix
    ohne = sparse.csr_array(matrix @ sparse.diags_array(moeglich.ravel().astype(float)))
    ohne.eliminate_zeros()
    return ohne


def _leere_jahre(inhalt: Teil, rest: Floats) -> list[tuple[str, Codes]]:
    """Years, where they are told apart, of which every known sum leaves no rest."""
    groesster: dict[tuple[str, Codes], float] = {}
    for (zaehlung, definition), uebrig in zip(inhalt.definitionen, rest, strict=True):
        jahre = dict(definition.codes).get("jahr")
        if jahre is not None and not np.isnan(uebrig):
            stelle = (zaehlung.plan.grundgesamtheit, jahre)
            groesster[stelle] = max(groesster.get(stelle, 0.0), float(uebrig))
    return [stelle for stelle, groesse in groesster.items() if groesse == 0]


def _teilbar(gebiete: Gliederung, summen: Maske, nicht_additiv: Maske) -> Maske:
    oben = np.isin(np.arange(len(gebiete.raumeinheiten)), list(gebiete.teile))
    additiv = np.array([not (zeile & nicht_additiv).any() for zeile in summen])
    return np.outer(oben, additiv).ravel()


def _merkmale(
    inhalt: Teil, gebiete: Gliederung, zu: npt.NDArray[np.int64], breite: int, additiv: Maske
) -> dict[str, Any]:
    """Everything known about the rows: definitions that are the same sum become one."""
    form = (len(gebiete.raumeinheiten), breite)
    wert, gewicht, mindest = np.full(form, np.nan), np.zeros(form), np.zeros(form)
    marken = {name: np.zeros(form, dtype=bool) for name in _MARKEN}
    ohne_teile = ~np.isin(np.arange(form[0]), list(gebiete.teile))
    werte, faelle = (gebiete.mit_resten(zahlen, additiv) for zahlen in (inhalt.wert, inhalt.fallzahl))
    for k, (zaehlung, definition) in enumerate(inhalt.definitionen):
        u, plan = zu[k], zaehlung.plan
        if (wert[:, u] != werte[:, k])[~np.isnan(wert[:, u]) & ~np.isnan(werte[:, k])].any():
            raise Widerspruch(definition.text)
        wert[:, u] = np.where(np.isnan(wert[:, u]), werte[:, k], wert[:, u])
        gewicht[:, u] = np.maximum(gewicht[:, u], _gewicht(plan, definition, gebiete))
        mindest[:, u] = np.maximum(mindest[:, u], plan.mindestfallzahl * (definition.spalte == "anzahl"))
        for name, hier in zip(_MARKEN, _marken(inhalt, k, faelle[:, k], ohne_teile), strict=True):
            marken[name][:, u] |= hier
    gezeigt, beziffert, sensibel, bekannt, zuvor, pflicht, nullen, mitwisser, gezaehlt = marken.values()
    return {
        "wert": wert.ravel(),
        "gezeigt": gezeigt.ravel(),
        "verdeckt": (gezeigt & ~beziffert & (wert > 0)).ravel(),
        "zuvor": (gezeigt & zuvor & ~bekannt & ((wert > 0) | nullen)).ravel(),
        "bekannt": bekannt.ravel(),
        "sensibel": (sensibel & ~bekannt).ravel(),
        "mindest": mindest.ravel(),
        "untergrenze": ((gezeigt | zuvor) & gezaehlt & (wert >= 1)).astype(float).ravel(),
        "nullen": (nullen & ~pflicht).ravel(),
        "hoechstens": np.full(wert.size, np.inf),
        "pflicht": pflicht.ravel(),
        "mitwisser": mitwisser.ravel(),
        "gewicht": (gewicht * (1 + np.log1p(np.nan_to_num(wert)))).ravel(),
        "name": _namen(inhalt, gebiete, zu, breite),
        "platz": _platz(inhalt, zu, breite),
    }


_MARKEN = (
    "gezeigt",
    "beziffert",
    "sensibel",
    "bekannt",
    "zuvor",
    "pflicht",
    "nullen",
    "mitwisser",
    "gezaehlt",
)
"""What some definition may say of a row: it holds if one does."""


def _marken(inhalt: Teil, k: int, faelle: Floats, ohne_teile: Maske) -> list[Maske | bool]:
    """What one definition says of its rows, in the order of `_MARKEN`, by area and by rest of an area."""
    zaehlung, definition = inhalt.definitionen[k]
    plan, zaehlt = zaehlung.plan, definition.spalte == "anzahl"
    reste = np.zeros(len(faelle) - len(inhalt.wert), dtype=bool)  # no table shows them, nor did any
    gezeigt, geheim, bekannt, zuvor = (
        np.concatenate([marke, reste])
        for marke in (
            definition.gezeigt & ~inhalt.stumm[:, k] & ~np.isnan(inhalt.wert[:, k]),
            definition.gezeigt & (inhalt.rang[:, k] == _GEHEIM),
            inhalt.bekannt[:, k],
            inhalt.zuvor[:, k],
        )
    )
    return [
        gezeigt,
        gezeigt & ~(definition.nur_ob & ohne_teile),
        ((faelle >= 1) & (faelle < plan.mindestfallzahl)) | geheim,
        bekannt,
        zuvor,
        dict(definition.klassen) in plan.pflicht,
        plan.nullen == NULLEN_WIE_KLEINE,
        plan.mitwisser and zaehlt,
        zaehlt,
    ]


def _gewicht(plan: FreigabeTabelle, definition: Definition, gebiete: Gliederung) -> Floats:
    """Weigh a cell as the plan says: totals and areas with parts are asked for most."""
    offen = len(plan.dimensionen) - len(definition.klassen)
    oben = np.isin(np.arange(len(gebiete.raumeinheiten)), list(gebiete.teile))
    gewicht = np.where(oben, plan.gewichte.oben, 1.0) * plan.gewichte.insgesamt**offen
    if plan.ist_wichtig(definition.klassen):
        gewicht = gewicht * plan.gewichte.wichtig
    return gewicht * (plan.gewichte.beigabe if definition.nur_ob or definition.nur_oben else 1.0)


def _namen(inhalt: Teil, gebiete: Gliederung, zu: npt.NDArray[np.int64], breite: int) -> list[str]:
    texte = [""] * breite
    for k, (_, definition) in reversed(list(enumerate(inhalt.definitionen))):
        texte[zu[k]] = definition.text
    return [f"{text}, {raumeinheit}" for raumeinheit in gebiete.raumeinheiten for text in texte]


def _platz(inhalt: Teil, zu: npt.NDArray[np.int64], breite: int) -> dict[str, npt.NDArray[np.int64]]:
    platz, beginn = {}, 0
    for zaehlung in inhalt.zaehlungen:
        ende = beginn + len(zaehlung.definitionen)
        orte = np.arange(len(inhalt.wert))[:, None] * breite
        platz[zaehlung.plan.name] = orte + zu[beginn:ende][None, :]
        beginn = ende
    return platz
