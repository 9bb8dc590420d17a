"""One linear system per period: every number of every table as a sum of finest counts.

Whichever table a number stands in, it is a row over the same atoms, so tables that share people, bands that
overlap and areas that add up need no special case; numbers that are the same sum are one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from pipeline.disclosure.bilanz import Saldo
from pipeline.disclosure.bloecke import Bloecke, bloecke
from pipeline.disclosure.gebiete import Gliederung, gliederung
from pipeline.disclosure.klassen import Codes
from pipeline.disclosure.nebenbedingungen import bilanzen, nebenbedingungen, zusammen
from pipeline.disclosure.nullen import mit_verdeckten_nullen
from pipeline.disclosure.teil import Teil
from pipeline.disclosure.zeilenmerkmale import merkmale
from pipeline.schemas.plan import Freigabeplan

Floats = npt.NDArray[np.float64]
Maske = npt.NDArray[np.bool_]


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

    @cached_property
    def spalten(self) -> sparse.csc_array:
        """The same sums by atom: what is cut out of them again and again is cut by atoms."""
        return sparse.csc_array(self.zeilen)

    @cached_property
    def beruehrte_orte(self) -> sparse.csr_array:
        """Rows x places: whether a row has an atom there."""
        atome = np.arange(len(self.ort))
        form = len(atome), int(self.ort.max()) + 1
        zu_ort = sparse.csr_array((np.ones(len(atome)), (atome, self.ort)), shape=form)
        return sparse.csr_array((self.zeilen @ zu_ort > 0).astype(float))

    @property
    def fest(self) -> Maske:
        """Rows that are hidden whatever else is."""
        return (self.sensibel & self.gezeigt) | self.verdeckt | self.zuvor


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
    bekannt = merkmale(inhalt, gebiete, zu.ravel(), len(einmalig), additiv)
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
        **mit_verdeckten_nullen(matrix, bekannt),
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
