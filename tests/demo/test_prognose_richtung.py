"""Where P10 is heading: a throw-away cohort model of its own, for the direction only."""

import numpy as np
import pytest

BASIS, HORIZONT = 2020, 2035


@pytest.fixture(scope="session")
def fortgeschrieben(tabellen, einwohner):
    """P10 by age and sex in the base year and at the horizon, rates of the whole base period."""
    stand = {
        jahr: _matrix(einwohner.query("raumeinheit == 'P10' and jahr == @jahr")) for jahr in range(2015, 2021)
    }
    stadt = sum(
        _matrix(einwohner.query("raumeinheit == 'HN' and jahr == @jahr")) for jahr in range(2015, 2020)
    )
    unter_risiko = _aelter(sum(stand[jahr] for jahr in range(2015, 2020)))
    tod = _geglaettet(_summe(tabellen["sterbefaelle"], "HN"), _aelter(stadt))
    wege = tabellen["wanderungen"]
    fort = _geglaettet(_summe(wege.query("richtung == 'wegzug'"), "P10"), unter_risiko)
    hinzu = _summe(wege.query("richtung == 'zuzug'"), "P10") / 5
    geboren = _summe(tabellen["geburten"].assign(geschlecht="w"), "P10")[:, 1]
    je_frau = geboren[15:45].sum() / unter_risiko[15:45, 1].sum()
    bestand = stand[BASIS].astype(float)
    for _ in range(HORIZONT - BASIS):
        kinder = bestand[14:44, 1].sum() * je_frau
        bestand = _aelter(bestand)
        bestand[0] = kinder * np.array([0.513, 0.487])
        bestand = bestand * (1 - tod) * (1 - fort) + hinzu
    return stand[BASIS].sum(axis=1), bestand.sum(axis=1)


def _matrix(tabelle):
    werte = np.zeros((101, 2))
    alter, geschlecht = tabelle["alter"].astype(int), tabelle["geschlecht"].eq("w").astype(int)
    np.add.at(werte, (alter.to_numpy(), geschlecht.to_numpy()), tabelle["anzahl"].to_numpy())
    return werte


def _summe(tabelle, raumeinheit):
    return _matrix(tabelle.query("raumeinheit == @raumeinheit and 2016 <= jahr <= 2020"))


def _aelter(bestand):
    aelter = np.zeros_like(bestand, dtype=float)
    aelter[1:] = bestand[:-1]
    aelter[-1] += bestand[-1]
    return aelter


def _geglaettet(zaehler, nenner):
    fenster = np.ones(7)
    oben = np.apply_along_axis(np.convolve, 0, zaehler, fenster, "same")
    unten = np.apply_along_axis(np.convolve, 0, nenner, fenster, "same")
    return np.minimum(oben / np.maximum(unten, 1), 0.6)


def test_fewer_residents(fortgeschrieben):
    vorher, nachher = fortgeschrieben
    assert 0.90 < nachher.sum() / vorher.sum() < 0.975


@pytest.mark.parametrize(("von", "bis"), [(65, 70), (70, 85), (85, 101)])
def test_more_older_people(fortgeschrieben, von, bis):
    vorher, nachher = (x[von:bis].sum() for x in fortgeschrieben)
    assert 1.05 < nachher / vorher < 1.6
