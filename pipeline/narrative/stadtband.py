"""Sentences of the city volume: what can be told apart, what cannot, and how to read the rest."""

from collections.abc import Collection
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.stadtkopf import Stadt
from pipeline.narrative.vergleich import OHNE_WERT, mit_einheit
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, gross

WIRKLICH = 1.5
"""Factor of scatter from which districts are said to differ not by chance alone (own rule)."""
VIERTEL = 4
"""The first and the last of so many parts of the ranking are named where a district surely belongs there."""


def einleitung(hier: Stadt) -> str:
    """Say what the volume is, and what it is not."""
    return (
        f"Dieser Band stellt alle Planungsbezirke {hier.ort.des} nebeneinander. Er ist keine Bestenliste: "
        "Wo sich zwei Bezirke nicht sicher unterscheiden, heißt es „nicht unterscheidbar“, und ihre "
        "Reihenfolge bedeutet nichts. Die Kennzahlen beschreiben die Lage an Orten; über einzelne Menschen "
        "sagen sie nichts."
    )


def lesart(hier: Stadt) -> str:
    """Say how to read the charts of values and places."""
    return (
        "Jede Abbildung ordnet die Bezirke vom höchsten zum niedrigsten Wert; das sagt nicht, was gut ist. "
        f"Die Linie um den Punkt ist das 95-%-Intervall. Matt ist, wer von {hier.ort.name} nicht "
        "unterscheidbar ist. „Rang von bis“ nennt alle Plätze, die ein Bezirk nach Prüfung aller Paare haben "
        "kann (1 ist der höchste Wert), „nicht unterscheidbar von“ die Zahl der anderen Bezirke, von denen "
        "er sich nicht sicher abhebt. Wer nur den Platz abliest, liest den Zufall mit."
    )


def blick(
    hier: Stadt, raenge: pd.DataFrame, typen: pd.DataFrame, einwohner: pd.DataFrame, stichtag: str
) -> dict[str, Any]:
    """Prepare the key figures: kacheln, id, titel.

    Takes:   the results of `comparison.raenge` and `comparison.typologie`; residents of the districts.
    """
    geprueft = raenge["signifikant"].notna()
    anders = int(raenge["signifikant"].fillna(value=False).sum())
    paare, getrennt = _paare(raenge)
    kacheln = [
        (names.ganzzahl(len(hier.namen)), "Planungsbezirke", _groessen(einwohner, hier.namen)),
        _von(anders, int(geprueft.sum()), "Werte weichen signifikant von der übrigen Stadt ab", ""),
        (
            _anteil(getrennt, paare) if paare else names.NICHT_VERGLICHEN,
            "der Paare von Bezirken sind unterscheidbar",
            f"{names.ganzzahl(getrennt)} von {names.ganzzahl(paare)} Paaren aller Kennzahlen",
        ),
        (
            names.ganzzahl(len(geheime(raenge))),
            "Bezirke mit geheimen Werten",
            "zum Schutz der Menschen nicht gezeigt",
        ),
        *_eindeutige(typen, "status", "Status"),
        *_eindeutige(typen, "dynamik", "Dynamik"),
    ]
    return {
        "kacheln": pd.DataFrame(kacheln, columns=["wert", "label", "vergleich"]),
        "id": "blick",
        "titel": f"{hier.ort.name} am {datum(stichtag)}",
    }


def _eindeutige(typen: pd.DataFrame, index: str, wort: str) -> list[tuple[str, str, str]]:
    """How many districts have a class that is certain; nothing where none has a class."""
    ja = typen[f"{index}_eindeutig"].dropna().astype(bool)
    label = f"Bezirke mit eindeutiger Klasse: {wort}"
    return [_von(int(ja.sum()), len(ja), label, "")] if len(ja) else []


def _von(teil: int, alle: int, label: str, vergleich: str) -> tuple[str, str, str]:
    von = f"{names.ganzzahl(teil)} von {names.ganzzahl(alle)}"
    return von, label, vergleich


def _groessen(einwohner: pd.DataFrame, bezirke: Collection[str]) -> str:
    hier = einwohner["raumeinheit"].isin(list(bezirke))
    werte = einwohner.loc[einwohner["status"].eq("wert") & hier, "wert"]
    if werte.empty:
        return ""
    return f"mit {names.ganzzahl(werte.min())} bis {names.ganzzahl(werte.max())} Bewohner:innen"


def _paare(raenge: pd.DataFrame) -> tuple[int, int]:
    """Pairs of districts in all, and those told apart."""
    da = raenge[raenge["andere"].notna()]
    getrennt = da["andere"] - da["ununterscheidbar"]
    return int(da["andere"].sum()) // 2, int(getrennt.sum()) // 2


def geheime(raenge: pd.DataFrame) -> list[str]:
    """Keys of the districts of which a Kennzahl of the volume is secret."""
    return sorted(raenge.loc[raenge["status"].eq("geheim"), "raumeinheit"].unique())


def befunde(hier: Stadt, raenge: pd.DataFrame) -> list[str]:
    """Say by which Kennzahl districts can be told apart best and least, and of whom values are hidden."""
    je = {
        str(gruppe["name"].iloc[0]): (_paare(gruppe), gruppe)
        for _, gruppe in raenge.groupby("kennzahl", sort=False)
        if _paare(gruppe)[0]
    }
    saetze = []
    if je:
        folge = sorted(je, key=lambda name: -je[name][0][1] / je[name][0][0])
        saetze.append(
            f"Am besten unterscheiden sich die Bezirke hier: {_abstand(hier, folge[0], je[folge[0]])}"
        )
        if len(folge) > 1:
            saetze.append(f"Am wenigsten hier: {_abstand(hier, folge[-1], je[folge[-1]])}")
    if verdeckt := geheime(raenge):
        saetze.append(
            f"Geheime Werte: Von {gezaehlt(len(verdeckt), 'Bezirk', 'Bezirken')} "
            f"({aufzaehlung(verdeckt)}) ist mindestens eine Kennzahl geheim gehalten."
        )
    return saetze


def _abstand(hier: Stadt, name: str, teil: tuple[tuple[int, int], pd.DataFrame]) -> str:
    (paare, getrennt), gruppe = teil
    return (
        f"{name}. {gross(_anteil(getrennt, paare))} der Paare sind unterscheidbar, {_weichen(gruppe)} "
        f"signifikant von {hier.ort.name} ab."
    )


def _weichen(gruppe: pd.DataFrame) -> str:
    """How many districts differ from the city, with the verb: "6 von 59 Bezirken weichen"."""
    anders = int(gruppe["signifikant"].fillna(value=False).sum())
    geprueft = int(gruppe["signifikant"].notna().sum())
    return f"{anders or 'keiner'} von {geprueft} Bezirken {'weichen' if anders > 1 else 'weicht'}"


def _sind(anzahl: int) -> str:
    """How many pairs, with the verb before: "sind 4", "ist 1", "ist keines"."""
    return f"{'sind' if anzahl > 1 else 'ist'} {names.ganzzahl(anzahl) if anzahl else 'keines'}"


def _anteil(teil: int, ganzes: int) -> str:
    """Share of pairs; none and few are not rounded to zero."""
    prozent = 100 * teil / ganzes
    return "weniger als 1\N{NO-BREAK SPACE}%" if 0 < prozent < 1 else names.prozent(prozent, 0)


def bezirksliste(
    hier: Stadt, raumeinheiten: pd.DataFrame, einwohner: pd.DataFrame, raenge: pd.DataFrame
) -> pd.DataFrame:
    """Prepare the list of districts: raumeinheit, gebiet, wert, status, anteil_pct, ohne_wert."""
    namen = dict(zip(raumeinheiten["raumeinheit"], raumeinheiten["name"].astype(str), strict=True))
    je = einwohner.set_index("raumeinheit")
    ohne = raenge[raenge["status"].ne("wert")].groupby("raumeinheit").size()
    zeilen = je.loc[list(hier.namen), ["wert", "status"]].rename_axis("raumeinheit").reset_index()
    ganz = je["wert"].get(hier.ort.schluessel, float("nan"))
    return zeilen.assign(
        gebiet=zeilen["raumeinheit"].map(namen),
        anteil_pct=100 * zeilen["wert"] / ganz,
        ohne_wert=zeilen["raumeinheit"].map(ohne).fillna(0),  # whose values all are shown is not counted
    )


def rangsaetze(hier: Stadt, raenge: pd.DataFrame) -> dict[str, str]:
    """Say of every Kennzahl how far its order can be trusted."""
    return {str(k): _rangsatz(hier, gruppe) for k, gruppe in raenge.groupby("kennzahl", sort=False)}


def _rangsatz(hier: Stadt, gruppe: pd.DataFrame) -> str:
    da = gruppe[gruppe["status"].eq("wert")]
    if da.empty:
        return "Für keinen Planungsbezirk liegt ein Wert vor."
    paare, getrennt = _paare(gruppe)
    satz = da.iloc[0]
    stadtwert = mit_einheit(satz["wert_stadt"], str(satz["einheit"]), int(satz["stellen"]))
    teile = [
        f"{gross(_weichen(gruppe))} signifikant von {hier.ort.name} ({stadtwert}) ab."
        if pd.notna(satz["wert_stadt"])
        else "",
        _paarsatz(da, paare, getrennt) if paare else "",
        _raender(da) if paare else "",
        _ohne(gruppe),
    ]
    return " ".join(filter(None, teile))


def _paarsatz(da: pd.DataFrame, paare: int, getrennt: int) -> str:
    """How many pairs and neighbours can be told apart."""
    nachbarn = da["wie_naechster"].dropna()
    return (
        f"Von {names.ganzzahl(paare)} Paaren {_sind(getrennt)} unterscheidbar; von den "
        f"{len(nachbarn)} Paaren, die in dieser Reihenfolge nebeneinander stehen, "
        f"{_sind(int(nachbarn.sum()))} nicht unterscheidbar."
    )


def _raender(da: pd.DataFrame) -> str:
    """Who surely belongs to the highest or the lowest quarter."""
    anzahl = len(da)
    grenze = anzahl // VIERTEL
    oben = list(da.loc[da["rang_bis"].le(grenze), "raumeinheit"])
    unten = list(da.loc[da["rang_von"].gt(anzahl - grenze), "raumeinheit"])
    teile = [
        f"Sicher im höchsten Viertel: {aufzaehlung(oben)}." if oben else "",
        f"Sicher im niedrigsten Viertel: {aufzaehlung(unten)}." if unten else "",
    ]
    return " ".join(filter(None, teile)) or "Kein Bezirk liegt sicher im höchsten oder niedrigsten Viertel."


def _ohne(gruppe: pd.DataFrame) -> str:
    """Who has no value, and why."""
    ohne = gruppe[gruppe["status"].ne("wert")]
    gruende = ohne["status"].map(OHNE_WERT).fillna("nicht sinnvoll anzugeben")
    teile = [
        f"{aufzaehlung(sorted(g['raumeinheit']))} ({grund})" for grund, g in ohne.groupby(gruende, sort=True)
    ]
    return f"Ohne Wert: {'; '.join(teile)}." if teile else ""


def trichter(hier: Stadt, punkte: pd.DataFrame) -> str:
    """Say how to read the funnels."""
    if punkte.empty:
        return ""
    return (
        f"Je kleiner ein Bezirk, desto weiter streut sein Wert durch Zufall um den {hier.ort.des}; die "
        "Grenzen zeigen, wie weit. Wer außerhalb von 99,8 % liegt, weicht stärker ab, als der Zufall "
        "erklärt; ob das gut oder schlecht ist und woran es liegt, sagt der Trichter nicht."
    )


def trichterliste(punkte: pd.DataFrame, streuung: pd.DataFrame) -> list[str]:
    """Say of every Kennzahl how many lie outside, and whether districts scatter more than chance."""
    faktoren = dict(zip(streuung["kennzahl"], streuung["faktor"], strict=True))
    return [
        _trichtersatz(gruppe, float(faktoren.get(str(kennzahl), float("nan"))))
        for kennzahl, gruppe in punkte.groupby("kennzahl", sort=False)
    ]


def _trichtersatz(gruppe: pd.DataFrame, faktor: float) -> str:
    aussen = int(gruppe["ausserhalb"].eq(99).sum())
    streut = (
        "die Bezirke streuen kaum mehr, als der Zufall erwarten lässt"
        if faktor < WIRKLICH
        else "die Bezirke unterscheiden sich wirklich, nicht nur durch Zufall"
    )
    return (
        f"{gruppe['name'].iloc[0]}: außerhalb von 99,8 % liegen {aussen} von {len(gruppe)} Bezirken; "
        f"Streuungsfaktor {names.dezimal(faktor)}: {streut}."
    )
