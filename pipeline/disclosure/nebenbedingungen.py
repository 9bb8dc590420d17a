"""What every reader knows beside the tables: bounds on sums of years or persons, and sums that are equal."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from pipeline.disclosure.bilanz import Saldo
from pipeline.disclosure.bloecke import Block, Bloecke
from pipeline.disclosure.gebiete import Gliederung
from pipeline.disclosure.klassen import Codes, codes_von
from pipeline.disclosure.zellen import Zaehlung
from pipeline.schemas.plan import Auswahl, Gleichung
from pipeline.schemas.plantabelle import FreigabeTabelle

Floats = npt.NDArray[np.float64]
Zeilen = tuple[sparse.csr_array, Floats, Floats]
"""Rows over all atoms, and between what they must lie."""


def nebenbedingungen(
    gleichungen: Sequence[Gleichung], zaehlungen: Sequence[Zaehlung], alle: Bloecke, gebiete: Gliederung
) -> Zeilen:
    """Collect all conditions of a group of tables."""
    teile = [_leer(alle, gebiete)]
    teile += [_grenzen(z, alle, gebiete) for z in zaehlungen if z.plan.summe]
    vorhanden = {zaehlung.plan.name: zaehlung.plan for zaehlung in zaehlungen}
    for gleichung in gleichungen:
        if {gleichung.links.tabelle, gleichung.rechts.tabelle} <= set(vorhanden):
            teile.append(_gleich(gleichung, vorhanden, alle, gebiete))
    return zusammen(teile)


def _leer(alle: Bloecke, gebiete: Gliederung) -> Zeilen:
    return sparse.csr_array((0, gebiete.orte * alle.breite)), np.zeros(0), np.zeros(0)


def _je_blatt(gebiete: Gliederung, zeilen: Floats) -> sparse.csr_array:
    """Repeat rows over the atoms of one area in every place."""
    orte = sparse.eye_array(gebiete.orte, format="csr")[gebiete.blaetter]
    return sparse.csr_array(sparse.kron(orte, sparse.csr_array(zeilen)))


def _grenzen(zaehlung: Zaehlung, alle: Bloecke, gebiete: Gliederung) -> Zeilen:
    """Bound a sum by what each counted case adds at least and at most."""
    plan = zaehlung.plan
    mindestens, hoechstens = _beitraege(plan, alle.bloecke[plan.grundgesamtheit])
    grenzen = np.zeros((2, alle.breite))
    grenzen[:, alle.summen[plan.name]] = 1.0, -1.0
    grenzen[0, alle.bereich(plan.grundgesamtheit)] = -mindestens
    if np.isinf(hoechstens).any():
        grenzen = grenzen[:1]
    else:
        grenzen[1, alle.bereich(plan.grundgesamtheit)] = hoechstens
    zeilen = _je_blatt(gebiete, grenzen)
    return zeilen, np.zeros(zeilen.shape[0]), np.full(zeilen.shape[0], np.inf)


def _beitraege(plan: FreigabeTabelle, block: Block) -> tuple[Floats, Floats]:
    """What one case of every atom adds to the sum, at least and at most."""
    if plan.summe is None or plan.summe.gewicht == "alter":
        jahre = block.achsen["altersgruppe"]
        return (
            block.je_atom("altersgruppe", {stueck: min(map(int, stueck)) for stueck in jahre}),
            block.je_atom("altersgruppe", {stueck: max(map(int, stueck)) for stueck in jahre}),
        )
    mindestens = np.zeros(block.breite)
    for dimension, klassen in plan.summe.mindestens.items():
        mindestens += block.je_atom(dimension, _je_stueck(plan, block, dimension, klassen))
    return mindestens, np.full(block.breite, np.inf)


def _je_stueck(
    plan: FreigabeTabelle, block: Block, dimension: str, klassen: Mapping[str, int]
) -> dict[Codes, int]:
    wert: dict[Codes, int] = {}
    for klasse, mindestens in klassen.items():
        codes = codes_von(plan, dimension, klasse)
        wert |= {stueck: mindestens for stueck in block.achsen[dimension] if stueck <= codes}
    return wert


def _gleich(
    gleichung: Gleichung, plaene: dict[str, FreigabeTabelle], alle: Bloecke, gebiete: Gliederung
) -> Zeilen:
    """Two sums that are equal: in every area, or over all areas within every further class."""
    links, rechts = (
        _auswahl(seite, plaene[seite.tabelle], alle) for seite in (gleichung.links, gleichung.rechts)
    )
    differenz = links.astype(float) - rechts
    if gleichung.ueber == "raumeinheit":
        zeilen = _je_blatt(gebiete, differenz[None, :])
    else:
        gesamtheit = plaene[gleichung.links.tabelle].grundgesamtheit
        gruppen = _weitere_klassen(alle.bloecke[gesamtheit], gleichung)
        klassen = np.zeros((len(gruppen), alle.breite))
        klassen[:, alle.bereich(gesamtheit)] = gruppen
        ueberall = sparse.csr_array(gebiete.blaetter.astype(float)[None, :])
        zeilen = sparse.csr_array(sparse.kron(ueberall, sparse.csr_array(klassen * differenz)))
    return zeilen, np.zeros(zeilen.shape[0]), np.zeros(zeilen.shape[0])


def _weitere_klassen(block: Block, gleichung: Gleichung) -> list[npt.NDArray[np.bool_]]:
    """One mask per combination of pieces on the axes that the equation does not name."""
    frei = [i for i, achse in enumerate(block.achsen) if achse not in gleichung.links.codes]
    _, gruppe = np.unique(block.kombinationen[:, frei], axis=0, return_inverse=True)
    return [gruppe.ravel() == g for g in range(int(gruppe.max()) + 1)]


def bilanzen(
    salden: Sequence[Saldo],
    zaehlungen: Sequence[Zaehlung],
    alle: Bloecke,
    gebiete: Gliederung,
    nicht_additiv: npt.NDArray[np.bool_],
) -> Zeilen:
    """In every area where a balance holds, its flows come to the known difference of its stocks."""
    plaene = {zaehlung.plan.name: zaehlung.plan for zaehlung in zaehlungen}
    teile = [_leer(alle, gebiete)]
    for saldo in salden:
        fluss = np.zeros(alle.breite)
        for vorzeichen, auswahl in saldo.bilanz.mit_vorzeichen:
            fluss += vorzeichen * _auswahl(auswahl, plaene[auswahl.tabelle], alle)
        hier = np.flatnonzero(~np.isnan(saldo.wert))
        additiv = sparse.kron(gebiete.summen[hier], sparse.csr_array((fluss * ~nicht_additiv)[None, :]))
        eigen = sparse.kron(gebiete.eigene[hier], sparse.csr_array((fluss * nicht_additiv)[None, :]))
        teile.append((sparse.csr_array(additiv + eigen), saldo.wert[hier], saldo.wert[hier]))
    return zusammen(teile)


def zusammen(teile: Sequence[Zeilen]) -> Zeilen:
    """Put conditions below each other."""
    zeilen, unten, oben = zip(*teile, strict=True)
    alle_zeilen = sparse.csr_array(sparse.vstack(zeilen))
    alle_zeilen.eliminate_zeros()
    return alle_zeilen, np.concatenate(unten), np.concatenate(oben)


def _auswahl(seite: Auswahl, plan: FreigabeTabelle, alle: Bloecke) -> npt.NDArray[np.bool_]:
    codes = [(dimension, frozenset(liste)) for dimension, liste in seite.codes.items()]
    return alle.auswahl(plan.grundgesamtheit, codes)
