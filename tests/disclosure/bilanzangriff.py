"""A reader with the released tables and the population balance: bounds every hidden flow by intervals.

Shares nothing with protection and audit: it reads the released tables and knows only sums.
"""

from itertools import product

import numpy as np

RICHTUNGEN, ARTEN, STAAT = ("zuzug", "wegzug"), ("aussen", "binnen"), ("deutsch", "nichtdeutsch")
ALLE = "insgesamt"


def erratbar(tabellen, jahr, stadt="HN"):
    """Hidden flows of a year that have one possible value only: {(table, area, codes...): value}.

    Deaths by nationality are in no table; they are found out where the reader knows that they are 1 or 2.
    """
    grenzen, geheim, orte = _zellen(tabellen, jahr)
    gleichungen = [*_raender(orte), *_staedtisch(orte, stadt), *_bilanzen(tabellen, jahr, orte)]
    gleichungen = [g for g in gleichungen if all(schluessel in grenzen for _, schluessel in g[0])]
    while sum(_engt_ein(grenzen, *gleichung) for gleichung in gleichungen):  # all of them in every round
        pass
    assert all(unten <= oben for unten, oben in grenzen.values())
    tote = [("sterbefaelle", ort, s) for ort in orte for s in STAAT]
    verraten = [s for s in tote if grenzen[s][0] >= 1 and grenzen[s][1] <= 2]
    verraten += [s for s in geheim if grenzen[s][0] == grenzen[s][1]]
    return {s: int(grenzen[s][0]) for s in verraten}


def _zellen(tabellen, jahr):
    """Limits of every flow: a shown one is known, a hidden one is at least 1, others are not negative."""
    grenzen, geheim = {}, []
    for name in ("geburten", "sterbefaelle", "einbuergerungen", "wanderungen"):
        tabelle = tabellen[name][tabellen[name]["jahr"] == jahr]
        if "altersgruppe" in tabelle:
            tabelle = tabelle[tabelle["altersgruppe"] == ALLE].drop(columns="altersgruppe")
        codes = [s for s in tabelle if s not in ("raumeinheit", "jahr", "anzahl", "status")]
        for ort, *code, anzahl, status in tabelle[["raumeinheit", *codes, "anzahl", "status"]].itertuples(
            index=False
        ):
            schluessel = (name, ort, *code)
            grenzen[schluessel] = {
                "wert": (anzahl, anzahl), "geheim": (1.0, np.inf), "fehlt": (0.0, np.inf)
            }[status]  # fmt: skip
            geheim += [schluessel] if status == "geheim" else []
    orte = sorted({ort for _, ort, *_ in grenzen})
    grenzen |= {("sterbefaelle", ort, s): (0.0, np.inf) for ort in orte for s in STAAT}
    return grenzen, geheim, orte


def _raender(orte):
    """Every margin is the sum of its parts, in every area."""
    for ort in orte:
        yield [(-1, ("geburten", ort, ALLE)), *((1, ("geburten", ort, s)) for s in STAAT)], 0
        yield [(-1, ("sterbefaelle", ort)), *((1, ("sterbefaelle", ort, s)) for s in STAAT)], 0
        for r, s in product(RICHTUNGEN, (*STAAT, ALLE)):
            yield _gleich(("wanderungen", ort, r, ALLE, s), [("wanderungen", ort, r, a, s) for a in ARTEN])
        for r, a in product(RICHTUNGEN, (*ARTEN, ALLE)):
            yield _gleich(("wanderungen", ort, r, a, ALLE), [("wanderungen", ort, r, a, s) for s in STAAT])


def _gleich(ganzes, teile):
    return [(-1, ganzes), *((1, teil) for teil in teile)], 0


def _staedtisch(orte, stadt):
    """The city is the sum of its districts; who moves inside it arrives where somebody left."""
    bezirke = [ort for ort in orte if ort != stadt]
    arten = [("geburten", s) for s in (*STAAT, ALLE)] + [("sterbefaelle", s) for s in STAAT]
    arten += [("sterbefaelle",), ("einbuergerungen",)]
    arten += [("wanderungen", r, "aussen", s) for r in RICHTUNGEN for s in (*STAAT, ALLE)]
    for name, *codes in arten:
        yield _gleich((name, stadt, *codes), [(name, ort, *codes) for ort in bezirke])
    for s in (*STAAT, ALLE):
        zu, weg = ([("wanderungen", ort, r, "binnen", s) for ort in bezirke] for r in RICHTUNGEN)
        yield [*((1, zelle) for zelle in zu), *((-1, zelle) for zelle in weg)], 0


def _bilanzen(tabellen, jahr, orte):
    """Stock of the year less stock of the year before is what came less what went."""
    bestand = tabellen["einwohner"]
    for dimension in ("altersgruppe", "geschlecht"):
        bestand = bestand[bestand[dimension] == ALLE] if dimension in bestand else bestand
    bestand = bestand[bestand["status"] == "wert"]
    bestand = bestand.set_index(["raumeinheit", "staatsangehoerigkeit", "stichtag"])["anzahl"].to_dict()
    for ort, s in product(orte, (ALLE, "nichtdeutsch")):
        stand = [bestand.get((ort, s, f"{j}-12-31")) for j in (jahr - 1, jahr)]
        if None not in stand:
            tote = ("sterbefaelle", ort) if s == ALLE else ("sterbefaelle", ort, s)
            fluss = [(1, ("geburten", ort, s)), (-1, tote)]
            fluss += [
                (1, ("wanderungen", ort, "zuzug", ALLE, s)),
                (-1, ("wanderungen", ort, "wegzug", ALLE, s)),
            ]
            fluss += [(-1, ("einbuergerungen", ort))] if s != ALLE else []
            yield fluss, stand[1] - stand[0]


def _engt_ein(grenzen, terme, summe):
    """Bound every term of a sum by what the others leave to it; says whether that told anything new."""
    neues = False
    for i, (vorzeichen, zelle) in enumerate(terme):
        andere = [sorted(v * g for g in grenzen[z]) for j, (v, z) in enumerate(terme) if j != i]
        rest = sorted(vorzeichen * (summe - sum(a[k] for a in andere)) for k in (0, 1))
        neu = max(grenzen[zelle][0], rest[0]), min(grenzen[zelle][1], rest[1])
        neues |= neu != grenzen[zelle]
        grenzen[zelle] = neu
    return neues
