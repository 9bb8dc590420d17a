"""Sentences on an area among all of its level: funnels, ages, structure."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import Satz
from pipeline.narrative.zahlen import aufzaehlung, gross

_NIVEAU = 0.05
_KLEIN = 0.1
"""Cramer's V below which a difference of structure is small (J. Cohen, Statistical Power Analysis, 1988)."""


def beschlossen(gilt: pd.DataFrame, verglichen: pd.DataFrame) -> str:
    """Name what is decided with a target and what is only watched; or that nothing is.

    Takes:   decisions that stood on the Stichtag or were taken after it; rows with kennzahl and name.
    """
    if gilt.empty:
        return "Das Lenkungsgremium hat für dieses Gebiet noch keine Kennzahl festgelegt."
    namen = verglichen.drop_duplicates("kennzahl").set_index("kennzahl")["name"].to_dict()
    mit = gilt.loc[gilt["zielwert"].notna(), "kennzahl"].drop_duplicates()
    ohne = gilt.loc[gilt["zielwert"].isna(), "kennzahl"].drop_duplicates()
    ohne = ohne[~ohne.isin(mit)]
    saetze = [
        f"Mit Ziel: {aufzaehlung([str(namen.get(k, k)) for k in mit])}." if len(mit) else "",
        f"Ohne Ziel, aber jedes Jahr vorgelegt: {aufzaehlung([str(namen.get(k, k)) for k in ohne])}."
        if len(ohne)
        else "",
    ]
    return " ".join(filter(None, saetze))


def trichter(orte: Orte, punkte: pd.DataFrame) -> str:
    """Say how to read the funnels, and where the area and the others lie.

    Takes:   kennzahl, name, raumeinheit, ausserhalb of all areas.
    Returns: empty where there is no funnel.
    """
    if punkte.empty:
        return ""
    hier = punkte[punkte["raumeinheit"].eq(orte.hier.schluessel)]
    aussen = list(hier.loc[hier["ausserhalb"].eq(99), "name"])
    innen = list(hier.loc[hier["ausserhalb"].ne(99), "name"])
    teile = [
        f"außerhalb der Grenzen von 99,8 % bei: {aufzaehlung(aussen)}" if aussen else "",
        f"innerhalb bei: {aufzaehlung(innen)}" if innen else "",
    ]
    anteil = 100 * float(punkte["ausserhalb"].eq(99).mean())
    lage = f"{gross(orte.hier.der)} liegt {'; '.join(filter(None, teile))}. " if len(hier) else ""
    return (
        f"Je kleiner ein Gebiet, desto weiter streut sein Wert durch Zufall um den von {orte.dort.name}; die "
        f"Grenzen zeigen, wie weit. {lage}Außerhalb von "
        f"99,8 % liegen {names.prozent(anteil)} aller Punkte; wären die Gebiete gleich, wären es etwa 0,2 %."
    )


def standardisiert(orte: Orte, zeilen: pd.DataFrame) -> str:
    """Say of each event whether ages explain the difference to the city.

    Takes:   the result of `indicators.standardisiert`.
    """
    saetze = [_bereinigt(satz) for satz in zeilen[zeilen["status"].eq("wert")].to_dict("records")]
    if not saetze:
        return ""
    kopf = (
        "Erwartet ist, was das Gebiet bei den Raten der Stadt in jedem Alter hätte; der Index setzt das "
        f"Gezählte dazu ins Verhältnis ({orte.dort.name} = 100)."
    )
    return " ".join([kopf, *saetze])


def _bereinigt(satz: Satz) -> str:
    index, untere, obere = (names.dezimal(satz[feld], 0) for feld in ("index", "untere", "obere"))
    roh = names.dezimal(satz["roh"], 0)
    sicher = satz["untere"] > 100 or satz["obere"] < 100
    urteil = (
        "Auch bei gleichem Alter unterscheidet sich das Gebiet von der Stadt."
        if sicher
        else "Bei gleichem Alter ist kein Unterschied zur Stadt gesichert."
    )
    return f"{satz['name']}: {index} ({untere} bis {obere}), ohne Bereinigung {roh}. {urteil}"


def struktur(alter: object, geschlecht: object) -> str:
    """Say whether ages and sexes differ from the rest of the city, and how much.

    Takes:   two Strukturtest: p, cramers_v, dissimilaritaet.
    Returns: a sentence for each test that could be made.
    """
    tests = (("Altersaufbau", alter), ("Geschlechterverteilung", geschlecht))
    return " ".join(filter(None, (_struktur(was, test) for was, test in tests)))


def _struktur(was: str, test: object) -> str:
    p, v, d = (float(getattr(test, feld)) for feld in ("p", "cramers_v", "dissimilaritaet"))
    if pd.isna(p):
        return ""
    staerke = f"Cramérs V {names.dezimal(v, 3)}, Dissimilaritätsindex {names.prozent(100 * d)}"
    if p >= _NIVEAU:
        return f"{was}: kein signifikanter Unterschied zur übrigen Stadt ({staerke})."
    groesse = "gering" if v < _KLEIN else "erheblich"
    return f"{was}: signifikant anders als in der übrigen Stadt, der Unterschied ist {groesse} ({staerke})."


def verteilung(orte: Orte, zeilen: pd.DataFrame) -> str:
    """Say what the index of segregation means, and how it changed.

    Takes:   the result of `indicators.verteilung`.
    Returns: one sentence on each group that has an index; why there is none where no group has one.
    """
    stadt = orte.dort.im if orte.dort.ebene == "stadt" else "in der Stadt"
    da = zeilen[zeilen["status"].eq("wert") & zeilen["art"].eq("Segregation")]
    if da.empty:
        return (
            f"Wie ungleich Gruppen {stadt} verteilt wohnen, ist nicht zu berechnen: Die nötigen Zahlen sind "
            "für zu wenige Gebiete freigegeben."
        )
    saetze = [_ungleich(gruppe) for _, gruppe in da.groupby("name", sort=False)]
    kopf = (
        "Der Segregationsindex sagt, wie viele von 100 einer Gruppe in ein anderes Gebiet ziehen müssten, "
        f"damit ihr Anteil {stadt} überall derselbe ist."
    )
    return " ".join([kopf, *saetze])


def _ungleich(gruppe: pd.DataFrame) -> str:
    """One group: the last year beside the first."""
    geordnet = gruppe.sort_values("jahr")
    (seit, frueher), (bis, heute) = (
        (int(geordnet["jahr"].iloc[n]), names.gerundet(float(geordnet["wert"].iloc[n]), 1)) for n in (0, -1)
    )
    satz = f"{geordnet['name'].iloc[0]}: {names.dezimal(heute)} ({bis})"
    if seit == bis:
        return f"{satz}."
    wort = "wie" if heute == frueher else "höher als" if heute > frueher else "niedriger als"
    return f"{satz}, {wort} {seit} ({names.dezimal(frueher)})."
