"""The parts that the attack cuts a publication into, against the plainest way to cut it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from pipeline.disclosure.angriffsflaeche import teile


@st.composite
def gezeigtes(draw):
    """Sums over atoms of a few places, some hidden, some of them targets, and conditions on the atoms."""
    zufall = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    orte, je_ort = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    ort = zufall.permutation(np.repeat(np.arange(orte), je_ort))
    anzahl = draw(st.integers(1, 20))
    zeilen = np.zeros((anzahl, len(ort)))
    for zeile in zeilen:
        hier = zufall.random() < 0.6
        zeile[(ort == zufall.integers(orte)) | (not hier)] = 1.0
        zeile[zufall.random(len(ort)) < zufall.choice([0.0, 0.3, 0.6])] = 0.0
    wahr = zufall.integers(0, 4, len(ort)) * (zufall.random(len(ort)) < 0.8)
    wert = np.where(zufall.random(anzahl) < 0.5, zeilen @ wahr, np.nan)
    ziele = np.flatnonzero(np.isnan(wert) & (zufall.random(anzahl) < 0.7))
    bedingung = zufall.integers(-1, 2, (draw(st.integers(0, 3)), len(ort))).astype(float)
    bedingung[zufall.random(bedingung.shape) < 0.6] = 0.0
    oben = bedingung @ wahr
    unten = np.where(zufall.random(len(oben)) < 0.5, oben, -np.inf)
    return zeilen, wert, (zeilen @ wahr > 0).astype(float), ziele, (bedingung, unten, oben), ort


def _ohne_gezeigtes(summen, gezeigt, ort):
    """Take the shown sums of one place each out of sums over several."""
    zeilen, rest, grenze = summen
    for i in range(len(zeilen)):
        orte = set(ort[zeilen[i] > 0])
        for o in orte if len(orte) > 1 else ():
            stueck = np.where(ort == o, zeilen[i], 0.0)
            if tuple(stueck) in gezeigt:
                zeilen[i] -= stueck
                rest[i], grenze[i] = rest[i] - gezeigt[tuple(stueck)], grenze[i] - gezeigt[tuple(stueck)]


def zerlegt(zeilen, wert, untergrenze, ziele, bedingungen, ort):
    """Per target the atoms it hangs together with and all that is known of them, as sets of plain tuples."""
    zeilen, bedingung = zeilen.copy(), bedingungen[0].copy()
    tot = zeilen[wert == 0].any(axis=0)
    zeilen[:, tot], bedingung[:, tot] = 0.0, 0.0
    rest, grenze, gezeigt = wert.copy(), untergrenze.copy(), {}
    for i, zeile in enumerate(zeilen):
        if zeile.any() and not np.isnan(wert[i]) and len(set(ort[zeile > 0])) == 1:
            gezeigt[tuple(zeile)] = wert[i]
    _ohne_gezeigtes((zeilen, rest, grenze), gezeigt, ort)
    fest = bedingungen[1] == bedingungen[2]
    gleich = [(*z, r) for z, r in zip(zeilen, rest, strict=True) if not np.isnan(r) and z.any()]
    gleich += [(*b, r) for b, r in zip(bedingung[fest], bedingungen[1][fest], strict=True) if b.any()]
    ungleich = [
        (*-z, -g) for z, g, w in zip(zeilen, grenze, wert, strict=True) if np.isnan(w) and g > 0 and z.any()
    ]
    ungleich += [(*b, r) for b, r in zip(bedingung[~fest], bedingungen[2][~fest], strict=True) if b.any()]
    alles = np.array([*(z[:-1] for z in gleich + ungleich), *zeilen[ziele]]).reshape(-1, zeilen.shape[1])
    ergebnis = {}
    for ziel in ziele:
        atome = zeilen[ziel] > 0
        for _ in range(zeilen.shape[1]):
            atome = atome | (alles[(alles[:, atome] != 0).any(axis=1)] != 0).any(axis=0)
        ergebnis[int(ziel)] = (
            tuple(np.flatnonzero(atome) if zeilen[ziel].any() else ()),
            tuple(zeilen[ziel]),
            *(sorted(z for z in art if (np.array(z[:-1]) * atome).any()) for art in (gleich, ungleich)),
        )
    return ergebnis


def ausgebreitet(matrix, rechts, atome, breite):
    """The constraints of a part over all atoms, as `zerlegt` writes them."""
    voll = np.zeros((matrix.shape[0], breite))
    voll[:, atome] = matrix.toarray()
    return sorted((*zeile, r) for zeile, r in zip(voll, rechts, strict=True))


@given(gezeigtes())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_every_part_holds_what_hangs_together_and_all_that_is_known_of_it(eingabe):
    zeilen, wert, untergrenze, ziele, (bedingung, unten, oben), ort = eingabe
    erwartet = zerlegt(*eingabe)
    bedingungen = sparse.csr_array(bedingung), unten, oben
    gesehen = []
    for teil in teile(sparse.csr_array(zeilen), wert, untergrenze, ziele, bedingungen, ort):
        gesehen += teil.namen.tolist()
        for name, zeile in zip(teil.namen, teil.ziele.toarray(), strict=True):
            atome, ziel, gleich, ungleich = erwartet[int(name)]
            assert teil.ziele.shape[1] == len(atome)
            if atome:
                assert zeile.tolist() == [ziel[a] for a in atome]
                assert ausgebreitet(teil.gleich, teil.genau, list(atome), len(ziel)) == gleich
                assert ausgebreitet(teil.ungleich, teil.hoechstens, list(atome), len(ziel)) == ungleich
    assert sorted(gesehen) == ziele.tolist()
